//! The ways to each screen by keys, and what must be true of every session.

use crate::support::own::{self, own};
use crate::support::player::Player;
use crate::support::pty::Pty;
use std::path::Path;
use std::sync::LazyLock;
use stillpoint::domain::language::wording::HintWords;
use stillpoint::files::content::{builtin, language};

/// An ordinary window.
pub(crate) const USUAL: (u16, u16) = (80, 24);
/// Ctrl-C.
pub(crate) const HIDE: &str = "\x03";
/// Esc as a terminal spells it that leaves no doubt, so that it may stand right before another key.
pub(crate) const ESC: &str = "\x1b[27u";
/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_stillpoint");

const LEAVE: &str =
    "\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[0m\x1b[999;999H\x1b[1J\x1b[H\x1b[?7h\x1b[?25h\x1b[?1049l";
/// What is said by the neutral screen in each language, and nothing else is.
static NEUTRAL: LazyLock<Vec<String>> = LazyLock::new(|| {
    let said = |hint: HintWords| format!("Enter {}   Ctrl-C {}", hint.come_back, hint.forget);
    builtin::LANGUAGES.iter().map(|(tag, text)| said(language::parse(tag, text).unwrap().hint)).collect()
});

/// Starts the program on the questionnaire of the tests and waits for its first frame.
pub(crate) fn start_with(args: &[&str], env: &[(&str, &str)], size: (u16, u16)) -> Pty {
    start_on(own::FILE, args, env, size)
}

/// The same on another questionnaire.
pub(crate) fn start_on(questions: &str, args: &[&str], env: &[(&str, &str)], size: (u16, u16)) -> Pty {
    let pty = Pty::spawn(Path::new(PROGRAM), &[&["--questions", questions], args].concat(), env, size);
    let whole = |row: &str| row.trim_end().ends_with("Ctrl-C hide");
    pty.wait_for(|screen| screen.contents().lines().any(whole), "the first frame to its last row");
    pty
}

/// Starts the program in an ordinary window.
pub(crate) fn start() -> Pty {
    start_with(&[], &[], USUAL)
}

/// Starts a script of bash in an ordinary window; `STILLPOINT` in it is the program on the questionnaire of the tests.
pub(crate) fn bash(script: &str) -> Pty {
    let script = script.replace("STILLPOINT", &format!("{PROGRAM} --questions {}", own::FILE));
    Pty::spawn(Path::new("/bin/bash"), &["--norc", "-c", &script], &[], USUAL)
}

/// Types keys and waits for a text.
pub(crate) fn go(pty: &Pty, keys: &str, text: &str) {
    pty.send(keys);
    pty.wait_for_text(text);
}

/// Goes from the first screen to the first item, with the pointer on its first option.
pub(crate) fn to_item(pty: &Pty) {
    go(pty, "\r", "1 of 5");
    pty.send("g");
    pty.wait_for(|screen| pointer(screen).is_some(), "the pointer");
}

/// Goes from the first screen to the review, with two answers given.
pub(crate) fn to_review(pty: &Pty) {
    let stops = Player::at(80, 24).model.session.items().len();
    go(pty, &format!("l22{}", "l".repeat(stops - 2)), "Your answers");
}

/// Goes from the first screen to the page of what to bring up, with two answers given.
pub(crate) fn to_bring(pty: &Pty) {
    to_review(pty);
    go(pty, "l4", "What to bring up");
}

/// Goes from the first screen into the field for own words.
pub(crate) fn to_field(pty: &Pty) {
    to_bring(pty);
    go(pty, "g\r", "Esc/Tab done");
}

/// Goes from the first screen to the screen on which a copy is saved.
pub(crate) fn to_save(pty: &Pty) {
    to_bring(pty);
    go(pty, "ll\r", "Save it");
}

/// A place in the program, and the way to it from the first screen.
pub(crate) type Place = (&'static str, fn(&Pty));

/// Places of every kind.
pub(crate) const PLACES: [Place; 11] = [
    ("welcome", |_| {}),
    ("item", |pty| {
        to_item(pty);
        go(pty, "2", "2 of 5");
        pty.send("\x1b[B\x1b[B");
        pty.wait_for(
            |screen| pointer(screen).is_some_and(|row| find(screen, "Sometimes").1 == row),
            "the pointer",
        );
    }),
    ("help", |pty| {
        to_item(pty);
        go(pty, "?", "Keys for this screen");
    }),
    ("support over an item", |pty| {
        to_item(pty);
        go(pty, "!", "Another region");
    }),
    ("leave question", |pty| {
        to_item(pty);
        go(pty, "q", "End now?");
    }),
    ("review", to_review),
    ("reading", |pty| {
        to_review(pty);
        go(pty, "l", "your own answers");
    }),
    ("own words", |pty| {
        to_field(pty);
        go(pty, "a secret", "a secret");
    }),
    ("save", to_save),
    ("preview", |pty| {
        to_save(pty);
        go(pty, "jj\r", "What I answered");
    }),
    ("place of the copy", |pty| {
        to_save(pty);
        go(pty, "j\r", "Enter done");
    }),
];

/// Returns what was written up to the moment the terminal was given back.
pub(crate) fn until_the_end(raw: &[u8]) -> &[u8] {
    let end =
        raw.windows(LEAVE.len()).rposition(|bytes| bytes == LEAVE.as_bytes()).expect("it was given back");
    &raw[..end + LEAVE.len()]
}

/// Returns how many columns and rows a screen has.
pub(crate) fn size(screen: &vt100::Screen) -> (u16, u16) {
    let (rows, cols) = screen.size();
    (cols.get(), rows.get())
}

/// Returns the row in which the pointer stands, if it stands in exactly one.
pub(crate) fn pointer(screen: &vt100::Screen) -> Option<u16> {
    let (cols, rows) = size(screen);
    let at = |row: u16, col: u16| screen.cell(row, col).is_some_and(|cell| cell.contents() == "›");
    let mut found = (0..rows).filter(|row| (0..cols).any(|col| at(*row, col)));
    found.next().filter(|_| found.next().is_none())
}

/// Returns the screen once the frame that is being drawn is there to its end.
pub(crate) fn settled(pty: &Pty) -> vt100::Screen {
    pty.wait_for_rest();
    pty.screen()
}

/// Says whether two screens look the same, the cursor included if it is shown.
pub(crate) fn same(a: &vt100::Screen, b: &vt100::Screen) -> bool {
    let (cols, rows) = size(a);
    let look = |screen: &vt100::Screen, row, col| {
        screen.cell(row, col).map(|cell| {
            let text = if cell.has_contents() { cell.contents().to_owned() } else { " ".to_owned() };
            // The color of a letter that is not there cannot be seen.
            let ink = cell.has_contents().then(|| (cell.fgcolor(), cell.bold()));
            (text, ink, cell.bgcolor(), cell.underline(), cell.inverse())
        })
    };
    let cursor = |screen: &vt100::Screen| (!screen.hide_cursor()).then(|| screen.cursor_position());
    size(a) == size(b)
        && cursor(a) == cursor(b)
        && (0..rows).all(|row| (0..cols).all(|col| look(a, row, col) == look(b, row, col)))
}

/// Returns column and row, from 0, at which a text begins on the screen.
pub(crate) fn find(screen: &vt100::Screen, text: &str) -> (u16, u16) {
    let (cols, rows) = size(screen);
    for row in 0..rows {
        for col in 0..cols {
            if screen.contents_between(row, col, row, cols).starts_with(text) {
                return (col, row);
            }
        }
    }
    panic!("{text:?} is not on the screen:\n{}", screen.contents());
}

/// Says whether the neutral screen is up and not one cell says anything else.
pub(crate) fn is_neutral(screen: &vt100::Screen) -> bool {
    NEUTRAL.iter().any(|said| screen.contents().trim() == said)
}

/// Panics unless the program has ended and the terminal is as it was, with `said` alone on its main screen.
pub(crate) fn assert_given_back(pty: &Pty, said: &str) {
    assert_modes_given_back(pty);
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&pty.text()), words(said), "what is left on the main screen");
    assert_clean_output(&pty.raw());
    if said.is_empty() {
        assert!(pty.raw().ends_with(LEAVE.as_bytes()), "something was written after the end");
    }
}

/// Panics unless the modes of the terminal are as they were, and the main screen is up.
pub(crate) fn assert_modes_given_back(pty: &Pty) {
    let screen = pty.screen();
    assert!(!screen.alternate_screen(), "the alternate screen is still up");
    assert!(!screen.hide_cursor(), "the cursor is still hidden");
    assert!(!screen.bracketed_paste(), "paste is still bracketed");
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    assert_eq!(pty.termios(), pty.termios_at_start());
}

/// One step of what a program writes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// A control sequence, `ESC [` and what follows.
    Sequence(String),
    /// A character of text, or the end of a line.
    Text(char),
}

/// Cuts what was written; panics at anything that is neither text nor one of the program's few sequences.
pub(crate) fn written(raw: &[u8]) -> Vec<Written> {
    let text = std::str::from_utf8(raw).expect("everything written is UTF-8");
    let mut rest = text.chars();
    let mut found = Vec::new();
    while let Some(character) = rest.next() {
        if character != '\x1b' {
            let allowed = matches!(character, '\r' | '\n') || !stillpoint::domain::sanitize::acts(character);
            assert!(allowed, "the control character {character:?} was written, before {:?}", start_of(&rest));
            found.push(Written::Text(character));
            continue;
        }
        assert_eq!(rest.next(), Some('['), "no control sequence: ESC before {:?}", start_of(&rest));
        let mut sequence = String::new();
        for character in rest.by_ref() {
            sequence.push(character);
            if ('\x40'..='\x7e').contains(&character) {
                break;
            }
        }
        assert!(is_known(&sequence), "the sequence CSI {sequence:?} is none of ours");
        found.push(Written::Sequence(sequence));
    }
    found
}

fn start_of(rest: &std::str::Chars<'_>) -> String {
    rest.clone().take(20).collect()
}

/// Says whether a sequence is one that the program has use for: places, styles, a clear screen or row, six modes.
fn is_known(sequence: &str) -> bool {
    let numbers = |text: &str, most: usize| {
        let mut parts = text.split(';');
        text.split(';').count() <= most && parts.all(|part| part.parse::<u16>().is_ok())
    };
    match sequence.split_at_checked(sequence.len().saturating_sub(1)) {
        Some(("", "H") | ("1" | "2", "J") | ("2", "K")) => true,
        Some((place, "H")) => numbers(place, 2),
        Some(("", "A" | "C" | "D")) => true,
        Some((steps, "A" | "C" | "D")) => numbers(steps, 1),
        Some((style, "m")) => numbers(style, 16),
        Some((mode, "h" | "l")) => ["?1049", "?2004", "?1000", "?1006", "?25", "?7"].contains(&mode),
        _ => false,
    }
}

/// Panics if anything in the output is not one of the program's own sequences or harmless text.
pub(crate) fn assert_clean_output(raw: &[u8]) {
    let found = written(raw);
    let sequences = |wanted: &str| found.iter().filter(|w| **w == Written::Sequence(wanted.into())).count();
    for (on, off) in [("?1049h", "?1049l"), ("?2004h", "?2004l"), ("?1000h", "?1000l"), ("?1006h", "?1006l")]
    {
        assert_eq!(sequences(on), sequences(off), "{on} and {off} come in pairs");
    }
}

/// Ends a session by Ctrl-C twice from wherever it is, and looks at what is left.
pub(crate) fn end(pty: &Pty) {
    pty.send("\x03\x03");
    assert_eq!(pty.wait_exit().code(), Some(0));
    assert_given_back(pty, "");
}

/// Stands among the steps of a tour for a look at the support lines of each region.
const REGIONS: (&str, &str) = ("r and a number", "each region");
/// Stands among the steps of a tour for going on until a text is there, however many questions lie between.
const ON: &str = "l, again and again";

fn each_region(pty: &Pty) {
    for row in 1..=own().regions().len() {
        go(pty, "r", "Choose a region");
        go(pty, &row.to_string(), "Another region");
    }
}

fn on_to(pty: &Pty, text: &str) {
    while !settled(pty).contents().contains(text) {
        let before = pty.screen();
        pty.send("l");
        pty.wait_for(|screen| !same(screen, &before), "another screen");
    }
}

/// Each screen in turn: what is typed, and what shows that it is there.
const TOUR: [(&str, &str); 45] = [
    ("?", "Keys for this screen"),
    ("?", "Begin"),
    ("!", "Another region"),
    REGIONS,
    ("!", "Begin"),
    ("\r", "1 of 5"),
    ("12", "3 of 5"),
    ("4", "4 of 5"),
    ("i", "Esc/Enter close"),
    ("h", "Beside this question"),
    (ON, "Before you go on"),
    (ON, "Your answers"),
    ("G", "Your answers"),
    ("l", "your own answers"),
    ("m", "More to read"),
    ("\r", "being open-eared"),
    ("h", "More to read"),
    ("G\r", "some words mean"),
    ("hh", "your own answers"),
    ("2", "These texts go with"),
    ("\r", "Why you see this"),
    ("3", "If you would like to do one thing"),
    ("\r", "A small next step"),
    ("4", "What to bring up"),
    ("g\r", "Esc/Tab done"),
    ("with my sister", "with my sister"),
    (ESC, "choose"),
    ("l", "Where to get help now"),
    ("G", "of no line here"),
    ("l", "Start again"),
    ("\r", "Save it"),
    ("\r", "HTML page, for a browser"),
    ("\r", "Markdown"),
    ("\r", "as JSON"),
    ("\r", "plain text"),
    ("j\r", "Enter done"),
    ("\r", "choose"),
    // The pointer stands below the place that was written.
    ("\r", "What I answered"),
    ("h", "Save it"),
    ("j\r", "Saved:"),
    ("gjjj\r", "There is a file already"),
    ("\r", "Save it"),
    ("h", "You saved a copy"),
    ("3", "Start again?"),
    ("\r", "You saved a copy"),
];

/// Goes through every kind of screen, from the first one to the saved copy and the question whether to replace it.
pub(crate) fn tour(pty: &Pty) {
    for (keys, text) in TOUR {
        match (keys, text) {
            REGIONS => each_region(pty),
            (ON, text) => on_to(pty, text),
            (keys, text) => go(pty, keys, text),
        }
    }
    go(pty, "q", "End now?");
    pty.resize(39, 11);
    pty.wait_for_text("too small");
    pty.resize(40, 12);
    pty.wait_for_text("End now?");
    pty.send(HIDE);
    pty.wait_for_text("come back");
    go(pty, "\r", "End now?");
}
