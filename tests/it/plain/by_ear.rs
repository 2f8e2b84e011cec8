//! What was found by listening to whole sessions with a voice. A voice leaves `?` and `!` out, and knows no keys of the screen.

use super::session::Place;

/// Where the questions are answered, what lies behind them is read, and a copy is looked at.
const PERSON: [&str; 19] = [
    "", "2", "!", "", "?", "", "banana", "", "review", "1", "", "1", "", "page 4", "1", "?", "", "a word", "",
];

/// Where a counselor begins, marks a question, hands over for a private turn, and looks at the questions.
const COUNSELOR: [&str; 11] = ["1", "1", "", "mark", "often", "private", "2", "counselor", "2", "items", "?"];

#[test]
fn no_sentence_names_a_key_of_the_screen_or_a_sign_that_a_voice_leaves_out() {
    let place = Place::new();
    for (arguments, script) in [
        (["--plain", "--lang", "en"].as_slice(), PERSON.as_slice()),
        (&["--plain", "--lang", "es"], &PERSON),
        (&["counselor", "--plain", "--lang", "en"], &COUNSELOR),
        (&["counselor", "--plain", "--lang", "es"], &COUNSELOR),
    ] {
        let heard = place.hear(arguments, script);
        for key in [
            "F1",
            "F2",
            "press !",
            "pulse !",
            "con !",
            "Type ?",
            "Escriba ?",
            " ! ",
            " ? ",
            "Press the",
            "Pulse el",
        ] {
            heard.says_no(key);
        }
    }
}

#[test]
fn who_may_be_in_danger_hears_what_to_type() {
    Place::new().hear(&["--plain"], &[]).says(&[
        "Type help and Enter",
        "support and Enter",
        "help is here: type an exclamation mark",
    ]);
    Place::new()
        .hear(&["--plain", "--lang", "es"], &[])
        .says(&["hay ayuda ahora: escriba un signo de exclamación"]);
}

#[test]
fn a_question_that_was_marked_is_said_to_be() {
    let heard = Place::new().hear(&["counselor", "--plain"], &["1", "1", "mark", "often", "items"]);
    heard.says(&["Marked to come back to.", "Crowded rooms are hard: to come back to, often"]).says_no(": ,");
}

#[test]
fn a_page_that_is_heard_again_at_once_has_all_its_choices() {
    let heard = Place::new().hear(&["--plain"], &["", "1", "skip", "undo", "skip", "back", "back"]);
    assert_eq!(heard.times("3. Not really"), heard.times("4. Prefer not to say"));
}

#[test]
fn lines_under_headings_are_not_said_and_saving_is_not_said_to_change_nothing() {
    let script = ["", "often", "review", "1", "page 5", "on", "1", "2", "mine.txt", "3", "", "4"];
    let heard = Place::new().hear(&["--plain"], &script);
    heard
        .says(&["See exactly what will be written.", "What I noticed"])
        .says_no("===")
        .says_no("Nothing changes");
}

#[test]
fn commands_are_said_as_they_are_typed_where_a_text_is_written() {
    let script = ["", "often", "review", "1", "page 4", "1", "?"];
    let heard = Place::new().hear(&["--plain"], &script);
    heard.says(&["An empty line ends it.", "Here each command begins with a slash.", "/support.", "/hide"]);
    heard.says_no(" back: ").says_no("/back");
    let script = ["", "often", "review", "1", "page 5", "on", "1", "2", "?"];
    let heard = Place::new().hear(&["--plain"], &script);
    heard
        .says(&["Commands that can be typed here", "Enter alone leaves it as it is."])
        .says_no("hide.")
        .says_no("/hide");
}

#[test]
fn a_counselor_comes_back_from_the_commands_to_what_is_being_written() {
    let script = ["1", "1", "often", "closing", "1", "?", "", "in her words", "", "review"];
    let heard = Place::new().hear(&["counselor", "--plain"], &script);
    heard.says(&["Commands that can be typed here", "Write line by line.", "1. in her words"]);
    heard.says_no("Nothing is chosen by Enter alone");
}
