//! The form of an age recipient: bech32 (BIP 173) with the checksum that finds every slip of up to four letters.
//!
//! It does not know keys: whether anybody can open what is written to a recipient cannot be seen from here.

use crate::files::toml::diagnostic::quote;

/// The letters of bech32, in the order of their values.
const LETTERS: &str = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// The factors of the checksum's polynomial.
const FACTORS: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];

/// How many letters follow `age1`: a key of 32 bytes in 52, the checksum in 6.
const AFTER_PREFIX: usize = 58;

/// What is wrong with a recipient.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Slip {
    /// It does not begin with `age1`.
    Prefix,
    /// It is the secret half.
    Secret,
    /// It belongs to a plugin, or to a kind of key that came later.
    Kind,
    /// It has capital letters, or letters that bech32 does not have.
    Letters,
    /// It is too short or too long.
    Length,
    /// A letter is not what it was.
    Checksum,
}

impl Slip {
    /// Says what is wrong with a recipient, and what to do; a secret is not repeated.
    pub(super) fn told(self, recipient: &str) -> (String, &'static str) {
        let make = "Write the line that age-keygen prints as \"Public key\"; it begins with age1.";
        let copy = "Copy it anew, whole and in small letters, from where age-keygen wrote it.";
        let recipient = quote(recipient);
        match self {
            Self::Secret => (
                "This is the secret half of a key, and it must not stand here.".into(),
                "Remove it. If others may read this file, make a new key. The public half, which age-keygen -y prints, \
             belongs here.",
            ),
            Self::Prefix => (format!("{recipient} is no age recipient."), make),
            Self::Kind => (
                format!(
                    "{recipient} belongs to a plugin of age or to another kind of key, which cannot be used here."
                ),
                make,
            ),
            Self::Letters => (format!("{recipient} has a letter that no recipient has."), copy),
            Self::Length => (format!("{recipient} is not as long as a recipient is, 62 letters."), copy),
            Self::Checksum => (format!("{recipient} has a slip in it: its checksum does not fit."), copy),
        }
    }
}

/// Says what is wrong with an age recipient, if anything is.
pub(super) fn slip(recipient: &str) -> Option<Slip> {
    if recipient.to_ascii_uppercase().contains("AGE-SECRET-KEY-") {
        return Some(Slip::Secret);
    }
    let Some(rest) = recipient.strip_prefix("age1") else { return Some(Slip::Prefix) };
    if rest.contains('1') {
        return Some(Slip::Kind);
    }
    let Some(values) = rest.chars().map(value).collect::<Option<Vec<u32>>>() else {
        return Some(Slip::Letters);
    };
    if values.len() != AFTER_PREFIX {
        return Some(Slip::Length);
    }
    let name = "age".bytes().map(u32::from);
    let high = name.clone().map(|byte| byte >> 5);
    let all = high.chain([0]).chain(name.map(|byte| byte & 31)).chain(values.iter().copied());
    // The last letter of the key holds four bits that mean nothing; the standard tool wants them to be 0.
    let padded = values.get(51).is_some_and(|last| last & 0b1111 == 0);
    (checksum(all) != 1 || !padded).then_some(Slip::Checksum)
}

fn value(letter: char) -> Option<u32> {
    LETTERS.chars().position(|known| known == letter).and_then(|at| u32::try_from(at).ok())
}

fn checksum(values: impl Iterator<Item = u32>) -> u32 {
    values.fold(1, |sum, value| {
        let top = sum >> 25;
        let next = ((sum & 0x01ff_ffff) << 5) ^ value;
        let factors = FACTORS.iter().enumerate().filter(|(bit, _)| top >> bit & 1 == 1);
        factors.fold(next, |sum, (_, factor)| sum ^ factor)
    })
}

#[cfg(test)]
mod tests {
    use super::{LETTERS, Slip, slip};

    /// From the README of the age tool.
    const GOOD: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    #[test]
    fn a_true_recipient_is_accepted() {
        assert_eq!(slip(GOOD), None);
        assert_eq!(slip("age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg"), None);
    }

    #[test]
    fn every_slip_of_one_letter_and_every_swap_is_found() {
        for at in 4..GOOD.len() {
            for letter in LETTERS.bytes().filter(|letter| *letter != GOOD.as_bytes()[at]) {
                let mut bytes = GOOD.as_bytes().to_vec();
                bytes[at] = letter;
                assert_eq!(slip(str::from_utf8(&bytes).unwrap()), Some(Slip::Checksum));
            }
            let mut bytes = GOOD.as_bytes().to_vec();
            bytes.swap(at, at - 1);
            let swapped = String::from_utf8(bytes).unwrap();
            assert!(swapped == GOOD || slip(&swapped).is_some(), "{swapped}");
        }
    }

    #[test]
    fn what_is_no_recipient_is_told_apart() {
        assert_eq!(slip("ssh-ed25519 AAAA"), Some(Slip::Prefix));
        assert_eq!(slip(""), Some(Slip::Prefix));
        assert_eq!(slip("AGE-SECRET-KEY-1QQQQ"), Some(Slip::Secret));
        assert_eq!(
            slip("age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t"),
            Some(Slip::Kind)
        );
        assert_eq!(slip(&GOOD.to_uppercase()), Some(Slip::Prefix));
        assert_eq!(slip(&GOOD.replace('q', "b")), Some(Slip::Letters));
        assert_eq!(slip(GOOD.trim_end_matches("8p")), Some(Slip::Length));
        assert_eq!(slip(&format!("{GOOD}q")), Some(Slip::Length));
    }
}
