//! Where everything stands at a size: areas, the visible rows, the hints, and what a click there means.
//!
//! `update` asks it what was clicked and how far a text can scroll; the view draws by it. It draws nothing itself.

use super::hints::{PlacedHint, hints};
use super::message::{Command, Context};
use super::model::Model;
use super::screens::compose::compose;
use super::sheet::{Line, Room, Scroll, Sheet};
use ratatui::layout::{Position, Rect, Size};

/// The widest sheet: header, rule and footer.
const SHEET_COLUMNS: u16 = 76;
/// The longest row of text.
const TEXT_COLUMNS: u16 = 66;
/// The tallest sheet; on taller windows it is centred.
const SHEET_ROWS: u16 = 44;
/// From this width on there are margins, and the header has its right part.
const WIDE: u16 = 60;
/// From this height on there are rows to leave empty.
const TALL: u16 = 18;
/// Columns of the margin in which the pointer stands.
const MARGIN: u16 = 2;

/// Everything that is to be drawn, with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Layout {
    /// The part of the window in which anything is drawn.
    pub area: Rect,
    /// The row of the title; empty on the neutral screen.
    pub header: Rect,
    /// The row of the rule.
    pub rule: Rect,
    /// The frame around what lies on top, if there is one.
    pub frame: Option<Rect>,
    /// The text column, without the margin of the pointer.
    pub text: Rect,
    /// What the screen says.
    pub sheet: Sheet,
    /// The first row of the sheet that is in sight.
    pub first: usize,
    /// The hints.
    pub hints: Vec<PlacedHint>,
}

impl Layout {
    /// Lays out what the model shows at its size.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let (framed, context) = (model.overlay.is_some(), model.context());
        Self::lay(
            Rect::new(0, 0, model.size.width, model.size.height),
            (framed, context),
            |room| compose(model, room),
            |header, footer| hints(model, context, header, footer),
        )
    }

    /// Lays out a sheet in a part of the window: what composes it and places its hints is handed the room for it.
    #[must_use]
    pub fn lay(
        window: Rect,
        (framed, context): (bool, Context),
        compose: impl FnOnce(Room) -> Sheet,
        hints: impl FnOnce(Rect, Rect) -> Vec<PlacedHint>,
    ) -> Self {
        let mut areas = Areas::at(window, framed, context);
        let room = Room {
            width: areas.text.width.max(1),
            height: areas.text.height.max(1),
            roomy: window.height >= TALL,
        };
        let sheet = compose(room);
        areas.shrink_frame(content_rows(&sheet));
        let first = first_row(&sheet, sheet.scroll, areas.text.height.max(1));
        let hints = hints(areas.header, areas.footer);
        Self {
            area: areas.sheet,
            header: areas.header,
            rule: areas.rule,
            frame: areas.frame,
            text: areas.text,
            sheet,
            first,
            hints,
        }
    }

    /// Returns how many columns there are for the title; the hint at the right of the header comes first.
    #[must_use]
    pub fn title_room(&self) -> u16 {
        let hint = self.hints.iter().find(|hint| hint.area.y == self.header.y);
        self.header.width.saturating_sub(hint.map_or(0, |hint| hint.area.width + 2))
    }

    /// Returns the rows in sight with their row on the terminal.
    pub fn visible(&self) -> impl Iterator<Item = (u16, &Line)> {
        let rows = self.text.y..self.text.bottom();
        rows.zip(self.sheet.body.iter().skip(self.first))
    }

    /// Says whether there are rows above and below those in sight.
    #[must_use]
    pub fn beyond(&self) -> (bool, bool) {
        let shown = self.first + usize::from(self.text.height);
        (
            self.first > 0,
            shown < self.sheet.body.len() && self.sheet.body.iter().skip(shown).any(|l| *l != Line::blank()),
        )
    }

    /// Returns how far the text can be scrolled, in rows.
    #[must_use]
    pub fn max_scroll(&self) -> u16 {
        let over = content_rows(&self.sheet).saturating_sub(usize::from(self.text.height));
        u16::try_from(over).unwrap_or(u16::MAX)
    }

    /// Returns how far a list is moved past its pointer after it is moved on by `rows`, the first or the last row
    /// being reached already.
    #[must_use]
    pub fn beyond_after(&self, rows: i32) -> i32 {
        let middle = first_row(&self.sheet, Scroll::ToFocus(0), self.text.height.max(1));
        let last = usize::from(self.max_scroll());
        let first = i32::try_from(self.first).unwrap_or(i32::MAX);
        let to = first.saturating_add(rows).clamp(0, i32::try_from(last).unwrap_or(i32::MAX));
        to.saturating_sub(i32::try_from(middle).unwrap_or(i32::MAX))
    }

    /// Returns how many rows there are to choose from.
    #[must_use]
    pub fn choices(&self) -> usize {
        let chosen = self.sheet.body.iter().filter_map(|line| match line.click {
            Some(Command::Choose(index)) => Some(index + 1),
            _ => None,
        });
        chosen.max().unwrap_or(0)
    }

    /// Returns what a click at a position does.
    #[must_use]
    pub fn hit(&self, x: u16, y: u16) -> Option<Command> {
        let at = Position { x, y };
        if let Some(hint) = self.hints.iter().find(|hint| hint.area.contains(at)) {
            return Some(hint.command);
        }
        let margin = self.text.x.saturating_sub(MARGIN);
        if x < margin || x >= self.text.right() {
            return None;
        }
        self.visible().find(|(row, _)| *row == y).and_then(|(_, line)| line.click)
    }
}

/// The rows of a sheet without the empty ones at its end.
fn content_rows(sheet: &Sheet) -> usize {
    let empty = sheet.body.iter().rev().take_while(|line| **line == Line::blank()).count();
    sheet.body.len() - empty
}

/// Returns the first row in sight. A list keeps the pointer in the middle, unless the person moved past its ends.
fn first_row(sheet: &Sheet, scroll: Scroll, height: u16) -> usize {
    let height = usize::from(height);
    let last = content_rows(sheet).saturating_sub(height);
    match scroll {
        Scroll::By(rows) => usize::from(rows).min(last),
        Scroll::ToFocus(beyond) => {
            let middle = following(sheet, height, last);
            let moved = usize::try_from(beyond.unsigned_abs()).unwrap_or(usize::MAX);
            if beyond < 0 { middle.saturating_sub(moved) } else { middle.saturating_add(moved).min(last) }
        }
    }
}

/// Returns the first row in sight for a list whose pointer is kept in the middle. At its first and its last row what
/// stands above and below is shown as well, if it fits.
fn following(sheet: &Sheet, height: usize, last: usize) -> usize {
    let focus = sheet.body.iter().position(|line| line.focused).unwrap_or(0);
    let choice = |line: &Line| matches!(line.click, Some(Command::Choose(_)));
    let clicked = |at: Option<usize>| at.and_then(|at| sheet.body.get(at)).and_then(|line| line.click);
    let here = clicked(Some(focus));
    if here == clicked(sheet.body.iter().position(choice)) && focus < height {
        0
    } else if here == clicked(sheet.body.iter().rposition(choice)) && focus >= last {
        last
    } else {
        focus.saturating_sub(height / 2).min(last)
    }
}

/// The areas of a sheet at a size.
struct Areas {
    sheet: Rect,
    header: Rect,
    rule: Rect,
    frame: Option<Rect>,
    text: Rect,
    footer: Rect,
}

impl Areas {
    fn at(window: Rect, framed: bool, context: Context) -> Self {
        let size = window.as_size();
        if context == Context::Small {
            return Self {
                sheet: window,
                header: Rect::ZERO,
                rule: Rect::ZERO,
                frame: None,
                text: window,
                footer: Rect::ZERO,
            };
        }
        let sheet = sheet_area(window);
        let line = |y: u16| Rect { x: sheet.x, y, width: sheet.width, height: 1 }.intersection(window);
        let air = u16::from(size.height >= TALL);
        let body = Rect { y: sheet.y + 2 + air, height: sheet.height.saturating_sub(3 + 2 * air), ..sheet };
        let frame = (framed && size.height >= TALL && size.width >= WIDE && context != Context::Hidden)
            .then_some(body);
        let (header, rule) = (line(sheet.y), line(sheet.y + 1));
        let text = text_area(size, body, frame.is_some()).intersection(window);
        Self { sheet, header, rule, frame, text, footer: line(sheet.bottom().saturating_sub(1)) }
    }
}

impl Areas {
    /// Makes the frame no taller than what stands in it.
    fn shrink_frame(&mut self, rows: usize) {
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        if let Some(frame) = self.frame.as_mut()
            && rows < self.text.height
        {
            frame.height = frame.height.saturating_sub(self.text.height - rows);
            self.text.height = rows;
        }
    }
}

fn sheet_area(window: Rect) -> Rect {
    let size = window.as_size();
    let width = if size.width >= WIDE { (size.width - 4).min(SHEET_COLUMNS) } else { size.width };
    let height = size.height.min(SHEET_ROWS);
    let (x, y) = (window.x + (size.width - width) / 2, window.y + (size.height - height) / 2);
    Rect { x, y, width, height }
}

fn text_area(size: Size, body: Rect, framed: bool) -> Rect {
    let inset = if size.width >= WIDE { MARGIN } else { 0 };
    let (border, y, height) =
        if framed { (1, body.y + 1, body.height.saturating_sub(2)) } else { (0, body.y, body.height) };
    let x = body.x + inset.max(border) + MARGIN;
    let free = body.right().saturating_sub(x).saturating_sub(1 + border);
    Rect { x, y, width: free.min(TEXT_COLUMNS), height }
}
