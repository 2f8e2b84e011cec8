//! The command line: what can be asked of the program, and what it is told about itself.
//!
//! Only the shape of the arguments stands here; nothing is read, run or looked up.

use super::authoring::{NewArgs, SentencesArgs};
use super::formats::{CheckFormat, QuestionnaireFormat};
use super::help;
use super::kiosk::KioskArgs;
use super::records::RecordsArgs;
use super::reference::{CompletionsArgs, ManArgs};
use super::report::ReportArgs;
use super::values::{SettingsArgs, ThemeArgs, day, language, region};
use crate::domain::language::tag::LanguageTag;
use crate::domain::questionnaire::draft::Date;
use crate::domain::site::PlainMode;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// A quiet checklist for the terminal: not a test, not a diagnosis.
#[derive(Parser, Clone, PartialEq, Eq, Debug)]
#[command(name = "stillpoint", version, after_help = help::SHORT, after_long_help = help::CHECKLIST, max_term_width = 80, args_conflicts_with_subcommands = true)]
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
    /// Show a page of the manual, or write all of them as files
    Man(ManArgs),
}

/// Arguments of the checklist itself.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
pub struct SessionArgs {
    /// Questionnaire to use instead of the one in the settings; built-in is that of the program
    #[arg(long, value_name = "FILE")]
    pub questions: Option<PathBuf>,
    /// Line by line, for screen readers, braille, pipes and TERM=dumb
    #[arg(long, value_enum, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "lines")]
    pub plain: Option<PlainMode>,
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
#[command(after_long_help = help::COUNSELOR)]
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

/// Arguments of `display`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_long_help = help::DISPLAY)]
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
#[command(after_long_help = help::QUESTIONNAIRE)]
pub struct QuestionnaireArgs {
    /// Form of the questionnaire
    #[arg(long, value_enum, default_value = "toml")]
    pub format: QuestionnaireFormat,
    /// Questionnaire to print instead of the one in the settings; built-in is that of the program
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

/// Arguments of `check`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_long_help = help::CHECK)]
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
