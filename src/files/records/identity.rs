//! Reads the keys of an identity file, plain or locked with a passphrase.
//!
//! The formats are those of age. This module must not ask for a passphrase, or show anything of a key. Its messages are
//! our own: those of the age crate are translated by the environment, and could quote the file.

use super::encryption::{Keys, MAGIC, is_armored};
use crate::domain::silent::silent;
use crate::files::text_file;
use crate::files::toml::diagnostic::Diagnostics;
use age::armor::ArmoredReader;
use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, Decryptor, Identity, scrypt, x25519};
use std::fmt;
use std::io::{BufRead, Read};
use std::path::Path;

/// The most work that a passphrase may cost, as a power of two: 1 GiB of memory and some seconds. The tool `age` uses
/// 18. A file could ask for more than any machine has.
const MOST_WORK: u8 = 20;

/// An identity file.
#[derive(Debug)]
pub enum KeyFile {
    /// Its keys can be used.
    Open(Keys),
    /// Its keys are locked with a passphrase.
    Locked(LockedKeys),
}

/// Keys that are locked with a passphrase.
pub struct LockedKeys(Vec<u8>);

/// A passphrase, or another secret that somebody typed; it is wiped when it is dropped.
pub struct Passphrase(SecretString);

silent!(LockedKeys, Passphrase);

impl From<String> for Passphrase {
    fn from(typed: String) -> Self {
        Self(typed.into())
    }
}

impl Passphrase {
    /// Returns what was typed; it must not be shown or kept.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

/// Why an identity file cannot be used. It holds nothing of a key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyFault {
    /// It cannot be read: what is said of it, with its name.
    Unreadable(Diagnostics),
    /// There is no key in it.
    NoKey,
    /// This line, from 1, is not a key of age, or has a typing mistake in it.
    NotAKey(usize),
    /// This line has the public half, which opens nothing.
    PublicHalf(usize),
    /// This line has a key of another kind: of a plugin, of SSH, or one that came later.
    OtherKind(usize),
    /// It is an age file that is not locked with a passphrase.
    NotByPassphrase,
    /// The passphrase is another one.
    WrongPassphrase,
    /// Trying a passphrase would take more memory than anybody has.
    TooMuchWork,
    /// It is an age file that is damaged.
    Damaged,
}

impl KeyFault {
    /// Returns the advice for a person.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "",
            Self::WrongPassphrase => "Try it again. Without the passphrase nobody can use this key.",
            Self::TooMuchWork => "Lock it anew with the standard tool: age -d, and age -p.",
            Self::Damaged | Self::NotByPassphrase => "Name another copy of the identity file.",
            Self::NoKey | Self::NotAKey(_) | Self::PublicHalf(_) | Self::OtherKind(_) => {
                "Name the file that age-keygen wrote; a line of it begins with AGE-SECRET-KEY-1."
            }
        }
    }
}

impl std::error::Error for KeyFault {}

impl fmt::Display for KeyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => why.fmt(f),
            Self::NoKey => f.write_str("There is no key in this file."),
            Self::NotAKey(line) => {
                write!(f, "Line {line} is not a key of age, or has a typing mistake in it.")
            }
            Self::PublicHalf(line) => {
                write!(f, "Line {line} is the public half of a key, which opens nothing.")
            }
            Self::OtherKind(line) => {
                write!(
                    f,
                    "Line {line} has a key of SSH, of a plugin or of another kind, which cannot be used here."
                )
            }
            Self::NotByPassphrase => {
                f.write_str("This is an age file, and it is not locked with a passphrase.")
            }
            Self::WrongPassphrase => {
                f.write_str("The passphrase does not open this file, or the file is damaged.")
            }
            Self::TooMuchWork => {
                f.write_str("Trying a passphrase on this file would take too much memory and time.")
            }
            Self::Damaged => f.write_str("This is an age file, and it is damaged."),
        }
    }
}

impl KeyFile {
    /// Reads the identity file that somebody named: plain, or locked with a passphrase, in binary or in letters.
    ///
    /// # Errors
    /// See [`KeyFault`].
    pub fn read(path: &Path) -> Result<Self, KeyFault> {
        let bytes = text_file::read_named_bytes(path).map_err(KeyFault::Unreadable)?;
        if bytes.starts_with(MAGIC) || is_armored(&bytes) {
            let locked = LockedKeys(bytes);
            // The bound is checked before anybody types a passphrase for nothing.
            locked.lock()?;
            return Ok(Self::Locked(locked));
        }
        let text = str::from_utf8(&bytes).map_err(|_| KeyFault::NoKey)?;
        keys(text).map(Self::Open)
    }
}

impl LockedKeys {
    /// Opens the keys with a passphrase; this takes about a second.
    ///
    /// # Errors
    /// See [`KeyFault`].
    pub(crate) fn unlock(&self, passphrase: Passphrase) -> Result<Keys, KeyFault> {
        let mut identity = scrypt::Identity::new(passphrase.0);
        identity.set_max_work_factor(MOST_WORK);
        let reader = self.lock()?.decrypt(std::iter::once(&identity as &dyn Identity));
        let mut reader = reader.map_err(|error| match error {
            DecryptError::DecryptionFailed | DecryptError::NoMatchingKeys => KeyFault::WrongPassphrase,
            DecryptError::ExcessiveWork { .. } => KeyFault::TooMuchWork,
            _ => KeyFault::Damaged,
        })?;
        let mut text = String::new();
        reader.read_to_string(&mut text).map_err(|_| KeyFault::Damaged)?;
        let read = keys(&text);
        // The decrypted keys are wiped as soon as they are parsed.
        drop(SecretString::from(text));
        read
    }

    /// Reads the beginning of the file, and makes sure that a passphrase is what opens it.
    fn lock(&self) -> Result<Decryptor<impl BufRead + '_>, KeyFault> {
        let decryptor =
            Decryptor::new_buffered(ArmoredReader::new(self.0.as_slice())).map_err(|_| KeyFault::Damaged)?;
        if decryptor.is_scrypt() { Ok(decryptor) } else { Err(KeyFault::NotByPassphrase) }
    }
}

/// Reads the keys of an identity file, one a line; empty lines and remarks are passed over.
fn keys(text: &str) -> Result<Keys, KeyFault> {
    let lines = text.lines().map(str::trim).zip(1..);
    let written = lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
    let keys: Vec<_> = written.map(key).collect::<Result<_, _>>()?;
    if keys.is_empty() { Err(KeyFault::NoKey) } else { Ok(Keys(keys)) }
}

fn key((line, number): (&str, usize)) -> Result<x25519::Identity, KeyFault> {
    let other = ["ssh-", "-----BEGIN ", "AGE-PLUGIN-", "AGE-SECRET-KEY-PQ-"];
    line.parse().map_err(|_| match line {
        _ if line.starts_with("age1") => KeyFault::PublicHalf(number),
        _ if other.iter().any(|start| line.starts_with(start)) => KeyFault::OtherKind(number),
        _ => KeyFault::NotAKey(number),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::records::encryption::Recipients;
    use crate::files::records::encryption::tests::{locked, pair};
    use std::fs;
    use std::io::Write;

    const WORDS: &[u8] = b"a planted note";

    fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), bytes).unwrap();
        file
    }

    fn key_file(bytes: &[u8]) -> Result<KeyFile, KeyFault> {
        KeyFile::read(file(bytes).path())
    }

    #[test]
    fn an_identity_file_is_plain_or_locked_in_either_form() {
        let key = x25519::Identity::generate();
        let secret = key.to_string();
        let text =
            format!("# created: today\n# public key: {}\n{}\n", key.to_public(), secret.expose_secret());
        let sealed = Recipients(vec![key.to_public()]).seal(WORDS).unwrap();
        for text in [text.clone(), text.replace('\n', "\r\n"), format!("\n{text}\n")] {
            let Ok(KeyFile::Open(keys)) = key_file(text.as_bytes()) else { panic!("not open") };
            assert_eq!(keys.open(&sealed).as_deref(), Ok(WORDS));
        }
        let binary = locked("right words", text.as_bytes(), 2);
        let mut armored = Vec::new();
        let mut writer =
            age::armor::ArmoredWriter::wrap_output(&mut armored, age::armor::Format::AsciiArmor).unwrap();
        writer.write_all(&binary).unwrap();
        writer.finish().unwrap();
        for bytes in [binary, armored] {
            let Ok(KeyFile::Locked(locked)) = key_file(&bytes) else { panic!("not locked") };
            let wrong = locked.unlock(Passphrase::from("wrong words".to_owned()));
            assert_eq!(wrong.unwrap_err(), KeyFault::WrongPassphrase);
            let keys = locked.unlock(Passphrase::from("right words".to_owned())).unwrap();
            assert_eq!(keys.open(&sealed).as_deref(), Ok(WORDS));
        }
    }

    #[test]
    fn what_is_no_identity_file_is_told_apart_and_nothing_of_it_is_shown() {
        let key = x25519::Identity::generate();
        let secret = key.to_string().expose_secret().to_owned();
        let (rest, last) = secret.split_at(secret.len() - 1);
        let slip = format!("#\n{rest}{}", if last == "Q" { "P" } else { "Q" });
        for (text, fault) in [
            (String::new(), KeyFault::NoKey),
            ("# nothing\n\n".into(), KeyFault::NoKey),
            (slip, KeyFault::NotAKey(2)),
            ("planted".into(), KeyFault::NotAKey(1)),
            (format!("{secret}\nplanted"), KeyFault::NotAKey(2)),
            (key.to_public().to_string(), KeyFault::PublicHalf(1)),
            ("ssh-ed25519 planted".into(), KeyFault::OtherKind(1)),
            ("-----BEGIN OPENSSH PRIVATE KEY-----".into(), KeyFault::OtherKind(1)),
            ("AGE-PLUGIN-YUBIKEY-1QQ".into(), KeyFault::OtherKind(1)),
        ] {
            let found = key_file(text.as_bytes()).unwrap_err();
            assert_eq!(found, fault);
            assert!(!found.to_string().contains("planted") && !format!("{found:?}").contains("AGE-SECRET"));
        }
        assert_eq!(key_file(&[0xff, 0xfe, 0]).unwrap_err(), KeyFault::NoKey);
        let missing = KeyFile::read(Path::new("/nowhere/key.txt")).unwrap_err();
        assert!(missing.to_string().contains("no such file"), "{missing}");
        assert!(KeyFile::read(Path::new("/tmp")).unwrap_err().to_string().contains("folder"));
        assert!(!format!("{:?}", Keys(vec![key])).contains("AGE"));
    }

    #[test]
    fn a_locked_identity_file_that_is_not_as_it_was_is_an_error() {
        let passphrase = || Passphrase::from("words".to_owned());
        let try_it = |bytes: &[u8]| match key_file(bytes) {
            Ok(KeyFile::Locked(locked)) => locked.unlock(passphrase()).unwrap_err(),
            Ok(KeyFile::Open(_)) => panic!("it is open"),
            Err(fault) => fault,
        };
        assert_eq!(try_it(&locked("words", b"planted", 2)), KeyFault::NotAKey(1));
        let (recipients, _) = pair();
        // This is told before anybody is asked for a passphrase.
        assert_eq!(key_file(&recipients.seal(b"planted").unwrap()).unwrap_err(), KeyFault::NotByPassphrase);
        let whole = locked("words", x25519::Identity::generate().to_string().expose_secret().as_bytes(), 2);
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 1;
            try_it(&flipped);
            try_it(&whole[..at]);
        }
        // As much work as the header says, and more than anybody has: nothing is tried.
        let costly = String::from_utf8_lossy(&whole).replace(" 2\n", " 40\n");
        assert!(costly.contains(" 40\n"));
        let at = whole.windows(3).position(|bytes| bytes == b" 2\n").unwrap();
        let costly = [&whole[..at], b" 40\n", &whole[at + 3..]].concat();
        assert_eq!(try_it(&costly), KeyFault::TooMuchWork);
    }
}
