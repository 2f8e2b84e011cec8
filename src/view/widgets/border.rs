//! Draws a frame around an overlay or a button for a touch screen.

use crate::app::sheet::lines::Role;
use crate::view::display_list::DisplayList;
use crate::view::theme::{GlyphSet, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::symbols::border::{PLAIN, Set};
use ratatui::widgets::{Block, Widget};

/// The frame in ASCII.
const ASCII: Set<'static> = Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// Draws a frame along the inner edge of an area, and blanks within it; nothing if there is no room for one.
pub(crate) fn border(area: Rect, theme: &Theme, list: &mut DisplayList) {
    if area.width < 2 || area.height < 2 {
        return;
    }
    let set = match theme.glyphs {
        GlyphSet::Unicode => PLAIN,
        GlyphSet::Ascii => ASCII,
    };
    // All rows between the first and the last are alike, so ratatui draws one of them, which is then repeated.
    let least = Rect { x: 0, y: 0, width: area.width, height: 3 };
    let mut cells = Buffer::empty(least);
    Block::bordered().border_set(set).render(least, &mut cells);
    let mut rows = cells.content().chunks(usize::from(area.width));
    let mut row = || rows.next().unwrap_or_default().iter().map(Cell::symbol).collect::<String>();
    let (top, middle, bottom) = (row(), row(), row());
    for y in area.y..area.bottom() {
        let text = match y {
            _ if y == area.y => &top,
            _ if y == area.bottom() - 1 => &bottom,
            _ => &middle,
        };
        list.text(area.x, y, text, area.width, theme.style(Role::Muted));
    }
}
