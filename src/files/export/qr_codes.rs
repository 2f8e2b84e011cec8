//! Puts a text into QR codes that fit a screen, in numbered parts where one is not enough.
//!
//! ```
//! use stillpoint::files::export::qr_codes::{codes, fits};
//!
//! let text = "Talk to Ana on Sunday.\n".repeat(20);
//! assert!(!fits(&text, 0, 61, 1) && fits(&text, 0, 61, 3), "one small code is not enough");
//! let made = codes(&text, 0, 61, 3);
//! assert_eq!((made.codes.len(), made.left_out), (3, 0));
//! ```
//!
//! Each code begins with the number of its part, even a single one. So a reader sees whether the text is complete, and
//! no phone takes it for a link, a number or a contact. This module must not choose the text, or draw.

use crate::domain::answers::qr_symbol::{Code, QUIET};
use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};
use unicode_segmentation::UnicodeSegmentation;

/// The largest version there is.
const LARGEST: u16 = 40;

/// The number under which QR codes know UTF-8.
const UTF_8: u32 = 26;

/// The levels of error correction, the strongest first. The last one has the most room, so it decides whether a text
/// fits.
const LEVELS: [EcLevel; 4] = [EcLevel::H, EcLevel::Q, EcLevel::M, EcLevel::L];

/// A text in codes.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Coded {
    /// The codes in their order, all of one size.
    pub codes: Vec<Code>,
    /// How many bytes at the end of the text are in no code.
    pub left_out: usize,
}

/// Puts a text into codes of at most `most_modules` a side, the quiet zone counted, and at most `most_parts` of them.
///
/// Of the first `whole` bytes no line is cut. The rest is cut at the ends of lines or, if it does not fit so, also between words; a line with figures
/// or with an address in it stays whole, as half a telephone number helps nobody. The codes have the smallest size that holds every part, and the
/// strongest correction at it.
#[must_use]
pub fn codes(text: &str, whole: usize, most_modules: u16, most_parts: usize) -> Coded {
    let (parts, rest) = split_into_parts(text, whole, most_modules, most_parts);
    let marked = with_marks(&parts);
    let holds = |version: &u16| marked.iter().all(|part| capacity(*version, EcLevel::L, part) >= part.len());
    let version = (1..=largest(most_modules)).find(holds);
    let encoded = |(index, part): (usize, &String)| make_symbol(part, version?, index + 1, marked.len());
    match marked.iter().enumerate().map(encoded).collect() {
        Some(codes) => Coded { codes, left_out: rest.len() },
        None => Coded { codes: Vec::new(), left_out: text.len() },
    }
}

/// Says whether the whole of a text fits into such codes, cut as [`codes`] cuts it.
#[must_use]
pub fn fits(text: &str, whole: usize, most_modules: u16, most_parts: usize) -> bool {
    split_into_parts(text, whole, most_modules, most_parts).1.is_empty()
}

/// Returns how many bytes of any text one of so many codes of this size has room for, its number not counted.
#[must_use]
pub fn room(most_modules: u16, most_parts: usize) -> usize {
    // Letters beyond ASCII leave the least room.
    capacity(largest(most_modules), EcLevel::L, "ñ").saturating_sub(mark(most_parts, most_parts).len())
}

/// Returns the largest version whose symbol has room with its quiet zone; 0 if none has.
fn largest(most_modules: u16) -> u16 {
    // A symbol of version 1 is 21 modules wide, and each version adds four.
    (most_modules.saturating_sub(2 * QUIET + 17) / 4).min(LARGEST)
}

fn normal(version: u16) -> Version {
    Version::Normal(i16::try_from(version).unwrap_or_default())
}

/// Returns how many bytes of a text a version holds at a level of correction.
fn capacity(version: u16, level: EcLevel, text: &str) -> usize {
    // A segment begins with four bits for the mode and a count of bytes, which is longer from version 10 on.
    let header = if version < 10 { 12 } else { 20 };
    let encoding = if text.is_ascii() { 0 } else { 12 };
    let bits = if version == 0 { Ok(0) } else { Bits::new(normal(version)).max_len(level) };
    bits.unwrap_or_default().saturating_sub(header + encoding) / 8
}

/// Cuts a text into parts without their numbers. Also returns the rest that has no room.
fn split_into_parts(text: &str, whole: usize, most_modules: u16, most_parts: usize) -> (Vec<&str>, &str) {
    let widest_mark = mark(most_parts, most_parts).len();
    let room = capacity(largest(most_modules), EcLevel::L, text).saturating_sub(widest_mark);
    let lines = split(text, whole, room, most_parts, Break::Line);
    let words = split(text, whole, room, most_parts, Break::Word);
    // If the text has too little room either way, whole lines are better than cut ones.
    if words.1.is_empty() && !lines.1.is_empty() { words } else { lines }
}

/// The places at which a text may be cut, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    Line,
    Word,
    /// Between the words of a line in which there are figures or an address.
    Contact,
    /// Between two graphemes.
    Letter,
}

impl Break {
    /// Returns the kind of a cut behind this grapheme.
    fn after(grapheme: &str, contact: bool) -> Self {
        match grapheme {
            line if line.ends_with('\n') => Self::Line,
            blank if blank.chars().all(char::is_whitespace) => {
                if contact {
                    Self::Contact
                } else {
                    Self::Word
                }
            }
            _ => Self::Letter,
        }
    }
}

/// Cuts a text into at most `most` parts of at most `room` bytes each; a worse cut than `at` only where none is there.
fn split(text: &str, whole: usize, room: usize, most: usize, at: Break) -> (Vec<&str>, &str) {
    let (mut parts, mut rest) = (Vec::new(), text);
    while parts.len() < most && !rest.is_empty() {
        let still_whole = whole.saturating_sub(text.len() - rest.len());
        match rest.split_at_checked(cut(rest, still_whole, room, at)) {
            Some((part, after)) if !part.is_empty() => {
                parts.push(part);
                rest = after;
            }
            // Not even one grapheme has room: it may have a hundred accents. Without this the loop would not end.
            _ => break,
        }
    }
    (parts, rest)
}

/// Returns where the first part of a text ends.
fn cut(text: &str, whole: usize, room: usize, at: Break) -> usize {
    if text.len() <= room {
        return text.len();
    }
    let (mut found, mut end): (Option<(Break, usize)>, usize) = (None, 0);
    for line in text.split_inclusive('\n') {
        let contact = end < whole || line.chars().any(char::is_numeric) || has_address(line);
        for grapheme in line.graphemes(true) {
            end += grapheme.len();
            if end > room {
                return found.map_or(0, |(_, end)| end);
            }
            let kind = Break::after(grapheme, contact).max(at);
            if found.is_none_or(|(best, _)| kind <= best) {
                found = Some((kind, end));
            }
        }
    }
    end
}

/// Says whether a line holds an address: a dot between two letters.
fn has_address(line: &str) -> bool {
    let after = line.chars().skip(1).zip(line.chars().skip(2));
    line.chars()
        .zip(after)
        .any(|(one, (dot, next))| dot == '.' && one.is_alphabetic() && next.is_alphabetic())
}

fn mark(number: usize, of: usize) -> String {
    format!("{number}/{of} ")
}

fn with_marks(parts: &[&str]) -> Vec<String> {
    let numbered = parts.iter().enumerate();
    numbered.map(|(index, part)| mark(index + 1, parts.len()) + part).collect()
}

/// Makes the symbol of one part: one segment of bytes, so that no reader has to put several together.
fn make_symbol(part: &str, version: u16, number: usize, of: usize) -> Option<Code> {
    let level = LEVELS.into_iter().find(|level| capacity(version, *level, part) >= part.len())?;
    let mut bits = Bits::new(normal(version));
    if !part.is_ascii() {
        // The segment names its encoding. Without that readers guess, and some read the accents of Spanish as Chinese.
        bits.push_eci_designator(UTF_8).ok()?;
    }
    bits.push_byte_data(part.as_bytes()).ok()?;
    bits.push_terminator(level).ok()?;
    let symbol = QrCode::with_bits(bits, level).ok()?;
    let width = u16::try_from(symbol.width()).ok()?;
    let modules = symbol.into_colors().into_iter().map(|color| color == Color::Dark).collect();
    Code::new(width, modules, number, of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The side of the largest code on 23 rows of half blocks.
    const SMALL: u16 = 45;

    fn cuts(text: &str, most: usize) -> Vec<&str> {
        split_into_parts(text, 0, SMALL, most).0
    }

    #[test]
    fn each_version_holds_what_the_standard_says() {
        let held = [1, 5, 9, 10, 27, 40].map(|version| capacity(version, EcLevel::L, "plain"));
        assert_eq!(held, [17, 106, 230, 271, 1465, 2953]);
        assert_eq!((capacity(5, EcLevel::M, ""), capacity(0, EcLevel::L, "")), (84, 0));
        assert_eq!(capacity(5, EcLevel::L, "ñ"), 105, "the encoding is named");
    }

    #[test]
    fn a_code_and_its_quiet_zone_fit_the_room() {
        for most in 0..=200 {
            let Coded { codes, left_out } = codes("a few words of no weight", 0, most, 9);
            assert_eq!(codes.is_empty(), most < 29, "{most}");
            assert!(codes.iter().all(|code| code.width() + 2 * QUIET <= most), "{most}");
            assert_eq!(left_out == 0, most >= 29, "{most}");
        }
    }

    #[test]
    fn the_smallest_size_is_taken_and_the_strongest_correction_at_it() {
        let width = |length: usize| codes(&"a".repeat(length), 0, SMALL, 1).codes.first().map(Code::width);
        assert_eq!([13, 14, 28, 102].map(width), [Some(21), Some(25), Some(25), Some(37)]);
        assert_eq!(width(103), Some(37), "what does not fit is left out, not the code");
    }

    #[test]
    fn a_text_is_cut_at_lines_or_else_at_words_and_a_number_is_not_cut() {
        let lengths = |text: &str, most| cuts(text, most).iter().map(|part| part.len()).collect::<Vec<_>>();
        let line = "x".repeat(70);
        let lines = format!("{line}\n{line}\n{line}");
        assert_eq!(lengths(&lines, 3), [71, 71, 70]);
        let words = format!("{} {}\n{} {}", "x".repeat(50), "y".repeat(40), "z".repeat(8), "z".repeat(60));
        assert_eq!(lengths(&words, 2), [92, 69], "between lines, as it fits so");
        let words = format!("{words}\n{}", "v".repeat(36));
        assert_eq!(lengths(&words, 2), [101, 97], "between words, as it does not");
        let number = format!("{}\n{} 116 123", "x".repeat(60), "y".repeat(60));
        assert_eq!(lengths(&number, 2), [61, 68]);
        assert_eq!(lengths(&format!("{number}{}", "4".repeat(99)), 3), [61, 65, 102], "longer than a code");
        let address = format!("{} {}\n{} chat.example", "x".repeat(50), "y".repeat(40), "z".repeat(60));
        assert_eq!(lengths(&address, 2), [92, 73]);
        let two = format!("{}\n{} {}", "x".repeat(60), "y".repeat(35), "z".repeat(36));
        let parts = |whole| {
            split_into_parts(&two, whole, SMALL, 2).0.iter().map(|part| part.len()).collect::<Vec<_>>()
        };
        assert_eq!((parts(0), parts(two.len())), (vec![61, 72], vec![61, 72]), "lines, as they fit");
        let three = format!("{}\n{two}", "v".repeat(35));
        let first = |whole| split_into_parts(&three, whole, SMALL, 2).0[0].len();
        assert_eq!((first(0), first(three.len())), (97, 97));
        assert_eq!(lengths(&"z".repeat(150), 3), [102, 48]);
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let text = "line of some length\n".repeat(30);
        let Coded { codes, left_out } = codes(&text, 0, SMALL, 3);
        assert_eq!((codes.len(), left_out), (3, 15 * 20));
        assert_eq!(codes[1].part(), (2, 3));
        assert!(!fits(&text, 0, SMALL, 3) && fits(&text, 0, SMALL, 6));
        assert!(!fits("x", 0, SMALL, 0) && fits("", 0, 0, 0));
    }

    proptest! {
        #[test]
        fn parts_put_together_are_the_text(
            text in "(\\PC|[ \\na]){0,600}", most_modules in 29u16..80, most in 1usize..12,
        ) {
            let (parts, rest) = split_into_parts(&text, 0, most_modules, most);
            prop_assert_eq!(parts.concat() + rest, text.clone());
            prop_assert!(parts.len() <= most);
            let room = capacity(largest(most_modules), EcLevel::L, &text);
            prop_assert!(with_marks(&parts).iter().all(|part| part.len() <= room));
            prop_assert_eq!(rest.is_empty(), fits(&text, 0, most_modules, most));
            prop_assert!(rest.is_empty() || parts.len() == most || rest.graphemes(true).next().is_some_and(|g| g.len() + 4 > room.saturating_sub(4)));
        }

        #[test]
        fn no_letter_is_cut(text in "(👩‍👩‍👧|e\u{301}|🇪🇸|ñ| |\n){0,200}") {
            let (parts, rest) = split_into_parts(&text, 0, SMALL, 4);
            let whole: Vec<&str> = text.graphemes(true).collect();
            let cut: Vec<&str> = parts.iter().chain([&rest]).flat_map(|part| part.graphemes(true)).collect();
            prop_assert_eq!(whole, cut);
        }

        #[test]
        fn no_part_begins_as_something_that_a_phone_acts_on(
            scheme in "(?i)(https?:|tel:|sms:|smsto:|mailto:|wifi:|begin:|matmsg:|geo:|mecard:|www\\.|market:|otpauth:)",
            words in "[a-z:/.@0-9 \n]{0,200}", most in 1usize..4,
        ) {
            let text = format!("{scheme}{words}");
            let (parts, _) = split_into_parts(&text, 0, SMALL, most);
            for part in with_marks(&parts) {
                let mark: Vec<char> = part.chars().take(4).collect();
                prop_assert!(matches!(mark[..], ['1'..='9', '/', '1'..='9', ' ']), "{part}");
            }
        }
    }
}
