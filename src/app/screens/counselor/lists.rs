//! The lists of the counselor's side: what to know at the start, the words to begin and to close with, all items.

use super::parts::{alarm, labelled};
use crate::app::screens::parts::{choice, entry, paragraph};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet, Span};
use crate::app::sheet::wrap::{columns, prose, wrap};
use crate::app::state::app::AppState;
use crate::app::state::counselor::CounselorState;
use crate::app::state::message::Command;
use crate::app::state::screen::Pointer;
use crate::domain::answers::sentences::{counts, lower_first, state};
use crate::domain::faults::display::DisplayFault;
use crate::domain::id::LinkId;
use crate::domain::language::wording::{StartWords, fill};
use crate::domain::questionnaire::draft::Item;
use crate::domain::record::contents::Record;

/// What stands in a row of what to know at the start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StartRow {
    /// Goes on; with a record that does not quite fit, with what still does.
    GoOn,
    /// Ends and changes nothing.
    Leave,
    /// Shows the names of old records.
    Names,
}

/// What stands in a row of the words to begin with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpeningRow {
    /// The client agrees, and a record is kept if there is to be one.
    Agree,
    /// The session begins without a record.
    WithoutRecord,
    /// The client would rather not.
    Stop,
    /// Goes on; the words were only looked at again.
    GoOn,
}

/// What stands in a row of the words to close with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClosingRow {
    /// The client's words.
    Words,
    /// The client's next step.
    Step,
    /// The support lines.
    Support,
    /// A copy for the client.
    Copy,
    /// The counselor's summary.
    Summary,
    /// The end.
    End,
}

impl StartRow {
    /// Returns the rows from the top.
    #[must_use]
    pub fn rows(counselor: &CounselorState) -> Vec<Self> {
        let names = (!counselor.setup.old_records.is_empty()).then_some(Self::Names);
        let leave = counselor.misfit.is_some().then_some(Self::Leave);
        [Some(Self::GoOn), leave, names].into_iter().flatten().collect()
    }
}

impl OpeningRow {
    /// Returns the rows from the top.
    #[must_use]
    pub fn rows(counselor: &CounselorState) -> Vec<Self> {
        if counselor.begun {
            return vec![Self::GoOn, Self::Stop];
        }
        let without = counselor.autosave.record().map(|_| Self::WithoutRecord);
        [Some(Self::Agree), without, Some(Self::Stop)].into_iter().flatten().collect()
    }
}

impl ClosingRow {
    /// The rows from the top.
    pub const ALL: [Self; 6] = [Self::Words, Self::Step, Self::Support, Self::Copy, Self::Summary, Self::End];
}

/// Composes what a counselor has to know before the client is asked anything.
#[must_use]
pub(super) fn start(
    app: &AppState,
    counselor: &CounselorState,
    room: Room,
    cursor: Pointer,
    names: bool,
) -> Sheet {
    let words = &app.client.wording().start;
    let mut body = paragraph(&record(app, counselor), room, Role::Text);
    body.extend(misfit(app, counselor, room));
    for (index, row) in StartRow::rows(counselor).into_iter().enumerate() {
        let text = match row {
            StartRow::GoOn if counselor.misfit.is_some() => &words.keep_what_fits,
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

/// Says whether a record is kept, and under which name.
fn record(app: &AppState, counselor: &CounselorState) -> String {
    let words = &app.client.wording().start;
    let Some(record) = counselor.autosave.record() else { return words.no_record.clone() };
    let date = app.client.wording().about.day(record.changed.day());
    let sentence = if is_resumed(record) { &words.resumed } else { &words.new_record };
    fill(sentence, &[("name", &record.name), ("date", &date)])
}

/// Says whether a record goes on; a new one has nothing that anybody agreed to.
fn is_resumed(record: &Record) -> bool {
    !record.consents.is_empty()
}

/// Says where a resumed record and the questionnaire in use differ.
fn misfit(app: &AppState, counselor: &CounselorState, room: Room) -> Vec<Line> {
    let (words, model) = (&app.client.wording().start, &app.client);
    let Some(fit) = &counselor.misfit else { return Vec::new() };
    let Some(record) = counselor.autosave.record() else { return Vec::new() };
    let parts = model.questionnaire().parts();
    let label = |id: &LinkId| {
        model.questionnaire().item(id).map_or_else(|| id.to_string(), |item| item.label.clone())
    };
    let labels =
        |ids: Vec<&LinkId>| model.wording().about.list(&ids.into_iter().map(label).collect::<Vec<_>>());
    let gone: Vec<&LinkId> =
        fit.gone_items.iter().chain(fit.gone_options.iter().map(|(item, _)| item)).collect();
    let new: Vec<&LinkId> = fit.new_items.iter().collect();
    let told = [
        Some(words.misfit.clone()),
        (!fit.same_questionnaire)
            .then(|| fill(&words.other_questionnaire, &[("old", &record.questionnaire), ("new", &parts.id)])),
        (!fit.same_version)
            .then(|| fill(&words.other_version, &[("old", &record.version), ("new", &parts.version)])),
        (!gone.is_empty()).then(|| fill(&words.gone, &[("items", &labels(gone))])),
        (!new.is_empty()).then(|| fill(&words.new_items, &[("items", &labels(new))])),
    ];
    paragraph(&told.into_iter().flatten().collect::<Vec<_>>().join(" "), room, Role::Strong)
}

/// Returns the site's risk protocol, or says plainly that there is none.
#[must_use]
pub(super) fn protocol(app: &AppState, counselor: &CounselorState, room: Room) -> Vec<Line> {
    let words = &app.client.wording().desk;
    let mut lines = wrap(&words.protocol, room.width, Role::Strong);
    match &counselor.setup.protocol {
        Some(text) => lines.extend(prose(text, room.width)),
        None => lines.extend(wrap(&words.no_protocol, room.width, Role::Strong)),
    }
    lines.push(Line::blank());
    lines
}

/// Says how many records are older than they are to be kept; their names only when asked for.
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
        DisplayFault::NoFolder(folder) | DisplayFault::OfAnotherUser(folder) => {
            fill(&words.folder_not_own, &[("folder", folder)])
        }
        DisplayFault::OpenToOthers { folder, .. } => fill(&words.folder_open, &[("folder", folder)]),
        DisplayFault::TooMany(most) => fill(&words.too_many, &[("most", &most.to_string())]),
        DisplayFault::TooLong => words.too_long.clone(),
        DisplayFault::System { path, detail } => {
            fill(&words.folder_unusable, &[("path", path), ("detail", detail)])
        }
    }
}

/// Returns the words to which consent is asked for, a paragraph each.
#[must_use]
pub fn consent_wording(app: &AppState, counselor: &CounselorState) -> Vec<String> {
    let words = &app.client.wording().opening;
    let kept = match (counselor.autosave.record(), &counselor.setup.folder) {
        (Some(_), Some(folder)) => fill(&words.record, &[("folder", folder)]),
        _ => words.nothing.clone(),
    };
    vec![words.what.clone(), words.skip.clone(), kept, words.ask.clone()]
}

/// Composes the words to begin with.
#[must_use]
pub(super) fn opening(app: &AppState, counselor: &CounselorState, room: Room, cursor: Pointer) -> Sheet {
    let words = &app.client.wording().opening;
    // No empty row after it, or the last choice has no room at 80x24 in Spanish.
    let mut body = wrap(&words.lead, room.width, Role::Muted);
    let earlier = counselor.autosave.record().and_then(|record| record.consents.last()).map(|consent| {
        let date = app.client.wording().about.day(consent.when.day());
        fill(&words.earlier, &[("date", &date)])
    });
    // What it is, what is kept, what is asked: a paragraph each, so that there is room for all choices at 80x24.
    let said: Vec<String> = consent_wording(app, counselor).into_iter().chain(earlier).collect();
    for together in [said.get(..2), said.get(2..3), said.get(3..)].into_iter().flatten() {
        body.extend(paragraph(&together.join(" "), room, Role::Text));
    }
    for (index, row) in OpeningRow::rows(counselor).into_iter().enumerate() {
        let text = match row {
            OpeningRow::Agree if counselor.autosave.record().is_some() => &words.agree_record,
            OpeningRow::Agree => &words.agree,
            OpeningRow::WithoutRecord if counselor.autosave.record().is_some_and(is_resumed) => {
                &words.leave_record
            }
            OpeningRow::WithoutRecord => &words.without_record,
            OpeningRow::Stop => &words.stop,
            OpeningRow::GoOn => &words.go_on,
        };
        body.extend(choice(index, text, cursor, room));
    }
    Sheet::new(words.heading.clone(), None, body, Scroll::ToFocus(cursor.beyond))
}

/// Composes the words to close with.
#[must_use]
pub(super) fn closing(app: &AppState, room: Room, cursor: Pointer) -> Sheet {
    let words = &app.client.wording().closing;
    let mut body = alarm(app, room);
    body.extend(paragraph(&words.lead, room, Role::Muted));
    for text in [&words.words, &words.step, &words.support] {
        body.extend(paragraph(text, room, Role::Text));
    }
    for (index, row) in ClosingRow::ALL.into_iter().enumerate() {
        let text = match row {
            ClosingRow::Words => &words.write_words,
            ClosingRow::Step => &words.write_step,
            ClosingRow::Support => &words.show_support,
            ClosingRow::Copy => &words.copy,
            ClosingRow::Summary => &words.summary,
            ClosingRow::End => &words.end,
        };
        body.extend(choice(index, text, cursor, room));
    }
    Sheet::new(words.heading.clone(), None, body, Scroll::ToFocus(cursor.beyond))
}

/// Composes the list of all items, with what was answered, marked and noted; over it, how often each word was answered.
#[must_use]
pub(super) fn items(app: &AppState, counselor: &CounselorState, room: Room, cursor: Pointer) -> Sheet {
    let model = &app.client;
    let mut body = alarm(app, room);
    let results = model.session.results();
    for tally in &results.tallies {
        let said = counts(model.wording(), model.questionnaire(), tally);
        body.extend(labelled(&tally.group.title, &said, room));
    }
    let mut row = 0;
    for group in model.questionnaire().groups() {
        body.push(Line::blank());
        body.extend(wrap(&group.title, room.width, Role::Muted));
        for item in model.session.asked(group) {
            body.extend(item_row(app, counselor, item, row, room, cursor));
            row += 1;
        }
    }
    let title = model.wording().desk.items.clone();
    Sheet::new(title, None, body, Scroll::ToFocus(cursor.beyond))
}

/// Says in a few words how an item stands: the answer, whether it is marked, whether there is a note.
#[must_use]
pub(super) fn standing(app: &AppState, counselor: &CounselorState, item: &Item) -> String {
    let model = &app.client;
    let answer = state(model.wording(), model.questionnaire(), item, model.session.state(&item.id));
    let flag = counselor.flags.contains(&item.id).then(|| "⚑".to_owned());
    let noted = counselor.notes.get(&item.id).is_some_and(|note| !note.text().is_empty());
    let note = noted.then(|| model.wording().desk.note.clone());
    [flag, note, Some(lower_first(&answer))].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn item_row(
    app: &AppState,
    counselor: &CounselorState,
    item: &Item,
    row: usize,
    room: Room,
    cursor: Pointer,
) -> Vec<Line> {
    let standing = standing(app, counselor, item);
    let fits = columns(&item.label) + 2 + columns(&standing) <= room.width;
    let mut lines = entry(row, &item.label, cursor, room);
    let standing = Span::new(standing, Role::Muted);
    match lines.last_mut() {
        Some(line) if fits => line.right = Some(standing),
        _ => lines.push(Line::of(vec![standing]).indented(2).clicked(Command::Choose(row))),
    }
    lines
}
