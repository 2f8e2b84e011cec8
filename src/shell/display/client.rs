//! The second screen's side of the socket: a thread that connects, reads what comes, and connects again.
//!
//! It sends nothing. Of what it reads it keeps the latest only, so that a terminal that takes no output lets nothing
//! pile up here. It draws nothing.

use super::wire::fields::WireError;
use super::wire::frames::{Frame, LONGEST_HELLO, LONGEST_VIEW, read};
use crate::app::screens::notice::Notice;
use crate::app::state::client_view::ClientView;
use crate::app::state::model::Setup;
use crate::shell::terminal::mailbox::Mailbox;
use crate::shell::world::error::Failure;
use crate::shell::world::ownership;
use std::io::{ErrorKind, Read};
use std::os::fd::AsFd;
use std::os::unix::fs::FileTypeExt;
use std::os::unix::net::{SocketAddr, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use std::{fs, io};

/// How long is waited before it is tried again to connect.
const PAUSE: Duration = Duration::from_millis(500);

/// How a second screen and its walkthrough stand.
pub(super) enum News {
    /// There is nothing to show, and why.
    Notice(Notice),
    /// This is to be shown.
    View(Arc<Setup>, Box<ClientView>),
    /// It cannot be trusted, or never be reached; nothing more comes.
    Refused(Failure),
}

/// Starts the thread `display-client`, which follows whatever walkthrough is at the socket, and puts its news into a mailbox.
///
/// # Errors
/// When the thread cannot be made.
pub(super) fn spawn(socket: PathBuf, news: Mailbox<News>) -> io::Result<()> {
    let mut client = DisplayClient { socket, news, known: None };
    thread::Builder::new().name("display-client".into()).spawn(move || client.run()).map(drop)
}

/// Everything the thread has.
struct DisplayClient {
    socket: PathBuf,
    news: Mailbox<News>,
    /// The notice that was told last, if nothing else was since.
    known: Option<Notice>,
}

impl DisplayClient {
    fn run(&mut self) {
        let mut between = Notice::Waiting;
        loop {
            match connect(&self.socket) {
                Ok(Some(stream)) => between = self.follow(stream),
                Ok(None) if between == Notice::Full => between = Notice::Ended,
                Ok(None) => {}
                Err(refused) => {
                    self.say(News::Refused(refused));
                    return;
                }
            }
            self.tell(between.clone());
            thread::sleep(PAUSE);
        }
    }

    /// Follows a walkthrough to its end; returns what is to be said until the next one begins.
    fn follow(&mut self, mut stream: UnixStream) -> Notice {
        let said = match self.greeted(&mut stream) {
            Ok(Some(setup)) => self.views(&mut stream, &Arc::new(setup)),
            Ok(None) => return Notice::Full,
            Err(error) => Err(error),
        };
        match said {
            Ok(()) | Err(WireError::Io(_)) => return Notice::Ended,
            Err(WireError::Protocol { version, .. }) => self.tell(Notice::OtherVersion(version)),
            Err(WireError::TooLong | WireError::NotJson | WireError::Malformed(_)) => {
                self.tell(Notice::Unreadable);
            }
        }
        // To connect again would bring the same again.
        until_end(&mut stream);
        Notice::Ended
    }

    /// Reads the greeting; `None` if there is no room for one more.
    fn greeted(&mut self, stream: &mut UnixStream) -> Result<Option<Setup>, WireError> {
        let ended = WireError::Io(ErrorKind::UnexpectedEof);
        match Frame::decode(&read(stream, LONGEST_HELLO)?.ok_or(ended)?)? {
            Frame::Hello(hello) => hello.setup().map(Some).map_err(|_| WireError::malformed("content")),
            Frame::Full => Ok(None),
            Frame::Ended => Err(WireError::Io(ErrorKind::UnexpectedEof)),
            Frame::View(_) | Frame::Beyond => Err(WireError::malformed("hello")),
        }
    }

    /// Reads views as long as any come.
    fn views(&mut self, stream: &mut UnixStream, setup: &Arc<Setup>) -> Result<(), WireError> {
        while let Some(bytes) = read(stream, LONGEST_VIEW)? {
            match Frame::decode(&bytes)? {
                Frame::View(view) => self.say(News::View(Arc::clone(setup), view)),
                Frame::Beyond => self.tell(Notice::Beyond),
                Frame::Ended => return Ok(()),
                Frame::Hello(_) | Frame::Full => return Err(WireError::malformed("view")),
            }
        }
        Ok(())
    }

    /// Tells a notice, unless it was the last thing that was told.
    fn tell(&mut self, notice: Notice) {
        if self.known.as_ref() != Some(&notice) {
            self.say(News::Notice(notice.clone()));
            self.known = Some(notice);
        }
    }

    fn say(&mut self, news: News) {
        self.known = None;
        self.news.put(news);
    }
}

/// Verifies that something is at a path that somebody named. Who names a socket means one that is there; a name with a
/// slip in it would be waited at for ever.
///
/// # Errors
/// If nothing is there, or nothing can be.
pub(super) fn verify_named(socket: &Path) -> Result<(), Failure> {
    has_room(socket)?;
    match fs::symlink_metadata(socket) {
        Err(error) if is_missing(&error) => Err(missing_socket(socket)),
        _ => Ok(()),
    }
}

/// Verifies that a path has room in the address of a socket. One that has none is never reached, however long it is
/// tried.
fn has_room(socket: &Path) -> Result<(), Failure> {
    SocketAddr::from_pathname(socket).map(drop).map_err(|_| too_long(socket))
}

/// Connects to a socket of this user; `None` if nobody waits there.
fn connect(socket: &Path) -> Result<Option<UnixStream>, Failure> {
    has_room(socket)?;
    ownership::verify_folder_of(socket)?;
    match fs::symlink_metadata(socket) {
        Ok(found) if !found.file_type().is_socket() => return Err(no_socket(socket)),
        Err(error) if is_missing(&error) => return Ok(None),
        _ => {}
    }
    let stream = match UnixStream::connect(socket) {
        Ok(stream) => stream,
        Err(error) if is_missing(&error) => return Ok(None),
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {
            return Ok(None);
        }
        Err(error) => return Err(unreachable_socket(socket, error)),
    };
    let peer = ownership::peer(stream.as_fd()).map_err(|error| unreachable_socket(socket, error))?;
    if peer == ownership::own() { Ok(Some(stream)) } else { Err(of_another_user(socket)) }
}

/// Says whether an error means that nobody waits there: no file, or one that a dead program left.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::ConnectionRefused)
}

/// Throws away what comes until nothing does.
fn until_end(stream: &mut UnixStream) {
    let mut room = [0; 4096];
    loop {
        match stream.read(&mut room) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

fn missing_socket(socket: &Path) -> Failure {
    Failure::new(format!("There is no socket at {}.", socket.display())).hint(
        "Start the walkthrough first. It says at its start how a second screen follows it. Without the name of a socket, \
         stillpoint display waits for the next walkthrough.",
    )
}

fn no_socket(socket: &Path) -> Failure {
    Failure::new(format!("{} is not the socket of a walkthrough.", socket.display()))
        .hint("The walkthrough says at its start how a second screen follows it.")
}

fn too_long(socket: &Path) -> Failure {
    Failure::new(format!("{} is too long for the path of a socket.", socket.display()))
        .hint("The walkthrough says at its start how a second screen follows it.")
}

fn of_another_user(socket: &Path) -> Failure {
    Failure::new(format!("The walkthrough at {} belongs to another user.", socket.display()))
        .hint("Start both programs as the same user.")
}

fn unreachable_socket(socket: &Path, error: io::Error) -> Failure {
    Failure::new(format!("There is no way to the walkthrough at {}", socket.display()))
        .caused_by(error)
        .hint("Start both programs as the same user.")
}
