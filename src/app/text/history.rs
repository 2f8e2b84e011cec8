//! What was changed in a text under editing, to be undone and redone step by step.
//!
//! It changes no text itself. It is bounded in steps and in bytes; what is older is forgotten.

use std::collections::VecDeque;
use std::ops::Range;

/// The most steps that are remembered.
const MOST_STEPS: usize = 1000;

/// The most bytes that all steps together have changed; a text put in the place of another, both of the greatest
/// length, fits twice.
const MOST_BYTES: usize = 256 * 1024;

/// The longest step that typing or deleting letter by letter makes, in bytes.
const LONGEST_RUN: usize = 1024;

/// How a change came about; changes of one manner that touch may be one step. What was not typed or deleted letter by
/// letter, such as a paste, stands alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Manner {
    Typed,
    Backspace,
    Delete,
    Alone,
}

/// What takes a change back, or makes it again: a text to put in the place of a range, where the cursor goes, and where
/// it goes when the step leads the other way.
#[derive(Clone)]
pub(super) struct Step {
    pub(super) range: Range<usize>,
    pub(super) text: String,
    pub(super) cursor: usize,
    pub(super) back: usize,
}

impl Step {
    fn bytes(&self) -> usize {
        self.range.len() + self.text.len()
    }

    /// Takes a change into this one that came right after it, or gives it back if it is a step of its own.
    fn merge(&mut self, next: Self, manner: Manner) -> Option<Self> {
        let start = next.range.start;
        match manner {
            _ if self.bytes() + next.bytes() > LONGEST_RUN => return Some(next),
            Manner::Typed if start == self.range.end => self.range.end = next.range.end,
            Manner::Delete if start == self.range.start => self.text.push_str(&next.text),
            Manner::Backspace if start + next.text.len() == self.range.start => {
                self.range = start..start;
                self.text.insert_str(0, &next.text);
            }
            _ => return Some(next),
        }
        self.back = next.back;
        None
    }
}

/// The steps that can be undone, and those that can be redone.
#[derive(Clone, Default)]
pub(super) struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    run: Option<Manner>,
}

impl History {
    /// Remembers a change. What was undone before it cannot be redone any more.
    pub(super) fn record(&mut self, change: Step, manner: Manner) {
        self.undone.clear();
        let step = match self.done.back_mut() {
            Some(last) if self.run == Some(manner) => last.merge(change, manner),
            _ => Some(change),
        };
        self.done.extend(step);
        self.run = Some(manner);
        while self.done.len() > MOST_STEPS || self.bytes() > MOST_BYTES {
            self.done.pop_front();
        }
    }

    fn bytes(&self) -> usize {
        self.done.iter().chain(&self.undone).map(Step::bytes).sum()
    }

    /// Makes the next change a step of its own.
    pub(super) fn end_run(&mut self) {
        self.run = None;
    }

    /// Returns the step that takes the last change back.
    pub(super) fn undo(&mut self) -> Option<&mut Step> {
        self.undone.push(self.done.pop_back()?);
        self.undone.last_mut()
    }

    /// Returns the step that makes the last change again that was taken back.
    pub(super) fn redo(&mut self) -> Option<&mut Step> {
        self.done.push_back(self.undone.pop()?);
        self.done.back_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(at: usize, len: usize) -> Step {
        Step { range: at..at + len, text: String::new(), cursor: at, back: at + len }
    }

    #[test]
    fn letters_typed_one_behind_the_other_are_one_step_until_the_run_ends() {
        let mut history = History::default();
        for at in 0..5 {
            if at == 4 {
                history.end_run();
            }
            history.record(typed(at, 1), Manner::Typed);
        }
        history.record(typed(2, 1), Manner::Typed);
        let undone: Vec<_> =
            std::iter::from_fn(|| history.undo().map(|step| (step.range.clone(), step.cursor, step.back)))
                .collect();
        assert_eq!(undone, [(2..3, 2, 3), (4..5, 4, 5), (0..4, 0, 4)]);
        assert_eq!(history.redo().unwrap().range, 0..4);
    }

    #[test]
    fn it_never_holds_more_than_its_bounds_and_keeps_the_newest() {
        let mut history = History::default();
        for at in 0..5000 {
            history.record(typed(at, 1), Manner::Alone);
        }
        assert_eq!((history.done.len(), history.bytes()), (MOST_STEPS, MOST_STEPS));
        for _ in 0..20 {
            history.record(typed(0, 60_000), Manner::Alone);
        }
        assert_eq!(history.done.len(), 4);
        assert!(history.bytes() <= MOST_BYTES);
        while history.undo().is_some() {}
        history.record(typed(0, 1), Manner::Typed);
        assert_eq!(history.bytes(), 1);
        assert!(history.redo().is_none());
    }
}
