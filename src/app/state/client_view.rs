//! The part of the state that is sent to a second screen: what the client sees.
//!
//! It must not contain a note, a flag, a time or a prompt of the counselor. Of an item that was answered privately it
//! contains only that it was answered: [`QuestionnaireResponse`] holds no more. It has no size, because the second
//! screen lays it out for its own window.
//!
//! serde derives what is sent from these types, so a new screen or a new field of the copy is sent without further
//! code.

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
    /// The position of the current language in the setup.
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
    /// What the program keeps of the session besides copies.
    pub keeps: Keeps,
    /// The copy that the client puts together.
    pub copy: CopyDraft,
    /// The shared answers.
    pub response: QuestionnaireResponse,
}

impl ClientView {
    /// Returns what the client sees in this state.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        // Each field is named, so that the compiler asks for a decision when a new one is added.
        let Model {
            setup: _,
            leaves_mouse: _,
            session,
            screen,
            overlay,
            hidden,
            warning: _,
            capitals: _,
            seat,
            size: _,
            language,
            region,
            keeps,
            copy,
            then_and_now: _,
            day: _,
        } = model;
        let mut screen = screen.clone();
        if *seat == Seat::Private {
            // The pointer stands where the private answer was chosen.
            screen.at.pointer = Pointer::NOWHERE;
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

    /// Makes a state that shows this view at another size. The setup must have the same content.
    #[must_use]
    pub fn shown(self, setup: Arc<Setup>, size: Size) -> Model {
        let mut model = Model::new(setup, size);
        model.speak(self.language);
        model.session.show(self.response);
        let Self { region, screen, overlay, hidden, seat, keeps, copy, .. } = self;
        Model { region, screen, overlay, hidden, seat, keeps, copy, ..model }
    }
}
