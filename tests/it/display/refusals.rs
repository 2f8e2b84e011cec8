//! What a second screen refuses: folders and walkthroughs of others, what is no socket, other versions, nonsense.
//!
//! Where another user is needed, and these tests are not run by root, there is nobody to play them.

use super::server::Serving;
use super::{CounselorState, PROGRAM, usual_hello};
use crate::support::pty::{PATIENCE, Pty};
use std::fs::{self, Permissions};
use std::io::{Read, Write};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::process::{Command, Stdio};
use stillpoint::domain::faults::display::DisplayFault;
use stillpoint::shell::display::server::DisplayServer;
use stillpoint::shell::display::wire::frames::LONGEST_HELLO;
use stillpoint::shell::world::ownership::own;

/// Somebody else.
const NOBODY: u32 = 65534;

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Waits for the end of a second screen that is refused, and returns what it said.
fn refused(display: &Pty) -> String {
    assert_eq!(display.wait_exit().code(), Some(1));
    assert_eq!(display.termios(), display.termios_at_start());
    flat(&display.text())
}

fn private_folder(counselor: &CounselorState) {
    fs::create_dir(counselor.path().join("stillpoint")).unwrap();
    fs::set_permissions(counselor.path().join("stillpoint"), Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_folder_that_is_open_to_others_is_refused_by_both_sides() {
    let counselor = CounselorState::new();
    private_folder(&counselor);
    fs::set_permissions(counselor.path().join("stillpoint"), Permissions::from_mode(0o750)).unwrap();
    let said = refused(&counselor.display((200, 24)));
    assert!(said.contains("is open to others (mode 750). Close it with: chmod 700"), "{said}");
    let error = DisplayServer::open(counselor.path(), &usual_hello()).err().unwrap();
    assert!(matches!(error, DisplayFault::OpenToOthers { mode: 0o750, .. }), "{error:?}");
}

#[test]
fn a_folder_that_is_not_the_programs_own_is_never_to_be_changed() {
    let counselor = CounselorState::new();
    // As the system's folder for temporary files, which belongs to root and to everybody.
    let shared = counselor.path().join("tmp");
    fs::create_dir(&shared).unwrap();
    for mode in [0o1777, 0o755, 0o710] {
        fs::set_permissions(&shared, Permissions::from_mode(mode)).unwrap();
        let socket = shared.join("a.sock");
        let _listener = UnixListener::bind(&socket).unwrap();
        let said = refused(&counselor.display_with(&[socket.to_str().unwrap()], (200, 24)));
        assert!(said.contains("Others can use the folder") && said.contains("Set XDG_RUNTIME_DIR"), "{said}");
        assert!(!said.contains("chmod"), "{said}");
        fs::remove_file(socket).unwrap();
        let error = DisplayServer::open(&shared, &usual_hello()).err();
        assert!(mode != 0o1777 || matches!(error, Some(DisplayFault::Shared(_))), "{error:?}");
    }
}

#[test]
fn a_named_socket_that_is_missing_is_said_to_be_missing() {
    let counselor = CounselorState::new();
    for missing in ["/tmp/no-such-walkthrough.sock", "/no/such/folder/display.sock"] {
        let said = refused(&counselor.display_with(&[missing], (200, 24)));
        assert!(said.contains(&format!("There is no socket at {missing}.")), "{said}");
        assert!(said.contains("Start the walkthrough first.") && !said.contains("chmod"), "{said}");
    }
}

#[test]
fn a_file_that_is_no_socket_is_refused() {
    let counselor = CounselorState::new();
    private_folder(&counselor);
    fs::write(counselor.socket(), "").unwrap();
    let said = refused(&counselor.display((200, 24)));
    assert!(said.contains("is not the socket of a walkthrough."), "{said}");
}

#[test]
fn a_path_that_is_too_long_for_a_socket_is_not_waited_at() {
    let counselor = CounselorState::new();
    let path = counselor.path().join("x".repeat(120));
    let said = refused(&counselor.display_with(&[path.to_str().unwrap()], (300, 24)));
    assert!(said.contains("is too long for the path of a socket."), "{said}");
}

/// Connects, and returns all that is sent until the connection is ended.
fn sent_to_whoever_comes(socket: &Path) -> Vec<u8> {
    let mut stream = UnixStream::connect(socket).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut sent = Vec::new();
    let _ = stream.read_to_end(&mut sent);
    sent
}

#[test]
fn whoever_is_somebody_else_is_sent_not_one_byte() {
    let counselor = CounselorState::new();
    let display_server =
        DisplayServer::open_asking(counselor.path(), &usual_hello(), |_| Ok(own() + 1)).unwrap();
    assert_eq!(sent_to_whoever_comes(display_server.path()), b"");
    let unknown = DisplayServer::open_asking(counselor.path(), &usual_hello(), |_| {
        Err(std::io::ErrorKind::Other.into())
    })
    .unwrap();
    assert_eq!(sent_to_whoever_comes(unknown.path()), b"");
}

/// Starts something as somebody else.
fn as_nobody() -> String {
    format!("exec setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups \"$@\"")
}

#[test]
fn the_walkthrough_of_another_user_is_refused_by_both_sides() {
    if own() != 0 {
        return;
    }
    let counselor = CounselorState::new();
    chown(counselor.path(), Some(NOBODY), Some(NOBODY)).unwrap();
    let serving = Serving::start(counselor.path(), &as_nobody());
    assert!(serving.said.ends_with("stillpoint/display.sock"), "{}", serving.said);
    // Root gets past the folder; the socket asks who it is.
    assert_eq!(sent_to_whoever_comes(&counselor.socket()), b"", "not one byte for anybody but its own user");
    let said = refused(&counselor.display((200, 24)));
    assert!(said.contains("belongs to another user."), "{said}");
    // In a folder of one's own the other end is still somebody else.
    let own_folder = tempfile::tempdir().unwrap();
    fs::set_permissions(own_folder.path(), Permissions::from_mode(0o700)).unwrap();
    let link = own_folder.path().join("link.sock");
    fs::hard_link(counselor.socket(), &link).unwrap();
    let said = refused(&counselor.display_with(&[link.to_str().unwrap()], (200, 24)));
    assert!(said.contains("The walkthrough at") && said.contains("belongs to another user."), "{said}");
}

#[test]
fn another_user_gets_nowhere_near_the_socket() {
    if own() != 0 {
        return;
    }
    let counselor = CounselorState::new();
    let _walkthrough = counselor.walkthrough((80, 24));
    let script = format!("{} display {}", PROGRAM, counselor.socket().display());
    let pty =
        Pty::spawn(Path::new("/bin/sh"), &["-c", &as_nobody().replace("\"$@\"", &script)], &[], (200, 24));
    let said = refused(&pty);
    assert!(said.contains("The folder") && said.contains("belongs to another user."), "{said}");
}

/// A walkthrough that sends what it is told to.
struct Liar {
    listener: UnixListener,
}

impl Liar {
    fn at(counselor: &CounselorState) -> Self {
        let _ = fs::remove_file(counselor.socket());
        Self { listener: UnixListener::bind(counselor.socket()).unwrap() }
    }

    fn sends(&self, bytes: &[u8]) -> UnixStream {
        let (mut stream, _) = self.listener.accept().unwrap();
        stream.write_all(bytes).unwrap();
        stream
    }
}

fn framed(body: &str) -> Vec<u8> {
    [&u32::try_from(body.len()).unwrap().to_be_bytes()[..], body.as_bytes()].concat()
}

#[test]
fn what_cannot_be_read_is_said_and_the_next_walkthrough_is_followed() {
    let counselor = CounselorState::new();
    private_folder(&counselor);
    let display = counselor.display((80, 24));
    let says = |text: &str| display.wait_for(|screen| flat(&screen.contents()).contains(text), text);
    let liar = Liar::at(&counselor);
    let too_long = u32::try_from(LONGEST_HELLO + 1).unwrap().to_be_bytes();
    let view_first = framed(r#"{"is":"beyond"}"#);
    for nonsense in
        [&b"\x00\x00\x00\x02{{"[..], &too_long, &framed("[]"), &view_first, b"HTTP/1.1 200 OK\r\n\r\n"]
    {
        let stream = liar.sends(nonsense);
        says("This screen cannot read what");
        drop(stream);
        says("The walkthrough has ended.");
    }
    let stream = liar.sends(&framed(r#"{"is":"hello","protocol":99,"version":"4.5.6\u001b[31m"}"#));
    says("The walkthrough runs stillpoint 4.5.6[31m, and this screen runs stillpoint");
    says("Use the same version for both.");
    drop((stream, liar));
    fs::remove_file(counselor.socket()).unwrap();
    let mut walkthrough = counselor.walkthrough((80, 24));
    walkthrough.press("Enter");
    says("1 of 5");
}

#[test]
fn a_view_that_is_too_long_is_said_and_the_next_one_is_followed() {
    let counselor = CounselorState::new();
    let mut walkthrough = counselor.walkthrough((80, 24));
    let display = counselor.display((80, 24));
    display.wait_for_text("Living with noise");
    let long = stillpoint::app::state::message::PrivateText("word ".repeat(300_000));
    walkthrough.player.apply(stillpoint::app::state::message::Message::Previewed(long));
    walkthrough.show();
    display.wait_for_text("too long to be shown here");
    walkthrough.press("Esc").press("Enter");
    display.wait_for_text("1 of 5");
}

#[test]
fn without_a_terminal_or_a_folder_it_says_so() {
    let piped = Command::new(PROGRAM).arg("display").stdin(Stdio::null()).output().unwrap();
    assert_eq!(piped.status.code(), Some(1));
    let said = String::from_utf8(piped.stderr).unwrap();
    assert!(
        said.starts_with("A second screen needs a terminal") && said.contains("stillpoint display"),
        "{said}"
    );
    if !Path::new(&format!("/run/user/{}", own())).exists() {
        let display = Pty::spawn(Path::new(PROGRAM), &["display"], &[], (200, 24));
        let said = refused(&display);
        assert!(said.contains("XDG_RUNTIME_DIR is not set. Set XDG_RUNTIME_DIR to a folder"), "{said}");
    }
    let dumb = Pty::spawn(Path::new(PROGRAM), &["display"], &[("TERM", "dumb")], (200, 24));
    assert!(refused(&dumb).contains("cannot place text on the screen"));
}
