//! The regions whose support lines can be shown, as a list.
//!
//! It must not depend on the answers. Letters lead to names here: `update` tells it what was typed.

use crate::app::screens::component::Component;
use crate::app::screens::parts::{option, paragraph};
use crate::app::sheet::lines::{Role, Room, Scroll, Sheet};
use crate::app::state::context::Context;
use crate::app::state::message::Effects;
use crate::app::state::model::Model;
use crate::app::state::screen::{Open, Overlay, RegionsOverlay, Spot};
use crate::domain::answers::copy::support_region;
use crate::domain::answers::sentences::region_title;

impl Component<Model> for RegionsOverlay {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Names
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        let words = &model.wording().support;
        let mut body = Vec::new();
        if !room.touch {
            body.extend(paragraph(&words.first_letter, room, Role::Muted));
        }
        let shown = shown_row(model);
        for (index, region) in model.questionnaire().regions().into_iter().enumerate() {
            let name = region_title(words, region);
            body.extend(option(index, &name, shown == Some(index), at.pointer, room));
        }
        Sheet::new(words.regions.clone(), None, body, Scroll::ToFocus(at.pointer.beyond))
    }

    /// Shows the lines of the region from their top.
    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        if let Some(region) = model.questionnaire().regions().get(row).map(|region| (*region).to_owned()) {
            model.region = region;
        }
        match self.below {
            Some(_) => model.open(Overlay::Support),
            None => model.screen.at.scroll = 0,
        }
        vec![]
    }
}

/// Opens the list, at the region whose lines are shown.
pub(crate) fn open_regions(model: &mut Model) {
    let below = model.overlay.take().filter(|open| open.what == Overlay::Support).map(|open| open.at);
    let at = Spot::row(shown_row(model).unwrap_or_default());
    model.overlay = Some(Open { what: Overlay::Regions(RegionsOverlay { below }), at });
}

/// Returns the next row after a row, round and round, whose region has a name that begins with a letter.
pub(crate) fn row_with_initial(model: &Model, after: Option<usize>, letter: char) -> Option<usize> {
    let words = &model.wording().support;
    let begins = |region: &&str| {
        let first = region_title(words, region).chars().next();
        first.is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()))
    };
    let regions = model.questionnaire().regions();
    let found = || regions.iter().enumerate().filter(|(_, region)| begins(region)).map(|(row, _)| row);
    found().find(|row| after.is_none_or(|after| *row > after)).or_else(|| found().next())
}

/// Returns the row of the region whose lines are shown.
fn shown_row(model: &Model) -> Option<usize> {
    let shown = support_region(model.questionnaire(), &model.region);
    model.questionnaire().regions().iter().position(|region| *region == shown)
}
