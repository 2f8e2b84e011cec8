//! The state of the whole program: the client's side, and in a walkthrough the counselor's side.
//!
//! A person alone has only the client's side. This module decides which side is visible and which one gets the keys. It
//! must not decide what a side shows.

use super::autosave::{Autosave, Marks, SaveStatus};
use super::counselor::{CounselorState, Pane, Side};
use super::model::{Model, Seat, is_too_small};
use super::screen::{ItemScreen, Open, Screen};
use crate::app::text::area::TextArea;
use crate::domain::id::LinkId;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::record::contents::RecordState;
use crate::domain::timestamp::Timestamp;
use crate::engine::session::SessionItem;
use ratatui::layout::{Rect, Size};
use std::time::Duration;

/// The least width of a window that shows both sides at once.
const BOTH: u16 = 100;

/// The client's side, and the counselor's if there is one.
#[derive(Clone, PartialEq, Debug)]
pub struct AppState {
    /// What the client sees. Its size is the part of the window that shows it.
    pub client: Model,
    /// What the client does not see.
    pub counselor: Option<CounselorState>,
    /// The whole window.
    pub window: Size,
    /// Counts the changes that a record keeps, so that it is known when to save.
    pub marks: Marks,
}

/// Which sides are visible.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sight {
    /// The client's side.
    Client,
    /// The counselor's side.
    Counselor,
    /// Both, side by side.
    Both,
}

impl AppState {
    /// Makes the state of a person alone.
    #[must_use]
    pub fn alone(client: Model) -> Self {
        Self { window: client.size, client, counselor: None, marks: Marks::default() }
    }

    /// Makes the state of a walkthrough. If there is a record, the client's side continues with its answers and texts.
    #[must_use]
    pub fn walkthrough(mut client: Model, counselor: CounselorState) -> Self {
        client.seat = Seat::Counselor;
        let mut app =
            Self { window: client.size, client, counselor: Some(counselor), marks: Marks::default() };
        app.resume();
        app.arrange();
        app
    }

    /// Gives both sides what the record's round holds.
    fn resume(&mut self) {
        let Some(counselor) = self.counselor.as_mut() else { return };
        let Some(record) = counselor.autosave.record() else { return };
        let state = record.round.state.clone();
        self.client.session.resume(&state.answers);
        self.client.copy.own = state.own.map(|text| TextArea::holding(text));
        counselor.resume(&state);
    }

    /// Begins a round of the record before the client is asked anything, and gives both sides what it holds: nothing, or
    /// what `begin` has taken over from the round before.
    pub(crate) fn begin_round(&mut self, begin: impl FnOnce(&mut Autosave, &Questionnaire, Timestamp)) {
        if let Some(counselor) = self.counselor.as_mut() {
            begin(&mut counselor.autosave, self.client.session.questionnaire(), counselor.now.wall);
            counselor.compatibility = None;
        }
        let region = self.client.region.clone();
        self.client.start_over();
        (self.client.seat, self.client.region) = (Seat::Counselor, region);
        self.resume();
        self.arrange();
    }

    /// Returns which sides are visible.
    #[must_use]
    pub fn sight(&self) -> Sight {
        match &self.counselor {
            Some(counselor)
                if !self.client.hidden
                    && !is_too_small(self.window)
                    && self.client.seat == Seat::Counselor =>
            {
                match counselor.side {
                    _ if self.window.width >= BOTH => Sight::Both,
                    Side::Client => Sight::Client,
                    Side::Counselor => Sight::Counselor,
                }
            }
            _ => Sight::Client,
        }
    }

    /// Sets the size of the client's side to the part of the window that shows it.
    pub fn arrange(&mut self) {
        self.client.size = match self.sight() {
            Sight::Both => self.client_area().as_size(),
            Sight::Client | Sight::Counselor => self.window,
        };
    }

    /// Returns the area of the client's side when both sides are visible.
    #[must_use]
    pub(crate) fn client_area(&self) -> Rect {
        Rect { x: 0, y: 0, width: self.window.width.saturating_sub(1) / 2, height: self.window.height }
    }

    /// Returns the area of the counselor's side.
    #[must_use]
    pub(crate) fn counselor_area(&self) -> Rect {
        let whole = Rect { x: 0, y: 0, width: self.window.width, height: self.window.height };
        match self.sight() {
            Sight::Both => {
                let x = self.client_area().width + 1;
                Rect { x, width: whole.width.saturating_sub(x), ..whole }
            }
            Sight::Client | Sight::Counselor => whole,
        }
    }

    /// Returns the counselor's side if it gets the keys.
    #[must_use]
    pub fn counselor_with_keys(&self) -> Option<&CounselorState> {
        let counselor = self.counselor.as_ref()?;
        (self.sight() != Sight::Client && counselor.side == Side::Counselor).then_some(counselor)
    }

    /// Returns the item that is shown to the client, if an item is shown.
    #[must_use]
    pub fn at(&self) -> Option<&LinkId> {
        let Screen::Item(ItemScreen { position, .. }) = self.client.screen.what else { return None };
        match self.client.session.item_at(position) {
            Some(SessionItem::Question(item)) => Some(item),
            _ => None,
        }
    }

    /// Returns the question that is in sight: in the list of all questions the one that is pointed at, else the client's.
    #[must_use]
    pub(crate) fn in_sight(&self) -> Option<LinkId> {
        match self.counselor_with_keys().map(|counselor| &counselor.pane) {
            Some(Open { what: Pane::Items, at }) => {
                let session = &self.client.session;
                match session.item_at(session.nth_question(at.pointer.row?)?)? {
                    SessionItem::Question(item) => Some(item.clone()),
                    SessionItem::Note(_) => None,
                }
            }
            Some(open) if open.what != Pane::Guide && self.sight() != Sight::Both => None,
            Some(_) | None => self.at().cloned(),
        }
    }

    /// Returns the counts of changes that decide when the record is saved. The session counts its own changes, so they
    /// are added here.
    #[must_use]
    pub fn marks(&self) -> Marks {
        let changes = self.marks.changes.wrapping_add(self.client.session.revision());
        Marks { changes, ..self.marks }
    }

    /// Returns how the record on the disk stands; `None` for a person alone.
    #[must_use]
    pub fn status(&self) -> Option<SaveStatus> {
        self.counselor.as_ref().map(|counselor| counselor.autosave.status(self.marks(), counselor.now.up))
    }

    /// Returns the next moment at which something has to be done without any input, as time since the machine started.
    ///
    /// There are three: the neutral screen hides everything, a minute is over on the clock that is shown, or the record
    /// has to be saved.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Duration> {
        let counselor = self.counselor.as_ref()?;
        let idle = counselor.idle.filter(|_| !self.client.hidden).and_then(|idle| idle.clears());
        let minute = counselor.watch.to_next_minute().map(|left| counselor.now.up.saturating_add(left));
        let minute = minute.filter(|_| self.sight() != Sight::Client);
        [idle, minute, counselor.autosave.deadline(counselor.now.up)].into_iter().flatten().min()
    }

    /// Counts the time that was spent, or lets the clock stand.
    pub(crate) fn count_time(&mut self) {
        let at = self.at().cloned();
        let hidden = self.client.hidden;
        let Some(counselor) = self.counselor.as_mut() else { return };
        if counselor.begun && !hidden && !counselor.clock_stopped {
            counselor.watch.run(at.as_ref(), counselor.now.up);
        } else {
            counselor.watch.pause(counselor.now.up);
        }
    }

    /// Returns the part of the state that a record keeps.
    #[must_use]
    pub fn record_state(&self) -> RecordState {
        let Some(counselor) = &self.counselor else { return RecordState::default() };
        let notes = counselor.notes.iter().filter(|(_, note)| !note.text().is_empty());
        RecordState {
            language: self.client.questionnaire().parts().language.clone(),
            at: self.at().cloned().or_else(|| counselor.last_item.clone()),
            answers: self.client.session.response().clone(),
            notes: notes.map(|(item, note)| (item.clone(), note.text().to_owned())).collect(),
            session_notes: counselor.session_notes.text().to_owned(),
            flags: counselor.flags.clone(),
            seconds: counselor.watch.items(),
            session_seconds: counselor.watch.total(),
            own: self.client.copy.own_words(),
        }
    }
}
