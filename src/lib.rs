//! stillpoint: a quiet, non-diagnostic checklist on emotional detachment for the terminal.
//!
//! This page is the map. A module here is a floor of the house; imports go down only, and two floors on one
//! level never see each other. `ARCHITECTURE.md` tells the ways through it.

/// What is true whatever the screen: questionnaire, answers, rules, results, the program's own sentences.
/// It may not do I/O, use a foreign crate but serde's derive and jiff's calendar, or fail other than by saying every problem.
pub mod domain {
    pub mod id;
    pub mod sanitize;
    pub(crate) mod silent;
    pub mod site;
    pub mod timestamp;
    pub mod totals;

    /// The questionnaire: its parts as authored, its rules, and the checks that make it one that can be relied on.
    pub mod questionnaire {
        pub mod definition;
        pub mod draft;
        pub mod front_matter;
        pub mod markup;
        pub(crate) mod prechecked;
        pub mod problem;
        pub(crate) mod provenance;
        pub mod region;
        pub mod rules;
        pub mod support_page;
        pub mod texts;
        pub(crate) mod validate;
    }

    /// Languages: tags, plural rules, the sentences of the program, and the languages that a session can be held in.
    pub mod language {
        pub mod languages;
        pub mod manner;
        pub mod plural;
        pub mod pseudo;
        pub mod site_text;
        pub mod tag;
        pub mod wording;
    }

    /// What a person answered and what follows from it: results, the copy, what a phone reads.
    pub mod answers {
        pub mod copy;
        pub mod copy_format;
        pub mod handout;
        pub mod own_words;
        pub mod qr_symbol;
        pub mod response;
        pub mod results;
        pub mod sentences;
        pub mod talking_points;
        pub mod then_and_now;
    }

    /// Proofs about the rules of a questionnaire, by searching for answers.
    pub mod proof {
        pub(crate) mod normal_form;
        pub mod prove;
        pub(crate) mod rule_search;
    }

    /// What a counselor keeps of a client: rounds and their words, how a change enters them, whether they fit a questionnaire.
    pub mod record {
        pub mod asked_words;
        pub mod comparison;
        pub mod compatibility;
        pub mod contents;
        pub mod round_words;
        pub(crate) mod text_change;
        pub(crate) mod update;
    }

    /// Why something that the program was asked for could not be done.
    pub mod faults {
        pub mod begin;
        pub mod display;
        pub mod print;
        pub mod save;
    }
}

/// A session under a policy: what is asked, answered, taken back. It may not know a screen, a key or a file.
pub mod engine {
    pub mod backoff;
    pub mod idle_watch;
    pub mod policy;
    pub mod session;
    pub mod stopwatch;
    pub(crate) mod way;
}

/// The one state, what changes it, what each screen says and where it stands.
/// It may not draw, read a clock or touch the world; it knows crossterm's event types and ratatui's geometry.
pub mod app {
    /// Text under editing: what is written, where the cursor is, how it wraps. It may not know a key or draw.
    pub mod text {
        pub mod area;
        pub mod edit;
        pub(crate) mod folded;
        pub(crate) mod graphemes;
        pub(crate) mod history;
        pub(crate) mod store;
        pub(crate) mod wrap;
    }

    /// The one state and the messages that change it. It may not know a key, a row or a place on the screen.
    pub mod state {
        pub mod app;
        pub mod autosave;
        pub mod client_view;
        pub mod context;
        pub(crate) mod copy_draft;
        pub(crate) mod copying;
        pub mod counselor;
        pub mod message;
        pub mod model;
        pub(crate) mod navigation;
        pub(crate) mod possible;
        pub mod qr_form;
        pub mod screen;
        pub mod setup;
        pub(crate) mod sides;
        pub(crate) mod take_along;
        pub(crate) mod then_and_now;
    }

    /// What a screen says: lines with roles, wrapped to a width. It may not know which screen it is for.
    pub mod sheet {
        pub mod lines;
        pub mod qr_rows;
        pub mod signs;
        pub mod width;
        pub mod wrap;
    }

    /// Keys, the tables that bind them to commands, and which tables are active where.
    pub mod keys {
        pub(crate) mod active;
        pub mod bindings;
        pub(crate) mod common_keymap;
        pub(crate) mod counselor_keymap;
        pub(crate) mod editing;
        pub mod key;
        pub mod keymap;
        pub(crate) mod other_keymaps;
        pub(crate) mod twins;
    }

    /// Everything that can be looked at, a file for each: which keys are valid, what it says, what its rows do. Words and
    /// roles, no places and no colors.
    pub mod screens {
        pub(crate) mod article;
        pub(crate) mod attract;
        pub(crate) mod code;
        pub mod component;
        pub(crate) mod end;
        pub(crate) mod handout;
        pub(crate) mod index;
        pub(crate) mod item;
        pub(crate) mod neutral;
        pub mod notice;
        pub mod parts;
        pub(crate) mod reading_list;
        pub mod registry;
        pub(crate) mod results;
        pub(crate) mod review;
        pub(crate) mod save;
        pub(crate) mod talking_points;
        pub(crate) mod too_small;
        pub(crate) mod warning;
        pub(crate) mod welcome;
        pub(crate) mod writing;

        /// What lies on top of a screen.
        pub(crate) mod overlay {
            pub(crate) mod about;
            pub(crate) mod give_back;
            pub(crate) mod guard;
            pub(crate) mod help;
            pub(crate) mod leave;
            pub(crate) mod more;
            pub(crate) mod preview;
            pub(crate) mod question;
            pub(crate) mod regions;
            pub(crate) mod replace;
            pub(crate) mod restart;
            pub(crate) mod show_answer;
            pub(crate) mod skip_part;
            pub(crate) mod source;
            pub(crate) mod support;
        }

        /// The panes of the counselor's side.
        pub(crate) mod counselor {
            pub(crate) mod closing;
            pub(crate) mod guide;
            pub(crate) mod help;
            pub(crate) mod items;
            pub(crate) mod notes;
            pub(crate) mod opening;
            pub(crate) mod parts;
            pub(crate) mod protocol;
            pub(crate) mod record_consent;
            pub(crate) mod record_name;
            pub(crate) mod rounds;
            pub(crate) mod session_notes;
            pub(crate) mod spoken;
            pub(crate) mod start;
            pub(crate) mod summary;
        }
    }

    /// Where everything stands in a window of a size, and what a click there means.
    pub mod layout {
        pub(crate) mod areas;
        pub mod buttons;
        pub(crate) mod concerned;
        pub mod cursor;
        pub mod hints;
        pub(crate) mod language_hint;
        pub(crate) mod message_page;
        pub(crate) mod on_screen_keyboard;
        pub(crate) mod overflow;
        pub mod second_screen;
        pub mod single;
        pub mod split;
    }

    /// How an event becomes a message, and how a message changes the state.
    pub mod update {
        pub mod client;
        pub mod composed;
        pub mod counselor;
        pub(crate) mod fields;
        pub mod input;
        pub(crate) mod keeping;
        pub(crate) mod known_layout;
        pub(crate) mod movement;
        pub(crate) mod notes;
        pub(crate) mod record;
        pub(crate) mod regions;
    }

    /// Plain mode: the same state as lines that are read out, and lines that are typed as messages. It may not place a text,
    /// or hold a sentence.
    pub mod plain {
        pub mod commands;
        pub mod narrator;
        pub(crate) mod spoken;
        pub mod typed;
        pub(crate) mod writing;
    }

    /// A visitor at a public screen, and the staff who look after it.
    pub mod kiosk {
        pub mod chord;
        pub mod held_key;
        pub mod visitor;

        /// What staff see after their chord.
        pub mod staff {
            pub(crate) mod leave;
            pub(crate) mod menu;
            pub(crate) mod message;
            pub(crate) mod pin;
            pub mod state;
            pub mod update;
        }
    }
}

/// How a state looks: roles to colors and glyphs, rows to cells. It may not change the state or decide what is said.
pub mod view {
    pub mod display_list;
    pub mod frame;
    pub mod theme;

    /// The parts of a frame; each draws what it is given and keeps nothing.
    pub mod widgets {
        pub mod body;
        pub(crate) mod border;
        pub mod hints;
        pub mod rule;
    }
}

/// File formats: from bytes to what can be relied on, and from results to what a person keeps. It may not see
/// the app, the view or the shell, and asks nobody anything.
pub mod files {
    pub(crate) mod answer_faults;
    pub(crate) mod answer_keys;
    pub mod answers;
    pub mod check;
    pub mod disk;
    pub(crate) mod from_json;
    pub(crate) mod json;
    pub(crate) mod made_with;
    pub mod real_folder;
    pub mod save;
    pub mod text_file;

    /// TOML with places: from text to typed values, with line and column for every fault.
    pub mod toml {
        pub(crate) mod bounds;
        pub(crate) mod by_language;
        pub(crate) mod codes;
        pub(crate) mod common_codes;
        pub(crate) mod consequences;
        pub mod diagnostic;
        pub(crate) mod document;
        pub(crate) mod entry_at;
        pub(crate) mod faults;
        pub mod lint;
        pub(crate) mod locator;
        pub(crate) mod nesting;
        pub(crate) mod optional;
        pub(crate) mod other_notation;
        pub(crate) mod raw_position;
        pub(crate) mod scalars;
        pub(crate) mod syntax;
        pub(crate) mod tree;
        pub(crate) mod unquoted;
        pub(crate) mod values;
    }

    /// The files of the content: questionnaire, translation, sentences of the program.
    pub mod content {
        pub(crate) mod avoided;
        pub mod builtin;
        pub(crate) mod client_part;
        pub(crate) mod compact;
        pub(crate) mod frame;
        pub mod language;
        pub(crate) mod late_faults;
        pub(crate) mod meant_ids;
        pub(crate) mod prepared;
        pub mod proofs;
        pub mod questions;
        pub(crate) mod rules;
        pub(crate) mod tables;
        pub mod translation;
        pub(crate) mod waiver_places;
    }

    /// What is looked for in a file that can be used, and may still not be what its author wants; each lint has a
    /// name, and can be waived in the file. The words and limits are data, `lints/*.toml`. It may not be named by what a
    /// session runs, but for the names of lints: no session reads a list.
    pub mod lint {
        pub(crate) mod avoided_phrases;
        pub(crate) mod built_in_lists;
        pub(crate) mod double_barreled;
        pub(crate) mod facts;
        pub mod finding;
        pub(crate) mod list_entries;
        pub(crate) mod lists;
        pub mod normalize;
        pub(crate) mod own_sentences;
        pub mod pattern;
        pub(crate) mod readability;
        pub(crate) mod run;
        pub mod sentences;
        pub(crate) mod support;
        pub mod syllables;
        pub(crate) mod terms;
        pub(crate) mod text_finding;
        pub(crate) mod text_lints;
        pub(crate) mod texts;
        pub mod tokens;
        pub(crate) mod translated;
        pub(crate) mod waivers;
        mod word_hasher;
        pub(crate) mod wording_rules;
    }

    /// The settings file of a site, and the secrets in it.
    pub mod settings {
        pub(crate) mod advice;
        pub(crate) mod pin_hash;
        pub mod reader;
        pub(crate) mod recipient;
        pub(crate) mod secrets;
        pub(crate) mod spoken;
        pub(crate) mod texts;
    }

    /// Questionnaires and responses in FHIR R4.
    pub mod fhir {
        pub(super) mod canonical;
        pub(super) mod enabling;
        pub(super) mod own_page;
        pub mod questionnaire;
        pub mod reading;
        pub mod response;
        pub(super) mod texts;
    }
    /// What leaves the program as text; pure functions, for which a copy is already chosen.
    pub mod export {
        pub mod answers;
        pub(crate) mod copy;
        pub mod findings;
        pub mod form;
        pub mod handout;
        pub mod html;
        pub mod json;
        pub mod json_report;
        pub mod markdown;
        pub(crate) mod outline;
        mod pretty_json;
        pub mod printed;
        pub(crate) mod prose;
        pub mod qr_codes;
        pub mod questionnaire_json;
        pub mod record;
        pub(crate) mod record_history;
        pub mod text;
    }

    /// A counselor's records: encrypted files in a folder, each held by one program at a time.
    pub mod records {
        pub mod encryption;
        pub mod folder;
        pub mod format;
        pub(crate) mod format_parts;
        pub(crate) mod format_round;
        pub mod header;
        pub mod identity;
        pub mod lock;
        pub mod name;
        pub(crate) mod removal;
        pub mod strays;
    }

    /// What a kiosk keeps on disk: totals of a day, and wrong tries at the PIN.
    pub mod kiosk {
        pub(crate) mod counters;
        mod hold;
        pub mod pin_attempts;
    }
}

/// The only place with a clock, a terminal, an environment, signals and sockets. It may not decide anything about the checklist.
pub mod shell {
    /// The command line: what can be asked of the program.
    pub mod cli {
        pub mod args;
        pub mod authoring;
        pub mod formats;
        pub(crate) mod help;
        pub mod kiosk;
        pub mod parsing;
        pub mod records;
        pub mod reference;
        pub mod report;
        pub mod values;
    }

    /// The world around the program: environment, clocks, files of a site, errors.
    pub mod world {
        pub mod beside;
        pub mod clock;
        pub(crate) mod copy_file;
        pub mod environment;
        pub mod error;
        pub(crate) mod languages_there;
        pub mod library;
        pub mod midnight;
        pub mod output;
        pub(crate) mod own_program;
        pub mod ownership;
        pub(crate) mod paths;
        pub mod site;
    }

    /// The terminal: taken over and given back, read, drawn on.
    pub mod terminal {
        pub mod cutter;
        pub mod event;
        pub mod event_source;
        pub mod faults;
        pub mod guard;
        pub mod input;
        pub mod mailbox;
        pub mod output;
        pub mod passphrase;
        pub(crate) mod program;
        pub(crate) mod progress;
        pub mod rescue;
        pub(crate) mod rescue_line;
        mod row_diff;
        pub mod signals;
        pub mod stage;
        pub mod surface;
        pub(crate) mod theme_choice;
    }

    /// A counselor's record while a walkthrough runs: opened, saved, and what is said of it.
    pub mod records {
        pub(crate) mod copies;
        pub mod new_record;
        pub mod recorder;
        pub(crate) mod sentences;
        pub mod session;
    }

    /// A session in plain mode: lines that are typed, and lines that are written.
    pub mod plain {
        pub(crate) mod abilities;
        pub(crate) mod front;
        pub(crate) mod line;
        pub(crate) mod program;
        pub(crate) mod run;
    }

    /// The second screen: the server in a walkthrough, the client in another terminal.
    pub mod display {
        pub(crate) mod client;
        pub mod second_screen;
        pub(crate) mod sentences;
        pub mod server;
        pub(crate) mod server_thread;

        /// What goes over the socket to a second screen, as JSON in frames.
        pub mod wire {
            pub mod content;
            pub mod fields;
            pub mod frames;
            pub(crate) mod site_forms;
        }
    }

    /// The kiosk: a supervisor and the child processes it starts for visitors and staff.
    pub mod kiosk {
        pub(crate) mod child_context;
        pub(crate) mod child_events;
        pub(crate) mod child_main;
        pub(crate) mod config;
        pub(crate) mod counts;
        pub mod handover;
        pub(crate) mod journal;
        pub(crate) mod made_codes;
        pub mod pin;
        pub mod printer;
        pub(crate) mod process;
        pub mod sandbox;
        pub(crate) mod staff;
        pub mod supervisor;
        pub(crate) mod visitor;
        pub(crate) mod watchdog;
    }

    /// A session on the full screen: the loop, and what a walkthrough has beside it.
    pub mod session {
        pub(crate) mod ending;
        pub(crate) mod event_loop;
        pub(crate) mod one_task;
        pub(crate) mod options;
        pub mod walkthrough;
    }

    /// What tells about the command line: the words that fit it, for the scripts of five shells, and the manual.
    pub(crate) mod reference {
        mod command_page;
        mod page_head;
        pub(crate) mod pages;
        mod paper_page;
        mod paper_words;
        pub(crate) mod values;
        pub(crate) mod words;
    }

    /// What each command of the command line does.
    pub mod commands {
        pub(crate) mod check;
        mod completions;
        mod forms;
        mod man;
        mod many_reports;
        mod new_folder;
        mod passage;
        pub(crate) mod records;
        mod region;
        mod rekey;
        mod report;
        mod report_maker;
        pub(crate) mod response;
        pub mod run;
        mod watch;
    }
}
