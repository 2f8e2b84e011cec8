//! What a second screen never learns: answers that were given privately, and whatever is the counselor's.

use super::server::Follower;
use super::{CounselorState, Walkthrough, hello};
use crate::support::answering::Answering;
use crate::support::own::own;
use crate::support::player::{Player, setup};
use std::fs;
use stillpoint::app::state::model::Seat;
use stillpoint::domain::answers::response::Answer;
use stillpoint::shell::display::server::DisplayServer;
use stillpoint::shell::display::wire::content::{Content, Hello};
use stillpoint::shell::display::wire::frames::{Frame, encode_hello};
use stillpoint::shell::world::library::Library;

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|part| part == word.as_bytes())
}

/// Reads every frame after the greeting until the end, in one piece.
fn all_after_the_greeting(mut follower: Follower) -> Vec<u8> {
    follower.frame().unwrap();
    std::iter::from_fn(|| follower.frame()).flatten().collect()
}

#[test]
fn a_private_answer_is_in_no_byte_and_on_no_screen_before_it_is_released() {
    let counselor = CounselorState::new();
    let mut walkthrough = counselor.walkthrough((80, 24));
    let display = counselor.display((80, 24));
    let follower = Follower::at(&counselor.socket());
    let item = walkthrough.player.model.questionnaire().items().next().unwrap().id.clone();
    walkthrough.press("Enter");
    display.wait_for_text("1 of 5");
    walkthrough.player.model.seat = Seat::Private;
    let before = walkthrough.view();
    for private in ["often", "sometimes", "not-really"] {
        walkthrough.player.model.session.answer_privately(&item, Answer::Chosen(private.into()));
        walkthrough.show();
    }
    let after = walkthrough.view();
    assert!(before != after, "that there is an answer is seen");
    walkthrough.player.model.seat = Seat::Counselor;
    // Through every page of the results, the copy and its preview.
    walkthrough.press("Esc").press("Enter");
    walkthrough.player.leave_open();
    for keys in ["n", "n", "4", "n", "n", "1"] {
        walkthrough.press(keys);
        walkthrough.display_server.settle();
    }
    display.wait_for_text("Save a copy");
    let seen = display.raw();
    assert!(!holds(&seen, "●"), "nothing is marked");
    walkthrough.display_server.end();
    let sent = all_after_the_greeting(follower);
    for option in ["often", "sometimes", "not-really"] {
        assert!(!holds(&sent, option), "{option} was sent");
    }
    assert!(holds(&sent, &format!("\"withheld\":[\"{}\"]", item.as_str())));
}

#[test]
fn a_released_answer_is_shown_like_any_other() {
    let counselor = CounselorState::new();
    let mut walkthrough = counselor.walkthrough((80, 24));
    let item = walkthrough.player.model.questionnaire().items().next().unwrap().id.clone();
    walkthrough.press("Enter");
    walkthrough.player.model.session.answer_privately(&item, Answer::Chosen("often".into()));
    walkthrough.show();
    let display = counselor.display((80, 24));
    display.wait_for_text("1 of 5");
    assert!(!display.text().contains('●'));
    walkthrough.player.model.session.release(&item);
    walkthrough.show();
    display.wait_for_text("●");
}

#[test]
fn in_a_private_turn_not_even_the_pointer_tells_where_the_client_is() {
    let counselor = CounselorState::new();
    let mut walkthrough = counselor.walkthrough((80, 24));
    walkthrough.press("Enter");
    walkthrough.player.model.seat = Seat::Private;
    let before = walkthrough.view();
    walkthrough.player.model.seat = Seat::Client;
    walkthrough.press("Down").press("Down");
    walkthrough.player.model.seat = Seat::Private;
    assert!(walkthrough.view() == before);
    walkthrough.player.model.seat = Seat::Client;
    assert!(walkthrough.view().screen != before.screen);
}

/// A small questionnaire with a planted word in each place that only a counselor reads, in every way TOML writes texts.
fn planted() -> String {
    let small = include_str!("../../content/valid/small.toml");
    let mut planted = String::new();
    for line in small.lines() {
        planted.push_str(line);
        planted.push('\n');
        if line.trim() == "[[items]]" {
            planted.push_str("prompt = \"ZEBRA one\"\nlisten_for = 'ZEBRA two'\n");
            planted.push_str("follow_ups = [\n  \"ZEBRA three\", # ask\n  'ZEBRA \"four\"',\n]\n");
        }
    }
    assert!(planted.contains("ZEBRA"));
    planted
}

#[test]
fn no_prompt_of_a_counselor_goes_over_the_socket() {
    let site = tempfile::tempdir().unwrap();
    let (file, folder) = (site.path().join("planted.toml"), site.path().join("translations"));
    fs::write(&file, planted()).unwrap();
    fs::create_dir(&folder).unwrap();
    let small = Library::open(Some(&file)).unwrap().questionnaire;
    let (id, version, first) = (&small.parts().id, &small.parts().version, &small.items().next().unwrap().id);
    let item = format!(
        "[[items]]\nid = \"{first}\"\ntext = \"Eine Frage.\"\nprompt = \"ZEBRA fünf\"\nfollow_ups = [\"ZEBRA sechs\"]\n"
    );
    fs::write(
        folder.join("de.toml"),
        format!("questionnaire = \"{id}\"\nversion = \"{version}\"\nlanguage = \"de\"\n{item}"),
    )
    .unwrap();
    let library = Library::open(Some(&file)).unwrap();
    let offered = library.offered(&[], None).unwrap();
    let hello = Hello::new(Content::of(&library, &[], offered), &setup(own()));
    let bytes = encode_hello(&hello).unwrap();
    assert!(!holds(&bytes, "ZEBRA"));
    assert!(!holds(&bytes, site.path().to_str().unwrap()), "nor where the files lie");
    let Ok(Frame::Hello(read)) = Frame::decode(&bytes[4..]) else { panic!("it cannot be read") };
    let questionnaire = read.setup().unwrap().languages.at(0).questionnaire.clone();
    let texts = |of: &stillpoint::domain::questionnaire::definition::Questionnaire| {
        of.items().map(|item| item.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(texts(&questionnaire), texts(&library.questionnaire));
    let usual = encode_hello(&super::usual_hello()).unwrap();
    let prompt = first_prompt();
    assert!(!prompt.is_empty() && !holds(&usual, &prompt));
}

/// The first prompt of the questionnaire of the tests, as JSON would spell it.
fn first_prompt() -> String {
    let prompt = own().items().find_map(|item| item.prompt.clone()).unwrap();
    prompt.split('"').max_by_key(|part| part.len()).unwrap().to_owned()
}

#[test]
fn a_view_has_the_sites_own_content_on_both_sides() {
    let site = tempfile::tempdir().unwrap();
    let file = site.path().join("mine.toml");
    fs::write(&file, planted()).unwrap();
    let library = Library::open(Some(&file)).unwrap();
    let offered = library.offered(&[], None).unwrap();
    let (languages, language) = library.languages(&[], None, None).unwrap();
    let player =
        Player::with(stillpoint::app::state::model::Setup { languages, language, ..setup(own()) }, 80, 24);
    let counselor = CounselorState::new();
    let hello = Hello { content: Content::of(&library, &[], offered), ..hello(&player.model.setup) };
    let display_server = DisplayServer::open(counselor.path(), &hello).unwrap();
    let mut walkthrough = Walkthrough { player, display_server };
    walkthrough.press("Enter");
    let text = walkthrough.player.model.item().unwrap().text.clone();
    let display = counselor.display((80, 24));
    display.wait_for_text(&text);
    assert!(!holds(&display.raw(), "ZEBRA"));
}
