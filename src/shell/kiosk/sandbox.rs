//! What a process of a public screen may do: leave nothing of its memory behind, and outgrow nothing.
//!
//! Where the system does not permit it, it says so and goes on: whoever starts the kiosk is told.

use rustix::mm::{MlockAllFlags, mlockall};
use rustix::process::{
    DumpableBehavior, Pid, Resource, Rlimit, Signal, geteuid, getppid, getrlimit, set_dumpable_behavior,
    set_parent_process_death_signal, setrlimit,
};
use std::io;

/// The most memory that a visitor's session may ask for, in bytes; it needs a hundredth.
pub(crate) const OF_A_VISITOR: u64 = 1 << 30;

/// The most memory that staff's process may ask for, in bytes: verifying a PIN may take the half of it.
pub(crate) const OF_STAFF: u64 = 2 << 30;

/// The most computing time of a visitor's session, in seconds; an hour of touches takes less than one.
const MOST_SECONDS: u64 = 120;

/// Keeps the memory of this process out of dumps, other programs' sight and, if permitted, swap; says whether it is
/// out of swap.
///
/// # Errors
/// If dumps cannot be turned off.
pub(crate) fn keep_memory() -> io::Result<bool> {
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    Ok(may_lock() && mlockall(MlockAllFlags::CURRENT | MlockAllFlags::FUTURE).is_ok())
}

/// Says whether all memory may be locked, also what is asked for later: a limit would make that fail.
fn may_lock() -> bool {
    geteuid().is_root() || getrlimit(Resource::Memlock).current.is_none()
}

/// Bounds this process to so much memory, in bytes, and to a little computing time, and ties its life to that of the process that started it.
///
/// # Errors
/// If the system refuses, or that process has ended already.
pub fn bound(parent: Pid, memory: u64) -> io::Result<()> {
    set_parent_process_death_signal(Some(Signal::KILL))?;
    if getppid() != Some(parent) {
        return Err(io::ErrorKind::NotConnected.into());
    }
    for (resource, most) in [(Resource::As, memory), (Resource::Cpu, MOST_SECONDS)] {
        let most = getrlimit(resource).maximum.map_or(most, |maximum| maximum.min(most));
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}
