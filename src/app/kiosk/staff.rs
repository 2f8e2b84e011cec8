//! What staff see of a kiosk after their chord: the pad for the PIN, and then a short list of what can be done.
//!
//! What is typed of a PIN is neither shown nor counted on the screen. Whether it is right is decided elsewhere, and so is
//! whether it may be tried. It holds nothing of any visitor.

use crate::app::layout::hints::{BUTTON_ROWS, PlacedHint};
use crate::app::layout::message_page::small;
use crate::app::layout::single::Layout;
use crate::app::screens::parts::{choice, paragraph};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::state::message::{Command, Context, PrivateText};
use crate::app::state::screen::Pointer;
use crate::domain::language::wording::{StaffWords, Wording, fill};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};
use ratatui::layout::{Rect, Size};

/// The most digits that are taken.
const MOST_DIGITS: usize = 12;

/// Columns of a key of the pad, and of the air between two of them.
const KEY: (u16, u16) = (14, 2);

/// What the keys of the pad stand for, row by row.
const PAD: [[PadKey; 3]; 4] = [
    [PadKey::Digit('1'), PadKey::Digit('2'), PadKey::Digit('3')],
    [PadKey::Digit('4'), PadKey::Digit('5'), PadKey::Digit('6')],
    [PadKey::Digit('7'), PadKey::Digit('8'), PadKey::Digit('9')],
    [PadKey::Back, PadKey::Digit('0'), PadKey::Enter],
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum PadKey {
    Digit(char),
    Back,
    Enter,
}

/// What is to be done for staff.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wish {
    /// Try this PIN.
    Try(PrivateText),
    /// Go back to what waits for a visitor.
    Back,
    /// End the kiosk.
    Leave,
    /// Read the settings and the content again.
    Reload,
    /// Print a test page.
    TestPrint,
    /// Draw everything anew.
    Redraw,
}

/// What came of a try.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tried {
    /// It is the PIN.
    Right,
    /// It is not; the next try may be made after so many seconds.
    Wrong(u64),
    /// It was not looked at: so many seconds are still to be waited.
    TooSoon(u64),
}

/// A row of the list: its words, and what it does.
type MenuEntry = (fn(&StaffWords) -> &String, MenuRow);

/// The rows of the list, from the top.
const ROWS: [MenuEntry; 5] = [
    (|w| &w.back, MenuRow::Back),
    (|w| &w.totals, MenuRow::Totals),
    (|w| &w.reload, MenuRow::Reload),
    (|w| &w.test_print, MenuRow::TestPrint),
    (|w| &w.leave, MenuRow::Leave),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum MenuRow {
    Back,
    Totals,
    Reload,
    TestPrint,
    Leave,
}

enum StaffPage {
    /// The pad.
    Pin { digits: String },
    /// The list.
    List { cursor: Pointer },
    /// Something that was asked for in the list, a paragraph each.
    Said { lines: Vec<String>, scroll: u16 },
}

/// What staff see.
pub struct Staff {
    stage: StaffPage,
    /// What came of the last try at the PIN.
    told: Option<String>,
    totals: Vec<String>,
    has_pin: bool,
    wording: Wording,
    /// The window.
    pub window: Size,
}

impl Staff {
    /// Begins with the pad, or with the news that there is no PIN.
    #[must_use]
    pub fn new(wording: Wording, totals: Vec<String>, has_pin: bool, window: Size) -> Self {
        let stage = StaffPage::Pin { digits: String::new() };
        Self { stage, told: None, totals, has_pin, wording, window }
    }

    /// Hears an event; returns what is to be done, if anything.
    pub fn handle(&mut self, event: &Event) -> Option<Wish> {
        let key = match event {
            Event::Resize(width, height) => {
                self.window = Size { width: *width, height: *height };
                return Some(Wish::Redraw);
            }
            Event::Key(key) => self.key(key),
            Event::Mouse(mouse) if mouse.kind == MouseEventKind::Down(MouseButton::Left) => {
                match self.layout().hit(mouse.column, mouse.row)? {
                    Command::Choose(index) => self.touched(index),
                    Command::Back => Some(Pressed::Back),
                    _ => None,
                }
            }
            _ => None,
        };
        match (&self.stage, key?) {
            (StaffPage::Said { .. }, Pressed::Back) => {
                self.stage = StaffPage::List { cursor: Pointer::default() };
                None
            }
            (_, Pressed::Back) => Some(Wish::Back),
            (StaffPage::Pin { .. }, Pressed::Pad(key)) => self.pad(key),
            (StaffPage::List { .. }, Pressed::Row(row)) => self.choose(row),
            _ => None,
        }
    }

    fn touched(&self, index: usize) -> Option<Pressed> {
        match self.stage {
            StaffPage::Pin { .. } => PAD.iter().flatten().nth(index).copied().map(Pressed::Pad),
            StaffPage::List { .. } => Some(Pressed::Row(index)),
            StaffPage::Said { .. } => None,
        }
    }

    fn key(&mut self, key: &KeyEvent) -> Option<Pressed> {
        if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return None;
        }
        let number = |c: char| c.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
        match (&mut self.stage, key.code) {
            (_, KeyCode::Esc | KeyCode::F(9)) => Some(Pressed::Back),
            (StaffPage::Pin { .. }, KeyCode::Char(c)) if c.is_ascii_digit() => {
                Some(Pressed::Pad(PadKey::Digit(c)))
            }
            (StaffPage::Pin { .. }, KeyCode::Enter) => Some(Pressed::Pad(PadKey::Enter)),
            (StaffPage::Pin { .. }, KeyCode::Backspace) => Some(Pressed::Pad(PadKey::Back)),
            (StaffPage::List { .. }, KeyCode::Char(c)) => number(c)?.checked_sub(1).map(Pressed::Row),
            (StaffPage::List { cursor }, KeyCode::Up) => {
                *cursor = Pointer::at(cursor.row.saturating_sub(1));
                None
            }
            (StaffPage::List { cursor }, KeyCode::Down) => {
                *cursor = Pointer::at((cursor.row + 1).min(ROWS.len() - 1));
                None
            }
            (StaffPage::List { cursor }, KeyCode::Enter) => Some(Pressed::Row(cursor.row)),
            (StaffPage::Said { .. }, KeyCode::Enter) => Some(Pressed::Back),
            (StaffPage::Said { scroll, .. }, KeyCode::Up | KeyCode::PageUp) => {
                *scroll = scroll.saturating_sub(1);
                None
            }
            (StaffPage::Said { .. }, KeyCode::Down | KeyCode::PageDown) => {
                self.read_on();
                None
            }
            _ => None,
        }
    }

    /// Moves what was said up by a row, unless its end is in sight.
    fn read_on(&mut self) {
        let end = self.layout().max_scroll();
        if let StaffPage::Said { scroll, .. } = &mut self.stage {
            *scroll = scroll.saturating_add(1).min(end);
        }
    }

    fn pad(&mut self, key: PadKey) -> Option<Wish> {
        let StaffPage::Pin { digits } = &mut self.stage else { return None };
        match key {
            PadKey::Digit(digit) if self.has_pin && digits.len() < MOST_DIGITS => digits.push(digit),
            PadKey::Enter if !digits.is_empty() => {
                return Some(Wish::Try(PrivateText(std::mem::take(digits))));
            }
            PadKey::Back => digits.clear(),
            _ => {}
        }
        None
    }

    fn choose(&mut self, row: usize) -> Option<Wish> {
        let (_, chosen) = ROWS.get(row)?;
        self.stage = StaffPage::List { cursor: Pointer::at(row) };
        match chosen {
            MenuRow::Back => Some(Wish::Back),
            MenuRow::Totals => {
                let none = vec![self.wording.staff.no_totals.clone()];
                self.say(if self.totals.is_empty() { none } else { self.totals.clone() });
                None
            }
            MenuRow::Reload => Some(Wish::Reload),
            MenuRow::TestPrint => Some(Wish::TestPrint),
            MenuRow::Leave => Some(Wish::Leave),
        }
    }

    /// Hears what came of a try.
    pub fn tried(&mut self, tried: Tried) {
        let words = &self.wording.staff;
        let waits = |sentence: &str, seconds: u64| Some(fill(sentence, &[("seconds", &seconds.to_string())]));
        match tried {
            Tried::Right => {
                self.stage = StaffPage::List { cursor: Pointer::default() };
                self.told = None;
            }
            Tried::Wrong(seconds) => self.told = waits(&words.wrong, seconds),
            Tried::TooSoon(seconds) => self.told = waits(&words.too_soon, seconds),
        }
    }

    /// Says what came of something in the list, a paragraph each.
    pub fn say(&mut self, lines: Vec<String>) {
        self.stage = StaffPage::Said { lines, scroll: 0 };
    }

    /// Returns the sentences for staff.
    #[must_use]
    pub fn words(&self) -> &StaffWords {
        &self.wording.staff
    }

    /// Lays out what staff see.
    #[must_use]
    pub fn layout(&self) -> Layout {
        let window = Rect::new(0, 0, self.window.width, self.window.height);
        if small(self.window) {
            return Layout::lay(
                window,
                (false, Context::Small),
                |room| {
                    Sheet::new(
                        String::new(),
                        None,
                        paragraph(&self.wording.small.need, room, Role::Text),
                        Scroll::By(0),
                    )
                },
                |_, _| Vec::new(),
            );
        }
        Layout::bare(window, |room| self.sheet(room), |at| self.buttons(at))
    }

    fn sheet(&self, room: Room) -> Sheet {
        let words = self.words();
        let version = fill(&words.title, &[("version", env!("CARGO_PKG_VERSION"))]);
        let mut body = paragraph(&version, room, Role::Strong);
        let scroll = match &self.stage {
            StaffPage::Pin { .. } => {
                let lead = if self.has_pin { &words.pin } else { &words.no_pin };
                body.extend(paragraph(lead, room, Role::Text));
                let told = self.told.iter().flat_map(|told| paragraph(told, room, Role::Attention));
                body.extend(told);
                Scroll::By(0)
            }
            StaffPage::List { cursor } => {
                for (index, (text, _)) in ROWS.iter().enumerate() {
                    body.extend(choice(index, text(words), *cursor, room));
                }
                Scroll::ToFocus(cursor.beyond)
            }
            StaffPage::Said { lines, scroll } => {
                body.extend(lines.iter().flat_map(|line| paragraph(line, room, Role::Text)));
                Scroll::By(*scroll)
            }
        };
        let last = body.pop_if(|line| *line == Line::blank());
        drop(last);
        Sheet::new(String::new(), None, body, scroll)
    }

    /// Places the pad, or the way back.
    fn buttons(&self, at: &Layout) -> Vec<PlacedHint> {
        let words = self.words();
        let rows = 4 * BUTTON_ROWS;
        let back = button(
            Rect { width: KEY.0, ..at.footer },
            self.wording.key.esc.clone(),
            self.wording.kiosk.back.clone(),
            Command::Back,
        );
        if !at.touch || !self.has_pin || !matches!(self.stage, StaffPage::Pin { .. }) {
            return vec![back];
        }
        let left = at.area.x + at.area.width.saturating_sub(3 * KEY.0 + 2 * KEY.1) / 2;
        let top = at.area.bottom().saturating_sub(rows);
        let place = |(index, key): (usize, PadKey)| {
            let (row, column) =
                (u16::try_from(index / 3).unwrap_or(0), u16::try_from(index % 3).unwrap_or(0));
            let (x, y) = (left + column * (KEY.0 + KEY.1), top + row * BUTTON_ROWS);
            let word = match key {
                PadKey::Digit(digit) => digit.to_string(),
                PadKey::Back => words.erase.clone(),
                PadKey::Enter => words.enter.clone(),
            };
            let area = Rect { x, y, width: KEY.0, height: BUTTON_ROWS };
            button(area, String::new(), word, Command::Choose(index))
        };
        PAD.iter().flatten().copied().enumerate().map(place).chain([back]).collect()
    }
}

/// What was pressed, by key or by touch.
enum Pressed {
    Pad(PadKey),
    Row(usize),
    Back,
}

fn button(area: Rect, keys: String, word: String, command: Command) -> PlacedHint {
    PlacedHint { area, keys, word, word_first: false, command }
}
