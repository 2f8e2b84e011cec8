//! The damaged sentences of the article, which no text and no output may contain.

/// Pieces of damaged sentences, in small letters with straight quotes and single spaces.
const FORBIDDEN: [&str; 30] = [
    "detached from reality",
    "being smothered",
    "priority is wrong",
    "can not have any contact",
    "cannot have any contact",
    "can't have any contact",
    "people who want you to pay attention",
    "not being heard",
    "medications for a long time",
    "disorder of the brain",
    "called the bipolar disorder",
    "problems with emotional attachment",
    "can't process emotions",
    "cannot process emotions",
    "can not process emotions",
    "detachion",
    "detaching",
    "emotionally detached is a",
    "depression,ptsd",
    "bad behaviors",
    "bad behaviours",
    "difficult empathizing",
    "constantly exposure",
    "hard to feel emotions or feel empty",
    "watch for are different",
    "either be involved or step away",
    "defensive mechanism on",
    "when you are not available to others",
    "emotions because of events",
    "\\'",
];

/// Returns the first forbidden piece in a text, whatever its case, its quotes and its line breaks.
pub(crate) fn forbidden(text: &str) -> Option<&'static str> {
    let plain = plain(text);
    FORBIDDEN.into_iter().find(|piece| plain.contains(piece)).or_else(|| {
        let goes_on = text.split("\n\n").any(|paragraph| goes_on_after_abuse(&self::plain(paragraph)));
        (goes_on || has_capital_inside(text)).then_some("abuse. …")
    })
}

/// Panics if a text has a forbidden piece in it; `what` says which text it is.
pub(crate) fn assert_clean(what: &str, text: &str) {
    if let Some(piece) = forbidden(text) {
        panic!("{what} contains the damaged phrase {piece:?}");
    }
}

/// Says whether words follow "abuse." in one paragraph: a full stop that came from the damage.
fn goes_on_after_abuse(paragraph: &str) -> bool {
    paragraph.split("abuse.").skip(1).any(|rest| rest.trim_start().starts_with(char::is_alphanumeric))
}

/// Says whether "Abuse." stands inside a sentence: a capital that came from the damage.
fn has_capital_inside(text: &str) -> bool {
    text.match_indices("Abuse.").any(|(at, _)| {
        text[..at].trim_end_matches(' ').ends_with(|before: char| before.is_alphanumeric() || before == ',')
    })
}

fn plain(text: &str) -> String {
    let straight =
        text.to_lowercase().replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201C}', '\u{201D}'], "\"");
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn damaged_phrases_are_found_however_they_are_set() {
    for text in [
        "They are Detached\n  from  reality.",
        "can\u{2019}t process emotions",
        "don\\'t",
        "After abuse. or worse",
        "As a result of Abuse.",
        "BAD  behaviours",
    ] {
        assert!(forbidden(text).is_some(), "{text}");
    }
    for text in [
        "It is about abuse.",
        "It is about abuse.\n\nAnother paragraph",
        "Abuse.",
        "It is hard. Abuse.",
        "detached",
    ] {
        assert_eq!(forbidden(text), None, "{text}");
    }
}
