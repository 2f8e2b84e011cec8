//! Where everything stands at a size: areas, the visible rows, the hints, and what a click there means.
//!
//! `update` asks it what was clicked and how far a text can scroll; the view draws by it. It draws nothing itself.

use super::areas::{Areas, BESIDE_CODE, MARGIN, TALL};
use super::buttons::{ButtonAreas, buttons};
use super::hints::{PlacedHint, Share, hints};
use crate::app::screens::registry;
use crate::app::sheet::lines::{Line, Room, Scroll, Sheet, Span};
use crate::app::sheet::qr_rows::{self, Cell};
use crate::app::state::context::{Activity, Context};
use crate::app::state::message::Command;
use crate::app::state::model::Model;
use crate::app::state::screen::{CodeScreen, Screen};
use ratatui::layout::{Position, Rect, Size};

/// From this size on a public screen has room for what is touched.
const TOUCH: Size = Size { width: 76, height: 22 };
/// From this height on there are rows to leave empty beside what is touched.
const TALL_TOUCH: u16 = 32;

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
    /// The rows of the hints, or of what is touched.
    pub footer: Rect,
    /// Whether everything that can be chosen is made to be touched.
    pub touch: bool,
    /// The code for a phone that is shown, at its place.
    pub picture: Option<Picture>,
    /// The hints; on a screen that is touched they are buttons, three rows high.
    pub hints: Vec<PlacedHint>,
}

impl Layout {
    /// Lays out what the model shows at its size.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        Self::sharing(model, Share::All)
    }

    /// Lays out what the model shows at its size, with some of its hints alone.
    #[must_use]
    pub fn sharing(model: &Model, share: Share) -> Self {
        let context = registry::context(model);
        let window = Rect::new(0, 0, model.size.width, model.size.height);
        let compose = |room| registry::compose(model, room);
        if touched(model, window, context) {
            let picture = placed_picture(model, window);
            let areas = match &picture {
                Some(picture) => Areas::beside(window, picture.area),
                None => Areas::to_touch(window, context.activity()),
            };
            let laid = Self::within(areas, true, roomy(window, true), compose, |at| {
                let Layout { header, text, footer, .. } = *at;
                buttons(model, context, ButtonAreas { header, text, footer, beyond: at.beyond() })
            });
            return Self { picture, ..laid };
        }
        let framed = model.overlay.is_some();
        Self::lay(window, (framed, context), compose, |header, footer| {
            hints(model, context, header, footer, share)
        })
    }

    /// Lays out a sheet in a part of the window: what composes it and places its hints is handed the room for it.
    #[must_use]
    pub fn lay(
        window: Rect,
        (framed, context): (bool, Context),
        compose: impl FnOnce(Room) -> Sheet,
        hints: impl FnOnce(Rect, Rect) -> Vec<PlacedHint>,
    ) -> Self {
        let areas = Areas::at(window, framed, context.activity());
        Self::within(areas, false, roomy(window, false), compose, |at| hints(at.header, at.footer))
    }

    /// Lays out a sheet without header, made to be touched if there is room for that.
    #[must_use]
    pub fn bare(
        window: Rect,
        compose: impl FnOnce(Room) -> Sheet,
        hints: impl FnOnce(&Self) -> Vec<PlacedHint>,
    ) -> Self {
        let touch = window.width >= TOUCH.width && window.height >= TOUCH.height;
        let areas = if touch {
            Areas::to_touch(window, Activity::Hides)
        } else {
            Areas::at(window, false, Activity::Hides)
        };
        Self::within(areas, touch, roomy(window, touch), compose, hints)
    }

    fn within(
        mut areas: Areas,
        touch: bool,
        roomy: bool,
        compose: impl FnOnce(Room) -> Sheet,
        hints: impl FnOnce(&Self) -> Vec<PlacedHint>,
    ) -> Self {
        let room = Room { width: areas.text.width.max(1), height: areas.text.height.max(1), roomy, touch };
        let sheet = compose(room);
        areas.shrink_frame(content_rows(&sheet));
        let first = first_row(&sheet, sheet.scroll, areas.text.height.max(1));
        let mut layout = Self {
            area: areas.sheet,
            header: areas.header,
            rule: areas.rule,
            frame: areas.frame,
            text: areas.text,
            footer: areas.footer,
            sheet,
            first,
            touch,
            picture: None,
            hints: Vec::new(),
        };
        layout.hints = hints(&layout);
        layout
    }

    /// Returns how many columns there are for the title; the hint at the right of the header comes first.
    #[must_use]
    pub(crate) fn title_room(&self) -> u16 {
        let hint = self.hints.iter().find(|hint| hint.area.y == self.header.y).map(|hint| hint.area.width);
        let aside = self.sheet.aside.as_ref().map(Span::columns);
        self.header.width.saturating_sub(hint.or(aside).map_or(0, |width| width + 2))
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

    /// Says whether the row that is pointed at is in sight, if one is.
    #[must_use]
    pub(crate) fn is_pointer_in_sight(&self) -> bool {
        self.visible().any(|(_, line)| line.focused) || !self.sheet.body.iter().any(|line| line.focused)
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
    pub(crate) fn beyond_after(&self, rows: i32) -> i32 {
        let middle = first_row(&self.sheet, Scroll::ToFocus(0), self.text.height.max(1));
        let last = usize::from(self.max_scroll());
        let first = i32::try_from(self.first).unwrap_or(i32::MAX);
        let to = first.saturating_add(rows).clamp(0, i32::try_from(last).unwrap_or(i32::MAX));
        to.saturating_sub(i32::try_from(middle).unwrap_or(i32::MAX))
    }

    /// Returns how many rows there are to choose from.
    #[must_use]
    pub fn choices(&self) -> usize {
        let rows = self.sheet.body.iter().filter_map(|line| line.click);
        let chosen = rows.chain(self.hints.iter().map(|hint| hint.command)).filter_map(|click| match click {
            Command::Choose(index) => Some(index + 1),
            _ => None,
        });
        chosen.max().unwrap_or(0)
    }

    /// Returns what a click at a position does.
    #[must_use]
    pub(crate) fn hit(&self, x: u16, y: u16) -> Option<Command> {
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

/// A code for a phone, cell by cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// Where it stands.
    pub area: Rect,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// Returns the room that a code for a phone has in a window, in columns and rows.
#[must_use]
pub fn code_room(window: Size) -> (u16, u16) {
    let fits = window.width >= TOUCH.width && window.height >= TOUCH.height;
    if fits { (window.width.saturating_sub(BESIDE_CODE), window.height) } else { (0, 0) }
}

/// Returns the code that is shown, in the middle of its room.
fn placed_picture(model: &Model, window: Rect) -> Option<Picture> {
    let (Screen::Code(CodeScreen { part, handout }), None, None, false) =
        (&model.screen.what, &model.overlay, model.warning, model.hidden)
    else {
        return None;
    };
    let rows = qr_rows::rows(handout.codes.get(*part)?, model.setup.public.as_ref()?.form);
    let width = u16::try_from(rows.first()?.len()).ok()?;
    let height = u16::try_from(rows.len()).ok()?;
    // With the words beside it, in the middle of the window.
    let x = window.width.checked_sub(width + BESIDE_CODE)? / 2;
    let y = window.height.checked_sub(height)? / 2;
    Some(Picture { area: Rect { x, y, width, height }, rows })
}

/// Says whether this window of a public screen has room for what is touched.
fn touched(model: &Model, window: Rect, context: Context) -> bool {
    let fits = window.width >= TOUCH.width && window.height >= TOUCH.height;
    model.is_public() && fits && context.activity() != Activity::Enlarges
}

/// Says whether there are rows to leave empty.
fn roomy(window: Rect, touch: bool) -> bool {
    window.height >= if touch { TALL_TOUCH } else { TALL }
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
