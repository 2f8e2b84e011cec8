//! `new`: writes a questionnaire to begin with, its settings, and the frame of a translation.
//!
//! It must not change anything that is there: either every file is new, or none is written.

use crate::domain::language::pseudo::PSEUDO;
use crate::domain::sanitize::sanitize;
use crate::files::content::{frame, questions};
use crate::shell::cli::authoring::NewArgs;
use crate::shell::world::error::Failure;
use crate::shell::world::languages_there::sentences_to_write;
use crate::shell::world::output::write;
use crate::shell::world::paths::typed;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The questionnaire to begin with.
const QUESTIONS: &str = include_str!("../../../examples/new/questions.toml");

/// The settings to begin with.
const SETTINGS: &str = include_str!("../../../examples/new/settings.toml");

/// Makes the folder and its files, and says on `out` what to do with them.
///
/// # Errors
/// If one of the files is there already, or if one cannot be written; then none is left behind.
pub(super) fn run(args: &NewArgs, out: &mut impl Write) -> Result<(), Failure> {
    let to_write = files(args)?;
    let there: Vec<String> =
        to_write.iter().map(|(path, _)| path).filter(|path| is_there(path)).map(shown).collect();
    if !there.is_empty() {
        return Err(Failure::new(format!(
            "Nothing was written, because this is there already: {}.",
            there.join(", ")
        ))
        .hint(instead(args)));
    }
    let mut made = Vec::new();
    write_all(&args.folder, &to_write, &mut made).map_err(|(path, error)| {
        for path in made.iter().rev() {
            // A folder in which somebody else has put something meanwhile stays.
            _ = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
        }
        Failure::new(format!("Nothing was written: {} cannot be made", shown(&path)))
            .caused_by(error)
            .hint("Name a folder that you may write into. The folder around it has to be there.")
    })?;
    write(out, &told(args, &to_write))
}

/// The files to write: where, and what.
type NewFiles = Vec<(PathBuf, String)>;

fn files(args: &NewArgs) -> Result<NewFiles, Failure> {
    let in_folder = |name: &str, text: &str| (args.folder.join(name), text.to_owned());
    let mut files = vec![in_folder("questions.toml", QUESTIONS), in_folder("settings.toml", SETTINGS)];
    if let Some(tag) = &args.lang {
        let questionnaire = questions::parse("questions.toml", QUESTIONS)?;
        let own = &questionnaire.parts().language;
        if tag.as_str() == own || tag.as_str() == PSEUDO {
            return Err(Failure::usage(format!("The language of the translation cannot be \"{tag}\"."))
                .hint(format!(
                    "The questionnaire itself is written in \"{own}\". Name another language with --lang."
                )));
        }
        files.push(in_folder(&format!("translations/{tag}.toml"), &frame::frame(&questionnaire, tag)));
    }
    Ok(files)
}

/// Says whether something has this name, be it a link that leads nowhere.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Returns what to do where something is there already.
fn instead(args: &NewArgs) -> String {
    let here = "Name another folder.".to_owned();
    let Some((tag, folder)) = args.lang.as_ref().zip(typed(&args.folder)) else { return here };
    format!(
        "{here} To add a translation to a questionnaire that is there:\n  \
         stillpoint questionnaire --questions {folder}/questions.toml --format frame --lang {tag}\n\
         It prints what belongs into translations/{tag}.toml beside the questionnaire."
    )
}

/// Writes all files. What was made is added to `made`; on an error the path that could not be made is returned with it.
fn write_all(folder: &Path, files: &NewFiles, made: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let folders = [folder].into_iter().chain(files.iter().filter_map(|(path, _)| path.parent()));
    for folder in folders {
        if !folder.is_dir() {
            fs::create_dir(folder).map_err(|error| (folder.to_owned(), error))?;
            made.push(folder.to_owned());
        }
    }
    for (path, text) in files {
        let mut file = File::create_new(path).map_err(|error| (path.clone(), error))?;
        made.push(path.clone());
        file.write_all(text.as_bytes()).map_err(|error| (path.clone(), error))?;
    }
    Ok(())
}

/// Says what was written, and what to do now.
fn told(args: &NewArgs, files: &NewFiles) -> String {
    let written: String = files.iter().map(|(path, _)| format!("  {}\n", shown(path))).collect();
    let questions = typed(&args.folder.join("questions.toml"));
    let commands = questions.map(|questions| {
        format!(
            "\nTo go through it:\n  stillpoint --questions {questions}\n\
             To verify it after a change:\n  stillpoint check {questions}\n"
        )
    });
    let sentences = args.lang.as_ref().and_then(|tag| sentences_to_write(tag, &args.folder));
    let sentences = sentences.map(|sentences| format!("\n{sentences}\n")).unwrap_or_default();
    format!(
        "Written:\n{written}{}\nChange the texts to yours. The remarks in the files say what each key is for.\n{sentences}",
        commands.unwrap_or_default()
    )
}

fn shown(path: impl AsRef<Path>) -> String {
    sanitize(&path.as_ref().display().to_string()).replace('\n', "")
}
