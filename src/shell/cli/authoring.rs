//! Arguments of the commands for people who write content of their own.

use super::values::language;
use crate::domain::language::tag::LanguageTag;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `new`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_help = "Examples:\n  stillpoint new sleep\n  stillpoint new sleep --lang es\n\n\
    Nothing that is there already is changed.")]
pub struct NewArgs {
    /// Folder to write them into; it is made if it is not there
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    /// Write the empty frame of a translation into this language as well
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<LanguageTag>,
}

/// Arguments of `sentences`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_help = "Example:\n  stillpoint sentences > languages/de.toml\n\n\
    docs/content.md says what to change in it.")]
pub struct SentencesArgs {
    /// Language of the sentences, such as es; without it, English
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<LanguageTag>,
}
