//! Writes what a terminal showed, screen after screen, as a cast for asciinema (asciicast version 2). It must not know anything
//! about stillpoint.

use serde_json::{Value, json};

/// A screen, and how many milliseconds it stands.
pub(crate) struct Shown {
    pub(crate) screen: vt100::Screen,
    pub(crate) stands: u32,
}

/// Returns the cast of some screens of one size. What is written for a screen depends on the cells alone: the rows that
/// are not as they were, and the cursor if it is shown.
pub(crate) fn cast(shown: &[Shown], title: &str) -> String {
    let (rows, columns) = shown[0].screen.size();
    let env = json!({ "TERM": "xterm-256color" });
    let header = json!({ "version": 2, "width": columns, "height": rows, "title": title, "env": env });
    let mut lines = vec![header];
    let mut before = Vec::new();
    let mut at = 0;
    for Shown { screen, stands } in shown {
        let now: Vec<String> = screen.rows_formatted(0, columns.get()).collect();
        let begin = if before.is_empty() { "\x1b[m\x1b[2J" } else { "" };
        lines.push(event(at, &format!("\x1b[?25l{begin}{}{}", changed(&before, &now), cursor(screen))));
        at += stands;
        before = now;
    }
    lines.push(event(at, &format!("\x1b[m\x1b[{rows};1H\x1b[?25h\r\n")));
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// Something that is written at a time.
fn event(at: u32, text: &str) -> Value {
    json!([f64::from(at) / 1000.0, "o", text])
}

fn changed(before: &[String], now: &[String]) -> String {
    let rows = now.iter().enumerate().filter(|(index, row)| before.get(*index) != Some(row));
    rows.map(|(index, row)| format!("\x1b[{};1H\x1b[m\x1b[2K{row}", index + 1)).collect()
}

fn cursor(screen: &vt100::Screen) -> String {
    let (row, column) = screen.cursor_position();
    if screen.hide_cursor() { String::new() } else { format!("\x1b[{};{}H\x1b[?25h", row + 1, column + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::session::same;

    fn terminal() -> vt100::Parser {
        vt100::Parser::new(3.try_into().unwrap(), 20.try_into().unwrap(), 0)
    }

    #[test]
    fn a_cast_that_is_played_shows_each_screen_at_its_time() {
        let mut program = terminal();
        let mut shown = Vec::new();
        for (written, stands) in
            [("\x1b[?25l\x1b[1mone 心\r\n\r\n\x1b[4;7mtwo", 1500), ("\x1b[2;3H\x1b[mhere\x1b[?25h", 70)]
        {
            program.process(written.as_bytes());
            shown.push(Shown { screen: program.screen().clone(), stands });
        }
        let written = cast(&shown, "Two \"screens\"");
        let mut lines = written.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let header = lines.next().unwrap();
        assert_eq!(
            (&header["version"], &header["width"], &header["height"]),
            (&json!(2), &json!(20), &json!(3))
        );
        let mut player = terminal();
        for (shown, at) in shown.iter().zip([0.0, 1.5]) {
            let event = lines.next().unwrap();
            assert_eq!((&event[0], &event[1]), (&json!(at), &json!("o")));
            player.process(event[2].as_str().unwrap().as_bytes());
            assert!(same(player.screen(), &shown.screen), "{:?}", player.screen().contents());
        }
        let end = lines.next().unwrap();
        assert_eq!((&end[0], lines.next()), (&json!(1.57), None));
    }
}
