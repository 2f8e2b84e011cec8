//! A file of tables with some entries changed, so that a test can keep the change alone and not the whole file.
//!
//! A patch names a table as the file does, and below it the entries that change: `key = value` replaces one,
//! `+ key = value` adds one, `- key` takes one away. An entry is one line. A patch that does not fit any more panics and
//! says why: a test of a fault that is not in the file would test nothing.

/// Changes a text as a patch says.
pub(crate) fn patched(text: &str, patch: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut table = None;
    for change in patch.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if change.starts_with('[') {
            table = Some(change);
            continue;
        }
        let table = table.unwrap_or_else(|| panic!("{change:?} stands in no table"));
        let (kind, entry) = match change.split_once(' ') {
            Some((kind @ ("+" | "-"), entry)) => (kind, entry),
            _ => ("", change),
        };
        let key = entry.split(" =").next().unwrap();
        let (found, end) = place(&lines, table, key);
        match (kind, found) {
            ("+", None) => lines.insert(end, entry.to_owned()),
            ("-", Some(at)) => drop(lines.remove(at)),
            ("", Some(at)) => entry.clone_into(&mut lines[at]),
            (_, None) => panic!("{table} has no {key}, which is to be changed"),
            (_, Some(_)) => panic!("{table} has {key} already"),
        }
    }
    lines.join("\n") + "\n"
}

/// Returns where an entry stands in a table, and where the entries of that table end.
fn place(lines: &[String], table: &str, key: &str) -> (Option<usize>, usize) {
    let header = lines.iter().position(|line| line == table).unwrap_or_else(|| panic!("there is no {table}"));
    let is_entry = |line: &&String| !line.starts_with('[');
    let inside = lines[header + 1..].iter().take_while(is_entry).enumerate();
    let entries: Vec<(usize, &str)> = inside
        .filter_map(|(at, line)| Some((header + 1 + at, line.split_once(" =")?.0)))
        .filter(|(_, key)| !key.starts_with('#'))
        .collect();
    let found = entries.iter().find(|(_, known)| *known == key).map(|(at, _)| *at);
    (found, entries.last().map_or(header, |(at, _)| *at) + 1)
}

/// Returns a message about a patched file with `LINE` for each number of a line, which is another whenever the file
/// itself changes. That the line is the one that the message shows is looked up first.
pub(crate) fn without_lines(message: &str, file: &str) -> String {
    let mut named: Option<usize> = None;
    let mut told = String::new();
    for line in message.lines() {
        let numbered =
            line.split_once(" | ").and_then(|(n, text)| Some((n.trim().parse::<usize>().ok()?, text)));
        let placed = line.splitn(3, ':').collect::<Vec<_>>();
        if let Some((number, shown)) = numbered {
            assert_eq!((Some(number), file.lines().nth(number - 1)), (named, Some(shown)), "{message}");
            told += &format!(" LINE | {shown}\n");
        } else if let [name, number, rest] = placed[..]
            && let Ok(number) = number.parse::<usize>()
        {
            named = Some(number);
            told += &format!("{name}:LINE:{rest}\n");
        } else {
            told += &format!("{line}\n");
        }
    }
    assert!(named.is_some(), "{message}");
    told
}

mod tests {
    use super::*;

    const FILE: &str = "[first]\na = \"1\"\n# b = \"0\"\nb = \"2\"\n\n# The second.\n[second]\na = \"3\"\n";

    #[test]
    fn entries_are_replaced_added_and_taken_away_in_their_table() {
        let patch = "# What is wrong here.\n[first]\nb = \"two\"\n+ c = \"= 3\"\n\n[second]\n- a\n";
        assert_eq!(
            patched(FILE, patch),
            "[first]\na = \"1\"\n# b = \"0\"\nb = \"two\"\nc = \"= 3\"\n\n# The second.\n[second]\n"
        );
    }

    #[test]
    fn a_patch_that_does_not_fit_is_no_patch() {
        for patch in ["a = 1", "[third]\na = 1", "[first]\nc = 1", "[first]\n- c", "[second]\n+ a = 1"] {
            assert!(std::panic::catch_unwind(|| patched(FILE, patch)).is_err(), "{patch}");
        }
    }

    #[test]
    fn a_message_keeps_its_words_and_the_line_it_shows() {
        let message = "f.toml:4:5: \"b\" is wrong.\n    4 | b = \"2\"\n      |     ^^^\n   Mend it: a | b.\n";
        let told = "f.toml:LINE:5: \"b\" is wrong.\n LINE | b = \"2\"\n      |     ^^^\n   Mend it: a | b.\n";
        assert_eq!(without_lines(message, FILE), told);
        for wrong in [message.replace(":4:", ":3:"), message.replace("4 |", "3 |"), message.replace('4', "5")]
        {
            assert!(std::panic::catch_unwind(|| without_lines(&wrong, FILE)).is_err(), "{wrong}");
        }
    }
}
