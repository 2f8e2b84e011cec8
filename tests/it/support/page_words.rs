//! The words of a page in each form of it, without what makes them headings, entries and paragraphs.

use std::fs;
use std::iter::zip;
use std::path::Path;

/// The tags that a page may have, without the slash of an end.
const TAGS: [&str; 21] = [
    "h1",
    "h2",
    "h3",
    "p",
    "p class=\"label\"",
    "ul",
    "li",
    "em",
    "br",
    "blockquote",
    "blockquote dir=\"auto\"",
    "span class=\"number\"",
    "span",
    "main",
    "footer",
    "ul class=\"choices\"",
    "span class=\"box\"",
    "div",
    "div class=\"together\"",
    "div class=\"together note\" role=\"note\"",
    "div class=\"line\"",
];

/// Returns the words of an HTML page. Fails if a tag in its body is none of those that the program makes.
pub(crate) fn words_of_html(page: &str) -> Vec<String> {
    let (_, body) = page.split_once("<body dir=\"auto\">").expect("it has a body");
    let (body, end) = body.split_once("</body>").expect("its body ends");
    assert_eq!(end, "\n</html>\n");
    let mut text = String::new();
    for (number, piece) in body.split('<').enumerate() {
        let words = match piece.split_once('>') {
            _ if number == 0 => piece,
            Some((tag, words)) => {
                let tag = tag.strip_prefix('/').unwrap_or(tag);
                assert!(TAGS.contains(&tag), "a foreign tag: <{tag}>");
                // Within a line tags part no words.
                let is_inline = tag == "em" || tag.starts_with("span");
                text.push_str(if is_inline { "" } else { "\n" });
                words
            }
            None => panic!("a tag without an end: <{piece}"),
        };
        assert!(!words.contains('>') && !words.contains('"'), "not escaped: {words}");
        text.push_str(words);
    }
    words(&unescaped(&text))
}

/// Returns the words of a page that is plain text. Entries that begin with other signs stay as they are.
pub(crate) fn words_of_text(page: &str) -> Vec<String> {
    let rows: Vec<&str> = page.lines().collect();
    let is_under = |row: &str, above: &str| {
        !above.is_empty() && !row.is_empty() && row.chars().all(|c| matches!(c, '=' | '-'))
    };
    let above = std::iter::once("").chain(rows.iter().copied());
    let said = zip(&rows, above).filter(|(row, above)| !is_under(row, above) && **row != "* * *");
    let said = said.map(|(row, _)| {
        let row = row.trim_start_matches(' ');
        let is_line = row.len() == 66 && row.chars().all(|sign| sign == '_');
        if is_line { "" } else { row.strip_prefix("- ").or(row.strip_prefix("[ ] ")).unwrap_or(row) }
    });
    words(&said.collect::<Vec<_>>().join("\n"))
}

/// Returns the words of a page that is Markdown.
pub(crate) fn words_of_markdown(page: &str) -> Vec<String> {
    let rows = page.lines().filter(|row| !["---", "___"].contains(row)).map(|row| {
        let row = row.trim_start_matches('#').strip_prefix("> ").unwrap_or(row.trim_start_matches('#'));
        let row = row.strip_prefix("- [ ] ").or(row.strip_prefix("- ")).unwrap_or(row);
        let row = row.strip_prefix("**").and_then(|row| row.strip_suffix("**")).unwrap_or(row);
        if row == ">" { "" } else { row }
    });
    words(&without_backslashes(&rows.collect::<Vec<_>>().join("\n")))
}

/// Takes away what escapes, and the stars of emphasis, which are not escaped.
fn without_backslashes(markdown: &str) -> String {
    let mut is_escaped = false;
    let kept = markdown.chars().filter(|c| {
        let was_escaped = std::mem::replace(&mut is_escaped, false);
        is_escaped = *c == '\\' && !was_escaped;
        was_escaped || !matches!(c, '\\' | '*')
    });
    kept.collect()
}

fn unescaped(html: &str) -> String {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    for (index, _) in html.match_indices('&') {
        assert!(
            signs.iter().any(|(name, _)| html[index..].starts_with(name)),
            "not escaped: {}",
            &html[index..]
        );
    }
    signs.iter().fold(html.to_owned(), |html, (name, sign)| html.replace(name, sign))
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Asserts that two forms of a page have the same words in the same order; says where they part.
pub(crate) fn say_the_same(one: &[String], other: &[String]) {
    let alike = zip(one, other).take_while(|(one, other)| one == other).count();
    let around = |words: &[String]| words[alike.saturating_sub(8)..words.len().min(alike + 8)].join(" ");
    assert!(one == other, "{}\nis not\n{}", around(one), around(other));
}

/// Leaves a page for `tests/pages/run`, which looks at it in a browser.
pub(crate) fn leave_page(name: &str, page: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{name}.html")), page).unwrap();
}
