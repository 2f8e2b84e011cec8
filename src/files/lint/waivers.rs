//! Waivers: which findings the author has a reason for, and which waivers nothing needs.
//!
//! A place is written as `TABLE.ID` or `TABLE.ID.KEY`, such as `items.sleep.text`; of support lines the id is the region.
//! `title`, `description` and `support` stand for themselves. Errors have no name and cannot be waived. A waiver that waives
//! nothing is itself found, for it would hide the next fault of its kind. Nothing else is looked for here.

use super::finding::{Finding, Spot};
use crate::domain::questionnaire::draft::Draft;
use crate::domain::questionnaire::problem::{Path, Step};
use crate::files::content::tables::entries_of;
use crate::files::toml::diagnostic::quote;
use crate::files::toml::faults::nearest;
use crate::files::toml::lint::{Level, Lint};
use std::collections::{HashMap, HashSet};

/// The tables whose entries a waiver can be about.
const TABLES: [&str; 8] =
    ["option_sets", "groups", "items", "sections", "guidance", "support", "terms", "facts"];

/// What has no entries and can be waived in all the same.
const WHOLE: [&str; 3] = ["title", "description", "support"];

/// For so many waivers without a place it is looked which place was probably meant.
const GUESSED: usize = 20;

/// How many ids an advice names at the most.
const NAMED: usize = 12;

/// A waiver whose place is none.
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
struct Place<'a> {
    table: &'a str,
    id: &'a str,
    key: &'a str,
}

/// Says what to do instead of waiving a lint here; `None` if it can be waived.
pub(in crate::files) fn instead_of(lint: Lint) -> Option<&'static str> {
    match lint {
        Lint::UncitedFact => Some("Write waived = \"why nothing cites it\" at the fact itself."),
        Lint::UnusedWaiver => Some("Remove the waiver that nothing needs."),
        lint if lint.level() == Level::Note => Some("Remove this waiver; a note never fails."),
        _ => None,
    }
}

/// Returns the waivers whose place is none, each with the path of that place.
pub(in crate::files) fn misplaced(draft: &Draft) -> Vec<(Path, Misplaced)> {
    let ids = Ids::of(draft);
    let waivers = draft.waivers.iter().enumerate();
    let mut found: Vec<(Path, Misplaced)> = Vec::new();
    for (index, waiver) in waivers.filter(|(_, waiver)| !waiver.at.is_empty()) {
        if let Err(misplaced) = ids.place(&waiver.at, found.len() < GUESSED) {
            found.push((Path::entry("waivers", index).key("at"), misplaced));
        }
    }
    found
}

/// Takes out what is waived, and adds a finding for each waiver that waives nothing.
///
/// `looked` says which lints were looked for at all; a waiver of another one is not judged.
pub(super) fn applied(
    draft: &Draft,
    mut findings: Vec<Finding>,
    looked: impl Fn(Lint) -> bool,
) -> Vec<Finding> {
    let ids = Ids::of(draft);
    // The first waiver of a lint at a place counts; any other is one too many. Each is idle until a finding needs it.
    let mut by_place: HashMap<(Lint, Place<'_>), usize> = HashMap::new();
    let mut idle: Vec<Idle> = Vec::new();
    for (index, waiver) in draft.waivers.iter().enumerate() {
        let known = Lint::named(&waiver.lint).zip(ids.place(&waiver.at, false).ok());
        let first = known.map(|known| *by_place.entry(known).or_insert(index));
        idle.push(match known {
            _ if first.is_some_and(|first| first != index) => Idle::Twice,
            Some((lint, _)) if looked(lint) => Idle::Unused,
            _ => Idle::No,
        });
    }
    findings.retain(|finding| {
        let Some(at) = place_of(draft, &finding.at) else { return true };
        // A waiver of a whole entry holds for each of its keys.
        let waiver =
            [at, Place { key: "", ..at }].into_iter().find_map(|at| by_place.get(&(finding.lint, at)));
        if let Some(idle) = waiver.and_then(|waiver| idle.get_mut(*waiver)) {
            *idle = Idle::No;
        }
        waiver.is_none()
    });
    findings.extend(idle.iter().enumerate().filter_map(|(index, idle)| unused(draft, index, *idle)));
    findings
}

/// Says that a waiver waives nothing, if it does not.
fn unused(draft: &Draft, index: usize, idle: Idle) -> Option<Finding> {
    let waiver = draft.waivers.get(index)?;
    let (lint, at) = (&waiver.lint, quote(&waiver.at));
    let (message, advice) = match idle {
        Idle::No => return None,
        Idle::Unused => {
            (format!("Nothing at {at} needs a waiver of \"{lint}\"."), "Remove it, or correct its place.")
        }
        Idle::Twice => (format!("\"{lint}\" is waived at {at} already."), "Remove one of the two."),
    };
    Some(Finding::at(Lint::UnusedWaiver, Path::entry("waivers", index), message, advice))
}

/// Whether a waiver waives nothing, and why.
#[derive(Clone, Copy)]
enum Idle {
    /// It waives something, or was not put to the test.
    No,
    /// There is nothing of the kind.
    Unused,
    /// Another one says the same.
    Twice,
}

/// Returns the value that a finding is about.
fn place_of<'d>(draft: &'d Draft, spot: &Spot) -> Option<Place<'d>> {
    let Spot::At(path) = spot else { return None };
    Some(match path.0.as_slice() {
        [Step::Key(table)] => Place { table, id: "", key: "" },
        [Step::Key(table), Step::At(index), rest @ ..] => {
            let key = if let Some(Step::Key(key)) = rest.first() { *key } else { "" };
            Place { table, id: id_of(draft, table, *index)?, key }
        }
        _ => return None,
    })
}

/// Returns the id of an entry; of a support line, its region.
fn id_of<'d>(draft: &'d Draft, table: &str, index: usize) -> Option<&'d str> {
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
struct Ids<'d> {
    lists: HashMap<&'static str, Vec<&'d str>>,
    known: HashSet<(&'static str, &'d str)>,
}

impl<'d> Ids<'d> {
    fn of(draft: &'d Draft) -> Self {
        let list = |table: &'static str| {
            let ids: Vec<&str> = (0..).map_while(|index| id_of(draft, table, index)).collect();
            (table, ids)
        };
        let lists: HashMap<&'static str, Vec<&str>> = TABLES.into_iter().map(list).collect();
        let known = lists.iter().flat_map(|(table, ids)| ids.iter().map(|id| (*table, *id))).collect();
        Self { lists, known }
    }

    /// Reads a place; with `guess`, an id that nobody has is compared with those that there are.
    fn place<'a>(&self, at: &'a str, guess: bool) -> Result<Place<'a>, Misplaced> {
        let (name, rest) = at.split_once('.').unwrap_or((at, ""));
        if rest.is_empty() && WHOLE.contains(&name) {
            return Ok(Place { table: name, id: "", key: "" });
        }
        let Some(table) = TABLES.into_iter().find(|table| *table == name) else {
            return Err(no_table(at, name));
        };
        if self.known.contains(&(table, rest)) {
            return Ok(Place { table: name, id: rest, key: "" });
        }
        match rest.rsplit_once('.').filter(|(id, _)| self.known.contains(&(table, id))) {
            Some((id, key)) => with_key(table, Place { table: name, id, key }),
            None => Err(self.no_id(table, rest, guess)),
        }
    }

    fn no_id(&self, table: &'static str, id: &str, guess: bool) -> Misplaced {
        let empty = Vec::new();
        let ids = self.lists.get(table).unwrap_or(&empty);
        let near = if guess { nearest(id, ids) } else { None };
        let near = near.map(|near| format!("Did you mean \"{table}.{near}\"? ")).unwrap_or_default();
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
            advice: format!("{near}Known here: {}.", named.join(", ")),
        }
    }
}

fn no_table(at: &str, name: &str) -> Misplaced {
    let near = nearest(name, &TABLES).map(|near| format!("Did you mean \"{near}\"? ")).unwrap_or_default();
    Misplaced {
        table: None,
        message: format!("{} is no place in a questionnaire.", quote(at)),
        advice: format!("{near}Write a table and an id, as in items.ID; tables are {}.", TABLES.join(", ")),
    }
}

fn with_key<'a>(table: &'static str, place: Place<'a>) -> Result<Place<'a>, Misplaced> {
    let keys = entries_of(table).map_or(&[][..], |schema| schema.keys);
    if keys.contains(&place.key) {
        return Ok(place);
    }
    let near = nearest(place.key, keys).map(|near| format!("Did you mean \"{near}\"? ")).unwrap_or_default();
    Err(Misplaced {
        table: None,
        message: format!("What stands at \"{table}.{}\" has no key {}.", place.id, quote(place.key)),
        advice: format!("{near}Known here: {}.", keys.join(", ")),
    })
}
