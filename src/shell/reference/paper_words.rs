//! The words of a paragraph of a paper: code in bold, emphasis in italics, and of a link what stands for it.

use clap_mangen::roff::{Inline, bold, italic, roman};

/// Puts words into the face that their mark asks for.
type Face = fn(String) -> Inline;

/// What marks words, the longest mark first.
const MARKS: [(&str, Face); 3] = [("**", bold), ("`", bold), ("*", italic)];

/// Returns the words of a paragraph with their faces.
pub(super) fn words(text: &str) -> Vec<Inline> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let found = marked(rest).map(|(part, after)| (vec![part], after)).or_else(|| link(rest));
        match found {
            Some((found, after)) => {
                parts.push(roman(std::mem::take(&mut plain)));
                parts.extend(found);
                rest = after;
            }
            None => {
                plain.push(next);
                rest = rest.get(next.len_utf8()..).unwrap_or_default();
            }
        }
    }
    parts.push(roman(plain));
    parts.retain(|part| !matches!(part, Inline::Roman(text) if text.is_empty()));
    parts
}

/// Reads words between two marks at the beginning of a text, and returns what comes behind.
fn marked(text: &str) -> Option<(Inline, &str)> {
    MARKS.iter().find_map(|(mark, face)| {
        let inner = text.strip_prefix(mark)?;
        // Two backquotes lie around code that has one in it.
        let (inner, end) = match inner.strip_prefix('`').filter(|_| *mark == "`") {
            Some(inner) => (inner, "``"),
            None => (inner, *mark),
        };
        let (within, after) = inner.split_once(end)?;
        let is_words =
            *mark == "`" || !(within.is_empty() || within.starts_with(' ') || within.ends_with(' '));
        is_words.then(|| (face(within.trim().to_owned()), after))
    })
}

/// Reads a link at the beginning of a text: its words, and the address if it leads to the web.
fn link(text: &str) -> Option<(Vec<Inline>, &str)> {
    let (shown, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (target, after) = rest.split_once(')')?;
    if shown.contains('[') || target.contains(char::is_whitespace) {
        return None;
    }
    let mut parts = words(shown);
    if target.starts_with("https:") {
        parts.push(roman(format!(" <{target}>")));
    }
    Some((parts, after))
}
