//! What staff see, in a process of its own: it verifies the PIN, and does what staff ask for.
//!
//! It never sees anything of a visitor: theirs has ended before it begins. Wrong tries are kept where the state of the
//! program lies, and nothing else is.

use super::child_context::{ChildContext, Reporter, idle_watch_of};
use super::config::KioskConfig;
use super::handover::Handover;
use super::pin;
use super::printer::{self, test_page};
use crate::app::kiosk::held_key::HeldKey;
use crate::app::kiosk::staff::state::{MessageScreen, Staff, Tried, Wish};
use crate::app::kiosk::staff::update::{self, handle};
use crate::app::kiosk::visitor::{ChildEvent, is_touch};
use crate::app::state::message::PrivateText;
use crate::app::state::model::Setup;
use crate::app::state::qr_form::QrForm;
use crate::domain::faults::print::PrintFault;
use crate::domain::language::languages::SpokenLanguage;
use crate::domain::site::Site;
use crate::engine::idle_watch::{IdleWatch, Watch};
use crate::files::kiosk::pin_attempts::{FILE, Gate, Now};
use crate::shell::cli::kiosk::KioskArgs;
use crate::shell::terminal::event::Event;
use crate::shell::terminal::mailbox::Mailbox;
use crate::shell::terminal::program::{self, Draw, Flow, Program};
use crate::shell::terminal::stage::{self, Stage};
use crate::shell::world::clock;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::view::frame::view;
use crossterm::event::Event as Act;
use std::io;
use std::thread;
use std::time::Duration;

/// Runs what staff see, until they go back or end the kiosk, or nobody is there.
///
/// # Errors
/// Whatever keeps it from going on.
pub(super) fn run(
    place: ChildContext,
    handed: Handover,
    site: Site,
    args: &KioskArgs,
    environment: Environment,
) -> Result<(), Failure> {
    let last_day = handed.last_day;
    let Setup { languages, language, .. } = handed.setup(&site, QrForm::Blanks)?;
    let spoken = SpokenLanguage::new(languages, language);
    let staff = Staff::new(spoken, last_day, site.kiosk.pin_hash.is_some(), stage::window());
    let file = environment.state.as_ref().map(|folder| folder.join(FILE));
    let mut idle_watch = idle_watch_of(&site);
    idle_watch.touched(clock::now().up, Duration::ZERO);
    let gate = site.kiosk.pin_hash.is_some().then(|| Gate::open(file, now()));
    let (args, held_key) = (args.clone(), HeldKey::default());
    let ChildContext { reporter, mut source, mut stage } = place;
    let printed = Mailbox::new(source.waker());
    let mut session = StaffSession {
        staff,
        gate,
        idle_watch,
        held_key,
        touched: false,
        site,
        args,
        environment,
        reporter,
        printed,
        is_printing: false,
        ending: None,
    };
    program::run(&mut session, &mut stage, &mut source)
}

fn now() -> Now {
    let reading = clock::now();
    Now { up: reading.up, wall: reading.wall }
}

/// What staff see, and what their wishes need. It knows no terminal.
struct StaffSession {
    staff: Staff,
    /// What a try at the PIN has to pass; without a PIN there is none.
    gate: Option<Gate>,
    idle_watch: IdleWatch,
    held_key: HeldKey<Act>,
    /// Whether somebody has touched the screen since that was reported.
    touched: bool,
    site: Site,
    args: KioskArgs,
    environment: Environment,
    reporter: Reporter,
    /// What came of a test page, once the command that prints has ended.
    printed: Mailbox<Result<(), PrintFault>>,
    is_printing: bool,
    /// The last report, which waits until the printer has the test page.
    ending: Option<ChildEvent>,
}

impl Program for StaffSession {
    fn handle(&mut self, event: Event) -> Flow {
        let up = clock::now().up;
        let wish = match event {
            // Staff have left, so input is ignored until the printer has the page.
            Event::Input(_) if self.ending.is_some() => None,
            Event::Input(event) => {
                if is_touch(&event) && self.held_key.is_somebody(&event, up) {
                    self.idle_watch.touched(up, Duration::ZERO);
                    self.touched = true;
                }
                handle(&mut self.staff, &event)
            }
            Event::Resize(window) => handle(&mut self.staff, &Act::Resize(window.width, window.height)),
            Event::Continued(_) => Some(Wish::Redraw),
            // Nobody is there, so the printer is not waited for.
            Event::Deadline if self.idle_watch.at(up) == Watch::Over => {
                return self.end(self.ending.unwrap_or(ChildEvent::Done));
            }
            Event::Woken => return self.printed(),
            Event::Lost => {
                self.reporter.report(ChildEvent::Lost);
                None
            }
            Event::Deadline | Event::Suspend | Event::Typed | Event::Line | Event::Terminate(_) => None,
        };
        wish.map_or(Flow::Continue, |wish| self.grant(wish))
    }

    fn deadline(&self) -> Option<Duration> {
        self.idle_watch.clears()
    }

    fn settle(&mut self) {
        // Once for all that was heard together: a line that is full would lose the report that ends this.
        if std::mem::take(&mut self.touched) {
            self.reporter.report(ChildEvent::Touched(Duration::ZERO));
        }
    }
}

impl Draw<StaffSession> for Stage {
    fn draw(&mut self, session: &StaffSession) -> io::Result<()> {
        let layout = update::layout(&session.staff);
        self.show(session.staff.window, layout.area, |theme, list| view(&layout, theme, list))
    }
}

impl StaffSession {
    fn grant(&mut self, wish: Wish) -> Flow {
        match wish {
            Wish::Back => return self.leave(ChildEvent::Done),
            Wish::Leave => return self.leave(ChildEvent::Leave),
            Wish::Try(PrivateText(pin)) => {
                let tried = self.tried(&pin);
                self.staff.tried(tried);
            }
            Wish::Reload => self.reload(),
            Wish::TestPrint => self.test_print(),
            Wish::Redraw => return Flow::Redraw,
        }
        Flow::Continue
    }

    /// Ends with this report, as soon as no page is being printed: the end of the process would leave the command that
    /// prints to itself.
    fn leave(&mut self, last: ChildEvent) -> Flow {
        if !self.is_printing {
            return self.end(last);
        }
        self.ending = Some(last);
        self.staff.say(MessageScreen::Printing);
        Flow::Continue
    }

    fn end(&mut self, last: ChildEvent) -> Flow {
        self.reporter.report(last);
        Flow::End(Ok(()))
    }

    /// Verifies a PIN, if it may be tried now. It counts as a wrong try before it is looked at.
    fn tried(&mut self, entered: &str) -> Tried {
        let (Some(gate), Some(hash)) = (&mut self.gate, &self.site.kiosk.pin_hash) else {
            return Tried::Wrong(0);
        };
        if let Err(wait) = gate.begin(now()) {
            return Tried::TooSoon(seconds(wait));
        }
        let right = pin::verify(entered, hash);
        let up = clock::now().up;
        if right {
            // If the file stays, tries are slower after the next start; that locks nobody out.
            let _ = gate.right(up);
            return Tried::Right;
        }
        Tried::Wrong(gate.wait(up).map_or(0, seconds))
    }

    fn reload(&mut self) {
        let said = match KioskConfig::read(&self.args, &self.environment) {
            Ok(_) => {
                self.reporter.report(ChildEvent::Reload);
                MessageScreen::Reloaded
            }
            Err(failure) => MessageScreen::NotReloaded(failure.what().lines().map(str::to_owned).collect()),
        };
        self.staff.say(said);
    }

    /// Prints the test page in a thread, so that keys and signals are handled meanwhile; one page at a time.
    fn test_print(&mut self) {
        self.staff.say(MessageScreen::Printing);
        if std::mem::replace(&mut self.is_printing, true) {
            return;
        }
        let (command, page) = (self.site.kiosk.print_command.clone(), self.test_page());
        let printed = self.printed.clone();
        let started = thread::Builder::new().name("printer".into()).spawn(move || {
            printed.put(printer::print(&command, &page, printer::LIMIT));
        });
        if let Err(error) = started {
            self.printed.put(Err(PrintFault::Other(error.to_string())));
        }
    }

    fn test_page(&self) -> String {
        let clinic = self.site.clinic.as_ref().map(|name| self.staff.in_words(name));
        test_page(clinic, self.site.kiosk.print_width())
    }

    /// Tells what came of the test page, or ends if only that was waited for.
    fn printed(&mut self) -> Flow {
        let Some(printed) = self.printed.take() else { return Flow::Continue };
        self.is_printing = false;
        match self.ending.take() {
            Some(last) => self.end(last),
            None => {
                self.staff.say(MessageScreen::TestPage(printed));
                Flow::Continue
            }
        }
    }
}

/// Returns a time in whole seconds, begun ones counted.
fn seconds(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}
