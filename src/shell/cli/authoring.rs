//! Arguments of the commands for people who write content of their own.

use super::help;
use super::values::language;
use crate::domain::language::tag::LanguageTag;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `new`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_long_help = help::NEW)]
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
#[command(after_long_help = help::SENTENCES)]
pub struct SentencesArgs {
    /// Language of the sentences, such as es; without it, English
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<LanguageTag>,
}
