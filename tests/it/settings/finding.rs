//! Where settings are found: named, a person's own, the machine's; and what is said when they cannot be used.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use stillpoint::domain::language::site_text::SiteText;
use stillpoint::domain::site::Site;
use stillpoint::shell::world::error::Failure;
use stillpoint::shell::world::site::{SettingsPlaces, Wanted, load};
use tempfile::TempDir;

/// A machine with the folders of settings.
struct Machine(TempDir);

impl Machine {
    fn new() -> Self {
        let machine = Self(tempfile::tempdir().unwrap());
        for folder in ["home/.config/stillpoint", "etc/stillpoint"] {
            fs::create_dir_all(machine.0.path().join(folder)).unwrap();
        }
        machine
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn has(&self, path: &str, text: &str) -> &Self {
        fs::write(self.at(path), text).unwrap();
        self
    }

    fn usual(&self) -> Result<Site, Failure> {
        let places = SettingsPlaces { person: Some(self.at("home/.config")), machine: self.at("etc") };
        load(&Wanted::Usual(&places))
    }

    /// What is said when the settings cannot be used, without the way to this machine.
    fn refusal(&self) -> String {
        let told = self.usual().expect_err("it is refused").told();
        told.replace(self.0.path().to_str().unwrap(), "")
    }
}

const PERSON: &str = "home/.config/stillpoint/settings.toml";
const MACHINE: &str = "etc/stillpoint/settings.toml";

#[test]
fn a_persons_own_settings_go_before_the_machines_and_those_before_the_defaults() {
    let machine = Machine::new();
    assert_eq!(machine.usual().unwrap(), Site::default());
    machine.has(MACHINE, "clinic = \"Machine\"");
    assert_eq!(machine.usual().unwrap().clinic.as_ref().map(SiteText::first), Some("Machine"));
    machine.has(PERSON, "clinic = \"Person\"");
    assert_eq!(machine.usual().unwrap().clinic.as_ref().map(SiteText::first), Some("Person"));
    machine.has("other.toml", "clinic = \"Named\"");
    let named = load(&Wanted::Named(&machine.at("other.toml"))).unwrap();
    assert_eq!(named.clinic.as_ref().map(SiteText::first), Some("Named"));
    assert_eq!(load(&Wanted::Nothing).unwrap(), Site::default());
}

#[test]
fn without_variables_the_machines_settings_lie_in_etc() {
    assert_eq!(SettingsPlaces::of(None).files(), [Path::new("/etc/stillpoint/settings.toml")]);
    let with_home = SettingsPlaces::of(Some("/home/a/.config".into())).files();
    assert_eq!(with_home[0], Path::new("/home/a/.config/stillpoint/settings.toml"));
}

#[test]
fn paths_begin_in_the_folder_of_the_file() {
    let machine = Machine::new();
    machine.has(MACHINE, "questions = \"own/q.toml\"\nkiosk.counters_file = \"/srv/c.prom\"");
    let site = machine.usual().unwrap();
    assert_eq!(site.questions, Some(machine.at("etc/stillpoint/own/q.toml")));
    assert_eq!(site.kiosk.counters_file.as_deref(), Some(Path::new("/srv/c.prom")));
}

#[test]
fn faulty_settings_are_never_passed_over_and_the_way_on_is_named() {
    let machine = Machine::new();
    machine.has(MACHINE, "clinic = \"Machine\"").has(PERSON, "clinik = \"Person\"");
    let told = machine.refusal();
    assert!(
        told.starts_with("/home/.config/stillpoint/settings.toml:1:1: The file has no key \"clinik\"."),
        "{told}"
    );
    assert!(
        told.ends_with("\nNothing was begun. Mend the settings, or go on without them: add --no-settings."),
        "{told}"
    );
}

#[test]
fn whatever_stands_in_the_place_of_settings_is_told_for_what_it_is() {
    for (make, words) in [
        ((|path| fs::create_dir(path).unwrap()) as fn(&Path), "This is a folder, not a file."),
        (
            |path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success()),
            "Nothing is written into this pipe.",
        ),
        (|path| symlink(path, path).unwrap(), "This is a link that leads round in a circle."),
        (|path| symlink("/nowhere/at/all", path).unwrap(), "There is no such file."),
        (|path| symlink("/dev/zero", path).unwrap(), "This is a device, not a file."),
        (|path| fs::write(path, vec![b'#'; (1 << 20) + 1]).unwrap(), "The file is larger than 1 MiB"),
        (|path| fs::write(path, b"clinic = \"\xe9\"").unwrap(), "The byte 0xE9 here is not UTF-8."),
        (|path| fs::write(path, "{\"clinic\": \"x\"}").unwrap(), "This looks like JSON, not like settings."),
        (|path| fs::write(path, "a = 1\na = 2").unwrap(), "This key or table is there already."),
    ] {
        let machine = Machine::new();
        make(&machine.at(MACHINE));
        let told = machine.refusal();
        assert!(
            told.starts_with("/etc/stillpoint/settings.toml:") && told.contains(words),
            "{words}\n{told}"
        );
        assert!(told.contains("--no-settings"), "{told}");
    }
}

#[test]
fn settings_without_permission_are_refused() {
    let machine = Machine::new();
    machine.has(PERSON, "clinic = \"Person\"");
    fs::set_permissions(machine.at(PERSON), fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read it all the same.
    match machine.usual() {
        Ok(site) => assert_eq!(site.clinic.as_ref().map(SiteText::first), Some("Person")),
        Err(failure) => assert!(failure.told().contains("You may not read this file."), "{failure}"),
    }
}

/// Runs the real program with nothing of the surroundings but a home and what is given.
fn run(machine: &Machine, xdg: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stillpoint"));
    command.args(arguments).env_clear().env("HOME", machine.at("home")).current_dir(machine.at("."));
    command.env("XDG_CONFIG_HOME", xdg).output().unwrap()
}

#[test]
fn the_program_looks_where_the_variables_say_and_nowhere_else_when_told() {
    let machine = Machine::new();
    machine.has(PERSON, "clinik = 1");
    fs::create_dir_all(machine.at("xdg/stillpoint")).unwrap();
    machine.has("xdg/stillpoint/settings.toml", "theme = 1").has("good.toml", "clinic = \"Good\"");
    let said = |xdg: &str, arguments: &[&str]| {
        let ended = run(&machine, xdg, arguments);
        (ended.status.code().unwrap(), String::from_utf8(ended.stderr).unwrap())
    };
    let (status, told) = said("", &["questionnaire"]);
    assert!(status == 1 && told.contains(".config/stillpoint/settings.toml:1:1:"), "{told}");
    let (status, told) = said("xdg", &["questionnaire"]);
    assert!(status == 1 && told.contains("\"clinik\""), "a relative folder counts as none: {told}");
    let (status, told) = said(machine.at("xdg").to_str().unwrap(), &["questionnaire"]);
    assert!(status == 1 && told.contains("xdg/stillpoint/settings.toml:1:9:"), "{told}");
    assert_eq!(said("", &["questionnaire", "--no-settings"]), (0, String::new()));
    assert_eq!(said("", &["questionnaire", "--settings", "good.toml"]), (0, String::new()));
    let (status, told) = said("", &["questionnaire", "--settings", "missing.toml"]);
    assert_eq!(status, 1);
    assert_eq!(
        told,
        "missing.toml: There is no such file.\n   Check the name and the folder.\n\
         Nothing was begun. Mend the settings, or leave out --settings.\n"
    );
    assert_eq!(said("", &["questionnaire", "--settings", "good.toml", "--no-settings"]).0, 2);
}
