//! `check`: verifies files, and says what was found of them: what is well and notes on standard output, errors and
//! warnings on standard error, or all of it as JSON on standard output.
//!
//! What is looked for stands in [`crate::files::checked`]; only here can screens be laid out for it.

use super::cli::{CheckArgs, CheckFormat};
use super::error::Failure;
use super::output::write;
use crate::app::fit::{Misfit, misfits};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::site::Site;
use crate::domain::wording::Wording;
use crate::files::checked::{Checked, check};
use crate::files::diagnostic::Diagnostics;
use crate::files::export::findings::findings;
use crate::files::lint::finding::Finding;
use crate::files::lint::lints::{Level, Lint};
use crate::files::{builtin, language, questions, source};
use std::io::Write;
use std::path::Path;

/// What is said if nobody told the day.
const AGE: &str = "How old the support lines are was not looked at; for that, add --today YYYY-MM-DD.\n";

/// Verifies the named files, or the built-in ones.
///
/// # Errors
/// A failure that says every error; with `--strict`, every warning too.
pub(super) fn run(args: &CheckArgs, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    let wording = language::parse("languages/en.toml", builtin::ENGLISH)?;
    let files = all(args, &wording);
    let fails = files.iter().any(|file| file.fails(args.strict));
    if args.format == CheckFormat::Json {
        write(out, &findings(&files, args.today, args.strict))?;
        return if fails { Err(Failure::failed("", "")) } else { Ok(()) };
    }
    let told: String = files.iter().map(|file| file.told(args.witnesses)).collect();
    let aged = |file: &Checked| file.has_lines && file.found.count(Level::Error) == 0;
    let age = if args.today.is_none() && files.iter().any(aged) { AGE } else { "" };
    write(out, &format!("{told}{age}"))?;
    let to_mend = Diagnostics(files.iter().flat_map(Checked::to_mend).cloned().collect());
    if fails {
        let only_strict = to_mend.count(Level::Error) == 0;
        let hint = if only_strict { "\nWith --strict, warnings fail." } else { "" };
        Err(Failure::failed(to_mend.to_string(), hint))
    } else if to_mend.0.is_empty() {
        Ok(())
    } else {
        write(err, &format!("{to_mend}\n"))
    }
}

/// Verifies every file that is asked for.
fn all(args: &CheckArgs, wording: &Wording) -> Vec<Checked> {
    let verify = |name: &str, text: &str| {
        let misfits = |questionnaire: &_| misfits(questionnaire, wording).into_iter().map(finding).collect();
        check(name, text, args.today, misfits, |site| used_with(Path::new(name), site))
    };
    if args.files.is_empty() {
        let languages = builtin::LANGUAGES.iter().map(|(tag, text)| (format!("languages/{tag}.toml"), *text));
        let all = std::iter::once(("questions.toml".to_owned(), builtin::QUESTIONS)).chain(languages);
        return all.map(|(name, text)| verify(&name, text)).collect();
    }
    let named = args.files.iter().map(|path| (path.display().to_string(), path));
    let read = |(name, path): (String, &std::path::PathBuf)| match source::read(path) {
        Ok(text) => verify(&name, &text),
        Err(why) => Checked::unread(name, why),
    };
    named.map(read).collect()
}

/// Returns the questionnaire that the settings in a file are used with.
fn used_with(file: &Path, site: &Site) -> Result<Questionnaire, Diagnostics> {
    let site = site.clone().beside(file.parent().unwrap_or(Path::new("")));
    match site.questions {
        Some(path) => questions::parse(&path.display().to_string(), &source::read(&path)?),
        None => questions::parse("questions.toml", builtin::QUESTIONS),
    }
}

fn finding(Misfit { at, message, advice }: Misfit) -> Finding {
    Finding::at(Lint::DoesNotFit, at, message, advice)
}
