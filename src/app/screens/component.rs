//! The interface of everything that is shown: screens, overlays, panes, the screens of staff, and notices.
//!
//! Each of them is a [`Component`] in a file of its own. That file contains everything about it: its keys, its text,
//! and what its rows do. The position of a person in it is a [`Spot`] for all of them. A component must not place or
//! colour its text.

use crate::app::sheet::lines::{Room, Sheet};
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::message::Effects;
use crate::app::state::model::Model;
use crate::app::state::screen::Spot;
use crate::app::text::area::TextArea;
use crate::domain::id::FactId;
use crate::domain::language::wording::HintWords;

/// A word of the hints, in any language.
pub type HintWord = fn(&HintWords) -> &String;

/// Something that is shown. It reads and changes the state `S`. Choosing a row returns an `R`, such as effects.
pub trait Component<S, R: Default = Effects> {
    /// Returns the context in which keys are looked up.
    fn context(&self, state: &S, at: Spot) -> Context;

    /// Composes its text for a space.
    fn sheet(&self, state: &S, at: Spot, room: Room) -> Sheet;

    /// Does what a row is for. Rows count from 0, and it is called only for rows of the sheet. Where nothing can be
    /// chosen, nothing happens.
    fn choose(&self, _state: &mut S, _row: usize) -> R {
        R::default()
    }

    /// Returns the facts that its text is based on, if it is a text with sources.
    fn cited(&self, _state: &S) -> Option<Vec<FactId>> {
        None
    }

    /// Returns what Enter does where the person is, if it is not what the table of keys calls it.
    fn enter_word(&self, _state: &S, _at: Spot) -> Option<HintWord> {
        None
    }

    /// Returns the text of a row, if the row is a text field.
    fn field<'s>(&self, _state: &'s mut S, _row: usize) -> Option<&'s mut TextArea> {
        None
    }
}

/// A screen of the person who answers.
pub trait ClientScreen: Component<Model> {
    /// Goes on to what comes next.
    fn next(&self, model: &mut Model);

    /// Goes back to where the person came from.
    fn back(&self, model: &mut Model);
}

/// A pane of the counselor's side.
pub trait CounselorPane: Component<AppState> {
    /// Closes the pane, or ends writing in it, and goes back to the session.
    fn done(&self, app: &mut AppState);
}
