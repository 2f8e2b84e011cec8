//! Brings together what a form of the questionnaire is made from, for FHIR or for paper: the languages, the region and
//! the site.

use super::region::{self, Asked};
use crate::domain::answers::copy::support_region;
use crate::domain::language::languages::Language;
use crate::domain::site::Site;
use crate::files::export::form::BlankForm;
use crate::files::fhir::questionnaire::{Source, render};
use crate::shell::world::error::Failure;
use crate::shell::world::library::Library;
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
