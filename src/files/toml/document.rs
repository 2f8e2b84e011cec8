//! Parses the text of a file as TOML, as every reader of a file begins.
//!
//! This must not know what belongs in a file: a tree that is TOML may still be no questionnaire.

use super::faults::Faults;
use super::syntax;
use toml::Spanned;
use toml::de::DeTable;

/// Parses a file.
///
/// # Errors
/// If it is not TOML, everything that keeps it from being TOML.
pub(in crate::files) fn parse(text: &str) -> Result<Spanned<DeTable<'_>>, Faults> {
    let (root, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Ok(root);
    }
    let mut faults = Faults::default();
    syntax::report(&errors, text, &mut faults);
    Err(faults)
}
