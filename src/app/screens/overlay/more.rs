//! What is rarely needed at a kiosk, as a list: so that a question has few buttons beside its answers.
//!
//! `update` carries out the commands of its rows. It must not have a row that does nothing on the screen below.

use crate::app::keys::bindings::bindings;
use crate::app::screens::component::Component;
use crate::app::screens::parts::{choice, paragraph};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::state::context::Context;
use crate::app::state::message::{Command, Effects};
use crate::app::state::model::Model;
use crate::app::state::screen::{MoreOverlay, MoreRow, Overlay, Spot};
use crate::domain::answers::sentences::upper_first;

/// The commands that can be rows, from the top.
const COMMANDS: [Command; 6] =
    [Command::Guard, Command::Source, Command::Review, Command::ReadingList, Command::Hide, Command::Help];

/// Returns the rows for the screen below.
pub(crate) fn more_rows(model: &Model, below: Context) -> Vec<MoreRow> {
    let policy = model.policy();
    let is_bound = |command: &Command| {
        bindings(below, &policy).any(|binding| binding.keys.iter().any(|(_, bound)| bound == command))
    };
    let possible = COMMANDS.into_iter().filter(is_bound).filter(|command| model.can(*command));
    let commands = possible.map(MoreRow::Command);
    let languages = (0..model.other_languages().count()).map(MoreRow::Language);
    commands.chain(languages).chain([MoreRow::About]).collect()
}

impl Component<Model> for MoreOverlay {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Choice
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        let rows = self.rows.iter().enumerate();
        let mut body = help(model, room);
        body.extend(rows.flat_map(|(index, row)| choice(index, name(model, *row), at.pointer, room)));
        let heading = upper_first(&model.wording().kiosk.more);
        Sheet::new(heading, None, body, Scroll::ToFocus(at.pointer.beyond))
    }

    /// Opens what the checklist is, or changes the language.
    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        match self.rows.get(row) {
            Some(MoreRow::Language(other)) => model.speak_other(*other),
            Some(MoreRow::About) => model.open(Overlay::About),
            Some(MoreRow::Command(_)) | None => {}
        }
        vec![]
    }
}

/// Returns the help of the question below, which has no room there in a low window.
fn help(model: &Model, room: Room) -> Vec<Line> {
    let help = model.item().and_then(|item| item.help.as_deref());
    help.map(|help| paragraph(help, room, Role::Text)).unwrap_or_default()
}

/// Returns the words of a row.
fn name(model: &Model, row: MoreRow) -> &str {
    let wording = model.wording();
    match row {
        MoreRow::Command(Command::Guard) => &wording.kiosk.note,
        MoreRow::Command(Command::Source) => &wording.source.heading,
        MoreRow::Command(Command::ReadingList) => &wording.more.heading,
        MoreRow::Command(Command::Review) => &wording.review.heading,
        MoreRow::Command(Command::Help) => &wording.help.heading,
        MoreRow::Command(_) => &wording.kiosk.hide_screen,
        MoreRow::Language(other) => model.other_languages().nth(other).map_or("", |(_, offer)| offer.name()),
        MoreRow::About => &wording.kiosk.about,
    }
}
