//! The menu of staff, which comes after the PIN.

use super::state::{MessageScreen, Staff, StaffScreen, Wish};
use crate::app::screens::component::Component;
use crate::app::screens::parts::choice;
use crate::app::sheet::lines::{Line, Room, Scroll, Sheet};
use crate::app::state::context::Context;
use crate::app::state::screen::{Open, Spot};
use crate::domain::language::wording::StaffWords;

/// A row of the menu: its words, and what it does.
type MenuEntry = (fn(&StaffWords) -> &String, MenuRow);

/// The rows of the menu, from the top.
const ROWS: [MenuEntry; 5] = [
    (|w| &w.back, MenuRow::Back),
    (|w| &w.totals, MenuRow::Totals),
    (|w| &w.reload, MenuRow::Reload),
    (|w| &w.test_print, MenuRow::TestPrint),
    (|w| &w.leave, MenuRow::Leave),
];

/// What a row of the menu does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MenuRow {
    Back,
    Totals,
    Reload,
    TestPrint,
    Leave,
}

/// The menu.
#[derive(Clone, Copy, Debug)]
pub(super) struct Menu;

impl Component<Staff, Option<Wish>> for Menu {
    fn context(&self, _: &Staff, _: Spot) -> Context {
        Context::StaffMenu
    }

    fn sheet(&self, staff: &Staff, at: Spot, room: Room) -> Sheet {
        let rows = ROWS.iter().enumerate();
        let body: Vec<Line> = rows
            .flat_map(|(index, (text, _))| choice(index, text(staff.words()), at.pointer, room))
            .collect();
        Sheet::new(String::new(), None, body, Scroll::ToFocus(at.pointer.beyond))
    }

    fn choose(&self, staff: &mut Staff, row: usize) -> Option<Wish> {
        let (_, chosen) = ROWS.get(row)?;
        match chosen {
            MenuRow::Back => Some(Wish::Back),
            MenuRow::Totals => {
                staff.say(MessageScreen::Totals(staff.last_day));
                None
            }
            MenuRow::Reload => Some(Wish::Reload),
            MenuRow::TestPrint => Some(Wish::TestPrint),
            MenuRow::Leave => {
                staff.screen = Open::new(StaffScreen::Leave);
                None
            }
        }
    }
}
