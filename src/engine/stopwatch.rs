//! Measures how long a session and each of its items have taken, for the counselor to see.
//!
//! It is told the time as a duration since the machine was started, and must not read a clock. Nothing in the program may
//! depend on what it measures.

use crate::domain::id::LinkId;
use std::collections::BTreeMap;
use std::time::Duration;

/// The time spent on a session and on each item.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Stopwatch {
    total: Duration,
    items: BTreeMap<LinkId, Duration>,
    /// The item that time is spent on, and the time up to which it is counted; `None` while the stopwatch is paused.
    running: Option<(Option<LinkId>, Duration)>,
}

impl Stopwatch {
    /// Continues from the seconds of an earlier session.
    #[must_use]
    pub fn resumed(total: u64, items: &BTreeMap<LinkId, u64>) -> Self {
        let items = items.iter().map(|(item, seconds)| (item.clone(), Duration::from_secs(*seconds)));
        Self { total: Duration::from_secs(total), items: items.collect(), running: None }
    }

    /// Counts up to now. From now on the time is spent on this item, or on none.
    pub fn run(&mut self, item: Option<&LinkId>, now: Duration) {
        self.pause(now);
        self.running = Some((item.cloned(), now));
    }

    /// Counts up to now and pauses.
    pub fn pause(&mut self, now: Duration) {
        if let Some((item, since)) = self.running.take() {
            let spent = now.saturating_sub(since);
            self.total += spent;
            if let Some(item) = item {
                *self.items.entry(item).or_default() += spent;
            }
        }
    }

    /// Returns the seconds spent on the session.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total.as_secs()
    }

    /// Returns the seconds spent on an item.
    #[must_use]
    pub fn on(&self, item: &LinkId) -> u64 {
        self.items.get(item).map_or(0, Duration::as_secs)
    }

    /// Returns the seconds spent on each item.
    #[must_use]
    pub fn items(&self) -> BTreeMap<LinkId, u64> {
        self.items.iter().map(|(item, spent)| (item.clone(), spent.as_secs())).collect()
    }

    /// Returns how long it takes until the next minute is full, on the session or on the current item; `None` while paused.
    /// Until then what is shown does not change.
    #[must_use]
    pub(crate) fn to_next_minute(&self) -> Option<Duration> {
        let (item, _) = self.running.as_ref()?;
        let minute = Duration::from_secs(60);
        let left = |spent: Duration| minute.saturating_sub(Duration::from_nanos(rest(spent, minute)));
        let on_item = item.as_ref().map(|item| left(self.items.get(item).copied().unwrap_or_default()));
        Some(on_item.unwrap_or(minute).min(left(self.total)))
    }
}

fn rest(spent: Duration, of: Duration) -> u64 {
    u64::try_from(spent.as_nanos() % of.as_nanos().max(1)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_counted_where_it_is_spent_and_not_while_it_stands_still() {
        let at = Duration::from_secs;
        let (a, b) = (LinkId::from("a"), LinkId::from("b"));
        let mut watch = Stopwatch::default();
        watch.run(Some(&a), at(10));
        watch.run(Some(&b), at(40));
        assert_eq!(watch.to_next_minute(), Some(at(30)), "the session's minute is full before the item's");
        watch.pause(at(50));
        assert_eq!((watch.total(), watch.on(&a), watch.on(&b)), (40, 30, 10));
        assert!(watch.to_next_minute().is_none());
        watch.run(None, at(500));
        watch.run(Some(&a), at(505));
        watch.pause(at(500));
        assert_eq!((watch.total(), watch.on(&a)), (45, 30), "a clock that goes back takes nothing away");
        let again = Stopwatch::resumed(watch.total(), &watch.items());
        assert_eq!((again.total(), again.on(&b)), (45, 10));
    }
}
