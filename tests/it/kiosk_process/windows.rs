//! Windows of any size, in any state: nothing ends, and nothing is lost.

use super::kiosk::*;

const SIZES: [(u16, u16); 9] =
    [(40, 12), (39, 11), (1, 1), (200, 60), (80, 2), (2, 80), (81, 24), (60, 20), (500, 200)];

#[test]
fn no_size_ends_a_session_or_loses_anything_in_any_state() {
    for state in STATES {
        println!("{}", state.0);
        let asked = state.0.starts_with("asked");
        let kiosk = in_state(state);
        let (before, child) = (settled(&kiosk), kiosk.child());
        for (cols, rows) in SIZES {
            kiosk.resize(cols, rows);
            kiosk.send("\x1b[I");
        }
        kiosk.resize(80, 24);
        // The countdown goes on meanwhile.
        let is_back = |screen: &vt100::Screen| {
            if asked { screen.contents().contains("Are you still there?") } else { same(screen, &before) }
        };
        kiosk.wait_for(is_back, "what was there before");
        assert_eq!(kiosk.child(), child, "it is still the same session");
        assert_eq!(kiosk.faults(), [""; 0]);
    }
}

#[test]
fn each_size_has_its_screen_that_waits_or_says_what_it_needs() {
    let usual = settled(&Kiosk::start(PATIENT));
    for (cols, rows) in [(80, 24), (40, 12), (39, 11), (1, 1), (200, 60)] {
        let kiosk = Kiosk::begin(PATIENT, (cols, rows));
        kiosk.until("a first frame", || {
            (kiosk.screen().alternate_screen() && !kiosk.children().is_empty()).then_some(())
        });
        match (cols, rows) {
            (1, 1) => {}
            (39, 11) => kiosk.wait_for_text("too small"),
            (40, 12) => kiosk.wait_for_text("Enter begin"),
            _ => kiosk.wait_waiting(),
        }
        kiosk.resize(80, 24);
        kiosk.wait_for(|screen| same(screen, &usual), "the usual screen");
        kiosk.to_item();
        kiosk.resize(cols, rows);
        kiosk.wiped_by(|kiosk| {
            kiosk.send(DONE);
            kiosk.resize(80, 24);
        });
    }
}

#[test]
fn out_of_order_is_said_in_a_window_that_changes() {
    let kiosk = Kiosk::start(PATIENT);
    kiosk.to_out_of_order(5);
    kiosk.resize(1, 1);
    kiosk.resize(100, 30);
    kiosk.wait_for(|screen| screen.contents().contains("This screen is out of order."), "what is said");
}
