//! What a path means: the modules that it leads to, by way of imports, renames, globs and re-exports, and the foreign
//! crates.

use super::house::{House, Named};
use std::collections::BTreeSet;

/// What a path leads to.
#[derive(Default, Debug)]
pub(crate) struct Meant {
    /// Every module on its way that something is taken from: one that re-exports it, and the one that has it.
    pub(crate) modules: BTreeSet<usize>,
    /// The modules that it names themselves.
    whole: BTreeSet<usize>,
    /// Whether a name was not found in the module that is to have it, and was taken to be the module's own.
    pub(crate) guessed: bool,
    /// Foreign paths, as in `ratatui::layout::Rect`.
    pub(crate) foreign: BTreeSet<String>,
}

/// Finds out what paths mean.
pub(crate) struct Names<'h> {
    house: &'h House,
    /// The foreign crates that the program depends on.
    crates: &'h [&'h str],
}

/// The imports that are being followed: one that leads back to itself, as two modules do that import all of one another,
/// ends there.
type UnderWay = BTreeSet<(usize, String)>;

impl<'h> Names<'h> {
    pub(crate) fn new(house: &'h House, crates: &'h [&'h str]) -> Self {
        Self { house, crates }
    }

    /// Returns what a path means in a module.
    pub(crate) fn meaning(&self, module: usize, path: &Named) -> Meant {
        let mut meant = Meant::default();
        if let [_] = &path.names[..]
            && !path.used
        {
            // Its own items and what it imports by name are known already; what a glob brings is not.
            self.by_glob(module, &path.names, &mut meant, &mut UnderWay::new());
        } else {
            self.resolve(module, path, &mut meant, &mut UnderWay::new());
        }
        meant
    }

    fn resolve(&self, module: usize, path: &Named, meant: &mut Meant, under_way: &mut UnderWay) {
        let Some((first, rest)) = path.names.split_first() else { return };
        match first.as_str() {
            _ if path.from_crates => self.foreign(path, meant),
            "crate" => self.walk(0, rest, meant, under_way),
            "self" | "super" => {
                let (mut at, mut rest) = (module, &path.names[..]);
                while let Some((name, after)) = rest.split_first().filter(|(name, _)| is_relative(name)) {
                    rest = after;
                    if name == "super" {
                        at = self.house.modules[at].parent.unwrap_or(0);
                    }
                }
                self.walk(at, rest, meant, under_way);
            }
            _ if self.find(module, &path.names, meant, under_way) => {}
            "std" | "core" | "alloc" => {}
            name if path.used || self.crates.contains(&name) => self.foreign(path, meant),
            _ => {}
        }
    }

    fn foreign(&self, path: &Named, meant: &mut Meant) {
        if !["std", "core", "alloc"].contains(&path.names[0].as_str()) {
            meant.foreign.insert(path.names.join("::"));
        }
    }

    /// Goes on from a module: what is not found in it is taken to be its own.
    fn walk(&self, module: usize, names: &[String], meant: &mut Meant, under_way: &mut UnderWay) {
        if names.is_empty() {
            meant.modules.insert(module);
            meant.whole.insert(module);
        } else if !self.find(module, names, meant, under_way) {
            meant.modules.insert(module);
            meant.guessed = true;
        }
    }

    /// Looks the first of some names up in a module, and goes on with the others from there.
    fn find(&self, module: usize, names: &[String], meant: &mut Meant, under_way: &mut UnderWay) -> bool {
        let Some((first, rest)) = names.split_first() else { return false };
        let here = &self.house.modules[module];
        let mut found = false;
        if let Some(child) = here.children.get(first) {
            found = true;
            self.walk(*child, rest, meant, under_way);
        }
        if here.items.contains(first) {
            found = true;
            meant.modules.insert(module);
        }
        if let Some(imports) = here.imports.get(first)
            && under_way.insert((module, first.clone()))
        {
            found = true;
            meant.modules.insert(module);
            for import in imports {
                let names = import.names.iter().chain(rest).cloned().collect();
                self.resolve(module, &Named { names, ..import.clone() }, meant, under_way);
            }
            under_way.remove(&(module, first.clone()));
        }
        if !found && here.made.contains(first) {
            found = true;
            meant.modules.insert(module);
        }
        found || self.by_glob(module, names, meant, under_way)
    }

    fn by_glob(&self, module: usize, names: &[String], meant: &mut Meant, under_way: &mut UnderWay) -> bool {
        let globs = (module, "*".to_owned());
        if !under_way.insert(globs.clone()) {
            return false;
        }
        let mut found = false;
        for glob in &self.house.modules[module].globs {
            let mut of = Meant::default();
            self.resolve(module, glob, &mut of, under_way);
            for target in of.whole {
                if self.find(target, names, meant, under_way) {
                    found = true;
                    meant.modules.insert(module);
                }
            }
        }
        under_way.remove(&globs);
        found
    }
}

fn is_relative(name: &str) -> bool {
    name == "self" || name == "super"
}
