//! What a terminal, or a pipe in its place, can do for plain mode.

/// How the terminal hands over what is typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Typing {
    /// Line by line, in sight.
    Lines,
    /// Line by line, out of sight: somebody answers privately.
    Unseen,
    /// Key by key.
    Keys,
}

/// What the terminal is able to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Abilities {
    /// Whether keys are typed on a terminal, which shows them.
    pub(super) is_typed: bool,
    /// Whether the window can be cleared.
    pub(super) clears: bool,
}
