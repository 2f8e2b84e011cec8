//! Waivers: which findings the author has a reason for, and which waivers nothing needs.
//!
//! Errors have no name and cannot be waived. A waiver that waives nothing is itself found, for it would hide the next fault of
//! its kind. Nothing else is looked for here; places are read by
//! [`waiver_places`](crate::files::content::waiver_places).

use super::finding::{Finding, FindingPlace};
use crate::domain::questionnaire::draft::Draft;
use crate::domain::questionnaire::problem::{KeyPath, PathStep};
use crate::files::content::waiver_places::{Ids, WaiverPlace, id_of};
use crate::files::toml::diagnostic::quote;
use crate::files::toml::lint::Lint;
use std::collections::HashMap;

/// Takes out what is waived, and adds a finding for each waiver that waives nothing.
///
/// `looked` says which lints were looked for at all; a waiver of another one is not judged.
pub(super) fn applied(
    draft: &Draft,
    mut findings: Vec<Finding>,
    looked: impl Fn(Lint) -> bool,
) -> Vec<Finding> {
    let ids = Ids::of(draft);
    let (by_place, mut idle) = known(draft, &ids, looked);
    findings.retain(|finding| {
        let Some(at) = place_of(draft, &finding.at) else { return true };
        // A waiver of a whole entry holds for each of its keys.
        let waiver =
            [at, WaiverPlace { key: "", ..at }].into_iter().find_map(|at| by_place.get(&(finding.lint, at)));
        if let Some(idle) = waiver.and_then(|waiver| idle.get_mut(*waiver)) {
            *idle = WaiverUse::No;
        }
        waiver.is_none()
    });
    findings.extend(idle.iter().enumerate().filter_map(|(index, idle)| unused(draft, index, *idle)));
    findings
}

/// Returns which waiver counts for a lint at a place, and for each waiver why it waives nothing as long as no finding needs it.
fn known<'d>(
    draft: &'d Draft,
    ids: &Ids<'d>,
    looked: impl Fn(Lint) -> bool,
) -> (HashMap<(Lint, WaiverPlace<'d>), usize>, Vec<WaiverUse>) {
    let (mut by_place, mut idle) = (HashMap::new(), Vec::new());
    for (index, waiver) in draft.waivers.iter().enumerate() {
        let known = Lint::named(&waiver.lint).zip(ids.place(&waiver.at, false).ok());
        // The first waiver of a lint at a place counts; any other is one too many.
        let first = known.map(|known| *by_place.entry(known).or_insert(index));
        idle.push(match known {
            _ if first.is_some_and(|first| first != index) => WaiverUse::Twice,
            Some((lint, _)) if looked(lint) => WaiverUse::Unused,
            _ => WaiverUse::No,
        });
    }
    (by_place, idle)
}

/// Says that a waiver waives nothing, if it does not.
fn unused(draft: &Draft, index: usize, idle: WaiverUse) -> Option<Finding> {
    let waiver = draft.waivers.get(index)?;
    let (lint, at) = (&waiver.lint, quote(&waiver.at));
    let (message, advice) = match idle {
        WaiverUse::No => return None,
        WaiverUse::Unused => {
            (format!("Nothing at {at} needs a waiver of \"{lint}\"."), "Remove it, or correct its place.")
        }
        WaiverUse::Twice => (format!("\"{lint}\" is waived at {at} already."), "Remove one of the two."),
    };
    Some(Finding::at(Lint::UnusedWaiver, KeyPath::entry("waivers", index), message, advice))
}

/// Whether a waiver waives nothing, and why.
#[derive(Clone, Copy)]
enum WaiverUse {
    /// It waives something, or was not put to the test.
    No,
    /// There is nothing of the kind.
    Unused,
    /// Another one says the same.
    Twice,
}

/// Returns the value that a finding is about.
fn place_of<'d>(draft: &'d Draft, spot: &FindingPlace) -> Option<WaiverPlace<'d>> {
    let FindingPlace::At(path) = spot else { return None };
    Some(match path.0.as_slice() {
        // Only the table [walkthrough] has keys of its own. A waiver names it whole.
        [PathStep::Key(table)] | [PathStep::Key(table), PathStep::Key(_)] => {
            WaiverPlace { table, id: "", key: "" }
        }
        [PathStep::Key(table), PathStep::At(index), rest @ ..] => {
            let key = if let Some(PathStep::Key(key)) = rest.first() { *key } else { "" };
            WaiverPlace { table, id: id_of(draft, table, *index)?, key }
        }
        _ => return None,
    })
}
