//! The handout of a kiosk's visitor: which parts it has, and whether it is printed or shown as a code.
//!
//! It must not include an answer or a written text unless the visitor ticks it. A phone may send what it scans to a
//! search engine.

use super::component::{ClientScreen, Component};
use super::parts::{choice, paragraph, tick};
use crate::app::sheet::lines::{Role, Room, Scroll, Sheet};
use crate::app::state::context::Context;
use crate::app::state::message::{Effect, Effects, Printing};
use crate::app::state::model::Model;
use crate::app::state::screen::{Pointer, Screen, Spot};
use crate::app::state::take_along::TakeAlong;
use crate::domain::answers::copy_format::CopyFormat;
use crate::domain::answers::handout::HandoutPart;
use crate::domain::language::wording::KioskWords;

/// How often a visitor can print in one session; a try that failed counts.
pub(super) const MOST_PRINTS: u8 = 3;

/// The screen that chooses the handout.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HandoutChoice;

impl Component<Model> for HandoutChoice {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Choice
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        sheet(model, room, at.pointer)
    }

    /// Ticks a part, or prints or shows the handout.
    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        match HandoutRow::rows(model).get(row) {
            Some(HandoutRow::Part(part)) => {
                model.copy.handout.toggle(*part);
                model.copy.printing = None;
            }
            Some(HandoutRow::Code) => return vec![Effect::Code],
            Some(HandoutRow::Print) => return print(model),
            Some(HandoutRow::Read) => return vec![Effect::Preview(CopyFormat::Text)],
            None => {}
        }
        vec![]
    }
}

impl ClientScreen for HandoutChoice {
    fn next(&self, _: &mut Model) {}

    fn back(&self, model: &mut Model) {
        model.go(Screen::End);
    }
}

/// What a row does.
#[derive(Clone, Copy)]
enum HandoutRow {
    /// Ticks a part.
    Part(HandoutPart),
    /// Shows the codes.
    Code,
    /// Prints the handout.
    Print,
    /// Shows the handout word for word.
    Read,
}

impl HandoutRow {
    /// Returns the rows from the top: what can be done with the handout, then the parts that it can have.
    fn rows(model: &Model) -> Vec<Self> {
        let along = model.take_along();
        let copy = model.client_copy();
        let has = |part: &HandoutPart| match part {
            HandoutPart::Support | HandoutPart::NextSteps => true,
            HandoutPart::Words => !copy.own.is_blank(),
            HandoutPart::Answers => !copy.groups.is_empty(),
            HandoutPart::Visit => !copy.points.is_empty(),
        };
        let parts = HandoutPart::ALL.into_iter().filter(has).map(Self::Part);
        let hands_over = [
            along.has_code().then_some(Self::Code),
            along.has_printer().then_some(Self::Print),
            Some(Self::Read),
        ];
        hands_over.into_iter().flatten().chain(parts).collect()
    }
}

/// Prints the handout, one page at a time and a few in a session: the paper is for everybody.
fn print(model: &mut Model) -> Effects {
    if model.copy.printing == Some(Printing::Now) {
        return vec![];
    }
    if model.copy.prints >= MOST_PRINTS {
        model.copy.printing = Some(Printing::Enough);
        return vec![];
    }
    model.copy.prints += 1;
    model.copy.printing = Some(Printing::Now);
    vec![Effect::Print]
}

fn sheet(model: &Model, room: Room, cursor: Pointer) -> Sheet {
    let words = &model.wording().kiosk;
    let mut body = match model.copy.printing {
        None => paragraph(lead(model), room, Role::Text),
        Some(Printing::Now) => paragraph(&words.printing, room, Role::Strong),
        Some(Printing::Done) => paragraph(&words.printed, room, Role::Strong),
        Some(Printing::Enough) => paragraph(&words.enough, room, Role::Strong),
        Some(Printing::Failed) => paragraph(&words.not_printed, room, Role::Attention),
    };
    for (index, row) in HandoutRow::rows(model).into_iter().enumerate() {
        body.extend(match row {
            HandoutRow::Code => choice(index, &words.show_code, cursor, room),
            HandoutRow::Print => choice(index, &words.print, cursor, room),
            HandoutRow::Read => choice(index, read(model), cursor, room),
            HandoutRow::Part(part) => {
                tick(index, part_name(words, part), model.copy.handout.wants(part), cursor, room)
            }
        });
    }
    Sheet::after_all(title(model).to_owned(), body, Scroll::ToFocus(cursor.beyond))
}

/// Returns what a visitor knows before they take anything along: who else may see it, and what is left out.
fn lead(model: &Model) -> &str {
    let words = &model.wording().kiosk;
    match model.take_along() {
        TakeAlong::CodeOrPage | TakeAlong::Code => &words.along_code,
        TakeAlong::Page => &words.along_page,
        TakeAlong::Neither => &words.along_text,
    }
}

/// Returns the words of the row that shows the text.
fn read(model: &Model) -> &str {
    let words = &model.wording().kiosk;
    if model.take_along() == TakeAlong::Neither { &words.read } else { &words.read_first }
}

/// Returns the title of the screen, which the last screen leads to by the same words.
pub(super) fn title(model: &Model) -> &str {
    let words = &model.wording().kiosk;
    if model.take_along() == TakeAlong::Neither { &words.read_all } else { &words.take_along }
}

/// Returns the name of a part.
pub(super) fn part_name(words: &KioskWords, part: HandoutPart) -> &String {
    match part {
        HandoutPart::Support => &words.part_support,
        HandoutPart::NextSteps => &words.part_steps,
        HandoutPart::Words => &words.part_words,
        HandoutPart::Answers => &words.part_answers,
        HandoutPart::Visit => &words.part_visit,
    }
}
