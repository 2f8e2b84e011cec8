//! A place in which the commands of one page are run: a folder like a clone, a home of its own, and nothing else that
//! could be written to.

use super::{PROGRAM, blocks, paper, root};
use crate::support::pty::Pty;
use age::secrecy::ExposeSecret;
use rustix::process::Signal;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The name of the record that the pages speak of.
const RECORD: &str = "stillpoint counselor --record \"Maple 7\"";

/// The programs that are run. Another one could change the machine on which the tests are.
const HARMLESS: [&str; 6] = ["stillpoint", "age", "age-keygen", "chmod", "lp", "mkdir"];

/// What a full screen shows when it is there, and what ends it.
enum Ending {
    /// Hides everything, then leaves.
    Leaves(&'static [(&'static str, &'static str)]),
    /// Ends by a signal, as nobody leaves a kiosk by a key.
    Terminates(&'static str),
}

pub(super) struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    /// Makes a folder with the examples of the repository, as a clone has them.
    pub(super) fn new() -> Self {
        let sandbox = Self { folder: tempfile::tempdir().unwrap() };
        for place in ["work", "home", "run", "bin", "etc/stillpoint"] {
            fs::create_dir_all(sandbox.at(place)).unwrap();
        }
        fs::set_permissions(sandbox.at("run"), fs::Permissions::from_mode(0o700)).unwrap();
        copy(&root().join("examples"), &sandbox.at("work/examples"));
        fs::copy(root().join("packaging/kiosk/settings.toml"), sandbox.at("etc/stillpoint/settings.toml"))
            .unwrap();
        // A printer that takes the page, and complains if there is none.
        sandbox.program("lp", "test -n \"$(cat)\"");
        sandbox
    }

    fn at(&self, place: &str) -> PathBuf {
        self.folder.path().join(place)
    }

    fn program(&self, name: &str, script: &str) {
        let path = self.at("bin").join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Returns the variables that a command sees.
    fn variables(&self) -> Vec<(&'static str, String)> {
        let of_program = Path::new(PROGRAM).parent().unwrap();
        let path =
            format!("{}:{}:/usr/local/bin:/usr/bin:/bin", self.at("bin").display(), of_program.display());
        vec![
            ("PATH", path),
            ("HOME", self.at("home").display().to_string()),
            ("XDG_RUNTIME_DIR", self.at("run").display().to_string()),
            ("LANG", "en_US.UTF-8".to_owned()),
        ]
    }

    /// Runs a line of a page as a shell does, in a folder of the clone. It has to end well.
    #[expect(clippy::print_stderr, reason = "whoever runs the tests is told what was not run")]
    pub(super) fn run(&self, line: &str, folder: &str) {
        let without_remark = line.split(" # ").next().unwrap();
        let commands = without_remark.split(['|', ';', '&']).filter_map(|command| {
            command.split_whitespace().find(|word| !word.contains('=') || word.starts_with('-'))
        });
        for program in commands {
            assert!(HARMLESS.contains(&program), "{line}\n{program} is not run here: see not_run.rs");
        }
        if uses_age(line) && !has_age() {
            eprintln!("not run here, because age is not installed: {line}");
            return;
        }
        self.prepare(line);
        let line = line.replace("/etc/stillpoint/", &format!("{}/", self.at("etc/stillpoint").display()));
        let folder = self.at("work").join(folder);
        match ending(&line) {
            Some(ending) => self.on_full_screen(&line, &folder, &ending),
            None => self.in_shell(&line, &folder),
        }
    }

    fn in_shell(&self, line: &str, folder: &Path) {
        let mut shell = Command::new("sh");
        shell.args(["-c", line]).env_clear().envs(self.variables()).current_dir(folder);
        let output = shell.stdin(Stdio::null()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && !said.contains("error"), "{line}\n{said}");
    }

    fn on_full_screen(&self, line: &str, folder: &Path, ending: &Ending) {
        let script = format!("cd '{}' && exec env {line}", folder.display());
        let variables = self.variables();
        let variables: Vec<(&str, &str)> =
            variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let pty = Pty::spawn(Path::new("/bin/sh"), &["-c", &script], &variables, (100, 30));
        let sees = |words: &str| {
            pty.wait_for(|screen| screen.contents().contains(words), &format!("{words:?} after: {line}"));
        };
        match ending {
            Ending::Leaves(steps) => {
                for (words, keys) in *steps {
                    sees(words);
                    pty.send(keys);
                }
                assert_eq!(pty.wait_exit().code(), Some(0), "{line}\n{}", pty.text());
            }
            Ending::Terminates(words) => {
                sees(words);
                pty.signal(Signal::TERM);
                assert_eq!(pty.wait_exit().code(), Some(143), "{line}\n{}", pty.text());
            }
        }
    }

    /// Does what a reader does by hand before a line, as the pages tell them to.
    fn prepare(&self, line: &str) {
        let settings = self.at("home/.config/stillpoint/settings.toml");
        let is_of_records = line.starts_with("stillpoint records");
        if line.contains("--identity old-key.txt") {
            fs::rename(self.at("home/.config/stillpoint/key.txt"), self.at("work/old-key.txt")).unwrap();
            fs::remove_file(&settings).unwrap();
        }
        if (is_of_records || line.contains("--record ")) && !settings.exists() {
            self.set_up_records(&settings);
        }
        let record = self.at("home/.config/stillpoint/records/Maple 7.age");
        if is_of_records && !record.exists() {
            self.run(RECORD, "");
            assert!(record.exists(), "a walkthrough with a client who agrees keeps a record");
        }
    }

    /// Writes the settings that docs/counselor.md shows, with the public half of the key that is there, or of a new one.
    fn set_up_records(&self, settings: &Path) {
        fs::create_dir_all(settings.parent().unwrap()).unwrap();
        let key = settings.with_file_name("key.txt");
        if !key.exists() {
            let made = age::x25519::Identity::generate();
            let public = format!("# public key: {}", made.to_public());
            fs::write(&key, format!("{public}\n{}\n", made.to_string().expose_secret())).unwrap();
        }
        let written = fs::read_to_string(key).unwrap();
        let public = written.lines().find_map(|line| line.strip_prefix("# public key: ")).unwrap();
        let shown = blocks(&paper("docs/counselor.md"), "toml").concat();
        let (before, rest) = shown.split_once("[\"age1").unwrap();
        let (_, after) = rest.split_once('"').unwrap();
        fs::write(settings, format!("{before}[\"{public}\"{after}")).unwrap();
    }
}

/// Says whether a line calls the standard tool for encrypted files. `.ci/run` installs it; where it is missing, the key is made here.
fn uses_age(line: &str) -> bool {
    line.split([' ', ';', '&', '|']).any(|word| matches!(word, "age" | "age-keygen"))
}

fn has_age() -> bool {
    ["/usr/local/bin", "/usr/bin"].iter().any(|folder| Path::new(folder).join("age-keygen").exists())
}

/// Says how a line that takes the full screen, or asks at a terminal, is ended; nothing for any other line.
fn ending(line: &str) -> Option<Ending> {
    const HIDE: &str = "\x03";
    let words: Vec<&str> =
        line.split_whitespace().skip_while(|word| word.contains('=') && !word.starts_with('-')).collect();
    if words.first() != Some(&"stillpoint") {
        return None;
    }
    let has = |option: &str| words.contains(&option);
    // Lines from a file come to an end by themselves.
    if has("--plain") && has("<") {
        return None;
    }
    match words.get(1).copied().filter(|word| !word.starts_with(['-', '#', '<'])) {
        _ if has("--help") || has("--version") => None,
        Some("kiosk") if has("--set-pin") => {
            Some(Ending::Leaves(&[("PIN", "839147\r"), ("once more", "839147\r")]))
        }
        Some("kiosk") => Some(Ending::Terminates("Touch here to begin")),
        Some("display") => Some(Ending::Leaves(&[("F4", "q")])),
        Some("check") if has("--watch") => Some(Ending::Leaves(&[("q ", "q")])),
        Some("counselor") if has("--record") => Some(Ending::Leaves(&[
            ("Before you begin", "\r"),
            ("The client agrees", "\r"),
            ("saved ", HIDE),
            ("Enter", HIDE),
        ])),
        // Lines stay in sight, so the one is waited for that only a hidden session says.
        None | Some("counselor") if line.contains("--plain") || line.contains("ACCESSIBLE") => {
            Some(Ending::Leaves(&[("Ctrl-C", HIDE), ("Enter: come back", HIDE)]))
        }
        None | Some("counselor") => Some(Ending::Leaves(&[("Ctrl-C", HIDE), ("Enter", HIDE)])),
        Some(_) => None,
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}
