//! Brings together what a FHIR resource is made from: the languages, the region and the site.

use crate::domain::language::languages::Language;
use crate::domain::language::tag::LanguageTag;
use crate::domain::questionnaire::region::{WORLD, page};
use crate::domain::site::Site;
use crate::files::fhir::questionnaire::{Source, render};
use crate::shell::world::error::Failure;
use crate::shell::world::library::Library;

/// Renders the questionnaire in use, in one language with the others beside it.
///
/// # Errors
/// A file of a language that cannot be read, or two parts that would have the same name.
pub(super) fn questionnaire(
    library: &Library,
    site: &Site,
    lang: Option<&LanguageTag>,
    region: Option<&str>,
) -> Result<String, Failure> {
    let own = library.spoken(&[lang, site.languages.first()])?;
    let others = library.tags().into_iter().filter(|tag| *tag != own.tag());
    let beside = others.map(|tag| library.language(&tag)).collect::<Result<Vec<Language>, _>>()?;
    let tag = own.tag();
    let spoken = lang.and_then(LanguageTag::territory);
    let spoken =
        spoken.and_then(|territory| page(&own.questionnaire.regions(), territory).map(str::to_owned));
    let region = region.or(site.region.as_deref()).or(spoken.as_deref()).unwrap_or(WORLD);
    let publisher = site.clinic.as_ref().map(|clinic| clinic.of(&tag));
    let source =
        Source { own: &own, beside: &beside, region, base: site.canonical_base.as_deref(), publisher };
    render(&source).map_err(|name| {
        Failure::new(format!("Two parts of the FHIR questionnaire would have the linkId \"{name}\"."))
            .hint("It comes from the id of an item with a dot in it. Give that item an id without a dot.")
    })
}
