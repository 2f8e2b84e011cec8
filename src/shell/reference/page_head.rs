//! What all pages of the manual have: a title with the day of the release, a name, and the other pages.
//!
//! This module must not know what stands on a page.

use clap_mangen::roff::{Roff, roman};

/// The day of the release. A page is dated by it and never by the day on which it is made.
pub(super) const RELEASED: &str = "2026-11-26";

/// What stands at the top of a page.
pub(super) struct PageHead {
    /// Its name: `stillpoint-report`.
    pub name: String,
    /// Its section: 1 for commands, 5 for files.
    pub section: &'static str,
}

impl PageHead {
    /// Returns the arguments of the title of a page.
    fn title(&self) -> [String; 5] {
        let version = concat!("stillpoint ", env!("CARGO_PKG_VERSION"));
        let manual = if self.section == "1" { "Commands of stillpoint" } else { "Files of stillpoint" };
        [&self.name.to_uppercase(), self.section, RELEASED, version, manual].map(str::to_owned)
    }

    /// Returns how other pages name it: `stillpoint-report(1)`.
    fn reference(&self) -> String {
        format!("{}({})", self.name, self.section)
    }

    /// Returns the beginning of a page: its title and its name, with what it is about.
    pub(super) fn top(&self, about: &str) -> Roff {
        let mut roff = Roff::default();
        roff.control("TH", self.title().each_ref().map(String::as_str));
        roff.control("SH", ["NAME"]);
        roff.text([roman(format!("{} - {about}", self.name))]);
        roff
    }

    /// Returns the references to the other pages: on that of the program all of them; elsewhere the program, what is above
    /// and below, and the files.
    pub(super) fn see_also(&self, all: &[Self]) -> String {
        let is_near = |other: &&Self| {
            let related = other.name.starts_with(&self.name) || self.name.starts_with(&other.name);
            other.name != self.name && (related || other.section == "5")
        };
        let others: Vec<String> = all.iter().filter(is_near).map(Self::reference).collect();
        let mut roff = Roff::default();
        roff.control("SH", ["SEE ALSO"]);
        roff.text([roman(others.join(", "))]);
        roff.to_roff()
    }
}
