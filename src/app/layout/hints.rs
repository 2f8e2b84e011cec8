//! Places the hints: the line in the footer that names keys, and the hint for support in the header.
//!
//! If there is little space, the less important hints are left out; the ways back and out are among the last, and the key
//! that hides everything always stays, at the right end. The hints come from the bindings, so it must not name a key that is not valid.

use crate::app::keys::bindings::{Binding, bindings};
use crate::app::screens::component::HintWord;
use crate::app::screens::registry::{context as context_in_front, enter_word};
use crate::app::sheet::wrap::columns;
use crate::app::state::context::Context;
use crate::app::state::message::{Command, CounselorCommand, Motion};
use crate::app::state::model::Model;
use ratatui::layout::Rect;

/// The least width of a footer in which every hint may have a word.
const WIDE: u16 = 56;

/// The rows of a button.
pub(crate) const BUTTON_ROWS: u16 = 3;

/// The least columns of a button.
pub(super) const BUTTON_COLUMNS: u16 = 12;

/// A hint or a button, with its place and its command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlacedHint {
    /// Its place. A hint is one row high, a button three.
    pub area: Rect,
    /// The names of its keys.
    pub keys: String,
    /// Its word.
    pub word: String,
    /// Whether the word comes before the keys, as in the header.
    pub word_first: bool,
    /// The command of a click on it.
    pub command: Command,
}

/// Where hints have room, and whether there is more text than is in sight.
#[derive(Clone, Copy, Debug)]
pub struct HintPlace {
    /// The row of the title; it is empty where no hint may stand in it.
    pub header: Rect,
    /// The row of the hints.
    pub footer: Rect,
    /// Whether the arrows move anything: the text, or a pointer from row to row.
    pub moves: bool,
}

/// Which hints are shown on one side of a walkthrough.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Share {
    /// All hints.
    All,
    /// All but those of the counselor's commands, which are shown on the counselor's side.
    Client,
    /// Only those of the counselor's commands.
    Counselor,
    /// No hints, because the other side gets the keys.
    None,
}

impl Share {
    /// Returns whether a hint is shown. On the counselor's side, while the client's has the keys, those that work there are.
    fn has(self, model: &Model, binding: &Binding) -> bool {
        let of_counselor = matches!(binding.command(), Some(Command::Counselor(_)));
        match self {
            Self::All => true,
            Self::Client => !of_counselor,
            Self::Counselor => {
                let policy = model.policy();
                let mut there = bindings(context_in_front(model), &policy).map(Binding::command);
                of_counselor && there.any(|command| command == binding.command())
            }
            Self::None => false,
        }
    }
}

/// Places the hints. The footer has the keys of this screen, then those that are valid everywhere, and at its right end
/// the key that hides everything. If the header is wide enough, the hint for support is there.
///
/// A text that is in sight as a whole has no hint to scroll it, and a list of one row none to choose.
#[must_use]
pub fn hints(model: &Model, context: Context, place: HintPlace, share: Share) -> Vec<PlacedHint> {
    let HintPlace { header, footer, moves } = place;
    if footer.is_empty() {
        return Vec::new();
    }
    let is_still = |command| !moves && matches!(command, Command::Move(_));
    let named = |binding: &&'static Binding| {
        let can = binding.command().is_none_or(|command| model.can(command) && !is_still(command));
        // The mouse is named while the terminal has it, and in the help.
        let is_news = binding.command() != Some(Command::Mouse) || model.leaves_mouse;
        binding.shown > 0 && can && is_news && share.has(model, binding)
    };
    let shown: Vec<&'static Binding> = bindings(context, &model.policy()).filter(named).collect();
    let to_notes = share == Share::Counselor && context == Context::CounselorGuide;
    let enter = (context == context_in_front(model)).then(|| enter_word(model)).flatten();
    let has_header = footer.width >= WIDE && !header.is_empty();
    let (is_wide, gap, x) = (false, 1, footer.x);
    let mut placer =
        HintPlacer { model, context, footer, to_notes, enter, is_wide, gap, x, placed: Vec::new() };
    let in_header = |binding: &Binding| has_header && binding.command() == Some(Command::Support);
    let in_footer: Vec<&Binding> = shown.iter().copied().filter(|binding| !in_header(binding)).collect();
    placer.spread(&in_footer);
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

/// Whether every hint has a word, and the columns between two, where there is room; the best first.
const SPREADS: [(bool, u16); 2] = [(true, 3), (false, 2)];

/// The highest rank of the hints for which there should be room.
const MATTERS_MOST: u8 = 4;

/// Returns the rank of a hint. If there is too little space, those with the highest rank are left out first.
fn rank(binding: &Binding, context: Context, wide: bool) -> u8 {
    match binding.command() {
        Some(Command::Hide | Command::ComeBack | Command::Forget) => 0,
        Some(Command::Support | Command::Done | Command::Counselor(CounselorCommand::Done)) => 1,
        // Over help it would close what Esc closes.
        Some(Command::Help) if context == Context::Overlay => 5,
        Some(Command::Help | Command::GiveBack(_)) => 2,
        // In a window with one side, this is the way to the other.
        Some(Command::Counselor(CounselorCommand::Turn)) if context == Context::CounselorGuide => 2,
        // The way out comes before the words of other ways, and before the previous question.
        Some(Command::Leave) if matches!(context, Context::CounselorGuide | Context::Overlay) => 2,
        // The way back, the way out, the way to the other side, and the way into notes.
        Some(Command::Back | Command::Leave) => 3,
        Some(Command::Counselor(CounselorCommand::Write | CounselorCommand::Turn)) => 3,
        // Where there is little space, the way on comes before the way to the protocol.
        Some(Command::Activate | Command::ReadOn) if !wide => MATTERS_MOST,
        Some(Command::Counselor(CounselorCommand::Protocol)) => MATTERS_MOST,
        Some(Command::Activate) if wide && context != Context::Item => MATTERS_MOST,
        Some(Command::Mouse) if wide => MATTERS_MOST,
        Some(Command::Next | Command::Activate | Command::Skip) => 5,
        Some(Command::Counselor(CounselorCommand::Flag)) => 7,
        // Most people try the arrow keys anyway, and a text is read on by Enter.
        Some(Command::Move(Motion::Up)) if !wide || context == Context::Reading => 7,
        Some(Command::StartOver) => 8,
        Some(Command::Review) => 9,
        _ => 6,
    }
}

/// The texts of a hint, and the columns that they take.
struct HintParts {
    keys: String,
    word: String,
    width: u16,
}

impl HintParts {
    fn new(keys: String, word: String) -> Self {
        let width = columns(&keys) + if word.is_empty() { 0 } else { 1 + columns(&word) };
        Self { keys, word, width }
    }
}

/// Places hints side by side.
struct HintPlacer<'m> {
    model: &'m Model,
    context: Context,
    footer: Rect,
    /// Whether Tab leads to the notes, because the guide is visible.
    to_notes: bool,
    /// What Enter does at the row that is pointed at, if it is not what its binding says.
    enter: Option<HintWord>,
    /// Whether every hint has a word.
    is_wide: bool,
    /// The columns between two hints.
    gap: u16,
    x: u16,
    placed: Vec<PlacedHint>,
}

impl HintPlacer<'_> {
    /// Chooses whether hints have words, and their gap, so that those that matter most fit.
    fn spread(&mut self, shown: &[&Binding]) {
        for (is_wide, gap) in SPREADS.iter().filter(|_| self.footer.width >= WIDE) {
            (self.is_wide, self.gap) = (*is_wide, *gap);
            let matter = shown.iter().filter(|binding| {
                // A way on is always named; where words leave no room for it, they go.
                let leads_on = matches!(binding.command(), Some(Command::Activate | Command::ReadOn));
                leads_on || rank(binding, self.context, true) <= MATTERS_MOST
            });
            let widths: u16 = matter.map(|binding| self.hint(binding).width + gap).sum();
            if widths <= self.footer.width + gap {
                return;
            }
        }
        (self.is_wide, self.gap) = (false, 1);
    }

    /// Returns the hints that fit, in their order. Those with the lowest rank are taken first.
    fn fitting<'b>(&self, shown: &[&'b Binding]) -> Vec<(&'b Binding, HintParts)> {
        let mut by_rank: Vec<(usize, &Binding)> = shown.iter().copied().enumerate().collect();
        by_rank.sort_by_key(|(_, binding)| rank(binding, self.context, self.footer.width >= WIDE));
        let mut used = 0;
        let mut kept = Vec::new();
        for (place, binding) in by_rank {
            let gap = if used > 0 { self.gap } else { 0 };
            let room = self.footer.width.saturating_sub(used + gap);
            if let Some(parts) = self.form(binding, room) {
                used += gap + parts.width;
                kept.push((place, binding, parts));
            }
        }
        kept.sort_unstable_by_key(|(place, ..)| *place);
        kept.into_iter().map(|(_, binding, parts)| (binding, parts)).collect()
    }

    /// Returns a hint as it fits into the room, if it does. Where there is too little, the key that does what is done most,
    /// and the way out, stand without a word.
    fn form(&self, binding: &Binding, room: u16) -> Option<HintParts> {
        let parts = self.hint(binding);
        if parts.width <= room {
            return Some(parts);
        }
        let can_be_bare = matches!(
            binding.command(),
            Some(
                Command::Activate
                    | Command::ReadOn
                    | Command::Next
                    | Command::Back
                    | Command::Leave
                    | Command::Counselor(CounselorCommand::Write)
            )
        );
        let bare = can_be_bare.then(|| HintParts::new(parts.keys, String::new()));
        bare.filter(|bare| bare.width <= room)
    }

    /// Returns the keys and the word of a hint. If there is little space, common keys have no word: the arrows for on
    /// and back, and the keys for help and to leave.
    fn hint(&self, binding: &Binding) -> HintParts {
        let keys = binding.short_keys(&self.model.wording().key, self.is_wide);
        let turn = matches!(
            binding.command(),
            Some(Command::Counselor(CounselorCommand::Turn) | Command::GiveBack(_))
        );
        let is_plain = match binding.command() {
            Some(Command::Back | Command::Next | Command::Help) => true,
            Some(Command::Leave) => self.footer.width < WIDE,
            _ => turn,
        };
        // With a word beside F1, the hint that leaves a text field would not fit into 40 columns.
        let known = turn || keys.chars().count() == 1 || binding.command() == Some(Command::Help);
        let worded = self.is_wide || !is_plain || !known;
        let word = if worded { self.name(binding).to_owned() } else { String::new() };
        HintParts::new(keys, word)
    }

    /// Returns the word of a hint on this screen.
    fn name(&self, binding: &Binding) -> &str {
        let wording = self.model.wording();
        match binding.command() {
            Some(Command::Counselor(CounselorCommand::Turn)) if self.to_notes => &wording.hint.write,
            Some(Command::Activate) => self.enter.unwrap_or(binding.word)(&wording.hint),
            Some(Command::Mouse) => &wording.hint.mouse_back,
            Some(Command::ReadOn) if !self.is_wide => &wording.hint.on,
            Some(Command::Counselor(CounselorCommand::Write)) if !self.is_wide => &wording.desk.note,
            // The long word does not fit here, and a key that ends everything must have a word.
            Some(Command::Forget) if !self.is_wide => &wording.hint.leave,
            _ => binding.name(wording),
        }
    }

    /// Places a hint at a position.
    fn place(&mut self, binding: &Binding, parts: HintParts, x: u16, y: u16) {
        if let Some(command) = binding.command() {
            let HintParts { keys, word, width } = parts;
            let area = Rect { x, y, width, height: 1 };
            self.placed.push(PlacedHint { area, keys, word, word_first: false, command });
        }
    }

    /// Places a hint after the last one.
    fn left(&mut self, binding: &Binding, parts: HintParts) {
        let width = parts.width;
        self.place(binding, parts, self.x, self.footer.y);
        self.x = self.x.saturating_add(width + self.gap);
    }

    /// Places a hint at the right end of a row.
    fn right(&mut self, binding: &Binding, parts: HintParts, row: Rect) {
        let x = row.right().saturating_sub(parts.width);
        self.place(binding, parts, x, row.y);
    }

    /// Places the hint for support at the right of the header, its word first.
    fn support(&mut self, binding: &Binding, header: Rect) {
        self.right(binding, self.hint(binding), header);
        if let Some(hint) = self.placed.last_mut() {
            hint.word_first = true;
        }
    }
}
