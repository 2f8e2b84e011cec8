//! Finds settings that are valid and probably still a mistake: too little time, a hash that is quick to try out, keys
//! that do not fit together or do not fit the questionnaire. It also sums settings up in a few words.
//!
//! This module must not refuse anything: settings with advice are used as they are.

use super::pin_hash;
use crate::domain::answers::copy::support_region;
use crate::domain::language::tag::LanguageTag;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::problem::{KeyPath, PathStep};
use crate::domain::questionnaire::region::{WORLD, page};
use crate::domain::site::{Counselor, Kiosk, Site};
use crate::files::toml::common_codes::region_meant;
use crate::files::toml::diagnostic::{quote, show_unsafe};
use crate::files::toml::faults::Faults;
use crate::files::toml::faults::meant;
use crate::files::toml::values::span_at;
use std::ops::Range;
use toml::de::DeTable;

/// The least time that a person needs to react to a warning, in seconds: WCAG 2.2, success criterion 2.2.1.
const ENOUGH_SECONDS: u32 = 20;

/// Words that mean something only to a shell. The print command runs without one.
const FOR_A_SHELL: [&str; 9] = ["|", "||", ">", ">>", "<", "&", "&&", ";", "2>&1"];

/// Reports advice at the places of values.
struct Look<'a> {
    root: &'a DeTable<'a>,
    faults: &'a mut Faults,
}

impl Look<'_> {
    fn span(&self, at: &[PathStep]) -> Option<Range<usize>> {
        span_at(self.root, &KeyPath(at.to_vec()))
    }

    fn say(&mut self, at: &[PathStep], message: impl Into<String>, advice: impl Into<String>) {
        let span = self.span(at);
        self.faults.report(span, message, advice);
    }
}

/// Reports advice about settings, and, with the questionnaire in use, about what does not fit it.
pub(super) fn look(site: &Site, used_with: Option<&Questionnaire>, root: &DeTable<'_>, faults: &mut Faults) {
    let mut look = Look { root, faults };
    kiosk(&site.kiosk, &mut look);
    counselor(&site.counselor, &mut look);
    if let Some(questionnaire) = used_with {
        regions(site, questionnaire, &mut look);
    }
}

fn kiosk(kiosk: &Kiosk, look: &mut Look<'_>) {
    times(kiosk, look);
    hash(kiosk, look);
    print_command(kiosk, look);
    counters_file(kiosk, look);
}

/// Returns the place of a key of the kiosk.
const fn in_kiosk(key: &'static str) -> [PathStep; 2] {
    [PathStep::Key("kiosk"), PathStep::Key(key)]
}

fn times(kiosk: &Kiosk, look: &mut Look<'_>) {
    if kiosk.idle_seconds < ENOUGH_SECONDS {
        let message =
            format!("After {} seconds a person who reads slowly is interrupted.", kiosk.idle_seconds);
        let advice = "Write 20 or more; many people need longer to read, to hear it read, or to reach the screen \
                      (WCAG 2.2.1).";
        look.say(&in_kiosk("idle_seconds"), message, advice);
    }
    if kiosk.warning_seconds < ENOUGH_SECONDS {
        let message = format!(
            "{} seconds are too short to notice the warning and to touch the screen.",
            kiosk.warning_seconds
        );
        look.say(&in_kiosk("warning_seconds"), message, "Write 20 or more, as WCAG 2.2.1 asks.");
    }
}

fn hash(kiosk: &Kiosk, look: &mut Look<'_>) {
    let cost = kiosk.pin_hash.as_ref().and_then(|hash| pin_hash::cost(hash.expose()).ok());
    if cost.is_some_and(|cost| cost.is_weak()) {
        let message = "Anybody who can read this hash can soon find the PIN by trying.";
        let advice = "Make it anew with at least m=19456,t=2,p=1 (OWASP Password Storage Cheat Sheet).";
        look.say(&in_kiosk("pin_hash"), message, advice);
    }
}

fn print_command(kiosk: &Kiosk, look: &mut Look<'_>) {
    for (index, word) in kiosk.print_command.iter().enumerate() {
        if FOR_A_SHELL.contains(&word.as_str()) {
            let message = format!("{} goes to the program as it is; no shell reads it.", quote(word));
            let at = [PathStep::Key("kiosk"), PathStep::Key("print_command"), PathStep::At(index)];
            look.say(&at, message, "Put what needs a shell into a script, and name the script.");
        }
    }
}

fn counters_file(kiosk: &Kiosk, look: &mut Look<'_>) {
    if kiosk.counters_file.as_ref().is_some_and(|file| file.extension().is_none_or(|it| it != "prom")) {
        let message = "The name of this file does not end in \".prom\".";
        look.say(
            &in_kiosk("counters_file"),
            message,
            "node_exporter reads only files that do: stillpoint.prom.",
        );
    }
}

fn counselor(counselor: &Counselor, look: &mut Look<'_>) {
    let at = |key| [PathStep::Key("counselor"), PathStep::Key(key)];
    if counselor.records_folder.is_some() && counselor.recipients.is_empty() {
        let message =
            "There is a folder for records, and no recipient who could open one: none will be kept.";
        look.say(&at("records_folder"), message, "Add recipients = [\"age1…\"].");
    }
    if counselor.records_folder.is_none() && !counselor.recipients.is_empty() {
        let message = "There are recipients of records, and no folder for records: none will be kept.";
        look.say(&at("recipients"), message, "Add records_folder = \"/…\".");
    }
}

/// Reports what is not as it should be with the records.
pub(super) fn records(message: &str, root: &DeTable<'_>, faults: &mut Faults) {
    let at = [PathStep::Key("counselor"), PathStep::Key("recipients")];
    let advice = "To see which: stillpoint records list. To write all anew: stillpoint records rekey.";
    Look { root, faults }.say(&at, message, advice);
}

fn regions(site: &Site, questionnaire: &Questionnaire, look: &mut Look<'_>) {
    let known = questionnaire.regions();
    let advice = format!("There are lines for: {}.", known.join(", "));
    let near = |region: &str| region_meant(region).map(meant).unwrap_or_default();
    // Another word for a region may have the form of a code: UK, or GB-SCO for GB-SCT.
    let is_unknown = |region: &str| page(&known, region).is_none() || region_meant(region).is_some();
    if let Some(region) = site.region.as_ref().filter(|region| is_unknown(region)) {
        let message = format!("The questionnaire has no support lines for {}.", quote(region));
        let shown = page(&known, region).unwrap_or(WORLD);
        let shown = if shown == WORLD { format!("for anywhere ({WORLD})") } else { format!("for {shown}") };
        let advice = format!("{}Those {shown} are shown. {advice}", near(region));
        look.say(&[PathStep::Key("region")], message, advice);
    }
    for (index, line) in site.support.iter().enumerate() {
        if is_unknown(&line.region) && line.region != WORLD {
            let message = format!("The questionnaire has no support lines for {}.", quote(&line.region));
            let instead = support_region(questionnaire, &line.region);
            let at = [PathStep::Key("support"), PathStep::At(index), PathStep::Key("region")];
            let advice =
                format!("{}This line is shown with those for {instead}. {advice}", near(&line.region));
            look.say(&at, message, advice);
        }
    }
}

/// Sums up settings in a few words.
pub(super) fn summary(site: &Site) -> String {
    let usual = Site::default();
    let lines = match site.support.len() {
        0 => None,
        1 => Some("1 support line".to_owned()),
        n => Some(format!("{n} support lines")),
    };
    let path = |path: &std::path::Path| show_unsafe(&path.display().to_string());
    let parts = [
        site.clinic.as_ref().map(|name| format!("the name {}", quote(name.first()))),
        site.desk.as_ref().map(|_| "a line for the desk".to_owned()),
        site.region.as_ref().map(|region| format!("region {}", show_unsafe(region))),
        (!site.languages.is_empty()).then(|| format!("{} on offer", tags(site))),
        site.theme.map(|theme| format!("theme {}", theme.as_str())),
        site.questions.as_deref().map(|file| format!("the questionnaire {}", path(file))),
        lines,
        site.risk_protocol.as_ref().map(|_| "a risk protocol".to_owned()),
        (site.kiosk != usual.kiosk).then(|| told_of_kiosk(&site.kiosk)),
        (site.counselor != usual.counselor).then(|| "values for a counselor".to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "nothing is set".to_owned() } else { format!("sets {}", parts.join(", ")) }
}

fn tags(site: &Site) -> String {
    site.languages.iter().map(LanguageTag::as_str).collect::<Vec<_>>().join(" and ")
}

fn told_of_kiosk(kiosk: &Kiosk) -> String {
    let pin = if kiosk.pin_hash.is_some() { "with a PIN" } else { "without a PIN" };
    format!(
        "a kiosk {pin} that asks after {} s and clears {} s later",
        kiosk.idle_seconds, kiosk.warning_seconds
    )
}
