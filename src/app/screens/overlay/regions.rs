//! The regions whose support lines can be shown, as a list.
//!
//! It must not depend on the answers. Letters lead to names here: `update` tells it what was typed.

use crate::app::screens::component::Component;
use crate::app::screens::parts::{option, paragraph};
use crate::app::sheet::lines::{Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::context::Context;
use crate::app::state::message::Effects;
use crate::app::state::model::Model;
use crate::app::state::screen::{Open, Overlay, Pointer, RegionsOverlay, Spot};
use crate::app::text::folded::folded;
use crate::domain::answers::copy::support_region;
use crate::domain::answers::sentences::region_title;
use crate::domain::language::wording::fill;
use crate::domain::questionnaire::region::WORLD;

impl Component<Model> for RegionsOverlay {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Names
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        let words = &model.wording().support;
        let mut body = Vec::new();
        if !room.touch {
            body.extend(wrap(&words.first_letters, room.width, Role::Muted));
        }
        if model.questionnaire().regions().contains(&WORLD) {
            let row = region_title(words, WORLD);
            body.extend(paragraph(&fill(&words.not_listed, &[("row", &row)]), room, Role::Muted));
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
    model.overlay = Some(Open { what: Overlay::Regions(RegionsOverlay { below, typed: String::new() }), at });
}

/// Goes on with a search for a name by one letter.
///
/// The pointer goes to the first name that begins with the letters that were typed so far, whatever their case and accents. A
/// letter with which no name goes on begins a new search; the same letter again leads to the next name with it, round and round.
pub(crate) fn seek(model: &mut Model, letter: &str) {
    let names = plain_names(model);
    let letter = folded(letter);
    let Some((search, at)) = place_of_search(model) else { return };
    // An accent that was typed by itself belongs to the letter before it.
    if letter.is_empty() {
        return;
    }
    let longer = format!("{search}{letter}");
    let begin = |typed: &str| names.iter().position(|name| name.starts_with(typed));
    let next = || {
        let mut later = names.iter().enumerate().skip(at.pointer.row.map_or(0, |row| row + 1));
        later.find(|(_, name)| name.starts_with(&letter)).map(|(row, _)| row)
    };
    let (typed, row) = match begin(&longer) {
        Some(row) => (longer, Some(row)),
        None if *search == letter => (letter.clone(), next().or_else(|| begin(&letter))),
        None => (letter.clone(), begin(&letter)),
    };
    *search = if row.is_some() { typed } else { String::new() };
    if let Some(row) = row {
        at.pointer = Pointer::at(row);
    }
}

/// Returns whether a search is under way, and a name goes on with this letter. Names have blanks within them.
pub(crate) fn seeks_on(model: &Model, letter: char) -> bool {
    let Some(Open { what: Overlay::Regions(RegionsOverlay { typed, .. }), .. }) = &model.overlay else {
        return false;
    };
    let longer = format!("{typed}{letter}");
    !typed.is_empty() && plain_names(model).iter().any(|name| name.starts_with(&longer))
}

/// Ends a search, so that the next letter begins one.
pub(crate) fn end_search(model: &mut Model) {
    if let Some((search, _)) = place_of_search(model) {
        search.clear();
    }
}

/// Returns what was typed in the list, and where the person is in it.
fn place_of_search(model: &mut Model) -> Option<(&mut String, &mut Spot)> {
    match model.overlay.as_mut()? {
        Open { what: Overlay::Regions(RegionsOverlay { typed, .. }), at } => Some((typed, at)),
        _ => None,
    }
}

/// Returns the names in their order, as they are compared.
fn plain_names(model: &Model) -> Vec<String> {
    let words = &model.wording().support;
    model.questionnaire().regions().into_iter().map(|region| folded(&region_title(words, region))).collect()
}

/// Returns the row of the region whose lines are shown.
fn shown_row(model: &Model) -> Option<usize> {
    let shown = support_region(model.questionnaire(), &model.region);
    model.questionnaire().regions().iter().position(|region| *region == shown)
}
