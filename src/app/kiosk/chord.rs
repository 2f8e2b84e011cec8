//! The chord by which staff say that they are there: keys, or touches, that no visitor makes by chance.
//!
//! It is told the time, and decides nothing about what a key does besides. A PIN is asked for after it.

use crate::app::keys::key::{Key, ctrl};
use crate::app::layout::hints::BUTTON_ROWS;
use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEventKind};
use ratatui::layout::Size;
use std::time::Duration;

/// How long the whole of it may take.
const LIMIT: Duration = Duration::from_secs(8);

/// The keys, in order.
const KEYS: [Key; 4] = [ctrl('k'), ctrl('t'), ctrl('k'), ctrl('t')];

/// The corners to touch, in order: once around from the left one at the top.
const CORNERS: [Corner; 5] = [
    Corner { right: false, bottom: false },
    Corner { right: true, bottom: false },
    Corner { right: true, bottom: true },
    Corner { right: false, bottom: true },
    Corner { right: false, bottom: false },
];

/// Columns of a corner; it has the rows of a button.
const CORNER_COLUMNS: u16 = 12;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Corner {
    right: bool,
    bottom: bool,
}

/// How far a chord has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Chord {
    keys: usize,
    corners: usize,
    began: Duration,
}

/// What an event means for the chord.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChordStep {
    /// It belongs to no chord, or could be its beginning.
    None,
    /// It goes on with one that has begun.
    Further,
    /// It is the last of it.
    Complete,
}

impl Chord {
    /// Hears an event in a window of this size, at a moment.
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
        match done {
            0 => ChordStep::None,
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

/// Counts one more of a sequence, or begins anew; returns how many there are now.
fn follow<T: PartialEq>(done: &mut usize, sequence: &[T], next: &T) -> usize {
    *done = if sequence.get(*done) == Some(next) {
        *done + 1
    } else {
        usize::from(sequence.first() == Some(next))
    };
    *done
}

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
