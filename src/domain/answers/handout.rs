//! What a visitor of a kiosk takes along in QR codes: which parts they want, and which pieces have room.
//!
//! A phone may send what it reads to a search engine, so answers and own words are in it only if the visitor chose
//! them. This module must not hold a sentence or make a symbol. `Debug` must not print an answer.

use super::qr_symbol::Code;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A kind of text that can be taken along.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum HandoutPart {
    /// Support lines of the region.
    Support,
    /// The next steps of the guidance that fits.
    NextSteps,
    /// The person's own words, and the next step they wrote.
    Words,
    /// The picked answers.
    Answers,
    /// What can be brought up at a visit: who to ask first, what not to change alone, questions.
    Visit,
}

impl HandoutPart {
    /// Every part, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Support, Self::NextSteps, Self::Words, Self::Answers, Self::Visit];

    /// Says whether the part tells what the person answered or wrote, or follows from it. Such a part is in only if they
    /// chose it.
    #[must_use]
    pub fn tells(self) -> bool {
        self != Self::Support
    }
}

/// The parts that a visitor wants.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Selection(BTreeSet<HandoutPart>);

impl Default for Selection {
    /// Selects the support lines alone, because everything else tells something of what the person wrote or answered.
    fn default() -> Self {
        Self(HandoutPart::ALL.into_iter().filter(|part| !part.tells()).collect())
    }
}

impl Selection {
    /// Says whether a part is wanted.
    #[must_use]
    pub fn wants(&self, part: HandoutPart) -> bool {
        self.0.contains(&part)
    }

    /// Puts a part in, or takes it out if it is in.
    pub fn toggle(&mut self, part: HandoutPart) {
        if !self.0.remove(&part) {
            self.0.insert(part);
        }
    }
}

/// A piece of the text. It is in whole or not at all, because half a telephone number helps nobody.
#[derive(Clone, PartialEq, Eq)]
pub struct HandoutPiece {
    /// What it belongs to; `None` for the line that says what the rest is.
    pub part: Option<HandoutPart>,
    /// Whether nothing may be added after it if it has no room itself.
    pub needed: bool,
    /// How soon it is left out when room is short: the highest rank first, and among equals the last piece first.
    pub rank: u8,
    /// The piece in its short form; empty if another piece says the same.
    pub short: String,
    /// The piece in its long form, for when everything has room.
    pub long: String,
}

impl HandoutPiece {
    fn is_line(&self) -> bool {
        self.part == Some(HandoutPart::Support)
    }
}

/// The text that has room, and what is missing from it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Fitted {
    /// The pieces that are in, a line or more each.
    pub text: String,
    /// How many bytes at its start are support lines.
    pub lines: usize,
    /// The parts of which a piece is missing, in their order.
    pub left_out: Vec<HandoutPart>,
}

/// What a visitor takes along: the text, the codes that hold it, and what is not in it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Handout {
    /// The text of all codes together, without the numbers of their parts.
    pub text: String,
    /// The codes; none if not even the first line has room.
    pub codes: Vec<Code>,
    /// The parts of which a piece is missing, in their order.
    pub left_out: Vec<HandoutPart>,
}

/// Prints only how many codes there are, because the text may hold answers.
impl fmt::Debug for Handout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handout({} codes)", self.codes.len())
    }
}

/// Joins as many pieces as have room, in their order. `has_room` says whether a whole text has room, of which so many bytes
/// at the start are support lines, and `is_whole` whether a row of a support line stays in one code.
///
/// If all long forms fit, they are taken. Otherwise the support lines are long if they fit so, and all others are short. Pieces
/// are added in the order of their ranks. Once a piece of a part does not fit, no later piece of that part is added, so that
/// what is missing is always the end of a part. Once a needed piece does not fit, nothing else is added.
#[must_use]
pub fn fit(
    pieces: &[HandoutPiece],
    has_room: impl Fn(&str, usize) -> bool,
    is_whole: impl Fn(&str) -> bool,
) -> Fitted {
    let everything = join(pieces.iter().map(|piece| &*piece.long));
    let lines = || pieces.iter().filter(|piece| piece.is_line()).map(|piece| &*piece.long);
    let is_whole = |form: &str| form.lines().all(&is_whole);
    let are_whole = lines().all(is_whole);
    let of_lines = join(lines()).len();
    if are_whole && has_room(&everything, of_lines) {
        return Fitted { text: everything, lines: of_lines, left_out: Vec::new() };
    }
    let long_lines = are_whole && has_room(&join(lines()), of_lines);
    let form = |piece: &HandoutPiece| match piece.is_line() && long_lines {
        true => piece.long.clone(),
        false => piece.short.clone(),
    };
    fill_up(pieces, form, has_room, is_whole)
}

/// Adds the pieces in the order of their ranks, each in the given form, as [`fit`] says.
fn fill_up(
    pieces: &[HandoutPiece],
    form: impl Fn(&HandoutPiece) -> String,
    has_room: impl Fn(&str, usize) -> bool,
    is_whole: impl Fn(&str) -> bool,
) -> Fitted {
    let mut order: Vec<(usize, &HandoutPiece)> = pieces.iter().enumerate().collect();
    // The sort is stable: pieces of one rank keep their order.
    order.sort_by_key(|(_, piece)| piece.rank);
    let (mut text, mut inside, mut full) = (String::new(), BTreeMap::new(), BTreeSet::new());
    let (mut lines_end, mut left_out, mut is_closed) = (0, BTreeSet::new(), false);
    for (index, piece) in order {
        let added = form(piece);
        let may_stay = !piece.is_line() || is_whole(&added);
        let is_open = !full.contains(&piece.part) && (piece.is_line() || !is_closed);
        inside.insert(index, added);
        let joined = join(inside.values().map(String::as_str));
        let end = if piece.is_line() { joined.len() } else { lines_end };
        if may_stay && is_open && has_room(&joined, end) {
            (text, lines_end) = (joined, end);
            continue;
        }
        inside.remove(&index);
        left_out.insert(piece.part);
        is_closed = is_closed || piece.needed;
        // A line that is too long for one code does not keep the next lines out.
        if may_stay {
            full.insert(piece.part);
        }
    }
    Fitted { text, lines: lines_end, left_out: left_out.into_iter().flatten().collect() }
}

fn join<'p>(forms: impl Iterator<Item = &'p str>) -> String {
    forms.filter(|form| !form.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(part: Option<HandoutPart>, rank: u8, short: &str, long: &str) -> HandoutPiece {
        HandoutPiece { part, needed: rank == 1, rank, short: short.into(), long: long.into() }
    }

    fn pieces() -> [HandoutPiece; 5] {
        [
            piece(Some(HandoutPart::Support), 1, "112", "112 always"),
            piece(Some(HandoutPart::Support), 2, "116", "116 always"),
            piece(Some(HandoutPart::Support), 1, "117", "117 always"),
            piece(None, 3, "what", "what it is"),
            piece(Some(HandoutPart::NextSteps), 4, "walk", "walk slowly"),
        ]
    }

    fn fitted(room: usize) -> (String, Vec<HandoutPart>) {
        let Fitted { text, left_out, .. } = fit(&pieces(), |text, _| text.len() <= room, |_| true);
        (text, left_out)
    }

    #[test]
    fn nothing_that_tells_or_follows_from_an_answer_is_in_unless_it_is_chosen() {
        let mut selection = Selection::default();
        let wanted: Vec<HandoutPart> =
            HandoutPart::ALL.into_iter().filter(|part| selection.wants(*part)).collect();
        assert_eq!(wanted, [HandoutPart::Support]);
        selection.toggle(HandoutPart::Words);
        selection.toggle(HandoutPart::Support);
        assert!(selection.wants(HandoutPart::Words) && !selection.wants(HandoutPart::Support));
    }

    #[test]
    fn support_lines_come_first_and_whole_and_every_kind_before_anything_else() {
        let (lines, steps) = (HandoutPart::Support, HandoutPart::NextSteps);
        assert_eq!(fitted(99).0, "112 always\n116 always\n117 always\nwhat it is\nwalk slowly");
        assert_eq!(fitted(45).0, "112 always\n116 always\n117 always\nwhat\nwalk", "long lines, short rest");
        assert_eq!(fitted(32), ("112 always\n116 always\n117 always".into(), vec![steps]));
        assert_eq!(fitted(21), ("112\n116\n117\nwhat\nwalk".into(), vec![]), "short before any is left out");
        assert_eq!(fitted(9), ("112\n117".into(), vec![lines, steps]), "the first line of each kind");
        assert_eq!(fitted(5), ("112".into(), vec![lines, steps]), "without each kind nothing else is in");
        assert_eq!(fitted(2), (String::new(), vec![lines, steps]));
    }

    #[test]
    fn a_line_that_would_be_cut_is_short_or_left_out() {
        let Fitted { text, .. } = fit(&pieces(), |_, _| true, |line| line.len() < 10);
        assert_eq!(text, "112\n116\n117\nwhat\nwalk");
        let Fitted { text, left_out, .. } = fit(&pieces(), |_, _| true, |line| !line.contains("112"));
        assert_eq!((&*text, left_out), ("116\n117", vec![HandoutPart::Support, HandoutPart::NextSteps]));
        let Fitted { text, left_out, .. } = fit(&pieces(), |_, _| true, |line| line.len() < 3);
        assert_eq!((&*text, left_out), ("", vec![HandoutPart::Support, HandoutPart::NextSteps]));
    }
}
