//! What each command does: reads the files it is given, and writes what it makes of them.
//!
//! The full-screen checklist is only started from here. No command prints by itself: each is handed what it
//! writes to, and what it cannot do it says as a [`Failure`].

use super::cli::{
    CheckArgs, Cli, Command, QuestionnaireArgs, QuestionnaireFormat, ReportArgs, ReportFormat, RunOptions,
    SessionArgs,
};
use super::environment::Environment;
use super::error::Failure;
use super::library::Library;
use super::runtime;
use crate::domain::clean::{acts, clean};
use crate::domain::copy::{ClientCopy, WORLD};
use crate::domain::language::Language;
use crate::domain::proof::Proof;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::response::QuestionnaireResponse;
use crate::files::diagnostic::Diagnostics;
use crate::files::export::{json, markdown, text};
use crate::files::{answers, builtin, language, proofs, source};
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

/// Does what was asked for on the command line.
///
/// # Errors
/// Whatever kept the command from being done.
pub fn run(cli: Cli, out: &mut impl Write) -> Result<(), Failure> {
    match cli.command {
        None => session(cli.session),
        Some(Command::Report(args)) => report(&args, out),
        Some(Command::Questionnaire(args)) => questionnaire(&args, out),
        Some(Command::Check(args)) => check(&args, out),
    }
}

/// Says what clap has to say: help and the version on `out`, anything else as a failure.
///
/// # Errors
/// A failure of kind usage for arguments that are not understood.
pub fn say(said: &clap::Error, out: &mut impl Write) -> Result<(), Failure> {
    let text = said.render().to_string();
    if said.use_stderr() { Err(Failure::usage(text)) } else { write(out, &clean(&text)) }
}

fn session(args: SessionArgs) -> Result<(), Failure> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Failure::failed(
            "The checklist needs a terminal for its input and its output, and there is none here.",
            "Run stillpoint in a terminal window. For the results of a file of answers without one, \
             run: stillpoint report ANSWERS",
        ));
    }
    let library = Library::open(args.questions.as_deref())?;
    let locale = Environment::read().language();
    let (languages, language) = library.languages(&[], args.lang.as_ref(), locale.as_ref())?;
    let (theme, glyphs, region) = (args.theme, args.glyphs, args.region);
    runtime::run(RunOptions { languages, language, theme, glyphs, region })
}

fn report(args: &ReportArgs, out: &mut impl Write) -> Result<(), Failure> {
    let library = Library::open(args.questions.as_deref())?;
    let response = response(&args.answers, &library.questionnaire)?;
    let locale = Environment::read().language();
    let Language { questionnaire, wording, .. } = library.spoken(args.lang.as_ref().or(locale.as_ref()))?;
    // No guess from the environment: a wrong number is worse than the page that lists all of them.
    let region = args.region.as_deref().unwrap_or(WORLD);
    let copy = || ClientCopy::whole(&questionnaire, &response, region);
    let rendered = match args.format {
        ReportFormat::Text => text::render(&questionnaire, &wording, &copy()),
        ReportFormat::Markdown => markdown::render(&questionnaire, &wording, &copy()),
        ReportFormat::Json => json::report(&questionnaire, &response, region),
    };
    write(out, &rendered)
}

fn response(path: &Path, questionnaire: &Questionnaire) -> Result<QuestionnaireResponse, Failure> {
    let (name, text) = if path == Path::new("-") {
        let name = "standard input".to_owned();
        let text = source::read_limited(&name, io::stdin().lock())?;
        (name, text)
    } else {
        (path.display().to_string(), source::read(path)?)
    };
    Ok(answers::parse(&name, &text, questionnaire)?)
}

fn questionnaire(args: &QuestionnaireArgs, out: &mut impl Write) -> Result<(), Failure> {
    let library = Library::open(args.questions.as_deref())?;
    match args.format {
        QuestionnaireFormat::Toml => write(out, &as_authored(&library.file_in(args.lang.as_ref()).text)),
        QuestionnaireFormat::Json => {
            write(out, &json::questionnaire(&library.spoken(args.lang.as_ref())?.questionnaire))
        }
    }
}

/// Returns the text of a verified file. What could act on a terminal can stand only in its comments, and goes.
fn as_authored(text: &str) -> String {
    text.chars().filter(|character| *character == '\t' || !acts(*character)).collect()
}

fn check(args: &CheckArgs, out: &mut impl Write) -> Result<(), Failure> {
    let builtin = [("questions.toml", builtin::QUESTIONS), ("languages/en.toml", builtin::ENGLISH)];
    let verdicts: Vec<(String, Result<Verdict, Diagnostics>)> = if args.files.is_empty() {
        builtin.into_iter().map(|(name, text)| (name.to_owned(), verify(name, text))).collect()
    } else {
        let named = args.files.iter().map(|path| (path.display().to_string(), path));
        named
            .map(|(name, path)| (name.clone(), source::read(path).and_then(|text| verify(&name, &text))))
            .collect()
    };
    let mut problems = Vec::new();
    for (name, verdict) in verdicts {
        match verdict {
            Ok(verdict) => {
                write(out, &verdict.told(&clean(&name).replace('\n', ""), args.witnesses))?;
                problems.extend(verdict.failed.into_iter().flat_map(|failed| failed.0));
            }
            Err(found) => problems.extend(found.0),
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Diagnostics(problems).into()) }
}

/// What was found of a file that can be read.
struct Verdict {
    /// What was proved; of a language file, nothing has to be.
    proof: Option<Proof>,
    /// What could not be proved.
    failed: Option<Diagnostics>,
}

impl Verdict {
    /// Says what is well with a file, and with `witnesses`, how each text is reached.
    fn told(&self, name: &str, witnesses: bool) -> String {
        let listed = self.proof.as_ref().filter(|_| witnesses).map(proofs::witnesses).unwrap_or_default();
        match (&self.failed, &self.proof) {
            (None, None) => format!("{name}: no problems.\n"),
            (None, Some(proof)) => {
                format!("{name}: no problems; {}.\n{listed}", proofs::summary(proof))
            }
            (Some(_), _) if listed.is_empty() => String::new(),
            (Some(_), _) => format!("{name}: not everything is proved.\n{listed}"),
        }
    }
}

/// Verifies a file as what it is: one with a table `about` is a language, any other a questionnaire.
fn verify(name: &str, text: &str) -> Result<Verdict, Diagnostics> {
    if text.lines().any(|line| line.trim() == "[about]") {
        language::parse(name, text).map(|_| Verdict { proof: None, failed: None })
    } else {
        proofs::parse(name, text).map(|(proof, failed)| Verdict { proof: Some(proof), failed })
    }
}

/// Writes all of a text; a reader that has had enough (`| head`) is no failure.
fn write(out: &mut impl Write, text: &str) -> Result<(), Failure> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::failed(
            format!("The output could not be written: {error}."),
            "Make room or send the output elsewhere, and try again.",
        )),
        _ => Ok(()),
    }
}
