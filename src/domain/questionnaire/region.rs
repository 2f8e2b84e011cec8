//! Chooses the page of support lines for a region.
//!
//! The caller says for which regions there are lines. This module must not hold a line or the name of a country.
//!
//! ```
//! use stillpoint::domain::questionnaire::region::page;
//!
//! let known = ["US", "EU", "001"];
//! assert_eq!(page(&known, "us"), Some("US"));
//! // A state of the European Union without lines of its own gets those of the Union.
//! assert_eq!(page(&known, "DE"), Some("EU"));
//! // A part of a country without lines of its own gets those of the country.
//! assert_eq!(page(&known, "US-PA"), Some("US"));
//! // The caller then takes the page for anywhere, `001`.
//! assert_eq!(page(&known, "ZZ"), None);
//! ```

/// The region whose support lines are for anywhere (UN M.49).
pub const WORLD: &str = "001";

/// The region of the European Union, for its states without lines of their own.
pub const EU: &str = "EU";

/// Member states of the European Union, by ISO 3166.
const EU_STATES: &str = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";

/// Returns the known region whose lines are shown for the wanted one, whatever its case.
///
/// This is the wanted region itself, else the country that it is a part of, else `EU` for a member state of the European
/// Union. `None` if none of them is known.
#[must_use]
pub fn page<'k>(known: &[&'k str], wanted: &str) -> Option<&'k str> {
    let find = |name: &str| known.iter().find(|region| region.eq_ignore_ascii_case(name)).copied();
    let whole = country(wanted);
    let in_eu = || EU_STATES.split(' ').any(|state| state.eq_ignore_ascii_case(whole));
    find(wanted).or_else(|| find(whole)).or_else(|| in_eu().then(|| find(EU)).flatten())
}

/// Returns the country of a part of a country: `GB` for `GB-SCT`. Any other region is returned as it is.
#[must_use]
pub fn country(region: &str) -> &str {
    region.split_once('-').map_or(region, |(country, _)| country)
}

/// Says whether a text in capitals has the form of a country or of a part of one (ISO 3166-1 and 3166-2): `GB`, `GB-SCT`.
#[must_use]
pub fn is_place(code: &str) -> bool {
    let capitals = |text: &str| text.len() == 2 && text.chars().all(|c| c.is_ascii_uppercase());
    let part = |text: &str| {
        (1..=3).contains(&text.len()) && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    code.split_once('-').map_or_else(|| capitals(code), |(country, rest)| capitals(country) && part(rest))
}

#[cfg(test)]
mod tests {
    use super::{is_place, page};

    #[test]
    fn a_region_has_its_own_page_or_that_of_the_union_or_none() {
        let known = ["US", "EU", "001"];
        assert_eq!(page(&known, "us"), Some("US"));
        assert_eq!(page(&known, "DE"), Some("EU"));
        assert_eq!(page(&known, "001"), Some("001"));
        assert_eq!(page(&known, "ZZ"), None);
        assert_eq!(page(&known, ""), None);
        assert_eq!(page(&["US"], "DE"), None);
    }

    #[test]
    fn a_part_of_a_country_has_its_own_page_or_that_of_the_country() {
        let known = ["GB", "GB-SCT", "EU", "001"];
        assert_eq!(page(&known, "gb-sct"), Some("GB-SCT"));
        assert_eq!(page(&known, "GB-WLS"), Some("GB"));
        assert_eq!(page(&known, "GB"), Some("GB"));
        assert_eq!(page(&known, "DE-BY"), Some("EU"));
        assert_eq!(page(&known, "ZZ-A"), None);
    }

    #[test]
    fn a_place_is_two_capitals_and_perhaps_a_part() {
        for right in ["GB", "GB-SCT", "ES-A", "AT-9", "MX-CMX"] {
            assert!(is_place(right), "{right}");
        }
        for wrong in ["", "G", "gb", "GB-", "GB-sct", "-SCT", "GB-SCOT", "GB-S-C", "001", "GB_SCT", "ÉS"] {
            assert!(!is_place(wrong), "{wrong}");
        }
    }
}
