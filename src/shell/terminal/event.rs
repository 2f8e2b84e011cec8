//! What the loop of the full screen hears, and the kiosk's supervisor.

use ratatui::layout::Size;

/// What a loop hears.
#[derive(Clone, PartialEq, Eq)]
pub enum Event {
    /// The system says: end now, in good order. End with status 128 and this number.
    Terminate(i32),
    /// The window has another size.
    Resize(Size),
    /// Somebody asks the program to stop.
    Suspend,
    /// The program was stopped and goes on, in a window of this size.
    Continued(Size),
    /// The moment of [`set_deadline`](super::event_source::EventSource::set_deadline) is reached.
    Deadline,
    /// A thread has put something into a [mailbox](super::mailbox::Mailbox).
    Woken,
    /// There is something to read on the line that was [named](super::event_source::EventSource::listen_to), or it has ended.
    Line,
    /// A person did something.
    Input(crossterm::event::Event),
    /// Somebody typed what another process reads.
    Typed,
    /// The terminal is gone. Nothing else comes from it.
    Lost,
}
