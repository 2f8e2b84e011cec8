//! The two ways to draw a QR code in a terminal, and how large a code fits.
//!
//! ```
//! use stillpoint::app::state::qr_form::QrForm;
//!
//! assert_eq!(QrForm::HalfBlocks.size(45), (45, 23));
//! assert_eq!(QrForm::Blanks.room(80, 24), 24);
//! ```
//!
//! It must not draw: `sheet/qr_rows.rs` makes the cells.

/// The most modules on a side, quiet zone included. A phone reads several small codes more easily than one large code.
const MOST: u16 = 85;

/// How the square modules of a code fill cells, which are about twice as high as wide.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum QrForm {
    /// One cell shows two modules, one above the other.
    HalfBlocks,
    /// Two spaces side by side show one module, for terminals that have no block glyphs.
    Blanks,
}

impl QrForm {
    /// Returns the columns and rows of a code with so many modules on a side, quiet zone included.
    #[must_use]
    pub fn size(self, modules: u16) -> (u16, u16) {
        match self {
            Self::HalfBlocks => (modules, modules.div_ceil(2)),
            Self::Blanks => (modules.saturating_mul(2), modules),
        }
    }

    /// Returns how many modules on a side fit, quiet zone included. It is never more than a phone reads easily.
    #[must_use]
    pub fn room(self, columns: u16, rows: u16) -> u16 {
        let room = match self {
            Self::HalfBlocks => columns.min(rows.saturating_mul(2)),
            Self::Blanks => (columns / 2).min(rows),
        };
        room.min(MOST)
    }
}
