//! The crate: cargo packs what somebody needs who builds the program and uses it, and no more.
//!
//! Nobody runs tests from a crate, so none are in it. `.ci/run` builds the program from the packed crate.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the files that cargo would pack.
fn packed() -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["package", "--list", "--allow-dirty", "--locked", "--offline"]).current_dir(root());
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// Returns every file in a folder of the repository and below it.
fn all_in(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap());
    let below = entries.flat_map(|entry| {
        let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() { all_in(&name) } else { vec![name] }
    });
    below.collect()
}

#[test]
fn who_has_the_crate_has_the_program_its_texts_its_pages_and_the_licences() {
    let packed = packed();
    let folders = ["src", "languages", "translations", "lints", "examples", "docs"];
    let files = [
        "build.rs",
        "Cargo.toml",
        "Cargo.lock",
        "questions.toml",
        "README.md",
        "SECURITY.md",
        "CHANGELOG.md",
    ];
    let wanted = folders.into_iter().flat_map(all_in).chain(files.map(str::to_owned));
    let wanted = wanted.chain(["LICENSE-MIT", "LICENSE-APACHE"].map(str::to_owned));
    let missing: Vec<String> = wanted.filter(|file| !packed.contains(file)).collect();
    assert_eq!(missing, [""; 0], "the crate lacks these");
}

#[test]
fn nothing_is_in_the_crate_that_only_builders_of_the_program_need() {
    let tops = ["src", "languages", "translations", "lints", "examples", "docs"];
    let packed = packed();
    let foreign = packed.iter().filter(|file| match file.split_once('/') {
        Some((top, _)) => !tops.contains(&top),
        None => ["ARCHITECTURE.md", "CONTRIBUTING.md", "clippy.toml", "deny.toml", "rustfmt.toml"]
            .contains(&file.as_str()),
    });
    assert_eq!(foreign.collect::<Vec<_>>(), [""; 0], "nobody who uses the program needs these");
}

#[test]
fn the_pages_in_the_crate_point_at_what_is_in_it() {
    let packed = packed();
    // For those who change the program: they have the repository.
    let for_builders = ["ARCHITECTURE.md", "CONTRIBUTING.md", "deny.toml", "tests/"];
    for name in packed.iter().filter(|name| name.ends_with(".md")) {
        let text = fs::read_to_string(root().join(name)).unwrap();
        let links = |begin: &'static str, end: char| {
            text.split(begin).skip(1).filter_map(move |rest| rest.split(end).next()).collect::<Vec<_>>()
        };
        let all = [links("](", ')'), links(" src=\"", '"'), links(" srcset=\"", '"')].concat();
        for link in all.into_iter().filter(|link| !link.starts_with("https://") && !link.starts_with('#')) {
            let file = link.split('#').next().unwrap();
            let folder = name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            let target = file.strip_prefix('/').map_or(format!("{folder}{file}"), str::to_owned);
            let is_there =
                packed.iter().any(|file| *file == target || file.starts_with(&format!("{target}/")));
            let is_for_builders = for_builders.iter().any(|top| target.starts_with(top));
            assert!(is_there || is_for_builders, "{name} points at {link}, which is not in the crate");
        }
    }
}
