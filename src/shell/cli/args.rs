//! The command line: what can be asked of the program, and what it is told about itself.
//!
//! Only the shape of the arguments stands here; nothing is read, run or looked up.

use super::authoring::{NewArgs, SentencesArgs};
use super::formats::{CheckFormat, QuestionnaireFormat};
use super::kiosk::KioskArgs;
use super::records::RecordsArgs;
use super::reference::CompletionsArgs;
use super::report::ReportArgs;
use super::values::{SettingsArgs, ThemeArgs, day, language, region};
use crate::domain::language::tag::LanguageTag;
use crate::domain::questionnaire::draft::Date;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  stillpoint                                   go through the checklist
  stillpoint --theme high-contrast             the same, with stronger contrast
  stillpoint --lang es                         the same in Spanish
  stillpoint --answers answers.json            go on with answers that were saved
  stillpoint report answers.json               results for a file of answers
  stillpoint report - --format json < a.json   the same from standard input, as JSON
  stillpoint new mine                          a small questionnaire to change, in a folder
  stillpoint check mine/questions.toml         what is wrong with it, if anything
  stillpoint --questions mine/questions.toml   go through it
  stillpoint --settings site.toml              with a site's own support lines and choices
  stillpoint counselor                         lead a client through it
  stillpoint counselor --record maple-7        the same, with a record that is made or gone on with
  stillpoint display                           follow a walkthrough on a second screen
  stillpoint kiosk                             an unattended screen in a waiting room

Nothing is sent anywhere. Nothing is kept unless you save it.
Exit status: 0 done, 1 it failed, 2 wrong usage.";

/// A quiet checklist for the terminal: not a test, not a diagnosis.
#[derive(Parser, Clone, PartialEq, Eq, Debug)]
#[command(name = "stillpoint", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// What to do; without it, the checklist for one person.
    #[command(subcommand)]
    pub command: Option<CliCommand>,
    /// Go on with the answers in this file (JSON), as a copy saves them
    #[arg(long, value_name = "FILE")]
    pub answers: Option<PathBuf>,
    /// How the checklist is shown.
    #[command(flatten)]
    pub session: SessionArgs,
}

/// What can be asked for by name.
#[derive(Subcommand, Clone, PartialEq, Eq, Debug)]
pub enum CliCommand {
    /// Lead a client through the checklist, with notes and a record
    Counselor(CounselorArgs),
    /// Show the client's view of a running walkthrough, in a second terminal
    Display(DisplayArgs),
    /// Print the results for a file of answers; needs no terminal
    Report(ReportArgs),
    /// Print the questionnaire in use
    Questionnaire(QuestionnaireArgs),
    /// Write a questionnaire to begin with, and its settings, into a folder
    New(NewArgs),
    /// Print the program's own sentences, to begin a translation with
    Sentences(SentencesArgs),
    /// Verify questionnaire, settings and language files
    Check(CheckArgs),
    /// List, read and remove a counselor's records
    Records(RecordsArgs),
    /// Run the checklist on an unattended screen in a waiting room
    Kiosk(KioskArgs),
    /// Print the script with which a shell completes command lines
    Completions(CompletionsArgs),
}

/// Arguments of the checklist itself.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
pub struct SessionArgs {
    /// Questionnaire to use, whatever the settings name; built-in: that of the program
    #[arg(long, value_name = "FILE")]
    pub questions: Option<PathBuf>,
    /// How it looks.
    #[command(flatten)]
    pub theme: ThemeArgs,
    /// Leave the mouse to the terminal, to mark and copy texts; F8 takes it
    #[arg(long)]
    pub no_mouse: bool,
    /// Region whose support lines are shown, such as US or GB-SCT
    #[arg(long, value_name = "CC", value_parser = region)]
    pub region: Option<String>,
    /// Language of the texts, such as es or es-MX
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<LanguageTag>,
    /// What the site has set.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// Arguments of `counselor`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_help = "Examples:\n  stillpoint counselor\n  stillpoint counselor --record maple-7")]
pub struct CounselorArgs {
    /// Keep a record under this name, or go on with the one that has it
    #[arg(long, value_name = "NAME")]
    pub record: Option<String>,
    /// File of the key that opens records; without it, the one in the settings
    #[arg(long, value_name = "FILE", requires = "record")]
    pub identity: Option<PathBuf>,
    /// How the checklist is shown.
    #[command(flatten)]
    pub session: SessionArgs,
}

/// What `display --help` says besides the arguments.
const FOLLOWED: &str = "\
Examples:
  stillpoint display                             follow the walkthrough that runs, or the next one
  stillpoint display --theme light --lang es     the same on a light background, waiting in Spanish
  stillpoint display /run/user/1000/stillpoint/display-2.sock
                                                 follow the second of two walkthroughs

It shows what the client sees and nothing else: no notes, no prompts, and no answer that
was given privately. It changes nothing. Arrows scroll it, q or Ctrl-C closes it. The same user has to
start both programs.";

/// Arguments of `display`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_help = FOLLOWED)]
pub struct DisplayArgs {
    /// Socket of the walkthrough; without it, the one in the usual place
    #[arg(value_name = "SOCKET")]
    pub socket: Option<PathBuf>,
    /// How it looks.
    #[command(flatten)]
    pub theme: ThemeArgs,
    /// Language in which it waits, such as es; a walkthrough is shown in its own
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<LanguageTag>,
}

/// Arguments of `questionnaire`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(
    after_help = "Examples:\n  stillpoint questionnaire --format json\n  stillpoint questionnaire --format html --region GB > form.html\n  stillpoint questionnaire --format text --lang es | lp"
)]
pub struct QuestionnaireArgs {
    /// Form of the questionnaire
    #[arg(long, value_enum, default_value = "toml")]
    pub format: QuestionnaireFormat,
    /// Questionnaire to print, whatever the settings name; built-in: that of the program
    #[arg(long, value_name = "FILE")]
    pub questions: Option<PathBuf>,
    /// Print it in this language, such as es; as TOML, its translation; as a frame, the one to write
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<LanguageTag>,
    /// Region whose support lines a form has, for paper or FHIR, such as US or GB-SCT
    #[arg(long, value_name = "CC", value_parser = region)]
    pub region: Option<String>,
    /// What the site has set.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// What `check --help` says besides the arguments.
const CHECKED: &str = "\
Examples:
  stillpoint check mine.toml
  stillpoint check --strict --today 2026-11-23 mine.toml
  stillpoint check --watch mine.toml

Notes go to standard output, and so do files without a fault. Errors and
warnings go to standard error. To leave a text as it is, waive its warning in
the file, by the name in brackets and with a reason: see docs/content.md.
Exit status: 0 no errors, 1 errors (with --strict, warnings too), 2 wrong usage;
with --watch 0 when you end it.";

/// Arguments of `check`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_help = CHECKED)]
pub struct CheckArgs {
    /// Files to verify, - for standard input; without any, the built-in ones
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Show for each text some answers that bring it
    #[arg(long)]
    pub witnesses: bool,
    /// Let warnings fail as errors do; notes never fail
    #[arg(long)]
    pub strict: bool,
    /// Today's date, to find support lines that nobody has checked for a year
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub today: Option<Date>,
    /// Form of what is found
    #[arg(long, value_enum, default_value = "text")]
    pub format: CheckFormat,
    /// Check again at each save, and show the screens that a message is about; q ends it
    #[arg(long, requires = "files", conflicts_with_all = ["witnesses", "format"])]
    pub watch: bool,
}

#[cfg(test)]
mod tests {
    use super::{Cli, CliCommand};
    use crate::view::theme::ThemeName;
    use clap::{CommandFactory, Parser};

    #[test]
    fn the_arguments_are_declared_without_contradiction() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_checklist_is_what_runs_when_nothing_is_named() {
        let cli = Cli::try_parse_from(["stillpoint", "--theme", "high-contrast", "--region", "gb"]).unwrap();
        assert_eq!(cli.command, None);
        assert_eq!(cli.session.theme.theme, Some(ThemeName::HighContrast));
        assert_eq!(cli.session.region.as_deref(), Some("GB"));
        let cli = Cli::try_parse_from(["stillpoint", "check"]).unwrap();
        assert!(matches!(cli.command, Some(CliCommand::Check(args)) if args.files.is_empty()));
    }
}
