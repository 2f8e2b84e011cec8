//! A copy saved by keys, from the page of what to bring up to the file.

use super::session::*;
use crate::support::own;
use crate::support::pty::Pty;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use stillpoint::shell::world::midnight;

/// Puts another place into the field and presses "Save it".
fn save_at(pty: &Pty, place: &str) {
    go(pty, "gj\r", "Enter done");
    pty.send(format!("\x05\x15{place}"));
    pty.send("\r");
    pty.wait_for_text("choose");
    pty.send("gjjj\r");
}

/// Reads the whole preview by scrolling it, row by row.
fn previewed(pty: &Pty) -> String {
    let rows = |screen: &vt100::Screen| -> Vec<String> {
        let inside = screen.contents();
        let rows = inside.lines().filter_map(|row| row.trim().strip_prefix('│'));
        let margin = "   ";
        rows.map(|row| row.strip_prefix(margin).unwrap_or(row).trim_end_matches('│').trim_end().to_owned())
            .collect()
    };
    let marked = |row: &str| row.ends_with('↓');
    let bare = |row: &String| row.trim_end_matches(['↓', '↑']).trim_end().to_owned();
    let mut now = rows(&settled(pty));
    let mut all: Vec<String> = now.iter().map(bare).collect();
    while now.last().is_some_and(|last| marked(last)) {
        let above: Vec<String> = now.iter().skip(1).map(bare).collect();
        pty.send("j");
        let shifted = |screen: &vt100::Screen| {
            let next: Vec<String> = rows(screen).iter().map(bare).collect();
            next.get(..above.len()) == Some(&above)
        };
        pty.wait_for(shifted, "the preview one row further");
        now = rows(&settled(pty));
        all.extend(now.last().map(bare));
    }
    all.join("\n")
}

/// Returns the name under which a copy is offered today.
pub(super) fn offered(ending: &str) -> String {
    format!("notes-for-a-visit-{}.{ending}", midnight::today())
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn a_copy_is_what_was_shown_and_for_its_owner_alone() {
    let pty = start();
    to_save(&pty);
    go(&pty, "jj\r", "What I answered");
    let shown = previewed(&pty);
    go(&pty, "h", "Save it");
    let path = pty.home().join(offered("txt"));
    assert!(!path.exists(), "nothing is written before it is asked for");
    go(&pty, "j\r", "Saved:");
    let copy = std::fs::read_to_string(&path).unwrap();
    let lines =
        |text: &str| text.trim_end().lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    assert_eq!(lines(&copy), lines(&shown), "line for line");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o600);

    std::fs::write(&path, "somebody else's").unwrap();
    go(&pty, "gjjj\r", "There is a file already");
    go(&pty, "\r", "Save it");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "somebody else's");
    go(&pty, "gjjj\r", "There is a file already");
    go(&pty, "2", "Saved:");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), copy);
    assert_eq!(std::fs::read_dir(pty.home()).unwrap().count(), 1, "no other file is left");
    end(&pty);
}

#[test]
fn markdown_goes_to_a_name_of_its_own() {
    let pty = start();
    to_save(&pty);
    go(&pty, "\r", &offered("html"));
    go(&pty, "\r", &offered("md"));
    go(&pty, "jjj\r", "Saved:");
    let copy = std::fs::read_to_string(pty.home().join(offered("md"))).unwrap();
    assert!(copy.starts_with("# "), "{copy}");
    end(&pty);
}

#[test]
fn what_keeps_a_copy_from_being_saved_is_said_and_everything_is_kept() {
    let pty = start();
    to_save(&pty);
    let long = format!("~/{}", "n".repeat(300));
    for (place, said) in [
        ("~/nowhere/copy.txt", "does not exist"),
        ("~", "is a folder"),
        ("/dev/full", "cannot be the name"),
        ("", "cannot be the name"),
        (long.as_str(), "cannot be the name"),
        ("/proc/copy.txt", "Not saved"),
    ] {
        save_at(&pty, place);
        // What was said of the place before may be in sight until this one was tried.
        pty.wait_for_rest();
        pty.wait_for(|screen| flat(screen).contains(said), &format!("{said:?} for {place:?}"));
        assert!(flat(&pty.screen()).contains("Your answers are still here."), "{}", pty.text());
    }
    assert_eq!(std::fs::read_dir(pty.home()).unwrap().count(), 0, "nothing was written");
    save_at(&pty, "~/copy of mine.txt");
    pty.wait_for_text("Saved:");
    let copy = std::fs::read_to_string(pty.home().join("copy of mine.txt")).unwrap();
    assert!(copy.contains("Crowded rooms"), "{copy}");
    end(&pty);
}

fn flat(screen: &vt100::Screen) -> String {
    words(&screen.contents()).join(" ")
}

/// Starts the program where `prepare` has been done in a name space of its own; `None` where that is not permitted.
fn start_after(prepare: &str) -> Option<Pty> {
    let script = format!("{prepare} && exec {PROGRAM} --questions {}", own::FILE);
    let args = ["-rm", "/bin/bash", "-c", script.as_str()];
    let pty = Pty::spawn(Path::new("/usr/bin/unshare"), &args, &[], USUAL);
    let ended =
        pty.wait_for_or_exit(|screen| screen.contents().contains("Begin"), "the program, or a refusal");
    ended.is_none().then_some(pty)
}

#[test]
fn a_full_disk_and_one_that_cannot_be_written_to_are_told_apart() {
    if !Path::new("/usr/bin/unshare").exists() {
        return;
    }
    let full = "mkdir d && mount -t tmpfs -o size=4k none d && head -c 4096 /dev/zero >d/x";
    let read_only = "mkdir d && mount -t tmpfs -o ro none d";
    for (prepare, said) in
        [(full, "the disk has no room left"), (read_only, "nothing can be written on the disk")]
    {
        let Some(pty) = start_after(prepare) else { continue };
        to_save(&pty);
        save_at(&pty, "~/d/copy.txt");
        pty.wait_for(|screen| flat(screen).contains(said), said);
        save_at(&pty, "~/copy.txt");
        pty.wait_for_text("Saved:");
        end(&pty);
    }
}

#[test]
fn a_limit_on_the_size_of_files_is_a_full_disk_and_not_the_end() {
    let pty = bash("ulimit -f 0; exec STILLPOINT");
    pty.wait_for_text("Begin");
    to_save(&pty);
    save_at(&pty, "~/copy.txt");
    pty.wait_for(|screen| flat(screen).contains("the disk has no room left"), "that there is no room");
    assert_eq!(std::fs::read_dir(pty.home()).unwrap().count(), 0, "nothing is left behind");
    end(&pty);
}
