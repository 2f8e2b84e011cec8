//! Recognizes what people write who know another notation than TOML, or whose editor changes quotation marks.
//!
//! It must not follow brackets or texts: the module `syntax` says where a statement begins.

/// What is wrong, and what to do.
pub(super) type MessageAndAdvice = (&'static str, &'static str);

/// The quotation marks that an editor for letters writes in place of straight ones.
const CURLY: [char; 8] = ['“', '”', '„', '‟', '‘', '’', '‚', '«'];

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

/// Says what a remark should begin with, if one begins here.
pub(super) fn remark(rest: &str) -> Option<MessageAndAdvice> {
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
