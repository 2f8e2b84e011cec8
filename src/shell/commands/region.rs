//! Which region's support lines a command gives.
//!
//! The region is not guessed from the environment: a wrong telephone number is worse than a page with all of them.

use crate::domain::language::tag::LanguageTag;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::region::{WORLD, page};
use crate::domain::sanitize::sanitize;
use crate::domain::site::Site;
use crate::shell::world::output;
use std::io::Write;

/// What was asked for: a region, and a language, which can name a country.
pub(super) type Asked<'a> = (Option<&'a str>, Option<&'a LanguageTag>);

/// Returns the region that was asked for, else that of the site, else that of the language, else the one for anywhere.
pub(super) fn chosen(questionnaire: &Questionnaire, (region, lang): Asked<'_>, site: &Site) -> String {
    let known = questionnaire.regions();
    let spoken = lang.and_then(LanguageTag::territory).and_then(|territory| page(&known, territory));
    region.or(site.region.as_deref()).or(spoken).unwrap_or(WORLD).to_owned()
}

/// Writes a remark if a region has no support lines: which ones are given instead.
pub(super) fn remark(questionnaire: &Questionnaire, region: &str, who: &str, err: &mut impl Write) {
    let known = questionnaire.regions();
    if page(&known, region).is_none() {
        let region = sanitize(region);
        let remark = if known.is_empty() {
            format!("The questionnaire has no support lines. {who} none. Add [[support]] to its file.\n")
        } else {
            format!(
                "There are no support lines for {region} here. {who} those that hold anywhere ({WORLD}).\n\
                 There are lines for: {}. Name one of them with --region.\n",
                known.join(", ")
            )
        };
        // If the remark cannot be written, the rest can still be done.
        let _ = output::write(err, &remark);
    }
}
