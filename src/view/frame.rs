//! Draws a layout: body, hints, title, and a code for a phone.
//!
//! This module must not decide anything: the words come from the sheet, and the places from the layout.

use super::display_list::{Audience, DisplayList};
use super::theme::Theme;
use super::widgets::body::Body;
use super::widgets::border::border;
use super::widgets::hints::Hints;
use super::widgets::rule::ProgressRule;
use crate::app::layout::cursor::Cursor;
use crate::app::layout::single::{Layout, Picture};
use crate::app::layout::split::SplitLayout;
use crate::app::sheet::lines::{Role, Span};
use crate::app::sheet::signs::UPRIGHT;
use crate::app::sheet::wrap::{columns, shortened};
use crate::app::state::counselor::Side;
use ratatui::style::{Color, Style};

/// Draws the sides that are in sight, and the line between them.
pub fn split(split: &SplitLayout, theme: &Theme, list: &mut DisplayList) {
    for (_, layout) in &split.layouts {
        view(layout, theme, list);
    }
    list.cursor = split.side(split.has_keys).map_or(list.cursor, Cursor::of);
    if list.audience == Audience::Anyone && split.side(Side::Counselor).is_some() {
        list.audience = Audience::Counselor;
    }
    if let Some(divider) = split.divider {
        for y in divider.y..divider.bottom() {
            list.text(divider.x, y, &theme.text(UPRIGHT), 1, theme.style(Role::Muted));
        }
    }
}

/// Draws a layout.
pub fn view(layout: &Layout, theme: &Theme, list: &mut DisplayList) {
    let area = list.area();
    header(layout, theme, list);
    if let Some(edge) = layout.frame {
        border(edge.intersection(area), theme, list);
    }
    if let Some(picture) = &layout.picture {
        code(picture, list);
    }
    Body { layout, theme }.draw(layout.text.intersection(area), list);
    Hints { hints: &layout.hints, theme }.draw(area, list);
    list.cursor = Cursor::of(layout);
    if layout.covers {
        list.audience = Audience::Nobody;
    }
}

/// Draws a code for a phone. It is black on white in every theme, because readers of codes expect that.
fn code(picture: &Picture, list: &mut DisplayList) {
    let light = Style::new().fg(Color::Black).bg(Color::White);
    let dark = Style::new().fg(Color::White).bg(Color::Black);
    for (y, row) in (picture.area.y..).zip(&picture.rows) {
        let mut x = picture.area.x;
        for cells in row.chunk_by(|one, next| one.on_dark() == next.on_dark()) {
            let style = if cells.first().is_some_and(|cell| cell.on_dark()) { dark } else { light };
            let glyphs: String = cells.iter().map(|cell| cell.glyph()).collect();
            x = list.text(x, y, &glyphs, u16::MAX, style);
        }
    }
}

fn header(layout: &Layout, theme: &Theme, list: &mut DisplayList) {
    let sheet = &layout.sheet;
    if sheet.title.is_empty() || layout.header.is_empty() {
        return;
    }
    let room = layout.title_room();
    let title = shortened(&sheet.title, room);
    list.text(layout.header.x, layout.header.y, &theme.text(&title), room, theme.style(sheet.title_role));
    if let Some(Span::Words(words, role)) = &sheet.aside {
        let width = columns(words).min(layout.header.width);
        let x = layout.header.right().saturating_sub(width);
        list.text(x, layout.header.y, &theme.text(words), width, theme.style(*role));
    }
    if !layout.rule.is_empty() {
        ProgressRule { progress: sheet.progress, theme }.draw(layout.rule, list);
    }
}
