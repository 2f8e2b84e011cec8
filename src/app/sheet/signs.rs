//! The signs that stand among the words of a screen. Each takes one column, and a theme of ASCII has a twin for each of
//! them; no other sign may stand in the code of a screen.
//!
//! The signs for what is answered are no text: see [`Glyph`](super::lines::Glyph).

/// Stands between two short statements in one row.
pub(crate) const DOT: &str = "·";
/// Marks an item to come back to.
pub(crate) const FLAG: &str = "⚑";
/// Marks a text that was cut.
pub(crate) const CUT: &str = "…";
/// Points at a row.
pub(crate) const POINTER: &str = "›";
/// A thin line, as long as it is repeated.
pub const LINE: &str = "─";
/// A thick line.
pub(crate) const THICK_LINE: &str = "━";
/// A line that goes down.
pub(crate) const UPRIGHT: &str = "│";
/// The corners of a frame: top left, top right, bottom left, bottom right.
pub const CORNERS: [&str; 4] = ["┌", "┐", "└", "┘"];
/// The arrow keys, and that there is more: up, down, left, right.
pub(crate) const ARROWS: [&str; 4] = ["↑", "↓", "←", "→"];

/// Every sign.
pub const ALL: [&[&str]; 9] =
    [&[DOT], &[FLAG], &[CUT], &[POINTER], &[LINE], &[THICK_LINE], &[UPRIGHT], &CORNERS, &ARROWS];
