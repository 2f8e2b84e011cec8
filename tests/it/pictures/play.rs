//! Plays a scene: keys for the real program in a real pseudo-terminal, and the screens that come of them.

use crate::support::cast::Shown;
use crate::support::pty::Pty;
use crate::terminal::session::{PROGRAM, find, settled};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

/// A scene that is played.
pub(super) struct Play {
    /// What it is called.
    pub(super) title: &'static str,
    /// The command and its own options.
    pub(super) command: &'static [&'static str],
    pub(super) settings: &'static str,
    pub(super) size: (u16, u16),
    /// What is on the first screen.
    pub(super) begins: &'static str,
    pub(super) steps: Vec<Step>,
}

/// What somebody does, and what they see then.
pub(super) struct Step {
    act: Act,
    sees: String,
    /// For how many milliseconds they look at it.
    stands: u32,
}

enum Act {
    /// Keys, all at once.
    Press(String),
    /// A text, letter by letter.
    Write(&'static str),
    /// A finger on a text.
    Touch(&'static str),
}

/// How long a screen stands that is only passed.
pub(super) const GLANCE: u32 = 250;
/// How long a screen stands of which a few words are read.
pub(super) const LOOK: u32 = 1500;
/// How long a screen stands that is read.
pub(super) const READ: u32 = 3000;
/// From one letter to the next.
const LETTER: u32 = 70;

pub(super) fn press(keys: impl Into<String>, sees: impl Into<String>, stands: u32) -> Step {
    Step { act: Act::Press(keys.into()), sees: sees.into(), stands }
}

pub(super) fn write(text: &'static str, stands: u32) -> Step {
    Step { act: Act::Write(text), sees: String::new(), stands }
}

pub(super) fn touch(text: &'static str, sees: impl Into<String>, stands: u32) -> Step {
    Step { act: Act::Touch(text), sees: sees.into(), stands }
}

/// Plays a scene in a theme, and returns every screen of it.
///
/// A walkthrough shows whole minutes. Where the machine is so slow that the first one passes, it is played again.
pub(super) fn play(scene: &Play, theme: &str) -> Vec<Shown> {
    let shown = (0..3).map(|_| once(scene, theme));
    let in_time = |shown: &Vec<Shown>| !shown.iter().any(|one| one.screen.contents().contains("1 min"));
    shown.into_iter().find(in_time).expect("it can be played within a minute")
}

fn once(scene: &Play, theme: &str) -> Vec<Shown> {
    let site = tempfile::tempdir().unwrap();
    let settings = site.path().join("settings.toml");
    fs::write(&settings, scene.settings).unwrap();
    // A folder for the socket of a second screen is for one user alone.
    fs::set_permissions(site.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let (settings, site) = (settings.to_str().unwrap(), site.path().to_str().unwrap());
    // A kiosk tells on its standard error what staff have to know.
    let shell: &[&str] = &["-c", "exec \"$0\" \"$@\" 2>/dev/null", PROGRAM];
    let options: &[&str] = &["--settings", settings, "--lang", "en", "--theme", theme];
    let args = [shell, scene.command, options].concat();
    let pty = Pty::spawn(Path::new("/bin/sh"), &args, &[("XDG_RUNTIME_DIR", site)], scene.size);
    pty.wait_for_text(scene.begins);
    let mut shown = vec![Shown { screen: settled(&pty), stands: READ }];
    for step in &scene.steps {
        match &step.act {
            Act::Press(keys) => shown.push(after(&pty, keys, step)),
            Act::Touch(text) => {
                let (column, row) = find(&pty.screen(), text);
                let (column, row) = (column + 1, row + 1);
                let finger = format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m");
                shown.push(after(&pty, &finger, step));
            }
            Act::Write(text) => {
                for letter in text.chars() {
                    shown
                        .push(Shown { stands: LETTER, ..after(&pty, letter.encode_utf8(&mut [0; 4]), step) });
                }
                shown.last_mut().unwrap().stands = step.stands;
            }
        }
    }
    shown
}

/// Presses keys and waits until something was drawn for them, to its end, with the words that are seen then.
fn after(pty: &Pty, keys: &str, step: &Step) -> Shown {
    let before = pty.raw_len();
    pty.send(keys);
    let is_there =
        |screen: &vt100::Screen, raw: &[u8]| raw.len() > before && screen.contents().contains(&step.sees);
    pty.wait_for_both(is_there, &format!("{:?} after {keys:?}", step.sees));
    Shown { screen: settled(pty), stands: step.stands }
}
