//! Finds the id that was meant by one that nobody has.
//!
//! It looks into the file itself, for a draft with such a problem is not there any more. It must not decide what a
//! problem is.

use crate::domain::questionnaire::problem::ProblemKind;
use crate::files::toml::faults::did_you_mean;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The most faults of a file up to which an id is looked for. Nobody reads more at once, and a file can have thousands of
/// both.
const LOOKED_UP: usize = 100;

/// Asks whether another id was meant, if the problem is an id that nobody has; `faults` were found before it.
pub(super) fn near(kind: &ProblemKind, root: &DeTable<'_>, faults: usize) -> String {
    match kind {
        ProblemKind::Dangling { what, id, .. } if faults < LOOKED_UP => did_you_mean(id, &known(root, what)),
        _ => String::new(),
    }
}

/// Returns the ids that a file has of a kind.
fn known<'t>(root: &'t DeTable<'_>, what: &str) -> Vec<&'t str> {
    let table = match what {
        "item" => "items",
        "group" => "groups",
        "section" => "sections",
        "fact" => "facts",
        "option set" | "option" => "option_sets",
        _ => return Vec::new(),
    };
    if what != "option" {
        return entries(root, table).filter_map(id).collect();
    }
    let sets = entries(root, table).filter_map(|set| set.get_ref().as_table());
    sets.flat_map(|set| entries(set, "options")).filter_map(id).collect()
}

fn entries<'t>(table: &'t DeTable<'_>, key: &str) -> impl Iterator<Item = &'t Spanned<DeValue<'t>>> {
    table.get(key).and_then(|value| value.get_ref().as_array()).into_iter().flatten()
}

fn id<'t>(entry: &'t Spanned<DeValue<'_>>) -> Option<&'t str> {
    entry.get_ref().get("id")?.get_ref().as_str()
}
