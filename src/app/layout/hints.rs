//! The hints line: which keys are named where, what stands where, and what a click on it does.
//!
//! The words come from the table of bindings; nothing is named here that is not valid.

use crate::app::keys::bindings::{Binding, bindings};
use crate::app::sheet::wrap::columns;
use crate::app::state::context::Context;
use crate::app::state::message::{Command, CounselorCommand, Motion};
use crate::app::state::model::Model;
use ratatui::layout::Rect;

/// From this width of the footer on there is room for words and air.
const WIDE: u16 = 56;

/// Rows of a hint that is a button.
pub(crate) const BUTTON_ROWS: u16 = 3;

/// The least width of what is made to be touched.
pub(super) const BUTTON_COLUMNS: u16 = 12;

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

/// Which of the hints of a place are named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Share {
    /// All of them.
    All,
    /// All but those for the counselor's side, which are named there.
    Client,
    /// Those for the counselor's side.
    Counselor,
    /// None: the keys mean something on the other side.
    None,
}

impl Share {
    fn has(self, binding: &Binding) -> bool {
        let of_counselor = matches!(binding.command(), Some(Command::Counselor(_)));
        match self {
            Self::All => true,
            Self::Client => !of_counselor,
            // Enter answers while the client's side has the keys.
            Self::Counselor => {
                of_counselor && binding.command() != Some(Command::Counselor(CounselorCommand::Write))
            }
            Self::None => false,
        }
    }
}

/// Places the hints: support at the right of a wide header; in the footer the keys of this place, then the ones
/// that are valid everywhere, and at the right end, always, the key for privacy.
#[must_use]
pub fn hints(model: &Model, context: Context, header: Rect, footer: Rect, share: Share) -> Vec<PlacedHint> {
    if footer.is_empty() {
        return Vec::new();
    }
    let named = |binding: &&'static Binding| {
        binding.shown > 0 && share.has(binding) && does_something(model, binding)
    };
    let shown: Vec<&'static Binding> = bindings(context, &model.policy()).filter(named).collect();
    let to_notes = share == Share::Counselor && context == Context::CounselorGuide;
    let mut placer = HintPlacer { model, footer, to_notes, x: footer.x, placed: Vec::new() };
    let wide = placer.is_wide() && !header.is_empty();
    let in_header = |binding: &Binding| wide && binding.command() == Some(Command::Support);
    let in_footer: Vec<&Binding> = shown.iter().copied().filter(|binding| !in_header(binding)).collect();
    for (binding, parts) in placer.fitting(&in_footer) {
        if binding.command() == Some(Command::Hide) {
            placer.right(binding, parts, footer);
        } else {
            placer.left(binding, parts);
        }
    }
    if let Some(support) = shown.into_iter().find(|binding| in_header(binding)) {
        placer.support(support, header);
    }
    placer.placed
}

/// Says whether a key does anything on the page that is shown: there may be no question on it, or one whose answer is
/// not the counselor's to choose.
fn does_something(model: &Model, binding: &Binding) -> bool {
    match binding.command() {
        Some(Command::Counselor(CounselorCommand::Flag)) => model.item().is_some(),
        Some(Command::Activate) => model.overlay.is_some() || !model.is_withheld(),
        _ => true,
    }
}

/// How little a hint can be done without; the lower, the longer it stays.
fn rank(binding: &Binding, wide: bool) -> u8 {
    match binding.command() {
        Some(Command::Hide | Command::ComeBack | Command::Forget) => 0,
        Some(Command::Support | Command::Done | Command::Counselor(CounselorCommand::Done)) => 1,
        Some(Command::Help | Command::GiveBack(_) | Command::Counselor(CounselorCommand::Write)) => 2,
        Some(Command::Back) => 3,
        Some(Command::Counselor(CounselorCommand::Turn | CounselorCommand::Protocol)) => 3,
        Some(Command::Next | Command::Activate | Command::LeaveOpen) => 4,
        // Where there is little room, nobody needs to be told of the arrows.
        Some(Command::Move(Motion::Up)) if !wide => 6,
        Some(Command::Leave | Command::StartOver) => 7,
        _ => 5,
    }
}

/// What a hint says, and the columns that takes.
struct HintParts {
    keys: String,
    word: String,
    width: u16,
}

/// Puts hints beside one another.
struct HintPlacer<'m> {
    model: &'m Model,
    footer: Rect,
    /// Whether the other side is the notes, which are in sight already.
    to_notes: bool,
    x: u16,
    placed: Vec<PlacedHint>,
}

impl HintPlacer<'_> {
    fn is_wide(&self) -> bool {
        self.footer.width >= WIDE
    }

    fn gap(&self) -> u16 {
        if self.is_wide() { 3 } else { 1 }
    }

    /// Returns the hints for which there is room, in their order; the ones that can be done without are left out.
    fn fitting<'b>(&self, shown: &[&'b Binding]) -> Vec<(&'b Binding, HintParts)> {
        let mut by_rank: Vec<(usize, &Binding)> = shown.iter().copied().enumerate().collect();
        by_rank.sort_by_key(|(_, binding)| rank(binding, self.is_wide()));
        let mut used = 0;
        let mut kept = Vec::new();
        for (place, binding) in by_rank {
            let parts = self.hint(binding);
            let width = parts.width + if used > 0 { self.gap() } else { 0 };
            if used + width <= self.footer.width {
                used += width;
                kept.push((place, binding, parts));
            }
        }
        kept.sort_unstable_by_key(|(place, ..)| *place);
        kept.into_iter().map(|(_, binding, parts)| (binding, parts)).collect()
    }

    /// Returns the keys and the word of a hint; where there is little room, the arrows for the
    /// ways on and back and the key for help stand for themselves.
    fn hint(&self, binding: &Binding) -> HintParts {
        let keys = binding.short_keys(&self.model.wording().key);
        let turn = matches!(
            binding.command(),
            Some(Command::Counselor(CounselorCommand::Turn) | Command::GiveBack(_))
        );
        let plain = turn || matches!(binding.command(), Some(Command::Back | Command::Next | Command::Help));
        // F1 is known as well as ?, and with its word the way out of a text field has no room in 40 columns.
        let known = turn || keys.chars().count() == 1 || binding.command() == Some(Command::Help);
        let worded = self.is_wide() || !plain || !known;
        let word = if worded { self.name(binding).to_owned() } else { String::new() };
        let width = columns(&keys) + if word.is_empty() { 0 } else { 1 + columns(&word) };
        HintParts { keys, word, width }
    }

    /// Returns the word for what a key does here.
    fn name(&self, binding: &Binding) -> &str {
        let wording = self.model.wording();
        match binding.command() {
            Some(Command::Counselor(CounselorCommand::Turn)) if self.to_notes => &wording.hint.write,
            // The whole has no room beside the way back, and what ends everything must be named.
            Some(Command::Forget) if !self.is_wide() => &wording.hint.leave,
            _ => binding.name(wording),
        }
    }

    fn place(&mut self, binding: &Binding, parts: HintParts, x: u16, y: u16) {
        if let Some(command) = binding.command() {
            let HintParts { keys, word, width } = parts;
            let area = Rect { x, y, width, height: 1 };
            self.placed.push(PlacedHint { area, keys, word, word_first: false, command });
        }
    }

    /// Puts a hint next to the last one.
    fn left(&mut self, binding: &Binding, parts: HintParts) {
        let width = parts.width;
        self.place(binding, parts, self.x, self.footer.y);
        self.x = self.x.saturating_add(width + self.gap());
    }

    /// Puts a hint at the right end of a row.
    fn right(&mut self, binding: &Binding, parts: HintParts, row: Rect) {
        let x = row.right().saturating_sub(parts.width);
        self.place(binding, parts, x, row.y);
    }

    /// Puts the way to support at the right of the header, its word first.
    fn support(&mut self, binding: &Binding, header: Rect) {
        self.right(binding, self.hint(binding), header);
        if let Some(hint) = self.placed.last_mut() {
            hint.word_first = true;
        }
    }
}
