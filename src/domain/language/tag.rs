//! Language tags (BCP 47), as far as they are needed to choose a language.
//!
//! A tag falls back to shorter ones by the rules of RFC 4647, section 3.4 (lookup). This module must not hold a list of
//! languages, or know what a subtag means.
//!
//! ```
//! use stillpoint::domain::language::tag::LanguageTag;
//!
//! let wanted = LanguageTag::of_locale("es_MX.UTF-8").unwrap();
//! assert_eq!(wanted.as_str(), "es-MX");
//! let offered = ["en", "es"].map(|tag| LanguageTag::parse(tag).unwrap());
//! // There is no Mexican Spanish, so it is plain Spanish.
//! assert_eq!(wanted.among(&offered), Some(1));
//! ```

use std::fmt;

/// A well-formed language tag in its usual spelling: `es`, `es-MX`, `zh-Hant-TW`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LanguageTag(String);

impl LanguageTag {
    /// Reads a tag in any case; `None` if the text is not a well-formed tag.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let language = parts.next()?.to_ascii_lowercase();
        let is_language =
            (2..=3).contains(&language.len()) && language.chars().all(|c| c.is_ascii_alphabetic());
        let mut tag = is_language.then_some(language)?;
        for part in parts {
            tag.push('-');
            tag.push_str(&subtag(part)?);
        }
        Some(Self(tag))
    }

    /// Reads the tag of a POSIX locale such as `es_MX.UTF-8@euro`; `None` for `C`, `POSIX` and what is no locale.
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        let name = locale.split(['.', '@']).next().unwrap_or_default();
        if name == "POSIX" { None } else { Self::parse(&name.replace('_', "-")) }
    }

    /// Returns the tag as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the territory that the tag names: `MX` for `es-MX`, `TW` for `zh-Hant-TW`; `None` if it names none.
    #[must_use]
    pub fn territory(&self) -> Option<&str> {
        let subtags = self.0.split('-').skip(1).take_while(|part| part.len() > 1);
        subtags.into_iter().find(|part| part.len() == 2)
    }

    /// Returns the tag itself and then ever shorter ones: `zh-Hant-TW`, `zh-Hant`, `zh`.
    pub fn fallbacks(&self) -> impl Iterator<Item = Self> {
        let shorter = |tag: &Self| {
            let (mut rest, last) = tag.0.rsplit_once('-')?;
            // A single letter only begins an extension, so it goes together with what follows it.
            while let Some((before, single)) = rest.rsplit_once('-').filter(|(_, part)| part.len() == 1) {
                debug_assert!(!single.is_empty() && !last.is_empty());
                rest = before;
            }
            Some(Self(rest.to_owned()))
        };
        std::iter::successors(Some(self.clone()), shorter)
    }

    /// Returns the position of the offered tag that this one falls back to; `None` if none of its fallbacks is offered.
    #[must_use]
    pub fn among(&self, offered: &[Self]) -> Option<usize> {
        self.fallbacks().find_map(|tag| offered.iter().position(|other| *other == tag))
    }
}

/// The tag of a language that is not known.
impl Default for LanguageTag {
    fn default() -> Self {
        Self("und".to_owned())
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns a subtag after the language in its usual spelling.
fn subtag(part: &str) -> Option<String> {
    let fits = (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
    let lower = fits.then(|| part.to_ascii_lowercase())?;
    let letters = part.chars().all(|c| c.is_ascii_alphabetic());
    Some(match (part.len(), letters) {
        (2, true) => lower.to_ascii_uppercase(),
        (4, true) => {
            let mut letters = lower.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
        }
        _ => lower,
    })
}

#[cfg(test)]
mod tests {
    use super::LanguageTag;

    fn tag(text: &str) -> LanguageTag {
        LanguageTag::parse(text).unwrap()
    }

    #[test]
    fn a_tag_has_one_spelling() {
        assert_eq!(tag("ES-mx").as_str(), "es-MX");
        assert_eq!(tag("zh-hANT-tw").as_str(), "zh-Hant-TW");
        for wrong in ["", "e", "es_MX", "es-", "es--MX", "123", "es-ñ", "es-123456789", "English"] {
            assert_eq!(LanguageTag::parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_tag_may_name_a_territory() {
        let of = |text| tag(text).territory().map(str::to_owned);
        assert_eq!(of("es-mx").as_deref(), Some("MX"));
        assert_eq!(of("zh-Hant-TW").as_deref(), Some("TW"));
        for none in ["es", "es-419", "zh-Hant", "en-x-us", "de-1996"] {
            assert_eq!(of(none), None, "{none}");
        }
    }

    #[test]
    fn a_locale_names_a_language() {
        let of = |locale| LanguageTag::of_locale(locale).map(|tag| tag.to_string());
        assert_eq!(of("es_MX.UTF-8").as_deref(), Some("es-MX"));
        assert_eq!(of("ca_ES@valencia").as_deref(), Some("ca-ES"));
        assert_eq!(of("en").as_deref(), Some("en"));
        for none in ["", "C", "C.UTF-8", "POSIX", "\u{1b}[2J"] {
            assert_eq!(of(none), None, "{none:?}");
        }
    }

    #[test]
    fn a_regional_language_falls_back_to_the_plain_one() {
        let offered = [tag("en"), tag("es"), tag("zh-Hant")];
        assert_eq!(tag("es-MX").among(&offered), Some(1));
        assert_eq!(tag("zh-Hant-TW").among(&offered), Some(2));
        assert_eq!(tag("en-a-bcd").among(&offered), Some(0), "an extension goes with its letter");
        assert_eq!(tag("zh").among(&offered), None, "a shorter tag does not mean a longer one");
        assert_eq!(tag("fr").among(&offered), None);
    }
}
