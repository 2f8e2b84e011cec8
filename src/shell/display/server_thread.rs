//! The thread that serves second screens: takes them in, sends each the latest view, lets go of those that are gone.
//!
//! It never waits for one of them: what a connection does not take now it is offered again when it has room. For each
//! there is one frame under way and nothing behind it. What a second screen sends is thrown away.

use super::wire::frames::{Frame, encode_view};
use crate::app::state::client_view::ClientView;
use crate::shell::world::ownership::{self, PeerOf};
use rustix::event::{EventfdFlags, PollFd, PollFlags, eventfd, poll};
use rustix::io::Errno;
use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How many second screens can follow at the same time.
pub(super) const MOST_DISPLAYS: usize = 8;
/// How many bytes a second screen, which has nothing to say, may send before it is taken for something else.
const MOST_HEARD: usize = 1024;
/// How long is waited after the system had no room for a connection.
const PAUSE: Duration = Duration::from_millis(100);

/// What the walkthrough and the thread share.
pub(super) struct Shared {
    slot: Mutex<Slot>,
    settled: Condvar,
    /// Wakes the thread.
    bell: OwnedFd,
}

/// What is to be shown.
#[derive(Default)]
struct Slot {
    view: Option<ClientView>,
    /// Which view this is; 0 before the first.
    number: u64,
    /// Which of them everybody has who takes anything.
    settled: u64,
    displays: usize,
    ended: bool,
}

impl Shared {
    pub(super) fn new() -> io::Result<Self> {
        let bell = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?;
        Ok(Self { slot: Mutex::default(), settled: Condvar::new(), bell })
    }

    pub(super) fn show(&self, view: &ClientView) {
        let mut slot = self.lock();
        if slot.view.as_ref() == Some(view) {
            return;
        }
        slot.view = Some(view.clone());
        slot.number += 1;
        let watched = slot.displays > 0;
        drop(slot);
        if watched {
            self.ring();
        }
    }

    pub(super) fn settle(&self, patience: Duration) {
        let behind = |slot: &mut Slot| slot.displays > 0 && slot.settled < slot.number;
        drop(self.settled.wait_timeout_while(self.lock(), patience, behind));
    }

    pub(super) fn end(&self) {
        self.lock().ended = true;
        self.ring();
    }

    /// A bell that rings already cannot ring louder.
    fn ring(&self) {
        let _ = rustix::io::write(&self.bell, &1_u64.to_ne_bytes());
    }

    fn lock(&self) -> MutexGuard<'_, Slot> {
        // A panic under this lock leaves a whole value behind: its fields are set one by one and each stands alone.
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Everything the thread has.
pub(super) struct Server {
    listener: UnixListener,
    shared: Arc<Shared>,
    hello: Arc<[u8]>,
    ended: Vec<u8>,
    full: Vec<u8>,
    peer: PeerOf,
    displays: Vec<Display>,
    /// The bytes of a view, by its number: all connections are sent the same.
    latest: (u64, Arc<[u8]>),
}

impl Server {
    pub(super) fn new(
        listener: UnixListener,
        shared: Arc<Shared>,
        hello: Arc<[u8]>,
        peer: PeerOf,
    ) -> io::Result<Self> {
        let bytes = |frame: Frame| frame.encode().map_err(io::Error::other);
        let (ended, full) = (bytes(Frame::Ended)?, bytes(Frame::Full)?);
        let latest = (0, Arc::from([]));
        Ok(Self { listener, shared, hello, ended, full, peer, displays: Vec::new(), latest })
    }

    /// Serves until the end is told.
    pub(super) fn run(mut self) {
        loop {
            self.wait();
            if self.shared.lock().ended {
                break;
            }
            self.take_in();
            self.serve();
        }
        // What does not fit at once is not waited for: a connection that ends says the same.
        for display in &mut self.displays {
            if display.feed(&|_| None) == Fed::All {
                let _ = display.stream.write(&self.ended);
            }
        }
    }

    fn wait(&self) {
        let mut fds =
            vec![PollFd::new(&self.shared.bell, PollFlags::IN), PollFd::new(&self.listener, PollFlags::IN)];
        fds.extend(self.displays.iter().map(|display| {
            let wanted = if display.is_fed() { PollFlags::IN } else { PollFlags::IN | PollFlags::OUT };
            PollFd::new(&display.stream, wanted)
        }));
        if let Err(error) = poll(&mut fds, None)
            && error != Errno::INTR
        {
            thread::sleep(PAUSE);
        }
        let _ = rustix::io::read(&self.shared.bell, &mut [0; 8]);
    }

    /// Takes everybody in who waits at the socket and is this user.
    fn take_in(&mut self) {
        loop {
            match self.listener.accept() {
                Ok((stream, _)) => self.welcome(stream),
                Err(error)
                    if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::ConnectionAborted) => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(_) => {
                    thread::sleep(PAUSE);
                    break;
                }
            }
        }
    }

    fn welcome(&mut self, stream: UnixStream) {
        let is_own = (self.peer)(stream.as_fd()).is_ok_and(|user| user == ownership::own());
        if !is_own || stream.set_nonblocking(true).is_err() {
            return;
        }
        if self.displays.len() >= MOST_DISPLAYS {
            let _ = (&stream).write(&self.full);
            return;
        }
        self.displays.push(Display { stream, frame: Arc::clone(&self.hello), sent: 0, number: 0, heard: 0 });
    }

    /// Sends everybody what they lack and can take.
    fn serve(&mut self) {
        let mut slot = self.shared.lock();
        slot.displays = self.displays.len();
        let number = slot.number;
        let is_behind = self.latest.0 < number && !self.displays.is_empty();
        let view = slot.view.as_ref().filter(|_| is_behind).cloned();
        drop(slot);
        if let Some(view) = view {
            self.latest = (number, bytes(&view).into());
        }
        let latest = &self.latest;
        let next = |has: u64| (has < latest.0).then(|| latest.clone());
        self.displays.retain_mut(|display| display.handle() && display.feed(&next) != Fed::Gone);
        let mut slot = self.shared.lock();
        slot.displays = self.displays.len();
        slot.settled = number;
        drop(slot);
        self.shared.settled.notify_all();
    }
}

/// Returns the bytes of a view, or those that say that it is too long.
fn bytes(view: &ClientView) -> Vec<u8> {
    encode_view(view).or_else(|_| Frame::Beyond.encode()).unwrap_or_default()
}

/// How feeding a connection ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fed {
    /// It has everything.
    All,
    /// It has no room until it reads some.
    Full,
    /// It is gone.
    Gone,
}

/// One connection.
struct Display {
    stream: UnixStream,
    /// What is under way, and how much of it has gone.
    frame: Arc<[u8]>,
    sent: usize,
    /// Which view that is; 0 for the greeting.
    number: u64,
    heard: usize,
}

impl Display {
    fn is_fed(&self) -> bool {
        self.sent >= self.frame.len()
    }

    /// Throws away what was sent; `false` if the connection is closed or has too much to say.
    fn handle(&mut self) -> bool {
        let mut room = [0; 256];
        loop {
            match self.stream.read(&mut room) {
                Ok(0) => return false,
                Ok(length) => self.heard += length,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return error.kind() == ErrorKind::WouldBlock,
            }
            if self.heard > MOST_HEARD {
                return false;
            }
        }
    }

    /// Sends what is under way, then what `next` has for somebody who has the view of a number.
    fn feed(&mut self, next: &dyn Fn(u64) -> Option<(u64, Arc<[u8]>)>) -> Fed {
        loop {
            if self.is_fed() {
                let Some((number, frame)) = next(self.number) else { return Fed::All };
                (self.number, self.frame, self.sent) = (number, frame, 0);
            }
            match self.stream.write(self.frame.get(self.sent..).unwrap_or_default()) {
                Ok(0) => return Fed::Gone,
                Ok(length) => self.sent += length,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Fed::Full,
                Err(_) => return Fed::Gone,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::model::{Model, Setup};
    use crate::app::state::screen::{Open, Screen, Spot};
    use crate::domain::language::tag::LanguageTag;
    use crate::engine::policy::Policy;
    use crate::shell::world::library::Library;
    use ratatui::layout::Size;

    fn scrolled(scroll: u16) -> Open<Screen> {
        Open { what: Screen::Welcome, at: Spot { scroll, ..Spot::default() } }
    }

    fn view() -> ClientView {
        let library = Library::open(None).unwrap();
        let setup = Setup {
            public: None,
            languages: library.in_order(&[LanguageTag::parse("en").unwrap()], 0).unwrap(),
            language: 0,
            policy: Policy::personal(),
            region: "US".into(),
            clinic: None,
            folder: String::new(),
            remote_host: None,
        };
        ClientView::of(&Model::new(Arc::new(setup), Size::new(80, 24)))
    }

    fn rung(shared: &Shared) -> bool {
        rustix::io::read(&shared.bell, &mut [0; 8]).is_ok()
    }

    #[test]
    fn with_nobody_there_nothing_is_woken_and_nothing_is_put_into_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join("a.sock")).unwrap();
        listener.set_nonblocking(true).unwrap();
        let shared = Arc::new(Shared::new().unwrap());
        let mut server = Server::new(listener, Arc::clone(&shared), Arc::from([1]), ownership::peer).unwrap();
        for scroll in 0..100 {
            shared.show(&ClientView { screen: scrolled(scroll), ..view() });
        }
        assert!(!rung(&shared));
        server.take_in();
        server.serve();
        assert_eq!(server.latest.0, 0, "no view was put into bytes");
        // The first who comes gets the latest, and from then on each new view wakes the thread once, however often
        // it is shown.
        let _first = UnixStream::connect(folder.path().join("a.sock")).unwrap();
        server.take_in();
        server.serve();
        assert_eq!(server.latest.0, 100);
        let next = ClientView { hidden: true, ..view() };
        shared.show(&next);
        assert!(rung(&shared));
        (0..100).for_each(|_| shared.show(&next));
        assert!(!rung(&shared));
    }
}
