//! Turns a round of a record into the types of its JSON, and back.
//!
//! This module must not know rounds beside the one it turns, or show anything of it.

use super::format_parts::{
    AnswerInWords, ChangeFile, ChangeKind, ConsentFile, ItemFile, NoRecord, OptionFile, RoundFile, StateFile,
    When, WordsFile,
};
use crate::domain::answers::own_words::{OwnText, OwnWords};
use crate::domain::answers::response::{Answer, QuestionnaireResponse};
use crate::domain::id::LinkId;
use crate::domain::questionnaire::draft::{AnswerOption, DECLINED};
use crate::domain::record::asked_words::{AskedItem, AskedWords};
use crate::domain::record::contents::{Change, Changed, Consent, RecordState, Round};
use std::collections::BTreeSet;

/// Turns a round into what is written.
pub(super) fn round(round: &Round) -> RoundFile {
    RoundFile {
        begun: When(round.begun),
        changed: When(round.changed),
        questionnaire: round.questionnaire.clone(),
        version: round.version.clone(),
        carried: round.carried,
        answers_in_words: in_words(round),
        items: ids(&round.items),
        words: round.words.iter().map(words).collect(),
        state: state(&round.state),
        consents: round.consents.iter().map(consent).collect(),
        history: round.history.iter().map(change).collect(),
    }
}

/// Returns the answers as somebody reads them who has nothing but the file: the question, and the option that was chosen.
fn in_words(round: &Round) -> Vec<AnswerInWords> {
    let Some(words) = round.last_words() else { return Vec::new() };
    let told = |item: &AskedItem| {
        let Some(Answer::Chosen(option)) = round.state.answers.answer(&item.id) else { return None };
        Some(AnswerInWords { question: item.text.clone(), answer: item.option(option)?.to_owned() })
    };
    words.items.iter().filter_map(told).collect()
}

fn words(words: &AskedWords) -> WordsFile {
    let option = |option: &AnswerOption| OptionFile { id: option.id.to_string(), text: option.text.clone() };
    let item = |item: &AskedItem| ItemFile {
        id: item.id.to_string(),
        label: item.label.clone(),
        text: item.text.clone(),
        help: item.help.clone(),
        options: item.options.iter().map(option).collect(),
    };
    WordsFile { language: words.language.clone(), items: words.items.iter().map(item).collect() }
}

fn state(state: &RecordState) -> StateFile {
    let answer = |answer: &Answer| match answer {
        Answer::Chosen(option) => option.to_string(),
        Answer::Declined => DECLINED.to_owned(),
    };
    let notes = state.notes.iter().filter(|(_, note)| !note.is_empty());
    StateFile {
        language: state.language.clone(),
        at: state.at.as_ref().map(LinkId::to_string),
        answers: state.answers.answers().map(|(item, given)| (item.to_string(), answer(given))).collect(),
        withheld: ids(state.answers.withheld()),
        skipped: ids(state.answers.skipped()),
        not_asked: ids(state.answers.part_skipped()),
        notes: notes.map(|(item, note)| (item.to_string(), note.clone())).collect(),
        session_notes: state.session_notes.clone(),
        flags: ids(&state.flags),
        seconds: state.seconds.iter().map(|(item, seconds)| (item.to_string(), *seconds)).collect(),
        session_seconds: state.session_seconds,
        words: state.own.words.clone(),
        since: state.own.since.clone(),
        next_step: state.own.next_step.clone(),
    }
}

fn ids<'i>(items: impl IntoIterator<Item = &'i LinkId>) -> Vec<String> {
    items.into_iter().map(LinkId::to_string).collect()
}

fn consent(consent: &Consent) -> ConsentFile {
    ConsentFile {
        when: When(consent.when),
        language: consent.language.clone(),
        wording: consent.wording.clone(),
    }
}

fn change(change: &Change) -> ChangeFile {
    let (what, item) = match &change.what {
        Changed::Answer(item) => (ChangeKind::Answer, Some(item)),
        Changed::Note(item) => (ChangeKind::Note, Some(item)),
        Changed::Flag(item) => (ChangeKind::Flag, Some(item)),
        Changed::SessionNotes => (ChangeKind::SessionNotes, None),
        Changed::Own(OwnText::Words) => (ChangeKind::Words, None),
        Changed::Own(OwnText::Since) => (ChangeKind::Since, None),
        Changed::Own(OwnText::NextStep) => (ChangeKind::NextStep, None),
        Changed::Language => (ChangeKind::Language, None),
        Changed::Consent => (ChangeKind::Consent, None),
        Changed::Questionnaire => (ChangeKind::Questionnaire, None),
    };
    ChangeFile {
        when: When(change.when),
        what,
        item: item.map(LinkId::to_string),
        from: change.from.clone(),
        to: change.to.clone(),
    }
}

/// Reads a round; `place` names it in an error.
pub(super) fn read_round(file: RoundFile, place: &str) -> Result<Round, NoRecord> {
    let history = (1..).zip(file.history).map(|(number, change)| {
        let part = || NoRecord::Broken(format!("what in history, entry {number}{place}"));
        read_change(change).ok_or_else(part)
    });
    Ok(Round {
        questionnaire: file.questionnaire,
        version: file.version,
        items: all(&file.items),
        words: file.words.into_iter().map(read_words).collect(),
        carried: file.carried,
        begun: file.begun.0,
        changed: file.changed.0,
        state: read_state(file.state, place)?,
        consents: file.consents.into_iter().map(read_consent).collect(),
        history: history.collect::<Result<_, _>>()?,
    })
}

fn read_words(file: WordsFile) -> AskedWords {
    let option = |option: OptionFile| AnswerOption { id: option.id.as_str().into(), text: option.text };
    let item = |item: ItemFile| AskedItem {
        id: item.id.as_str().into(),
        label: item.label,
        text: item.text,
        help: item.help,
        options: item.options.into_iter().map(option).collect(),
    };
    AskedWords { language: file.language, items: file.items.into_iter().map(item).collect() }
}

fn all<L: FromIterator<LinkId>>(items: &[String]) -> L {
    items.iter().map(|item| item.as_str().into()).collect()
}

fn read_state(file: StateFile, place: &str) -> Result<RecordState, NoRecord> {
    let broken = |key: &str| NoRecord::Broken(format!("{key} in state{place}"));
    let answers = read_answers(&file).ok_or_else(|| broken("answers"))?;
    if file.notes.values().any(String::is_empty) {
        return Err(broken("notes"));
    }
    Ok(RecordState {
        language: file.language,
        at: file.at.map(|item| item.as_str().into()),
        answers,
        notes: file.notes.into_iter().map(|(item, note)| (item.as_str().into(), note)).collect(),
        session_notes: file.session_notes,
        flags: all(&file.flags),
        seconds: file.seconds.into_iter().map(|(item, seconds)| (item.as_str().into(), seconds)).collect(),
        session_seconds: file.session_seconds,
        own: OwnWords { words: file.words, since: file.since, next_step: file.next_step },
    })
}

/// Reads the answers; `None` if a private answer is there that was withheld.
fn read_answers(file: &StateFile) -> Option<QuestionnaireResponse> {
    let mut answers = QuestionnaireResponse::default();
    // A counselor leaves nothing out: what was not asked belongs to a part that was skipped.
    for item in all::<Vec<_>>(&file.not_asked) {
        answers.skip_with_part(&item);
    }
    for item in all::<Vec<_>>(&file.skipped) {
        answers.skip(&item);
    }
    let withheld: BTreeSet<LinkId> = all(&file.withheld);
    for (item, word) in &file.answers {
        let item = item.as_str().into();
        if withheld.contains(&item) {
            return None;
        }
        let chosen = || Answer::Chosen(word.as_str().into());
        answers.set(&item, Some(if word == DECLINED { Answer::Declined } else { chosen() }));
    }
    for item in &withheld {
        answers.withhold(item);
    }
    Some(answers)
}

fn read_consent(file: ConsentFile) -> Consent {
    Consent { when: file.when.0, language: file.language, wording: file.wording }
}

/// Reads a change; `None` if what was changed has no item and needs one, or the other way round.
fn read_change(file: ChangeFile) -> Option<Change> {
    let item = file.item.map(|item| LinkId::from(item.as_str()));
    let what = match (file.what, item) {
        (ChangeKind::Answer, Some(item)) => Changed::Answer(item),
        (ChangeKind::Note, Some(item)) => Changed::Note(item),
        (ChangeKind::Flag, Some(item)) => Changed::Flag(item),
        (ChangeKind::SessionNotes, None) => Changed::SessionNotes,
        (ChangeKind::Words, None) => Changed::Own(OwnText::Words),
        (ChangeKind::Since, None) => Changed::Own(OwnText::Since),
        (ChangeKind::NextStep, None) => Changed::Own(OwnText::NextStep),
        (ChangeKind::Language, None) => Changed::Language,
        (ChangeKind::Consent, None) => Changed::Consent,
        (ChangeKind::Questionnaire, None) => Changed::Questionnaire,
        _ => return None,
    };
    Some(Change { when: file.when.0, what, from: file.from, to: file.to })
}
