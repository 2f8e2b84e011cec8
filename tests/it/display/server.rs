//! The walkthrough's side of the socket: who is let in, what is sent, and that nobody can hold it up.

use super::{CounselorState, Walkthrough, usual_hello};
use crate::support::pty::PATIENCE;
use std::fs;
use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use stillpoint::app::state::client_view::ClientView;
use stillpoint::domain::faults::display::DisplayFault;
use stillpoint::shell::display::server::DisplayServer;
use stillpoint::shell::display::wire::frames::{Frame, LONGEST_HELLO, read};

/// A second screen that is no program but a connection.
pub(super) struct Follower {
    pub(super) stream: UnixStream,
    /// How many bytes it was sent.
    pub(super) bytes: usize,
}

impl Follower {
    /// Connects, and reads nothing.
    pub(super) fn at(socket: &Path) -> Self {
        let stream = UnixStream::connect(socket).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        Self { stream, bytes: 0 }
    }

    /// Returns the bytes of the next frame; `None` at the end.
    pub(super) fn frame(&mut self) -> Option<Vec<u8>> {
        let bytes = read(&mut self.stream, LONGEST_HELLO).unwrap()?;
        self.bytes += bytes.len() + 4;
        Some(bytes)
    }

    fn view(&mut self) -> ClientView {
        match Frame::decode(&self.frame().unwrap()) {
            Ok(Frame::View(view)) => *view,
            _ => panic!("that is no view"),
        }
    }

    /// Reads the greeting.
    fn greeted(mut self) -> Self {
        assert!(matches!(Frame::decode(&self.frame().unwrap()), Ok(Frame::Hello(_))));
        self
    }

    /// Reads views until it has this one; returns how many there were.
    fn until(&mut self, wanted: &ClientView) -> usize {
        1 + std::iter::repeat_with(|| self.view()).take_while(|view| view != wanted).count()
    }
}

/// Changes what is seen, to something that no number before stands for.
fn scrolled(walkthrough: &Walkthrough, lines: u16) -> ClientView {
    let mut view = walkthrough.view();
    view.screen.at.scroll = lines;
    view
}

#[test]
fn whoever_comes_late_is_greeted_and_has_the_latest_view_at_once() {
    let counselor = CounselorState::new();
    let mut walkthrough = counselor.walkthrough((80, 24));
    walkthrough.press("Enter").press("2");
    let mut late = Follower::at(&counselor.socket()).greeted();
    assert!(late.view() == walkthrough.view());
}

#[test]
fn what_is_shown_already_is_not_sent_again() {
    let counselor = CounselorState::new();
    let mut walkthrough = counselor.walkthrough((80, 24));
    let mut follower = Follower::at(&counselor.socket()).greeted();
    assert!(follower.view() == walkthrough.view());
    (0..1000).for_each(|_| walkthrough.show());
    walkthrough.press("Enter");
    assert_eq!(follower.until(&walkthrough.view()), 1);
}

#[test]
fn a_stalled_screen_holds_up_nobody_and_gets_the_latest_view_and_few_before() {
    let counselor = CounselorState::new();
    let walkthrough = counselor.walkthrough((80, 24));
    let mut stalled = Follower::at(&counselor.socket());
    let mut other = Follower::at(&counselor.socket()).greeted();
    // Twenty times what the system keeps for a connection; what is shown never waits, or this would not end.
    for lines in 0..20_000 {
        walkthrough.display_server.show(&scrolled(&walkthrough, lines));
    }
    let last = scrolled(&walkthrough, 20_001);
    walkthrough.display_server.show(&last);
    other.until(&last);
    stalled = stalled.greeted();
    let greeting = stalled.bytes;
    let views = stalled.until(&last);
    let one = Frame::View(Box::new(last)).encode().unwrap().len();
    assert!(views < 2000 && stalled.bytes - greeting < 1024 * 1024, "{views} views, {} bytes", stalled.bytes);
    assert!(20_000 * one > 5 * 1024 * 1024, "it was not much that was shown");
}

#[test]
fn before_a_stop_everybody_who_takes_anything_has_the_view() {
    let counselor = CounselorState::new();
    let mut walkthrough = counselor.walkthrough((80, 24));
    let mut follower = Follower::at(&counselor.socket()).greeted();
    follower.view();
    walkthrough.press("Enter").press("C-c");
    walkthrough.display_server.settle();
    follower.stream.set_nonblocking(true).unwrap();
    follower.until(&walkthrough.view());
    // With nobody there, and with somebody who takes nothing, it does not wait for ever.
    drop(follower);
    walkthrough.display_server.settle();
}

#[test]
fn the_end_is_told_and_the_socket_goes() {
    let counselor = CounselorState::new();
    let walkthrough = counselor.walkthrough((80, 24));
    let mut follower = Follower::at(&counselor.socket()).greeted();
    follower.view();
    drop(walkthrough);
    assert!(matches!(Frame::decode(&follower.frame().unwrap()), Ok(Frame::Ended)));
    assert_eq!(follower.frame(), None);
    assert!(!counselor.socket().exists());
}

#[test]
fn eight_can_follow_and_the_ninth_is_told_so() {
    let counselor = CounselorState::new();
    let walkthrough = counselor.walkthrough((80, 24));
    let mut eight: Vec<Follower> = (0..8).map(|_| Follower::at(&counselor.socket()).greeted()).collect();
    let mut ninth = Follower::at(&counselor.socket());
    assert!(matches!(Frame::decode(&ninth.frame().unwrap()), Ok(Frame::Full)));
    assert_eq!(ninth.frame(), None);
    let pty = counselor.display((80, 24));
    pty.wait_for_text("too many second screens already");
    eight.pop();
    pty.wait_for_text("Living with noise");
    drop(walkthrough);
}

#[test]
fn whatever_a_screen_sends_is_thrown_away_and_one_that_goes_on_is_let_go() {
    let counselor = CounselorState::new();
    let mut walkthrough = counselor.walkthrough((80, 24));
    let mut murmurs = Follower::at(&counselor.socket()).greeted();
    murmurs.view();
    murmurs.stream.write_all(b"\x00\xff{\"is\":\"view\"}\x1b[2J").unwrap();
    walkthrough.press("Enter");
    assert!(murmurs.view() == walkthrough.view());
    let mut shouts = Follower::at(&counselor.socket()).greeted();
    let _ = shouts.stream.write_all(&[0x55; 64 * 1024]);
    let mut rest = Vec::new();
    // It ends, whether as an end or as a connection that was reset.
    let _ = shouts.stream.read_to_end(&mut rest);
    assert!(shouts.stream.write_all(&[0; 1024]).is_err(), "it is let go");
    walkthrough.press("2");
    assert!(murmurs.view() == walkthrough.view());
}

#[test]
fn the_socket_of_a_dead_program_is_replaced_and_that_of_a_living_one_is_not() {
    let counselor = CounselorState::new();
    let folder = counselor.path().join("stillpoint");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    // What a killed program leaves: a socket that nobody waits at, and a file that nobody holds locked.
    drop(UnixListener::bind(counselor.socket()).unwrap());
    fs::write(folder.join("display.lock"), "").unwrap();
    let first = counselor.walkthrough((80, 24));
    assert_eq!(first.display_server.path(), counselor.socket());
    let second = counselor.walkthrough((80, 24));
    assert_eq!(second.display_server.path(), folder.join("display-2.sock"));
    Follower::at(&counselor.socket()).greeted();
}

#[test]
fn nine_walkthroughs_have_a_place_and_a_tenth_is_told_so() {
    let counselor = CounselorState::new();
    let open = || DisplayServer::open(counselor.path(), &usual_hello());
    let nine: Vec<DisplayServer> = (0..9).map(|_| open().unwrap()).collect();
    assert_eq!(open().err(), Some(DisplayFault::TooMany(9)));
    drop(nine);
}

#[test]
fn what_is_no_socket_is_left_alone() {
    let counselor = CounselorState::new();
    drop(counselor.walkthrough((80, 24)));
    fs::write(counselor.socket(), "mine").unwrap();
    let refused = DisplayServer::open(counselor.path(), &usual_hello()).err().unwrap();
    let DisplayFault::System { detail, .. } = refused else { panic!("{refused:?}") };
    assert_eq!(detail, "something that is no socket has this name");
    assert_eq!(fs::read_to_string(counselor.socket()).unwrap(), "mine");
}

#[test]
fn a_path_that_is_too_long_for_a_socket_is_told() {
    let counselor = CounselorState::new();
    let deep = counselor.path().join("d".repeat(120));
    fs::create_dir(&deep).unwrap();
    fs::set_permissions(&deep, fs::Permissions::from_mode(0o700)).unwrap();
    let refused = DisplayServer::open(&deep, &usual_hello()).err().unwrap();
    assert!(matches!(refused, DisplayFault::System { .. }), "{refused:?}");
}

/// A walkthrough in a process of its own; it is killed when this is dropped.
pub(super) struct Serving {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    /// What it said when it began.
    pub(super) said: String,
}

impl Serving {
    /// Runs this test's program once more as a walkthrough, by a line of shell that ends in `"$@"`.
    pub(super) fn start(runtime: &Path, script: &str) -> Self {
        let mut child = Command::new("/bin/sh")
            .args(["-c", script, "sh"])
            .arg(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "display::server::serves_if_it_is_told_to",
                "--nocapture",
                "--test-threads",
                "1",
            ])
            .env("STILLPOINT_TEST_SERVES_IN", runtime)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said = lines.by_ref().map_while(Result::ok).find(|line| line.contains("SERVES"));
        Self { child, lines, said: said.unwrap_or_default() }
    }

    /// Kills it, as no program can prepare for.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        assert_eq!(self.lines.by_ref().map_while(Result::ok).count(), 0, "it said nothing more");
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Does nothing, unless [`Serving`] started it.
#[test]
fn serves_if_it_is_told_to() {
    #[expect(clippy::disallowed_methods, reason = "the test that starts this one tells it where")]
    let Ok(runtime) = std::env::var("STILLPOINT_TEST_SERVES_IN") else { return };
    let player = crate::support::player::Player::at(80, 24);
    match DisplayServer::open(Path::new(&runtime), &usual_hello()) {
        Ok(display_server) => {
            display_server.show(&ClientView::of(&player.model));
            println!("SERVES at {}", display_server.path().display());
            let _ = std::io::stdin().read(&mut [0]);
        }
        Err(error) => println!("SERVES NOT: {error:?}"),
    }
}

#[test]
fn socket_and_folder_are_private_whatever_the_umask_and_a_killed_walkthrough_is_replaced() {
    for mask in ["0000", "0777"] {
        let counselor = CounselorState::new();
        let serving = Serving::start(counselor.path(), &format!("umask {mask}; exec \"$@\""));
        assert!(serving.said.ends_with("stillpoint/display.sock"), "{}", serving.said);
        let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o7777;
        assert_eq!(mode(&counselor.socket()), 0o600, "umask {mask}");
        assert_eq!(mode(&counselor.path().join("stillpoint")), 0o700, "umask {mask}");
        Follower::at(&counselor.socket()).greeted();
        serving.kill();
        assert!(counselor.socket().exists(), "a killed program leaves it");
        let walkthrough = counselor.walkthrough((80, 24));
        assert_eq!(walkthrough.display_server.path(), counselor.socket());
        Follower::at(&counselor.socket()).greeted();
    }
}
