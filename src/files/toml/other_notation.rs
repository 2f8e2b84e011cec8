//! Recognizes what people write who know another notation than TOML, or whose editor changes quotation marks.
//!
//! It must not follow brackets or texts: the module `syntax` says where a statement begins.

/// What is wrong, and what to do.
pub(super) type MessageAndAdvice = (&'static str, &'static str);

/// The quotation marks that an editor for letters writes in place of straight ones.
const CURLY: [char; 9] = ['“', '”', '„', '‟', '‘', '’', '‚', '«', '＂'];

/// Characters without a width.
const UNSEEN: [char; 4] = ['\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}'];

/// The most characters of a statement that are looked at.
const LONGEST: usize = 100;

/// A remark as other languages have it.
pub(super) const REMARK: MessageAndAdvice = ("A remark cannot begin like this.", "Put # before a remark.");

/// The message of [`quotation_inside`].
pub(super) const ENDS_THE_TEXT: &str = "The quotation mark before this ends the text.";

/// Says whether a value begins with a curly quotation mark.
pub(super) fn begins_curly(value: &str) -> bool {
    value.starts_with(CURLY)
}

/// Says that a text was ended by a quotation mark that is part of it, if the fault is right behind that mark.
pub(super) fn quotation_inside(before: &str, next: char) -> Option<MessageAndAdvice> {
    let message = ENDS_THE_TEXT;
    match before.chars().next_back().filter(|_| next.is_alphanumeric())? {
        '"' => Some((message, "Write a quotation mark that belongs to the text as \\\".")),
        '\'' => Some((message, "Put a text with an apostrophe in it between double quotation marks: \"…\".")),
        _ => None,
    }
}

/// Says which character cannot stand here, if it is one that is not seen: a control character, or a blank that is no space.
pub(super) fn stray(next: char, in_text: bool) -> Option<(String, &'static str)> {
    let number = u32::from(next);
    if next.is_control() && !matches!(next, '\n' | '\r' | '\t') {
        return Some((format!("The control character U+{number:04X} stands here."), "Remove it."));
    }
    let is_blank = !next.is_ascii() && (next.is_whitespace() || UNSEEN.contains(&next)) && !in_text;
    let message = format!("A blank that is no space stands here (U+{number:04X}).");
    is_blank.then_some((message, "Write a space in its place, or remove it."))
}

/// Says what cannot stand behind a value: a remark of another notation or, where the value is over, a sign at the end of its
/// line.
pub(super) fn behind_a_value(rest: &str, is_over: bool) -> Option<MessageAndAdvice> {
    let behind = rest.strip_prefix([',', ';']).filter(|_| is_over);
    let next = |behind: &str| behind.chars().take(LONGEST).find(|c| !matches!(c, ' ' | '\t' | '\r'));
    let ends_line = behind.is_some_and(|behind| matches!(next(behind), None | Some('\n' | '#')));
    let message = "This sign at the end of the line is one too many.";
    remark(rest).or(ends_line.then_some((message, "Remove it.")))
}

fn remark(rest: &str) -> Option<MessageAndAdvice> {
    rest.starts_with("//").then_some(REMARK)
}

/// Says what is wrong with a statement without an equals sign: it is a remark, or has a colon in the place of that sign.
pub(super) fn key_or_remark(statement: &str) -> Option<MessageAndAdvice> {
    let mut rest = statement.chars().take(LONGEST).skip_while(|c| c.is_whitespace()).peekable();
    let of_a_key = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_' | '"');
    if rest.peek() == Some(&'/') {
        return (rest.nth(1) == Some('/')).then_some(REMARK);
    }
    rest.peek().filter(|first| of_a_key(first))?;
    let behind = rest.skip_while(of_a_key).find(|c| *c != ' ');
    let message = "A colon cannot stand between a key and its value.";
    (behind == Some(':')).then_some((message, "Write key = value."))
}

/// Says that a text of one line is not closed.
pub(super) fn not_closed(written: &str) -> MessageAndAdvice {
    let ends_curly = written.trim_end_matches([' ', ',', ']', '}']).ends_with(CURLY);
    let curly = "It ends with a curly quotation mark. Write a straight one: \"";
    ("This text is not closed.", if ends_curly { curly } else { "Add the closing quotation mark." })
}
