//! A word is planted in every place that is the counselor's, and looked for in everything a client can see.

use crate::support::own::own;
use crate::support::pair::{BEGUN, Pair};
use crate::support::player::{Player, setup};
use std::sync::Arc;
use stillpoint::app::screens::registry::context_of_keys;
use stillpoint::app::state::client_view::ClientView;
use stillpoint::app::state::counselor::CounselorSetup;
use stillpoint::app::state::model::Setup;
use stillpoint::domain::record::contents::Record;
use stillpoint::engine::policy::Policy;
use stillpoint::files::export::{markdown, text};
use stillpoint::shell::display::wire::frames::encode_view;

/// A word that stands in no text.
const PLANTED: &str = "xylograph";

/// Two people in a session whose every item is answered, noted and marked, with the planted word in each note, in the
/// protocol, in the record's name and among the names of old records.
fn planted(width: u16, height: u16) -> Pair {
    let counselor = CounselorSetup {
        protocol: Some(PLANTED.into()),
        folder: Some(format!("/srv/{PLANTED}")),
        old_records: vec![PLANTED.into()],
        retention_days: Some(1),
        display: Some(Ok(PLANTED.into())),
        settings: PLANTED.into(),
        ..CounselorSetup::default()
    };
    let record = Record::new(PLANTED, &own(), "en", BEGUN);
    let mut pair = Pair::with(counselor, Some(record), (width, height));
    pair.press("Enter 1");
    for _ in 0..pair.app.client.session.items().len() {
        pair.press("f e").write(PLANTED).press("Esc");
        let beside = context_of_keys(&pair.app) == stillpoint::app::state::context::Context::CounselorGuide;
        pair.press(if beside { "Enter" } else { "Tab" }).write(PLANTED).press("Esc");
        while pair.app.counselor_with_keys().is_some() {
            pair.press("Tab");
        }
        let is_question = pair.app.at().is_some();
        pair.press(if is_question { "1 n" } else { "1" });
    }
    let notes = pair.app.record_state().notes;
    assert_eq!(notes.len(), pair.app.client.questionnaire().len());
    assert!(notes.values().all(|note| note.contains(PLANTED)));
    pair
}

#[test]
fn no_word_of_the_counselor_is_on_the_clients_screen_in_their_copy_or_on_the_socket() {
    for (width, height) in [(40, 12), (80, 24), (200, 60)] {
        let mut pair = planted(width, height);
        let keys = "v Enter n n n n 1 n Left Left Home ? Esc ! Esc w Esc m Enter Esc Esc n n n n n C-c Enter C-t Esc";
        for key in keys.split_whitespace() {
            pair.press(key).sees_no(PLANTED);
            let view = ClientView::of(&pair.app.client);
            let sent = encode_view(&view).unwrap();
            assert!(!String::from_utf8_lossy(&sent).contains(PLANTED));
            let setup = Arc::new(Setup { policy: Policy::counselor(), ..setup(own()) });
            let mut second = Player::at(100, 30);
            second.model = view.shown(setup, ratatui::layout::Size { width: 100, height: 30 });
            second.sees_no(PLANTED);
        }
        let client = &pair.app.client;
        let copy = client.client_copy();
        for rendered in [
            text::render(client.questionnaire(), client.wording(), &copy),
            markdown::render(client.questionnaire(), client.wording(), &copy),
        ] {
            assert!(!rendered.contains(PLANTED));
            for item in client.questionnaire().items() {
                let prompts = item.prompt.iter().chain(&item.listen_for).chain(&item.follow_ups);
                prompts.for_each(|prompt| assert!(!rendered.contains(prompt), "{prompt}"));
            }
        }
        pair.press("C-t 2").press("a").press("Esc y").sees(PLANTED);
    }
}
