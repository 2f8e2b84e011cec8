//! What is printed of the content besides its own files: a form for FHIR or for paper, the frame of a translation, the
//! program's sentences. This module brings together what each is made from.

use super::region::{self, Asked};
use crate::domain::answers::copy::support_region;
use crate::domain::language::languages::Language;
use crate::domain::language::pseudo::PSEUDO;
use crate::domain::language::tag::LanguageTag;
use crate::domain::site::Site;
use crate::files::content::{builtin, frame};
use crate::files::export::form::BlankForm;
use crate::files::fhir::questionnaire::{Source, render};
use crate::shell::world::error::Failure;
use crate::shell::world::languages_there::no_sentences;
use crate::shell::world::library::Library;
use crate::shell::world::output;
use std::io::Write;

/// Renders the questionnaire in use, in one language with the others beside it. A remark on the region goes to `err`.
///
/// # Errors
/// A file of a language that cannot be read, or two parts that would have the same name.
pub(super) fn questionnaire(
    library: &Library,
    site: &Site,
    asked: Asked<'_>,
    err: &mut impl Write,
) -> Result<String, Failure> {
    let (own, region) = &spoken(library, site, asked, err)?;
    let others = library.tags().into_iter().filter(|tag| *tag != own.tag());
    let beside = others.map(|tag| library.language(&tag)).collect::<Result<Vec<Language>, _>>()?;
    let tag = own.tag();
    let publisher = site.clinic.as_ref().map(|clinic| clinic.of(&tag));
    let source = Source { own, beside: &beside, region, base: site.canonical_base.as_deref(), publisher };
    render(&source).map_err(|name| {
        Failure::new(format!("Two parts of the FHIR questionnaire would have the linkId \"{name}\"."))
            .hint("It comes from the id of an item with a dot in it. Give that item an id without a dot.")
    })
}

/// Renders the blank form for paper in one language. A remark on the region goes to `err`.
///
/// # Errors
/// A file of the language that cannot be read.
pub(super) fn blank(
    library: &Library,
    site: &Site,
    asked: Asked<'_>,
    render: fn(&BlankForm<'_>) -> String,
    err: &mut impl Write,
) -> Result<String, Failure> {
    let (language, region) = &spoken(library, site, asked, err)?;
    let tag = language.tag();
    let clinic = site.clinic.as_ref().map(|clinic| clinic.of(&tag));
    Ok(render(&BlankForm { language, region, clinic }))
}

/// Returns the language of a form, and the region of its support lines.
fn spoken(
    library: &Library,
    site: &Site,
    asked: Asked<'_>,
    err: &mut impl Write,
) -> Result<(Language, String), Failure> {
    let own = library.spoken(&[asked.1, site.languages.first()])?;
    let wanted = region::chosen(&own.questionnaire, asked, site);
    region::remark(&own.questionnaire, &wanted, "The form gives", err);
    let region = support_region(&own.questionnaire, &wanted);
    Ok((own, region))
}

/// Returns the frame of a translation of the questionnaire in use.
///
/// # Errors
/// If no language is named, or one into which it cannot be translated.
pub(super) fn frame(library: &Library, tag: Option<&LanguageTag>) -> Result<String, Failure> {
    let own = &library.own;
    let Some(tag) = tag.filter(|tag| *tag != own && tag.as_str() != PSEUDO) else {
        return Err(Failure::usage("The frame of a translation needs the language of that translation.").hint(
            format!("The questionnaire itself is written in \"{own}\". Name another language: --format frame --lang TAG"),
        ));
    };
    Ok(frame::frame(&library.questionnaire, tag))
}

/// Prints the program's own sentences in a language, else in English.
///
/// # Errors
/// If they are not built in in that language.
pub(super) fn sentences(tag: Option<&LanguageTag>, out: &mut impl Write) -> Result<(), Failure> {
    let text = match tag {
        Some(tag) => builtin::sentences(tag).ok_or_else(|| no_sentences(tag))?.1,
        None => builtin::ENGLISH,
    };
    output::write(out, text)
}
