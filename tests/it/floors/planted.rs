//! Every kind of fault is planted in a small house, and found; and what is no fault is not taken for one.

use super::house::House;
use super::rules::Graph;
use super::{FLOORS, FOREIGN, shadows, type_names};
use std::collections::BTreeMap;

/// A house with a few modules on each floor.
const MAP: &str = "
pub mod domain { pub mod id; pub mod rule; pub mod tag; }
pub mod app {
    pub mod keys { pub mod chord; pub mod table; }
    pub mod screens { pub mod stop; pub mod more; pub mod desk { pub mod guide; pub mod pane; } }
    pub mod model;
}
pub mod files { pub mod disk; }
pub mod view { pub mod frame; }
pub mod shell { pub mod clock; }
pub use domain::id::Id as RootId;
";

/// The house with some files that are not empty. A file twice is one with both texts.
fn house(planted: &[(&str, &str)]) -> House {
    House::read(&files(planted), "lib.rs")
}

/// The files of such a house.
fn files(planted: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = [
        ("lib.rs", MAP),
        ("domain/id.rs", "pub struct Id;"),
        ("domain/rule.rs", ""),
        ("domain/tag.rs", ""),
        ("app/keys/chord.rs", ""),
        ("app/keys/table.rs", ""),
        ("app/screens/stop.rs", ""),
        ("app/screens/more.rs", ""),
        ("app/screens/desk/guide.rs", ""),
        ("app/screens/desk/pane.rs", ""),
        ("app/model.rs", "pub struct Model;"),
        ("files/disk.rs", "pub struct Disk;"),
        ("view/frame.rs", "pub struct Frame;"),
        ("shell/clock.rs", "pub struct Clock;\npub enum Kind { Slow }\npub fn now() -> u8 { 0 }"),
    ]
    .map(|(file, text)| (file.to_owned(), text.to_owned()))
    .into();
    for (file, text) in planted {
        let old = files.entry((*file).to_owned()).or_default();
        *old = format!("{old}{text}");
    }
    files
}

/// What breaks the rule of the floors, with what is planted in `domain/rule.rs`.
fn upward(planted: &str) -> Vec<String> {
    let house = house(&[("domain/rule.rs", planted)]);
    assert_eq!(house.faults, [""; 0]);
    Graph::new(&house, &FOREIGN).upward(&FLOORS)
}

#[test]
fn a_sound_house_has_no_faults() {
    let house = house(&[
        ("domain/rule.rs", "use super::id::Id;\nuse crate::domain::tag;\nfn f() { tag::g(); self::h() }"),
        ("domain/id.rs", "names! { \"A link.\" LinkId, }"),
        (
            "domain/tag.rs",
            "use super::id::LinkId;\nuse crate::RootId;\nuse std::fmt::{self, Display};\nfn g(_: fmt::Error) {}",
        ),
        (
            "app/model.rs",
            "use crate::domain::id::*;\nuse super::keys::chord;\nfn f(_: Id) { chord::g::<u8>() }",
        ),
        ("view/frame.rs", "use crate::app::model::Model as State;\nuse ratatui::Frame;"),
        ("shell/clock.rs", "use crate::{files::disk, view::{self, frame}};\nuse jiff as time;"),
    ]);
    let graph = Graph::new(&house, &FOREIGN);
    assert_eq!(house.faults, [""; 0]);
    assert_eq!((graph.upward(&FLOORS), graph.foreign(&FLOORS)), (vec![], vec![]));
    assert_eq!(graph.guessed(), [""; 0]);
    for floor in &FLOORS {
        assert!(graph.circles(floor.name).is_empty() && graph.room_circles(floor.name).is_empty());
        assert_eq!(graph.disordered(floor), [""; 0]);
    }
}

#[test]
fn an_upward_import_is_found_however_it_is_written() {
    for (kind, planted) in [
        ("a use", "use crate::shell::clock::Clock;"),
        ("a use of the module", "use crate::shell::clock;"),
        ("a use of the floor", "use crate::shell;"),
        ("a group", "use crate::{domain::id::Id, shell::{clock::{Clock}}};"),
        ("a group with self", "use crate::shell::clock::{self};"),
        ("a rename", "use crate::shell::clock::Clock as Time;"),
        ("a nameless use", "use crate::shell::clock::Clock as _;"),
        ("super::super", "use super::super::shell::clock::Clock;"),
        ("super in the middle of the code", "fn f() { super::super::shell::clock::now(); }"),
        ("self::super", "fn f() { self::super::super::shell::clock::now(); }"),
        ("a glob", "use crate::shell::clock::*;"),
        ("a glob of the floor", "use crate::shell::*;"),
        ("a re-export", "pub use crate::shell::clock::Clock;"),
        ("an inline path", "fn f() -> u8 { crate::shell::clock::now() }"),
        ("an inline path in an argument", "fn f() { g(vec, |x| x + crate::shell::clock::now()); }"),
        ("a type", "struct S { of: Option<crate::shell::clock::Clock> }"),
        ("a type with arguments", "fn f(_: &[Vec<Box<dyn Fn(crate::shell::clock::Clock)>>]) {}"),
        ("a bound", "fn f<T: crate::shell::clock::Tells>() {}"),
        ("an impl", "impl crate::shell::clock::Tells for u8 {}"),
        ("a qualified path", "fn f() { <u8 as crate::shell::clock::Tells>::tell() }"),
        ("a pattern", "fn f(x: u8) { match x { crate::shell::clock::Kind::Slow => {}, _ => {} } }"),
        ("a constant", "const N: [u8; crate::shell::clock::N] = [0];"),
        ("a macro", "fn f() { vec![crate::shell::clock::now()]; }"),
        ("a macro in a macro", "fn f() { assert!(matches!(x, super::super::shell::clock::Kind::Slow)); }"),
        ("a macro of its own", "macro_rules! m { ($x:expr) => { $crate::shell::clock::now($x) }; }"),
        ("a group in a macro", "m! { use crate::{domain::id, shell::clock}; }"),
        ("a macro that is named", "fn f() { crate::shell::clock::m!(); }"),
        ("a derive", "#[derive(Clone, crate::shell::clock::Tells)]\nstruct S;"),
        ("a use in a function", "fn f() {\n    use crate::shell::clock::now;\n    now();\n}"),
        ("a module inside the file", "mod inner { fn f() { crate::shell::clock::now(); } }"),
        ("code that tests do without", "#[cfg(not(test))]\nuse crate::shell::clock::Clock;"),
    ] {
        let faults = upward(planted);
        assert_eq!(faults.len(), 1, "{kind}: {faults:#?}");
        assert!(
            faults[0].starts_with("the floor domain names shell: src/domain/rule.rs:"),
            "{kind}: {faults:?}"
        );
    }
}

#[test]
fn a_floor_under_another_name_is_still_that_floor() {
    for planted in [
        "use crate::shell as outside;\nfn f() { outside::clock::now(); }",
        "use crate as house;\nfn f() { house::shell::clock::now(); }",
        "use super::super::*;\nfn f() { shell::clock::now(); }",
        "use crate::*;\nuse shell::clock as c;\nfn f() { vec![c::now()]; }",
    ] {
        let faults = upward(planted);
        let clock = faults.iter().filter(|fault| fault.ends_with("which is in shell::clock"));
        assert_eq!(clock.count(), 1, "{planted}: {faults:#?}");
    }
}

#[test]
fn what_another_module_re_exports_is_found_where_it_is() {
    for (export, import) in [
        ("pub use shell::clock::Clock;", "use crate::Clock;"),
        ("pub use shell::clock::Clock as Time;", "fn f(_: crate::Time) {}"),
        ("pub use shell::clock::*;", "use crate::Clock;"),
        ("pub use shell::clock::*;", "use crate::*;\nfn f(_: Clock) {}"),
        ("pub use shell::clock as tools;", "fn f() { vec![crate::tools::now()]; }"),
        (
            "pub use shell::*;\npub use outer::*;\npub mod outer { pub use crate::*; }",
            "use crate::outer::clock;",
        ),
    ] {
        let planted = house(&[("lib.rs", export), ("domain/rule.rs", import)]);
        let faults = Graph::new(&planted, &FOREIGN).upward(&FLOORS);
        let clock = faults.iter().filter(|fault| fault.ends_with("which is in shell::clock"));
        assert_eq!(clock.count(), 1, "{export} {import}: {faults:#?}");
    }
}

#[test]
fn a_neighbour_is_no_floor_below() {
    let house = house(&[
        ("view/frame.rs", "use crate::files::disk::Disk;"),
        ("files/disk.rs", "\nfn f(_: &crate::view::frame::Frame) {}"),
    ]);
    assert_eq!(
        Graph::new(&house, &FOREIGN).upward(&FLOORS),
        [
            "the floor files names view: src/files/disk.rs:2 names crate::view::frame::Frame, which is in view::frame",
            "the floor view names files: src/view/frame.rs:1 names crate::files::disk::Disk, which is in files::disk",
        ]
    );
}

#[test]
fn what_is_said_and_what_is_for_tests_is_no_import() {
    for planted in [
        "//! See [`crate::shell::clock`].",
        "/// See `crate::shell::clock`.\nfn f() {}",
        "const TEXT: &str = \"crate::shell::clock\";",
        "#[cfg(test)]\nmod tests { use crate::shell::clock::Clock; }",
        "#[cfg(all(test, unix))]\nuse crate::shell::clock::Clock;",
        "struct S;\nimpl S {\n    #[cfg(test)]\n    fn f() { crate::shell::clock::now(); }\n}",
        "struct S { #[cfg(test)] at: crate::shell::clock::Clock }",
        "fn f() { #[cfg(test)] let x = crate::shell::clock::now(); }",
        "pub(in crate::shell) struct S;",
        "mod shell { pub mod clock {} }\nuse self::shell::clock;\nuse shell::clock as c;",
    ] {
        assert_eq!(upward(planted), [""; 0], "{planted}");
    }
}

#[test]
fn a_foreign_crate_is_found_on_a_floor_that_has_none_of_it() {
    for (file, planted, path) in [
        ("app/model.rs", "use serde_json::Value;", "serde_json::Value"),
        ("domain/rule.rs", "use ::toml;", "toml"),
        ("domain/rule.rs", "use unheard::of;", "unheard::of"),
        ("domain/rule.rs", "extern crate qrcode;", "qrcode"),
        ("domain/rule.rs", "fn f() { ::qrcode::now(); }", "qrcode::now"),
        ("domain/rule.rs", "fn f() -> serde_json::Value { todo() }", "serde_json::Value"),
        ("domain/rule.rs", "fn f() { vec![qrcode::Code::now()]; }", "qrcode::Code::now"),
        (
            "view/frame.rs",
            "#[derive(Clone, serde::Serialize)]
struct S;",
            "serde::Serialize",
        ),
        ("app/model.rs", "use ratatui::{layout::Rect, style::Style};", "ratatui::style::Style"),
        ("app/model.rs", "use ratatui as r;", "ratatui"),
        ("app/model.rs", "use ratatui::*;", "ratatui"),
        ("app/model.rs", "use ratatui::layouts::Other;", "ratatui::layouts::Other"),
        ("view/frame.rs", "use crossterm::event::Event;", "crossterm::event::Event"),
    ] {
        let planted_house = house(&[(file, planted)]);
        let faults = Graph::new(&planted_house, &FOREIGN).foreign(&FLOORS);
        let floor = file.split('/').next().unwrap();
        assert_eq!(faults.len(), 1, "{planted}: {faults:?}");
        assert!(faults[0].starts_with(&format!("the floor {floor} uses {path}: src/{file}:")), "{faults:?}");
    }
}

#[test]
fn a_foreign_crate_that_another_module_re_exports_is_found() {
    let house = house(&[
        ("shell/clock.rs", "\npub use rustix::Timespec;"),
        ("domain/rule.rs", "use crate::shell::clock::Timespec;"),
    ]);
    assert_eq!(
        Graph::new(&house, &FOREIGN).foreign(&FLOORS),
        ["the floor domain uses rustix::Timespec: src/domain/rule.rs:1 names crate::shell::clock::Timespec"]
    );
}

/// The circles of modules on the lowest floor, as they are said.
fn circles(planted: &[(&str, &str)]) -> Vec<String> {
    let house = house(planted);
    Graph::new(&house, &FOREIGN).circles("domain").iter().map(ToString::to_string).collect()
}

#[test]
fn two_modules_that_name_one_another_are_found_with_both_places() {
    assert_eq!(
        circles(&[
            ("domain/rule.rs", "\n\nuse super::tag::Tag;"),
            ("domain/tag.rs", "pub struct Tag;\nfn f() { vec![crate::domain::rule::g()]; }"),
        ]),
        ["domain::rule, domain::tag name one another:\n  \
          domain::rule -> domain::tag: src/domain/rule.rs:3 names super::tag::Tag\n  \
          domain::tag -> domain::rule: src/domain/tag.rs:2 names crate::domain::rule::g\n"]
    );
}

#[test]
fn a_circle_of_three_is_found_beside_those_that_only_lead_there() {
    let more = ("lib.rs", "mod more { mod outside; }");
    assert_eq!(
        circles(&[
            more,
            ("more/outside.rs", "use crate::domain::id;"),
            ("domain/id.rs", "use super::rule;"),
            ("domain/rule.rs", "use crate::domain::{tag as t};"),
            ("domain/tag.rs", "use super::*;\nfn f(_: id::Id) {}"),
        ]),
        ["domain::id, domain::rule, domain::tag name one another:\n  \
          domain::id -> domain::rule: src/domain/id.rs:1 names super::rule\n  \
          domain::rule -> domain::tag: src/domain/rule.rs:1 names crate::domain::tag\n  \
          domain::tag -> domain::id: src/domain/tag.rs:2 names id::Id\n"]
    );
}

#[test]
fn a_folder_and_what_is_in_it_name_one_another() {
    let planted = house(&[
        ("lib.rs", "pub mod engine;"),
        ("engine.rs", "mod session;\npub use session::Session;\npub struct Policy;"),
        ("engine/session.rs", "pub struct Session(super::Policy);"),
    ]);
    assert_eq!(planted.faults, [""; 0]);
    let found = Graph::new(&planted, &FOREIGN).circles("engine");
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].way,
        "  engine -> engine::session: src/engine.rs:2 names session::Session\n  \
           engine::session -> engine: src/engine/session.rs:1 names super::Policy\n"
    );
}

#[test]
fn rooms_that_name_one_another_are_found_though_no_module_does() {
    for (planted, rooms) in [
        (
            [
                ("app/screens/stop.rs", "use crate::app::keys::chord::Chord;"),
                ("app/keys/table.rs", "use crate::app::screens::more::More;"),
            ],
            ["app::keys", "app::screens"],
        ),
        (
            [
                ("app/screens/stop.rs", "use crate::app::model;"),
                ("app/model.rs", "use super::screens::desk::guide;"),
            ],
            ["app::model", "app::screens"],
        ),
        (
            [
                ("app/screens/stop.rs", "use super::desk::guide::Guide;"),
                ("app/screens/desk/pane.rs", "use super::super::stop::Stop;"),
            ],
            ["app::screens::desk", "app::screens::stop"],
        ),
    ] {
        let house = house(&planted);
        let graph = Graph::new(&house, &FOREIGN);
        assert!(graph.circles("app").is_empty());
        let found = graph.room_circles("app");
        assert_eq!(found.len(), 1, "{planted:?}");
        assert!(found[0].rooms.iter().eq(&rooms), "{}", found[0]);
        let places = planted.iter().all(|(file, _)| found[0].way.contains(&format!("src/{file}:1 names")));
        assert!(places, "{}", found[0]);
    }
}

#[test]
fn a_room_that_names_a_later_one_is_found() {
    let house = house(&[("app/keys/table.rs", "fn f() { crate::app::screens::more::g(); }")]);
    let graph = Graph::new(&house, &FOREIGN);
    assert!(graph.room_circles("app").is_empty());
    assert_eq!(
        FLOORS.map(|floor| graph.disordered(&floor)).concat(),
        ["the room app::keys names app::screens, which comes after it: \
          src/app/keys/table.rs:1 names crate::app::screens::more::g"]
    );
}

#[test]
fn a_room_without_a_place_in_the_order_is_found() {
    let house = house(&[("app/model.rs", "mod parts;"), ("app/model/parts.rs", "")]);
    let faults = FLOORS.map(|floor| Graph::new(&house, &FOREIGN).disordered(&floor)).concat();
    assert_eq!(faults, ["app::model has no place in the order of rooms"]);
}

#[test]
fn a_file_and_its_declaration_belong_together() {
    for (planted, fault) in [
        (("lib.rs", "mod attic;"), "lib.rs:12: mod attic has 0 files"),
        (("domain/rule/mod.rs", ""), "lib.rs:2: mod rule has 2 files"),
        (
            ("lib.rs", "#[path = \"domain/id.rs\"]\nmod other;"),
            "lib.rs:13: mod other says its path, which is not followed",
        ),
        (("domain/rule.rs", "fn f( {"), "domain/rule.rs:1: cannot parse"),
    ] {
        let faults = house(&[planted]).faults;
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].starts_with(fault.split(": cannot").next().unwrap()), "{faults:?}");
    }
    let lost = house(&[("domain/lost.rs", "")]);
    assert!(!lost.files().contains("domain/lost.rs") && lost.files().contains("domain/rule.rs"));
}

#[test]
fn lines_for_tests_are_no_code_wherever_they_stand() {
    let text =
        "struct A;\n#[cfg(test)]\nfn f() {\n}\nstruct B;\n\n/// Tests.\n#[cfg(test)]\nmod tests {\n}\n";
    let house = house(&[("domain/rule.rs", text)]);
    assert_eq!(house.code("domain/rule.rs", text), ["struct A;", "struct B;", ""]);
}

#[test]
fn an_import_of_what_is_not_there_is_said_to_be_not_understood() {
    let house = house(&[("domain/rule.rs", "use super::id::{Id, Missing};")]);
    assert_eq!(Graph::new(&house, &FOREIGN).guessed(), ["src/domain/rule.rs:1 names super::id::Missing"]);
}

/// The names that are given to two types.
fn given_twice(planted: &[(&str, &str)]) -> Vec<String> {
    let files = files(planted);
    type_names::given_twice(&House::read(&files, "lib.rs"), &files)
}

#[test]
fn a_name_of_two_types_is_found_wherever_they_stand() {
    let maker = "\nmacro_rules! ids { ($($name:ident),+) => { $(pub struct $name(u8);)+ enum Made {} } }";
    for (planted, name, lines) in [
        ("enum Clock {}", "Clock", "domain/rule.rs:1, src/shell/clock.rs:1"),
        ("\nmod inner { type Kind = u8; }", "Kind", "domain/rule.rs:2, src/shell/clock.rs:2"),
        ("trait Frame {}", "Frame", "domain/rule.rs:1, src/view/frame.rs:1"),
        ("fn f() { struct Disk; }", "Disk", "domain/rule.rs:1, src/files/disk.rs:1"),
        ("union Id { a: u8 }\nstruct Model;", "Id", "domain/id.rs:1, src/domain/rule.rs:1"),
        ("ids!(\nOne, Model);", "Model", "app/model.rs:1, src/domain/rule.rs:2"),
        ("struct Made;", "Made", "domain/rule.rs:1, src/domain/tag.rs:2"),
    ] {
        let found = given_twice(&[("domain/rule.rs", planted), ("domain/tag.rs", maker)]);
        let fault = format!("{name} is the name of 2 types: src/{lines}");
        assert!(found.contains(&fault), "{planted}: {found:?}");
    }
}

#[test]
fn a_name_that_is_given_once_is_no_fault() {
    for planted in [
        "use crate::domain::id::Id;\nfn f(id: Id) -> Id { id }",
        "#[cfg(test)]\nmod tests { struct Id; }",
        "impl TryFrom<u8> for Other { type Clock = u8; }\ntrait Has { type Id; }",
        "enum Other { Id, Clock(u8) }\nfn f<Id>() { struct_of!(Clock) }",
    ] {
        assert_eq!(given_twice(&[("domain/rule.rs", planted)]), [""; 0], "{planted}");
    }
}

/// The locals that hide the function that made them.
fn shadowing(planted: &str) -> Vec<String> {
    let files = files(&[("domain/rule.rs", planted)]);
    shadows::locals(&House::read(&files, "lib.rs"), &files)
}

#[test]
fn a_local_that_hides_the_function_that_made_it_is_found() {
    for planted in [
        "fn f() { let rows = rows(1); }",
        "fn f() { let rows = rows(1)?.iter().collect(); }",
        "fn f() { let (mut rows, b) = (b(), rows(1)); }",
        "fn f() { let Some(rows) = rows(1) else { return }; }",
        "fn f() { if let Some(Rows { rows, .. }) = rows(1) {} }",
        "fn f() { while let Some(rows) = rows(1) {} }",
        "fn f() { let rows = |group| Rows { rows: rows(group) }; }",
        "fn f() { let rows = format!(\"{}\", rows(1)); }",
        "fn f() { g(|| { let rows = if a { rows(1) } else { 0 }; }) }",
    ] {
        let found = shadowing(planted);
        assert!(found.contains(&"src/domain/rule.rs:1 binds rows to what comes of the function rows".into()));
    }
}

#[test]
fn a_local_beside_a_function_of_its_name_is_no_fault() {
    for planted in [
        "fn f() { let rows = read_rows(1); }",
        "fn f(a: A) { let rows = a.rows(1); let cells = A::cells(rows); let text = text::render(cells); }",
        "fn f(a: A) { let rows = format!(\"{}\", a.rows(1)); let found = rows(1); }",
        "fn f(a: A) { let A { rows: found } = rows(1); let rows = self::rows; }",
        "#[cfg(test)]\nmod tests { fn f() { let rows = rows(1); } }",
    ] {
        assert_eq!(shadowing(planted), [""; 0], "{planted}");
    }
}
