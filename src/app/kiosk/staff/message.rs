//! A message to staff: the outcome of what they chose in the menu.

use super::state::{MessageScreen, Staff, Wish};
use crate::app::screens::component::Component;
use crate::app::screens::parts::paragraph;
use crate::app::sheet::lines::{Role, Room, Scroll, Sheet};
use crate::app::state::context::Context;
use crate::app::state::screen::Spot;
use crate::domain::faults::print::PrintFault;
use crate::domain::language::wording::{StaffWords, Wording, fill};
use crate::domain::totals::{LastDay, Total};

impl Component<Staff, Option<Wish>> for MessageScreen {
    fn context(&self, _: &Staff, _: Spot) -> Context {
        Context::StaffMessage
    }

    fn sheet(&self, staff: &Staff, at: Spot, room: Room) -> Sheet {
        let body =
            self.lines(staff.wording()).iter().flat_map(|line| paragraph(line, room, Role::Text)).collect();
        Sheet::new(String::new(), None, body, Scroll::By(at.scroll))
    }
}

impl MessageScreen {
    /// Returns the paragraphs.
    fn lines(&self, wording: &Wording) -> Vec<String> {
        let words = &wording.staff;
        match self {
            Self::Totals(last_day) => totals(wording, *last_day),
            Self::Reloaded => vec![words.reloaded.clone()],
            Self::NotReloaded(fault) => [&words.not_reloaded].into_iter().chain(fault).cloned().collect(),
            Self::Printing => vec![words.printing.clone()],
            Self::TestPage(outcome) => vec![test_page(words, outcome)],
        }
    }
}

fn totals(wording: &Wording, last_day: LastDay) -> Vec<String> {
    let words = &wording.staff;
    let totals = match last_day {
        LastDay::NotCounted => return vec![words.no_totals.clone()],
        LastDay::NotOver => return vec![words.no_day_closed.clone()],
        LastDay::Closed(totals) => totals,
    };
    let number = |total: Total| match total {
        Total::Number(number) => number.to_string(),
        Total::FewerThanFive => words.fewer_than_five.clone(),
        Total::Withheld => words.not_shown.clone(),
    };
    let line = |sentence: &str, total: Total| fill(sentence, &[("number", &number(total))]);
    vec![
        wording.about.day(totals.date),
        line(&words.begun, totals.begun),
        line(&words.finished, totals.finished),
        line(&words.ended_by_idle, totals.ended_by_idle),
        line(&words.take_aways, totals.take_aways),
    ]
}

/// Returns the sentence that tells what came of the test page.
fn test_page(words: &StaffWords, outcome: &Result<(), PrintFault>) -> String {
    let reason = match outcome {
        Ok(()) => return words.printed.clone(),
        Err(PrintFault::NoCommand) => return words.no_printer.clone(),
        Err(PrintFault::NotFound) => words.not_found.clone(),
        Err(PrintFault::NoPermission) => words.no_permission.clone(),
        Err(PrintFault::NotRead) => words.not_read.clone(),
        Err(PrintFault::TookTooLong) => words.too_long.clone(),
        Err(PrintFault::Ended(status)) => fill(&words.ended, &[("status", &status.to_string())]),
        Err(PrintFault::Killed(signal)) => fill(&words.killed, &[("signal", &signal.to_string())]),
        Err(PrintFault::Other(reason)) => reason.clone(),
    };
    fill(&words.not_printed, &[("reason", &reason)])
}
