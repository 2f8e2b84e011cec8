//! The client's view model: what another screen has to know to show what the client sees, and nothing else.
//!
//! It has no place for a note, a flag, a time or a prompt, and of an item that was answered privately only that it
//! was: [`QuestionnaireResponse`] holds no more. It has no size: whoever shows it lays it out for its own.

use super::message::{CopyFormat, PrivateText};
use super::model::{Model, Seat, Setup};
use super::screen::{Overlay, Pointer, Screen};
use crate::app::text::area::TextArea;
use crate::domain::answers::response::QuestionnaireResponse;
use crate::domain::faults::save::SaveFault;
use crate::domain::id::LinkId;
use crate::engine::policy::Keeps;
use ratatui::layout::Size;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the client sees.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClientView {
    /// The position of the language that is spoken, among those of the setup.
    pub language: usize,
    /// The region whose support lines are shown.
    pub region: String,
    /// What the client is looking at.
    pub screen: Screen,
    /// What lies on top of it.
    pub overlay: Option<Overlay>,
    /// Whether the neutral screen hides everything.
    pub hidden: bool,
    /// Who sits at the keyboard.
    pub seat: Seat,
    /// What stays of the session besides copies.
    pub keeps: Keeps,
    /// The shared answers.
    pub response: QuestionnaireResponse,
    /// Items whose tick the client turned over.
    pub turned: BTreeSet<LinkId>,
    /// Questions that the client does not want to ask.
    pub dropped: BTreeSet<String>,
    /// The client's own words.
    pub words: FieldView,
    /// The next step that the client chose.
    pub next_step: FieldView,
    /// How a copy is written.
    pub format: CopyFormat,
    /// Where it is written.
    pub path: FieldView,
    /// How saving it went.
    pub outcome: Option<Result<String, SaveFault>>,
    /// Where copies lie.
    pub kept: Vec<String>,
}

/// A text field of one line as it is seen: no cache of the editor, and nothing of what was deleted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldView {
    /// What stands before the cursor.
    pub before: PrivateText,
    /// What stands after it.
    pub after: PrivateText,
}

impl FieldView {
    fn of(area: &TextArea) -> Self {
        let (before, after) = area.parts();
        Self { before: PrivateText(before.to_owned()), after: PrivateText(after.to_owned()) }
    }

    fn shown(&self) -> TextArea {
        TextArea::one_line(&self.before.0, &self.after.0)
    }
}

impl ClientView {
    /// Returns what the client sees in this state.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let copy = &model.copy;
        let mut screen = model.screen.clone();
        if let Some(pointer) = screen.pointer_mut().filter(|_| model.seat == Seat::Private) {
            // Where it stands may be the answer.
            *pointer = Pointer::default();
        }
        Self {
            language: model.language,
            region: model.region.clone(),
            screen,
            overlay: model.overlay.clone(),
            hidden: model.hidden,
            seat: model.seat,
            keeps: model.keeps,
            response: model.session.response().clone(),
            turned: copy.turned.clone(),
            dropped: copy.dropped.clone(),
            words: FieldView::of(&copy.words),
            next_step: FieldView::of(&copy.next_step),
            format: copy.format,
            path: FieldView::of(&copy.path),
            outcome: copy.outcome.clone(),
            kept: copy.kept.clone(),
        }
    }

    /// Returns a state that shows this at a size of its own; the setup has to have the same content.
    #[must_use]
    pub fn shown(self, setup: Arc<Setup>, size: Size) -> Model {
        let mut model = Model::new(setup, size);
        model.speak(self.language);
        model.session.show(self.response);
        model.region = self.region;
        model.screen = self.screen;
        model.overlay = self.overlay;
        model.hidden = self.hidden;
        model.seat = self.seat;
        model.keeps = self.keeps;
        let copy = &mut model.copy;
        (copy.turned, copy.dropped) = (self.turned, self.dropped);
        (copy.words, copy.next_step) = (self.words.shown(), self.next_step.shown());
        copy.path = self.path.shown();
        (copy.format, copy.outcome, copy.kept) = (self.format, self.outcome, self.kept);
        model
    }
}
