//! Delays tries at the staff's PIN after wrong ones, even if the kiosk was restarted in between.
//!
//! A file holds the number of wrong tries and the time of the last one. It is written before a try is verified: otherwise
//! somebody could kill the program during a try, and have it forgotten. This module must not see a PIN, or read a clock.

use super::hold::{HoldOutcome, hold};
use crate::domain::faults::save::SaveFault;
use crate::domain::timestamp::Timestamp;
use crate::files::real_folder::RealFolder;
use crate::files::save::{Existing, save, why, writable};
use std::fs::DirBuilder;
use std::io::{self, ErrorKind};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The name of the file, in the folder for the program's state.
pub const FILE: &str = "kiosk-attempts";

/// The longest delay of a try: 15 minutes.
pub const LONGEST: Duration = Duration::from_secs(900);

/// The shortest delay of a try while wrong ones cannot be saved, because a restart would forget them.
pub const UNKEPT: Duration = Duration::from_secs(60);

/// How long a try waits while another kiosk counts one.
const BUSY: Duration = Duration::from_secs(1);

/// The number of wrong tries from which on the delay is the longest.
const ENOUGH: u32 = 11;

/// More than any file of ours has, in bytes.
const MOST: usize = 64;

/// The content of the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Attempts {
    /// How many there were, 1 or more.
    pub wrong: u32,
    /// When the last one was, on the clock on the wall.
    pub last: Timestamp,
}

/// What the clocks say: time since the machine was started, which nobody can set, and the clock on the wall.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Now {
    /// Since the machine was started, sleep counted.
    pub up: Duration,
    /// On the wall.
    pub wall: Timestamp,
}

impl Attempts {
    /// Returns how long the next try waits: a second after the first wrong one, doubled with each, at most
    /// [`LONGEST`].
    #[must_use]
    pub(crate) fn delay(self) -> Duration {
        match self.wrong {
            0 => Duration::ZERO,
            wrong if wrong < ENOUGH => Duration::from_secs(1 << (wrong - 1)),
            _ => LONGEST,
        }
    }

    /// Returns the moment at which the next try may be made, if it may not be made now.
    ///
    /// If the clock was set back behind the last wrong try, nobody knows how long that was ago: the wait is the whole
    /// one from now. So it lets nobody try at once, and lasts 15 minutes at most, if whoever asks again later counts
    /// from here, as [`Gate`] does.
    #[must_use]
    pub(crate) fn wait_until(self, now: Timestamp) -> Option<Timestamp> {
        let delay = i64::try_from(self.delay().as_secs()).unwrap_or_default();
        let until = Timestamp(self.last.0.min(now.0).saturating_add(delay));
        (until > now).then_some(until)
    }

    /// Returns what is kept after one wrong try more.
    fn and_one(attempts: Option<Self>, last: Timestamp) -> Self {
        Self { wrong: attempts.map_or(0, |attempts| attempts.wrong).saturating_add(1), last }
    }

    fn text(self) -> String {
        format!("{} {}\n", self.wrong, self.last.rfc3339())
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (wrong, last) = text.strip_suffix('\n')?.split_once(' ')?;
        let attempts = Self { wrong: wrong.parse().ok()?, last: Timestamp::parse(last)? };
        (attempts.wrong > 0 && attempts.text() == text).then_some(attempts)
    }

    /// Reads what is kept. A missing file is no wrong try; one that cannot be read or is not as it was written counts
    /// as so many that the wait is the longest, from now.
    fn read(file: &Path, now: Timestamp) -> Option<Self> {
        let damaged = Self { wrong: ENOUGH, last: now };
        match bytes(file) {
            Ok(bytes) => Some(Self::parse(&bytes).unwrap_or(damaged)),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(_) => Some(damaged),
        }
    }
}

/// Reads the bytes of the file.
fn bytes(file: &Path) -> io::Result<Vec<u8>> {
    RealFolder::around(file).and_then(|(folder, name)| folder.read_bytes(name, MOST))
}

/// Lets a try at the PIN through, or makes it wait.
///
/// It waits on the clock that counts from the start of the machine, so the clock on the wall can be set either way
/// while the kiosk runs. Only what was waited before the kiosk was started is taken from the clock on the wall.
pub struct Gate {
    file: Option<PathBuf>,
    attempts: Option<Attempts>,
    opens: Duration,
    fault: Option<SaveFault>,
}

impl Gate {
    /// Reads what is kept of wrong tries, and finds out whether more could be kept.
    ///
    /// Without a file, or if it could not be written, each try waits for [`UNKEPT`] at least, the first one as well.
    /// The folder is made if it is missing, for its owner alone.
    #[must_use]
    pub fn open(file: Option<PathBuf>, now: Now) -> Self {
        let attempts = file.as_deref().and_then(|file| Attempts::read(file, now.wall));
        let mut gate = Self { file, attempts, opens: now.up, fault: None };
        gate.fault = match gate.attempts {
            // The next start takes the time from here: a clock that was set back is waited for once.
            Some(ahead) if ahead.last >= now.wall => gate.keep(Attempts { last: now.wall, ..ahead }).err(),
            _ => gate.probe().err(),
        };
        let wait =
            attempts.and_then(|attempts| attempts.wait_until(now.wall)).map_or(0, |at| at.0 - now.wall.0);
        gate.shut(now.up, Duration::from_secs(u64::try_from(wait).unwrap_or_default()));
        gate
    }

    /// Returns how long the next try still waits, if it does, at a moment since the machine was started.
    #[must_use]
    pub fn wait(&self, up: Duration) -> Option<Duration> {
        self.opens.checked_sub(up).filter(|wait| !wait.is_zero())
    }

    /// Returns why wrong tries cannot be kept, if they cannot.
    #[must_use]
    pub fn fault(&self) -> Option<&SaveFault> {
        self.fault.as_ref()
    }

    /// Begins a try: counts it as a wrong one and keeps that. Only then may the PIN be verified.
    ///
    /// # Errors
    /// How long the try still waits. It must not be made then. That is also so when it turns out only now that it
    /// cannot be kept: then [`fault`](Self::fault) says why, and after the wait the try may be made.
    pub fn begin(&mut self, now: Now) -> Result<(), Duration> {
        // Of two kiosks that keep their tries in one file, one at a time counts.
        let held = self.file.as_deref().map(hold);
        if matches!(held, Some(HoldOutcome::OfAnother)) {
            return Err(BUSY);
        }
        self.hear_of_others(now);
        if let Some(wait) = self.wait(now.up) {
            return Err(wait);
        }
        let counted = Attempts::and_one(self.attempts, now.wall);
        let known = self.fault.is_some();
        self.fault = self.keep(counted).err();
        if self.fault.is_some() && !known {
            self.shut(now.up, Duration::ZERO);
            return Err(self.wait(now.up).unwrap_or(UNKEPT));
        }
        self.attempts = Some(counted);
        self.shut(now.up, counted.delay());
        Ok(())
    }

    /// Notes that the try was right: nothing is kept any more, and nobody waits.
    ///
    /// # Errors
    /// The file could not be taken away; after the next start its wrong tries count again.
    pub fn right(&mut self, up: Duration) -> Result<(), SaveFault> {
        self.attempts = None;
        self.opens = up;
        let Some(file) = &self.file else { return Ok(()) };
        match RealFolder::around(file).and_then(|(folder, name)| folder.delete(name)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(why(&error)),
            _ => Ok(()),
        }
    }

    /// Takes over what another kiosk of this machine has kept in the same file since: its wrong tries count here, and
    /// after a right one nothing does. What this kiosk waits for stays.
    fn hear_of_others(&mut self, now: Now) {
        let kept = self.file.as_deref().map(self::bytes);
        match kept {
            Some(Ok(bytes)) => {
                let kept = Attempts::parse(&bytes).filter(|kept| Some(*kept) != self.attempts);
                if let Some(kept) = kept {
                    self.attempts = Some(kept);
                    let wait = kept.wait_until(now.wall).map_or(0, |at| at.0 - now.wall.0);
                    let wait = Duration::from_secs(u64::try_from(wait).unwrap_or_default());
                    self.opens = self.opens.max(now.up.saturating_add(wait));
                }
            }
            Some(Err(error)) if error.kind() == ErrorKind::NotFound && self.fault.is_none() => {
                self.attempts = None;
            }
            Some(Err(_)) | None => {}
        }
    }

    /// Lets nobody try for so long, and for longer if tries cannot be kept.
    fn shut(&mut self, up: Duration, wait: Duration) {
        let wait = if self.fault.is_some() { wait.max(UNKEPT) } else { wait };
        self.opens = up.saturating_add(wait);
    }

    /// Writes what is kept. What is under its name counts, also if the disk has not confirmed it.
    fn keep(&self, attempts: Attempts) -> Result<(), SaveFault> {
        let file = self.file.as_deref().ok_or(SaveFault::NoFolder)?;
        make_folder(file);
        match save(file, &attempts.text(), Existing::Replace) {
            Ok(_) | Err(SaveFault::Unconfirmed) => Ok(()),
            Err(fault) => Err(fault),
        }
    }

    /// Finds out whether the file could be written, and leaves nothing.
    fn probe(&self) -> Result<(), SaveFault> {
        let file = self.file.as_deref().ok_or(SaveFault::NoFolder)?;
        make_folder(file);
        writable(file)
    }
}

/// Makes the folder of a file. Whether that went well shows when the file is written.
fn make_folder(file: &Path) {
    if let Some(folder) = file.parent() {
        let _ = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::ffi::OsString;
    use std::fs;
    use std::os::unix::fs::{MetadataExt, symlink};

    const HOUR: u64 = 3600;

    /// A moment: seconds since the machine was started, and seconds on the wall from some day on.
    fn at(up: u64, wall: i64) -> Now {
        Now { up: Duration::from_secs(up), wall: Timestamp(1_795_647_600 + wall) }
    }

    fn seconds(wait: Option<Duration>) -> Option<u64> {
        wait.map(|wait| wait.as_secs())
    }

    /// A place for the file, in a folder that is not there yet.
    fn place() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/stillpoint").join(FILE);
        (folder, file)
    }

    fn gate(file: &Path, now: Now) -> Gate {
        Gate::open(Some(file.to_owned()), now)
    }

    #[test]
    fn two_kiosks_of_one_user_count_their_wrong_tries_together() {
        let (_folder, file) = place();
        let (mut one, mut other) = (gate(&file, at(100, 0)), gate(&file, at(100, 0)));
        assert_eq!(one.begin(at(101, 1)), Ok(()));
        assert_eq!(other.begin(at(101, 1)), Err(Duration::from_secs(1)), "it waits for the try of the first");
        assert_eq!(other.begin(at(102, 2)), Ok(()));
        assert!(fs::read_to_string(&file).unwrap().starts_with("2 "));
        assert_eq!(seconds(one.begin(at(103, 3)).err()), Some(1));
        assert_eq!(one.begin(at(104, 4)), Ok(()));
        assert!(fs::read_to_string(&file).unwrap().starts_with("3 "));
        // Who knows the PIN ends the count of both.
        assert_eq!(one.right(at(104, 4).up), Ok(()));
        assert_eq!(other.begin(at(110, 10)), Ok(()));
        assert!(fs::read_to_string(&file).unwrap().starts_with("1 "));
    }

    #[test]
    fn the_first_wrong_try_waits_a_second_and_each_one_twice_as_long_up_to_a_quarter_of_an_hour() {
        let last = Timestamp(1_000_000);
        let waits: Vec<u64> = (0..=13).map(|wrong| Attempts { wrong, last }.delay().as_secs()).collect();
        assert_eq!(waits, [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
        assert_eq!(Attempts { wrong: u32::MAX, last }.delay(), LONGEST);
    }

    #[test]
    fn a_clock_that_is_set_back_neither_lets_anybody_try_at_once_nor_locks_the_staff_out() {
        let attempts = Attempts { wrong: 20, last: Timestamp(1_000_000) };
        assert_eq!(attempts.wait_until(Timestamp(1_000_900)), None);
        assert_eq!(attempts.wait_until(Timestamp(1_000_899)), Some(Timestamp(1_000_900)));
        for back in [1, 1000, 1_000_000, 2_000_000] {
            let now = Timestamp(1_000_000 - back);
            assert_eq!(attempts.wait_until(now), Some(Timestamp(now.0 + 900)), "{back}");
        }
        assert_eq!(
            Attempts { wrong: 1, last: Timestamp(i64::MAX) }.wait_until(Timestamp(i64::MIN)),
            Some(Timestamp(i64::MIN + 1))
        );
    }

    #[test]
    fn somebody_who_guesses_waits_longer_and_longer_and_the_staff_get_in_again() {
        let (_folder, file) = place();
        let mut gate = gate(&file, at(100, 0));
        assert_eq!((gate.wait(at(100, 0).up), gate.fault()), (None, None));
        assert_eq!(gate.begin(at(100, 0)), Ok(()));
        assert_eq!(seconds(gate.wait(at(100, 0).up)), Some(1));
        assert_eq!(gate.begin(at(100, 0)), Err(Duration::from_secs(1)), "no try is made meanwhile");
        assert_eq!(gate.begin(at(101, 1)), Ok(()));
        assert_eq!(seconds(gate.wait(at(102, 2).up)), Some(1));
        assert_eq!(gate.begin(at(103, 3)), Ok(()));
        assert_eq!(gate.right(at(103, 3).up), Ok(()));
        assert_eq!(gate.wait(at(103, 3).up), None);
        assert!(!file.exists(), "after a right PIN nothing is kept");
        assert_eq!(gate.begin(at(103, 3)), Ok(()));
        assert_eq!(seconds(gate.wait(at(103, 3).up)), Some(1), "it begins anew");
    }

    #[test]
    fn the_file_holds_a_count_and_a_time_for_its_owner_alone_before_the_try_is_verified() {
        let (_folder, file) = place();
        let mut gate = gate(&file, at(100, 0));
        assert!(!file.exists(), "a kiosk that nobody tries leaves no file");
        gate.begin(at(100, 0)).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "1 2026-11-25T23:00:00Z\n");
        assert_eq!(fs::metadata(&file).unwrap().mode() & 0o7777, 0o600);
        assert_eq!(fs::metadata(file.parent().unwrap()).unwrap().mode() & 0o7777, 0o700);
        let beside = fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name());
        let beside: BTreeSet<_> = beside.collect();
        assert_eq!(beside, [".kiosk-attempts.lock", FILE].map(OsString::from).into(), "the lock is empty");
        assert_eq!(fs::metadata(file.with_file_name(".kiosk-attempts.lock")).unwrap().len(), 0);
    }

    #[test]
    fn a_kiosk_that_is_started_anew_goes_on_waiting() {
        let (_folder, file) = place();
        let mut before = gate(&file, at(0, 0));
        for wrong in 0..10 {
            before.begin(at(wrong * HOUR, i64::try_from(wrong * HOUR).unwrap())).unwrap();
        }
        let last = i64::try_from(9 * HOUR).unwrap();
        assert_eq!(seconds(gate(&file, at(5, last + 12)).wait(at(5, 0).up)), Some(500));
        let mut after = gate(&file, at(5, last + 512));
        assert_eq!(after.wait(at(5, 0).up), None);
        after.begin(at(5, last + 512)).unwrap();
        assert_eq!(seconds(after.wait(at(5, 0).up)), Some(900), "and counts on");
    }

    #[test]
    fn a_clock_that_lost_a_year_is_waited_for_once_however_often_the_kiosk_starts() {
        let (_folder, file) = place();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        let year = 365 * 86_400;
        fs::write(&file, Attempts { wrong: 40, last: at(0, year).wall }.text()).unwrap();
        assert_eq!(seconds(gate(&file, at(5, 0)).wait(at(5, 0).up)), Some(900));
        assert_eq!(seconds(gate(&file, at(5, 600)).wait(at(5, 0).up)), Some(300));
        assert_eq!(gate(&file, at(5, 900)).wait(at(5, 0).up), None);
    }

    #[test]
    fn a_clock_that_is_set_while_the_kiosk_runs_changes_nothing() {
        let (_folder, file) = place();
        let mut gate = gate(&file, at(100, 0));
        for _ in 0..12 {
            let opens = gate.opens;
            gate.begin(Now { up: opens, wall: at(0, 0).wall }).unwrap();
        }
        let up = gate.opens - Duration::from_secs(1);
        for wall in [-1_000_000, 0, 1_000_000] {
            assert_eq!(gate.begin(Now { up, wall: at(0, wall).wall }), Err(Duration::from_secs(1)));
        }
    }

    #[test]
    fn a_file_that_is_not_as_it_was_written_makes_wait_the_longest_and_once() {
        let good = Attempts { wrong: 3, last: at(0, -HOUR.cast_signed()).wall }.text();
        let (_folder, file) = place();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, &good).unwrap();
        assert_eq!(gate(&file, at(5, 0)).wait(at(5, 0).up), None, "{good}");
        for damaged in [
            "".to_owned(),
            "0 2026-11-25T23:00:00Z\n".to_owned(),
            "-1 2026-11-25T23:00:00Z\n".to_owned(),
            "4294967296 2026-11-25T23:00:00Z\n".to_owned(),
            good.replace('\n', ""),
            good.replace('3', "03"),
            good.replace(' ', "  "),
            good.repeat(2),
            "x".repeat(1_000_000),
        ] {
            fs::write(&file, &damaged).unwrap();
            assert_eq!(seconds(gate(&file, at(5, 0)).wait(at(5, 0).up)), Some(900), "{:.40}", damaged);
            assert_eq!(seconds(gate(&file, at(5, 600)).wait(at(5, 0).up)), Some(300), "{:.40}", damaged);
        }
        fs::remove_file(&file).unwrap();
        symlink("/dev/null", &file).unwrap();
        let refused = gate(&file, at(5, 0));
        assert_eq!(
            (seconds(refused.wait(at(5, 0).up)), refused.fault()),
            (Some(900), Some(&SaveFault::BadName))
        );
        fs::remove_file(&file).unwrap();
        fs::create_dir(&file).unwrap();
        let refused = gate(&file, at(5, 0));
        assert_eq!(
            (seconds(refused.wait(at(5, 0).up)), refused.fault()),
            (Some(900), Some(&SaveFault::IsFolder))
        );
    }

    proptest::proptest! {
        #[test]
        fn whatever_stands_in_the_file_nobody_tries_at_once_or_waits_longer_than_a_quarter_of_an_hour(
            bytes in proptest::prelude::any::<Vec<u8>>(),
            wrong in 1_u32..,
            last in -62_167_219_200_i64..=253_402_300_799,
            now in -100_000_000_000_i64..300_000_000_000,
        ) {
            let attempts = Attempts { wrong, last: Timestamp(last) };
            assert_eq!(Attempts::parse(attempts.text().as_bytes()), Some(attempts));
            assert!(Attempts::parse(&bytes).is_none_or(|attempts| attempts.text().as_bytes() == bytes));
            let until = attempts.wait_until(Timestamp(now));
            assert!(until.is_none_or(|until| (now + 1..=now + 900).contains(&until.0)));
            assert!(until.is_some() || last < now);
        }
    }

    #[test]
    fn where_nothing_can_be_kept_each_try_waits_a_minute_at_least() {
        for file in [None, Some(PathBuf::from("/proc/stillpoint").join(FILE))] {
            let mut gate = Gate::open(file, at(100, 0));
            assert!(gate.fault().is_some());
            assert_eq!(seconds(gate.wait(at(100, 0).up)), Some(60), "the first one as well");
            for wait in [60, 60, 60, 60, 60, 60, 64, 128] {
                let opens = gate.opens;
                assert_eq!(gate.begin(Now { up: opens, wall: at(0, 0).wall }), Ok(()));
                assert_eq!(seconds(gate.wait(opens)), Some(wait));
            }
        }
    }

    #[test]
    fn if_it_can_no_longer_be_kept_the_try_waits_first_and_is_said() {
        let (folder, file) = place();
        let mut gate = gate(&file, at(100, 0));
        assert_eq!(gate.fault(), None);
        fs::remove_dir_all(folder.path().join("state")).unwrap();
        fs::write(folder.path().join("state"), "in the way").unwrap();
        assert_eq!(gate.begin(at(100, 0)), Err(UNKEPT));
        assert_eq!(gate.fault(), Some(&SaveFault::NoFolder));
        assert_eq!(gate.begin(at(160, 60)), Ok(()));
        assert_eq!(seconds(gate.wait(at(160, 60).up)), Some(60));
        fs::remove_file(folder.path().join("state")).unwrap();
        assert_eq!(gate.begin(at(220, 120)), Ok(()));
        assert_eq!((gate.fault(), seconds(gate.wait(at(220, 120).up))), (None, Some(2)));
    }
}
