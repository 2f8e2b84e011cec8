//! Signs and digits of other scripts, and their twins in ASCII: input methods and other layouts send them for the keys that
//! a screen names.
//!
//! It must not be asked where letters are text.

/// The zeros of scripts with digits of their own. The other nine follow each of them.
const ZEROS: [char; 27] = [
    '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}',
    '\u{c66}', '\u{ce6}', '\u{d66}', '\u{de6}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}', '\u{1090}',
    '\u{17e0}', '\u{1810}', '\u{1946}', '\u{19d0}', '\u{1a80}', '\u{1b50}', '\u{1bb0}', '\u{1c40}',
    '\u{a8d0}',
];

/// Returns the character of ASCII that stands for the same key; a character without one is its own twin.
#[must_use]
pub(crate) fn ascii_twin(typed: char) -> char {
    match typed {
        // The wide forms follow one another as those of ASCII do.
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(typed).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(typed)
        }
        '\u{a0}' | '\u{202f}' | '\u{3000}' => ' ',
        // Arabic, Greek, Armenian, Ethiopic, reversed, upside down, small.
        '\u{61f}' | '\u{37e}' | '\u{55e}' | '\u{1367}' | '\u{2e2e}' | '\u{bf}' | '\u{fe56}' => '?',
        // Armenian, upside down, small.
        '\u{55c}' | '\u{a1}' | '\u{fe57}' => '!',
        _ => digit(typed).unwrap_or(typed),
    }
}

fn digit(typed: char) -> Option<char> {
    let value = |zero: char| u32::from(typed).checked_sub(u32::from(zero)).filter(|value| *value < 10);
    ZEROS.into_iter().find_map(value).and_then(|value| char::from_digit(value, 10))
}
