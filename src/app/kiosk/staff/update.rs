//! Changes the screens of staff by an event, and lays them out.
//!
//! It must not do what staff ask for: it returns a [`Wish`], and the shell does it.

use super::leave::LeaveQuestion;
use super::menu::Menu;
use super::pin::{KEY, Pin, pad};
use super::state::{Staff, StaffScreen, Wish};
use crate::app::keys::bindings::resolve;
use crate::app::layout::hints::PlacedHint;
use crate::app::layout::language_hint::language_hint;
use crate::app::layout::message_page::too_small_page;
use crate::app::layout::single::Layout;
use crate::app::screens::component::Component;
use crate::app::screens::parts::paragraph;
use crate::app::sheet::lines::{Line, Role, Room, Sheet};
use crate::app::state::context::Context;
use crate::app::state::message::Command;
use crate::app::state::model::is_too_small;
use crate::app::state::screen::{Open, Pointer};
use crate::app::update::movement::{chosen, moved};
use crate::domain::language::wording::fill;
use crate::engine::policy::{Policy, SensitiveItems};
use crossterm::event::{Event, MouseButton, MouseEventKind};
use ratatui::layout::{Rect, Size};

/// Returns the component of a screen for staff.
fn component(screen: &StaffScreen) -> &dyn Component<Staff, Option<Wish>> {
    match screen {
        StaffScreen::Pin => &Pin,
        StaffScreen::Menu => &Menu,
        StaffScreen::Leave => &LeaveQuestion,
        StaffScreen::Message(message) => message,
    }
}

/// Returns where a key is pressed.
fn context(staff: &Staff) -> Context {
    component(&staff.screen.what).context(staff, staff.screen.at)
}

/// Changes the screens of staff by an event. Returns what the shell has to do, if anything.
pub fn handle(staff: &mut Staff, event: &Event) -> Option<Wish> {
    let command = match event {
        Event::Resize(width, height) => {
            staff.window = Size { width: *width, height: *height };
            return Some(Wish::Redraw);
        }
        Event::Key(key) => resolve(context(staff), &Policy::kiosk(SensitiveItems::NotAsked), key),
        Event::Mouse(mouse) if mouse.kind == MouseEventKind::Down(MouseButton::Left) => {
            layout(staff).hit(mouse.column, mouse.row)
        }
        Event::Mouse(_) | Event::Paste(_) | Event::FocusGained | Event::FocusLost => None,
    };
    apply(staff, command?)
}

fn apply(staff: &mut Staff, command: Command) -> Option<Wish> {
    match command {
        Command::Back => match staff.screen.what {
            StaffScreen::Message(_) | StaffScreen::Leave => {
                staff.screen = Open::new(StaffScreen::Menu);
                None
            }
            StaffScreen::Pin | StaffScreen::Menu => Some(Wish::Back),
        },
        Command::Move(motion) => {
            staff.screen.at = moved(&layout(staff), staff.screen.at, motion);
            None
        }
        Command::Activate => choose(staff, chosen(&layout(staff), staff.screen.at)?),
        Command::Choose(row) | Command::Write(row) => choose(staff, row),
        Command::Language => {
            staff.spoken.speak_next();
            None
        }
        // The keymaps of staff bind no other command.
        _ => None,
    }
}

fn choose(staff: &mut Staff, row: usize) -> Option<Wish> {
    staff.screen.at.pointer = Pointer::at(row);
    let screen = staff.screen.what.clone();
    component(&screen).choose(staff, row)
}

/// Lays out the screen that staff see.
#[must_use]
pub fn layout(staff: &Staff) -> Layout {
    if is_too_small(staff.window) {
        return too_small_page(staff.wording(), staff.window);
    }
    let window = Rect::new(0, 0, staff.window.width, staff.window.height);
    Layout::bare(window, |room| sheet(staff, room), |at| buttons(staff, at))
}

/// Composes the screen, with the version of the program above it.
fn sheet(staff: &Staff, room: Room) -> Sheet {
    let version = fill(&staff.words().title, &[("version", env!("CARGO_PKG_VERSION"))]);
    let mut sheet = component(&staff.screen.what).sheet(staff, staff.screen.at, room);
    sheet.body.splice(0..0, paragraph(&version, room, Role::Strong));
    drop(sheet.body.pop_if(|line| *line == Line::blank()));
    sheet
}

/// Places the button that goes back, the one that changes the language, and the pad if the screen is touched.
fn buttons(staff: &Staff, at: &Layout) -> Vec<PlacedHint> {
    let wording = staff.wording();
    let back = PlacedHint {
        area: Rect { width: KEY.0, ..at.footer },
        keys: wording.key.esc.clone(),
        word: wording.kiosk.back.clone(),
        word_first: false,
        command: Command::Back,
    };
    let right = Rect { x: at.footer.right().saturating_sub(KEY.0), width: KEY.0, ..at.footer };
    let language = language_hint(&staff.spoken, context(staff), right);
    let padded = at.touch && staff.has_pin && staff.screen.what == StaffScreen::Pin;
    let keys = padded.then(|| pad(staff, at.area)).into_iter().flatten();
    keys.chain([back]).chain(language).collect()
}
