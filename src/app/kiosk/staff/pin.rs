//! The pad where staff enter their PIN, by keys or by touch.
//!
//! It must not show the digits, not even how many there are. The shell checks the PIN.

use super::state::{Staff, Tried, Wish};
use crate::app::layout::hints::{BUTTON_ROWS, PlacedHint};
use crate::app::screens::component::Component;
use crate::app::screens::parts::paragraph;
use crate::app::sheet::lines::{Role, Room, Sheet};
use crate::app::state::context::Context;
use crate::app::state::message::{Command, PrivateText};
use crate::app::state::screen::Spot;
use crate::domain::language::wording::{StaffWords, fill};
use ratatui::layout::Rect;

/// The most digits of a PIN. Where more are entered, the screen says so, and nothing is tried.
const MOST_DIGITS: usize = 12;

/// The columns of a key of the pad, and of the gap between two keys.
pub(super) const KEY: (u16, u16) = (14, 2);

/// The keys of the pad, row by row.
const PAD: [[PadKey; 3]; 4] = [
    [PadKey::Digit('1'), PadKey::Digit('2'), PadKey::Digit('3')],
    [PadKey::Digit('4'), PadKey::Digit('5'), PadKey::Digit('6')],
    [PadKey::Digit('7'), PadKey::Digit('8'), PadKey::Digit('9')],
    [PadKey::Erase, PadKey::Digit('0'), PadKey::Enter],
];

/// What a key of the pad does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PadKey {
    Digit(char),
    Erase,
    Enter,
}

impl Tried {
    /// Returns how long staff have to wait, if they have to.
    fn told(self, words: &StaffWords) -> Option<String> {
        let (sentence, seconds) = match self {
            Self::Right => return None,
            Self::Wrong(seconds) => (&words.wrong, seconds),
            Self::TooSoon(seconds) => (&words.too_soon, seconds),
        };
        Some(fill(sentence, &[("seconds", &seconds.to_string())]))
    }
}

/// The pad.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pin;

impl Component<Staff, Option<Wish>> for Pin {
    fn context(&self, _: &Staff, _: Spot) -> Context {
        Context::Pin
    }

    fn sheet(&self, staff: &Staff, _: Spot, room: Room) -> Sheet {
        let words = staff.words();
        let lead = if staff.has_pin { &words.pin } else { &words.no_pin };
        let mut body = paragraph(lead, room, Role::Text);
        let tried = staff.tried.and_then(|tried| tried.told(words));
        let said = if has_too_many(staff) { Some(words.too_many.clone()) } else { tried };
        body.extend(said.iter().flat_map(|said| paragraph(said, room, Role::Attention)));
        Sheet::bare(body)
    }

    /// Presses a key of the pad.
    fn choose(&self, staff: &mut Staff, key: usize) -> Option<Wish> {
        match PAD.iter().flatten().nth(key)? {
            PadKey::Digit(digit) if staff.has_pin && !has_too_many(staff) => staff.digits.push(*digit),
            PadKey::Digit(_) => {}
            PadKey::Enter if staff.digits.is_empty() || has_too_many(staff) => {}
            PadKey::Enter => return Some(Wish::Try(PrivateText(std::mem::take(&mut staff.digits)))),
            PadKey::Erase => staff.digits.clear(),
        }
        None
    }
}

/// Returns whether more digits were entered than a PIN can have.
fn has_too_many(staff: &Staff) -> bool {
    staff.digits.len() > MOST_DIGITS
}

/// Places the pad at the bottom of an area.
pub(super) fn pad(staff: &Staff, area: Rect) -> impl Iterator<Item = PlacedHint> {
    let words = staff.words();
    let left = area.x + area.width.saturating_sub(3 * KEY.0 + 2 * KEY.1) / 2;
    let top = area.bottom().saturating_sub(4 * BUTTON_ROWS);
    PAD.iter().flatten().enumerate().map(move |(index, key)| {
        let (row, column) = (u16::try_from(index / 3).unwrap_or(0), u16::try_from(index % 3).unwrap_or(0));
        let (x, y) = (left + column * (KEY.0 + KEY.1), top + row * BUTTON_ROWS);
        let word = match key {
            PadKey::Digit(digit) => digit.to_string(),
            PadKey::Erase => words.erase.clone(),
            PadKey::Enter => words.enter.clone(),
        };
        let area = Rect { x, y, width: KEY.0, height: BUTTON_ROWS };
        PlacedHint { area, keys: String::new(), word, word_first: false, command: Command::Write(index) }
    })
}
