//! Checks, hashes and verifies the staff's PIN.
//!
//! This module must not put a PIN into a message. It wipes a typed PIN, but cannot wipe what the hashing leaves in
//! memory. It counts no wrong tries; [`pin_attempts`](crate::files::kiosk::pin_attempts) does.

use crate::domain::site::PinHash;
use crate::files::records::identity::Passphrase;
use crate::shell::terminal::passphrase::{self, Question};
use crate::shell::world::error::{AnyError, Failure};
use crate::shell::world::output::write;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use rustix::io::Errno;
use rustix::rand::{GetRandomFlags, getrandom};
use std::fmt;
use std::io::Write;
use std::ops::RangeInclusive;

/// How many digits a PIN has.
const DIGITS: RangeInclusive<usize> = 4..=12;

/// The cost of trying a PIN: the least that OWASP's Password Storage Cheat Sheet calls enough (19 MiB, 2 rounds, 1 lane).
const MEMORY_KIB: u32 = 19_456;
const ROUNDS: u32 = 2;
const LANES: u32 = 1;

/// The bytes of a salt, as RFC 9106 recommends.
const SALT: usize = 16;

/// PINs that are tried early and have no rule of their own: columns of a keypad, doubled runs, years of a millennium.
const FAMOUS: [&str; 8] = ["2580", "0852", "1122", "112233", "123321", "1004", "2000", "2001"];

/// The fault of a PIN that cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PinFault {
    /// It is not 4 to 12 digits.
    Form,
    /// It is one of those that everybody tries first.
    TriedFirst,
}

impl std::error::Error for PinFault {}

impl fmt::Display for PinFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "A PIN has 4 to 12 digits, 0 to 9, and nothing else.",
            Self::TriedFirst => {
                "This PIN is among those that everybody tries first: one digit all along, digits in a row, \
                 or a short part over and over."
            }
        })
    }
}

/// Checks that a text can be used as a PIN.
///
/// # Errors
/// Why it cannot.
pub(crate) fn usable(pin: &str) -> Result<(), PinFault> {
    let digits: Option<Vec<u32>> = pin.chars().map(|c| c.to_digit(10)).collect();
    match digits {
        Some(digits) if DIGITS.contains(&digits.len()) => {
            if is_tried_first(pin, &digits) {
                Err(PinFault::TriedFirst)
            } else {
                Ok(())
            }
        }
        _ => Err(PinFault::Form),
    }
}

/// Says whether a PIN is one of those that people try first: repeated and counting digits, years, columns of a keypad.
/// After 9 comes 0, as on a keypad.
fn is_tried_first(pin: &str, digits: &[u32]) -> bool {
    let all =
        |step: u32| digits.windows(2).all(|pair| matches!(pair, [one, next] if (one + step) % 10 == *next));
    let repeats = |part: usize| {
        digits.len().is_multiple_of(part) && digits.iter().zip(digits.iter().skip(part)).all(|(a, b)| a == b)
    };
    [0, 1, 9].into_iter().any(all) || (1..=digits.len() / 2).any(repeats) || FAMOUS.contains(&pin)
}

/// Says whether a PIN is the one that was hashed. The comparison takes the same time wherever the hashes differ.
///
/// It takes as long and as much memory as the hash asks for, and says no where that memory cannot be had.
#[must_use]
pub fn verify(pin: &str, hash: &PinHash) -> bool {
    Argon2::default().verify_password(pin.as_bytes(), hash.expose()).is_ok()
}

/// Hashes a PIN with a new salt.
///
/// # Errors
/// The system has no random bytes, or no memory for it.
pub fn hash(pin: &str) -> Result<PinHash, Failure> {
    let salt = random_salt().map_err(not_hashed)?;
    let params = Params::new(MEMORY_KIB, ROUNDS, LANES, None).map_err(not_hashed)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let phc = argon2.hash_password_with_salt(pin.as_bytes(), &salt).map_err(not_hashed)?;
    Ok(PinHash::new(phc.to_string()))
}

fn not_hashed(cause: impl Into<AnyError>) -> Failure {
    Failure::new("The PIN could not be hashed").caused_by(cause).hint("Try again after a restart.")
}

/// Returns random bytes of the system. The first 256 are never given in parts (getrandom(2)).
fn random_salt() -> Result<[u8; SALT], Errno> {
    let mut salt = [0; SALT];
    match getrandom(&mut salt, GetRandomFlags::empty())? {
        SALT => Ok(salt),
        _ => Err(Errno::IO),
    }
}

/// Asks twice for a PIN and prints its hash; what to do with it goes to `err`.
///
/// # Errors
/// There is no terminal, or what was typed cannot be used, or the second is another one.
pub(in crate::shell) fn set(out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    let pin = ask("New PIN for the staff, 4 to 12 digits (nothing is shown): ")?;
    usable(pin.expose()).map_err(not_made)?;
    let again = ask("The same PIN once more: ")?;
    if pin.expose() != again.expose() {
        return Err(not_made("The two PINs are not the same."));
    }
    passphrase::as_usual();
    let hashed = hash(pin.expose())?;
    write(out, &format!("{}\n", hashed.expose()))?;
    write(err, WHAT_NOW)
}

fn not_made(why: impl Into<AnyError>) -> Failure {
    Failure::new(why).hint("Nothing was made. Run the command again.")
}

fn ask(prompt: &str) -> Result<Passphrase, Failure> {
    passphrase::unseen(Question {
        prompt: prompt.to_owned(),
        no_terminal: "There is no terminal to ask for the PIN.".to_owned(),
        unread: "The PIN could not be asked for".to_owned(),
    })
}

/// The remark beside the hash.
const WHAT_NOW: &str = "
This is the hash of the PIN. Put it between quotation marks into the settings file of the kiosk:

[kiosk]
pin_hash = \"$argon2id$...\"

Then verify the file: stillpoint check FILE. A short PIN can be found out by trying whoever can read its hash: let
nobody read that file but the user of the kiosk.
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::settings::reader;

    #[test]
    fn a_pin_opens_its_own_hash_and_no_other_does() {
        let hashed = hash("83914").unwrap();
        assert!(verify("83914", &hashed));
        for wrong in ["", "8391", "83915", "083914", "83914 ", "８３９１４"] {
            assert!(!verify(wrong, &hashed), "{wrong:?}");
        }
        assert_ne!(hash("83914").unwrap(), hashed, "each has a salt of its own");
    }

    #[test]
    fn settings_take_the_hash_as_it_is_printed_and_find_it_strong_enough() {
        let text = format!("[kiosk]\npin_hash = \"{}\"\n", hash("83914").unwrap().expose());
        assert!(text.contains("$argon2id$v=19$m=19456,t=2,p=1$"), "{text}");
        let site = reader::parse("site.toml", &text).unwrap();
        assert!(verify("83914", site.kiosk.pin_hash.as_ref().unwrap()));
        let advice = reader::advice("site.toml", &text, &site, (None, None), None);
        assert!(advice.0.iter().all(|one| !one.to_string().contains("hash")), "{advice:?}");
    }

    #[test]
    fn hashes_of_the_reference_implementation_and_of_other_costs_are_verified_too() {
        // echo -n 83914 | argon2 somesalt12345678 -id -t 3 -k 256 -e, and with -t 2 -k 1024 -p 4 -l 24.
        for phc in [
            "$argon2id$v=19$m=256,t=3,p=1$c29tZXNhbHQxMjM0NTY3OA$o8sK0YLVCwI5qP4r9u3ocZ17MUBI+EXWCLn5X7CBQjc",
            "$argon2id$v=19$m=1024,t=2,p=4$b3RoZXJzYWx0$DETiKh7oY3FHqvAuCBEM7Yampj/9xIZz",
        ] {
            let hashed = PinHash::new(phc.into());
            assert!(verify("83914", &hashed) && !verify("83915", &hashed), "{phc}");
        }
    }

    #[test]
    fn what_is_no_hash_opens_to_nobody() {
        for phc in ["", "$", "83914", "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NQ"] {
            assert!(!verify("83914", &PinHash::new(phc.into())), "{phc}");
            assert!(!verify("", &PinHash::new(phc.into())), "{phc}");
        }
    }

    #[test]
    fn pins_that_everybody_tries_first_are_refused() {
        for pin in [
            "0000",
            "7777",
            "999999999999",
            "1234",
            "0123",
            "123456",
            "7890",
            "8901",
            "4321",
            "9876",
            "3210",
            "1098",
            "1212",
            "6969",
            "123123",
            "12341234",
            "2580",
            "1122",
            "123321",
            "2000",
        ] {
            assert_eq!(usable(pin), Err(PinFault::TriedFirst), "{pin}");
        }
        for pin in ["4711", "1235", "1243", "83914", "12346", "121213", "0001", "839147265018"] {
            assert_eq!(usable(pin), Ok(()), "{pin}");
        }
    }

    #[test]
    fn anything_but_4_to_12_digits_is_no_pin() {
        for pin in
            ["", "1", "839", "8391472650183", "83 14", "8391a", "-8391", "８３９１", "8391\u{1b}", " 83914"]
        {
            assert_eq!(usable(pin), Err(PinFault::Form), "{pin:?}");
        }
    }
}
