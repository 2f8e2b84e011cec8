//! The one shape of everything that can be looked at.
//!
//! A screen of the client's, what lies on top of it, a pane of the counselor's, what staff see and a notice on a second
//! screen are all components. Each stands in one file, which says everything about it: which keys are valid, what it
//! says, and what its rows do. Where somebody is in it is a [`Spot`], the same for all.

use crate::app::sheet::lines::{Room, Sheet};
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::message::Effects;
use crate::app::state::model::Model;
use crate::app::state::screen::Spot;
use crate::app::text::area::TextArea;
use crate::domain::id::FactId;

/// Something that can be looked at. It shows the state `S` and changes it; choosing a row may ask for an `R`.
pub trait Component<S, R = Effects> {
    /// Returns where keys are looked up.
    fn context(&self, state: &S, at: Spot) -> Context;

    /// Composes what it says in a room.
    fn sheet(&self, state: &S, at: Spot, room: Room) -> Sheet;

    /// Does what a row stands for, from 0. It is called only for a row that the sheet has.
    fn choose(&self, state: &mut S, row: usize) -> R;

    /// Returns the facts that its text stands on, if it is a text that comes from somewhere.
    fn cited(&self, _state: &S) -> Option<Vec<FactId>> {
        None
    }

    /// Returns the text that is written in a row, if it is a text field.
    fn field<'s>(&self, _state: &'s mut S, _row: usize) -> Option<&'s mut TextArea> {
        None
    }
}

/// A screen on the way of the person who answers.
pub trait ClientScreen: Component<Model> {
    /// Goes on to what comes next.
    fn next(&self, model: &mut Model);

    /// Goes back to where the person came from.
    fn back(&self, model: &mut Model);
}

/// A pane of the counselor's side.
pub trait CounselorPane: Component<AppState> {
    /// Ends what is looked at or written, and goes back to where the session is.
    fn done(&self, app: &mut AppState);
}
