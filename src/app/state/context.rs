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
    /// Chooses one of several by its name: a letter leads to it.
    Seeks,
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
    /// The waiting screen of a kiosk.
    Attract: Waits,
    /// The question whether anybody is still there.
    Warning: Waits,
    /// The first screen.
    Welcome: Reads,
    /// An item.
    Item: Chooses,
    /// The note before sensitive items.
    ContentNote: Chooses,
    /// The list of all answers.
    Review: Chooses,
    /// The titles of the texts that match.
    Index: Chooses,
    /// A text of the results.
    Reading: Reads,
    /// The talking points.
    TalkingPoints: Chooses,
    /// A short list to choose from, with a way back.
    Choice: Chooses,
    /// A list of names.
    Names: Seeks,
    /// A text that was opened from a list.
    Article: Reads,
    /// A text field of one line.
    Field: Writes,
    /// A person's own text of several lines.
    Text: Writes,
    /// A code for a phone.
    Code: Scans,
    /// The text in place of a code that has no room.
    NoCode: Reads,
    /// An item that is answered privately.
    Private: Chooses,
    /// An overlay with the note of an item.
    Guard: Reads,
    /// An overlay that is only read.
    Overlay: Reads,
    /// An overlay with the support lines.
    SupportOverlay: Reads,
    /// The counselor's pane for an item.
    CounselorGuide: Reads,
    /// A list on the counselor's side.
    CounselorList: Chooses,
    /// A text on the counselor's side.
    CounselorRead: Reads,
    /// Notes that are written.
    Notes: Writes,
    /// The pad on which staff of a kiosk enter their PIN.
    Pin: Chooses,
    /// The menu of staff.
    StaffMenu: Chooses,
    /// A message to staff.
    StaffMessage: Reads,
    /// A second screen. It shows the walkthrough of another terminal, and has few keys.
    SecondScreen: Reads,
    /// The neutral screen.
    Hidden: Hides,
    /// A window that is too small for anything else.
    Small: Enlarges,
    /// The pane with which a walkthrough begins.
    CounselorStart: Chooses,
    /// The name of a record that is begun.
    RecordName: Writes,
}
