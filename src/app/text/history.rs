//! What was changed in a text under editing, to be undone and redone step by step.
//!
//! It knows changes as places and texts, and changes no text itself. It is bounded in steps and in bytes; what is
//! older is forgotten.

use std::collections::VecDeque;

/// The most steps that are remembered.
const MOST_STEPS: usize = 1000;

/// The most bytes of text that are remembered, in all steps together; a text put in the place of another, both of the
/// greatest length, fits twice.
const MOST_BYTES: usize = 256 * 1024;

/// The longest step that typing or deleting letter by letter makes, in bytes.
const LONGEST_RUN: usize = 1024;

/// How a change came about; changes of one manner that touch may be one step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Manner {
    /// A letter was typed.
    Typed,
    /// The letter before the cursor was taken away.
    Backspace,
    /// The letter after the cursor was taken away.
    Delete,
    /// A step by itself, such as a paste.
    Alone,
}

/// One text put in the place of another.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// The place where both begin.
    pub(super) at: usize,
    /// What was there.
    pub(super) removed: String,
    /// What came.
    pub(super) inserted: String,
    /// Where the cursor was.
    pub(super) from: usize,
    /// Where the cursor went.
    pub(super) to: usize,
}

impl Change {
    fn bytes(&self) -> usize {
        self.removed.len() + self.inserted.len()
    }

    /// Takes a change into this one that came right after it, or gives it back if it is a step of its own.
    fn take(&mut self, next: Change, manner: Manner) -> Option<Change> {
        let ends_a_word = self.inserted.ends_with(char::is_whitespace);
        let begins_a_word = ends_a_word && !next.inserted.starts_with(char::is_whitespace);
        let goes_on = match manner {
            Manner::Typed => next.at == self.at + self.inserted.len() && !begins_a_word,
            Manner::Backspace => next.at + next.removed.len() == self.at,
            Manner::Delete => next.at == self.at,
            Manner::Alone => false,
        };
        if !goes_on || self.bytes() + next.bytes() > LONGEST_RUN {
            return Some(next);
        }
        self.inserted.push_str(&next.inserted);
        let place = if manner == Manner::Backspace { 0 } else { self.removed.len() };
        self.removed.insert_str(place, &next.removed);
        self.at = next.at.min(self.at);
        self.to = next.to;
        None
    }
}

/// The steps that can be undone, and those that can be redone.
#[derive(Clone, Default)]
pub(super) struct History {
    done: VecDeque<Change>,
    undone: Vec<Change>,
    bytes: usize,
    run: Option<Manner>,
}

impl History {
    /// Remembers a change. What was undone before it cannot be redone any more.
    pub(super) fn record(&mut self, change: Change, manner: Manner) {
        self.bytes -= self.undone.drain(..).map(|step| step.bytes()).sum::<usize>();
        self.bytes += change.bytes();
        let is_run = self.run == Some(manner);
        let step = match self.done.back_mut() {
            Some(last) if is_run => last.take(change, manner),
            _ => Some(change),
        };
        self.done.extend(step);
        self.run = Some(manner);
        while self.done.len() > MOST_STEPS || self.bytes > MOST_BYTES {
            let Some(oldest) = self.done.pop_front() else { break };
            self.bytes -= oldest.bytes();
        }
    }

    /// Makes the next change a step of its own.
    pub(super) fn end_run(&mut self) {
        self.run = None;
    }

    /// Takes a step back, and returns the change that is to be undone.
    pub(super) fn undo(&mut self) -> Option<&Change> {
        self.run = None;
        self.undone.push(self.done.pop_back()?);
        self.undone.last()
    }

    /// Takes a step forth, and returns the change that is to be made again.
    pub(super) fn redo(&mut self) -> Option<&Change> {
        self.run = None;
        self.done.push_back(self.undone.pop()?);
        self.done.back()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(at: usize, letter: &str) -> Change {
        Change { at, removed: String::new(), inserted: letter.to_owned(), from: at, to: at + letter.len() }
    }

    #[test]
    fn letters_typed_in_a_run_are_a_step_for_each_word() {
        let mut history = History::default();
        for (at, letter) in ["a", "b", " ", " ", "c"].iter().enumerate() {
            history.record(typed(at, letter), Manner::Typed);
        }
        assert_eq!(history.undo().unwrap().inserted, "c");
        assert_eq!(history.undo().unwrap().inserted, "ab  ");
        assert!(history.undo().is_none());
        assert_eq!(history.redo().unwrap().inserted, "ab  ");
    }

    #[test]
    fn it_never_holds_more_than_its_bounds_and_keeps_the_newest() {
        let mut history = History::default();
        for at in 0..5000 {
            history.record(typed(at, "a"), Manner::Alone);
        }
        assert_eq!((history.done.len(), history.bytes), (MOST_STEPS, MOST_STEPS));
        for _ in 0..20 {
            history.record(typed(0, &"a".repeat(60_000)), Manner::Alone);
        }
        assert_eq!(history.done.len(), 4);
        assert!(history.bytes <= MOST_BYTES);
        while history.undo().is_some() {}
        history.record(typed(0, "b"), Manner::Typed);
        assert_eq!(history.bytes, 1);
        assert!(history.redo().is_none());
    }
}
