//! A message to staff: the outcome of what they chose in the menu.

use super::state::{MessageScreen, Staff, Wish};
use crate::app::screens::component::Component;
use crate::app::screens::parts::paragraph;
use crate::app::sheet::lines::{Role, Room, Scroll, Sheet};
use crate::app::state::context::Context;
use crate::app::state::screen::Spot;

impl Component<Staff, Option<Wish>> for MessageScreen {
    fn context(&self, _: &Staff, _: Spot) -> Context {
        Context::StaffMessage
    }

    fn sheet(&self, _: &Staff, at: Spot, room: Room) -> Sheet {
        let body = self.lines.iter().flat_map(|line| paragraph(line, room, Role::Text)).collect();
        Sheet::new(String::new(), None, body, Scroll::By(at.scroll))
    }

    fn choose(&self, _: &mut Staff, _: usize) -> Option<Wish> {
        None
    }
}
