//! Moves between the two sides of a walkthrough, and between the panes of the counselor's side.
//!
//! It changes only what is shown and which side gets the keys. It must not change an answer, a note or the record.

use super::app::{AppState, Sight};
use super::context::Context;
use super::counselor::{Before, HelpPane, Pane, ProtocolPane, Side};
use super::message::Command;
use super::screen::{ItemScreen, Open, Overlay, Screen};

impl AppState {
    /// Goes back to the session: the client's side gets the keys. Before the session has begun, the start pane is shown
    /// instead.
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

    /// Shows a pane and gives the counselor's side the keys. Writing on the client's side ends.
    pub fn show(&mut self, pane: Open<Pane>) {
        self.client.screen.at.editing = false;
        if let Some(counselor) = self.counselor.as_mut() {
            counselor.side = Side::Counselor;
            counselor.pane = pane;
        }
    }

    /// Shows the opening words. If the counselor still has to decide about a record that does not fit, it shows the
    /// start pane with that decision first.
    pub(crate) fn show_opening(&mut self) {
        let undecided = self.counselor.as_ref().is_some_and(|counselor| counselor.compatibility.is_some());
        self.show(if undecided { Open::START } else { Open::OPENING });
    }

    /// Lists all questions. The pointer is at the one that the client sees or saw last, or at the first that a note is about.
    pub(crate) fn show_items(&mut self) {
        let session = &self.client.session;
        let last = self.counselor.as_ref().and_then(|counselor| counselor.last_item.as_ref());
        let position = match self.client.screen.what {
            Screen::Item(ItemScreen { position, .. }) => Some(position),
            _ => last.and_then(|item| session.position_of(item)),
        };
        let row = position.map_or(0, |position| session.questions_before(position));
        self.show(Open::at_row(Pane::Items, row));
    }

    /// Lists all questions and asks for which of them something is.
    pub(crate) fn ask_which_item(&mut self) {
        self.show_items();
        if let Some(counselor) = self.counselor.as_mut() {
            counselor.pane.at.is_unclear = true;
        }
    }

    /// Opens the risk protocol over the current pane, or closes it if it is open.
    pub(crate) fn show_protocol(&mut self) {
        self.show_over(|over| Pane::Protocol(ProtocolPane { over }));
    }

    /// Opens the help for a context, some of whose commands do nothing, over the current pane, or closes it if it is open.
    pub(crate) fn show_help(&mut self, context: Context, idle: Vec<Command>) {
        self.show_over(|over| Pane::Help(HelpPane { context, idle, over }));
    }

    /// Opens a pane over the current one, or closes it if it is open.
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
            // It is open already, but the client's side has the keys.
            (what, Side::Client) if same => self.show(Open { what, at: there.at }),
            _ => self.show(Open::new(new)),
        }
    }

    /// Closes a pane, and shows what was shown before it.
    pub(crate) fn return_to(&mut self, before: Before) {
        if let Some(counselor) = self.counselor.as_mut() {
            (counselor.pane, counselor.side) = (before.pane, before.side);
            // The client's side may show another page by now, and notes belong to what is in sight.
            if counselor.pane.what == Pane::Guide && counselor.pane.at.editing {
                self.write_notes();
            }
        }
    }

    /// Gives the other side the keys. If the guide is visible beside the client's side, writing the notes begins at
    /// once.
    pub fn turn(&mut self) {
        let both = self.sight() == Sight::Both;
        let Some(counselor) = self.counselor.as_mut() else { return };
        match (counselor.side, &counselor.pane.what) {
            (Side::Counselor, what) if counselor.pane.at.editing || *what == Pane::SessionNotes => {
                self.go_to_session();
                self.go_to_client();
            }
            (Side::Counselor, _) => counselor.side = Side::Client,
            (Side::Client, Pane::Guide) if both => self.write_notes(),
            (Side::Client, _) => {
                counselor.side = Side::Counselor;
                self.client.screen.at.editing = false;
            }
        }
    }

    /// Begins to write the notes on the item. If no item is shown, it begins the notes on the session.
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

    /// Ends writing notes. With both sides visible the client's side gets the keys; else the guide is shown.
    pub(crate) fn end_notes(&mut self) {
        let both = self.sight() == Sight::Both;
        match self.counselor.as_mut() {
            Some(counselor) if !both => counselor.pane = Open::GUIDE,
            _ => self.go_to_session(),
        }
    }

    /// Opens the question on the client's side whether to end.
    pub(crate) fn ask_to_leave(&mut self) {
        self.client.open(Overlay::Leave);
    }
}
