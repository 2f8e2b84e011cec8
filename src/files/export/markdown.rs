//! Writes a copy or a report as Markdown (CommonMark, and safe in the dialect of GitHub too).
//!
//! Only this module makes headings, lists and emphasis. A text of the content or a word of a person must not become
//! one, or a link, an image or HTML, so all of them are escaped.

use super::outline::{self, HeadingLevel, OutlineWriter, Together};
use super::prose;
use crate::domain::answers::copy::ClientCopy;
use crate::domain::language::wording::Wording;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::markup::{self, Block};
use crate::domain::sanitize::sanitize;

/// Renders a copy as Markdown that ends with one newline.
#[must_use]
pub fn render(questionnaire: &Questionnaire, wording: &Wording, copy: &ClientCopy<'_>) -> String {
    page(|page| outline::write(questionnaire, wording, copy, page))
}

/// Renders a page that `write` fills.
pub(super) fn page(write: impl FnOnce(&mut dyn OutlineWriter)) -> String {
    let mut sheet = MarkdownWriter::default();
    write(&mut sheet);
    sheet.text
}

/// The text that has been written so far.
#[derive(Default)]
struct MarkdownWriter {
    text: String,
    /// Whether the last line is an entry of a list, which the next entry goes on with.
    in_list: bool,
}

impl OutlineWriter for MarkdownWriter {
    fn heading(&mut self, level: HeadingLevel, text: &str) {
        let marks = match level {
            HeadingLevel::Title => "#",
            HeadingLevel::Part | HeadingLevel::Short => "##",
            HeadingLevel::Piece | HeadingLevel::Question => "###",
        };
        self.block(&format!("{marks} {}", literal(text)));
    }

    fn label(&mut self, text: &str) {
        self.block(&format!("**{}**", literal(text)));
    }

    fn paragraph(&mut self, text: &str) {
        self.block(&literal(text));
    }

    fn entry(&mut self, text: &str) {
        self.list(&literal(text));
    }

    fn content(&mut self, block: &Block) {
        match block {
            Block::Paragraph(words) => self.block(&marked(words)),
            Block::Entry(words) => self.list(&marked(words)),
        }
    }

    fn own_words(&mut self, words: &str) {
        self.gap();
        let lines = prose::own_lines(words);
        for (line, next) in lines.iter().zip(lines.iter().skip(1).map(Some).chain([None])) {
            // A backslash at the end of a line keeps the line break. At the end of a paragraph readers would show it.
            let goes_on = !line.is_empty() && next.is_some_and(|next| !next.is_empty());
            let end = if goes_on { "\\" } else { "" };
            self.line(format!("> {}{end}", literal(line)).trim_end());
        }
    }

    fn choices(&mut self, texts: &[&str]) {
        for text in texts {
            self.list(&format!("[ ] {}", literal(text)));
        }
    }

    fn lines(&mut self, count: usize) {
        // A rule looks like a line to write on.
        for _ in 0..count {
            self.block("___");
        }
    }

    fn rule(&mut self) {
        self.block("---");
    }

    fn open(&mut self, _: Together) {}

    fn close(&mut self) {}
}

impl MarkdownWriter {
    /// Leaves one empty line, unless there is one or nothing is written yet; whatever follows is a new block.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self.in_list = false;
    }

    /// Writes Markdown that is ready as a block of its own.
    fn block(&mut self, markdown: &str) {
        self.gap();
        self.line(markdown);
    }

    /// Writes Markdown that is ready as an entry of a list.
    fn list(&mut self, markdown: &str) {
        if !self.in_list {
            self.gap();
            self.in_list = true;
        }
        self.line(&format!("- {markdown}"));
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// Returns a text of the content with its emphasis kept and all else literal.
pub(in crate::files) fn marked(text: &str) -> String {
    let span =
        |(strong, text): (bool, &str)| if strong { format!("*{}*", escape(text)) } else { escape(text) };
    at_line_start(&markup::emphasis(&sanitize(text)).into_iter().map(span).collect::<String>())
}

/// Returns a text as one line in which nothing is Markdown.
fn literal(text: &str) -> String {
    at_line_start(&escape(&prose::one_line(text)))
}

/// Escapes characters that can be markup anywhere in a line, and those by which some readers recognize links.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$' | '@') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped.replace("://", "\\://").replace("www.", "www\\.").replace("WWW.", "WWW\\.")
}

/// Escapes characters that are markup only at the start of a line: headings, lists, rules, numbers.
fn at_line_start(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let after = line.chars().nth(digits);
    match line.chars().next() {
        Some('#' | '-' | '+' | '=' | ':' | '%') => format!("\\{line}"),
        Some(_) if (1..=9).contains(&digits) && matches!(after, Some('.' | ')')) => {
            let (number, rest): (String, String) =
                (line.chars().take(digits).collect(), line.chars().skip(digits).collect());
            format!("{number}\\{rest}")
        }
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{literal, marked};

    #[test]
    fn nothing_that_a_person_writes_is_markdown() {
        for (words, written) in [
            ("# heading", "\\# heading"),
            ("- entry", "\\- entry"),
            ("---", "\\---"),
            ("===", "\\==="),
            ("+ a", "\\+ a"),
            ("1. one", "1\\. one"),
            ("12) two", "12\\) two"),
            ("3 times", "3 times"),
            ("> quote", "\\> quote"),
            ("[a](http://b)", "\\[a\\](http\\://b)"),
            ("![a](b)", "!\\[a\\](b)"),
            ("<b>&amp;", "\\<b\\>\\&amp;"),
            ("*a* _b_ `c` ~~d~~", "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~"),
            ("a | b", "a \\| b"),
            ("www.a.b c@d.e", "www\\.a.b c\\@d.e"),
            ("\u{1}# sly", "\\# sly"),
            ("    code", "code"),
            ("a\n# b", "a # b"),
            ("one\\", "one\\\\"),
        ] {
            assert_eq!(literal(words), written);
        }
    }

    #[test]
    fn a_text_keeps_its_emphasis_and_nothing_else() {
        assert_eq!(
            marked("The *old [a](b)* <i>word</i> 2 * 3"),
            "The *old \\[a\\](b)* \\<i\\>word\\</i\\> 2 \\* 3"
        );
        assert_eq!(marked("*First* word"), "*First* word");
    }
}
