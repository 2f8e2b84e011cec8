//! The thin binary: parses, runs, prints an error, chooses the exit status. Everything else is in the library.

use std::process::ExitCode;
use stillpoint::shell::cli::args;
use stillpoint::shell::commands::run;

fn main() -> ExitCode {
    let mut out = std::io::stdout();
    let ended = match args::parse(std::env::args_os()) {
        Ok(asked) => run::run(asked, &mut out, &mut std::io::stderr()),
        Err(said) => run::say(&said, &mut out),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // If not even this can be written, the status still tells.
            let _ = failure.print(&mut std::io::stderr());
            ExitCode::from(failure.status())
        }
    }
}
