//! The totals of a kiosk's day in the text format of Prometheus, for node_exporter to read.
//!
//! It writes only the numbers that [`Totals`] shows. A withheld number has no line at all, and no line has a time of
//! day or a label but the number of a kiosk, so that the file tells nothing of a single visitor. This module must not count, or decide which numbers
//! may be shown.

use super::hold::{HoldOutcome, hold};
use crate::domain::faults::save::SaveFault;
use crate::domain::timestamp::Timestamp;
use crate::domain::totals::{Total, Totals};
use crate::files::save::{Saved, publish};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

/// The prefix of all metric names.
const PREFIX: &str = "stillpoint_kiosk_day_";

/// How many kiosks of one machine can be told to write the same file.
const MOST_KIOSKS: u8 = 9;

/// The file of one kiosk's totals. No other kiosk of the machine writes it while this one runs.
pub(crate) struct CountersFile {
    /// What the settings say.
    pub(crate) named: PathBuf,
    /// Where this kiosk writes.
    pub(crate) path: PathBuf,
    /// The place of this kiosk among those with the same settings, from 1.
    number: u8,
    _held: Option<OwnedFd>,
}

impl CountersFile {
    /// Takes the file of the settings. If another kiosk has it, this one takes the next: `NAME-2.prom`, and so on.
    #[must_use]
    pub(crate) fn take(named: PathBuf) -> Self {
        for number in 1..=MOST_KIOSKS {
            let path = numbered(&named, number);
            match hold(&path) {
                HoldOutcome::Ours(held) => return Self { named, path, number, _held: Some(held) },
                HoldOutcome::OfAnother => {}
                HoldOutcome::Impossible => break,
            }
        }
        Self { path: named.clone(), named, number: 1, _held: None }
    }

    /// Writes a closed day: whole or not at all, for everybody to read, in the place of the day before.
    ///
    /// # Errors
    /// Why it is not there; the day before is then still there, unless it says that it is only unconfirmed.
    pub(crate) fn write(&self, totals: &Totals) -> Result<Saved, SaveFault> {
        publish(&self.path, &text(totals, self.number))
    }
}

/// Returns the file of the kiosk with this number.
fn numbered(file: &Path, number: u8) -> PathBuf {
    let (stem, ending) = (file.file_stem(), file.extension());
    let (Some(stem), Some(ending), 2..) = (stem, ending, number) else {
        return match number {
            1 => file.to_owned(),
            _ => file.with_file_name(format!("{}-{number}", file.file_name().unwrap_or_default().display())),
        };
    };
    file.with_file_name(format!("{}-{number}.{}", stem.display(), ending.display()))
}

/// Returns the text of the file of one kiosk. The first has no label; each other one has its number.
#[must_use]
pub(crate) fn text(totals: &Totals, kiosk: u8) -> String {
    let date = Timestamp::parse(&format!("{}T00:00:00Z", totals.date)).map_or(0, |start| start.0);
    let label = if kiosk > 1 { format!("{{kiosk=\"{kiosk}\"}}") } else { String::new() };
    let mut text = gauge("timestamp_seconds", "The last closed day: 00:00 UTC of its date.", &label, date);
    for (name, help, total) in [
        ("sessions_begun", "Sessions begun on that day.", totals.begun),
        ("sessions_finished", "Sessions gone through to their results on that day.", totals.finished),
        (
            "sessions_ended_by_idle",
            "Sessions cleared on that day because nobody was there.",
            totals.ended_by_idle,
        ),
        ("take_aways", "Pages taken away on that day, printed or by their code.", totals.take_aways),
    ] {
        if let Total::Number(count) = total {
            text += &gauge(name, help, &label, i64::from(count));
        }
    }
    text
}

fn gauge(name: &str, help: &str, label: &str, value: i64) -> String {
    format!("# HELP {PREFIX}{name} {help}\n# TYPE {PREFIX}{name} gauge\n{PREFIX}{name}{label} {value}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::questionnaire::draft::Date;
    use crate::domain::totals::{Day, VisitEvent};
    use std::fs;
    use std::os::unix::fs::MetadataExt;
    use std::sync::atomic::{AtomicBool, Ordering};

    fn closed(counts: [(VisitEvent, u32); 4]) -> Totals {
        let mut day = Day::new(Date { year: 2026, month: 11, day: 25 });
        for (event, times) in counts {
            (0..times).for_each(|_| day.count(event));
        }
        day.turn(Date { year: 2026, month: 11, day: 26 }).unwrap()
    }

    fn busy() -> Totals {
        closed([
            (VisitEvent::Begun, 41),
            (VisitEvent::Finished, 30),
            (VisitEvent::EndedByIdle, 5),
            (VisitEvent::TakeAway, 17),
        ])
    }

    fn quiet() -> Totals {
        closed([
            (VisitEvent::Begun, 10),
            (VisitEvent::Finished, 8),
            (VisitEvent::EndedByIdle, 2),
            (VisitEvent::TakeAway, 0),
        ])
    }

    /// Compares with a file of the repository, which `.ci/run` hands to real clients as well.
    fn is_as_in(name: &str, text: &str) {
        let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/content/counters", name].iter().collect();
        #[expect(clippy::disallowed_methods, reason = "whoever runs the tests asks for it")]
        if std::env::var("BLESS").is_ok() {
            fs::write(path, text).unwrap();
        } else {
            assert_eq!(fs::read_to_string(path).unwrap(), text, "{name}: run BLESS=1 cargo test counters");
        }
    }

    /// Writes as a kiosk does that is alone.
    fn write(file: &Path, totals: &Totals) -> Result<Saved, SaveFault> {
        CountersFile { named: file.to_owned(), path: file.to_owned(), number: 1, _held: None }.write(totals)
    }

    #[test]
    fn two_kiosks_of_one_machine_write_two_files_and_a_file_is_free_when_its_kiosk_has_ended() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("stillpoint.prom");
        let (first, second) = (CountersFile::take(file.clone()), CountersFile::take(file.clone()));
        first.write(&busy()).unwrap();
        second.write(&quiet()).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), text(&busy(), 1));
        let other = fs::read_to_string(folder.path().join("stillpoint-2.prom")).unwrap();
        assert!(other.contains("stillpoint_kiosk_day_sessions_begun{kiosk=\"2\"} 10\n"), "{other}");
        drop(first);
        assert_eq!(CountersFile::take(file.clone()).path, file);
    }

    #[test]
    fn a_closed_day_is_written_as_gauges_and_what_is_left_out_has_no_line() {
        is_as_in("busy.prom", &text(&busy(), 1));
        is_as_in("quiet.prom", &text(&quiet(), 1));
        is_as_in("nobody.prom", &text(&closed([VisitEvent::Begun; 4].map(|event| (event, 0))), 1));
        is_as_in("few.prom", &text(&closed([VisitEvent::Begun; 4].map(|event| (event, 1))), 1));
        for left_out in ["finished", "idle"] {
            assert!(!text(&quiet(), 1).contains(left_out), "{left_out}");
        }
    }

    #[test]
    fn each_line_is_a_help_a_type_or_a_whole_number_without_a_label() {
        for totals in [busy(), quiet()] {
            let text = text(&totals, 1);
            let lines: Vec<&str> = text.lines().collect();
            assert!(text.ends_with('\n') && text.is_ascii() && lines.len().is_multiple_of(3));
            for lines in lines.chunks(3) {
                let (name, value) = lines[2].split_once(' ').unwrap();
                assert!(name.starts_with(PREFIX) && name.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
                assert!(value.chars().all(|c| c.is_ascii_digit()), "{value}");
                assert!(lines[0].starts_with(&format!("# HELP {name} ")), "{}", lines[0]);
                assert_eq!(lines[1], format!("# TYPE {name} gauge"));
            }
        }
    }

    #[test]
    fn the_file_can_be_read_by_everybody_and_nothing_lies_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("stillpoint.prom");
        for totals in [busy(), quiet()] {
            write(&file, &totals).unwrap();
            assert_eq!(fs::read_to_string(&file).unwrap(), text(&totals, 1));
            assert_eq!(fs::metadata(&file).unwrap().mode() & 0o7777, 0o644);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn whoever_reads_meanwhile_never_sees_half_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("stillpoint.prom");
        let both = [busy(), quiet()];
        write(&file, &both[0]).unwrap();
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for totals in both.iter().cycle().take(200) {
                    write(&file, totals).unwrap();
                }
                done.store(true, Ordering::SeqCst);
            });
            let texts = both.map(|totals| text(&totals, 1));
            while !done.load(Ordering::SeqCst) {
                // As node_exporter reads: every file of the folder that ends in .prom.
                for entry in fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()) {
                    if entry.extension().is_some_and(|ending| ending == "prom") {
                        assert!(texts.contains(&fs::read_to_string(&entry).unwrap()), "{}", entry.display());
                    }
                }
            }
        });
    }

    #[test]
    fn a_day_that_cannot_be_written_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing/stillpoint.prom");
        assert_eq!(write(&missing, &busy()), Err(SaveFault::NoFolder));
        assert_eq!(write(folder.path(), &busy()), Err(SaveFault::IsFolder));
    }
}
