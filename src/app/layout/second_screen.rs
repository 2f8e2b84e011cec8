//! What a second screen shows: the client's view, laid out for a window of its own, or why there is none.
//!
//! No key of the walkthrough means anything here, so none is named but the one by which this screen is closed.

use super::hints::PlacedHint;
use super::single::Layout;
use crate::app::screens::compose::compose;
use crate::app::screens::parts::paragraph;
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::{columns, wrap};
use crate::app::state::message::{Command, Context};
use crate::app::state::model::{Model, SMALLEST};
use crate::domain::language::wording::{Wording, fill};
use ratatui::layout::{Rect, Size};

/// Why there is no view to show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// No walkthrough is running yet.
    Waiting,
    /// The walkthrough has ended.
    Ended,
    /// It has as many second screens as it takes.
    Full,
    /// It is of another version of the program, that does not understand this one.
    OtherVersion(String),
    /// What it sends cannot be read.
    Unreadable,
    /// What the client sees is too long to be sent.
    Beyond,
}

/// What stands on a second screen.
pub enum Shown {
    /// A notice.
    Notice(Notice),
    /// What the client sees.
    View(Box<Model>),
}

/// Lays out what stands on a second screen. A notice is in `own` words and names the `socket`; a view is in its own.
#[must_use]
pub fn layout(shown: &Shown, size: Size, own: &Wording, socket: &str) -> Layout {
    let window = Rect::new(0, 0, size.width, size.height);
    match shown {
        Shown::View(model) => Layout::lay(
            window,
            (model.overlay.is_some(), model.context()),
            |room| compose(model, room),
            |_, footer| way_out(model.wording(), footer),
        ),
        Shown::Notice(notice) => {
            let small = size.width < SMALLEST.width || size.height < SMALLEST.height;
            let context = if small { Context::Small } else { Context::Overlay };
            let body =
                |room: Room| if small { too_small(own, room) } else { said(notice, own, socket, room) };
            let title = if small { String::new() } else { own.display.heading.clone() };
            Layout::lay(
                window,
                (false, context),
                |room| Sheet::new(title, None, body(room), Scroll::By(0)),
                |_, footer| way_out(own, footer),
            )
        }
    }
}

fn said(notice: &Notice, own: &Wording, socket: &str, room: Room) -> Vec<Line> {
    let words = &own.display;
    let text = match notice {
        Notice::Waiting => words.waiting.clone(),
        Notice::Ended => words.ended.clone(),
        Notice::Full => words.full.clone(),
        Notice::OtherVersion(theirs) => {
            let ours = env!("CARGO_PKG_VERSION");
            fill(&words.other_version, &[("theirs", theirs), ("ours", ours)])
        }
        Notice::Unreadable => words.unreadable.clone(),
        Notice::Beyond => words.beyond.clone(),
    };
    let mut body = if room.roomy { vec![Line::blank()] } else { Vec::new() };
    body.extend(paragraph(&text, room, Role::Text));
    body.extend(paragraph(&fill(&words.place, &[("path", socket)]), room, Role::Muted));
    body
}

fn too_small(own: &Wording, room: Room) -> Vec<Line> {
    wrap(&own.small.need, room.width, Role::Text)
}

/// Places the one key of this screen at the right of the footer, all of it so that it may be overlooked.
fn way_out(words: &Wording, footer: Rect) -> Vec<PlacedHint> {
    let word = &words.display.leave;
    let width = columns(word).min(footer.width);
    let area = Rect { x: footer.right() - width, y: footer.y, width, height: footer.height.min(1) };
    let hint = PlacedHint {
        area,
        keys: String::new(),
        word: word.clone(),
        word_first: true,
        command: Command::Leave,
    };
    if area.is_empty() { Vec::new() } else { vec![hint] }
}
