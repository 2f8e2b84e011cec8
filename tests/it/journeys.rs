//! Stories of people at the keyboard: keys through the true bindings, update and view.

use crate::support::answering::{Answering, answers_to};
use crate::support::examples::{EXAMPLES, example};
use crate::support::own::own;
use crate::support::player::{Player, setup};
use crossterm::event::Event;
use stillpoint::app::layout::single::Layout;
use stillpoint::app::state::message::{Effect, Message, PrivateText};
use stillpoint::app::state::model::Model;
use stillpoint::domain::answers::copy::ClientCopy;
use stillpoint::domain::answers::copy_format::CopyFormat;
use stillpoint::domain::answers::response::{ItemState, SavedAnswers};
use stillpoint::domain::faults::save::SaveFault;
use stillpoint::domain::id::LinkId;
use stillpoint::engine::policy::{Policy, SensitiveItems};
use stillpoint::files::answers::parse;
use stillpoint::files::export::answers::render;

fn state(player: &Player, item: &str) -> String {
    match player.model.session.state(&LinkId::from(item)) {
        ItemState::Answered(code) => code.to_string(),
        ItemState::Declined => "declined".to_owned(),
        ItemState::Withheld => "withheld".to_owned(),
        ItemState::Skipped => "skipped".to_owned(),
        ItemState::NotReached => "not reached".to_owned(),
        ItemState::PartSkipped => "part skipped".to_owned(),
        ItemState::NotAsked => "not asked".to_owned(),
    }
}

#[test]
fn somebody_answers_reads_what_matches_and_leaves_without_a_trace() {
    let mut ada = Player::at(80, 24);
    ada.sees("tells nobody your answers").sees("Begin").press("Enter");
    ada.sees("What loud places do · 1 of 5").answer_all();
    ada.sees("Your answers")
        .press("Enter")
        .sees("What you noticed · 1 of 5")
        .sees("You answered \"often\" to five.")
        .sees("You answered \"often\" to two.");
    ada.press("Right")
        .sees("Reading for your answers · 2 of 5")
        .press("Down Enter")
        .sees("Why you see this: you answered");
    ada.press("3").sees("What you can do · 3 of 5").press("Enter").sees("A small next step");
    ada.press("4").sees("What to bring up · 4 of 5").press("Right").sees("Where to get help now · 5 of 5");
    ada.sees("200 Quiet Line")
        .press("Right")
        .sees("These answers are not kept")
        .press("4")
        .sees("End now?")
        .press("2");
    assert_eq!(ada.asked, [Effect::Quit]);
}

#[test]
fn with_arrows_nothing_is_answered_until_enter() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter Down Down Down");
    assert_eq!(state(&ada, "crowded-rooms"), "not reached");
    ada.press("Enter");
    assert_eq!(state(&ada, "crowded-rooms"), "not-really");
}

#[test]
fn no_answer_is_proposed_and_enter_alone_answers_nothing() {
    for (width, height) in [(80, 24), (40, 12), (200, 60)] {
        let mut ada = Player::at(width, height);
        ada.press("Enter").sees("1 of 5").sees_no("›").sees_no("Nothing is chosen yet");
        for _ in 0..3 {
            ada.press("Enter Space")
                .sees("1 of 5")
                .sees("Nothing is chosen yet. Press ↓ or a number")
                .sees_no("›");
        }
        assert_eq!(state(&ada, "crowded-rooms"), "not reached");
        ada.press("Down")
            .sees("› 1")
            .sees_no("Nothing is chosen yet")
            .press("Enter")
            .sees("2 of 5")
            .sees_no("›");
        assert_eq!(state(&ada, "crowded-rooms"), "often");
        ada.press("Up").sees("› 4").press("Enter").sees("3 of 5").press("s").sees("4 of 5").sees_no("›");
        assert_eq!(state(&ada, "losing-the-thread"), "declined");
        ada.press("Left").sees_no("›").press("Left").sees("› 4").press("Left").sees("› 1");
    }
}

#[test]
fn skipping_declining_and_taking_back_are_three_things() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter").choose("often").choose("declined").press("s");
    assert_eq!(state(&ada, "crowded-rooms"), "often");
    assert_eq!(state(&ada, "losing-the-thread"), "declined");
    assert_eq!(state(&ada, "raised-voices"), "skipped");
    ada.press("u").sees("2 of 5");
    assert_eq!(state(&ada, "losing-the-thread"), "not reached");
    ada.press("Left").choose("not-really").press("u").sees("1 of 5");
    assert_eq!(state(&ada, "crowded-rooms"), "often");
}

#[test]
fn an_answer_changed_from_the_review_returns_to_its_row() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter").answer_all().press("Down Down Enter").sees("I lose the thread").choose("not-really");
    ada.sees("Your answers").press("Enter").sees("I lose the thread").press("Esc").sees("Your answers");
    assert_eq!(state(&ada, "losing-the-thread"), "not-really");
}

#[test]
fn a_sensitive_stretch_is_announced_and_skipped_as_a_block() {
    let mut ada = Player::at(80, 24);
    ada.go_to("shrill-sounds").press("s").sees("Before you go on").press("2");
    ada.sees("What quiet places do · 1 of 2");
    assert_eq!(state(&ada, "loud-event"), "part skipped");
    ada.press("Left").sees("Before you go on").press("1").sees("5 of 5").choose("often");
    assert_eq!(state(&ada, "loud-event"), "often");
}

#[test]
fn the_key_that_skips_a_question_skips_the_part_that_is_announced() {
    for (width, height) in [(80, 24), (40, 12)] {
        for key in ["s", "0"] {
            let mut ada = Player::at(width, height);
            ada.go_to("shrill-sounds").press("s").sees("Before you go on").press(key);
            ada.sees("quiet places").sees("1 of 2");
            assert_eq!(state(&ada, "loud-event"), "part skipped");
            ada.press("Left Enter").choose("often").press("Left Left").press(key).sees("Skip this part?");
            assert_eq!(state(&ada, "loud-event"), "often", "{key}");
        }
    }
    let mut ada = Player::at(80, 40);
    ada.go_to("shrill-sounds").press("s").sees("s skip this part").press("?").sees("s 0 skip this part");
    ada.press("F4").sees("s 0 saltar esta parte");
}

#[test]
fn from_the_note_before_a_part_the_list_of_answers_is_one_key_away_too() {
    let mut ada = Player::at(80, 24);
    ada.go_to("shrill-sounds").choose("often").sees("Before you go on").press("x").sees("Your answers");
    ada.press("Esc").choose("often").sees("Before you go on").press("u").sees("Shrill sounds");
    assert_eq!(state(&ada, "shrill-sounds"), "not reached");
}

#[test]
fn who_skips_a_part_after_answering_in_it_is_asked_what_becomes_of_the_answers() {
    for (size, keys, left) in [
        ((80, 24), "1", "often"),
        ((40, 12), "Enter", "often"),
        ((80, 24), "2", "part skipped"),
        ((40, 12), "Down Enter", "part skipped"),
    ] {
        let mut ada = Player::at(size.0, size.1);
        ada.go_to("loud-event").choose("often").press("Left Left").sees("Before you go on").press("2");
        ada.sees("Skip this part?")
            .press("Esc")
            .sees("Before you go on")
            .press("2 3")
            .sees("Before you go on");
        assert_eq!(state(&ada, "loud-event"), "often");
        ada.press("2").press(keys).sees("quiet places").sees("1 of 2");
        assert_eq!(state(&ada, "loud-event"), left, "{keys}");
        ada.press("u u u u u u u u u");
        assert!(state(&ada, "loud-event") != "often" || left == "often", "what is forgotten stays so");
    }
}

#[test]
fn the_hint_for_enter_says_what_it_does_at_the_row_that_is_pointed_at() {
    for (width, height) in [(80, 24), (40, 12)] {
        let mut ada = Player::at(width, height);
        ada.press("Enter").answer_all().sees("Your answers").press("Home").sees("Enter on");
        ada.press("Down").sees("Enter change").press("n 4 Home").sees("Enter write");
        ada.press("Down")
            .sees("Enter write")
            .press("Down")
            .sees("Enter write")
            .press("Down")
            .sees("Enter untick");
        ada.press("Enter").sees("Enter tick").press("Home Enter a Esc").sees("Enter on");
        ada.press("5 n 1")
            .sees("Enter select")
            .press("Down")
            .sees("Enter write")
            .press("Down")
            .sees("Enter select");
    }
    let mut ada = Player::at(80, 24);
    ada.press("F4 Enter").answer_all().press("n 4 Home").sees("Enter escribir").press("Down Down Down");
    ada.sees("Enter desmarcar").press("Enter").sees("Enter marcar");
    ada.press("?").sees("marcar o desmarcar; en un texto, escribir");
}

#[test]
fn what_was_skipped_and_what_was_not_reached_stay_apart() {
    let mut ada = Player::at(120, 40);
    ada.press("Enter").choose("often").press("s Right Left");
    assert_eq!(state(&ada, "losing-the-thread"), "skipped");
    assert_eq!(state(&ada, "raised-voices"), "skipped", "it was shown and left, by whichever key");
    assert_eq!(state(&ada, "shrill-sounds"), "skipped");
    assert_eq!(state(&ada, "loud-event"), "not reached");
    ada.press("Left").choose("declined").press("u");
    assert_eq!(state(&ada, "losing-the-thread"), "not reached", "and on the screen again");
    ada.press("s");
    assert_eq!(state(&ada, "losing-the-thread"), "skipped");
}

impl Player {
    fn kiosk_like() -> Self {
        let policy = Policy { sensitive_items: SensitiveItems::NotAsked, ..Policy::personal() };
        Self::with(stillpoint::app::state::model::Setup { policy, ..setup(own()) }, 80, 24)
    }
}

#[test]
fn what_is_not_asked_is_neither_open_nor_shown() {
    let mut ada = Player::kiosk_like();
    ada.press("Enter").sees("1 of 4").answer_all().sees("Your answers").sees_no("scares me");
    assert_eq!(state(&ada, "loud-event"), "not asked");
    ada.press("Enter").sees("You answered \"often\" to four. Not asked: one.");
}

#[test]
fn who_skips_a_part_reads_that_they_skipped_it_and_a_saved_copy_knows_it() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter");
    for _ in 0..12 {
        let at_note = ada.screen().contains("Before you go on");
        ada.press(if at_note { "2" } else { "1" });
    }
    ada.sees("Your answers");
    assert_eq!(state(&ada, "shouting-at-home"), "part skipped");
    ada.sees("in a skipped part").sees_no("not asked").press("Enter");
    ada.sees("In a skipped part: you skipped").sees_no("Not asked");

    // In a narrow window the words stand above their questions, which have room.
    let row_with = |ada: &mut Player, width, words: &str| {
        let screen = ada.resize(width, 24).screen();
        screen.lines().find(|row| row.contains(words)).map(|row| row.trim().to_owned())
    };
    let wide = row_with(&mut ada, 80, "in a skipped part  ");
    assert_eq!(wide.as_deref(), Some("in a skipped part  A sound that scares me"));
    assert_eq!(row_with(&mut ada, 40, "in a skipped").as_deref(), Some("in a skipped part"));
    assert_eq!(row_with(&mut ada, 40, "often  ").as_deref(), Some("often         Crowded rooms are hard,"));
    ada.resize(80, 24);

    let questionnaire = own();
    let copy = ClientCopy::whole(&questionnaire, ada.model.session.response(), "US");
    let read = parse("saved.json", &render(&questionnaire, &copy), &questionnaire).unwrap();
    assert!(read.response == *ada.model.session.response());
}

#[test]
fn the_screen_hides_at_once_and_comes_back_only_by_enter() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter 2 Down C-c").sees_no("loud places").sees("Enter come back");
    ada.press("x Space Esc Down 1 ! ?").sees_no("loud places").press("Enter").sees("2 of 5");
    ada.press("C-c C-c");
    assert_eq!(ada.asked, [Effect::Quit]);
}

#[test]
fn hidden_means_not_one_word_in_any_cell() {
    for opened in ["?", "!", "q", "m"] {
        let mut ada = Player::at(80, 24);
        ada.press("Enter").answer_all().press("Enter").press(opened).press("C-c");
        let screen = ada.screen();
        let words: Vec<&str> = screen.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(words.len(), 1, "only the hints are left:\n{screen}");
    }
}

#[test]
fn support_lines_are_one_key_away_and_the_same_whatever_was_answered() {
    let (mut ada, mut bob) = (Player::at(80, 24), Player::at(80, 24));
    ada.press("Enter").answer_all();
    bob.press("Enter s s");
    for player in [&mut ada, &mut bob] {
        player.press("!").sees("200 Quiet Line").sees("cannot tell if you are safe");
    }
    assert_eq!(ada.screen(), bob.screen());
    ada.press("Esc").sees("Your answers");
    for row in 1..=own().regions().len() {
        ada.press(&format!("! r {row}")).sees("Another region").press("Esc");
    }
    assert_eq!(ada.model.region, "001");
}

#[test]
fn in_a_text_field_letters_are_letters_and_the_help_keys_still_work() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter").answer_all().press("Enter 4 Down Enter").write("q! is a 日本 word?");
    ada.handle(&Event::Paste("\u{1b}[2J pasted\nline\u{202e}".to_owned()));
    ada.press("F1").sees("Keys for this screen").press("Esc F2").sees("200 Quiet Line").press("Esc Esc");
    ada.sees("q! is a 日本 word?[2J pasted").sees("line");
    assert!(!ada.model.copy.own.words.text().contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn everything_can_be_done_by_mouse() {
    let mut ada = Player::at(80, 24);
    ada.click("Begin").click("Sometimes").click("skip").click("Prefer not to say");
    assert_eq!(state(&ada, "crowded-rooms"), "sometimes");
    assert_eq!(state(&ada, "raised-voices"), "declined");
    ada.click("support !").sees("200 Quiet Line").click("close").sees("4 of 5").click("note about hearing");
    ada.sees("Beside the question")
        .click("close")
        .click("back")
        .sees("3 of 5")
        .click("hide")
        .sees_no("3 of 5");
    ada.click("come back").sees("3 of 5");
}

#[test]
fn a_copy_is_previewed_saved_and_said_to_be_saved_only_then() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter").answer_all().press("Enter 5 Right 1").sees("Save a copy").press("3");
    assert_eq!(ada.asked, [Effect::Preview(CopyFormat::Text)]);
    ada.apply(Message::Previewed(PrivateText("What I noticed\n\nshort".to_owned())))
        .sees("What I noticed")
        .press("Esc");
    ada.press("1").sees("HTML page, for a browser").sees("notes-for-a-visit-2026-11-27.html").press("3");
    assert_eq!(ada.asked.last(), Some(&Effect::Preview(CopyFormat::Html)));
    ada.apply(Message::Previewed(PrivateText("What I noticed\n\nshort".to_owned())))
        .sees("these words are laid out as a page")
        .press("Esc");
    ada.press("1").sees("Markdown").sees("notes-for-a-visit-2026-11-27.md").press("4").sees_no("Saved");
    let save = Effect::Save {
        path: "/home/ada/notes-for-a-visit-2026-11-27.md".to_owned(),
        format: CopyFormat::Markdown,
        replace: false,
    };
    assert_eq!(ada.asked.last(), Some(&save));
    ada.apply(Message::Saved(Ok("/home/ada/notes-for-a-visit-2026-11-27.md".to_owned())))
        .sees("Saved: /home/ada/notes-for-a-visit-2026-11-27.md")
        .sees("› Go back")
        .sees_no("without saving");
    ada.press("Enter").sees("You saved a copy: /home/ada/notes-for-a-visit-2026-11-27.md");
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_the_person_says_so() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter s")
        .answer_all()
        .press("Enter 5 Right 1 2 x Enter 4")
        .apply(Message::Saved(Err(SaveFault::Exists)));
    ada.sees("There is already a file").press("Enter").sees("Save a copy");
    assert!(!ada.asked.iter().any(|effect| matches!(effect, Effect::Save { replace: true, .. })));
    ada.press("4").apply(Message::Saved(Err(SaveFault::Exists))).press("2");
    assert!(matches!(ada.asked.last(), Some(Effect::Save { replace: true, .. })));
}

#[test]
fn the_copy_of_the_next_person_gets_a_name_of_its_own_and_one_s_own_copy_is_asked_about() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter s").answer_all().press("Enter 5 Right 1 4");
    for taken in ["", "-2"] {
        let saving = ada.asked.last().cloned();
        assert!(
            matches!(&saving, Some(Effect::Save { path, replace: false, .. })
            if path.ends_with(&format!("notes-for-a-visit-2026-11-27{taken}.txt"))),
            "{saving:?}"
        );
        ada.apply(Message::Saved(Err(SaveFault::Exists))).sees_no("already a file");
    }
    let own = "/home/ada/notes-for-a-visit-2026-11-27-3.txt";
    ada.apply(Message::Saved(Ok(own.to_owned()))).sees(own);
    ada.press("4").apply(Message::Saved(Err(SaveFault::Exists))).sees("There is already a file");
}

#[test]
fn every_failure_to_save_says_what_happened_and_keeps_everything() {
    let faults = [
        SaveFault::NoPermission,
        SaveFault::DiskFull,
        SaveFault::IsFolder,
        SaveFault::ReadOnly,
        SaveFault::NoFolder,
        SaveFault::BadName,
        SaveFault::Other("the disk went away".to_owned()),
    ];
    for fault in faults {
        let mut ada = Player::at(80, 24);
        ada.press("Enter").answer_all().press("Enter 5 Right 1 4").apply(Message::Saved(Err(fault)));
        ada.sees("Not saved").sees("Your answers are still here").sees_no("Saved:").sees("Save a copy");
        assert_eq!(state(&ada, "crowded-rooms"), "often");
    }
}

#[test]
fn starting_again_leaves_nothing_of_the_one_before() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter")
        .answer_all()
        .press("Enter 4 Down Enter")
        .write("my words")
        .press("Esc Right Right 3 2");
    let fresh = Model::new(std::sync::Arc::clone(&ada.model.setup), ada.model.size);
    assert!(ada.model == fresh, "the model equals a new one");
}

#[test]
fn suspending_hides_first() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter 1 C-z").sees_no("loud places");
    assert_eq!(ada.asked, [Effect::Suspend]);
}

#[test]
fn any_window_size_keeps_the_answers_and_a_small_one_says_what_it_needs() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter 1 2");
    for (width, height) in [(1, 1), (500, 200), (39, 12), (40, 11), (0, 0), (40, 12)] {
        ada.resize(width, height);
        let _ = ada.screen();
    }
    ada.resize(30, 10).sees("too small").resize(40, 12).sees("3 of 5");
    assert_eq!(state(&ada, "losing-the-thread"), "sometimes");
}

#[test]
fn every_text_of_the_questionnaire_can_be_read_by_everybody() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter s").answer_all().press("Enter m").sees("More to read");
    let sections: Vec<String> =
        ada.model.questionnaire().sections().iter().map(|section| section.title.clone()).collect();
    ada.press("Enter");
    for title in &sections {
        ada.sees(title);
        while Layout::of(&ada.model).beyond().1 {
            ada.press("Space");
        }
        ada.press("Space");
    }
    ada.sees("What some words mean here");
}

#[test]
fn a_list_can_be_read_to_its_very_end_and_beginning() {
    let mut ada = Player::at(40, 12);
    ada.press("Enter").answer_all().press("Enter 4").sees("You can save a copy");
    ada.press("End");
    for _ in 0..40 {
        ada.press("Down");
    }
    ada.sees("(several pages)");
    for _ in 0..120 {
        ada.press("Up");
    }
    ada.sees("You can save a copy");
}

#[test]
fn an_answer_that_was_moved_out_of_sight_is_shown_before_it_can_be_chosen() {
    let mut questionnaire = own().parts().clone();
    questionnaire.items.iter_mut().for_each(|item| item.text = "Far away. ".repeat(40).trim().into());
    let questionnaire =
        stillpoint::domain::questionnaire::definition::Questionnaire::new(questionnaire).unwrap();
    let mut ada = Player::with(setup(questionnaire), 40, 12);
    ada.press("Enter Down").sees("› 1");
    for _ in 0..20 {
        ada.press("Up");
    }
    ada.sees_no("› 1").press("Enter").sees("1 of 5").sees("› 1");
    assert_eq!(state(&ada, "crowded-rooms"), "not reached");
    ada.press("Enter").sees("2 of 5");
}

#[test]
fn one_key_tells_where_a_text_comes_from() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter w")
        .sees("Where this comes from")
        .sees("what the made-up leaflet says, in our own words")
        .sees("L1:");
    ada.press("Esc s w").sees("Not clear there").press("Esc s s i w").sees("L4:").press("Esc").sees("4 of 5");
    ada.answer_all()
        .press("Enter 3 Enter w")
        .sees("Where this comes from")
        .press("Esc")
        .sees("A small next step");
    ada.press("m Enter w").sees("L1:").press("Esc Esc Esc").sees("What you can do").press("2 w");
    ada.sees("Reading for your answers · 2 of 5").sees_no("Where this comes from");
}

#[test]
fn a_text_that_cites_nothing_is_said_to_be_ours() {
    let mut questionnaire = own().parts().clone();
    questionnaire.items.iter_mut().for_each(|item| item.facts.clear());
    let questionnaire =
        stillpoint::domain::questionnaire::definition::Questionnaire::new(questionnaire).unwrap();
    let mut ada = Player::with(setup(questionnaire), 80, 24);
    ada.press("Enter w").sees("not from the made-up leaflet").sees("our own addition");
    let mut questionnaire = own().parts().clone();
    questionnaire.source = Default::default();
    let questionnaire =
        stillpoint::domain::questionnaire::definition::Questionnaire::new(questionnaire).unwrap();
    let mut ada = Player::with(setup(questionnaire), 80, 24);
    ada.press("Enter w").sees("what the source of this questionnaire says");
    let [_, (file, text, _)] = EXAMPLES;
    let mut ada = Player::with(setup(example(file, text)), 80, 24);
    ada.press("Enter w").sees("does not say where its texts come from").sees_no("for safety");
}

#[test]
fn enter_alone_goes_through_the_page_with_own_words_and_opens_no_field_twice() {
    for (width, height) in [(80, 24), (40, 12)] {
        let mut ada = Player::at(width, height);
        ada.press("Enter").answer_all().press("Enter 4").sees("4 of 5").sees_no("›");
        ada.press("Enter").sees("5 of 5").press("4 Down Enter").write("since spring").press("Esc");
        ada.sees("since spring").sees_no("›").press("Enter").sees("5 of 5");
        ada.press("Right 1 Down Enter").write("x").press("Enter").sees("Save a copy").press("Enter");
        assert_eq!(
            ada.asked.last(),
            Some(&Effect::Preview(CopyFormat::Text)),
            "the field is not opened again"
        );
    }
}

#[test]
fn a_paste_that_does_not_fit_is_refused_whole_and_said_in_every_field() {
    for way in ["Enter 4 Down Enter", "Enter 4 Down Down Enter", "Enter 5 Right 1 Down Enter"] {
        let mut ada = Player::at(80, 24);
        ada.press("Enter").answer_all().press(way).write("mine");
        ada.handle(&Event::Paste("word ".repeat(14_000))).sees("That is too long to fit here.");
        ada.sees("mine").sees_no("word word").press("Left").sees("That is too long to fit");
        ada.write("!").sees("min!e").sees_no("That is too long to fit");
    }
    for (width, height) in [(40, 12), (80, 24), (200, 60)] {
        let mut ada = Player::at(width, height);
        ada.press("Enter").answer_all().press("Enter 4 Down Down Enter");
        ada.handle(&Event::Paste("word\n".repeat(13_000))).handle(&Event::Paste("word\n".repeat(13_000)));
        ada.sees("That is too long to fit here.").press("Backspace").sees_no("That is too long to fit");
    }
}

#[test]
fn one_key_leads_from_any_question_to_the_list_of_answers_and_one_on_to_the_results() {
    for key in ["x", "F5"] {
        let mut ada = Player::at(80, 24);
        ada.press("Enter")
            .choose("often")
            .press(key)
            .sees("Your answers")
            .sees("skipped")
            .sees("not reached");
        ada.press("Left").sees("2 of 5").press(key).press("Right").sees("What you noticed");
    }
}

#[test]
fn one_key_leaves_everything_out_of_a_copy_and_ticks_the_usual_again() {
    let mut ada = Player::at(80, 40);
    ada.press("Enter").answer("crowded-rooms", "often").answer("loud-event", "often").leave_open();
    ada.press("n 4").sees("[x] Crowded rooms are hard: Often").sees("[ ] A sound that scares me: Often");
    ada.sees("[x] Where to get help now").sees("[ ] The texts that go with these answers");
    let usual = ada.model.client_copy();
    let (parts, questions) = (usual.parts.clone(), usual.points.len());
    ada.press("x").sees_no("[x]");
    let copy = ada.model.client_copy();
    assert!(copy.groups.is_empty() && copy.points.is_empty() && copy.parts.is_empty());
    // What is answered afterwards stays out as well, until it is ticked.
    ada.press("Esc Esc Esc Esc").go_to("raised-voices").choose("often");
    ada.press("Esc").leave_open().press("n 4").sees("[ ] Raised voices tire me: Often").sees_no("[x]");
    ada.press("x").sees("[x] Raised voices tire me: Often").sees("[ ] A sound that scares me: Often");
    let copy = ada.model.client_copy();
    assert!(copy.parts == parts && copy.points.len() >= questions);
}

#[test]
fn a_tick_that_was_taken_away_stays_away_when_the_answer_is_changed() {
    let mut ada = Player::at(80, 40);
    ada.press("Enter").answer("crowded-rooms", "often").leave_open();
    ada.press("n 4 Down Down Down Down Space").sees("[ ] Crowded rooms are hard: Often");
    ada.press("Esc Esc Esc Esc").go_to("crowded-rooms").choose("declined").leave_open();
    ada.press("n 4").sees("[ ] Crowded rooms are hard: Not said");
}

#[test]
fn answers_that_were_saved_are_gone_on_with_where_the_first_question_is_open() {
    let mut ada = Player::at(80, 24);
    let answers =
        r#""answers": {"crowded-rooms": "often", "losing-the-thread": "declined"}, "words": "since spring""#;
    let text = answers_to(&own(), answers);
    let saved = stillpoint::files::answers::parse("a.json", &text, &own()).unwrap();
    ada.model.take_up(&saved);
    ada.sees("Go on with your answers").press("Enter").sees("Raised voices tire me");
    ada.press("Left Left").sees("●").leave_open().press("n 4").sees("since spring");
}

#[test]
fn own_words_that_were_saved_are_whole_however_long_and_undo_does_not_take_them_away() {
    let long = "since spring\\n".repeat(10_000);
    let saved = stillpoint::files::answers::parse(
        "a.json",
        &answers_to(&own(), &format!(r#""answers": {{}}, "words": "{long}end""#)),
        &own(),
    );
    let mut ada = Player::at(80, 24);
    ada.model.take_up(&saved.unwrap());
    ada.press("Enter").leave_open().press("n 4 Down Enter C-_").sees("› end").sees_no("too long");
    ada.write("!").sees("That is too long to fit here.").press("Esc");
    assert_eq!(ada.model.copy_of_picks().own.words.lines().count(), 10_001);
}

#[test]
fn own_words_have_as_many_lines_as_are_written_wherever_they_are_shown() {
    for (width, height) in [(80, 40), (40, 12)] {
        let mut ada = Player::at(width, height);
        ada.press("Enter").answer_all().press("Enter 4 Down Enter").sees("done");
        ada.write("# since").press("Enter").write("- spring").press("Up End").write("!").press("Esc");
        assert_eq!(ada.model.copy.own.words.text(), "# since!\n- spring");
        let shown = ada.screen();
        assert!(shown.lines().any(|line| line.trim_end().ends_with(" # since!")), "{shown}");
        ada.press("Enter").sees("5 of 5");
        let (copy, wording) = (ada.model.copy_of_picks(), ada.model.wording());
        let questionnaire = ada.model.questionnaire();
        let text = stillpoint::files::export::text::render(questionnaire, wording, &copy);
        assert!(text.contains("# since!\n") && text.contains("- spring\n"), "{text}");
        let markdown = stillpoint::files::export::markdown::render(questionnaire, wording, &copy);
        assert!(markdown.contains("> \\# since!\\\n> \\- spring"), "{markdown}");
        let answers = stillpoint::files::export::answers::render(questionnaire, &copy);
        assert!(answers.contains(r##""words": "# since!\n- spring""##), "{answers}");
    }
}

#[test]
fn after_a_field_enter_goes_on_and_an_arrow_leads_to_the_next_one() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter").answer_all().press("Enter 4 Down Enter").write("since spring").press("Tab");
    ada.press("Down Enter").write("a year").press("Tab Down Enter").write("ask Ana").press("Tab");
    assert_eq!(ada.model.copy.own.words.text(), "since spring");
    assert_eq!(ada.model.copy.own.since.text(), "a year");
    assert_eq!(ada.model.copy.own.next_step.text(), "ask Ana");
    ada.press("Up Down Down").sees("› [").press("Left Right");
    ada.press("Down Enter Tab Enter").sees("5 of 5");
}

#[test]
fn what_is_erased_in_own_words_comes_back_for_a_person_but_not_for_a_visitor() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter").answer_all().press("Enter 4 Down Enter").write("since spring").press("C-u C-_");
    assert_eq!(ada.model.copy.own.words.text(), "since spring");
}

#[test]
fn a_file_of_answers_that_was_opened_is_said_to_be_there_still() {
    let mut ada = Player::at(80, 24);
    let path = Some("/home/ada/mine.json".to_owned());
    ada.model.take_up(&SavedAnswers { path, ..SavedAnswers::default() });
    ada.press("?").press("Esc").sees("Your answers were read from /home/ada/mine.json.");
    ada.press("q").sees("The file you opened is still there: /home/ada/mine.json.").sees_no("are gone");
}
