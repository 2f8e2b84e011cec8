//! stillpoint: a quiet, non-diagnostic checklist on emotional detachment for the terminal.
//!
//! This page is the map. A module here is a floor of the house; imports go down only, and two floors on one
//! level never see each other. `ARCHITECTURE.md` tells the ways through it.

/// What is true whatever the screen: questionnaire, answers, rules, results, the program's own sentences.
/// It may not do I/O, use a foreign crate, or fail other than by saying every problem.
pub mod domain {
    pub mod clean;
    pub mod code;
    pub mod copy;
    pub mod display_fault;
    pub mod draft;
    pub mod id;
    pub mod language;
    pub mod leaflet;
    pub mod markup;
    pub mod moment;
    pub mod phrase;
    pub mod plural;
    pub mod print_fault;
    pub mod problem;
    pub mod proof;
    pub mod pseudo;
    pub mod questionnaire;
    mod reach;
    pub mod record;
    pub mod record_fit;
    mod record_parts;
    mod record_take;
    pub mod region;
    pub mod response;
    pub mod results;
    pub mod rule;
    pub mod save_fault;
    mod shape;
    pub mod site;
    mod soundness;
    pub mod source;
    pub mod tag;
    pub mod texts;
    pub mod totals;
    pub mod wording;
}

/// A session under a policy: what is asked, answered, taken back. It may not know a screen, a key or a file.
pub mod engine {
    pub mod backoff;
    pub mod idle;
    pub mod policy;
    pub mod session;
    pub mod stopwatch;
    pub mod vigil;
}

/// The one state, what changes it, what each screen says and where it stands.
/// It may not draw, read a clock or touch the world; it knows crossterm's event types and ratatui's geometry.
pub mod app {
    mod areas;
    pub mod bindings;
    pub mod buttons;
    pub mod chord;
    pub mod client_view;
    pub mod code_rows;
    pub mod copy_draft;
    pub mod desk;
    mod desk_keymap;
    mod desk_notes;
    mod desk_panes;
    mod desk_rows;
    pub mod desk_update;
    pub mod fit;
    mod graphemes;
    pub mod hints;
    pub mod input;
    pub mod keeping;
    pub mod keymap;
    pub mod keys;
    pub mod layout;
    pub mod letters;
    pub mod message;
    pub mod model;
    pub mod navigate;
    pub mod notice;
    pub mod prose;
    pub mod qr_form;
    mod rows;
    pub mod screen;
    pub mod second_screen;
    pub mod setup;
    pub mod sheet;
    pub mod sides;
    pub mod spread;
    pub mod staff;
    pub mod stuck;
    mod tables;
    pub mod text_area;
    mod text_blocks;
    pub mod text_buffer;
    mod text_history;
    mod text_rows;
    pub mod update;
    pub mod visitor;

    /// What each screen says, a file for each kind; words and roles, no places and no colours.
    pub mod screens {
        pub mod along;
        pub mod attract;
        pub mod bring;
        pub mod compose;

        /// The counselor's side: what it says, a file for each kind.
        pub mod desk {
            mod guide;
            pub mod lists;
            pub mod pane;
            pub mod parts;
            mod summary;
        }
        pub mod more;
        pub mod overlay;
        pub mod parts;
        pub mod results;
        pub mod review;
        pub mod stop;
        pub mod take_away;
        pub mod welcome;
    }
}

/// How a state looks: roles to colours and glyphs, rows to cells. It may not change the state or decide what is said.
pub mod view {
    pub mod frame;
    pub mod theme;

    /// The parts of a frame; each draws what it is given and keeps nothing.
    pub mod widgets {
        pub mod body;
        pub mod border;
        pub mod hints;
        pub mod put;
        pub mod rule;
    }
}

/// File formats: from bytes to what can be relied on, and from results to what a person keeps. It may not see
/// the app, the view or the shell, and asks nobody anything.
pub mod files {
    pub mod answers;
    pub mod attempts;
    mod bech32;
    mod bounds;
    pub mod builtin;
    pub mod checked;
    pub mod client_part;
    mod codes;
    pub mod counters;
    pub mod diagnostic;
    pub mod disk;
    mod faults;
    pub mod identity;
    mod json;
    pub mod language;
    mod locator;
    mod optional;
    mod pin_hash;
    pub mod proofs;
    pub mod qr;
    pub mod questions;
    pub mod record;
    pub mod record_held;
    pub mod record_name;
    mod record_part;
    mod record_removal;
    pub mod record_store;
    mod rules;
    mod secrets;
    pub mod settings;
    mod settings_advice;
    mod shapes;
    pub mod source;
    mod syntax;
    pub mod translation;
    mod tree;
    mod values;
    pub mod vault;
    mod written;

    /// What is looked for in a file that can be used, and may still not be what its author wants; each lint has a
    /// name, and can be waived in the file.
    pub mod lint {
        mod english;
        mod facts;
        pub mod finding;
        pub mod gather;
        pub mod grade;
        pub mod hit;
        pub mod lints;
        mod pattern;
        pub mod phrases;
        mod plain;
        pub mod questions_in_one;
        mod said;
        mod sentences;
        mod spanish;
        mod support;
        mod syllables;
        mod terms;
        mod texts;
        pub(in crate::files) mod translated;
        pub(in crate::files) mod waivers;
        pub mod words;
    }

    /// What leaves the program as text; pure functions, for which a copy is already chosen.
    pub mod export {
        pub mod findings;
        pub mod json;
        pub mod leaflet;
        pub mod markdown;
        mod outline;
        mod prose;
        pub mod record;
        pub mod text;
    }
    pub mod save;
}

/// The only place with a clock, a terminal, an environment, signals and sockets. It may not decide anything about the checklist.
pub mod shell {
    pub mod attend;
    mod attendant;
    pub mod belonging;
    mod check;
    pub mod cli;
    pub mod cli_kiosk;
    pub mod cli_records;
    pub mod cli_values;
    pub mod clock;
    pub mod commands;
    pub mod confine;
    mod counts;
    pub mod cutter;
    pub mod display;
    mod display_sentences;
    pub mod environment;
    pub mod error;
    pub mod handover;
    pub mod input;
    mod journal;
    pub mod library;
    mod link;
    mod looks;
    pub mod midnight;
    pub mod mirror;
    mod mirror_server;
    mod offer;
    mod output;
    mod part;
    pub mod passphrase;
    pub mod pin;
    pub mod printer;
    mod record_sentences;
    pub mod record_session;
    pub mod recorder;
    mod records;
    pub mod reports;
    pub mod runtime;
    pub mod signals;
    pub mod site;
    mod staff_part;
    pub mod stage;
    pub mod supervisor;
    pub mod surface;
    pub mod take_away;
    pub mod terminal;
    mod terminal_watch;
    mod visitor_part;
    pub mod walkthrough;
    mod watchdog;
    pub mod wire;
    pub mod wire_content;
    pub mod wire_fields;
    mod wire_screen;
    mod wire_view;
}
