//! Places the buttons of a kiosk. A button is three rows high and at least twelve columns wide.
//!
//! Each button does what a key does, and it appears only where that key is valid. The button that clears everything is
//! at the top, away from the others, so that nobody touches it by mistake. It must not give a button a command that no
//! key has, except for what a click alone can do: to scroll and to choose a language.

use super::hints::{BUTTON_COLUMNS, BUTTON_ROWS, PlacedHint};
use super::on_screen_keyboard;
use crate::app::keys::bindings::bindings;
use crate::app::keys::key::key_name;
use crate::app::screens::registry::cited;
use crate::app::sheet::wrap::{columns, shortened};
use crate::app::state::context::{Activity, Context};
use crate::app::state::message::{Command, Motion};
use crate::app::state::model::Model;
use crate::app::state::screen::{Open, Overlay};
use crate::app::text::edit::Edit;
use crate::domain::language::wording::KioskWords;
use ratatui::layout::Rect;

/// The columns of the frame of a button, left and right together.
const FRAME: u16 = 2;

/// The columns between the text and the buttons beside it, and between buttons.
const AIR: u16 = 3;

/// The word of a button, and its commands. The button has the first command that is valid on the screen.
type Button = (fn(&KioskWords) -> &String, &'static [Command]);

/// The buttons at the bottom, from the left. What is rarely needed is under "more".
const FOOTER: [Button; 6] = [
    (|w| &w.back, &[Command::Back]),
    SUPPORT,
    (|w| &w.more, &[Command::More]),
    (|w| &w.source, &[Command::Source]),
    (|w| &w.come_back, &[Command::ComeBack]),
    (|w| &w.on, &[Command::ReadOn, Command::Next]),
];

/// The button for the support lines.
const SUPPORT: Button = (|w| &w.support, &[Command::Support]);

/// The button that hides the screen, beside a code.
const HIDE: Button = (|w| &w.hide, &[Command::Hide]);

/// The buttons at the top.
const HEADER: [Button; 2] = [(|w| &w.start_over, &[Command::StartOver]), (|w| &w.clear, &[Command::Done])];

/// The buttons after the letters of the keyboard on the screen.
const WRITING: [Button; 4] = [
    (|w| &w.new_line, &[Command::Edit(Edit::Newline)]),
    (|w| &w.erase, &[Command::Edit(Edit::Backspace)]),
    SUPPORT,
    (|w| &w.written, &[Command::Back]),
];

/// The areas in which the buttons of a screen are placed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ButtonAreas {
    /// The rows at the top.
    pub header: Rect,
    /// The text. There is space for buttons at its right.
    pub text: Rect,
    /// The rows at the bottom.
    pub footer: Rect,
    /// Whether there is more text above and below.
    pub beyond: (bool, bool),
}

/// Places the buttons of a screen.
#[must_use]
pub fn buttons(model: &Model, context: Context, at: ButtonAreas) -> Vec<PlacedHint> {
    let placer = ButtonPlacer { model, context };
    match context.activity() {
        Activity::Waits if model.warning.is_some() => Vec::new(),
        Activity::Waits => placer.waiting(at.footer),
        Activity::Writes => placer.while_writing(&at),
        Activity::Scans if at.footer.height > BUTTON_ROWS => placer.beside_a_code(&at),
        Activity::Scans
        | Activity::Reads
        | Activity::Chooses
        | Activity::Seeks
        | Activity::Hides
        | Activity::Enlarges => {
            let mut placed = placer.header(at.header);
            placed.extend(placer.footer(at.footer));
            placed.extend(placer.scrolling(&at));
            placed
        }
    }
}

/// Places the buttons of one screen.
struct ButtonPlacer<'m> {
    model: &'m Model,
    context: Context,
}

impl ButtonPlacer<'_> {
    /// Returns a button with its key and command, if it does something on this screen.
    fn valid(&self, (word_of, commands): &Button) -> Option<PlacedHint> {
        let policy = self.model.policy();
        let wanted = commands.iter().filter(|command| self.leads_somewhere(**command));
        let (key, command) = wanted
            .flat_map(|wanted| {
                let keys = bindings(self.context, &policy).flat_map(|binding| binding.keys);
                keys.into_iter().find(|(_, command)| command == wanted)
            })
            .next()?;
        let wording = self.model.wording();
        // Where a note stands beside the question, the button that leads to it says so.
        let leads_to_note = *command == Command::More && self.model.can(Command::Guard);
        let words = &wording.kiosk;
        let word = if leads_to_note { &words.note_more } else { word_of(words) }.clone();
        let keys = key_name(*key, &wording.key);
        let width = (columns(&keys) + 1 + columns(&word) + FRAME).max(BUTTON_COLUMNS);
        let area = Rect { width, height: BUTTON_ROWS, ..Rect::ZERO };
        Some(PlacedHint { area, keys, word, word_first: false, command: *command })
    }

    /// Returns whether a command does something on this screen.
    fn leads_somewhere(&self, command: Command) -> bool {
        match command {
            // On a screen it is under "more", which is not about what lies on top of it.
            Command::Source => {
                self.context == Context::Guard && cited(self.model).is_some_and(|facts| !facts.is_empty())
            }
            // It would close the lines that are in front.
            Command::Support => !matches!(self.model.overlay, Some(Open { what: Overlay::Support, .. })),
            Command::More => {
                self.model.can(command)
                    && !matches!(self.model.overlay, Some(Open { what: Overlay::More(_), .. }))
            }
            // In a list the arrow takes a row.
            Command::Next => self.context != Context::Choice,
            _ => self.model.can(command),
        }
    }

    /// Places a button for each language and, after them, the one for the support lines, which gets its room first.
    fn waiting(&self, row: Rect) -> Vec<PlacedHint> {
        let mut support = self.valid(&SUPPORT);
        let taken = support.as_ref().map_or(0, |button| AIR + button.area.width + AIR);
        let mut placed = languages(self.model, Rect { width: row.width.saturating_sub(taken), ..row });
        let x = placed.last().map_or(row.x, |button| button.area.right()) + AIR;
        placed.extend(support.take().map(|button| placed_at(button, x, row.y)));
        placed
    }

    /// Places the buttons at the top, from the right.
    fn header(&self, row: Rect) -> Vec<PlacedHint> {
        let mut x = row.right();
        let mut placed = Vec::new();
        for button in HEADER.iter().rev().filter_map(|button| self.valid(button)) {
            x = x.saturating_sub(button.area.width);
            placed.push(placed_at(button, x, row.y));
            x = x.saturating_sub(1);
        }
        placed
    }

    /// Places the buttons at the bottom: back at the left, on at the right, and the others between them.
    fn footer(&self, row: Rect) -> Vec<PlacedHint> {
        let mut all: Vec<PlacedHint> = FOOTER.iter().filter_map(|button| self.valid(button)).collect();
        fit(&mut all, row.width);
        let used: u16 = all.iter().map(|button| button.area.width).sum();
        let gaps = u16::try_from(all.len().saturating_sub(1)).unwrap_or(1).max(1);
        let gap = (row.width.saturating_sub(used) / gaps).min(AIR);
        let last = all.len().saturating_sub(1);
        let mut x = row.x;
        let place = |(index, button): (usize, PlacedHint)| {
            let width = button.area.width;
            let goes_on = !matches!(button.command, Command::Support | Command::More | Command::Back);
            let at = if index == last && goes_on { row.right().saturating_sub(width) } else { x };
            x = x.saturating_add(width + gap);
            placed_at(button, at, row.y)
        };
        all.into_iter().enumerate().map(place).collect()
    }

    /// Places the keyboard on the screen.
    fn while_writing(&self, at: &ButtonAreas) -> Vec<PlacedHint> {
        let others = WRITING.iter().filter_map(|button| self.valid(button)).collect();
        let mut placed = self.header(at.header);
        placed.extend(on_screen_keyboard::pad(self.model, at.footer, others));
        placed
    }

    /// Places two rows of buttons at the right of a code.
    fn beside_a_code(&self, at: &ButtonAreas) -> Vec<PlacedHint> {
        let mut placed = self.header(at.header);
        let rows: [[Command; 2]; 2] = [[Command::Support, Command::Hide], [Command::Back, Command::Next]];
        for (row, y) in rows.iter().zip([at.footer.y, at.footer.y + BUTTON_ROWS]) {
            let mut x = at.footer.x;
            for command in row {
                let button = FOOTER.iter().chain([&HIDE]).find(|(_, commands)| commands.contains(command));
                if let Some(button) = button.and_then(|button| self.valid(button)) {
                    let width = button.area.width;
                    placed.push(placed_at(button, x, y));
                    x = x.saturating_add(width + AIR);
                }
            }
        }
        placed
    }

    /// Places the buttons that scroll at the right of the text, each only where there is more text.
    fn scrolling(&self, at: &ButtonAreas) -> Vec<PlacedHint> {
        if self.context.activity() == Activity::Hides {
            return Vec::new();
        }
        let (left, (above, below)) = (at.text.right() + AIR, at.beyond);
        let words = &self.model.wording().kiosk;
        let buttons = [
            (above, Command::Move(Motion::PageUp), &words.up, 2),
            (below, Command::Move(Motion::PageDown), &words.down, 1),
        ];
        let place = |(_, command, word, from_below): (bool, Command, &String, u16)| {
            let y = at.text.bottom().saturating_sub(from_below * BUTTON_ROWS);
            let area = Rect { x: left, y, width: BUTTON_COLUMNS + FRAME, height: BUTTON_ROWS };
            PlacedHint { area, keys: String::new(), word: word.clone(), word_first: true, command }
        };
        buttons.into_iter().filter(|(is_wanted, ..)| *is_wanted).map(place).collect()
    }
}

/// Makes all buttons as narrow as allowed if they do not fit side by side: the keys are left out, and words are cut.
fn fit(buttons: &mut [PlacedHint], width: u16) {
    let used: u16 = buttons.iter().map(|button| button.area.width + 1).sum();
    if used <= width + 1 {
        return;
    }
    for button in buttons {
        button.keys.clear();
        button.word = shortened(&button.word, BUTTON_COLUMNS - FRAME);
        button.area.width = BUTTON_COLUMNS;
    }
}

/// Returns a button at a position.
fn placed_at(button: PlacedHint, x: u16, y: u16) -> PlacedHint {
    PlacedHint { area: Rect { x, y, ..button.area }, ..button }
}

/// Places a button for each language on the waiting screen, in the order of the setup.
fn languages(model: &Model, row: Rect) -> Vec<PlacedHint> {
    let mut x = row.x + AIR;
    let others = model.other_languages().enumerate().map(|(index, (at, offer))| {
        let command = Command::Choose(index + 1);
        (at, offer.name().to_owned(), (index + 2).to_string(), command)
    });
    let spoken = (model.language, model.wording().about.name.clone(), "1".to_owned(), Command::Next);
    let mut all: Vec<_> = others.chain([spoken]).collect();
    all.sort_by_key(|(at, ..)| *at);
    let several = all.len() > 1;
    let place = |(_, word, keys, command): (usize, String, String, Command)| {
        let width = (columns(&word) + columns(&keys) + 1 + FRAME).max(BUTTON_COLUMNS);
        let area = Rect { x, y: row.y, width, height: BUTTON_ROWS };
        x = x.saturating_add(width + AIR);
        PlacedHint { area, keys, word, word_first: false, command }
    };
    all.into_iter()
        .filter(|_| several)
        .map(place)
        .take_while(|button| button.area.right() <= row.right())
        .collect()
}
