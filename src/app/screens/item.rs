//! An item with its options, or the content note before a block of sensitive items.
//!
//! In a private turn and at a kiosk it must not show which option was chosen.

use super::component::{ClientScreen, Component, HintWord};
use super::parts::{choice, keyed, option, paragraph, source};
use crate::app::keys::bindings::key_for;
use crate::app::sheet::lines::{Line, Progress, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::context::Context;
use crate::app::state::message::{Command, Effects, Motion};
use crate::app::state::model::{Model, Seat};
use crate::app::state::screen::{ItemScreen, Overlay, Pointer, Screen, SkipPartOverlay, Spot};
use crate::domain::answers::response::{Answer, ItemState};
use crate::domain::id::{FactId, GroupId, LinkId};
use crate::domain::language::wording::fill;
use crate::domain::questionnaire::draft::Item;
use crate::engine::policy::AfterAnswer;
use crate::engine::session::SessionItem;

/// The row of a content note that skips the block.
const SKIP_ROW: usize = 1;

impl Component<Model> for ItemScreen {
    fn context(&self, model: &Model, _: Spot) -> Context {
        match model.session.item_at(self.position) {
            Some(SessionItem::Question(_)) if model.seat == Seat::Private => Context::Private,
            Some(SessionItem::Question(_)) => Context::Item,
            Some(SessionItem::Note(_)) | None => Context::ContentNote,
        }
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        sheet(model, room, self.position, at)
    }

    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        match model.session.item_at(self.position).cloned() {
            Some(SessionItem::Question(id)) => answer(model, *self, &id, row),
            Some(SessionItem::Note(_)) if row == SKIP_ROW => skip_part(model, self.position),
            Some(SessionItem::Note(_)) | None => model.go_past_item(*self),
        }
        vec![]
    }

    /// Goes on at the answer of a question that stays.
    fn enter_word(&self, model: &Model, _: Spot) -> Option<HintWord> {
        const ON: HintWord = |words| &words.on;
        model.points_at_answer().then_some(ON)
    }

    fn cited(&self, model: &Model) -> Option<Vec<FactId>> {
        model.item().map(|item| item.facts.clone())
    }
}

impl ClientScreen for ItemScreen {
    fn next(&self, model: &mut Model) {
        match model.seat {
            Seat::Private => model.go_privately(self.position, 1),
            Seat::Client | Seat::Counselor => model.go_past_item(*self),
        }
    }

    fn back(&self, model: &mut Model) {
        match model.session.before(self.position) {
            _ if model.seat == Seat::Private => model.go_privately(self.position, -1),
            _ if self.to_review => model.go_to_review(self.position),
            Some(before) => model.go_to_item(before, false),
            // At a kiosk the screen before is the one for the next visitor.
            None if model.is_public() => {}
            None => model.go(Screen::Welcome),
        }
    }
}

/// Skips what the content note at a position announces. If some of it was answered, the person is asked what becomes of that.
pub(crate) fn skip_part(model: &mut Model, position: usize) {
    if model.session.is_part_answered(position) {
        model.open(Overlay::SkipPart(SkipPartOverlay { position }));
    } else {
        let after = model.session.skip_part(position, false);
        model.go_to_item(after, false);
    }
}

/// Gives the answer of a row. The row after the options declines to answer.
fn answer(model: &mut Model, at: ItemScreen, id: &LinkId, row: usize) {
    let questionnaire = model.session.shared_questionnaire();
    let item = questionnaire.item(id);
    let option = item.and_then(|item| questionnaire.choices(item).get(row).map(|option| &option.id));
    let answer = option.map_or(Answer::Declined, |option| Answer::Chosen(option.clone()));
    model.screen.at.is_unclear = false;
    if model.seat == Seat::Private {
        model.session.answer_privately(id, answer);
    } else if !model.is_withheld() {
        // Only the client may change a private answer.
        model.session.answer(id, answer);
        model.copy_changed();
        if model.setup.policy.after_answer == AfterAnswer::GoesOn {
            model.go_past_item(at);
        }
    }
}

fn sheet(model: &Model, room: Room, position: usize, at: Spot) -> Sheet {
    let cursor = at.pointer;
    let (title, body) = match model.session.item_at(position) {
        Some(SessionItem::Question(_)) => {
            let body = model.item().map(|item| item_sheet(model, room, item, at));
            (place_in_group(model, position), body.unwrap_or_default())
        }
        Some(SessionItem::Note(group)) => note_sheet(model, room, group, cursor),
        None => Default::default(),
    };
    let progress = Some(Progress { done: position + 1, of: model.session.items().len() });
    Sheet::new(title, progress, body, Scroll::ToFocus(cursor.beyond))
}

fn item_sheet(model: &Model, room: Room, item: &Item, at: Spot) -> Vec<Line> {
    let mut body = Vec::new();
    if room.roomy {
        body.push(Line::blank());
    }
    body.extend(question(item, room));
    match &item.help {
        _ if at.is_unclear && room.touch => {
            // It takes the row of the blank line, so that it moves no answer out of the window.
            body.pop();
            body.extend(wrap(&how_to_choose(model, room), room.width, Role::Accent));
        }
        _ if at.is_unclear => body.extend(paragraph(&how_to_choose(model, room), room, Role::Accent)),
        Some(help) if room.roomy => body.extend(paragraph(help, room, Role::Muted)),
        Some(_) | None => {}
    }
    body.extend(about_privacy(model, room, item));
    with_options(model, room, item, at.pointer, body)
}

/// Returns the text of an item, and below it the caution, which stands in a low window as well.
fn question(item: &Item, room: Room) -> Vec<Line> {
    let mut lines = wrap(&item.text, room.width, Role::Strong);
    if let Some(caution) = &item.caution {
        if room.roomy {
            lines.push(Line::blank());
        }
        lines.extend(wrap(caution, room.width, Role::Text));
    }
    // In a low window the caution has the row that is empty elsewhere.
    if room.roomy || item.caution.is_none() {
        lines.push(Line::blank());
    }
    lines
}

/// Returns how an answer is chosen, for whoever pressed Enter while nothing was pointed at.
fn how_to_choose(model: &Model, room: Room) -> String {
    let words = model.wording();
    let key = |command| key_for(Context::Item, command, &words.key);
    let (down, skip, on) = (key(Command::Move(Motion::Down)), key(Command::Skip), key(Command::Next));
    let sentence = if room.touch { &words.item.how_to_touch } else { &words.item.how_to_choose };
    fill(sentence, &[("down", &down), ("skip", &skip), ("on", &on)])
}

/// Returns what a private turn means for an item: that its answer is private, or that it was answered so.
fn about_privacy(model: &Model, room: Room, item: &Item) -> Vec<Line> {
    let withheld = model.session.state(&item.id) == ItemState::Withheld;
    let words = &model.wording().turned;
    let (long, short) = match (model.seat, withheld) {
        (Seat::Private, false) => (&words.private, &words.private_short),
        (Seat::Private, true) => (&words.answered, &words.answered_short),
        (_, true) => (&words.withheld, &words.withheld_short),
        (_, false) => return Vec::new(),
    };
    // Only the client may show it, so only they get the row that does.
    let to_show = model.seat == Seat::Private && withheld;
    let wording = model.wording();
    let shows = (Context::Private, Command::ShowAnswer);
    let show = |text: &str, role| keyed(wording, (text, role), shows, room);
    let mut lines = match (room.roomy, to_show) {
        (true, _) => paragraph(long, room, Role::Strong),
        (false, true) => show(short, Role::Strong),
        (false, false) => wrap(short, room.width, Role::Strong),
    };
    if room.roomy && to_show {
        lines.extend(show(&words.show_row, Role::Muted));
        lines.push(Line::blank());
    }
    lines
}

/// Adds the options, and the rows that open the note and the sources of the item.
fn with_options(model: &Model, room: Room, item: &Item, cursor: Pointer, mut body: Vec<Line>) -> Vec<Line> {
    body.extend(options(model, room, item, cursor));
    // On a screen for touch, a button opens the note.
    if let Some(guard) = model.guard().filter(|_| !room.touch) {
        let words = &model.wording().item;
        let sentence = if room.roomy { &words.guard } else { &words.guard_short };
        let text = fill(sentence, &[("title", &model.wording().about.lower_first(&guard.title))]);
        if room.roomy {
            body.push(Line::blank());
        }
        body.extend(keyed(model.wording(), (&text, Role::Muted), (Context::Item, Command::Guard), room));
    }
    if room.roomy {
        body.push(Line::blank());
        body.extend(source(model.wording(), room));
    }
    body
}

fn options(model: &Model, room: Room, item: &Item, cursor: Pointer) -> Vec<Line> {
    // In a private turn no row has the pointer, because it would show which option was chosen.
    let cursor = if model.seat == Seat::Private { Pointer::NOWHERE } else { cursor };
    let state = model.session.state(&item.id);
    // At a kiosk others may see the screen, so answers are shown only in the review. In a private turn no answer is shown,
    // one that both saw before neither.
    let is_hidden = model.is_public() || model.seat == Seat::Private;
    let shown = |answer: ItemState<'_>| state == answer && !is_hidden;
    let choices = model.questionnaire().choices(item);
    let declined = choices.len();
    let mut rows: Vec<Line> = choices
        .into_iter()
        .enumerate()
        .flat_map(|(n, choice)| option(n, &choice.text, shown(ItemState::Answered(&choice.id)), cursor, room))
        .collect();
    if room.roomy && !room.touch {
        rows.push(Line::blank());
    }
    let words = &model.wording().item.declined;
    rows.extend(option(declined, words, shown(ItemState::Declined), cursor, room));
    rows
}

/// Returns the title of the group, with the number of the item among those that are asked.
fn place_in_group(model: &Model, position: usize) -> String {
    let Some(place) = model.session.place(position) else { return String::new() };
    let title = model.questionnaire().groups().get(place.group).map_or("", |group| &group.title);
    let values = [("title", title), ("n", &place.number.to_string()), ("of", &place.of.to_string())];
    fill(&model.wording().item.position, &values)
}

/// Returns the title and the rows of a content note.
fn note_sheet(model: &Model, room: Room, group: &GroupId, cursor: Pointer) -> (String, Vec<Line>) {
    let words = &model.wording().note;
    let group = model.questionnaire().group(group);
    let mut body = if room.roomy { vec![Line::blank()] } else { Vec::new() };
    body.extend(paragraph(&words.heading, room, Role::Strong));
    if let Some(note) = group.and_then(|group| group.note.as_ref()) {
        body.extend(paragraph(note, room, Role::Text));
    }
    body.extend(choice(0, &words.go_on, cursor, room));
    body.extend(choice(SKIP_ROW, &words.skip, cursor, room));
    (group.map(|group| group.title.clone()).unwrap_or_default(), body)
}
