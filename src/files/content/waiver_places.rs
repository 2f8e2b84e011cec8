//! Reads the places that waivers name, and words the fault of a place that does not exist.
//!
//! A place is `TABLE.ID` or `TABLE.ID.KEY`, such as `items.sleep.text`. A support line has its region for an id. `title`,
//! `description` and the others of `WHOLE` are places by themselves. This module must not decide what is waived there; the lints do.

use super::tables::entries_of;
use crate::domain::questionnaire::draft::Draft;
use crate::domain::questionnaire::problem::{KeyPath, known_here};
use crate::files::toml::diagnostic::quote;
use crate::files::toml::faults::{did_you_mean, meant, nearest};
use crate::files::toml::lint::{Level, Lint};
use std::collections::{HashMap, HashSet};

/// The tables whose entries a waiver can be about.
const TABLES: [&str; 8] =
    ["option_sets", "groups", "items", "sections", "guidance", "support", "terms", "facts"];

/// Places that are no entry of a table: a waiver can name them whole.
const WHOLE: [&str; 8] = [
    "language",
    "title",
    "description",
    "source",
    "support_note",
    "support_checked_by",
    "walkthrough",
    "support",
];

/// The most waivers for which a similar place is looked for. Each search compares all ids, and a file may have any
/// number of waivers.
const GUESSED: usize = 20;

/// How many ids an advice names at the most.
const NAMED: usize = 12;

/// The fault of a waiver whose place does not exist.
pub(in crate::files) struct Misplaced {
    /// The table in which the id is missing.
    pub(in crate::files) table: Option<&'static str>,
    /// What is wrong.
    pub(in crate::files) message: String,
    /// What to do.
    pub(in crate::files) advice: String,
}

/// The value that a waiver or a finding is about; parts that are left out are empty.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::files) struct WaiverPlace<'a> {
    /// The table.
    pub(in crate::files) table: &'a str,
    /// The id of the entry; of a support line, its region.
    pub(in crate::files) id: &'a str,
    /// The key in the entry.
    pub(in crate::files) key: &'a str,
}

/// Returns the advice for a lint that cannot be waived; `None` if it can.
pub(in crate::files) fn instead_of(lint: Lint) -> Option<&'static str> {
    match lint {
        Lint::UncitedFact => Some("Write waived = \"why nothing cites it\" at the fact itself."),
        Lint::UnusedWaiver => Some("Remove the waiver that nothing needs."),
        lint if lint.level() == Level::Note => Some("Remove this waiver; a note never fails."),
        _ => None,
    }
}

/// Returns the faults of waivers whose place does not exist, each with its path.
pub(in crate::files) fn misplaced(draft: &Draft) -> Vec<(KeyPath, Misplaced)> {
    let ids = Ids::of(draft);
    let waivers = draft.waivers.iter().enumerate();
    let mut found: Vec<(KeyPath, Misplaced)> = Vec::new();
    for (index, waiver) in waivers.filter(|(_, waiver)| !waiver.at.is_empty()) {
        if let Err(misplaced) = ids.place(&waiver.at, found.len() < GUESSED) {
            found.push((KeyPath::entry("waivers", index).key("at"), misplaced));
        }
    }
    found
}

/// Returns the id of an entry; of a support line, its region.
pub(in crate::files) fn id_of<'d>(draft: &'d Draft, table: &str, index: usize) -> Option<&'d str> {
    Some(match table {
        "option_sets" => draft.option_sets.get(index)?.id.as_str(),
        "groups" => draft.groups.get(index)?.id.as_str(),
        "items" => draft.items.get(index)?.id.as_str(),
        "sections" => draft.sections.get(index)?.id.as_str(),
        "guidance" => draft.guidance.get(index)?.id.as_str(),
        "support" => draft.support.get(index)?.region.as_str(),
        "terms" => draft.terms.get(index)?.id.as_str(),
        "facts" => draft.facts.get(index)?.id.as_str(),
        _ => return None,
    })
}

/// The ids of every table, in the order of the file and for looking up.
pub(in crate::files) struct Ids<'d> {
    lists: HashMap<&'static str, Vec<&'d str>>,
    known: HashSet<(&'static str, &'d str)>,
}

impl<'d> Ids<'d> {
    /// Lists the ids of a draft.
    pub(in crate::files) fn of(draft: &'d Draft) -> Self {
        let list = |table: &'static str| {
            let ids: Vec<&str> = (0..).map_while(|index| id_of(draft, table, index)).collect();
            (table, ids)
        };
        let lists: HashMap<&'static str, Vec<&str>> = TABLES.into_iter().map(list).collect();
        let known = lists.iter().flat_map(|(table, ids)| ids.iter().map(|id| (*table, *id))).collect();
        Self { lists, known }
    }

    /// Reads a place. With `guess`, an unknown id is compared with the known ones, to suggest the one that was meant.
    pub(in crate::files) fn place<'a>(&self, at: &'a str, guess: bool) -> Result<WaiverPlace<'a>, Misplaced> {
        let (name, rest) = at.split_once('.').unwrap_or((at, ""));
        if rest.is_empty() && WHOLE.contains(&name) {
            return Ok(WaiverPlace { table: name, id: "", key: "" });
        }
        let Some(table) = TABLES.into_iter().find(|table| *table == name) else {
            return Err(no_table(at, name));
        };
        if self.known.contains(&(table, rest)) {
            return Ok(WaiverPlace { table: name, id: rest, key: "" });
        }
        match rest.rsplit_once('.').filter(|(id, _)| self.known.contains(&(table, id))) {
            Some((id, key)) => with_key(table, WaiverPlace { table: name, id, key }),
            None => Err(self.no_id(table, rest, guess)),
        }
    }

    fn no_id(&self, table: &'static str, id: &str, guess: bool) -> Misplaced {
        let empty = Vec::new();
        let ids = self.lists.get(table).unwrap_or(&empty);
        let near = if guess { nearest(id, ids) } else { None };
        let near = near.map(|near| meant(&format!("{table}.{near}"))).unwrap_or_default();
        let mut seen = HashSet::new();
        let mut named: Vec<&str> =
            ids.iter().copied().filter(|id| seen.insert(*id)).take(NAMED + 1).collect();
        if let Some(last) = named.get_mut(NAMED) {
            *last = "…";
        }
        let what = if table == "support" { "line for the region" } else { "entry with the id" };
        Misplaced {
            table: Some(table),
            message: format!("In \"{table}\" there is no {what} {}.", quote(id)),
            advice: format!("{near}{}", known_here(&named)),
        }
    }
}

fn no_table(at: &str, name: &str) -> Misplaced {
    let near = did_you_mean(name, &TABLES);
    Misplaced {
        table: None,
        message: format!("{} is no place in a questionnaire.", quote(at)),
        advice: format!("{near}Write a table and an id, as in items.ID; tables are {}.", TABLES.join(", ")),
    }
}

fn with_key<'a>(table: &'static str, place: WaiverPlace<'a>) -> Result<WaiverPlace<'a>, Misplaced> {
    let keys = entries_of(table).map_or(&[][..], |schema| schema.keys);
    if keys.contains(&place.key) {
        return Ok(place);
    }
    let near = did_you_mean(place.key, keys);
    Err(Misplaced {
        table: None,
        message: format!("What stands at \"{table}.{}\" has no key {}.", place.id, quote(place.key)),
        advice: format!("{near}{}", known_here(keys)),
    })
}
