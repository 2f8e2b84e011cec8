//! The state with its layout, which is composed once for each state: it is drawn, and the next key is understood by it.

use super::counselor::update_from;
use crate::app::layout::split::SplitLayout;
use crate::app::state::app::AppState;
use crate::app::state::message::{Effects, Message};
use std::cell::OnceCell;
use std::ops::{Deref, DerefMut};

/// The state, and its layout as soon as somebody has asked for it.
///
/// The layout cannot be of an earlier state: whoever is handed the state to change it takes the layout away.
#[derive(Debug)]
pub struct ComposedState {
    app: AppState,
    layout: OnceCell<SplitLayout>,
}

impl ComposedState {
    /// Makes a state of which nothing is composed.
    #[must_use]
    pub fn new(app: AppState) -> Self {
        Self { app, layout: OnceCell::new() }
    }

    /// Returns the layout of the state.
    pub fn layout(&self) -> &SplitLayout {
        self.layout.get_or_init(|| SplitLayout::of(&self.app))
    }

    /// Changes the state by one message; returns what is to be done, in order.
    pub fn update(&mut self, message: Message) -> Effects {
        let layout = self.layout.take();
        update_from(&mut self.app, layout.as_ref(), message)
    }
}

impl Deref for ComposedState {
    type Target = AppState;

    fn deref(&self) -> &AppState {
        &self.app
    }
}

impl DerefMut for ComposedState {
    fn deref_mut(&mut self) -> &mut AppState {
        self.layout.take();
        &mut self.app
    }
}
