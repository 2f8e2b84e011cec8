//! What `check` tells a translator: held against its questionnaire, what is missing, what nobody will see, and what the
//! lints find in the other language, each at its line.

use crate::support::answering::answers_to;
use crate::support::player::shipped;
use crate::support::run_in::run_in;
use std::fs;
use std::path::Path;
use stillpoint::files::content::builtin;
use tempfile::TempDir;

/// A site's questionnaire with a folder of translations and one of sentences beside it.
struct Site(TempDir);

impl Site {
    /// Makes a site of the shipped files, with one thing replaced in one of them.
    fn with(file: &str, replaced: (&str, &str)) -> Self {
        let site = Self(TempDir::new().unwrap());
        let (translation, sentences) = (builtin::TRANSLATIONS[0].1, builtin::LANGUAGES[1].1);
        let shipped = [
            ("mine.toml", builtin::QUESTIONS),
            ("translations/es.toml", translation),
            ("languages/es.toml", sentences),
        ];
        for (name, text) in shipped {
            assert!(name != file || text.contains(replaced.0), "{} is not in {name}", replaced.0);
            let text = if name == file { text.replacen(replaced.0, replaced.1, 1) } else { text.to_owned() };
            let path = site.0.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        site
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        run_in(self.path(), arguments)
    }

    /// Checks the questionnaire strictly and returns what was said of the file, which is found by itself.
    fn told(&self) -> String {
        let (status, out, err) = self.run(&["check", "--strict", "mine.toml"]);
        assert_eq!(status, 1, "{out}\n{err}");
        err
    }
}

/// The line of a file on which a text stands, from 1.
fn line(text: &str, part: &str) -> usize {
    text.lines().position(|line| line.contains(part)).unwrap() + 1
}

#[test]
fn a_sites_languages_are_checked_with_its_questionnaire() {
    let site = Site::with("mine.toml", ("reviewed_by = []", "reviewed_by = [\"Dr. Example\"]"));
    let (status, out, err) = site.run(&["check", "--strict", "mine.toml"]);
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
    for file in ["mine.toml", "translations/es.toml", "languages/es.toml"] {
        assert!(out.contains(&format!("{file}: no problems")), "{out}");
    }
    assert!(out.contains("note [not-reviewed]: No native speaker has reviewed this translation."), "{out}");
}

#[test]
fn a_text_that_is_not_translated_is_named_at_its_entry() {
    let spanish = builtin::TRANSLATIONS[0].1;
    let (_, item) = spanish.split_once("id = \"close-relationships\"").unwrap();
    let help = item.lines().find(|line| line.starts_with("help = ")).unwrap();
    let site = Site::with("translations/es.toml", (&format!("{help}\n"), ""));
    let told = site.told();
    let at = line(spanish, "id = \"close-relationships\"") - 1;
    let expected = format!(
        "translations/es.toml:{at}:1: warning [missing-translation]: \
         Not translated of \"close-relationships\" in \"items\": help."
    );
    assert!(told.starts_with(&expected), "{told}");
    assert!(told.contains("Add here: help. Until then it is shown in \"en\"."), "{told}");
    let (status, _, _) = site.run(&["check", "mine.toml"]);
    assert_eq!(status, 0, "a site's own translation may have gaps");
}

#[test]
fn an_entry_that_is_not_translated_at_all_is_named_once() {
    let spanish = builtin::TRANSLATIONS[0].1;
    let begin = spanish.find("[[terms]]").unwrap();
    let entry = &spanish[begin..begin + spanish[begin + 1..].find("[[").unwrap() + 1];
    let told = Site::with("translations/es.toml", (entry, "")).told();
    assert_eq!(told.matches("[missing-translation]").count(), 1, "{told}");
    assert!(
        told.contains("in \"terms\": meaning, term.") && told.contains("Add [[terms]] with id = "),
        "{told}"
    );
}

#[test]
fn a_text_that_nobody_will_see_is_named_at_its_line() {
    let site = Site::with("translations/es.toml", ("id = \"sharing-feelings\"", "id = \"sharing-feeling\""));
    let told = site.told();
    let at = line(builtin::TRANSLATIONS[0].1, "id = \"sharing-feelings\"") + 1;
    assert!(
        told.contains(&format!("translations/es.toml:{at}:9: warning [superfluous-translation]: ")),
        "{told}"
    );
    assert!(told.contains("The questionnaire has no text \"items.sharing-feeling.label\"."), "{told}");
}

#[test]
fn a_translation_of_an_older_version_is_told() {
    let version = &shipped().parts().version.clone();
    let told = Site::with("mine.toml", (&format!("version = \"{version}\""), "version = \"99.1\"")).told();
    assert!(
        told.contains(&format!("warning [stale-translation]: Version {version} was translated")),
        "{told}"
    );
    assert!(told.contains("then write version = \"99.1\""), "{told}");
}

#[test]
fn blame_and_labels_are_found_in_spanish_too() {
    let spanish = builtin::TRANSLATIONS[0].1;
    let step = spanish.lines().find(|line| line.starts_with("next_step = ")).unwrap();
    for (words, lint) in [("Es culpa suya.", "blame"), ("Usted padece depresión.", "labelling")] {
        let blaming = format!("next_step = \"{words}\"");
        let told = Site::with("translations/es.toml", (step, &blaming)).told();
        let at = line(spanish, step);
        assert!(told.contains(&format!("translations/es.toml:{at}:")), "{told}");
        assert!(told.contains(&format!("warning [{lint}]")), "{told}");
    }
}

#[test]
fn what_does_not_fit_in_the_other_language_is_found_at_its_line() {
    let spanish = builtin::TRANSLATIONS[0].1;
    let option = "{ id = \"sometimes\", text = \"A veces\" }";
    let long = "A veces, o al menos algunas veces, aunque no siempre que estoy con otras personas, y según el día, \
                el lugar, la hora y la gente que haya alrededor, sin que pueda decir cuándo";
    let told = Site::with("translations/es.toml", (option, &option.replace("A veces", long))).told();
    let at = line(spanish, option);
    assert!(
        told.contains(&format!("translations/es.toml:{at}:")) && told.contains("[does-not-fit]"),
        "{told}"
    );
}

#[test]
fn a_support_line_without_an_id_cannot_be_translated() {
    let told = Site::with("mine.toml", ("id = \"us-emergency-1\"\n", "")).told();
    assert!(told.contains("has no id, so that no translation can find it"), "{told}");
    assert!(told.contains("The questionnaire has no text \"support.us-emergency-1."), "{told}");
}

/// A site's own sentences in a language that is not built in, which begin with these words.
fn in_galician(site: &Site, begin: &str) {
    let sentences = builtin::LANGUAGES[1].1.replace("language = \"es\"", "language = \"gl\"");
    let sentences = sentences.replace("begin = \"Empezar\"\n", begin);
    fs::write(site.path().join("languages/gl.toml"), sentences).unwrap();
    let translation = builtin::TRANSLATIONS[0].1.replace("language = \"es\"", "language = \"gl\"");
    fs::write(site.path().join("translations/gl.toml"), translation).unwrap();
}

#[test]
fn a_sentence_that_a_site_leaves_out_is_reported() {
    let site = Site::with("mine.toml", ("", ""));
    in_galician(&site, "");
    let told = site.told();
    let at = line(builtin::LANGUAGES[1].1, "[welcome]");
    let expected =
        format!("languages/gl.toml:{at}:1: warning [missing-translation]: The sentence \"welcome.begin\"");
    assert!(told.contains(&expected), "{told}");
}

#[test]
fn a_language_that_was_just_begun_is_told_table_by_table() {
    let site = Site::with("mine.toml", ("", ""));
    in_galician(&site, "");
    let file = site.path().join("languages/gl.toml");
    let told = |sentences: &str| {
        fs::write(&file, sentences).unwrap();
        let (_, out, err) = site.run(&["check", "languages/gl.toml"]);
        format!("{out}{err}")
    };
    let begun = told("[about]\nlanguage = \"gl\"\nname = \"Galego\"\n\n[welcome]\nbegin = \"Comezar\"\n");
    assert!(
        begun.contains("warning [missing-translation]: All sentences of [safety] are missing."),
        "{begun}"
    );
    assert!(begun.contains("sentences of [welcome] are missing: heading, "), "{begun}");
    assert!(begun.contains("Until then they are said in \"en\"."), "{begun}");
    assert!(
        begun.contains("note [not-reviewed]") && begun.contains("Write reviewed_by = [] above all tables")
    );
    assert!(begun.matches("warning").count() < 60, "{begun}");
    let copied = told(&builtin::ENGLISH.replace("language = \"en\"", "language = \"gl\""));
    assert!(
        copied.contains("warning [missing-translation]: All sentences of [safety] are still in English."),
        "{copied}"
    );
    assert!(copied.contains("All sentences of [hint] are still in English."), "{copied}");
    assert!(copied.contains("Translate them into \"gl\"."), "{copied}");
    let unread = builtin::LANGUAGES[1].1.replace("language = \"es\"", "language = \"gl\"");
    fs::write(&file, unread.replace("reviewed_by = []\n", "")).unwrap();
    let translation = site.path().join("translations/gl.toml");
    let named =
        fs::read_to_string(&translation).unwrap().replace("reviewed_by = []", "reviewed_by = [\"Ana\"]");
    fs::write(&translation, named).unwrap();
    let form = ["questionnaire", "--questions", "mine.toml", "--format", "text", "--lang", "gl"];
    let (_, out, err) = site.run(&form);
    assert!(!out.is_empty() && !out.contains("Ana"), "{out}{err}");
    let untagged = told("[safety]\nfull = \"Axuda\"\n");
    assert!(untagged.contains("[about]") && !untagged.contains("option_sets"), "{untagged}");
}

#[test]
fn while_the_questionnaire_has_a_fault_its_translation_is_not_blamed() {
    let site = Site::with("translations/es.toml", ("= \"emotional-detachment\"", "= \"mine\""));
    let faulty =
        builtin::QUESTIONS.replace("id = \"emotional-detachment\"\nversion", "id = \"mine\"\nversoin");
    fs::write(site.path().join("mine.toml"), faulty).unwrap();
    let (status, out, err) = site.run(&["check", "mine.toml"]);
    assert!(status == 1 && err.contains("Did you mean \"version\"?"), "{err}");
    assert!(!err.contains("translations/es.toml"), "{err}");
    assert!(out.contains("translations/es.toml: note: Its questionnaire has a fault"), "{out}");
}

#[test]
fn what_is_built_in_about_safety_no_site_can_take_away() {
    let heading = "title = \"Lo que noté\"";
    let site = Site::with("languages/es.toml", (heading, "title = \"Otra cosa\""));
    in_galician(&site, "begin = \"Comezar\"\n");
    let own = fs::read_to_string(site.path().join("languages/gl.toml")).unwrap();
    fs::write(site.path().join("languages/gl.toml"), own.replace(heading, "title = \"O que notei\""))
        .unwrap();
    let answers = answers_to(&shipped(), r#""answers": {}"#);
    fs::write(site.path().join("a.json"), answers).unwrap();
    let first = |lang| {
        let (status, out, err) = site.run(&["report", "a.json", "--questions", "mine.toml", "--lang", lang]);
        assert_eq!((status, err.as_str()), (0, ""));
        out.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!((first("es").as_str(), first("gl").as_str()), ("Lo que noté", "O que notei"));
    let (_, out, _) = site.run(&["check", "mine.toml"]);
    assert!(out.contains("note [built-in-language]: The sentences in \"es\" are built in"), "{out}");
}

#[test]
fn a_translation_alone_is_held_against_the_built_in_questionnaire_or_refused() {
    let site = Site::with(
        "translations/es.toml",
        ("questionnaire = \"emotional-detachment\"", "questionnaire = \"other\""),
    );
    let (status, _, err) = site.run(&["check", "translations/es.toml"]);
    assert_eq!(status, 1);
    assert!(err.contains("There is no questionnaire \"other\" here to hold this against."), "{err}");
    assert!(err.contains("stillpoint check QUESTIONS TRANSLATION"), "{err}");
}

#[test]
fn a_translation_named_alone_is_held_against_the_questionnaire_above_its_folder() {
    let site = Site::with("translations/es.toml", ("= \"emotional-detachment\"", "= \"mine\""));
    let own = builtin::QUESTIONS
        .replace("id = \"emotional-detachment\"\nversion = \"", "id = \"mine\"\nversion = \"9");
    fs::write(site.path().join("mine.toml"), own).unwrap();
    let (status, out, err) = site.run(&["check", "translations/es.toml"]);
    assert_eq!(status, 0, "{out}{err}");
    assert!(err.contains("warning [stale-translation]"), "{out}{err}");
}

#[test]
fn a_translation_that_stands_beside_its_questionnaire_is_told_to_move() {
    let site = Site::with("mine.toml", ("", ""));
    fs::rename(site.path().join("translations/es.toml"), site.path().join("es.toml")).unwrap();
    fs::write(site.path().join("settings.toml"), "questions = \"mine.toml\"\n").unwrap();
    let told = site.told();
    assert!(
        told.contains("es.toml: warning [missing-translation]: This translation stands beside"),
        "{told}"
    );
    assert!(told.contains("Move it into the folder translations there."), "{told}");
    assert!(!told.contains("settings.toml"), "{told}");
    let (status, _, err) = site.run(&["check", "mine.toml", "es.toml"]);
    assert_eq!((status, err.as_str()), (0, ""));
}

#[test]
fn a_file_that_is_called_after_another_language_is_told() {
    let site = Site::with("translations/es.toml", ("language = \"es\"", "language = \"pt\""));
    let told = site.told();
    assert!(told.contains("This file has texts in \"pt\", but another name."), "{told}");
    assert!(
        told.contains("If its texts are in \"es\", write language = \"es\". Else call it pt.toml."),
        "{told}"
    );
    fs::rename(site.path().join("translations/es.toml"), site.path().join("translations/spanish.toml"))
        .unwrap();
    let (status, _, err) = site.run(&["questionnaire", "--questions", "mine.toml", "--lang", "es"]);
    assert!(status == 1 && err.contains("its name is not a language tag"), "{err}");
}
