//! Reads a settings file of a site.
//!
//! It reports every problem at once, each with its line; a file with a problem gives no settings. It must not look up the
//! questionnaire or the folders that the file names, and must not show a line that may hold a secret.

use super::recipient::slip;
use super::{advice, pin_hash, secrets, spoken, texts};
use crate::domain::language::tag::LanguageTag;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{Date, SupportLine};
use crate::domain::questionnaire::problem::KeyPath;
use crate::domain::site::{Counselor, Kiosk, PinHash, PlainMode, Site, ThemeName};
use crate::files::content::tables;
use crate::files::lint::finding::placed;
use crate::files::lint::run;
use crate::files::toml::bounds::{few, list, twice};
use crate::files::toml::codes;
use crate::files::toml::diagnostic::{Diagnostic, Diagnostics, quote};
use crate::files::toml::document;
use crate::files::toml::faults::{Faults, there_are};
use crate::files::toml::lint::Level;
use crate::files::toml::tree::{Table, TableSchema};
use crate::files::toml::values::span_at;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use toml::de::DeTable;

/// Every table of a settings file with its keys; the first, without a name, is the top.
pub const KEYS: [(&str, &[&str]); 4] = [
    (
        "",
        &[
            "clinic",
            "desk",
            "region",
            "languages",
            "plain",
            "theme",
            "mouse",
            "questions",
            "canonical_base",
            "risk_protocol",
            "support",
            "kiosk",
            "counselor",
        ],
    ),
    ("support", &["name", "for_whom", "ways", "hours", "checked", "kind", "region"]),
    (
        "kiosk",
        &[
            "idle_seconds",
            "warning_seconds",
            "pin_hash",
            "sensitive_items",
            "print_command",
            "print_columns",
            "counters_file",
        ],
    ),
    (
        "counselor",
        &[
            "records_folder",
            "recipients",
            "identity",
            "retention_days",
            "neutral_after_minutes",
            "opening",
            "consent",
            "closing",
        ],
    ),
];

const TOP: TableSchema = TableSchema { what: "the file", keys: KEYS[0].1 };
const SUPPORT: TableSchema = TableSchema { what: "a support line", keys: KEYS[1].1 };
const KIOSK: TableSchema = TableSchema { what: "the table [kiosk]", keys: KEYS[2].1 };
const COUNSELOR: TableSchema = TableSchema { what: "the table [counselor]", keys: KEYS[3].1 };

/// Bounds of the kiosk's times in seconds: an hour until it asks, ten minutes for an answer.
const IDLE: RangeInclusive<u32> = 1..=3600;
const WARNING: RangeInclusive<u32> = 1..=600;
/// How wide the paper may be, in columns: from a narrow roll to a wide printer.
const PRINT_COLUMNS: RangeInclusive<u32> = 24..=136;
/// How long records may be kept, in days: up to a hundred years.
const RETENTION: RangeInclusive<u32> = 1..=36_500;
/// How long a walkthrough may be left alone, in minutes: up to a day.
const NEUTRAL: RangeInclusive<u32> = 1..=1440;

/// Reads what a site has set; paths are as they are written.
///
/// # Errors
/// Every problem of the file in the order of its lines. If it is not TOML, only what keeps it from being TOML.
pub fn parse(name: &str, text: &str) -> Result<Site, Diagnostics> {
    // No TOML begins with a brace, but a file of answers does. The parser would show lines of it, which are private.
    if text.trim_start().starts_with('{') {
        let advice = "Settings are written in TOML, a line for each: clinic = \"Riverside Clinic\".";
        return Err(Diagnostic::of_file(name, "This looks like JSON, not like settings.", advice).into());
    }
    let root = document::parse(text).map_err(|faults| discreet(faults, name, text))?;
    let mut faults = Faults::default();
    let site = read_site(&mut Table::top(text, root.get_ref(), TOP, &mut faults));
    faults.report_strays(text);
    if faults.is_empty() { Ok(site) } else { Err(discreet(faults, name, text)) }
}

/// Returns advice on settings that were read from `text`.
///
/// With the questionnaire in use it also reports what does not fit that; with a day, support lines that nobody has
/// checked for a year.
#[must_use]
pub fn advice(
    name: &str,
    text: &str,
    site: &Site,
    (used_with, records): (Option<&Questionnaire>, Option<String>),
    today: Option<Date>,
) -> Diagnostics {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut faults = Faults::default();
    advice::look(site, used_with, root.get_ref(), &mut faults);
    records.into_iter().for_each(|records| advice::records(&records, root.get_ref(), &mut faults));
    let advice = warnings(faults.into_diagnostics(name, text)).0;
    let lines: Vec<SupportLine> =
        site.support.iter().map(|line| line.spoken(&LanguageTag::default())).collect();
    let mut all = placed(name, text, run::own_lines(&lines, today)).merged(advice);
    secrets::withhold(text, &mut all.0);
    all
}

/// Sums up settings in a few words.
#[must_use]
pub fn summary(site: &Site) -> String {
    advice::summary(site)
}

/// Reports that the questionnaire which the settings name cannot be used, and why.
#[must_use]
pub(crate) fn unusable_questions(name: &str, text: &str, why: &Diagnostics) -> Diagnostics {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut faults = Faults::default();
    let span = root.get_ref().get("questions").map(toml::Spanned::span);
    let first = why.0.first();
    let message = first.map(|first| first.message.as_str()).unwrap_or_default();
    let file = first.map(|first| first.file.as_str()).unwrap_or_default();
    faults.report(
        span,
        format!("The questionnaire named here cannot be used. {message}"),
        format!("A relative path begins in the folder of this file. Run: stillpoint check {file}"),
    );
    discreet(faults, name, text)
}

/// Reports languages that the settings offer and the questionnaire does not have. A session does not begin with such
/// settings.
#[must_use]
pub(crate) fn missing_languages(name: &str, text: &str, site: &Site, there: &[LanguageTag]) -> Diagnostics {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut faults = Faults::default();
    let known = there_are(&there.iter().map(LanguageTag::as_str).collect::<Vec<_>>());
    for (index, tag) in site.languages.iter().enumerate().filter(|(_, tag)| !there.contains(tag)) {
        let span = span_at(root.get_ref(), &KeyPath::default().key("languages").at(index));
        let message = format!("The questionnaire in use has no translation into \"{tag}\".");
        let advice = format!(
            "{known} A translation of your own stands beside your questionnaire, in translations/{tag}.toml."
        );
        faults.report(span, message, advice);
    }
    discreet(faults, name, text)
}

/// Returns advice on texts that are written by language, with the languages that the questionnaire in use has.
#[must_use]
pub(crate) fn advice_on_languages(name: &str, text: &str, site: &Site, there: &[LanguageTag]) -> Diagnostics {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut faults = Faults::default();
    let offered = if site.languages.is_empty() { there } else { &site.languages };
    spoken::look(root.get_ref(), offered, there, &mut faults);
    warnings(discreet(faults, name, text))
}

/// Says whether a file with this at its top is meant to be settings, even if it is faulty. It counts the keys at the top; without any, the
/// name of the file decides.
#[must_use]
pub(crate) fn are_these(name: &str, root: &DeTable<'_>) -> bool {
    let has = |key: &&&str| root.contains_key(**key);
    let ours = TOP.keys.iter().filter(has).count();
    // A key that both kinds of file may have tells nothing.
    let theirs = tables::TOP.keys.iter().filter(|key| !TOP.keys.contains(key)).filter(has).count();
    let named = || std::path::Path::new(name).file_name().is_some_and(|name| name == "settings.toml");
    if ours == 0 && theirs == 0 { named() } else { ours > theirs }
}

fn warnings(all: Diagnostics) -> Diagnostics {
    Diagnostics(all.0.into_iter().map(|one| Diagnostic { level: Level::Warning, ..one }).collect())
}

/// Returns the diagnostics without the lines that may hold a secret.
fn discreet(faults: Faults, name: &str, text: &str) -> Diagnostics {
    let mut diagnostics = faults.into_diagnostics(name, text);
    secrets::withhold(text, &mut diagnostics.0);
    diagnostics
}

fn read_site(table: &mut Table<'_, '_>) -> Site {
    let support = table.maybe_tables("support", SUPPORT, texts::support);
    few(table, "support", support.len());
    Site {
        clinic: texts::line(table, "clinic"),
        desk: texts::line(table, "desk"),
        region: codes::maybe_region(table),
        languages: languages(table),
        plain: plain(table),
        theme: table.maybe_word("theme", &ThemeName::ALL.map(|theme| (theme.as_str(), theme))),
        leaves_mouse: table.has("mouse") && !table.maybe_flag("mouse"),
        questions: path(table, "questions"),
        canonical_base: canonical_base(table),
        risk_protocol: texts::prose(table, "risk_protocol", texts::IN_THE_MOMENT),
        support,
        kiosk: table.maybe_table("kiosk", KIOSK, kiosk).unwrap_or_default(),
        counselor: table.maybe_table("counselor", COUNSELOR, counselor).unwrap_or_default(),
    }
}

fn plain(table: &mut Table<'_, '_>) -> PlainMode {
    table.maybe_word("plain", &PlainMode::ALL.map(|mode| (mode.as_str(), mode))).unwrap_or_default()
}

fn kiosk(table: &mut Table<'_, '_>) -> Kiosk {
    let usual = Kiosk::default();
    let sensitive_items = if table.has("sensitive_items") {
        table.maybe_flag("sensitive_items")
    } else {
        usual.sensitive_items
    };
    Kiosk {
        idle_seconds: table.maybe_number("idle_seconds", &IDLE).unwrap_or(usual.idle_seconds),
        warning_seconds: table.maybe_number("warning_seconds", &WARNING).unwrap_or(usual.warning_seconds),
        pin_hash: pin(table),
        sensitive_items,
        print_command: print_command(table),
        print_columns: table.maybe_number("print_columns", &PRINT_COLUMNS).unwrap_or(usual.print_columns),
        counters_file: path(table, "counters_file"),
    }
}

fn counselor(table: &mut Table<'_, '_>) -> Counselor {
    let usual = Counselor::default();
    Counselor {
        records_folder: path(table, "records_folder"),
        recipients: recipients(table),
        identity: path(table, "identity"),
        retention_days: table.maybe_number("retention_days", &RETENTION),
        neutral_after_minutes: table
            .maybe_number("neutral_after_minutes", &NEUTRAL)
            .unwrap_or(usual.neutral_after_minutes),
        words: texts::words(table),
    }
}

fn languages(table: &mut Table<'_, '_>) -> Vec<LanguageTag> {
    let tags = list(table, "languages");
    let mut read = Vec::new();
    for (index, tag) in tags.iter().enumerate().filter(|(_, tag)| !tag.is_empty()) {
        read.extend(codes::language(table, "languages", Some(index), tag));
        twice(table, "languages", &tags, index);
    }
    read
}

/// Reads where the addresses of FHIR resources begin.
fn canonical_base(table: &mut Table<'_, '_>) -> Option<String> {
    let base = table.maybe_line("canonical_base")?;
    let rest = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://"));
    let fits = |rest: &str| {
        !rest.is_empty()
            && rest.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '?' | '#' | '|' | '<' | '>' | '"'))
    };
    if !rest.is_some_and(fits) {
        let message = "\"canonical_base\" is not an address on the web.";
        let advice = "Write where your site publishes such resources: \"https://clinic.example/fhir\".";
        table.faults.report(table.span_of("canonical_base"), message.to_owned(), advice);
    }
    Some(base)
}

/// Reads a path as it is written.
fn path(table: &mut Table<'_, '_>, key: &'static str) -> Option<PathBuf> {
    let path = table.maybe_line(key)?;
    if path.starts_with('~') {
        let message = format!("\"{key}\" begins with \"~\", which only a shell understands.");
        table.faults.report(table.span_of(key), message, "Write the whole path.");
    }
    Some(PathBuf::from(path))
}

/// Reads the hash of the staff's PIN. No message shows the value.
fn pin(table: &mut Table<'_, '_>) -> Option<PinHash> {
    let phc = table.maybe_line("pin_hash")?;
    if let Err(why) = pin_hash::cost(&phc) {
        let message = format!("\"pin_hash\" is not the argon2id hash of a PIN: {why}.");
        let advice = "Never write the PIN itself. A hash begins with $argon2id$v=19$m=19456,t=2,p=1$ and stands in \
                      quotation marks.";
        table.faults.report(table.span_of("pin_hash"), message, advice);
    }
    Some(PinHash::new(phc))
}

/// Reads the words of a command. The first has to name a program, and must not be a path relative to the current folder,
/// because the kiosk could be started from any folder.
fn print_command(table: &mut Table<'_, '_>) -> Vec<String> {
    let words = list(table, "print_command");
    let program = words.first().map(String::as_str).unwrap_or_default();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '+' | '-');
    let is_name = program.chars().all(plain) && !program.starts_with(['-', '.']);
    if !is_name && !program.starts_with('/') {
        let message = format!("{} is neither a program's name nor its whole path.", quote(program));
        let advice = "Write the command word by word, no shell reads it: [\"lp\", \"-d\", \"desk\"].";
        table.faults.report(table.span_in("print_command", 0), message, advice);
    }
    words
}

fn recipients(table: &mut Table<'_, '_>) -> Vec<String> {
    let recipients = list(table, "recipients");
    for (index, recipient) in recipients.iter().enumerate().filter(|(_, it)| !it.is_empty()) {
        if let Some(mistake) = slip(recipient) {
            let (message, advice) = mistake.told(recipient);
            table.faults.report(table.span_in("recipients", index), message, advice);
        }
        twice(table, "recipients", &recipients, index);
    }
    recipients
}
