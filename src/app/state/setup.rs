//! What a session is started with.

use super::qr_form::QrForm;
use crate::domain::language::languages::Languages;
use crate::engine::policy::Policy;

/// What a session is started with; it does not change while the program runs.
#[derive(Debug)]
pub struct Setup {
    /// The languages that can be chosen, in the order they are offered.
    pub languages: Languages,
    /// The position of the one that a session begins in.
    pub language: usize,
    /// What the mode allows.
    pub policy: Policy,
    /// The region whose support lines are shown first.
    pub region: String,
    /// What the clinic is called, if it has set that.
    pub clinic: Option<String>,
    /// The folder in which a copy is offered to be saved, with the sign that parts it from a name; empty for the
    /// current one.
    pub folder: String,
    /// The machine the program runs on, if the person sits at another one.
    pub remote_host: Option<String>,
    /// What a public screen says of itself; `None` for all others.
    pub public: Option<Public>,
}

/// What a public screen says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Public {
    /// One sentence that points to the desk.
    pub desk: Option<String>,
    /// Seconds without a touch before it asks whether anybody is there.
    pub idle_seconds: u32,
    /// Whether something can be printed.
    pub prints: bool,
    /// How a code is drawn on this terminal.
    pub form: QrForm,
}
