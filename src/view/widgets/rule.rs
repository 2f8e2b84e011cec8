//! Draws the rule under the title, which also shows the progress.
//!
//! ```
//! use stillpoint::app::sheet::lines::Progress;
//! use stillpoint::view::widgets::rule::done_columns;
//!
//! assert_eq!(done_columns(Progress { done: 1, of: 200 }, 80), 1, "a first answer shows");
//! assert_eq!(done_columns(Progress { done: 199, of: 200 }, 80), 79, "the last one is not there yet");
//! ```

use crate::app::sheet::lines::{Progress, Role};
use crate::app::sheet::signs::{LINE, THICK_LINE};
use crate::view::display_list::DisplayList;
use crate::view::theme::Theme;
use ratatui::layout::Rect;

/// A rule that shows how much is done.
#[derive(Debug)]
pub(crate) struct ProgressRule<'t> {
    /// The progress; `None` draws a rule without any.
    pub progress: Option<Progress>,
    /// Colors and signs.
    pub theme: &'t Theme,
}

/// Returns how many of `width` columns are drawn as done: at least one as soon as anything is done, and all only at the
/// end.
#[must_use]
pub fn done_columns(progress: Progress, width: u16) -> u16 {
    let (done, of) = (progress.done.min(progress.of), progress.of.max(1));
    let exact = usize::from(width) * done / of;
    let columns = u16::try_from(exact).unwrap_or(width);
    match (done, done == of) {
        (0, _) => 0,
        (_, true) => width,
        _ => columns.clamp(1.min(width), width.saturating_sub(1)),
    }
}

impl ProgressRule<'_> {
    /// Draws it along an area.
    pub(crate) fn draw(&self, area: Rect, list: &mut DisplayList) {
        let done = self.progress.map_or(0, |progress| done_columns(progress, area.width));
        let thick = self.theme.text(THICK_LINE).repeat(usize::from(done));
        let thin = self.theme.text(LINE).repeat(usize::from(area.width.saturating_sub(done)));
        let x = list.text(area.x, area.y, &thick, done, self.theme.style(Role::Accent));
        list.text(x, area.y, &thin, area.width.saturating_sub(done), self.theme.style(Role::Muted));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_shows_a_beginning_and_keeps_a_rest() {
        let columns = |done, of, width| done_columns(Progress { done, of }, width);
        assert_eq!(columns(0, 9, 70), 0);
        assert_eq!(columns(1, 10_000, 70), 1);
        assert_eq!(columns(9_999, 10_000, 70), 69);
        assert_eq!(columns(9, 9, 70), 70);
        assert_eq!(columns(5, 0, 0), 0);
    }
}
