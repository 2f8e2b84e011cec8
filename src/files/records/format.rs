//! A record as readable JSON, written and read.
//!
//! Reading is strict: what is not exactly a record is refused whole, and nothing of it is shown in the error, for it may
//! be anybody's notes. It knows no file and no key.

use super::format_parts::{FORMAT_VERSION, Part, number, text};
use crate::domain::answers::response::{Answer, QuestionnaireResponse};
use crate::domain::id::LinkId;
use crate::domain::questionnaire::draft::DECLINED;
use crate::domain::record::contents::{Change, Consent, Record, RecordState, Visit, What};
use crate::files::export::json::{Object, list, printed};
use crate::files::json::{self, Json};
use serde_json::Value;
use std::collections::BTreeSet;

pub use super::format_parts::NoRecord;

/// What the file says that it is.
const FORMAT: &str = "stillpoint-record";
/// The largest record, in bytes of its JSON.
pub const LARGEST: usize = 64 * 1024 * 1024;

const TOP: &[&str] = &[
    "format",
    "format_version",
    "name",
    "questionnaire",
    "version",
    "items",
    "begun",
    "changed",
    "state",
    "consents",
    "history",
];
const STATE: &[&str] = &[
    "language",
    "at",
    "answers",
    "withheld",
    "not_asked",
    "notes",
    "session_notes",
    "flags",
    "seconds",
    "session_seconds",
    "words",
    "next_step",
];
const CONSENT: &[&str] = &["when", "language", "wording"];
const CHANGE: &[&str] = &["when", "what", "item", "from", "to"];

/// Writes a record as JSON that ends with a newline.
#[must_use]
pub fn write(record: &Record) -> String {
    printed(
        Object::default()
            .with("format", FORMAT)
            .with("format_version", FORMAT_VERSION)
            .with("name", &*record.name)
            .with("questionnaire", &*record.questionnaire)
            .with("version", &*record.version)
            .with("items", ids(&record.items))
            .with("begun", record.begun.rfc3339())
            .with("changed", record.changed.rfc3339())
            .with("state", state(&record.state))
            .with("consents", list(&record.consents, consent))
            .with("history", list(&record.history, change)),
    )
}

fn state(state: &RecordState) -> Object {
    let answer = |answer: &Answer| match answer {
        Answer::Chosen(option) => option.as_str().into(),
        Answer::Declined => DECLINED.into(),
    };
    let notes = state.notes.iter().filter(|(_, note)| !note.is_empty());
    Object::default()
        .with("language", &*state.language)
        .with_some("at", state.at.as_ref().map(LinkId::as_str))
        .with("answers", by_item(state.answers.answers().map(|(item, given)| (item, answer(given)))))
        .with("withheld", ids(state.answers.withheld()))
        .with("not_asked", ids(state.answers.not_asked()))
        .with("notes", by_item(notes.map(|(item, note)| (item, note.as_str().into()))))
        .with("session_notes", &*state.session_notes)
        .with("flags", ids(&state.flags))
        .with("seconds", by_item(state.seconds.iter().map(|(item, seconds)| (item, (*seconds).into()))))
        .with("session_seconds", state.session_seconds)
        .with("words", &*state.words)
        .with("next_step", &*state.next_step)
}

fn ids<'i>(items: impl IntoIterator<Item = &'i LinkId>) -> Vec<Value> {
    list(items, |item| item.as_str().into())
}

fn by_item<'i>(entries: impl Iterator<Item = (&'i LinkId, Value)>) -> Object {
    entries.fold(Object::default(), |object, (item, value)| object.with(item.as_str(), value))
}

fn consent(consent: &Consent) -> Value {
    Object::default()
        .with("when", consent.when.rfc3339())
        .with("language", &*consent.language)
        .with("wording", &*consent.wording)
        .into()
}

fn change(change: &Change) -> Value {
    let (what, item) = named(&change.what);
    Object::default()
        .with("when", change.when.rfc3339())
        .with("what", what)
        .with_some("item", item.map(LinkId::as_str))
        .with_some("from", change.from.as_deref())
        .with_some("to", change.to.as_deref())
        .into()
}

/// Names what was changed, and the item it belongs to.
fn named(what: &What) -> (&'static str, Option<&LinkId>) {
    match what {
        What::Answer(item) => ("answer", Some(item)),
        What::Note(item) => ("note", Some(item)),
        What::Flag(item) => ("flag", Some(item)),
        What::SessionNotes => ("session-notes", None),
        What::Words => ("words", None),
        What::NextStep => ("next-step", None),
        What::Language => ("language", None),
        What::Consent => ("consent", None),
        What::Questionnaire => ("questionnaire", None),
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
    let json = json::parse("record", text).map_err(|_| NoRecord::Foreign)?;
    is_one(&json)?;
    let top = Part::open(&json, "the record", TOP)?;
    Ok(Record {
        name: top.text("name")?,
        questionnaire: top.text("questionnaire")?,
        version: top.text("version")?,
        items: top.ids("items")?,
        begun: top.moment("begun")?,
        changed: top.moment("changed")?,
        state: read_state(&Part::open(top.get("state")?, "state", STATE)?)?,
        consents: top.each("consents", CONSENT, read_consent)?,
        history: top.each("history", CHANGE, read_change)?,
        visit: Visit::default(),
    })
}

/// Says whether JSON is meant as a record of this version.
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

fn read_state(part: &Part<'_>) -> Result<RecordState, NoRecord> {
    let mut answers = QuestionnaireResponse::without(part.ids("not_asked")?);
    let withheld: BTreeSet<LinkId> = part.ids("withheld")?.into_iter().collect();
    for (item, word) in part.by_item("answers", text)? {
        if withheld.contains(&item) {
            return Err(part.broken("answers"));
        }
        let chosen = || Answer::Chosen(word.as_str().into());
        answers.set(&item, Some(if word == DECLINED { Answer::Declined } else { chosen() }));
    }
    for item in &withheld {
        answers.withhold(item);
    }
    let notes = part.by_item("notes", text)?;
    if notes.values().any(String::is_empty) {
        return Err(part.broken("notes"));
    }
    Ok(RecordState {
        language: part.text("language")?,
        at: part.maybe_text("at")?.map(|item| item.as_str().into()),
        answers,
        notes,
        session_notes: part.text("session_notes")?,
        flags: part.ids("flags")?.into_iter().collect(),
        seconds: part.by_item("seconds", number)?,
        session_seconds: number(part.get("session_seconds")?)
            .ok_or_else(|| part.broken("session_seconds"))?,
        words: part.text("words")?,
        next_step: part.text("next_step")?,
    })
}

fn read_consent(part: &Part<'_>) -> Result<Consent, NoRecord> {
    Ok(Consent {
        when: part.moment("when")?,
        language: part.text("language")?,
        wording: part.text("wording")?,
    })
}

fn read_change(part: &Part<'_>) -> Result<Change, NoRecord> {
    let item = part.maybe_text("item")?.map(|item| LinkId::from(item.as_str()));
    let what = match (part.text("what")?.as_str(), item) {
        ("answer", Some(item)) => What::Answer(item),
        ("note", Some(item)) => What::Note(item),
        ("flag", Some(item)) => What::Flag(item),
        ("session-notes", None) => What::SessionNotes,
        ("words", None) => What::Words,
        ("next-step", None) => What::NextStep,
        ("language", None) => What::Language,
        ("consent", None) => What::Consent,
        ("questionnaire", None) => What::Questionnaire,
        _ => return Err(part.broken("what")),
    };
    Ok(Change {
        when: part.moment("when")?,
        what,
        from: part.maybe_text("from")?,
        to: part.maybe_text("to")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::timestamp::Timestamp;
    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;

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
            id().prop_map(What::Answer),
            id().prop_map(What::Note),
            id().prop_map(What::Flag),
            Just(What::SessionNotes),
            Just(What::Words),
            Just(What::NextStep),
            Just(What::Language),
            Just(What::Consent),
            Just(What::Questionnaire),
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
        record.take(state, Timestamp(2));
        serde_json::from_str(&write(&record)).unwrap()
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
