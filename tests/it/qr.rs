//! What a phone reads off the screen: pictures of the cells, read by a decoder that shares no code with the encoder.
//!
//! The pictures stay in the target folder with the text that they say beside them; `.ci/run` has a standard reader
//! read them once more.

use crate::support::answering::written;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use stillpoint::app::sheet::qr_rows::{Cell, rows};
use stillpoint::app::state::qr_form::QrForm;
use stillpoint::domain::answers::copy::{ClientCopy, default_picks};
use stillpoint::domain::answers::handout::{Handout, HandoutPart, Selection};
use stillpoint::domain::answers::qr_symbol::Code;
use stillpoint::domain::answers::response::{Answer, QuestionnaireResponse};
use stillpoint::domain::language::wording::Wording;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::questionnaire::support_page::SupportEntry;
use stillpoint::domain::sanitize::acts;
use stillpoint::files::content::{builtin, language, questions, translation};
use stillpoint::files::export::handout;
use stillpoint::files::export::qr_codes;

/// A cell as a terminal of usual size paints it, in pixels.
const CELL: (usize, usize) = (8, 16);

/// How many modules have room beside one row of hints at 80x24, and how many parts there may be.
const SMALL: (u16, usize) = (45, 6);

/// Text with letters of two, three and four bytes.
const SPANISH: &str = "¿Cómo está? Anoté que a veces lo que sentía me pareció lejano, y que mañana podría llamar \
    a la línea de apoyo. «Piense en una persona», decía; pensé en mi tía Íñigo… y en Zoë 🌱. ";

/// The pixels of a code on the screen, the window around it dark.
struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

fn picture(code: &Code, form: QrForm) -> Picture {
    let rows = rows(code, form);
    let (margin, columns) = (2, rows[0].len());
    let (width, height) = ((columns + 2 * margin) * CELL.0, (rows.len() + 2 * margin) * CELL.1);
    let mut pixels = vec![30; width * height];
    for (y, row) in rows.iter().enumerate() {
        for (x, cell) in row.iter().enumerate() {
            for line in 0..CELL.1 {
                let upper = line < CELL.1 / 2;
                let dark = match cell {
                    Cell::Light => false,
                    Cell::Dark => true,
                    Cell::Upper => upper,
                    Cell::Lower => !upper,
                };
                let start = ((y + margin) * CELL.1 + line) * width + (x + margin) * CELL.0;
                pixels[start..start + CELL.0].fill(if dark { 0 } else { 255 });
            }
        }
    }
    Picture { width, height, pixels }
}

impl Picture {
    /// Reads the picture; panics if there is not exactly one code in it.
    fn read(&self) -> String {
        let at = |x: usize, y: usize| self.pixels[y * self.width + x];
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(self.width, self.height, at);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1, "codes in the picture");
        grids[0].decode().expect("the code can be read").1
    }

    fn write(&self, path: &Path) {
        let head = format!("P5\n{} {}\n255\n", self.width, self.height);
        fs::write(path, [head.as_bytes(), &self.pixels].concat()).unwrap();
    }
}

/// Reads codes as a phone does, and puts their parts together without their marks.
pub(crate) fn read(codes: &[Code], form: QrForm) -> String {
    let part = |(index, code): (usize, &Code)| {
        let said = picture(code, form).read();
        let mark = format!("{}/{} ", index + 1, codes.len());
        assert_eq!(code.part(), (index + 1, codes.len()));
        said.strip_prefix(&mark).unwrap_or_else(|| panic!("{said:?} is not marked {mark:?}")).to_owned()
    };
    codes.iter().enumerate().map(part).collect()
}

/// A text that fills a code of a version, its mark counted, to the last byte.
fn filling(version: usize) -> String {
    // One byte less than plain ASCII, for the encoding is named.
    let room = [16, 31, 52, 77, 105, 133, 153, 191, 229, 270][version - 1] - "1/1 ".len();
    let mut text = String::new();
    for letter in SPANISH.chars().cycle().take(room) {
        if text.len() + letter.len_utf8() <= room {
            text.push(letter);
        }
    }
    assert_eq!(text.len(), room);
    text
}

/// The shipped questionnaire and sentences, in English and in Spanish.
fn shipped() -> [(Questionnaire, Wording); 2] {
    let english = questions::parse("questions.toml", builtin::QUESTIONS).expect("it is sound");
    let spanish = translation::parse("es.toml", builtin::TRANSLATIONS[0].1).expect("it can be read");
    let spanish = spanish.apply("es.toml", &english).expect("it fits").questionnaire;
    let [(_, one), (_, other)] = builtin::LANGUAGES[..2] else { panic!("two languages are shipped") };
    let words = |text| language::parse("languages", text).expect("it is complete");
    [(english, words(one)), (spanish, words(other))]
}

/// Answers each item with its strongest word.
fn answered(questionnaire: &Questionnaire) -> QuestionnaireResponse {
    let mut response = QuestionnaireResponse::default();
    for item in questionnaire.items() {
        let first = questionnaire.choices(item).first().map(|option| Answer::Chosen(option.id.clone()));
        response.set(&item.id, first);
    }
    response
}

/// A copy of everything that is not sensitive, and a next step.
fn copy<'q>(questionnaire: &'q Questionnaire, words: &str, region: &str) -> ClientCopy<'q> {
    let response = answered(questionnaire);
    let picks = default_picks(questionnaire, &response);
    ClientCopy::picked(questionnaire, &response, &picks, region).with_own(&written(words, "call my sister"))
}

pub(crate) fn with(chosen: &[HandoutPart]) -> Selection {
    let mut selection = Selection::default();
    chosen.iter().for_each(|part| selection.toggle(*part));
    selection
}

#[test]
fn codes_of_every_size_are_read_from_both_forms() {
    for version in 1..=10 {
        let text = filling(version);
        let side = u16::try_from(17 + 4 * version).unwrap();
        let coded = qr_codes::codes(&text, 0, side + 8, 1);
        assert_eq!((coded.left_out, coded.codes[0].width()), (0, side), "version {version}");
        for form in [QrForm::HalfBlocks, QrForm::Blanks] {
            assert_eq!(read(&coded.codes, form), text, "version {version}, {form:?}");
        }
    }
}

#[test]
fn three_parts_at_80x24_give_the_text_back() {
    let text = SPANISH.repeat(2).chars().take(270).collect::<String>();
    assert!((280..=303).contains(&text.len()), "{}", text.len());
    let coded = qr_codes::codes(&text, 0, SMALL.0, 3);
    assert_eq!((coded.codes.len(), coded.left_out), (3, 0));
    assert!(coded.codes.iter().all(|code| QrForm::HalfBlocks.size(code.width() + 8) == (45, 23)));
    assert_eq!(read(&coded.codes, QrForm::HalfBlocks), text);
}

#[test]
fn codes_at_80x24_have_a_line_for_every_kind_of_support_whole_in_every_region_and_nothing_that_tells() {
    for (questionnaire, wording) in shipped() {
        for region in questionnaire.regions() {
            let copy = copy(&questionnaire, "it began in spring", region);
            let handout = handout::render(&wording, &copy, &Selection::default(), SMALL.0, SMALL.1);
            let Handout { text, codes, .. } = &handout;
            let said: Vec<String> =
                codes.iter().map(|code| picture(code, QrForm::HalfBlocks).read()).collect();
            let mut kinds: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for entry in copy.support.entries() {
                let name = match entry {
                    SupportEntry::Own(line) | SupportEntry::Line(line) => line.name.as_str(),
                    SupportEntry::Instead { ask, .. } => ask.name.as_str(),
                };
                kinds.entry(entry.kind().as_str()).or_default().push(name);
            }
            for (kind, names) in &kinds {
                assert!(
                    names.iter().any(|name| text.contains(name)),
                    "{region}: no line for {kind} in\n{text}"
                );
            }
            assert!(kinds.len() >= 5, "{region}: {kinds:?}");
            for line in copy.support.lines().filter(|line| text.contains(&line.name)) {
                let who = line.for_whom.as_deref().unwrap_or_default();
                assert!(text.contains(&line.ways[0]) && text.contains(who), "{region}: {text}");
            }
            for line in text.lines() {
                assert!(said.iter().any(|code| code.contains(line)), "{region}: {line:?} is divided");
            }
            assert!(!text.contains("spring") && !text.contains("my sister"), "{text}");
            for matched in &copy.results.guidance {
                assert!(!text.contains(&matched.text.next_step), "{region}: {text}");
            }
            for answer in copy.groups.iter().flat_map(|group| &group.rows) {
                assert!(!text.contains(&answer.item.label), "{text}");
            }
        }
    }
}

#[test]
fn the_smallest_code_that_a_kiosk_offers_has_room_for_something_in_every_region() {
    let least = 41;
    for (questionnaire, wording) in shipped() {
        for region in questionnaire.regions() {
            let copy = copy(&questionnaire, "", region);
            let handout = handout::render(&wording, &copy, &Selection::default(), least, SMALL.1);
            assert!(!handout.codes.is_empty(), "{region}");
        }
    }
}

#[test]
fn a_step_that_is_ticked_comes_after_the_lines() {
    let (questionnaire, wording) = &shipped()[0];
    let copy = copy(questionnaire, "", "001");
    let handout = handout::render(wording, &copy, &with(&[HandoutPart::NextSteps]), 69, SMALL.1);
    let at = |said: &str| handout.text.find(said).unwrap_or_else(|| panic!("{said}: {}", handout.text));
    let lines = copy.support.lines().map(|line| at(&line.name)).max();
    assert!(lines < Some(at(&wording.copy.disclaimer)), "{}", handout.text);
    assert!(at(&wording.copy.disclaimer) < at(&copy.results.guidance[0].text.next_step), "{}", handout.text);
}

#[test]
fn a_large_screen_has_room_for_everything_that_was_chosen() {
    let chosen =
        with(&[HandoutPart::NextSteps, HandoutPart::Words, HandoutPart::Answers, HandoutPart::Visit]);
    for (questionnaire, wording) in shipped() {
        let copy = copy(&questionnaire, "it began in spring\n\nafter the move", "GB");
        let Handout { text, codes, left_out } = handout::render(&wording, &copy, &chosen, 112, 9);
        assert_eq!((left_out, read(&codes, QrForm::HalfBlocks)), (vec![], text.clone()));
        assert!(text.contains(&wording.copy.disclaimer), "{text}");
        for said in copy.support.lines().flat_map(|line| line.ways.iter().chain([&line.name, &line.hours])) {
            assert!(text.contains(said), "{said}\n{text}");
        }
        let rows = copy.groups.iter().flat_map(|group| &group.rows);
        for said in rows
            .map(|row| row.item.text.trim_end_matches('.'))
            .chain(copy.points.iter().map(|point| point.text))
        {
            assert!(text.contains(said), "{said}\n{text}");
        }
        assert!(text.contains("it began in spring\nafter the move\n") && text.contains("call my sister"));
    }
}

#[test]
fn what_has_no_room_is_named_and_nothing_is_cut() {
    let (questionnaire, wording) = &shipped()[0];
    let long = "I would like to say much more than a small code can hold. ".repeat(9);
    let copy = copy(questionnaire, &long, "US");
    let chosen = with(&[HandoutPart::Words, HandoutPart::Visit]);
    let Handout { text, left_out, .. } = handout::render(wording, &copy, &chosen, SMALL.0, SMALL.1);
    assert!(left_out.contains(&HandoutPart::Words) && !text.contains("I would like"), "{text}");
    let pieces = handout::pieces(wording, &copy, &chosen);
    for line in text.lines() {
        assert!(
            pieces.iter().any(|piece| piece.short == line || piece.long == line),
            "{line:?} is no whole piece"
        );
    }
    let nothing = handout::render(wording, &copy, &chosen, 28, 3);
    assert!(nothing.codes.is_empty() && nothing.left_out.is_empty(), "it can be read instead of a code");
    assert!(pieces.iter().all(|piece| nothing.text.contains(&piece.long)), "{}", nothing.text);
}

/// Words that a phone acts on if a code begins with them.
const SCHEMES: [&str; 14] = [
    "http:", "https:", "tel:", "sms:", "smsto:", "mms:", "mailto:", "wifi:", "begin:", "matmsg:", "geo:",
    "mecard:", "market:", "www.",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn whatever_a_person_writes_a_code_is_plain_text_and_begins_with_its_number(
        scheme in proptest::sample::select(&SCHEMES[..]),
        words in "(\\PC|[\\x00-\\x1f\\x7f-\\x{9f}\\x{202a}-\\x{202e}\n ]){0,120}",
    ) {
        let questionnaire = questions::parse("questions.toml", builtin::QUESTIONS).unwrap();
        let wording = language::parse("languages/en.toml", builtin::ENGLISH).unwrap();
        let words = format!("{}{words}", scheme.to_uppercase());
        let response = QuestionnaireResponse::default();
        let copy = ClientCopy::picked(&questionnaire, &response, &BTreeSet::new(), "001").with_own(&written(&words, ""));
        let chosen = with(&[HandoutPart::Support, HandoutPart::Words]);
        let Handout { text, codes, .. } = handout::render(&wording, &copy, &chosen, 81, 3);
        prop_assert!(!text.chars().any(acts), "{text:?}");
        prop_assert!(text.lines().any(|line| line.starts_with("My words: ")), "{text:?}");
        for code in &codes {
            let said = picture(code, QrForm::HalfBlocks).read().to_lowercase();
            prop_assert!(said.starts_with(|first: char| first.is_ascii_digit()), "{said:?}");
            prop_assert!(!SCHEMES.iter().any(|scheme| said.starts_with(scheme)), "{said:?}");
        }
        prop_assert_eq!(read(&codes, QrForm::HalfBlocks), text);
    }
}

/// Writes pictures and the texts that they say, for a standard reader to read; see `qr_codes_are_read` in `.ci/run`.
#[test]
fn pictures_are_there_for_a_standard_reader() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("qr-pictures");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, codes: &[Code], form: QrForm| {
        for (index, code) in codes.iter().enumerate() {
            let (picture, name) = (picture(code, form), format!("{name}-{}", index + 1));
            picture.write(&folder.join(&name).with_extension("pgm"));
            fs::write(folder.join(&name).with_extension("txt"), picture.read()).unwrap();
        }
    };
    for version in 1..=10 {
        let side = u16::try_from(17 + 4 * version).unwrap();
        let codes = qr_codes::codes(&filling(version), 0, side + 8, 1).codes;
        write(&format!("version-{version}-half-blocks"), &codes, QrForm::HalfBlocks);
        write(&format!("version-{version}-blanks"), &codes, QrForm::Blanks);
    }
    for ((questionnaire, wording), tag) in shipped().iter().zip(["en", "es"]) {
        for region in ["US", "GB", "001"] {
            let copy = copy(questionnaire, "it began in spring", region);
            let handout = handout::render(wording, &copy, &Selection::default(), SMALL.0, SMALL.1);
            write(&format!("80x24-{tag}-{region}"), &handout.codes, QrForm::HalfBlocks);
        }
        let copy = copy(questionnaire, "empezó en otoño, ¿por qué?", "US");
        let chosen = with(&[HandoutPart::Words, HandoutPart::Answers, HandoutPart::Visit]);
        let handout = handout::render(wording, &copy, &chosen, 112, 9);
        write(&format!("200x60-{tag}"), &handout.codes, QrForm::HalfBlocks);
    }
}
