//! Where everything stands at a size: areas, the visible rows, the hints, and what a click there means.
//!
//! `update` asks it what was clicked and how far a text can scroll; the view draws by it. It draws nothing itself.

use super::bindings::{Binding, bindings};
use super::message::{Command, Context};
use super::model::Model;
use super::prose::columns;
use super::screens::compose::compose;
use super::sheet::{Line, Room, Scroll, Sheet};
use ratatui::layout::{Position, Rect, Size};

/// The widest sheet: header, rule and footer.
const SHEET_COLUMNS: u16 = 76;
/// The longest row of text.
const TEXT_COLUMNS: u16 = 66;
/// The tallest sheet; on taller windows it is centred.
const SHEET_ROWS: u16 = 44;
/// From this width on there are margins, and the header has its right part.
const WIDE: u16 = 60;
/// From this height on there are rows to leave empty.
const TALL: u16 = 18;
/// Columns of the margin in which the pointer stands.
const MARGIN: u16 = 2;

/// A hint in the footer or header, where it stands and what a click on it does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlacedHint {
    /// Where it stands, one row high.
    pub area: Rect,
    /// The keys.
    pub keys: String,
    /// The word after them.
    pub word: String,
    /// Whether the word stands before the keys, as at the right end of the header.
    pub word_first: bool,
    /// What it does.
    pub command: Command,
}

/// Everything that is to be drawn, with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Layout {
    /// The part of the window in which anything is drawn.
    pub area: Rect,
    /// The row of the title; empty on the neutral screen.
    pub header: Rect,
    /// The row of the rule.
    pub rule: Rect,
    /// The frame around what lies on top, if there is one.
    pub frame: Option<Rect>,
    /// The text column, without the margin of the pointer.
    pub text: Rect,
    /// What the screen says.
    pub sheet: Sheet,
    /// The first row of the sheet that is in sight.
    pub first: usize,
    /// The hints.
    pub hints: Vec<PlacedHint>,
}

impl Layout {
    /// Lays out what the model shows at its size.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let framed = model.overlay.is_some();
        let mut areas = Areas::at(model.size, framed, model.context());
        let room = Room {
            width: areas.text.width.max(1),
            height: areas.text.height.max(1),
            roomy: model.size.height >= TALL,
        };
        let sheet = compose(model, room);
        areas.shrink_frame(content_rows(&sheet));
        let first = first_row(&sheet, areas.text.height.max(1));
        let hints = hints(model, sheet.context, &areas);
        Self {
            area: areas.sheet,
            header: areas.header,
            rule: areas.rule,
            frame: areas.frame,
            text: areas.text,
            sheet,
            first,
            hints,
        }
    }

    /// Returns the rows in sight with their row on the terminal.
    pub fn visible(&self) -> impl Iterator<Item = (u16, &Line)> {
        let rows = self.text.y..self.text.bottom();
        rows.zip(self.sheet.body.iter().skip(self.first))
    }

    /// Says whether there are rows above and below those in sight.
    #[must_use]
    pub fn beyond(&self) -> (bool, bool) {
        let shown = self.first + usize::from(self.text.height);
        (
            self.first > 0,
            shown < self.sheet.body.len() && self.sheet.body.iter().skip(shown).any(|l| *l != Line::blank()),
        )
    }

    /// Returns how far the text can be scrolled, in rows.
    #[must_use]
    pub fn max_scroll(&self) -> u16 {
        let over = content_rows(&self.sheet).saturating_sub(usize::from(self.text.height));
        u16::try_from(over).unwrap_or(u16::MAX)
    }

    /// Returns how many rows there are to choose from.
    #[must_use]
    pub fn choices(&self) -> usize {
        let chosen = self.sheet.body.iter().filter_map(|line| match line.click {
            Some(Command::Choose(index)) => Some(index + 1),
            _ => None,
        });
        chosen.max().unwrap_or(0)
    }

    /// Returns what a click at a position does.
    #[must_use]
    pub fn hit(&self, x: u16, y: u16) -> Option<Command> {
        let at = Position { x, y };
        if let Some(hint) = self.hints.iter().find(|hint| hint.area.contains(at)) {
            return Some(hint.command);
        }
        let margin = self.text.x.saturating_sub(MARGIN);
        if x < margin || x >= self.text.right() {
            return None;
        }
        self.visible().find(|(row, _)| *row == y).and_then(|(_, line)| line.click)
    }
}

/// The rows of a sheet without the empty ones at its end.
fn content_rows(sheet: &Sheet) -> usize {
    let empty = sheet.body.iter().rev().take_while(|line| **line == Line::blank()).count();
    sheet.body.len() - empty
}

fn first_row(sheet: &Sheet, height: u16) -> usize {
    let height = usize::from(height);
    let last = content_rows(sheet).saturating_sub(height);
    match sheet.scroll {
        Scroll::By(rows) => usize::from(rows).min(last),
        Scroll::ToFocus => {
            let focus = sheet.body.iter().position(|line| line.focused).unwrap_or(0);
            focus.saturating_sub(height / 2).min(last)
        }
    }
}

/// The areas of a sheet at a size.
struct Areas {
    sheet: Rect,
    header: Rect,
    rule: Rect,
    frame: Option<Rect>,
    text: Rect,
    footer: Rect,
}

impl Areas {
    fn at(size: Size, framed: bool, context: Context) -> Self {
        let window = Rect::new(0, 0, size.width, size.height);
        if context == Context::Small {
            return Self {
                sheet: window,
                header: Rect::ZERO,
                rule: Rect::ZERO,
                frame: None,
                text: window,
                footer: Rect::ZERO,
            };
        }
        let sheet = sheet_area(size);
        let line = |y: u16| Rect { x: sheet.x, y, width: sheet.width, height: 1 }.intersection(window);
        let air = u16::from(size.height >= TALL);
        let body = Rect { y: sheet.y + 2 + air, height: sheet.height.saturating_sub(3 + 2 * air), ..sheet };
        let frame = (framed && size.height >= TALL && size.width >= WIDE && context != Context::Hidden)
            .then_some(body);
        let (header, rule) = (line(sheet.y), line(sheet.y + 1));
        let text = text_area(size, body, frame.is_some()).intersection(window);
        Self { sheet, header, rule, frame, text, footer: line(sheet.bottom().saturating_sub(1)) }
    }
}

impl Areas {
    /// Makes the frame no taller than what stands in it.
    fn shrink_frame(&mut self, rows: usize) {
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        if let Some(frame) = self.frame.as_mut()
            && rows < self.text.height
        {
            frame.height = frame.height.saturating_sub(self.text.height - rows);
            self.text.height = rows;
        }
    }
}

fn sheet_area(size: Size) -> Rect {
    let width = if size.width >= WIDE { (size.width - 4).min(SHEET_COLUMNS) } else { size.width };
    let height = size.height.min(SHEET_ROWS);
    Rect { x: (size.width - width) / 2, y: (size.height - height) / 2, width, height }
}

fn text_area(size: Size, body: Rect, framed: bool) -> Rect {
    let inset = if size.width >= WIDE { MARGIN } else { 0 };
    let (border, y, height) =
        if framed { (1, body.y + 1, body.height.saturating_sub(2)) } else { (0, body.y, body.height) };
    let x = body.x + inset.max(border) + MARGIN;
    let free = body.right().saturating_sub(x).saturating_sub(1 + border);
    Rect { x, y, width: free.min(TEXT_COLUMNS), height }
}

/// Places the hints: support at the right of a wide header; in the footer the keys of this place, help, support
/// where the header has no room for it, and always, at the right end, the key for privacy.
fn hints(model: &Model, context: Context, areas: &Areas) -> Vec<PlacedHint> {
    let wide = areas.header.width >= WIDE - 4 && context != Context::Hidden;
    let mut placer =
        Placer { model, footer: areas.footer, x: areas.footer.x, end: areas.footer.right(), placed: vec![] };
    let shown: Vec<&Binding> =
        bindings(context, &model.setup.policy).filter(|binding| binding.shown > 0).collect();
    if context == Context::Hidden {
        shown.iter().for_each(|binding| placer.left(binding));
        return placer.placed;
    }
    let is = |binding: &&&Binding, command: Command| binding.command() == Some(command);
    let find = |command: Command| shown.iter().find(|binding| is(binding, command)).copied();
    if let Some(hide) = find(Command::Hide) {
        placer.right(hide, areas.footer.y, areas.footer.right());
        placer.end = placer.end.saturating_sub(placer.last_width() + placer.gap());
    }
    let last: Vec<&Binding> = [(!wide).then(|| find(Command::Support)).flatten(), find(Command::Help)]
        .into_iter()
        .flatten()
        .collect();
    placer.reserve(&last);
    let kept = [Command::Hide, Command::Support, Command::Help];
    // Where there is little room, nobody needs to be told of the arrows first.
    let own = |binding: &&&Binding| {
        binding.command().is_some_and(|command| !kept.contains(&command) && (wide || command != Command::Up))
    };
    shown.iter().filter(own).for_each(|binding| placer.left(binding));
    placer.end = placer.footer.right();
    last.into_iter().for_each(|binding| placer.left(binding));
    if let (true, Some(support)) = (wide, find(Command::Support)) {
        placer.support(support, areas.header);
    }
    placer.placed
}

/// Puts hints beside one another.
struct Placer<'m> {
    model: &'m Model,
    footer: Rect,
    x: u16,
    end: u16,
    placed: Vec<PlacedHint>,
}

impl Placer<'_> {
    fn is_wide(&self) -> bool {
        self.footer.width >= WIDE - 4
    }

    fn gap(&self) -> u16 {
        if self.is_wide() { 3 } else { 1 }
    }

    /// Returns the keys and the word of a hint with their width; where there is little room, the arrows for the
    /// ways on and back and the question mark stand for themselves.
    fn hint(&self, binding: &Binding) -> (String, String, u16) {
        let keys = binding.short_keys(&self.model.wording().key);
        let plain = matches!(binding.command(), Some(Command::Back | Command::Next | Command::Help));
        let worded = self.is_wide() || !plain || keys.chars().count() > 1;
        let word = if worded { binding.name(self.model.wording()).to_owned() } else { String::new() };
        let width = columns(&keys) + if word.is_empty() { 0 } else { 1 + columns(&word) };
        (keys, word, width)
    }

    fn place(&mut self, binding: &Binding, parts: (String, String, u16), x: u16, y: u16) {
        if let Some(command) = binding.command() {
            let (keys, word, width) = parts;
            let area = Rect { x, y, width, height: 1 };
            self.placed.push(PlacedHint { area, keys, word, word_first: false, command });
        }
    }

    /// Puts a hint next to the last one, if there is room.
    fn left(&mut self, binding: &Binding) {
        let parts = self.hint(binding);
        let width = parts.2;
        if self.x.saturating_add(width) <= self.end {
            self.place(binding, parts, self.x, self.footer.y);
            self.x += width + self.gap();
        }
    }

    /// Keeps room for hints that must not be left out.
    fn reserve(&mut self, bindings: &[&Binding]) {
        for binding in bindings {
            self.end = self.end.saturating_sub(self.hint(binding).2 + self.gap());
        }
    }

    /// Puts a hint so that it ends at `end`.
    fn right(&mut self, binding: &Binding, y: u16, end: u16) {
        let parts = self.hint(binding);
        let x = end.saturating_sub(parts.2);
        self.place(binding, parts, x, y);
    }

    /// Puts the way to support at the right of the header, its word first.
    fn support(&mut self, binding: &Binding, header: Rect) {
        self.right(binding, header.y, header.right());
        if let Some(hint) = self.placed.last_mut() {
            hint.word_first = true;
        }
    }

    fn last_width(&self) -> u16 {
        self.placed.last().map_or(0, |hint| hint.area.width)
    }
}
