//! Writes the handout for a visitor's phone: short pieces in QR codes, the most important first.
//!
//! It must not say anything that was not selected, or that is not in the copy. The module `qr_codes` computes how much
//! has room; a piece without room is left out as a whole, because half a sentence could mean something else.

use super::prose;
use super::qr_codes;
use crate::domain::answers::copy::ClientCopy;
use crate::domain::answers::handout::{Fitted, Handout, HandoutPart, HandoutPiece, Selection, fit};
use crate::domain::answers::own_words::OwnWords;
use crate::domain::answers::sentences;
use crate::domain::answers::talking_points::{TalkingPoint, talking_point};
use crate::domain::language::wording::{Wording, fill};
use crate::domain::questionnaire::support_page::SupportEntry;
use std::collections::BTreeSet;

/// How early a piece is left out when room is short; the highest rank goes first. A line of each kind of support stays
/// longest, then the other lines. Then comes what a telephone keeps, what this is, what the person wrote, a step, and whatever there is more of.
mod rank {
    pub(super) const OF_EACH_KIND: u8 = 0;
    pub(super) const FURTHER_LINES: u8 = 1;
    pub(super) const WATCHED: u8 = 2;
    pub(super) const WHAT: u8 = 3;
    pub(super) const WORDS: u8 = 4;
    pub(super) const FIRST_STEP: u8 = 5;
    pub(super) const ANSWERS: u8 = 6;
    pub(super) const FURTHER_STEPS: u8 = 7;
    pub(super) const VISIT: u8 = 8;
}

/// Puts the selected parts of a copy into at most `most_parts` codes of at most `most_modules` a side, the quiet
/// zone counted.
#[must_use]
pub fn render(
    wording: &Wording,
    copy: &ClientCopy<'_>,
    selection: &Selection,
    most_modules: u16,
    most_parts: usize,
) -> Handout {
    handout(&pieces(wording, copy, selection), most_modules, most_parts)
}

/// Puts pieces into at most `most_parts` codes of at most `most_modules` a side, the quiet zone counted. Where there is
/// no room for a code the text is whole, so that it can be read in its place.
#[must_use]
pub fn handout(pieces: &[HandoutPiece], most_modules: u16, most_parts: usize) -> Handout {
    let room = qr_codes::room(most_modules, most_parts);
    let has_room = |text: &str, lines| qr_codes::fits(text, lines, most_modules, most_parts);
    let Fitted { text, lines, left_out } = fit(pieces, has_room, |line| line.len() < room);
    let codes = qr_codes::codes(&text, lines, most_modules, most_parts).codes;
    if text.is_empty() || codes.is_empty() {
        let Fitted { text, left_out, .. } = fit(pieces, |_, _| true, |_| true);
        return Handout { text, codes: Vec::new(), left_out };
    }
    Handout { text, codes, left_out }
}

/// Returns the pieces in the order in which they stand: the support lines first.
#[must_use]
pub fn pieces(wording: &Wording, copy: &ClientCopy<'_>, selection: &Selection) -> Vec<HandoutPiece> {
    let day = copy.day.map(|day| fill(&wording.copy.day, &[("date", &wording.about.day(day))]));
    let dated = |said: &str| prose::one_line(&format!("{} {said}", day.as_deref().unwrap_or_default()));
    let of = |part| match part {
        HandoutPart::Support => support(wording, copy),
        HandoutPart::NextSteps => steps(wording, copy),
        HandoutPart::Words => words(wording, copy),
        HandoutPart::Answers => answers(wording, copy),
        HandoutPart::Visit => visit(wording, copy),
    };
    let wanted = |tells: bool| {
        let parts = HandoutPart::ALL.into_iter().filter(move |part| part.tells() == tells);
        parts.filter(|part| selection.wants(*part)).flat_map(of).collect::<Vec<_>>()
    };
    let (lines, told) = (wanted(false), wanted(true));
    // Support lines alone are no checklist. Where nothing is chosen it still says something.
    let what = (!told.is_empty() || lines.is_empty()).then(|| HandoutPiece {
        part: None,
        needed: false,
        rank: rank::WHAT,
        short: dated(&wording.leaflet.what),
        long: dated(&wording.copy.disclaimer),
    });
    let watched = sentences::support_watched(&wording.support, &copy.support).filter(|_| !lines.is_empty());
    let watched = watched.map(|said| HandoutPiece {
        part: None,
        needed: false,
        rank: rank::WATCHED,
        short: prose::one_line(said),
        long: prose::one_line(said),
    });
    lines.into_iter().chain(watched).chain(what).chain(told).collect()
}

fn support(wording: &Wording, copy: &ClientCopy<'_>) -> Vec<HandoutPiece> {
    if copy.support.is_empty() {
        return vec![alike(HandoutPart::Support, rank::OF_EACH_KIND, &wording.support.none)];
    }
    let (mut kinds, mut said) = (BTreeSet::new(), BTreeSet::new());
    let piece = |entry: SupportEntry<'_>| {
        let is_first = kinds.insert(entry.kind().as_str());
        let (short, long) = forms(wording, entry);
        let name = entry.line().map(|line| sentences::support_name(&wording.support, line));
        let kind = sentences::support_kind(&wording.support, entry.kind());
        let short = match name {
            _ if said.insert(short.clone()) => short,
            // The same line is listed under another kind, with its way.
            Some(name) if is_first => prose::one_line(&format!("{kind}: {name}")),
            _ => String::new(),
        };
        let rank = if is_first { rank::OF_EACH_KIND } else { rank::FURTHER_LINES };
        HandoutPiece { part: Some(HandoutPart::Support), needed: is_first, rank, short, long }
    };
    // Whom others can ask is a line that the handout has already.
    let is_repeated =
        |entry: &SupportEntry<'_>| matches!(entry, SupportEntry::Instead { has_lines: true, .. });
    copy.support.entries().filter(|entry| !is_repeated(entry)).map(piece).collect()
}

/// Returns the short and the long form of an entry of the support lines.
fn forms(wording: &Wording, entry: SupportEntry<'_>) -> (String, String) {
    let words = &wording.support;
    let kind = sentences::support_kind(words, entry.kind());
    let (short, long) = match entry {
        SupportEntry::Own(line) | SupportEntry::Line(line) => {
            let name = sentences::support_name(words, line);
            let entries: Vec<&str> = line.ways.iter().chain([&line.hours]).map(String::as_str).collect();
            (short_line(&name, &line.ways), format!("{kind}: {name}: {}", entries.join("; ")))
        }
        SupportEntry::Instead { ask, has_lines, .. } => {
            let name = sentences::support_name(words, ask);
            let short = fill(&wording.leaflet.instead, &[("kind", kind), ("name", &name)]);
            (short, format!("{kind}: {}", sentences::support_instead(words, ask, has_lines)))
        }
    };
    (prose::own_lines(&short).join("\n"), prose::one_line(&long))
}

/// Returns the name of a line and its first way. Ways with a label ("Scotland: …", "Ambulance: …") are each for other people or
/// needs, so all of them are in, a row each.
fn short_line(name: &str, ways: &[String]) -> String {
    let is_labelled = |way: &&String| way.contains(": ");
    let labelled: Vec<&str> = ways.iter().take_while(is_labelled).map(String::as_str).collect();
    match (labelled.as_slice(), ways.first()) {
        ([_, _, ..], _) => format!("{name}:\n{}", labelled.join("\n")),
        (_, Some(way)) => format!("{name}: {way}"),
        (_, None) => name.to_owned(),
    }
}

fn steps(wording: &Wording, copy: &ClientCopy<'_>) -> Vec<HandoutPiece> {
    let steps = copy.results.guidance.iter().map(|matched| &matched.text.next_step);
    let piece = |(index, step): (usize, &String)| {
        let rank = if index == 0 { rank::FIRST_STEP } else { rank::FURTHER_STEPS };
        alike(HandoutPart::NextSteps, rank, &fill(&wording.leaflet.step, &[("step", step)]))
    };
    steps.enumerate().map(piece).collect()
}

fn words(wording: &Wording, copy: &ClientCopy<'_>) -> Vec<HandoutPiece> {
    let own = |words: &str, sentence: &str, place: &str| {
        let lines = prose::own_lines(words).into_iter().filter(|line| !line.is_empty());
        let words = lines.collect::<Vec<_>>().join("\n");
        let said = fill(sentence, &[(place, &words)]);
        let piece = HandoutPiece {
            part: Some(HandoutPart::Words),
            needed: false,
            rank: rank::WORDS,
            short: said.clone(),
            long: said,
        };
        (!words.is_empty()).then_some(piece)
    };
    let said = &wording.leaflet;
    let OwnWords { words, since, next_step } = &copy.own;
    let texts = [
        own(next_step, &said.own_step, "step"),
        own(words, &said.words, "words"),
        own(since, &said.since, "since"),
    ];
    texts.into_iter().flatten().collect()
}

fn answers(wording: &Wording, copy: &ClientCopy<'_>) -> Vec<HandoutPiece> {
    let rows = copy.groups.iter().flat_map(|group| &group.rows);
    let piece = |row| {
        let standing = prose::standing(wording, row);
        HandoutPiece {
            part: Some(HandoutPart::Answers),
            needed: false,
            rank: rank::ANSWERS,
            short: prose::one_line(&sentences::answered(&row.item.label, &standing)),
            long: prose::one_line(&sentences::answered(&row.item.text, &standing)),
        }
    };
    rows.map(piece).collect()
}

fn visit(wording: &Wording, copy: &ClientCopy<'_>) -> Vec<HandoutPiece> {
    let said = |point: &TalkingPoint<'_>| talking_point(wording, point.kind, point.text);
    let piece = |said: String| alike(HandoutPart::Visit, rank::VISIT, &said);
    copy.points.iter().map(said).map(piece).collect()
}

/// Returns a piece that has no shorter form.
fn alike(part: HandoutPart, rank: u8, said: &str) -> HandoutPiece {
    let said = prose::one_line(said);
    HandoutPiece { part: Some(part), needed: false, rank, short: said.clone(), long: said }
}
