//! Writes a counselor's record as text, Markdown or HTML, for the counselor.
//!
//! The result has every note, flag and time, so it must not go to a client. It must not leave anything out, and must not
//! print an answer under other words than those it was given to. Words of a person are escaped like everywhere else.

use super::outline::{HeadingLevel, OutlineWriter};
use super::record_history::{language_name, sentence};
use super::{html, markdown, text};
use crate::domain::answers::own_words::OwnText;
use crate::domain::answers::sentences::upper_first;
use crate::domain::id::LinkId;
use crate::domain::language::wording::{RecordWords, Wording, fill};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::record::comparison::{Compared, SideBySide};
use crate::domain::record::contents::{Record, Round};
use crate::domain::record::round_words::{RoundWords, WordsSource};
use crate::domain::timestamp::{Timestamp, Zone};

/// Renders a record as plain text; the questionnaire is the one in use.
#[must_use]
pub fn as_text(record: &Record, questionnaire: &Questionnaire, wording: &Wording, zone: &Zone) -> String {
    text::page(|page| write(record, questionnaire, (wording, zone), page))
}

/// Renders a record as Markdown; the questionnaire is the one in use.
#[must_use]
pub fn as_markdown(record: &Record, questionnaire: &Questionnaire, wording: &Wording, zone: &Zone) -> String {
    markdown::page(|page| write(record, questionnaire, (wording, zone), page))
}

/// Renders a record as an HTML page; the questionnaire is the one in use.
#[must_use]
pub fn as_html(record: &Record, questionnaire: &Questionnaire, wording: &Wording, zone: &Zone) -> String {
    html::page(&wording.about.language, |page| write(record, questionnaire, (wording, zone), page))
}

fn write(
    record: &Record,
    questionnaire: &Questionnaire,
    (wording, zone): (&Wording, &Zone),
    page: &mut dyn OutlineWriter,
) {
    let words = &wording.record;
    page.heading(HeadingLevel::Title, &words.title);
    page.paragraph(&words.lead);
    page.entry(&fill(&words.name, &[("name", &record.name)]));
    let rounds: Vec<&Round> = record.rounds().collect();
    let mut sheet = RecordPage { questionnaire, wording, words, zone, page };
    if let [first, .., last] = rounds.as_slice() {
        sheet.dates(first.begun, last.changed);
        for (number, pair) in (1..).zip(rounds.windows(2)) {
            if let [then, now] = pair {
                sheet.compared(number, then, now);
            }
        }
    }
    for (before, round) in rounds.iter().enumerate().rev() {
        if rounds.len() > 1 {
            let numbers = [("n", &*(before + 1).to_string()), ("all", &*rounds.len().to_string())];
            sheet.page.heading(HeadingLevel::Part, &fill(&words.round, &numbers));
        }
        sheet.round(round);
    }
}

/// The words in which a record is written.
struct RecordPage<'a> {
    /// The questionnaire in use.
    questionnaire: &'a Questionnaire,
    wording: &'a Wording,
    words: &'a RecordWords,
    /// The zone in which times are written.
    zone: &'a Zone,
    page: &'a mut dyn OutlineWriter,
}

impl RecordPage<'_> {
    fn dates(&mut self, begun: Timestamp, changed: Timestamp) {
        let dates = [
            ("begun", &*begun.shown_with_zone(self.zone)),
            ("changed", &*changed.shown_with_zone(self.zone)),
        ];
        self.page.entry(&fill(&self.words.dates, &dates));
    }

    /// Writes what differs between a round and the next one.
    fn compared(&mut self, number: usize, then: &Round, now: &Round) {
        let words = self.words;
        let numbers = [("then", &*number.to_string()), ("now", &*(number + 1).to_string())];
        self.page.heading(HeadingLevel::Part, &fill(&words.compared, &numbers));
        let dates = [
            ("then", &*then.begun.shown_with_zone(self.zone)),
            ("now", &*now.begun.shown_with_zone(self.zone)),
        ];
        self.page.paragraph(&fill(&words.compared_dates, &dates));
        if now.carried {
            self.page.paragraph(&words.carried);
        }
        let (before, after) =
            (RoundWords::of(then, self.questionnaire), RoundWords::of(now, self.questionnaire));
        let (before, after) =
            (Compared { words: &before, state: &then.state }, Compared { words: &after, state: &now.state });
        let found = SideBySide::of(before, after, self.wording);
        for difference in &found.different {
            self.page.heading(HeadingLevel::Piece, &difference.heading);
            self.page.label(&words.then);
            self.page.own_words(&difference.then);
            self.page.label(&words.now);
            self.page.own_words(&difference.now);
        }
        if found.different.is_empty() {
            self.page.paragraph(&words.nothing_other);
        }
        if !found.same.is_empty() {
            let same = self.wording.about.list(&found.same);
            self.page.paragraph(&fill(&words.same, &[("items", &same)]));
        }
    }

    fn round(&mut self, round: &Round) {
        let told = RoundWords::of(round, self.questionnaire);
        self.head(round, told.source);
        self.flagged(round, &told);
        self.page.heading(HeadingLevel::Part, &self.words.answers);
        let is_one = |item: &LinkId, next: &LinkId| {
            is_bare(round, item)
                && is_bare(round, next)
                && round.state.answers.state(item) == round.state.answers.state(next)
        };
        for items in told.items().chunk_by(is_one) {
            self.items(round, &told, items);
        }
        self.own_words(round);
        self.consents(round);
        self.history(round, &told);
    }

    fn head(&mut self, round: &Round, source: WordsSource) {
        let words = self.words;
        self.dates(round.begun, round.changed);
        let made_from = [("id", &*round.questionnaire), ("version", &*round.version)];
        self.page.entry(&fill(&words.made_from, &made_from));
        self.page.entry(&fill(&words.time, &[("time", &time(round.state.session_seconds))]));
        let parts = self.questionnaire.parts();
        let in_use = [("id", &*parts.id), ("version", &*parts.version), ("old", &*round.version)];
        let remark = match source {
            WordsSource::Kept if round.fits(self.questionnaire) => None,
            WordsSource::Kept => Some(&words.other_questions),
            WordsSource::InUse => Some(&words.words_in_use),
            WordsSource::Unknown => Some(&words.words_unknown),
        };
        if let Some(remark) = remark {
            self.page.paragraph(&fill(remark, &in_use));
        }
    }

    fn flagged(&mut self, round: &Round, told: &RoundWords<'_>) {
        if round.state.flags.is_empty() {
            return;
        }
        self.page.heading(HeadingLevel::Part, &self.words.flagged);
        for item in told.items().iter().filter(|item| round.state.flags.contains(*item)) {
            self.item(round, told, item);
        }
    }

    /// Writes items that stand alike, with nothing else to tell of each, as a list of questions.
    fn items(&mut self, round: &Round, told: &RoundWords<'_>, items: &[LinkId]) {
        let [first, _, ..] = items else {
            return items.iter().for_each(|item| self.item(round, told, item));
        };
        self.page
            .heading(HeadingLevel::Piece, &upper_first(&told.standing(self.wording, &round.state, first)));
        for item in items {
            self.page.entry(&self.question(told, item));
        }
    }

    fn question(&self, told: &RoundWords<'_>, id: &LinkId) -> String {
        let unknown = || fill(&self.words.unknown_item, &[("item", id.as_str())]);
        told.item(id).map_or_else(unknown, |item| item.text.clone())
    }

    /// Writes one item: the question, its answer, whether it is flagged, the time, the note.
    fn item(&mut self, round: &Round, told: &RoundWords<'_>, id: &LinkId) {
        let (state, words) = (&round.state, self.words);
        self.page.heading(HeadingLevel::Piece, &self.question(told, id));
        self.page.entry(&upper_first(&told.standing(self.wording, state, id)));
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

    fn own_words(&mut self, round: &Round) {
        let (state, words) = (&round.state, self.words);
        let headings = words.own();
        let own = OwnText::ALL.map(|text| (*headings.get(text), state.own.get(text)));
        for (heading, said) in [(&*words.session_notes, &state.session_notes)].into_iter().chain(own) {
            if !said.is_empty() {
                self.page.heading(HeadingLevel::Part, heading);
                self.page.own_words(said);
            }
        }
    }

    fn consents(&mut self, round: &Round) {
        self.page.heading(HeadingLevel::Part, &self.words.consents);
        if round.consents.is_empty() {
            self.page.paragraph(&self.words.no_consent);
        }
        for consent in &round.consents {
            let language = language_name(&consent.language);
            let places = [("when", &*consent.when.shown_with_zone(self.zone)), ("language", language)];
            self.page.label(&fill(&self.words.consent, &places));
            self.page.own_words(&consent.wording);
        }
    }

    fn history(&mut self, round: &Round, told: &RoundWords<'_>) {
        if round.history.is_empty() {
            return;
        }
        self.page.heading(HeadingLevel::Part, &self.words.history);
        for change in &round.history {
            self.page.entry(&sentence(change, told, self.wording, self.zone));
        }
    }
}

/// Says whether there is nothing to tell of an item but that it has no answer.
fn is_bare(round: &Round, id: &LinkId) -> bool {
    let state = &round.state;
    let is_more = state.flags.contains(id) || state.seconds.contains_key(id) || state.notes.contains_key(id);
    let stands = state.answers.state(id);
    !is_more && (stands.is_open() || stands.is_left_out())
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
