//! Names the fault of an age recipient, so that an author knows what to correct.
//!
//! The parser of age decides whether a text is a recipient. It does not say which letter or length is wrong, so this
//! module finds that out. It cannot know whether anybody has the key to a recipient, and must not look for keys.

use crate::files::toml::diagnostic::{quote, show_unsafe};
use age::x25519::Recipient;

/// How many letters a recipient has.
const LETTERS: usize = 62;

/// What is wrong with a recipient.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Slip {
    /// It does not begin with `age1`.
    Prefix,
    /// It is a secret key, not the public half.
    Secret,
    /// It is a key against quantum computers.
    PostQuantum,
    /// It is a key in a device, of the kind that age knows without a plugin.
    Tagged,
    /// It belongs to a plugin.
    Plugin,
    /// It has capital letters, or letters that no recipient has.
    Letters,
    /// It is too short or too long.
    Length,
    /// The checksum does not fit: some letter was changed.
    Checksum,
}

impl Slip {
    /// Returns the message and the advice for the fault. They do not repeat a secret key.
    pub(super) fn told(self, recipient: &str) -> (String, &'static str) {
        let make = "Write the line that age-keygen prints as \"Public key\"; it begins with age1.";
        let copy = "Copy it anew, whole and in small letters, from where age-keygen wrote it.";
        let plugin = kind_of(recipient);
        let recipient = quote(recipient);
        match self {
            Self::Secret => (
                "This is the secret half of a key, and it must not stand here.".into(),
                "Remove it. If others may read this file, make a new key. The public half, which age-keygen -y prints, \
             belongs here.",
            ),
            Self::Prefix => (format!("{recipient} is no age recipient."), make),
            Self::PostQuantum => (
                format!(
                    "{recipient} is a post-quantum key. This program encrypts to keys of the kind X25519 alone, and age \
                     does not mix the two in one file."
                ),
                "Make a key with age-keygen, without -pq, and write its public half: 62 letters, beginning with age1.",
            ),
            Self::Tagged => (
                format!(
                    "{recipient} is a key in a device. This program encrypts to keys of the kind X25519 alone."
                ),
                make,
            ),
            Self::Plugin => (
                format!(
                    "{recipient} is a key of the plugin age-plugin-{}. This program starts no plugins.",
                    show_unsafe(plugin.unwrap_or_default())
                ),
                make,
            ),
            Self::Letters => (format!("{recipient} has a letter that no recipient has."), copy),
            Self::Length => (format!("{recipient} is not as long as a recipient is, 62 letters."), copy),
            Self::Checksum => {
                (format!("{recipient} has a typing mistake in it: its checksum does not match."), copy)
            }
        }
    }
}

/// Says what is wrong with an age recipient, if anything is.
pub(super) fn slip(recipient: &str) -> Option<Slip> {
    if recipient.to_ascii_uppercase().contains("AGE-SECRET-KEY-") {
        return Some(Slip::Secret);
    }
    let Some(rest) = recipient.strip_prefix("age1") else { return Some(Slip::Prefix) };
    // The last letter has spare bits. The age crate ignores them, but age itself accepts only 0. Writing the recipient
    // back sets them to 0, so a recipient with other bits differs from its copy.
    if recipient.parse::<Recipient>().is_ok_and(|parsed| parsed.to_string() == recipient) {
        return None;
    }
    // A key of the usual length with a 1 in it is one that was copied by hand, an l read as a 1.
    let kind = kind_of(recipient).filter(|_| recipient.len() != LETTERS);
    Some(if let Some(kind) = kind {
        match kind {
            "pq" => Slip::PostQuantum,
            "tag" | "tagpq" => Slip::Tagged,
            _ => Slip::Plugin,
        }
    } else if rest.chars().any(is_no_letter) {
        Slip::Letters
    } else if recipient.len() != LETTERS {
        Slip::Length
    } else {
        Slip::Checksum
    })
}

/// Returns what stands between `age` and the last 1, as in `age1yubikey1…`: that is the kind of a key.
fn kind_of(recipient: &str) -> Option<&str> {
    recipient.strip_prefix("age1")?.rsplit_once('1').map(|(kind, _)| kind)
}

/// Says whether no recipient has this letter. Bech32 (BIP 173) leaves those out that look like others.
fn is_no_letter(letter: char) -> bool {
    !(letter.is_ascii_lowercase() || letter.is_ascii_digit()) || matches!(letter, '1' | 'b' | 'i' | 'o')
}

#[cfg(test)]
mod tests {
    use super::{Slip, slip};

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
            for letter in b"023456789acdefghjklmnpqrstuvwxyz"
                .iter()
                .copied()
                .filter(|letter| *letter != GOOD.as_bytes()[at])
            {
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
            Some(Slip::Plugin)
        );
        let told = |recipient: &str| slip(recipient).unwrap().told(recipient).0;
        let post_quantum = format!("age1pq1{}", "q".repeat(1952));
        assert_eq!(slip(&post_quantum), Some(Slip::PostQuantum));
        assert!(told(&post_quantum).contains("post-quantum") && told(&post_quantum).len() < 200);
        assert!(
            told("age1yubikey1qwt50d05nh5vutpdzmlg5wn80x")
                .contains("age-plugin-yubikey. This program starts no")
        );
        assert!(told("age1tag1qqq").contains("in a device") && !told("age1tag1qqq").contains("plugin"));
        assert!(told("age1fido2-hmac1qqq").contains("age-plugin-fido2-hmac"));
        assert_eq!(slip(&GOOD.replacen('l', "1", 1)), Some(Slip::Letters));
        assert_eq!(slip(&GOOD.to_uppercase()), Some(Slip::Prefix));
        assert_eq!(slip(&GOOD.replace('q', "b")), Some(Slip::Letters));
        assert_eq!(slip(GOOD.trim_end_matches("8p")), Some(Slip::Length));
        assert_eq!(slip(&format!("{GOOD}q")), Some(Slip::Length));
    }

    #[test]
    fn spare_bits_that_age_itself_refuses_are_found() {
        // The same key as above with one spare bit of its last letter set, and a checksum that fits.
        assert_eq!(
            slip("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9apxwfd6n"),
            Some(Slip::Checksum)
        );
    }
}
