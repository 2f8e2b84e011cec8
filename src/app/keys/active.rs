//! Lists the tables of keys that are valid in each context.
//!
//! A new context needs a line here. It must not contain keys: they are in the keymaps.

use super::common_keymap::{
    ALWAYS, DONE, EVERYWHERE, HIDDEN, HIDE, IN_FIELDS, LEAVE, SIGNS, SUPPORT_LINES, VISITOR,
};
use super::counselor_keymap::{
    COUNSELOR, COUNSELOR_GUIDE, COUNSELOR_LIST, COUNSELOR_READ, COUNSELOR_START, NOTES, PRIVATE, PROTOCOL,
    RECORD_NAME, TURN, TURNED,
};
use super::editing::{EDITING, EDITING_LINES};
use super::keymap::{
    ARTICLE, ATTRACT, Binding, CHOICE, CODE, CONTENT_NOTE, FIELD, GUARD, INDEX, ITEM, NAMES, NO_CODE,
    OVERLAY, READING, REVIEW, SUPPORT_OVERLAY, TALKING_POINTS, TEXT, WELCOME,
};
use super::other_keymaps::{PIN, SECOND_SCREEN, STAFF_MENU, STAFF_MESSAGE};
use crate::app::state::context::Context;

/// Several tables, those with the most used keys first.
type Tables = &'static [&'static [Binding]];

/// Valid where letters are commands. The policy removes the keys of other modes later.
const ON_A_SCREEN: Tables = &[TURN, COUNSELOR, TURNED, SIGNS, LEAVE, EVERYWHERE, HIDE, VISITOR, ALWAYS];

/// Valid where letters lead to names.
const AT_NAMES: Tables = &[TURN, PROTOCOL, TURNED, SIGNS, EVERYWHERE, HIDE, VISITOR, ALWAYS];

/// Valid where letters are text of one line.
const IN_A_LINE: Tables = &[EDITING, PROTOCOL, TURNED, IN_FIELDS, HIDE, VISITOR, ALWAYS];

/// Valid where letters are text of several lines.
const IN_LINES: Tables = &[EDITING_LINES, EDITING, PROTOCOL, TURNED, IN_FIELDS, HIDE, VISITOR, ALWAYS];

/// Valid in a window that is too small. Help and support are missing, because they would not be visible.
const IN_LITTLE_ROOM: Tables = &[HIDE, VISITOR, ALWAYS];

/// Returns the tables that are valid in a context. The table of the context itself comes first.
pub(super) fn active_bindings(context: Context) -> impl Iterator<Item = &'static [Binding]> {
    let (own, others) = of(context);
    std::iter::once(own).chain(others.iter().copied())
}

/// Returns the table of a context, and the others that are valid there.
fn of(context: Context) -> (&'static [Binding], Tables) {
    match context {
        Context::Attract => (ATTRACT, &[SUPPORT_LINES, ALWAYS]),
        Context::Warning => (&[], &[ALWAYS]),
        Context::Welcome => (WELCOME, ON_A_SCREEN),
        Context::Item => (ITEM, ON_A_SCREEN),
        Context::ContentNote => (CONTENT_NOTE, ON_A_SCREEN),
        Context::Review => (REVIEW, ON_A_SCREEN),
        Context::Index => (INDEX, ON_A_SCREEN),
        Context::Reading => (READING, ON_A_SCREEN),
        Context::TalkingPoints => (TALKING_POINTS, ON_A_SCREEN),
        Context::Choice => (CHOICE, ON_A_SCREEN),
        Context::Names => (NAMES, AT_NAMES),
        Context::Article => (ARTICLE, ON_A_SCREEN),
        Context::Code => (CODE, ON_A_SCREEN),
        Context::NoCode => (NO_CODE, ON_A_SCREEN),
        Context::Field => (FIELD, IN_A_LINE),
        Context::Text => (TEXT, IN_LINES),
        Context::Private => (PRIVATE, ON_A_SCREEN),
        Context::CounselorGuide => (COUNSELOR_GUIDE, ON_A_SCREEN),
        Context::CounselorList => (COUNSELOR_LIST, ON_A_SCREEN),
        Context::CounselorStart => (COUNSELOR_START, ON_A_SCREEN),
        Context::CounselorRead => (COUNSELOR_READ, ON_A_SCREEN),
        Context::Notes => (NOTES, IN_LINES),
        Context::RecordName => (RECORD_NAME, IN_A_LINE),
        Context::Guard => (GUARD, ON_A_SCREEN),
        Context::Overlay => (OVERLAY, ON_A_SCREEN),
        Context::SupportOverlay => (SUPPORT_OVERLAY, ON_A_SCREEN),
        Context::Pin => (PIN, &[]),
        Context::StaffMenu => (STAFF_MENU, &[]),
        Context::StaffMessage => (STAFF_MESSAGE, &[]),
        Context::SecondScreen => (SECOND_SCREEN, &[]),
        Context::Hidden => (HIDDEN, &[DONE, ALWAYS]),
        Context::Small => (&[], IN_LITTLE_ROOM),
    }
}
