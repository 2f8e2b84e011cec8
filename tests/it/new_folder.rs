//! An author begins: a folder with a questionnaire, the frame of a translation, and the program's sentences.

use crate::support::answering::answers_to;
use crate::support::own;
use crate::support::run_in::run_in;
use std::fs;
use std::path::Path;
use stillpoint::files::content::{builtin, questions};
use tempfile::TempDir;

/// An author's empty folder.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs the program here: exit status, standard output, standard error.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        run_in(self.path(), arguments)
    }

    /// Runs what has to succeed without a complaint, and returns what was printed.
    fn done(&self, arguments: &[&str]) -> String {
        let (status, out, err) = self.run(arguments);
        assert_eq!((status, err.as_str()), (0, ""), "{arguments:?}\n{out}");
        out
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path().join(name).parent().unwrap()).unwrap();
        fs::write(self.path().join(name), text).unwrap();
    }

    /// Every file and folder below, by name.
    fn all(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                names.push(entry.strip_prefix(self.path()).unwrap().to_str().unwrap().to_owned());
                if entry.is_dir() {
                    folders.push(entry);
                }
            }
        }
        names.sort();
        names
    }
}

/// Takes the remark off every key of a frame, and writes a text where it is empty.
fn filled(frame: &str) -> String {
    let line = |line: &str| {
        let key = line.trim_start().strip_prefix('#').filter(|rest| !rest.starts_with([' ', '#']));
        let key = key.filter(|rest| !rest.is_empty()).unwrap_or(line);
        key.replace("\"\"\"", "\u{1}").replace("\"\"", "\"Text\"").replace('\u{1}', "\"\"\"") + "\n"
    };
    // A text of several lines begins behind its first quotation marks.
    frame.lines().map(line).collect::<String>().replace("\"\"\"\n\"\"\"", "\"\"\"\nText\"\"\"")
}

#[test]
fn from_an_empty_folder_an_author_has_a_questionnaire_that_runs() {
    let desk = Desk::new();
    let told = desk.done(&["new", "mine"]);
    assert_eq!(desk.all(), ["mine", "mine/questions.toml", "mine/settings.toml"]);
    assert!(told.contains("  stillpoint check mine/questions.toml\n"), "{told}");
    desk.done(&["check", "--strict", "--today", "2026-11-28", "mine/questions.toml", "mine/settings.toml"]);
    let questionnaire = questions::parse("q", &desk.read("mine/questions.toml")).unwrap();
    assert!(questionnaire.parts().items.len() <= 6);
    desk.write("a.json", &answers_to(&questionnaire, r#""answers": {"afraid": "often"}"#));
    let report = desk.done(&["report", "a.json", "--settings", "mine/settings.toml"]);
    assert!(report.contains("If you are afraid of somebody at home"), "{report}");
}

#[test]
fn each_setting_that_is_shown_as_a_remark_can_be_set() {
    let desk = Desk::new();
    desk.done(&["new", "."]);
    let settings = desk.read("settings.toml");
    let key =
        |line: &str| line.strip_prefix('#').filter(|key| !key.starts_with(' ')).unwrap_or(line).to_owned();
    desk.write("settings.toml", &settings.lines().map(|line| key(line) + "\n").collect::<String>());
    let (status, told, err) = desk.run(&["check", "settings.toml"]);
    assert_eq!(status, 0, "{err}");
    for set in ["Riverside Clinic", "region NZ", "1 support line", "light", "questions.toml"] {
        assert!(told.contains(set), "{set}\n{told}");
    }
}

#[test]
fn nothing_that_is_there_is_changed_and_nothing_is_left_half_written() {
    let desk = Desk::new();
    desk.write("mine/settings.toml", "region = \"GB\"\n");
    let (status, out, err) = desk.run(&["new", "mine", "--lang", "de"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(
        err.starts_with("Nothing was written, because this is there already: mine/settings.toml."),
        "{err}"
    );
    assert!(err.contains("--questions mine/questions.toml --format frame --lang de"), "{err}");
    assert_eq!(desk.all(), ["mine", "mine/settings.toml"]);
    assert_eq!(desk.read("mine/settings.toml"), "region = \"GB\"\n");
    // A link that leads nowhere is somebody's too, and so is a file that has the name of a folder.
    std::os::unix::fs::symlink("nowhere", desk.path().join("linked")).unwrap();
    desk.write("other/translations", "not a folder");
    for folder in ["linked", "other", "away/deep"] {
        let before = desk.all();
        let (status, out, err) = desk.run(&["new", folder, "--lang", "de"]);
        assert_eq!((status, out.as_str()), (1, ""), "{folder}");
        assert!(err.starts_with("Nothing was written: ") && err.contains(folder), "{err}");
        assert_eq!(desk.all(), before, "{folder}");
    }
}

#[test]
fn the_frame_of_a_translation_has_every_text_and_needs_nothing_but_words() {
    let desk = Desk::new();
    desk.write("small.toml", &fs::read_to_string("tests/content/valid/small.toml").unwrap());
    desk.write("own.toml", &fs::read_to_string(own::FILE).unwrap());
    desk.write("built-in.toml", builtin::QUESTIONS);
    desk.done(&["new", "mine"]);
    for file in ["small.toml", "own.toml", "built-in.toml", "mine/questions.toml"] {
        let frame = desk.done(&["questionnaire", "--questions", file, "--format", "frame", "--lang", "gl"]);
        let questionnaire = questions::parse(file, &desk.read(file)).unwrap();
        for item in &questionnaire.parts().items {
            assert!(
                frame.contains(&format!("id = \"{}\"\n# {}\n", item.id, item.label)),
                "{file}: {}",
                item.id
            );
        }
        // As it was printed it can be used, and every text in it is told to be missing at its entry.
        desk.write("gl.toml", &frame);
        let (status, _, err) = desk.run(&["check", file, "gl.toml"]);
        assert_eq!(status, 0, "{err}");
        assert!(!err.contains("]] with id = "), "{err}");
        desk.write("gl.toml", &filled(&frame));
        let (status, out, err) = desk.run(&["check", file, "gl.toml"]);
        assert_eq!(status, 0, "{out}{err}");
        let whole = ["Not translated", "has no text"].iter().all(|said| !err.contains(said));
        assert!(whole, "{file}\n{}\n{err}", desk.read("gl.toml"));
    }
}

#[test]
fn a_new_language_is_told_where_its_files_go_and_check_says_which_is_missing() {
    let desk = Desk::new();
    let told = desk.done(&["new", "mine", "--lang", "gl"]);
    assert!(told.contains("  stillpoint sentences > mine/languages/gl.toml\n"), "{told}");
    assert!(!desk.done(&["new", "yours", "--lang", "es-MX"]).contains("sentences"), "Spanish is built in");
    let missing = "warning [missing-translation]: The program's own sentences are missing in \"gl\".";
    let check = |files: &[&str]| desk.run(&[&["check"], files].concat()).2;
    assert!(check(&["mine/questions.toml"]).contains(missing));
    desk.write("mine/languages/gl.toml", &desk.done(&["sentences"]));
    let told = check(&["mine/questions.toml"]);
    assert!(
        told.contains("This file has texts in \"en\", but another name.") && !told.contains(missing),
        "{told}"
    );
    let galician =
        desk.done(&["sentences", "--lang", "en"]).replace("language = \"en\"", "language = \"gl\"");
    desk.write("mine/languages/gl.toml", &galician);
    assert!(!check(&["mine/questions.toml", "mine/translations/gl.toml"]).contains(missing));
    // A questionnaire can itself be in such a language. Whoever wants it so says why.
    desk.write("n/n.toml", &desk.read("mine/questions.toml").replace("\"en\"", "\"gl\""));
    assert!(check(&["n/n.toml"]).contains(missing));
    let waiver = "\n[[waivers]]\nlint = \"missing-translation\"\nat = \"language\"\nreason = \"All of us read English.\"\n";
    desk.write("n/n.toml", &(desk.read("n/n.toml") + waiver));
    assert_eq!(check(&["n/n.toml"]), "");
}

#[test]
fn a_language_that_is_not_there_is_told_with_those_that_are_and_how_it_is_made() {
    let desk = Desk::new();
    desk.done(&["new", "my folder"]);
    for (arguments, there, make) in [
        (
            &["questionnaire", "--lang", "de"][..],
            "are: en, es",
            "--format frame --lang de > translations/de.toml",
        ),
        (
            &["questionnaire", "--questions", "my folder/questions.toml", "--lang", "de"],
            "is: en",
            "--questions 'my folder/questions.toml' --format frame --lang de > 'my folder/translations'/de.toml",
        ),
        (&["sentences", "--lang", "de"], "are: en, es", "stillpoint sentences > de.toml"),
    ] {
        let (status, out, err) = desk.run(arguments);
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains("\"de\"") && err.contains(&format!("There {there}.")), "{err}");
        assert!(err.contains(make), "{err}");
    }
    for arguments in [&["new", "x", "--lang", "en"][..], &["questionnaire", "--format", "frame"]] {
        let (status, out, err) = desk.run(arguments);
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains("The questionnaire itself is written in \"en\"."), "{err}");
    }
    assert_eq!(desk.done(&["sentences", "--lang", "es-MX"]), builtin::LANGUAGES[1].1);
}
