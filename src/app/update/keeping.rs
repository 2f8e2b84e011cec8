//! What follows from any change on either side: time is counted, the sides get their room, the record is written.
//!
//! It must not read a clock: the time is a part of the state.

use crate::app::state::app::AppState;
use crate::app::state::autosave::Autosave;
use crate::app::state::message::{Effect, Effects};
use crate::domain::record::contents::RecordState;

/// Does what follows from any change: counts time, gives the sides their room, makes ready what a copy tells of the round
/// before, has the record written.
pub(super) fn after(app: &mut AppState, mut effects: Effects) -> Effects {
    app.count_time();
    let at = app.at().cloned();
    if let Some(counselor) = app.counselor.as_mut()
        && at.is_some()
        && counselor.last_item != at
    {
        counselor.last_item = at;
        app.marks.strokes += 1;
    }
    app.arrange();
    let is_copied = effects.iter().any(|effect| matches!(effect, Effect::Preview(_) | Effect::Save { .. }));
    app.offer_then_and_now(is_copied);
    let leaving = effects.iter().any(|effect| matches!(effect, Effect::Quit | Effect::Suspend));
    let now = app.counselor.as_ref().map(|counselor| counselor.now).unwrap_or_default();
    let marks = app.marks();
    let record = match (leaving, app.client.hidden) {
        (true, _) => keep(app, |autosave, state| autosave.flush(marks, now, state)),
        (false, true) => keep(app, |autosave, state| autosave.hurry(marks, now, state)),
        (false, false) => keep(app, |autosave, state| autosave.look(marks, now, state)),
    };
    effects.splice(0..0, record);
    effects
}

/// Asks for everything to be written that is not, as before an end that nobody asked for.
pub(crate) fn flush(app: &mut AppState) -> Effects {
    let now = app.counselor.as_ref().map(|counselor| counselor.now).unwrap_or_default();
    let marks = app.marks();
    keep(app, |autosave, state| autosave.flush(marks, now, state)).into_iter().collect()
}

/// Lets the keeping of the record look at the state that it is itself a part of.
fn keep(
    app: &mut AppState,
    look: impl FnOnce(&mut Autosave, &dyn Fn() -> RecordState) -> Option<Effect>,
) -> Option<Effect> {
    let mut autosave = std::mem::take(&mut app.counselor.as_mut()?.autosave);
    // The client may have changed the language, and with it the words in which the questions are asked.
    autosave.keep_words(app.client.questionnaire());
    let effect = look(&mut autosave, &|| app.record_state());
    if let Some(counselor) = app.counselor.as_mut() {
        counselor.autosave = autosave;
    }
    effect
}
