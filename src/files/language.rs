//! Reads a language file: every sentence the program itself says.
//!
//! A file is complete or refused: no sentence is filled in from elsewhere here. The content of the questionnaire
//! is not in these files.

use super::diagnostic::Diagnostics;
use super::faults::Faults;
use super::syntax;
use super::tree::{Shape, Table};
use crate::domain::wording::Wording;
use std::collections::HashMap;
use std::sync::LazyLock;
use toml::de::DeTable;

/// The names of the tables.
static TABLES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| Wording::KEYS.iter().map(|(table, _)| *table).collect());

/// Reads the sentences of one language.
///
/// # Errors
/// Every missing, unknown, empty or unsafe sentence. If it is not TOML, only what keeps it from being TOML.
pub fn parse(name: &str, text: &str) -> Result<Wording, Diagnostics> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut faults = Faults::default();
    let mut sentences = HashMap::new();
    if errors.is_empty() {
        let shape = Shape { what: "the file", keys: &TABLES };
        let mut top = Table::top(text, root.get_ref(), shape, &mut faults);
        for (table, keys) in Wording::KEYS {
            read(&mut top, table, keys, &mut sentences);
        }
        faults.report_strays(text);
    } else {
        syntax::report(&errors, text, &mut faults);
    }
    if !faults.is_empty() {
        return Err(faults.into_diagnostics(name, text));
    }
    Ok(Wording::fill(|table, key| sentences.remove(&(table, key)).unwrap_or_default()))
}

/// Reads one table with all its sentences.
fn read(
    top: &mut Table<'_, '_>,
    table: &'static str,
    keys: &'static [&'static str],
    sentences: &mut HashMap<(&'static str, &'static str), String>,
) {
    let example = format!("[{table}] with: {}.", keys.join(", "));
    let shape = Shape { what: "this table", keys };
    top.table(table, shape, &example, |found| {
        for key in keys {
            sentences.insert((table, key), found.prose(key));
        }
    });
}
