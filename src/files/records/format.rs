//! Writes a record as readable JSON, and reads it.
//!
//! Reading is strict: JSON that is not exactly a record is refused as a whole. An error must not show anything of it,
//! because it may be somebody's notes. This module must not know files or keys.

use super::format_parts::{ChangeFile, ChangeKind, ConsentFile, FORMAT_VERSION, RecordFile, StateFile, When};
use crate::domain::answers::response::{Answer, QuestionnaireResponse};
use crate::domain::id::LinkId;
use crate::domain::questionnaire::draft::DECLINED;
use crate::domain::record::contents::{Change, Changed, Consent, Record, RecordState, Visit};
use crate::files::export::json::harmless;
use crate::files::from_json::{Mismatch, Wrong, read};
use crate::files::json::{Json, tree};
use serde_path_to_error::Segment;
use std::collections::BTreeSet;

pub use super::format_parts::NoRecord;

/// The value of the key `format`.
const FORMAT: &str = "stillpoint-record";
/// The largest record, in bytes of its JSON.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// Writes a record as JSON that ends with a newline.
#[must_use]
pub fn write(record: &Record) -> String {
    // Serialization fails only for maps whose keys are no texts, and there are none.
    let json = serde_json::to_string_pretty(&file(record)).unwrap_or_default();
    harmless(&json) + "\n"
}

fn file(record: &Record) -> RecordFile {
    RecordFile {
        format: FORMAT.to_owned(),
        format_version: FORMAT_VERSION,
        name: record.name.clone(),
        questionnaire: record.questionnaire.clone(),
        version: record.version.clone(),
        items: ids(&record.items),
        begun: When(record.begun),
        changed: When(record.changed),
        state: state(&record.state),
        consents: record.consents.iter().map(consent).collect(),
        history: record.history.iter().map(change).collect(),
    }
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
        not_asked: ids(state.answers.not_asked()),
        notes: notes.map(|(item, note)| (item.to_string(), note.clone())).collect(),
        session_notes: state.session_notes.clone(),
        flags: ids(&state.flags),
        seconds: state.seconds.iter().map(|(item, seconds)| (item.to_string(), *seconds)).collect(),
        session_seconds: state.session_seconds,
        words: state.words.clone(),
        next_step: state.next_step.clone(),
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
        Changed::Words => (ChangeKind::Words, None),
        Changed::NextStep => (ChangeKind::NextStep, None),
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

/// Reads a record.
///
/// # Errors
/// See [`NoRecord`]; there is no record in part.
pub fn parse(text: &str) -> Result<Record, NoRecord> {
    if text.len() > LARGEST {
        return Err(NoRecord::TooLarge);
    }
    let json = tree(text).map_err(|_| NoRecord::Foreign)?;
    is_one(&json)?;
    let file: RecordFile = read(&json).map_err(|misfit| NoRecord::Broken(place(&misfit)))?;
    let history = (1..).zip(file.history).map(|(number, change)| {
        read_change(change).ok_or_else(|| NoRecord::Broken(format!("what in history, entry {number}")))
    });
    Ok(Record {
        name: file.name,
        questionnaire: file.questionnaire,
        version: file.version,
        items: all(&file.items),
        begun: file.begun.0,
        changed: file.changed.0,
        state: read_state(file.state)?,
        consents: file.consents.into_iter().map(read_consent).collect(),
        history: history.collect::<Result<_, _>>()?,
        visit: Visit::default(),
    })
}

/// Checks that JSON is a record of this version of the format.
fn is_one(json: &Json) -> Result<(), NoRecord> {
    let Json::Table(entries) = json else { return Err(NoRecord::Foreign) };
    let value = |key: &str| entries.iter().find(|(name, _)| name.text == key).map(|(_, value)| value);
    match (value("format"), value("format_version")) {
        (Some(Json::Text(format)), _) if format.text != FORMAT => Err(NoRecord::Foreign),
        (Some(Json::Text(_)), Some(Json::Number(FORMAT_VERSION))) => Ok(()),
        (Some(Json::Text(_)), Some(Json::Number(version))) if *version > FORMAT_VERSION => {
            Err(NoRecord::Later(*version))
        }
        (Some(Json::Text(_)), _) => Err(NoRecord::Broken("format_version".into())),
        _ => Err(NoRecord::Foreign),
    }
}

/// Names the part of a record that does not fit. It uses only keys that every record has, because other keys may be
/// somebody's words.
fn place(misfit: &Mismatch) -> String {
    let mut steps: Vec<&Segment> = misfit.path.iter().collect();
    if misfit.wrong == Wrong::Unknown {
        // An unknown key may be somebody's words, so the object around it is named.
        steps.pop();
    }
    let (part, inside) = match steps.as_slice() {
        [Segment::Map { key }, Segment::Seq { index }, inside @ ..]
            if key == "consents" || key == "history" =>
        {
            (format!("{key}, entry {}", index + 1), inside)
        }
        [Segment::Map { key }, inside @ ..] if key == "state" => (key.clone(), inside),
        inside => ("the record".to_owned(), inside),
    };
    match (inside.first(), misfit.wrong) {
        (Some(Segment::Map { key }), _) => format!("{key} in {part}"),
        (None, Wrong::Missing(key)) => format!("{key} in {part}"),
        _ => part,
    }
}

fn all<L: FromIterator<LinkId>>(items: &[String]) -> L {
    items.iter().map(|item| item.as_str().into()).collect()
}

fn read_state(file: StateFile) -> Result<RecordState, NoRecord> {
    let broken = |key: &str| NoRecord::Broken(format!("{key} in state"));
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
        words: file.words,
        next_step: file.next_step,
    })
}

/// Reads the answers; `None` if a private answer is there that was withheld.
fn read_answers(file: &StateFile) -> Option<QuestionnaireResponse> {
    let mut answers = QuestionnaireResponse::without(all::<Vec<_>>(&file.not_asked));
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
        (ChangeKind::Words, None) => Changed::Words,
        (ChangeKind::NextStep, None) => Changed::NextStep,
        (ChangeKind::Language, None) => Changed::Language,
        (ChangeKind::Consent, None) => Changed::Consent,
        (ChangeKind::Questionnaire, None) => Changed::Questionnaire,
        _ => return None,
    };
    Some(Change { when: file.when.0, what, from: file.from, to: file.to })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::timestamp::Timestamp;
    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;
    use serde_json::Value;

    fn id() -> impl Strategy<Value = LinkId> {
        "[a-z]{1,3}".prop_map(|id| id.as_str().into())
    }

    fn words() -> impl Strategy<Value = String> {
        prop_oneof!["\\PC{0,12}", Just("\u{1b}[2J\u{202e}\u{9b}\n\t\"\\".to_owned())]
    }

    fn answers() -> impl Strategy<Value = QuestionnaireResponse> {
        (btree_map(id(), prop::option::of("[a-z]{1,3}"), 0..5), vec(id(), 0..3), vec("[A-Z]{1,3}", 0..3))
            .prop_map(|(answers, withheld, not_asked)| {
                let mut response =
                    QuestionnaireResponse::without(not_asked.iter().map(|item| item.as_str().into()));
                for (item, option) in answers {
                    let answer =
                        option.map_or(Answer::Declined, |option| Answer::Chosen(option.as_str().into()));
                    response.set(&item, Some(answer));
                }
                for item in withheld {
                    response.withhold(&item);
                }
                response
            })
    }

    fn changes() -> impl Strategy<Value = Vec<Change>> {
        let what = prop_oneof![
            id().prop_map(Changed::Answer),
            id().prop_map(Changed::Note),
            id().prop_map(Changed::Flag),
            Just(Changed::SessionNotes),
            Just(Changed::Words),
            Just(Changed::NextStep),
            Just(Changed::Language),
            Just(Changed::Consent),
            Just(Changed::Questionnaire),
        ];
        let change = (0..4_000_000_000_i64, what, prop::option::of(words()), prop::option::of(words()));
        vec(change.prop_map(|(when, what, from, to)| Change { when: Timestamp(when), what, from, to }), 0..4)
    }

    prop_compose! {
        fn records()(
            name in words(), answers in answers(), history in changes(), at in prop::option::of(id()),
            notes in btree_map(id(), "\\PC{1,9}", 0..3), seconds in btree_map(id(), any::<u64>(), 0..3),
            flags in vec(id(), 0..3), texts in [words(), words(), words(), words()], when in 0..4_000_000_000_i64,
            consents in vec((words(), words()), 0..3), items in prop::collection::btree_set(id(), 0..4),
        ) -> Record {
            let [language, session_notes, words, next_step] = texts;
            let consent = |(language, wording)| Consent { when: Timestamp(when), language, wording };
            Record {
                name, history, questionnaire: language.clone(), version: words.clone(),
                items: items.into_iter().collect(), begun: Timestamp(when), changed: Timestamp(when + 1),
                state: RecordState {
                    language, at, answers, notes, session_notes, flags: flags.into_iter().collect(), seconds,
                    session_seconds: 7, words, next_step,
                },
                consents: consents.into_iter().map(consent).collect(), visit: Visit::default(),
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn what_is_written_is_read_the_same(record in records()) {
            let written = write(&record);
            prop_assert!(written.chars().all(|c| c == '\n' || !crate::domain::sanitize::acts(c)), "{written:?}");
            prop_assert!(parse(&written).unwrap() == record);
        }

        #[test]
        fn what_is_cut_is_no_record(record in records(), at in 0.0..1.0_f64) {
            let written = write(&record);
            let ends: Vec<usize> = written.trim_end().char_indices().map(|(at, _)| at).collect();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a text")]
            let end = ends[(at * ends.len() as f64) as usize];
            prop_assert!(parse(written.get(..end).unwrap()).is_err());
        }
    }

    /// A record with one of everything, as it is written.
    fn written() -> Value {
        let item = LinkId::from("sleep");
        let mut record = Record {
            name: "planted".into(),
            questionnaire: "small".into(),
            version: "1".into(),
            items: vec![item.clone()],
            begun: Timestamp(0),
            changed: Timestamp(0),
            state: RecordState { language: "en".into(), ..RecordState::default() },
            consents: Vec::new(),
            history: Vec::new(),
            visit: Visit::default(),
        };
        record.consent("en", "planted", Timestamp(1));
        let mut state = record.state.clone();
        state.at = Some(item.clone());
        state.answers.set(&item, Some(Answer::Chosen("planted".into())));
        state.notes.insert(item.clone(), "planted".into());
        state.seconds.insert(item.clone(), 3);
        state.flags.insert(item);
        record.apply(state, Timestamp(2));
        serde_json::from_str(&write(&record)).unwrap()
    }

    /// The record of [`written`], byte for byte as version 1 of the format has it.
    const WRITTEN: &str = r#"{
  "format": "stillpoint-record",
  "format_version": 1,
  "name": "planted",
  "questionnaire": "small",
  "version": "1",
  "items": [
    "sleep"
  ],
  "begun": "1970-01-01T00:00:00Z",
  "changed": "1970-01-01T00:00:02Z",
  "state": {
    "language": "en",
    "at": "sleep",
    "answers": {
      "sleep": "planted"
    },
    "withheld": [],
    "not_asked": [],
    "notes": {
      "sleep": "planted"
    },
    "session_notes": "",
    "flags": [
      "sleep"
    ],
    "seconds": {
      "sleep": 3
    },
    "session_seconds": 0,
    "words": "",
    "next_step": ""
  },
  "consents": [
    {
      "when": "1970-01-01T00:00:01Z",
      "language": "en",
      "wording": "planted"
    }
  ],
  "history": [
    {
      "when": "1970-01-01T00:00:01Z",
      "what": "consent",
      "to": "en"
    },
    {
      "when": "1970-01-01T00:00:02Z",
      "what": "answer",
      "item": "sleep",
      "to": "planted"
    },
    {
      "when": "1970-01-01T00:00:02Z",
      "what": "flag",
      "item": "sleep",
      "to": "flagged"
    },
    {
      "when": "1970-01-01T00:00:02Z",
      "what": "note",
      "item": "sleep",
      "to": "planted"
    }
  ]
}
"#;

    #[test]
    fn a_record_is_written_as_version_1_has_it() {
        assert_eq!(write(&parse(&written().to_string()).unwrap()), WRITTEN);
    }

    #[test]
    fn what_does_not_fit_is_named_by_its_place() {
        for (from, to, named) in [
            ("\"name\": \"planted\",", "", "name in the record"),
            ("\"name\": \"planted\"", "\"name\": 3", "name in the record"),
            ("\"sleep\"\n  ]", "\"sleep\", \"sleep\"\n  ]", "items in the record"),
            ("\"name\"", "\"planted\"", "the record"),
            ("\"name\"", "\"version\"", "the record"),
            (
                "1970-01-01T00:00:02Z\",\n  \"state",
                "1970-02-30T00:00:02Z\",\n  \"state",
                "changed in the record",
            ),
            ("\"words\": \"\",", "", "words in state"),
            ("\"words\"", "\"planted\"", "state"),
            ("\"sleep\": 3", "\"sleep\": -3", "seconds in state"),
            ("\"sleep\": 3", "\"sleep\": 3, \"sleep\": 3", "seconds in state"),
            (
                "\"notes\": {\n      \"sleep\": \"planted\"",
                "\"notes\": {\n      \"sleep\": \"\"",
                "notes in state",
            ),
            ("\"withheld\": []", "\"withheld\": [\"sleep\"]", "answers in state"),
            ("\"consents\": [", "\"consents\": [3,", "consents, entry 1"),
            (",\n      \"wording\": \"planted\"", "", "wording in consents, entry 1"),
            ("\"flag\"", "\"planted\"", "what in history, entry 3"),
            ("\"flag\"", "\"words\"", "what in history, entry 3"),
            ("\"to\": \"flagged\"", "\"to\": null", "to in history, entry 3"),
            ("\"to\": \"flagged\"", "\"planted\": \"flagged\"", "history, entry 3"),
        ] {
            assert!(WRITTEN.contains(from), "{from}");
            let broken = WRITTEN.replacen(from, to, 1);
            assert_eq!(parse(&broken), Err(NoRecord::Broken(named.into())), "{from} -> {to}");
        }
        // Fields in their order are no object.
        let before = WRITTEN.split_once("{\n      \"when\"").unwrap().0;
        let list = format!("{before}[\"1970-01-01T00:00:01Z\", \"en\", \"planted\"]], \"history\": []}}");
        assert_eq!(parse(&list), Err(NoRecord::Broken("consents, entry 1".into())));
    }

    /// Calls with every place of a value: the keys and numbers that lead there.
    fn places(value: &Value, path: &str, found: &mut Vec<String>) {
        found.push(path.to_owned());
        match value {
            Value::Object(entries) => {
                entries.iter().for_each(|(key, value)| places(value, &format!("{path}/{key}"), found));
            }
            Value::Array(entries) => {
                entries
                    .iter()
                    .enumerate()
                    .for_each(|(at, value)| places(value, &format!("{path}/{at}"), found));
            }
            _ => {}
        }
    }

    #[test]
    fn another_type_or_a_missing_key_anywhere_is_refused_and_nothing_is_shown() {
        let whole = written();
        assert!(parse(&whole.to_string()).is_ok());
        let (mut found, mut tried) = (Vec::new(), 0);
        places(&whole, "", &mut found);
        for place in found.into_iter().skip(1) {
            for other in [Value::Null, true.into(), (-1).into(), 1.5.into(), Value::Array(vec![Value::Null])]
            {
                let mut broken = whole.clone();
                *broken.pointer_mut(&place).unwrap() = other;
                let told = parse(&broken.to_string()).unwrap_err().to_string();
                assert!(!told.contains("planted"), "{told}");
                tried += 1;
            }
            let (above, key) = place.rsplit_once('/').unwrap_or_default();
            let mut broken = whole.clone();
            let Some(above_it) = broken.pointer_mut(above).and_then(Value::as_object_mut) else { continue };
            above_it.insert("planted-key".into(), "planted".into());
            let open = ["/state/answers", "/state/notes"].contains(&above);
            let told = parse(&broken.to_string());
            assert!(open || !told.unwrap_err().to_string().contains("planted"), "{above}");
            let mut broken = whole.clone();
            broken.pointer_mut(above).unwrap().as_object_mut().unwrap().shift_remove(key);
            let may_be_missing = ["/at", "/from", "/to"].iter().any(|end| place.ends_with(end));
            let may_be_missing = may_be_missing || above.starts_with("/state/");
            assert_eq!(parse(&broken.to_string()).is_ok(), may_be_missing, "{place}");
        }
        assert!(tried > 200, "{tried}");
    }

    #[test]
    fn what_is_no_record_of_this_version_is_told_apart() {
        let with = |key: &str, value: Value| {
            let mut other = written();
            other[key] = value;
            parse(&other.to_string()).unwrap_err()
        };
        assert_eq!(with("format", "other".into()), NoRecord::Foreign);
        assert_eq!(with("format_version", 2.into()), NoRecord::Later(2));
        assert_eq!(with("format_version", 0.into()), NoRecord::Broken("format_version".into()));
        for foreign in ["", "{}", "[]", "planted", "{\"format\": 1}", "\u{feff}{}"] {
            assert_eq!(parse(foreign).unwrap_err(), NoRecord::Foreign, "{foreign}");
        }
        let twice = written().to_string().replacen("\"name\"", "\"name\":\"a\",\"name\"", 1);
        assert!(matches!(parse(&twice), Err(NoRecord::Broken(_))));
        let twice = written().to_string().replacen("{\"sleep\"", "{\"sleep\":\"a\",\"sleep\"", 1);
        assert!(matches!(parse(&twice), Err(NoRecord::Broken(_))));
        assert_eq!(parse(&" ".repeat(LARGEST + 1)).unwrap_err(), NoRecord::TooLarge);
        let of_moments = with("begun", "2026-02-30T00:00:00Z".into()).to_string();
        assert!(of_moments.contains("\"begun in the record\""), "{of_moments}");
    }
}
