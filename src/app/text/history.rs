//! The history of a text that is edited, for undo and redo.
//!
//! It must not change a text itself: it returns the step, and the editor applies it. It is limited in steps and in
//! bytes; the oldest steps are dropped.

use std::collections::VecDeque;
use std::ops::Range;

/// The most steps that are kept.
const MOST_STEPS: usize = 1000;

/// The most bytes that all steps together may have changed. Replacing a text of the greatest length by another fits
/// twice.
const MOST_BYTES: usize = 256 * 1024;

/// The longest step that may result from typing or deleting letter by letter, in bytes.
const LONGEST_RUN: usize = 1024;

/// How a change was made. Changes that follow each other in the same manner and touch become one step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Manner {
    /// A letter was typed.
    Typed,
    /// The letter before the cursor was deleted.
    Backspace,
    /// The letter after the cursor was deleted.
    Delete,
    /// Anything else, such as a paste: always a step of its own.
    Alone,
}

/// A step that undoes or redoes a change.
#[derive(Clone)]
pub(super) struct Step {
    /// The range to replace.
    pub(super) range: Range<usize>,
    /// The text that replaces it.
    pub(super) text: String,
    /// Where the cursor goes then.
    pub(super) cursor: usize,
    /// Where the cursor goes when the step is done the other way.
    pub(super) back: usize,
}

impl Step {
    fn bytes(&self) -> usize {
        self.range.len() + self.text.len()
    }

    /// Joins the next change to this step, or returns it if it must be a step of its own.
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
    /// The manner of the last change, while the next one may still join it.
    run: Option<Manner>,
}

impl History {
    /// Records a change. After it, what was undone before can no longer be redone.
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

    /// Makes the next change begin a new step.
    pub(super) fn end_run(&mut self) {
        self.run = None;
    }

    /// Returns the step that undoes the last change.
    pub(super) fn undo(&mut self) -> Option<&mut Step> {
        self.undone.push(self.done.pop_back()?);
        self.undone.last_mut()
    }

    /// Returns the step that redoes the change that was undone last.
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
