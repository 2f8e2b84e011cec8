//! The layout of a state before a message: the one that was drawn, or a new one where nobody has drawn any.

use std::borrow::Cow;

/// Returns the layout that somebody has composed, or else composes one.
pub(super) fn known_or_new<L: Clone + PartialEq>(known: Option<&L>, lay_out: impl Fn() -> L) -> Cow<'_, L> {
    known.map_or_else(
        || Cow::Owned(lay_out()),
        |layout| {
            // In every test that passes by here a layout of another state is found.
            debug_assert!(*layout == lay_out(), "this is the layout of another state");
            Cow::Borrowed(layout)
        },
    )
}
