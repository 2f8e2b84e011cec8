//! Every sentence that the program says by itself, as one typed struct that a file of `languages/` fills.
//!
//! The struct has no defaults, so a shipped language file that lacks a sentence is refused. A site's own file is filled up
//! from a built-in one first. The texts of the questionnaire are not here. No code may hold a sentence that belongs here.
//!
//! ```
//! use stillpoint::domain::language::wording::fill;
//!
//! assert_eq!(fill("{n} of {total}", &[("n", "4"), ("total", "9")]), "4 of 9");
//! ```

use super::plural::{Forms, PluralRules};
use serde::{Deserialize, Serialize};

/// Declares the tables of a language file: a struct for each, a field for each sentence.
macro_rules! wording {
    ($($(#[$doc:meta])* $table:ident: $name:ident { $($key:ident),+ $(,)? })+) => {
        /// Every sentence of the program in one language.
        #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
        pub struct Wording {
            $($(#[$doc])* pub $table: $name,)+
            /// Sentences that change with a number.
            pub count: CountWords,
            /// Which form a number takes.
            pub plural: PluralRules,
            /// Native speakers who have read these sentences; `None` if they are no translation.
            pub reviewed_by: Option<Vec<String>>,
        }

        impl Wording {
            /// Every table of a language file with its keys, in the order of the struct.
            pub const KEYS: &'static [(&'static str, &'static [&'static str])] =
                &[$((stringify!($table), &[$(stringify!($key)),+])),+];

            /// Makes a wording by asking for each sentence by table and key, and for each counted one by key.
            pub fn fill(
                mut sentence: impl FnMut(&'static str, &'static str) -> String,
                forms: impl FnMut(&'static str) -> Forms,
                plural: PluralRules,
                reviewed_by: Option<Vec<String>>,
            ) -> Self {
                Self {
                    $($table: $name { $($key: sentence(stringify!($table), stringify!($key))),+ },)+
                    count: CountWords::fill(forms),
                    plural,
                    reviewed_by,
                }
            }

            /// Returns a sentence by table and key; empty if there is none of that name.
            #[must_use]
            pub fn sentence(&self, table: &str, key: &str) -> &str {
                $($(if (table, key) == (stringify!($table), stringify!($key)) {
                    return &self.$table.$key;
                })+)+
                ""
            }

            /// Changes every sentence, the counted ones in each of their forms.
            pub fn change(&mut self, mut change: impl FnMut(&'static str, &'static str, &mut String)) {
                $($(change(stringify!($table), stringify!($key), &mut self.$table.$key);)+)+
                self.count.change(|key, form| change("count", key, form));
            }
        }

        $(
            $(#[$doc])*
            #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
            pub struct $name {
                $(#[doc = concat!("The sentence `", stringify!($table), ".", stringify!($key), "`.")]
                pub $key: String),+
            }
        )+
    };
}

wording! {
    /// The language itself.
    about: AboutWords { language, name, number_words, ten_thousand, list_and, date, months, capitalized }
    /// The first screen.
    welcome: WelcomeWords {
        heading, not_a_test, time, private, hiding, adults, not_reviewed, reviewed, not_native, native, begin, read_from, go_on,
    }
    /// What is said about safety, in the same words everywhere.
    safety: SafetyWords { full, here }
    /// The note before sensitive items.
    note: NoteWords { heading, go_on, skip, skip_heading, answered, history, keep, forget, take_back, stay }
    /// An item.
    item: ItemWords { position, declined, guard, guard_short, how_to_choose, how_to_touch }
    /// A text that is written.
    field: FieldWords { full }
    /// The states of an item in lists.
    state: StateWords { declined, withheld, skipped, not_reached, part_skipped, not_asked }
    /// The list of all answers.
    review: ReviewWords { heading, lead, go_on }
    /// The pages of results.
    results: ResultsWords {
        page, of, tally, sections, guidance, bring, support, lead, count_limits, counted, why, why_some, why_part, why_item,
        why_everybody, more_texts, next_step, none_matched, sections_lead, guidance_lead, nothing_answered, not_asked_here, not_asked_before,
        part_skipped,
    }
    /// The readings that are there for everybody.
    more: MoreWords { heading, lead, glossary, note_heading }
    /// Where a text comes from.
    source: SourceWords { heading, open, unnamed, clear, mended, unclear, ours, untold, beyond, fact, unclear_here, missing, drawn_from, named }
    /// What to bring up.
    bring: BringWords {
        lead, words_heading, words_empty, since_heading, since_empty, step_heading, step_empty, answers_heading, ask_first_heading, not_alone_heading, ask_heading, sensitive_hint,
        turn_all_ticks, parts_heading, part_words, part_answers, part_support, part_more, part_texts, part_then_and_now,
    }
    /// Support lines.
    support: SupportWords {
        heading, region, elsewhere, without_number, none, regions, first_letters, not_listed, crisis, abuse, young, substances, watched, emergency, local, named, instead, others, checked, own_checked, checked_by, seen, own_seen, changes, sure, own,
        us, ca, gb, gb_eng, gb_sct, gb_wls, gb_nir, ie, au, nz, es, mx, ar, cl, co, pe, pr, eu, world, any_other,
    }
    /// Saving a copy.
    save: SaveWords {
        heading, file_name, found, remote, format, text, html, markdown, answers, place, preview, preview_page, broken_lines, save, back, go_back, saved, exists_heading, exists,
        replace, keep, no_permission, disk_full, is_folder, read_only, no_folder, bad_name, other, unconfirmed,
    }
    /// A copy and a report.
    copy: CopyWords {
        title, day, disclaimer, answers, counted, declined_note, part_skipped_note, not_asked_note, words, since, next_step, sections, guidance, visit, could_talk_about, support, safety,
        more_short, more, made_from, review_none, then_and_now, then_and_now_days, nothing_differs,
    }
    /// A form that other programs show, or that is filled in on paper.
    form: FormWords { before, what, safety, because, finished, last, how, found, adults, skip_to, skip_rest, question, guard, guard_above, more }
    /// What is taken along in a QR code, where every byte counts.
    leaflet: LeafletWords { what, step, own_step, words, since, ask_first, not_alone, question, instead }
    /// A counselor's record, written out.
    record: RecordWords {
        title, lead, name, dates, round, made_from, time, carried, other_questions, words_in_use, words_unknown, flagged,
        answers, flag, item_time, unknown_item, session_notes, words, since, next_step, consents, consent, no_consent, history,
        answered, stands, answer_changed, answer_removed, flag_added, flag_removed, note_on, written, rewritten, erased, language_begun,
        language_changed, consented, taken_over, compared, compared_dates, then, now, with_question, not_there, nothing, same,
        nothing_other,
    }
    /// The end.
    end: EndWords { heading, nothing_kept, opened, copy_kept, thanks, save, results, restart, leave }
    /// The question whether to end.
    leave: LeaveWords { heading, not_kept, kept, stay, end }
    /// The question whether to start again.
    restart: RestartWords { heading, text, stay, again }
    /// Help.
    help: HelpWords { heading, keys, letters, mouse, copy, copying, privacy }
    /// What is said instead of other sentences where a counselor sits beside the person.
    two: TwoWords { private, hiding, here, nothing_kept, record_kept, leave_nothing, leave_record, copy_kept, help }
    /// The screen turned to the client, and private answers.
    turned: TurnedWords {
        heading, text, stay, back, private, private_short, answered, answered_short, show_row, withheld, withheld_short, show_heading, show_text, keep, show,
    }
    /// The counselor's side.
    desk: DeskWords {
        title, title_status, saved, pending, no_record, no_consent, not_saved, not_saved_long, no_permission, disk_full,
        read_only, no_folder, unconfirmed, other, open_to_others, held, changed, changed_how, too_large, not_sealed, ask, listen, then, nothing_asked, being_asked, note_ahead, sensitive, withheld,
        notes, notes_empty, session_notes, flagged, unflagged, time, time_session, clock_stopped, items, counted, which_item, note, summary, flagged_first,
        the_rest, minutes, rounds, no_rounds, notes_then, protocol, no_protocol, help, words, since, next_step,
    }
    /// What a counselor has to know before the client is asked anything.
    start: StartWords {
        heading, new_record, resumed, no_record, no_place, misfit, other_version, other_questionnaire, gone, other_words, words_unknown,
        new_items, stays, old,
        names, display, no_display, no_runtime_folder, folder_not_own, folder_open, folder_unusable, too_many, too_long,
        go_on, go_on_round, new_round, keep_what_fits, leave,
    }
    /// A record that is begun while the walkthrough runs.
    new_record: NewRecordWords {
        heading, lead, name, go_on, kept, record, ask, agree, go_on_without, other_name, no_folder, no_recipients, empty,
        start, sign, file_ending, too_long, taken, own_key, fault,
    }
    /// The words to begin with.
    opening: OpeningWords {
        heading, lead, what, not_a_test, skip, record, nothing, ask, earlier, agree_record, agree, go_on, without_record,
        leave_record, stop,
    }
    /// The words to close with.
    closing: ClosingWords {
        heading, lead, words, step, support, write_words, write_step, show_support, copy, summary, end,
    }
    /// A second screen.
    display: DisplayWords {
        heading, waiting, ended, place, full, other_version, unreadable, beyond, leave,
    }
    /// A screen in a waiting room.
    kiosk: KioskWords {
        begin, any_key, nothing_kept, paper, idle, warning, warning_left, warning_go_on, private, hiding, safety, here, end_kept, restart_text,
        restart_again, help, back, on, come_back, more, note_more, note, source, support, hide, hide_screen, about, danger, guidance_lead, up, down, letters, capitals, small_letters, space, new_line, erase, written, start_over, clear, out_of_order, ask,
        take_along, read_all, bring_both, bring_code, bring_page, bring_text, along_code, along_page, along_text, show_code, print, read_first, read, preview, part_support, part_steps, part_words, part_answers, part_visit,
        code_part, code_each, code_how, left_out, left_out_printed, no_room, no_room_printed, printing, printed, not_printed, enough,
    }
    /// What staff see of a kiosk.
    staff: StaffWords {
        title, pin, no_pin, wrong, too_soon, too_many, erase, enter, back, totals, no_totals, reload, reloaded, not_reloaded, test_print,
        printing, printed, not_printed, no_printer, leave, leave_ask, stay, no_day_closed, fewer_than_five, not_shown, begun, finished, ended_by_idle, take_aways,
        not_found, no_permission, ended, killed, not_read, too_long,
    }
    /// A window that is too small.
    small: SmallWords { need, need_in_short, least }
    /// What the hints line and the help call each command.
    hint: HintWords {
        choose, answer, skip, skip_part, review, back, on, next, begin, help, support, rarely, hide, undo, guard, scroll, page_scroll, top_bottom,
        change, open_text, source, more, tick, untick, write_here, tick_or_write, turn_all_ticks, done, move_cursor, move_line, erase, region, language, leave, close, pages, number, select, redraw,
        mouse, mouse_back, suspend, come_back, forget, leave_record, turn, flag, client_alone, private, items, session_notes, opening, begin_record, closing,
        summary, rounds, protocol, clock, pause, write, give_back, give_back_protocol, show_answer, move_word, new_line,
        undo_writing, redo_writing, start_over, clear,
    }
    /// What the keys are called.
    key: KeyWords { enter, esc, space, tab, page_up, page_down, home, end, backspace, delete }
    /// The lines of plain mode.
    plain: PlainWords {
        greeting, greeting_keys, stays, stays_written, answer, choice, name, enter, line, value, lines_help, value_help, stands, chosen, ticked,
        unticked, unknown, nothing_typed, several, idle, too_long, client_side, own_side, commands, numbers, not_cleared, at_end, keep,
        type_word, again, slashed, flagged, adults, in_danger, guidance_lead, none_matched, unseen, no_more_input,
    }
    /// The words that are typed in plain mode.
    command: CommandWords {
        on, back, skip, review, undo, note, source, ticks, more, region, language, help, support, hide, end, suspend, again,
        page, counselor, show, side, write, close, mark, client, private, items, session, record, opening, closing, summary,
        rounds, protocol, pause, clock, anew, redo,
    }
}

/// Declares the sentences that change with a number.
macro_rules! counted {
    ($($(#[$doc:meta])* $key:ident),+ $(,)?) => {
        /// Sentences that change with a number. In each, `{n}` is the number in figures and `{number}` in words.
        #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
        pub struct CountWords {
            $($(#[$doc])* pub $key: Forms),+
        }

        impl CountWords {
            /// The keys of the table `count`, in the order of the struct.
            pub const KEYS: &'static [&'static str] = &[$(stringify!($key)),+];

            fn fill(mut forms: impl FnMut(&'static str) -> Forms) -> Self {
                Self { $($key: forms(stringify!($key))),+ }
            }

            /// Returns the forms of a sentence by its key.
            #[must_use]
            pub fn of(&self, key: &str) -> &Forms {
                static NONE: Forms = Forms(Vec::new());
                $(if key == stringify!($key) {
                    return &self.$key;
                })+
                &NONE
            }

            fn change(&mut self, mut change: impl FnMut(&'static str, &mut String)) {
                $(self.$key.0.iter_mut().for_each(|(_, form)| change(stringify!($key), form));)+
            }
        }
    };
}

counted! {
    /// How many questions there are.
    questions,
    /// How long that takes.
    minutes,
    /// How often a word was answered; `{word}` is the word.
    answers,
    /// How many items have no answer, for one reason; `{word}` is the reason.
    others,
    /// How many records there are.
    records,
    /// How many days.
    days,
}

impl Wording {
    /// Returns a sentence in the form for a number, with its places filled.
    #[must_use]
    pub fn counted(&self, forms: &Forms, n: usize, values: &[(&str, &str)]) -> String {
        let (figures, number) = (self.about.figures(n), self.about.number(n));
        let all = [&[("n", figures.as_str()), ("number", number.as_str())], values].concat();
        fill(forms.of(self.plural.category(n)), &all)
    }
}

/// Replaces each place `{name}` of a sentence by the value for `name`.
///
/// A place without a value stays as it is, so that a test finds it. Values are not searched for places.
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

/// Returns the names of the places of a sentence in their order: `n` and `total` for `{n} of {total}`.
#[must_use]
pub fn places(sentence: &str) -> Vec<&str> {
    let ends = sentence.split('{').skip(1);
    ends.filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
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
