//! A QR symbol as a matrix of modules, and which part of a text it holds.
//!
//! `files/export` makes it and `app/sheet` draws it. It has no quiet zone: whoever draws it leaves one. This module must
//! not encode or draw.

use std::fmt;

/// The width of the quiet zone on each side, in modules (ISO/IEC 18004). Readers do not find a symbol without it.
pub(crate) const QUIET: u16 = 4;

/// One QR symbol, which holds one part of a text.
#[derive(Clone, PartialEq, Eq)]
pub struct Code {
    width: u16,
    /// Row after row, from the top; true is dark.
    modules: Vec<bool>,
    number: usize,
    of: usize,
}

impl Code {
    /// Makes a code of its modules, row by row from the top, as part `number` (from 1) of `of`; `None` if they are not a
    /// square.
    #[must_use]
    pub fn new(width: u16, modules: Vec<bool>, number: usize, of: usize) -> Option<Self> {
        let square = usize::from(width) * usize::from(width) == modules.len();
        square.then_some(Self { width, modules, number, of })
    }

    /// Returns how many modules a side has, without the quiet zone.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Says whether the module in this column and row is dark; outside of the symbol none is.
    #[must_use]
    pub(crate) fn is_dark(&self, x: u16, y: u16) -> bool {
        let at = usize::from(y) * usize::from(self.width) + usize::from(x);
        x < self.width && self.modules.get(at).copied().unwrap_or_default()
    }

    /// Returns which part of the text this is, from 1, and of how many.
    #[must_use]
    pub fn part(&self) -> (usize, usize) {
        (self.number, self.of)
    }
}

/// Prints only the size and the part, because the modules are the text.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({0}x{0}, {1} of {2})", self.width, self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn modules_are_read_row_after_row_and_there_are_none_outside() {
        let code = Code::new(2, vec![true, false, false, true], 1, 3).unwrap();
        let dark: Vec<(u16, u16)> = (0..4).flat_map(|y| (0..4).map(move |x| (x, y))).collect();
        let dark: Vec<_> = dark.into_iter().filter(|(x, y)| code.is_dark(*x, *y)).collect();
        assert_eq!(dark, [(0, 0), (1, 1)]);
        assert!(Code::new(2, vec![true; 5], 1, 1).is_none());
    }

    #[test]
    fn a_debug_print_says_nothing_of_what_the_code_says() {
        let code = Code::new(1, vec![true], 1, 3).unwrap();
        assert_eq!(format!("{code:?}"), "Code(1x1, 1 of 3)");
    }
}
