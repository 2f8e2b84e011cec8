//! Writes a record as readable JSON, and reads it.
//!
//! Reading is strict: JSON that is not exactly a record is refused as a whole. An error must not show anything of it,
//! because it may be somebody's notes. This module must not know files or keys.

use super::format_parts::{FIRST_VERSION, FORMAT_VERSION, RecordFile};
use super::format_round::{self, read_round};
use crate::domain::record::contents::{Record, Round, Visit};
use crate::files::export::json::harmless;
use crate::files::from_json::{Mismatch, Wrong, read};
use crate::files::json::{Json, JsonText, tree};
use serde_path_to_error::Segment;

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
    harmless(json) + "\n"
}

fn file(record: &Record) -> RecordFile {
    RecordFile {
        format: FORMAT.to_owned(),
        format_version: FORMAT_VERSION,
        name: record.name.clone(),
        rounds: record.rounds().map(format_round::round).collect(),
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
    of_json(tree(text).map_err(|_| NoRecord::Foreign)?)
}

/// Says whether JSON is a record, be it one that cannot be read.
pub(crate) fn is_record(json: &Json) -> bool {
    version_of(json) != Err(NoRecord::Foreign)
}

/// Reads the record that stands in JSON.
///
/// # Errors
/// Those of [`parse`].
pub(crate) fn of_json(json: Json) -> Result<Record, NoRecord> {
    let version = version_of(&json)?;
    let json = if version == FIRST_VERSION { as_one_round(json) } else { json };
    let file: RecordFile = read(&json).map_err(|misfit| NoRecord::Broken(place(&misfit, version)))?;
    let rounds = (0..).zip(file.rounds).map(|(at, round)| read_round(round, &of_round(at, version)));
    let mut rounds: Vec<Round> = rounds.collect::<Result<_, _>>()?;
    let round = rounds.pop().ok_or_else(|| NoRecord::Broken("rounds in the record".into()))?;
    Ok(Record { name: file.name, earlier: rounds, round, visit: Visit::default() })
}

/// Returns a record of the first version as one of today's: it had one round, and did not keep the words.
fn as_one_round(json: Json) -> Json {
    let Json::Table(entries) = json else { return json };
    let of_the_whole =
        |(key, _): &(JsonText, Json)| ["format", "format_version", "name"].contains(&&*key.text);
    let (mut whole, mut round): (Vec<_>, Vec<_>) = entries.into_iter().partition(of_the_whole);
    round.push((JsonText::unplaced("words"), Json::List(Vec::new())));
    round.push((JsonText::unplaced("answers_in_words"), Json::List(Vec::new())));
    whole.push((JsonText::unplaced("rounds"), Json::List(vec![Json::Table(round)])));
    Json::Table(whole)
}

/// Returns the version of the format, if this program reads it.
fn version_of(json: &Json) -> Result<u64, NoRecord> {
    let Json::Table(entries) = json else { return Err(NoRecord::Foreign) };
    let value = |key: &str| entries.iter().find(|(name, _)| name.text == key).map(|(_, value)| value);
    match (value("format"), value("format_version")) {
        (Some(Json::Text(format)), _) if format.text != FORMAT => Err(NoRecord::Foreign),
        (Some(Json::Text(_)), Some(Json::Number(version @ FIRST_VERSION..=FORMAT_VERSION))) => Ok(*version),
        (Some(Json::Text(_)), Some(Json::Number(version))) if *version > FORMAT_VERSION => {
            Err(NoRecord::Later(*version))
        }
        (Some(Json::Text(_)), _) => Err(NoRecord::Broken("format_version".into())),
        _ => Err(NoRecord::Foreign),
    }
}

/// Returns the words that name a round in an error; the first version had one, and did not call it so.
fn of_round(at: usize, version: u64) -> String {
    if version == FIRST_VERSION { String::new() } else { format!(", round {}", at + 1) }
}

/// Names the part of a record that does not fit. It uses only keys that every record has, because other keys may be
/// somebody's words.
fn place(misfit: &Mismatch, version: u64) -> String {
    let mut steps: Vec<&Segment> = misfit.path.iter().collect();
    if misfit.wrong == Wrong::Unknown {
        // An unknown key may be somebody's words, so the object around it is named.
        steps.pop();
    }
    let (round, steps) = match steps.as_slice() {
        [Segment::Map { key }, Segment::Seq { index }, inside @ ..] if key == "rounds" => {
            (of_round(*index, version), inside)
        }
        steps => (String::new(), steps),
    };
    let (part, inside) = match steps {
        [Segment::Map { key }, Segment::Seq { index }, inside @ ..]
            if ["consents", "history", "words", "answers_in_words"].contains(&key.as_str()) =>
        {
            (format!("{key}, entry {}", index + 1), inside)
        }
        [Segment::Map { key }, inside @ ..] if key == "state" => (key.clone(), inside),
        inside => ("the record".to_owned(), inside),
    };
    match (inside.first(), misfit.wrong) {
        (Some(Segment::Map { key }), _) => format!("{key} in {part}{round}"),
        (None, Wrong::Missing(key)) => format!("{key} in {part}{round}"),
        _ => format!("{part}{round}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::own_words::{OwnText, OwnWords};
    use crate::domain::answers::response::{Answer, QuestionnaireResponse};
    use crate::domain::id::LinkId;
    use crate::domain::questionnaire::draft::AnswerOption;
    use crate::domain::record::asked_words::{AskedItem, AskedWords};
    use crate::domain::record::contents::{Change, Changed, Consent, RecordState};
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
            .prop_map(|(answers, withheld, part_skipped)| {
                let mut response = QuestionnaireResponse::default();
                for item in part_skipped {
                    response.skip_with_part(&item.as_str().into());
                }
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
            Just(Changed::Own(OwnText::Words)),
            Just(Changed::Own(OwnText::Since)),
            Just(Changed::Own(OwnText::NextStep)),
            Just(Changed::Language),
            Just(Changed::Consent),
            Just(Changed::Questionnaire),
        ];
        let change = (0..4_000_000_000_i64, what, prop::option::of(words()), prop::option::of(words()));
        vec(change.prop_map(|(when, what, from, to)| Change { when: Timestamp(when), what, from, to }), 0..4)
    }

    fn asked_words() -> impl Strategy<Value = AskedWords> {
        let item = (id(), words(), words(), prop::option::of(words()), vec(("[a-z]{1,3}", words()), 0..3));
        let item = item.prop_map(|(id, label, text, help, options)| {
            let option = |(id, text): (String, String)| AnswerOption { id: id.as_str().into(), text };
            AskedItem { id, label, text, help, options: options.into_iter().map(option).collect() }
        });
        (words(), vec(item, 0..3)).prop_map(|(language, items)| AskedWords { language, items })
    }

    prop_compose! {
        fn rounds()(
            answers in answers(), history in changes(), at in prop::option::of(id()),
            notes in btree_map(id(), "\\PC{1,9}", 0..3), seconds in btree_map(id(), any::<u64>(), 0..3),
            flags in vec(id(), 0..3), texts in [words(), words(), words(), words(), words()], when in 0..4_000_000_000_i64,
            consents in vec((words(), words()), 0..3), items in prop::collection::btree_set(id(), 0..4),
            asked in vec(asked_words(), 0..3), carried in any::<bool>(),
        ) -> Round {
            let [language, session_notes, words, since, next_step] = texts;
            let consent = |(language, wording)| Consent { when: Timestamp(when), language, wording };
            Round {
                history, questionnaire: language.clone(), version: words.clone(), words: asked, carried,
                items: items.into_iter().collect(), begun: Timestamp(when), changed: Timestamp(when + 1),
                state: RecordState {
                    language, at, answers, notes, session_notes, flags: flags.into_iter().collect(), seconds,
                    session_seconds: 7, own: OwnWords { words, since, next_step },
                },
                consents: consents.into_iter().map(consent).collect(),
            }
        }
    }

    prop_compose! {
        fn records()(name in words(), earlier in vec(rounds(), 0..3), round in rounds()) -> Record {
            Record { name, earlier, round, visit: Visit::default() }
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
        let option = |id: &str| AnswerOption { id: id.into(), text: "planted words".into() };
        let asked = AskedItem {
            id: item.clone(),
            label: "planted".into(),
            text: "planted question".into(),
            help: Some("planted".into()),
            options: vec![option("planted"), option("other")],
        };
        let round = |begun| Round {
            questionnaire: "small".into(),
            version: "1".into(),
            items: vec![item.clone()],
            words: vec![AskedWords { language: "en".into(), items: vec![asked.clone()] }],
            carried: false,
            begun: Timestamp(begun),
            changed: Timestamp(begun),
            state: RecordState { language: "en".into(), ..RecordState::default() },
            consents: Vec::new(),
            history: Vec::new(),
        };
        let mut earlier = round(-9);
        earlier.state.session_notes = "planted".into();
        let mut record = Record {
            name: "planted".into(),
            earlier: vec![earlier],
            round: Round { carried: true, ..round(0) },
            visit: Visit::default(),
        };
        record.consent("en", "planted", Timestamp(1));
        let mut state = record.round.state.clone();
        state.at = Some(item.clone());
        state.answers.set(&item, Some(Answer::Chosen("planted".into())));
        state.notes.insert(item.clone(), "planted".into());
        state.seconds.insert(item.clone(), 3);
        state.flags.insert(item);
        record.apply(state, Timestamp(2));
        serde_json::from_str(&write(&record)).unwrap()
    }

    /// The record of [`written`], byte for byte as this version of the format has it.
    const WRITTEN: &str = include_str!("../../../tests/content/records/version_2.json");

    /// The same, as the first version of the format had it.
    const WRITTEN_FIRST: &str = include_str!("../../../tests/content/records/version_1.json");

    #[test]
    fn a_record_is_written_as_its_version_has_it() {
        assert_eq!(write(&parse(&written().to_string()).unwrap()), WRITTEN);
    }

    #[test]
    fn a_record_of_the_first_version_opens_as_one_round_without_words() {
        let record = parse(WRITTEN_FIRST).unwrap();
        let now = parse(WRITTEN).unwrap();
        assert!(record.earlier.is_empty() && record.round.words.is_empty() && !record.round.carried);
        assert!(record.round.state == now.round.state && record.round.consents == now.round.consents);
        assert!(record.round.history == now.round.history && record.round.items == now.round.items);
        assert!(
            write(&record).contains("\"format_version\": 2"),
            "an older program does not read it in part"
        );
    }

    /// Asserts that a record with a part replaced is refused, and that this place is named.
    fn breaks(whole: &str, from: &str, to: &str, named: &str) {
        assert!(whole.contains(from), "{from}");
        let broken = whole.replacen(from, to, 1);
        assert_eq!(parse(&broken), Err(NoRecord::Broken(named.into())), "{from} -> {to}");
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
            breaks(WRITTEN_FIRST, from, to, named);
        }
        // Fields in their order are no object.
        let before = WRITTEN_FIRST.split_once("{\n      \"when\"").unwrap().0;
        let list = format!("{before}[\"1970-01-01T00:00:01Z\", \"en\", \"planted\"]], \"history\": []}}");
        assert_eq!(parse(&list), Err(NoRecord::Broken("consents, entry 1".into())));
    }

    #[test]
    fn of_several_rounds_the_one_that_does_not_fit_is_named() {
        for (from, to, named) in [
            ("\"rounds\": [", "\"rounds\": [],\n\"planted\": [", "the record"),
            ("\"carried\": true", "\"carried\": 1", "carried in the record, round 2"),
            ("\"label\": \"planted\"", "\"planted\": \"planted\"", "items in words, entry 1, round 1"),
            ("\"withheld\": []", "\"withheld\": 3", "withheld in state, round 1"),
            ("\"flag\"", "\"words\"", "what in history, entry 3, round 2"),
            (
                "\"withheld\": [],\n        \"not_asked\": [],\n        \"notes\": {\n",
                "\"withheld\": [\"sleep\"],\n        \"not_asked\": [],\n        \"notes\": {\n",
                "answers in state, round 2",
            ),
        ] {
            breaks(WRITTEN, from, to, named);
        }
        let none =
            "{\"format\": \"stillpoint-record\", \"format_version\": 2, \"name\": \"a\", \"rounds\": []}";
        assert_eq!(parse(none), Err(NoRecord::Broken("rounds in the record".into())));
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
                if std::mem::replace(broken.pointer_mut(&place).unwrap(), other.clone()) == other {
                    continue;
                }
                let told = parse(&broken.to_string()).unwrap_err().to_string();
                assert!(!told.contains("planted"), "{told}");
                tried += 1;
            }
            let (above, key) = place.rsplit_once('/').unwrap_or_default();
            let mut broken = whole.clone();
            let Some(above_it) = broken.pointer_mut(above).and_then(Value::as_object_mut) else { continue };
            above_it.insert("planted-key".into(), "planted".into());
            let open = ["/state/answers", "/state/notes"].iter().any(|end| above.ends_with(end));
            let told = parse(&broken.to_string());
            assert!(open || !told.unwrap_err().to_string().contains("planted"), "{above}");
            let mut broken = whole.clone();
            broken.pointer_mut(above).unwrap().as_object_mut().unwrap().shift_remove(key);
            let may_be_missing =
                ["/at", "/from", "/to", "/help", "/carried"].iter().any(|end| place.ends_with(end));
            let may_be_missing = may_be_missing || above.contains("/state/");
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
        assert_eq!(with("format_version", 3.into()), NoRecord::Later(3));
        assert_eq!(with("format_version", 0.into()), NoRecord::Broken("format_version".into()));
        for foreign in ["", "{}", "[]", "planted", "{\"format\": 1}", "\u{feff}{}"] {
            assert_eq!(parse(foreign).unwrap_err(), NoRecord::Foreign, "{foreign}");
        }
        let twice = written().to_string().replacen("\"name\"", "\"name\":\"a\",\"name\"", 1);
        assert!(matches!(parse(&twice), Err(NoRecord::Broken(_))));
        let twice = written().to_string().replacen("{\"sleep\"", "{\"sleep\":\"a\",\"sleep\"", 1);
        assert!(matches!(parse(&twice), Err(NoRecord::Broken(_))));
        assert_eq!(parse(&" ".repeat(LARGEST + 1)).unwrap_err(), NoRecord::TooLarge);
        let mut other = written();
        other["rounds"][0]["begun"] = "2026-02-30T00:00:00Z".into();
        let of_moments = parse(&other.to_string()).unwrap_err().to_string();
        assert!(of_moments.contains("\"begun in the record, round 1\""), "{of_moments}");
    }
}
