//! What has to be written so that one row becomes another: runs of text, each in one style.
//!
//! It knows columns and styles, and neither where the terminal's cursor is nor what a style costs.

use crate::view::display_list::{Row, is_certain, is_sure, keeps_place, symbols};
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
        Self { at, text, ink, end, certain: keeps_place(column.symbol), changed }
    }

    /// Takes a column along that follows, if it can be written with the others.
    fn takes(&mut self, column: Column<'_>, changed: bool) -> bool {
        let gap = self.end - self.changed.0;
        // A sign that may be wide is written with those beside it, or with the blank beside it, which would else cut it in half.
        let is_open = changed && !self.text.ends_with(' ');
        let is_placed = self.certain || (is_open && (column.symbol == " " || !keeps_place(column.symbol)));
        if self.ink != column.ink || !is_placed || (!changed && gap == GAP) {
            return false;
        }
        let behind = self.changed;
        self.follow(column);
        if !changed {
            self.changed = behind;
        }
        true
    }

    /// Takes a column along that follows.
    fn follow(&mut self, column: Column<'_>) {
        self.text.push_str(column.symbol);
        self.end = self.end.saturating_add(1);
        self.certain &= keeps_place(column.symbol);
        self.changed = (self.end, self.text.len());
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
#[derive(Clone, Copy, Debug)]
struct Column<'r> {
    symbol: &'r str,
    ink: Ink,
    /// Where its piece begins, if it belongs to one.
    piece: Option<u16>,
}

impl Column<'_> {
    fn looks_like(self, other: Self) -> bool {
        (self.symbol, self.ink) == (other.symbol, other.ink)
    }
}

/// What has to be written so that one row becomes another.
pub(super) enum RowChange {
    /// Runs, in any order.
    Differences(Vec<CellRun>),
    /// The whole row, once it is erased: chunks from left to right. Each begins at its place, and the runs of a chunk follow one
    /// another wherever that leads.
    Anew(Vec<Vec<CellRun>>),
}

impl RowChange {
    /// Returns what makes of the row `old`, number `y` of the window, the row `new`.
    ///
    /// Terminals do not agree on how wide some signs are. A row that had or has one of them is written anew, so that nothing
    /// of the old one stays and no letter covers another. So is a row with a text under editing that has letters which
    /// are wide in an East Asian font. `carets` are the columns of the text cursor in the old and in the new row.
    pub(super) fn between(y: u16, rows: [&Row; 2], ground: Style, carets: [Option<u16>; 2]) -> Self {
        let extents = rows.iter().filter_map(|row| row.columns());
        let Some(extent) = extents.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))) else {
            return Self::Differences(Vec::new());
        };
        let at = Position { x: extent.0, y };
        let [old, new] = rows.map(|row| columns(row, extent, ground));
        let are_certain = old.iter().chain(&new).all(|column| is_certain(column.symbol));
        let is_unsure = |(columns, caret): (&Vec<Column<'_>>, Option<u16>)| {
            caret.is_some_and(|caret| unsure_chunk(at, columns, caret).is_some())
        };
        if are_certain && ![&old, &new].into_iter().zip(carets).any(is_unsure) {
            return Self::Differences(differences(at, &old, &new));
        }
        Self::Anew(chunks(at, &new))
    }
}

/// Returns what leads to a place in a row from the start of its text; nothing if every terminal has that place in the same
/// column.
pub(super) fn way_to(place: Position, row: &Row, ground: Style) -> Vec<CellRun> {
    let Some(extent) = row.columns() else { return Vec::new() };
    let (at, all) = (Position { x: extent.0, ..place }, columns(row, extent, ground));
    if unsure_chunk(at, &all, place.x).is_none() {
        return Vec::new();
    }
    let before = all.get(..usize::from(place.x.saturating_sub(at.x))).unwrap_or(&all);
    let chunk = chunks(at, before).pop();
    chunk.filter(|chunk| chunk.last().is_some_and(|run| run.end == place.x)).unwrap_or_default()
}

/// Returns the chunk with a column in it or at its end, if terminals may count its columns in their own ways.
fn unsure_chunk(at: Position, columns: &[Column<'_>], x: u16) -> Option<Vec<CellRun>> {
    let holds = |chunk: &Vec<CellRun>| {
        let first = chunk.first().is_some_and(|run| run.at.x <= x);
        first && chunk.last().is_some_and(|run| x <= run.end)
    };
    let is_unsure = |chunk: &Vec<CellRun>| chunk.iter().any(|run| !is_sure(&run.text));
    chunks(at, columns).into_iter().find(|chunk| holds(chunk) && is_unsure(chunk))
}

fn differences(at: Position, old: &[Column<'_>], new: &[Column<'_>]) -> Vec<CellRun> {
    let mut runs = Vec::new();
    let mut open: Option<CellRun> = None;
    for (x, (old, new)) in (at.x..).zip(old.iter().zip(new)) {
        if new.symbol.is_empty() {
            open.iter_mut().filter(|run| run.end == x).for_each(CellRun::widen);
            continue;
        }
        let changed = !old.looks_like(*new);
        if open.as_mut().is_some_and(|run| run.takes(*new, changed)) {
            continue;
        }
        let next = changed.then(|| CellRun::begin(Position { x, ..at }, *new));
        runs.extend(std::mem::replace(&mut open, next).map(CellRun::finish));
    }
    runs.extend(open.map(CellRun::finish));
    runs
}

/// Returns the texts of a row: pieces that meet are a chunk, and what stands apart is another.
fn chunks(at: Position, columns: &[Column<'_>]) -> Vec<Vec<CellRun>> {
    let mut chunks: Vec<Vec<CellRun>> = Vec::new();
    let mut before = None;
    for (x, column) in (at.x..).zip(columns) {
        let meets = before.is_some() && (column.piece == before || column.piece == Some(x));
        before = column.piece;
        match chunks.last_mut().filter(|_| meets) {
            _ if column.piece.is_none() => {}
            Some(chunk) => match chunk.last_mut() {
                Some(run) if column.symbol.is_empty() => run.widen(),
                Some(run) if run.ink == column.ink => run.follow(*column),
                _ => chunk.push(CellRun::begin(Position { x, ..at }, *column)),
            },
            None => chunks.push(vec![CellRun::begin(Position { x, ..at }, *column)]),
        }
    }
    chunks
}

/// Returns what a row shows from one column to another.
fn columns<'r>(row: &'r Row, (left, right): (u16, u16), ground: Style) -> Vec<Column<'r>> {
    let blank = Column { symbol: " ", ink: Ink::of(ground), piece: None };
    let mut columns = vec![blank; usize::from(right.saturating_sub(left))];
    for (x, text, style) in row.pieces() {
        let ink = Ink::of(ground.patch(style));
        let mut at = usize::from(x.saturating_sub(left));
        for (symbol, width) in symbols(text) {
            cover(&mut columns, at, usize::from(width), Column { symbol, ink, piece: Some(x) }, blank);
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
