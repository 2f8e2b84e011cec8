//! The page of support lines: all of it within two screens, the most urgent first.

use crate::support::player::{Player, flat, setup, shipped};
use stillpoint::app::layout::single::Layout;
use stillpoint::app::sheet::lines::{Line, Span};
use stillpoint::app::state::model::Setup;
use stillpoint::domain::questionnaire::draft::SupportKind;

/// Returns rows of a page as one text.
fn text_of(rows: &[Line]) -> String {
    let words = rows.iter().map(|row| {
        let spans = row.spans.iter().filter_map(|span| match span {
            Span::Words(words, _) => Some(words.as_str()),
            Span::Sign(..) => None,
        });
        spans.collect::<String>() + " "
    });
    flat(&words.collect::<String>())
}

#[test]
fn in_every_region_and_language_all_lines_stand_within_two_screens_and_the_urgent_ones_on_the_first() {
    let questionnaire = shipped();
    for region in questionnaire.regions() {
        for (language, way) in [(0, "!"), (1, "!"), (0, "Enter x n 5"), (1, "Enter x n 5")] {
            let setup = Setup { language, region: region.to_owned(), ..setup(shipped()) };
            let mut ada = Player::with(setup, 80, 24);
            ada.press(way);
            let layout = Layout::of(&ada.model);
            let (body, room) = (&layout.sheet.body, usize::from(layout.text.height));
            let place = format!("{region} in language {language} after {way}");
            assert!(
                body.len() <= 2 * room,
                "{place}: {} rows, and two screens have {}",
                body.len(),
                2 * room
            );
            let (all, first) = (text_of(body), text_of(&body[..room]));
            for line in ada.model.questionnaire().support(region).lines() {
                let urgent = matches!(line.kind, SupportKind::Emergency | SupportKind::Crisis);
                for part in line.ways.iter().chain([&line.name, &line.hours]) {
                    let shown = if urgent { &first } else { &all };
                    assert!(shown.contains(&flat(part)), "{place}: {part:?} is missing:\n{shown}");
                }
            }
        }
    }
}
