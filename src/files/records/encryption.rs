//! Encrypts records to age recipients and opens them with keys.
//!
//! The format is that of age (age-encryption.org/v1), so that people can open a record without this program. This
//! module must not look into a record or read a key file. Its messages are our own: those of the age crate are
//! translated by the environment, and could quote the file.

use crate::domain::silent::silent;
use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient, x25519};
use std::fmt;
use std::io::{ErrorKind, Read, Write};

/// The beginnings of an age file in binary and in letters.
pub(super) const MAGIC: &[u8] = b"age-encryption.org/";
const ARMOR: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";
/// The most bytes that encryption adds to a record: the headers of a hundred recipients, and a tag for each 64 KiB.
const OVERHEAD: usize = 64 * 1024;

/// The recipients that can open what is written.
#[derive(Clone)]
pub struct Recipients(pub(super) Vec<x25519::Recipient>);

/// The keys of an identity file.
#[derive(Clone)]
pub struct Keys(pub(super) Vec<x25519::Identity>);

silent!(Recipients, Keys);

impl Recipients {
    /// Takes recipients as settings have them; `None` if there is none, or one of them is no recipient.
    #[must_use]
    pub fn new(recipients: &[String]) -> Option<Self> {
        let all: Option<Vec<_>> = recipients.iter().map(|recipient| recipient.parse().ok()).collect();
        all.filter(|all| !all.is_empty()).map(Self)
    }

    /// Returns how many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Encrypts to every recipient; `None` if it cannot be done, which nothing but a fault of the system explains.
    #[must_use]
    pub fn seal(&self, plain: &[u8]) -> Option<Vec<u8>> {
        let recipients = self.0.iter().map(|recipient| recipient as &dyn Recipient);
        let mut sealed = Vec::with_capacity(plain.len() + OVERHEAD);
        let mut writer = Encryptor::with_recipients(recipients).ok()?.wrap_output(&mut sealed).ok()?;
        writer.write_all(plain).ok()?;
        writer.finish().ok()?;
        Some(sealed)
    }
}

/// Returns the size of the largest file that so many bytes can become.
#[must_use]
pub(crate) const fn most_sealed(plain: usize) -> usize {
    plain + plain / 1024 + OVERHEAD
}

/// Why a file could not be opened. It holds nothing of the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpenFault {
    /// There is nothing in it.
    Empty,
    /// It is no age file.
    NotAge,
    /// It is an age file in letters.
    Armored,
    /// It is in a later format of age.
    LaterAge,
    /// It is locked with a passphrase, not to recipients.
    Passphrase,
    /// None of the keys opens it.
    WrongKey,
    /// It ends too early.
    Truncated,
    /// It was changed after it was written.
    Damaged,
}

impl OpenFault {
    /// Returns the advice for a person.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::WrongKey => {
                "Name the file with the key that belongs to one of the recipients in your settings."
            }
            Self::Armored => "Turn it into a binary age file: age -d, and age -r without -a.",
            Self::LaterAge => "Open it with a later version of age.",
            Self::Passphrase => {
                "Open it with age -d, and encrypt it to the recipients in your settings with age -r."
            }
            Self::Empty | Self::NotAge | Self::Truncated | Self::Damaged => {
                "Nothing of it was changed. Put back a copy of this file, if you have one."
            }
        }
    }
}

impl std::error::Error for OpenFault {}

impl fmt::Display for OpenFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "The file is empty.",
            Self::NotAge => "This is not an age file, or its beginning is damaged.",
            Self::Armored => "This is an age file in letters (armored), and a record is a binary one.",
            Self::LaterAge => {
                "This is an age file of a later format than version 1, or its beginning is damaged."
            }
            Self::Passphrase => "This file is locked with a passphrase; a record is encrypted to recipients.",
            Self::WrongKey => {
                "None of your keys opens this file: it was written for other ones, or its header is damaged."
            }
            Self::Truncated => "The file is damaged: it ends too early.",
            Self::Damaged => "The file is damaged: it is not as it was written, or it ends too early.",
        })
    }
}

impl Keys {
    /// Says whether one of these keys opens what is encrypted to these recipients.
    #[must_use]
    pub(crate) fn are_among(&self, recipients: &Recipients) -> bool {
        let own = self.public_halves();
        recipients.0.iter().any(|recipient| own.contains(&recipient.to_string()))
    }

    /// Returns the public halves, as settings have them.
    #[must_use]
    pub(crate) fn public_halves(&self) -> Vec<String> {
        self.0.iter().map(|key| key.to_public().to_string()).collect()
    }

    /// Returns these keys and others.
    #[must_use]
    pub(crate) fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// Says whether one of these keys opens what begins so; the rest is not looked at.
    ///
    /// # Errors
    /// Why none does.
    pub(super) fn fit(&self, start: &[u8]) -> Result<(), OpenFault> {
        let decryptor = Decryptor::new_buffered(start).map_err(|error| why(&error))?;
        let keys = self.0.iter().map(|key| key as &dyn Identity);
        decryptor.decrypt(keys).map(drop).map_err(|error| why(&error))
    }

    /// Decrypts bytes that were encrypted to one of these keys, as a whole or not at all.
    ///
    /// # Errors
    /// See [`OpenFault`].
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, OpenFault> {
        begins(sealed)?;
        let decryptor = Decryptor::new_buffered(sealed).map_err(|error| why(&error))?;
        if decryptor.is_scrypt() {
            return Err(OpenFault::Passphrase);
        }
        let keys = self.0.iter().map(|key| key as &dyn Identity);
        let mut reader = decryptor.decrypt(keys).map_err(|error| why(&error))?;
        let mut plain = Vec::with_capacity(sealed.len());
        reader.read_to_end(&mut plain).map_err(|_| OpenFault::Damaged)?;
        Ok(plain)
    }
}

/// Returns how many bytes from the beginning of a file hold its header, and what an attempt to open it needs.
pub(super) const fn most_of_header() -> usize {
    OVERHEAD + 64
}

/// Checks the beginning of a file, and returns the fault if there is one.
pub(super) fn begins(sealed: &[u8]) -> Result<(), OpenFault> {
    match sealed {
        [] => Err(OpenFault::Empty),
        _ if sealed.starts_with(MAGIC) => header_is_short(sealed).then_some(()).ok_or(OpenFault::Damaged),
        _ if MAGIC.starts_with(sealed) => Err(OpenFault::Truncated),
        _ if is_armored(sealed) => Err(OpenFault::Armored),
        _ => Err(OpenFault::NotAge),
    }
}

/// Says whether the header is no longer than one of ours. A made-up header of any length would keep the age crate busy
/// for ever.
fn header_is_short(sealed: &[u8]) -> bool {
    sealed.get(..OVERHEAD).is_none_or(|start| start.windows(5).any(|five| five == b"\n--- "))
}

pub(super) fn is_armored(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(ARMOR)
}

fn why(error: &DecryptError) -> OpenFault {
    match error {
        DecryptError::NoMatchingKeys => OpenFault::WrongKey,
        DecryptError::UnknownFormat => OpenFault::LaterAge,
        DecryptError::Io(error) if error.kind() == ErrorKind::UnexpectedEof => OpenFault::Truncated,
        _ => OpenFault::Damaged,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    const WORDS: &[u8] = b"a planted note";

    pub(in crate::files) fn pair() -> (Recipients, Keys) {
        let key = x25519::Identity::generate();
        (Recipients(vec![key.to_public()]), Keys(vec![key]))
    }

    #[test]
    fn any_of_several_recipients_opens_and_nobody_else() {
        let ((mine, my_keys), (theirs, their_keys), (_, strangers)) = (pair(), pair(), pair());
        let both = Recipients([mine.0, theirs.0].concat());
        for plain in [&b""[..], WORDS, &vec![7; 200_000]] {
            let sealed = both.seal(plain).unwrap();
            assert!(sealed.len() <= most_sealed(plain.len()));
            assert_eq!(my_keys.open(&sealed).as_deref(), Ok(plain));
            assert_eq!(their_keys.open(&sealed).as_deref(), Ok(plain));
            assert_eq!(strangers.open(&sealed), Err(OpenFault::WrongKey));
        }
    }

    #[test]
    fn recipients_are_taken_whole_or_not_at_all() {
        let good = x25519::Identity::generate().to_public().to_string();
        assert!(Recipients::new(std::slice::from_ref(&good)).is_some());
        assert!(Recipients::new(&[]).is_none());
        assert!(Recipients::new(&[good, "age1no".into()]).is_none());
    }

    #[test]
    fn a_flipped_bit_anywhere_is_an_error() {
        let (recipients, keys) = pair();
        let sealed = recipients.seal(WORDS).unwrap();
        for at in 0..sealed.len() {
            for bit in 0..8 {
                let mut flipped = sealed.clone();
                flipped[at] ^= 1 << bit;
                let fault = keys.open(&flipped);
                assert!(fault.is_err(), "bit {bit} of byte {at}");
            }
        }
    }

    #[test]
    fn a_cut_or_a_longer_file_is_an_error_at_every_length() {
        let (recipients, keys) = pair();
        for plain in [WORDS.to_vec(), vec![1; 64 * 1024], vec![1; 2 * 64 * 1024 + 1]] {
            let sealed = recipients.seal(&plain).unwrap();
            let near = |at: &usize| *at < 600 || *at + 40 > sealed.len() || at.is_multiple_of(997);
            for at in (0..sealed.len()).filter(near) {
                assert!(keys.open(&sealed[..at]).is_err(), "cut at {at}");
            }
            for more in [&b"\0"[..], b"\n", &sealed, &vec![0; 64 * 1024 + 16]] {
                assert!(keys.open(&[&sealed, more].concat()).is_err());
            }
        }
        let sealed = recipients.seal(WORDS).unwrap();
        assert_eq!(keys.open(&[]), Err(OpenFault::Empty));
        for at in [1, 10, 19, 30, 100, 150] {
            assert_eq!(keys.open(&sealed[..at]), Err(OpenFault::Truncated), "{at}");
        }
    }

    #[test]
    fn files_of_other_kinds_are_told_apart() {
        let (recipients, keys) = pair();
        assert_eq!(keys.open(b"PK\x03\x04 an archive"), Err(OpenFault::NotAge));
        assert_eq!(keys.open(b"{\"format\": 1}"), Err(OpenFault::NotAge));
        assert_eq!(keys.open(b"age-encryption.org/v2\n"), Err(OpenFault::LaterAge));
        let armored = age::encrypt_and_armor(&recipients.0[0], WORDS).unwrap();
        assert_eq!(keys.open(armored.as_bytes()), Err(OpenFault::Armored));
        assert_eq!(keys.open(&locked("passphrase", WORDS, 2)), Err(OpenFault::Passphrase));
        let many = "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n";
        let endless = format!("age-encryption.org/v1\n{}", many.repeat(1000));
        assert_eq!(keys.open(endless.as_bytes()), Err(OpenFault::Damaged));
        for fault in [OpenFault::Empty, OpenFault::NotAge, OpenFault::WrongKey, OpenFault::Damaged] {
            assert!(fault.to_string().ends_with('.') && fault.hint().ends_with('.'), "{fault}");
        }
    }

    /// Locks something with a passphrase, at little cost.
    pub(in crate::files) fn locked(passphrase: &str, plain: &[u8], work: u8) -> Vec<u8> {
        let mut recipient = age::scrypt::Recipient::new(passphrase.to_owned().into());
        recipient.set_work_factor(work);
        age::encrypt(&recipient, plain).unwrap()
    }
}
