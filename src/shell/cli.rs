//! The command line: what can be asked of the program, and what it is told about itself.
//!
//! Only the shape of the arguments stands here; nothing is read, run or looked up.

use super::walkthrough::Walkthrough;
use crate::domain::draft::Date;
use crate::domain::language::Languages;
use crate::domain::site::Site;
use crate::domain::tag::LanguageTag;
use crate::engine::policy::Policy;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  stillpoint                                   go through the checklist
  stillpoint --theme high-contrast             the same, with stronger contrast
  stillpoint --lang es                         the same in Spanish
  stillpoint report answers.json               results for a file of answers
  stillpoint report - --format json < a.json   the same from standard input, as JSON
  stillpoint questionnaire > mine.toml         a questionnaire to change
  stillpoint check mine.toml                   what is wrong with it, if anything
  stillpoint --questions mine.toml             go through it
  stillpoint --settings site.toml              with a site's own support lines and choices
  stillpoint counselor                         lead a client through it
  stillpoint counselor --record maple-7        the same, with a record that is made or gone on with
  stillpoint display                           follow a walkthrough on a second screen

Nothing is sent anywhere. Nothing is kept unless you save it.
Exit status: 0 done, 1 it failed, 2 wrong usage.";

/// A quiet checklist about feeling distant from others: not a test, not a diagnosis.
#[derive(Parser, Clone, PartialEq, Eq, Debug)]
#[command(name = "stillpoint", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// What to do; without it, the checklist for one person.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How the checklist is shown.
    #[command(flatten)]
    pub session: SessionArgs,
}

/// What can be asked for by name.
#[derive(Subcommand, Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// Lead a client through the checklist, with notes and a record
    Counselor(CounselorArgs),
    /// Show the client's view of a running walkthrough, in a second terminal
    Display(DisplayArgs),
    /// Print the results for a file of answers; needs no terminal
    Report(ReportArgs),
    /// Print the questionnaire in use
    Questionnaire(QuestionnaireArgs),
    /// Verify questionnaire, settings and language files
    Check(CheckArgs),
    /// List, read and remove a counselor's records
    Records(RecordsArgs),
}

/// Which settings are used.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
pub struct SettingsArgs {
    /// Use these settings instead of those in the usual places
    #[arg(long, value_name = "FILE", conflicts_with = "no_settings")]
    pub settings: Option<PathBuf>,
    /// Use no settings
    #[arg(long)]
    pub no_settings: bool,
}

/// Arguments of the checklist itself.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
pub struct SessionArgs {
    /// Use this questionnaire instead of the built-in one
    #[arg(long, value_name = "FILE")]
    pub questions: Option<PathBuf>,
    /// Colors to use; without it, NO_COLOR is obeyed
    #[arg(long, value_enum, value_name = "NAME")]
    pub theme: Option<ThemeName>,
    /// Signs to draw with
    #[arg(long, value_enum, value_name = "SET")]
    pub glyphs: Option<GlyphSet>,
    /// Country whose support lines are shown, such as US or GB
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
  stillpoint display --theme light --lang es     the same on a light ground, waiting in Spanish
  stillpoint display /run/user/1000/stillpoint/display-2.sock
                                                 follow the second of two walkthroughs

It shows what the client sees and nothing else: no notes, no prompts, and no answer that was given privately. It
changes nothing. q or Ctrl-C closes it. Both programs have to be started by the same user.";

/// Arguments of `display`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_help = FOLLOWED)]
pub struct DisplayArgs {
    /// Socket of the walkthrough; without it, the one in the usual place
    #[arg(value_name = "SOCKET")]
    pub socket: Option<PathBuf>,
    /// Colors to use; without it, NO_COLOR is obeyed
    #[arg(long, value_enum, value_name = "NAME")]
    pub theme: Option<ThemeName>,
    /// Signs to draw with
    #[arg(long, value_enum, value_name = "SET")]
    pub glyphs: Option<GlyphSet>,
    /// Language in which it waits, such as es; a walkthrough is shown in its own
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<LanguageTag>,
}

/// Arguments of `report`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(
    after_help = "Example:\n  stillpoint report answers.json --format markdown --region GB > results.md"
)]
pub struct ReportArgs {
    /// File of answers (JSON); - reads standard input
    #[arg(value_name = "ANSWERS")]
    pub answers: PathBuf,
    /// Form of the results
    #[arg(long, value_enum, default_value = "text")]
    pub format: ReportFormat,
    /// Use this questionnaire instead of the built-in one
    #[arg(long, value_name = "FILE")]
    pub questions: Option<PathBuf>,
    /// Country whose support lines are given, such as US or GB
    #[arg(long, value_name = "CC", value_parser = region)]
    pub region: Option<String>,
    /// Language of the texts, such as es or es-MX
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<LanguageTag>,
    /// What the site has set.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// Arguments of `questionnaire`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_help = "Example:\n  stillpoint questionnaire --format json")]
pub struct QuestionnaireArgs {
    /// Form of the questionnaire
    #[arg(long, value_enum, default_value = "toml")]
    pub format: QuestionnaireFormat,
    /// Print this questionnaire instead of the built-in one
    #[arg(long, value_name = "FILE")]
    pub questions: Option<PathBuf>,
    /// Print it in this language, such as es; as TOML, its translation
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<LanguageTag>,
    /// What the site has set.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// What `check --help` says besides the arguments.
const CHECKED: &str = "\
Examples:
  stillpoint check mine.toml
  stillpoint check --strict --today 2026-11-23 mine.toml

What is well and notes go to standard output, errors and warnings to
standard error. A warning has a name in brackets, by which it can be waived
in the file, with a reason: see CONTENT.md.
Exit status: 0 no errors, 1 errors (with --strict, warnings too), 2 wrong usage.";

/// Arguments of `check`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_help = CHECKED)]
pub struct CheckArgs {
    /// Files to verify; without any, the built-in ones
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
}

/// What `records --help` says besides the arguments.
const RECORDS: &str = "\
Examples:
  stillpoint records list
  stillpoint records show anna --identity ~/stillpoint-key.txt
  stillpoint records export anna --format markdown > anna.md
  stillpoint records remove anna

Where records lie and who can open them stands in the settings: see
SETTINGS.md. While a walkthrough runs, none is listed. The standard tool opens
one as well: age -d -i KEY NAME.age";

/// Arguments of `records`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_help = RECORDS)]
pub struct RecordsArgs {
    /// What to do with the records.
    #[command(subcommand)]
    pub command: RecordsCommand,
}

/// What can be done with records.
#[derive(Subcommand, Clone, PartialEq, Eq, Debug)]
pub enum RecordsCommand {
    /// List the records, and those that are older than the settings keep them
    List {
        /// What the site has set.
        #[command(flatten)]
        settings: SettingsArgs,
    },
    /// Print a record to be read
    Show(OneRecordArgs),
    /// Print a record for the file
    Export {
        /// Which record, and how it is opened.
        #[command(flatten)]
        record: OneRecordArgs,
        /// Form of the record
        #[arg(long, value_enum)]
        format: RecordFormat,
    },
    /// Remove a record
    Remove {
        /// Name of the record
        #[arg(value_name = "NAME")]
        name: String,
        /// Do not ask for the name again
        #[arg(long)]
        yes: bool,
        /// What the site has set.
        #[command(flatten)]
        settings: SettingsArgs,
    },
}

/// Which record, how it is opened, and in whose words it is printed.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
pub struct OneRecordArgs {
    /// Name of the record
    #[arg(value_name = "NAME")]
    pub name: String,
    /// File with the key that opens it; without it, the one in the settings
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
    /// Use this questionnaire instead of the built-in one
    #[arg(long, value_name = "FILE")]
    pub questions: Option<PathBuf>,
    /// Language of the texts, such as es; without it, the record's
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<LanguageTag>,
    /// What the site has set.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// The forms of a record for the file.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum RecordFormat {
    /// Markdown
    Markdown,
    /// The record as it is kept, one JSON object
    Json,
}

/// The forms of a report.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReportFormat {
    /// Plain text, 66 columns wide
    Text,
    /// Markdown
    Markdown,
    /// One JSON object
    Json,
}

/// The forms of what `check` finds.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum CheckFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
}

/// The forms of a questionnaire.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum QuestionnaireFormat {
    /// The file as it was written
    Toml,
    /// The same under the same keys
    Json,
}

/// The themes that can be asked for by name.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ThemeName {
    /// Light text on a dark ground
    Dark,
    /// Dark text on a light ground
    Light,
    /// The strongest contrast there is
    HighContrast,
    /// No color at all
    Monochrome,
}

/// The signs that can be asked for.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum GlyphSet {
    /// Signs of Unicode
    Unicode,
    /// Signs that every terminal has
    Ascii,
}

/// What the full-screen checklist is started with.
pub struct RunOptions {
    /// The languages that can be chosen.
    pub languages: Languages,
    /// The position of the one to begin in.
    pub language: usize,
    /// The theme that was asked for; `None` leaves the choice to the program.
    pub theme: Option<ThemeName>,
    /// The signs that were asked for; `None` leaves the choice to the program.
    pub glyphs: Option<GlyphSet>,
    /// The region that was asked for, in capitals.
    pub region: Option<String>,
    /// What the site has set.
    pub site: Site,
    /// What the mode allows.
    pub policy: Policy,
    /// What a counselor has beside the client, if there is one.
    pub walkthrough: Option<Walkthrough>,
}

/// Reads the arguments, the program's own name first.
///
/// # Errors
/// What clap has to say: help, the version, or what is wrong with the arguments.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, Box<clap::Error>> {
    Cli::try_parse_from(arguments).map_err(Box::new)
}

/// Reads the code of a region: two letters, or the three figures of a larger part of the world.
fn region(typed: &str) -> Result<String, String> {
    let letters = typed.len() == 2 && typed.chars().all(|c| c.is_ascii_alphabetic());
    let figures = typed.len() == 3 && typed.chars().all(|c| c.is_ascii_digit());
    if letters || figures {
        Ok(typed.to_ascii_uppercase())
    } else {
        Err("a country has a code of two letters, such as US or GB; EU and 001 (the world) work too"
            .to_owned())
    }
}

/// Reads a day of the calendar.
fn day(typed: &str) -> Result<Date, String> {
    let wrong = || "a day is written as 2026-11-23".to_owned();
    let parts: Vec<&str> = typed.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return Err(wrong()) };
    let figures = |text: &str, wide: usize| text.len() == wide && text.chars().all(|c| c.is_ascii_digit());
    if !(figures(year, 4) && figures(month, 2) && figures(day, 2)) {
        return Err(wrong());
    }
    let (Ok(year), Ok(month), Ok(day)) = (year.parse::<u16>(), month.parse::<u8>(), day.parse::<u8>()) else {
        return Err(wrong());
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    let there = year > 0 && (1..=last).contains(&day);
    if there { Ok(Date { year, month, day }) } else { Err("there is no such day".to_owned()) }
}

/// Reads a language tag.
fn language(typed: &str) -> Result<LanguageTag, String> {
    LanguageTag::parse(typed).ok_or_else(|| "a language has a tag such as en, es or es-MX".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Cli, Command, ThemeName, day, region};
    use clap::{CommandFactory, Parser};

    #[test]
    fn the_arguments_are_declared_without_contradiction() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_checklist_is_what_runs_when_nothing_is_named() {
        let cli = Cli::try_parse_from(["stillpoint", "--theme", "high-contrast", "--region", "gb"]).unwrap();
        assert_eq!(cli.command, None);
        assert_eq!(cli.session.theme, Some(ThemeName::HighContrast));
        assert_eq!(cli.session.region.as_deref(), Some("GB"));
        let cli = Cli::try_parse_from(["stillpoint", "check"]).unwrap();
        assert!(matches!(cli.command, Some(Command::Check(args)) if args.files.is_empty()));
    }

    #[test]
    fn a_region_is_a_code() {
        assert_eq!(region("us").as_deref(), Ok("US"));
        assert_eq!(region("001").as_deref(), Ok("001"));
        for wrong in ["", "u", "usa", "1", "ü", "u\u{1b}", "00a"] {
            assert!(region(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_day_is_one_of_the_calendar() {
        for right in ["2026-11-23", "2024-02-29", "2000-02-29", "0001-01-01"] {
            assert_eq!(day(right).map(|day| day.to_string()).as_deref(), Ok(right));
        }
        for wrong in [
            "",
            "today",
            "2026-11",
            "2026-11-31",
            "2025-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "26-11-23",
            "2026-1-1",
            "+026-11-23",
            "2026-11-23T00:00",
            "0000-01-01",
        ] {
            assert!(day(wrong).is_err(), "{wrong:?}");
        }
    }
}
