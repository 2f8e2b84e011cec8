//! The whole state: the client's side, and in a walkthrough the counselor's beside it.
//!
//! A person alone has the client's side and nothing else. What is in sight of the two, and which has the keys, is
//! decided here; what stands on each is not.

use super::autosave::{Marks, SaveStatus};
use super::counselor::{CounselorState, Side};
use super::model::{Model, Seat, is_too_small};
use super::screen::{ItemScreen, Screen};
use crate::domain::id::LinkId;
use crate::domain::record::contents::RecordState;
use crate::engine::session::SessionItem;
use ratatui::layout::{Rect, Size};
use std::time::Duration;

/// From this width on both sides are in sight at once.
const BOTH: u16 = 100;

/// The client's side, and the counselor's if there is one.
#[derive(Clone, PartialEq, Debug)]
pub struct AppState {
    /// What the client sees. Its size is that of the part of the window it is shown in.
    pub client: Model,
    /// What the client does not see.
    pub counselor: Option<CounselorState>,
    /// The whole window.
    pub window: Size,
    /// How often something was written, answered or marked that a record keeps.
    pub marks: Marks,
}

/// Which sides are in sight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sight {
    /// The client's.
    Client,
    /// The counselor's.
    Counselor,
    /// One beside the other.
    Both,
}

impl AppState {
    /// Makes the state of a person alone.
    #[must_use]
    pub fn alone(client: Model) -> Self {
        Self { window: client.size, client, counselor: None, marks: Marks::default() }
    }

    /// Makes the state of a walkthrough; the client's side goes on from the record, if there is one.
    #[must_use]
    pub fn walkthrough(mut client: Model, counselor: CounselorState) -> Self {
        client.seat = Seat::Counselor;
        if let Some(record) = counselor.autosave.record() {
            client.session.resume(&record.state.answers);
            client.copy.words.insert(&record.state.words);
            client.copy.next_step.insert(&record.state.next_step);
        }
        let mut app =
            Self { window: client.size, client, counselor: Some(counselor), marks: Marks::default() };
        app.arrange();
        app
    }

    /// Says which sides are in sight.
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

    /// Gives the client's side the part of the window that it is shown in.
    pub fn arrange(&mut self) {
        self.client.size = match self.sight() {
            Sight::Both => self.client_area().as_size(),
            Sight::Client | Sight::Counselor => self.window,
        };
    }

    /// Returns where the client's side stands, with the counselor's beside it.
    #[must_use]
    pub(crate) fn client_area(&self) -> Rect {
        Rect { x: 0, y: 0, width: self.window.width.saturating_sub(1) / 2, height: self.window.height }
    }

    /// Returns where the counselor's side stands.
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

    /// Returns the counselor's side, if it has the keys.
    #[must_use]
    pub fn counselor_with_keys(&self) -> Option<&CounselorState> {
        let counselor = self.counselor.as_ref()?;
        (self.sight() != Sight::Client && counselor.side == Side::Counselor).then_some(counselor)
    }

    /// Returns the item that the session is at.
    #[must_use]
    pub fn at(&self) -> Option<&LinkId> {
        let Screen::Item(ItemScreen { position, .. }) = self.client.screen.what else { return None };
        match self.client.session.item_at(position) {
            Some(SessionItem::Question(item)) => Some(item),
            _ => None,
        }
    }

    /// Returns the marks by which writing is decided.
    #[must_use]
    pub fn marks(&self) -> Marks {
        let changes = self.marks.changes.wrapping_add(self.client.session.revision());
        Marks { changes, ..self.marks }
    }

    /// Says how far the record on the disk is behind.
    #[must_use]
    pub fn status(&self) -> Option<SaveStatus> {
        self.counselor.as_ref().map(|counselor| counselor.autosave.status(self.marks(), counselor.now.up))
    }

    /// Returns the moment, since the machine was started, at which something is to be done although nobody does
    /// anything: the earliest of all clocks.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Duration> {
        let counselor = self.counselor.as_ref()?;
        let idle = counselor.idle.filter(|_| !self.client.hidden).and_then(|idle| idle.clears());
        let minute = counselor.watch.to_next_minute().map(|left| counselor.now.up.saturating_add(left));
        let minute = minute.filter(|_| self.sight() != Sight::Client);
        [idle, minute, counselor.autosave.deadline(counselor.now.up)].into_iter().flatten().min()
    }

    /// Returns what a record keeps of the state.
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
            words: self.client.copy.words.text().to_owned(),
            next_step: self.client.copy.next_step.text().to_owned(),
        }
    }
}
