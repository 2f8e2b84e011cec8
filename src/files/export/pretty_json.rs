//! Writes JSON straight into a text, two blanks a level, as `serde_json` prints it.
//!
//! It must not let a character through that could act on a terminal: it is written as an escape.

use super::json::harmless;

/// JSON that is being written.
#[derive(Default)]
pub(super) struct PrettyJson {
    text: String,
    depth: usize,
    /// Whether something stands already in the object or the list that is open.
    has_entries: bool,
}

impl PrettyJson {
    /// Goes on in the outermost object, with what was written of it.
    pub(super) fn after(head: &str) -> Self {
        let mut text = String::with_capacity(16 * 1024);
        text.push_str(head);
        Self { text, depth: 1, has_entries: true }
    }

    /// Returns what was written.
    pub(super) fn written(self) -> String {
        self.text
    }

    /// Opens an object or a list.
    pub(super) fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.depth += 1;
        self.has_entries = false;
    }

    /// Closes what was opened last.
    pub(super) fn close(&mut self, bracket: char) {
        self.depth = self.depth.saturating_sub(1);
        if self.has_entries {
            self.line();
        }
        self.text.push(bracket);
        self.has_entries = true;
    }

    /// Writes a key; its value has to follow.
    pub(super) fn key(&mut self, key: &str) {
        self.entry();
        self.text(key);
        self.text.push_str(": ");
    }

    /// Writes a list, each entry by a function.
    pub(super) fn list<T>(
        &mut self,
        entries: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.open('[');
        for entry in entries {
            self.entry();
            write(self, entry);
        }
        self.close(']');
    }

    /// Writes a text.
    pub(super) fn text(&mut self, text: &str) {
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\')) {
            self.text.push('"');
            self.text.push_str(text);
            self.text.push('"');
        } else {
            // A text can always be written.
            self.text.push_str(&harmless(serde_json::to_string(text).unwrap_or_default()));
        }
    }

    /// Writes a number.
    pub(super) fn number(&mut self, number: usize) {
        self.text.push_str(&number.to_string());
    }

    /// Writes a value that is JSON already, indented as it stands here.
    pub(super) fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    /// Writes entries that are JSON already, indented as they stand here.
    pub(super) fn entries(&mut self, json: &str) {
        self.text.push_str(if self.has_entries { ",\n" } else { "\n" });
        self.text.push_str(json);
        self.has_entries = true;
    }

    fn entry(&mut self) {
        if self.has_entries {
            self.text.push(',');
        }
        self.line();
        self.has_entries = true;
    }

    fn line(&mut self) {
        self.text.push('\n');
        (0..self.depth).for_each(|_| self.text.push_str("  "));
    }
}

#[cfg(test)]
mod tests {
    use super::PrettyJson;
    use serde_json::{Value, json};

    #[test]
    fn it_is_what_serde_json_prints_and_holds_nothing_that_acts() {
        let odd = "a\u{9b}b\u{202e}c\u{1b}d\u{7f}e\nf\"g\\h – é";
        let mut written = PrettyJson::default();
        written.open('{');
        written.key("a \"key\"");
        written.text(odd);
        written.key("empty");
        written.list([0; 0], |json, number| json.number(number));
        written.key("none");
        written.open('{');
        written.close('}');
        written.key("numbers");
        written.list([1, 22], |json, number| json.number(number));
        written.close('}');
        let written = written.written();
        let value = json!({"a \"key\"": odd, "empty": [], "none": {}, "numbers": [1, 22]});
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value);
        assert!(!written.chars().any(|c| c != '\n' && crate::domain::sanitize::acts(c)));
        assert_eq!(written.lines().count(), format!("{value:#}").lines().count());
    }
}
