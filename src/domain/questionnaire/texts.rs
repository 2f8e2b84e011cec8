//! Goes through every text of a questionnaire that a person reads, and names each by its place.
//!
//! A translation reaches a questionnaire only through here. Ids, rules, the order of options, cited facts, days and
//! regions are not handed out, so a translation can change no more than words.

use super::draft::{Draft, Fact, Group, Guidance, Item, OptionSet, Section, SupportLine, Term};
use super::front_matter::{SpokenWords, TextSource};
use super::problem::KeyPath;
use std::fmt;

/// The list of support lines, the only one whose entries may have no id.
const SUPPORT: &str = "support";

/// The table of what a counselor says, which is no list.
pub(crate) const WALKTHROUGH: &str = "walkthrough";
/// The table of what the texts are drawn from.
pub(crate) const SOURCE: &str = "source";

/// The name of a text: printed as `items.sleep.help` or `guidance.awake.ask[0]`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TextKey {
    /// The table of the file, such as `items`; empty for the texts above all tables.
    pub table: &'static str,
    /// The id of the entry; empty for the texts above all tables and for a table that is no list.
    pub id: String,
    /// The id within the entry: an option of an option set.
    pub part: Option<String>,
    /// The key of the text.
    pub key: &'static str,
    /// Which text of a list it is, from 0.
    pub index: Option<usize>,
}

impl TextKey {
    /// Names a text of an entry that is in no list.
    #[must_use]
    pub fn of(table: &'static str, id: &str, key: &'static str) -> Self {
        Self { table, id: id.to_owned(), part: None, key, index: None }
    }

    /// Says whether a translation can name the text. It cannot if the entry has no id, as some support lines have none.
    #[must_use]
    pub(crate) fn can_be_named(&self) -> bool {
        self.table != SUPPORT || !self.id.is_empty()
    }
}

impl fmt::Display for TextKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in [self.table, &self.id].into_iter().filter(|part| !part.is_empty()) {
            write!(f, "{part}.")?;
        }
        if let Some(part) = &self.part {
            write!(f, "options.{part}.")?;
        }
        f.write_str(self.key)?;
        self.index.map_or(Ok(()), |index| write!(f, "[{index}]"))
    }
}

/// Calls `see` with every text of a draft in the order of the file, with its name and its path. `see` may change the text.
pub fn visit(draft: &mut Draft, mut see: impl FnMut(TextKey, KeyPath, &mut String)) {
    let see = &mut see;
    let mut at_top = TextEntry { table: "", id: "", at: KeyPath::default(), see };
    at_top.maybe("title", &mut draft.title);
    at_top.maybe("description", &mut draft.description);
    at_top.maybe("support_note", &mut draft.support_note);
    source(&mut draft.source, see);
    walkthrough(&mut draft.walkthrough, see);
    each("option_sets", &mut draft.option_sets, |at, set| options(&at, set, see));
    each("groups", &mut draft.groups, |at, group| self::group(at, group, see));
    each("items", &mut draft.items, |at, item| self::item(at, item, see));
    each("sections", &mut draft.sections, |at, section| self::section(at, section, see));
    each("guidance", &mut draft.guidance, |at, guidance| self::guidance(at, guidance, see));
    each(SUPPORT, &mut draft.support, |at, line| support(at, line, see));
    each("terms", &mut draft.terms, |at, term| self::term(at, term, see));
    each("facts", &mut draft.facts, |at, fact| self::fact(at, fact, see));
}

/// What is called with each text.
type See<'s> = &'s mut dyn FnMut(TextKey, KeyPath, &mut String);

fn each<T>(table: &'static str, entries: &mut [T], mut look: impl FnMut(KeyPath, &mut T)) {
    for (index, entry) in entries.iter_mut().enumerate() {
        look(KeyPath::entry(table, index), entry);
    }
}

/// An entry of a list whose texts are handed out.
struct TextEntry<'s, 'i> {
    table: &'static str,
    id: &'i str,
    at: KeyPath,
    see: See<'s>,
}

impl TextEntry<'_, '_> {
    fn text(&mut self, key: &'static str, text: &mut String) {
        (self.see)(TextKey::of(self.table, self.id, key), self.at.key(key), text);
    }

    fn maybe(&mut self, key: &'static str, text: &mut Option<String>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    fn list(&mut self, key: &'static str, texts: &mut [String]) {
        for (index, text) in texts.iter_mut().enumerate() {
            let named = TextKey { index: Some(index), ..TextKey::of(self.table, self.id, key) };
            (self.see)(named, self.at.key(key).at(index), text);
        }
    }
}

fn source(source: &mut TextSource, see: See<'_>) {
    let mut entry = TextEntry { table: SOURCE, id: "", at: KeyPath::default().key(SOURCE), see };
    entry.maybe("name", &mut source.name);
    entry.maybe("kind", &mut source.kind);
    entry.maybe("called", &mut source.called);
    entry.maybe("note", &mut source.note);
}

fn walkthrough(words: &mut SpokenWords, see: See<'_>) {
    let at = KeyPath::default().key(WALKTHROUGH);
    let mut entry = TextEntry { table: WALKTHROUGH, id: "", at, see };
    entry.maybe("opening", &mut words.opening);
    entry.maybe("consent", &mut words.consent);
    entry.maybe("closing", &mut words.closing);
}

fn options(at: &KeyPath, set: &mut OptionSet, see: See<'_>) {
    for (index, option) in set.options.iter_mut().enumerate() {
        let part = Some(option.id.as_str().to_owned());
        let named = TextKey { part, ..TextKey::of("option_sets", set.id.as_str(), "text") };
        see(named, at.key("options").at(index).key("text"), &mut option.text);
    }
}

fn group(at: KeyPath, group: &mut Group, see: See<'_>) {
    let mut entry = TextEntry { table: "groups", id: group.id.as_str(), at, see };
    entry.text("title", &mut group.title);
    entry.maybe("note", &mut group.note);
}

fn item(at: KeyPath, item: &mut Item, see: See<'_>) {
    let mut entry = TextEntry { table: "items", id: item.id.as_str(), at, see };
    entry.text("label", &mut item.label);
    entry.text("text", &mut item.text);
    entry.maybe("help", &mut item.help);
    entry.maybe("caution", &mut item.caution);
    entry.maybe("prompt", &mut item.prompt);
    entry.maybe("listen_for", &mut item.listen_for);
    entry.list("follow_ups", &mut item.follow_ups);
}

fn section(at: KeyPath, section: &mut Section, see: See<'_>) {
    let mut entry = TextEntry { table: "sections", id: section.id.as_str(), at, see };
    entry.text("title", &mut section.title);
    entry.text("text", &mut section.text);
}

fn guidance(at: KeyPath, guidance: &mut Guidance, see: See<'_>) {
    let mut entry = TextEntry { table: "guidance", id: guidance.id.as_str(), at, see };
    entry.text("title", &mut guidance.title);
    entry.text("text", &mut guidance.text);
    entry.text("next_step", &mut guidance.next_step);
    entry.list("ask", &mut guidance.ask);
    entry.maybe("ask_first", &mut guidance.ask_first);
    entry.maybe("not_alone", &mut guidance.not_alone);
}

/// A line without an id gets an empty one in the name of its texts, so that no translation can name them.
fn support(at: KeyPath, line: &mut SupportLine, see: See<'_>) {
    let id = line.id.as_ref().map(|id| id.as_str()).unwrap_or_default();
    let mut entry = TextEntry { table: SUPPORT, id, at, see };
    entry.text("name", &mut line.name);
    entry.maybe("for_whom", &mut line.for_whom);
    entry.list("ways", &mut line.ways);
    entry.text("hours", &mut line.hours);
}

fn term(at: KeyPath, term: &mut Term, see: See<'_>) {
    let mut entry = TextEntry { table: "terms", id: term.id.as_str(), at, see };
    entry.text("term", &mut term.term);
    entry.text("meaning", &mut term.meaning);
}

fn fact(at: KeyPath, fact: &mut Fact, see: See<'_>) {
    let mut entry = TextEntry { table: "facts", id: fact.id.as_str(), at, see };
    entry.text("gist", &mut fact.gist);
    entry.maybe("note", &mut fact.note);
}
