//! What a visitor takes along from a public screen: what goes in, and the code that a phone reads.
//!
//! Nothing that was answered or written goes in unless the visitor ticks it: a phone may send what it reads to a search
//! engine.

use super::parts::{choice, paragraph, tick};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::message::Printing;
use crate::app::state::model::Model;
use crate::app::state::screen::Pointer;
use crate::domain::answers::handout::{Handout, HandoutPart};
use crate::domain::language::wording::{KioskWords, fill};

/// What stands in a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HandoutRow {
    /// A part that goes in or not.
    Part(HandoutPart),
    /// Shows the codes.
    Code,
    /// Prints.
    Print,
    /// Shows what goes in, word for word.
    Read,
}

impl HandoutRow {
    /// Returns the rows from the top: what hands over, then what can go in.
    #[must_use]
    pub fn rows(model: &Model) -> Vec<Self> {
        let prints = model.setup.public.as_ref().is_some_and(|public| public.prints);
        let copy = model.client_copy();
        let has = |part: &HandoutPart| match part {
            HandoutPart::Support | HandoutPart::NextSteps => true,
            HandoutPart::Words => !copy.words.is_empty() || !copy.next_step.is_empty(),
            HandoutPart::Answers => !copy.groups.is_empty(),
            HandoutPart::Questions => !copy.questions.is_empty(),
        };
        let parts = HandoutPart::ALL.into_iter().filter(has).map(Self::Part);
        let hands_over = [Some(Self::Code), prints.then_some(Self::Print), Some(Self::Read)];
        hands_over.into_iter().flatten().chain(parts).collect()
    }
}

/// Composes the choice of what goes along.
#[must_use]
pub fn sheet(model: &Model, room: Room, cursor: Pointer) -> Sheet {
    let words = &model.wording().kiosk;
    let mut body = match model.copy.printing {
        None => paragraph(&words.along_lead, room, Role::Text),
        Some(Printing::Now) => paragraph(&words.printing, room, Role::Strong),
        Some(Printing::Done) => paragraph(&words.printed, room, Role::Strong),
        Some(Printing::Failed) => paragraph(&words.not_printed, room, Role::Attention),
    };
    for (index, row) in HandoutRow::rows(model).into_iter().enumerate() {
        body.extend(match row {
            HandoutRow::Code => choice(index, &words.show_code, cursor, room),
            HandoutRow::Print => choice(index, &words.print, cursor, room),
            HandoutRow::Read => choice(index, &words.read_first, cursor, room),
            HandoutRow::Part(part) => {
                tick(index, name(words, part), model.copy.handout.wants(part), cursor, room)
            }
        });
    }
    Sheet::after_all(words.take_along.clone(), body, Scroll::ToFocus(cursor.beyond))
}

fn name(words: &KioskWords, part: HandoutPart) -> &String {
    match part {
        HandoutPart::Support => &words.part_support,
        HandoutPart::NextSteps => &words.part_steps,
        HandoutPart::Words => &words.part_words,
        HandoutPart::Answers => &words.part_answers,
        HandoutPart::Questions => &words.part_questions,
    }
}

/// Composes what stands beside a code, or what there is in its place.
#[must_use]
pub fn code(model: &Model, room: Room, part: usize, handout: &Handout) -> Sheet {
    let words = &model.wording().kiosk;
    let of = handout.codes.len();
    if of == 0 || !room.touch {
        let mut body = paragraph(&words.no_room, room, Role::Text);
        body.extend(handout.text.lines().flat_map(|line| wrap(line, room.width, Role::Text)));
        return Sheet::after_all(words.take_along.clone(), body, Scroll::By(0));
    }
    let numbers = [("n", (part + 1).to_string()), ("of", of.to_string())];
    let numbers = numbers.each_ref().map(|(name, number)| (*name, number.as_str()));
    let mut body = paragraph(&fill(&words.code_part, &numbers), room, Role::Strong);
    body.extend(paragraph(&words.code_how, room, Role::Text));
    if !handout.left_out.is_empty() {
        let missing: Vec<String> = handout.left_out.iter().map(|part| name(words, *part).clone()).collect();
        let missing = model.wording().about.list(&missing);
        let prints = model.setup.public.as_ref().is_some_and(|public| public.prints);
        let left_out = if prints { &words.left_out_printed } else { &words.left_out };
        body.extend(wrap(&fill(left_out, &[("parts", &missing)]), room.width, Role::Muted));
    }
    let last = body.pop_if(|line| *line == Line::blank());
    drop(last);
    Sheet::after_all(String::new(), body, Scroll::By(0))
}
