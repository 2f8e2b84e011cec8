//! The texts that answers bring: few doors at first, the others behind one row, and no text longer than two screens.

use crate::support::answering::Answering;
use crate::support::guest::{Guest, public_on};
use crate::support::own::own;
use crate::support::pair::Pair;
use crate::support::player::{Player, setup, shipped};
use stillpoint::app::layout::single::Layout;
use stillpoint::app::state::model::Setup;
use stillpoint::app::state::screen::{ArticleScreen, IndexScreen, Open, Page, ResultsScreen, Screen};
use stillpoint::domain::questionnaire::definition::Questionnaire;

/// The row that opens the whole list.
const MORE: &str = "More for you (";

/// Somebody for whom everything is so, on the results: the first answer to every question, in a shipped language.
fn everything_often(questionnaire: Questionnaire, language: usize) -> Player {
    let mut ada = Player::with(Setup { language, ..setup(questionnaire) }, 80, 24);
    ada.press("Enter").answer_all().press("Enter");
    ada
}

fn rows(player: &Player) -> usize {
    Layout::of(&player.model).choices()
}

#[test]
fn many_answers_bring_five_doors_and_one_row_opens_all() {
    let mut ada = everything_often(shipped(), 0);
    for page in [Page::Sections, Page::Guidance] {
        ada.press(&(page.index() + 1).to_string());
        let titles: Vec<String> = ada.model.titles(page).into_iter().map(str::to_owned).collect();
        assert!(titles.len() > 5 && rows(&ada) == 6, "{}", ada.screen());
        let (first, others) = titles.split_at(5);
        for title in first {
            ada.sees(title);
        }
        for title in others {
            ada.sees_no(title);
        }
        ada.sees(MORE).press("End Enter").sees_no(MORE);
        assert_eq!(rows(&ada), titles.len());
        for title in &titles {
            ada.sees(title);
        }
        // The text that comes next is pointed at, and it is numbered among all of them.
        let next = others.first().unwrap();
        ada.sees(&format!("› {next}")).press("Enter").sees(&format!("6 of {}", titles.len()));
        ada.press("Esc").sees(&format!("› {next}")).press("Esc").sees(&format!("› {MORE}"));
    }
}

#[test]
fn reading_on_stops_at_the_row_that_opens_the_others() {
    let mut ada = everything_often(shipped(), 0);
    let texts = ada.press("3").model.titles(Page::Guidance).len();
    ada.press("Enter").sees(&format!("1 of {texts}"));
    for part in 2..=5 {
        ada.press("Right").sees(&format!("{part} of {texts}"));
    }
    ada.press("Right").sees(&format!("› {MORE}")).press("Enter Enter").sees(&format!("6 of {texts}"));
    ada.press("Esc Esc").sees(&format!("› {MORE}"));
}

#[test]
fn six_texts_have_six_doors_for_a_row_with_more_would_open_one() {
    let mut ada = everything_often(own(), 0);
    ada.press("3").sees_no(MORE);
    assert_eq!(rows(&ada), 6);
    ada.press("Enter").sees("1 of 6");
    for part in 2..=6 {
        ada.press("Right").sees(&format!("{part} of 6"));
    }
    ada.press("Right").sees("4 of 5");
}

#[test]
fn who_can_be_asked_is_among_the_first_doors_whatever_was_answered() {
    let mut ada = everything_often(shipped(), 0);
    ada.press("3").sees(MORE).sees("If you do not know who to ask");
}

#[test]
fn few_answers_bring_no_row_for_others() {
    let mut ada = Player::at(80, 24);
    ada.press("Enter").leave_open().press("Enter 2").sees_no(MORE).press("3").sees_no(MORE);
    assert_eq!(rows(&ada), ada.model.titles(Page::Guidance).len());
}

#[test]
fn a_long_reason_names_three_answers_and_one_key_names_all() {
    let mut ada = everything_often(own(), 0);
    ada.press("2").click("When many places are loud").sees("Your other answers that go with it are under");
    ada.sees("Crowded rooms").sees("Raised voices").sees_no("Shrill sounds");
    ada.press("w").sees("Where this comes from").sees("Crowded rooms").sees("Shrill sounds");
    ada.press("Esc Esc").click("Quiet that is chosen").sees_no("Your other answers");
}

/// The rows of what is shown, and those of two screens of it.
fn length(player: &Player) -> (usize, usize) {
    let layout = Layout::of(&player.model);
    let height = usize::from(layout.text.height);
    (usize::from(layout.max_scroll()) + height, 2 * height)
}

#[test]
fn every_text_of_the_results_and_of_more_to_read_fits_two_screens() {
    for language in [0, 1] {
        let mut often = everything_often(shipped(), language);
        let mut mixed = Player::with(Setup { language, ..setup(shipped()) }, 80, 24);
        mixed.press("Enter").answer_mixed().press("Enter");
        for ada in [&mut often, &mut mixed] {
            // The support lines are as many as a region has, and none is left out.
            for page in [Page::Tally, Page::Sections, Page::Guidance] {
                for part in 0..ada.model.titles(page).len().max(1) {
                    ada.model.go(Screen::Results(ResultsScreen { page, part, whole: true }));
                    let (all, two) = length(ada);
                    assert!(all <= two, "{all} rows, {two} in two screens:\n{}", ada.screen());
                }
            }
        }
        let from = Box::new(Open::new(Screen::Welcome));
        for index in 0..often.model.questionnaire().sections().len() {
            often.model.go(Screen::Article(ArticleScreen { index, from: from.clone() }));
            let (all, two) = length(&often);
            assert!(all <= two, "{all} rows, {two} in two screens:\n{}", often.screen());
        }
    }
}

/// Presses Enter alone, from the first page of the results, and returns the pages that were in sight until the end.
fn on_and_on(mut seen: impl FnMut() -> Screen) -> Vec<Page> {
    let mut pages = Vec::new();
    for _ in 0..200 {
        match seen() {
            Screen::End => return pages,
            Screen::Results(ResultsScreen { page, .. }) => pages.push(page),
            Screen::Index(IndexScreen { page, .. }) => pages.push(page),
            Screen::TalkingPoints => pages.push(Page::TalkingPoints),
            _ => {}
        }
    }
    panic!("Enter alone does not arrive: {pages:?}");
}

#[test]
fn enter_alone_leads_from_the_first_results_to_the_end_for_everybody() {
    for (width, height) in [(40, 12), (80, 24), (200, 60)] {
        let mut ada = Player::with(setup(shipped()), width, height);
        ada.press("Enter").answer_all().press("Enter");
        let alone = on_and_on(|| {
            let what = ada.model.screen.what.clone();
            ada.press("Enter");
            what
        });
        let mut guest = Guest::with(public_on(shipped()), width, height);
        guest.press("x").answer_all().press("Enter");
        let visitor = on_and_on(|| {
            let what = guest.visitor.client.screen.what.clone();
            guest.press("Enter");
            what
        });
        let mut pair = Pair::begun(width, height);
        pair.answer_all().press("Enter");
        let accompanied = on_and_on(|| {
            let what = pair.app.client.screen.what.clone();
            pair.press("Enter");
            what
        });
        for mut pages in [alone, visitor, accompanied] {
            pages.dedup();
            assert_eq!(pages, Page::ALL, "at {width}x{height}");
        }
    }
}
