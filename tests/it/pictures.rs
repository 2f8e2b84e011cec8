//! The pictures and casts of the papers: real screens of the real program, drawn from the cells of the terminal emulator.
//!
//! `BLESS=1 cargo test --test it pictures` makes them anew. They are in English, of fixed sizes, and made up: nobody gave
//! these answers.

mod play;
mod scenes;

use crate::papers::papers;
use crate::support::cast::cast;
use crate::support::svg::{Own, indexed, svg};
use play::{Play, play};
use ratatui::style::Color;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use stillpoint::view::theme::{Depth, GlyphSet, Theme, ThemeName};

const THEMES: [(&str, ThemeName); 2] = [("dark", ThemeName::Dark), ("light", ThemeName::Light)];
/// A picture is looked at before a page is read: it should be there at once.
const MOST_BYTES: usize = 20_000;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a file with what it should be; writes it when blessed.
fn kept(name: &str, expected: &str) {
    let path = root().join(name);
    #[expect(clippy::disallowed_methods, reason = "whoever runs the tests asks for it")]
    if std::env::var("BLESS").is_ok() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, expected).unwrap();
        return;
    }
    let found = fs::read_to_string(path).unwrap_or_default();
    let other = found.lines().zip(expected.lines()).find(|(found, expected)| found != expected);
    assert!(
        found == expected,
        "{name} is not what the program shows today. Run BLESS=1 cargo test --test it pictures, and look at what \
         changed. The first line that differs: {other:#?}"
    );
}

/// Returns the colors of a theme where the program names none.
fn own(name: ThemeName) -> Own {
    let palette = Theme::new(name, Depth::Indexed, GlyphSet::Unicode).palette.unwrap();
    let rgb = |color| match color {
        Color::Indexed(index) => indexed(index),
        other => panic!("{other:?} is none of 256 colors"),
    };
    Own { ground: rgb(palette.ground), text: rgb(palette.text) }
}

/// A name of files, and what is played for them.
type Named = (&'static str, fn() -> Play);

/// What is drawn.
const PICTURES: [Named; 6] = [
    ("person-question", scenes::question),
    ("person-results", scenes::results),
    ("person-bring", scenes::bring),
    ("counselor-sides", scenes::sides),
    ("kiosk-waiting", scenes::waiting),
    ("kiosk-question", scenes::to_touch),
];

/// What is shown screen after screen, a short way through each use.
const CASTS: [Named; 3] =
    [("person", scenes::person), ("counselor", scenes::counselor), ("kiosk", scenes::visitor)];

/// Asserts that a folder has these files and no others: what is not made anew would tell of a program that is gone.
fn holds_just(folder: &str, made: &[String]) {
    let files = fs::read_dir(root().join(folder)).unwrap();
    let found: BTreeSet<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(
        found,
        made.iter().cloned().collect(),
        "left: what is in {folder}, right: what is made for it"
    );
}

#[test]
fn each_picture_is_the_screen_of_today_in_both_themes() {
    let mut made = Vec::new();
    for (name, scene) in PICTURES {
        for (theme, colors) in THEMES {
            let (scene, file) = (scene(), format!("{name}-{theme}.svg"));
            let shown = play(&scene, theme);
            let drawn = svg(&shown.last().unwrap().screen, own(colors), scene.title);
            assert!(drawn.len() < MOST_BYTES, "{file} has {} bytes", drawn.len());
            kept(&format!("docs/pictures/{file}"), &drawn);
            made.push(file);
        }
    }
    holds_just("docs/pictures", &made);
}

#[test]
fn each_cast_is_the_program_of_today() {
    let mut made = Vec::new();
    for (name, scene) in CASTS {
        let (scene, file) = (scene(), format!("{name}.cast"));
        kept(&format!("docs/casts/{file}"), &cast(&play(&scene, "dark"), scene.title));
        made.push(file);
    }
    holds_just("docs/casts", &made);
}

/// Returns the values of an attribute in a text.
fn values<'t>(text: &'t str, attribute: &str) -> Vec<&'t str> {
    let begin = format!("{attribute}=\"");
    let values = text.split(&begin).skip(1).map(|rest| rest.split('"').next().unwrap());
    values.collect()
}

#[test]
fn a_page_shows_a_picture_in_the_theme_of_its_reader_and_says_in_words_what_is_on_it() {
    for (name, text) in papers() {
        for shown in text.split("<picture>").skip(1) {
            let shown = shown.split("</picture>").next().unwrap();
            let [dark, light] = ["srcset", "src"].map(|attribute| values(shown, &format!(" {attribute}"))[0]);
            assert_eq!(dark.replace("-dark.", "-light."), light, "{name}: one screen in two themes");
            assert!(
                dark.ends_with("-dark.svg") && shown.contains("(prefers-color-scheme: dark)"),
                "{name}: {shown}"
            );
            for file in [dark, light] {
                let path = root().join(&name).with_file_name(file);
                assert!(path.exists(), "{name} shows {file}, and it is not there");
            }
            assert!(values(shown, " alt")[0].len() > 40, "{name}: what is on {light}?");
        }
        assert_eq!(text.matches("<img").count(), text.matches("<picture>").count(), "{name}");
    }
}
