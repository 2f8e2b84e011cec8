//! The characters outside ASCII that screens use between words. Each takes one column.
//!
//! An ASCII theme replaces each of them, so the code of a screen must not contain any other such character. The marks
//! of options are not here: see [`Glyph`](super::lines::Glyph).

/// Separates two short statements in one row.
pub(crate) const DOT: &str = "·";
/// Marks an item to come back to.
pub(crate) const FLAG: &str = "⚑";
/// Shows the counselor that they stopped the clock.
pub(crate) const STOPPED: &str = "‖";
/// Shows that a text was cut.
pub(crate) const CUT: &str = "…";
/// Points at a row.
pub(crate) const POINTER: &str = "›";
/// A piece of a thin line, to be repeated.
pub const LINE: &str = "─";
/// A piece of a thick line, to be repeated.
pub(crate) const THICK_LINE: &str = "━";
/// A piece of a vertical line.
pub(crate) const UPRIGHT: &str = "│";
/// The corners of a frame: top left, top right, bottom left, bottom right.
pub const CORNERS: [&str; 4] = ["┌", "┐", "└", "┘"];
/// The arrows up, down, left, right. They name keys, and show that there is more text.
pub(crate) const ARROWS: [&str; 4] = ["↑", "↓", "←", "→"];

/// Every character above.
pub const ALL: [&[&str]; 10] =
    [&[DOT], &[FLAG], &[STOPPED], &[CUT], &[POINTER], &[LINE], &[THICK_LINE], &[UPRIGHT], &CORNERS, &ARROWS];
