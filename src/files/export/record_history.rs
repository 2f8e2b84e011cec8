//! Tells the changes of a record as sentences, in the words of the round.
//!
//! This module must not leave out a side of a change.

use crate::domain::id::LinkId;
use crate::domain::language::wording::{RecordWords, Wording, fill};
use crate::domain::questionnaire::draft::DECLINED;
use crate::domain::record::contents::{Change, Changed, NOT_ASKED, SKIPPED, WITHHELD};
use crate::domain::record::round_words::RoundWords;
use crate::domain::timestamp::Zone;
use crate::files::content::builtin;

/// Three sentences for a change: something was there before and is after, only after, only before.
struct ChangeSentences<'w> {
    replaced: &'w str,
    added: &'w str,
    removed: &'w str,
}

/// Returns the sentence for a change.
pub(super) fn sentence(change: &Change, round: &RoundWords<'_>, wording: &Wording, zone: &Zone) -> String {
    let words = &wording.record;
    let side = |side: &Option<String>| {
        let said = side.as_deref().unwrap_or_default();
        match &change.what {
            Changed::Answer(item) => answer(item, said, round, wording),
            Changed::Language | Changed::Consent => language_name(said).to_owned(),
            _ => said.trim().to_owned(),
        }
    };
    let (sentence, what) = (sentences_for(&change.what, words), object(&change.what, round, words));
    let is_answer = matches!(change.what, Changed::Answer(_));
    // What was skipped or not asked had no answer that could have been changed.
    let before = change.from.as_deref().filter(|from| !is_answer || ![SKIPPED, NOT_ASKED].contains(from));
    let sentence = match (before, change.to.as_deref()) {
        (None, Some(DECLINED | WITHHELD | SKIPPED | NOT_ASKED)) if is_answer => &words.stands,
        (Some(_), None) => sentence.removed,
        (None, _) => sentence.added,
        (Some(_), Some(_)) => sentence.replaced,
    };
    let (when, from, to) = (change.when.shown_with_zone(zone), side(&change.from), side(&change.to));
    fill(sentence, &[("when", &when), ("what", &what), ("from", &from), ("to", &to)])
}

/// Returns the sentences for a kind of change.
fn sentences_for<'w>(what: &Changed, words: &'w RecordWords) -> ChangeSentences<'w> {
    let one = |sentence: &'w str| ChangeSentences { replaced: sentence, added: sentence, removed: sentence };
    match what {
        Changed::Answer(_) => ChangeSentences {
            replaced: &words.answer_changed,
            added: &words.answered,
            removed: &words.answer_removed,
        },
        Changed::Flag(_) => ChangeSentences {
            replaced: &words.flag_added,
            added: &words.flag_added,
            removed: &words.flag_removed,
        },
        Changed::Language => ChangeSentences { added: &words.language_begun, ..one(&words.language_changed) },
        Changed::Consent => one(&words.consented),
        Changed::Questionnaire => one(&words.taken_over),
        Changed::Note(_) | Changed::SessionNotes | Changed::Own(_) => {
            ChangeSentences { replaced: &words.rewritten, added: &words.written, removed: &words.erased }
        }
    }
}

/// Returns what was changed, in words.
fn object(what: &Changed, round: &RoundWords<'_>, words: &RecordWords) -> String {
    match what {
        Changed::Answer(item) | Changed::Flag(item) => round.label(item).to_owned(),
        Changed::Note(item) => fill(&words.note_on, &[("item", round.label(item))]),
        Changed::SessionNotes => words.session_notes.clone(),
        Changed::Own(text) => (*words.own().get(*text)).to_owned(),
        Changed::Language | Changed::Consent | Changed::Questionnaire => String::new(),
    }
}

/// Returns an answer of the history in words.
fn answer(item: &LinkId, said: &str, round: &RoundWords<'_>, wording: &Wording) -> String {
    match said {
        DECLINED => wording.state.declined.clone(),
        WITHHELD => wording.state.withheld.clone(),
        SKIPPED => wording.state.skipped.clone(),
        // Whoever has a record is asked everything, except what they skipped.
        NOT_ASKED => wording.state.part_skipped.clone(),
        option => round.option(item, &option.into()).to_owned(),
    }
}

/// Returns the name of a language in itself; the tag of one that is not built in.
pub(super) fn language_name(tag: &str) -> &str {
    builtin::name(tag).unwrap_or(tag)
}
