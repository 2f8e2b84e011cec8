//! What has to be written so that one row becomes another: runs of text, each in one style.
//!
//! It knows columns and styles, and neither where the terminal's cursor is nor what a style costs.

use crate::view::display_list::{Row, is_certain, symbols};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier, Style};

/// The most columns that are written again between two changes of a row: to move over them would cost as much.
const GAP: u16 = 3;

/// A style as a terminal has it set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Ink {
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) modifiers: Modifier,
}

impl Ink {
    /// The style of a terminal that was told of none.
    pub(super) const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifiers: Modifier::empty() };

    pub(super) fn of(style: Style) -> Self {
        let modifiers = style.add_modifier.difference(style.sub_modifier);
        Self { fg: style.fg.unwrap_or_default(), bg: style.bg.unwrap_or_default(), modifiers }
    }

    /// Returns about how many bytes it takes to change to another style.
    pub(super) fn bytes_to(self, other: Self) -> u32 {
        let colors = u32::from(self.fg != other.fg) + u32::from(self.bg != other.bg);
        9 * colors + 2 * self.modifiers.symmetric_difference(other.modifiers).bits().count_ones()
    }
}

/// A text in one style, at one place.
#[derive(Debug)]
pub(super) struct CellRun {
    pub(super) at: Position,
    pub(super) text: String,
    pub(super) ink: Ink,
    /// The column after it.
    pub(super) end: u16,
    /// Whether every terminal has its cursor there after it.
    pub(super) certain: bool,
    /// Its end without the unchanged columns that were taken along last: column, and length of the text.
    changed: (u16, usize),
}

impl CellRun {
    fn begin(at: Position, column: Column<'_>) -> Self {
        let (text, ink, end) = (column.symbol.to_owned(), column.ink, at.x.saturating_add(1));
        let changed = (end, text.len());
        Self { at, text, ink, end, certain: is_certain(column.symbol), changed }
    }

    /// Takes a column along that follows, if it can be written with the others.
    fn takes(&mut self, column: Column<'_>, changed: bool) -> bool {
        let gap = self.end - self.changed.0;
        if self.ink != column.ink || !self.certain || (!changed && gap == GAP) {
            return false;
        }
        self.text.push_str(column.symbol);
        self.end = self.end.saturating_add(1);
        self.certain = is_certain(column.symbol);
        if changed {
            self.changed = (self.end, self.text.len());
        }
        true
    }

    /// Takes the right half of its last sign along.
    fn widen(&mut self) {
        self.changed.0 += u16::from(self.changed.0 == self.end);
        self.end += 1;
    }

    fn finish(mut self) -> Self {
        let (end, length) = self.changed;
        self.text.truncate(length);
        Self { end, ..self }
    }
}

/// What stands in a column; nothing in the right half of a wide sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Column<'r> {
    symbol: &'r str,
    ink: Ink,
}

/// Returns the runs that make of the row `old`, number `y` of the window, the row `new`, and whether their order is free.
///
/// Terminals do not agree on how wide some signs are. A row that had or has one of them is written as a whole and from left
/// to right, each such sign the last of its run, so that what follows stands in its place.
pub(super) fn runs(y: u16, old: &Row, new: &Row, ground: Style) -> (Vec<CellRun>, bool) {
    let extents = [old.columns(), new.columns()].into_iter().flatten();
    let Some((left, right)) = extents.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))) else {
        return (Vec::new(), true);
    };
    let (old, new) = (columns(old, (left, right), ground), columns(new, (left, right), ground));
    let certain = old.iter().chain(&new).all(|column| is_certain(column.symbol));
    let mut runs = Vec::new();
    let mut open: Option<CellRun> = None;
    for (x, (old, new)) in (left..).zip(old.into_iter().zip(new)) {
        if new.symbol.is_empty() {
            open.iter_mut().filter(|run| run.end == x).for_each(CellRun::widen);
            continue;
        }
        let changed = !certain || old != new;
        if open.as_mut().is_some_and(|run| run.takes(new, changed)) {
            continue;
        }
        let next = changed.then(|| CellRun::begin(Position { x, y }, new));
        runs.extend(std::mem::replace(&mut open, next).map(CellRun::finish));
    }
    runs.extend(open.map(CellRun::finish));
    (runs, certain)
}

/// Returns what a row shows from one column to another.
fn columns<'r>(row: &'r Row, (left, right): (u16, u16), ground: Style) -> Vec<Column<'r>> {
    let blank = Column { symbol: " ", ink: Ink::of(ground) };
    let mut columns = vec![blank; usize::from(right.saturating_sub(left))];
    for (x, text, style) in row.pieces() {
        let ink = Ink::of(ground.patch(style));
        let mut at = usize::from(x.saturating_sub(left));
        for (symbol, width) in symbols(text) {
            cover(&mut columns, at, usize::from(width), Column { symbol, ink }, blank);
            at += usize::from(width);
        }
    }
    columns
}

/// Puts a sign over what stands there; of a wide one that is covered by half, a blank is left.
fn cover<'r>(columns: &mut [Column<'r>], at: usize, width: usize, sign: Column<'r>, blank: Column<'r>) {
    let is_half =
        |columns: &[Column<'_>], at: usize| columns.get(at).is_some_and(|half| half.symbol.is_empty());
    let (before, after) = (at.checked_sub(1).filter(|_| is_half(columns, at)), at + width);
    let after = Some(after).filter(|_| is_half(columns, after));
    for torn in [before, after].into_iter().flatten() {
        columns.get_mut(torn).into_iter().for_each(|column| *column = blank);
    }
    let halves = columns.iter_mut().skip(at).take(width);
    halves.for_each(|half| *half = Column { symbol: "", ..sign });
    columns.get_mut(at).into_iter().for_each(|column| *column = sign);
}
