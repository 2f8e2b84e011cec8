//! The name under which a record is begun while the walkthrough runs, and why it cannot be, if so.

use super::parts::{of_counselor, reason};
use crate::app::screens::component::{Component, CounselorPane};
use crate::app::screens::parts::{entry, field, full, paragraph};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::counselor::CounselorState;
use crate::app::state::message::{Effect, Effects, PrivateText};
use crate::app::state::screen::{Pointer, Spot};
use crate::app::text::area::TextArea;
use crate::domain::faults::begin::{BeginFault, NameFault};
use crate::domain::faults::save::RecordFault;
use crate::domain::language::wording::{Wording, fill};

/// The name of a record.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RecordNamePane;

impl Component<AppState> for RecordNamePane {
    fn context(&self, app: &AppState, _: Spot) -> Context {
        let asks = app.counselor.as_ref().is_some_and(asks_for_name);
        if asks { Context::RecordName } else { Context::CounselorRead }
    }

    fn sheet(&self, app: &AppState, at: Spot, room: Room) -> Sheet {
        of_counselor(app, |counselor| sheet(app.client.wording(), counselor, room, at))
    }

    fn choose(&self, app: &mut AppState, _: usize) -> Effects {
        let Some(counselor) = app.counselor.as_ref().filter(|counselor| asks_for_name(counselor)) else {
            return vec![];
        };
        vec![Effect::BeginRecord(PrivateText(counselor.new_record.name.text().to_owned()))]
    }

    fn field<'s>(&self, app: &'s mut AppState, _: usize) -> Option<&'s mut TextArea> {
        let new_record = &mut app.counselor.as_mut()?.new_record;
        // What was wrong with the name is not said of another one.
        new_record.fault = None;
        Some(&mut new_record.name)
    }
}

impl CounselorPane for RecordNamePane {
    fn done(&self, app: &mut AppState) {
        app.go_to_session();
    }
}

/// Says whether a name can be typed: no record is kept, and one could be.
fn asks_for_name(counselor: &CounselorState) -> bool {
    !counselor.autosave.is_on() && counselor.setup.no_records.is_none()
}

fn sheet(wording: &Wording, counselor: &CounselorState, room: Room, at: Spot) -> Sheet {
    let words = &wording.new_record;
    let heading = words.heading.clone();
    if let Some(record) = counselor.autosave.record().filter(|_| counselor.autosave.is_on()) {
        let body = paragraph(&fill(&words.kept, &[("name", &record.name)]), room, Role::Text);
        return Sheet::new(heading, None, body, Scroll::By(at.scroll));
    }
    if let Some(fault) = &counselor.setup.no_records {
        let body = paragraph(&said(wording, fault, &counselor.setup.settings), room, Role::Strong);
        return Sheet::new(heading, None, body, Scroll::By(at.scroll));
    }
    Sheet::new(heading, None, asked(wording, counselor, room), Scroll::ToFocus(0))
}

/// Returns the rows that ask for a name. What is wrong with it stands right above it.
fn asked(wording: &Wording, counselor: &CounselorState, room: Room) -> Vec<Line> {
    let (words, new_record) = (&wording.new_record, &counselor.new_record);
    let mut body = match &new_record.fault {
        Some(fault) => paragraph(&said(wording, fault, &counselor.setup.settings), room, Role::Attention),
        None => paragraph(&words.lead, room, Role::Text),
    };
    body.extend(wrap(&words.name, room.width, Role::Muted));
    body.push(field(&new_record.name, room));
    body.extend(full(wording, &new_record.name, room));
    body.push(Line::blank());
    body.extend(entry(0, &words.go_on, Pointer::NOWHERE, room));
    body
}

/// Says why no record was begun, and what to do.
fn said(wording: &Wording, fault: &BeginFault, settings: &str) -> String {
    let words = &wording.new_record;
    match fault {
        BeginFault::NoFolder => fill(&words.no_folder, &[("file", settings)]),
        BeginFault::NoRecipients => fill(&words.no_recipients, &[("file", settings)]),
        BeginFault::Name(NameFault::Empty) => words.empty.clone(),
        BeginFault::Name(NameFault::Start) => words.start.clone(),
        BeginFault::Name(NameFault::Sign(sign)) => fill(&words.sign, &[("sign", &sign.to_string())]),
        BeginFault::Name(NameFault::FileEnding) => words.file_ending.clone(),
        BeginFault::Name(NameFault::TooLong) => words.too_long.clone(),
        BeginFault::Taken | BeginFault::Record(RecordFault::Twice) => words.taken.clone(),
        BeginFault::OwnKey => fill(&words.own_key, &[("file", settings)]),
        BeginFault::Record(fault) => fill(&words.fault, &[("reason", &reason(&wording.desk, fault))]),
    }
}
