//! Which page of support lines a region gets.
//!
//! It knows no lines and no names of countries; what there are lines for is handed in.

/// The region whose support lines are for anywhere (UN M.49).
pub const WORLD: &str = "001";

/// The region of the European Union, for its states without lines of their own.
pub const EU: &str = "EU";

/// Member states of the European Union.
const EU_STATES: &str = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";

/// Returns the region with lines of its own that stands for the wanted one: itself, or the European Union for one of its
/// states. `None` if there is neither.
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
