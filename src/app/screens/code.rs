//! The words beside a QR code for a phone. The layout places the code itself.
//!
//! If no code fits the window, it says what can be done instead, and shows the text that would be in it.

use super::component::{ClientScreen, Component};
use super::handout::{MOST_PRINTS, part_name, title};
use super::parts::paragraph;
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::context::Context;
use crate::app::state::model::Model;
use crate::app::state::screen::{CodeScreen, Screen, Spot};
use crate::domain::answers::handout::Handout;
use crate::domain::language::wording::fill;

impl Component<Model> for CodeScreen {
    fn context(&self, _: &Model, _: Spot) -> Context {
        if self.handout.codes.is_empty() { Context::NoCode } else { Context::Code }
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        if self.handout.codes.is_empty() {
            return text_instead(model, room, at, &self.handout.text);
        }
        sheet(model, room, self.part, &self.handout)
    }
}

impl ClientScreen for CodeScreen {
    fn next(&self, model: &mut Model) {
        let part = self.part + 1;
        model.go(match part < self.handout.codes.len() {
            true => Screen::Code(Self { part, handout: self.handout.clone() }),
            false => Screen::End,
        });
    }

    fn back(&self, model: &mut Model) {
        model.go(match self.part.checked_sub(1) {
            Some(part) => Screen::Code(Self { part, handout: self.handout.clone() }),
            None => Screen::Handout,
        });
    }
}

/// Composes what can be done where there is no room for a code, and the text that would be in it.
fn text_instead(model: &Model, room: Room, at: Spot, text: &str) -> Sheet {
    let words = &model.wording().kiosk;
    let mut body =
        paragraph(if prints(model) { &words.no_room_printed } else { &words.no_room }, room, Role::Text);
    body.extend(text.lines().flat_map(|line| paragraph(line, room, Role::Text)));
    Sheet::after_all(title(model).to_owned(), body, Scroll::By(at.scroll))
}

/// Says whether the visitor can go back and print.
fn prints(model: &Model) -> bool {
    model.take_along().has_printer() && model.copy.prints < MOST_PRINTS
}

/// Composes the words beside a code.
fn sheet(model: &Model, room: Room, part: usize, handout: &Handout) -> Sheet {
    let words = &model.wording().kiosk;
    let of = handout.codes.len();
    let numbers = [("n", (part + 1).to_string()), ("of", of.to_string())];
    let numbers = numbers.each_ref().map(|(name, number)| (*name, number.as_str()));
    let mut body = paragraph(&fill(&words.code_part, &numbers), room, Role::Strong);
    if of > 1 {
        body.extend(paragraph(&fill(&words.code_each, &numbers), room, Role::Text));
    }
    body.extend(paragraph(&words.code_how, room, Role::Text));
    if !handout.left_out.is_empty() {
        let missing: Vec<String> =
            handout.left_out.iter().map(|part| part_name(words, *part).clone()).collect();
        let missing = model.wording().about.list(&missing);
        let left_out = if prints(model) { &words.left_out_printed } else { &words.left_out };
        body.extend(wrap(&fill(left_out, &[("parts", &missing)]), room.width, Role::Muted));
    }
    drop(body.pop_if(|line| *line == Line::blank()));
    Sheet::after_all(String::new(), body, Scroll::By(0))
}
