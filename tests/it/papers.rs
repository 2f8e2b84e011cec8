//! The papers: what they show is what the program does, and what they point at is there.
//!
//! `BLESS=1 cargo test papers` writes what is generated in them anew: the tables of keys, and the version in the example
//! of answers.

mod accessibility;
mod commands;
mod not_run;
mod package;
mod sandbox;

use crate::support::run_in::run_in;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use stillpoint::app::keys::bindings::{Binding, bindings};
use stillpoint::app::state::context::{Activity, Context};
use stillpoint::domain::language::wording::Wording;
use stillpoint::engine::policy::{Beside, Policy, SensitiveItems};
use stillpoint::files::content::{builtin, language, questions};
use stillpoint::files::export::questionnaire_json;

const PROGRAM: &str = env!("CARGO_BIN_EXE_stillpoint");

/// The papers are written to by more than one test when they are blessed.
static WRITING: Mutex<()> = Mutex::new(());

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn paper(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Returns every paper at the top of the repository and in `docs` with its name.
pub(crate) fn papers() -> Vec<(String, String)> {
    let entries =
        |folder: &str| fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let papers = entries("").chain(entries("docs"));
    let papers = papers.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let name = |path: PathBuf| path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
    papers.map(name).map(|name| (name.clone(), paper(&name))).collect()
}

/// Compares what stands between two marks of a paper with what is generated; writes it when blessed.
fn generated(name: &str, mark: &str, expected: &str) {
    let _alone = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let text = paper(name);
    let (begin, end) = (format!("<!-- {mark} -->\n"), format!("<!-- /{mark} -->"));
    let (before, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("{name} has no {begin}"));
    let (found, after) = rest.split_once(&end).unwrap_or_else(|| panic!("{name} has no {end}"));
    #[expect(clippy::disallowed_methods, reason = "whoever runs the tests asks for it")]
    if std::env::var("BLESS").is_ok() {
        // Another test may read it at this moment: it is there whole, before and after.
        let new = tempfile::NamedTempFile::new_in(root()).unwrap();
        fs::write(new.path(), format!("{before}{begin}{expected}{end}{after}")).unwrap();
        fs::set_permissions(new.path(), fs::metadata(root().join(name)).unwrap().permissions()).unwrap();
        new.persist(root().join(name)).unwrap();
    } else {
        assert_eq!(found, expected, "{name}: run BLESS=1 cargo test papers, and read what it changed");
    }
}

/// Returns the fenced blocks of a paper that are in a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let inner: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
            if line == format!("```{language}") {
                blocks.push(inner.join("\n") + "\n");
            }
        }
    }
    blocks
}

/// Says where a context is, as the table of keys names it.
fn place(context: Context) -> &'static str {
    match context {
        Context::Attract => "waiting screen",
        Context::Warning => "still there?",
        Context::Code => "code for a phone",
        Context::NoCode => "no room for a code",
        Context::Welcome => "first screen",
        Context::Item => "question",
        Context::ContentNote => "before sensitive questions",
        Context::Review => "your answers",
        Context::Index => "titles of texts",
        Context::Reading => "results",
        Context::TalkingPoints => "what to bring up",
        Context::Choice => "choices",
        Context::Names => "list of regions",
        Context::Article => "more to read",
        Context::Field => "text field",
        Context::Text => "own words",
        Context::Guard => "note",
        Context::Overlay => "help, sources, preview",
        Context::SupportOverlay => "support lines",
        Context::Private => "private answer",
        Context::CounselorGuide => "the item",
        Context::CounselorList => "lists",
        Context::CounselorRead => "texts",
        Context::Notes => "notes",
        Context::RecordName => "name of a record",
        Context::Pin => "PIN",
        Context::StaffMenu => "list for staff",
        Context::StaffMessage => "what staff are told",
        Context::SecondScreen => "second screen",
        Context::Hidden => "hidden screen",
        Context::Small => "window too small",
        Context::CounselorStart => "the first pane",
    }
}

/// One row of the table of keys.
#[derive(PartialEq, Eq)]
struct Row {
    keys: String,
    name: String,
}

/// Says whether a place is on the counselor's side.
fn is_counselor(context: Context) -> bool {
    matches!(
        context,
        Context::CounselorGuide
            | Context::CounselorList
            | Context::CounselorRead
            | Context::Notes
            | Context::RecordName
    )
}

/// Says whether a place is on a public screen alone.
fn is_public(context: Context) -> bool {
    matches!(context, Context::Attract | Context::Warning | Context::Code | Context::NoCode)
}

/// The places where no session is.
const OUTSIDE: [Context; 4] =
    [Context::Pin, Context::StaffMenu, Context::StaffMessage, Context::SecondScreen];

fn rows(context: Context, policy: &Policy, wording: &Wording) -> Vec<Row> {
    let row = |binding: &Binding| Row {
        keys: binding
            .long_keys(&wording.key, |_| true)
            .split(' ')
            .map(|key| format!("`{key}`"))
            .collect::<Vec<_>>()
            .join(" "),
        name: binding.name(wording).to_owned(),
    };
    bindings(context, policy).map(row).collect()
}

fn table_of_keys() -> String {
    let wording = language::parse("languages/en.toml", builtin::ENGLISH).unwrap();
    let speaking: Vec<Context> = Context::ALL
        .iter()
        .copied()
        .filter(|context| !matches!(context, Context::Small | Context::Hidden | Context::Private))
        .filter(|context| !is_public(*context) && !OUTSIDE.contains(context) && *context != Context::Names)
        .filter(|context| !is_counselor(*context))
        .collect();
    let rows = |context, wording: &Wording| rows(context, &Policy::personal(), wording);
    let in_fields = rows(Context::Field, &wording);
    let in_all_but_fields = |row: &Row| {
        let is_text = |context: Context| context.activity() == Activity::Writes;
        speaking.iter().all(|context| is_text(*context) || rows(*context, &wording).contains(row))
    };
    let mut table: Vec<(Row, Vec<&str>)> = Vec::new();
    for context in speaking.iter().copied().chain([Context::Hidden]) {
        for row in rows(context, &wording) {
            let everywhere = context != Context::Hidden && in_all_but_fields(&row);
            match table.iter_mut().find(|(known, _)| *known == row) {
                Some((_, places)) if !everywhere => places.push(place(context)),
                Some(_) => {}
                None if everywhere && in_fields.contains(&row) => table.push((row, vec!["everywhere"])),
                None if everywhere => table.push((row, vec!["everywhere but in text fields"])),
                None => table.push((row, vec![place(context)])),
            }
        }
    }
    table.sort_by_key(|(_, places)| !places[0].starts_with("everywhere"));
    written(table)
}

fn written(table: Vec<(Row, Vec<&str>)>) -> String {
    let mut text = "| keys | what they do | where |\n| --- | --- | --- |\n".to_owned();
    for (Row { keys, name }, places) in table {
        writeln!(text, "| {keys} | {name} | {} |", places.join(", ")).unwrap();
    }
    text
}

/// The keys that a walkthrough has besides: on the counselor's side, and while the screen is turned to the client.
fn table_of_a_walkthrough() -> String {
    let wording = language::parse("languages/en.toml", builtin::ENGLISH).unwrap();
    let (beside, turned) = (Policy::counselor(), Policy { beside: Beside::Waiting, ..Policy::counselor() });
    let counselor = [
        Context::CounselorGuide,
        Context::CounselorList,
        Context::CounselorRead,
        Context::Notes,
        Context::RecordName,
    ];
    let places = counselor.into_iter().map(|context| (context, &beside, place(context)));
    let places = places.chain([(Context::Private, &turned, place(Context::Private))]);
    let known = rows(Context::Review, &Policy::personal(), &wording);
    let of_counselor = rows(Context::Review, &beside, &wording);
    let of_turned = rows(Context::Review, &turned, &wording);
    let mut table: Vec<(Row, Vec<&str>)> = Vec::new();
    for (rows, place) in [(of_counselor, "both sides but in text"), (of_turned, "turned to the client")] {
        table.extend(rows.into_iter().filter(|row| !known.contains(row)).map(|row| (row, vec![place])));
    }
    for (context, policy, place) in places {
        for row in rows(context, policy, &wording).into_iter().filter(|row| !known.contains(row)) {
            match table.iter_mut().find(|(known, _)| *known == row) {
                Some((_, places)) if places[0].contains(' ') && places[0] != "the item" => {}
                Some((_, places)) => places.push(place),
                None => table.push((row, vec![place])),
            }
        }
    }
    written(table)
}

/// The keys that a public screen has besides.
fn table_of_a_kiosk() -> String {
    let wording = language::parse("languages/en.toml", builtin::ENGLISH).unwrap();
    let (own, public) = (Policy::personal(), Policy::kiosk(SensitiveItems::NotAsked));
    let known = rows(Context::Review, &own, &wording);
    let everywhere = rows(Context::Review, &public, &wording).into_iter().filter(|row| !known.contains(row));
    let mut table: Vec<(Row, Vec<&str>)> = everywhere.map(|row| (row, vec!["every screen"])).collect();
    let of_codes = rows(Context::Code, &public, &wording).into_iter();
    let new = |row: &Row| !known.contains(row) && !table.iter().any(|(other, _)| other == row);
    let of_codes: Vec<Row> = of_codes.filter(new).collect();
    table.extend(of_codes.into_iter().map(|row| (row, vec![place(Context::Code)])));
    written(table)
}

/// The keys of staff, and of a second screen.
fn table_outside() -> String {
    let wording = language::parse("languages/en.toml", builtin::ENGLISH).unwrap();
    let mut table: Vec<(Row, Vec<&str>)> = Vec::new();
    for context in OUTSIDE {
        for row in rows(context, &Policy::personal(), &wording) {
            match table.iter_mut().find(|(known, _)| *known == row) {
                Some((_, places)) => places.push(place(context)),
                None => table.push((row, vec![place(context)])),
            }
        }
    }
    written(table)
}

#[test]
fn the_table_of_keys_is_the_table_of_bindings() {
    generated("docs/keys.md", "keys of a kiosk", &table_of_a_kiosk());
    generated("docs/keys.md", "keys", &table_of_keys());
    generated("docs/keys.md", "keys of a walkthrough", &table_of_a_walkthrough());
    generated("docs/keys.md", "keys outside a session", &table_outside());
}

#[test]
fn the_example_of_a_file_of_answers_is_for_the_shipped_questionnaire() {
    let shipped = questions::parse("questions.toml", builtin::QUESTIONS).unwrap();
    let version = format!("  \"version\": \"{}\",", shipped.parts().version);
    let example = blocks(&paper("docs/report.md"), "json").into_iter().next().unwrap();
    let rows = example.lines().map(|row| if row.starts_with("  \"version\"") { &*version } else { row });
    let example = rows.collect::<Vec<_>>().join("\n");
    generated("docs/report.md", "example of a file of answers", &format!("```json\n{example}\n```\n"));
    // What is shown can be tried: the same file lies among the examples.
    let file = fs::read_to_string(root().join("examples/answers.json")).unwrap();
    assert_eq!(file.trim_end(), example.trim_end(), "examples/answers.json is what docs/report.md shows");
}

#[test]
fn the_readme_names_the_two_commands_as_they_are() {
    let commands: Vec<String> =
        blocks(&paper("README.md"), "sh").concat().lines().map(str::to_owned).collect();
    for command in ["cargo run --release", "cargo test"] {
        assert!(commands.iter().any(|line| line == command), "{command}\n{commands:?}");
    }
    let ci = fs::read_to_string(root().join(".ci/run")).unwrap();
    assert!(ci.contains("stage \"tests\" cargo test\n"), "what is checked is what the README says");
}

/// Returns the name by which a heading is linked to.
fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    heading.to_lowercase().chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Returns where the links and pictures of a page lead.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let all = [("](", ')'), (" src=\"", '"'), (" srcset=\"", '"')];
    all.into_iter().flat_map(move |(begin, end)| {
        text.split(begin).skip(1).map(move |rest| rest.split(end).next().unwrap())
    })
}

/// Returns the file that a link of a page names, from the top of the repository; the page itself, if it names none.
fn target(page: &str, file: &str) -> String {
    // From the page itself; with a slash before it, from the top of the repository.
    match file.strip_prefix('/') {
        Some(file) => file.to_owned(),
        None if file.is_empty() => page.to_owned(),
        None => Path::new(page).with_file_name(file).to_string_lossy().into_owned(),
    }
}

#[test]
fn every_link_of_the_papers_leads_somewhere() {
    for (name, text) in papers() {
        for link in links(&text).filter(|link| !link.starts_with("https://")) {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = root().join(target(&name, file));
            assert!(target.exists() && !file.contains(".."), "{name} points at {link}");
            if !heading.is_empty() {
                let text = fs::read_to_string(target).unwrap();
                let mut headings = text.lines().filter(|line| line.starts_with('#'));
                let found = headings.any(|line| anchor(line.trim_start_matches('#').trim()) == heading);
                assert!(found, "{name} points at {link}");
            }
        }
    }
}

#[test]
fn every_page_is_on_the_list_in_the_readme() {
    let readme = paper("README.md");
    for (name, _) in papers().into_iter().filter(|(name, _)| name != "README.md") {
        let row = format!("- [{name}]({name}): ");
        assert!(readme.lines().any(|line| line.starts_with(&row)), "README.md has no row {row}…");
    }
}

#[test]
fn each_use_has_one_screen_of_the_readme_with_its_commands_first_and_a_picture() {
    let readme = paper("README.md");
    for (number, part) in ["For yourself", "With a client", "In a waiting room"].into_iter().enumerate() {
        let choices = readme.lines().filter(|line| line.starts_with("- [")).nth(number).unwrap();
        assert!(choices.starts_with(&format!("- [{part}](#{})", anchor(part))), "{choices}");
        let text = readme.split(&format!("\n## {part}\n")).nth(1).unwrap();
        let text = text.split("\n## ").next().unwrap();
        assert!(text.starts_with("\n```sh\nstillpoint"), "{part} does not begin with its commands");
        assert!(text.contains("<picture>"), "{part} has no picture");
        assert!(text.lines().count() <= 30, "{part} is longer than a screen");
    }
}

#[test]
fn every_long_page_has_a_list_of_its_parts() {
    for (name, text) in papers().into_iter().filter(|(name, _)| name != "CHANGELOG.md") {
        let outside: String = text.split("```").step_by(2).collect();
        if name == "README.md" || text.lines().count() > 130 {
            for part in outside.lines().filter_map(|line| line.strip_prefix("## ")) {
                let link = format!("](#{})", anchor(part));
                assert!(text.contains(&link), "{name} has no link to its part \"{part}\"");
            }
        }
    }
}

#[test]
fn every_picture_and_cast_is_shown_on_a_page() {
    let pages: String = papers().into_iter().map(|(_, text)| text).collect();
    for file in files("docs/pictures", ".svg").into_iter().chain(files("docs/casts", ".cast")) {
        let name = file.strip_prefix("docs/").unwrap();
        assert!(pages.contains(name), "no page shows {file}");
    }
}

/// Returns every file of a folder that ends so, with its path from the root.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let path = format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy());
        if root().join(&path).is_dir() {
            found.extend(files(&path, ending));
        } else if path.ends_with(ending) {
            found.push(path);
        }
    }
    found
}

/// Returns what stands in backquotes in a paper, outside of fenced blocks.
fn quoted(text: &str) -> Vec<String> {
    let outside = text.split("```").step_by(2).collect::<String>();
    outside.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_map_has_every_room_and_is_short() {
    let architecture = paper("ARCHITECTURE.md");
    assert!(architecture.len() <= 10_000, "ARCHITECTURE.md has {} bytes", architecture.len());
    let named = quoted(&architecture);
    let folders: BTreeSet<String> = files("src", ".rs")
        .iter()
        .filter_map(|file| Some(file.strip_prefix("src/")?.rsplit_once('/')?.0.to_owned()))
        .collect();
    for folder in folders {
        let room = |name: &String| *name == folder || name.starts_with(&format!("{folder}/"));
        assert!(named.iter().any(room), "ARCHITECTURE.md does not say what {folder} is for");
    }
}

#[test]
fn every_file_that_a_page_names_is_there() {
    const TOPS: [&str; 11] = [
        ".ci/",
        "benches/",
        "docs/",
        "examples/",
        "fuzz/",
        "languages/",
        "lints/",
        "packaging/",
        "src/",
        "tests/",
        "translations/",
    ];
    for (name, text) in papers() {
        for words in quoted(&text) {
            for path in words.split_whitespace().filter(|word| TOPS.iter().any(|top| word.starts_with(top))) {
                // The files of a language or of a questionnaire that there is not yet, and what a fuzzer makes.
                let is_open = ["TAG", "NAME"].iter().any(|part| path.contains(part));
                if !is_open && !path.starts_with("fuzz/corpus") {
                    assert!(root().join(path).exists(), "{name} names {path}, and it is not there");
                }
            }
        }
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest: toml::Table = paper("Cargo.toml").parse().unwrap();
    let decisions = paper("docs/decisions.md");
    let linux = &manifest["target"]["cfg(target_os = \"linux\")"];
    for table in [&linux["dependencies"], &manifest["dev-dependencies"]] {
        for name in table.as_table().unwrap().keys() {
            assert!(
                decisions.contains(&format!("| `{name}` |")),
                "docs/decisions.md does not say why {name}"
            );
        }
    }
}

#[test]
fn every_key_of_the_content_is_explained() {
    let content = paper("docs/content.md");
    let shipped = questions::parse("questions.toml", builtin::QUESTIONS).unwrap();
    let printed: Value = serde_json::from_str(&questionnaire_json::questionnaire(&shipped)).unwrap();
    for (key, value) in printed.as_object().unwrap() {
        assert!(
            content.contains(&format!("| `{key}` |"))
                || content.contains(&format!("`[[{key}]]`"))
                || content.contains(&format!("`[{key}]`")),
            "{key}"
        );
        for entry in value.as_array().into_iter().flatten().filter_map(Value::as_object) {
            let heading = format!("`[[{key}]]`");
            let section = content.split(&heading).nth(1).unwrap_or_else(|| panic!("no {heading}"));
            let section = section.split("\n### ").next().unwrap();
            for inner in entry.keys() {
                assert!(section.contains(&format!("| `{inner}` |")), "{heading} does not explain {inner}");
            }
        }
    }
    for (table, _) in Wording::KEYS {
        assert!(content.contains(&format!("`[{table}]`")), "[{table}]");
    }
}

#[test]
fn the_examples_of_content_are_accepted_and_refused_as_they_say() {
    let content = paper("docs/content.md");
    let example = blocks(&content, "toml").into_iter().next().expect("a whole questionnaire");
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("small.toml"), &example).unwrap();
    let (status, _, err) = run_in(folder.path(), &["check", "--strict", "small.toml"]);
    assert_eq!((status, err.as_str()), (0, ""));
    let rule = "show = { item = \"sleep\", at_least = \"sometimes\" }";
    assert!(example.contains(rule));
    let mut tried = 0;
    for line in blocks(&content, "toml").iter().skip(1).flat_map(|block| block.lines()) {
        let Some(shown) = line.strip_prefix("show = ") else { continue };
        let (shown, refusal) = shown.split_once(" # refused: ").map_or((shown, None), |(a, b)| (a, Some(b)));
        let shown = shown.split(" # ").next().unwrap();
        let said = questions::parse("example", &example.replace(rule, &format!("show = {shown}")));
        match (said, refusal) {
            (Ok(_), None) => {}
            (Err(problems), Some(refusal)) => {
                assert!(problems.to_string().contains(refusal), "{line}\n{problems}");
            }
            (Ok(_), Some(_)) => panic!("accepted: {line}"),
            (Err(problems), None) => panic!("refused: {line}\n{problems}"),
        }
        tried += 1;
    }
    assert!(tried >= 8, "only {tried} rules were tried");
}
