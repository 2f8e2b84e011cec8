//! The forms in which a command can print, as `--format` names them.
//!
//! Only names are here. This module must not write any of them.

use crate::domain::answers::copy_format::CopyFormat;
use clap::ValueEnum;
use clap::builder::PossibleValue;
use std::sync::LazyLock;

/// The forms of a report: a copy of everything for people, or what other programs read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReportFormat {
    /// As a copy is written that is saved from the checklist.
    Copy(CopyFormat),
    /// One JSON object.
    Json,
    /// A FHIR R4 QuestionnaireResponse.
    Fhir,
}

impl ValueEnum for ReportFormat {
    fn value_variants<'a>() -> &'a [Self] {
        static VARIANTS: LazyLock<Vec<ReportFormat>> = LazyLock::new(|| {
            // A report as JSON has the answers too, and what they bring.
            let copies = CopyFormat::ALL.iter().filter(|format| **format != CopyFormat::Answers);
            copies
                .map(|format| ReportFormat::Copy(*format))
                .chain([ReportFormat::Json, ReportFormat::Fhir])
                .collect()
        });
        &VARIANTS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (word, help) = match self {
            Self::Copy(format) => (format.word(), format.help()),
            Self::Json => ("json", "One JSON object"),
            Self::Fhir => ("fhir", "The answers as a FHIR R4 QuestionnaireResponse"),
        };
        Some(PossibleValue::new(word).help(help))
    }
}

/// The forms of what `check` finds.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum CheckFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
}

/// The forms of a questionnaire.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum QuestionnaireFormat {
    /// The file as it was written
    Toml,
    /// The same under the same keys
    Json,
    /// The empty frame of a translation into --lang, with the text to translate above each key
    Frame,
    /// A FHIR R4 Questionnaire with all texts and when they are shown
    Fhir,
    /// The blank form for paper, one HTML page
    Html,
    /// The blank form for paper as plain text, 66 columns wide
    Text,
    /// The blank form for paper as Markdown
    Markdown,
}

/// The forms of a record for the file.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum RecordFormat {
    /// Markdown
    Markdown,
    /// One HTML page for a browser and for paper
    Html,
    /// The record as it is kept, one JSON object
    Json,
    /// The answers of the last round as a FHIR R4 QuestionnaireResponse, without notes
    Fhir,
}
