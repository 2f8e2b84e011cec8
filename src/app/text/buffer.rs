//! A line of text under editing, by grapheme.
//!
//! It holds no control character, whatever is typed or pasted, and never grows past its limit. It knows no keys.

use super::edit::Edit;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The longest text of one field, in bytes.
pub const MAX_BYTES: usize = 2000;

/// A line of text and the place of the cursor in it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct TextBuffer {
    before: String,
    after: String,
}

impl std::fmt::Debug for TextBuffer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TextBuffer(..)")
    }
}

impl TextBuffer {
    /// Makes a buffer that holds a text, with the cursor at its end.
    #[must_use]
    pub fn holding(text: &str) -> Self {
        let mut buffer = Self::default();
        buffer.insert(text);
        buffer
    }

    /// Makes a buffer with its cursor between two parts of its text.
    #[must_use]
    pub fn parted(before: &str, after: &str) -> Self {
        let mut buffer = Self::holding(after);
        buffer.edit(Edit::Home);
        buffer.insert(before);
        buffer
    }

    /// Returns the whole text.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// Returns the text before the cursor.
    #[must_use]
    pub fn before(&self) -> &str {
        &self.before
    }

    /// Returns the text after the cursor.
    #[must_use]
    pub fn after(&self) -> &str {
        &self.after
    }

    /// Says whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Puts text at the cursor: line breaks and tabs become spaces, control characters are left out, and what
    /// does not fit the limit is left out.
    pub fn insert(&mut self, text: &str) {
        let spaced: String =
            text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
        let clean = crate::domain::sanitize::clean(&spaced);
        for grapheme in clean.graphemes(true) {
            if self.before.len() + self.after.len() + grapheme.len() > MAX_BYTES {
                break;
            }
            self.before.push_str(grapheme);
        }
    }

    /// Carries out one step of editing.
    pub fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Left => self.left(),
            Edit::Right => self.right(),
            Edit::WordLeft => self.to(word_start(&self.before)),
            Edit::WordRight => self.word_right(),
            Edit::Home => self.to(0),
            Edit::End => self.before.push_str(&std::mem::take(&mut self.after)),
            Edit::Backspace => drop(pop_grapheme(&mut self.before)),
            Edit::Delete => drop(take_first(&mut self.after)),
            Edit::DeleteWord => self.before.truncate(word_start(&self.before)),
            Edit::DeleteToStart => self.before.clear(),
            Edit::DeleteToEnd => self.after.clear(),
            Edit::Start => self.to(0),
            Edit::Finish => self.before.push_str(&std::mem::take(&mut self.after)),
            Edit::Newline => self.insert("\n"),
            // One line has no other row, and nothing to undo.
            Edit::Up | Edit::Down | Edit::PageUp | Edit::PageDown | Edit::Undo | Edit::Redo => {}
        }
    }

    fn left(&mut self) {
        if let Some(grapheme) = pop_grapheme(&mut self.before) {
            self.after.insert_str(0, &grapheme);
        }
    }

    fn right(&mut self) {
        if let Some(grapheme) = take_first(&mut self.after) {
            self.before.push_str(&grapheme);
        }
    }

    /// Moves the cursor back to a byte of the text before it.
    fn to(&mut self, byte: usize) {
        let tail = self.before.split_off(byte.min(self.before.len()));
        self.after.insert_str(0, &tail);
    }

    fn word_right(&mut self) {
        let spaces = self.after.len() - self.after.trim_start().len();
        let word = self.after.trim_start().find(char::is_whitespace);
        let end = word.map_or(self.after.len(), |word| spaces + word);
        let rest = self.after.split_off(end);
        self.before.push_str(&std::mem::replace(&mut self.after, rest));
    }

    /// Returns the part of the text that a field of `width` columns shows, and the column of the cursor in it.
    #[must_use]
    pub fn window(&self, width: u16) -> (String, u16) {
        let width = usize::from(width.max(1));
        let mut shown: Vec<&str> = Vec::new();
        let mut used = 0;
        for grapheme in self.before.graphemes(true).rev() {
            if used + grapheme.width() + 1 > width {
                break;
            }
            used += grapheme.width();
            shown.insert(0, grapheme);
        }
        let caret = u16::try_from(used).unwrap_or(u16::MAX);
        for grapheme in self.after.graphemes(true) {
            if used + grapheme.width() > width {
                break;
            }
            used += grapheme.width();
            shown.push(grapheme);
        }
        (shown.concat(), caret)
    }
}

/// Returns where the last word of a text begins, in bytes.
fn word_start(text: &str) -> usize {
    let trimmed = text.trim_end();
    let gap = trimmed.char_indices().rev().find(|(_, c)| c.is_whitespace());
    gap.map_or(0, |(at, c)| at + c.len_utf8())
}

fn pop_grapheme(text: &mut String) -> Option<String> {
    let start = text.grapheme_indices(true).next_back()?.0;
    Some(text.split_off(start))
}

fn take_first(text: &mut String) -> Option<String> {
    let len = text.graphemes(true).next()?.len();
    let rest = text.split_off(len);
    Some(std::mem::replace(text, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_combined_letter_is_one_step_and_one_deletion() {
        let mut buffer = TextBuffer::holding("ae\u{301}日");
        buffer.edit(Edit::Left);
        buffer.edit(Edit::Backspace);
        assert_eq!(buffer.text(), "a日");
        buffer.edit(Edit::Delete);
        assert_eq!(buffer.text(), "a");
    }

    #[test]
    fn words_are_crossed_and_taken_away() {
        let mut buffer = TextBuffer::holding("with his  sister");
        buffer.edit(Edit::WordLeft);
        assert_eq!(buffer.before(), "with his  ");
        buffer.edit(Edit::DeleteWord);
        assert_eq!(buffer.text(), "with sister");
        buffer.edit(Edit::WordRight);
        assert_eq!(buffer.after(), "");
        buffer.edit(Edit::DeleteToStart);
        assert!(buffer.is_empty());
    }

    #[test]
    fn a_paste_brings_no_control_character_and_no_end() {
        let mut buffer = TextBuffer::default();
        buffer.insert(&format!("a\n\x1b[2Jb\u{202e}{}", "日".repeat(5000)));
        assert!(buffer.text().starts_with("a [2Jb日"), "{}", buffer.text());
        assert!(buffer.text().len() <= MAX_BYTES);
    }

    #[test]
    fn a_buffer_is_made_again_from_its_two_parts_and_from_nothing_worse() {
        let mut buffer = TextBuffer::holding("\u{301}x日");
        buffer.edit(Edit::Home);
        buffer.insert("ae");
        assert!(TextBuffer::parted(buffer.before(), buffer.after()) == buffer);
        let strange = TextBuffer::parted(&format!("\x1b[2J{}", "日".repeat(5000)), "a\u{202e}b");
        assert_eq!((strange.after(), strange.text().len() <= MAX_BYTES), ("ab", true));
    }

    #[test]
    fn the_window_keeps_the_cursor_in_sight() {
        let buffer = TextBuffer::holding("日本語のながい");
        assert_eq!(buffer.window(7), ("ながい".to_owned(), 6));
    }
}
