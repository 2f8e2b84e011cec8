//! The manual: a page for every command and for the files of a site, none of which can say something else than `--help`
//! and the papers. `.ci/run` has mandoc read them.

use crate::support::pty::Pty;
use clap::CommandFactory;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};
use stillpoint::shell::cli::args::Cli;

const PROGRAM: &str = env!("CARGO_BIN_EXE_stillpoint");

/// The papers that are pages too.
const PAPERS: [(&str, &str); 2] =
    [("questions.toml", "docs/content.md"), ("settings.toml", "docs/settings.md")];

fn man(arguments: &[&str]) -> Output {
    Command::new(PROGRAM).arg("man").args(arguments).env_clear().output().unwrap()
}

/// Returns a page as `man` prints it where nobody looks at a terminal.
fn page(name: &str) -> String {
    let output = man(&[name]);
    assert!(output.status.success(), "{name}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn paper(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// Returns the letters and figures of a text, word by word.
fn plain(text: &str) -> Vec<String> {
    let text = text.replace(r"\-", "-").replace(r"\(aq", "'").replace(r"\e", r"\");
    let text = [r"\fB", r"\fI", r"\fR", r"\&"].iter().fold(text, |text, face| text.replace(face, ""));
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Returns each command by the name of its page, but `help`.
fn commands() -> BTreeMap<String, clap::Command> {
    fn add(command: &clap::Command, name: &str, all: &mut BTreeMap<String, clap::Command>) {
        for below in command.get_subcommands() {
            add(below, format!("{name}-{}", below.get_name()).trim_start_matches('-'), all);
        }
        all.insert(if name.is_empty() { "stillpoint".to_owned() } else { name.to_owned() }, command.clone());
    }
    let mut all = BTreeMap::new();
    add(&Cli::command(), "", &mut all);
    all
}

#[test]
fn every_command_has_a_page_with_its_options_its_examples_and_its_exit_status() {
    for (name, command) in commands() {
        let page = page(&name);
        for heading in
            ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "\"EXIT STATUS\"", "\"SEE ALSO\""]
        {
            assert!(page.contains(&format!("\n.SH {heading}\n")), "{name} has no {heading}");
        }
        for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
            let shown = argument.get_long().map_or_else(
                || format!("\\fI{}\\fR", argument.get_value_names().unwrap()[0]),
                |long| format!("\n\\fB\\-\\-{}\\fR", long.replace('-', r"\-")),
            );
            assert!(page.contains(&shown), "{name}: {shown}");
        }
        assert!(!page.contains("Possible values") && !page.contains("\\-help(1)"), "{name}\n{page}");
    }
}

#[test]
fn a_page_on_a_file_leaves_out_no_word_of_its_paper() {
    for (name, paper_name) in PAPERS {
        let page = plain(&page(name));
        let page = page.join(" ");
        for line in paper(paper_name)
            .lines()
            .filter(|line| !line.starts_with(['#', '|', '`']) && !line.starts_with("- ["))
        {
            // The mark of an entry of a list is one of its own on a page.
            let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let line = number.strip_prefix(". ").unwrap_or(line);
            // Where a link leads within the papers is of no use on a page.
            let line = line.replace("](", "\u{0}").replace(')', "\u{1}");
            let parts = line.split('\u{0}').map(|part| part.rsplit('\u{1}').next().unwrap());
            for part in parts.map(|part| plain(part).join(" ")) {
                assert!(page.contains(&part), "{name} does not say: {part}");
            }
        }
    }
}

#[test]
fn a_row_of_a_table_says_what_a_key_is_before_anything_else_of_it() {
    let settings = page("settings.toml");
    assert!(settings.contains("\\fBclinic\\fR\nwhat the clinic is called"), "{settings}");
    let questions = page("questions.toml");
    assert!(questions.contains("\\fBversion\\fR\nline; answers belong to exactly one\n(needed: yes)\n"));
}

#[test]
fn all_pages_are_written_and_dated_by_the_release() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    let output = man(&["--out", pages.to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
    let mut written: Vec<String> = fs::read_dir(&pages)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    written.sort();
    let name = |name: String| if name == "stillpoint" { name } else { format!("stillpoint-{name}") };
    let expected = commands().into_keys().map(|command| format!("{}.1", name(command)));
    let mut expected: Vec<String> =
        expected.chain(PAPERS.map(|(file, _)| format!("stillpoint-{file}.5"))).collect();
    expected.sort();
    assert_eq!(written, expected);
    // " -- who <address>  Thu, 26 Nov 2026 06:00:00 +0000": the newest entry stands first.
    let changes = paper("packaging/deb/changelog");
    let signed = changes.lines().find_map(|line| line.strip_prefix(" -- ")).unwrap();
    let date: Vec<&str> = signed.split_once(", ").unwrap().1.split_whitespace().collect();
    let month = "JanFebMarAprMayJunJulAugSepOctNovDec".find(date[1]).unwrap() / 3 + 1;
    let released =
        format!(" {}-{month:02}-{} \"stillpoint {}\" ", date[2], date[0], env!("CARGO_PKG_VERSION"));
    for file in &written {
        let first = fs::read_to_string(pages.join(file)).unwrap().lines().next().unwrap().to_owned();
        assert!(first.starts_with(".TH STILLPOINT") && first.contains(&released), "{file}: {first}");
    }
    // Written again, they are the same.
    let before = fs::read(pages.join("stillpoint.1")).unwrap();
    assert!(man(&["--out", pages.to_str().unwrap()]).status.success());
    assert_eq!(fs::read(pages.join("stillpoint.1")).unwrap(), before);
}

#[test]
fn a_page_has_the_names_that_a_person_would_try() {
    for names in [&["report"][..], &["stillpoint-report"], &[]] {
        assert!(man(names).status.success(), "{names:?}");
    }
    assert_eq!(man(&["records", "show"]).stdout, man(&["records-show"]).stdout);
    assert_eq!(man(&["settings"]).stdout, man(&["settings.toml"]).stdout);
    assert_eq!(man(&[]).stdout, man(&["stillpoint"]).stdout);
    let slip = man(&["repot"]);
    let told = String::from_utf8(slip.stderr).unwrap();
    assert_eq!((slip.status.code(), &*slip.stdout), (Some(2), &b""[..]));
    assert!(
        told.contains("no page \"repot\"")
            && told.contains("Did you mean \"report\"? There are: stillpoint,")
    );
    let nowhere = man(&["--out", "/nowhere/pages"]);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(String::from_utf8(nowhere.stderr).unwrap().contains("/nowhere/pages cannot be written"));
}

#[test]
fn on_a_terminal_a_page_is_shown_by_man() {
    let folder = tempfile::tempdir().unwrap();
    let show = folder.path().join("man");
    fs::write(&show, "#!/bin/sh\necho \"shown by $1 $2: $(head -n 3 | tail -n 1)\"\n").unwrap();
    fs::set_permissions(&show, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let terminal = Pty::spawn(Path::new(PROGRAM), &["man", "report"], &[("PATH", &path)], (80, 24));
    assert!(terminal.wait_exit().success());
    assert!(terminal.text().contains("shown by -l -: stillpoint\\-report"), "{}", terminal.text());
    let terminal = Pty::spawn(Path::new(PROGRAM), &["man", "report"], &[("PATH", "/nowhere")], (80, 24));
    assert_eq!(terminal.wait_exit().code(), Some(1));
    assert!(terminal.text().contains("stillpoint --help"), "{}", terminal.text());
}
