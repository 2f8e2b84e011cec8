//! The start pane: what a counselor should read before the client is asked anything. It shows the record, the risk
//! protocol, old records, and the second screen.

use super::parts::{of_counselor, protocol};
use crate::app::screens::component::{Component, CounselorPane};
use crate::app::screens::parts::{choice, paragraph};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::app::AppState;
use crate::app::state::autosave::Autosave;
use crate::app::state::context::Context;
use crate::app::state::counselor::{CounselorState, Pane, StartPane};
use crate::app::state::message::{Effect, Effects};
use crate::app::state::screen::{Open, Spot};
use crate::domain::faults::display::DisplayFault;
use crate::domain::id::LinkId;
use crate::domain::language::wording::{StartWords, fill};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::record::contents::{Record, Round};
use crate::domain::timestamp::Timestamp;

/// What a row does.
#[derive(Clone, Copy)]
enum StartRow {
    /// Goes on to the words to begin with.
    GoOn,
    /// Begins a round with what fits of a record that does not fit as a whole.
    KeepWhatFits,
    /// Begins a round in which nothing is answered.
    NewRound,
    /// Ends, and changes nothing.
    Leave,
    /// Shows the names of old records.
    Names,
}

impl StartRow {
    /// Returns the rows from the top.
    fn rows(counselor: &CounselorState) -> Vec<Self> {
        let names = (!counselor.setup.old_records.is_empty()).then_some(Self::Names);
        let resumed = counselor.autosave.record().is_some_and(Record::is_resumed);
        let rows = match &counselor.compatibility {
            Some(misfit) => {
                let fits = (!misfit.fitting.is_empty()).then_some(Self::KeepWhatFits);
                [Some(Self::Leave), fits, Some(Self::NewRound)]
            }
            None => [Some(Self::GoOn), resumed.then_some(Self::NewRound), None],
        };
        rows.into_iter().chain([names]).flatten().collect()
    }
}

impl Component<AppState> for StartPane {
    fn context(&self, _: &AppState, _: Spot) -> Context {
        Context::CounselorStart
    }

    fn sheet(&self, app: &AppState, at: Spot, room: Room) -> Sheet {
        of_counselor(app, |counselor| sheet(app, counselor, room, at, self.names))
    }

    fn choose(&self, app: &mut AppState, row: usize) -> Effects {
        let Some(counselor) = app.counselor.as_mut() else { return vec![] };
        match StartRow::rows(counselor).get(row) {
            Some(StartRow::GoOn) => counselor.pane = Open::OPENING,
            Some(StartRow::KeepWhatFits) => begin_round(app, Autosave::carry_over),
            Some(StartRow::NewRound) => begin_round(app, Autosave::begin_round),
            Some(StartRow::Leave) => return vec![Effect::Quit],
            Some(StartRow::Names) => counselor.pane.what = Pane::Start(Self { names: !self.names }),
            None => {}
        }
        vec![]
    }
}

impl CounselorPane for StartPane {
    fn done(&self, app: &mut AppState) {
        app.ask_to_leave();
        app.go_to_client();
    }
}

/// Begins a round of the record, and goes on to the opening words.
fn begin_round(app: &mut AppState, begin: fn(&mut Autosave, &Questionnaire, Timestamp)) {
    app.begin_round(begin);
    app.show(Open::OPENING);
}

fn sheet(app: &AppState, counselor: &CounselorState, room: Room, at: Spot, names: bool) -> Sheet {
    let cursor = at.pointer;
    let words = &app.client.wording().start;
    let mut body = paragraph(&said_of_record(app, counselor), room, Role::Text);
    body.extend(incompatibility(app, counselor, room));
    let record = counselor.autosave.record();
    let resumed = record.is_some_and(Record::is_resumed);
    let begun =
        record.map(|record| app.client.wording().about.day(record.round.begun.day())).unwrap_or_default();
    for (index, row) in StartRow::rows(counselor).into_iter().enumerate() {
        let text = match row {
            StartRow::GoOn if resumed => fill(&words.go_on_round, &[("date", &begun)]),
            StartRow::GoOn => words.go_on.clone(),
            StartRow::KeepWhatFits => words.keep_what_fits.clone(),
            StartRow::NewRound => words.new_round.clone(),
            StartRow::Leave => words.leave.clone(),
            StartRow::Names => words.names.clone(),
        };
        body.extend(choice(index, &text, cursor, room));
    }
    body.push(Line::blank());
    body.extend(protocol(app, counselor, room));
    body.extend(old_records(app, counselor, room, names));
    body.extend(second_screen(app, counselor, room));
    Sheet::new(words.heading.clone(), None, body, Scroll::ToFocus(cursor.beyond))
}

/// Returns a sentence about the record: whether there is one, and its name.
fn said_of_record(app: &AppState, counselor: &CounselorState) -> String {
    let words = &app.client.wording().start;
    let Some(record) = counselor.autosave.record() else {
        let can_begin = counselor.setup.folder.is_some();
        return if can_begin { words.no_record.clone() } else { words.no_place.clone() };
    };
    let date = app.client.wording().about.day(record.round.changed.day());
    let sentence = if record.is_resumed() { &words.resumed } else { &words.new_record };
    fill(sentence, &[("name", &record.name), ("date", &date)])
}

/// Says where a resumed record and the questionnaire in use differ.
fn incompatibility(app: &AppState, counselor: &CounselorState, room: Room) -> Vec<Line> {
    let (words, model) = (&app.client.wording().start, &app.client);
    let Some(misfit) = &counselor.compatibility else { return Vec::new() };
    let Some(record) = counselor.autosave.record() else { return Vec::new() };
    let (round, parts) = (&record.round, model.questionnaire().parts());
    let other_name = [("old", &*round.questionnaire), ("new", &*parts.id)];
    let other_version = [("old", &*round.version), ("new", &*parts.version)];
    let listed = |sentence: &str, ids: &[LinkId]| {
        let labels: Vec<String> = ids.iter().map(|id| label(model.questionnaire(), round, id)).collect();
        (!ids.is_empty()).then(|| fill(sentence, &[("items", &model.wording().about.list(&labels))]))
    };
    // Without the words of then, every question would be named as one that is asked otherwise.
    let other_words = if misfit.words_known {
        listed(&words.other_words, &misfit.other_words)
    } else {
        Some(words.words_unknown.clone())
    };
    let told = [
        Some(words.misfit.clone()),
        (!misfit.same_questionnaire).then(|| fill(&words.other_questionnaire, &other_name)),
        (!misfit.same_version).then(|| fill(&words.other_version, &other_version)),
        listed(&words.gone, &misfit.gone_items),
        other_words,
        listed(&words.new_items, &misfit.new_items),
        Some(words.stays.clone()),
    ];
    paragraph(&told.into_iter().flatten().collect::<Vec<_>>().join(" "), room, Role::Strong)
}

/// Returns the label of an item: that of today, else that of its round, else its id.
fn label(questionnaire: &Questionnaire, round: &Round, id: &LinkId) -> String {
    let then = round.last_words().and_then(|words| words.item(id));
    let today = questionnaire.item(id).map(|item| &item.label);
    today.or(then.map(|item| &item.label)).map_or_else(|| id.to_string(), Clone::clone)
}

/// Returns how many records should have been deleted by now. Their names are shown only on request, because the client
/// may see the screen.
fn old_records(app: &AppState, counselor: &CounselorState, room: Room, names: bool) -> Vec<Line> {
    let wording = app.client.wording();
    let (Some(days), count @ 1..) = (counselor.setup.retention_days, counselor.setup.old_records.len())
    else {
        return Vec::new();
    };
    let records = wording.counted(&wording.count.records, count, &[]);
    let days = usize::try_from(days).unwrap_or(usize::MAX);
    let days = wording.counted(&wording.count.days, days, &[]);
    let mut lines =
        paragraph(&fill(&wording.start.old, &[("days", &days), ("records", &records)]), room, Role::Text);
    if names {
        lines.extend(counselor.setup.old_records.iter().flat_map(|name| wrap(name, room.width, Role::Text)));
        lines.push(Line::blank());
    }
    lines
}

/// Returns the command that opens a second screen, or why there can be none.
fn second_screen(app: &AppState, counselor: &CounselorState, room: Room) -> Vec<Line> {
    let words = &app.client.wording().start;
    let text = match &counselor.setup.display {
        Some(Ok(command)) => fill(&words.display, &[("command", command)]),
        Some(Err(fault)) => fill(&words.no_display, &[("reason", &no_display(words, fault))]),
        None => return Vec::new(),
    };
    paragraph(&text, room, Role::Muted)
}

fn no_display(words: &StartWords, fault: &DisplayFault) -> String {
    match fault {
        DisplayFault::NoRuntimeFolder => words.no_runtime_folder.clone(),
        DisplayFault::NoFolder(folder)
        | DisplayFault::OfAnotherUser(folder)
        | DisplayFault::Shared(folder) => fill(&words.folder_not_own, &[("folder", folder)]),
        DisplayFault::OpenToOthers { folder, .. } => fill(&words.folder_open, &[("folder", folder)]),
        DisplayFault::TooMany(most) => fill(&words.too_many, &[("most", &most.to_string())]),
        DisplayFault::TooLong => words.too_long.clone(),
        DisplayFault::System { path, detail } => {
            fill(&words.folder_unusable, &[("path", path), ("detail", detail)])
        }
    }
}
