//! A text that a site has written in its settings: one for every language, or one for each of several.
//!
//! This module must not know which languages there are.

use super::tag::LanguageTag;

/// A text of a site, which is read in the language of the session.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SiteText {
    language: Option<LanguageTag>,
    first: String,
    others: Vec<(LanguageTag, String)>,
}

impl SiteText {
    /// Makes a text from the one that is written first, with its language if it has one, and those for other languages.
    #[must_use]
    pub fn new(language: Option<LanguageTag>, first: String, others: Vec<(LanguageTag, String)>) -> Self {
        Self { language, first, others }
    }

    /// Returns the text in a language or in a shorter tag of it; the first one if there is none.
    #[must_use]
    pub fn of(&self, wanted: &LanguageTag) -> &str {
        let in_tag = |tag: LanguageTag| {
            let other = || self.others.iter().find(|(other, _)| *other == tag).map(|(_, text)| text);
            if self.language.as_ref() == Some(&tag) { Some(&self.first) } else { other() }
        };
        wanted.fallbacks().find_map(in_tag).unwrap_or(&self.first)
    }

    /// Returns the text that is written first.
    #[must_use]
    pub fn first(&self) -> &str {
        &self.first
    }

    /// Returns every text in the order they are written, with its language; without one, it holds for every language.
    pub fn texts(&self) -> impl Iterator<Item = (Option<&LanguageTag>, &str)> {
        let others = self.others.iter().map(|(tag, text)| (Some(tag), text.as_str()));
        std::iter::once((self.language.as_ref(), self.first.as_str())).chain(others)
    }
}

/// Takes a text for every language.
impl From<String> for SiteText {
    fn from(text: String) -> Self {
        Self::new(None, text, Vec::new())
    }
}

impl From<&str> for SiteText {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{LanguageTag, SiteText};

    fn tag(text: &str) -> LanguageTag {
        LanguageTag::parse(text).unwrap()
    }

    #[test]
    fn a_text_is_read_in_the_language_of_the_session_else_in_the_first() {
        let text = SiteText::new(Some(tag("es")), "Recepción".into(), vec![(tag("en"), "Desk".into())]);
        for (language, read) in
            [("en", "Desk"), ("en-GB", "Desk"), ("es-MX", "Recepción"), ("fr", "Recepción")]
        {
            assert_eq!(text.of(&tag(language)), read, "{language}");
        }
        assert_eq!(SiteText::from("Desk").of(&tag("fr")), "Desk");
    }

    #[test]
    fn a_text_for_a_country_goes_before_the_one_for_the_language() {
        let mexican = vec![(tag("es-MX"), "Ventanilla".into()), (tag("en"), "Desk".into())];
        let text = SiteText::new(Some(tag("es")), "Recepción".into(), mexican);
        assert_eq!((text.of(&tag("es-MX")), text.of(&tag("es-AR"))), ("Ventanilla", "Recepción"));
    }
}
