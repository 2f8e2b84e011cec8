//! Reads what the header of a record tells without a key: for how many keys it is written, and of which kinds.
//!
//! A header of age does not say whose keys these are. So this module can tell that some recipient cannot open a record,
//! and never that all can.

use super::encryption::{Keys, OpenFault, begins, most_of_header};
use super::folder::{Listed, RecordStore, fault};
use crate::domain::faults::save::RecordFault;
use crate::domain::sanitize::sanitize;
use crate::files::disk::Folder;
use std::collections::BTreeSet;

/// The kind of the keys that this program writes for.
const OWN: &str = "X25519";

/// For which keys a file is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Header {
    /// How many keys of the kind that recipients of records have.
    pub own: usize,
    /// The kinds of all others.
    pub others: BTreeSet<String>,
}

impl Header {
    /// Reads the header at the beginning of a file.
    ///
    /// # Errors
    /// It is no age file, or ends too early.
    pub fn read(sealed: &[u8]) -> Result<Self, OpenFault> {
        begins(sealed)?;
        let mut header = Self { own: 0, others: BTreeSet::new() };
        let mut lines = sealed.split(|byte| *byte == b'\n').map(String::from_utf8_lossy);
        if lines.next().as_deref() != Some("age-encryption.org/v1") {
            return Err(OpenFault::LaterAge);
        }
        for line in lines {
            if line.starts_with("--- ") {
                return Ok(header);
            }
            let Some(kind) = line.strip_prefix("-> ").and_then(|stanza| stanza.split(' ').next()) else {
                continue;
            };
            match kind {
                OWN => header.own += 1,
                // Written so that readers learn to pass over what they do not know.
                kind if kind.ends_with("-grease") => {}
                kind => drop(header.others.insert(sanitize(kind).into_owned())),
            }
        }
        Err(OpenFault::Truncated)
    }

    /// Says why not everybody, or somebody else, can open this, as far as it can be known without a key.
    fn doubt(&self, recipients: usize) -> Option<String> {
        let others = self.others.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        if self.others.contains("scrypt") {
            return Some("locked with a passphrase: no recipient can open it".to_owned());
        }
        if self.own == 0 {
            return Some(format!("written for keys of another kind ({others}): no recipient can open it"));
        }
        let keys = if self.own == 1 { "1 key".to_owned() } else { format!("{} keys", self.own) };
        if self.own < recipients {
            let short = recipients - self.own;
            return Some(format!("written for {keys}: {short} or more of the recipients cannot open it"));
        }
        if !others.is_empty() {
            return Some(format!("written for a key of another kind too ({others})"));
        }
        (self.own > recipients).then(|| format!("written for {keys}: somebody else can open it too"))
    }
}

impl<F: Folder> RecordStore<F> {
    /// Lists the records that do not fit the recipients of today, each with the reason, as far as that can be known:
    /// from the header, and with `keys`, whether one of them opens it. The caller checks first whether a walkthrough
    /// runs.
    ///
    /// # Errors
    /// What the disk says.
    pub fn doubts(
        &self,
        recipients: usize,
        keys: Option<&Keys>,
    ) -> Result<Vec<(Listed, String)>, RecordFault> {
        let mut doubts = Vec::new();
        for listed in self.list()? {
            let Ok(file) = self.file_of(&listed.name) else { continue };
            let start = match self.folder.read(&file, most_of_header()) {
                Ok(start) => start,
                Err(error) => return Err(fault(&error)),
            };
            if let Some(reason) = doubt(&start, recipients, keys) {
                doubts.push((listed, reason));
            }
        }
        Ok(doubts)
    }
}

fn doubt(start: &[u8], recipients: usize, keys: Option<&Keys>) -> Option<String> {
    let unreadable = |fault: OpenFault| Some(format!("not readable: {fault}"));
    match Header::read(start) {
        Err(fault) => unreadable(fault),
        Ok(header) => header.doubt(recipients).or_else(|| match keys.map(|keys| keys.fit(start)) {
            Some(Err(OpenFault::WrongKey)) => Some("your key does not open it".to_owned()),
            Some(Err(fault)) => unreadable(fault),
            _ => None,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::records::encryption::Recipients;
    use crate::files::records::encryption::tests::{locked, pair};

    fn told(sealed: &[u8], recipients: usize, keys: Option<&Keys>) -> String {
        doubt(sealed, recipients, keys).unwrap_or_default()
    }

    #[test]
    fn what_a_header_tells_is_said_and_nothing_that_it_does_not_tell() {
        let ((mine, my_keys), (theirs, _), (_, strangers)) = (pair(), pair(), pair());
        let both = Recipients([mine.0.clone(), theirs.0].concat());
        let (one, two) = (mine.seal(b"words").unwrap(), both.seal(b"words").unwrap());
        assert_eq!(told(&one, 1, None), "", "whose key it is cannot be known");
        assert_eq!(told(&one, 1, Some(&my_keys)), "");
        assert_eq!(told(&one, 1, Some(&strangers)), "your key does not open it");
        assert_eq!(told(&one, 3, None), "written for 1 key: 2 or more of the recipients cannot open it");
        assert_eq!(told(&two, 2, Some(&my_keys)), "");
        assert_eq!(told(&two, 1, Some(&my_keys)), "written for 2 keys: somebody else can open it too");
        assert!(told(&locked("words", b"", 2), 1, None).contains("passphrase"));
        assert!(told(&one[..40], 1, None).contains("ends too early"));
        assert!(told(b"PK", 1, None).contains("not an age file"));
    }

    #[test]
    fn keys_of_other_kinds_are_named_and_what_is_only_there_to_be_passed_over_is_not() {
        let header = |stanzas: &str| format!("age-encryption.org/v1\n{stanzas}--- mac\n").into_bytes();
        let x = "-> X25519 abc\nbody\n";
        let ssh = "-> ssh-ed25519 abc def\nbody\n";
        assert!(told(&header(ssh), 1, None).contains("another kind (ssh-ed25519): no recipient can"));
        assert!(told(&header(&[x, ssh].concat()), 1, None).contains("another kind too (ssh-ed25519)"));
        assert_eq!(told(&header(&[x, "-> 8]a-grease x\nbody\n"].concat()), 1, None), "");
        assert!(!told(&header("-> \u{1b}[2J x\nbody\n"), 1, None).contains('\u{1b}'));
    }
}
