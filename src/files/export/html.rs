//! Writes a copy or a report as one HTML page that needs nothing but a browser: it has no script and loads nothing.
//!
//! Only this module makes tags. A text of the content or a word of a person must not become one, so all of them are
//! escaped. How the page looks, on a screen and on paper, is in `page.css`, which stands in each page.

use super::outline::{self, HeadingLevel, OutlineWriter, Together};
use super::prose;
use crate::domain::answers::copy::ClientCopy;
use crate::domain::language::wording::Wording;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::markup::{Block, emphasis};
use crate::domain::sanitize::sanitize;
use std::borrow::Cow;
use std::mem;

/// How the page looks.
const STYLE: &str = include_str!("page.css");

/// What a browser is told to load, whatever is in the page: nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The longest number that is kept in one row, in columns: the narrowest screens have room for it.
const NUMBER: usize = 24;

/// Renders a copy as an HTML page that ends with one newline.
#[must_use]
pub fn render(questionnaire: &Questionnaire, wording: &Wording, copy: &ClientCopy<'_>) -> String {
    page(&questionnaire.parts().language, |page| outline::write(questionnaire, wording, copy, page))
}

/// Renders a page in a language that `write` fills.
pub(super) fn page(language: &str, write: impl FnOnce(&mut dyn OutlineWriter)) -> String {
    let mut sheet = HtmlWriter::default();
    write(&mut sheet);
    let HtmlWriter { title, body, in_list, is_foot } = sheet;
    let list = if in_list { "</ul>\n" } else { "" };
    let last = if is_foot { "</footer>" } else { "</main>" };
    let (language, style) = (escape(language), STYLE.trim_end());
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{style}\n</style>\n</head>\n\
         <body dir=\"auto\">\n<main>\n{body}{list}{last}\n</body>\n</html>\n"
    )
}

/// The page as far as it is written.
#[derive(Default)]
struct HtmlWriter {
    /// The title, escaped.
    title: String,
    body: String,
    /// Whether the last line is an entry of a list, which the next entry goes on with.
    in_list: bool,
    /// Whether the foot of the page has begun.
    is_foot: bool,
}

impl OutlineWriter for HtmlWriter {
    fn heading(&mut self, level: HeadingLevel, text: &str) {
        let tag = match level {
            HeadingLevel::Title => "h1",
            HeadingLevel::Part | HeadingLevel::Short => "h2",
            HeadingLevel::Piece | HeadingLevel::Question => "h3",
        };
        if level == HeadingLevel::Title {
            self.title = escape(&prose::one_line(text));
        }
        self.block(&format!("<{tag}>{}</{tag}>", literal(text)));
    }

    fn label(&mut self, text: &str) {
        self.block(&format!("<p class=\"label\">{}</p>", literal(text)));
    }

    fn paragraph(&mut self, text: &str) {
        self.block(&format!("<p>{}</p>", literal(text)));
    }

    fn entry(&mut self, text: &str) {
        self.in_list(&literal(text));
    }

    fn content(&mut self, block: &Block) {
        match block {
            Block::Paragraph(words) => self.block(&format!("<p>{}</p>", marked(words))),
            Block::Entry(words) => self.in_list(&marked(words)),
        }
    }

    fn own_words(&mut self, words: &str) {
        let lines: Vec<String> = prose::own_lines(words).iter().map(|line| literal(line)).collect();
        let paragraphs = lines.split(String::is_empty).filter(|lines| !lines.is_empty());
        let paragraphs: String =
            paragraphs.map(|lines| format!("<p>{}</p>\n", lines.join("<br>\n"))).collect();
        // The person may write in another direction than the program.
        self.block(&format!("<blockquote dir=\"auto\">\n{paragraphs}</blockquote>"));
    }

    fn choices(&mut self, texts: &[&str]) {
        let choice = |text: &&str| format!("<li><span class=\"box\"></span>{}</li>\n", literal(text));
        let choices: String = texts.iter().map(choice).collect();
        self.block(&format!("<ul class=\"choices\">\n{choices}</ul>"));
    }

    fn lines(&mut self, count: usize) {
        self.block(&vec!["<div class=\"line\"></div>"; count].join("\n"));
    }

    fn rule(&mut self) {
        if !mem::replace(&mut self.is_foot, true) {
            self.block("</main>\n<footer>");
        }
    }

    fn open(&mut self, what: Together) {
        self.block(match what {
            Together::Piece => "<div class=\"together\">",
            Together::Note => "<div class=\"together note\" role=\"note\">",
        });
    }

    fn close(&mut self) {
        self.block("</div>");
    }
}

impl HtmlWriter {
    /// Writes HTML that is ready as a block of its own.
    fn block(&mut self, html: &str) {
        if mem::take(&mut self.in_list) {
            self.line("</ul>");
        }
        self.line(html);
    }

    /// Writes HTML that is ready as an entry of a list.
    fn in_list(&mut self, html: &str) {
        if !mem::replace(&mut self.in_list, true) {
            self.line("<ul>");
        }
        self.line(&format!("<li>{html}</li>"));
    }

    fn line(&mut self, line: &str) {
        self.body.push_str(line);
        self.body.push('\n');
    }
}

/// Returns a text of the content with its emphasis kept and all else literal.
fn marked(text: &str) -> String {
    let span = |(strong, text): (bool, &str)| {
        let text = spaced(text, literal);
        if strong { format!("<em>{text}</em>") } else { text }
    };
    emphasis(text).into_iter().map(span).collect()
}

/// Writes a part of a line, with a blank at its ends where there was one.
fn spaced(text: &str, write: impl FnOnce(&str) -> String) -> String {
    let blank = |is_there| if is_there { " " } else { "" };
    let (before, after) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    let written = write(text);
    format!("{}{written}{}", blank(before), blank(after && !written.is_empty()))
}

/// Returns a text as one line in which nothing is HTML. The groups of a number stay in one row.
fn literal(text: &str) -> String {
    let word = |word: Cow<'_, str>| match word.contains(' ') {
        true => format!("<span class=\"number\">{}</span>", escape(&word)),
        false => escape(&word),
    };
    prose::words(&sanitize(text), NUMBER).into_iter().map(word).collect::<Vec<_>>().join(" ")
}

/// Escapes the characters that can be HTML, in a text and in an attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{literal, marked, page};

    #[test]
    fn nothing_that_a_person_writes_is_html() {
        for (words, written) in [
            ("</script><b>", "&lt;/script&gt;&lt;b&gt;"),
            ("<!-- a --> &amp; &#60;", "&lt;!-- a --&gt; &amp;amp; &amp;#60;"),
            ("\"a\" onclick='b'", "&quot;a&quot; onclick=&#39;b&#39;"),
            ("</style\u{202e}\n<a href=//x>", "&lt;/style &lt;a href=//x&gt;"),
            ("*a*", "*a*"),
        ] {
            assert_eq!(literal(words), written);
        }
    }

    #[test]
    fn a_number_stays_in_one_row_and_emphasis_within_its_blanks() {
        assert_eq!(
            literal("Call 0808 801 0331; now"),
            "Call <span class=\"number\">0808 801 0331;</span> now"
        );
        assert_eq!(marked("The *old <i>* word 2 * 3"), "The <em>old &lt;i&gt;</em> word 2 * 3");
        assert_eq!(marked("*First*, then"), "<em>First</em>, then");
    }

    #[test]
    fn a_list_ends_where_something_else_begins_and_lines_of_own_words_stay() {
        let written = page("e\"n", |page| {
            page.entry("a");
            page.entry("b");
            page.own_words("one\ntwo\n\n\nthree\n");
            page.rule();
            page.paragraph("foot");
        });
        let (_, body) = written.split_once("<main>\n").unwrap();
        assert_eq!(
            body,
            "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<blockquote dir=\"auto\">\n<p>one<br>\ntwo</p>\n<p>three</p>\n</blockquote>\n\
             </main>\n<footer>\n<p>foot</p>\n</footer>\n</body>\n</html>\n"
        );
        assert!(written.contains("<html lang=\"e&quot;n\">"));
    }
}
