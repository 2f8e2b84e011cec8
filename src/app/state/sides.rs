//! What is looked at on the counselor's side, and which of the two sides has the keys.
//!
//! Nothing of what is answered, noted or kept changes here.

use super::app::{AppState, Sight};
use super::context::Context;
use super::counselor::{Before, HelpPane, Pane, ProtocolPane, Side};
use super::screen::{Open, Overlay};

impl AppState {
    /// Goes back to where the session is; with both sides in sight, the client's has the keys.
    pub(crate) fn go_to_session(&mut self) {
        if let Some(counselor) = self.counselor.as_mut() {
            counselor.pane = if counselor.begun { Open::GUIDE } else { Open::START };
            counselor.side = if counselor.begun { Side::Client } else { Side::Counselor };
        }
    }

    /// Gives the client's side the keys.
    pub fn go_to_client(&mut self) {
        if let Some(counselor) = self.counselor.as_mut() {
            counselor.side = Side::Client;
        }
    }

    /// Looks at a pane of the counselor's side. What was being written on the client's is left.
    pub fn show(&mut self, pane: Open<Pane>) {
        self.client.screen.at.editing = false;
        if let Some(counselor) = self.counselor.as_mut() {
            counselor.side = Side::Counselor;
            counselor.pane = pane;
        }
    }

    /// Shows the words to begin with, after what there is to decide before them.
    pub(crate) fn show_opening(&mut self) {
        let undecided = self.counselor.as_ref().is_some_and(|counselor| counselor.misfit.is_some());
        self.show(if undecided { Open::START } else { Open::OPENING });
    }

    /// Shows the risk protocol over what is looked at; if it is shown already, goes back.
    pub(crate) fn show_protocol(&mut self) {
        self.show_over(|over| Pane::Protocol(ProtocolPane { over }));
    }

    /// Shows the keys of a context over what is looked at; if they are shown already, goes back.
    pub(crate) fn show_help(&mut self, context: Context) {
        self.show_over(|over| Pane::Help(HelpPane { context, over }));
    }

    fn show_over(&mut self, pane: impl FnOnce(Box<Before>) -> Pane) {
        let Some(counselor) = self.counselor.as_ref() else { return };
        let there = counselor.pane.clone();
        let new = pane(Box::new(Before { pane: there.clone(), side: counselor.side }));
        let same = std::mem::discriminant(&new) == std::mem::discriminant(&there.what);
        match (there.what, counselor.side) {
            (Pane::Protocol(ProtocolPane { over }) | Pane::Help(HelpPane { over, .. }), Side::Counselor)
                if same =>
            {
                self.return_to(*over);
            }
            // It is there already, and the other side is looked at.
            (what, Side::Client) if same => self.show(Open { what, at: there.at }),
            _ => self.show(Open::new(new)),
        }
    }

    /// Goes back to what was looked at before a pane was opened over it.
    pub(crate) fn return_to(&mut self, before: Before) {
        if let Some(counselor) = self.counselor.as_mut() {
            (counselor.pane, counselor.side) = (before.pane, before.side);
        }
    }

    /// Turns to the other side: to the notes where they are in sight already, else to what there is on the item.
    pub fn turn(&mut self) {
        let both = self.sight() == Sight::Both;
        let Some(counselor) = self.counselor.as_mut() else { return };
        match (counselor.side, &counselor.pane.what) {
            (Side::Counselor, _) => counselor.side = Side::Client,
            (Side::Client, Pane::Guide) if both => self.write_notes(),
            (Side::Client, _) => {
                counselor.side = Side::Counselor;
                self.client.screen.at.editing = false;
            }
        }
    }

    /// Begins to write the notes on the item, or on the session where no item is asked.
    pub(crate) fn write_notes(&mut self) {
        let at = self.at().cloned();
        let Some(counselor) = self.counselor.as_mut() else { return };
        self.client.screen.at.editing = false;
        counselor.side = Side::Counselor;
        counselor.pane = match at {
            None => Open::new(Pane::SessionNotes),
            Some(item) => {
                counselor.notes.entry(item).or_default();
                let mut guide = Open::GUIDE;
                guide.at.editing = true;
                guide
            }
        };
    }

    /// Ends the writing of notes: the guide stays in sight where it stands beside the client's side.
    pub(crate) fn end_notes(&mut self) {
        let both = self.sight() == Sight::Both;
        match self.counselor.as_mut() {
            Some(counselor) if !both => counselor.pane = Open::GUIDE,
            _ => self.go_to_session(),
        }
    }

    /// Asks on the client's side whether to end.
    pub(crate) fn ask_to_leave(&mut self) {
        self.client.open(Overlay::Leave);
    }
}
