//! Every text of a questionnaire with its place, and which kind of text it is.
//!
//! Which lints look at which kind stands here as well, so that it can be read in one place. Nothing is looked for.

use crate::domain::draft::{Draft, Guidance, Item, Section};
use crate::domain::problem::Path;

/// What a text is for, as far as lints tell texts apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// What an item asks or states.
    Item,
    /// What else stands at an item, in options, or in titles and questions of guidance: it speaks about the reader.
    Reader,
    /// Guidance and next steps.
    Guidance,
    /// A section that answers may bring.
    Brought,
    /// A section that is only under "more to read".
    Reading,
    /// What a fact says, in our words.
    Gist,
    /// Anything else that is shown.
    Other,
}

impl Kind {
    /// Says whether it speaks about the person who reads it.
    pub(super) fn is_about_the_reader(self) -> bool {
        matches!(self, Self::Item | Self::Reader | Self::Guidance | Self::Brought)
    }

    /// Says whether it is said to a person, and does not only describe what the source says.
    pub(super) fn is_said(self) -> bool {
        self != Self::Gist
    }

    /// Returns the highest grade of school that it may take to read it.
    pub(super) fn highest_grade(self) -> Option<u8> {
        match self {
            Self::Item | Self::Guidance => Some(8),
            Self::Brought | Self::Reading => Some(10),
            Self::Reader | Self::Gist | Self::Other => None,
        }
    }
}

/// A text with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Text<'d> {
    /// Where it stands.
    pub(super) at: Path,
    /// What it says.
    pub(super) text: &'d str,
    /// What it is for.
    pub(super) kind: Kind,
}

/// Returns every text that a person may be shown, in the order of the tables.
pub(super) fn texts(draft: &Draft) -> Vec<Text<'_>> {
    let mut list = List(Vec::new());
    let top = Path::default();
    list.maybe(&top.key("title"), draft.title.as_deref(), Kind::Other);
    list.maybe(&top.key("description"), draft.description.as_deref(), Kind::Other);
    for (index, set) in draft.option_sets.iter().enumerate() {
        let at = Path::entry("option_sets", index).key("options");
        for (index, option) in set.options.iter().enumerate() {
            list.add(at.at(index).key("text"), &option.text, Kind::Reader);
        }
    }
    for (index, group) in draft.groups.iter().enumerate() {
        let at = Path::entry("groups", index);
        list.add(at.key("title"), &group.title, Kind::Other);
        list.maybe(&at.key("note"), group.note.as_deref(), Kind::Other);
    }
    for (index, item) in draft.items.iter().enumerate() {
        list.item(&Path::entry("items", index), item);
    }
    for (index, section) in draft.sections.iter().enumerate() {
        list.section(&Path::entry("sections", index), section);
    }
    for (index, guidance) in draft.guidance.iter().enumerate() {
        list.guidance(&Path::entry("guidance", index), guidance);
    }
    list.rest(draft);
    list.0
}

/// Texts under collection.
struct List<'d>(Vec<Text<'d>>);

impl<'d> List<'d> {
    fn add(&mut self, at: Path, text: &'d str, kind: Kind) {
        self.0.push(Text { at, text, kind });
    }

    fn maybe(&mut self, at: &Path, text: Option<&'d str>, kind: Kind) {
        if let Some(text) = text {
            self.add(at.clone(), text, kind);
        }
    }

    fn lines(&mut self, at: &Path, lines: &'d [String], kind: Kind) {
        for (index, line) in lines.iter().enumerate() {
            self.add(at.at(index), line, kind);
        }
    }

    fn item(&mut self, at: &Path, item: &'d Item) {
        self.add(at.key("label"), &item.label, Kind::Reader);
        self.add(at.key("text"), &item.text, Kind::Item);
        self.maybe(&at.key("help"), item.help.as_deref(), Kind::Reader);
        self.maybe(&at.key("prompt"), item.prompt.as_deref(), Kind::Reader);
        self.maybe(&at.key("listen_for"), item.listen_for.as_deref(), Kind::Reader);
        self.lines(&at.key("follow_ups"), &item.follow_ups, Kind::Reader);
    }

    fn section(&mut self, at: &Path, section: &'d Section) {
        let brought = section.show.is_some();
        let title = if brought { Kind::Reader } else { Kind::Other };
        self.add(at.key("title"), &section.title, title);
        self.add(at.key("text"), &section.text, if brought { Kind::Brought } else { Kind::Reading });
    }

    fn guidance(&mut self, at: &Path, guidance: &'d Guidance) {
        self.add(at.key("title"), &guidance.title, Kind::Reader);
        self.add(at.key("text"), &guidance.text, Kind::Guidance);
        self.add(at.key("next_step"), &guidance.next_step, Kind::Guidance);
        self.lines(&at.key("ask"), &guidance.ask, Kind::Reader);
    }

    /// Support lines, the glossary, and what the facts say; notes and waivers describe, and are left out.
    fn rest(&mut self, draft: &'d Draft) {
        for (index, line) in draft.support.iter().enumerate() {
            let at = Path::entry("support", index);
            self.add(at.key("name"), &line.name, Kind::Other);
            self.lines(&at.key("ways"), &line.ways, Kind::Other);
            self.add(at.key("hours"), &line.hours, Kind::Other);
        }
        for (index, term) in draft.terms.iter().enumerate() {
            let at = Path::entry("terms", index);
            self.add(at.key("term"), &term.term, Kind::Other);
            self.add(at.key("meaning"), &term.meaning, Kind::Other);
        }
        for (index, fact) in draft.facts.iter().enumerate() {
            self.add(Path::entry("facts", index).key("gist"), &fact.gist, Kind::Gist);
        }
    }
}
