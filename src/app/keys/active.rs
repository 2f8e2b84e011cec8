//! Which tables of keys are valid where.

use super::counselor_keymap::{
    COUNSELOR, DESK_GUIDE, DESK_LIST, DESK_READ, NOTES, PRIVATE, PROTOCOL, TURNED,
};
use super::keymap::{
    ALWAYS, ARTICLE, ATTRACT, BRING, Binding, CHOICE, CODE, DONE, EVERYWHERE, FIELD, HIDDEN, HIDE, IN_FIELDS,
    INDEX, ITEM, LETTERS, NOTE, OVERLAY, READING, REVIEW, SUPPORT_OVERLAY, VISITOR, WELCOME,
};
use crate::app::state::message::Context;

/// Returns the tables that are valid in a context, its own first.
pub(super) fn tables(context: Context) -> [&'static [Binding]; 8] {
    let (letters, everywhere, hide): (&'static [Binding], &'static [Binding], &'static [Binding]) =
        match context {
            Context::Attract | Context::Warning | Context::Hidden => (&[], &[], &[]),
            // What lies on top could not be seen.
            Context::Small => (&[], &[], HIDE),
            Context::Field | Context::Notes => (&[], IN_FIELDS, HIDE),
            _ => (LETTERS, EVERYWHERE, HIDE),
        };
    // What belongs to a walkthrough is let through by the policy.
    let (counselor, turned): (&'static [Binding], &'static [Binding]) = match context {
        Context::Attract | Context::Warning | Context::Hidden | Context::Small => (&[], &[]),
        Context::Field | Context::Notes => (PROTOCOL, TURNED),
        _ => (COUNSELOR, TURNED),
    };
    let visitor: &'static [Binding] = match context {
        Context::Attract | Context::Warning => &[],
        Context::Hidden => DONE,
        _ => VISITOR,
    };
    [own(context), counselor, turned, letters, everywhere, hide, visitor, ALWAYS]
}

/// Returns the table of a context itself.
fn own(context: Context) -> &'static [Binding] {
    match context {
        Context::Attract => ATTRACT,
        Context::Warning => &[],
        Context::Welcome => WELCOME,
        Context::Item => ITEM,
        Context::Review => REVIEW,
        Context::Index => INDEX,
        Context::Reading => READING,
        Context::TalkingPoints => BRING,
        Context::Choice => CHOICE,
        Context::Article => ARTICLE,
        Context::Code => CODE,
        Context::Field => FIELD,
        Context::Private => PRIVATE,
        Context::CounselorGuide => DESK_GUIDE,
        Context::CounselorList => DESK_LIST,
        Context::CounselorRead => DESK_READ,
        Context::Notes => NOTES,
        Context::Note => NOTE,
        Context::Overlay => OVERLAY,
        Context::SupportOverlay => SUPPORT_OVERLAY,
        Context::Hidden => HIDDEN,
        Context::Small => &[],
    }
}
