//! Writes a counselor's record as text or Markdown, for the counselor.
//!
//! The result has every note, flag and time, so it must not go to a client. It must not leave anything out: an item
//! that the questionnaire in use does not have is named by its id. Words of a person are escaped like everywhere else.

use super::outline::{HeadingLevel, OutlineWriter};
use super::{markdown, text};
use crate::domain::answers::response::ItemState;
use crate::domain::answers::sentences;
use crate::domain::id::LinkId;
use crate::domain::language::wording::{RecordWords, Wording, fill};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::DECLINED;
use crate::domain::record::contents::{Change, Changed, FLAGGED, NOT_ASKED, Record, SKIPPED, WITHHELD};
use std::collections::BTreeSet;

/// Renders a record as plain text.
#[must_use]
pub fn as_text(record: &Record, questionnaire: &Questionnaire, wording: &Wording) -> String {
    text::page(|page| write(record, questionnaire, wording, page))
}

/// Renders a record as Markdown.
#[must_use]
pub fn as_markdown(record: &Record, questionnaire: &Questionnaire, wording: &Wording) -> String {
    markdown::page(|page| write(record, questionnaire, wording, page))
}

fn write(record: &Record, questionnaire: &Questionnaire, wording: &Wording, page: &mut dyn OutlineWriter) {
    let mut sheet = RecordPage { record, questionnaire, wording, words: &wording.record, page };
    sheet.head();
    sheet.flagged();
    sheet.every_item();
    sheet.own_words();
    sheet.consents();
    sheet.history();
}

/// The record and the words in which it is written.
struct RecordPage<'a> {
    record: &'a Record,
    questionnaire: &'a Questionnaire,
    wording: &'a Wording,
    words: &'a RecordWords,
    page: &'a mut dyn OutlineWriter,
}

impl RecordPage<'_> {
    fn head(&mut self) {
        let (record, words) = (self.record, self.words);
        let dates = [("begun", &*record.round.begun.shown()), ("changed", &*record.round.changed.shown())];
        self.page.heading(HeadingLevel::Title, &words.title);
        self.page.paragraph(&words.lead);
        self.page.entry(&fill(&words.name, &[("name", &record.name)]));
        self.page.entry(&fill(&words.dates, &dates));
        let made_from = [("id", &*record.round.questionnaire), ("version", &*record.round.version)];
        self.page.entry(&fill(&words.made_from, &made_from));
        self.page.entry(&fill(&words.time, &[("time", &time(record.round.state.session_seconds))]));
    }

    fn flagged(&mut self) {
        if self.record.round.state.flags.is_empty() {
            return;
        }
        self.page.heading(HeadingLevel::Part, &self.words.flagged);
        let flags = &self.record.round.state.flags;
        for item in self.all_items().iter().filter(|item| flags.contains(*item)) {
            self.item(item);
        }
    }

    fn every_item(&mut self) {
        self.page.heading(HeadingLevel::Part, &self.words.answers);
        for item in self.all_items() {
            self.item(&item);
        }
    }

    /// Returns the items of the questionnaire, and then those that only the record has.
    fn all_items(&self) -> Vec<LinkId> {
        let state = &self.record.round.state;
        let answered = state.answers.answers().map(|(item, _)| item).chain(state.answers.withheld());
        let others = answered.chain(state.notes.keys()).chain(&state.flags).chain(state.seconds.keys());
        let others: BTreeSet<&LinkId> =
            others.filter(|item| self.questionnaire.item(item).is_none()).collect();
        let known = self.questionnaire.items().map(|item| item.id.clone());
        known.chain(others.into_iter().cloned()).collect()
    }

    /// Writes one item: what it is, its answer, whether it is flagged, the time, the note.
    fn item(&mut self, id: &LinkId) {
        let (state, words) = (&self.record.round.state, self.words);
        let gone = || fill(&words.gone, &[("item", id.as_str())]);
        let item = self.questionnaire.item(id);
        self.page.heading(HeadingLevel::Piece, &item.map_or_else(gone, |item| item.text.clone()));
        self.page.entry(&sentences::upper_first(&self.answer(id)));
        if state.flags.contains(id) {
            self.page.entry(&words.flag);
        }
        if let Some(seconds) = state.seconds.get(id) {
            self.page.entry(&fill(&words.item_time, &[("time", &time(*seconds))]));
        }
        if let Some(note) = state.notes.get(id) {
            self.page.own_words(note);
        }
    }

    /// Returns the text for an answer. An answer that the questionnaire in use does not have is shown as the record has
    /// it.
    fn answer(&self, id: &LinkId) -> String {
        let state = self.record.round.state.answers.state(id);
        let words = &self.wording.state;
        match (state, self.questionnaire.item(id)) {
            (ItemState::Answered(code), item) => {
                let option = item.and_then(|item| self.questionnaire.option(item, code));
                option.map_or_else(|| code.to_string(), |option| option.text.clone())
            }
            (ItemState::Declined, _) => words.declined.clone(),
            (ItemState::Withheld, _) => words.withheld.clone(),
            (ItemState::Skipped, _) => words.skipped.clone(),
            (ItemState::NotReached, _) => words.not_reached.clone(),
            (ItemState::NotAsked, _) => words.not_asked.clone(),
        }
    }

    fn own_words(&mut self) {
        let (state, words) = (&self.record.round.state, self.words);
        for (heading, said) in [
            (&words.session_notes, &state.session_notes),
            (&words.words, &state.words),
            (&words.next_step, &state.next_step),
        ] {
            if !said.is_empty() {
                self.page.heading(HeadingLevel::Part, heading);
                self.page.own_words(said);
            }
        }
    }

    fn consents(&mut self) {
        self.page.heading(HeadingLevel::Part, &self.words.consents);
        if self.record.round.consents.is_empty() {
            self.page.paragraph(&self.words.no_consent);
        }
        for consent in &self.record.round.consents {
            let places = [("when", &*consent.when.shown()), ("language", &*consent.language)];
            self.page.label(&fill(&self.words.consent, &places));
            self.page.own_words(&consent.wording);
        }
    }

    fn history(&mut self) {
        if self.record.round.history.is_empty() {
            return;
        }
        self.page.heading(HeadingLevel::Part, &self.words.history);
        for change in &self.record.round.history {
            let side = |side: &Option<String>| {
                side.as_deref()
                    .map_or_else(|| self.words.nothing.clone(), |said| self.said(&change.what, said))
            };
            let (when, what) = (change.when.shown(), self.what(change));
            let (from, to) = (side(&change.from), side(&change.to));
            let places = [("when", &*when), ("what", &*what), ("from", &*from), ("to", &*to)];
            self.page.entry(&fill(&self.words.change, &places));
        }
    }

    fn what(&self, change: &Change) -> String {
        let words = self.words;
        let of = |sentence: &str, id: &LinkId| {
            let label = self.questionnaire.item(id).map_or(id.as_str(), |item| &item.label);
            fill(sentence, &[("item", label)])
        };
        match &change.what {
            Changed::Answer(item) => of(&words.answer_of, item),
            Changed::Note(item) => of(&words.note_on, item),
            Changed::Flag(item) => of(&words.flag_of, item),
            Changed::SessionNotes => words.on_notes.clone(),
            Changed::Words => words.on_words.clone(),
            Changed::NextStep => words.on_next_step.clone(),
            Changed::Language => words.language.clone(),
            Changed::Consent => words.consented.clone(),
            Changed::Questionnaire => words.questionnaire.clone(),
        }
    }

    /// Returns one side of a change in readable words: the text of an option in the place of its id.
    fn said(&self, what: &Changed, said: &str) -> String {
        let words = &self.wording.state;
        match what {
            Changed::Answer(_) if said == DECLINED => words.declined.clone(),
            Changed::Answer(_) if said == WITHHELD => words.withheld.clone(),
            Changed::Answer(_) if said == SKIPPED => words.skipped.clone(),
            Changed::Answer(_) if said == NOT_ASKED => words.not_asked.clone(),
            Changed::Answer(id) => {
                let item = self.questionnaire.item(id);
                let option = item.and_then(|item| self.questionnaire.option(item, &said.into()));
                option.map_or_else(|| said.to_owned(), |option| option.text.clone())
            }
            Changed::Flag(_) if said == FLAGGED => sentences::lower_first(&self.words.flag),
            _ => said.to_owned(),
        }
    }
}

/// Formats a duration as minutes and seconds, with hours if there are any.
fn time(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn a_time_is_read_at_a_glance() {
        assert_eq!(
            [0, 59, 60, 3599, 3600, 90_061].map(time).join(" "),
            "0:00 0:59 1:00 59:59 1:00:00 25:01:01"
        );
    }
}
