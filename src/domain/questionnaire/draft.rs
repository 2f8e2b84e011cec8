//! The parts of a questionnaire as its file has them, not yet checked against one another.
//!
//! A reader fills these types from a file. An id in them may point at nothing, and a rule may be nonsense;
//! [`Questionnaire::new`](super::definition::Questionnaire::new) finds out. This module must not check anything.

use super::front_matter::{AvoidedPhrases, SpokenWords, TextSource};
use super::rules::Rule;
use crate::domain::id::{
    FactId, GroupId, GuidanceId, LinkId, OptionCode, OptionSetId, SectionId, SupportId, TermId,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The word that stands for "prefer not to say" in files; no option may have it as its id.
pub const DECLINED: &str = "declined";

/// Everything that a questionnaire file says, in the order it says it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Draft {
    /// Identifier of the questionnaire, stable across versions.
    pub id: String,
    /// Version of the texts and rules.
    pub version: String,
    /// Language of the texts, a BCP 47 tag.
    pub language: String,
    /// What the checklist is called, if the file gives it a name.
    pub title: Option<String>,
    /// What it is about, in a sentence or two.
    pub description: Option<String>,
    /// What its texts are drawn from.
    pub source: TextSource,
    /// How its support lines were checked, in a sentence or two.
    pub support_note: Option<String>,
    /// Who checked its support lines.
    pub support_checked_by: Vec<String>,
    /// The day on which its texts or rules were last changed (FHIR: `date`).
    pub date: Option<Date>,
    /// Who publishes it (FHIR: `publisher`).
    pub publisher: Option<String>,
    /// What may be done with its texts (FHIR: `copyright`).
    pub copyright: Option<String>,
    /// What a counselor says at the beginning and at the end of a walkthrough.
    pub walkthrough: SpokenWords,
    /// Clinicians who read this very version; if there are none, the first screen says so.
    pub reviewed_by: Vec<String>,
    /// The sets of options that items choose from.
    pub option_sets: Vec<OptionSet>,
    /// The groups, in the order they are asked.
    pub groups: Vec<Group>,
    /// The items, in any order; the groups say when each is asked.
    pub items: Vec<Item>,
    /// Explanatory sections, in the order they are shown.
    pub sections: Vec<Section>,
    /// Situations of guidance, most pressing first.
    pub guidance: Vec<Guidance>,
    /// Lines and services that help, by region.
    pub support: Vec<SupportLine>,
    /// The glossary.
    pub terms: Vec<Term>,
    /// The facts of the source, which texts cite.
    pub facts: Vec<Fact>,
    /// Warnings of `check` that the author has a reason to ignore.
    pub waivers: Vec<Waiver>,
    /// Phrases that no text may use; only `check` looks for them.
    pub avoided: Vec<AvoidedPhrases>,
}

/// A set of options that items share.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OptionSet {
    /// Name of the set.
    pub id: OptionSetId,
    /// Whether the options stand in an order, weakest first.
    pub ordered: bool,
    /// The options. "Prefer not to say" is not among them, because the program adds it to every item.
    pub options: Vec<AnswerOption>,
}

/// One option of a set (FHIR: `answerOption`).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AnswerOption {
    /// Name of the option within its set.
    pub id: OptionCode,
    /// What the person reads.
    pub text: String,
}

/// Items that belong together.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Group {
    /// Name of the group.
    pub id: GroupId,
    /// Heading.
    pub title: String,
    /// Whether its answers are tallied; background questions are not.
    pub tallied: bool,
    /// Its items, in the order they are asked.
    pub items: Vec<LinkId>,
    /// Content note, shown before the first sensitive item of the group.
    pub note: Option<String>,
}

/// One question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Item {
    /// Name of the item.
    pub id: LinkId,
    /// Short name for lists, at most 28 columns wide.
    pub label: String,
    /// The statement or question, in the first person.
    pub text: String,
    /// One line of help under it.
    pub help: Option<String>,
    /// A warning that stands under it in every window, where help is left out in low ones.
    pub caution: Option<String>,
    /// The option set it is answered from.
    pub options: OptionSetId,
    /// Facts it stands on.
    pub facts: Vec<FactId>,
    /// Whether it is about hard experiences. Such an item is announced, can be skipped, and is in a copy only if the person
    /// picks it.
    pub sensitive: bool,
    /// How a counselor may put it.
    pub prompt: Option<String>,
    /// What a counselor may listen for.
    pub listen_for: Option<String>,
    /// Neutral questions to go on with.
    pub follow_ups: Vec<String>,
    /// The section that stands beside the item, one key away, so that nobody misreads the item.
    pub guard: Option<SectionId>,
}

/// One explanatory section.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Section {
    /// Name of the section.
    pub id: SectionId,
    /// Heading.
    pub title: String,
    /// Paragraphs, lists (`- `) and `*emphasis*`.
    pub text: String,
    /// Facts it stands on.
    pub facts: Vec<FactId>,
    /// For which answers it is among the results; without a rule it is only under "more to read".
    pub show: Option<Rule>,
    /// Whether it names a condition; such a section must not depend on answers.
    pub names_condition: bool,
}

/// One situation of guidance.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Guidance {
    /// Name of the situation.
    pub id: GuidanceId,
    /// The situation, as a title to choose by: "If this worries you".
    pub title: String,
    /// Paragraphs, lists and `*emphasis*`.
    pub text: String,
    /// One step small enough for today.
    pub next_step: String,
    /// Questions one could ask a doctor.
    pub ask: Vec<String>,
    /// Who can be asked first, as the person would say it within a sentence.
    pub ask_first: Option<String>,
    /// What is not to be changed before somebody was asked, as the person would say it within a sentence.
    pub not_alone: Option<String>,
    /// Facts it stands on.
    pub facts: Vec<FactId>,
    /// For which answers it is shown.
    pub show: Rule,
}

/// One line or service that helps.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SupportLine {
    /// Name of the line. A translation finds the line by it, so a line without one is not translated.
    pub id: Option<SupportId>,
    /// ISO 3166 code of a country or of a part of one, `EU`, or `001` (UN M.49) for anywhere else.
    pub region: String,
    /// Further regions in which it is shown.
    pub also: Vec<String>,
    /// What it is for.
    pub kind: SupportKind,
    /// What it is called.
    pub name: String,
    /// Who may turn to it; `None` if everybody may.
    pub for_whom: Option<String>,
    /// Ways to reach it.
    pub ways: Vec<String>,
    /// When it answers.
    pub hours: String,
    /// The day on which it was checked.
    pub checked: Date,
    /// Where it was checked, and how sure we are.
    pub checked_at: String,
}

impl SupportLine {
    /// Says whether the line is shown in a region.
    #[must_use]
    pub fn is_shown_in(&self, region: &str) -> bool {
        self.regions().any(|shown| shown == region)
    }

    /// Returns the regions in which the line is shown.
    pub fn regions(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.region).chain(&self.also).map(String::as_str)
    }
}

/// What a support line is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SupportKind {
    /// Somebody to talk to now.
    Crisis,
    /// Abuse and violence.
    Abuse,
    /// Children and young people.
    Young,
    /// Alcohol and drugs.
    Substances,
    /// Danger to life.
    Emergency,
    /// The site's own.
    Local,
}

impl SupportKind {
    /// Every kind, with its word in the file.
    pub const ALL: [(&'static str, Self); 6] = [
        ("crisis", Self::Crisis),
        ("abuse", Self::Abuse),
        ("young", Self::Young),
        ("substances", Self::Substances),
        ("emergency", Self::Emergency),
        ("local", Self::Local),
    ];

    /// Returns the kind's word in the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}

/// A day of the calendar, printed as `2026-11-23`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Date {
    /// Year of the common era.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl Date {
    /// Reads a day as it is printed; `None` for any other form, and for days that do not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let date = Self { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
        let divides = |years: u16| date.year.is_multiple_of(years);
        let is_leap = divides(4) && (!divides(100) || divides(400));
        let last = match date.month {
            4 | 6 | 9 | 11 => 30,
            2 if is_leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => 0,
        };
        let is_there = date.year > 0 && (1..=last).contains(&date.day);
        // Numbers can be written in other ways too.
        (is_there && date.to_string() == text).then_some(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// One entry of the glossary.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Term {
    /// Name of the entry.
    pub id: TermId,
    /// The word.
    pub term: String,
    /// What it means here.
    pub meaning: String,
}

/// One fact of the source, in our words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fact {
    /// Number of the fact.
    pub id: FactId,
    /// What it says.
    pub gist: String,
    /// How clear it is in the source.
    pub status: FactStatus,
    /// What is not clear there, described and never quoted.
    pub note: Option<String>,
    /// Why no text cites it, if none does.
    pub waived: Option<String>,
    /// Whether it is only for reading; a text that cites it must not depend on answers.
    pub reading_only: bool,
}

/// Something that `check` finds, left as it is for a reason.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Waiver {
    /// The name of what is found.
    pub lint: String,
    /// Where: a table and an id, as in `items.sleep`.
    pub at: String,
    /// Why it is left so.
    pub reason: String,
}

/// How clear a fact is in the source.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum FactStatus {
    /// Usable as it stands.
    Clear,
    /// Not clear there, and read in the way its note tells.
    Mended,
    /// Missing.
    Lost,
}

impl FactStatus {
    /// Every status, with its word in the file.
    pub const ALL: [(&'static str, Self); 3] =
        [("clear", Self::Clear), ("mended", Self::Mended), ("lost", Self::Lost)];

    /// Returns the status's word in the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, status)| *status == self).map_or("", |(word, _)| word)
    }
}
