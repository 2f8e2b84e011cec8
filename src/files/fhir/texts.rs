//! A text of a FHIR resource: plain in the language of the resource, with its emphasis as Markdown and the other languages
//! beside it, in the standard extensions.

use crate::domain::language::languages::Language;
use crate::domain::questionnaire::markup::{emphasis, without_marks};
use crate::domain::sanitize::sanitize;
use crate::files::export::json::{Object, list};
use crate::files::export::markdown::marked;
use serde_json::Value;

/// Where the extensions of FHIR itself are defined.
pub(super) const EXTENSION: &str = "http://hl7.org/fhir/StructureDefinition";

/// Adds a text under a key, and under the key with a low line before it what belongs to it: its Markdown, and the text in
/// the languages `beside` that of the resource.
///
/// `say` says it in a language; a language in which it says nothing is left out. Without the resource's own language,
/// nothing is added.
pub(super) fn with_text(
    (own, beside): (&Language, &[Language]),
    object: Object,
    key: &str,
    say: impl Fn(&Language) -> Option<String>,
) -> Object {
    let Some(text) = say(own) else { return object };
    let markdown = emphasis(&text).iter().any(|(strong, _)| *strong).then(|| rendering(&text));
    let others = beside.iter().filter_map(|language| Some(translation(language, &say(language)?)));
    let extensions: Vec<Value> = markdown.into_iter().chain(others).collect();
    let more = (!extensions.is_empty()).then(|| Object::default().with("extension", extensions));
    object.with(key, plain(&text)).with_some(&format!("_{key}"), more)
}

/// Returns a text of the content without the marks of its emphasis, on one line.
pub(super) fn plain(text: &str) -> String {
    without_marks(&sanitize(text)).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn rendering(text: &str) -> Value {
    let markdown = marked(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    extension("rendering-markdown", "valueMarkdown", &markdown)
}

fn translation(language: &Language, text: &str) -> Value {
    let part = |url: &str, key: &str, value: &str| Object::default().with("url", url).with(key, value).into();
    let parts = [
        part("lang", "valueCode", &language.questionnaire.parts().language),
        part("content", "valueString", &plain(text)),
    ];
    let url = format!("{EXTENSION}/translation");
    Object::default().with("url", url).with("extension", list(parts, |part| part)).into()
}

/// Returns an extension of FHIR itself with one value.
pub(super) fn extension(name: &str, key: &str, value: &str) -> Value {
    Object::default().with("url", format!("{EXTENSION}/{name}")).with(key, value).into()
}
