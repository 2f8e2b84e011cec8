//! A state with its layout, which is composed once for each state: it is drawn, and the next key is understood by it.

use super::{client, counselor};
use crate::app::layout::single::Layout;
use crate::app::layout::split::SplitLayout;
use crate::app::state::app::AppState;
use crate::app::state::autosave::SaveStatus;
use crate::app::state::message::{Command, Effects, Message};
use crate::app::state::model::Model;
use crate::app::state::screen::Spot;
use std::cell::OnceCell;
use std::ops::{Deref, DerefMut};

/// A state that is laid out and changed by messages.
pub trait LaidOut {
    /// Where everything stands.
    type Layout: PartialEq;

    /// Composes the layout.
    fn lay_out(&self) -> Self::Layout;

    /// Changes the state by one message, with its layout if somebody has composed it; returns what is to be done.
    fn change(&mut self, layout: Option<&Self::Layout>, message: Message) -> Effects;

    /// Returns all that a message of this kind may change of what is in sight; `None` if it may change anything.
    fn aspect(&self, message: &Message) -> Option<Aspect>;
}

/// A part of what is in sight.
#[derive(PartialEq)]
pub enum Aspect {
    /// Where in what is in front the person is.
    Spot(Spot),
    /// What the time changes beside a counselor.
    Time {
        /// Whether everything is hidden.
        hidden: bool,
        /// The minutes spent on the session, and on the item that is asked.
        minutes: (u64, u64),
        /// How far the record on the disk is behind.
        status: Option<SaveStatus>,
    },
}

impl LaidOut for Model {
    type Layout = Layout;

    fn lay_out(&self) -> Layout {
        Layout::of(self)
    }

    fn change(&mut self, layout: Option<&Layout>, message: Message) -> Effects {
        client::update_from(self, layout, message)
    }

    fn aspect(&self, message: &Message) -> Option<Aspect> {
        let at = self.overlay.as_ref().map_or(self.screen.at, |open| open.at);
        matches!(message, Message::Command(Command::Move(_))).then_some(Aspect::Spot(at))
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

    fn aspect(&self, message: &Message) -> Option<Aspect> {
        let Some(counselor) = &self.counselor else { return self.client.aspect(message) };
        // Any key may change when the record is written, and that is in sight.
        matches!(message, Message::Clock(_)).then(|| Aspect::Time {
            hidden: self.client.hidden,
            minutes: (
                counselor.watch.total() / 60,
                self.at().map_or(0, |item| counselor.watch.on(item) / 60),
            ),
            status: self.status(),
        })
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
        let before = self.state.aspect(&message);
        let kind = before.is_some().then(|| message.clone());
        let effects = self.state.change(layout.as_ref(), message);
        let is_same = |state: &S| kind.as_ref().is_some_and(|kind| before == state.aspect(kind));
        // A pointer at the end of its list goes nowhere, and most looks at the clock change nothing that is in sight.
        if let Some(layout) = layout.filter(|_| is_same(&self.state)) {
            debug_assert!(
                layout == self.state.lay_out(),
                "a part of what is in sight is missing in the aspect"
            );
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
