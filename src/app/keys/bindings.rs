//! The table of bindings: what each key means where, what it is called, and under which policy.
//!
//! The hints line, the help, the click targets of the hints and the tables of docs/keys.md are all read from here, so that
//! none of them can lie. No key is matched by hand anywhere else.

use super::active::active_bindings;
use super::key::key_name;
pub use super::keymap::Binding;
use super::twins::ascii_twin;
use crate::app::state::context::Context;
use crate::app::state::message::Command;
use crate::domain::language::wording::{KeyWords, Wording};
use crate::engine::policy::Policy;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Returns the bindings of a context under a policy, the most likely first; the key for privacy among the last.
pub fn bindings(context: Context, policy: &Policy) -> impl Iterator<Item = &'static Binding> {
    let policy = *policy;
    active_bindings(context).flatten().filter(move |binding| (binding.allowed)(&policy))
}

/// Returns the commands of a context that do nothing, each once. `acts` tries one.
pub(in crate::app) fn idle_commands(
    context: Context,
    policy: &Policy,
    acts: impl Fn(Command) -> bool,
) -> Vec<Command> {
    let mut idle = Vec::new();
    for (_, command) in bindings(context, policy).flat_map(|binding| binding.keys) {
        if !idle.contains(command) && !acts(*command) {
            idle.push(*command);
        }
    }
    idle
}

/// Returns what a key means in a context, if anything.
///
/// A capital letter means what the small one means, unless it has a meaning of its own; a sign or a digit of another script
/// means what its twin in ASCII means.
#[must_use]
pub fn resolve(context: Context, policy: &Policy, event: &KeyEvent) -> Option<Command> {
    let modifiers = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
    let find = |code: KeyCode| {
        let keys = bindings(context, policy).flat_map(|binding| binding.keys);
        keys.into_iter().find(|(key, _)| *key == (code, modifiers)).map(|(_, command)| *command)
    };
    let KeyCode::Char(typed) = event.code else { return find(event.code) };
    let twin = ascii_twin(typed);
    let small = twin.to_lowercase().next().unwrap_or(twin);
    [typed, twin, small].into_iter().find_map(|letter| find(KeyCode::Char(letter)))
}

/// Returns the name of the first key that does something in a context, whatever the policy; empty if none does.
#[must_use]
pub(crate) fn key_for(context: Context, command: Command, words: &KeyWords) -> String {
    let keys = active_bindings(context).flatten().flat_map(|binding| binding.keys);
    let found = keys.into_iter().find(|(_, done)| *done == command);
    found.map(|(key, _)| key_name(*key, words)).unwrap_or_default()
}

impl Binding {
    /// Returns the keys as the hints line names them: arrows close together, others with a stroke between, or the first
    /// alone if there is little room.
    #[must_use]
    pub(crate) fn short_keys(&self, words: &KeyWords, is_wide: bool) -> String {
        let names: Vec<String> = self.names(words).take(self.shown).collect();
        let signs = names.iter().all(|name| name.chars().count() == 1 && !name.is_ascii());
        match (signs, is_wide) {
            (true, _) => names.concat(),
            (false, true) => names.join("/"),
            (false, false) => names.into_iter().take(1).collect(),
        }
    }

    /// Returns the keys as the help names them, those whose command is possible; a run of numbers as its first and last.
    #[must_use]
    pub fn long_keys(&self, words: &KeyWords, possible: impl Fn(Command) -> bool) -> String {
        let keys = self.keys.iter().filter(|(_, command)| possible(*command));
        let names: Vec<String> = keys.map(|(key, _)| key_name(*key, words)).collect();
        match (names.first(), names.last()) {
            (Some(first), Some(last)) if names.len() > 2 && names.iter().all(|name| is_number(name)) => {
                format!("{first}-{last}")
            }
            _ => names.join(" "),
        }
    }

    fn names(&self, words: &KeyWords) -> impl Iterator<Item = String> {
        self.keys.iter().map(|(key, _)| key_name(*key, words))
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

fn is_number(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::policy::{Beside, SensitiveItems};
    use std::collections::HashSet;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> KeyEvent {
        KeyEvent::new(code, modifiers)
    }

    #[test]
    fn no_key_has_two_meanings_in_one_place() {
        for context in Context::ALL.iter().copied() {
            let waiting = Policy { beside: Beside::Waiting, ..Policy::counselor() };
            let kiosk = Policy::kiosk(SensitiveItems::Asked);
            for policy in [Policy::personal(), Policy::counselor(), waiting, kiosk] {
                let mut seen = HashSet::new();
                for (key, command) in bindings(context, &policy).flat_map(|b| b.keys) {
                    assert!(seen.insert(key), "{key:?} means {command:?} and something else in {context:?}");
                }
            }
        }
    }

    #[test]
    fn hiding_support_and_help_are_reached_from_every_screen_that_says_something() {
        let mute = [
            Context::Hidden,
            Context::Small,
            Context::Attract,
            Context::Warning,
            Context::Pin,
            Context::StaffMenu,
            Context::StaffMessage,
            Context::SecondScreen,
        ];
        for context in Context::ALL.iter().copied().filter(|context| !mute.contains(context)) {
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
        assert_eq!(resolve(Context::Item, &Policy::personal(), &shift), Some(Command::Skip));
    }

    #[test]
    fn with_any_keyboard_layout_every_command_has_a_key_that_works() {
        let needs_no_letter = |key: &(KeyCode, KeyModifiers)| match key.0 {
            KeyCode::Char(c) => c == ' ' || c.is_ascii_digit(),
            _ => true,
        };
        let policies = [
            Policy::personal(),
            Policy::counselor(),
            Policy { beside: Beside::Waiting, ..Policy::counselor() },
            Policy::kiosk(SensitiveItems::Asked),
        ];
        for policy in policies {
            for context in Context::ALL.iter().copied() {
                let keys: Vec<_> = bindings(context, &policy).flat_map(|binding| binding.keys).collect();
                for (key, command) in &keys {
                    let works = keys.iter().any(|(key, other)| other == command && needs_no_letter(key));
                    assert!(works, "{key:?} is the only way to {command:?} in {context:?}");
                }
            }
        }
    }

    #[test]
    fn signs_and_digits_of_other_scripts_mean_what_their_twins_mean() {
        let meant =
            |c| resolve(Context::Item, &Policy::personal(), &press(KeyCode::Char(c), KeyModifiers::NONE));
        for (typed, twin) in [
            ('\u{ff01}', '!'),
            ('\u{ff1f}', '?'),
            ('؟', '?'),
            ('\u{37e}', '?'),
            ('¡', '!'),
            ('１', '1'),
            ('٢', '2'),
            ('۳', '3'),
            ('४', '4'),
            ('๑', '1'),
            ('០', '0'),
            ('ｓ', 's'),
            ('Ｓ', 's'),
            ('\u{3000}', ' '),
            ('\u{a0}', ' '),
        ] {
            assert!(meant(twin).is_some() && meant(typed) == meant(twin), "{typed}");
        }
        assert_eq!(meant('ы'), None);
    }

    #[test]
    fn in_a_field_letters_are_letters() {
        for c in ['q', '!', '?', 's', 'j', ' ', '1', '\u{ff1f}', '؟', '١', '\u{3000}'] {
            let meant =
                resolve(Context::Field, &Policy::personal(), &press(KeyCode::Char(c), KeyModifiers::NONE));
            assert_eq!(meant, None, "{c}");
        }
    }
}
