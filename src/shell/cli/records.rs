//! The command line of `records`.
//!
//! Only the shape of the arguments is here. This module must not read, run or look up anything.

use super::formats::RecordFormat;
use super::help;
use super::values::{SettingsArgs, language};
use crate::domain::language::tag::LanguageTag;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Arguments of `records`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_long_help = help::RECORDS)]
pub struct RecordsArgs {
    /// What to do with the records.
    #[command(subcommand)]
    pub command: RecordsCommand,
}

/// What can be done with records.
#[derive(Subcommand, Clone, PartialEq, Eq, Debug)]
pub enum RecordsCommand {
    /// List the records, and those that are older than the settings keep them
    #[command(after_long_help = help::RECORDS_LIST)]
    List {
        /// What the site has set.
        #[command(flatten)]
        settings: SettingsArgs,
    },
    /// Print a record as text, to read it
    #[command(after_long_help = help::RECORDS_SHOW)]
    Show(OneRecordArgs),
    /// Print a record for the file
    #[command(after_long_help = help::RECORDS_EXPORT)]
    Export {
        /// Which record, and how it is opened.
        #[command(flatten)]
        record: OneRecordArgs,
        /// Form of the record
        #[arg(long, value_enum)]
        format: RecordFormat,
    },
    /// Write all records anew, for the recipients in the settings
    #[command(after_long_help = help::RECORDS_REKEY)]
    Rekey {
        /// File with the key that opened them until now, if it is not the one in the settings
        #[arg(long, value_name = "FILE")]
        identity: Option<PathBuf>,
        /// What the site has set.
        #[command(flatten)]
        settings: SettingsArgs,
    },
    /// Remove a record
    #[command(after_long_help = help::RECORDS_REMOVE)]
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
    /// Questionnaire to use instead of the one in the settings; built-in is that of the program
    #[arg(long, value_name = "FILE")]
    pub questions: Option<PathBuf>,
    /// Language of the texts, such as es; without it, the record's
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<LanguageTag>,
    /// What the site has set.
    #[command(flatten)]
    pub settings: SettingsArgs,
}
