//! Reads what a site says to people: each text once for every language, or in each of several.

use crate::domain::language::site_text::SiteText;
use crate::domain::questionnaire::draft::SupportKind;
use crate::domain::site::{LINE_KIND, LINE_REGION, SiteLine, SiteWords};
use crate::files::toml::bounds::{MOST, few, fits};
use crate::files::toml::by_language::PlacedText;
use crate::files::toml::codes;
use crate::files::toml::tree::Table;

/// The longest text of several lines, in bytes.
const LONGEST: usize = 20_000;

/// Reads a text of one line that is short enough to be shown.
pub(super) fn line(table: &mut Table<'_, '_>, key: &'static str) -> Option<SiteText> {
    let texts = table.maybe_line_by_language(key);
    fitting(table, key, texts)
}

/// What to do with a risk protocol that is too long, and with words that are too long to be said.
pub(super) const IN_THE_MOMENT: &str = "Keep what somebody needs in the moment, and say where the rest lies.";
const IN_A_MINUTE: &str = "Keep what can be said to a client in a minute or two.";

/// Reads what a site's counselors say to the client.
pub(super) fn words(table: &mut Table<'_, '_>) -> SiteWords {
    let mut said = |key| prose(table, key, IN_A_MINUTE);
    SiteWords { opening: said("opening"), consent: said("consent"), closing: said("closing") }
}

/// Reads a text of several lines; the advice is for one that is too long.
pub(super) fn prose(table: &mut Table<'_, '_>, key: &'static str, advice: &str) -> Option<SiteText> {
    let texts = table.maybe_prose_by_language(key);
    for PlacedText { text, span, .. } in texts.iter().filter(|it| it.text.len() > LONGEST) {
        let message = format!("\"{key}\" has {} bytes; there is room for {LONGEST}.", text.len());
        table.faults.report(Some(span.clone()), message, advice);
    }
    together(texts)
}

/// Reads a support line of the site.
pub(super) fn support(table: &mut Table<'_, '_>) -> SiteLine {
    let name = needed(table, "name");
    let for_whom = line(table, "for_whom");
    SiteLine {
        name,
        for_whom,
        ways: ways(table),
        hours: needed(table, "hours"),
        checked: table.date("checked"),
        kind: table.maybe_word("kind", &SupportKind::ALL).unwrap_or(LINE_KIND),
        region: codes::maybe_region(table).unwrap_or_else(|| LINE_REGION.to_owned()),
    }
}

fn ways(table: &mut Table<'_, '_>) -> Vec<SiteText> {
    let texts = table.lines_by_language("ways");
    few(table, "ways", texts.len());
    if texts.is_empty() && !table.faults.is_full() && !table.faults.is_unread(&table.path().key("ways")) {
        let message = "This support line has no entry in \"ways\".";
        table.faults.report(table.span_of("ways"), message, "Add at least one, or remove the line.");
    }
    texts.into_iter().take(MOST).filter_map(|texts| fitting(table, "ways", texts)).collect()
}

fn needed(table: &mut Table<'_, '_>, key: &'static str) -> SiteText {
    let texts = table.line_by_language(key);
    fitting(table, key, texts).unwrap_or_default()
}

/// Returns a text of one line, and reports where it is too wide to be shown.
fn fitting(table: &mut Table<'_, '_>, key: &'static str, texts: Vec<PlacedText>) -> Option<SiteText> {
    for PlacedText { text, span, .. } in &texts {
        fits(table, key, Some(span.clone()), text);
    }
    together(texts)
}

fn together(texts: Vec<PlacedText>) -> Option<SiteText> {
    let mut texts = texts.into_iter();
    let PlacedText { language, text, .. } = texts.next()?;
    let others = texts.filter_map(|other| Some((other.language?, other.text))).collect();
    Some(SiteText::new(language, text, others))
}
