//! Finds texts of a questionnaire that do not fit on their screen, for `stillpoint check`.
//!
//! It lays out the real screens at two sizes, the smallest window and the usual one, and looks for titles and answers
//! that are cut and for items that scroll. Texts that are only read are not checked, because they may scroll. It must
//! not estimate a size in a way of its own.

use super::concerned::{USUAL, state_for_author};
use super::single::Layout;
use crate::app::sheet::lines::{Line, SIGN_COLUMNS, Span};
use crate::app::sheet::wrap::columns;
use crate::app::state::message::Command;
use crate::app::state::model::{Model, SMALLEST};
use crate::app::state::screen::{ItemScreen, Page, ResultsScreen, Screen};
use crate::domain::answers::response::Answer;
use crate::domain::language::wording::Wording;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{AnswerOption, Item, OptionSet};
use crate::domain::questionnaire::problem::KeyPath;
use crate::engine::session::SessionItem;
use ratatui::layout::Size;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// How many options of a set are tried at most, the widest first.
const TRIED: usize = 12;

/// A text that does not fit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Overflow {
    /// The text that is too long.
    pub at: KeyPath,
    /// What happens on which screen, as a sentence.
    pub message: String,
    /// What to write instead, as a sentence.
    pub advice: String,
}

/// Returns every text that is cut, or that makes a screen scroll that should not.
#[must_use]
pub(crate) fn overflows(questionnaire: &Arc<Questionnaire>, wording: &Wording) -> Vec<Overflow> {
    let mut search = OverflowSearch::of(questionnaire);
    for size in [SMALLEST, USUAL] {
        let mut model = state_for_author(questionnaire, wording, size);
        search.welcome(&model);
        search.items_and_notes(&mut model);
        search.answers(&mut model);
    }
    search.found
}

/// A search for texts that do not fit.
struct OverflowSearch<'q> {
    questionnaire: &'q Questionnaire,
    /// The position of each item in the file.
    items: HashMap<&'q str, usize>,
    /// The options of each set, the widest first.
    widest: HashMap<&'q str, Vec<PlacedOption<'q>>>,
    /// The sets that are too large for any screen, once an item with them was laid out.
    large: HashSet<&'q str>,
    /// The texts that were reported. Each is reported once.
    said: BTreeSet<KeyPath>,
    found: Vec<Overflow>,
}

impl<'q> OverflowSearch<'q> {
    fn of(questionnaire: &'q Questionnaire) -> Self {
        let parts = questionnaire.parts();
        let items = parts.items.iter().enumerate().map(|(at, item)| (item.id.as_str(), at)).collect();
        let sets = parts.option_sets.iter().enumerate();
        let widest = sets.map(|(at, set)| (set.id.as_str(), widest_of(at, set))).collect();
        Self { questionnaire, items, widest, large: HashSet::new(), said: BTreeSet::new(), found: Vec::new() }
    }

    /// Reports a text, unless it was reported before.
    fn say(&mut self, at: KeyPath, message: impl FnOnce() -> String, advice: &str) {
        if self.said.insert(at.clone()) {
            self.found.push(Overflow { at, message: message(), advice: advice.to_owned() });
        }
    }

    /// Checks that the row that begins is visible on the first screen.
    fn welcome(&mut self, model: &Model) {
        let layout = Layout::of(model);
        let begins = |line: &Line| line.click == Some(Command::Choose(0));
        if model.size == USUAL && !layout.visible().any(|(_, line)| begins(line)) {
            let at = KeyPath::default().key("description");
            let message =
                || format!("On the first screen the way on is out of sight at {}.", named(model.size));
            self.say(at, message, "Shorten \"description\" or \"title\".");
        }
    }

    /// Checks that no item scrolls, that no content note scrolls in the usual window, and that no title is cut.
    fn items_and_notes(&mut self, model: &mut Model) {
        for position in 0..model.session.items().len() {
            model.go(Screen::Item(ItemScreen { position, to_review: false }));
            if self.is_known_to_be_large(model) {
                continue;
            }
            let layout = Layout::of(model);
            let over = usize::from(layout.max_scroll());
            let Some(group) = model.session.place(position).map(|place| place.group) else { continue };
            self.title(&layout, model.size, group);
            match model.session.item_at(position) {
                Some(SessionItem::Question(_)) if over > 0 => self.item(model, over),
                Some(SessionItem::Note(_)) if over > 0 && model.size == USUAL => {
                    self.note(model.size, group, over);
                }
                _ => {}
            }
        }
    }

    /// Reports the title of a group if it is cut.
    fn title(&mut self, layout: &Layout, size: Size, group: usize) {
        let over = columns(&layout.sheet.title).saturating_sub(layout.title_room());
        if over > 0 {
            let message = || {
                format!(
                    "At {} this title is cut in the header: with the item's number it has {} too many.",
                    named(size),
                    count(over.into(), "column")
                )
            };
            self.say(KeyPath::entry("groups", group).key("title"), message, "Find a shorter title.");
        }
    }

    /// Reports a content note that scrolls.
    fn note(&mut self, size: Size, group: usize, over: usize) {
        let message = || {
            format!(
                "At {} this note does not fit on one screen: with the two ways on it has {} too many.",
                named(size),
                count(over, "row")
            )
        };
        self.say(KeyPath::entry("groups", group).key("note"), message, "Shorten the note.");
    }

    /// Reports an item that scrolls.
    fn item(&mut self, model: &Model, over: usize) {
        let Some(item) = model.item() else { return };
        let Some(index) = self.items.get(item.id.as_str()).copied() else { return };
        let parts = [
            Some("its options"),
            item.help.as_ref().filter(|_| model.size == USUAL).map(|_| "its help"),
            item.caution.as_ref().map(|_| "its caution"),
            item.guard.as_ref().map(|_| "the line about its note"),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        let message = || {
            format!(
                "At {} this item does not fit on one screen: with {} it has {} too many.",
                named(model.size),
                parts.join(" and "),
                count(over, "row")
            )
        };
        let advice = "Shorten the question, or its options; on an item nothing may scroll.";
        self.say(KeyPath::entry("items", index).key("text"), message, advice);
    }

    /// Checks that no answer is cut in the list of all answers and on the first page of results.
    ///
    /// It answers every item with its widest option, then with the second widest, and so on.
    fn answers(&mut self, model: &mut Model) {
        for nth in 0..TRIED {
            let questionnaire = self.questionnaire;
            let mut given: HashMap<String, KeyPath> = HashMap::new();
            for item in questionnaire.items() {
                match self.listed(item).and_then(|choices| choices.get(nth)) {
                    Some(choice) => {
                        model.session.answer(&item.id, Answer::Chosen(choice.option.id.clone()));
                        given
                            .entry(model.wording().about.lower_first(&choice.option.text))
                            .or_insert_with(|| choice.at.clone());
                    }
                    None => model.session.skip(&item.id),
                }
            }
            // If no answer was cut, then no narrower one is.
            if !self.lists(model, &given) {
                break;
            }
        }
    }

    /// Returns the options of an item, the widest first. It returns none if there are too many for the item's own
    /// screen, because that is reported already.
    fn listed(&self, item: &Item) -> Option<&[PlacedOption<'q>]> {
        let choices = self.widest.get(item.options.as_str())?;
        (choices.len() <= usize::from(USUAL.height)).then_some(choices)
    }

    /// Reports cut answers in the two lists of answers, and returns whether there are any.
    fn lists(&mut self, model: &mut Model, given: &HashMap<String, KeyPath>) -> bool {
        let review = Screen::Review;
        let tally = Screen::Results(ResultsScreen { page: Page::Tally, part: 0, whole: false });
        let mut cut = false;
        for (screen, list) in
            [(review, "in the list of all answers"), (tally, "on the first page of results")]
        {
            model.go(screen);
            let layout = Layout::of(model);
            for (at, over) in cut_answers(&layout, given) {
                cut = true;
                let message = || {
                    let over = count(over, "column");
                    format!("At {} this answer is cut {list}: it has {over} too many.", named(model.size))
                };
                let advice = "Write an answer of a few words, and the rest in the question.";
                self.say(at.clone(), message, advice);
            }
        }
        cut
    }

    /// Returns whether an item with the same set of options was laid out, and the set is too large for any screen. One
    /// report is enough then, because its author has to shorten the set.
    fn is_known_to_be_large(&mut self, model: &Model) -> bool {
        let set = model.item().and_then(|item| self.questionnaire.item(&item.id)).map(|item| &item.options);
        let Some((id, options)) = set.and_then(|id| Some((id.as_str(), self.widest.get(id.as_str())?.len())))
        else {
            return false;
        };
        options > usize::from(USUAL.height) && !self.large.insert(id)
    }
}

/// Returns the given answers that are cut in a list, each with the number of columns that it has too many.
fn cut_answers<'g>(
    layout: &Layout,
    given: &'g HashMap<String, KeyPath>,
) -> impl Iterator<Item = (&'g KeyPath, usize)> {
    layout.sheet.body.iter().filter_map(|line| {
        let over = width(line).checked_sub(layout.text.width).filter(|over| *over > 0)?;
        let answer = line.spans.iter().filter_map(words).find_map(|words| given.get(words.trim()))?;
        Some((answer, usize::from(over)))
    })
}

/// An option with its place in the file.
struct PlacedOption<'q> {
    at: KeyPath,
    option: &'q AnswerOption,
}

/// Returns the options of a set, the widest first.
fn widest_of(at: usize, set: &OptionSet) -> Vec<PlacedOption<'_>> {
    let at = KeyPath::entry("option_sets", at).key("options");
    let choices = set.options.iter().enumerate();
    let mut choices: Vec<PlacedOption<'_>> =
        choices.map(|(index, option)| PlacedOption { at: at.at(index).key("text"), option }).collect();
    choices.sort_by_key(|choice| std::cmp::Reverse(columns(&choice.option.text)));
    choices
}

/// Returns the columns that a row takes.
fn width(line: &Line) -> u16 {
    let of = |span: &Span| words(span).map_or(SIGN_COLUMNS, columns);
    let spans = line.spans.iter().chain(&line.right).map(of);
    spans.fold(line.indent, u16::saturating_add)
}

/// Returns the words of a span that is not a mark.
fn words(span: &Span) -> Option<&str> {
    match span {
        Span::Words(words, _) => Some(words),
        Span::Sign(..) => None,
    }
}

fn named(size: Size) -> String {
    format!("{}x{}", size.width, size.height)
}

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}
