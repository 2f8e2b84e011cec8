//! The question whether to start again.

use super::question::{YES, question};
use crate::app::screens::component::Component;
use crate::app::sheet::lines::{Room, Sheet};
use crate::app::state::context::Context;
use crate::app::state::message::{Effect, Effects};
use crate::app::state::model::Model;
use crate::app::state::screen::Spot;

/// The question whether to start again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Restart;

impl Component<Model> for Restart {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Choice
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        let words = &model.wording().restart;
        let public = &model.wording().kiosk;
        let (text, again) = if model.is_public() {
            (&public.restart_text, &public.restart_again)
        } else {
            (&words.text, &words.again)
        };
        question(&words.heading, text, &[&words.stay, again], at, room)
    }

    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        match row {
            // Only the end of the process surely clears the memory.
            YES if model.is_public() => vec![Effect::Quit],
            YES => {
                model.start_over();
                vec![Effect::Redraw]
            }
            _ => vec![],
        }
    }
}
