//! The walkthrough's side of a second screen: a socket for this user alone, on which the client's view can be followed.
//!
//! What is shown is handed over and forgotten: showing never waits for anybody, and of several views that nobody has
//! taken yet only the latest is kept. It decides nothing, and hears nothing of what a second screen sends.

use super::server_thread::{Server, Shared};
use super::wire::content::Hello;
use super::wire::frames::encode_hello;
use crate::app::state::client_view::ClientView;
use crate::domain::faults::display::DisplayFault;
use crate::shell::world::ownership::{self, PeerOf, unusable};
use crate::shell::world::paths::typed;
use rustix::fs::{FileType, FlockOperation, Mode, OFlags, flock};
use rustix::io::Errno;
use std::fs::{self, Permissions};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How many walkthroughs of one user can be followed at the same time.
const MOST_WALKTHROUGHS: usize = 9;
/// How long a program that is about to be stopped waits for its second screens.
const PATIENCE: Duration = Duration::from_millis(200);

/// A socket on which second screens follow.
pub struct DisplayServer {
    path: PathBuf,
    usual: bool,
    shared: Arc<Shared>,
    server: Option<JoinHandle<()>>,
    /// Held as long as the socket is ours.
    _lock: OwnedFd,
}

impl DisplayServer {
    /// Opens the socket in the user's runtime folder and waits on it, in the thread `display-server`.
    ///
    /// # Errors
    /// Why no second screen can follow; the walkthrough can go on without.
    pub fn open(runtime: &Path, hello: &Hello) -> Result<Self, DisplayFault> {
        Self::open_asking(runtime, hello, ownership::peer)
    }

    /// Opens the socket, and asks `peer` who is at the other end of each connection.
    ///
    /// # Errors
    /// As for [`open`](Self::open).
    pub fn open_asking(runtime: &Path, hello: &Hello, peer: PeerOf) -> Result<Self, DisplayFault> {
        let hello = encode_hello(hello).map_err(|_| DisplayFault::TooLong)?;
        let folder = ownership::folder_in(runtime)?;
        let (place, lock) = free_place(&folder)?;
        let path = folder.join(format!("{place}.sock"));
        let failed = |error: io::Error| unusable(&path, &error);
        let listener = listen(&path).map_err(failed)?;
        let shared = Arc::new(Shared::new().map_err(failed)?);
        let server = Server::new(listener, Arc::clone(&shared), hello.into(), peer).map_err(failed)?;
        let thread = thread::Builder::new().name("display-server".into());
        let server = thread.spawn(move || server.run()).map_err(failed)?;
        Ok(Self { usual: place == place_name(1), path, shared, server: Some(server), _lock: lock })
    }

    /// Returns where the socket lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the command by which a second screen follows this walkthrough and no other.
    #[must_use]
    pub fn command(&self) -> String {
        // A path that cannot be typed is left out: the first of several walkthroughs is followed then.
        match typed(&self.path).filter(|_| !self.usual) {
            Some(path) => format!("stillpoint display {path}"),
            None => "stillpoint display".to_owned(),
        }
    }

    /// Shows a view from now on, to whoever follows and to whoever comes later. It does not wait, and does nothing if
    /// it is the view that is shown already.
    pub fn show(&self, view: &ClientView) {
        self.shared.show(view);
    }

    /// Waits until everybody who follows has what is shown, but not for those who take nothing, and never long. For
    /// before the program is stopped, with everything hidden.
    pub fn settle(&self) {
        self.shared.settle(PATIENCE);
    }

    /// Tells everybody who follows that the walkthrough has ended, and takes the socket away. So does dropping it.
    pub fn end(self) {}
}

impl Drop for DisplayServer {
    fn drop(&mut self) {
        self.shared.end();
        if let Some(server) = self.server.take() {
            // It waits for nobody; if it had a fault, there is nothing left to be done about it.
            let _ = server.join();
        }
        // Under the lock, so it is still our own.
        let _ = fs::remove_file(&self.path);
    }
}

/// Returns the first place of the folder that no living program has, and the lock on it.
///
/// A lock goes with the program that holds it, whatever ended it; its file stays, or two programs could lock two files
/// of the same name.
fn free_place(folder: &Path) -> Result<(String, OwnedFd), DisplayFault> {
    for number in 1..=MOST_WALKTHROUGHS {
        let place = place_name(number);
        let path = folder.join(format!("{place}.lock"));
        let flags = OFlags::CREATE | OFlags::RDWR | OFlags::CLOEXEC | OFlags::NOFOLLOW;
        let failed = |errno: Errno| unusable(&path, &errno.into());
        let lock = rustix::fs::open(&path, flags, Mode::RUSR | Mode::WUSR).map_err(failed)?;
        match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok((place, lock)),
            Err(Errno::WOULDBLOCK | Errno::INTR) => {}
            Err(errno) => return Err(failed(errno)),
        }
    }
    Err(DisplayFault::TooMany(MOST_WALKTHROUGHS))
}

fn place_name(number: usize) -> String {
    if number == 1 { "display".to_owned() } else { format!("display-{number}") }
}

/// Waits at a path, in the place of a socket that a dead program left there. The folder lets nobody else in, so nobody
/// can connect before the mode of the socket is set.
fn listen(path: &Path) -> io::Result<UnixListener> {
    match rustix::fs::lstat(path) {
        Ok(found) if FileType::from_raw_mode(found.st_mode) == FileType::Socket => fs::remove_file(path)?,
        Ok(_) => return Err(io::Error::other("something that is no socket has this name")),
        Err(Errno::NOENT) => {}
        Err(errno) => return Err(errno.into()),
    }
    let listener = UnixListener::bind(path)?;
    fs::set_permissions(path, Permissions::from_mode(0o600))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}
