//! The start pane: what a counselor should read before the client is asked anything. It shows the record, the risk
//! protocol, old records, and the second screen.

use super::parts::{is_resumed, of_counselor, protocol};
use crate::app::screens::component::{Component, CounselorPane};
use crate::app::screens::parts::{choice, paragraph};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::counselor::{CounselorState, Pane, StartPane};
use crate::app::state::message::{Effect, Effects};
use crate::app::state::screen::{Open, Spot};
use crate::domain::faults::display::DisplayFault;
use crate::domain::id::LinkId;
use crate::domain::language::wording::{StartWords, fill};

/// What a row does.
#[derive(Clone, Copy)]
enum StartRow {
    /// Goes on. Of a record that does not fit the questionnaire, it keeps what fits.
    GoOn,
    /// Ends, and changes nothing.
    Leave,
    /// Shows the names of old records.
    Names,
}

impl StartRow {
    /// Returns the rows from the top.
    fn rows(counselor: &CounselorState) -> Vec<Self> {
        let names = (!counselor.setup.old_records.is_empty()).then_some(Self::Names);
        let leave = counselor.compatibility.is_some().then_some(Self::Leave);
        [Some(Self::GoOn), leave, names].into_iter().flatten().collect()
    }
}

impl Component<AppState> for StartPane {
    fn context(&self, _: &AppState, _: Spot) -> Context {
        Context::CounselorList
    }

    fn sheet(&self, app: &AppState, at: Spot, room: Room) -> Sheet {
        of_counselor(app, |counselor| sheet(app, counselor, room, at, self.names))
    }

    fn choose(&self, app: &mut AppState, row: usize) -> Effects {
        let Some(counselor) = app.counselor.as_mut() else { return vec![] };
        match StartRow::rows(counselor).get(row) {
            Some(StartRow::GoOn) => keep_what_fits(app),
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

/// Goes on to the opening words. A record that does not fit is first moved to this questionnaire.
fn keep_what_fits(app: &mut AppState) {
    let Some(counselor) = app.counselor.as_mut() else { return };
    if counselor.compatibility.take().is_some() {
        let now = counselor.now.wall;
        let questionnaire = app.client.questionnaire();
        counselor.autosave.take_over(questionnaire, now);
        counselor.notes.retain(|item, _| questionnaire.item(item).is_some());
        counselor.flags.retain(|item| questionnaire.item(item).is_some());
    }
    counselor.pane = Open::OPENING;
}

fn sheet(app: &AppState, counselor: &CounselorState, room: Room, at: Spot, names: bool) -> Sheet {
    let cursor = at.pointer;
    let words = &app.client.wording().start;
    let mut body = paragraph(&record(app, counselor), room, Role::Text);
    body.extend(incompatibility(app, counselor, room));
    for (index, row) in StartRow::rows(counselor).into_iter().enumerate() {
        let text = match row {
            StartRow::GoOn if counselor.compatibility.is_some() => &words.keep_what_fits,
            StartRow::GoOn => &words.go_on,
            StartRow::Leave => &words.leave,
            StartRow::Names => &words.names,
        };
        body.extend(choice(index, text, cursor, room));
    }
    body.push(Line::blank());
    body.extend(protocol(app, counselor, room));
    body.extend(old_records(app, counselor, room, names));
    body.extend(second_screen(app, counselor, room));
    Sheet::new(words.heading.clone(), None, body, Scroll::ToFocus(cursor.beyond))
}

/// Returns a sentence about the record: whether there is one, and its name.
fn record(app: &AppState, counselor: &CounselorState) -> String {
    let words = &app.client.wording().start;
    let Some(record) = counselor.autosave.record() else { return words.no_record.clone() };
    let date = app.client.wording().about.day(record.changed.day());
    let sentence = if is_resumed(record) { &words.resumed } else { &words.new_record };
    fill(sentence, &[("name", &record.name), ("date", &date)])
}

/// Says where a resumed record and the questionnaire in use differ.
fn incompatibility(app: &AppState, counselor: &CounselorState, room: Room) -> Vec<Line> {
    let (words, model) = (&app.client.wording().start, &app.client);
    let Some(compatibility) = &counselor.compatibility else { return Vec::new() };
    let Some(record) = counselor.autosave.record() else { return Vec::new() };
    let parts = model.questionnaire().parts();
    let label = |id: &LinkId| {
        model.questionnaire().item(id).map_or_else(|| id.to_string(), |item| item.label.clone())
    };
    let labels =
        |ids: Vec<&LinkId>| model.wording().about.list(&ids.into_iter().map(label).collect::<Vec<_>>());
    let gone: Vec<&LinkId> = compatibility
        .gone_items
        .iter()
        .chain(compatibility.gone_options.iter().map(|(item, _)| item))
        .collect();
    let new: Vec<&LinkId> = compatibility.new_items.iter().collect();
    let told = [
        Some(words.misfit.clone()),
        (!compatibility.same_questionnaire)
            .then(|| fill(&words.other_questionnaire, &[("old", &record.questionnaire), ("new", &parts.id)])),
        (!compatibility.same_version)
            .then(|| fill(&words.other_version, &[("old", &record.version), ("new", &parts.version)])),
        (!gone.is_empty()).then(|| fill(&words.gone, &[("items", &labels(gone))])),
        (!new.is_empty()).then(|| fill(&words.new_items, &[("items", &labels(new))])),
    ];
    paragraph(&told.into_iter().flatten().collect::<Vec<_>>().join(" "), room, Role::Strong)
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
    let days = wording.about.figures(usize::try_from(days).unwrap_or(usize::MAX));
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
