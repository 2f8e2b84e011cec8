//! Reads the terminal: takes bytes when there are some, cuts them, and says what each token means as an event.
//!
//! It must not write to the terminal, change a mode, or know what a key does in this program. It never waits, neither
//! for bytes nor for the rest of a sequence: that has a deadline ([`cutter`](super::cutter)).
//!
//! The events are few and of one form, so that bindings need no exceptions: key presses (a repeat is a press, a
//! release is nothing, lock states are not told), clicks, the wheel, and pastes with `\n` as line end. Motion,
//! focus and the terminal's own replies are not the act of a person and produce nothing.

use super::cutter::{Cutter, InputToken};
use super::event;
use super::guard::is_background;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyEventState, KeyModifiers, MouseEventKind};
use rustix::event::PollFlags;
use rustix::io::Errno;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

/// The most bytes read at once; a Linux terminal holds no more for us.
const CHUNK: usize = 4096;
/// How often a program that still runs in the background looks whether it is in the foreground again.
const BACKGROUND_PAUSE: Duration = Duration::from_millis(100);
/// How often it is looked whether somebody types, on a terminal that is only watched.
const LOOK: Duration = Duration::from_secs(1);

/// Reads what is there; `None` when the terminal is gone.
fn read<'a>(terminal: BorrowedFd<'_>, chunk: &'a mut [u8; CHUNK]) -> Option<&'a [u8]> {
    match rustix::io::read(terminal, chunk.as_mut_slice()) {
        Ok(0) => None,
        Ok(length) => chunk.get(..length),
        Err(Errno::INTR | Errno::AGAIN) => Some(&[]),
        Err(_) => None,
    }
}

/// What comes from the terminal, read when there is something and never waited for.
pub struct InputSource {
    terminal: OwnedFd,
    start: Instant,
    /// Until when it is not looked at, though there is something to read.
    rests: Option<Duration>,
    /// What is read with; a terminal that another process reads is only watched.
    reader: Option<InputReader>,
}

struct InputReader {
    cutter: Cutter,
    chunk: Box<[u8; CHUNK]>,
}

impl InputSource {
    /// Reads a terminal.
    #[must_use]
    pub fn read(terminal: OwnedFd) -> Self {
        let reader = InputReader { cutter: Cutter::default(), chunk: Box::new([0; CHUNK]) };
        Self { reader: Some(reader), ..Self::watch(terminal) }
    }

    /// Says of a terminal when somebody types and when it is gone. It reads nothing, so it never knows what was typed.
    #[must_use]
    pub fn watch(terminal: OwnedFd) -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "the shell has the clock; the cutter takes it as an argument"
        )]
        let start = Instant::now();
        Self { terminal, start, rests: None, reader: None }
    }

    /// Returns what `poll` is to wait for, and how long at the most. A terminal that is gone is always told.
    #[must_use]
    pub fn wanted(&self) -> (PollFlags, Option<Duration>) {
        let now = self.start.elapsed();
        let expires = self.reader.as_ref().and_then(|reader| reader.cutter.deadline());
        let flags = match self.rests {
            Some(until) if now < until => PollFlags::empty(),
            _ => PollFlags::IN,
        };
        let rests = self.rests.filter(|_| flags.is_empty());
        let first = [expires, rests].into_iter().flatten().min();
        (flags, first.map(|deadline| deadline.saturating_sub(now)))
    }

    /// Takes what `poll` has found: reads once and hands out all of that, or lets go of what is unfinished.
    pub fn take(&mut self, found: PollFlags, out: &mut impl FnMut(event::Event)) {
        let now = self.start.elapsed();
        let Some(reader) = &mut self.reader else {
            if found == PollFlags::IN {
                self.rests = Some(now.saturating_add(LOOK));
                out(event::Event::Typed);
            } else if !found.is_empty() {
                out(event::Event::Lost);
            }
            return;
        };
        let mut cut = |token: InputToken<'_>| {
            if let Some(act) = meaning(token) {
                out(event::Event::Input(act));
            }
        };
        // What came before a hang-up is still there to read; then the read says that this is the end.
        if found.contains(PollFlags::IN) && is_background(self.terminal.as_fd()) {
            // Not ours at the moment: to read it would stop us.
            self.rests = Some(now.saturating_add(BACKGROUND_PAUSE));
        } else if found.contains(PollFlags::IN) {
            match read(self.terminal.as_fd(), &mut reader.chunk) {
                Some(bytes) => reader.cutter.feed(bytes, now, &mut cut),
                None => out(event::Event::Lost),
            }
        } else if found.is_empty() {
            reader.cutter.expire(now, &mut cut);
        } else {
            out(event::Event::Lost);
        }
    }
}

impl AsFd for InputSource {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.terminal.as_fd()
    }
}

/// Says what a token means; `None` if it means nothing to a program like this.
#[must_use]
pub fn meaning(token: InputToken<'_>) -> Option<Event> {
    match token {
        InputToken::Paste(text) => Some(Event::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))),
        InputToken::Sequence(bytes) => {
            let respelled = respell(bytes);
            let bytes = respelled.as_deref().unwrap_or(bytes);
            if is_reply_or_nonsense(bytes) {
                return None;
            }
            let event = terminput::Event::parse_from(bytes).ok()??;
            normal(terminput_crossterm::to_crossterm(event).ok()?)
        }
    }
}

/// Rewrites the spellings that `terminput` does not know into those of xterm that it does.
fn respell(bytes: &[u8]) -> Option<Vec<u8>> {
    let (last, start) = bytes.split_last()?;
    if let Some(parameters) = start.strip_prefix(b"\x1bO") {
        application_key(*last, std::str::from_utf8(parameters).ok()?)
    } else {
        control_sequence(*last, std::str::from_utf8(start.strip_prefix(b"\x1b[")?).ok()?)
    }
}

/// Rewrites `ESC O`: cursor keys with a modifier, rxvt's Ctrl with arrows, and the keypad in application mode.
fn application_key(last: u8, parameters: &str) -> Option<Vec<u8>> {
    match last {
        b'A'..=b'S' if !parameters.is_empty() && last != b'M' => {
            let modifier = parameters.rsplit(';').next()?;
            Some(format!("\x1b[1;{modifier}{}", char::from(last)).into_bytes())
        }
        b'a'..=b'd' => Some(format!("\x1b[1;5{}", char::from(last.to_ascii_uppercase())).into_bytes()),
        b'M' => Some(b"\r".to_vec()),
        b'I' => Some(b"\t".to_vec()),
        b' ' => Some(b" ".to_vec()),
        b'X' => Some(b"=".to_vec()),
        // The keypad's `*+,-./` and digits, each 0x40 above its character.
        b'j'..=b'y' => Some(vec![last - 0x40]),
        _ => None,
    }
}

/// Rewrites `ESC [`: rxvt's modifiers as final bytes, and xterm's `modifyOtherKeys`.
fn control_sequence(last: u8, parameters: &str) -> Option<Vec<u8>> {
    let is_number = !parameters.is_empty() && parameters.bytes().all(|byte| byte.is_ascii_digit());
    match last {
        b'$' if is_number => Some(format!("\x1b[{parameters};2~").into_bytes()),
        b'^' if is_number => Some(format!("\x1b[{parameters};5~").into_bytes()),
        b'@' if is_number => Some(format!("\x1b[{parameters};6~").into_bytes()),
        b'a'..=b'd' if parameters.is_empty() => {
            Some(format!("\x1b[1;2{}", char::from(last.to_ascii_uppercase())).into_bytes())
        }
        b'~' => {
            let (modifier, code) = parameters.strip_prefix("27;")?.split_once(';')?;
            Some(format!("\x1b[{code};{modifier}u").into_bytes())
        }
        _ => None,
    }
}

/// Finds what `terminput` would take for something else: a cursor position for F3, a click at column or row 0.
fn is_reply_or_nonsense(bytes: &[u8]) -> bool {
    let Some((last, start)) = bytes.split_last() else { return true };
    let Some(Ok(parameters)) = start.strip_prefix(b"\x1b[").map(std::str::from_utf8) else { return false };
    let mut numbers = parameters.split([';', ':']).map(|number| number.parse::<u16>().ok());
    match last {
        b'R' if !parameters.is_empty() => {
            // F3 is `CSI 1 ; modifier R`; a reply has any row and column, and nobody asked.
            numbers.next() != Some(Some(1)) || !matches!(numbers.next(), Some(Some(2..=16)))
        }
        b'M' | b'm' => numbers.skip(1).any(|number| number == Some(0)),
        _ => false,
    }
}

/// Brings an event into the one form of this program, or drops it.
fn normal(event: Event) -> Option<Event> {
    match event {
        Event::Key(key) => normal_key(key).map(Event::Key),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Moved | MouseEventKind::Drag(_) => None,
            _ => Some(Event::Mouse(mouse)),
        },
        Event::Paste(_) => Some(event),
        Event::FocusGained | Event::FocusLost | Event::Resize(..) => None,
    }
}

fn normal_key(mut key: KeyEvent) -> Option<KeyEvent> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    key.kind = KeyEventKind::Press;
    key.state = KeyEventState::NONE;
    match key.code {
        KeyCode::Modifier(_) | KeyCode::CapsLock | KeyCode::NumLock | KeyCode::ScrollLock | KeyCode::Null => {
            None
        }
        KeyCode::Char(character) => normal_character(character, key),
        _ => Some(key),
    }
}

/// Names the keys that terminals send as control characters, and makes Shift and capitals agree.
fn normal_character(character: char, mut key: KeyEvent) -> Option<KeyEvent> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let code = match character {
        '\u{8}' => KeyCode::Backspace,
        '\n' => KeyCode::Enter,
        'h' if control => KeyCode::Backspace,
        'j' | 'm' if control => KeyCode::Enter,
        'i' if control => KeyCode::Tab,
        '[' if control => KeyCode::Esc,
        '7' if control => {
            // The byte is one for Ctrl with `_`, `/` and 7; the first is what hints and help call it.
            key.code = KeyCode::Char('_');
            return Some(key);
        }
        _ if character.is_control() => return None,
        _ => {
            key.code = KeyCode::Char(with_shift(character, &mut key.modifiers));
            return Some(key);
        }
    };
    key.code = code;
    key.modifiers.remove(KeyModifiers::CONTROL);
    Some(key)
}

/// Returns the capital of a letter typed with Shift, and adds Shift to a capital.
fn with_shift(character: char, modifiers: &mut KeyModifiers) -> char {
    let mut upper = character.to_uppercase();
    let capital = match (upper.next(), upper.next()) {
        (Some(capital), None) if modifiers.contains(KeyModifiers::SHIFT) => capital,
        _ => character,
    };
    if capital.is_uppercase() {
        modifiers.insert(KeyModifiers::SHIFT);
    }
    capital
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{MouseButton, MouseEvent};
    use proptest::prelude::*;

    const NONE: KeyModifiers = KeyModifiers::NONE;
    const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
    const ALT: KeyModifiers = KeyModifiers::ALT;
    const CTRL: KeyModifiers = KeyModifiers::CONTROL;

    /// The whole chain: bytes, tokens, events; and the silence after them.
    fn events(bytes: &[u8]) -> Vec<Event> {
        let (mut cutter, mut events) = (Cutter::default(), Vec::new());
        let mut out = |token: InputToken<'_>| events.extend(meaning(token));
        cutter.feed(bytes, Duration::ZERO, &mut out);
        cutter.expire(Duration::from_secs(5), &mut out);
        events
    }

    fn assert_keys(code: KeyCode, modifiers: KeyModifiers, spellings: &[&str]) {
        for spelling in spellings {
            let expected = [Event::Key(KeyEvent::new(code, modifiers))];
            assert_eq!(events(spelling.as_bytes()), expected, "{spelling:?}");
        }
    }

    #[test]
    fn characters() {
        for character in ['a', ' ', '?', '1', '\u{e9}', '\u{df}', '\u{20ac}', '\u{1f642}', '\u{4e2d}'] {
            assert_keys(KeyCode::Char(character), NONE, &[&character.to_string()]);
            assert_keys(KeyCode::Char(character), ALT, &[&format!("\x1b{character}")]);
        }
        assert_keys(
            KeyCode::Char('A'),
            SHIFT,
            &["A", "\x1b[97;2u", "\x1b[97:65;2u", "\x1b[65;2u", "\x1b[65u"],
        );
        assert_keys(KeyCode::Char('\u{c9}'), SHIFT, &["\u{c9}", "\x1b[233;2u"]);
        assert_keys(KeyCode::Char('\u{df}'), SHIFT, &["\x1b[223;2u"]);
        assert_keys(KeyCode::Char('?'), NONE, &["\x1b[47:63;2u"]);
        assert_eq!(events("\u{9b}\x1b[155u".as_bytes()), [], "C1 controls are no text");
    }

    #[test]
    fn control_keys() {
        assert_keys(KeyCode::Char('c'), CTRL, &["\x03", "\x1b[99;5u", "\x1b[27;5;99~"]);
        assert_keys(KeyCode::Char('z'), CTRL, &["\x1a"]);
        assert_keys(KeyCode::Char('l'), CTRL, &["\x0c"]);
        assert_keys(KeyCode::Char(' '), CTRL, &["\0"]);
        assert_keys(KeyCode::Char('_'), CTRL, &["\x1f", "\x1b[95;5u"]);
        assert_keys(KeyCode::Char('f'), CTRL | ALT, &["\x1b\x06"]);
    }

    #[test]
    fn enter_backspace_tab_and_escape() {
        assert_keys(KeyCode::Enter, NONE, &["\r", "\n", "\x1bOM", "\x1b[13u", "\x1b[57414u", "\x1b[106;5u"]);
        assert_keys(KeyCode::Enter, ALT, &["\x1b\r", "\x1b\n"]);
        assert_keys(KeyCode::Enter, CTRL, &["\x1b[13;5u", "\x1b[27;5;13~"]);
        assert_keys(KeyCode::Backspace, NONE, &["\x7f", "\x08", "\x1b[127u", "\x1b[8u", "\x1b[104;5u"]);
        assert_keys(KeyCode::Backspace, ALT, &["\x1b\x7f", "\x1b\x08"]);
        assert_keys(KeyCode::Tab, NONE, &["\t", "\x1bOI", "\x1b[9u"]);
        assert_keys(KeyCode::BackTab, SHIFT, &["\x1b[Z", "\x1b[9;2u", "\x1b[27;2;9~"]);
        assert_keys(KeyCode::Esc, NONE, &["\x1b", "\x1b[27u", "\x1b[27;1u"]);
    }

    #[test]
    fn arrows() {
        for (letter, code) in
            [('A', KeyCode::Up), ('B', KeyCode::Down), ('C', KeyCode::Right), ('D', KeyCode::Left)]
        {
            let small = letter.to_ascii_lowercase();
            assert_keys(
                code,
                NONE,
                &[&format!("\x1b[{letter}"), &format!("\x1bO{letter}"), &format!("\x1b[1;1{letter}")],
            );
            assert_keys(
                code,
                SHIFT,
                &[&format!("\x1b[1;2{letter}"), &format!("\x1bO1;2{letter}"), &format!("\x1b[{small}")],
            );
            assert_keys(code, ALT, &[&format!("\x1b[1;3{letter}"), &format!("\x1bO3{letter}")]);
            assert_keys(
                code,
                CTRL,
                &[&format!("\x1b[1;5{letter}"), &format!("\x1bO5{letter}"), &format!("\x1bO{small}")],
            );
            assert_keys(code, CTRL | SHIFT, &[&format!("\x1b[1;6{letter}")]);
        }
    }

    #[test]
    fn navigation_keys() {
        assert_keys(KeyCode::Home, NONE, &["\x1b[H", "\x1b[1~", "\x1b[7~", "\x1bOH", "\x1b[57423u"]);
        assert_keys(KeyCode::Home, CTRL, &["\x1b[1;5H", "\x1b[7^", "\x1bO5H", "\x1b[1;5~"]);
        assert_keys(KeyCode::Home, SHIFT, &["\x1b[1;2H", "\x1b[7$"]);
        assert_keys(KeyCode::End, NONE, &["\x1b[F", "\x1b[4~", "\x1b[8~", "\x1bOF"]);
        assert_keys(KeyCode::End, CTRL | SHIFT, &["\x1b[1;6F", "\x1b[8@"]);
        assert_keys(KeyCode::Insert, NONE, &["\x1b[2~"]);
        assert_keys(KeyCode::Delete, NONE, &["\x1b[3~", "\x1b[57426u"]);
        assert_keys(KeyCode::Delete, CTRL, &["\x1b[3;5~", "\x1b[3^"]);
        assert_keys(KeyCode::PageUp, NONE, &["\x1b[5~"]);
        assert_keys(KeyCode::PageUp, SHIFT, &["\x1b[5;2~", "\x1b[5$"]);
        assert_keys(KeyCode::PageDown, NONE, &["\x1b[6~"]);
    }

    #[test]
    fn function_keys() {
        assert_keys(KeyCode::F(1), NONE, &["\x1bOP", "\x1b[11~", "\x1b[[A", "\x1b[P"]);
        assert_keys(KeyCode::F(2), NONE, &["\x1bOQ", "\x1b[12~", "\x1b[[B", "\x1b[Q"]);
        assert_keys(KeyCode::F(3), NONE, &["\x1bOR", "\x1b[13~", "\x1b[[C", "\x1b[R"]);
        assert_keys(KeyCode::F(4), NONE, &["\x1bOS", "\x1b[14~", "\x1b[[D", "\x1b[S"]);
        assert_keys(KeyCode::F(5), NONE, &["\x1b[15~", "\x1b[[E"]);
        for (number, spelling) in [(6, 17), (7, 18), (8, 19), (9, 20), (10, 21), (11, 23), (12, 24)] {
            assert_keys(KeyCode::F(number), NONE, &[&format!("\x1b[{spelling}~")]);
        }
        assert_keys(KeyCode::F(1), SHIFT, &["\x1b[1;2P", "\x1bO2P"]);
        assert_keys(KeyCode::F(3), SHIFT, &["\x1b[1;2R", "\x1bO2R"]);
        assert_keys(KeyCode::F(3), CTRL, &["\x1b[1;5R"]);
    }

    #[test]
    fn the_keypad_in_application_mode() {
        for (letter, character) in "jklmnopqrstuvwxy".chars().zip("*+,-./0123456789".chars()) {
            assert_keys(KeyCode::Char(character), NONE, &[&format!("\x1bO{letter}")]);
        }
        assert_keys(KeyCode::Char('='), NONE, &["\x1bOX"]);
        assert_keys(KeyCode::Char(' '), NONE, &["\x1bO "]);
        assert_keys(KeyCode::Char('5'), NONE, &["\x1b[57404u"]);
    }

    #[test]
    fn repeats_are_presses_and_releases_are_nothing() {
        assert_keys(KeyCode::Char('a'), NONE, &["\x1b[97;1:2u", "\x1b[97;65u", "\x1b[97;129u"]);
        assert_keys(KeyCode::Up, NONE, &["\x1b[1;1:2A"]);
        for nothing in ["\x1b[97;1:3u", "\x1b[1;1:3A", "\x1b[3;1:3~", "\x1b[57441;2u", "\x1b[57358u"] {
            assert_eq!(events(nothing.as_bytes()), [], "{nothing:?}");
        }
    }

    #[test]
    fn replies_and_reports_produce_nothing() {
        for nothing in [
            "\x1b[24;80R",
            "\x1b[1;80R",
            "\x1b[2;2R",
            "\x1b[?24;80R",
            "\x1b[?62;4c",
            "\x1b[>0;276;0c",
            "\x1b[0n",
            "\x1b[8;24;80t",
            "\x1b[?1u",
            "\x1b[?2026;2$y",
            "\x1b[I",
            "\x1b[O",
            "\x1b]11;rgb:0000/0000/0000\x1b\\",
            "\x1bP>|xterm(390)\x1b\\",
            "\x1b[201~",
            "\x1b[99~",
            "\x1b[",
            "\x1bO",
            "\x1b[1;",
            "\x1b[;",
            "\x1b[A\x1b[",
        ] {
            let bytes = nothing.strip_prefix("\x1b[A").unwrap_or(nothing);
            assert_eq!(events(bytes.as_bytes()), [], "{nothing:?}");
        }
    }

    fn mouse(kind: MouseEventKind, column: u16, row: u16, modifiers: KeyModifiers) -> Vec<Event> {
        vec![Event::Mouse(MouseEvent { kind, column, row, modifiers })]
    }

    #[test]
    fn clicks_and_wheel() {
        let (down, up) = (MouseEventKind::Down(MouseButton::Left), MouseEventKind::Up(MouseButton::Left));
        assert_eq!(events(b"\x1b[<0;5;3M"), mouse(down, 4, 2, NONE));
        assert_eq!(events(b"\x1b[<0;300;1m"), mouse(up, 299, 0, NONE));
        assert_eq!(events(b"\x1b[<16;1;1M"), mouse(down, 0, 0, CTRL));
        assert_eq!(events(b"\x1b[<2;1;1M"), mouse(MouseEventKind::Down(MouseButton::Right), 0, 0, NONE));
        assert_eq!(events(b"\x1b[<64;7;8M"), mouse(MouseEventKind::ScrollUp, 6, 7, NONE));
        assert_eq!(events(b"\x1b[<65;7;8M"), mouse(MouseEventKind::ScrollDown, 6, 7, NONE));
        assert_eq!(events(b"\x1b[M !\x7f"), mouse(down, 0, 94, NONE), "the oldest form");
        assert_eq!(events(b"\x1b[32;5;3M"), mouse(down, 4, 2, NONE), "urxvt's form");
    }

    #[test]
    fn motion_and_impossible_clicks_produce_nothing() {
        for nothing in [
            "\x1b[<35;5;3M",
            "\x1b[<32;5;3M",
            "\x1b[<0;0;3M",
            "\x1b[<0;5;0m",
            "\x1b[32;0;1M",
            "\x1b[<M",
            "\x1b[<0;99999;1M",
            "\x1b[<250;1;1M",
        ] {
            assert_eq!(events(nothing.as_bytes()), [], "{nothing:?}");
        }
    }

    #[test]
    fn a_paste_has_newlines_for_line_ends() {
        assert_eq!(events(b"\x1b[200~a\rb\r\nc\nd\x1b[201~"), [Event::Paste("a\nb\nc\nd".into())]);
    }

    proptest! {
        #[test]
        fn any_bytes_have_a_meaning_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            events(&bytes);
        }

        #[test]
        fn any_control_sequence_has_a_meaning_or_none(middle in "[0-9;:<?>$ ]{0,12}", last in "[@-~]", ss3 in any::<bool>()) {
            let start = if ss3 { "\x1bO" } else { "\x1b[" };
            events(format!("{start}{middle}{last}").as_bytes());
            let _ = meaning(InputToken::Sequence(format!("{start}{middle}{last}").as_bytes()));
        }

        #[test]
        fn key_events_have_one_form(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            for event in events(&bytes) {
                if let Event::Key(key) = event {
                    prop_assert_eq!(key.kind, KeyEventKind::Press);
                    prop_assert_eq!(key.state, KeyEventState::NONE);
                    if let KeyCode::Char(character) = key.code {
                        prop_assert!(!character.is_control());
                        prop_assert!(!character.is_uppercase() || key.modifiers.contains(SHIFT));
                    }
                }
            }
        }
    }
}
