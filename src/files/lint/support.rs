//! Support lines: whether each region has more than one way, the kinds that nobody may be without, and how old they are.
//!
//! A way is an entry of `ways` of any line of the region, whatever its kind; the same words count once, whatever their
//! case and blanks. Whether a way works is not for a program to know. The day is handed in; there is no clock here.

use super::finding::Finding;
use crate::domain::answers::copy::WORLD;
use crate::domain::questionnaire::draft::{Date, Draft, SupportKind, SupportLine};
use crate::domain::questionnaire::problem::KeyPath;
use crate::files::toml::lint::Lint;
use std::collections::{BTreeMap, HashSet};

/// The kinds that every region needs, each with its lint and what it is called.
const NEEDED: [(SupportKind, Lint, &str); 3] = [
    (SupportKind::Emergency, Lint::NoEmergency, "emergency number"),
    (SupportKind::Abuse, Lint::NoAbuseLine, "line for abuse and violence"),
    (SupportKind::Young, Lint::NoYoungLine, "line for the young"),
];

/// Looks at every region, and with a day at the age of every line.
pub(super) fn find(draft: &Draft, today: Option<Date>) -> Vec<Finding> {
    let mut regions: BTreeMap<&str, Vec<(usize, &SupportLine)>> = BTreeMap::new();
    for (index, line) in draft.support.iter().enumerate() {
        for name in line.regions() {
            regions.entry(name).or_default().push((index, line));
        }
    }
    let mut found: Vec<Finding> = regions.iter().flat_map(|(name, lines)| region(name, lines)).collect();
    if !regions.contains_key(WORLD) {
        found.push(no_world());
    }
    if let Some(today) = today {
        found.extend(aged_lines(&draft.support, today));
    }
    found
}

/// Finds the lines that nobody has checked for a year.
pub(super) fn aged_lines(lines: &[SupportLine], today: Date) -> Vec<Finding> {
    lines.iter().enumerate().filter_map(|(index, line)| aged(index, line, today)).collect()
}

fn no_world() -> Finding {
    let message =
        format!("There is no support line for the region \"{WORLD}\", which is for everywhere else.");
    let advice =
        format!("Add [[support]] with region = \"{WORLD}\"; a list of lines by country is a good one.");
    Finding::at(Lint::NoLineElsewhere, KeyPath::default().key("support"), message, advice)
}

fn region(name: &str, lines: &[(usize, &SupportLine)]) -> Vec<Finding> {
    let Some((first, _)) = lines.first() else { return Vec::new() };
    let at = KeyPath::entry("support", *first).key("region");
    let plain = |way: &String| way.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let ways: HashSet<String> = lines.iter().flat_map(|(_, line)| &line.ways).map(plain).collect();
    let mut found = Vec::new();
    if ways.len() < 2 {
        let message = format!("The region \"{name}\" has only one way to reach anybody.");
        let advice = "Add a line, or another way to an entry of \"ways\"; all ways of all lines of the region are counted.";
        found.push(Finding::at(Lint::SingleRoute, at.clone(), message, advice));
    }
    for (kind, lint, what) in NEEDED {
        if !lines.iter().any(|(_, line)| line.kind == kind) {
            let message = format!("The region \"{name}\" has no {what}.");
            let advice = format!(
                "Add [[support]] with region = \"{name}\" and kind = \"{}\"; if there is none, the next best way.",
                kind.as_str()
            );
            found.push(Finding::at(lint, at.clone(), message, advice));
        }
    }
    found
}

fn aged(index: usize, line: &SupportLine, today: Date) -> Option<Finding> {
    let Date { year, month, day } = line.checked;
    let (message, advice) = if line.checked > today {
        let message = format!("\"{}\" was checked on {}, which is after {today}.", line.name, line.checked);
        (message, "Write the day on which it was checked, or give today's date to --today.")
    } else if (year.saturating_add(1), month, day) < (today.year, today.month, today.day) {
        let message =
            format!("\"{}\" was checked on {}, more than a year before {today}.", line.name, line.checked);
        (message, "Check that it still answers, and write the day in \"checked\".")
    } else {
        return None;
    };
    Some(Finding::at(Lint::StaleLine, KeyPath::entry("support", index).key("checked"), message, advice))
}
