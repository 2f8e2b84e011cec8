//! The real program in a real pseudo-terminal: start, end, hiding, signals, odd input, what it writes and how much.
//!
//! A test types and waits for what it expects, with a deadline. The few sleeps are pauses of a person that are
//! themselves the input: half a sequence and then nothing, or a program left alone.

mod cursor;
mod hiding;
mod jobs;
mod keyboard;
mod killed;
mod life;
mod load;
mod mouse;
mod output;
mod random;
mod saving;
pub(crate) mod session;
mod signals;
mod stalled;
