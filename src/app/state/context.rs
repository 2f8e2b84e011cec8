//! Where a key is pressed, and what a person does there.
//!
//! What a key means is not here: the tables of bindings say that.

use serde::{Deserialize, Serialize};

/// What a person does in a place. Whoever asks for that need not list the places.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Activity {
    /// Touches anything at all, to go on.
    Waits,
    /// Reads a text, and scrolls it.
    Reads,
    /// Lets a phone read a code.
    Scans,
    /// Chooses one of several.
    Chooses,
    /// Writes: letters are text.
    Writes,
    /// Sees nothing, until they come back.
    Hides,
    /// Makes the window larger.
    Enlarges,
}

/// Declares the places, each with what a person does there.
macro_rules! contexts {
    ($($(#[$doc:meta])* $name:ident: $activity:ident),+ $(,)?) => {
        /// Where a key is pressed; the table of bindings says what it means there.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize, Deserialize)]
        pub enum Context {
            $($(#[$doc])* $name),+
        }

        impl Context {
            /// Every context.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Returns what a person does there.
            #[must_use]
            pub fn activity(self) -> Activity {
                match self {
                    $(Self::$name => Activity::$activity),+
                }
            }
        }
    };
}

contexts! {
    /// The screen that waits for a visitor.
    Attract: Waits,
    /// The question whether anybody is still there.
    Warning: Waits,
    /// The first screen.
    Welcome: Reads,
    /// An item.
    Item: Chooses,
    /// The list of all answers.
    Review: Chooses,
    /// The titles of the texts that match.
    Index: Chooses,
    /// A text of the results.
    Reading: Reads,
    /// What to bring up.
    TalkingPoints: Chooses,
    /// A list of a few things to choose from, with a way back.
    Choice: Chooses,
    /// A text opened from a list.
    Article: Reads,
    /// A text field.
    Field: Writes,
    /// A code to be read by a phone.
    Code: Scans,
    /// An item that is answered privately.
    Private: Chooses,
    /// A note that lies on top, opened from an item.
    Guard: Reads,
    /// Something that lies on top and is only read.
    Overlay: Reads,
    /// The support lines on top of something.
    SupportOverlay: Reads,
    /// What the counselor has on an item.
    CounselorGuide: Reads,
    /// A list on the counselor's side.
    CounselorList: Chooses,
    /// A text on the counselor's side.
    CounselorRead: Reads,
    /// Notes that are written.
    Notes: Writes,
    /// The pad on which staff of a kiosk enter their PIN.
    Pin: Chooses,
    /// The list of what staff can do.
    StaffMenu: Chooses,
    /// What staff are told.
    StaffMessage: Reads,
    /// A second screen: it shows the walkthrough of another terminal, and has few keys of its own.
    SecondScreen: Reads,
    /// The neutral screen.
    Hidden: Hides,
    /// A window that is too small for anything else.
    Small: Enlarges,
}
