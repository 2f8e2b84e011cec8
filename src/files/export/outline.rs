//! The content of a copy or a report in order: headings, paragraphs, entries. Each format implements [`OutlineWriter`].
//!
//! All formats write this one outline, so that none says more or less than another. This module must not format or
//! escape; the format does both.

use super::prose;
use crate::domain::answers::copy::{ClientCopy, CopyGroup, CopyPart, CopyRow, Standing};
use crate::domain::answers::own_words::OwnText;
use crate::domain::answers::results::Matched;
use crate::domain::answers::sentences;
use crate::domain::answers::talking_points::talking_point;
use crate::domain::answers::then_and_now::DiffersIn;
use crate::domain::id::{LinkId, SectionId};
use crate::domain::language::wording::{Wording, fill};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{Guidance, Section};
use crate::domain::questionnaire::markup::{self, Block};
use crate::domain::questionnaire::support_page::SupportPage;
use std::collections::BTreeSet;

/// The level of a heading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HeadingLevel {
    /// The whole.
    Title,
    /// One of its parts.
    Part,
    /// A text or a group within a part.
    Piece,
    /// A part of a page that has little room: what follows stands right under it.
    Short,
    /// A question of a form, above the answers to choose from.
    Question,
}

/// What belongs together, so that paper should not part it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Together {
    /// A piece of the page like any other.
    Piece,
    /// A note beside what is around it.
    Note,
}

/// A format in which the outline is written. It has to escape every text that it gets.
pub(super) trait OutlineWriter {
    /// Writes a heading.
    fn heading(&mut self, level: HeadingLevel, text: &str);
    /// Writes a few words that stand over what follows.
    fn label(&mut self, text: &str);
    /// Writes a paragraph in which nothing is markup.
    fn paragraph(&mut self, text: &str);
    /// Writes an entry of a list in which nothing is markup.
    fn entry(&mut self, text: &str);
    /// Writes a block of the content, whose `*emphasis*` is meant.
    fn content(&mut self, block: &Block);
    /// Writes a person's own words, their lines kept.
    fn own_words(&mut self, words: &str);
    /// Writes answers to choose from, each with a box to tick.
    fn choices(&mut self, texts: &[&str]);
    /// Leaves so many lines to write on.
    fn lines(&mut self, count: usize);
    /// Writes a rule between the copy and what it was made from.
    fn rule(&mut self);
    /// Begins what belongs together; it can be in no other of its kind.
    fn open(&mut self, what: Together);
    /// Ends what belongs together.
    fn close(&mut self);
}

/// Writes a copy on a page.
pub(super) fn write(
    questionnaire: &Questionnaire,
    wording: &Wording,
    copy: &ClientCopy<'_>,
    page: &mut dyn OutlineWriter,
) {
    let is_long = copy.has(CopyPart::Texts);
    let part = if is_long { HeadingLevel::Part } else { HeadingLevel::Short };
    let mut outline = Outline { questionnaire, wording, copy, page, part, said: BTreeSet::new() };
    outline.head();
    outline.own(OwnText::Words);
    outline.own(OwnText::Since);
    outline.visit();
    outline.own(OwnText::NextStep);
    if copy.has(CopyPart::Answers) {
        outline.answers();
    }
    if is_long {
        outline.guidance();
        outline.sections();
    }
    outline.then_and_now();
    if copy.has(CopyPart::Support) {
        outline.support();
    }
    // In a person's copy the titles could look like something about them.
    if copy.whole && copy.has(CopyPart::More) {
        outline.more();
    }
    outline.origin();
}

struct Outline<'a> {
    questionnaire: &'a Questionnaire,
    wording: &'a Wording,
    copy: &'a ClientCopy<'a>,
    page: &'a mut dyn OutlineWriter,
    /// The level of its parts.
    part: HeadingLevel,
    /// Every paragraph of a text that was written, so that what several texts share is written once.
    said: BTreeSet<String>,
}

impl Outline<'_> {
    /// Writes the title, the day, and what this is and is not.
    fn head(&mut self) {
        let words = &self.wording.copy;
        self.page.heading(HeadingLevel::Title, &words.title);
        let day = self.copy.day.map(|day| fill(&words.day, &[("date", &self.wording.about.day(day))]));
        let head: Vec<&str> = day.as_deref().into_iter().chain([&*words.disclaimer]).collect();
        self.page.paragraph(&head.join(" "));
    }

    fn answers(&mut self) {
        let copy = self.copy;
        if copy.groups.is_empty() {
            return;
        }
        self.page.heading(self.part, &self.wording.copy.answers);
        for group in &copy.groups {
            self.group(group);
        }
        if copy.whole {
            self.page.paragraph(&self.wording.results.count_limits);
        }
        let words = &self.wording.copy;
        for (standing, note) in [
            (Standing::Declined, &words.declined_note),
            (Standing::PartSkipped, &words.part_skipped_note),
            (Standing::NotAsked, &words.not_asked_note),
        ] {
            if prose::stands_so(copy, standing) {
                self.page.paragraph(note);
            }
        }
    }

    fn group(&mut self, group: &CopyGroup<'_>) {
        if self.part != HeadingLevel::Short {
            self.page.heading(HeadingLevel::Piece, &group.group.title);
        }
        let tally = self.copy.results.tallies.iter().find(|tally| tally.group.id == group.group.id);
        // Counts over a choice of answers would say that the others were skipped.
        let tally = tally.filter(|_| self.copy.whole);
        if let Some(tally) = tally {
            let counted = &self.wording.copy.counted;
            self.page.paragraph(&sentences::counts(self.wording, self.questionnaire, tally, counted));
        }
        // Each row has its own answer: under a heading "No", a page break would turn a row into a confession.
        let is_one =
            |row: &CopyRow<'_>, next: &CopyRow<'_>| row.is_without_answer() && row.standing == next.standing;
        for rows in group.rows.chunk_by(is_one) {
            self.page.entry(&prose::answered(self.wording, rows));
        }
    }

    /// Writes a text of the person, if they wrote it.
    fn own(&mut self, text: OwnText) {
        let written = self.copy.own.get(text);
        if !written.is_empty() {
            self.page.heading(self.part, self.wording.copy.own().get(text));
            self.page.own_words(written);
        }
    }

    /// Writes what can be brought up at a visit. Who wrote nothing has the short names of what they could talk about.
    fn visit(&mut self) {
        let (copy, words) = (self.copy, &self.wording.copy);
        let items = copy.results.could_talk_about(self.questionnaire);
        let has_words = !copy.own.words.is_empty() || items.is_empty();
        if copy.points.is_empty() && has_words {
            return;
        }
        self.page.heading(self.part, &words.visit);
        if !has_words {
            let names = prose::names(items.into_iter());
            self.page.entry(&fill(&words.could_talk_about, &[("items", &names)]));
        }
        for point in &copy.points {
            self.page.entry(&talking_point(self.wording, point.kind, point.text));
        }
    }

    fn guidance(&mut self) {
        let copy = self.copy;
        self.page.heading(HeadingLevel::Part, &self.wording.copy.guidance);
        for Matched { text: Guidance { title, text, next_step, .. }, because } in &copy.results.guidance {
            self.brought(title, because, text);
            self.page.paragraph(&format!("{}: {next_step}", self.wording.results.next_step));
        }
    }

    fn sections(&mut self) {
        let copy = self.copy;
        if copy.results.sections.is_empty() {
            return;
        }
        self.page.heading(HeadingLevel::Part, &self.wording.copy.sections);
        for Matched { text: Section { title, text, .. }, because } in &copy.results.sections {
            self.brought(title, because, text);
        }
    }

    /// Writes a text that answers brought: its title, why it is here, and what it says.
    fn brought(&mut self, title: &str, because: &[LinkId], text: &str) {
        let why = sentences::why(self.wording, self.questionnaire, &self.copy.response, because);
        self.page.heading(HeadingLevel::Piece, title);
        self.page.paragraph(&why);
        for block in markup::blocks(text) {
            if let Block::Paragraph(words) = &block
                && !self.said.insert(words.clone())
            {
                continue;
            }
            self.page.content(&block);
        }
    }

    /// Writes what was answered then and what is answered now, each in its words.
    fn then_and_now(&mut self) {
        let Some(found) = &self.copy.then_and_now else { return };
        let (words, record) = (&self.wording.copy, &self.wording.record);
        let own = words.own();
        let day = |date| self.wording.about.day(date);
        let days = [("then", &*day(found.then)), ("now", &*day(found.now))];
        self.page.heading(self.part, &words.then_and_now);
        self.page.paragraph(&fill(&words.then_and_now_days, &days));
        if found.different.is_empty() {
            self.page.paragraph(&words.nothing_differs);
        }
        for difference in &found.different {
            let heading = match difference.of {
                DiffersIn::Answer(_) => &*difference.heading,
                DiffersIn::Own(text) => *own.get(text),
            };
            self.page.label(heading);
            for (label, said) in [(&record.then, &difference.then), (&record.now, &difference.now)] {
                self.page.entry(&format!("{label}: {said}"));
            }
        }
    }

    fn support(&mut self) {
        let copy = self.copy;
        self.page.heading(self.part, &self.wording.copy.support);
        if self.part == HeadingLevel::Short {
            return self.short_support();
        }
        support_lines(self.wording, &copy.support, &copy.region, self.page);
    }

    /// Writes each support line as one entry; without lines, who can be asked instead.
    fn short_support(&mut self) {
        let (words, page) = (&self.wording.support, &self.copy.support);
        let checked = sentences::support_checked(self.wording, page);
        let watched = sentences::support_watched(words, page).unwrap_or_default();
        let none = if page.is_empty() { &*words.none } else { "" };
        let said = [&*self.wording.copy.safety, none, watched, &*checked];
        let said: Vec<&str> = said.into_iter().filter(|sentence| !sentence.is_empty()).collect();
        self.page.paragraph(&said.join(" "));
        let mut before = None;
        for group in self.copy.support.groups() {
            let is_headed = before.as_ref() == Some(&group.kinds);
            self.page.entry(&prose::support_in_one(&self.wording.support, &group, is_headed));
            before = Some(group.kinds);
        }
    }

    /// Writes the titles of the texts that are not in a report.
    fn more(&mut self) {
        let (words, parts) = (&self.wording.copy, self.questionnaire.parts());
        let shown = |id: &SectionId| self.copy.results.sections.iter().any(|on| on.text.id == *id);
        let others =
            parts.sections.iter().filter(|section| !shown(&section.id)).map(|section| &section.title);
        let glossary = (!parts.terms.is_empty()).then_some(&self.wording.more.glossary);
        let others: Vec<&String> = others.chain(glossary).collect();
        if others.is_empty() {
            return;
        }
        self.page.heading(self.part, &self.wording.more.heading);
        self.page.paragraph(&words.more);
        for title in others {
            self.page.entry(title);
        }
    }

    fn origin(&mut self) {
        let (made_from, review) = prose::origin(self.questionnaire, self.wording);
        let is_long = self.part != HeadingLevel::Short;
        let source = sentences::drawn_from(self.wording, &self.questionnaire.parts().source);
        let source = source.filter(|_| is_long);
        let more = &self.wording.copy.more_short;
        if is_long {
            self.page.rule();
        }
        let has_more = !self.copy.whole && self.copy.has(CopyPart::More);
        let said = [Some(&*made_from), source.as_deref(), Some(&*review), has_more.then_some(&**more)];
        let said: Vec<&str> = said.into_iter().flatten().collect();
        self.page.paragraph(&said.join(" "));
    }
}

/// Writes what is said about safety and the support lines of a region: how they were checked, and each with the ways to
/// reach it.
pub(super) fn support_lines(
    wording: &Wording,
    support: &SupportPage<'_>,
    region: &str,
    page: &mut dyn OutlineWriter,
) {
    page.paragraph(&wording.copy.safety);
    page.paragraph(&prose::support_lead(wording, support, region));
    for group in support.groups() {
        page.open(Together::Piece);
        page.label(&prose::support_heading(&wording.support, &group));
        for part in prose::support_entries(wording, group.entry) {
            page.entry(&part);
        }
        page.close();
    }
}
