//! How the modules of a QR code are put into cells of a terminal, and how many have room.

/// The most modules a side, the quiet zone counted: a phone reads several small codes more easily than a large one.
const MOST: u16 = 85;

/// How modules are put into cells, which are about twice as high as they are wide.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum QrForm {
    /// Two modules in one cell, one above the other.
    HalfBlocks,
    /// One module in two blank cells beside each other, for terminals without such glyphs.
    Blanks,
}

impl QrForm {
    /// Returns the columns and rows that so many modules a side take, the quiet zone counted among them.
    #[must_use]
    pub fn size(self, modules: u16) -> (u16, u16) {
        match self {
            Self::HalfBlocks => (modules, modules.div_ceil(2)),
            Self::Blanks => (modules.saturating_mul(2), modules),
        }
    }

    /// Returns how many modules a side have room, the quiet zone counted among them; never more than is read with ease.
    #[must_use]
    pub fn room(self, columns: u16, rows: u16) -> u16 {
        let room = match self {
            Self::HalfBlocks => columns.min(rows.saturating_mul(2)),
            Self::Blanks => (columns / 2).min(rows),
        };
        room.min(MOST)
    }
}
