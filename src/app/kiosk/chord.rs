//! The chord that opens the screens of staff: four keys in order, or a touch in each corner, one after the other.
//!
//! No visitor does it by chance, and staff still have to enter a PIN after it. It receives the time as an argument. It
//! must not decide what a key does otherwise.

use crate::app::keys::key::{Key, ctrl};
use crate::app::layout::hints::BUTTON_ROWS;
use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEventKind};
use ratatui::layout::Size;
use std::time::Duration;

/// How long the whole chord may take.
const LIMIT: Duration = Duration::from_secs(8);

/// The keys, in order.
const KEYS: [Key; 4] = [ctrl('k'), ctrl('t'), ctrl('k'), ctrl('t')];

/// The corners to touch, in order: clockwise from the top left, and the top left again.
const CORNERS: [Corner; 5] = [
    Corner { right: false, bottom: false },
    Corner { right: true, bottom: false },
    Corner { right: true, bottom: true },
    Corner { right: false, bottom: true },
    Corner { right: false, bottom: false },
];

/// The columns of a corner. Its height is that of a button.
const CORNER_COLUMNS: u16 = 12;

/// A corner of the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Corner {
    right: bool,
    bottom: bool,
}

/// How much of the chord was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Chord {
    keys: usize,
    corners: usize,
    began: Duration,
}

/// The effect of an event on the chord.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChordStep {
    /// It does not belong to the chord, or may be its beginning.
    None,
    /// It continues a chord that has begun.
    Further,
    /// It completes the chord.
    Complete,
}

impl Chord {
    /// Takes an event into account.
    pub fn handle(&mut self, event: &Event, window: Size, now: Duration) -> ChordStep {
        if now.saturating_sub(self.began) > LIMIT {
            (self.keys, self.corners) = (0, 0);
        }
        let (done, all) = match event {
            Event::Key(key) => {
                let key = (key.code, key.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT));
                self.corners = 0;
                (follow(&mut self.keys, &KEYS, &key), KEYS.len())
            }
            Event::Mouse(mouse) if mouse.kind == MouseEventKind::Down(MouseButton::Left) => {
                self.keys = 0;
                let at = corner(window, mouse.column, mouse.row);
                (follow(&mut self.corners, &CORNERS.map(Some), &at), CORNERS.len())
            }
            _ => return ChordStep::None,
        };
        self.step(done, all, now)
    }

    /// Returns what a sequence means of which so many elements were done.
    fn step(&mut self, done: usize, all: usize, now: Duration) -> ChordStep {
        match done {
            0 => ChordStep::None,
            // A first key of the chord may as well be a visitor's, so it still does what it always does.
            1 => {
                self.began = now;
                ChordStep::None
            }
            n if n == all => {
                *self = Self::default();
                ChordStep::Complete
            }
            _ => ChordStep::Further,
        }
    }
}

/// Counts the next element of a sequence, or begins again if it does not fit. Returns how many were done.
fn follow<T: PartialEq>(done: &mut usize, sequence: &[T], next: &T) -> usize {
    *done = if sequence.get(*done) == Some(next) {
        *done + 1
    } else {
        usize::from(sequence.first() == Some(next))
    };
    *done
}

/// Returns the corner that contains a position, if one does.
fn corner(window: Size, x: u16, y: u16) -> Option<Corner> {
    let side = |at: u16, length: u16, part: u16| match at {
        at if at < part => Some(false),
        at if at >= length.saturating_sub(part) => Some(true),
        _ => None,
    };
    Some(Corner {
        right: side(x, window.width, CORNER_COLUMNS)?,
        bottom: side(y, window.height, BUTTON_ROWS)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyCode, KeyEvent, MouseEvent};

    const WINDOW: Size = Size { width: 80, height: 24 };

    fn touch(column: u16, row: u16) -> Event {
        let kind = MouseEventKind::Down(MouseButton::Left);
        Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
    }

    fn press(c: char, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers))
    }

    fn steps(events: &[Event], apart: Duration) -> Vec<ChordStep> {
        let mut chord = Chord::default();
        let at = |index: usize| Duration::from_secs(100) + apart * u32::try_from(index).unwrap();
        events.iter().enumerate().map(|(index, event)| chord.handle(event, WINDOW, at(index))).collect()
    }

    #[test]
    fn four_keys_are_a_chord_and_nothing_else_is() {
        let [k, t] = ['k', 't'].map(|c| press(c, KeyModifiers::CONTROL));
        let all = [k.clone(), t.clone(), k.clone(), t.clone()];
        assert_eq!(
            steps(&all, Duration::from_secs(2)),
            [ChordStep::None, ChordStep::Further, ChordStep::Further, ChordStep::Complete]
        );
        assert!(!steps(&all, Duration::from_secs(3)).contains(&ChordStep::Complete), "too slow");
        let other = [k.clone(), t.clone(), press('k', KeyModifiers::NONE), k, t];
        assert!(!steps(&other, Duration::ZERO).contains(&ChordStep::Complete));
    }

    #[test]
    fn the_corners_once_around_are_a_chord() {
        let around = [touch(0, 0), touch(79, 0), touch(70, 22), touch(3, 23), touch(11, 2)];
        let found = steps(&around, Duration::from_secs(1));
        assert_eq!(
            found,
            [
                ChordStep::None,
                ChordStep::Further,
                ChordStep::Further,
                ChordStep::Further,
                ChordStep::Complete
            ]
        );
        let mut missed = around.to_vec();
        missed.insert(2, touch(40, 12));
        assert!(!steps(&missed, Duration::ZERO).contains(&ChordStep::Complete));
        let back = [touch(0, 0), touch(0, 23), touch(79, 23), touch(79, 0), touch(0, 0)];
        assert!(!steps(&back, Duration::ZERO).contains(&ChordStep::Complete), "the other way around");
    }
}
