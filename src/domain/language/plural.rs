//! Chooses the form of a sentence for a number, by a rule from the language file.
//!
//! Rules are written as the Unicode CLDR publishes them (UTS #35, part 3, "Language Plural Rules"), so that a
//! translator can copy them: `n = 1`, `n % 10 = 2..4 and n % 100 != 12..14`. The program counts in whole numbers, so the
//! operands for decimals (`v w f t c e`) are always 0. This module must not hold the rule of a language.
//!
//! ```
//! use stillpoint::domain::language::plural::{Category, PluralRule, PluralRules};
//!
//! let english = PluralRules(vec![(Category::One, PluralRule::parse("n = 1").unwrap())]);
//! assert_eq!(english.category(1), Category::One);
//! assert_eq!(english.category(2), Category::Other);
//! ```

use serde::{Deserialize, Serialize};

/// A form that a number can take.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Category {
    /// For languages with a form of their own for nothing.
    Zero,
    /// One, and what the language treats like it.
    One,
    /// Two.
    Two,
    /// A few.
    Few,
    /// Many.
    Many,
    /// All the rest; the only one that is always there.
    Other,
}

impl Category {
    /// Every category with its word in the file.
    pub const ALL: [(&'static str, Self); 6] = [
        ("zero", Self::Zero),
        ("one", Self::One),
        ("two", Self::Two),
        ("few", Self::Few),
        ("many", Self::Many),
        ("other", Self::Other),
    ];
}

/// The rules of one language. The first that holds decides; a number without one is [`Category::Other`].
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PluralRules(pub Vec<(Category, PluralRule)>);

impl PluralRules {
    /// Returns the form that a number takes.
    #[must_use]
    pub fn category(&self, n: usize) -> Category {
        self.0.iter().find(|(_, rule)| rule.holds(n)).map_or(Category::Other, |(category, _)| *category)
    }
}

/// A sentence in the forms that numbers take.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Forms(pub Vec<(Category, String)>);

impl Forms {
    /// Returns the sentence for a category; without one, that for [`Category::Other`]; without that, an empty text.
    #[must_use]
    pub fn of(&self, wanted: Category) -> &str {
        let form = |wanted| self.0.iter().find(|(category, _)| *category == wanted);
        form(wanted).or_else(|| form(Category::Other)).map_or("", |(_, sentence)| sentence)
    }
}

/// A condition on a number: any of alternatives, each all of its relations. The default one never holds.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PluralRule(Vec<Vec<Relation>>);

/// One relation: the number, or its remainder, is in some ranges or is not.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Relation {
    /// Whether the operand is the number itself (`n`, `i`). The others are 0 for whole numbers.
    whole: bool,
    modulus: Option<usize>,
    among: bool,
    ranges: Vec<(usize, usize)>,
}

impl PluralRule {
    /// Reads a rule; `None` if it does not have the form of CLDR's rules.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let all = |text: &str| text.split(" and ").map(Relation::parse).collect::<Option<Vec<_>>>();
        text.split(" or ").map(all).collect::<Option<Vec<_>>>().map(Self)
    }

    fn holds(&self, n: usize) -> bool {
        self.0.iter().any(|all| all.iter().all(|relation| relation.holds(n)))
    }
}

impl Relation {
    fn parse(text: &str) -> Option<Self> {
        let (left, among, right) = match text.split_once("!=") {
            Some((left, right)) => (left, false, right),
            None => text.split_once('=').map(|(left, right)| (left, true, right))?,
        };
        let (operand, modulus) = match left.split_once('%') {
            Some((operand, modulus)) => (operand, Some(whole(modulus).filter(|modulus| *modulus > 0)?)),
            None => (left, None),
        };
        let is_whole = match operand.trim() {
            "n" | "i" => true,
            "v" | "w" | "f" | "t" | "c" | "e" => false,
            _ => return None,
        };
        let ranges = right.split(',').map(range).collect::<Option<Vec<_>>>()?;
        Some(Self { whole: is_whole, modulus, among, ranges })
    }

    fn holds(&self, n: usize) -> bool {
        let operand = if self.whole { n } else { 0 };
        let value = self.modulus.and_then(|modulus| operand.checked_rem(modulus)).unwrap_or(operand);
        self.ranges.iter().any(|(from, to)| (*from..=*to).contains(&value)) == self.among
    }
}

/// Reads `2` or `2..4`.
fn range(text: &str) -> Option<(usize, usize)> {
    match text.split_once("..") {
        Some((from, to)) => Some((whole(from)?, whole(to)?)),
        None => whole(text).map(|only| (only, only)),
    }
}

fn whole(text: &str) -> Option<usize> {
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(written: &[(Category, &str)]) -> PluralRules {
        PluralRules(written.iter().map(|(c, text)| (*c, PluralRule::parse(text).unwrap())).collect())
    }

    #[test]
    fn the_rules_of_cldr_are_understood_as_they_are_published() {
        let polish = rules(&[
            (Category::One, "i = 1 and v = 0"),
            (Category::Few, "v = 0 and i % 10 = 2..4 and i % 100 != 12..14"),
            (
                Category::Many,
                "v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 12..14",
            ),
        ]);
        let of = |n| polish.category(n);
        assert_eq!([1, 2, 4, 22, 104].map(of)[0], Category::One);
        assert!([2, 3, 4, 22, 104].map(of).iter().all(|found| *found == Category::Few));
        assert!([0, 5, 11, 12, 14, 21, 112].map(of).iter().all(|found| *found == Category::Many));
        assert_eq!(rules(&[(Category::One, "n = 0,1")]).category(0), Category::One);
        assert_eq!(PluralRules::default().category(1), Category::Other);
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for wrong in
            ["", "n", "n =", "n = a", "x = 1", "n % 0 = 1", "n = 1 and", "n == 1", "n = 1..", "n is 1"]
        {
            assert_eq!(PluralRule::parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_form_that_is_missing_is_said_as_the_rest() {
        let forms = Forms(vec![(Category::Other, "many".into()), (Category::One, "one".into())]);
        assert_eq!((forms.of(Category::One), forms.of(Category::Few)), ("one", "many"));
    }
}
