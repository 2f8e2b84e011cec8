//! What `--help` says of each command besides its arguments: examples, what is good to know, and the exit status.
//!
//! Tests run every example. A paragraph is one line, because the terminal and the manual break it each to their width;
//! a heading ends with a colon, as [`crate::shell::reference`] expects it. Nothing else may stand here.

/// What the exit status means, for the commands that share it.
macro_rules! exit_status {
    () => {
        "\n\nExit status:
  0      it is done
  1      it failed: standard error says what happened, where, and what to do
  2      the command line was not understood
  128+n  signal n ended it, such as 143 for SIGTERM"
    };
}

/// Puts together the examples, the paragraphs and the exit status of a command.
macro_rules! help {
    ($examples:literal $(, $paragraph:literal)*) => {
        concat!("Examples:\n", $examples $(, "\n\n", $paragraph)*, exit_status!())
    };
}

/// Where `-h` points to.
pub(super) const SHORT: &str =
    "Examples and the exit status: stillpoint --help. Each command has its own: stillpoint report --help.";

pub(super) const CHECKLIST: &str = help!(
    "  stillpoint                            go through the checklist
  stillpoint --theme high-contrast      the same, with stronger contrast
  stillpoint --lang es                  the same in Spanish
  stillpoint --plain                    line by line, for a screen reader
  stillpoint --answers answers.json     go on with answers that were saved
  stillpoint --settings site.toml       with a site's own support lines
  stillpoint report answers.json        print the results for a file of answers
  stillpoint new mine                   begin a questionnaire of your own
  stillpoint check mine.toml            say what is wrong with one, if anything
  stillpoint --questions mine.toml      go through it
  stillpoint counselor                  lead a client through the checklist
  stillpoint display                    follow that on a second screen
  stillpoint kiosk                      an unattended screen in a waiting room
  stillpoint man settings.toml          read what settings can hold",
    "Nothing is sent anywhere. Nothing is kept unless you save it.",
    "Each command has examples of its own: stillpoint report --help."
);

pub(super) const COUNSELOR: &str = help!(
    "  stillpoint counselor                   keep no record
  stillpoint counselor --record maple-7  begin this record, or go on with it
  stillpoint counselor --plain           line by line, for a screen reader
  stillpoint counselor --lang es --no-settings",
    "A record is kept only if the client agrees. The settings say where, and with which keys it is encrypted: see stillpoint man settings.toml. Choose a name that tells nobody who the client is."
);

pub(super) const DISPLAY: &str = help!(
    "  stillpoint display                     follow the walkthrough that runs, or wait
  stillpoint display --theme light --lang es
  stillpoint display /run/user/1000/stillpoint/display-2.sock
                                         follow the second of two walkthroughs",
    "It shows what the client sees and nothing else: no notes, no prompts, and no answer that was given privately. It changes nothing. Arrows scroll it; q or Ctrl-C closes it. The same user has to start both programs."
);

pub(super) const REPORT: &str = help!(
    "  stillpoint report answers.json
  stillpoint report answers.json --format markdown --region GB > results.md
  stillpoint report answers.json --talking-points
  stillpoint report - --format json < answers.json
  stillpoint report answers/ --out reports --format html",
    "With --out each file of answers gets a report with its name: maple.json, maple.txt. Of a folder, the files are taken whose names end in .json. What is there already is left as it is. Where some reports cannot be written, the others are."
);

pub(super) const QUESTIONNAIRE: &str = help!(
    "  stillpoint questionnaire > questions.toml
  stillpoint questionnaire --format json
  stillpoint questionnaire --format html --region GB > form.html
  stillpoint questionnaire --format text --lang es | lp
  stillpoint questionnaire --format frame --lang de > de.toml"
);

pub(super) const NEW: &str = help!(
    "  stillpoint new sleep
  stillpoint new sleep --lang de",
    "Nothing that is there already is changed."
);

pub(super) const SENTENCES: &str = help!(
    "  stillpoint sentences > de.toml
  stillpoint sentences --lang es",
    "What to change in it: stillpoint man questions.toml"
);

pub(super) const CHECK: &str = "\
Examples:
  stillpoint check mine.toml
  stillpoint check --strict --today 2026-12-01 mine.toml
  stillpoint check --witnesses
  stillpoint check --watch mine.toml
  stillpoint check --format json - < site.toml

Notes go to standard output, and so does what is said of a file without a fault. Errors and warnings go to standard error.

To leave a text as it is, waive its warning in the file, by the name in brackets and with a reason: see stillpoint man questions.toml.

Exit status:
  0      no errors; with --watch, you have ended it
  1      errors; with --strict, warnings too
  2      the command line was not understood
  128+n  signal n ended it, such as 143 for SIGTERM";

pub(super) const RECORDS: &str = help!(
    "  stillpoint records list
  stillpoint records show maple-7
  stillpoint records export maple-7 --format markdown > maple-7.md
  stillpoint records remove maple-7
  stillpoint records rekey --identity old-key.txt",
    "The settings say where records are kept and who can open them: see stillpoint man settings.toml. While a walkthrough runs, none is listed.",
    "The standard tool opens a record as well: age -d -i KEY NAME.age"
);

pub(super) const RECORDS_LIST: &str = help!(
    "  stillpoint records list
  stillpoint records list --settings site.toml",
    "While a walkthrough runs, none is listed: a client may see the screen."
);

pub(super) const RECORDS_SHOW: &str = help!(
    "  stillpoint records show maple-7
  stillpoint records show maple-7 --identity key.txt"
);

pub(super) const RECORDS_EXPORT: &str = help!(
    "  stillpoint records export maple-7 --format markdown > maple-7.md
  stillpoint records export maple-7 --format fhir > maple-7.json",
    "What is printed is not encrypted, and has your notes in it unless the form is fhir."
);

pub(super) const RECORDS_REKEY: &str = help!(
    "  stillpoint records rekey
  stillpoint records rekey --identity old-key.txt",
    "Run it when the recipients in the settings have changed."
);

pub(super) const RECORDS_REMOVE: &str = help!(
    "  stillpoint records remove maple-7
  stillpoint records remove maple-7 --yes"
);

pub(super) const KIOSK: &str = help!(
    "  stillpoint kiosk                       wait for visitors
  stillpoint kiosk --settings site.toml  the same, with these settings
  stillpoint kiosk --set-pin             ask twice for a PIN, print its hash
  stillpoint kiosk --set-pin > hash.txt  the same; the hash goes to the file",
    "Staff come in by Ctrl-K Ctrl-T Ctrl-K Ctrl-T and the PIN. SIGTERM ends it. docs/kiosk.md says what a kiosk needs around it.",
    "--set-pin writes nothing but the hash to standard output. Put it into the settings, as pin_hash under [kiosk]: see stillpoint man settings.toml."
);

pub(super) const COMPLETIONS: &str = help!(
    "  stillpoint completions bash > stillpoint.bash
  stillpoint completions zsh > _stillpoint
  stillpoint completions fish > stillpoint.fish",
    "To have it in every bash, write it to ~/.local/share/bash-completion/completions/stillpoint; for fish, to ~/.config/fish/completions/stillpoint.fish; for zsh, as _stillpoint into a folder of fpath. For Elvish and PowerShell see docs/options.md.",
    "Names of records are never listed. One is completed from three letters on, if no other begins with them."
);

pub(super) const MAN: &str = help!(
    "  stillpoint man                    the page of the program
  stillpoint man report             the page of a command
  stillpoint man records show
  stillpoint man settings.toml      what settings can hold
  stillpoint man questions.toml > questions.toml.5
  stillpoint man --out pages        all pages, as files in the folder pages",
    "On a terminal the page is shown by man. Elsewhere its source is printed, which man -l, mandoc and groff read."
);
