//! What a visitor of a kiosk takes along in QR codes: which parts they want, and which pieces have room.
//!
//! A phone may send what it reads to a search engine, so answers and own words are in it only if the visitor chose
//! them. This module must not hold a sentence or make a symbol. `Debug` must not print an answer.

use super::qr_symbol::Code;
use std::collections::BTreeSet;
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
    /// Questions one could ask a doctor.
    Questions,
}

impl HandoutPart {
    /// Every part, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Support, Self::NextSteps, Self::Words, Self::Answers, Self::Questions];

    /// Says whether the part tells what the person answered or wrote. Such a part is in only if they chose it.
    #[must_use]
    pub fn tells(self) -> bool {
        !matches!(self, Self::Support | Self::NextSteps)
    }
}

/// The parts that a visitor wants.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Selection(BTreeSet<HandoutPart>);

impl Default for Selection {
    /// Selects the parts that tell nothing about what the person wrote or answered.
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
    /// What it belongs to; `None` for the line that says what the whole is.
    pub part: Option<HandoutPart>,
    /// How soon it is left out when room is short: the highest rank first, and among equals the last piece first.
    pub rank: u8,
    /// The piece in its short form; empty if another piece says the same.
    pub short: String,
    /// The piece in its long form, for when everything has room.
    pub long: String,
}

/// The text that has room, and what is missing from it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Fitted {
    /// The pieces that are in, a line or more each.
    pub text: String,
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

/// Joins as many pieces as have room. `fits` says whether a whole text has room.
///
/// If all long forms fit, they are taken. Otherwise all pieces are short, and they are added in the order of their ranks. Once
/// a piece of a part does not fit, no later piece of that part is added, so that what is missing is always the end of
/// a part. Without the first line nothing is added.
#[must_use]
pub fn fit(pieces: &[HandoutPiece], fits: impl Fn(&str) -> bool) -> Fitted {
    let everything = join(pieces.iter().map(|piece| &*piece.long));
    if fits(&everything) {
        return Fitted { text: everything, left_out: Vec::new() };
    }
    let mut order: Vec<(usize, &HandoutPiece)> = pieces.iter().enumerate().collect();
    // The sort is stable: pieces of one rank keep their order.
    order.sort_by_key(|(_, piece)| piece.rank);
    let (mut text, mut inside, mut full) = (String::new(), BTreeSet::new(), BTreeSet::new());
    for (index, piece) in order {
        let closed = full.contains(&piece.part) || full.contains(&None);
        inside.insert(index);
        let found = arrangements(pieces, &inside).find(|text| !closed && fits(text));
        if let Some(found) = found {
            text = found;
        } else {
            inside.remove(&index);
            full.insert(piece.part);
        }
    }
    Fitted { text, left_out: full.into_iter().flatten().collect() }
}

/// Returns ways to arrange the pieces, the best first: all support lines first, then ever fewer before the rest.
///
/// A support line is never divided between two codes, so a code may end with unused room. Other pieces can be divided, and
/// fill that room if they come between two support lines.
fn arrangements(pieces: &[HandoutPiece], inside: &BTreeSet<usize>) -> impl Iterator<Item = String> {
    let taken =
        || pieces.iter().enumerate().filter(|(index, _)| inside.contains(index)).map(|(_, piece)| piece);
    let of =
        |support: bool| taken().filter(move |piece| (piece.part == Some(HandoutPart::Support)) == support);
    let forms =
        |pieces: Vec<&HandoutPiece>| pieces.into_iter().map(|piece| piece.short.clone()).collect::<Vec<_>>();
    let (first, rest): (Vec<&HandoutPiece>, Vec<&HandoutPiece>) =
        of(false).partition(|piece| piece.part.is_none());
    let (first, rest, lines) = (forms(first), forms(rest), forms(of(true).collect()));
    (0..=lines.len()).rev().map(move |at| {
        let (before, after) = lines.split_at_checked(at).unwrap_or_default();
        join(first.iter().chain(before).chain(&rest).chain(after).map(String::as_str))
    })
}

fn join<'p>(forms: impl Iterator<Item = &'p str>) -> String {
    forms.filter(|form| !form.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(part: Option<HandoutPart>, rank: u8, short: &str, long: &str) -> HandoutPiece {
        HandoutPiece { part, rank, short: short.into(), long: long.into() }
    }

    fn pieces() -> [HandoutPiece; 4] {
        [
            piece(None, 0, "what", "what it is"),
            piece(Some(HandoutPart::Support), 1, "112", "112 always"),
            piece(Some(HandoutPart::Support), 3, "116", "116 always"),
            piece(Some(HandoutPart::NextSteps), 2, "walk", "walk"),
        ]
    }

    fn fitted(room: usize) -> (String, Vec<HandoutPart>) {
        let Fitted { text, left_out } = fit(&pieces(), |text| text.len() <= room);
        (text, left_out)
    }

    #[test]
    fn answers_and_own_words_are_in_only_if_they_are_chosen() {
        let mut selection = Selection::default();
        let wanted: Vec<HandoutPart> =
            HandoutPart::ALL.into_iter().filter(|part| selection.wants(*part)).collect();
        assert_eq!(wanted, [HandoutPart::Support, HandoutPart::NextSteps]);
        selection.toggle(HandoutPart::Words);
        selection.toggle(HandoutPart::Support);
        assert!(selection.wants(HandoutPart::Words) && !selection.wants(HandoutPart::Support));
    }

    #[test]
    fn whole_pieces_are_left_out_and_those_of_a_high_rank_first() {
        assert_eq!(fitted(99), ("what it is\n112 always\n116 always\nwalk".into(), vec![]));
        assert_eq!(fitted(30), ("what\n112\n116\nwalk".into(), vec![]), "short before anything is left out");
        assert_eq!(fitted(16), ("what\n112\nwalk".into(), vec![HandoutPart::Support]));
        assert_eq!(fitted(12), ("what\n112\n116".into(), vec![HandoutPart::NextSteps]), "other parts go on");
        assert_eq!(fitted(10), ("what\n112".into(), vec![HandoutPart::Support, HandoutPart::NextSteps]));
        assert_eq!(fitted(7), ("what".into(), vec![HandoutPart::Support, HandoutPart::NextSteps]));
        assert_eq!(fitted(3), (String::new(), vec![HandoutPart::Support, HandoutPart::NextSteps]));
    }
}
