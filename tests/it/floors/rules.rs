//! The rules of the house, over the modules of a crate: which floor names which, foreign crates, circles, rooms.
//!
//! Each rule returns what breaks it, a sentence each; none knows the floors of stillpoint.

use super::house::House;
use super::names::Names;
use std::collections::{BTreeMap, BTreeSet};

/// What a floor may do.
#[derive(Clone, Copy)]
pub(crate) struct Floor {
    /// Its name, that of a folder.
    pub(crate) name: &'static str,
    /// The floors that it may name.
    pub(crate) below: &'static [&'static str],
    /// The foreign crates that it may use, or a part of one, as in `ratatui::layout`.
    pub(crate) crates: &'static [&'static str],
    /// The order of its rooms, each of which names those before it alone; empty if no order is set.
    pub(crate) rooms: &'static [&'static str],
}

/// Where one module first names another.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Place {
    file: String,
    line: usize,
    path: String,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "src/{}:{} names {}", self.file, self.line, self.path)
    }
}

/// Who names whom, and where.
type Arrows = BTreeMap<String, BTreeMap<String, Place>>;

/// The modules of a crate, and who names whom.
pub(crate) struct Graph<'h> {
    house: &'h House,
    arrows: Arrows,
    /// Each module with the foreign paths that it names.
    foreign: Vec<(String, String, Place)>,
    /// The imports of something that is not found where it is to be.
    guessed: Vec<Place>,
}

impl<'h> Graph<'h> {
    /// Finds out who names whom.
    pub(crate) fn new(house: &'h House, crates: &[&str]) -> Self {
        let names = Names::new(house, crates);
        let mut graph = Self { house, arrows: Arrows::new(), foreign: Vec::new(), guessed: Vec::new() };
        for (at, module) in house.modules.iter().enumerate() {
            for named in &module.named {
                let meant = names.meaning(at, named);
                let path = named.names.join("::");
                let place = Place { file: module.file.clone(), line: named.line, path };
                if meant.guessed && named.used {
                    graph.guessed.push(place.clone());
                }
                for target in meant.modules.into_iter().filter(|target| *target != at) {
                    let arrows = graph.arrows.entry(module.path.clone()).or_default();
                    arrows.entry(house.modules[target].path.clone()).or_insert_with(|| place.clone());
                }
                let foreign = meant.foreign.into_iter();
                graph.foreign.extend(foreign.map(|path| (module.path.clone(), path, place.clone())));
            }
        }
        graph
    }

    /// Returns the imports of something that is not found in the module that is to have it: where there is one, what is
    /// found of a house may not be all.
    pub(crate) fn guessed(&self) -> Vec<String> {
        self.guessed.iter().map(Place::to_string).collect()
    }

    /// Finds the floors that name one that they may not.
    pub(crate) fn upward(&self, floors: &[Floor]) -> Vec<String> {
        let mut faults = Vec::new();
        for (from, to, place) in self.all() {
            let Some(floor) = floors.iter().find(|floor| floor.name == first(from)) else { continue };
            let named = first(to);
            if named != floor.name && !named.is_empty() && !floor.below.contains(&named) {
                faults.push(format!("the floor {} names {named}: {place}, which is in {to}", floor.name));
            }
        }
        faults
    }

    /// Finds the foreign crates that a floor may not use.
    pub(crate) fn foreign(&self, floors: &[Floor]) -> Vec<String> {
        let mut faults = Vec::new();
        for (from, path, place) in &self.foreign {
            let Some(floor) = floors.iter().find(|floor| floor.name == first(from)) else { continue };
            let is_in = |allowed: &&&str| path == **allowed || path.starts_with(&format!("{allowed}::"));
            if !floor.crates.iter().any(|allowed| is_in(&allowed)) {
                faults.push(format!("the floor {} uses {path}: {place}", floor.name));
            }
        }
        faults
    }

    /// Finds the modules of a floor that name themselves by way of others.
    pub(crate) fn circles(&self, floor: &str) -> Vec<Circle> {
        circles(&self.within(floor, str::to_owned))
    }

    /// Finds the rooms of a floor that name themselves by way of others; at each depth a folder counts as one.
    pub(crate) fn room_circles(&self, floor: &str) -> Vec<Circle> {
        let mut found = Vec::new();
        for around in self.folders().filter(|folder| is_in(folder, floor)) {
            let inside = self.within(around, |path| child_of(path, around));
            let all = circles(&inside).into_iter();
            found.extend(all.filter(|circle| circle.rooms.iter().any(|room| self.is_folder(room))));
        }
        found
    }

    /// Finds the rooms that name one that comes after them, and the folders that have no place in the order.
    pub(crate) fn disordered(&self, floor: &Floor) -> Vec<String> {
        let place_of = |path: &str| {
            let room = path.strip_prefix(floor.name)?.strip_prefix("::")?;
            floor.rooms.iter().position(|known| *known == room)
        };
        let unknown =
            self.folders().filter(|folder| parent(folder) == floor.name && place_of(folder).is_none());
        let mut faults: Vec<String> =
            unknown.map(|folder| format!("{folder} has no place in the order of rooms")).collect();
        if floor.rooms.is_empty() {
            faults.clear();
        }
        for (from, arrows) in self.within(floor.name, |path| child_of(path, floor.name)) {
            for (to, place) in arrows.iter().filter(|(to, _)| place_of(to) > place_of(&from)) {
                let both = self.is_folder(&from) && self.is_folder(to);
                if both && place_of(&from).is_some() {
                    faults.push(format!("the room {from} names {to}, which comes after it: {place}"));
                }
            }
        }
        faults
    }

    fn all(&self) -> impl Iterator<Item = (&str, &str, &Place)> {
        self.arrows
            .iter()
            .flat_map(|(from, arrows)| arrows.iter().map(|(to, place)| (from.as_str(), to.as_str(), place)))
    }

    /// Returns the arrows between modules of a folder, each module known by what `known_as` returns.
    fn within(&self, folder: &str, known_as: impl Fn(&str) -> String) -> Arrows {
        let mut arrows = Arrows::new();
        for (from, to, place) in self.all().filter(|(from, to, _)| is_in(from, folder) && is_in(to, folder)) {
            let (from, to) = (known_as(from), known_as(to));
            if from != to {
                arrows.entry(from).or_default().entry(to).or_insert_with(|| place.clone());
            }
        }
        arrows
    }

    fn folders(&self) -> impl Iterator<Item = &str> {
        let modules = self.house.modules.iter();
        modules.filter(|module| !module.children.is_empty()).map(|module| module.path.as_str())
    }

    fn is_folder(&self, path: &str) -> bool {
        self.folders().any(|folder| folder == path)
    }
}

/// Modules or rooms that each name themselves by way of the others.
#[derive(Debug)]
pub(crate) struct Circle {
    /// All of them, by name.
    pub(crate) rooms: BTreeSet<String>,
    /// The shortest way around, a line for each step.
    pub(crate) way: String,
}

impl std::fmt::Display for Circle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rooms: Vec<&str> = self.rooms.iter().map(String::as_str).collect();
        write!(f, "{} name one another:\n{}", rooms.join(", "), self.way)
    }
}

/// Finds every largest set of which each one is reached from each other.
fn circles(arrows: &Arrows) -> Vec<Circle> {
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        arrows.keys().map(|start| (start.as_str(), reached_from(arrows, start))).collect();
    let mut found: Vec<Circle> = Vec::new();
    for (start, from_start) in &reached {
        let known = found.iter().any(|circle| circle.rooms.contains(*start));
        if from_start.contains(start) && !known {
            let is_back = |name: &&&str| reached.get(**name).is_some_and(|names| names.contains(start));
            let rooms = from_start.iter().filter(is_back).map(|name| (*name).to_owned()).collect();
            found.push(Circle { rooms, way: way_around(arrows, start) });
        }
    }
    found
}

fn reached_from<'a>(arrows: &'a Arrows, start: &str) -> BTreeSet<&'a str> {
    let next = |name: &str| arrows.get(name).into_iter().flat_map(BTreeMap::keys).map(String::as_str);
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&str> = next(start).collect();
    while let Some(name) = waiting.pop() {
        if reached.insert(name) {
            waiting.extend(next(name));
        }
    }
    reached
}

/// Tells the shortest way from a name back to it.
fn way_around(arrows: &Arrows, start: &str) -> String {
    let mut ways = vec![(start, String::new())];
    let mut seen = BTreeSet::new();
    let mut at = 0;
    while let Some((name, way)) = ways.get(at).cloned() {
        at += 1;
        for (to, place) in arrows.get(name).into_iter().flatten() {
            let way = format!("{way}  {name} -> {to}: {place}\n");
            if to == start {
                return way;
            }
            if seen.insert(to) {
                ways.push((to, way));
            }
        }
    }
    String::new()
}

/// Returns the floor of a path.
fn first(path: &str) -> &str {
    path.split("::").next().unwrap_or_default()
}

fn parent(path: &str) -> &str {
    path.rsplit_once("::").map_or("", |(parent, _)| parent)
}

fn is_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Returns what stands in a folder and holds a module; the folder for its own code.
fn child_of(path: &str, folder: &str) -> String {
    let inside = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix("::"));
    inside.map_or_else(|| folder.to_owned(), |rest| format!("{folder}::{}", first(rest)))
}
