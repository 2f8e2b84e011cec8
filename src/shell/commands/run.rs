//! Runs a command: it reads the files that the arguments name, and writes the result.
//!
//! A command must not print by itself. It gets the outputs to write to and returns a [`Failure`] if it cannot do its
//! work, so that tests can run it. The full-screen checklist is started here and runs elsewhere.

use super::check;
use super::{completions, forms, man, new_folder, records, region, report, response, watch};
use crate::domain::language::tag::LanguageTag;
use crate::domain::sanitize::{acts, sanitize};
use crate::domain::site::{PlainMode, Site};
use crate::engine::policy::Policy;
use crate::files::export::{form, questionnaire_json};
use crate::shell::cli::args::{Cli, CliCommand, CounselorArgs, QuestionnaireArgs, SessionArgs};
use crate::shell::cli::formats::QuestionnaireFormat;
use crate::shell::cli::kiosk::KioskArgs;
use crate::shell::display::second_screen;
use crate::shell::display::wire::content::Content;
use crate::shell::kiosk::child_main;
use crate::shell::kiosk::pin;
use crate::shell::kiosk::supervisor;
use crate::shell::plain;
use crate::shell::session::event_loop;
use crate::shell::session::options::RunOptions;
use crate::shell::session::walkthrough::{self, Walkthrough};
use crate::shell::terminal::stage;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::shell::world::library::Library;
use crate::shell::world::output;
use crate::shell::world::site;
use std::io::Write;
use std::path::Path;

/// Runs the command of the arguments. Remarks go to `err`, so that `out` holds nothing but the result.
///
/// # Errors
/// Whatever kept the command from being done.
pub fn run(cli: Cli, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    match cli.command {
        None => session(cli.session, cli.answers.as_deref(), None, err),
        Some(CliCommand::Counselor(args)) => session(args.session.clone(), None, Some(&args), err),
        Some(CliCommand::Display(args)) => second_screen::run(&args),
        Some(CliCommand::Report(args)) => report::run(&args, out, err),
        Some(CliCommand::Questionnaire(args)) => questionnaire(&args, out, err),
        Some(CliCommand::New(args)) => new_folder::run(&args, out),
        Some(CliCommand::Sentences(args)) => forms::sentences(args.lang.as_ref(), out),
        Some(CliCommand::Check(args)) if args.watch => watch::run(&args),
        Some(CliCommand::Check(args)) => check::run(&args, out, err),
        Some(CliCommand::Records(args)) => records::run(&args.command, out, err),
        Some(CliCommand::Kiosk(args)) => kiosk(&args, out, err),
        Some(CliCommand::Completions(args)) => completions::run(&args, out),
        Some(CliCommand::Man(args)) => man::run(&args, out),
    }
}

/// Prints help or the version on `out`, or returns clap's error as a failure.
///
/// # Errors
/// A failure of kind usage for arguments that are not understood.
pub fn say(said: &clap::Error, out: &mut impl Write) -> Result<(), Failure> {
    let text = said.render().to_string();
    if said.use_stderr() { Err(Failure::usage(text)) } else { output::write(out, &sanitize(&text)) }
}

/// Says how to go on where the full screen of the walkthrough, or of the checklist, has no terminal.
fn full_screen_is_there(is_walkthrough: bool) -> Result<(), Failure> {
    let (what, instead) = if is_walkthrough {
        ("The walkthrough", "Run it in a terminal window, or line by line: stillpoint counselor --plain")
    } else {
        (
            "The checklist",
            "Run stillpoint in a terminal window, or line by line: stillpoint --plain. For the results of a file of \
             answers without one, run: stillpoint report ANSWERS",
        )
    };
    stage::is_on_terminal(what, instead)
}

/// Runs the checklist on the full screen or line by line, going on with saved answers if some are named; for a counselor, with a record and a
/// second screen.
fn session(
    args: SessionArgs,
    answers: Option<&Path>,
    counselor: Option<&CounselorArgs>,
    err: &mut impl Write,
) -> Result<(), Failure> {
    let identity = counselor.and_then(|asked| asked.identity.as_deref());
    stage::hears_beside(&[answers, args.questions.as_deref(), args.settings.settings.as_deref(), identity])?;
    let environment = Environment::read();
    let site = site::of(&args.settings, &environment)?;
    let plain = plain::run::mode(args.plain, environment.accessible, site.plain);
    if plain == PlainMode::Off {
        full_screen_is_there(counselor.is_some())?;
    }
    let library = Library::in_use(args.questions.as_deref(), &site)?;
    library.verify_named(args.lang.as_ref())?;
    let saved = answers.map(|path| response::to_go_on(path, &library.questionnaire)).transpose()?;
    if let Some(region) = args.region.as_deref() {
        // On the terminal it is seen again as soon as the checklist is closed.
        region::remark(&library.questionnaire, region, "The checklist shows", err);
    }
    let walkthrough =
        counselor.map(|asked| open_walkthrough(asked, &environment, &site, &library)).transpose()?;
    // A record goes on in the language it was left in, unless another one is asked for.
    let left = walkthrough.as_ref().and_then(Walkthrough::language).and_then(LanguageTag::parse);
    let (asked, locale) = (args.lang.as_ref().or(left.as_ref()), environment.language());
    let (languages, language) = library.languages(&site.languages, asked, locale.as_ref())?;
    let (asked, theme, region) = (args.lang, args.theme, args.region);
    let site = Site { leaves_mouse: args.no_mouse || site.leaves_mouse, ..site };
    let policy = if walkthrough.is_some() { Policy::counselor() } else { Policy::personal() };
    let options = RunOptions { languages, language, asked, theme, region, site, policy, walkthrough, saved };
    match plain {
        PlainMode::Off => event_loop::run(options, &environment),
        style => plain::run::run(options, style, &environment),
    }
}

fn open_walkthrough(
    asked: &CounselorArgs,
    environment: &Environment,
    site: &Site,
    library: &Library,
) -> Result<Walkthrough, Failure> {
    let offered = library.offered(&site.languages, asked.session.lang.as_ref())?;
    let content = Content::of(library, &site.support, offered);
    walkthrough::open(asked, environment, (site, library), content)
}

fn kiosk(args: &KioskArgs, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    if args.set_pin {
        return pin::set(out, err);
    }
    match args.child {
        Some(part) => child_main::run(part, args),
        None => supervisor::run(args),
    }
}

fn questionnaire(
    args: &QuestionnaireArgs,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    let site = site::of(&args.settings, &Environment::read())?;
    let library = Library::in_use(args.questions.as_deref(), &site)?;
    if args.format != QuestionnaireFormat::Frame {
        library.verify_named(args.lang.as_ref())?;
    }
    let asked = (args.region.as_deref(), args.lang.as_ref());
    let text = match args.format {
        QuestionnaireFormat::Frame => forms::frame(&library, args.lang.as_ref())?,
        QuestionnaireFormat::Toml => as_authored(&library.file_in(args.lang.as_ref()).text),
        QuestionnaireFormat::Json => {
            questionnaire_json::questionnaire(&library.spoken(&[args.lang.as_ref()])?.questionnaire)
        }
        QuestionnaireFormat::Fhir => forms::questionnaire(&library, &site, asked, err)?,
        QuestionnaireFormat::Html => forms::blank(&library, &site, asked, form::as_html, err)?,
        QuestionnaireFormat::Text => forms::blank(&library, &site, asked, form::as_text, err)?,
        QuestionnaireFormat::Markdown => forms::blank(&library, &site, asked, form::as_markdown, err)?,
    };
    output::write(out, &text)
}

/// Returns the text of a verified file without characters that act on a terminal. After the checks only comments can hold
/// such characters.
fn as_authored(text: &str) -> String {
    text.chars().filter(|character| *character == '\t' || !acts(*character)).collect()
}
