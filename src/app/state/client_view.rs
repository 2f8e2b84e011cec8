//! What the client sees, for another screen that shows the same, and nothing else.
//!
//! It has no place for a note, a flag, a time or a prompt, and of an item that was answered privately only that it was:
//! [`QuestionnaireResponse`] holds no more. It has no size: whoever shows it lays it out for its own.
//!
//! What is sent is derived from these types by serde. A new screen, or a new part of the copy, goes along by itself.

use super::copy_draft::CopyDraft;
use super::model::{Model, Seat, Setup};
use super::screen::{Open, Overlay, Pointer, Screen};
use crate::domain::answers::response::QuestionnaireResponse;
use crate::engine::policy::Keeps;
use ratatui::layout::Size;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What the client sees.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClientView {
    /// The position of the language that is spoken, among those of the setup.
    pub language: usize,
    /// The region whose support lines are shown.
    pub region: String,
    /// What the client is looking at.
    pub screen: Open<Screen>,
    /// What lies on top of it.
    pub overlay: Option<Open<Overlay>>,
    /// Whether the neutral screen hides everything.
    pub hidden: bool,
    /// Who sits at the keyboard.
    pub seat: Seat,
    /// What stays of the session besides copies.
    pub keeps: Keeps,
    /// What the client wants to take along.
    pub copy: CopyDraft,
    /// The shared answers.
    pub response: QuestionnaireResponse,
}

impl ClientView {
    /// Returns what the client sees in this state.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        // Each part of the state is named, so that for a new one somebody has to decide whether it is sent.
        let Model {
            setup: _,
            session,
            screen,
            overlay,
            hidden,
            warning: _,
            seat,
            size: _,
            language,
            region,
            keeps,
            copy,
        } = model;
        let mut screen = screen.clone();
        if *seat == Seat::Private {
            // Where it stands may be the answer.
            screen.at.pointer = Pointer::default();
        }
        Self {
            language: *language,
            region: region.clone(),
            screen,
            overlay: overlay.clone(),
            hidden: *hidden,
            seat: *seat,
            keeps: *keeps,
            copy: copy.clone(),
            response: session.response().clone(),
        }
    }

    /// Returns a state that shows this at a size of its own; the setup has to have the same content.
    #[must_use]
    pub fn shown(self, setup: Arc<Setup>, size: Size) -> Model {
        let mut model = Model::new(setup, size);
        model.speak(self.language);
        model.session.show(self.response);
        let Self { region, screen, overlay, hidden, seat, keeps, copy, .. } = self;
        Model { region, screen, overlay, hidden, seat, keeps, copy, ..model }
    }
}
