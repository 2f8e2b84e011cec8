//! The notice of a second screen, which says why there is no view to show.

use super::component::Component;
use super::parts::paragraph;
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::state::context::Context;
use crate::app::state::screen::Spot;
use crate::domain::language::languages::SpokenLanguage;
use crate::domain::language::wording::{Wording, fill};

/// Why there is no view to show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// No walkthrough is running yet.
    Waiting,
    /// The walkthrough has ended.
    Ended,
    /// The walkthrough has as many second screens as allowed.
    Full,
    /// The walkthrough runs in another version of the program, which this one does not understand.
    OtherVersion(String),
    /// The data of the walkthrough cannot be read.
    Unreadable,
    /// The view is too long to be sent.
    Beyond,
}

/// The words for a notice.
#[derive(Debug)]
pub struct NoticeWords {
    /// The language of this screen.
    pub own: SpokenLanguage,
    /// The path of the socket that this screen reads, sanitized.
    pub socket: String,
}

impl Component<NoticeWords, ()> for Notice {
    fn context(&self, _: &NoticeWords, _: Spot) -> Context {
        Context::SecondScreen
    }

    fn sheet(&self, words: &NoticeWords, _: Spot, room: Room) -> Sheet {
        let own = words.own.wording();
        let display = &own.display;
        let mut body = if room.roomy { vec![Line::blank()] } else { Vec::new() };
        body.extend(paragraph(&sentence(self, own), room, Role::Text));
        body.extend(paragraph(&fill(&display.place, &[("path", &words.socket)]), room, Role::Muted));
        Sheet::new(display.heading.clone(), None, body, Scroll::By(0))
    }
}

fn sentence(notice: &Notice, own: &Wording) -> String {
    let words = &own.display;
    match notice {
        Notice::Waiting => words.waiting.clone(),
        Notice::Ended => words.ended.clone(),
        Notice::Full => words.full.clone(),
        Notice::OtherVersion(theirs) => {
            let ours = env!("CARGO_PKG_VERSION");
            fill(&words.other_version, &[("theirs", theirs), ("ours", ours)])
        }
        Notice::Unreadable => words.unreadable.clone(),
        Notice::Beyond => words.beyond.clone(),
    }
}
