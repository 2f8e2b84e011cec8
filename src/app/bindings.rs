//! The table of bindings: what each key means where, what it is called, and under which policy.
//!
//! The hints line, the help, the click targets of the hints and the README's table are all read from here, so that
//! none of them can lie. No key is matched by hand anywhere else.

use super::keys::{Key, ctrl, key_name, letter, plain};
use super::message::{Command, Context};
use super::text_buffer::Edit;
use crate::domain::wording::{HintWords, KeyWords, Wording};
use crate::engine::policy::{Policy, Suspend};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Keys that belong together under one word.
#[derive(Debug)]
pub struct Binding {
    /// Each key with what it does, the most usual first.
    pub keys: &'static [(Key, Command)],
    /// How many of the keys the hints line names; 0 leaves the binding to the help.
    pub shown: usize,
    /// What it is called.
    pub word: fn(&HintWords) -> &String,
    /// Under which policies it is valid.
    pub allowed: fn(&Policy) -> bool,
}

fn always(_: &Policy) -> bool {
    true
}

fn may_suspend(policy: &Policy) -> bool {
    policy.suspend == Suspend::Allowed
}

const fn bind(keys: &'static [(Key, Command)], shown: usize, word: fn(&HintWords) -> &String) -> Binding {
    Binding { keys, shown, word, allowed: always }
}

const UP: (Key, Command) = (plain(KeyCode::Up), Command::Up);
const DOWN: (Key, Command) = (plain(KeyCode::Down), Command::Down);
const LEFT_BACK: (Key, Command) = (plain(KeyCode::Left), Command::Back);
const ESC_BACK: (Key, Command) = (plain(KeyCode::Esc), Command::Back);
const H_BACK: (Key, Command) = (letter('h'), Command::Back);
const ENTER: (Key, Command) = (plain(KeyCode::Enter), Command::Activate);
const SPACE: (Key, Command) = (letter(' '), Command::Activate);
const RIGHT_NEXT: (Key, Command) = (plain(KeyCode::Right), Command::Next);
const ARROWS: &[(Key, Command)] = &[UP, DOWN, (letter('k'), Command::Up), (letter('j'), Command::Down)];
const BACKS: &[(Key, Command)] = &[LEFT_BACK, ESC_BACK, H_BACK];
const NEXTS: &[(Key, Command)] = &[RIGHT_NEXT, (letter('l'), Command::Next), (letter('n'), Command::Next)];
const NUMBERS: &[(Key, Command)] = &[
    (letter('1'), Command::Choose(0)),
    (letter('2'), Command::Choose(1)),
    (letter('3'), Command::Choose(2)),
    (letter('4'), Command::Choose(3)),
    (letter('5'), Command::Choose(4)),
    (letter('6'), Command::Choose(5)),
    (letter('7'), Command::Choose(6)),
    (letter('8'), Command::Choose(7)),
    (letter('9'), Command::Choose(8)),
];
const ENDS: Binding = bind(
    &[
        (plain(KeyCode::Home), Command::Top),
        (plain(KeyCode::End), Command::Bottom),
        (letter('g'), Command::Top),
        (letter('G'), Command::Bottom),
    ],
    0,
    |w| &w.top_bottom,
);
const PAGES: Binding = bind(
    &[(plain(KeyCode::PageUp), Command::PageUp), (plain(KeyCode::PageDown), Command::PageDown)],
    0,
    |w| &w.page_scroll,
);
const READ_ON: &[(Key, Command)] =
    &[(plain(KeyCode::Enter), Command::ReadOn), (letter(' '), Command::ReadOn)];
const MORE: Binding = bind(&[(letter('m'), Command::More)], 1, |w| &w.more);

const WELCOME: &[Binding] = &[
    bind(
        &[
            ENTER,
            SPACE,
            RIGHT_NEXT,
            (letter('l'), Command::Next),
            (letter('n'), Command::Next),
            (letter('1'), Command::Next),
        ],
        1,
        |w| &w.begin,
    ),
    bind(ARROWS, 2, |w| &w.scroll),
    PAGES,
    ENDS,
];
const ITEM: &[Binding] = &[
    bind(ARROWS, 2, |w| &w.choose),
    bind(&[ENTER, SPACE], 1, |w| &w.answer),
    bind(&[(letter('s'), Command::LeaveOpen)], 1, |w| &w.open),
    bind(BACKS, 1, |w| &w.back),
    bind(NUMBERS, 0, |w| &w.number),
    bind(NEXTS, 0, |w| &w.on),
    bind(&[(letter('u'), Command::Undo)], 0, |w| &w.undo),
    bind(&[(letter('i'), Command::Guard)], 0, |w| &w.guard),
    ENDS,
];
const REVIEW: &[Binding] = &[
    bind(ARROWS, 2, |w| &w.choose),
    bind(&[ENTER, SPACE], 1, |w| &w.change),
    bind(NEXTS, 1, |w| &w.on),
    bind(BACKS, 1, |w| &w.back),
    bind(&[(letter('u'), Command::Undo)], 0, |w| &w.undo),
    PAGES,
    ENDS,
];
const INDEX: &[Binding] = &[
    bind(ARROWS, 2, |w| &w.choose),
    bind(&[ENTER, SPACE], 1, |w| &w.open_text),
    bind(NEXTS, 1, |w| &w.on),
    bind(BACKS, 1, |w| &w.back),
    MORE,
    bind(PAGE_NUMBERS, 0, |w| &w.pages),
    PAGES,
    ENDS,
];
const READING: &[Binding] = &[
    bind(READ_ON, 1, |w| &w.next),
    bind(BACKS, 1, |w| &w.back),
    bind(ARROWS, 2, |w| &w.scroll),
    MORE,
    bind(PAGE_NUMBERS, 0, |w| &w.pages),
    bind(NEXTS, 0, |w| &w.on),
    bind(&[(letter('r'), Command::Region)], 0, |w| &w.region),
    PAGES,
    ENDS,
];
const PAGE_NUMBERS: &[(Key, Command)] = &[
    (letter('1'), Command::Page(0)),
    (letter('2'), Command::Page(1)),
    (letter('3'), Command::Page(2)),
    (letter('4'), Command::Page(3)),
    (letter('5'), Command::Page(4)),
];
const BRING: &[Binding] = &[
    bind(ARROWS, 2, |w| &w.choose),
    bind(&[SPACE, ENTER], 1, |w| &w.tick),
    bind(NEXTS, 1, |w| &w.on),
    bind(BACKS, 1, |w| &w.back),
    MORE,
    bind(PAGE_NUMBERS, 0, |w| &w.pages),
    PAGES,
    ENDS,
];
const CHOICE: &[Binding] = &[
    bind(ARROWS, 2, |w| &w.choose),
    bind(&[ENTER, SPACE, RIGHT_NEXT, (letter('l'), Command::Activate)], 1, |w| &w.select),
    bind(BACKS, 1, |w| &w.back),
    bind(NUMBERS, 0, |w| &w.number),
    PAGES,
    ENDS,
];
const ARTICLE: &[Binding] = &[
    bind(READ_ON, 1, |w| &w.next),
    bind(ARROWS, 2, |w| &w.scroll),
    bind(BACKS, 1, |w| &w.back),
    bind(NEXTS, 0, |w| &w.on),
    PAGES,
    ENDS,
];
const OVERLAY: &[Binding] = &[
    bind(&[ESC_BACK, ENTER_BACK, LEFT_BACK, H_BACK], 2, |w| &w.close),
    bind(ARROWS, 2, |w| &w.scroll),
    PAGES,
    ENDS,
];
const ENTER_BACK: (Key, Command) = (plain(KeyCode::Enter), Command::Back);
const SUPPORT_OVERLAY: &[Binding] = &[
    bind(&[ESC_BACK, ENTER_BACK, LEFT_BACK, H_BACK], 2, |w| &w.close),
    bind(ARROWS, 2, |w| &w.scroll),
    bind(&[(letter('r'), Command::Region)], 1, |w| &w.region),
    PAGES,
    ENDS,
];
const FIELD: &[Binding] = &[
    bind(
        &[
            (plain(KeyCode::Enter), Command::Back),
            (plain(KeyCode::Esc), Command::Back),
            (plain(KeyCode::Tab), Command::Back),
        ],
        1,
        |w| &w.done,
    ),
    bind(
        &[
            (plain(KeyCode::Left), Command::Edit(Edit::Left)),
            (plain(KeyCode::Right), Command::Edit(Edit::Right)),
            (plain(KeyCode::Home), Command::Edit(Edit::Home)),
            (plain(KeyCode::End), Command::Edit(Edit::End)),
            ((KeyCode::Left, KeyModifiers::CONTROL), Command::Edit(Edit::WordLeft)),
            ((KeyCode::Right, KeyModifiers::CONTROL), Command::Edit(Edit::WordRight)),
            ((KeyCode::Left, KeyModifiers::ALT), Command::Edit(Edit::WordLeft)),
            ((KeyCode::Right, KeyModifiers::ALT), Command::Edit(Edit::WordRight)),
            (ctrl('a'), Command::Edit(Edit::Home)),
            (ctrl('e'), Command::Edit(Edit::End)),
        ],
        2,
        |w| &w.move_cursor,
    ),
    bind(
        &[
            (plain(KeyCode::Backspace), Command::Edit(Edit::Backspace)),
            (plain(KeyCode::Delete), Command::Edit(Edit::Delete)),
            (ctrl('w'), Command::Edit(Edit::DeleteWord)),
            (ctrl('u'), Command::Edit(Edit::DeleteToStart)),
        ],
        0,
        |w| &w.erase,
    ),
];
const HIDDEN: &[Binding] = &[
    bind(&[(plain(KeyCode::Enter), Command::ComeBack)], 1, |w| &w.come_back),
    bind(&[(ctrl('c'), Command::Forget)], 1, |w| &w.forget),
];

/// Valid wherever letters are not text.
const LETTERS: &[Binding] = &[
    bind(&[(letter('!'), Command::Support)], 1, |w| &w.support),
    bind(&[(letter('?'), Command::Help)], 1, |w| &w.help),
    bind(&[(letter('q'), Command::Leave)], 1, |w| &w.leave),
];

/// Valid on every screen that says something, in text fields too.
const EVERYWHERE: &[Binding] = &[
    bind(&[(plain(KeyCode::F(1)), Command::Help)], 0, |w| &w.help),
    bind(&[(plain(KeyCode::F(2)), Command::Support)], 0, |w| &w.support),
];

/// The same, named in the hints where `!` and `?` are letters.
const IN_FIELDS: &[Binding] = &[
    bind(&[(plain(KeyCode::F(2)), Command::Support)], 1, |w| &w.support),
    bind(&[(plain(KeyCode::F(1)), Command::Help)], 1, |w| &w.help),
];

/// Valid on every screen but the neutral one.
const HIDE: &[Binding] = &[bind(&[(ctrl('c'), Command::Hide)], 1, |w| &w.hide)];

/// Valid on every screen whatsoever.
const ALWAYS: &[Binding] = &[
    bind(&[(ctrl('l'), Command::Redraw)], 0, |w| &w.redraw),
    Binding { keys: &[(ctrl('z'), Command::Suspend)], shown: 0, word: |w| &w.suspend, allowed: may_suspend },
];

/// Returns the bindings of a context under a policy, the most likely first; the key for privacy among the last.
pub fn bindings(context: Context, policy: &Policy) -> impl Iterator<Item = &'static Binding> {
    let own: &'static [Binding] = match context {
        Context::Welcome => WELCOME,
        Context::Item => ITEM,
        Context::Review => REVIEW,
        Context::Index => INDEX,
        Context::Reading => READING,
        Context::Bring => BRING,
        Context::Choice => CHOICE,
        Context::Article => ARTICLE,
        Context::Field => FIELD,
        Context::Overlay => OVERLAY,
        Context::SupportOverlay => SUPPORT_OVERLAY,
        Context::Hidden => HIDDEN,
        Context::Small => &[],
    };
    let (letters, everywhere, hide): (&'static [Binding], &'static [Binding], &'static [Binding]) =
        match context {
            Context::Hidden => (&[], &[], &[]),
            // What lies on top could not be seen.
            Context::Small => (&[], &[], HIDE),
            Context::Field => (&[], IN_FIELDS, HIDE),
            _ => (LETTERS, EVERYWHERE, HIDE),
        };
    let policy = *policy;
    own.iter()
        .chain(letters)
        .chain(everywhere)
        .chain(hide)
        .chain(ALWAYS)
        .filter(move |binding| (binding.allowed)(&policy))
}

/// Returns what a key means in a context, if anything.
///
/// A capital letter means what the small one means, unless it has a meaning of its own.
#[must_use]
pub fn resolve(context: Context, policy: &Policy, event: &KeyEvent) -> Option<Command> {
    let modifiers = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
    let find = |code: KeyCode| {
        let keys = bindings(context, policy).flat_map(|binding| binding.keys);
        keys.into_iter().find(|(key, _)| *key == (code, modifiers)).map(|(_, command)| *command)
    };
    let small = match event.code {
        KeyCode::Char(c) => KeyCode::Char(c.to_lowercase().next().unwrap_or(c)),
        code => code,
    };
    find(event.code).or_else(|| find(small))
}

impl Binding {
    /// Returns the keys as the hints line names them: arrows close together, others with a stroke between.
    #[must_use]
    pub fn short_keys(&self, words: &KeyWords) -> String {
        let names: Vec<String> = self.names(words).into_iter().take(self.shown).collect();
        let signs = names.iter().all(|name| name.chars().count() == 1 && !name.is_ascii());
        names.join(if signs { "" } else { "/" })
    }

    /// Returns all keys as the help names them; a run of numbers as its first and last.
    #[must_use]
    pub fn long_keys(&self, words: &KeyWords) -> String {
        let names = self.names(words);
        match (names.first(), names.last()) {
            (Some(first), Some(last)) if first == "1" && names.len() > 2 => format!("{first}-{last}"),
            _ => names.join(" "),
        }
    }

    fn names(&self, words: &KeyWords) -> Vec<String> {
        self.keys.iter().map(|(key, _)| key_name(*key, words)).collect()
    }

    /// Returns what a click on the hint does: what its first key does.
    #[must_use]
    pub fn command(&self) -> Option<Command> {
        self.keys.first().map(|(_, command)| *command)
    }

    /// Returns what the binding is called.
    #[must_use]
    pub fn name<'w>(&self, wording: &'w Wording) -> &'w str {
        (self.word)(&wording.hint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> KeyEvent {
        KeyEvent::new(code, modifiers)
    }

    #[test]
    fn no_key_has_two_meanings_in_one_place() {
        for context in Context::ALL {
            let mut seen = HashSet::new();
            for (key, command) in bindings(context, &Policy::personal()).flat_map(|b| b.keys) {
                assert!(seen.insert(key), "{key:?} means {command:?} and something else in {context:?}");
            }
        }
    }

    #[test]
    fn hiding_support_and_help_are_reached_from_every_screen_that_says_something() {
        let mute = [Context::Hidden, Context::Small];
        for context in Context::ALL.into_iter().filter(|context| !mute.contains(context)) {
            let meant = |code, modifiers| resolve(context, &Policy::personal(), &press(code, modifiers));
            assert_eq!(meant(KeyCode::Char('c'), KeyModifiers::CONTROL), Some(Command::Hide), "{context:?}");
            assert_eq!(meant(KeyCode::F(2), KeyModifiers::NONE), Some(Command::Support), "{context:?}");
            assert_eq!(meant(KeyCode::F(1), KeyModifiers::NONE), Some(Command::Help), "{context:?}");
        }
    }

    #[test]
    fn from_the_neutral_screen_a_stray_key_shows_nothing() {
        for code in [KeyCode::Char('x'), KeyCode::Char(' '), KeyCode::Esc, KeyCode::Char('!')] {
            let meant = resolve(Context::Hidden, &Policy::personal(), &press(code, KeyModifiers::NONE));
            assert_eq!(meant, None, "{code:?}");
        }
    }

    #[test]
    fn a_capital_letter_means_what_the_small_one_means() {
        let shift = press(KeyCode::Char('S'), KeyModifiers::SHIFT);
        assert_eq!(resolve(Context::Item, &Policy::personal(), &shift), Some(Command::LeaveOpen));
    }

    #[test]
    fn in_a_field_letters_are_letters() {
        for c in ['q', '!', '?', 's', 'j', ' ', '1'] {
            let meant =
                resolve(Context::Field, &Policy::personal(), &press(KeyCode::Char(c), KeyModifiers::NONE));
            assert_eq!(meant, None, "{c}");
        }
    }
}
