//! Prepares the built-in content, so that no start parses and checks it; a fault in a file of it fails the build.
//!
//! The readers of the program are compiled as parts of this script. So a file is read here as it is read anywhere, and no
//! rule of reading is written down twice. A crate of their own would do the same, at the price of a second package that
//! has to be published and kept in step. What is written is said in `src/files/content/compact.rs`.

// Only the reading of the content is used here, and nothing of it leaves this script.
#![allow(dead_code, unreachable_pub)]
// What a build script says, it says to cargo.
#![allow(clippy::print_stdout, clippy::print_stderr)]

#[path = "src/domain"]
mod domain {
    pub mod id;
    pub mod sanitize;

    pub mod questionnaire {
        pub mod definition;
        pub mod draft;
        pub mod front_matter;
        pub mod prechecked;
        pub mod problem;
        pub mod region;
        pub mod rules;
        pub mod support_page;
        pub mod texts;
        pub mod validate;
    }

    pub mod language {
        pub mod languages;
        pub mod manner;
        pub mod plural;
        pub mod tag;
        pub mod wording;
    }
}

#[path = "src/files"]
mod files {
    pub mod toml {
        pub mod bounds;
        pub mod codes;
        pub mod common_codes;
        pub mod consequences;
        pub mod diagnostic;
        pub mod document;
        pub mod faults;
        pub mod lint;
        pub mod locator;
        pub mod nesting;
        pub mod optional;
        pub mod other_notation;
        pub mod raw_position;
        pub mod scalars;
        pub mod syntax;
        pub mod tree;
        pub mod unquoted;
        pub mod values;
    }

    pub mod content {
        pub mod avoided;
        pub mod builtin;
        pub mod compact;
        pub mod language;
        pub mod late_faults;
        pub mod meant_ids;
        pub mod questions;
        pub mod rules;
        pub mod tables;
        pub mod translation;
        pub mod waiver_places;
    }
}

use domain::questionnaire::definition::Questionnaire;
use domain::questionnaire::prechecked::Prechecked;
use files::content::compact::{PreparedContent, PreparedTranslation};
use files::content::{builtin, language, questions, translation};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    // The texts are parts of this script: if one changes, or a reader, cargo compiles the script anew and runs it.
    println!("cargo::rerun-if-changed=build.rs");
    let written = for_linux().and_then(|()| content()).and_then(|bytes| {
        let folder = std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: cargo runs this script.")?;
        std::fs::write(Path::new(&folder).join("content.bin"), bytes).map_err(|error| error.to_string())
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

/// Says on any other system that it has to be Linux, before anything is compiled for that system.
///
/// The dependencies in Cargo.toml are those of Linux, so there this is the only error.
fn for_linux() -> Result<(), String> {
    let system = std::env::var_os("CARGO_CFG_TARGET_OS").unwrap_or_default();
    if system == "linux" {
        return Ok(());
    }
    Err(format!(
        "stillpoint needs Linux, and this build is for \"{}\". For signals, timers and its own processes it asks the Linux \
         kernel.\nBuild it on Linux, or for Linux with --target; elsewhere it runs in a Linux machine or container.",
        system.display()
    ))
}

/// Returns the whole content in its compact form.
///
/// # Errors
/// Every fault of the first file that has one, each with its line.
fn content() -> Result<Vec<u8>, String> {
    let questionnaire = questions::parse("questions.toml", builtin::QUESTIONS).map_err(said)?;
    let translations: Vec<_> =
        each(builtin::TRANSLATIONS, |tag, text| translated(tag, text, &questionnaire))?;
    let wordings = each(builtin::LANGUAGES, |tag, text| {
        let wording = language::parse(&format!("languages/{tag}.toml"), text).map_err(said)?;
        encode(&wording)
    })?;
    let questionnaire = encode(&Prechecked::from(&questionnaire))?;
    let all = PreparedContent {
        questionnaire: &questionnaire,
        translations: tagged(&translations),
        wordings: tagged(&wordings),
    };
    encode(&all)
}

fn translated(tag: &str, text: &str, questionnaire: &Questionnaire) -> Result<Vec<u8>, String> {
    let name = format!("translations/{tag}.toml");
    let file = translation::parse(&name, text).map_err(said)?;
    file.is_named_for_its_language(&name, text).map_err(said)?;
    let translated = file.apply(&name, questionnaire).map_err(said)?;
    let questionnaire = (&translated.questionnaire).into();
    encode(&PreparedTranslation { questionnaire, reviewed_by: file.translation.reviewed_by })
}

fn encode(part: &impl serde::Serialize) -> Result<Vec<u8>, String> {
    postcard::to_allocvec(part).map_err(said)
}

/// Encodes each of some files, by their tags.
fn each(
    files: &[(&'static str, &'static str)],
    encoded: impl Fn(&str, &str) -> Result<Vec<u8>, String>,
) -> Result<Vec<(&'static str, Vec<u8>)>, String> {
    files.iter().map(|(tag, text)| encoded(tag, text).map(|bytes| (*tag, bytes))).collect()
}

fn tagged<'a>(parts: &'a [(&'static str, Vec<u8>)]) -> Vec<(&'a str, &'a [u8])> {
    parts.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect()
}

fn said(fault: impl std::fmt::Display) -> String {
    fault.to_string()
}
