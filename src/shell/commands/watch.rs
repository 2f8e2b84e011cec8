//! `check --watch`: verifies files again at each save, and shows the screens that a message is about beside it.
//!
//! It asks twice a second whether a file has changed. docs/decisions.md says why it does not wait to be told. It writes
//! nothing but the screen.

use super::check::{self, OnScreen};
use crate::app::keys::bindings::resolve;
use crate::app::layout::concerned::USUAL;
use crate::app::layout::single::Layout;
use crate::app::sheet::lines::Role;
use crate::app::state::context::Context;
use crate::app::state::message::{Command, Motion};
use crate::engine::policy::Policy;
use crate::files::text_file;
use crate::shell::cli::args::CheckArgs;
use crate::shell::cli::values::ThemeArgs;
use crate::shell::terminal::event::Event;
use crate::shell::terminal::program::{self, Draw, Flow, Program};
use crate::shell::terminal::stage::{self, Stage, guarded};
use crate::shell::terminal::theme_choice;
use crate::shell::world::beside;
use crate::shell::world::clock;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::shell::world::output::folded;
use crate::view::display_list::DisplayList;
use crate::view::frame::view;
use crate::view::theme::Theme;
use crossterm::event::{Event as Act, KeyCode};
use ratatui::layout::{Rect, Size};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long it waits before it looks at the files again.
const PAUSE: Duration = Duration::from_millis(500);

/// The line above and below a screen.
const EDGE: &str = "────────────────────────────────────────────────────────────────────────────────";

/// Verifies the files of the arguments until somebody ends it.
///
/// # Errors
/// If there is no terminal, it cannot be used or is lost; if standard input is to be watched; if a signal ends the
/// program, or after a fault.
pub(super) fn run(args: &CheckArgs) -> Result<(), Failure> {
    if args.files.iter().any(|file| text_file::is_stdin(file)) {
        return Err(Failure::usage("Standard input cannot be watched: nobody saves it.")
            .hint("Name a file: stillpoint check --watch FILE"));
    }
    let instead = "Run it in a terminal window. Without one, run: stillpoint check FILE";
    stage::is_on_terminal("check --watch", instead)?;
    let environment = Environment::read();
    stage::places_text(&environment, "Use another terminal, or run: stillpoint check FILE")?;
    guarded(|| {
        let theme = theme_choice::theme(ThemeArgs { theme: None, glyphs: None }, None, &environment);
        let (mut stage, mut source) = Stage::take(theme)?;
        program::run(&mut FileWatch::new(args, stage::window()), &mut stage, &mut source)
    })
}

/// How the files stand: of each when it was changed, how long it is, and its number on the disk.
type Stamps = Vec<(PathBuf, Option<[i64; 4]>)>;

/// The files that are watched, and what is shown of them.
struct FileWatch<'a> {
    args: &'a CheckArgs,
    size: Size,
    /// The first row that is visible.
    first: usize,
    /// How often the files were verified.
    checks: u64,
    stamps: Stamps,
    /// When the files are looked at again, since the machine was started.
    next: Duration,
    passages: Vec<Passage>,
}

/// A part of what is shown.
enum Passage {
    /// A message, with its line breaks.
    Words(String, Role),
    /// A screen that it is about.
    Screen(Box<Layout>),
}

impl<'a> FileWatch<'a> {
    fn new(args: &'a CheckArgs, size: Size) -> Self {
        let (next, stamps) = (clock::up() + PAUSE, stamped(args));
        let mut watch = Self { args, size, first: 0, checks: 0, stamps, next, passages: Vec::new() };
        watch.verify();
        watch
    }

    /// Verifies the files. What is visible stays where it is, for an author looks at the screen that they mend.
    fn verify(&mut self) {
        self.checks += 1;
        let head = format!("Checked {}. Save a file, and it is checked again.\n", times(self.checks));
        self.passages = vec![Passage::Words(head, Role::Muted)];
        match check::with_screens(self.args) {
            Ok(files) => self.passages.extend(files.into_iter().flat_map(passages)),
            Err(failure) => self.passages.push(Passage::Words(failure.told(), Role::Text)),
        }
        self.first = self.first.min(self.last());
    }

    /// Looks whether a file has changed, and if so verifies all.
    fn look(&mut self) {
        self.next = clock::up() + PAUSE;
        let now = stamped(self.args);
        if now != self.stamps {
            self.stamps = now;
            self.verify();
        }
    }

    /// Returns how many rows are there for what is shown; the last row of the window has the keys.
    fn height(&self) -> usize {
        usize::from(self.size.height.saturating_sub(1))
    }

    /// Returns the first row that is visible where the last one is.
    fn last(&self) -> usize {
        let rows: usize = self.passages.iter().map(|passage| passage.rows(self.size.width)).sum();
        rows.saturating_sub(self.height())
    }

    fn moved(&mut self, motion: Motion) {
        let page = self.height();
        self.first = match motion {
            Motion::Up => self.first.saturating_sub(1),
            Motion::Down => self.first + 1,
            Motion::PageUp => self.first.saturating_sub(page),
            Motion::PageDown => self.first + page,
            // No other motion is bound here.
            _ => self.first,
        }
        .min(self.last());
    }

    fn asked(&mut self, event: &Act) -> Flow {
        let Act::Key(key) = event else { return Flow::Continue };
        match resolve(Context::SecondScreen, &Policy::personal(), key) {
            _ if key.code == KeyCode::Esc => return Flow::End(Ok(())),
            Some(Command::Leave) => return Flow::End(Ok(())),
            Some(Command::Redraw) => return Flow::Redraw,
            Some(Command::Suspend) => return Flow::Suspend,
            Some(Command::Move(motion)) => self.moved(motion),
            _ => {}
        }
        Flow::Continue
    }

    fn draw_on(&self, theme: &Theme, list: &mut DisplayList) {
        let (bottom, mut above) = (self.height(), self.first);
        let mut y = 0;
        for passage in &self.passages {
            let rows = passage.rows(self.size.width);
            if above < rows && y < bottom {
                passage.draw(above..rows.min(above + bottom - y), y, theme, list);
                y += rows - above;
            }
            above = above.saturating_sub(rows);
        }
        let keys = "Arrows scroll   q end";
        list.text(2, self.size.height.saturating_sub(1), keys, self.size.width, theme.style(Role::Muted));
    }
}

impl Program for FileWatch<'_> {
    fn handle(&mut self, event: Event) -> Flow {
        match event {
            Event::Deadline => self.look(),
            Event::Input(event) => return self.asked(&event),
            Event::Resize(window) | Event::Continued(window) => {
                self.size = window;
                self.first = self.first.min(self.last());
                return Flow::Redraw;
            }
            Event::Suspend => return Flow::Suspend,
            Event::Woken | Event::Typed | Event::Line | Event::Lost | Event::Terminate(_) => {}
        }
        Flow::Continue
    }

    fn deadline(&self) -> Option<Duration> {
        Some(self.next)
    }
}

impl Draw<FileWatch<'_>> for Stage {
    fn draw(&mut self, watch: &FileWatch<'_>) -> io::Result<()> {
        // No click does anything here, so the terminal can mark and copy with the mouse.
        self.take_mouse(false);
        let window = Rect::new(0, 0, watch.size.width, watch.size.height);
        self.show(watch.size, window, |theme, list| watch.draw_on(theme, list))
    }
}

impl Passage {
    /// Returns how many rows it takes in a window of this width.
    fn rows(&self, width: u16) -> usize {
        match self {
            Self::Words(words, _) => folded(words, usize::from(width)).lines().count() + 1,
            Self::Screen(_) => usize::from(USUAL.height) + 3,
        }
    }

    /// Draws some of its rows, the first of them at `y`.
    fn draw(&self, rows: std::ops::Range<usize>, y: usize, theme: &Theme, list: &mut DisplayList) {
        let at = |row: usize| {
            let row = row.checked_sub(rows.start).filter(|_| row < rows.end)?;
            u16::try_from(y + row).ok()
        };
        match self {
            Self::Words(words, role) => {
                let width = list.area().width;
                for (row, line) in folded(words, usize::from(width)).lines().enumerate() {
                    at(row).map(|y| list.text(0, y, &theme.text(line), width, theme.style(*role)));
                }
            }
            Self::Screen(layout) => {
                let mut screen = DisplayList::new(layout.area);
                view(layout, theme, &mut screen);
                let below = usize::from(USUAL.height) + 1;
                for edge in [0, below] {
                    at(edge).map(|y| list.text(0, y, &theme.text(EDGE), u16::MAX, theme.style(Role::Muted)));
                }
                let first = usize::from(layout.area.y) + 1;
                for (row, pieces) in (first..below).zip(screen.rows()) {
                    for (x, text, style) in pieces.pieces() {
                        at(row).map(|y| list.text(x, y, text, u16::MAX, style));
                    }
                }
            }
        }
    }
}

/// Returns what is shown of a file: what is well, then each message, with its screen after the last one that is about it.
fn passages(OnScreen { checked, screens }: OnScreen) -> Vec<Passage> {
    let told = checked.told(false);
    let mut passages: Vec<Passage> = Some(told)
        .filter(|told| !told.is_empty())
        .map(|told| Passage::Words(told, Role::Text))
        .into_iter()
        .collect();
    let mut screens = screens.into_iter().peekable();
    for message in checked.to_mend() {
        passages.push(Passage::Words(message.to_string(), Role::Text));
        let screen = screens.next().flatten();
        let is_last = screen.is_some() && screens.peek() != Some(&screen);
        passages.extend(screen.filter(|_| is_last).map(|screen| Passage::Screen(Box::new(screen))));
    }
    passages
}

/// Returns how the files of the arguments stand, and those beside them.
fn stamped(args: &CheckArgs) -> Stamps {
    let around = args.files.iter().flat_map(|file| beside::beside(file).unwrap_or_default());
    args.files
        .iter()
        .cloned()
        .chain(around)
        .map(|file| (stamp(&file), file))
        .map(|(stamp, file)| (file, stamp))
        .collect()
}

fn stamp(file: &Path) -> Option<[i64; 4]> {
    let found = file.metadata().ok()?;
    let number = |of: u64| i64::try_from(of).unwrap_or(i64::MAX);
    Some([found.mtime(), found.mtime_nsec(), number(found.size()), number(found.ino())])
}

fn times(n: u64) -> String {
    if n == 1 { "once".to_owned() } else { format!("{n} times") }
}
