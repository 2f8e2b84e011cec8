//! The words in which items were asked, as a record keeps them: questions and options in one language.
//!
//! They are a copy: a questionnaire that is changed later does not change them. This module must not hold an answer.

use crate::domain::id::{LinkId, OptionCode};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{AnswerOption, Item};

/// The words of all items in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskedWords {
    /// The language, a BCP 47 tag.
    pub language: String,
    /// The items, in the order in which they are asked.
    pub items: Vec<AskedItem>,
}

/// The words of one item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskedItem {
    /// Its id.
    pub id: LinkId,
    /// Its short name.
    pub label: String,
    /// The question.
    pub text: String,
    /// What stood under the question.
    pub help: Option<String>,
    /// The options, in the order in which they were read.
    pub options: Vec<AnswerOption>,
}

impl AskedWords {
    /// Copies the words of a questionnaire.
    #[must_use]
    pub fn of(questionnaire: &Questionnaire) -> Self {
        let items = questionnaire.items().map(|item| AskedItem::of(questionnaire, item)).collect();
        Self { language: questionnaire.parts().language.clone(), items }
    }

    /// Returns the words of an item.
    #[must_use]
    pub fn item(&self, id: &LinkId) -> Option<&AskedItem> {
        self.items.iter().find(|item| item.id == *id)
    }
}

impl AskedItem {
    /// Copies the words of an item.
    #[must_use]
    pub fn of(questionnaire: &Questionnaire, item: &Item) -> Self {
        Self {
            id: item.id.clone(),
            label: item.label.clone(),
            text: item.text.clone(),
            help: item.help.clone(),
            options: questionnaire.choices(item).into_iter().cloned().collect(),
        }
    }

    /// Returns the words of an option.
    #[must_use]
    pub fn option(&self, code: &OptionCode) -> Option<&str> {
        self.options.iter().find(|option| option.id == *code).map(|option| option.text.as_str())
    }

    /// Returns whether both ask the same: question, help and options have the same words. The label is a name in lists and
    /// does not count.
    #[must_use]
    pub fn asks_as(&self, other: &Self) -> bool {
        (&self.text, &self.help, &self.options) == (&other.text, &other.help, &other.options)
    }
}
