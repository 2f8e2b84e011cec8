//! `report`: prints the results for a file of answers, or writes those for many files into a folder.

use super::many_reports;
use super::report_maker::ReportMaker;
use crate::files::text_file;
use crate::shell::cli::formats::ReportFormat;
use crate::shell::cli::report::ReportArgs;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::shell::world::output;
use std::io::Write;

/// Runs the command.
///
/// # Errors
/// Whatever kept a report from being made or written.
pub(super) fn run(args: &ReportArgs, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    if args.talking_points && matches!(args.format, ReportFormat::Json | ReportFormat::Fhir) {
        return Err(Failure::usage(
            "--talking-points gives a page to read, so it needs --format text, markdown or html.",
        )
        .hint("The report as JSON has the same under \"visit\"."));
    }
    match (&args.out, args.answers.as_slice()) {
        (Some(folder), _) => many_reports::run(args, folder, out, err),
        (None, [one]) => {
            let maker = ReportMaker::begin(args, &Environment::read(), err)?;
            let (text, remark) = maker.report(one).map_err(|failure| match text_file::is_folder(one) {
                true => failure.hint("To write a report on each file in it, add --out FOLDER."),
                false => failure,
            })?;
            // If the remark cannot be written, the rest can still be done.
            let _ = output::write(err, &remark.map(|remark| remark + "\n").unwrap_or_default());
            output::write(out, &text)
        }
        (None, _) => {
            Err(Failure::usage("The reports on several files are written into a folder, and none is named.")
                .hint("Add --out FOLDER. It is made if it is not there."))
        }
    }
}
