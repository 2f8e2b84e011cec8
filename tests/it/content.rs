//! The content and its loaders: folders of valid and of invalid files, each invalid one with the exact message
//! expected beside it. Adding a case is adding a file; `BLESS=1 cargo test` writes the messages anew. An invalid language
//! is a patch on the shipped English one, so that a new sentence is written there alone.

use crate::support::forbidden::assert_clean;
use crate::support::own::own;
use crate::support::patch::{patched, without_lines};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use stillpoint::domain::answers::response::ItemState;
use stillpoint::domain::language::wording::{CountWords, Wording};
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::questionnaire::rules::Rule;
use stillpoint::files::content::{builtin, language, questions, translation};
use stillpoint::files::toml::diagnostic::{Diagnostics, is_unsafe};
use stillpoint::files::{answers, text_file};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content").join(name)
}

/// Returns the files of a folder that end so, sorted, each with the name that messages show.
fn files(name: &str, ending: &str) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(folder(name)).expect("the folder is there");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), path))
        .collect();
    files.sort();
    files
}

fn load(name: &str, path: &Path) -> Result<Questionnaire, Diagnostics> {
    let text = text_file::text_of(name, fs::read(path).expect("the file can be read"))?;
    questions::parse(name, &text)
}

fn small() -> Questionnaire {
    load("small.toml", &folder("valid/small.toml")).expect("it is valid")
}

fn shipped() -> Questionnaire {
    questions::parse("questions.toml", builtin::QUESTIONS).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Compares what was said about each invalid file with the text beside it; all differences at once.
fn compare(said: Vec<(PathBuf, Option<Diagnostics>)>) {
    compare_texts(
        said.into_iter().map(|(path, said)| (path, said.map(|said| format!("{said}\n")))).collect(),
    );
}

fn compare_texts(said: Vec<(PathBuf, Option<String>)>) {
    let mut wrong = Vec::new();
    for (path, found) in said {
        let Some(found) = found else {
            wrong.push(format!("{} was accepted", path.display()));
            continue;
        };
        assert!(!found.chars().any(|c| c != '\n' && is_unsafe(c)), "{found:?}");
        let expected = path.with_extension("txt");
        #[expect(clippy::disallowed_methods, reason = "whoever runs the tests asks for it")]
        if std::env::var("BLESS").is_ok() {
            fs::write(&expected, &found).expect("it can be written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push(format!("{}:\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "not as expected:\n\n{}", wrong.join("\n"));
}

#[test]
fn every_valid_questionnaire_is_accepted() {
    for (name, path) in files("valid", "toml") {
        if let Err(problems) = load(&name, &path) {
            panic!("{problems}");
        }
    }
}

#[test]
fn every_invalid_questionnaire_gets_its_message() {
    let files = files("invalid", "toml");
    assert!(files.len() >= 40);
    compare(files.into_iter().map(|(name, path)| (path.clone(), load(&name, &path).err())).collect());
}

#[test]
fn every_valid_file_of_answers_is_accepted() {
    let questionnaire = small();
    for (name, path) in files("answers/valid", "json") {
        let text = text_file::read(&path).expect("it can be read");
        if let Err(problems) = answers::parse(&name, &text, &questionnaire) {
            panic!("{problems}");
        }
    }
}

#[test]
fn every_invalid_file_of_answers_gets_its_message() {
    let questionnaire = small();
    let files = files("answers/invalid", "json");
    assert!(files.len() >= 15);
    let read = |(name, path): (String, PathBuf)| {
        let text = text_file::text_of(&name, fs::read(&path).expect("it can be read"));
        let said = text.and_then(|text| answers::parse(&name, &text, &questionnaire)).err();
        (path, said)
    };
    compare(files.into_iter().map(read).collect());
}

#[test]
fn every_invalid_translation_gets_its_message() {
    let files = files("translations/invalid", "toml");
    assert!(files.len() >= 10);
    let read = |(name, path): (String, PathBuf)| {
        let said = translation::parse(&name, &fs::read_to_string(&path).expect("it can be read")).err();
        (path, said)
    };
    compare(files.into_iter().map(read).collect());
}

#[test]
fn every_valid_translation_is_accepted() {
    for (name, path) in files("translations/valid", "toml") {
        let read = translation::parse(&name, &fs::read_to_string(&path).expect("it can be read"));
        let read = read.unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(
            read.apply(&name, &small()).expect("they belong together").superfluous.len(),
            usize::from(name == "part.toml")
        );
    }
}

#[test]
fn every_invalid_language_gets_its_message() {
    let patches = files("languages", "patch");
    assert!(patches.len() >= 12);
    let read = |(name, path): (String, PathBuf)| {
        let text = patched(builtin::ENGLISH, &fs::read_to_string(&path).expect("it can be read"));
        let said = language::parse(&name.replace(".patch", ".toml"), &text).err();
        (path, said.map(|said| without_lines(&format!("{said}\n"), &text)))
    };
    compare_texts(patches.into_iter().map(read).collect());
}

#[test]
fn no_expected_message_is_without_its_file() {
    let folders = [
        ("invalid", "toml"),
        ("answers/invalid", "json"),
        ("translations/invalid", "toml"),
        ("languages", "patch"),
    ];
    for (name, ending) in folders {
        for (_, path) in files(name, "txt") {
            assert!(path.with_extension(ending).exists(), "{}", path.display());
        }
    }
}

#[test]
fn answers_are_read_as_they_stand() {
    let questionnaire = small();
    let text = text_file::read(&folder("answers/valid/small.json")).expect("it can be read");
    let response = answers::parse("small.json", &text, &questionnaire).expect("it is valid").response;
    assert!(response.state(&"sleep".into()) == ItemState::Answered(&"often".into()));
    assert!(response.state(&"own".into()) == ItemState::Declined);
    assert!(response.state(&"rest".into()) == ItemState::NotAsked);
}

#[test]
fn no_message_about_answers_names_a_valid_one() {
    let questionnaire = small();
    let text = r#"{"questionnaire": "small", "version": "1",
        "answers": {"own": "mine", "own": "mine", "sleep": "mine2"}, "not_asked": ["own"]}"#;
    let said = answers::parse("a.json", text, &questionnaire).expect_err("it is invalid").to_string();
    assert!(!said.contains("\"mine\""), "{said}");
}

#[test]
fn escaped_texts_are_read_and_windows_line_ends_are_not_part_of_texts() {
    let questionnaire = load("w.toml", &folder("valid/windows-line-ends.toml")).expect("it is valid");
    assert_eq!(questionnaire.sections()[0].text, "One paragraph.\n\nAnother one.");
}

mod unreadable {
    use super::*;

    fn message(path: &Path) -> String {
        let said = text_file::read(path).expect_err("it cannot be read").to_string();
        said.replace(&path.display().to_string(), "FILE")
    }

    #[test]
    fn each_gets_its_own_message() {
        let dir = tempfile::tempdir().expect("a folder");
        let at = |name: &str| dir.path().join(name);
        fs::write(at("file"), "x").expect("written");
        std::os::unix::fs::symlink(at("loop"), at("loop")).expect("linked");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            at("pipe"),
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RWXU,
            0,
        )
        .expect("a pipe");
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).expect("a socket");
        for (path, start) in [
            (at("missing"), "FILE: There is no such file."),
            (at("file/below"), "FILE: A part of this path is a file, not a folder."),
            (at("loop"), "FILE: This is a link that leads round in a circle."),
            (dir.path().to_owned(), "FILE: This is a folder, not a file."),
            (at("pipe"), "FILE: Nothing is written into this pipe."),
            (at("socket"), "FILE: This is a socket, not a file."),
            (PathBuf::from("/dev/zero"), "FILE: This is a device, not a file."),
            (at("a\0b"), "FILE: This cannot be the name of a file."),
            (at(&"a".repeat(300)), "FILE: This cannot be the name of a file."),
        ] {
            let said = message(&path);
            // A NUL in a name is shown as something else, so the name is not found in the message.
            assert!(said.contains(start.trim_start_matches("FILE")), "{said}");
        }
    }

    #[test]
    fn a_file_may_have_one_mebibyte_and_not_a_byte_more() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("large");
        fs::write(&path, vec![b'#'; text_file::LARGEST]).expect("written");
        assert!(text_file::read(&path).is_ok());
        for len in [text_file::LARGEST as u64 + 1, 100 * 1024 * 1024] {
            fs::File::create(&path).and_then(|file| file.set_len(len)).expect("a file with a hole");
            assert!(message(&path).starts_with("FILE: The file is larger than 1 MiB"));
        }
        let endless =
            text_file::read_limited("standard input", std::io::repeat(b'#')).expect_err("too large");
        assert!(endless.to_string().starts_with("standard input: The file is larger than 1 MiB"));
    }

    #[test]
    fn a_file_without_permission_says_so() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("closed");
        fs::write(&path, "x").expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("closed");
        // The superuser may read it all the same.
        match text_file::read(&path) {
            Ok(_) => assert!(rustix::process::geteuid().is_root()),
            Err(said) => assert!(said.to_string().contains("You may not read this file.")),
        }
    }
}

mod the_shipped_files {
    use super::*;

    #[test]
    fn load() {
        shipped();
    }

    #[test]
    fn contain_no_damaged_phrase() {
        let (said, avoided) = builtin::QUESTIONS.split_once("[[avoided]]").expect("the list of the phrases");
        assert!(!avoided.split("[[avoided]]").any(|entry| entry.contains("[[")), "it stands at the end");
        assert_clean("questions.toml", said);
        for (tag, file) in builtin::TRANSLATIONS.iter().chain(builtin::LANGUAGES) {
            assert_clean(tag, file);
        }
        for (index, text) in texts(&shipped()).iter().enumerate() {
            assert_clean(&format!("text {index} of questions.toml, {text:?},"), text);
        }
    }

    #[test]
    fn cite_each_of_the_125_facts_or_say_why_not() {
        let questionnaire = shipped();
        let parts = questionnaire.parts();
        let cited: BTreeSet<_> = (parts.items.iter().flat_map(|item| &item.facts))
            .chain(parts.sections.iter().flat_map(|section| &section.facts))
            .chain(parts.guidance.iter().flat_map(|guidance| &guidance.facts))
            .collect();
        assert_eq!(parts.facts.len(), 125);
        for fact in &parts.facts {
            let waived = fact.waived.is_some();
            assert!(cited.contains(&fact.id) != waived, "{}: cited and waived are {waived}", fact.id);
        }
    }

    #[test]
    fn tell_what_was_damaged() {
        for fact in &shipped().parts().facts {
            let damaged = fact.status.as_str() != "clear";
            assert_eq!(fact.note.is_some(), damaged, "{}", fact.id);
        }
    }

    #[test]
    fn never_ask_for_more_than_one_answer() {
        fn counts(rule: &Rule) -> Vec<usize> {
            let count = |leaf: &&Rule| if let Rule::Group { count, .. } = leaf { Some(*count) } else { None };
            rule.leaves().iter().filter_map(count).collect()
        }
        let questionnaire = shipped();
        let sections = questionnaire.sections().iter().filter_map(|section| section.show.as_ref());
        let rules = sections.chain(questionnaire.guidance().iter().map(|guidance| &guidance.show));
        assert!(rules.flat_map(counts).all(|count| count == 1));
    }

    fn texts(questionnaire: &Questionnaire) -> Vec<String> {
        let parts = questionnaire.parts();
        let mut texts: Vec<String> = Vec::new();
        texts.extend(parts.title.clone().into_iter().chain(parts.description.clone()));
        texts.extend(parts.option_sets.iter().flat_map(|set| set.options.iter().map(|o| o.text.clone())));
        for group in &parts.groups {
            texts.extend([Some(group.title.clone()), group.note.clone()].into_iter().flatten());
        }
        for item in &parts.items {
            texts.extend([item.label.clone(), item.text.clone()]);
            texts.extend(
                [&item.help, &item.caution, &item.prompt, &item.listen_for].into_iter().flatten().cloned(),
            );
            texts.extend(item.follow_ups.iter().cloned());
        }
        for section in &parts.sections {
            texts.extend([section.title.clone(), section.text.clone()]);
        }
        for guidance in &parts.guidance {
            texts.extend([guidance.title.clone(), guidance.text.clone(), guidance.next_step.clone()]);
            texts.extend(guidance.ask.iter().cloned());
        }
        for line in &parts.support {
            texts.extend([line.name.clone(), line.hours.clone(), line.checked_at.clone()]);
            texts.extend(line.ways.iter().cloned());
        }
        texts.extend(parts.terms.iter().flat_map(|term| [term.term.clone(), term.meaning.clone()]));
        for fact in &parts.facts {
            texts.push(fact.gist.clone());
            texts.extend([&fact.note, &fact.waived].into_iter().flatten().cloned());
        }
        texts
    }
}

mod languages {
    use super::*;

    /// Writes a language file in which every sentence is its own name.
    fn whole() -> String {
        let mut file = String::new();
        for (table, keys) in Wording::KEYS {
            file += &format!("[{table}]\n");
            keys.iter().for_each(|key| file += &format!("{key} = \"{table} {key}\"\n"));
        }
        file += "[plural]\none = \"n = 1\"\n[count]\n";
        for key in CountWords::KEYS {
            file += &format!("{key} = {{ one = \"one {key}\", other = \"{{n}} {key}\" }}\n");
        }
        file.replace("language = \"about language\"", "language = \"en\"")
    }

    fn said(text: &str) -> String {
        language::parse("xx.toml", text).expect_err("it is invalid").to_string()
    }

    #[test]
    fn a_whole_file_is_read_and_the_built_in_one_is_whole() {
        let wording = language::parse("xx.toml", &whole()).expect("it is whole");
        assert_eq!(wording.leave.not_kept, "leave not_kept");
        assert_eq!(wording.counted(&wording.count.questions, 1, &[]), "one questions");
        if let Err(problems) = language::parse("languages/en.toml", builtin::ENGLISH) {
            panic!("{problems}");
        }
    }

    #[test]
    fn a_language_may_have_more_forms_than_english() {
        let few = "few = \"v = 0 and i % 10 = 2..4 and i % 100 != 12..14\"\n";
        let text = whole()
            .replace("[plural]\n", &format!("[plural]\n{few}"))
            .replace("{ one = \"one ", "{ few = \"{n} in few\", one = \"one ");
        let wording = language::parse("xx.toml", &text).unwrap_or_else(|problems| panic!("{problems}"));
        let counted = |number| wording.counted(&wording.count.records, number, &[]);
        assert_eq!([1, 3, 12, 23].map(counted), ["one records", "3 in few", "12 records", "23 in few"]);
    }

    #[test]
    fn every_missing_and_every_unknown_sentence_is_named_with_its_line() {
        let text = whole()
            .replace("heading = \"leave heading\"\n", "headng = \"Leave?\"\n")
            .replace("text = \"restart text\"\n", "")
            .replace("skip = \"note skip\"\n", "skip = 5\n")
            .replace("[key]", "[keys]");
        let said = said(&text);
        let line = |needle: &str| text.lines().position(|line| line.starts_with(needle)).expect("a line") + 1;
        for expected in [
            format!("xx.toml:{}:1: This table has no key \"headng\".", line("headng")),
            "Did you mean \"heading\"?".to_owned(),
            format!("xx.toml:{}:1: This table needs \"text\".", line("[restart]")),
            format!("xx.toml:{}:8: \"skip\" is a whole number, but text belongs here.", line("skip = 5")),
            format!("xx.toml:{}:2: The file has no key \"keys\".", line("[keys]")),
        ] {
            assert!(said.contains(&expected), "{expected}\n\n{said}");
        }
        assert_eq!(said.matches("xx.toml").count(), 4, "{said}");
    }

    #[test]
    fn an_empty_file_names_every_table() {
        let said = said("");
        for (table, _) in Wording::KEYS {
            assert!(said.contains(&format!("The file needs \"{table}\".")), "{said}");
        }
    }
}

/// A change to a file: at a place between 0 and 1, remove so many characters and put these in.
fn mutations() -> impl Strategy<Value = Vec<(f64, usize, String)>> {
    let piece = prop_oneof![
        any::<String>(),
        "[\\[\\]{}\"'=,.#\\\\\n\t 0-9a-z-]{0,6}",
        Just("\"\"\"".to_owned()),
        Just("[[items]]\n".to_owned()),
    ];
    proptest::collection::vec((0.0..1.0, 0_usize..12, piece), 1..6)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place within a small file")]
fn mutate(text: &str, mutations: &[(f64, usize, String)]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (place, removed, put) in mutations {
        let start = (place * chars.len() as f64) as usize;
        let end = (start + removed).min(chars.len());
        chars.splice(start..end, put.chars());
    }
    chars.into_iter().collect()
}

/// Feeds a text to every parser; none may panic, and none may print anything unsafe.
fn survives(text: &str) -> Result<(), TestCaseError> {
    let questionnaire = small();
    let said = [
        questions::parse("a.toml", text).err(),
        language::parse("a.toml", text).err(),
        answers::parse("a.json", text, &questionnaire).err(),
    ];
    for problems in said.into_iter().flatten() {
        prop_assert!(!problems.0.is_empty());
        let printed = problems.to_string();
        prop_assert!(!printed.chars().any(|c| c != '\n' && is_unsafe(c)), "{printed:?}");
        let places = problems.0.iter().filter_map(|problem| problem.place.as_ref());
        prop_assert!(places.map(|place| place.line).is_sorted());
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        survives(&text)?;
    }

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(text) = text_file::text_of("a", bytes) {
            survives(&text)?;
        }
    }

    #[test]
    fn any_change_to_a_small_file_is_survived(changes in mutations()) {
        let text = fs::read_to_string(folder("valid/small.toml")).expect("it can be read");
        survives(&mutate(&text, &changes))?;
    }

    #[test]
    fn any_change_to_a_file_of_answers_is_survived(changes in mutations()) {
        let text = fs::read_to_string(folder("answers/valid/small.json")).expect("it can be read");
        survives(&mutate(&text, &changes))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_change_to_the_shipped_file_is_survived(changes in mutations()) {
        survives(&mutate(builtin::QUESTIONS, &changes))?;
    }
}

/// Adds the kinds of a rule, and of those in it.
fn kinds_of_rules(rule: &Rule, kinds: &mut BTreeSet<&'static str>) {
    let (kind, inner): (_, &[Rule]) = match rule {
        Rule::Always => ("always", &[]),
        Rule::AtLeast(..) => ("at_least", &[]),
        Rule::Is(..) => ("is", &[]),
        Rule::Group { .. } => ("group", &[]),
        Rule::Any(rules) => ("any", rules),
        Rule::All(rules) => ("all", rules),
    };
    kinds.insert(kind);
    inner.iter().for_each(|rule| kinds_of_rules(rule, kinds));
}

#[test]
fn the_questionnaire_of_the_tests_has_something_of_every_kind() {
    let questionnaire = own();
    let parts = questionnaire.parts();
    let tallied = parts.groups.iter().filter(|group| group.tallied).count();
    assert!(
        tallied > 1 && tallied < parts.groups.len() && parts.groups.iter().any(|group| group.note.is_some())
    );
    assert!(
        parts.option_sets.iter().any(|set| set.ordered) && parts.option_sets.iter().any(|set| !set.ordered)
    );
    assert!(
        parts.items.iter().any(|item| item.sensitive) && parts.items.iter().any(|item| item.guard.is_some())
    );
    assert!(parts.items.iter().all(|item| item.prompt.is_some() && item.listen_for.is_some()));
    assert!(parts.sections.iter().any(|section| section.show.is_none()) && !parts.terms.is_empty());
    assert!(
        parts.facts.iter().any(|fact| fact.reading_only)
            && parts.facts.iter().any(|fact| fact.note.is_some())
    );
    assert!(questionnaire.regions().len() > 2);
    let shown = parts.sections.iter().filter_map(|section| section.show.as_ref());
    let mut kinds = BTreeSet::new();
    shown.chain(parts.guidance.iter().map(|one| &one.show)).for_each(|rule| kinds_of_rules(rule, &mut kinds));
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["all", "always", "any", "at_least", "group", "is"]);
}

/// Says how much two questions have in common: 1 if they have the same words, 0 if none.
fn likeness(one: &str, other: &str) -> f64 {
    let words = |text: &str| -> BTreeSet<String> {
        text.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
    };
    let (one, other) = (words(one), words(other));
    one.intersection(&other).count() as f64 / one.union(&other).count() as f64
}

#[test]
fn no_question_for_a_doctor_is_there_twice_in_nearly_the_same_words() {
    let english = shipped();
    let spanish = translation::parse("es.toml", builtin::TRANSLATIONS[0].1).expect("it is valid");
    for questionnaire in [&spanish.translation.apply(&english).questionnaire, &english] {
        let all: BTreeSet<&str> =
            questionnaire.guidance().iter().flat_map(|guidance| &guidance.ask).map(String::as_str).collect();
        for (one, other) in all.iter().flat_map(|one| all.iter().map(move |other| (one, other))) {
            assert!(one == other || likeness(one, other) < 0.6, "{one}\n{other}");
        }
    }
}
