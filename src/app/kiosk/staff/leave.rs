//! The question whether to end the kiosk. The first answer changes nothing.

use super::state::{Staff, StaffScreen, Wish};
use crate::app::screens::component::Component;
use crate::app::screens::overlay::question::{YES, question};
use crate::app::sheet::lines::{Room, Sheet};
use crate::app::state::context::Context;
use crate::app::state::screen::{Open, Spot};

/// The question.
#[derive(Clone, Copy, Debug)]
pub(super) struct LeaveQuestion;

impl Component<Staff, Option<Wish>> for LeaveQuestion {
    fn context(&self, _: &Staff, _: Spot) -> Context {
        Context::StaffMenu
    }

    fn sheet(&self, staff: &Staff, at: Spot, room: Room) -> Sheet {
        let words = staff.words();
        question("", &words.leave_ask, &[&words.stay, &words.leave], at, room)
    }

    fn choose(&self, staff: &mut Staff, row: usize) -> Option<Wish> {
        if row == YES {
            return Some(Wish::Leave);
        }
        staff.screen = Open::new(StaffScreen::Menu);
        None
    }
}
