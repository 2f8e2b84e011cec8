//! Divides a window into areas: header, rule, frame, text and footer.
//!
//! There are three divisions: an ordinary one, one with large buttons for touch, and one beside a QR code. It must not
//! depend on what a screen says.

use super::hints::BUTTON_ROWS;
use super::on_screen_keyboard;
use crate::app::state::context::Activity;
use crate::app::state::take_along::BESIDE_CODE;
use ratatui::layout::{Rect, Size};

/// The greatest width of a sheet: of header, rule and footer.
const SHEET_COLUMNS: u16 = 76;
/// The greatest width of the text. Longer rows are hard to read.
const TEXT_COLUMNS: u16 = 66;
/// The greatest height of a sheet. In a taller window it is centred.
const SHEET_ROWS: u16 = 44;
/// The least width of a window with margins.
const WIDE: u16 = 60;
/// The least height of a window with empty rows between the parts.
pub(super) const TALL: u16 = 18;
/// The columns of the margin for the pointer.
pub(super) const MARGIN: u16 = 2;
/// The greatest width of a kiosk's sheet, and of the text in it. A narrow text is harder to read for somebody who
/// stands at the side.
const TOUCH_COLUMNS: (u16, u16) = (80, 56);

/// The areas of a sheet. An area that is missing is empty.
pub(super) struct Areas {
    pub(super) sheet: Rect,
    pub(super) header: Rect,
    pub(super) rule: Rect,
    pub(super) frame: Option<Rect>,
    pub(super) text: Rect,
    pub(super) footer: Rect,
    /// Whether nothing that was there before may show through.
    pub(super) covers: bool,
}

/// Returns whether a screen is there to cover what was shown before.
fn covers(activity: Activity) -> bool {
    matches!(activity, Activity::Waits | Activity::Hides)
}

impl Areas {
    /// Divides a window for keys. `framed` asks for a frame around the text; a small window has none.
    pub(super) fn at(window: Rect, framed: bool, activity: Activity) -> Self {
        let size = window.as_size();
        if activity == Activity::Enlarges {
            return Self {
                sheet: window,
                header: Rect::ZERO,
                rule: Rect::ZERO,
                frame: None,
                text: window,
                footer: Rect::ZERO,
                covers: false,
            };
        }
        let sheet = sheet_area(window);
        let line = |y: u16| Rect { x: sheet.x, y, width: sheet.width, height: 1 }.intersection(window);
        let air = u16::from(size.height >= TALL);
        let body = Rect { y: sheet.y + 2 + air, height: sheet.height.saturating_sub(3 + 2 * air), ..sheet };
        let frame = (framed && size.height >= TALL && size.width >= WIDE && activity != Activity::Hides)
            .then_some(body);
        let (header, rule) = (line(sheet.y), line(sheet.y + 1));
        let text = text_area(size, body, frame.is_some()).intersection(window);
        let footer = line(sheet.bottom().saturating_sub(1));
        Self { sheet, header, rule, frame, text, footer, covers: covers(activity) }
    }
}

impl Areas {
    /// Divides the space at the right of a code.
    pub(super) fn beside(window: Rect, code: Rect) -> Self {
        let (x, y) = (code.right() + 1, window.y);
        let width = window.right().saturating_sub(x).min(BESIDE_CODE - 1);
        let height = window.height.min(SHEET_ROWS);
        let footer = Rect { x, y: y + height - 2 * BUTTON_ROWS, width, height: 2 * BUTTON_ROWS };
        let header = Rect { x, y, width, height: BUTTON_ROWS };
        let top = header.bottom() + 1;
        let text = Rect { x: x + 1, y: top, width: width - 1, height: footer.y - top };
        Self { sheet: window, header, rule: Rect::ZERO, frame: None, text, footer, covers: false }
    }

    /// Divides a window for touch, with three rows for each line of buttons.
    pub(super) fn to_touch(window: Rect, activity: Activity) -> Self {
        let width = window.width.min(TOUCH_COLUMNS.0);
        let height = window.height.min(SHEET_ROWS);
        let (x, y) = ((window.width - width) / 2, (window.height - height) / 2);
        let sheet = Rect { x, y, width, height };
        let inner = Rect { x: x + MARGIN, width: width - 2 * MARGIN, ..sheet };
        let header = Rect { height: BUTTON_ROWS, ..inner };
        // The keyboard on the screen needs so many rows that the rule is left out.
        let (ruled, rows) =
            if activity == Activity::Writes { (0, on_screen_keyboard::ROWS) } else { (1, BUTTON_ROWS) };
        let rule = Rect { y: y + BUTTON_ROWS, height: ruled, ..inner };
        let footer = Rect { y: sheet.bottom() - rows, height: rows, x, width };
        // These screens have no title.
        let bare = matches!(activity, Activity::Waits | Activity::Hides);
        let top = if bare { y + 1 } else { rule.bottom() };
        let (left, columns) = if bare {
            (inner.x + 2 * MARGIN, inner.width - 4 * MARGIN)
        } else {
            (inner.x + MARGIN, TOUCH_COLUMNS.1)
        };
        let text = Rect { x: left, y: top, width: columns, height: footer.y - top };
        let header = if activity == Activity::Waits { Rect::ZERO } else { header };
        let rule = if bare { Rect::ZERO } else { rule };
        Self { sheet, header, rule, frame: None, text, footer, covers: covers(activity) }
    }

    /// Shrinks the frame to the rows of its content.
    pub(super) fn shrink_frame(&mut self, rows: usize) {
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        if let Some(frame) = self.frame.as_mut()
            && rows < self.text.height
        {
            frame.height = frame.height.saturating_sub(self.text.height - rows);
            self.text.height = rows;
        }
    }
}

/// Returns the area of a sheet in the middle of a window.
fn sheet_area(window: Rect) -> Rect {
    let size = window.as_size();
    let width = if size.width >= WIDE { (size.width - 4).min(SHEET_COLUMNS) } else { size.width };
    let height = size.height.min(SHEET_ROWS);
    let (x, y) = (window.x + (size.width - width) / 2, window.y + (size.height - height) / 2);
    Rect { x, y, width, height }
}

/// Returns the area of the text in the body of a sheet.
fn text_area(size: Size, body: Rect, framed: bool) -> Rect {
    let inset = if size.width >= WIDE { MARGIN } else { 0 };
    let (border, y, height) =
        if framed { (1, body.y + 1, body.height.saturating_sub(2)) } else { (0, body.y, body.height) };
    let x = body.x + inset.max(border) + MARGIN;
    let free = body.right().saturating_sub(x).saturating_sub(1 + border);
    Rect { x, y, width: free.min(TEXT_COLUMNS), height }
}
