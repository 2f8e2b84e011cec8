//! A state with its layout, which is composed once for each state: it is drawn, and the next key is understood by it.

use super::{client, counselor};
use crate::app::layout::single::Layout;
use crate::app::layout::split::SplitLayout;
use crate::app::state::app::AppState;
use crate::app::state::message::{Command, Effects, Message};
use crate::app::state::model::Model;
use crate::app::state::screen::Spot;
use std::cell::OnceCell;
use std::ops::{Deref, DerefMut};

/// A state that is laid out and changed by messages.
pub trait LaidOut {
    /// Where everything stands.
    type Layout;

    /// Composes the layout.
    fn lay_out(&self) -> Self::Layout;

    /// Changes the state by one message, with its layout if somebody has composed it; returns what is to be done.
    fn change(&mut self, layout: Option<&Self::Layout>, message: Message) -> Effects;

    /// Returns where in what is in front the person is, if a motion changes nothing but that.
    fn spot(&self) -> Option<Spot>;
}

impl LaidOut for Model {
    type Layout = Layout;

    fn lay_out(&self) -> Layout {
        Layout::of(self)
    }

    fn change(&mut self, layout: Option<&Layout>, message: Message) -> Effects {
        client::update_from(self, layout, message)
    }

    fn spot(&self) -> Option<Spot> {
        Some(self.overlay.as_ref().map_or(self.screen.at, |open| open.at))
    }
}

impl LaidOut for AppState {
    type Layout = SplitLayout;

    fn lay_out(&self) -> SplitLayout {
        SplitLayout::of(self)
    }

    fn change(&mut self, layout: Option<&SplitLayout>, message: Message) -> Effects {
        counselor::update_from(self, layout, message)
    }

    /// Beside a counselor any key may change when the record is written, which is in sight.
    fn spot(&self) -> Option<Spot> {
        self.client.spot().filter(|_| self.counselor.is_none())
    }
}

/// A state, and its layout as soon as somebody has asked for it.
///
/// The layout cannot be of an earlier state: whoever is handed the state to change it takes the layout away.
#[derive(Debug)]
pub struct Composed<S: LaidOut> {
    state: S,
    layout: OnceCell<S::Layout>,
}

impl<S: LaidOut> Composed<S> {
    /// Makes a state of which nothing is composed.
    #[must_use]
    pub fn new(state: S) -> Self {
        Self { state, layout: OnceCell::new() }
    }

    /// Returns the layout of the state.
    pub fn layout(&self) -> &S::Layout {
        self.layout.get_or_init(|| self.state.lay_out())
    }

    /// Changes the state by one message; returns what is to be done, in order.
    pub fn update(&mut self, message: Message) -> Effects {
        let layout = self.layout.take();
        let is_motion = matches!(message, Message::Command(Command::Move(_)));
        let before = self.state.spot().filter(|_| is_motion);
        let effects = self.state.change(layout.as_ref(), message);
        // A pointer at the end of its list goes nowhere. A key that is held there composes nothing.
        if let Some(layout) = layout.filter(|_| before.is_some() && before == self.state.spot()) {
            self.layout = OnceCell::from(layout);
        }
        effects
    }
}

impl<S: LaidOut> Deref for Composed<S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.state
    }
}

impl<S: LaidOut> DerefMut for Composed<S> {
    fn deref_mut(&mut self) -> &mut S {
        self.layout.take();
        &mut self.state
    }
}
