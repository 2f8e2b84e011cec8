//! A mebibyte of the worst kinds: it is read or refused with bounded work and bounded words.

use stillpoint::domain::sanitize::acts;
use stillpoint::files::check::FileKind;
use stillpoint::files::content::questions;
use stillpoint::files::settings::reader;
use stillpoint::files::text_file::LARGEST;

/// Repeats a piece, numbered where it says `%`, between a beginning and an end, as far as a mebibyte has room.
fn filled(begin: &str, piece: &str, end: &str) -> String {
    let mut text = begin.to_owned();
    for number in 0.. {
        let next = piece.replace('%', &number.to_string());
        if text.len() + next.len() + end.len() > LARGEST {
            break;
        }
        text.push_str(&next);
    }
    text + end
}

/// The worst inputs of a mebibyte, each with a name.
pub(super) fn worst() -> Vec<(&'static str, String)> {
    vec![
        ("lists in lists", filled("clinic = ", "[", "")),
        ("closed lists in lists", format!("clinic = {}{}", "[".repeat(500_000), "]".repeat(500_000))),
        ("tables in tables", filled("kiosk = ", "{a=", "")),
        ("dotted keys", filled("a", ".a", " = 1")),
        ("unknown keys", filled("", "k%=1\n", "")),
        ("keys without values", filled("", "k%\n", "")),
        ("the same key again", filled("", "clinic=1\n", "")),
        ("empty headers", filled("", "[a%]\n", "")),
        ("empty support lines", filled("", "[[support]]\n", "")),
        ("support lines with unknown keys", filled("", "[[support]]\nx=1\n", "")),
        (
            "whole support lines",
            filled("", "[[support]]\nname='a'\nways=['b']\nhours='c'\nchecked=2026-01-01\n", ""),
        ),
        ("recipients", filled("[counselor]\nrecipients = [", "\"age1q\",", "]")),
        ("languages", filled("languages = [", "\"x%\",", "]")),
        ("the same language", filled("languages = [", "'en',", "]")),
        ("words of a command", filled("[kiosk]\nprint_command = ['lp',", "'|',", "]")),
        ("one text", filled("clinic = \"", "a", "\"")),
        ("one wide text", filled("clinic = \"", "漢", "\"")),
        ("one protocol", filled("risk_protocol = \"", "a", "\"")),
        ("one hash", filled("[kiosk]\npin_hash = \"$argon2id$v=19$m=19456,t=2,p=1$", "A", "\"")),
        ("a text that is never closed", filled("clinic = \"\"\"", "\"\n", "")),
        ("one number", filled("[kiosk]\nidle_seconds = ", "9", "")),
        ("escape sequences", filled("clinic = \"", "\\u001b", "\"")),
        ("escapes that mean nothing", filled("clinic = \"", "\\q", "\"")),
        ("escapes that mean nothing, on many lines", filled("clinic = \"\"\"", "\\q\n", "\"\"\"")),
        ("a list without commas", filled("languages = [", "'x' ", "]")),
        ("a table without commas", filled("kiosk = {", "a='x' ", "}")),
        ("keys alone in a table", filled("kiosk = {", "a ", "}")),
        ("a number of underscores", filled("[kiosk]\nidle_seconds = 1", "__1", "")),
        ("control characters", filled("# ", "\u{9b}", "")),
        ("line ends", filled("", "\n", "")),
        ("carriage returns", filled("", "\r", "")),
        ("one remark", filled("#", "#", "")),
        ("items", filled("", "[[items]]\nid='i%'\n", "")),
        ("options", filled("option_sets = [{options=[", "{id='o%'},", "]}]")),
    ]
}

/// The most bytes that are said about one file: a thousand faults with an excerpt each.
const MOST_SAID: usize = 1_000_000;

#[test]
fn a_mebibyte_of_the_worst_kinds_is_answered_in_bounds() {
    for (name, text) in worst() {
        assert!(text.len() <= LARGEST, "{name}");
        let said = match reader::parse("worst.toml", &text) {
            Err(problems) => problems.0,
            Ok(site) => reader::advice("worst.toml", &text, &site, (None, None), None).0,
        };
        let refused = match questions::parse("worst.toml", &text) {
            Err(problems) => problems.0,
            Ok(_) => panic!("{name} is no questionnaire"),
        };
        let _ = FileKind::of("worst.toml", &text);
        for diagnostics in [said, refused] {
            assert!(diagnostics.len() <= 1001, "{name}: {}", diagnostics.len());
            let told: String = diagnostics.iter().map(|one| format!("{one}\n")).collect();
            assert!(told.len() <= MOST_SAID && !told.chars().any(acts), "{name}: {} bytes", told.len());
        }
    }
}
