//! How much it writes for a key, for many keys, and at rest.

use super::session::*;
use crate::support::pty::Pty;
use std::fmt::Write;
use std::time::Duration;

const THEMES: [&str; 4] = ["dark", "light", "high-contrast", "monochrome"];

/// Returns the bytes written for each of the keys, on an item: down to the last row and up again.
fn bytes_per_key(pty: &Pty) -> Vec<usize> {
    pty.send("g");
    pty.wait_for(|screen| pointer(screen).is_some(), "the pointer");
    let first = pointer(&settled(pty)).unwrap();
    // Three options, an empty row, and the one to decline.
    let rows = [1, 2, 4, 2, 1, 0];
    let keys = ["\x1b[B", "\x1b[B", "\x1b[B", "\x1b[A", "\x1b[A", "\x1b[A"];
    let mut bytes = Vec::new();
    for (key, row) in keys.into_iter().zip(rows) {
        let before = pty.raw_len();
        pty.send(key);
        pty.wait_for(|screen| pointer(screen) == Some(first + row), "the pointer on another row");
        settled(pty);
        bytes.push(pty.raw_len() - before);
    }
    bytes
}

#[test]
fn an_arrow_costs_few_bytes_in_each_theme_and_each_window() {
    for theme in THEMES {
        let mut all = Vec::new();
        for size in [USUAL, (200, 60)] {
            let pty = start_with(&["--theme", theme], &[], size);
            to_item(&pty);
            let bytes = bytes_per_key(&pty);
            println!("{theme} at {size:?}: {bytes:?}");
            assert!(bytes.iter().all(|bytes| *bytes <= 120), "{theme} at {size:?}: {bytes:?}");
            all.push(bytes.iter().sum::<usize>());
            end(&pty);
        }
    }
}

/// Writes a questionnaire of so many items.
fn questionnaire(count: usize) -> tempfile::NamedTempFile {
    let mut text = String::from(
        "id = \"many\"\nversion = \"1\"\nlanguage = \"en\"\n[[option_sets]]\nid = \"o\"\nordered = true\n\
         options = [{ id = \"n\", text = \"Not really\" }, { id = \"s\", text = \"Sometimes\" }, { id = \"o\", text = \"Often\" }]\n\
         [[guidance]]\nid = \"g\"\ntitle = \"A way\"\ntext = \"One.\"\nnext_step = \"One.\"\nshow = { always = true }\n",
    );
    let ids: Vec<String> = (0..count).map(|n| format!("\"i{n}\"")).collect();
    let _ = write!(
        text,
        "[[groups]]\nid = \"all\"\ntitle = \"All\"\ntallied = true\nitems = [{}]\n",
        ids.join(",")
    );
    for id in ids {
        let _ = write!(text, "[[items]]\nid = {id}\nlabel = \"I\"\ntext = \"I do.\"\noptions = \"o\"\n");
    }
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(&file, text).unwrap();
    file
}

#[test]
fn ten_thousand_items_cost_a_key_no_more_than_a_few() {
    let bytes = [20, 10_000].map(|count| {
        let file = questionnaire(count);
        let pty = start_on(file.path().to_str().unwrap(), &[], &[], USUAL);
        go(&pty, "\r", &format!("1 of {count}"));
        let bytes = bytes_per_key(&pty);
        end(&pty);
        bytes
    });
    assert_eq!(bytes[0], bytes[1]);
}

#[test]
fn of_a_burst_every_key_is_taken_and_few_frames_are_drawn() {
    let file = questionnaire(10_000);
    let pty = start_on(file.path().to_str().unwrap(), &[], &[], USUAL);
    go(&pty, "\r", "1 of 10000");
    let before = pty.raw_len();
    // 64 KiB of keys, of which each seventh goes on by one item.
    let keys: String = "njkjkGg".chars().cycle().take(65_536).collect();
    let on = keys.matches('n').count();
    pty.send(&keys);
    pty.wait_for_text(&format!("{} of 10000", on + 1));
    go(&pty, "?", "Keys for this screen");
    let bytes = pty.raw_len() - before;
    println!("{bytes} bytes for 65,536 keys");
    assert!(bytes < 400_000, "{bytes} bytes for 65,536 keys");
    end(&pty);
}

/// Returns how often each thread of the program has gone to sleep by itself.
fn rests(pty: &Pty) -> Vec<(String, u64)> {
    let tasks = std::fs::read_dir(format!("/proc/{}/task", pty.pid())).unwrap();
    let mut rests: Vec<(String, u64)> = tasks
        .map(|task| {
            let task = task.unwrap().path();
            let name = std::fs::read_to_string(task.join("comm")).unwrap().trim().to_owned();
            let status = std::fs::read_to_string(task.join("status")).unwrap();
            let count =
                status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:")).unwrap();
            (name, count.trim().parse().unwrap())
        })
        .collect();
    rests.sort();
    rests
}

#[test]
fn left_alone_it_writes_nothing_and_wakes_up_never() {
    let sessions = ["", "\r", "\r?", "\r\x03"].map(|keys| {
        let pty = start();
        pty.send(keys);
        pty
    });
    // A person looks at the screen for two seconds. On a busy machine the last key may still be on its way in the
    // first of them; a program that wakes up by itself is never still.
    let state = || sessions.iter().map(|pty| (pty.raw_len(), rests(pty))).collect::<Vec<_>>();
    let still = (0..15).any(|_| {
        let before = state();
        std::thread::sleep(Duration::from_secs(2));
        state() == before
    });
    assert!(still, "it writes or wakes up: {:?}", state());
    for pty in &sessions {
        let names: Vec<String> = rests(pty).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["last-resort", "stillpoint"]);
        end(pty);
    }
}
