//! `records`: lists, prints and removes the records of a counselor.
//!
//! While a walkthrough runs, a client may see the screen, so this module must not name a record that was not asked for.
//! It must not print a part of a record that could not be opened as a whole.

use super::{rekey, response};
use crate::domain::answers::own_words::OwnWords;
use crate::domain::faults::save::{RecordFault, SaveFault};
use crate::domain::language::languages::Language;
use crate::domain::language::tag::LanguageTag;
use crate::domain::record::contents::Record;
use crate::domain::sanitize::sanitize;
use crate::files::export::record::{as_html, as_markdown, as_text};
use crate::files::fhir;
use crate::files::records::folder::{Listed, RecordStore};
use crate::files::records::format;
use crate::files::records::lock::LockedRecord;
use crate::files::records::name::RecordName;
use crate::files::toml::faults::{meant, nearest};
use crate::shell::cli::formats::RecordFormat;
use crate::shell::cli::records::{OneRecordArgs, RecordsCommand};
use crate::shell::cli::values::SettingsArgs;
use crate::shell::records::copies::{self, beside_records, left_behind};
use crate::shell::records::sentences::{Setting, failure, meant_without_ending, missing};
use crate::shell::records::session::{holder, named, open, open_keys, overdue, read_keys, records_folder};
use crate::shell::terminal::passphrase;
use crate::shell::world::clock;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::shell::world::library::Library;
use crate::shell::world::output::{write, write_done};
use crate::shell::world::site;
use std::io::{self, BufRead, IsTerminal, Read, Write};

/// The longest answer to a question, in bytes.
const LONGEST: u64 = 4096;

/// The remark after every removal: the program cannot reach backups and snapshots.
const NOT_PROMISED: &str = "\
The file's name and its contents were written over once. This cannot reach copies, backups and snapshots, what a flash
disk or the file system keeps by itself, and states that were saved before. All of these are encrypted: nobody can read
them without a key.
";

/// Runs the command.
///
/// # Errors
/// Whatever kept it from being done.
pub(super) fn run(
    command: &RecordsCommand,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    match command {
        RecordsCommand::List { settings } => with(settings, |setting| list(setting, out, err)),
        RecordsCommand::Show(args) => with(&args.settings, |setting| print(args, None, setting, out)),
        RecordsCommand::Export { record, format } => {
            with(&record.settings, |setting| print(record, Some(*format), setting, out))
        }
        RecordsCommand::Rekey { identity, settings } => {
            with(settings, |setting| rekey::run(identity.as_deref(), setting, out, err))
        }
        RecordsCommand::Remove { name, yes, settings } => {
            with(settings, |setting| remove(name, *yes, setting, out, err))
        }
    }
}

fn with(args: &SettingsArgs, act: impl FnOnce(Setting<'_>) -> Result<(), Failure>) -> Result<(), Failure> {
    let environment = Environment::read();
    let site = site::of(args, &environment)?;
    let file = site::place(args, &environment);
    act(Setting { site: &site, file: &file, home: environment.home.as_deref() })
}

fn list(setting: Setting<'_>, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    let folder = records_folder(setting)?;
    let place = sanitize(&folder.display().to_string()).into_owned();
    let said = |fault: RecordFault| failure(&fault, folder, None);
    let store = match RecordStore::open(folder) {
        Err(RecordFault::Disk(SaveFault::NoFolder)) if folder.symlink_metadata().is_err() => {
            return write(err, &no_folder(&place));
        }
        opened => opened.map_err(said)?,
    };
    if store.is_running().map_err(said)? {
        return write(err, "A walkthrough runs. No record is listed until it has ended.\n");
    }
    let records = store.list().map_err(said)?;
    if records.is_empty() {
        write(err, &format!("There is no record in {place}.\n"))?;
    }
    write(out, &records.iter().map(line).collect::<String>())?;
    write(err, &beside_records(&store.strays().map_err(said)?, store.path()))?;
    write(
        err,
        &doubtful(
            &store
                .doubts(setting.site.counselor.recipients.len(), open_keys(setting).as_ref())
                .map_err(said)?,
        ),
    )?;
    remind(setting, err)
}

/// Says which records do not fit the recipients of today; empty if none is known not to.
fn doubtful(doubts: &[(Listed, String)]) -> String {
    if doubts.is_empty() {
        return String::new();
    }
    let line = |(listed, doubt): &(Listed, String)| format!("  {}: {doubt}\n", sanitize(listed.name.typed()));
    let lines: String = doubts.iter().map(line).collect();
    format!(
        "These records do not fit the recipients in the settings, as far as that can be known without opening them:\n{lines}\
         A file tells how many keys open it, but not which ones. To write all anew: stillpoint records rekey\n"
    )
}

fn no_folder(place: &str) -> String {
    format!(
        "There is no record, for there is no folder {place}: it is made with the first record.\n\
         If there are records in it, the disk that it is on is not there.\n"
    )
}

/// Lists the records that are older than the settings keep them.
fn remind(setting: Setting<'_>, err: &mut impl Write) -> Result<(), Failure> {
    let old = overdue(setting)?;
    if old.names().is_empty() {
        return Ok(());
    }
    let days = match setting.site.counselor.retention_days.unwrap_or_default() {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    let lines: String = old.records.iter().map(line).chain(old.strays.iter().map(copies::line)).collect();
    write(
        err,
        &format!(
            "Not changed for longer than the settings keep a record ({days}):\n{lines}\
             None is removed unasked. To remove a record, run: stillpoint records remove NAME\n"
        ),
    )
}

/// Returns the line of a list for a record: the time of its last change, its size, its name.
fn line(record: &Listed) -> String {
    let kib = record.bytes.div_ceil(1024);
    format!("{}  {kib:>6} KiB  {}\n", record.changed.shown(&clock::zone()), sanitize(record.name.typed()))
}

/// Prints a record for the file in a format, or without one to be read.
fn print(
    args: &OneRecordArgs,
    for_file: Option<RecordFormat>,
    setting: Setting<'_>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let folder = records_folder(setting)?;
    let name = named(&args.name)?;
    let said = |fault: RecordFault| failure(&fault, folder, Some(&name));
    let store = RecordStore::open(folder).map_err(said)?;
    let sealed = store.read(&name).map_err(said)?.ok_or_else(|| missing_here(&name, &store))?;
    let path = folder.join(store.file_of(&name).map_err(said)?);
    let keys = read_keys(args.identity.as_deref(), setting)?;
    passphrase::as_usual();
    let record = open(&sealed, &path, &keys)?;
    let render = match for_file {
        Some(RecordFormat::Json) => return write(out, &format::write(&record)),
        Some(RecordFormat::Fhir) => return write(out, &as_response(args, setting, &record)?),
        Some(RecordFormat::Html) => as_html,
        Some(RecordFormat::Markdown) => as_markdown,
        None => as_text,
    };
    let Language { questionnaire, wording, .. } = language(args, setting, &record)?;
    write(out, &render(&record, &questionnaire, &wording, &clock::zone()))
}

/// Says that there is no record of this name, and which one was most likely meant, unless a walkthrough runs.
fn missing_here(name: &RecordName, store: &RecordStore) -> Failure {
    let listed = match store.is_running() {
        Ok(false) => store.list().unwrap_or_default(),
        _ => Vec::new(),
    };
    let known: Vec<&str> = listed.iter().map(|record| record.name.stem()).collect();
    // Whoever names a file gets the name that is in it, and not the nearest one.
    let of_file = meant_without_ending(name);
    if !of_file.is_empty() {
        return missing(name, store.path(), &of_file);
    }
    let near = nearest(name.stem(), &known);
    let near = listed.iter().find(|record| Some(record.name.stem()) == near);
    missing(name, store.path(), &near.map(|record| meant(record.name.typed())).unwrap_or_default())
}

/// Returns the texts in which a record is printed: in the language that was asked for, or else in its own.
fn language(args: &OneRecordArgs, setting: Setting<'_>, record: &Record) -> Result<Language, Failure> {
    let content = library(args, setting)?;
    content.verify_named(args.lang.as_ref())?;
    let own = LanguageTag::parse(&record.round.state.language);
    content.spoken(&[args.lang.as_ref(), own.as_ref()])
}

fn library(args: &OneRecordArgs, setting: Setting<'_>) -> Result<Library, Failure> {
    Ok(Library::in_use(args.questions.as_deref(), setting.site)?)
}

/// Returns the answers of a record's last round as a FHIR resource, without notes.
fn as_response(args: &OneRecordArgs, setting: Setting<'_>, record: &Record) -> Result<String, Failure> {
    let round = &record.round;
    let own = LanguageTag::parse(&round.state.language);
    let asked = library(args, setting)?.spoken(&[own.as_ref()])?.questionnaire;
    response::fits(record, &asked, &args.name)?;
    let (spoken, base) = (language(args, setting, record)?, setting.site.canonical_base.as_deref());
    let authored = round.changed.rfc3339();
    Ok(fhir::response::render(&spoken, (&round.state.answers, &OwnWords::default()), base, Some(&authored)))
}

fn remove(
    name: &str,
    yes: bool,
    setting: Setting<'_>,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    let folder = records_folder(setting)?;
    let name = named(name)?;
    let said = |fault: RecordFault| failure(&fault, folder, Some(&name));
    let store = RecordStore::open(folder).map_err(said)?;
    store.sweep_locks();
    // The record is locked before the question, so that nobody can change it between the answer and the removal.
    let mut held = store.hold(&name, holder()).map_err(said)?;
    if is_there(&mut held).map_err(said)? && !yes {
        is_meant(&name, err)?;
    }
    // Without a record there may still be files of a removal that was interrupted.
    let was_there = held.remove().map_err(said)?;
    let told = if was_there { removed(&name, out) } else { Err(missing_here(&name, &store)) };
    write(err, &copies_left(&name, &store).map_err(said)?)?;
    told
}

/// Says that a record was removed.
fn removed(name: &RecordName, out: &mut impl Write) -> Result<(), Failure> {
    let named = sanitize(name.typed());
    let done = format!("The record \"{named}\" was removed. Nothing more has to be done.");
    write_done(out, &done, &format!("Removed: {named}\n{NOT_PROMISED}"))
}

/// Says what may be a copy of a record that is gone. While a walkthrough runs, nothing is named.
fn copies_left(name: &RecordName, store: &RecordStore) -> Result<String, RecordFault> {
    if store.is_running()? {
        return Ok("A walkthrough runs, so copies were not looked for. When it has ended, run: stillpoint records list\n".into());
    }
    Ok(left_behind(&store.copies_of(name)?, store.path()))
}

fn is_there(held: &mut LockedRecord) -> Result<bool, RecordFault> {
    match held.read() {
        // A record that is too large to be read can still be removed.
        Err(RecordFault::TooLarge) => Ok(true),
        read => Ok(read?.is_some()),
    }
}

/// Asks a person to type the name of the record, and fails if they type another one.
fn is_meant(name: &RecordName, err: &mut impl Write) -> Result<(), Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::new(
            "Nothing was removed: there is no terminal to ask whether this record is meant.",
        )
        .hint("Run this in a terminal window, or add --yes."));
    }
    let named = sanitize(name.typed()).into_owned();
    write(
        err,
        &format!("The record \"{named}\" is removed for good. Type its name to say that you mean it: "),
    )?;
    if RecordName::parse(&typed_line(err)?).is_ok_and(|typed| typed.stem() == name.stem()) {
        return Ok(());
    }
    Err(Failure::new("Nothing was removed: what you typed is not the name of the record.")
        .hint("Run the command again if you meant it."))
}

/// Returns what is typed, and sees to it that what is said next begins on a line of its own.
fn typed_line(err: &mut impl Write) -> Result<String, Failure> {
    let mut typed = String::new();
    // An answer that is not UTF-8 stays empty, and so is another name.
    let _ = io::stdin().lock().take(LONGEST).read_line(&mut typed);
    if !typed.ends_with('\n') {
        write(err, "\n")?;
    }
    Ok(typed)
}
