//! Which tables a questionnaire file has, what each is called, and the keys it may have.
//!
//! Only names are here. The reader of a table knows which value belongs to a key.

use crate::files::toml::tree::TableSchema;

/// The whole file.
pub(in crate::files) const TOP: TableSchema = TableSchema {
    what: "the file",
    keys: &[
        "id",
        "version",
        "language",
        "title",
        "description",
        "support_note",
        "support_checked_by",
        "date",
        "publisher",
        "copyright",
        "reviewed_by",
        "source",
        "walkthrough",
        "option_sets",
        "groups",
        "items",
        "sections",
        "guidance",
        "support",
        "terms",
        "facts",
        "waivers",
        "avoided",
    ],
};
/// `[source]`, in a questionnaire and in a translation.
pub(super) const SOURCE: TableSchema =
    TableSchema { what: "the table [source]", keys: &["name", "kind", "called", "note"] };
/// `[walkthrough]`, in a questionnaire and in a translation.
pub(super) const WALKTHROUGH: TableSchema =
    TableSchema { what: "the table [walkthrough]", keys: &["opening", "consent", "closing"] };
/// One of `[[option_sets]]`.
pub(super) const OPTION_SET: TableSchema =
    TableSchema { what: "an option set", keys: &["id", "ordered", "options"] };
/// One of the options of a set.
pub(super) const OPTION: TableSchema = TableSchema { what: "an option", keys: &["id", "text"] };
/// One of `[[groups]]`.
pub(super) const GROUP: TableSchema =
    TableSchema { what: "a group", keys: &["id", "title", "tallied", "items", "note"] };
/// One of `[[items]]`.
pub(super) const ITEM: TableSchema = TableSchema {
    what: "an item",
    keys: &[
        "id",
        "label",
        "text",
        "help",
        "caution",
        "options",
        "facts",
        "sensitive",
        "prompt",
        "listen_for",
        "follow_ups",
        "guard",
    ],
};
/// One of `[[sections]]`.
pub(super) const SECTION: TableSchema =
    TableSchema { what: "a section", keys: &["id", "title", "text", "facts", "show", "names_condition"] };
/// One of `[[guidance]]`.
pub(super) const GUIDANCE: TableSchema = TableSchema {
    what: "a situation of guidance",
    keys: &["id", "title", "text", "next_step", "ask", "ask_first", "not_alone", "facts", "show"],
};
/// One of `[[support]]`.
pub(super) const SUPPORT: TableSchema = TableSchema {
    what: "a support line",
    keys: &["id", "region", "also", "kind", "name", "for_whom", "ways", "hours", "checked", "checked_at"],
};
/// One of `[[terms]]`.
pub(super) const TERM: TableSchema = TableSchema { what: "a term", keys: &["id", "term", "meaning"] };
/// One of `[[facts]]`.
pub(super) const FACT: TableSchema =
    TableSchema { what: "a fact", keys: &["id", "gist", "status", "note", "waived", "reading_only"] };

/// One of `[[waivers]]`.
pub(super) const WAIVER: TableSchema = TableSchema { what: "a waiver", keys: &["lint", "at", "reason"] };

/// One of `[[avoided]]`.
pub(super) const AVOIDED: TableSchema =
    TableSchema { what: "a list of phrases", keys: &["phrases", "advice"] };

/// Returns what the entries of a table of the file look like; `None` if the file has no such table.
pub(in crate::files) fn entries_of(table: &str) -> Option<TableSchema> {
    Some(match table {
        "option_sets" => OPTION_SET,
        "groups" => GROUP,
        "items" => ITEM,
        "sections" => SECTION,
        "guidance" => GUIDANCE,
        "support" => SUPPORT,
        "terms" => TERM,
        "facts" => FACT,
        _ => return None,
    })
}
