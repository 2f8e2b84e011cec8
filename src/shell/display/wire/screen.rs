//! What a client is looking at, as JSON and back: screens and what lies on top of them.
//!
//! Every screen and overlay has its word here. What comes is not believed to fit any questionnaire: the layout shows
//! nothing where nothing is.

use super::fields::{count, id, ids, text};
use crate::app::state::message::{Destination, PrivateText};
use crate::app::state::screen::{Overlay, Page, Pointer, Screen};
use crate::domain::answers::handout::Handout;
use crate::domain::id::{FactId, SectionId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The form of a page of results.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Page")]
enum PageForm {
    #[serde(rename = "tally")]
    Tally,
    #[serde(rename = "sections")]
    Sections,
    #[serde(rename = "guidance")]
    Guidance,
    #[serde(rename = "bring")]
    TalkingPoints,
    #[serde(rename = "support")]
    Support,
}

/// The form of where the counselor goes.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Destination")]
enum DestinationForm {
    #[serde(rename = "desk")]
    Counselor,
    #[serde(rename = "protocol")]
    Protocol,
}

/// The form of a pointer.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Pointer")]
struct PointerForm {
    #[serde(deserialize_with = "count")]
    row: usize,
    beyond: i32,
}

/// The form of a screen. No walkthrough is held on a public screen: those have none.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Screen", tag = "at")]
enum ScreenForm {
    #[serde(skip)]
    Attract,
    #[serde(rename = "welcome")]
    Welcome { scroll: u16 },
    #[serde(rename = "stop")]
    Item {
        #[serde(deserialize_with = "count")]
        position: usize,
        #[serde(with = "PointerForm")]
        cursor: Pointer,
        to_review: bool,
    },
    #[serde(rename = "review")]
    Review {
        #[serde(with = "PointerForm")]
        cursor: Pointer,
    },
    #[serde(rename = "index")]
    Index {
        #[serde(with = "PageForm")]
        page: Page,
        #[serde(with = "PointerForm")]
        cursor: Pointer,
    },
    #[serde(rename = "results")]
    Results {
        #[serde(with = "PageForm")]
        page: Page,
        #[serde(deserialize_with = "count")]
        part: usize,
        scroll: u16,
    },
    #[serde(rename = "bring")]
    TalkingPoints {
        #[serde(with = "PointerForm")]
        cursor: Pointer,
        editing: bool,
    },
    #[serde(rename = "more")]
    ReadingList {
        #[serde(with = "PointerForm")]
        cursor: Pointer,
        #[serde(serialize_with = "write_screen", deserialize_with = "read_boxed")]
        from: Box<Screen>,
    },
    #[serde(rename = "article")]
    Article {
        #[serde(deserialize_with = "count")]
        index: usize,
        scroll: u16,
        #[serde(serialize_with = "write_screen", deserialize_with = "read_boxed")]
        from: Box<Screen>,
    },
    #[serde(rename = "save")]
    Save {
        #[serde(with = "PointerForm")]
        cursor: Pointer,
        editing: bool,
    },
    #[serde(skip)]
    Handout { cursor: Pointer },
    #[serde(skip)]
    Code { part: usize, handout: Handout },
    #[serde(rename = "end")]
    End {
        #[serde(with = "PointerForm")]
        cursor: Pointer,
    },
}

/// Writes a screen.
pub(super) fn write_screen<S: Serializer>(at: &Screen, out: S) -> Result<S::Ok, S::Error> {
    match at {
        Screen::Attract | Screen::Handout { .. } | Screen::Code { .. } => {
            ScreenForm::serialize(&Screen::Welcome { scroll: 0 }, out)
        }
        at => ScreenForm::serialize(at, out),
    }
}

/// Reads a screen. JSON is nested no deeper than its parser lets it be, and neither is this.
pub(super) fn read_screen<'de, D: Deserializer<'de>>(value: D) -> Result<Screen, D::Error> {
    ScreenForm::deserialize(value)
}

fn read_boxed<'de, D: Deserializer<'de>>(value: D) -> Result<Box<Screen>, D::Error> {
    read_screen(value).map(Box::new)
}

/// The form of what lies on top.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Overlay", tag = "on")]
pub(super) enum OverlayForm {
    #[serde(rename = "help")]
    Help { scroll: u16 },
    #[serde(rename = "support")]
    Support { scroll: u16 },
    #[serde(rename = "guard")]
    Guard {
        #[serde(with = "id")]
        section: SectionId,
        scroll: u16,
    },
    #[serde(rename = "source")]
    Source {
        #[serde(with = "ids")]
        facts: Vec<FactId>,
        scroll: u16,
    },
    #[serde(rename = "preview")]
    Preview {
        #[serde(with = "PrivateTextForm")]
        text: PrivateText,
        scroll: u16,
    },
    #[serde(rename = "leave")]
    Leave {
        #[serde(with = "PointerForm")]
        cursor: Pointer,
    },
    #[serde(rename = "restart")]
    Restart {
        #[serde(with = "PointerForm")]
        cursor: Pointer,
    },
    #[serde(rename = "replace")]
    Replace {
        #[serde(with = "PointerForm")]
        cursor: Pointer,
    },
    #[serde(rename = "give back")]
    GiveBack {
        #[serde(with = "PointerForm")]
        cursor: Pointer,
        #[serde(with = "DestinationForm")]
        to: Destination,
    },
    #[serde(rename = "show answer")]
    ShowAnswer {
        #[serde(with = "PointerForm")]
        cursor: Pointer,
    },
}

/// The form of a text that a person wrote.
#[derive(Serialize, Deserialize)]
#[serde(remote = "PrivateText")]
struct PrivateTextForm(#[serde(deserialize_with = "text")] String);
