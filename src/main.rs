//! The thin binary: parses, runs, prints an error, chooses the exit status. Everything else is in the library.

use std::process::ExitCode;
use stillpoint::shell::cli::parsing;
use stillpoint::shell::commands::run;
use stillpoint::shell::terminal::rescue;
use stillpoint::shell::world::error::Failure;
use stillpoint::shell::world::output::MessageOutput;

fn main() -> ExitCode {
    match ended() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // If not even this can be written, the status still tells.
            let _ = failure.print(&mut MessageOutput::new());
            ExitCode::from(failure.status())
        }
    }
}

fn ended() -> Result<(), Failure> {
    // Before anything else: this process has to stay small.
    if std::env::args_os().skip(1).eq([rescue::ARGUMENT]) {
        return rescue::run();
    }
    let mut out = std::io::stdout();
    match parsing::parse(std::env::args_os()) {
        Ok(asked) => run::run(asked, &mut out, &mut MessageOutput::new()),
        Err(said) => run::say(&said, &mut out),
    }
}
