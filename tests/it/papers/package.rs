//! The pages in the Debian package: whoever reads one there can follow its links.

use super::{files, links, paper, papers, target};
use std::collections::BTreeMap;

/// Where the pages lie in the package.
const FOLDER: &str = "usr/share/doc/stillpoint";

/// What is for builders, or has another name there, as Debian wants it.
const LEFT_OUT: [&str; 4] = ["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "deny.toml"];

/// Returns where each file of the repository lies in the package.
fn packaged() -> BTreeMap<String, String> {
    let manifest: toml::Table = paper("Cargo.toml").parse().unwrap();
    let assets = manifest["package"]["metadata"]["deb"]["assets"].as_array().unwrap();
    let mut places = BTreeMap::new();
    for asset in assets {
        let [from, to] = [0, 1].map(|part| asset[part].as_str().unwrap());
        // What is built is no page.
        if from.starts_with("target/") {
            continue;
        }
        let of_pattern = from.split_once('*').map(|(folder, ending)| {
            let folder = folder.trim_end_matches('/');
            let below = files(folder, ending).into_iter();
            below.filter(|file| file.rsplit_once('/').unwrap().0 == folder).collect()
        });
        for file in of_pattern.unwrap_or_else(|| vec![from.to_owned()]) {
            let name = file.rsplit('/').next().unwrap();
            let place = if to.ends_with('/') { format!("{to}{name}") } else { to.to_owned() };
            places.insert(file, place);
        }
    }
    places
}

#[test]
fn the_package_has_every_page_for_users_and_what_it_links_to_where_the_link_leads() {
    let places = packaged();
    for (name, text) in papers() {
        let is_for_users = name.starts_with("docs/") || name == "README.md" || name == "SECURITY.md";
        if !is_for_users {
            continue;
        }
        assert_eq!(places.get(&name), Some(&format!("{FOLDER}/{name}")), "where {name} lies in the package");
        for link in links(&text).filter(|link| !link.starts_with("https://")) {
            let file = target(&name, link.split('#').next().unwrap());
            let is_for_builders = LEFT_OUT.contains(&file.as_str())
                || file.starts_with("LICENSE")
                || ["tests/", "languages/", "questions.toml"].iter().any(|part| file.starts_with(part));
            if file != name && file != "examples" && !is_for_builders {
                assert_eq!(places.get(&file), Some(&format!("{FOLDER}/{file}")), "{name} links to {link}");
            }
        }
    }
    for file in files("docs/pictures", ".svg").into_iter().chain(files("docs/casts", ".cast")) {
        assert_eq!(places.get(&file), Some(&format!("{FOLDER}/{file}")), "where {file} lies in the package");
    }
}
