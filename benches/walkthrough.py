#!/usr/bin/env python3
"""Measures how fast a walkthrough is: notes, records, and the second screen that follows it.

    cargo build --release
    python3 benches/walkthrough.py [--keys N] [--program PATH]

Linux, Python's standard library; `age-keygen` makes the key of the records. Each line is the time from writing a key at
the counselor's terminal to the last byte that answers it, at that terminal or at the second screen's: median, the slowest
of a hundred left out, and the slowest.
"""
import argparse
import os
import signal
import statistics
import subprocess
import tempfile
import time

from measure import ARROWS, FRAME_SILENCE, ROOT, Run

# A note of 64 KiB has no room for more; this leaves room for the keys that are measured.
FULL = (b"With his sister since the move. " * 2048)[: 64 * 1024 - 1024]
PASTE = b"\x1b[200~" + FULL + b"\x1b[201~"


def settings(folder):
    """Writes settings with a place for records, and returns their path."""
    key = os.path.join(folder, "key.txt")
    subprocess.run(["age-keygen", "-o", key], check=True, capture_output=True)
    public = subprocess.run(["age-keygen", "-y", key], check=True, capture_output=True, text=True).stdout.strip()
    path = os.path.join(folder, "settings.toml")
    with open(path, "w") as file:
        file.write(f'[counselor]\nrecords_folder = "records"\nrecipients = ["{public}"]\nidentity = "key.txt"\n')
    return path


def begun(program, size, env, *args):
    """Returns a walkthrough at its first item."""
    run = Run([program, "counselor", *args], size, env)
    run.started()
    for key in (b"\r", b"1"):
        run.key(key)
    return run


def writing(run):
    """Leads a walkthrough from its first item into a note that is nearly full, to its beginning."""
    run.key(b"\t")
    run.key(b"\r")
    run.burst(PASTE)
    run.key(b"\x1b[1;5H")
    return run


def settled(run):
    try:
        while True:
            run.read_frame(FRAME_SILENCE, 0.3)
    except RuntimeError:
        pass


def answered(run, keys, amount, seen=None):
    """Returns the milliseconds from each key to the last byte that answers it, at `seen` or at the terminal itself."""
    times = []
    for number in range(amount):
        at = time.perf_counter()
        os.write(run.fd, keys[number % len(keys)])
        last = (seen or run).read_frame(FRAME_SILENCE, 5.0)[1]
        times.append((last - at) * 1e3)
        if seen:
            settled(run)
    return sorted(times)


def line(name, times):
    most = times[max(0, len(times) * 99 // 100 - 1)]
    print(f"| {name} | {statistics.median(times):.2f} ms | {most:.2f} ms | {times[-1]:.2f} ms |", flush=True)


def at_size(program, size, env, amount, site):
    print(f"\n{size[0]}x{size[1]}\n\n| key to frame | median | 99 of 100 | slowest |\n| --- | ---: | ---: | ---: |")
    letters = [bytes([letter]) for letter in b"abcdefghij klmnopqrst"]

    run = begun(program, size, env)
    line("an arrow on an item", answered(run, ARROWS, amount))
    second = Run([program, "display"], (120, 40), env)
    second.started()
    settled(run)
    line("the same, to the second screen", answered(run, ARROWS, amount, second))
    os.kill(second.pid, signal.SIGSTOP)
    line("the same with a second screen that has stopped", answered(run, ARROWS, amount))
    second.end()
    line("a letter at the beginning of a note of 63 KiB", answered(writing(run), letters, amount))
    run.end()

    run = begun(program, size, env, "--settings", site, "--record", f"measured {size[0]}")
    line("an answer, with a record", answered(run, [b"1", b"2"], amount))
    line("a letter in such a note, with a record", answered(writing(run), letters, amount))
    run.end()


def main():
    parser = argparse.ArgumentParser(description="Measures a walkthrough on pseudo-terminals.")
    default = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release/stillpoint")
    parser.add_argument("--program", default=default, help="the program; without it, that of cargo build --release")
    parser.add_argument("--keys", type=int, default=500, help="how many keys a line is measured with, 900 at the most")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = settings(folder)
        env = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "en_US.UTF-8", "HOME": folder,
               "XDG_RUNTIME_DIR": folder}
        os.chmod(folder, 0o700)
        for size in ((80, 24), (200, 60)):
            at_size(os.path.abspath(options.program), size, env, min(options.keys, 900), site)


if __name__ == "__main__":
    main()
