//! The fuzzing targets over their seeds, and over 20,000 inputs made from them by a fixed generator.

use crate::support::patch::patched;
use std::fs;
use std::path::{Path, PathBuf};
use stillpoint::files::content::builtin::{ENGLISH, LANGUAGES};

#[path = "../../fuzz/targets.rs"]
mod targets;

/// Inputs made from the seeds of all targets together.
const MADE: usize = 20_000;

/// Pieces of the formats, which break more than single bytes do.
const PIECES: [&[u8]; 19] = [
    b"[kiosk]\n",
    b"pin_hash = \"$argon2id$v=19$m=8,t=1,p=1$",
    b"age1",
    b"[[items]]\n",
    b"[",
    b"]",
    b"{",
    b"}",
    b"\"",
    b"'''",
    b"\"\"\"",
    b" = ",
    b"{ any = [",
    b"\xff",
    b"\x1b[2J",
    "\u{202e}".as_bytes(),
    b"\0",
    b"18446744073709551616",
    b"\\u0000",
];

/// A target and what it is fed from.
type Fed = (fn(&[u8]), Vec<Vec<u8>>);

/// A small generator (xorshift), so that every run makes the same inputs.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, app: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(app.max(1)).unwrap()).unwrap()
    }
}

/// Every file below a folder of the tests that ends so.
fn seeds(folder: &str, ending: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content").join(folder);
    let paths = ["valid", "invalid"].into_iter().flat_map(|kind| files(&folder.join(kind), ending));
    paths.map(|path| fs::read(path).unwrap()).collect()
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|found| found == ending)).collect();
    paths.sort();
    paths
}

/// The shipped languages, and the English one with each fault of the tests.
fn languages() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content/languages");
    let patches = files(&folder, "patch").into_iter();
    let faulty = patches.map(|path| patched(ENGLISH, &fs::read_to_string(path).unwrap()));
    LANGUAGES.iter().map(|(_, text)| (*text).to_owned()).chain(faulty).map(String::into_bytes).collect()
}

/// Changes a seed in one to eight places: a byte, a piece put in, a stretch taken out or doubled.
fn changed(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.roll(8) {
        let at = dice.roll(bytes.len() + 1);
        let end = (at + dice.roll(40)).min(bytes.len());
        match dice.roll(4) {
            0 if at < bytes.len() => bytes[at] = u8::try_from(dice.roll(256)).unwrap(),
            1 => {
                bytes.drain(at..end);
            }
            2 => {
                let stretch = bytes[at..end].to_vec();
                bytes.splice(at..at, stretch);
            }
            _ => {
                bytes.splice(at..at, PIECES[dice.roll(PIECES.len())].iter().copied());
            }
        }
    }
    bytes
}

#[test]
fn no_input_made_from_the_seeds_ends_a_loader_or_acts_on_a_terminal() {
    let targets: [Fed; 5] = [
        (targets::questionnaire, seeds("", "toml")),
        (targets::response, seeds("answers", "json")),
        (targets::wording, languages()),
        (targets::translation, seeds("translations", "toml")),
        (targets::settings, seeds("settings", "toml")),
    ];
    let mut dice = Dice(0x5eed);
    for (target, seeds) in &targets {
        assert!(!seeds.is_empty());
        seeds.iter().for_each(|seed| target(seed));
    }
    for _ in 0..MADE {
        let (target, seeds) = &targets[dice.roll(targets.len())];
        target(&changed(&seeds[dice.roll(seeds.len())], &mut dice));
    }
}
