//! All that the program can hear, and all that it can ask of the world, on one page.

use super::text_buffer::Edit;
use crate::domain::save_fault::SaveFault;
use ratatui::layout::Size;

/// What a person can ask for, by key or by click.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Command {
    /// Goes on to what comes next.
    Next,
    /// Goes back to where I came from.
    Back,
    /// Moves up: the pointer in a list, the text on a page.
    Up,
    /// Moves down.
    Down,
    /// Moves up by a screenful.
    PageUp,
    /// Moves down by a screenful.
    PageDown,
    /// Moves to the beginning.
    Top,
    /// Moves to the end.
    Bottom,
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
    More,
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
    /// Suspends the program.
    Suspend,
    /// Draws the whole screen anew.
    Redraw,
    /// Edits the field.
    Edit(Edit),
}

/// Where a key is pressed; the table of bindings says what it means there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Context {
    /// The first screen.
    Welcome,
    /// An item.
    Item,
    /// The list of all answers.
    Review,
    /// The titles of the texts that match.
    Index,
    /// A text of the results.
    Reading,
    /// What to bring up.
    Bring,
    /// A list of a few things to choose from, with a way back.
    Choice,
    /// A text opened from a list.
    Article,
    /// A text field.
    Field,
    /// A note that lies on top, opened from an item.
    Note,
    /// Something that lies on top and is only read.
    Overlay,
    /// The support lines on top of something.
    SupportOverlay,
    /// The neutral screen.
    Hidden,
    /// A window that is too small for anything else.
    Small,
}

impl Context {
    /// Every context.
    pub const ALL: [Self; 14] = [
        Self::Welcome,
        Self::Item,
        Self::Review,
        Self::Index,
        Self::Reading,
        Self::Bring,
        Self::Choice,
        Self::Article,
        Self::Field,
        Self::Note,
        Self::Overlay,
        Self::SupportOverlay,
        Self::Hidden,
        Self::Small,
    ];
}

/// A text that a person wrote, or with answers in it; its `Debug` prints none of it.
#[derive(Clone, PartialEq, Eq)]
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
}

/// How a copy is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
    /// Suspend the program until it is continued.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// End.
    Quit,
}

/// A few effects, in the order they are to be carried out.
pub type Effects = Vec<Effect>;
