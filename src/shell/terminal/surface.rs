//! Draws frames: writes what differs from the last one, in one write of as few bytes as it can be.
//!
//! It must not ask the terminal anything, read a size, or change a mode: those belong to
//! [`terminal`](super::guard). It knows no screen, only rows.
//!
//! ratatui's `Terminal` is not used: it makes, styles and compares every cell of the window for each key, and its
//! crossterm backend writes 25 bytes for a frame in which nothing changed. Here whole rows are compared, and only those that
//! changed are looked at column by column; a frame without a change costs no byte and no write. Frames are not wrapped in
//! synchronized output (`CSI ? 2026 h` and `l`): that is 16 bytes a key, and one small write is drawn in one go anyway.

use super::output::Output;
use super::row_diff::{CellRun, Ink, RowChange, way_to};
use crate::app::layout::cursor::Cursor;
use crate::view::display_list::{DisplayList, Row};
use crossterm::style::{Attribute, Colored};
use ratatui::backend::IntoCrossterm;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Modifier, Style};
use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd};

/// The most columns and rows that are painted in the ground's color: a terminal may say that it has 65,535 of each. What
/// lies beyond is only cleared in that color, which all but a few terminals do.
const PAINTED: Size = Size { width: 400, height: 200 };

/// Goes to the last column of the last row, and erases everything up to there.
///
/// `CSI 2 J` and `CSI J` would keep what they erase in the scrollback of GNU screen and of some others.
pub(super) const ERASE: &str = "\x1b[999;999H\x1b[1J";

/// The most rows that the cursor is moved down by line feeds.
const FEEDS: u16 = 3;

/// What is drawn on, and what it shows.
pub struct Surface {
    output: Output,
    ground: Style,
    window: Size,
    /// The frame that the terminal shows.
    shown: DisplayList,
    /// An older one, whose memory the next frame uses.
    next: DisplayList,
    /// Whether all has to be drawn, since nobody knows what the terminal shows.
    is_stale: bool,
    /// The style that the terminal writes in.
    pen: Ink,
    /// Where the terminal's cursor is, as far as that is known within a frame.
    at: Option<Position>,
    /// The cursor as the terminal last heard of it.
    cursor: Option<Cursor>,
}

impl Surface {
    /// The modifiers that themes use, each with what puts it on and off.
    const MODIFIERS: [(Modifier, Attribute, Attribute); 3] = [
        (Modifier::BOLD, Attribute::Bold, Attribute::NormalIntensity),
        (Modifier::UNDERLINED, Attribute::Underlined, Attribute::NoUnderline),
        (Modifier::REVERSED, Attribute::Reverse, Attribute::NoReverse),
    ];

    /// Makes a surface on a terminal of which nothing is known: its first frame is a whole one.
    ///
    /// Colors are written whenever a text has one: crossterm under `NO_COLOR` would write other sequences instead, so that
    /// variable is the theme's to obey.
    #[must_use]
    pub fn new(output: Output, ground: Style) -> Self {
        crossterm::style::force_color_output(true);
        let (shown, next) = (DisplayList::default(), DisplayList::default());
        let (window, pen) = (Size::ZERO, Ink::PLAIN);
        Self { output, ground, window, shown, next, is_stale: true, pen, at: None, cursor: None }
    }

    /// Makes the next frame a whole one on a cleared screen: when the person asked for it, and after the terminal was
    /// somebody else's. Nothing is done before that frame.
    pub fn redraw(&mut self) {
        self.is_stale = true;
    }

    /// Draws a frame in a window, of which `area` is the part that anything is drawn on.
    ///
    /// With another window or another area than the last it is a whole one.
    ///
    /// # Errors
    /// If the terminal takes no output; the next frame is a whole one then.
    pub fn draw(
        &mut self,
        window: Size,
        area: Rect,
        render: impl FnOnce(&mut DisplayList),
    ) -> io::Result<()> {
        self.next.restart(area);
        render(&mut self.next);
        let is_same = (self.window, self.shown.area()) == (window, area);
        if self.is_stale || !is_same || self.shown.audience != self.next.audience {
            self.clear(window, area);
        }
        // Each frame begins at an absolute place: if somebody else has moved the cursor, no more than a frame is spoilt.
        self.at = None;
        let begin = self.output.pending.len();
        self.write_changes();
        self.place_cursor(self.output.pending.len() > begin);
        std::mem::swap(&mut self.shown, &mut self.next);
        let written = self.output.flush();
        self.is_stale = written.is_err();
        written
    }

    /// Asks the terminal for clicks and the wheel, or leaves them to it, with the next frame.
    pub(super) fn take_mouse(&mut self, takes: bool) {
        let end = if takes { 'h' } else { 'l' };
        self.output.collect(format_args!("\x1b[?1000{end}\x1b[?1006{end}"));
    }

    /// Returns what is waited for until the rest of the last frame can be written; `None` if all of it is.
    #[must_use]
    pub fn pending(&self) -> Option<BorrowedFd<'_>> {
        self.output.is_pending().then(|| self.output.as_fd())
    }

    /// Writes of the rest of the last frame what there is room for.
    ///
    /// # Errors
    /// If the terminal takes no output.
    pub(crate) fn write_pending(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    /// Forgets the rest of the last frame. The next one is a whole one.
    pub(crate) fn forget_pending(&mut self) {
        self.output.forget();
        self.is_stale = true;
    }

    /// Clears the window, and paints it in the ground's color if there is one.
    fn clear(&mut self, window: Size, area: Rect) {
        (self.window, self.pen, self.cursor) = (window, Ink::PLAIN, None);
        self.shown.restart(area);
        self.output.collect("\x1b[0m");
        self.set_pen(Ink::of(self.ground));
        self.output.collect(ERASE);
        if self.ground.bg.is_none() {
            return;
        }
        for row in 1..=window.height.min(PAINTED.height) {
            self.output.collect(format_args!("\x1b[{row}H"));
            self.write_blanks();
        }
    }

    /// Writes what differs between the frame that is shown and the next one.
    fn write_changes(&mut self) {
        let none = Row::default();
        let rows = self.shown.rows().len().max(self.next.rows().len());
        let old = self.shown.rows().chain(std::iter::repeat(&none));
        let new = self.next.rows().chain(std::iter::repeat(&none));
        let changed =
            (self.next.area().y..).zip(old.zip(new).take(rows)).filter(|(_, (old, new))| old != new);
        let carets = [self.shown.cursor, self.next.cursor];
        let caret_in = |y, cursor: Cursor| cursor.place().filter(|at| cursor.is_shown() && at.y == y);
        let change = |(y, (old, new))| {
            let carets = carets.map(|cursor| caret_in(y, cursor).map(|at| at.x));
            (y, RowChange::between(y, [old, new], self.ground, carets))
        };
        let changes: Vec<_> = changed.map(change).collect();
        let mut free = Vec::new();
        for (y, change) in changes {
            match change {
                RowChange::Differences(runs) => free.extend(runs),
                RowChange::Anew(chunks) => self.write_anew(y, chunks),
            }
        }
        self.write_in_any_order(free);
    }

    /// Erases a row and writes it.
    fn write_anew(&mut self, y: u16, chunks: Vec<Vec<CellRun>>) {
        self.set_pen(Ink::of(self.ground));
        self.go(Position { x: 0, y });
        self.output.collect("\x1b[2K");
        if self.ground.bg.is_some() {
            self.write_blanks();
        }
        chunks.into_iter().for_each(|chunk| self.write_chunk(&chunk));
    }

    /// Writes runs one after the other from the place of the first one.
    fn write_chunk(&mut self, chunk: &[CellRun]) {
        let Some(first) = chunk.first() else { return };
        self.go(first.at);
        for run in chunk {
            self.set_pen(run.ink);
            self.output.collect(&run.text);
        }
        self.at = None;
    }

    /// Paints the row of the cursor in the ground's color, from its beginning. Not every terminal clears with the color that is
    /// set; blanks are the same on all of them.
    fn write_blanks(&mut self) {
        self.output.collect(" ".repeat(usize::from(self.window.width.min(PAINTED.width))));
        self.at = None;
    }

    /// Writes runs, those of one style one after the other: to move the cursor costs less than to change the style.
    fn write_in_any_order(&mut self, mut runs: Vec<CellRun>) {
        while !runs.is_empty() {
            let pen = self.pen;
            runs.extract_if(.., |run| run.ink == pen).for_each(|run| self.write(&run));
            if let Some(next) = runs.iter().map(|run| run.ink).min_by_key(|ink| pen.bytes_to(*ink)) {
                self.set_pen(next);
            }
        }
    }

    fn write(&mut self, run: &CellRun) {
        self.go(run.at);
        self.output.collect(&run.text);
        // What a terminal does at its right edge differs.
        let is_known = run.certain && run.end < self.window.width;
        self.at = is_known.then_some(Position { x: run.end, ..run.at });
    }

    /// Moves the terminal's cursor in the shortest way.
    fn go(&mut self, to: Position) {
        let absolute = match (to.x + 1, to.y + 1) {
            (1, row) => format!("\x1b[{row}H"),
            (column, row) => format!("\x1b[{row};{column}H"),
        };
        let relative = self.at.and_then(|from| relative_move(from, to));
        let way = relative.filter(|way| way.len() < absolute.len()).unwrap_or(absolute);
        self.output.collect(way);
        self.at = Some(to);
    }

    /// Sets the style that is written in, with one sequence of what changes.
    fn set_pen(&mut self, wanted: Ink) {
        let pen = self.pen;
        let mut codes = Vec::new();
        for (modifier, on, off) in Self::MODIFIERS {
            let is_on = wanted.modifiers.contains(modifier);
            if is_on != pen.modifiers.contains(modifier) {
                codes.push(if is_on { on.sgr() } else { off.sgr() });
            }
        }
        if wanted.fg != pen.fg {
            codes.push(Colored::ForegroundColor(wanted.fg.into_crossterm()).to_string());
        }
        if wanted.bg != pen.bg {
            codes.push(Colored::BackgroundColor(wanted.bg.into_crossterm()).to_string());
        }
        if !codes.is_empty() {
            self.output.collect(format_args!("\x1b[{}m", codes.join(";")));
        }
        self.pen = wanted;
    }

    /// Places the cursor where it is wanted, shown or hidden; what was written before it has moved it.
    fn place_cursor(&mut self, has_moved: bool) {
        let wanted = self.next.cursor;
        if self.cursor.map(Cursor::is_shown) != Some(wanted.is_shown()) {
            self.output.collect(if wanted.is_shown() { "\x1b[?25h" } else { "\x1b[?25l" });
        }
        if let Some(place) = wanted.place()
            && (has_moved || self.cursor.and_then(Cursor::place) != Some(place))
        {
            self.go_to_cursor(place);
        }
        self.cursor = Some(wanted);
    }

    /// Moves the cursor to its place. Where a terminal may count the columns before it in its own way, they are written once
    /// more: the cursor stands behind them then, wherever that is.
    fn go_to_cursor(&mut self, place: Position) {
        let row = usize::from(place.y.saturating_sub(self.next.area().y));
        let is_edited = self.next.cursor.is_shown();
        let row = self.next.rows().nth(row).filter(|_| is_edited);
        let way = row.map_or_else(Vec::new, |row| way_to(place, row, self.ground));
        if way.is_empty() { self.go(place) } else { self.write_chunk(&way) }
    }
}

/// Returns the way from one place to another above, in the same row, or a few rows below.
///
/// A line feed moves straight down, for the terminal is in raw mode, and none scrolls, for the row is in the window.
fn relative_move(from: Position, to: Position) -> Option<String> {
    let rows = match to.y.checked_sub(from.y) {
        Some(down) if down <= FEEDS => "\n".repeat(usize::from(down)),
        Some(_) => return None,
        None => sequence(from.y - to.y, 'A'),
    };
    let columns = match from.x.checked_sub(to.x) {
        Some(0) => String::new(),
        Some(_) if to.x == 0 => "\r".to_owned(),
        Some(left) => sequence(left, 'D'),
        None => sequence(to.x - from.x, 'C'),
    };
    Some(rows + &columns)
}

/// Returns the sequence that moves the cursor by some columns or rows; 1 is left out.
fn sequence(steps: u16, direction: char) -> String {
    if steps == 1 { format!("\x1b[{direction}") } else { format!("\x1b[{steps}{direction}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::display_list::Audience;
    use proptest::prelude::*;
    use ratatui::style::Color;
    use std::io::Read;

    const WINDOW: Size = Size { width: 20, height: 4 };
    const GROUND: Style = Style::new().fg(Color::Indexed(253)).bg(Color::Indexed(234));

    fn surface(ground: Style) -> (Surface, io::PipeReader) {
        let (reader, writer) = io::pipe().unwrap();
        rustix::io::ioctl_fionbio(&reader, true).unwrap();
        (Surface::new(Output::new(writer.into()), ground), reader)
    }

    /// Everything written since the last call.
    fn written(reader: &mut io::PipeReader) -> String {
        let mut bytes = Vec::new();
        let _ = reader.read_to_end(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    fn whole(window: Size) -> Rect {
        Rect::new(0, 0, window.width, window.height)
    }

    fn draw(surface: &mut Surface, text: &str, style: Style, cursor: Option<(u16, u16)>) {
        let render = |list: &mut DisplayList| {
            list.text(0, 0, text, 20, style);
            list.cursor = cursor.map_or(Cursor::Anywhere, |at| Cursor::Shown(at.into()));
        };
        surface.draw(WINDOW, whole(WINDOW), render).unwrap();
    }

    #[test]
    fn a_frame_holds_only_what_changed() {
        let (mut surface, mut reader) = surface(Style::new());
        draw(&mut surface, "abc", Style::new(), None);
        assert_eq!(written(&mut reader), format!("\x1b[0m{ERASE}\x1b[1Habc\x1b[?25l"));
        draw(&mut surface, "abc", Style::new(), None);
        assert_eq!(written(&mut reader), "", "nothing changed: no byte");
        draw(&mut surface, "abd", Style::new(), None);
        assert_eq!(written(&mut reader), "\x1b[1;3Hd");
        draw(&mut surface, "abe", Style::new().bold(), None);
        assert_eq!(written(&mut reader), "\x1b[1m\x1b[1Habe");
        draw(&mut surface, "abe", Style::new().red(), None);
        assert_eq!(written(&mut reader), "\x1b[22;38;5;1m\x1b[1Habe");
        draw(&mut surface, "a", Style::new().red(), None);
        assert_eq!(written(&mut reader), "\x1b[39m\x1b[1;2H  ", "the ground shows again");
    }

    #[test]
    fn the_same_style_is_written_together_and_the_cursor_moves_the_shortest_way() {
        let (mut surface, mut reader) = surface(GROUND);
        let accent = Style::new().fg(Color::Indexed(80));
        let mut list = |row: u16| {
            let render = |list: &mut DisplayList| {
                for (y, word) in ["Often", "Rarely"].into_iter().enumerate() {
                    let y = u16::try_from(y).unwrap();
                    let focus = if y == row { Modifier::UNDERLINED } else { Modifier::empty() };
                    list.text(0, y, if y == row { "›" } else { "" }, 1, accent);
                    list.text(8, y, word, 9, Style::new().fg(Color::Indexed(253)).add_modifier(focus));
                }
            };
            surface.draw(WINDOW, whole(WINDOW), render).unwrap();
            written(&mut reader)
        };
        list(0);
        assert_eq!(list(1), "\x1b[2H›\x1b[38;5;253m\x1b[1H \x1b[7COften\x1b[4m\n\x1b[5DRarely");
        assert_eq!(list(0), "\x1b[1;9HOften\x1b[24m\n\r \x1b[7CRarely\x1b[38;5;80m\x1b[1H›");
    }

    #[test]
    fn a_shown_cursor_is_placed_after_each_drawing_and_only_then() {
        let (mut surface, mut reader) = surface(Style::new());
        draw(&mut surface, "ab", Style::new(), Some((1, 0)));
        assert_eq!(written(&mut reader), format!("\x1b[0m{ERASE}\x1b[1Hab\x1b[?25h\x1b[D"));
        draw(&mut surface, "ab", Style::new(), Some((1, 0)));
        assert_eq!(written(&mut reader), "");
        draw(&mut surface, "abc", Style::new(), Some((3, 0)));
        assert_eq!(written(&mut reader), "\x1b[1;3Hc", "it stands where it is wanted");
        draw(&mut surface, "abc", Style::new(), Some((0, 3)));
        assert_eq!(written(&mut reader), "\x1b[4H");
        draw(&mut surface, "abc", Style::new(), None);
        assert_eq!(written(&mut reader), "\x1b[?25l");
    }

    #[test]
    fn a_hidden_cursor_is_placed_as_a_shown_one_is() {
        let (mut surface, mut reader) = surface(Style::new());
        let mut draw = |text: &str, x: u16, y: u16| {
            let render = |list: &mut DisplayList| {
                list.text(0, 2, text, 20, Style::new());
                list.cursor = Cursor::Hidden(Position { x, y });
            };
            surface.draw(WINDOW, whole(WINDOW), render).unwrap();
            written(&mut reader)
        };
        assert_eq!(draw("ab", 4, 2), format!("\x1b[0m{ERASE}\x1b[3Hab\x1b[?25l\x1b[2C"));
        assert_eq!(draw("ab", 4, 2), "", "it stands there already");
        assert_eq!(draw("abcd", 4, 1), "\x1b[3;3Hcd\x1b[A");
        assert_eq!(draw("abcd", 2, 3), "\x1b[4;3H", "nothing was drawn, and the row is another one");
    }

    #[test]
    fn a_new_window_or_area_is_drawn_as_a_whole_without_a_question() {
        let (mut surface, mut reader) = surface(Style::new());
        draw(&mut surface, "abc", Style::new(), None);
        written(&mut reader);
        let areas = [((20, 4), (4, 2, 9, 2)), ((10, 3), (0, 0, 10, 3)), ((30, 9), (0, 0, 10, 3))];
        for ((width, height), (x, y, columns, rows)) in areas {
            let mut draw = || {
                let area = Rect::new(x, y, columns, rows);
                let render = |list: &mut DisplayList| {
                    list.text(x, y, "abc", 9, Style::new());
                };
                surface.draw(Size::new(width, height), area, render).unwrap();
                written(&mut reader)
            };
            let bytes = draw();
            assert!(bytes.starts_with(&format!("\x1b[0m{ERASE}")), "{bytes:?}");
            assert!(bytes.ends_with("abc\x1b[?25l") && bytes.len() < 42, "{bytes:?}");
            assert_eq!(draw(), "", "and once");
        }
    }

    #[test]
    fn the_ground_is_painted_once_however_often_the_window_changed_before() {
        let (mut surface, mut reader) = surface(GROUND);
        for _ in 0..1000 {
            surface.redraw();
        }
        draw(&mut surface, "abc", Style::new(), None);
        let bytes = written(&mut reader);
        assert_eq!(bytes.matches(ERASE).count(), 1, "{bytes:?}");
        assert!(bytes.starts_with(&format!("\x1b[0m\x1b[38;5;253;48;5;234m{ERASE}")), "{bytes:?}");
        assert_eq!(bytes.matches(&" ".repeat(20)).count(), 4, "each row of the window is painted: {bytes:?}");
        draw(&mut surface, "abd", Style::new(), None);
        assert_eq!(written(&mut reader), "\x1b[1;3Hd", "then only what changes is written");
    }

    #[test]
    fn a_window_that_cannot_be_costs_no_more_than_a_large_one() {
        let painted = |width, height| {
            let (reader, writer) = io::pipe().unwrap();
            let mut surface = Surface::new(Output::new(writer.into()), GROUND);
            let window = Size::new(width, height);
            surface.clear(window, whole(window));
            drop(reader);
            (surface.output.pending.len(), surface.shown.rows().len())
        };
        assert_eq!(painted(u16::MAX, u16::MAX), painted(400, 200));
        assert!(painted(400, 200).0 < 90_000);
    }

    #[test]
    fn where_terminals_disagree_on_a_width_the_row_is_erased_and_written_without_a_gap() {
        let (mut surface, mut reader) = surface(Style::new());
        for (text, expected) in [
            ("ab👩‍👩‍👧cd ef", "\x1b[1H\x1b[2Kab👩‍👩‍👧cd ef"),
            ("ab👩‍👩‍👧cd eg", "\x1b[1H\x1b[2Kab👩‍👩‍👧cd eg"),
            ("ab日", "\x1b[1H\x1b[2Kab日"),
            ("ab日c", "\x1b[1;5Hc"),
            ("abc", "\x1b[1;3Hc  "),
        ] {
            draw(&mut surface, text, Style::new(), None);
            let bytes = written(&mut reader);
            let drawn =
                bytes.trim_start_matches("\x1b[0m").trim_start_matches(ERASE).trim_end_matches("\x1b[?25l");
            assert_eq!(drawn, expected, "{text}");
        }
    }

    #[test]
    fn a_text_that_is_edited_is_drawn_from_its_start_where_its_width_is_not_sure() {
        let (mut surface, mut reader) = surface(Style::new());
        let mut typed = |text: &str, caret: u16| {
            let render = |list: &mut DisplayList| {
                list.text(0, 1, "│", 1, Style::new());
                list.text(2, 1, text, 9, Style::new());
                list.text(12, 1, "│", 1, Style::new());
                list.cursor = Cursor::Shown(Position { x: 2 + caret, y: 1 });
            };
            surface.draw(WINDOW, whole(WINDOW), render).unwrap();
            written(&mut reader)
        };
        typed("a", 1);
        assert_eq!(typed("ab", 2), "\x1b[2;4Hb", "a plain text is not");
        for (text, caret) in [("abé", 3), ("abд", 3), ("abকি", 4), ("ab👩\u{200d}👧", 4)] {
            let whole_row = format!("\x1b[2H\x1b[2K│\x1b[2;3H{text}\x1b[2;13H│\x1b[2;3H{text}");
            assert_eq!(typed(text, caret), whole_row, "the cursor stands where the terminal takes it");
        }
        assert_eq!(typed("ab👩\u{200d}👧", 1), "\x1b[2;3Ha");
    }

    #[test]
    fn a_frame_for_others_stands_on_a_cleared_screen() {
        let (mut surface, mut reader) = surface(Style::new());
        let mut draw = |text: &str, audience: Audience| {
            let render = |list: &mut DisplayList| {
                list.text(0, 0, text, 20, Style::new());
                list.audience = audience;
            };
            surface.draw(WINDOW, whole(WINDOW), render).unwrap();
            written(&mut reader)
        };
        draw("secret", Audience::Anyone);
        let erased = |text: &str| format!("\x1b[0m{ERASE}\x1b[1H{text}\x1b[?25l");
        assert_eq!(draw("secret", Audience::Nobody), erased("secret"), "whatever differs");
        assert_eq!(draw("back", Audience::Nobody), "\x1b[1Hback\x1b[1;5H  ".replace("\x1b[1;5H", ""));
        assert_eq!(draw("notes", Audience::Counselor), erased("notes"));
        assert_eq!(draw("client", Audience::Anyone), erased("client"));
    }

    #[test]
    fn dropping_the_surface_writes_nothing() {
        let (mut surface, mut reader) = surface(Style::new());
        draw(&mut surface, "abc", Style::new(), None);
        written(&mut reader);
        drop(surface);
        assert_eq!(written(&mut reader), "");
    }

    /// A text at a place in a style, by number.
    type Put = (u16, u16, String, usize);

    /// What a frame draws, and where its cursor is.
    type Drawn = (Vec<Put>, Cursor);

    fn frames() -> impl Strategy<Value = Vec<Drawn>> {
        let signs =
            ["a", "b", "é", " ", "  ", "日", "本", "›", "─", "e\u{301}", "か\u{3099}", "1", "\u{200b}"];
        let text =
            prop::collection::vec(prop::sample::select(signs.to_vec()), 0..9).prop_map(|all| all.concat());
        let put = (0..14_u16, 0..6_u16, text, 0..7_usize);
        let cursor = (0..12_u16, 0..5_u16, any::<bool>()).prop_map(|(x, y, is_shown)| {
            let kind = if is_shown { Cursor::Shown } else { Cursor::Hidden };
            kind(Position { x, y })
        });
        prop::collection::vec((prop::collection::vec(put, 0..9), cursor), 1..6)
    }

    fn style(number: usize) -> Style {
        let (red, accent) = (Style::new().red(), Style::new().fg(Color::Indexed(80)));
        let all = [Style::new(), red, accent, red.bold(), accent.underlined(), Style::new().reversed()];
        all.get(number).copied().unwrap_or(Style::new().on_green())
    }

    /// Returns what an emulator shows after frames: each cell with its look, and the cursor.
    fn seen(ground: Style, frames: &[Drawn]) -> Vec<String> {
        let of = |cells| std::num::NonZeroU16::new(cells).unwrap();
        let (mut surface, mut reader) = surface(ground);
        let mut emulator = vt100::Parser::new(of(5), of(12), 0);
        let window = Size::new(12, 5);
        for (puts, cursor) in frames {
            let render = |list: &mut DisplayList| {
                for (x, y, text, number) in puts {
                    list.text(*x, *y, text, 12, style(*number));
                }
                list.cursor = *cursor;
            };
            surface.draw(window, whole(window), render).unwrap();
            emulator.process(written(&mut reader).as_bytes());
        }
        let screen = emulator.screen();
        let places = (0..5).flat_map(|y| (0..12).map(move |x| (x, y)));
        let cells = places.map(|(x, y)| {
            let cell = screen.cell(y, x).unwrap();
            let text = if cell.contents().is_empty() { " " } else { cell.contents() };
            let (inverse, underline) = (cell.inverse(), cell.underline());
            let colors = (cell.fgcolor(), cell.bgcolor());
            // The right half of a wide sign has no look of its own.
            let look = (!cell.is_wide_continuation()).then(|| (colors, cell.bold(), inverse, underline));
            format!("{x},{y} {text:?} {look:?}")
        });
        let cursor = (screen.hide_cursor(), screen.cursor_position());
        cells.chain([format!("{cursor:?}")]).collect()
    }

    proptest! {
        #[test]
        fn after_any_frames_the_terminal_shows_the_last_one(frames in frames(), is_plain: bool) {
            let ground = if is_plain { Style::new() } else { GROUND };
            let last = frames.last().cloned().into_iter().collect::<Vec<_>>();
            prop_assert_eq!(seen(ground, &frames), seen(ground, &last));
        }
    }
}
