//! Prints a page with the command of the settings.
//!
//! The page must go only to the standard input of the command: not into a file, an argument, a variable or a message,
//! where others could read it. No shell runs in between. This module cannot see what the command does with the page.

use crate::domain::faults::print::PrintFault;
use crate::domain::sanitize::sanitize;
use crate::files::content::builtin;
use crate::files::export::printed;
use crate::shell::world::clock;
use crate::shell::world::own_program;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, ioctl_fionbio, ioctl_fionread};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process_group, pidfd_open};
use std::collections::BTreeSet;
use std::io::{self, ErrorKind, PipeReader, PipeWriter, Write, pipe};
use std::os::fd::OwnedFd;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

/// How long a command may take. Handing a page to a spooler takes a second; a person does not wait much longer.
pub const LIMIT: Duration = Duration::from_secs(30);

/// The PATH of the command, whatever PATH the program has.
const PATH: &str = "/usr/local/bin:/usr/bin:/bin";

/// Prints a text, and returns when the command has ended.
///
/// The command has an environment of PATH and LANG alone, writes to nobody, and none of the files that this program has
/// open. It is in a process group of its own; when it has ended, or has taken longer than `limit`, all that is left of
/// that group is killed. Printed means that it ended with 0 and had read all of the text.
///
/// # Errors
/// Why it is not printed. Something may have been, if the command had begun.
pub fn print(command: &[String], text: &str, limit: Duration) -> Result<(), PrintFault> {
    let deadline = clock::up().saturating_add(limit);
    let (reader, writer) = pipe().map_err(|error| other(&error))?;
    let stdin = reader.try_clone().map_err(|error| other(&error))?;
    let running = RunningCommand { command: start(command, stdin)?, over: false };
    let unwritten = running.feed(Some(writer), text.as_bytes(), deadline)?;
    running.outcome(unwritten, &reader)
}

/// Starts a keeper: this program as a process of its own that prints what its standard input holds, and ends with 0 if
/// that is printed. Whoever starts it may end at once.
///
/// All of the text is in the pipe before the keeper begins, and the keeper never reads it. So neither a process that
/// ends nor the keeper holds the page.
///
/// # Errors
/// What the system says, or that the text is larger than a pipe: 64 KiB, which are a few dozen pages.
pub(super) fn start_keeper(command: &[String], text: &str) -> io::Result<Child> {
    let (reader, mut writer) = pipe()?;
    ioctl_fionbio(&writer, true)?;
    writer.write_all(text.as_bytes())?;
    drop(writer);
    let mut keeper = own_program::again();
    keeper.args(["kiosk", "--child", "printer", "--"]).args(command);
    keeper.stdin(reader).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0).spawn()
}

/// Keeps a command that prints: starts it on this process's own standard input, and waits for it.
///
/// # Errors
/// Why it is not printed.
pub(super) fn keep(command: &[String], limit: Duration) -> Result<(), PrintFault> {
    let deadline = clock::up().saturating_add(limit);
    let input = || rustix::stdio::stdin().try_clone_to_owned().map(PipeReader::from);
    let (reader, stdin) = (input().map_err(|error| other(&error))?, input().map_err(|error| other(&error))?);
    let running = RunningCommand { command: start(command, stdin)?, over: false };
    let unwritten = running.feed(None, &[], deadline)?;
    running.outcome(unwritten, &reader)
}

/// Returns a page with which staff see whether the printer prints all there is to print: who printed it, how wide a page
/// is by the settings, and every letter outside ASCII that the texts of the program have.
#[must_use]
pub(crate) fn test_page(clinic: Option<&str>, width: usize) -> String {
    let ruler: String = "1234567890".chars().cycle().take(width).collect();
    let others = builtin::LANGUAGES.iter().chain(builtin::TRANSLATIONS).map(|(_, text)| *text);
    let texts = [builtin::QUESTIONS].into_iter().chain(others);
    let letters: BTreeSet<char> = texts.flat_map(str::chars).filter(|c| !c.is_ascii()).collect();
    let letters: Vec<char> = letters.into_iter().collect();
    let rows: Vec<String> = letters
        .chunks(width / 2)
        .map(|row| row.iter().map(char::to_string).collect::<Vec<_>>().join(" "))
        .collect();
    let name = format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let head = [Some(name), clinic.map(str::to_owned)];
    let parts = head.into_iter().flatten().chain([ruler, rows.join("\n")]);
    printed::page(&parts.collect::<Vec<_>>().join("\n\n"), width)
}

/// Starts the command in a process group of its own. It inherits no open file, because the program opens each with
/// `O_CLOEXEC`.
fn start(command: &[String], stdin: PipeReader) -> Result<Child, PrintFault> {
    let (program, arguments) = command.split_first().ok_or(PrintFault::NoCommand)?;
    Command::new(program)
        .args(arguments)
        .env_clear()
        .env("PATH", PATH)
        .env("LANG", "C.UTF-8")
        .current_dir("/")
        .stdin(stdin)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .map_err(|error| match error.kind() {
            ErrorKind::NotFound => PrintFault::NotFound,
            ErrorKind::PermissionDenied => PrintFault::NoPermission,
            _ => other(&error),
        })
}

/// A command that was started; its group is killed and it is waited for when this is dropped.
struct RunningCommand {
    command: Child,
    over: bool,
}

impl RunningCommand {
    /// Hands the text over as the command takes it, until the command ends. Returns how many bytes it did not take.
    ///
    /// The program holds the reading end of the pipe as well. So a command that closes its end causes no SIGPIPE; it just
    /// takes no more.
    fn feed(&self, writer: Option<PipeWriter>, text: &[u8], deadline: Duration) -> Result<usize, PrintFault> {
        let ended = self.ended().map_err(|error| other(&error))?;
        if let Some(writer) = &writer {
            ioctl_fionbio(writer, true).map_err(|error| other(&error.into()))?;
        }
        let (mut open, mut left) = (writer, text);
        loop {
            let Some(rest) = deadline.checked_sub(clock::up()).filter(|rest| !rest.is_zero()) else {
                return Err(PrintFault::TookTooLong);
            };
            // A command that reads to the end waits until our end of the pipe is closed.
            if left.is_empty() {
                open = None;
            }
            if wait(&ended, open.as_ref(), rest).map_err(|error| other(&error))? {
                return Ok(left.len());
            }
            if let Some(writer) = open.as_mut() {
                left = left.get(written(writer, left)?..).unwrap_or_default();
            }
        }
    }

    /// Returns what came of a command that has ended.
    fn outcome(mut self, unwritten: usize, reader: &PipeReader) -> Result<(), PrintFault> {
        let status = self.end().map_err(|error| other(&error))?;
        match (status.code(), status.signal()) {
            (Some(0), _) if unwritten > 0 || is_anything_left(reader) => Err(PrintFault::NotRead),
            (Some(0), _) => Ok(()),
            (Some(status), _) => Err(PrintFault::Ended(status)),
            (None, signal) => Err(PrintFault::Killed(signal.unwrap_or_default())),
        }
    }

    /// Returns what can be polled for the end of the command.
    fn ended(&self) -> io::Result<OwnedFd> {
        Ok(pidfd_open(Pid::from_child(&self.command), PidfdFlags::empty())?)
    }

    /// Kills all that is left of the group and returns how the command ended.
    ///
    /// The group is killed before the command is waited for, because after that another group may get its number.
    fn end(&mut self) -> io::Result<ExitStatus> {
        self.over = true;
        let _ = kill_process_group(Pid::from_child(&self.command), Signal::KILL);
        self.command.wait()
    }
}

impl Drop for RunningCommand {
    fn drop(&mut self) {
        // After waiting, its number may belong to another process.
        if !self.over {
            let _ = self.end();
        }
    }
}

/// Waits until the command has ended or takes more, for so long at most. Says whether it has ended.
fn wait(ended: &OwnedFd, open: Option<&PipeWriter>, rest: Duration) -> io::Result<bool> {
    let mut fds = vec![PollFd::new(ended, PollFlags::IN)];
    fds.extend(open.map(|writer| PollFd::new(writer, PollFlags::OUT)));
    let rest = Timespec::try_from(rest).map_err(io::Error::other)?;
    match poll(&mut fds, Some(&rest)) {
        Ok(_) | Err(Errno::INTR) => Ok(fds.first().is_some_and(|fd| !fd.revents().is_empty())),
        Err(error) => Err(error.into()),
    }
}

/// Writes what the pipe takes now, and returns how much that was.
fn written(writer: &mut PipeWriter, text: &[u8]) -> Result<usize, PrintFault> {
    match writer.write(text) {
        Ok(count) => Ok(count),
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => Ok(0),
        Err(error) => Err(other(&error)),
    }
}

/// Says whether the pipe still holds bytes. The command has ended, so nobody will read them.
fn is_anything_left(reader: &PipeReader) -> bool {
    ioctl_fionread(reader).is_ok_and(|bytes| bytes > 0)
}

fn other(error: &io::Error) -> PrintFault {
    PrintFault::Other(sanitize(&error.to_string()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    /// What stands on a page in these tests.
    const PAGE: &str = "What to bring up\n\n- sleep, for months: \u{201c}since spring\u{201d} ● ñ\n";

    /// Longer than any wait of a test; what is to be cut off is cut off at `BRIEF`.
    const LONG: Duration = Duration::from_secs(60);
    const BRIEF: Duration = Duration::from_millis(300);

    /// More than a pipe holds.
    fn thick() -> String {
        PAGE.repeat(20_000)
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    /// Prints by a script for the shell, in which $1 is a folder of the test.
    fn by(script: &str, folder: &Path, text: &str, limit: Duration) -> Result<(), PrintFault> {
        print(&words(&["/bin/sh", "-c", script, "printer", &folder.display().to_string()]), text, limit)
    }

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    /// Says whether a process runs; one that has ended and was not waited for does not.
    fn runs(pid: &str) -> bool {
        let stat = fs::read_to_string(format!("/proc/{}/stat", pid.trim())).unwrap_or_default();
        stat.rsplit(") ").next().is_some_and(|state| !state.is_empty() && !state.starts_with(['Z', 'X']))
    }

    #[test]
    fn a_page_arrives_whole_however_long_it_is() {
        for page in [PAGE.to_owned(), thick(), String::new()] {
            let folder = folder();
            assert_eq!(by("cat > \"$1/page\"", folder.path(), &page, LONG), Ok(()));
            assert!(fs::read_to_string(folder.path().join("page")).unwrap() == page);
        }
    }

    #[test]
    fn the_command_is_a_list_of_words_and_no_shell_reads_it() {
        let folder = folder();
        let at = folder.path().join("$(id) * ; \"quoted\" page").display().to_string();
        assert_eq!(print(&words(&["tee", "--", &at]), PAGE, LONG), Ok(()));
        assert_eq!(fs::read_to_string(at).unwrap(), PAGE);
    }

    #[test]
    fn it_gets_path_and_lang_and_nothing_else_of_ours() {
        let folder = folder();
        let script = "out=$(readlink /proc/$$/fd/1 /proc/$$/fd/2); cat >/dev/null; /usr/bin/env -0 -u PWD -u SHLVL -u OLDPWD -u _ > \"$1/env\"; pwd > \"$1/pwd\"; \
                      echo \"$out\" > \"$1/out\"; \
                      ps -o pgid= -p $$ > \"$1/group\"; echo $$ > \"$1/pid\"";
        assert_eq!(by(script, folder.path(), PAGE, LONG), Ok(()));
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        let env = read("env");
        let mut env: Vec<&str> = env.split_terminator('\0').collect();
        env.sort_unstable();
        assert_eq!(env, ["LANG=C.UTF-8", "PATH=/usr/local/bin:/usr/bin:/bin"]);
        assert_eq!(read("out"), "/dev/null\n/dev/null\n");
        assert_eq!(read("pwd"), "/\n");
        assert_eq!(read("group").trim(), read("pid").trim(), "it leads a group of its own");
    }

    #[test]
    fn none_of_the_files_that_we_have_open_is_open_in_it() {
        let folder = folder();
        let _ours = fs::File::create(folder.path().join("ours")).unwrap();
        let _pair = std::os::unix::net::UnixStream::pair().unwrap();
        let _pipe = pipe().unwrap();
        let script = "for fd in /proc/$$/fd/*; do readlink \"$fd\"; done > \"$1/fds\"; cat >/dev/null";
        assert_eq!(by(script, folder.path(), PAGE, LONG), Ok(()));
        let open = fs::read_to_string(folder.path().join("fds")).unwrap();
        // Whoever started these tests may have left files open in them, and so in every program that they start.
        let of_whoever_started_us: Vec<String> = inherited();
        let strange: Vec<&str> = open
            .lines()
            .filter(|name| !name.ends_with("/fds") && *name != "/dev/null")
            .filter(|name| !of_whoever_started_us.iter().any(|known| known == name))
            .collect();
        assert!(matches!(strange.as_slice(), [stdin] if stdin.starts_with("pipe:")), "{open}");
    }

    /// The files that are open in this process and stay so in those that it starts.
    fn inherited() -> Vec<String> {
        let mut names = Vec::new();
        for entry in fs::read_dir("/proc/self/fdinfo").unwrap() {
            let entry = entry.unwrap();
            let info = fs::read_to_string(entry.path()).unwrap_or_default();
            let flags = info.lines().find_map(|line| line.strip_prefix("flags:")).unwrap_or("0").trim();
            if i64::from_str_radix(flags, 8).unwrap_or_default() & 0o2_000_000 == 0 {
                let name = fs::read_link(format!("/proc/self/fd/{}", entry.file_name().display()));
                names.extend(name.ok().map(|name| name.display().to_string()));
            }
        }
        names
    }

    #[test]
    fn a_command_that_is_not_there_or_may_not_be_run_is_told_apart() {
        let folder = folder();
        let plain = folder.path().join("plain");
        fs::write(&plain, "#!/bin/sh\n").unwrap();
        for (command, fault) in [
            (words(&[]), PrintFault::NoCommand),
            (words(&["no-such-printer-command"]), PrintFault::NotFound),
            (words(&["/no/such/command"]), PrintFault::NotFound),
            (words(&[&plain.display().to_string()]), PrintFault::NoPermission),
            (words(&[&folder.path().display().to_string()]), PrintFault::NoPermission),
        ] {
            assert_eq!(print(&command, PAGE, LONG), Err(fault), "{command:?}");
        }
        assert!(matches!(print(&words(&["nul\0"]), PAGE, LONG), Err(PrintFault::Other(_))));
    }

    #[test]
    fn a_command_that_fails_is_never_called_printed() {
        let folder = folder();
        assert_eq!(by("cat >/dev/null; exit 7", folder.path(), PAGE, LONG), Err(PrintFault::Ended(7)));
        assert_eq!(by("exit 7", folder.path(), &thick(), LONG), Err(PrintFault::Ended(7)));
        assert_eq!(by("kill -9 $$", folder.path(), PAGE, LONG), Err(PrintFault::Killed(9)));
    }

    #[test]
    fn a_command_that_did_not_read_the_page_is_never_called_printed() {
        let folder = folder();
        for page in [PAGE.to_owned(), thick()] {
            for script in ["exit 0", "exec <&-; exit 0", "head -c 5 >/dev/null"] {
                assert_eq!(by(script, folder.path(), &page, LONG), Err(PrintFault::NotRead), "{script}");
            }
        }
    }

    #[test]
    fn a_command_that_hangs_is_ended_whatever_it_does_against_it() {
        for (script, page) in [
            ("echo $$ > \"$1/pids\"; exec sleep 600", PAGE.to_owned()),
            ("echo $$ > \"$1/pids\"; exec sleep 600", thick()),
            ("echo $$ > \"$1/pids\"; exec <&-; exec sleep 600", thick()),
            (
                "trap '' TERM INT HUP QUIT; echo $$ > \"$1/pids\"; cat >/dev/null; while :; do sleep 1; done",
                PAGE.to_owned(),
            ),
            ("sleep 600 & echo $$ $! > \"$1/pids\"; cat >/dev/null; wait", PAGE.to_owned()),
            ("echo $$ > \"$1/pids\"; kill -STOP $$", PAGE.to_owned()),
        ] {
            let folder = folder();
            assert_eq!(by(script, folder.path(), &page, BRIEF), Err(PrintFault::TookTooLong), "{script}");
            // On a slow machine it may have been ended before it wrote anything.
            let pids = fs::read_to_string(folder.path().join("pids")).unwrap_or_default();
            for pid in pids.split_whitespace() {
                wait_until(|| !runs(pid), script);
            }
        }
    }

    #[test]
    fn what_a_command_leaves_behind_is_ended_with_it() {
        let folder = folder();
        let script = "cat >/dev/null; sleep 600 & echo $! > \"$1/pid\"";
        assert_eq!(by(script, folder.path(), PAGE, LONG), Ok(()));
        let pid = fs::read_to_string(folder.path().join("pid")).unwrap();
        wait_until(|| !runs(&pid), "the grandchild is gone");
    }

    /// Waits, with a deadline, for what a killed process that is not ours takes to be gone.
    fn wait_until(done: impl Fn() -> bool, what: &str) {
        let deadline = clock::up() + Duration::from_secs(10);
        while !done() {
            assert!(clock::up() < deadline, "waited in vain: {what}");
            std::thread::yield_now();
        }
    }

    #[test]
    fn nothing_is_left_to_be_waited_for() {
        let folder = folder();
        let before = zombies();
        for _ in 0..5 {
            assert_eq!(by("exit 0", folder.path(), "", LONG), Ok(()));
            assert_eq!(by("exec sleep 600", folder.path(), "", Duration::ZERO), Err(PrintFault::TookTooLong));
        }
        wait_until(|| zombies() <= before, "no zombie of ours");
    }

    /// Counts children of this process named sh or sleep that have ended and were not waited for.
    fn zombies() -> usize {
        let me = std::process::id().to_string();
        let processes = fs::read_dir("/proc").unwrap().filter_map(Result::ok);
        let stats = processes.filter_map(|entry| fs::read_to_string(entry.path().join("stat")).ok());
        stats
            .filter(|stat| stat.contains("(sh)") || stat.contains("(sleep)"))
            .filter(|stat| {
                let mut rest = stat.rsplit(") ").next().unwrap_or_default().split(' ');
                rest.next() == Some("Z") && rest.next() == Some(&me)
            })
            .count()
    }

    #[test]
    fn no_fault_holds_anything_of_the_page() {
        let folder = folder();
        let page = "xylograph\n";
        for (script, limit) in
            [("cat >&2; exit 1", LONG), ("cat; exit 0", LONG), ("exec sleep 600", BRIEF), ("exit 0", LONG)]
        {
            let said = format!("{:?}", by(script, folder.path(), page, limit));
            assert!(!said.contains("xylograph"), "{said}");
        }
    }

    #[test]
    fn the_test_page_shows_the_width_and_every_letter_there_is() {
        for width in [24, 32, 42, 48, 66, 136] {
            let page = test_page(Some("Clinic \u{1b}[2Jof St. Anne"), width);
            assert!(page.starts_with("stillpoint ") && page.contains("Clinic [2Jof St. Anne"), "{page}");
            assert!(page.lines().all(|line| line.chars().count() <= width), "{page}");
            assert!(page.lines().any(|line| line.len() == width && line.starts_with("1234567890")));
            assert!((page.contains('’') || page.contains('“')) && page.ends_with('\n'), "{page}");
            assert!(!test_page(None, width).contains("\n\n\n"));
        }
    }
}
