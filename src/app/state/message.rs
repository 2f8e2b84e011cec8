//! Every message that changes the state, and every effect that the state asks of the shell.
//!
//! A key or click becomes a [`Command`], and a command or an outcome becomes a [`Message`]. `update` takes a message,
//! changes the state and returns [`Effect`]s. The shell carries them out, and sends each outcome back as a message.
//! These types must not do anything themselves.

use crate::app::text::edit::Edit;
use crate::domain::answers::copy_format::CopyFormat;
use crate::domain::answers::handout::Handout;
use crate::domain::faults::begin::BeginFault;
use crate::domain::faults::save::{RecordFault, SaveFault};
use crate::domain::questionnaire::draft::Date;
use crate::domain::timestamp::Timestamp;
use ratatui::layout::Size;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A command: what a person can ask for by a key or a click.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Command {
    /// Goes on to what comes next.
    Next,
    /// Goes back to where the person came from.
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
    /// Skips the item: goes on without an answer to it.
    Skip,
    /// Opens the list of all answers, from a question.
    Review,
    /// Undoes the latest answer.
    Undo,
    /// Opens the note that belongs to an item.
    Guard,
    /// Shows the sources of a text.
    Source,
    /// Leaves everything out of the copy, or ticks again what is ticked at first.
    TurnAllTicks,
    /// Opens "more to read".
    ReadingList,
    /// Shows another region's support lines, or lists the regions.
    Region,
    /// Changes to the next language.
    Language,
    /// Opens help.
    Help,
    /// Opens the support lines.
    Support,
    /// Hides everything behind the neutral screen.
    Hide,
    /// Comes back from the neutral screen.
    ComeBack,
    /// Ends at once, and keeps nothing.
    Forget,
    /// Asks whether to end.
    Leave,
    /// Opens what is rarely needed, at a kiosk.
    More,
    /// Asks whether to clear everything and begin again, at a kiosk.
    StartOver,
    /// Ends at once and clears everything, at a kiosk.
    Done,
    /// Suspends the program.
    Suspend,
    /// Draws the whole screen anew.
    Redraw,
    /// Gives the mouse back to the terminal, or takes it again.
    Mouse,
    /// Edits the text that is written.
    Edit(Edit),
    /// Presses a key of the pad on the screen that writes letters or digits: the place of the key, from 0.
    Write(usize),
    /// Asks whether to give the screen back to the counselor.
    GiveBack(Destination),
    /// Asks whether to show a private answer to the counselor.
    ShowAnswer,
    /// A command of the counselor's side.
    Counselor(CounselorCommand),
}

/// A movement of the pointer in a list, or of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
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

/// What the counselor's side shows when the screen is given back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Destination {
    /// What it showed before.
    Counselor,
    /// The risk protocol.
    Protocol,
}

/// A command of the counselor's side.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CounselorCommand {
    /// Moves the keys to the other side.
    Turn,
    /// Begins to write the notes that are shown.
    Write,
    /// Closes the pane, or ends writing, and goes back to the session.
    Done,
    /// Flags the item to come back to it, or removes the flag.
    Flag,
    /// Shows the client's view alone.
    ClientAlone,
    /// Lets the client answer privately.
    Private,
    /// Lists all items.
    Items,
    /// Opens the notes on the session.
    SessionNotes,
    /// Begins a record while the walkthrough runs.
    BeginRecord,
    /// Opens the opening words.
    Opening,
    /// Opens the closing words.
    Closing,
    /// Opens the counselor's summary.
    Summary,
    /// Opens the rounds of the record side by side.
    Rounds,
    /// Opens the risk protocol.
    Protocol,
    /// Hides everything and stops the clock.
    Pause,
    /// Stops the clock, or starts it again.
    Clock,
    /// Moves the cursor of the notes to a click.
    Caret {
        /// The row of the whole text, from 0.
        row: usize,
        /// The column, from 0.
        column: u16,
    },
}

/// A text that contains what a person wrote or answered. Its `Debug` prints none of it, so no log can.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PrivateText(pub String);

impl std::fmt::Debug for PrivateText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PrivateText(..)")
    }
}

/// A message: something that may change the state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Message {
    /// A person asked for something.
    Command(Command),
    /// A person typed or pasted text into a field.
    Insert(PrivateText),
    /// The window has another size.
    Resized(Size),
    /// The text of the copy, for the preview.
    Previewed(PrivateText),
    /// The outcome of saving the copy: its path, or the fault.
    Saved(Result<String, SaveFault>),
    /// A reading of the clocks. The shell sends it before each input, and when a deadline is reached.
    Clock(ClockReading),
    /// The local day.
    Day(Date),
    /// The codes for a phone, made for this window.
    Coded(Handout),
    /// The outcome of printing.
    Printed(Printing),
    /// The outcome of beginning a record: its name, or the fault.
    RecordBegun(Result<PrivateText, BeginFault>),
    /// The outcome of writing the record.
    Recorded {
        /// The number of the write.
        generation: u64,
        /// Whether the record is on the disk, or the fault.
        outcome: Result<(), RecordFault>,
    },
}

/// A reading of all clocks at one moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ClockReading {
    /// The time since the machine was started, sleep included. It never jumps, so durations are measured with it.
    pub up: Duration,
    /// The date and time in UTC.
    pub wall: Timestamp,
    /// The local time: hour and minute.
    pub local: (u8, u8),
}

/// The state of printing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Printing {
    /// It is under way.
    Now,
    /// It was handed to the printer.
    Done,
    /// It did not work.
    Failed,
    /// It is not printed again, because it was printed a few times already.
    Enough,
}

/// An effect: something that the shell has to do for the state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Make the text of the copy as it would be saved. The outcome is [`Message::Previewed`].
    Preview(CopyFormat),
    /// Save the copy. The outcome is [`Message::Saved`].
    Save {
        /// The path as the person typed it.
        path: String,
        /// The format.
        format: CopyFormat,
        /// Whether a file of that name may be replaced.
        replace: bool,
    },
    /// Tell which day it is. The outcome is [`Message::Day`].
    Day,
    /// Make codes of the handout that fit the window. The outcome is [`Message::Coded`].
    Code,
    /// Print the handout. The outcome is [`Message::Printed`].
    Print,
    /// Take the name that was typed for a new record, so that no other program can. The outcome is
    /// [`Message::RecordBegun`].
    BeginRecord(PrivateText),
    /// Write the record. The outcome is [`Message::Recorded`].
    Record {
        /// The number of the write.
        generation: u64,
    },
    /// Suspend the program until the user continues it.
    Suspend,
    /// Draw the whole screen again.
    Redraw,
    /// End the program.
    Quit,
}

/// Effects, in the order in which the shell carries them out.
pub(crate) type Effects = Vec<Effect>;
