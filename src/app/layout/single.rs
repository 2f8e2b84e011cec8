//! The layout of one side: the areas, the visible rows, the hints, and the command of a click.
//!
//! `update` uses it to find what was clicked and how far a text can scroll, and the view draws it. It must not draw,
//! and it must not change the state.

use super::areas::{Areas, MARGIN, TALL};
use super::buttons::{ButtonAreas, buttons};
use super::hints::{HintPlace, PlacedHint, Share, hints};
use crate::app::screens::registry;
use crate::app::sheet::lines::{Line, Room, Scroll, Sheet, Span};
use crate::app::sheet::qr_rows::{self, Cell};
use crate::app::state::context::{Activity, Context};
use crate::app::state::message::Command;
use crate::app::state::model::Model;
use crate::app::state::screen::{CodeScreen, Screen};
use crate::app::state::take_along::{BESIDE_CODE, TOUCH};
use ratatui::layout::{Position, Rect};

/// The least height of a window that has buttons and also empty rows between the parts.
const TALL_TOUCH: u16 = 32;

/// Everything that is drawn, with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Layout {
    /// The part of the window in which anything is drawn.
    pub area: Rect,
    /// The row of the title. It is empty on the neutral screen.
    pub header: Rect,
    /// The row of the rule.
    pub rule: Rect,
    /// The frame around an overlay, if there is one.
    pub frame: Option<Rect>,
    /// The text, without the margin for the pointer.
    pub text: Rect,
    /// The content of the screen.
    pub sheet: Sheet,
    /// The first row of the sheet that is visible.
    pub first: usize,
    /// The rows of the hints or buttons.
    pub footer: Rect,
    /// Whether rows are large and hints are buttons, so that they can be touched.
    pub touch: bool,
    /// The code for a phone, if one is shown.
    pub picture: Option<Picture>,
    /// The hints or buttons.
    pub hints: Vec<PlacedHint>,
    /// Whether nothing that was there before may show through: it hides, waits, warns or has ended.
    pub covers: bool,
}

impl Layout {
    /// Lays out the model at its size, with all hints.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        Self::sharing(model, Share::All)
    }

    /// Lays out the model at its size, with some of the hints.
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
        Self::lay(window, (framed, context), compose, |place| hints(model, context, place, share))
    }

    /// Lays out a sheet in a part of the window. `compose` gets the space for the sheet, and `hints` gets the place of
    /// the hints.
    #[must_use]
    pub fn lay(
        window: Rect,
        (framed, context): (bool, Context),
        compose: impl FnOnce(Room) -> Sheet,
        hints: impl FnOnce(HintPlace) -> Vec<PlacedHint>,
    ) -> Self {
        let areas = Areas::at(window, framed, context.activity());
        Self::within(areas, false, roomy(window, false), compose, |at| {
            hints(HintPlace { header: at.header, footer: at.footer, moves: at.moves() })
        })
    }

    /// Lays out a sheet without a header, for touch if the window is large enough.
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

    /// Composes the sheet, then places it and the hints in the areas.
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
            covers: areas.covers,
        };
        layout.hints = hints(&layout);
        layout
    }

    /// Returns the columns for the title: those that the text or hint at its right leaves free.
    #[must_use]
    pub(crate) fn title_room(&self) -> u16 {
        let hint = self.hints.iter().find(|hint| hint.area.y == self.header.y).map(|hint| hint.area.width);
        let aside = self.sheet.aside.as_ref().map(Span::columns);
        self.header.width.saturating_sub(hint.or(aside).map_or(0, |width| width + 2))
    }

    /// Returns the visible lines, each with its row on the terminal.
    pub fn visible(&self) -> impl Iterator<Item = (u16, &Line)> {
        let rows = self.text.y..self.text.bottom();
        rows.zip(self.sheet.body.iter().skip(self.first))
    }

    /// Returns whether there is more text above and below the visible lines.
    #[must_use]
    pub fn beyond(&self) -> (bool, bool) {
        let shown = self.first + usize::from(self.text.height);
        (
            self.first > 0,
            shown < self.sheet.body.len() && self.sheet.body.iter().skip(shown).any(|l| *l != Line::blank()),
        )
    }

    /// Returns whether the row of the pointer is visible, or there is none.
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

    /// Returns whether the arrows move anything: the text, or in a list the pointer from row to row.
    fn moves(&self) -> bool {
        let is_list = matches!(self.sheet.scroll, Scroll::ToFocus(_));
        let pointed_at = usize::from(self.sheet.body.iter().any(|line| line.focused));
        self.max_scroll() > 0 || (is_list && self.choices() > pointed_at)
    }

    /// Moves what is visible by some rows, as far as there are any. Returns also by how many it was moved.
    #[must_use]
    pub(crate) fn moved(self, rows: i32) -> (Self, i32) {
        let before = i32::try_from(self.first).unwrap_or(i32::MAX);
        let first = before.saturating_add(rows).clamp(0, i32::from(self.max_scroll()));
        (Self { first: usize::try_from(first).unwrap_or_default(), ..self }, first.saturating_sub(before))
    }

    /// Returns the new value of [`Pointer::beyond`](crate::app::state::screen::Pointer::beyond) after a list is moved
    /// by `rows` while its pointer is on the first or the last row.
    #[must_use]
    pub(crate) fn beyond_after(&self, rows: i32) -> i32 {
        let middle = first_row(&self.sheet, Scroll::ToFocus(0), self.text.height.max(1));
        let last = usize::from(self.max_scroll());
        let first = i32::try_from(self.first).unwrap_or(i32::MAX);
        let to = first.saturating_add(rows).clamp(0, i32::try_from(last).unwrap_or(i32::MAX));
        to.saturating_sub(i32::try_from(middle).unwrap_or(i32::MAX))
    }

    /// Returns how many rows can be chosen.
    #[must_use]
    pub fn choices(&self) -> usize {
        let rows = self.sheet.body.iter().filter_map(|line| line.click);
        let chosen = rows.chain(self.hints.iter().map(|hint| hint.command)).filter_map(|click| match click {
            Command::Choose(index) => Some(index + 1),
            _ => None,
        });
        chosen.max().unwrap_or(0)
    }

    /// Returns the command of a click at a position.
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

/// A code for a phone, as cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// Its place.
    pub area: Rect,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// Returns the code that is shown, with its place. Nothing may lie over it.
fn placed_picture(model: &Model, window: Rect) -> Option<Picture> {
    let (Screen::Code(CodeScreen { part, handout }), None, None, false) =
        (&model.screen.what, &model.overlay, model.warning, model.hidden)
    else {
        return None;
    };
    let rows = qr_rows::rows(handout.codes.get(*part)?, model.setup.public.as_ref()?.form);
    let width = u16::try_from(rows.first()?.len()).ok()?;
    let height = u16::try_from(rows.len()).ok()?;
    // The code and the words beside it are centred together.
    let x = window.width.checked_sub(width + BESIDE_CODE)? / 2;
    let y = window.height.checked_sub(height)? / 2;
    Some(Picture { area: Rect { x, y, width, height }, rows })
}

/// Returns whether this is a kiosk whose window is large enough for buttons.
fn touched(model: &Model, window: Rect, context: Context) -> bool {
    let fits = window.width >= TOUCH.width && window.height >= TOUCH.height;
    model.is_public() && fits && context.activity() != Activity::Enlarges
}

/// Returns whether there is enough height for empty rows between the parts.
fn roomy(window: Rect, touch: bool) -> bool {
    window.height >= if touch { TALL_TOUCH } else { TALL }
}

/// Returns the number of lines of a sheet without the empty ones at its end.
fn content_rows(sheet: &Sheet) -> usize {
    let empty = sheet.body.iter().rev().take_while(|line| **line == Line::blank()).count();
    sheet.body.len() - empty
}

/// Returns the first visible line. A list keeps the pointer in the middle, unless the person moved past its ends.
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

/// Returns the first visible line of a list, with the pointer in the middle. On the first row it shows the text above
/// the list, and on the last row the text below it, if that fits.
fn following(sheet: &Sheet, height: usize, last: usize) -> usize {
    let first = |is_meant: fn(&Line) -> bool| sheet.body.iter().position(is_meant);
    let focus = first(|line| line.focused).or_else(|| first(|line| line.was_left)).unwrap_or(0);
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
