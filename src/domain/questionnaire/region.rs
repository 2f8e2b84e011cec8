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
/// This is the wanted region itself, else `EU` for a member state of the European Union. `None` if neither is known.
#[must_use]
pub fn page<'k>(known: &[&'k str], wanted: &str) -> Option<&'k str> {
    let find = |name: &str| known.iter().find(|region| region.eq_ignore_ascii_case(name)).copied();
    let in_eu = || EU_STATES.split(' ').any(|state| state.eq_ignore_ascii_case(wanted));
    find(wanted).or_else(|| in_eu().then(|| find(EU)).flatten())
}

#[cfg(test)]
mod tests {
    use super::page;

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
}
