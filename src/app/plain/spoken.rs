//! What a sheet says, as sentences that a voice can read: no sign, no column, no empty bracket.
//!
//! It must not know which screen a sheet is of.

use super::commands::{Given, given, words_of};
use crate::app::sheet::lines::{Glyph, Line, Role, Room, Scroll, Sheet, Span};
use crate::app::sheet::signs::{ALL, DOT, FLAG};
use crate::app::state::message::Command;
use crate::domain::language::wording::{PlainWords, Wording, fill};

/// The room that sheets are composed for. It is wide, so that a paragraph is one line; it is broken to the window later.
pub(super) const ROOM: Room = Room { width: 8000, height: u16::MAX, roomy: true, touch: false };

/// A paragraph, or a choice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Utterance {
    /// The words.
    pub(super) text: String,
    /// The place of the choice in its list, from 0; `None` if this is none.
    pub(super) row: Option<usize>,
    /// The mark that stands before a choice.
    mark: Option<Glyph>,
}

impl Utterance {
    /// Returns the sentence: a choice with its number, and whether it is ticked.
    pub(super) fn line(&self, words: &PlainWords) -> String {
        let row = sentence(&self.text);
        let text = match self.mark {
            Some(Glyph::Ticked) => fill(&words.ticked, &[("row", &row)]),
            Some(Glyph::Unticked) => fill(&words.unticked, &[("row", &row)]),
            Some(Glyph::Chosen | Glyph::Open) | None => self.text.clone(),
        };
        self.row.map_or(text.clone(), |row| format!("{}. {text}", row + 1))
    }

    /// Says whether it is the answer that stands.
    pub(super) fn is_chosen(&self) -> bool {
        self.mark == Some(Glyph::Chosen)
    }
}

/// Returns a text with a full stop, if it ends with no sign of its own.
pub(super) fn sentence(text: &str) -> String {
    if text.ends_with(['.', '?', ':', '!']) { text.to_owned() } else { format!("{text}.") }
}

/// Returns what the body of a sheet says. Rows that only name keys are left out: the help names commands. In a
/// text that is read, what can be chosen comes last.
pub(super) fn body(sheet: &Sheet, wording: &Wording) -> Vec<Utterance> {
    let is_said = |line: &&Line| line.click != Some(Command::Source) && line.caret.is_none();
    let mut said: Vec<Utterance> = Vec::new();
    for line in sheet.body.iter().filter(is_said) {
        for new in spoken(line, wording).into_iter().filter(|new| new.text != wording.support.first_letters) {
            match said.last_mut() {
                // The rows of one choice are one sentence.
                Some(last) if new.row.is_some() && last.row == new.row => {
                    last.text =
                        [last.text.as_str(), &new.text].join(if line.indent > 0 { ": " } else { " " });
                }
                _ if (new.text.is_empty() || is_rule(&new.text)) && new.row.is_none() => {}
                _ => said.push(new),
            }
        }
    }
    if matches!(sheet.scroll, Scroll::By(_)) {
        said.sort_by_key(|spoken| spoken.row.map_or(0, |row| row + 1));
    }
    said
}

/// Returns the title of a sheet, with what stands at its right.
pub(super) fn title(sheet: &Sheet) -> String {
    let aside = sheet.aside.iter().filter_map(|span| match span {
        Span::Words(words, _) => Some(words.as_str()),
        Span::Sign(..) => None,
    });
    let parts = [sheet.title.as_str()].into_iter().chain(aside);
    let said: Vec<String> = parts.map(plain).filter(|part| !part.is_empty()).collect();
    said.join(". ")
}

/// Returns what a row says: a choice, or a text; both, if a choice stands at the right of a text.
fn spoken(line: &Line, wording: &Wording) -> Vec<Utterance> {
    let row = match line.click {
        Some(Command::Choose(row)) => Some(row),
        _ => None,
    };
    let mut mark = None;
    let mut text = String::new();
    for (place, span) in line.spans.iter().enumerate() {
        match span {
            // The number of a choice is said with every choice, also where no key chooses it.
            Span::Words(words, Role::Accent)
                if place == 0 && row.is_some_and(|row| is_number(words, row)) => {}
            Span::Words(..) if is_key(line, place) => {}
            Span::Words(words, _) => text.push_str(words),
            Span::Sign(glyph, _) => mark = Some(*glyph),
        }
    }
    let text = with_word(line, fitted(&text, wording), wording);
    let Some(Span::Words(right, _)) = &line.right else { return vec![Utterance { text, row, mark }] };
    let right = fitted(right, wording);
    match row.and_then(|row| right.strip_suffix(&format!(" {}", row + 1))) {
        Some(choice) => {
            vec![Utterance { text, row: None, mark: None }, Utterance { text: choice.to_owned(), row, mark }]
        }
        None => vec![Utterance { text: format!("{text}: {right}"), row, mark }],
    }
}

/// Returns a text without the signs of the screen. A flag is a word, and sentences that name keys name what is typed.
fn fitted(text: &str, wording: &Wording) -> String {
    let (words, flagged) = (&wording.plain, &wording.desk.flagged);
    let in_words = text.replace(&format!("{FLAG} {flagged}"), flagged).replace(FLAG, &words.flagged);
    let pairs = [
        (&wording.welcome.adults, &words.adults),
        (&wording.safety.full, &words.in_danger),
        (&wording.results.guidance_lead, &words.guidance_lead),
        (&wording.results.none_matched, &words.none_matched),
        (&wording.turned.private, &words.unseen),
    ];
    pairs.into_iter().fold(plain(&in_words), |text, (seen, typed)| text.replace(seen.as_str(), typed))
}

/// Says whether a text is a line that is drawn under a heading: a voice would read sign after sign.
fn is_rule(text: &str) -> bool {
    text.len() > 2 && ["=", "-"].iter().any(|sign| text.trim_matches(|c| sign.starts_with(c)).is_empty())
}

/// Says whether a span is the name of the key that a row does the same as.
fn is_key(line: &Line, place: usize) -> bool {
    let is_last = place + 1 == line.spans.len();
    is_last && place > 0 && line.click.is_some_and(|command| matches!(given(command), Given::Word(_)))
}

/// Returns the text of a row that does the same as a key, with the word that is typed for it.
fn with_word(line: &Line, text: String, wording: &Wording) -> String {
    let Some(Given::Word(words)) = line.click.map(given) else { return text };
    let Some(word) = words_of(wording, words).next() else { return text };
    let text = sentence(text.trim_end_matches(':'));
    fill(&wording.plain.type_word, &[("text", &text), ("word", word)])
}

fn is_number(words: &str, row: usize) -> bool {
    words.trim().is_empty() || words.trim() == (row + 1).to_string()
}

/// Returns a text without the signs of the screen. What stands in two columns has a colon between.
pub(super) fn plain(text: &str) -> String {
    let commas = text.replace(&format!(" {DOT} "), ", ");
    let signs = |c: char| ALL.iter().copied().flatten().any(|sign| *sign != "…" && sign.starts_with(c));
    let words: String = commas.chars().filter(|c| !signs(*c)).collect();
    let columns: Vec<String> = words
        .split("  ")
        .map(|column| column.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|column| !column.is_empty())
        .collect();
    columns.join(": ").replace("::", ":")
}
