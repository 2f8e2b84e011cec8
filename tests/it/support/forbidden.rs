//! The damaged sentences of the article, which no text and no output may contain.

/// Pieces of damaged sentences, in small letters with straight quotes and single spaces.
const FORBIDDEN: [&str; 14] = [
    "detached from reality",
    "being smothered",
    "priority is wrong",
    "can not have any contact",
    "not being heard",
    "medications for a long time",
    "there is a disorder of the brain",
    "problems with emotional attachment",
    "can't process emotions",
    "detachion",
    "detaching",
    "depression,ptsd",
    "bad behaviors",
    "\\'",
];

/// Returns the first forbidden piece in a text, whatever its case, its quotes and its line breaks.
pub(crate) fn forbidden(text: &str) -> Option<&'static str> {
    let plain = plain(text);
    FORBIDDEN.into_iter().find(|piece| plain.contains(piece)).or_else(|| {
        text.split("\n\n").any(|paragraph| goes_on_after_abuse(&self::plain(paragraph))).then_some("abuse. …")
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
    ] {
        assert!(forbidden(text).is_some(), "{text}");
    }
    for text in ["It is about abuse.", "It is about abuse.\n\nAnother paragraph", "detached"] {
        assert_eq!(forbidden(text), None, "{text}");
    }
}
