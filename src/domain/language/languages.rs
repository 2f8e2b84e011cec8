//! The languages in which a session can be held: each is the program's sentences and the questionnaire's texts.
//!
//! This module must not know which languages there are; the caller brings them.

use super::tag::LanguageTag;
use super::wording::{Wording, fill};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::texts::{TextKey, visit};
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::{Arc, LazyLock};

/// The texts of a questionnaire in another language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Translation {
    /// The language.
    pub language: LanguageTag,
    /// Native speakers who have read this very translation; if there are none, the first screen says so.
    pub reviewed_by: Vec<String>,
    /// The texts.
    pub texts: HashMap<TextKey, String>,
}

/// A questionnaire in another language, and which texts only one of the two has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Translated {
    /// The questionnaire; a text that is not translated stays as it was.
    pub questionnaire: Questionnaire,
    /// Texts that the translation lacks, in the order of the questionnaire.
    pub missing: Vec<TextKey>,
    /// Texts that only the translation has, in the order of their keys.
    pub superfluous: BTreeSet<TextKey>,
}

impl Translation {
    /// Replaces the texts of a questionnaire by those of the translation.
    #[must_use]
    pub fn apply(&self, questionnaire: &Questionnaire) -> Translated {
        let mut missing = Vec::new();
        let mut superfluous: BTreeSet<TextKey> = self.texts.keys().cloned().collect();
        let questionnaire = questionnaire.in_other_words(self.language.as_str(), |key, text| {
            superfluous.remove(&key);
            match self.texts.get(&key) {
                Some(translated) => text.clone_from(translated),
                None => missing.push(key),
            }
        });
        Translated { questionnaire, missing, superfluous }
    }
}

/// The languages in which a session can be held: at least one.
#[derive(Debug)]
pub struct Languages {
    first: LanguageEntry,
    rest: Vec<LanguageEntry>,
}

/// A language that is offered. It is made when it is first used, because most sessions use one language.
pub struct LanguageEntry {
    name: String,
    language: LazyLock<Arc<Language>, Box<dyn FnOnce() -> Arc<Language> + Send>>,
}

impl LanguageEntry {
    /// Offers a language under its name, made when it is needed.
    #[must_use]
    pub fn later(name: &str, make: impl FnOnce() -> Arc<Language> + Send + 'static) -> Self {
        Self { name: name.to_owned(), language: LazyLock::new(Box::new(make)) }
    }

    /// Returns the name of the language in the language itself.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl From<Language> for LanguageEntry {
    fn from(language: Language) -> Self {
        Self::from(Arc::new(language))
    }
}

impl From<Arc<Language>> for LanguageEntry {
    fn from(language: Arc<Language>) -> Self {
        Self::later(&language.wording.about.name.clone(), || language)
    }
}

impl fmt::Debug for LanguageEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LanguageEntry").field(&self.name).finish()
    }
}

impl Languages {
    /// Makes a list of languages, in the order they are offered.
    #[must_use]
    pub fn new(first: impl Into<LanguageEntry>, rest: Vec<LanguageEntry>) -> Self {
        Self { first: first.into(), rest }
    }

    /// Returns the language at a position, from 0; the first one for a position that is not there.
    #[must_use]
    pub fn at(&self, position: usize) -> &Language {
        &position.checked_sub(1).and_then(|position| self.rest.get(position)).unwrap_or(&self.first).language
    }

    /// Returns the languages in the order they are offered.
    pub fn iter(&self) -> impl Iterator<Item = &LanguageEntry> {
        std::iter::once(&self.first).chain(&self.rest)
    }

    /// Returns the position of the language after the one at a position, the first after the last; `None` if only one is
    /// offered.
    #[must_use]
    pub fn after(&self, position: usize) -> Option<usize> {
        let next = if position < self.rest.len() { position + 1 } else { 0 };
        (!self.rest.is_empty()).then_some(next)
    }
}

/// The language of a screen outside a session, and those that it can change to.
#[derive(Debug)]
pub struct SpokenLanguage {
    languages: Languages,
    position: usize,
}

impl SpokenLanguage {
    /// Begins in the language at a position.
    #[must_use]
    pub fn new(languages: Languages, position: usize) -> Self {
        Self { languages, position }
    }

    /// Returns the program's sentences in this language.
    #[must_use]
    pub fn wording(&self) -> &Wording {
        &self.languages.at(self.position).wording
    }

    /// Returns the tag of this language.
    #[must_use]
    pub(crate) fn tag(&self) -> LanguageTag {
        self.languages.at(self.position).tag()
    }

    /// Returns the language that comes next, if more than one is offered.
    #[must_use]
    pub fn following(&self) -> Option<&LanguageEntry> {
        self.languages.after(self.position).and_then(|position| self.languages.iter().nth(position))
    }

    /// Changes to the language that comes next.
    pub fn speak_next(&mut self) {
        self.position = self.languages.after(self.position).unwrap_or(self.position);
    }
}

/// A language in which a session can be held.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Language {
    /// The program's sentences.
    pub wording: Wording,
    /// The questionnaire in this language.
    pub questionnaire: Arc<Questionnaire>,
    /// Native speakers who have read the questionnaire's texts; `None` if they are no translation.
    pub reviewed_by: Option<Vec<String>>,
}

impl Language {
    /// Returns the tag of the language.
    #[must_use]
    pub(crate) fn tag(&self) -> LanguageTag {
        LanguageTag::parse(&self.questionnaire.parts().language).unwrap_or_default()
    }

    /// Says which native speakers have read the translation, or that none has; `None` if nothing in it is a translation.
    #[must_use]
    pub(crate) fn native_review(&self) -> Option<String> {
        let (about, words) = (&self.wording.about, &self.wording.welcome);
        Some(match self.native_reviewers()?.as_slice() {
            [] => words.not_native.clone(),
            names => fill(&words.native, &[("names", &about.list(names))]),
        })
    }

    /// Returns who has reviewed the translation; `None` if nothing in it is a translation.
    ///
    /// It is empty unless somebody has read the program's sentences and somebody the questionnaire's texts.
    #[must_use]
    pub(crate) fn native_reviewers(&self) -> Option<Vec<String>> {
        match (&self.wording.reviewed_by, &self.reviewed_by) {
            (None, None) => None,
            (Some(names), None) | (None, Some(names)) => Some(names.clone()),
            (Some(sentences), Some(texts)) if sentences.is_empty() || texts.is_empty() => Some(Vec::new()),
            (Some(sentences), Some(texts)) => {
                let both = sentences.iter().chain(texts).cloned().collect::<BTreeSet<_>>();
                Some(both.into_iter().collect())
            }
        }
    }
}

impl Questionnaire {
    /// Returns the same questionnaire in another language. `change` is called with every text that can be named, and with
    /// nothing else.
    #[must_use]
    pub fn in_other_words(&self, language: &str, mut change: impl FnMut(TextKey, &mut String)) -> Self {
        self.with_texts(|draft| {
            language.clone_into(&mut draft.language);
            visit(draft, |key, _, text| {
                if key.can_be_named() {
                    change(key, text);
                }
            });
        })
    }
}
