//! Lays out a second screen: the client's view at the size of this window, or a notice if there is no view.
//!
//! The keys of the walkthrough do nothing on a second screen, so it must not name them. The hints are the key that closes
//! it and, beside a notice, the one that changes the language: a view is in the language of the walkthrough.

use super::hints::PlacedHint;
use super::language_hint::language_hint;
use super::message_page::too_small_page;
use super::single::Layout;
use crate::app::screens::component::Component;
use crate::app::screens::notice::{Notice, NoticeWords};
use crate::app::screens::registry::{compose, context};
use crate::app::sheet::wrap::columns;
use crate::app::state::context::Context;
use crate::app::state::message::Command;
use crate::app::state::model::{Model, is_too_small};
use crate::app::state::screen::Spot;
use crate::domain::language::wording::Wording;
use ratatui::layout::{Rect, Size};

/// The columns between two hints.
const GAP: u16 = 3;

/// The content of a second screen.
pub enum Shown {
    /// A notice.
    Notice(Notice),
    /// The client's view.
    View(Box<Model>),
}

/// Lays out a second screen, moved by some rows from where the client is. Returns also by how many it could be moved.
#[must_use]
pub fn layout_at(shown: &Shown, size: Size, words: &NoticeWords, rows: i32) -> (Layout, i32) {
    layout(shown, size, words).moved(rows)
}

/// Lays out a second screen. A notice is in the language of this screen, a view is in that of the client.
#[must_use]
pub fn layout(shown: &Shown, size: Size, words: &NoticeWords) -> Layout {
    let window = Rect::new(0, 0, size.width, size.height);
    match shown {
        Shown::View(model) => Layout::lay(
            window,
            (model.overlay.is_some(), context(model)),
            |room| compose(model, room),
            |place| way_out(model.wording(), place.footer),
        ),
        Shown::Notice(notice) => Layout { covers: true, ..notice_page(notice, window, words) },
    }
}

fn notice_page(notice: &Notice, window: Rect, words: &NoticeWords) -> Layout {
    if is_too_small(window.as_size()) {
        return too_small_page(words.own.wording(), window.as_size());
    }
    Layout::lay(
        window,
        (false, Context::SecondScreen),
        |room| notice.sheet(words, Spot::default(), room),
        |place| notice_hints(words, place.footer),
    )
}

/// Places the hint for the language at the left, and the one that closes this screen at the right.
fn notice_hints(words: &NoticeWords, footer: Rect) -> Vec<PlacedHint> {
    let mut hints = way_out(words.own.wording(), footer);
    let used = hints.iter().map(|hint| hint.area.width + GAP).sum();
    let area = Rect { width: footer.width.saturating_sub(used), height: footer.height.min(1), ..footer };
    hints.extend(language_hint(&words.own, Context::SecondScreen, area));
    hints
}

/// Places the hint that closes this screen, at the right of the footer. It has no key, so that it is drawn as quietly
/// as possible.
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
