//! A questionnaire that can be relied on: every reference resolves, every rule means something.
//!
//! [`Questionnaire::new`] makes one of a draft, after every check. The built-in one was made so when the program was built,
//! and comes back through `prechecked`. A questionnaire never changes afterwards; it holds no answers.

use super::draft::{AnswerOption, Draft, Fact, Group, Guidance, Item, OptionSet, Section, SupportLine};
use super::problem::Problem;
use super::region::{WORLD, country, page};
use super::support_page::SupportPage;
use super::validate;
use crate::domain::id::{FactId, GroupId, LinkId, OptionCode, SectionId};
use std::collections::HashMap;

/// A checked questionnaire (FHIR: `Questionnaire`). Every reference in it resolves, and every rule means something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Questionnaire {
    draft: Draft,
    /// Positions in `draft.items`, in the order the groups ask them.
    order: Vec<usize>,
    /// From an item's id to its position in `order`.
    positions: HashMap<LinkId, usize>,
    /// Support lines of the site. They come from its settings and not from the questionnaire's file.
    own: Vec<SupportLine>,
}

impl Questionnaire {
    /// Checks a draft and makes a questionnaire of it.
    ///
    /// # Errors
    /// Every problem between the parts of the draft, in the order of its tables; see
    /// [`ProblemKind`](super::problem::ProblemKind).
    pub fn new(draft: Draft) -> Result<Self, Vec<Problem>> {
        let problems = validate::problems(&draft);
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self::sound(draft))
    }

    /// Makes a questionnaire of a draft that has no problems.
    pub(super) fn sound(draft: Draft) -> Self {
        // Items stand in the file in any order; the groups say in which order they are asked.
        let places: HashMap<&LinkId, usize> =
            draft.items.iter().enumerate().map(|(place, item)| (&item.id, place)).collect();
        let asked = draft.groups.iter().flat_map(|group| &group.items);
        let order: Vec<usize> = asked.filter_map(|id| places.get(id).copied()).collect();
        let ids = order.iter().filter_map(|place| draft.items.get(*place));
        let positions = ids.enumerate().map(|(position, item)| (item.id.clone(), position)).collect();
        Self { draft, order, positions, own: Vec::new() }
    }

    /// Returns the questionnaire with the support lines of a site, which come before all others.
    #[must_use]
    pub fn with_own_support(self, own: Vec<SupportLine>) -> Self {
        Self { own, ..self }
    }

    /// Returns the questionnaire with some texts changed. `change` must change nothing but texts, because ids, rules and
    /// orders are not checked again.
    pub(in crate::domain) fn with_texts(&self, change: impl FnOnce(&mut Draft)) -> Self {
        let mut other = self.clone();
        change(&mut other.draft);
        other
    }

    /// Returns the parts as they were authored.
    #[must_use]
    pub fn parts(&self) -> &Draft {
        &self.draft
    }

    /// Returns the groups, in the order they are asked.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.draft.groups
    }

    /// Returns the items, in the order they are asked.
    pub fn items(&self) -> impl DoubleEndedIterator<Item = &Item> {
        self.order.iter().filter_map(|place| self.draft.items.get(*place))
    }

    /// Returns how many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Says whether there are no items, which a checked questionnaire never is; here because there is a `len`.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Returns the item with this id.
    #[must_use]
    pub fn item(&self, id: &LinkId) -> Option<&Item> {
        self.item_at(self.position(id)?)
    }

    /// Returns the item that is asked at this position, from 0.
    #[must_use]
    pub(crate) fn item_at(&self, position: usize) -> Option<&Item> {
        self.draft.items.get(*self.order.get(position)?)
    }

    /// Returns the position, from 0, at which the item is asked.
    #[must_use]
    pub fn position(&self, id: &LinkId) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// Returns the group with this id.
    #[must_use]
    pub fn group(&self, id: &GroupId) -> Option<&Group> {
        self.draft.groups.iter().find(|group| group.id == *id)
    }

    /// Returns the section with this id.
    #[must_use]
    pub fn section(&self, id: &SectionId) -> Option<&Section> {
        self.draft.sections.iter().find(|section| section.id == *id)
    }

    /// Returns the fact with this id.
    #[must_use]
    pub fn fact(&self, id: &FactId) -> Option<&Fact> {
        self.draft.facts.iter().find(|fact| fact.id == *id)
    }

    /// Returns the explanatory sections, in the order they are shown.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.draft.sections
    }

    /// Returns the situations of guidance, most pressing first.
    #[must_use]
    pub fn guidance(&self) -> &[Guidance] {
        &self.draft.guidance
    }

    /// Returns the support lines of a region, and for each kind that it has no line for, where to ask instead.
    ///
    /// A site's line is shown in its own region and the parts of it, or on the page that stands for that region. One for
    /// `001` is shown in every region.
    #[must_use]
    pub fn support(&self, region: &str) -> SupportPage<'_> {
        let of = |region: &str| -> Vec<&SupportLine> {
            self.draft.support.iter().filter(|line| line.is_shown_in(region)).collect()
        };
        SupportPage::new(self.own_support(region), &of(region), &of(WORLD))
            .with_checks(self.draft.support_note.as_deref(), &self.draft.support_checked_by)
    }

    fn own_support(&self, region: &str) -> Vec<&SupportLine> {
        let known = self.regions();
        let here = |line: &&SupportLine| {
            let shown = page(&known, &line.region).unwrap_or(WORLD);
            line.region == WORLD || shown == region || line.region == country(region)
        };
        self.own.iter().filter(here).collect()
    }

    /// Returns the regions that have support lines, in the order of the file.
    #[must_use]
    pub fn regions(&self) -> Vec<&str> {
        let mut regions = Vec::new();
        for region in self.draft.support.iter().flat_map(SupportLine::regions) {
            if !regions.contains(&region) {
                regions.push(region);
            }
        }
        regions
    }

    /// Returns the option set that an item is answered from.
    #[must_use]
    pub fn option_set(&self, item: &Item) -> Option<&OptionSet> {
        self.draft.option_sets.iter().find(|set| set.id == item.options)
    }

    /// Returns an option of an item.
    #[must_use]
    pub fn option(&self, item: &Item, code: &OptionCode) -> Option<&AnswerOption> {
        self.option_set(item)?.options.iter().find(|option| option.id == *code)
    }

    /// Returns the item's options in the order in which a person reads them: an ordered set begins with its strongest word.
    #[must_use]
    pub fn choices(&self, item: &Item) -> Vec<&AnswerOption> {
        match self.option_set(item) {
            Some(set) => set.in_reading_order().collect(),
            None => Vec::new(),
        }
    }
}

impl OptionSet {
    /// Returns the options in the order in which a person reads them: an ordered set begins with its strongest word.
    pub(crate) fn in_reading_order(&self) -> Box<dyn Iterator<Item = &AnswerOption> + '_> {
        if self.ordered { Box::new(self.options.iter().rev()) } else { Box::new(self.options.iter()) }
    }

    /// Returns the position of an option in its set, from 0; in an ordered set 0 is the weakest word.
    #[must_use]
    pub fn rank(&self, code: &OptionCode) -> Option<usize> {
        self.options.iter().position(|option| option.id == *code)
    }
}
