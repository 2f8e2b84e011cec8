//! The regions whose support lines can be shown: found in a list by arrows, a number, a letter, a click or a touch.

use crate::support::guest::{Guest, public_on};
use crate::support::own::{self, own};
use crate::support::pair::Pair;
use crate::support::player::{Player, setup, shipped};
use std::sync::Arc;
use stillpoint::app::state::counselor::CounselorSetup;
use stillpoint::app::state::model::Setup;
use stillpoint::files::content::questions;

/// The regions of the shipped questionnaire, as they are listed in English and in Spanish.
const LISTED: [[&str; 19]; 2] = [
    [
        "United States",
        "Puerto Rico",
        "Canada",
        "United Kingdom",
        "England",
        "Scotland",
        "Wales",
        "Northern Ireland",
        "Ireland",
        "Australia",
        "New Zealand",
        "Spain",
        "Mexico",
        "Argentina",
        "Chile",
        "Colombia",
        "Peru",
        "European Union",
        "Any other country",
    ],
    [
        "Estados Unidos",
        "Puerto Rico",
        "Canadá",
        "Reino Unido",
        "Inglaterra",
        "Escocia",
        "Gales",
        "Irlanda del Norte",
        "Irlanda",
        "Australia",
        "Nueva Zelanda",
        "España",
        "México",
        "Argentina",
        "Chile",
        "Colombia",
        "Perú",
        "Unión Europea",
        "Cualquier otro país",
    ],
];

fn in_language(language: usize, region: &str) -> Setup {
    Setup { language, region: region.to_owned(), ..setup(shipped()) }
}

#[test]
fn every_region_is_in_the_list_and_the_pointer_begins_at_the_one_that_is_shown() {
    for (language, names) in LISTED.into_iter().enumerate() {
        for (width, height) in [(80, 24), (40, 12)] {
            let mut ada = Player::with(in_language(language, "ES"), width, height);
            let spain = names[11];
            assert!(ada.press("! r").screen().lines().any(|line| line.contains('›') && line.contains(spain)));
            ada.press("Home");
            for name in names {
                ada.sees(name).press("Down");
            }
        }
    }
}

#[test]
fn a_region_is_taken_by_arrows_by_number_by_letter_or_by_a_click_and_its_lines_are_shown_from_the_top() {
    for (keys, region) in [
        ("Down Enter", "PR"),
        ("Home Enter", "US"),
        ("6", "GB-SCT"),
        ("p p Enter", "PE"),
        ("P Space", "PR"),
        ("p p p Enter", "PR"),
        ("s End Enter", "001"),
        ("j Enter", "US"),
        ("q Enter", "US"),
        // Letters one after another are the beginning of a name; the first one is taken.
        ("i Enter", "IE"),
        ("w Enter", "GB-WLS"),
        ("n e Enter", "NZ"),
        ("N E W Space z Enter", "NZ"),
        ("u n i t e d Enter", "US"),
        ("u n i t e d Space k Enter", "GB"),
        ("p u e r t o Space Enter", "PR"),
        ("a n y Enter", "001"),
        // A letter with which no name goes on begins anew, and what is no letter ends the search.
        ("i n Enter", "GB-NIR"),
        ("i n d i a Enter", "AU"),
        ("p x e Enter", "GB-ENG"),
        ("c Down h Enter", "GB"),
        ("n Home e Enter", "GB-ENG"),
    ] {
        let mut ada = Player::with(in_language(0, "US"), 80, 24);
        ada.press("! Down Down r").press(keys);
        assert_eq!(ada.model.region, region, "{keys}");
        ada.sees("Where to get help now").sees("cannot tell if you are safe").sees_no("Choose a region");
    }
    let mut ada = Player::with(in_language(0, "US"), 80, 24);
    ada.press("! r").click("Canada").sees("For Canada.");
}

#[test]
fn in_another_language_letters_are_those_of_its_names() {
    let mut ada = Player::with(in_language(1, "MX"), 80, 24);
    ada.press("! r e Enter").sees("Para los Estados Unidos.");
    ada.press("r e e e Enter").sees("Para España.");
    ada.press("r i n Enter").sees("Para Inglaterra.");
    // Accents can be left out, be within a letter or follow it.
    for keys in ["m e x", "m é", "m e \u{301} x", "M É X", "e s p a ñ", "e s p a n", "m x m e"] {
        ada.press("r").press(keys).press("Enter");
        let spain = keys.starts_with('e');
        assert_eq!(ada.model.region, if spain { "ES" } else { "MX" }, "{keys}");
    }
    ada.press("r u F4 Enter").sees("For the European Union.");
    ada.press("r c F4 o Enter").sees("Para Canadá.");
}

/// Returns what a screen says, whatever its rows.
fn told(player: &Player) -> String {
    player.screen().replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Says what is done where one's country has no row, and, on its page, where a number can be asked for.
#[test]
fn whose_country_is_not_in_the_list_is_told_which_row_is_theirs_and_who_can_name_a_number() {
    for (language, [not_listed, row, without, instead]) in [
        [
            "If your country is not here, choose",
            "Any other country",
            "What is below helps in many countries. A doctor or a hospital near you can give you a number to call.",
            "findahelpline.com, where you choose your country",
        ],
        [
            "Si su país no está aquí, elija",
            "Cualquier otro país",
            "Lo que sigue sirve en muchos países. En un consultorio o un hospital cercano pueden darle uno al que llamar.",
            "findahelpline.com, donde se elige el país",
        ],
    ]
    .into_iter()
    .enumerate()
    {
        let mut ada = Player::with(in_language(language, "US"), 80, 40);
        ada.press("! r").sees(not_listed).press("End").sees(row).press("Enter");
        assert_eq!(ada.model.region, "001");
        assert!(told(&ada).contains(without) && told(&ada).contains(instead), "{}", ada.screen());
        ada.press("r Home Enter");
        assert!(!told(&ada).contains(without), "{}", ada.screen());
        let setup = Setup { language, region: "US".into(), ..public_on(shipped()) };
        Guest::with(setup, 80, 24).press("x ! r").sees(not_listed);
    }
}

#[test]
fn who_leaves_the_list_is_where_they_were_and_nothing_has_changed() {
    for way in ["!", "Enter Answers n n 5"] {
        let mut ada = Player::with(in_language(0, "GB"), 80, 24);
        ada.press(way).press("Down Down");
        let before = ada.screen();
        for leave in ["Esc", "Left", "Down Down Esc"] {
            assert_eq!(ada.press("r").press(leave).screen(), before, "{way} {leave}");
        }
        ada.press("r n Enter").sees("For Northern Ireland.");
        assert_eq!(ada.press("Up").screen(), ada.screen(), "the lines are shown from their top");
    }
}

#[test]
fn hiding_help_and_support_are_at_hand_in_the_list() {
    let mut ada = Player::with(in_language(0, "GB"), 80, 24);
    ada.press("! r C-c").sees_no("United Kingdom").press("Enter").sees("United Kingdom");
    ada.press("?").sees("Keys for this screen");
    ada.press("Esc ! r !").sees("Where to get help now");
}

#[test]
fn beside_a_counselor_both_find_the_list_and_no_letter_does_anything_else() {
    for size in [(80, 24), (120, 40), (40, 12)] {
        let setup = in_language(0, "GB");
        let mut pair = Pair::speaking(setup, CounselorSetup::default(), None, size);
        pair.press("Enter 1 ! r").sees("Choose a region");
        // These are the letters of a mark, a private answer, the words to close with and a pause elsewhere.
        pair.press("f z p c").sees("Choose a region").press("Tab Tab").sees("Choose a region");
        pair.press("x c o Enter").sees("For Colombia.");
        pair.press("Esc v ! r m Enter").sees("For Mexico.");
    }
}

#[test]
fn at_a_kiosk_a_region_is_found_by_touch_alone() {
    for (language, [list, canada, lines]) in
        [["Choose a region", "Canada", "For Canada."], ["Elija una región", "Canadá", "Para Canadá."]]
            .into_iter()
            .enumerate()
    {
        for (width, height) in [(80, 24), (60, 30)] {
            let setup = Setup { language, region: "US".into(), ..public_on(shipped()) };
            let mut guest = Guest::with(setup, width, height);
            guest.press("x !").press("r").sees(list);
            guest.touch_on(canada).sees(lines);
        }
    }
}

#[test]
fn where_there_are_two_regions_the_key_changes_to_the_other_one_at_once() {
    let moved_to_us = |regions: &[&str]| {
        let line = |region: &str| format!("region = \"{region}\"\n");
        let text = regions.iter().fold(own::TEXT.replace("also = [\"GB-SCT\"]\n", ""), |text, region| {
            text.replace(&line(region), &line("US"))
        });
        questions::parse("own", &text).unwrap()
    };
    let english = |questionnaire| {
        let mut setup = setup(own());
        let mut language = setup.languages.at(0).clone();
        language.questionnaire = Arc::new(questionnaire);
        setup.languages = stillpoint::domain::language::languages::Languages::new(Arc::new(language), vec![]);
        Player::with(setup, 80, 24)
    };
    let mut two = english(moved_to_us(&["GB", "GB-SCT", "EU"]));
    two.press("! r")
        .sees("We have no telephone line for this country.")
        .press("r")
        .sees("For the United States.");
    let mut one = english(moved_to_us(&["GB", "GB-SCT", "EU", "001"]));
    one.press("! r").sees("For the United States.").sees_no("Choose a region");
}
