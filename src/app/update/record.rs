//! How a record is begun while a walkthrough runs: its name, then the client's consent.
//!
//! It must not keep anything: a record is kept only once the client has agreed to it.

use crate::app::state::app::AppState;
use crate::app::state::autosave::Autosave;
use crate::app::state::counselor::Pane;
use crate::app::state::message::PrivateText;
use crate::app::state::screen::Open;
use crate::domain::faults::begin::BeginFault;
use crate::domain::record::contents::Record;

/// Asks for what is missing: the name, or the client's consent. Where a record is kept, it says so.
pub(super) fn ask(app: &mut AppState) {
    let Some(counselor) = app.counselor.as_ref() else { return };
    let autosave = &counselor.autosave;
    if !counselor.begun && autosave.record().is_some() {
        return app.show_opening();
    }
    let asks_client = autosave.held().is_some() && !autosave.is_on();
    app.show(if asks_client { Open::RECORD_CONSENT } else { Open::new(Pane::RecordName) });
}

/// Hears whether the name could be taken. If so, the client is asked next.
pub(super) fn begun(app: &mut AppState, outcome: Result<PrivateText, BeginFault>) {
    let questionnaire = app.client.questionnaire();
    let Some(counselor) = app.counselor.as_mut() else { return };
    let is_in_front = counselor.pane.what == Pane::RecordName;
    let name = match outcome {
        Ok(name) => name.0,
        Err(fault) => {
            counselor.new_record.fault = Some(fault);
            // The shell holds no name any more.
            return counselor.autosave.hold(None);
        }
    };
    let record = Record::new(&name, questionnaire, &questionnaire.parts().language, counselor.now.wall);
    if counselor.begun {
        counselor.autosave.hold(Some(record));
    } else {
        counselor.autosave = Autosave::of(Some(record));
    }
    if is_in_front {
        ask(app);
    }
}
