//! Every sentence the program itself says, as one typed struct that a file of `languages/` fills.
//!
//! No sentence of the program stands anywhere else in the code, so that none is forgotten in a translation. The
//! content of the questionnaire is not here.

/// Declares the tables of a language file: a struct for each, a field for each sentence.
macro_rules! wording {
    ($($(#[$doc:meta])* $table:ident: $name:ident { $($key:ident),+ $(,)? })+) => {
        /// Every sentence of the program in one language.
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub struct Wording {
            $($(#[$doc])* pub $table: $name,)+
        }

        impl Wording {
            /// Every table of a language file with its keys, in the order of the struct.
            pub const KEYS: &'static [(&'static str, &'static [&'static str])] =
                &[$((stringify!($table), &[$(stringify!($key)),+])),+];

            /// Makes a wording by asking for each sentence by table and key.
            pub fn fill(mut sentence: impl FnMut(&'static str, &'static str) -> String) -> Self {
                Self { $($table: $name { $($key: sentence(stringify!($table), stringify!($key))),+ }),+ }
            }
        }

        $(
            $(#[$doc])*
            #[derive(Clone, PartialEq, Eq, Debug)]
            pub struct $name {
                $(#[doc = concat!("The sentence `", stringify!($table), ".", stringify!($key), "`.")]
                pub $key: String),+
            }
        )+
    };
}

wording! {
    /// The language itself.
    about: About { language, name, number_words, list_and }
    /// The first screen.
    welcome: Welcome {
        heading, not_a_test, time, private, hiding, adults, not_reviewed, reviewed, begin,
    }
    /// What is said about safety, in the same words everywhere.
    safety: Safety { full, here }
    /// The note before sensitive items.
    note: Note { heading, go_on, skip }
    /// An item.
    item: ItemWords { position, declined, guard }
    /// The states of an item in lists.
    state: StateWords { declined, unanswered, not_asked }
    /// The list of all answers.
    review: ReviewWords { heading, lead, go_on }
    /// The pages of results.
    results: ResultsWords {
        page, of, tally, sections, guidance, bring, support, lead, count_limits, why, why_part, why_everybody,
        next_step, none_matched, sections_lead, guidance_lead, nothing_answered,
    }
    /// The readings that are there for everybody.
    more: MoreWords { heading, lead, glossary, note_heading }
    /// Where a text comes from.
    source: SourceWords { heading, open, article, mended, ours, beyond, fact, damaged, missing }
    /// What to bring up.
    bring: BringWords {
        lead, words_heading, words_empty, answers_heading, ask_heading, sensitive_hint,
    }
    /// Support lines.
    support: SupportWords {
        heading, region, crisis, abuse, young, emergency, local, checked, sure, us, ca, gb, ie, au, nz, eu, world,
    }
    /// Saving a copy.
    save: SaveWords {
        heading, found, remote, format, text, markdown, place, preview, save, back, saved, exists_heading, exists,
        replace, keep, no_permission, disk_full, is_folder, read_only, no_folder, bad_name, other, unconfirmed,
    }
    /// A copy and a report.
    copy: CopyWords {
        title, disclaimer, answers, declined_note, words, sections, guidance, ask, support, safety, made_from,
        review_none,
    }
    /// The end.
    end: EndWords { heading, nothing_kept, copy_kept, thanks, save, results, restart, leave }
    /// The question whether to end.
    leave: LeaveWords { heading, not_kept, kept, stay, end }
    /// The question whether to start again.
    restart: RestartWords { heading, text, stay, again }
    /// Help.
    help: HelpWords { heading, keys, mouse, privacy }
    /// A window that is too small.
    small: SmallWords { need }
    /// What the hints line and the help call each command.
    hint: HintWords {
        choose, answer, open, back, on, next, begin, help, support, hide, undo, guard, scroll, page_scroll, top_bottom,
        change, open_text, source, more, tick, done, move_cursor, erase, region, leave, close, pages, number, select, redraw,
        suspend, come_back, forget,
    }
    /// What the keys are called.
    key: KeyWords { enter, esc, space, tab, page_up, page_down, home, end, backspace, delete }
}

/// Fills the places of a sentence: `{name}` is replaced by the value given for `name`.
///
/// A place for which nothing is given stays as it is, so that a test finds it.
#[must_use]
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let place = after.split_once('}');
        let value = place.and_then(|(name, _)| values.iter().find(|(known, _)| *known == name));
        match (place, value) {
            (Some((_, tail)), Some((_, value))) => {
                filled.push_str(value);
                rest = tail;
            }
            _ => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

impl About {
    /// Returns a number as a word where the language file has one, else in figures.
    #[must_use]
    pub fn number(&self, n: usize) -> String {
        self.number_words.split_whitespace().nth(n).map_or_else(|| n.to_string(), str::to_owned)
    }

    /// Joins words as a list: commas, and the language's "and" before the last.
    #[must_use]
    pub fn list(&self, words: &[String]) -> String {
        match words {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.list_and),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn places_are_filled_once_and_unknown_ones_stay() {
        assert_eq!(fill("{n} of {total} {x}", &[("n", "{total}"), ("total", "9")]), "{total} of 9 {x}");
        assert_eq!(fill("a { b", &[]), "a { b");
    }
}
