//! What a client is looking at, as JSON and back: screens and what lies on top of them.
//!
//! Every screen and overlay has its word here. What comes is not believed to fit any questionnaire: the layout shows
//! nothing where nothing is.

use super::fields::{Fields, WireError, word_for};
use crate::app::state::message::{Destination, PrivateText};
use crate::app::state::screen::{Overlay, Page, Pointer, Screen};
use crate::domain::id::FactId;
use serde_json::{Value, json};

/// The pages of results by their words.
const PAGES: [(&str, Page); 5] = [
    ("tally", Page::Tally),
    ("sections", Page::Sections),
    ("guidance", Page::Guidance),
    ("bring", Page::TalkingPoints),
    ("support", Page::Support),
];

/// Where the counselor goes, by a word.
const DESTINATIONS: [(&str, Destination); 2] =
    [("desk", Destination::Counselor), ("protocol", Destination::Protocol)];

fn pointer(pointer: Pointer) -> Value {
    json!({ "row": pointer.row, "beyond": pointer.beyond })
}

fn read_pointer(fields: Fields<'_>) -> Result<Pointer, WireError> {
    let cursor = fields.fields("cursor")?;
    Ok(Pointer { row: cursor.count("row")?, beyond: cursor.number("beyond")? })
}

/// Returns a screen as JSON.
pub(super) fn screen(at: &Screen) -> Value {
    match at {
        // No walkthrough is held on a public screen.
        Screen::Attract | Screen::Handout { .. } | Screen::Code { .. } => {
            json!({ "at": "welcome", "scroll": 0 })
        }
        Screen::Welcome { scroll } => json!({ "at": "welcome", "scroll": scroll }),
        Screen::Item { position, cursor, to_review } => {
            json!({ "at": "stop", "position": position, "cursor": pointer(*cursor), "to_review": to_review })
        }
        Screen::Review { cursor } => json!({ "at": "review", "cursor": pointer(*cursor) }),
        Screen::Index { page, cursor } => {
            json!({ "at": "index", "page": word_for(&PAGES, page), "cursor": pointer(*cursor) })
        }
        Screen::Results { page, part, scroll } => {
            json!({ "at": "results", "page": word_for(&PAGES, page), "part": part, "scroll": scroll })
        }
        Screen::TalkingPoints { cursor, editing } => {
            json!({ "at": "bring", "cursor": pointer(*cursor), "editing": editing })
        }
        Screen::ReadingList { cursor, from } => {
            json!({ "at": "more", "cursor": pointer(*cursor), "from": screen(from) })
        }
        Screen::Article { index, scroll, from } => {
            json!({ "at": "article", "index": index, "scroll": scroll, "from": screen(from) })
        }
        Screen::Save { cursor, editing } => {
            json!({ "at": "save", "cursor": pointer(*cursor), "editing": editing })
        }
        Screen::End { cursor } => json!({ "at": "end", "cursor": pointer(*cursor) }),
    }
}

/// Reads a screen. JSON is nested no deeper than its parser lets it be, and neither is this.
pub(super) fn read_screen(value: &Value) -> Result<Screen, WireError> {
    let fields = Fields::of(value, "screen")?;
    let from = || read_screen(fields.get("from")?).map(Box::new);
    Ok(match fields.raw("at")? {
        "welcome" => Screen::Welcome { scroll: fields.number("scroll")? },
        "stop" => Screen::Item {
            position: fields.count("position")?,
            cursor: read_pointer(fields)?,
            to_review: fields.flag("to_review")?,
        },
        "review" => Screen::Review { cursor: read_pointer(fields)? },
        "index" => Screen::Index { page: fields.word("page", &PAGES)?, cursor: read_pointer(fields)? },
        "results" => Screen::Results {
            page: fields.word("page", &PAGES)?,
            part: fields.count("part")?,
            scroll: fields.number("scroll")?,
        },
        "bring" => Screen::TalkingPoints { cursor: read_pointer(fields)?, editing: fields.flag("editing")? },
        "more" => Screen::ReadingList { cursor: read_pointer(fields)?, from: from()? },
        "article" => {
            Screen::Article { index: fields.count("index")?, scroll: fields.number("scroll")?, from: from()? }
        }
        "save" => Screen::Save { cursor: read_pointer(fields)?, editing: fields.flag("editing")? },
        "end" => Screen::End { cursor: read_pointer(fields)? },
        _ => return Err(WireError::Malformed("at")),
    })
}

/// Returns what lies on top as JSON.
pub(super) fn overlay(top: &Overlay) -> Value {
    match top {
        Overlay::Help { scroll } => json!({ "on": "help", "scroll": scroll }),
        Overlay::Support { scroll } => json!({ "on": "support", "scroll": scroll }),
        Overlay::Guard { section, scroll } => {
            json!({ "on": "guard", "section": section.as_str(), "scroll": scroll })
        }
        Overlay::Source { facts, scroll } => {
            let facts: Vec<&str> = facts.iter().map(FactId::as_str).collect();
            json!({ "on": "source", "facts": facts, "scroll": scroll })
        }
        Overlay::Preview { text, scroll } => json!({ "on": "preview", "text": text.0, "scroll": scroll }),
        Overlay::Leave { cursor } => json!({ "on": "leave", "cursor": pointer(*cursor) }),
        Overlay::Restart { cursor } => json!({ "on": "restart", "cursor": pointer(*cursor) }),
        Overlay::Replace { cursor } => json!({ "on": "replace", "cursor": pointer(*cursor) }),
        Overlay::GiveBack { cursor, to } => {
            json!({ "on": "give back", "cursor": pointer(*cursor), "to": word_for(&DESTINATIONS, to) })
        }
        Overlay::ShowAnswer { cursor } => json!({ "on": "show answer", "cursor": pointer(*cursor) }),
    }
}

/// Reads what lies on top.
pub(super) fn read_overlay(value: &Value) -> Result<Overlay, WireError> {
    let fields = Fields::of(value, "overlay")?;
    let scroll = || fields.number("scroll");
    Ok(match fields.raw("on")? {
        "help" => Overlay::Help { scroll: scroll()? },
        "support" => Overlay::Support { scroll: scroll()? },
        "guard" => Overlay::Guard { section: fields.raw("section")?.into(), scroll: scroll()? },
        "source" => Overlay::Source { facts: fields.ids("facts")?, scroll: scroll()? },
        "preview" => Overlay::Preview { text: PrivateText(fields.text("text")?), scroll: scroll()? },
        "leave" => Overlay::Leave { cursor: read_pointer(fields)? },
        "restart" => Overlay::Restart { cursor: read_pointer(fields)? },
        "replace" => Overlay::Replace { cursor: read_pointer(fields)? },
        "give back" => {
            Overlay::GiveBack { cursor: read_pointer(fields)?, to: fields.word("to", &DESTINATIONS)? }
        }
        "show answer" => Overlay::ShowAnswer { cursor: read_pointer(fields)? },
        _ => return Err(WireError::Malformed("on")),
    })
}
