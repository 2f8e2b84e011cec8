//! How another region's support lines are shown: at once where there are two, else by way of a list.

use crate::app::screens::overlay::regions::open_regions;
use crate::app::state::model::Model;
use crate::app::state::screen::{Overlay, RegionsOverlay};

/// So many regions need no list.
const FEW: usize = 2;

/// Shows the other region's lines, or lists the regions.
pub(super) fn other_region(model: &mut Model) {
    let regions = model.questionnaire().regions();
    if regions.len() > FEW {
        return open_regions(model);
    }
    let other = regions.into_iter().find(|region| *region != model.region).map(str::to_owned);
    if let Some(region) = other {
        model.region = region;
    }
}

/// Closes the list, and comes back to what it was opened from.
pub(super) fn close_regions(model: &mut Model, RegionsOverlay { below, .. }: RegionsOverlay) {
    if let Some(at) = below {
        model.open(Overlay::Support);
        if let Some(open) = model.overlay.as_mut() {
            open.at = at;
        }
    }
}
