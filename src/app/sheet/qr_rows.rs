//! Turns a QR code into rows of terminal cells, with the light margin (the quiet zone) around it.
//!
//! It has no colors. Whoever draws the cells draws them dark on light in every theme, for a reader looks for dark
//! modules on a light ground, and some find nothing else.
//!
//! It is written by hand because `qrcode` renders to one string of finished characters, and the view needs to know for
//! each cell whether it is dark.

use crate::app::state::qr_form::QrForm;
use crate::domain::answers::qr_symbol::{Code, QUIET};

/// What one cell shows: two modules of the code, one above the other, or half of one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cell {
    /// All of it is light.
    Light,
    /// Its upper half is dark.
    Upper,
    /// Its lower half is dark.
    Lower,
    /// All of it is dark.
    Dark,
}

impl Cell {
    /// Returns the glyph of the cell: a space, or a block in its lower half. Other blocks are not used, because some
    /// terminals and fonts leave a light line above them or round their corners, and then phones do not read the code.
    #[must_use]
    pub fn glyph(self) -> char {
        match self {
            Self::Light | Self::Dark => ' ',
            Self::Upper | Self::Lower => '▄',
        }
    }

    /// Returns whether the background of the cell is dark and its glyph light.
    #[must_use]
    pub(crate) fn on_dark(self) -> bool {
        matches!(self, Self::Dark | Self::Upper)
    }

    fn of(upper: bool, lower: bool) -> Self {
        match (upper, lower) {
            (false, false) => Self::Light,
            (true, false) => Self::Upper,
            (false, true) => Self::Lower,
            (true, true) => Self::Dark,
        }
    }
}

/// Returns the rows of a code with its quiet zone. All rows have the same length.
#[must_use]
pub fn rows(code: &Code, form: QrForm) -> Vec<Vec<Cell>> {
    let side = code.width().saturating_add(2 * QUIET);
    let dark = |x: u16, y: u16| {
        x.checked_sub(QUIET).zip(y.checked_sub(QUIET)).is_some_and(|(x, y)| code.is_dark(x, y))
    };
    let (columns, rows) = form.size(side);
    let cell = |column: u16, row: u16| match form {
        QrForm::HalfBlocks => Cell::of(dark(column, 2 * row), dark(column, 2 * row + 1)),
        QrForm::Blanks => Cell::of(dark(column / 2, row), dark(column / 2, row)),
    };
    (0..rows).map(|row| (0..columns).map(|column| cell(column, row)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_version_5_takes_23_rows_of_half_blocks_or_twice_the_room() {
        assert_eq!(QrForm::HalfBlocks.size(45), (45, 23));
        assert_eq!(QrForm::Blanks.size(45), (90, 45));
        assert_eq!(QrForm::HalfBlocks.room(80, 23), 46);
        assert_eq!(QrForm::Blanks.room(80, 23), 23);
        for (form, columns, rows) in
            [(QrForm::HalfBlocks, 80, 22), (QrForm::Blanks, 128, 48), (QrForm::Blanks, 9, 9)]
        {
            let (wide, high) = form.size(form.room(columns, rows));
            assert!(wide <= columns && high <= rows, "{form:?}");
        }
    }

    /// Returns the sign that looks like the cell, dark on light.
    fn seen(cell: Cell) -> char {
        match (cell.on_dark(), cell.glyph()) {
            (true, '▄') => '▀',
            (true, ' ') => '█',
            (_, glyph) => glyph,
        }
    }

    #[test]
    fn every_module_is_in_its_place_and_the_quiet_zone_is_light() {
        let modules = [true, false, true, false, true, true, true, false, false];
        let code = Code::new(3, modules.to_vec(), 1, 1).unwrap();
        let written: Vec<String> = rows(&code, QrForm::HalfBlocks)
            .iter()
            .map(|row| row.iter().map(|cell| seen(*cell)).collect())
            .collect();
        let (blank, quiet) = (" ".repeat(11), "    ");
        let expected = [
            blank.clone(),
            blank.clone(),
            format!("{quiet}▀▄█{quiet}"),
            format!("{quiet}▀  {quiet}"),
            blank.clone(),
            blank,
        ];
        assert_eq!(written, expected);
        let wide = rows(&code, QrForm::Blanks);
        assert_eq!((wide.len(), wide[0].len()), (11, 22));
        let dark: Vec<(usize, usize)> = (0..11).flat_map(|y| (0..22).map(move |x| (x, y))).collect();
        let dark: Vec<_> = dark.into_iter().filter(|(x, y)| wide[*y][*x].on_dark()).collect();
        let first = [(8, 4), (9, 4), (12, 4), (13, 4), (10, 5), (11, 5), (12, 5), (13, 5), (8, 6), (9, 6)];
        assert_eq!(dark, first);
        assert!(wide.iter().flatten().all(|cell| cell.glyph() == ' '));
    }
}
