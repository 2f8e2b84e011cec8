//! Every byte that whole sessions write: nothing but text and the program's few sequences.

use super::session::*;

/// Goes through every screen and returns everything that was written.
fn toured(args: &[&str], env: &[(&str, &str)]) -> Vec<u8> {
    let pty = start_with(args, env, USUAL);
    tour(&pty);
    end(&pty);
    pty.raw()
}

/// Returns the styles that were written, each as its numbers.
fn styles(raw: &[u8]) -> Vec<Vec<u16>> {
    let sequences = written(raw).into_iter().filter_map(|part| match part {
        Written::Sequence(sequence) => sequence.strip_suffix('m').map(str::to_owned),
        Written::Text(_) => None,
    });
    sequences.map(|style| style.split(';').map(|number| number.parse().unwrap()).collect()).collect()
}

fn is_color(style: &[u16]) -> bool {
    style.iter().any(|number| matches!(number, 30..=49 | 90..=107))
}

#[test]
fn every_theme_writes_nothing_but_its_own_sequences_through_all_screens() {
    for theme in ["dark", "light", "high-contrast"] {
        let raw = toured(&["--theme", theme], &[]);
        assert!(styles(&raw).iter().any(|style| is_color(style)), "{theme} has colors");
    }
}

#[test]
fn without_colors_there_is_none_in_the_whole_stream() {
    for (args, env) in [(&["--theme", "monochrome"][..], ("X", "x")), (&[], ("NO_COLOR", "1"))] {
        let styles = styles(&toured(args, &[env]));
        assert!(styles.iter().any(|style| style.contains(&1)), "bold is no color");
        let color = styles.iter().find(|style| is_color(style));
        assert_eq!(color, None, "{args:?} {env:?}");
    }
}

#[test]
fn with_few_glyphs_every_sign_is_ascii() {
    let ascii: &[&str] = &["--glyphs", "ascii"];
    for (args, env) in [(ascii, ("X", "x")), (&[], ("LANG", "C")), (&[], ("TERM", "linux"))] {
        let raw = toured(args, &[env]);
        // Letters stay what they are: the other language is offered under its own name.
        let text = String::from_utf8(raw).unwrap();
        let strange: Vec<char> =
            text.chars().filter(|sign| !sign.is_ascii() && !sign.is_alphabetic()).collect();
        assert_eq!(strange, [], "{args:?} {env:?}");
    }
}

#[test]
fn nothing_but_ours_is_written_whatever_is_sent() {
    let pty = start();
    to_field(&pty);
    for code in
        (0..0x20).chain(0x7f..=0xff).filter(|code| ![0x03, 0x0a, 0x0d, 0x1a, 0x1b, 0x09].contains(code))
    {
        pty.send([code]);
    }
    pty.send(
        "\x1b[200~\u{9d}0;x\u{9c}\u{2028}\u{2029}\u{61c}e\u{301}\u{1f469}\u{200d}\u{1f469}\u{65e5}\x1b[201~",
    );
    pty.send("\x1b]0;x\x07\x1b]52;c;eA==\x1b\\\x1bP$qm\x1b\\\x1b[c\x1b[5n\x1b[6n\x1b[?2026$p\x05");
    pty.send("\x01over");
    pty.wait_for_text("over");
    end(&pty);
}
