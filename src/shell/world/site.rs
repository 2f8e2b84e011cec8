//! Finds the settings file of a site and reads it.
//!
//! A file that the arguments name has to exist. In the usual places there may be none; but if there is a file, it must
//! not be skipped in silence when it is faulty, because the site relies on it. This module must not read the
//! environment.

use super::environment::Environment;
use super::error::Failure;
use crate::domain::site::Site;
use crate::files::settings::reader;
use crate::files::text_file;
use crate::files::toml::diagnostic::Diagnostics;
use crate::shell::cli::values::SettingsArgs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Where settings are looked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wanted<'a> {
    /// In this file and nowhere else.
    Named(&'a Path),
    /// In the usual places, a person's own first.
    Usual(&'a SettingsPlaces),
    /// Nowhere: the defaults.
    Nothing,
}

/// The usual places of settings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettingsPlaces {
    /// The folder of a person's settings.
    pub person: Option<PathBuf>,
    /// The folder of the machine's settings.
    pub machine: PathBuf,
}

impl SettingsPlaces {
    /// Returns the usual places for a person whose settings lie in this folder.
    #[must_use]
    pub fn of(person: Option<PathBuf>) -> Self {
        Self { person, machine: PathBuf::from("/etc") }
    }

    /// Returns the files in which settings may be. The first that exists is used.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        let folders = self.person.iter().chain([&self.machine]);
        folders.map(|folder| folder.join("stillpoint/settings.toml")).collect()
    }
}

/// Reads the settings from the file that the arguments name, or from the usual places.
///
/// # Errors
/// As [`load`].
pub fn of(args: &SettingsArgs, environment: &Environment) -> Result<Site, Failure> {
    with_wanted(args, environment, load)
}

fn with_wanted<T>(args: &SettingsArgs, environment: &Environment, then: impl FnOnce(&Wanted<'_>) -> T) -> T {
    let places = SettingsPlaces::of(environment.config_home.clone());
    let wanted = match &args.settings {
        _ if args.no_settings => Wanted::Nothing,
        Some(path) => Wanted::Named(path),
        None => Wanted::Usual(&places),
    };
    then(&wanted)
}

/// Returns the path of the settings file, whether it exists or not.
#[must_use]
pub fn place(args: &SettingsArgs, environment: &Environment) -> PathBuf {
    let usual = SettingsPlaces::of(environment.config_home.clone()).files();
    let there = usual.iter().find(|path| is_there(path)).or(usual.first());
    args.settings.clone().or(there.cloned()).unwrap_or_default()
}

/// Reads settings, with relative paths taken from the folder of their file; the defaults if there is no file.
///
/// # Errors
/// Whatever is wrong with the file that is used, and how to go on without it.
pub fn load(wanted: &Wanted<'_>) -> Result<Site, Failure> {
    Ok(found(wanted)?.map(|found| found.site).unwrap_or_default())
}

/// Settings with the text of their file.
pub(crate) struct FoundSettings {
    /// The file.
    pub path: PathBuf,
    /// What stands in it.
    pub text: String,
    /// What it sets, with its paths taken from the folder of the file.
    pub site: Site,
}

/// Returns the settings with their text; `None` if there is no file.
///
/// # Errors
/// As [`load`].
pub(crate) fn found_of(
    args: &SettingsArgs,
    environment: &Environment,
) -> Result<Option<FoundSettings>, Failure> {
    with_wanted(args, environment, found)
}

fn found(wanted: &Wanted<'_>) -> Result<Option<FoundSettings>, Failure> {
    let path = match wanted {
        Wanted::Nothing => None,
        Wanted::Named(path) => Some((*path).to_owned()),
        Wanted::Usual(places) => places.files().into_iter().find(|path| is_there(path)),
    };
    let Some(path) = path else { return Ok(None) };
    read(path).map(Some).map_err(|problems| Failure::new(problems).hint(without(wanted)))
}

fn read(path: PathBuf) -> Result<FoundSettings, Diagnostics> {
    let text = text_file::read_named(&path)?;
    let site = reader::parse(&text_file::name_of(&path), &text)?;
    let site = site.beside(text_file::folder_of(&path).unwrap_or(Path::new("")));
    Ok(FoundSettings { path, text, site })
}

/// Says whether a file exists. One that cannot be examined counts as existing, so that the person gets the reason.
fn is_there(path: &Path) -> bool {
    let missing = |kind| matches!(kind, ErrorKind::NotFound | ErrorKind::NotADirectory);
    !std::fs::symlink_metadata(path).is_err_and(|error| missing(error.kind()))
}

fn without(wanted: &Wanted<'_>) -> &'static str {
    match wanted {
        Wanted::Named(_) => "Nothing was begun. Mend the settings, or leave out --settings.",
        _ => "Nothing was begun. Mend the settings, or go on without them: add --no-settings.",
    }
}
