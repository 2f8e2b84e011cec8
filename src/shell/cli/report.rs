//! Arguments of `report`.

use super::formats::ReportFormat;
use super::help;
use super::values::{SettingsArgs, language, region};
use crate::domain::language::tag::LanguageTag;
use clap::{Args, value_parser};
use std::path::PathBuf;

/// Arguments of `report`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_long_help = help::REPORT)]
pub struct ReportArgs {
    /// File of answers (JSON, or a FHIR QuestionnaireResponse); - reads standard input. With --out also several, and folders
    #[arg(value_name = "ANSWERS", required = true)]
    pub answers: Vec<PathBuf>,
    /// Write a report for each file into this folder; it is made if it is not there
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Write anew what is in that folder already
    #[arg(long, requires = "out")]
    pub replace: bool,
    /// Make so many reports at once; without it, as many as the machine can
    #[arg(long, value_name = "N", requires = "out", value_parser = value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Form of the results
    #[arg(long, value_enum, default_value = "text")]
    pub format: ReportFormat,
    /// Give only the half page for a visit: what to bring up, who to ask first (text, Markdown, HTML)
    #[arg(long)]
    pub talking_points: bool,
    /// Questionnaire to use instead of the one in the settings; built-in is that of the program
    #[arg(long, value_name = "FILE")]
    pub questions: Option<PathBuf>,
    /// Region whose support lines are given, such as US or GB-SCT
    #[arg(long, value_name = "CC", value_parser = region)]
    pub region: Option<String>,
    /// Language of the texts, such as es or es-MX
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<LanguageTag>,
    /// What the site has set.
    #[command(flatten)]
    pub settings: SettingsArgs,
}
