//! Rows that several screens use: paragraphs, choices, ticks, text fields, support lines, lists of keys.
//!
//! It must not depend on the screen that uses them.

use crate::app::keys::bindings::{Binding, key_for};
use crate::app::sheet::lines::{Glyph, Line, Role, Room, Span};
use crate::app::sheet::signs::DOT;
use crate::app::sheet::wrap::{columns, prose, run_on, wrap};
use crate::app::state::context::Context;
use crate::app::state::message::Command;
use crate::app::state::model::Model;
use crate::app::state::screen::{Page, Pointer};
use crate::app::text::area::TextArea;
use crate::domain::answers::sentences::{
    support_foot, support_for, support_instead, support_kinds, support_name, upper_first,
};
use crate::domain::language::wording::{SupportWords, Wording, fill};
use crate::domain::questionnaire::draft::SupportKind;
use crate::domain::questionnaire::support_page::{SupportEntry, SupportGroup};
use crate::engine::policy::Keeps;

/// Returns a wrapped paragraph, and an empty row.
#[must_use]
pub fn paragraph(text: &str, room: Room, role: Role) -> Vec<Line> {
    let mut lines = wrap(text, room.width, role);
    lines.push(Line::blank());
    lines
}

/// Returns a text with lists and emphasis, and an empty row.
#[must_use]
pub fn reading(text: &str, room: Room) -> Vec<Line> {
    let mut lines = prose(text, room.width);
    lines.push(Line::blank());
    lines
}

/// Returns the title of a page of results, with its number.
#[must_use]
pub(crate) fn page_title(model: &Model, page: Page) -> String {
    let words = &model.wording().results;
    let title = match page {
        Page::Tally => &words.tally,
        Page::Sections => &words.sections,
        Page::Guidance => &words.guidance,
        Page::TalkingPoints => &words.bring,
        Page::Support => &words.support,
    };
    let (n, of) = ((page.index() + 1).to_string(), Page::ALL.len().to_string());
    fill(&words.page, &[("title", title), ("n", &n), ("of", &of)])
}

/// Returns a row to choose: its number, and its words.
#[must_use]
pub fn choice(index: usize, text: &str, cursor: Pointer, room: Room) -> Vec<Line> {
    to_touch(hanging(vec![number(index)], text, index, cursor, room), room)
}

/// Returns an option of an item: its number, its mark, and its words.
#[must_use]
pub fn option(index: usize, text: &str, chosen: bool, cursor: Pointer, room: Room) -> Vec<Line> {
    let (glyph, role) = if chosen { (Glyph::Chosen, Role::Accent) } else { (Glyph::Open, Role::Muted) };
    let head = vec![number(index), Span::Sign(glyph, role), Span::new(" ", Role::Text)];
    to_touch(hanging(head, text, index, cursor, room), room)
}

/// Returns a row that can be ticked.
#[must_use]
pub fn tick(index: usize, text: &str, ticked: bool, cursor: Pointer, room: Room) -> Vec<Line> {
    let (glyph, role) = if ticked { (Glyph::Ticked, Role::Accent) } else { (Glyph::Unticked, Role::Muted) };
    let head = vec![Span::Sign(glyph, role), Span::new(" ", role)];
    to_touch(hanging(head, text, index, cursor, room), room)
}

/// Returns a row to choose, without a number.
#[must_use]
pub fn entry(index: usize, text: &str, cursor: Pointer, room: Room) -> Vec<Line> {
    to_touch(row(index, text, cursor, room), room)
}

/// Returns a row to choose, without a number and without extra height for touch.
#[must_use]
pub fn row(index: usize, text: &str, cursor: Pointer, room: Room) -> Vec<Line> {
    hanging(Vec::new(), text, index, cursor, room)
}

/// Returns a text that ends with the name of a key. A click on the text does the same as the key.
#[must_use]
pub(crate) fn keyed(
    wording: &Wording,
    (text, role): (&str, Role),
    (context, command): (Context, Command),
    room: Room,
) -> Vec<Line> {
    let key = key_for(context, command, &wording.key);
    let width = room.width.saturating_sub(columns(&key) + 1).max(1);
    let mut lines = wrap(text, width, role);
    if let Some(last) = lines.last_mut() {
        last.spans.extend([Span::new(" ", role), Span::new(key, Role::Accent)]);
    }
    to_touch(lines.into_iter().map(|line| line.clicked(command)).collect(), room)
}

/// Adds an empty row above and below rows that can be clicked, if the screen is touched. A touch there counts too.
#[must_use]
pub(crate) fn to_touch(mut lines: Vec<Line>, room: Room) -> Vec<Line> {
    let edge = Line { click: lines.first().and_then(|line| line.click), ..Line::blank() };
    if room.touch && edge.click.is_some() {
        lines.insert(0, edge.clone());
        lines.push(edge);
    }
    lines
}

/// Returns the row that opens the sources of a text, and an empty row.
#[must_use]
pub fn source(wording: &Wording, room: Room) -> Vec<Line> {
    if room.touch {
        // On a screen for touch, a button opens them.
        return Vec::new();
    }
    let open = (Context::Article, Command::Source);
    let mut lines = keyed(wording, (&wording.source.open, Role::Muted), open, room);
    lines.push(Line::blank());
    lines
}

/// Returns the row of a text field while it is edited, with the text cursor.
#[must_use]
pub fn field(area: &TextArea, room: Room) -> Line {
    let (shown, caret) = area.window(room.width);
    Line { caret: Some(caret), ..Line::words(shown, Role::Text).focused(true) }
}

/// Returns the sentence that a text has no room for what was typed or pasted last.
#[must_use]
pub(crate) fn full(wording: &Wording, area: &TextArea, room: Room) -> Vec<Line> {
    if area.is_full() { wrap(&wording.field.full, room.width, Role::Attention) } else { Vec::new() }
}

/// Returns the number of a row. Only the first nine have one, because keys choose by one digit.
fn number(index: usize) -> Span {
    let number = if index < 9 { format!("{} ", index + 1) } else { "  ".to_owned() };
    Span::new(number, Role::Accent)
}

/// Returns a row to choose: a head such as a number, and the words at its right, wrapped.
fn hanging(head: Vec<Span>, text: &str, index: usize, cursor: Pointer, room: Room) -> Vec<Line> {
    let indent: u16 = head.iter().map(Span::columns).sum();
    let focused = cursor.row == Some(index);
    let role = if focused { Role::Focus } else { Role::Text };
    let mut rows = wrap(text, room.width.saturating_sub(indent).max(1), role);
    if rows.is_empty() {
        rows.push(Line::blank());
    }
    rows.iter_mut().for_each(|row| {
        row.indent = indent;
        row.click = Some(Command::Choose(index));
    });
    if let Some(first) = rows.first_mut() {
        first.indent = 0;
        first.focused = focused;
        first.spans = head.into_iter().chain(std::mem::take(&mut first.spans)).collect();
    }
    rows
}

/// Returns the sentence about what is kept: the paths of the copies, or that nothing is kept.
#[must_use]
pub fn kept(model: &Model, copies: &str, nothing: &str) -> String {
    if model.copy.kept.is_empty() {
        let opened = model.copy.opened.as_ref();
        return opened
            .map_or_else(|| nothing.to_owned(), |path| fill(&model.wording().end.opened, &[("path", path)]));
    }
    let path = model.wording().about.list(&model.copy.kept);
    if model.keeps == Keeps::Record {
        return format!("{nothing} {}", fill(&model.wording().two.copy_kept, &[("path", &path)]));
    }
    fill(copies, &[("path", &path)])
}

/// Returns the safety words where the support lines are not in sight: how they are reached from here.
#[must_use]
pub fn safety(model: &Model) -> &str {
    let wording = model.wording();
    if model.is_public() { &wording.kiosk.safety } else { &wording.safety.full }
}

/// Returns the safety words and the support lines of the region. They must not depend on the answers.
#[must_use]
pub fn support(model: &Model, room: Room) -> Vec<Line> {
    let wording = model.wording();
    let words = &wording.support;
    let here = match (model.is_public(), model.is_accompanied()) {
        (true, _) => &wording.kiosk.here,
        (_, true) => &wording.two.here,
        (false, false) => &wording.safety.here,
    };
    let mut lines = paragraph(here, room, Role::Text);
    lines.extend(region_row(model, room));
    lines.push(Line::blank());
    let page = model.questionnaire().support(&model.region);
    let mut before: Option<Vec<SupportKind>> = None;
    for group in page.groups() {
        if is_abuse(&group.kinds) && !before.as_ref().is_some_and(|kinds| is_abuse(kinds)) {
            lines.extend(wrap(&words.watched, room.width, Role::Text));
        }
        let is_headed = before.as_ref() != Some(&group.kinds);
        lines.extend(support_entry(words, &group, is_headed, room));
        before = Some(group.kinds);
    }
    lines.push(Line::blank());
    lines.extend(paragraph(&support_foot(wording, &page), room, Role::Muted));
    lines
}

/// Says whether a line is for people who live with abuse: their telephone may be looked at.
fn is_abuse(kinds: &[SupportKind]) -> bool {
    kinds.contains(&SupportKind::Abuse)
}

/// Returns the row that names the region, and changes it if there is another one.
fn region_row(model: &Model, room: Room) -> Vec<Line> {
    let wording = model.wording();
    let page = model.questionnaire().support(&model.region);
    let region = support_for(&wording.support, &page, &model.region);
    if !model.can(Command::Region) {
        return wrap(&region, room.width, Role::Muted);
    }
    let text = format!("{region} {}:", upper_first(&wording.hint.region));
    keyed(wording, (&text, Role::Muted), (Context::SupportOverlay, Command::Region), room)
}

/// How far the rows of a support line stand under its first row.
const HANGING: u16 = 2;

/// Returns a support line in one paragraph, or where to ask instead of one; the first of its kind says which kind it is.
fn support_entry(words: &SupportWords, group: &SupportGroup<'_>, is_headed: bool, room: Room) -> Vec<Line> {
    let kind = if is_headed { format!("{}:", support_kinds(words, &group.kinds)) } else { String::new() };
    let (name, rest) = match group.entry {
        SupportEntry::Own(line) | SupportEntry::Line(line) => {
            let parts = line.ways.iter().chain([&line.hours]);
            (support_name(words, line), parts.map(|part| format!(" {DOT} {part}")).collect())
        }
        SupportEntry::Instead { ask, has_lines, .. } => {
            (String::new(), support_instead(words, ask, has_lines))
        }
    };
    let texts = [(&*kind, Role::Muted), (&*name, Role::Strong), (&*rest, Role::Text)];
    let mut rows = run_on(&texts, room.width.saturating_sub(HANGING).max(1));
    rows.iter_mut().skip(1).for_each(|row| row.indent = HANGING);
    rows
}

/// Returns bindings as rows for the help: the keys whose command is possible, and what they do.
#[must_use]
pub(crate) fn binding_rows<'b>(
    wording: &Wording,
    bindings: impl Iterator<Item = &'b Binding>,
    possible: impl Fn(Command) -> bool,
    room: Room,
) -> Vec<Line> {
    let mut body = Vec::new();
    let row = |binding: &'b Binding| (binding.long_keys(&wording.key, &possible), binding.name(wording));
    let rows: Vec<(String, &str)> = bindings.map(row).filter(|(keys, _)| !keys.is_empty()).collect();
    let widest = rows.iter().map(|(keys, _)| columns(keys)).max().unwrap_or(0);
    let indent = (widest + 2).min(room.width / 2);
    for (keys, name) in rows {
        body.extend(help_row(&keys, name, room, indent));
    }
    body
}

/// Returns a row of the help. Keys that are too wide for their column get a row of their own.
fn help_row(keys: &str, name: &str, room: Room, indent: u16) -> Vec<Line> {
    let mut lines = wrap(name, room.width.saturating_sub(indent).max(1), Role::Text);
    lines.iter_mut().for_each(|line| line.indent = indent);
    let wide = columns(keys);
    match lines.first_mut() {
        Some(first) if wide + 2 <= indent => {
            first.indent = 0;
            let keys = format!("{keys}{}", " ".repeat(usize::from(indent - wide)));
            first.spans.insert(0, Span::new(keys, Role::Accent));
        }
        _ => lines.splice(0..0, wrap(keys, room.width, Role::Accent)).for_each(drop),
    }
    lines
}
