//! What is played for the pictures and casts: the most telling screen of each use, and a short way through each.

use super::play::{GLANCE, LOOK, Play, READ, Step, press, touch, write};
use crate::support::answering::{key_on, position};
use crate::support::guest::{Guest, public_on};
use crate::support::player::{Player, shipped};

const USUAL: (u16, u16) = (80, 24);
/// Both sides beside each other, with room for a note.
const BROAD: (u16, u16) = (104, 24);

/// The settings of a clinic that there is not.
const SITE: &str = r#"clinic = "Riverside Clinic"
desk = "Please ask at the desk on the ground floor."
region = "US"
languages = ["en", "es"]
risk_protocol = """
Stay with the person, and listen.

- Call the duty doctor on extension 40.
- Stay until somebody else is there.
"""
"#;
const NO_SITE: &str = "region = \"US\"\n";

/// The answers that are shown. Every other question on what people may notice is skipped, and the rest has its second row.
const ANSWERS: [(&str, &str); 12] = [
    ("close-relationships", "sometimes"),
    ("paying-attention", "often"),
    ("family-affection", "not-really"),
    ("showing-emotion", "sometimes"),
    ("feeling-with-others", "not-really"),
    ("sharing-feelings", "sometimes"),
    ("committing", "not-really"),
    ("putting-someone-first", "declined"),
    ("feeling-emotions", "not-really"),
    ("losing-interest", "not-really"),
    ("less-involved", "sometimes"),
    ("sympathy", "not-really"),
];

/// Returns the keys that answer every question, each with whether it leads to another question. `note` is the key at each
/// note before sensitive ones.
fn keys(note: &str) -> Vec<(String, bool)> {
    let mut ada = Player::shipped(80, 24);
    let mut keys = Vec::new();
    ada.press("Enter");
    while position(&ada.model).is_some() {
        let key = match ada.model.item() {
            None => note.to_owned(),
            Some(item) => {
                let answer = ANSWERS.iter().find(|(answered, _)| *answered == item.id.as_str());
                answer.map_or("s".to_owned(), |(_, option)| key_on(&ada.model, item, option))
            }
        };
        ada.press(&key);
        keys.push((key, ada.model.item().is_some()));
    }
    keys
}

/// Returns the same as one text, with no sensitive part skipped.
fn all_keys() -> String {
    keys("1").into_iter().map(|(key, _)| key).collect()
}

fn alone(title: &'static str, steps: Vec<Step>) -> Play {
    Play { title, command: &[], settings: NO_SITE, size: USUAL, begins: "q end", steps }
}

fn walkthrough(title: &'static str, steps: Vec<Step>) -> Play {
    Play { title, command: &["counselor"], settings: SITE, size: BROAD, begins: "Ctrl-C hide", steps }
}

fn kiosk(title: &'static str, steps: Vec<Step>) -> Play {
    Play { title, command: &["kiosk"], settings: SITE, size: USUAL, begins: "2 Español", steps }
}

/// A question with its answer, and a note beside it.
pub(super) fn question() -> Play {
    let model = Player::shipped(80, 24).model;
    let item = model.questionnaire().item(&"showing-emotion".into()).unwrap();
    let position = model.session.position_of(&item.id).unwrap();
    let keys = format!("\r{}{}\x1b[D", "l".repeat(position), key_on(&model, item, "sometimes"));
    alone("A question of the checklist in a terminal", vec![press(keys, "2  ●  Sometimes", READ)])
}

/// The first page of the results.
pub(super) fn results() -> Play {
    let keys = format!("\r{}n", all_keys());
    alone(
        "What somebody noticed: their own answers, side by side",
        vec![press(keys, "What you noticed · 1", READ)],
    )
}

/// What somebody may bring up with a doctor, in their own words.
pub(super) fn bring() -> Play {
    let keys = format!("\r{}n4g\r{WORDS}\x1b[27u", all_keys());
    alone("What to bring up: own words, and answers that are ticked", vec![press(keys, "Untick all", READ)])
}

const WORDS: &str = "I go quiet at home. I would like to talk about it.";
const NOTE: &str = "Easier with her sister, since the spring.";

/// A question with what the client sees, and what is for the counselor.
pub(super) fn sides() -> Play {
    let keys = format!("111\x1b[C\x1b[C2\t{NOTE}\x1b[27uf");
    let title = "A walkthrough: what the client sees on the left, what is for the counselor on the right";
    walkthrough(title, vec![press(keys, "come back", READ)])
}

/// The screen that waits for a visitor.
pub(super) fn waiting() -> Play {
    kiosk("A kiosk that waits for a visitor", vec![])
}

/// A question with answers that are large enough for a finger.
pub(super) fn to_touch() -> Play {
    let keys = "\x1b[C\x1b[C";
    kiosk("A question of the kiosk, to touch", vec![press("\r", "1 of 8", READ), press(keys, "3 of 8", READ)])
}

/// A person answers, reads, hides the screen, and writes what to bring up.
pub(super) fn person() -> Play {
    // The first questions are read, and so are the notes before sensitive ones, and the list of all answers.
    let answers = keys("2").into_iter().enumerate();
    let answers = answers
        .map(|(at, (key, to_question))| press(key, "", if to_question && at >= 4 { GLANCE } else { LOOK }));
    let mut steps = vec![press("\r", "1 of 9", READ)];
    steps.extend(answers);
    steps.extend([
        press("n", "What you noticed · 1", READ),
        press("\r", "", READ),
        press("\r", "Reading for your answers", READ),
        press("3", "What you can do", READ),
        press("\x03", "come back", READ),
        press("\r", "What you can do", LOOK),
        press("!", "support", READ),
        press("\x1b[27u", "What you can do", LOOK),
        press("4", "What to bring up", LOOK),
        press("g", "", GLANCE),
        press("\r", "Esc", GLANCE),
        write(WORDS, LOOK),
        press("\x1b[27u", "Untick all", READ),
    ]);
    alone("stillpoint: a person alone", steps)
}

/// A counselor asks for consent, notes something, lets the client answer privately, and looks at all questions.
pub(super) fn counselor() -> Play {
    walkthrough(
        "stillpoint: a walkthrough with a counselor",
        vec![
            press("1", "To begin with", READ),
            press("1", "1 of 9", READ),
            press("2", "●", LOOK),
            press("\r", "2 of 9", READ),
            press("3", "●", LOOK),
            press("\t", "Esc done", GLANCE),
            write(NOTE, LOOK),
            press("\x1b[27u", "Tab", LOOK),
            press("f", "come back", LOOK),
            press("\x1b[C", "3 of 9", LOOK),
            press("p", "where nobody sees the keys", READ),
            press("3", "", LOOK),
            press("\x14", "Back to the counselor?", LOOK),
            press("2", "For you", READ),
            press("a", "All questions", READ),
        ],
    )
}

/// A visitor touches a kiosk up to where a code for a phone is offered, and is done.
pub(super) fn visitor() -> Play {
    let guest = Guest::with(public_on(shipped()), USUAL.0, USUAL.1);
    let stops = guest.visitor.client.session.items().len();
    let mut steps = vec![touch("Touch here to begin", "1 of 8", READ)];
    let row = |at: usize| if at % 3 == 1 { "2  ○" } else { "3  ○" };
    steps.extend((0..stops).map(|at| touch(row(at), "", if at < 3 { LOOK } else { GLANCE })));
    steps.extend([
        touch("Go on to what you noticed", "What you noticed · 1", READ),
        touch("Enter on", "The lists overlap", READ),
        touch("Enter on", "", LOOK),
        touch("Enter on", "Reading for your answers", READ),
        touch("→ on", "What you can do", READ),
        touch("→ on", "What to bring up", READ),
        touch("→ on", "5 of 5", READ),
        touch("Enter on", "Abuse or violence", READ),
        touch("Enter on", "", LOOK),
        touch("Enter on", "Take something along", LOOK),
        // The code itself holds the day.
        touch("1 Take something along", "Show the code", READ),
        touch("F9 I am done", "Touch here to begin", READ),
    ]);
    kiosk("stillpoint: a visitor at a kiosk", steps)
}
