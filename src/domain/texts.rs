//! Every text of a questionnaire that a person reads, by id: what a translation puts in its place, and nothing else.
//!
//! Ids, rules, options' order, facts cited, days and regions are not texts and cannot be reached from here, so a
//! translation can never change what matches what.

use super::draft::{Draft, Fact, Group, Guidance, Item, OptionSet, Section, SupportLine, Term};
use std::fmt;

/// Which text is meant.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TextKey {
    /// The list of the file, such as `items`; empty for the texts above all lists.
    pub table: &'static str,
    /// The id of the entry; empty for the texts above all lists.
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
}

impl fmt::Display for TextKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.table.is_empty() {
            write!(f, "{}.{}.", self.table, self.id)?;
        }
        if let Some(part) = &self.part {
            write!(f, "options.{part}.")?;
        }
        f.write_str(self.key)?;
        self.index.map_or(Ok(()), |index| write!(f, "[{index}]"))
    }
}

/// Goes through every text of a draft, in the order of the file.
pub fn visit(draft: &mut Draft, mut see: impl FnMut(TextKey, &mut String)) {
    let see = &mut see;
    let mut at_top = Entry { table: "", id: "", see };
    at_top.maybe("title", &mut draft.title);
    at_top.maybe("description", &mut draft.description);
    draft.option_sets.iter_mut().for_each(|set| options(set, see));
    draft.groups.iter_mut().for_each(|group| self::group(group, see));
    draft.items.iter_mut().for_each(|item| self::item(item, see));
    draft.sections.iter_mut().for_each(|section| self::section(section, see));
    draft.guidance.iter_mut().for_each(|guidance| self::guidance(guidance, see));
    draft.support.iter_mut().for_each(|line| support(line, see));
    draft.terms.iter_mut().for_each(|term| self::term(term, see));
    draft.facts.iter_mut().for_each(|fact| self::fact(fact, see));
}

/// What looks at each text.
type See<'s> = &'s mut dyn FnMut(TextKey, &mut String);

/// One entry whose texts are gone through.
struct Entry<'s, 'i> {
    table: &'static str,
    id: &'i str,
    see: See<'s>,
}

impl Entry<'_, '_> {
    fn text(&mut self, key: &'static str, text: &mut String) {
        (self.see)(TextKey::of(self.table, self.id, key), text);
    }

    fn maybe(&mut self, key: &'static str, text: &mut Option<String>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    fn list(&mut self, key: &'static str, texts: &mut [String]) {
        for (index, text) in texts.iter_mut().enumerate() {
            (self.see)(TextKey { index: Some(index), ..TextKey::of(self.table, self.id, key) }, text);
        }
    }
}

fn options(set: &mut OptionSet, see: See<'_>) {
    for option in &mut set.options {
        let part = Some(option.id.as_str().to_owned());
        see(TextKey { part, ..TextKey::of("option_sets", set.id.as_str(), "text") }, &mut option.text);
    }
}

fn group(group: &mut Group, see: See<'_>) {
    let mut entry = Entry { table: "groups", id: group.id.as_str(), see };
    entry.text("title", &mut group.title);
    entry.maybe("note", &mut group.note);
}

fn item(item: &mut Item, see: See<'_>) {
    let mut entry = Entry { table: "items", id: item.id.as_str(), see };
    entry.text("label", &mut item.label);
    entry.text("text", &mut item.text);
    entry.maybe("help", &mut item.help);
    entry.maybe("prompt", &mut item.prompt);
    entry.maybe("listen_for", &mut item.listen_for);
    entry.list("follow_ups", &mut item.follow_ups);
}

fn section(section: &mut Section, see: See<'_>) {
    let mut entry = Entry { table: "sections", id: section.id.as_str(), see };
    entry.text("title", &mut section.title);
    entry.text("text", &mut section.text);
}

fn guidance(guidance: &mut Guidance, see: See<'_>) {
    let mut entry = Entry { table: "guidance", id: guidance.id.as_str(), see };
    entry.text("title", &mut guidance.title);
    entry.text("text", &mut guidance.text);
    entry.text("next_step", &mut guidance.next_step);
    entry.list("ask", &mut guidance.ask);
}

/// A line without an id cannot be named in a translation; it stays as it is.
fn support(line: &mut SupportLine, see: See<'_>) {
    let Some(id) = &line.id else { return };
    let mut entry = Entry { table: "support", id: id.as_str(), see };
    entry.text("name", &mut line.name);
    entry.list("ways", &mut line.ways);
    entry.text("hours", &mut line.hours);
}

fn term(term: &mut Term, see: See<'_>) {
    let mut entry = Entry { table: "terms", id: term.id.as_str(), see };
    entry.text("term", &mut term.term);
    entry.text("meaning", &mut term.meaning);
}

fn fact(fact: &mut Fact, see: See<'_>) {
    let mut entry = Entry { table: "facts", id: fact.id.as_str(), see };
    entry.text("gist", &mut fact.gist);
    entry.maybe("note", &mut fact.note);
}
