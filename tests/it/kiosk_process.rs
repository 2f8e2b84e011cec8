//! The real kiosk in a real pseudo-terminal: visitors, their absence, faults, signals, staff, and whoever means harm.
//!
//! A test waits for what it expects, with a deadline. What passes between two keys of a person who does nothing is waited
//! for as well, by what the screen shows.

mod ends;
mod faults;
mod hostile;
mod idle;
mod kiosk;
mod signals;
mod staff;
mod visitors;
mod windows;
