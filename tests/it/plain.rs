//! Plain mode: the real program line by line, through a pipe and on a terminal, as somebody hears it who sees no screen.

mod by_ear;
mod commands;
mod on_terminal;
mod session;
