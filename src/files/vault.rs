//! Encrypts records to age recipients and opens them with the keys of an identity file.
//!
//! Every format here is that of age (age-encryption.org/v1): what is written can be opened without this program. It
//! reads no record, asks for no passphrase, and shows nothing of a key. Messages are our own: those of the crate are
//! translated by what the environment says, and may quote.

use super::diagnostic::Diagnostics;
use super::source;
use age::armor::ArmoredReader;
use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient, scrypt, x25519};
use std::fmt;
use std::io::{BufRead, ErrorKind, Read, Write};
use std::path::Path;

/// How an age file begins, and how one in letters does.
const MAGIC: &[u8] = b"age-encryption.org/";
const ARMOR: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";
/// The most work that a passphrase may cost, as a power of two: 1 GiB of memory and some seconds. The standard tool
/// writes 18.
const MOST_WORK: u8 = 20;
/// What encrypting may add to a record: headers of a hundred recipients, and a tag for each 64 KiB.
const OVERHEAD: usize = 64 * 1024;

/// The recipients that can open what is written.
#[derive(Clone)]
pub struct Recipients(Vec<x25519::Recipient>);

/// The keys of an identity file.
#[derive(Clone)]
pub struct Keys(Vec<x25519::Identity>);

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

macro_rules! silent {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    )+};
}

silent!(Recipients, Keys, LockedKeys, Passphrase);

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

impl Recipients {
    /// Takes recipients as settings have them; `None` if there is none, or one of them is no recipient.
    #[must_use]
    pub fn new(recipients: &[String]) -> Option<Self> {
        let all: Option<Vec<_>> = recipients.iter().map(|recipient| recipient.parse().ok()).collect();
        all.filter(|all| !all.is_empty()).map(Self)
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

/// Returns the largest file that something of so many bytes becomes.
#[must_use]
pub const fn most_sealed(plain: usize) -> usize {
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
    /// It is not as it was written.
    Damaged,
}

impl OpenFault {
    /// Says what to do now.
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
    /// Says whether one of these keys opens what is sealed for these recipients.
    #[must_use]
    pub fn are_among(&self, recipients: &Recipients) -> bool {
        let own = self.public_halves();
        recipients.0.iter().any(|recipient| own.contains(&recipient.to_string()))
    }

    /// Returns the public halves, as settings have them.
    #[must_use]
    pub fn public_halves(&self) -> Vec<String> {
        self.0.iter().map(|key| key.to_public().to_string()).collect()
    }

    /// Opens what was encrypted to one of these keys; whole, or not at all.
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

/// Says what is wrong with the beginning of a file, if anything is.
fn begins(sealed: &[u8]) -> Result<(), OpenFault> {
    match sealed {
        [] => Err(OpenFault::Empty),
        _ if sealed.starts_with(MAGIC) => header_is_short(sealed).then_some(()).ok_or(OpenFault::Damaged),
        _ if MAGIC.starts_with(sealed) => Err(OpenFault::Truncated),
        _ if is_armored(sealed) => Err(OpenFault::Armored),
        _ => Err(OpenFault::NotAge),
    }
}

/// Says whether the header ends where one of ours does: with more recipients, reading it could take for ever.
fn header_is_short(sealed: &[u8]) -> bool {
    sealed.get(..OVERHEAD).is_none_or(|start| start.windows(5).any(|five| five == b"\n--- "))
}

fn is_armored(bytes: &[u8]) -> bool {
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

/// Why an identity file cannot be used. It holds nothing of a key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyFault {
    /// It cannot be read: what is said of it, with its name.
    Unreadable(Diagnostics),
    /// There is no key in it.
    NoKey,
    /// This line, from 1, is not a key of age, or has a slip in it.
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
    /// Says what to do now.
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

impl fmt::Display for KeyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => why.fmt(f),
            Self::NoKey => f.write_str("There is no key in this file."),
            Self::NotAKey(line) => write!(f, "Line {line} is not a key of age, or has a slip in it."),
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
    /// Reads an identity file: plain, or locked with a passphrase, in binary or in letters.
    ///
    /// # Errors
    /// See [`KeyFault`].
    pub fn read(path: &Path) -> Result<Self, KeyFault> {
        let bytes = source::read_bytes(path).map_err(KeyFault::Unreadable)?;
        if bytes.starts_with(MAGIC) || is_armored(&bytes) {
            let locked = LockedKeys(bytes);
            // Before anybody is asked for a passphrase.
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
    pub fn unlock(&self, passphrase: Passphrase) -> Result<Keys, KeyFault> {
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
        // What was locked is wiped here, where it has been open.
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
    use age::secrecy::ExposeSecret;
    use std::fs;

    const WORDS: &[u8] = b"a planted note";

    fn pair() -> (Recipients, Keys) {
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
    fn locked(passphrase: &str, plain: &[u8], work: u8) -> Vec<u8> {
        let mut recipient = scrypt::Recipient::new(passphrase.to_owned().into());
        recipient.set_work_factor(work);
        age::encrypt(&recipient, plain).unwrap()
    }

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
