//! Writes the handout for a visitor's phone: short pieces in QR codes, the most important first.
//!
//! It must not say anything that was not selected, or that is not in the copy. The module `qr_codes` computes how much
//! has room; a piece without room is left out as a whole, because half a sentence could mean something else.

use super::prose;
use super::qr_codes;
use crate::domain::answers::copy::ClientCopy;
use crate::domain::answers::handout::{Fitted, Handout, HandoutPart, HandoutPiece, Selection, fit};
use crate::domain::answers::sentences;
use crate::domain::language::wording::{Wording, fill};
use crate::domain::questionnaire::draft::{SupportKind, SupportLine};
use std::collections::BTreeSet;

/// How early a piece is left out when room is short; the highest rank goes first. What this is, whom to reach now and
/// one next step stay longest, then what the person chose; whatever there is more of goes first.
mod rank {
    pub(super) const WHAT: u8 = 0;
    pub(super) const REACHED_NOW: u8 = 1;
    pub(super) const FIRST_STEP: u8 = 2;
    pub(super) const OF_EACH_KIND: u8 = 3;
    pub(super) const WORDS: u8 = 4;
    pub(super) const ANSWERS: u8 = 5;
    pub(super) const FURTHER_LINES: u8 = 6;
    pub(super) const FURTHER_STEPS: u8 = 7;
    pub(super) const QUESTIONS: u8 = 8;
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

/// Puts pieces into at most `most_parts` codes of at most `most_modules` a side, the quiet zone counted.
#[must_use]
pub fn handout(pieces: &[HandoutPiece], most_modules: u16, most_parts: usize) -> Handout {
    let Fitted { text, left_out } = fit(pieces, |text| qr_codes::fits(text, most_modules, most_parts));
    let codes = qr_codes::codes(&text, most_modules, most_parts).codes;
    Handout { text, codes, left_out }
}

/// Returns the pieces in the order in which they stand.
#[must_use]
pub fn pieces(wording: &Wording, copy: &ClientCopy<'_>, selection: &Selection) -> Vec<HandoutPiece> {
    let what = HandoutPiece {
        part: None,
        rank: rank::WHAT,
        short: prose::one_line(&wording.leaflet.what),
        long: prose::one_line(&wording.copy.disclaimer),
    };
    let of = |part| match part {
        HandoutPart::Support => support(wording, copy),
        HandoutPart::NextSteps => steps(wording, copy),
        HandoutPart::Words => words(wording, copy),
        HandoutPart::Answers => answers(wording, copy),
        HandoutPart::Questions => questions(wording, copy),
    };
    let wanted = HandoutPart::ALL.into_iter().filter(|part| selection.wants(*part));
    std::iter::once(what).chain(wanted.flat_map(of)).collect()
}

fn support(wording: &Wording, copy: &ClientCopy<'_>) -> Vec<HandoutPiece> {
    let (mut kinds, mut said) = (BTreeSet::new(), BTreeSet::new());
    let piece = |line: &SupportLine| {
        let first_way = line.ways.first().map(String::as_str).unwrap_or_default();
        let name = sentences::support_name(&wording.support, line);
        let short = prose::one_line(&format!("{name}: {first_way}"));
        let entries: Vec<&str> = line.ways.iter().chain([&line.hours]).map(String::as_str).collect();
        let kind = sentences::support_kind(&wording.support, line.kind);
        HandoutPiece {
            part: Some(HandoutPart::Support),
            rank: rank_of(line.kind, kinds.insert(line.kind.as_str())),
            // The same line may be listed under two kinds.
            short: if said.insert(short.clone()) { short } else { String::new() },
            long: prose::one_line(&format!("{kind}: {name}: {}", entries.join("; "))),
        }
    };
    copy.support.lines().map(piece).collect()
}

/// Returns how early a support line is left out. Lines that help now stay longest, and a second line of a kind goes
/// before the first of another.
fn rank_of(kind: SupportKind, first: bool) -> u8 {
    match kind {
        _ if !first => rank::FURTHER_LINES,
        SupportKind::Emergency | SupportKind::Crisis | SupportKind::Local => rank::REACHED_NOW,
        SupportKind::Abuse | SupportKind::Young | SupportKind::Substances => rank::OF_EACH_KIND,
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
            rank: rank::WORDS,
            short: said.clone(),
            long: said,
        };
        (!words.is_empty()).then_some(piece)
    };
    let said = &wording.leaflet;
    let (step, words) = (&copy.next_step, &copy.words);
    [own(step, &said.own_step, "step"), own(words, &said.words, "words")].into_iter().flatten().collect()
}

fn answers(wording: &Wording, copy: &ClientCopy<'_>) -> Vec<HandoutPiece> {
    let rows = copy.groups.iter().flat_map(|group| &group.rows);
    let piece = |row| {
        let standing = prose::standing(wording, row);
        HandoutPiece {
            part: Some(HandoutPart::Answers),
            rank: rank::ANSWERS,
            short: prose::one_line(&sentences::answered(&row.item.label, &standing)),
            long: prose::one_line(&sentences::answered(&row.item.text, &standing)),
        }
    };
    rows.map(piece).collect()
}

fn questions(wording: &Wording, copy: &ClientCopy<'_>) -> Vec<HandoutPiece> {
    let said = |question: &&str| fill(&wording.leaflet.question, &[("question", question)]);
    let piece = |said: String| alike(HandoutPart::Questions, rank::QUESTIONS, &said);
    copy.questions.iter().map(said).map(piece).collect()
}

/// Returns a piece that has no shorter form.
fn alike(part: HandoutPart, rank: u8, said: &str) -> HandoutPiece {
    let said = prose::one_line(said);
    HandoutPiece { part: Some(part), rank, short: said.clone(), long: said }
}
