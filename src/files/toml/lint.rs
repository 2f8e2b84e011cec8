//! The names of the lints, with the level of each and the reason for it.
//!
//! A lint finds what may be a mistake in a file that can be used. This module must not look for anything: the search is
//! in `files/lint`, and a session, which needs only these names, does not load it.
//!
//! ```
//! use stillpoint::files::toml::lint::{Level, Lint};
//!
//! let lint = Lint::named("uncited-fact").unwrap();
//! assert_eq!((lint, lint.level()), (Lint::UncitedFact, Level::Warning));
//! ```

use std::fmt;

/// The level of a finding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Level {
    /// The file cannot be used, or does something that must not be. It cannot be waived.
    #[default]
    Error,
    /// Probably a mistake. It fails a file only with `--strict`, and can be waived with a reason.
    Warning,
    /// Good to know. It never fails a file.
    Note,
}

impl Level {
    /// Returns the level's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Declares the lints: variant, name in files and on the command line, level, why it matters.
macro_rules! lints {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $level:ident, $why:literal;)+) => {
        /// A kind of finding that has a name, by which it can be waived.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Lint {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Lint {
            /// Every lint, in the order in which they are listed.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Returns the name by which it is printed and waived.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Returns its level.
            #[must_use]
            pub fn level(self) -> Level {
                match self { $(Self::$variant => Level::$level,)+ }
            }

            /// Returns the reason for it in one sentence.
            #[must_use]
            pub fn why(self) -> &'static str {
                match self { $(Self::$variant => $why,)+ }
            }
        }
    };
}

lints! {
    /// A phrase that the questionnaire avoids.
    AvoidedPhrase = "avoided-phrase", Warning,
        "The questionnaire says that this phrase is not to be used.";
    /// A word that labels or diagnoses the reader.
    Labelling = "labelling", Warning,
        "A checklist cannot know what somebody has, and a label stays with the person.";
    /// A word that blames.
    Blame = "blame", Warning,
        "Whoever feels blamed stops reading, and does not ask for help.";
    /// Unsafe wording on self-harm.
    SelfHarmWording = "self-harm-wording", Warning,
        "Such wording can hurt a person who thinks of harming themselves.";
    /// A text that is hard to read.
    ReadingGrade = "reading-grade", Warning,
        "People who are tired or worried read less well than they usually do.";
    /// An item that asks two things.
    AsksTwoThings = "asks-two-things", Warning,
        "One answer to two questions cannot be understood by anybody.";
    /// A text that has to scroll, or is cut, where it may not.
    DoesNotFit = "does-not-fit", Warning,
        "What is out of sight is not read, and an answer out of sight is not chosen.";
    /// A fact that nothing cites.
    UncitedFact = "uncited-fact", Warning,
        "A fact that no text stands on may be one that got lost.";
    /// A region with one way only.
    SingleRoute = "single-route", Warning,
        "If the one way is engaged, closed or out of date, a person is left with none.";
    /// No line for regions that have none of their own.
    NoLineElsewhere = "no-line-elsewhere", Warning,
        "Whoever is in a region without lines of its own is shown those of \"001\", and would find none.";
    /// A region without an emergency line.
    NoEmergency = "no-emergency", Warning,
        "Somebody whose life is in danger has to find the number here.";
    /// A region without a line for abuse and violence.
    NoAbuseLine = "no-abuse-line", Warning,
        "A person who is hurt at home needs people who know what is safe to do.";
    /// A region without a line for the young.
    NoYoungLine = "no-young-line", Warning,
        "Young people may read it as well, whoever it is meant for.";
    /// A support line that was checked long ago.
    StaleLine = "stale-line", Warning,
        "Numbers change, and a wrong one can cost a person the only try.";
    /// A term that no text uses.
    UnusedTerm = "unused-term", Warning,
        "A glossary is read by people who look for a word they met.";
    /// A text that a translation does not have.
    MissingTranslation = "missing-translation", Warning,
        "The person reads it in another language than the rest.";
    /// A text that only the translation has.
    SuperfluousTranslation = "superfluous-translation", Warning,
        "Nobody will ever see it; perhaps its id is misspelled.";
    /// A translation of a text that has changed since.
    StaleTranslation = "stale-translation", Warning,
        "It may say something else than the text it translates.";
    /// A waiver without a finding.
    UnusedWaiver = "unused-waiver", Warning,
        "A waiver that waives nothing hides the next fault of its kind.";
    /// A site's sentences in a language that is built in.
    BuiltInLanguage = "built-in-language", Note,
        "What the program says about safety is the same at every site.";
    /// A questionnaire that no clinician has read.
    NotReviewed = "not-reviewed", Note,
        "Every screen that could be taken for advice says so as well.";
}

impl Lint {
    /// Returns the lint of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|lint| lint.name() == name)
    }
}

impl fmt::Display for Lint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Lint;

    #[test]
    fn every_lint_is_found_by_its_own_name_and_says_why_in_a_sentence() {
        for lint in Lint::ALL {
            assert_eq!(Lint::named(lint.name()), Some(*lint));
            assert!(lint.name().chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{lint}");
            assert!(lint.why().ends_with('.') && lint.why().starts_with(char::is_uppercase), "{lint}");
        }
        assert_eq!(Lint::named("unheard-of"), None);
    }
}
