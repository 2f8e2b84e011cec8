//! What people write in place of the code of a region, the tag of a language, or a key.
//!
//! Of two letters nearly every code is near to every other, so the nearest one would be another country. This module
//! must not judge whether a code exists.

use crate::domain::language::tag::LanguageTag;

/// Words for a region, in small letters, and its code: other codes of it (ISO 3166-1 alpha-3, vehicles, those of other
/// lists), and its name.
const REGIONS: [(&str, &[&str]); 19] = [
    ("001", &["world", "anywhere", "everywhere", "international", "mundo"]),
    ("US", &["usa", "u.s.", "u.s.a.", "united states", "america", "estados unidos", "eeuu", "ee. uu."]),
    ("PR", &["pri", "us-pr", "puerto rico"]),
    ("CA", &["can", "canada", "canadá"]),
    ("GB", &["uk", "u.k.", "gbr", "united kingdom", "great britain", "britain", "reino unido"]),
    ("GB-ENG", &["eng", "gb-en", "uk-eng", "england", "inglaterra"]),
    ("GB-SCT", &["sct", "sco", "gb-sco", "gb-sc", "uk-sct", "scotland", "escocia"]),
    ("GB-WLS", &["wls", "wal", "gb-wal", "gb-cym", "uk-wls", "wales", "gales"]),
    ("GB-NIR", &["nir", "gb-ni", "uk-nir", "northern ireland", "irlanda del norte"]),
    ("IE", &["irl", "ireland", "eire", "éire", "irlanda"]),
    ("AU", &["aus", "australia"]),
    ("NZ", &["nzl", "new zealand", "aotearoa", "nueva zelanda"]),
    ("ES", &["esp", "spain", "españa", "espana"]),
    ("MX", &["mex", "mexico", "méxico"]),
    ("AR", &["arg", "argentina"]),
    ("CL", &["chl", "chile"]),
    ("CO", &["col", "colombia"]),
    ("PE", &["per", "peru", "perú"]),
    ("GR", &["el", "grc", "greece", "grecia"]),
];

/// Words for a language, in small letters, and its tag.
const LANGUAGES: [(&str, &[&str]); 14] = [
    ("en", &["eng", "english", "inglés", "ingles"]),
    ("es", &["spa", "esp", "sp", "spanish", "español", "espanol", "castellano"]),
    ("de", &["ger", "deu", "german", "deutsch"]),
    ("fr", &["fre", "fra", "french", "français", "francais"]),
    ("it", &["ita", "italian", "italiano"]),
    ("pt", &["por", "portuguese", "português", "portugues"]),
    ("nl", &["dut", "nld", "dutch", "nederlands"]),
    ("pl", &["pol", "polish", "polski"]),
    ("uk", &["ukr", "ukrainian"]),
    ("ru", &["rus", "russian"]),
    ("tr", &["tur", "turkish", "türkçe"]),
    ("ar", &["ara", "arabic"]),
    ("zh", &["chi", "zho", "cn", "chinese"]),
    ("ja", &["jpn", "jp", "japanese"]),
];

/// Words for a key, and the keys that can be meant, each in another table.
const KEYS: [(&str, &[&str]); 14] = [
    ("or", &["any"]),
    ("and", &["all"]),
    ("equals", &["is"]),
    ("min", &["at_least"]),
    ("minimum", &["at_least"]),
    ("question", &["item", "text", "items"]),
    ("questions", &["items"]),
    ("answers", &["options", "option_sets"]),
    ("choices", &["options", "option_sets"]),
    ("glossary", &["terms"]),
    ("lines", &["support"]),
    ("contacts", &["support"]),
    ("rule", &["show"]),
    ("when", &["show"]),
];

/// Returns the key of a table that was meant by another word for it.
pub(super) fn key_meant(word: &str, keys: &[&'static str]) -> Option<&'static str> {
    let word = word.to_lowercase();
    let (_, meant) = KEYS.iter().find(|(other, _)| *other == word)?;
    meant.iter().find(|key| keys.contains(*key)).copied()
}

/// Returns the code of the region that was meant by another word for it.
#[must_use]
pub(crate) fn region_meant(word: &str) -> Option<&'static str> {
    meant(&REGIONS, word)
}

/// Returns the tag of the language that was meant by another word for it, or by a tag as a locale has it: `es_MX`.
#[must_use]
pub(crate) fn language_meant(word: &str) -> Option<LanguageTag> {
    let of_locale = || LanguageTag::parse(&word.replace('_', "-")).filter(|_| word.contains('_'));
    meant(&LANGUAGES, word).and_then(LanguageTag::parse).or_else(of_locale)
}

fn meant(codes: &[(&'static str, &[&str])], word: &str) -> Option<&'static str> {
    let word = word.trim().to_lowercase();
    codes.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::{key_meant, language_meant, region_meant};
    use crate::domain::language::tag::LanguageTag;

    #[test]
    fn another_word_for_a_region_or_a_language_gets_its_code() {
        for (typed, code) in [("UK", "GB"), ("usa", "US"), ("Scotland", "GB-SCT"), ("GB-SCO", "GB-SCT")] {
            assert_eq!(region_meant(typed), Some(code), "{typed}");
        }
        assert_eq!(region_meant("ESPAÑA"), Some("ES"));
        for (typed, tag) in
            [("ESPAÑOL", "es"), ("sp", "es"), ("German", "de"), ("es_MX", "es-MX"), ("cn", "zh")]
        {
            assert_eq!(language_meant(typed), LanguageTag::parse(tag), "{typed}");
        }
        for right in ["GB", "US", "DE", "001", "fr", "it", ""] {
            assert_eq!((region_meant(right), language_meant(right)), (None, None), "{right}");
        }
    }

    #[test]
    fn another_word_for_a_key_gets_the_one_of_its_table() {
        let (rule, item) = (["any", "all", "item"], ["id", "text", "options"]);
        assert_eq!((key_meant("or", &rule), key_meant("And", &rule)), (Some("any"), Some("all")));
        assert_eq!(
            (key_meant("question", &rule), key_meant("question", &item)),
            (Some("item"), Some("text"))
        );
        assert_eq!((key_meant("or", &item), key_meant("any", &rule)), (None, None));
    }
}
