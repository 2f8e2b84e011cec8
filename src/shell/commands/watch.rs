//! `check --watch`: verifies files again at each save, and shows the screens that a message is about beside it.
//!
//! It asks twice a second whether a file has changed. docs/decisions.md says why it does not wait to be told. It writes
//! nothing but the screen.

use super::check::{self, OnScreen};
use super::passage::Passage;
use crate::app::keys::bindings::resolve;
use crate::app::layout::concerned::USUAL;
use crate::app::sheet::lines::Role;
use crate::app::sheet::wrap::columns;
use crate::app::state::context::Context;
use crate::app::state::message::{Command, Motion};
use crate::engine::policy::Policy;
use crate::files::text_file;
use crate::files::toml::lint::Level;
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
use crate::view::display_list::DisplayList;
use crate::view::theme::Theme;
use crossterm::event::{Event as Act, KeyCode};
use ratatui::layout::{Rect, Size};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long it waits before it looks at the files again.
const PAUSE: Duration = Duration::from_millis(500);

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
    /// Whether `check` fails, and on what.
    verdict: String,
}

impl<'a> FileWatch<'a> {
    fn new(args: &'a CheckArgs, size: Size) -> Self {
        let (next, stamps) = (clock::up() + PAUSE, stamped(args));
        let (passages, verdict) = (Vec::new(), String::new());
        let mut watch = Self { args, size, first: 0, checks: 0, stamps, next, passages, verdict };
        watch.verify();
        watch
    }

    /// Verifies the files. What is visible stays where it is, for an author looks at the screen that they mend.
    fn verify(&mut self) {
        self.checks += 1;
        self.passages.clear();
        match check::with_screens(self.args) {
            Ok(files) => {
                self.verdict = verdict(&files, self.args.strict);
                self.passages.extend(files.into_iter().flat_map(passages));
            }
            Err(failure) => {
                "Fails".clone_into(&mut self.verdict);
                self.passages.push(Passage::Words(failure.told(), Role::Text));
            }
        }
        self.head();
    }

    /// Says above all how often it was checked, and that a narrow window cuts the screens. Then there may be fewer rows.
    fn head(&mut self) {
        let is_cut = self.size.width < USUAL.width && self.passages.iter().any(Passage::is_screen);
        let wider = if is_cut { " To see the screens whole, make the window 80 columns wide." } else { "" };
        let head = format!("Checked {}. Save a file, and it is checked again.{wider}\n", times(self.checks));
        self.passages.retain(|passage| !matches!(passage, Passage::Words(_, Role::Muted)));
        self.passages.insert(0, Passage::Words(head, Role::Muted));
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
        let (row, width) = (self.size.height.saturating_sub(1), self.size.width);
        list.text(2, row, &theme.text(&self.foot()), width, theme.style(Role::Muted));
    }

    /// Returns what stands in the last row: how it went, which way there is more, and what ends it. Where it is narrow,
    /// the arrows go without their word, and then how it went is short.
    fn foot(&self) -> String {
        let arrows = match (self.first > 0, self.first < self.last()) {
            (true, true) => "\u{2191}\u{2193}",
            (true, false) => "\u{2191}",
            (false, true) => "\u{2193}",
            (false, false) => "",
        };
        let scroll = if arrows.is_empty() { String::new() } else { format!("{arrows} scroll   ") };
        let arrows = if arrows.is_empty() { String::new() } else { format!("{arrows} ") };
        let short = self.verdict.split(':').next().unwrap_or_default();
        let rows = [
            format!("{}   {scroll}q end", self.verdict),
            format!("{}   {arrows}q end", self.verdict),
            format!("{short}   {scroll}q end"),
        ];
        let room = self.size.width.saturating_sub(2);
        let fits = rows.iter().find(|row| columns(row) <= room);
        fits.cloned().unwrap_or_else(|| "q end".to_owned())
    }
}

impl Program for FileWatch<'_> {
    fn handle(&mut self, event: Event) -> Flow {
        match event {
            Event::Deadline => self.look(),
            Event::Input(event) => return self.asked(&event),
            Event::Resize(window) | Event::Continued(window) => {
                self.size = window;
                self.head();
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

/// Returns whether `check` fails on these files, and what is to be mended.
fn verdict(files: &[OnScreen], strict: bool) -> String {
    let count = |level| files.iter().map(|file| file.checked.found.count(level)).sum();
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    let fails = files.iter().any(|file| file.checked.fails(strict));
    let found = [(errors, "error"), (warnings, "warning")].into_iter().filter(|(count, _)| *count > 0);
    let found: Vec<String> = found.map(|(count, what)| counted(count, what)).collect();
    let word = if fails { "Fails" } else { "Passes" };
    if found.is_empty() { word.to_owned() } else { format!("{word}: {}", found.join(", ")) }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
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
