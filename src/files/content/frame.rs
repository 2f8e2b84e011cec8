//! Writes the empty frame of a translation: every id of a questionnaire, and beside each text that is missing the text to
//! translate.
//!
//! Each key stands there as a remark, so that the frame can be used at once: what is not translated yet is shown in the
//! questionnaire's own language. It must not translate anything.

use crate::domain::language::tag::LanguageTag;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::Draft;
use crate::domain::questionnaire::texts::{TextKey, visit};
use std::fmt::Write as _;

/// Tables that are no lists: the texts in them stand in no entry with an id.
const SINGLE: [&str; 3] = ["", "source", "walkthrough"];

/// The texts of one key: one, or all of a list.
struct KeyTexts {
    key: TextKey,
    is_list: bool,
    texts: Vec<String>,
}

/// Returns the frame of a translation into a language.
#[must_use]
pub(crate) fn frame(questionnaire: &Questionnaire, tag: &LanguageTag) -> String {
    let draft = questionnaire.parts();
    let mut frame = head(draft, tag);
    let mut last: Option<TextKey> = None;
    for found in key_texts(draft) {
        if last.as_ref().is_none_or(|last| (last.table, &last.id) != (found.key.table, &found.key.id)) {
            close(&mut frame, last.as_ref());
            open(&mut frame, &found.key);
        }
        write_key(&mut frame, &found);
        last = Some(found.key);
    }
    close(&mut frame, last.as_ref());
    frame
}

/// Returns the texts that a translation can name, key by key, in the order of the file.
fn key_texts(draft: &Draft) -> Vec<KeyTexts> {
    let mut all: Vec<KeyTexts> = Vec::new();
    visit(&mut draft.clone(), |named, _, text| {
        let (is_list, key) = (named.index.is_some(), TextKey { index: None, ..named });
        match all.last_mut() {
            Some(last) if is_list && last.key == key => last.texts.push(text.clone()),
            _ if key.can_be_named() => all.push(KeyTexts { key, is_list, texts: vec![text.clone()] }),
            _ => {}
        }
    });
    all
}

fn head(draft: &Draft, tag: &LanguageTag) -> String {
    let (id, version) = (quoted(&draft.id), quoted(&draft.version));
    format!(
        "# A translation of {id}, version {version}, from \"{}\" into \"{tag}\": texts by id, and nothing else.\n\
         # Above each key stands the text to translate. Take away the # before the key, and write the translation between the\n\
         # quotation marks; where there are three, it can have several lines. What is not translated is shown in \"{}\".\n\n\
         questionnaire = {id}\nversion = {version}\nlanguage = \"{tag}\"\n\
         # Native speakers who have read all of this translation. It stays empty until somebody has.\nreviewed_by = []\n",
        draft.language, draft.language
    )
}

/// Writes the header of an entry, or of a table.
fn open(frame: &mut String, TextKey { table, id, .. }: &TextKey) {
    let header = match *table {
        "" => String::new(),
        table if SINGLE.contains(&table) => format!("[{table}]\n"),
        table => format!("[[{table}]]\nid = {}\n", quoted(id)),
    };
    let begin = if *table == "option_sets" { "options = [\n" } else { "" };
    _ = write!(frame, "\n{header}{begin}");
}

/// Writes what stands behind an entry.
fn close(frame: &mut String, last: Option<&TextKey>) {
    if last.is_some_and(|last| last.part.is_some()) {
        frame.push_str("]\n");
    }
}

/// Writes a key with its texts.
fn write_key(frame: &mut String, KeyTexts { key, is_list, texts }: &KeyTexts) {
    let indent = if key.part.is_some() { "  " } else { "" };
    for text in texts {
        for (row, line) in text.lines().enumerate() {
            let mark = if *is_list && row == 0 { "- " } else { "" };
            _ = writeln!(frame, "{}", format!("{indent}# {mark}{line}").trim_end());
        }
    }
    let several = texts.iter().any(|text| text.contains('\n'));
    let empty = if several { "\"\"\"\n#\"\"\"" } else { "\"\"" };
    _ = match &key.part {
        Some(part) => writeln!(frame, "  #{{ id = {}, text = \"\" }},", quoted(part)),
        None if *is_list => writeln!(frame, "#{} = [{}]", key.key, vec!["\"\""; texts.len()].join(", ")),
        None => writeln!(frame, "#{} = {empty}", key.key),
    };
}

/// Returns a line as a text of TOML.
fn quoted(line: &str) -> String {
    format!("\"{}\"", line.replace('\\', "\\\\").replace('"', "\\\""))
}
