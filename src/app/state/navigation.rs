//! Opens screens: each function sets what is shown and where its pointer begins.
//!
//! It must not decide which screen comes next. Each screen does that in its own file.

use super::model::{Model, Seat};
use super::screen::{IndexScreen, ItemScreen, Open, Overlay, Page, Pointer, ResultsScreen, Screen, Spot};
use crate::domain::answers::response::ItemState;
use crate::engine::session::SessionItem;

impl Model {
    /// Shows a screen from its beginning.
    pub fn go(&mut self, screen: Screen) {
        self.show(Open::new(screen));
    }

    /// Shows a screen. A question that is left without an answer was skipped.
    pub(crate) fn show(&mut self, screen: Open<Screen>) {
        if let Some(item) =
            self.item().map(|item| item.id.clone()).filter(|_| screen.what != self.screen.what)
        {
            self.session.pass(&item);
        }
        self.screen = screen;
    }

    /// Shows the first question that was not reached, or the note before it. If all were reached it shows the review.
    pub(crate) fn begin(&mut self) {
        let items = self.session.items();
        let is_next = |item: &SessionItem| match item {
            SessionItem::Question(id) => self.session.state(id) == ItemState::NotReached,
            SessionItem::Note(_) => false,
        };
        let next = items.iter().position(is_next).unwrap_or(items.len());
        let is_note = |at: &usize| matches!(items.get(*at), Some(SessionItem::Note(_)));
        self.go_to_item(next.checked_sub(1).filter(is_note).unwrap_or(next), false);
    }

    /// Shows the item or content note at a position. After the last one it shows the review.
    pub(crate) fn go_to_item(&mut self, position: usize, to_review: bool) {
        self.show(match self.session.item_at(position) {
            Some(_) => {
                let pointer = self.pointer_at(position);
                let what = Screen::Item(ItemScreen { position, to_review });
                Open { what, at: Spot { pointer, ..Spot::default() } }
            }
            None => Open::new(Screen::Review),
        });
    }

    /// Goes on after an item: to the next one, or back to the review if the item was opened from there.
    pub(crate) fn go_past_item(&mut self, at: ItemScreen) {
        if at.to_review {
            self.go_to_review(at.position);
        } else {
            self.go_to_item(at.position + 1, false);
        }
    }

    /// Goes to the next or the previous item while the client answers privately. Content notes are skipped, and nothing
    /// happens beyond the first and the last item.
    pub(crate) fn go_privately(&mut self, position: usize, step: isize) {
        debug_assert_eq!(self.seat, Seat::Private, "only a private turn passes notes over");
        if let Some(to) = self.question_beyond(position, step) {
            self.go_to_item(to, false);
        }
    }

    /// Returns the position of the next or the previous question, past content notes.
    pub(super) fn question_beyond(&self, position: usize, step: isize) -> Option<usize> {
        let mut to = position.checked_add_signed(step)?;
        while let SessionItem::Note(_) = self.session.item_at(to)? {
            to = to.checked_add_signed(step)?;
        }
        Some(to)
    }

    /// Shows the review with the pointer on an item. For a content note, which has no row there, the pointer is at the
    /// top.
    pub(crate) fn go_to_review(&mut self, position: usize) {
        let row = match self.session.item_at(position) {
            // Row 0 is the way on to the results.
            Some(SessionItem::Question(_)) => self.session.questions_before(position) + 1,
            Some(SessionItem::Note(_)) | None => 0,
        };
        self.show(Open::at_row(Screen::Review, row));
    }

    /// Shows a page of results from its beginning.
    pub(crate) fn go_to_page(&mut self, page: Page) {
        self.go(match page {
            Page::TalkingPoints => Screen::TalkingPoints,
            Page::Sections | Page::Guidance => Screen::Index(IndexScreen { page, whole: false }),
            Page::Tally | Page::Support => Screen::Results(ResultsScreen { page, part: 0, whole: false }),
        });
        if page == Page::TalkingPoints {
            // Enter goes on until something is pointed at, and opens no text field.
            self.screen.at.pointer = Pointer::NOWHERE;
        }
    }

    /// Shows the next page of results. After the last page it shows the end.
    pub(crate) fn go_past_page(&mut self, page: Page) {
        match Page::ALL.get(page.index() + 1) {
            Some(next) => self.go_to_page(*next),
            None => self.go(Screen::End),
        }
    }

    /// Shows the previous page of results. Before the first page it shows the review.
    pub(crate) fn go_before_page(&mut self, page: Page) {
        match page.index().checked_sub(1).and_then(|index| Page::ALL.get(index)) {
            Some(before) => self.go_to_page(*before),
            None => self.go(Screen::Review),
        }
    }

    /// Opens an overlay.
    pub fn open(&mut self, overlay: Overlay) {
        self.overlay = Some(Open::new(overlay));
    }

    /// Marks the copy as changed since it was saved.
    pub(crate) fn copy_changed(&mut self) {
        self.copy.outcome = None;
    }
}
