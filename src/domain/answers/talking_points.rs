//! What a person can bring up at a visit: questions to ask, who to ask first, what not to change alone.
//!
//! All of it stands in the guidance that the answers bring. This module must not weigh anything.

use super::results::{Matched, Results};
use crate::domain::id::LinkId;
use crate::domain::language::wording::{BringWords, Wording, fill};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{Guidance, Item};
use crate::domain::questionnaire::rules::Rule;
use std::collections::BTreeSet;

/// The most questions that one is offered to ask a doctor.
pub const MOST_QUESTIONS: usize = 4;

/// What a talking point is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PointKind {
    /// Who can be asked first.
    AskFirst,
    /// What is not to be changed before somebody was asked.
    NotAlone,
    /// A question that can be asked.
    Question,
}

impl PointKind {
    /// Every kind, in the order in which they stand.
    pub const ALL: [Self; 3] = [Self::AskFirst, Self::NotAlone, Self::Question];

    /// Returns the key of a questionnaire under which its texts stand.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::AskFirst => "ask_first",
            Self::NotAlone => "not_alone",
            Self::Question => "ask",
        }
    }

    /// Returns the texts of this kind that a situation of guidance has.
    #[must_use]
    pub fn of(self, guidance: &Guidance) -> &[String] {
        match self {
            Self::AskFirst => guidance.ask_first.as_slice(),
            Self::NotAlone => guidance.not_alone.as_slice(),
            Self::Question => &guidance.ask,
        }
    }
}

/// Returns every talking point of a situation of guidance.
pub fn all_points(guidance: &Guidance) -> impl Iterator<Item = &String> {
    PointKind::ALL.into_iter().flat_map(|kind| kind.of(guidance))
}

/// Something to bring up at a visit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TalkingPoint<'q> {
    /// What it is.
    pub kind: PointKind,
    /// Its text.
    pub text: &'q str,
}

impl<'q> Results<'q> {
    /// Returns the talking points, each text once: kind by kind, in the order of the guidance.
    #[must_use]
    pub fn talking_points(&self) -> Vec<TalkingPoint<'q>> {
        let of =
            |kind: PointKind| self.texts_of(kind).into_iter().map(move |text| TalkingPoint { kind, text });
        PointKind::ALL.into_iter().flat_map(of).collect()
    }

    /// Returns the texts of a kind: no more questions than one can ask in a visit, and all of the others.
    ///
    /// Each situation gets its first text before any gets its second.
    fn texts_of(&self, kind: PointKind) -> Vec<&'q str> {
        let of = |(situation, matched): (usize, &Matched<'q, Guidance>)| {
            let texts = kind.of(matched.text).iter().map(String::as_str);
            texts.enumerate().map(move |(turn, text)| (turn, situation, text)).collect::<Vec<_>>()
        };
        let mut all: Vec<_> = self.guidance.iter().enumerate().flat_map(of).collect();
        all.sort_unstable();
        let mut seen = BTreeSet::new();
        all.retain(|(_, _, text)| seen.insert(*text));
        if kind == PointKind::Question {
            all.truncate(MOST_QUESTIONS);
        }
        all.sort_unstable_by_key(|(turn, situation, _)| (*situation, *turn));
        all.into_iter().map(|(_, _, text)| text).collect()
    }

    /// Returns the items whose answers bring guidance that is not for everybody: what the person could talk about, in the
    /// order in which they are asked.
    #[must_use]
    pub fn could_talk_about(&self, questionnaire: &'q Questionnaire) -> Vec<&'q Item> {
        let brought = self.guidance.iter().filter(|matched| matched.text.show != Rule::Always);
        let because: BTreeSet<&LinkId> = brought.flat_map(|matched| &matched.because).collect();
        questionnaire.items().filter(|item| because.contains(&item.id)).collect()
    }
}

/// Returns the heading of the talking points of a kind.
#[must_use]
pub(crate) fn point_heading(words: &BringWords, kind: PointKind) -> &String {
    match kind {
        PointKind::AskFirst => &words.ask_first_heading,
        PointKind::NotAlone => &words.not_alone_heading,
        PointKind::Question => &words.ask_heading,
    }
}

/// Returns a talking point as it is written for a visit.
#[must_use]
pub(crate) fn talking_point(wording: &Wording, kind: PointKind, text: &str) -> String {
    let words = &wording.leaflet;
    match kind {
        PointKind::AskFirst => fill(&words.ask_first, &[("who", text)]),
        PointKind::NotAlone => fill(&words.not_alone, &[("what", text)]),
        PointKind::Question => fill(&words.question, &[("question", text)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::response::ResponseStatus;

    fn situation(ask: &[&str], ask_first: Option<&str>) -> Guidance {
        let ask = ask.iter().map(|question| (*question).to_owned()).collect();
        let (id, title, text, next_step) = ("s".into(), String::new(), String::new(), String::new());
        let (ask_first, not_alone) = (ask_first.map(str::to_owned), None);
        Guidance {
            id,
            title,
            text,
            next_step,
            ask,
            ask_first,
            not_alone,
            facts: Vec::new(),
            show: Rule::Always,
        }
    }

    #[test]
    fn at_most_four_questions_are_offered_and_every_situation_has_its_turn() {
        let situations = [
            situation(&["a1", "shared", "a3"], None),
            situation(&["b1", "b2"], Some("a nurse")),
            situation(&["shared"], Some("a nurse")),
            situation(&["d1", "d2"], Some("a doctor")),
        ];
        let guidance = situations.iter().map(|text| Matched { text, because: Vec::new() }).collect();
        let status = ResponseStatus::Completed;
        let results = Results { tallies: Vec::new(), sections: Vec::new(), guidance, status };
        let texts: Vec<&str> = results.talking_points().iter().map(|point| point.text).collect();
        assert_eq!(texts, ["a nurse", "a doctor", "a1", "b1", "shared", "d1"]);
    }
}
