//! The house stands: imports go down only, nothing goes in a circle, foreign crates stay on their floors, files stay short.

/// The modules of a crate, and the paths that they name.
mod house;
/// What a path leads to.
mod names;
/// Each kind of fault, planted and found.
mod planted;
/// What may name what.
mod rules;
/// Locals that hide the function that made them.
mod shadows;
/// The types by their names.
mod type_names;

use house::House;
use rules::{Circle, Floor, Graph};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Each floor with what it may do.
const FLOORS: [Floor; 6] = [
    Floor { name: "domain", below: &[], crates: &["jiff", "serde"], rooms: &[] },
    Floor { name: "engine", below: &["domain"], crates: &["serde"], rooms: &[] },
    Floor {
        name: "app",
        below: &["domain", "engine"],
        crates: &[
            "ratatui::layout",
            "crossterm::event",
            "serde",
            "unicode_normalization",
            "unicode_segmentation",
            "unicode_width",
        ],
        rooms: &["text", "state", "sheet", "keys", "screens", "layout", "update", "plain", "kiosk"],
    },
    Floor { name: "view", below: &["domain", "engine", "app"], crates: &["ratatui"], rooms: &[] },
    Floor {
        name: "files",
        below: &["domain", "engine"],
        crates: &[
            "age",
            "argon2",
            "postcard",
            "qrcode",
            "serde",
            "serde_json",
            "serde_path_to_error",
            "strsim",
            "toml",
            "rustix",
            "unicode_normalization",
            "unicode_segmentation",
            "unicode_width",
        ],
        rooms: &[],
    },
    Floor {
        name: "shell",
        below: &["domain", "engine", "app", "view", "files"],
        crates: &[
            "argon2",
            "clap",
            "clap_complete",
            "clap_mangen",
            "crossterm",
            "jiff",
            "ratatui",
            "rustix",
            "sd_notify",
            "serde",
            "serde_json",
            "signal_hook",
            "terminput",
            "terminput_crossterm",
        ],
        rooms: &[],
    },
];

/// Every foreign crate of the program; one that is missing here is found by the test below.
const FOREIGN: [&str; 23] = [
    "age",
    "argon2",
    "clap",
    "clap_complete",
    "clap_mangen",
    "crossterm",
    "jiff",
    "postcard",
    "qrcode",
    "ratatui",
    "rustix",
    "sd_notify",
    "serde",
    "serde_json",
    "serde_path_to_error",
    "signal_hook",
    "strsim",
    "terminput",
    "terminput_crossterm",
    "toml",
    "unicode_normalization",
    "unicode_segmentation",
    "unicode_width",
];

/// The longest file, in lines without its tests.
const LONGEST_FILE: usize = 350;

/// The root files of the library and of the program.
const ROOTS: [&str; 2] = ["lib.rs", "main.rs"];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(rust_files(&entry));
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            found.push(entry);
        }
    }
    found.sort();
    found
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every file of the crate, by its name below `src`.
fn files() -> BTreeMap<String, String> {
    let name = |path: &Path| path.strip_prefix(src()).unwrap().to_str().unwrap().to_owned();
    rust_files(&src()).iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

static LIBRARY: LazyLock<House> = LazyLock::new(|| House::read(&files(), "lib.rs"));

static GRAPH: LazyLock<Graph<'static>> = LazyLock::new(|| Graph::new(&LIBRARY, &FOREIGN));

/// Fails with every fault, a line each.
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn said(circles: &[Circle]) -> Vec<String> {
    circles.iter().map(Circle::to_string).collect()
}

/// The code of each file without its tests and its comments.
fn code() -> Vec<(String, String)> {
    let files = files();
    let mut all = Vec::new();
    for root in ROOTS {
        let house = House::read(&files, root);
        for file in house.files() {
            let code = house.code(file, &files[file]);
            let code = code.into_iter().filter(|line| !line.trim_start().starts_with("//"));
            all.push((file.to_owned(), code.collect::<Vec<_>>().join("\n")));
        }
    }
    all
}

#[test]
fn every_file_is_a_module_and_every_module_a_file() {
    let files = files();
    let mut known = BTreeSet::new();
    for root in ROOTS {
        let house = House::read(&files, root);
        known.extend(house.files().into_iter().map(str::to_owned));
        none(&house.faults);
    }
    let lost = files.keys().filter(|file| !known.contains(*file));
    let faults: Vec<String> =
        lost.map(|file| format!("src/{file} is no module: no `mod` declares it")).collect();
    none(&faults);
}

#[test]
fn the_floors_are_those_of_the_library() {
    let names: Vec<&str> = LIBRARY.modules[0].children.keys().map(String::as_str).collect();
    let mut known = FLOORS.map(|floor| floor.name);
    known.sort_unstable();
    assert_eq!(names, known);
}

#[test]
fn every_import_is_understood() {
    none(&GRAPH.guessed());
}

#[test]
fn no_floor_names_a_higher_one() {
    none(&GRAPH.upward(&FLOORS));
}

#[test]
fn no_floor_uses_a_crate_that_is_not_its_own() {
    none(&GRAPH.foreign(&FLOORS));
}

#[test]
fn every_dependency_is_known_to_these_tests() {
    let manifest = fs::read_to_string(src().join("../Cargo.toml")).unwrap();
    // Those that cargo would compile for another system as well would fail there before build.rs says that it must be Linux.
    assert!(!manifest.contains("\n[dependencies]"), "dependencies stand in the table for Linux");
    let linux = "[target.'cfg(target_os = \"linux\")'.dependencies]";
    let table = manifest.split(linux).nth(1).unwrap().split("\n[").next().unwrap();
    let names =
        table.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.replace('-', "_"));
    assert_eq!(names.collect::<Vec<_>>(), FOREIGN);
}

#[test]
fn within_a_floor_no_modules_name_one_another() {
    let found: Vec<Circle> = FLOORS.iter().flat_map(|floor| GRAPH.circles(floor.name)).collect();
    none(&said(&found));
}

#[test]
fn within_a_floor_no_rooms_name_one_another() {
    let found: Vec<Circle> = FLOORS.iter().flat_map(|floor| GRAPH.room_circles(floor.name)).collect();
    none(&said(&found));
}

#[test]
fn the_rooms_of_a_floor_keep_their_order() {
    let faults: Vec<String> = FLOORS.iter().flat_map(|floor| GRAPH.disordered(floor)).collect();
    none(&faults);
}

#[test]
fn only_what_is_built_in_passes_over_the_checks_of_a_questionnaire() {
    let names = code().into_iter().filter(|(_, text)| text.contains("Prechecked")).map(|(name, _)| name);
    let known =
        ["domain/questionnaire/prechecked.rs", "files/content/compact.rs", "files/content/prepared.rs"];
    assert_eq!(names.collect::<Vec<_>>(), known);
}

#[test]
fn no_name_is_given_to_two_types() {
    none(&type_names::given_twice(&LIBRARY, &files()));
}

#[test]
fn no_local_hides_the_function_that_made_it() {
    none(&shadows::locals(&LIBRARY, &files()));
}

#[test]
fn files_stay_short() {
    let files = files();
    let mut faults = Vec::new();
    for root in ROOTS {
        let house = House::read(&files, root);
        for file in house.files() {
            let lines = house.code(file, &files[file]).len();
            // The map has a line for each module, and no code.
            if file != "lib.rs" && lines > LONGEST_FILE {
                faults.push(format!("src/{file} has {lines} lines without its tests"));
            }
        }
    }
    none(&faults);
}

#[test]
fn there_is_no_content_in_the_code() {
    let titles: Vec<String> =
        stillpoint::files::content::questions::parse("q", stillpoint::files::content::builtin::QUESTIONS)
            .unwrap()
            .items()
            .map(|item| item.text.clone())
            .collect();
    for (file, code) in code() {
        for title in &titles {
            assert!(!code.contains(title.as_str()), "src/{file} holds {title:?}");
        }
    }
}
