//! Cuts the bytes a terminal sends into tokens: one key, one click, one reply or one paste each.
//!
//! Pure: it is handed bytes and the time, and must not read a clock, a terminal or an environment. It does not
//! know what a token means (see [`input`](super::input)), and it waits for the end of nothing: whatever is
//! unfinished has a deadline. No type here has a `Debug` that could print what a person typed.
//! It stays ours for that: `termina`, which cuts such bytes as well, has no deadlines.
//!
//! The rules, all of them so that no byte can hold back the keys after it:
//!
//! - A control byte belongs to no sequence: it ends what is unfinished and is a key of its own. The exceptions
//!   are `ESC` control (Alt with that key), BEL as the end of a string, and everything inside a paste but ETX.
//! - `ESC ESC` is one Esc, and the second ESC begins anew; so Esc and an arrow in one packet stay two keys.
//! - A paste never holds ETX, so Ctrl-C ends an open paste and acts.
//! - What is not UTF-8 is dropped, byte by byte, up to the next character.

use std::time::Duration;

/// The silence after which a lone ESC is a key and any other unfinished sequence is dropped.
pub(crate) const SEQUENCE_SILENCE: Duration = Duration::from_millis(50);
/// The longest an unfinished sequence may take in all, however steadily its bytes drip in.
pub(crate) const SEQUENCE_AGE: Duration = Duration::from_secs(1);
/// The silence after which an open paste is let go.
pub(crate) const PASTE_SILENCE: Duration = Duration::from_secs(1);
/// The most bytes of a paste that are kept, more than any field takes, so that the field says it; the rest is dropped.
pub(crate) const PASTE_LIMIT: usize = 65 * 1024;
/// The most bytes of a control sequence that are kept; a longer one is swallowed.
pub(crate) const SEQUENCE_LIMIT: usize = 64;
/// The most bytes of an OSC, DCS, APC, PM or SOS string that are swallowed before its end is no longer awaited.
pub(crate) const STRING_LIMIT: usize = 4096;

const ESC: u8 = 0x1b;
const ETX: u8 = 0x03;
const BEL: u8 = 0x07;
/// The mark before a paste, but for its last byte `~`.
const PASTE_START: &[u8] = b"\x1b[200";
const PASTE_END: &[u8] = b"\x1b[201~";

/// What the cutter hands out.
pub enum InputToken<'a> {
    /// One whole sequence: a character in valid UTF-8, a control byte, or an escape sequence.
    Sequence(&'a [u8]),
    /// The text between the marks of a bracketed paste, never empty; invalid UTF-8 is replaced.
    Paste(String),
}

/// Says what the bytes held so far are the beginning of.
#[derive(Clone, Copy, Default)]
enum CutterState {
    /// Of nothing: the next byte begins something.
    #[default]
    Ground,
    /// Of a character in UTF-8 that misses so many bytes.
    Character { missing: usize },
    /// Of anything: ESC alone.
    Escape,
    /// Of a control sequence, `ESC [`.
    Control,
    /// Of a control sequence longer than anyone sends; no longer kept.
    Overlong,
    /// Of a function key of the Linux console, `ESC [ [`.
    Console,
    /// Of a click in the oldest form, `ESC [ M` and three bytes, so many of which are missing.
    Click { missing: usize },
    /// Of a key in application mode, `ESC O`.
    Application,
    /// Of a string that is swallowed, so many bytes of it by now.
    Swallowed { bytes: usize },
    /// The same after an ESC, which `\` makes the string's end.
    SwallowedEscape,
    /// Of a paste; so many bytes of its end mark have been seen.
    Paste { matched: usize },
}

/// The state machine that cuts: a beginning, and what it is the beginning of. By default it holds nothing.
#[derive(Default)]
pub(crate) struct Cutter {
    state: CutterState,
    held: Vec<u8>,
    pasted: Vec<u8>,
    started: Duration,
    now: Duration,
}

impl Cutter {
    /// Takes bytes that came at `now` and hands every token they complete to `out`, in order.
    ///
    /// `now` counts from any fixed moment and must not go back. Deadlines are not looked at: that a time has
    /// passed in silence is for the caller to say, with [`expire`](Self::expire), because only the caller knows
    /// whether the bytes were late or it was itself.
    pub(crate) fn feed(&mut self, bytes: &[u8], now: Duration, out: &mut impl FnMut(InputToken<'_>)) {
        self.now = now;
        for &byte in bytes {
            self.step(byte, out);
        }
    }

    /// Returns the moment at which [`expire`](Self::expire) would let something go; `None` when nothing is held.
    #[must_use]
    pub(crate) fn deadline(&self) -> Option<Duration> {
        match self.state {
            CutterState::Ground => None,
            CutterState::Paste { .. } => Some(self.now.saturating_add(PASTE_SILENCE)),
            _ => {
                let silence = self.now.saturating_add(SEQUENCE_SILENCE);
                Some(silence.min(self.started.saturating_add(SEQUENCE_AGE)))
            }
        }
    }

    /// Lets go of what is unfinished if its deadline has come: ESC is a key, a paste ends, the rest is dropped.
    pub(crate) fn expire(&mut self, now: Duration, out: &mut impl FnMut(InputToken<'_>)) {
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return;
        }
        match self.state {
            CutterState::Escape | CutterState::SwallowedEscape => out(InputToken::Sequence(&[ESC])),
            CutterState::Paste { .. } => self.close_paste(out),
            _ => {}
        }
        self.drop_held();
    }

    fn step(&mut self, byte: u8, out: &mut impl FnMut(InputToken<'_>)) {
        match (self.state, byte) {
            (CutterState::Paste { matched }, _) => self.paste(matched, byte, out),
            (_, ESC) => self.escape(out),
            (CutterState::Click { missing }, 0x20..) => self.click(missing, byte, out),
            (_, ..0x20 | 0x7f) => self.control_byte(byte, out),
            (CutterState::Ground, _) => self.begin(byte, out),
            (CutterState::Character { missing }, _) => self.character(missing, byte, out),
            (CutterState::Escape | CutterState::SwallowedEscape, _) => self.after_escape(byte, out),
            (CutterState::Control, _) => self.control(byte, out),
            (CutterState::Overlong, _) => self.overlong(byte, out),
            (CutterState::Console, ..0x80) => self.finish(byte, out),
            (CutterState::Application, _) => self.application(byte, out),
            (CutterState::Swallowed { bytes }, _) => self.swallow(bytes),
            (CutterState::Console, _) => self.begin_again(byte, out),
        }
    }

    /// Begins something new; only here does an unfinished sequence get its age.
    fn open(&mut self, byte: u8, state: CutterState) {
        self.held.clear();
        self.held.push(byte);
        self.started = self.now;
        self.state = state;
    }

    fn drop_held(&mut self) {
        self.held.clear();
        self.state = CutterState::Ground;
    }

    /// Adds the last byte and hands the whole out.
    fn finish(&mut self, byte: u8, out: &mut impl FnMut(InputToken<'_>)) {
        self.held.push(byte);
        out(InputToken::Sequence(&self.held));
        self.drop_held();
    }

    /// Drops what is held and takes the byte as the first of something else.
    fn begin_again(&mut self, byte: u8, out: &mut impl FnMut(InputToken<'_>)) {
        self.drop_held();
        self.begin(byte, out);
    }

    fn begin(&mut self, byte: u8, out: &mut impl FnMut(InputToken<'_>)) {
        match following(byte) {
            Some(0) => out(InputToken::Sequence(&[byte])),
            Some(missing) => self.open(byte, CutterState::Character { missing }),
            None => {}
        }
    }

    fn escape(&mut self, out: &mut impl FnMut(InputToken<'_>)) {
        match self.state {
            CutterState::Swallowed { .. } => return self.open(ESC, CutterState::SwallowedEscape),
            CutterState::Escape | CutterState::SwallowedEscape => out(InputToken::Sequence(&[ESC])),
            _ => {}
        }
        self.open(ESC, CutterState::Escape);
    }

    fn control_byte(&mut self, byte: u8, out: &mut impl FnMut(InputToken<'_>)) {
        match (self.state, byte) {
            (CutterState::Swallowed { .. }, BEL) => return self.drop_held(),
            (CutterState::Escape | CutterState::SwallowedEscape, ETX) => out(InputToken::Sequence(&[ESC])),
            (CutterState::Escape | CutterState::SwallowedEscape, _) => return self.finish(byte, out),
            _ => {}
        }
        self.drop_held();
        out(InputToken::Sequence(&[byte]));
    }

    fn character(&mut self, missing: usize, byte: u8, out: &mut impl FnMut(InputToken<'_>)) {
        if !(0x80..=0xbf).contains(&byte) {
            return self.begin_again(byte, out);
        }
        self.held.push(byte);
        if missing > 1 {
            self.state = CutterState::Character { missing: missing - 1 };
            return;
        }
        if std::str::from_utf8(&self.held).is_ok() {
            out(InputToken::Sequence(&self.held));
        }
        self.drop_held();
    }

    fn after_escape(&mut self, byte: u8, out: &mut impl FnMut(InputToken<'_>)) {
        if byte == b'\\' && matches!(self.state, CutterState::SwallowedEscape) {
            return self.drop_held();
        }
        let state = match byte {
            b'[' => CutterState::Control,
            b'O' => CutterState::Application,
            b'P' | b']' | b'X' | b'^' | b'_' => CutterState::Swallowed { bytes: 0 },
            _ => match following(byte) {
                Some(0) => return self.finish(byte, out),
                Some(missing) => CutterState::Character { missing },
                None => CutterState::Escape,
            },
        };
        if !matches!(state, CutterState::Escape) {
            self.held.push(byte);
        }
        self.state = state;
    }

    fn control(&mut self, byte: u8, out: &mut impl FnMut(InputToken<'_>)) {
        let first = self.held.len() == 2;
        match byte {
            b'[' if first => self.keep(byte, CutterState::Console),
            b'M' if first => self.keep(byte, CutterState::Click { missing: 3 }),
            b'~' if self.held == PASTE_START => self.open_paste(),
            // rxvt's Shift with Home, Delete and the like; elsewhere `$` is no final byte.
            b'$' if !first && self.held.iter().skip(2).all(u8::is_ascii_digit) => self.finish(byte, out),
            0x40..=0x7e => self.finish(byte, out),
            ..0x40 => self.keep(byte, CutterState::Control),
            _ => self.begin_again(byte, out),
        }
    }

    /// Adds one byte to a sequence that goes on, unless it has grown out of all bounds.
    fn keep(&mut self, byte: u8, state: CutterState) {
        if self.held.len() >= SEQUENCE_LIMIT {
            self.held.clear();
            self.state = CutterState::Overlong;
        } else {
            self.held.push(byte);
            self.state = state;
        }
    }

    fn overlong(&mut self, byte: u8, out: &mut impl FnMut(InputToken<'_>)) {
        match byte {
            ..0x40 => {}
            0x40..=0x7e => self.drop_held(),
            _ => self.begin_again(byte, out),
        }
    }

    fn application(&mut self, byte: u8, out: &mut impl FnMut(InputToken<'_>)) {
        match byte {
            b'0'..=b'9' | b';' => self.keep(byte, CutterState::Application),
            b' ' | 0x40..=0x7e => self.finish(byte, out),
            _ => self.begin_again(byte, out),
        }
    }

    fn click(&mut self, missing: usize, byte: u8, out: &mut impl FnMut(InputToken<'_>)) {
        if missing > 1 {
            self.keep(byte, CutterState::Click { missing: missing - 1 });
        } else {
            self.finish(byte, out);
        }
    }

    fn swallow(&mut self, bytes: usize) {
        if bytes < STRING_LIMIT {
            self.state = CutterState::Swallowed { bytes: bytes + 1 };
        } else {
            self.drop_held();
        }
    }

    fn open_paste(&mut self) {
        self.held.clear();
        self.pasted.clear();
        self.state = CutterState::Paste { matched: 0 };
    }

    fn paste(&mut self, matched: usize, byte: u8, out: &mut impl FnMut(InputToken<'_>)) {
        if byte == ETX {
            self.close_paste(out);
            out(InputToken::Sequence(&[ETX]));
        } else if PASTE_END.get(matched) == Some(&byte) {
            self.state = CutterState::Paste { matched: matched + 1 };
            if matched + 1 == PASTE_END.len() {
                self.close_paste(out);
            }
        } else {
            self.keep_pasted(PASTE_END.get(..matched).unwrap_or_default());
            let again = byte == ESC;
            if !again {
                self.keep_pasted(&[byte]);
            }
            self.state = CutterState::Paste { matched: usize::from(again) };
        }
    }

    fn keep_pasted(&mut self, bytes: &[u8]) {
        let room = PASTE_LIMIT.saturating_sub(self.pasted.len());
        self.pasted.extend(bytes.iter().take(room));
    }

    fn close_paste(&mut self, out: &mut impl FnMut(InputToken<'_>)) {
        let mut bytes = std::mem::take(&mut self.pasted);
        // The bound, or the silence, may have fallen into the middle of a character.
        if let Err(error) = std::str::from_utf8(&bytes)
            && error.error_len().is_none()
        {
            bytes.truncate(error.valid_up_to());
        }
        if !bytes.is_empty() {
            let text = String::from_utf8(bytes)
                .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
            out(InputToken::Paste(text));
        }
        self.drop_held();
    }
}

/// Returns how many bytes follow a first byte of a character, or `None` if no character begins so.
fn following(byte: u8) -> Option<usize> {
    match byte {
        0x20..=0x7e => Some(0),
        0xc2..=0xdf => Some(1),
        0xe0..=0xef => Some(2),
        0xf0..=0xf4 => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, PartialEq, Eq, Clone)]
    enum Cut {
        Sequence(Vec<u8>),
        Paste(String),
    }

    fn collect(cuts: &mut Vec<Cut>) -> impl FnMut(InputToken<'_>) {
        |token| {
            cuts.push(match token {
                InputToken::Sequence(bytes) => Cut::Sequence(bytes.to_vec()),
                InputToken::Paste(text) => Cut::Paste(text),
            });
        }
    }

    const fn at(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    /// Feeds everything at once and adds what the silence after it lets go.
    fn cut(bytes: &[u8]) -> Vec<Cut> {
        let (mut cutter, mut cuts) = (Cutter::default(), Vec::new());
        cutter.feed(bytes, at(0), &mut collect(&mut cuts));
        cutter.expire(at(5000), &mut collect(&mut cuts));
        assert_eq!(cutter.deadline(), None, "nothing is held after the silence");
        cuts
    }

    fn sequences(parts: &[&[u8]]) -> Vec<Cut> {
        parts.iter().map(|part| Cut::Sequence(part.to_vec())).collect()
    }

    #[test]
    fn whole_sequences_come_out_one_by_one() {
        let parts: &[&[u8]] = &[
            b"a",
            "\u{e9}".as_bytes(),
            "\u{20ac}".as_bytes(),
            "\u{1f642}".as_bytes(),
            b"\r",
            b"\x7f",
            b"\x1ba",
            "\x1b\u{e9}".as_bytes(),
            b"\x1b[A",
            b"\x1b[1;5D",
            b"\x1b[200;1~",
            b"\x1b[[A",
            b"\x1b[M \xff\x7f",
            b"\x1b[<0;3;4M",
            b"\x1bOP",
            b"\x1bO1;5A",
            b"\x1b[3$",
            b"\x1b[?62;4c",
            b"\x1b[?2026;2$y",
            b"\x1b\r",
            b"\x1b\x7f",
            b"z",
        ];
        assert_eq!(cut(&parts.concat()), sequences(parts));
    }

    #[test]
    fn strings_are_swallowed_up_to_their_end() {
        for string in [
            "\x1b]11;rgb:0/0/0\x07",
            "\x1b]52;c;\u{e9}\x1b\\",
            "\x1bP1$r0m\x1b\\",
            "\x1b_x\x1b\\",
            "\x1b^x\x07",
        ] {
            assert_eq!(cut(format!("{string}k").as_bytes()), sequences(&[b"k"]), "{string:?}");
        }
    }

    #[test]
    fn a_string_without_an_end_holds_back_no_control_key_and_is_bounded() {
        assert_eq!(cut(b"\x1bPabc\x03"), sequences(&[b"\x03"]));
        assert_eq!(cut(b"\x1bPabc\x1b[A"), sequences(&[b"\x1b[A"]));
        let mut long = b"\x1b]".to_vec();
        long.resize(long.len() + STRING_LIMIT + 1, b'x');
        long.push(b'q');
        assert_eq!(cut(&long), sequences(&[b"q"]));
    }

    #[test]
    fn a_lone_escape_is_a_key_after_the_silence() {
        let (mut cutter, mut cuts) = (Cutter::default(), Vec::new());
        cutter.feed(b"\x1b", at(10), &mut collect(&mut cuts));
        assert_eq!(cutter.deadline(), Some(at(60)));
        cutter.expire(at(59), &mut collect(&mut cuts));
        assert_eq!(cuts, []);
        cutter.expire(at(60), &mut collect(&mut cuts));
        assert_eq!(cuts, sequences(&[b"\x1b"]));
        assert_eq!(cutter.deadline(), None);
    }

    #[test]
    fn escape_twice_is_two_keys_and_escape_before_an_arrow_stays_escape() {
        assert_eq!(cut(b"\x1b\x1b"), sequences(&[b"\x1b", b"\x1b"]));
        assert_eq!(cut(b"\x1b\x1b[A"), sequences(&[b"\x1b", b"\x1b[A"]));
        assert_eq!(cut(b"\x1b\x03"), sequences(&[b"\x1b", b"\x03"]));
    }

    #[test]
    fn half_sequences_are_dropped_after_the_silence_and_the_next_key_is_a_key() {
        for half in [
            &b"\x1b["[..],
            b"\x1bO",
            b"\x1b[1;",
            b"\x1b[[",
            b"\x1b[M !",
            b"\xe2\x82",
            b"\xf0",
            b"\x1bP",
            b"\x1b\xc3",
        ] {
            let (mut cutter, mut cuts) = (Cutter::default(), Vec::new());
            cutter.feed(half, at(0), &mut collect(&mut cuts));
            cutter.expire(at(50), &mut collect(&mut cuts));
            cutter.feed(b"j", at(51), &mut collect(&mut cuts));
            assert_eq!(cuts, sequences(&[b"j"]), "{half:?}");
        }
    }

    #[test]
    fn a_sequence_that_drips_in_is_let_go_after_a_second_in_all() {
        let (mut cutter, mut cuts) = (Cutter::default(), Vec::new());
        cutter.feed(b"\x1b]", at(0), &mut collect(&mut cuts));
        for tick in 1..100 {
            cutter.feed(b"x", at(tick * 10), &mut collect(&mut cuts));
        }
        assert_eq!(cutter.deadline(), Some(at(1000)));
    }

    #[test]
    fn control_bytes_end_what_is_unfinished() {
        assert_eq!(cut(b"\x1b[20\x03"), sequences(&[b"\x03"]));
        assert_eq!(cut(b"\xe2\x82\r"), sequences(&[b"\r"]));
        assert_eq!(cut(b"\x1bO\x7f"), sequences(&[b"\x7f"]));
    }

    #[test]
    fn invalid_utf8_is_dropped_and_the_next_character_stands() {
        assert_eq!(cut(b"\xff\xc0\x80a"), sequences(&[b"a"]));
        assert_eq!(cut(b"\xe2\x82b"), sequences(&[b"b"]));
        assert_eq!(cut(b"\xed\xa0\x80c"), sequences(&[b"c"]), "a surrogate");
        assert_eq!(cut(b"\xe2\xc3\xa9"), sequences(&["\u{e9}".as_bytes()]));
    }

    #[test]
    fn a_sequence_longer_than_anyone_sends_is_swallowed() {
        let mut long = b"\x1b[".to_vec();
        long.resize(1000, b'1');
        long.extend(b"Aq");
        assert_eq!(cut(&long), sequences(&[b"q"]));
    }

    #[test]
    fn a_paste_is_one_piece_and_its_end_mark_may_be_imitated() {
        assert_eq!(
            cut(b"\x1b[200~a\x1b[20\x1b[201~b"),
            [Cut::Paste("a\x1b[20".into()), Cut::Sequence(b"b".to_vec())]
        );
        assert_eq!(cut(b"\x1b[200~\x1b[201~b"), sequences(&[b"b"]), "an empty paste says nothing");
        assert_eq!(cut(b"\x1b[200~\xff\x1b[201~"), [Cut::Paste("\u{fffd}".into())]);
    }

    #[test]
    fn a_paste_is_bounded_and_its_rest_is_dropped_up_to_the_end() {
        let euro = "\u{20ac}".repeat(PASTE_LIMIT);
        let cuts = cut(format!("\x1b[200~{euro}\x1b[201~k").as_bytes());
        assert_eq!(cuts, [Cut::Paste("\u{20ac}".repeat(PASTE_LIMIT / 3)), Cut::Sequence(b"k".to_vec())]);
    }

    #[test]
    fn a_silent_paste_is_let_go_after_a_second() {
        let (mut cutter, mut cuts) = (Cutter::default(), Vec::new());
        cutter.feed(b"\x1b[200~ab", at(0), &mut collect(&mut cuts));
        cutter.feed(b"c\x1b[2", at(900), &mut collect(&mut cuts));
        assert_eq!(cutter.deadline(), Some(at(1900)));
        cutter.expire(at(1900), &mut collect(&mut cuts));
        cutter.feed(b"q", at(1901), &mut collect(&mut cuts));
        assert_eq!(cuts, [Cut::Paste("abc".into()), Cut::Sequence(b"q".to_vec())]);
    }

    #[test]
    fn control_c_ends_a_paste_and_acts() {
        let etx = || Cut::Sequence(b"\x03".to_vec());
        assert_eq!(cut(b"\x1b[200~ab\x03"), [Cut::Paste("ab".into()), etx()]);
        assert_eq!(cut(b"\x1b[200~\x03"), [etx()]);
    }

    /// Bytes as a terminal, a person and a fuzzer would mix them.
    fn stream() -> impl Strategy<Value = Vec<u8>> {
        let tokens = prop_oneof![
            3 => proptest::collection::vec(any::<u8>(), 1..8),
            3 => proptest::sample::select(vec![
                "\x1b", "\x1b[", "\x1bO", "\x1b[200~", "\x1b[201~", "\x1b]", "\x1bP", "\x07", "\x1b\\", "\x1b[M", "\x1b[[",
                "\x03", "\u{e9}", "\u{1f642}", "0;1", "~", "$", "<0;0;0M", "R",
            ]).prop_map(|text| text.as_bytes().to_vec()),
        ];
        proptest::collection::vec(tokens, 0..60).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn chunks_make_no_difference(bytes in stream(), ends in proptest::collection::vec(1_usize..9, 1..50)) {
            let (mut cutter, mut cuts) = (Cutter::default(), Vec::new());
            let mut rest = bytes.as_slice();
            for end in ends.iter().cycle() {
                let (chunk, later) = rest.split_at((*end).min(rest.len()));
                cutter.feed(chunk, at(0), &mut collect(&mut cuts));
                rest = later;
                if rest.is_empty() {
                    break;
                }
            }
            cutter.expire(at(5000), &mut collect(&mut cuts));
            prop_assert_eq!(cuts, cut(&bytes));
        }

        #[test]
        fn nothing_grows_and_after_the_silence_a_key_is_a_key(bytes in stream()) {
            let (mut cutter, mut cuts) = (Cutter::default(), Vec::new());
            for byte in bytes {
                cutter.feed(&[byte], at(0), &mut collect(&mut cuts));
                prop_assert!(cutter.held.len() <= SEQUENCE_LIMIT && cutter.pasted.len() <= PASTE_LIMIT);
            }
            cutter.expire(at(1000), &mut collect(&mut cuts));
            prop_assert_eq!(cutter.deadline(), None);
            cuts.clear();
            cutter.feed(b"q", at(1001), &mut collect(&mut cuts));
            prop_assert_eq!(cuts, sequences(&[b"q"]));
        }

        #[test]
        fn control_c_is_never_swallowed(bytes in stream()) {
            let mut bytes = bytes;
            // Whatever came before, ETX is never data: it is the last thing to come out.
            bytes.push(ETX);
            let cuts = cut(&bytes);
            prop_assert_eq!(cuts.last(), Some(&Cut::Sequence(vec![ETX])));
        }

        #[test]
        fn sequences_are_valid_utf8_unless_they_are_clicks(bytes in stream()) {
            for cut in cut(&bytes) {
                if let Cut::Sequence(bytes) = cut {
                    prop_assert!(!bytes.is_empty());
                    prop_assert!(bytes.starts_with(b"\x1b[M") || std::str::from_utf8(&bytes).is_ok());
                }
            }
        }
    }
}
