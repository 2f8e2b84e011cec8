//! The first screen: what the program is and is not, how long it takes, what it keeps, and how to hide it.

use super::component::{ClientScreen, Component};
use super::parts::{choice, paragraph, safety};
use crate::app::sheet::lines::{Line, Progress, Role, Room, Scroll, Sheet, Span};
use crate::app::sheet::wrap::wrap;
use crate::app::state::context::Context;
use crate::app::state::message::{Command, Effects};
use crate::app::state::model::Model;
use crate::app::state::screen::{Pointer, Screen, Spot};
use crate::domain::answers::sentences::reviewed_by;
use crate::domain::language::languages::LanguageEntry;
use crate::domain::language::wording::{Wording, fill};

/// How long a question takes, in seconds. The 24 built-in questions take about four minutes.
const SECONDS_EACH: usize = 10;

/// The first screen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Welcome;

impl Component<Model> for Welcome {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Welcome
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        sheet(model, room, at.scroll)
    }

    /// Begins, or changes the language.
    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        match row.checked_sub(1) {
            None => self.next(model),
            Some(other) => model.speak_other(other),
        }
        vec![]
    }
}

impl ClientScreen for Welcome {
    fn next(&self, model: &mut Model) {
        model.begin();
    }

    fn back(&self, model: &mut Model) {
        model.go(Screen::Welcome);
    }
}

fn sheet(model: &Model, room: Room, scroll: u16) -> Sheet {
    let wording = model.wording();
    let words = &wording.welcome;
    let parts = model.questionnaire().parts();
    let title = parts.title.as_ref().unwrap_or(&words.heading);
    let clinic = model.setup.clinic.as_ref().map(|name| model.in_words(name));
    let mut body = clinic.map(|name| wrap(name, room.width, Role::Muted)).unwrap_or_default();
    body.extend(languages(model, title, room));
    let [what, rest] = about(model, room);
    body.extend(what);
    if let Some(path) = &model.copy.opened {
        body.extend(paragraph(&fill(&words.read_from, &[("path", path)]), room, Role::Text));
    }
    let begin = if model.session.is_unanswered() { &words.begin } else { &words.go_on };
    body.extend(choice(0, begin, Pointer::default(), room));
    body.push(Line::blank());
    body.extend(rest);
    let progress = Some(Progress { done: 0, of: model.session.items().len() });
    Sheet::new(words.heading.clone(), progress, body, Scroll::By(scroll))
}

/// Returns what the checklist is; and after that what it keeps, how it is hidden, and who reviewed it.
pub(super) fn about(model: &Model, room: Room) -> [Vec<Line>; 2] {
    let wording = model.wording();
    let words = &wording.welcome;
    let time = time_needed(wording, model.session.asked_count());
    let description = model.questionnaire().parts().description.as_deref().unwrap_or_default();
    let what = paragraph(&[description, &words.not_a_test, &time].join(" "), room, Role::Text);
    let (private, hiding) = match (model.is_public(), model.is_accompanied()) {
        (true, _) => (&wording.kiosk.private, &wording.kiosk.hiding),
        (_, true) => (&wording.two.private, &wording.two.hiding),
        (false, false) => (&words.private, &words.hiding),
    };
    let mut rest = paragraph(&format!("{private} {hiding}"), room, Role::Text);
    rest.extend(paragraph(safety(model), room, Role::Text));
    rest.extend(paragraph(&format!("{} {}", words.adults, reviewers(model)), room, Role::Muted));
    [what, rest]
}

/// Returns who reviewed the questionnaire, and for a translation which native speakers read it.
fn reviewers(model: &Model) -> String {
    let wording = model.wording();
    let reviewed = reviewed_by(wording, &model.questionnaire().parts().reviewed_by);
    format!("{reviewed} {}", model.spoken().native_review().unwrap_or_default())
}

/// Returns the title, and at the right the other languages. A single language is beside the title if it fits. Else the
/// languages are above the title, so that they are visible in the smallest window.
fn languages(model: &Model, title: &str, room: Room) -> Vec<Line> {
    let other = |(row, (_, other)): (usize, (usize, &LanguageEntry))| Line {
        right: Some(Span::new(format!("{} {}", other.name(), row + 2), Role::Accent)),
        click: Some(Command::Choose(row + 1)),
        ..Line::blank()
    };
    let mut others: Vec<Line> = model.other_languages().enumerate().map(other).collect();
    let mut titled = paragraph(title, room, Role::Strong);
    let has_room = |first: &Line, only: &Line| {
        only.right.as_ref().is_some_and(|right| first.has_room_for(right, room.width))
    };
    match (others.as_mut_slice(), titled.first_mut()) {
        ([only], Some(first)) if has_room(first, only) => {
            (first.right, first.click) = (only.right.take(), only.click);
        }
        _ => return others.into_iter().chain(titled).collect(),
    }
    titled
}

/// Returns a sentence about how many questions there are and how long they take.
#[must_use]
pub(crate) fn time_needed(wording: &Wording, asked: usize) -> String {
    let questions = wording.counted(&wording.count.questions, asked, &[]);
    let minutes = (asked * SECONDS_EACH).div_ceil(60).max(1);
    let minutes = wording.counted(&wording.count.minutes, minutes, &[]);
    fill(&wording.welcome.time, &[("questions", &questions), ("minutes", &minutes)])
}
