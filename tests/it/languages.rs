//! A session in another language: chosen, changed, complete, and with nothing of the first one left standing.

use crate::screens::{SIZES, WAYS};
use crate::support::answering::answers_to;
use crate::support::own::own;
use crate::support::pair::Pair;
use crate::support::player::{Player, flat, sentences, setup, shipped};
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use stillpoint::app::layout::single::Layout;
use stillpoint::app::layout::split::SplitLayout;
use stillpoint::app::screens::registry::context_below;
use stillpoint::app::sheet::lines::{Line, Span};
use stillpoint::app::state::counselor::{CounselorSetup, Side};
use stillpoint::app::state::message::Command as Meaning;
use stillpoint::app::state::model::Setup;
use stillpoint::domain::answers::results::results;
use stillpoint::domain::language::languages::{Language, Languages, Translation};
use stillpoint::domain::language::pseudo::pseudo;
use stillpoint::domain::language::tag::LanguageTag;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::questionnaire::texts::TextKey;
use stillpoint::files::content::{builtin, language, questions, translation};
use stillpoint::files::export::text;
use tempfile::TempDir;

/// A way through all that the review shows, with answers of every kind.
const ANSWERED: &str = "Enter Answers";

/// Words that English cannot do without, and that are no words of Spanish.
const ENGLISH: [&str; 24] = [
    "the", "and", "you", "your", "of", "is", "are", "that", "with", "for", "not", "this", "what", "have",
    "they", "it", "can", "or", "be", "to", "from", "answer", "question", "press",
];

/// A setup that begins in the pseudo-language, the only one there.
pub(crate) fn unspoken() -> Setup {
    let wording = sentences("en");
    let english = Language { wording, questionnaire: Arc::new(shipped()), reviewed_by: None };
    Setup { languages: Languages::new(pseudo(&english), Vec::new()), ..setup(shipped()) }
}

fn in_spanish(width: u16, height: u16, way: &str) -> Player {
    let mut ada = Player::with(Setup { language: 1, ..setup(shipped()) }, width, height);
    ada.press(way);
    ada
}

/// Everything a screen says, what is scrolled out of sight as well, a row a line.
fn said(player: &Player) -> String {
    let layout = Layout::of(&player.model);
    let span = |span: &Span| if let Span::Words(words, _) = span { words.clone() } else { String::new() };
    let row = |line: &Line| line.spans.iter().chain(&line.right).map(span).collect::<Vec<_>>().join("");
    let hints = layout.hints.iter().map(|hint| format!("{} {}", hint.keys, hint.word));
    let rows = layout.sheet.body.iter().map(row);
    std::iter::once(layout.sheet.title.clone()).chain(rows).chain(hints).collect::<Vec<_>>().join("\n")
}

pub(crate) fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1);
    words.map(str::to_lowercase).collect()
}

/// The words of a language's files, names of support lines and all.
pub(crate) fn vocabulary(tag: &str, file: &str) -> BTreeSet<String> {
    let (_, sentences) = builtin::LANGUAGES.iter().find(|(known, _)| *known == tag).unwrap();
    let without_remarks = |text: &str| {
        text.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect::<String>()
    };
    words(&without_remarks(&format!("{sentences}\n{file}")))
}

#[test]
fn a_key_on_the_first_screen_changes_language_and_nothing_is_lost() {
    let mut ada = Player::shipped(80, 24);
    ada.sees("Español 2").press(ANSWERED).press("n 4 Down Enter").write("desde la mudanza").press("Esc Down");
    let (answers, picks) = (ada.model.session.response().clone(), ada.model.picks());
    while context_below(&ada.model) != stillpoint::app::state::context::Context::Welcome {
        ada.press("Esc");
    }
    ada.press("2").sees("Sentirse lejos de los demás").sees("Seguir con sus respuestas").sees("English 2");
    assert!(*ada.model.session.response() == answers && ada.model.picks() == picks);
    assert_eq!(ada.model.copy.own.words.text(), "desde la mudanza");
    assert_eq!(ada.model.copy.path.text(), "/home/ada/notas-para-una-consulta.txt");
    ada.press("Enter @close-relationships").sees("●").sees("A menudo").press("Esc");
    ada.click("English").sees("Feeling distant from others").sees("Español 2");
    assert_eq!(ada.model.copy.path.text(), "/home/ada/notes-for-a-visit.txt");
}

#[test]
fn a_question_that_was_dropped_stays_dropped_in_the_other_language() {
    let mut ada = Player::shipped(80, 24);
    ada.press(ANSWERED).press("n 4 End Up Up Up Up Space");
    let dropped = ada.model.copy.dropped.clone();
    assert_eq!(dropped.len(), 1);
    ada.model.speak(1);
    let question = ada.model.copy.dropped.first().unwrap().clone();
    assert!(
        !dropped.contains(&question)
            && ada.model.client_copy().points.iter().all(|point| point.text != question)
    );
    ada.model.speak(0);
    assert_eq!(ada.model.copy.dropped, dropped);
}

#[test]
fn starting_again_stays_in_the_language_that_is_spoken() {
    let mut ada = Player::shipped(80, 24);
    ada.press("2").press("Enter 1 1");
    ada.model.start_over();
    ada.sees("Empezar");
}

#[test]
fn a_spanish_session_has_not_one_english_word() {
    let english = vocabulary("en", builtin::QUESTIONS);
    let spanish = vocabulary("es", builtin::TRANSLATIONS[0].1);
    // The other language is called by its own name.
    let foreign = |word: &String| english.contains(word) && !spanish.contains(word) && word != "english";
    for (name, way) in WAYS {
        for (width, height) in SIZES {
            let player = in_spanish(width, height, way);
            let strange: Vec<String> = words(&said(&player)).into_iter().filter(foreign).collect();
            assert_eq!(strange, [""; 0], "{name} at {width}x{height}:\n{}", player.screen());
        }
    }
    let ada = in_spanish(80, 24, ANSWERED);
    let copy = text::render(ada.model.questionnaire(), ada.model.wording(), &ada.model.client_copy());
    let identifiers = words("emotional-detachment");
    let strange: Vec<String> =
        words(&copy).into_iter().filter(|it| foreign(it) && !identifiers.contains(it)).collect();
    assert_eq!(strange, [""; 0], "{copy}");
}

#[test]
fn the_spanish_files_are_spanish() {
    let read = translation::parse("es.toml", builtin::TRANSLATIONS[0].1).unwrap();
    // Names of support lines are names, and ways have words that are to be sent as they stand.
    let texts = read.translation.texts.iter().filter(|(key, _)| key.table != "support");
    let mut checked: Vec<(String, String)> =
        texts.map(|(key, text)| (key.to_string(), text.clone())).collect();
    sentences("es").change(|table, key, sentence| checked.push((format!("{table}.{key}"), sentence.clone())));
    for (key, text) in checked {
        // What stands in braces is the name of a place.
        let outside: String =
            text.split('{').map(|part| part.rsplit('}').next().unwrap_or_default()).collect();
        let found: Vec<String> =
            words(&outside).into_iter().filter(|it| ENGLISH.contains(&it.as_str())).collect();
        assert_eq!(found, [""; 0], "{key}: {text}");
    }
}

#[test]
fn every_shipped_translation_is_complete_and_has_nothing_else() {
    let questionnaire = shipped();
    for (tag, file) in builtin::TRANSLATIONS {
        let read = translation::parse(tag, file).unwrap_or_else(|problems| panic!("{problems}"));
        let translated = read.apply(tag, &questionnaire).unwrap();
        assert_eq!((translated.missing, translated.superfluous), (Vec::new(), BTreeSet::new()), "{tag}");
        assert_eq!(read.version, questionnaire.parts().version, "{tag}");
        assert_eq!(read.translation.language.as_str(), *tag);
        let unnamed = questionnaire.parts().support.iter().find(|line| line.id.is_none());
        assert_eq!(unnamed, None, "a line without an id cannot be translated");
    }
    for (tag, file) in builtin::LANGUAGES {
        let wording = language::parse(tag, file).unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(wording.about.language, *tag);
        assert_eq!(builtin::name(tag), Some(wording.about.name.as_str()));
        assert!(wording.about.months.split_whitespace().count() == 12, "{tag}");
    }
}

#[test]
fn a_translation_changes_texts_and_nothing_of_what_matches_what() {
    let english = in_language(0);
    let spanish = in_language(1);
    let of = |player: &Player| {
        let results = results(player.model.questionnaire(), player.model.session.response());
        let sections = results.sections.iter().map(|on| (on.text.id.to_string(), on.because.clone()));
        let guidance = results.guidance.iter().map(|on| (on.text.id.to_string(), on.because.clone()));
        sections.chain(guidance).collect::<Vec<_>>()
    };
    assert_eq!(of(&english), of(&spanish));
    assert_ne!(said(&english), said(&spanish));
}

fn in_language(language: usize) -> Player {
    let mut ada = Player::with(Setup { language, ..setup(shipped()) }, 80, 24);
    ada.press(ANSWERED).press("n");
    ada
}

#[test]
fn nothing_on_any_screen_stands_in_the_code() {
    for (name, way) in WAYS {
        for (width, height) in SIZES {
            let mut player = Player::with(unspoken(), width, height);
            player.press(way);
            let said = said(&player);
            // Keys, the person's own words, and the name of a file, which may be broken in two.
            let known = words("ctrl alt f1 f2 abc home ada txt xt");
            let plain = |word: &String| word.is_ascii() && !known.contains(word);
            let strange: Vec<String> = words(&said).into_iter().filter(plain).collect();
            assert_eq!(strange, [""; 0], "{name} at {width}x{height}:\n{said}");
        }
    }
}

#[test]
fn nothing_on_any_screen_is_cut_however_long_a_language_is() {
    for (name, way) in WAYS {
        for (width, height) in SIZES {
            let mut player = Player::with(unspoken(), width, height);
            player.press(way);
            let layout = Layout::of(&player.model);
            for line in &layout.sheet.body {
                let right = line.right.as_ref().map_or(0, |right| right.columns() + 1);
                let wide = line.columns() + right;
                assert!(wide <= layout.text.width, "{name} at {width}x{height}: {line:?}");
            }
            let said = said(&player);
            let brackets = |bracket| said.matches(bracket).count();
            assert_eq!(brackets('⟦'), brackets('⟧'), "{name} at {width}x{height}:\n{said}");
        }
    }
}

#[test]
fn a_title_or_a_label_of_any_length_is_whole_beside_what_stands_at_its_right() {
    for length in 1..=60 {
        let long: String = "a title of many words that goes on ".chars().cycle().take(length).collect();
        let long = long.trim_end();
        let mut draft = own().parts().clone();
        draft.title = Some(long.to_owned());
        for item in &mut draft.items {
            item.label = long.chars().take(28).collect::<String>().trim_end().to_owned();
        }
        let questionnaire = Questionnaire::new(draft).unwrap();
        let setup = || Setup { language: 0, ..setup(questionnaire.clone()) };
        let whole = |screen: &str, text: &str| flat(screen).contains(text);
        let mut player = Player::with(setup(), 40, 12);
        let screen = player.screen();
        assert!(whole(&screen, "Español 2") && whole(&screen.replace("Español 2", ""), long), "{screen}");
        player.press("Enter Answers");
        let mut pair = Pair::speaking(setup(), CounselorSetup::default(), None, (40, 12));
        let split = SplitLayout::of(&pair.press("Enter 1 a").app);
        let side = split.side(Side::Counselor).unwrap();
        let layout = Layout::of(&player.model);
        for (body, room) in [(&layout.sheet.body, layout.text.width), (&side.sheet.body, side.text.width)] {
            for line in body {
                let right = line.right.as_ref().map_or(0, |right| right.columns() + 2);
                assert!(line.columns() + right <= room, "{length}: {line:?}");
            }
        }
    }
}

#[test]
fn in_a_long_language_the_ways_out_stay_in_sight() {
    for (name, way) in WAYS {
        for (width, height) in SIZES {
            let mut player = Player::with(unspoken(), width, height);
            player.press(way);
            let hinted: Vec<Meaning> =
                Layout::of(&player.model).hints.iter().map(|hint| hint.command).collect();
            for needed in [Meaning::Hide, Meaning::Support] {
                assert!(hinted.contains(&needed), "{name} at {width}x{height}: {}", player.screen());
            }
        }
    }
}

#[test]
fn the_screen_says_that_no_native_speaker_has_read_a_translation() {
    let mut ada = in_spanish(80, 24, "");
    let (asked, unread) = (said(&ada), sentences("es").welcome.not_native);
    assert!(asked.replace('\n', " ").contains(&unread), "{asked}");
    ada.press("2").sees_no(&sentences("en").welcome.not_native);
}

// ------------------------------------------------------------------ the program, as it is called

/// Runs the program under a locale.
fn run(folder: &Path, locale: &str, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stillpoint"));
    command.args(arguments).env_clear().env("LC_ALL", locale).current_dir(folder);
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A folder with a file of answers in it.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let answers = answers_to(&shipped(), r#""answers": {}"#);
    fs::write(folder.path().join("a.json"), answers).unwrap();
    folder
}

#[test]
fn the_locale_and_the_argument_choose_the_language_of_a_report() {
    let folder = folder();
    let first = |locale: &str, arguments: &[&str]| {
        let (status, out, err) = run(folder.path(), locale, &[&["report", "a.json"], arguments].concat());
        assert_eq!((status, err.as_str()), (0, ""), "{arguments:?}");
        out.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(first("C", &[]), "What I noticed");
    assert_eq!(first("es_MX.UTF-8", &[]), "Lo que noté");
    assert_eq!(first("fr_FR.UTF-8", &[]), "What I noticed");
    assert_eq!(first("C", &["--lang", "es-419"]), "Lo que noté");
    fs::write(folder.path().join("s.toml"), "languages = [\"es\", \"en\"]\n").unwrap();
    assert_eq!(first("C", &["--settings", "s.toml"]), "Lo que noté", "nobody else says which");
    assert_eq!(first("en_US.UTF-8", &["--settings", "s.toml"]), "What I noticed");
    assert_eq!(first("es_ES.UTF-8", &["--lang", "en"]), "What I noticed");
    let (status, out, _) = run(folder.path(), "C", &["report", "a.json", "--lang", "es", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((status, report["language"].as_str()), (0, Some("es")));
    let (status, _, err) = run(folder.path(), "C", &["report", "a.json", "--lang", "spanish!"]);
    assert!(status == 2 && err.contains("a language has a tag"), "{err}");
}

#[test]
fn the_questionnaire_is_printed_in_its_translation() {
    let folder = folder();
    let (_, out, _) = run(folder.path(), "es_ES.UTF-8", &["questionnaire"]);
    assert_eq!(out, builtin::QUESTIONS, "what is authored does not follow the locale");
    let (_, out, _) = run(folder.path(), "C", &["questionnaire", "--lang", "es"]);
    assert_eq!(out, builtin::TRANSLATIONS[0].1);
    let (_, out, _) = run(folder.path(), "C", &["questionnaire", "--lang", "es", "--format", "json"]);
    let printed: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(printed["title"], "Sentirse lejos de los demás");
    assert_eq!(printed["id"], "emotional-detachment");
}

/// A site's own questionnaire with a translation that has gaps.
fn site() -> TempDir {
    let folder = folder();
    let questions = fs::read_to_string("tests/content/valid/small.toml").unwrap();
    fs::write(folder.path().join("mine.toml"), questions).unwrap();
    folder
}

#[test]
fn a_sites_own_translation_may_have_gaps_which_its_own_texts_fill() {
    let folder = site();
    let own =
        questions::parse("mine.toml", &fs::read_to_string(folder.path().join("mine.toml")).unwrap()).unwrap();
    let item = own.parts().items.first().unwrap();
    fs::create_dir(folder.path().join("translations")).unwrap();
    let file = format!(
        "questionnaire = \"{}\"\nversion = \"1\"\nlanguage = \"fr\"\n[[items]]\nid = \"{}\"\ntext = \"Je dors mal.\"\n",
        own.parts().id,
        item.id
    );
    fs::write(folder.path().join("translations/fr.toml"), file).unwrap();
    let asked = ["questionnaire", "--questions", "mine.toml", "--lang", "fr-CA", "--format", "json"];
    let (status, out, err) = run(folder.path(), "C", &asked);
    assert_eq!((status, err.as_str()), (0, ""));
    let printed: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&printed["items"][0]["text"], &printed["language"]), (&"Je dors mal.".into(), &"fr".into()));
    assert_eq!(printed["items"][0]["label"], item.label, "what is not translated stays");
}

#[test]
fn the_translation_of_another_questionnaire_is_refused() {
    let folder = site();
    fs::create_dir(folder.path().join("translations")).unwrap();
    fs::write(folder.path().join("translations/es.toml"), builtin::TRANSLATIONS[0].1).unwrap();
    let asked = ["questionnaire", "--questions", "mine.toml", "--lang", "es", "--format", "json"];
    let (status, _, err) = run(folder.path(), "C", &asked);
    assert!(status == 1 && err.contains("the texts of the questionnaire \"emotional-detachment\""), "{err}");
}

#[test]
fn two_questionnaires_in_one_folder_have_a_translation_each() {
    let folder = site();
    let small = fs::read_to_string("tests/content/valid/small.toml").unwrap();
    fs::write(folder.path().join("other.toml"), small.replacen("\"small\"", "\"other\"", 1)).unwrap();
    fs::create_dir(folder.path().join("translations")).unwrap();
    let put = |name: &str, id: &str, text: &str| {
        let head = format!("questionnaire = \"{id}\"\nversion = \"1\"\nlanguage = \"es\"\n");
        let text = format!("{head}[[items]]\nid = \"sleep\"\ntext = \"{text}\"\n");
        fs::write(folder.path().join("translations").join(name), text).unwrap();
    };
    let question = |file: &str| {
        let asked = ["questionnaire", "--questions", file, "--lang", "es", "--format", "json"];
        let (status, out, err) = run(folder.path(), "C", &asked);
        assert_eq!((status, err.as_str()), (0, ""), "{file}");
        serde_json::from_str::<serde_json::Value>(&out).unwrap()["items"][0]["text"].clone()
    };
    put("mine.es.toml", "small", "Duermo poco.");
    put("other.es.toml", "other", "Duermo mal.");
    assert_eq!([question("mine.toml"), question("other.toml")], ["Duermo poco.", "Duermo mal."]);
    put("es.toml", "small", "No duermo.");
    assert_eq!(question("mine.toml"), "Duermo poco.", "what is called after the questionnaire goes before");
    let (_, out, _) = run(folder.path(), "C", &["check", "other.toml"]);
    assert!(out.contains("other.es.toml") && !out.contains("mine.es.toml"), "{out}");
}

#[test]
fn a_translation_that_is_called_after_no_questionnaire_is_refused() {
    let folder = site();
    fs::create_dir(folder.path().join("translations")).unwrap();
    fs::write(folder.path().join("translations/mein.es.toml"), "language = \"es\"\n").unwrap();
    for asked in [&["questionnaire", "--questions", "mine.toml"][..], &["check", "mine.toml"]] {
        let (status, _, err) = run(folder.path(), "C", asked);
        assert!(
            status == 1 && err.contains("called after a questionnaire that is not in the folder"),
            "{err}"
        );
        assert!(err.contains("such as mine.es.toml"), "{err}");
    }
    fs::rename(folder.path().join("translations"), folder.path().join("languages")).unwrap();
    fs::rename(folder.path().join("languages/mein.es.toml"), folder.path().join("languages/mine.fr.toml"))
        .unwrap();
    let (status, _, err) = run(folder.path(), "C", &["questionnaire", "--questions", "mine.toml"]);
    assert!(status == 1 && err.contains("its name is not a language tag"), "sentences are for all: {err}");
}

#[test]
fn a_translation_made_of_every_text_leaves_nothing_out() {
    let questionnaire = shipped();
    let mut texts: HashMap<TextKey, String> = HashMap::new();
    let _ = questionnaire.in_other_words("xx", |key, text| drop(texts.insert(key, text.clone())));
    let language = LanguageTag::parse("xx").unwrap();
    let whole = Translation { language, reviewed_by: Vec::new(), texts };
    let translated = whole.apply(&questionnaire);
    assert!(translated.missing.is_empty() && translated.superfluous.is_empty());
    let read = translation::parse("es.toml", builtin::TRANSLATIONS[0].1).unwrap();
    assert_eq!(read.translation.texts.len(), whole.texts.len());
}
