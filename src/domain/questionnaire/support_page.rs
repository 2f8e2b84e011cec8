//! The support lines of one region as every screen, copy, report and code shows them.
//!
//! The site's own lines come first. Then come those of the questionnaire by their kind, the most urgent kind first. For a
//! kind without a line there is an entry that says where to ask instead. This module must not depend on an answer.

use super::draft::{SupportKind, SupportLine};

/// The kinds in the order in which they are shown.
const ORDER: [SupportKind; 6] = [
    SupportKind::Emergency,
    SupportKind::Crisis,
    SupportKind::Abuse,
    SupportKind::Young,
    SupportKind::Substances,
    SupportKind::Local,
];

/// One entry of the support lines of a region.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SupportEntry<'q> {
    /// A line of the site, which the site checked itself.
    Own(&'q SupportLine),
    /// A line of the questionnaire.
    Line(&'q SupportLine),
    /// There is no line of this kind, or none that is for everybody.
    Instead {
        /// The kind.
        kind: SupportKind,
        /// A line of another kind or region that can be asked instead.
        ask: &'q SupportLine,
        /// Whether there are lines of this kind, which are for some people only.
        has_lines: bool,
    },
}

impl<'q> SupportEntry<'q> {
    /// Returns the kind under which the entry is shown.
    #[must_use]
    pub fn kind(self) -> SupportKind {
        match self {
            Self::Own(line) | Self::Line(line) => line.kind,
            Self::Instead { kind, .. } => kind,
        }
    }

    /// Returns the line of the entry; `None` for a kind without one.
    #[must_use]
    pub fn line(self) -> Option<&'q SupportLine> {
        match self {
            Self::Own(line) | Self::Line(line) => Some(line),
            Self::Instead { .. } => None,
        }
    }

    /// Says whether two entries of different kinds tell a person the same.
    fn says_the_same(self, other: Self) -> bool {
        let told = |line: &'q SupportLine| (&line.name, &line.for_whom, &line.ways, &line.hours);
        match (self, other) {
            (Self::Line(one), Self::Line(two)) => one.kind != two.kind && told(one) == told(two),
            (
                Self::Instead { ask: one, has_lines: some, .. },
                Self::Instead { ask: two, has_lines: others, .. },
            ) => some == others && told(one) == told(two),
            _ => false,
        }
    }
}

/// Entries that follow one another and say the same, each for its kind: they are shown once, under all their kinds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct SupportGroup<'q> {
    /// The kinds, each once.
    pub(crate) kinds: Vec<SupportKind>,
    /// What they say.
    pub(crate) entry: SupportEntry<'q>,
}

/// The entries of a region in the order in which they are shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SupportPage<'q> {
    entries: Vec<SupportEntry<'q>>,
    /// How the questionnaire's lines were checked, if it says so.
    note: Option<&'q str>,
    /// Who checked them.
    checked_by: &'q [String],
}

impl<'q> SupportPage<'q> {
    /// Arranges the lines of a region: the site's own, those of the questionnaire, and those of the region for anywhere, to
    /// which a person is sent if the region has nothing.
    pub(super) fn new(
        own: Vec<&'q SupportLine>,
        lines: &[&'q SupportLine],
        anywhere: &[&'q SupportLine],
    ) -> Self {
        let all: Vec<&SupportLine> = own.iter().chain(lines).copied().collect();
        let instead = ORDER.into_iter().filter_map(|kind| {
            let has_lines = kind == SupportKind::Local || all.iter().any(|line| line.kind == kind);
            let ask = if has_lines {
                for_everybody(kind, &all, anywhere)
            } else {
                instead_of(kind, &all, anywhere)
            };
            ask.map(|ask| SupportEntry::Instead { kind, ask, has_lines })
        });
        let mut theirs: Vec<SupportEntry<'q>> =
            lines.iter().copied().map(SupportEntry::Line).chain(instead).collect();
        // The sort is stable: lines of one kind keep the order of the file.
        theirs.sort_by_key(|entry| ORDER.iter().position(|kind| *kind == entry.kind()));
        Self {
            entries: own.into_iter().map(SupportEntry::Own).chain(theirs).collect(),
            note: None,
            checked_by: &[],
        }
    }

    /// Returns the page with what the questionnaire says about how its lines were checked, and by whom.
    #[must_use]
    pub(super) fn with_checks(self, note: Option<&'q str>, checked_by: &'q [String]) -> Self {
        Self { note, checked_by, ..self }
    }

    /// Returns how the questionnaire's numbers were checked; `None` if it does not say, or has no number here.
    pub(crate) fn note(&self) -> Option<&'q str> {
        self.note.filter(|_| self.has_number_of_theirs())
    }

    /// Returns who checked the questionnaire's numbers; nobody if it does not say, or has no number here.
    pub(crate) fn checked_by(&self) -> &'q [String] {
        if self.has_number_of_theirs() { self.checked_by } else { &[] }
    }

    fn has_number_of_theirs(&self) -> bool {
        self.entries().any(|entry| matches!(entry, SupportEntry::Line(line) if has_number(line)))
    }

    /// Says whether there is a number here that a person can call or write to.
    pub(crate) fn has_numbers(&self) -> bool {
        self.lines().any(has_number)
    }

    /// Returns the entries, those that follow one another and say the same as one.
    pub(crate) fn groups(&self) -> Vec<SupportGroup<'q>> {
        let mut groups: Vec<SupportGroup<'q>> = Vec::new();
        for entry in self.entries() {
            match groups.last_mut().filter(|group| group.entry.says_the_same(entry)) {
                Some(group) => group.kinds.push(entry.kind()),
                None => groups.push(SupportGroup { kinds: vec![entry.kind()], entry }),
            }
        }
        groups
    }

    /// Returns the entries.
    pub fn entries(&self) -> impl Iterator<Item = SupportEntry<'q>> {
        self.entries.iter().copied()
    }

    /// Returns the lines alone.
    pub fn lines(&self) -> impl Iterator<Item = &'q SupportLine> {
        self.entries().filter_map(SupportEntry::line)
    }

    /// Says whether no line is named here, so that there is nobody to ask instead either.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Says whether the site has lines of its own here.
    #[must_use]
    pub fn has_own(&self) -> bool {
        self.entries().any(|entry| matches!(entry, SupportEntry::Own(_)))
    }
}

fn has_number(line: &SupportLine) -> bool {
    line.ways.iter().any(|way| way.contains(|letter: char| letter.is_ascii_digit()))
}

/// Returns whom people can ask whom no line of a kind names: somebody to talk to who is there for everybody, here or else
/// anywhere. It is asked where people are in need, and may be of any age: to talk now, and about abuse.
fn for_everybody<'q>(
    kind: SupportKind,
    all: &[&'q SupportLine],
    anywhere: &[&'q SupportLine],
) -> Option<&'q SupportLine> {
    let are_for_some = all.iter().filter(|line| line.kind == kind).all(|line| line.for_whom.is_some());
    let is_asked = are_for_some && matches!(kind, SupportKind::Crisis | SupportKind::Abuse);
    all.iter().chain(anywhere).copied().find(is_open).filter(|_| is_asked)
}

fn is_open(line: &&SupportLine) -> bool {
    line.kind == SupportKind::Crisis && line.for_whom.is_none()
}

/// Returns the line that can be asked where a kind has none: somebody to talk to who is there for everybody; else a line for
/// anywhere, of the kind or to talk to; else what there is.
fn instead_of<'q>(
    kind: SupportKind,
    all: &[&'q SupportLine],
    anywhere: &[&'q SupportLine],
) -> Option<&'q SupportLine> {
    let of = |lines: &[&'q SupportLine], kind| lines.iter().copied().find(|line| line.kind == kind);
    let talk = match kind {
        SupportKind::Emergency => None,
        _ => all.iter().copied().find(is_open),
    };
    let near = || of(all, SupportKind::Crisis).filter(|_| kind != SupportKind::Emergency);
    let far = || of(anywhere, SupportKind::Crisis).filter(|_| kind != SupportKind::Emergency);
    talk.or_else(|| of(anywhere, kind))
        .or_else(far)
        .or_else(near)
        .or_else(|| of(all, SupportKind::Emergency))
        .or_else(|| all.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::questionnaire::draft::Date;

    fn line(name: &str, kind: SupportKind, for_whom: Option<&str>) -> SupportLine {
        SupportLine {
            id: None,
            region: "NO".into(),
            also: Vec::new(),
            kind,
            name: name.into(),
            for_whom: for_whom.map(str::to_owned),
            ways: vec!["Call 1".into()],
            hours: "all hours".into(),
            checked: Date { year: 2026, month: 11, day: 27 },
            checked_at: String::new(),
        }
    }

    fn told(page: &SupportPage<'_>) -> Vec<String> {
        let tell = |entry: SupportEntry<'_>| match entry {
            SupportEntry::Own(line) => format!("own {}", line.name),
            SupportEntry::Line(line) => line.name.clone(),
            SupportEntry::Instead { kind, ask, has_lines } => {
                format!("{} {}: {}", if has_lines { "other" } else { "no" }, kind.as_str(), ask.name)
            }
        };
        page.entries().map(tell).collect()
    }

    #[test]
    fn the_most_urgent_kind_comes_first_whatever_the_order_of_the_file() {
        let file = [
            line("young", SupportKind::Young, None),
            line("talk", SupportKind::Crisis, None),
            line("safe", SupportKind::Abuse, None),
            line("112", SupportKind::Emergency, None),
            line("talk too", SupportKind::Crisis, None),
            line("drinks", SupportKind::Substances, None),
        ];
        let own = line("desk", SupportKind::Local, None);
        let page = SupportPage::new(vec![&own], &file.iter().collect::<Vec<_>>(), &[]);
        assert_eq!(told(&page), ["own desk", "112", "talk", "talk too", "safe", "young", "drinks"]);
        assert!(page.has_own());
    }

    #[test]
    fn a_kind_without_a_line_says_where_to_ask_instead() {
        let file = [
            line("112", SupportKind::Emergency, None),
            line("night", SupportKind::Crisis, Some("women")),
            line("talk", SupportKind::Crisis, None),
            line("safe", SupportKind::Abuse, Some("women")),
        ];
        let page = SupportPage::new(vec![], &file.iter().collect::<Vec<_>>(), &[]);
        let expected =
            ["112", "night", "talk", "safe", "other abuse: talk", "no young: talk", "no substances: talk"];
        assert_eq!(told(&page), expected, "somebody who talks to everybody");
        let few: Vec<&SupportLine> = file.iter().take(2).collect();
        let page = SupportPage::new(vec![], &few, &[]);
        assert_eq!(told(&page).last().map(String::as_str), Some("no substances: night"), "there is no other");
        let list = line("list", SupportKind::Crisis, None);
        let page = SupportPage::new(vec![], &few, &[&list]);
        assert_eq!(
            told(&page).last().map(String::as_str),
            Some("no substances: list"),
            "not a line for some"
        );
    }

    #[test]
    fn one_line_for_several_kinds_is_told_once() {
        let kinds = [SupportKind::Crisis, SupportKind::Abuse];
        let file: Vec<SupportLine> = kinds.into_iter().map(|kind| line("list", kind, None)).collect();
        let page = SupportPage::new(vec![], &file.iter().collect::<Vec<_>>(), &[]);
        let told: Vec<Vec<SupportKind>> = page.groups().into_iter().map(|group| group.kinds).collect();
        let without = vec![SupportKind::Young, SupportKind::Substances];
        assert_eq!(told, [vec![SupportKind::Emergency], kinds.to_vec(), without]);
    }

    #[test]
    fn how_numbers_were_checked_is_said_where_there_are_numbers() {
        let mut page_of_the_web = line("list", SupportKind::Crisis, None);
        page_of_the_web.ways = vec!["example.org".into()];
        let (number, ada) = (line("talk", SupportKind::Crisis, None), ["Ada".to_owned()]);
        let page = SupportPage::new(vec![], &[&page_of_the_web], &[]).with_checks(Some("Not called."), &ada);
        assert_eq!((page.note(), page.checked_by(), page.has_numbers()), (None, &[][..], false));
        let page = SupportPage::new(vec![], &[&number], &[]).with_checks(Some("Not called."), &ada);
        assert_eq!(
            (page.note(), page.checked_by(), page.has_numbers()),
            (Some("Not called."), &ada[..], true)
        );
    }

    #[test]
    fn a_region_with_next_to_nothing_sends_people_to_the_lines_for_anywhere() {
        let anywhere = [line("list", SupportKind::Young, None), line("near", SupportKind::Emergency, None)];
        let anywhere: Vec<&SupportLine> = anywhere.iter().collect();
        let only = line("desk", SupportKind::Local, None);
        let page = SupportPage::new(vec![&only], &[], &anywhere);
        let expected = [
            "own desk",
            "no emergency: near",
            "no crisis: desk",
            "no abuse: desk",
            "no young: list",
            "no substances: desk",
        ];
        assert_eq!(told(&page), expected);
        assert!(told(&SupportPage::new(vec![], &[], &[])).is_empty(), "nothing to ask");
    }
}
