//! Finds the entry of a list in which a line of a file stands.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// An entry of a list; both are empty for what stands above all lists.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct EntryName {
    /// The list, such as `items`.
    pub(crate) table: String,
    /// The id of the entry; of a support line without one, its region.
    pub(crate) id: String,
}

/// Returns the entry in which a line stands, from 1: the last one that begins before the end of the line.
pub(crate) fn entry_at(text: &str, line: usize) -> EntryName {
    let end: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let (root, _) = DeTable::parse_recoverable(text);
    let entries = root.get_ref().iter().flat_map(|(table, value)| {
        let of = |entry: &Spanned<DeValue<'_>>| (entry.span().start, name(table.get_ref(), entry.get_ref()));
        match value.get_ref() {
            DeValue::Array(list) => list.iter().map(of).collect(),
            _ => vec![of(value)],
        }
    });
    let named = entries.filter_map(|(begin, entry)| entry.map(|entry| (begin, entry)));
    let before = named.filter(|(begin, _)| *begin < end);
    before.max_by_key(|(begin, _)| *begin).map(|(_, entry)| entry).unwrap_or_default()
}

fn name(table: &str, entry: &DeValue<'_>) -> Option<EntryName> {
    let keys = entry.as_table()?;
    let id = ["id", "region"].iter().find_map(|key| keys.get(*key)?.get_ref().as_str());
    Some(EntryName { table: table.to_owned(), id: id.unwrap_or_default().to_owned() })
}
