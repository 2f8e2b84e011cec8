//! A hundred thousand keys, clicks, sizes and pastes, the same ones each time.

use super::session::*;
use crate::support::pty::Pty;
use crate::support::random::Random;
use std::fmt::Write;

/// How many are typed in all, and how many between two looks at the screen.
const ALL: usize = 100_000;
const STRETCH: usize = 500;

const KEYS: [&str; 46] = [
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\r",
    "\r",
    "\r",
    " ",
    "h",
    "j",
    "k",
    "l",
    "l",
    "n",
    "1",
    "2",
    "3",
    "4",
    "5",
    "9",
    "s",
    "u",
    "i",
    "m",
    "r",
    "g",
    "G",
    "?",
    "!",
    "\x1bOP",
    "\x1bOQ",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[H",
    "\x1b[F",
    "\x1b[27u",
    "\t",
    "\x7f",
    "\x1b[3~",
    "\x0c",
    "x",
    "\u{e9}",
    "\u{65e5}",
    "\u{301}",
    "\x1b[1;5D",
    "\x17",
];
const ODD: [&str; 14] = [
    "\x1b",
    "\x1b[",
    "\x1bO",
    "\x1b[200~",
    "\x1b]0;",
    "\x1bP",
    "\u{202e}",
    "\u{9b}",
    "\x1b[<0;1",
    "\x1b[M",
    "\x1b[999Z",
    "\x1b[200~a\x1b[201~",
    "q",
    "Q",
];

/// Types one more thing; sizes are told at once, and everything else goes into `typed`.
fn one(random: &mut Random, typed: &mut String, pty: &Pty) -> bool {
    match random.next(1000) {
        0..=4 => {
            let sent = pty.try_send(std::mem::take(typed));
            let (cols, rows) = match random.next(10) {
                0 => (1, 1),
                1 => (500, 200),
                2 => (39, 100),
                _ => (20 + random.next(140), 6 + random.next(50)),
            };
            pty.resize(u16::try_from(cols).unwrap(), u16::try_from(rows).unwrap());
            return sent;
        }
        5..=60 => {
            let button = [0, 0, 0, 0, 64, 65, 1, 2, 32, 35][random.next(10)];
            let last = if random.next(4) == 0 { 'm' } else { 'M' };
            let _ = write!(typed, "\x1b[<{button};{};{}{last}", 1 + random.next(90), 1 + random.next(30));
        }
        61..=70 => {
            let text = random
                .of(&["word ", "\u{65e5}\u{672c}", "\r\n", "\x1b[2J", "e\u{301}"])
                .repeat(random.next(400));
            let _ = write!(typed, "\x1b[200~{text}\x1b[201~");
        }
        71..=89 => typed.push_str(random.of(&ODD)),
        _ => typed.push_str(random.of(&KEYS)),
    }
    true
}

/// Types a stretch, and hides and comes back at its end; `false` if the program was asked to end, and did so well.
fn stretch(random: &mut Random, pty: &Pty) -> bool {
    let mut typed = String::new();
    let alive = (0..STRETCH).all(|_| one(random, &mut typed, pty));
    if alive {
        pty.resize(80, 24);
        // Ctrl-C ends whatever is half open.
        let _ = pty.try_send(typed + "\x03");
    }
    // It hides before it handles what was typed ahead of Ctrl-C, and that may be the wish to leave.
    let hidden = pty.wait_for_or_exit(is_neutral, "the neutral screen");
    let back = |screen: &vt100::Screen| !is_neutral(screen) && screen.contents().contains("Ctrl-C");
    let ended = hidden.or_else(|| {
        let _ = pty.try_send("\r");
        pty.wait_for_or_exit(back, "a screen")
    });
    match ended {
        None => true,
        Some(status) => {
            assert_eq!(status.code(), Some(0), "it ends only when it is asked to");
            // What is typed after the end, the terminal itself may show.
            assert_modes_given_back(pty);
            assert_clean_output(until_the_end(&pty.raw()));
            assert!(!pty.text().contains("Ctrl-C"), "{}", pty.text());
            false
        }
    }
}

#[test]
fn a_hundred_thousand_keys_clicks_sizes_and_pastes() {
    let mut random = Random(0x5717_7001);
    let mut pty = start();
    let (mut typed, mut ended) = (0, 0);
    while typed < ALL {
        if stretch(&mut random, &pty) {
            typed += STRETCH;
        } else {
            ended += 1;
            assert!(ended < 1000, "too many ends");
            pty = start();
        }
    }
    println!("{ended} ends");
    // Out of any field and anything on top, and then it still answers.
    pty.send(ESC.repeat(3));
    pty.send("?");
    let headings = ["Keys for this screen", "Teclas de esta pantalla"];
    pty.wait_for(|screen| headings.iter().any(|heading| screen.contents().contains(heading)), "the help");
    end(&pty);
}
