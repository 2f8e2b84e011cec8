//! All that the program can hear, and all that it can ask of the world, on one page.

use crate::app::text::edit::Edit;
use crate::domain::answers::handout::Handout;
use crate::domain::faults::save::{RecordFault, SaveFault};
use crate::domain::timestamp::Timestamp;
use ratatui::layout::Size;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What a person can ask for, by key or by click.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Command {
    /// Goes on to what comes next.
    Next,
    /// Goes back to where I came from.
    Back,
    /// Moves the pointer in a list, or the text on a page.
    Move(Motion),
    /// Acts on the row under the pointer.
    Activate,
    /// Acts on the row at this place of the list, from 0.
    Choose(usize),
    /// Goes to a page of the results, from 0.
    Page(usize),
    /// Shows more of the text, or goes on where there is no more.
    ReadOn,
    /// Leaves the item open and goes on.
    LeaveOpen,
    /// Takes the latest answer back.
    Undo,
    /// Opens the note that stands beside an item.
    Guard,
    /// Opens where the text comes from.
    Source,
    /// Opens "more to read".
    ReadingList,
    /// Shows the next region's support lines.
    Region,
    /// Opens help.
    Help,
    /// Opens the support lines.
    Support,
    /// Hides everything behind the neutral screen.
    Hide,
    /// Comes back from the neutral screen.
    ComeBack,
    /// Leaves at once and forgets everything.
    Forget,
    /// Asks whether to end.
    Leave,
    /// Asks whether to clear everything and begin again, on a public screen.
    StartOver,
    /// Ends at once and clears everything, on a public screen.
    Done,
    /// Suspends the program.
    Suspend,
    /// Draws the whole screen anew.
    Redraw,
    /// Edits the field.
    Edit(Edit),
    /// Presses a key of the pad that is touched to write letters or a number, from 0.
    Write(usize),
    /// Asks whether to give the screen back to the counselor, who then sees it as it is, or at the risk protocol.
    GiveBack(Destination),
    /// Asks whether to show the counselor what was answered privately.
    ShowAnswer,
    /// Does something on the counselor's side.
    Counselor(CounselorCommand),
}

/// How a pointer or a text is moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Motion {
    /// Up by a row.
    Up,
    /// Down by a row.
    Down,
    /// Up by a screenful.
    PageUp,
    /// Down by a screenful.
    PageDown,
    /// To the beginning.
    Top,
    /// To the end.
    Bottom,
}

/// Where the counselor goes when the screen is given back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Destination {
    /// Where they were.
    Counselor,
    /// To the risk protocol.
    Protocol,
}

/// What a counselor can ask for on their own side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CounselorCommand {
    /// Turns from one side to the other.
    Turn,
    /// Begins to write the notes that are shown.
    Write,
    /// Ends what is written or looked at, and goes back to where the session is.
    Done,
    /// Marks the item to come back to, or takes the mark away.
    Flag,
    /// Shows the client's view alone.
    ClientAlone,
    /// Lets the client answer privately.
    Private,
    /// Lists all items.
    Items,
    /// Opens the notes on the session.
    SessionNotes,
    /// Opens the words to begin with.
    Opening,
    /// Opens the words to close with.
    Closing,
    /// Opens the counselor's summary.
    Summary,
    /// Opens the risk protocol.
    Protocol,
    /// Hides everything and lets the clock stand still.
    Pause,
    /// Lets the clock stand still, or go on.
    Clock,
    /// Edits the notes.
    Edit(Edit),
    /// Puts the cursor of the notes where a click was.
    Caret {
        /// The row of the whole text, from 0.
        row: usize,
        /// The column, from 0.
        column: u16,
    },
}

/// A text that a person wrote, or with answers in it; its `Debug` prints none of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PrivateText(pub String);

impl std::fmt::Debug for PrivateText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PrivateText(..)")
    }
}

/// What the program hears.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Message {
    /// A person asked for something.
    Command(Command),
    /// A person typed or pasted text into a field.
    Insert(PrivateText),
    /// The window has another size.
    Resized(Size),
    /// The copy, as it would be written.
    Previewed(PrivateText),
    /// How saving the copy went.
    Saved(Result<String, SaveFault>),
    /// What the clocks say; it comes before what is heard at that moment, and when a deadline is reached.
    Clock(ClockReading),
    /// What is in the codes for a phone, as they fit this window.
    Coded(Handout),
    /// How printing went.
    Printed(Printing),
    /// How writing the record went: the state of this generation is on the disk, or why not.
    Recorded {
        /// Which state was to be written.
        generation: u64,
        /// How it went.
        outcome: Result<(), RecordFault>,
    },
}

/// What the clocks say at one moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ClockReading {
    /// Time since the machine was started, sleep included.
    pub up: Duration,
    /// The time of the world.
    pub wall: Timestamp,
    /// The time on the clock on the wall: hour and minute.
    pub local: (u8, u8),
}

/// How printing stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Printing {
    /// It is under way.
    Now,
    /// It was handed to the printer.
    Done,
    /// It did not work.
    Failed,
}

/// How a copy is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CopyFormat {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
}

/// What the program asks of the world.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Write out the copy as it would be saved; answered by [`Message::Previewed`].
    Preview(CopyFormat),
    /// Save the copy; answered by [`Message::Saved`].
    Save {
        /// Where, as the person typed it.
        path: String,
        /// How.
        format: CopyFormat,
        /// Whether a file of that name may be replaced.
        replace: bool,
    },
    /// Put what goes along into codes that fit the window; answered by [`Message::Coded`].
    Code,
    /// Print what goes along; answered by [`Message::Printed`].
    Print,
    /// Write the record as it is now; answered by [`Message::Recorded`].
    Record {
        /// Which state this is.
        generation: u64,
    },
    /// Suspend the program until it is continued.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// End.
    Quit,
}

/// A few effects, in the order they are to be carried out.
pub(crate) type Effects = Vec<Effect>;
