//! Draws frames: collects each one and hands it to the terminal in one write of as few bytes as it can be.
//!
//! It must not ask the terminal anything, read a size, or change a mode: those belong to
//! [`terminal`](super::guard). It knows no screen, only cells.
//!
//! ratatui's own crossterm backend ends every frame, even one in which nothing changed, with 19 bytes of style
//! resets and 6 that hide a cursor already hidden, flushes at each cursor command, and writes both colours wherever
//! one changes. [`Surface`] stands in its place: an unchanged frame costs no byte and no write, and a key on an item
//! stays under 120 bytes. Frames are not wrapped in synchronized output (`CSI ? 2026 h` and `l`): that is 16 bytes a
//! key, and a small diff in one write is drawn in one go anyway.

use super::output::Output;
use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute, SetBackgroundColor, SetForegroundColor};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, IntoCrossterm, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use ratatui::{TerminalOptions, Viewport};
use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd};

/// The ratatui terminal of this program: a fixed viewport on a [`Surface`].
pub type Screen = ratatui::Terminal<Surface>;

/// Builds the ratatui terminal at a size in cells, with a viewport that only [`afresh`] changes.
///
/// ratatui never asks the terminal for its size or its cursor then. Colours are written whenever a cell has
/// one: crossterm under `NO_COLOR` would write `CSI ; m` instead, which also undoes bold and reverse, so that
/// variable is the theme's to obey.
///
/// # Errors
///
/// None today; ratatui's signature allows one.
pub fn ratatui_terminal(output: Output, width: u16, height: u16) -> io::Result<Screen> {
    crossterm::style::force_color_output(true);
    let size = Size::new(width, height);
    let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
    Screen::with_options(Surface { output, size, cursor: None }, TerminalOptions { viewport })
}

/// Makes the next frame a whole one on a cleared screen: the window in the ground's colour, drawn only in `area`.
///
/// For a new size, for a redraw the person asked for, and after the terminal was somebody else's. What lies
/// outside `area` is painted here once and never compared again: a large window costs no more per key than a
/// small one.
///
/// # Errors
///
/// None today: nothing is written before the next frame; ratatui's signature allows one.
pub fn afresh(screen: &mut Screen, window: Size, area: Rect, ground: Style) -> io::Result<()> {
    // ratatui moves an area that is narrower than the one before to row 0; the second time it is not narrower.
    screen.resize(area)?;
    screen.resize(area)?;
    // After it, for it clears the screen as it likes, which would take the ground away again.
    screen.backend_mut().start_afresh(window, ground);
    Ok(())
}

/// The cursor as the terminal last heard of it: hidden, or shown at a place if nothing was drawn since.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cursor {
    Hidden,
    Shown(Option<Position>),
}

/// A ratatui backend that writes a frame once, and nothing the terminal already knows.
///
/// Cells become bytes through ratatui's own crossterm backend. Only [`Backend::flush`] writes; every other
/// method only collects and cannot fail.
pub struct Surface {
    output: Output,
    size: Size,
    cursor: Option<Cursor>,
}

impl Surface {
    fn start_afresh(&mut self, size: Size, ground: Style) {
        self.size = size;
        self.cursor = None;
        // The screen is cleared: whatever was to be written before that, many sizes at once above all, is moot.
        self.output.pending.clear();
        self.output.pending.extend_from_slice(b"\x1b[0m\x1b[2J");
        if ground.bg.is_none() {
            return;
        }
        // Not every terminal clears with the colour that is set; blanks are the same on all of them.
        let mut blank = Cell::EMPTY;
        blank.set_style(ground);
        let places = (0..size.height).flat_map(|y| (0..size.width).map(move |x| (x, y)));
        // Writing to memory cannot fail.
        let _ = self.draw(places.map(|(x, y)| (x, y, &blank)));
    }

    /// Returns what is waited for until the rest of the last frame can be written; `None` if all of it is.
    #[must_use]
    pub fn pending(&self) -> Option<BorrowedFd<'_>> {
        self.output.is_pending().then(|| self.output.as_fd())
    }

    /// Forgets the rest of the last frame. The next one has to be a whole one.
    pub fn forget_pending(&mut self) {
        self.output.forget();
    }

    fn crossterm(&mut self) -> CrosstermBackend<&mut Vec<u8>> {
        CrosstermBackend::new(&mut self.output.pending)
    }
}

impl Backend for Surface {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut pen = Pen::PLAIN;
        let mut next = None;
        for (x, y, cell) in content {
            if let Some(Cursor::Shown(place)) = &mut self.cursor {
                *place = None;
            }
            let out = &mut self.output.pending;
            if next != Some((x, y)) {
                queue!(out, MoveTo(x, y))?;
            }
            pen.become_like(cell, out)?;
            out.extend_from_slice(cell.symbol().as_bytes());
            next = Some((x.saturating_add(1), y));
        }
        if pen != Pen::PLAIN {
            queue!(self.output.pending, SetAttribute(Attribute::Reset))?;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor != Some(Cursor::Hidden) {
            self.crossterm().hide_cursor()?;
            self.cursor = Some(Cursor::Hidden);
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if !matches!(self.cursor, Some(Cursor::Shown(_))) {
            self.crossterm().show_cursor()?;
            self.cursor = Some(Cursor::Shown(None));
        }
        Ok(())
    }

    /// Says where the cursor was last put; the terminal is never asked.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        match self.cursor {
            Some(Cursor::Shown(Some(place))) => Ok(place),
            _ => Ok(Position::ORIGIN),
        }
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.cursor == Some(Cursor::Shown(Some(position))) {
            return Ok(());
        }
        if let Some(Cursor::Shown(place)) = &mut self.cursor {
            *place = Some(position);
        }
        self.crossterm().set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.crossterm().clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}

/// The style that the terminal writes in at the moment.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifiers: Modifier,
}

impl Pen {
    /// The style in which each frame begins and ends.
    const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifiers: Modifier::empty() };
    /// The modifiers that themes use, each with what puts it on and off.
    const KNOWN: [(Modifier, Attribute, Attribute); 3] = [
        (Modifier::BOLD, Attribute::Bold, Attribute::NormalIntensity),
        (Modifier::UNDERLINED, Attribute::Underlined, Attribute::NoUnderline),
        (Modifier::REVERSED, Attribute::Reverse, Attribute::NoReverse),
    ];

    /// Writes what changes from this style to that of a cell, and nothing else.
    fn become_like(&mut self, cell: &Cell, out: &mut Vec<u8>) -> io::Result<()> {
        for (modifier, on, off) in Self::KNOWN {
            let wanted = cell.modifier.contains(modifier);
            if wanted != self.modifiers.contains(modifier) {
                queue!(out, SetAttribute(if wanted { on } else { off }))?;
                self.modifiers.set(modifier, wanted);
            }
        }
        if cell.fg != self.fg {
            queue!(out, SetForegroundColor(cell.fg.into_crossterm()))?;
            self.fg = cell.fg;
        }
        if cell.bg != self.bg {
            queue!(out, SetBackgroundColor(cell.bg.into_crossterm()))?;
            self.bg = cell.bg;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;
    use std::io::Read;

    fn screen() -> (Screen, io::PipeReader) {
        let (reader, writer) = io::pipe().unwrap();
        rustix::io::ioctl_fionbio(&reader, true).unwrap();
        (ratatui_terminal(Output::new(writer.into()), 20, 4).unwrap(), reader)
    }

    /// Everything written since the last call, write by write: a pipe read returns what is there.
    fn written(reader: &mut io::PipeReader) -> String {
        let mut bytes = [0; 8192];
        let length = reader.read(&mut bytes).unwrap_or(0);
        String::from_utf8(bytes[..length].to_vec()).unwrap()
    }

    fn draw(screen: &mut Screen, text: &str, style: Style, cursor: Option<(u16, u16)>) {
        screen
            .draw(|frame| {
                frame.buffer_mut().set_string(0, 0, text, style);
                if let Some(cursor) = cursor {
                    frame.set_cursor_position(cursor);
                }
            })
            .unwrap();
    }

    #[test]
    fn a_frame_holds_only_what_changed() {
        let (mut screen, mut reader) = screen();
        draw(&mut screen, "abc", Style::new(), None);
        assert_eq!(written(&mut reader), "\x1b[1;1Habc\x1b[?25l");
        draw(&mut screen, "abc", Style::new(), None);
        assert_eq!(written(&mut reader), "", "nothing changed: no byte");
        draw(&mut screen, "abd", Style::new(), None);
        assert_eq!(written(&mut reader), "\x1b[1;3Hd");
        draw(&mut screen, "abe", Style::new().bold(), None);
        assert_eq!(written(&mut reader), "\x1b[1;1H\x1b[1mabe\x1b[0m");
        draw(&mut screen, "abe", Style::new().red(), None);
        assert_eq!(written(&mut reader), "\x1b[1;1H\x1b[38;5;1mabe\x1b[0m");
    }

    #[test]
    fn a_shown_cursor_is_placed_after_each_drawing_and_only_then() {
        let (mut screen, mut reader) = screen();
        draw(&mut screen, "a", Style::new(), Some((1, 0)));
        assert_eq!(written(&mut reader), "\x1b[1;1Ha\x1b[?25h\x1b[1;2H");
        draw(&mut screen, "a", Style::new(), Some((1, 0)));
        assert_eq!(written(&mut reader), "");
        draw(&mut screen, "ab", Style::new(), Some((2, 0)));
        assert_eq!(written(&mut reader), "\x1b[1;2Hb\x1b[1;3H");
        draw(&mut screen, "ab", Style::new(), None);
        assert_eq!(written(&mut reader), "\x1b[?25l");
    }

    #[test]
    fn resizing_clears_and_draws_all_in_the_next_frame_without_a_question() {
        let (mut screen, mut reader) = screen();
        draw(&mut screen, "abc", Style::new(), None);
        written(&mut reader);
        for (width, height) in [(20, 4), (10, 3), (30, 9)] {
            let area = Rect::new(0, 0, width, height);
            afresh(&mut screen, Size::new(width, height), area, Style::new()).unwrap();
            assert_eq!(written(&mut reader), "", "nothing before the frame");
            draw(&mut screen, "abc", Style::new(), None);
            let bytes = written(&mut reader);
            assert!(bytes.starts_with("\x1b[0m\x1b[2J"), "{bytes:?}");
            assert!(bytes.ends_with("\x1b[1;1Habc\x1b[?25l"), "{bytes:?}");
            assert!(bytes.len() < 60, "{bytes:?}");
            assert_eq!(screen.get_frame().area(), area);
        }
    }

    #[test]
    fn the_ground_is_painted_once_and_drawing_stays_within_its_area() {
        let (mut screen, mut reader) = screen();
        let ground = Style::new().bg(ratatui::style::Color::Indexed(234));
        afresh(&mut screen, Size::new(30, 5), Rect::new(5, 1, 20, 3), ground).unwrap();
        screen.draw(|frame| frame.buffer_mut().set_string(5, 1, "abc", ground)).unwrap();
        let bytes = written(&mut reader);
        assert!(bytes.matches(&" ".repeat(30)).count() >= 5, "each row of the window is painted: {bytes:?}");
        screen.draw(|frame| frame.buffer_mut().set_string(5, 1, "abd", ground)).unwrap();
        let bytes = written(&mut reader);
        assert!(bytes.len() < 40, "then only what changes is written: {bytes:?}");
    }

    #[test]
    fn the_area_stays_where_it_was_put_when_it_is_narrower_than_the_last() {
        let (mut screen, _reader) = screen();
        for area in [Rect::new(4, 2, 20, 3), Rect::new(6, 3, 10, 2), Rect::new(0, 0, 30, 5)] {
            afresh(&mut screen, Size::new(30, 5), area, Style::new()).unwrap();
            assert_eq!(screen.get_frame().area(), area);
        }
    }

    #[test]
    fn painting_the_ground_comes_after_every_clearing_and_makes_what_was_pending_moot() {
        let (mut screen, mut reader) = screen();
        let ground = Style::new().bg(ratatui::style::Color::Indexed(234));
        for width in [20, 18, 12, 16] {
            afresh(&mut screen, Size::new(20, 4), Rect::new(0, 0, width, 4), ground).unwrap();
        }
        screen.draw(|frame| frame.buffer_mut().set_string(0, 0, "abc", ground)).unwrap();
        let bytes = written(&mut reader);
        assert_eq!(bytes.matches("\x1b[2J").count(), 1, "{bytes:?}");
        assert!(bytes.starts_with("\x1b[0m\x1b[2J"), "{bytes:?}");
        assert!(!bytes.contains("\x1b[J"), "{bytes:?}");
    }

    #[test]
    fn dropping_the_screen_writes_nothing() {
        let (mut screen, mut reader) = screen();
        draw(&mut screen, "abc", Style::new(), None);
        written(&mut reader);
        drop(screen);
        assert_eq!(written(&mut reader), "");
    }
}
