//! The second screen: a walkthrough's view over its socket, in the real program on a terminal of its own.
//!
//! The walkthrough is a [`DisplayServer`] in the process of the test, with a person at a keyboard who shows what they see.

mod following;
mod frames;
mod private;
mod refusals;
mod server;

use crate::support::own::{self, own};
use crate::support::player::{Player, setup};
use crate::support::pty::Pty;
use std::path::{Path, PathBuf};
use stillpoint::app::state::client_view::ClientView;
use stillpoint::app::state::model::Setup;
use stillpoint::engine::policy::Policy;
use stillpoint::shell::display::server::DisplayServer;
use stillpoint::shell::display::wire::content::{Content, Hello};
use stillpoint::shell::world::library::Library;
use stillpoint::shell::world::ownership::usual_socket;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_stillpoint");

/// A user's folder for sockets.
struct CounselorState {
    runtime: TempDir,
}

impl CounselorState {
    fn new() -> Self {
        Self { runtime: tempfile::tempdir().unwrap() }
    }

    fn path(&self) -> &Path {
        self.runtime.path()
    }

    fn socket(&self) -> PathBuf {
        usual_socket(self.path())
    }

    /// Starts a second screen at a size.
    fn display(&self, size: (u16, u16)) -> Pty {
        self.display_with(&[], size)
    }

    fn display_with(&self, args: &[&str], size: (u16, u16)) -> Pty {
        let runtime = self.path().to_str().unwrap();
        let args = [&["display"], args].concat();
        Pty::spawn(Path::new(PROGRAM), &args, &[("XDG_RUNTIME_DIR", runtime)], size)
    }

    /// Starts a walkthrough, at the first screen.
    fn walkthrough(&self, size: (u16, u16)) -> Walkthrough {
        let player = accompanied(size);
        let display_server = DisplayServer::open(self.path(), &hello(&player.model.setup)).unwrap();
        let walkthrough = Walkthrough { player, display_server };
        walkthrough.show();
        walkthrough
    }
}

/// The client's side with a counselor beside it.
fn accompanied((width, height): (u16, u16)) -> Player {
    Player::with(Setup { policy: Policy::counselor(), ..setup(own()) }, width, height)
}

/// A walkthrough: what a client sees, and the socket on which it can be followed.
struct Walkthrough {
    player: Player,
    display_server: DisplayServer,
}

impl Walkthrough {
    /// Presses keys; what is seen then is shown once.
    fn press(&mut self, keys: &str) -> &mut Self {
        self.player.press(keys);
        self.show();
        self
    }

    fn show(&self) {
        self.display_server.show(&self.view());
    }

    fn view(&self) -> ClientView {
        ClientView::of(&self.player.model)
    }
}

/// The content of the tests, as the program opens it.
fn library() -> Library {
    Library::open(Some(Path::new(own::FILE))).unwrap()
}

/// The greeting for the content of the tests.
fn hello(setup: &Setup) -> Hello {
    let library = library();
    let offered = library.offered(&[], None).unwrap();
    Hello::new(Content::of(&library, &[], offered), setup)
}

/// The greeting of an ordinary walkthrough.
fn usual_hello() -> Hello {
    hello(&setup(own()))
}
