#!/usr/bin/env python3
"""Measures how fast and how light stillpoint is, as a terminal sees it, beside programs that do less.

    cargo build --release
    python3 benches/measure.py [--quick] [--only NAME]... [--rounds N] [--program PATH]

Linux, Python's standard library. With a C compiler (cc) it builds benches/bare.c to compare with; dialog and
whiptail take part if they are installed. Each program runs in a pseudo-terminal of its own; nothing interprets what
it draws. Programs take turns, so that whatever else the machine does meets all of them; every figure is a median
over the rounds.

What the columns say:
  start        from fork to the last byte of the first frame, median
  first, last  from writing a key (Down, Up in turn) to the first and to the last byte that answers it, median
  CPU          computing time for each of 2,000 keys written at once: all threads, from /proc/PID/task/*/schedstat
  ticks        the same from utime + stime of /proc/PID/stat, which counts in steps of 10 ms
  bytes        bytes drawn for each key that is typed alone
  wakes        voluntary context switches of all threads in 5 s without a key
  RSS, peak    VmRSS and VmHWM at the end
"""
import argparse
import fcntl
import glob
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
ARROWS = (b"\x1b[B", b"\x1b[A")
# ncurses and newt put the keypad into application mode, in which a terminal spells the arrows otherwise.
KEYPAD = (b"\x1bOB", b"\x1bOA")
TICK = os.sysconf("SC_CLK_TCK")
# Silence after which a frame is over: a frame is one write, so a short one is enough; a start has several.
FRAME_SILENCE, START_SILENCE = 0.010, 0.100
BURST = 2000


class Run:
    """A program on a pseudo-terminal of its own."""

    def __init__(self, command, size, env):
        columns, rows = size
        self.began = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.execvpe(command[0], command, env)
            finally:
                os._exit(127)
        os.set_blocking(self.fd, False)

    def read_frame(self, silence, patience=30.0):
        """Returns the moments of the first and the last byte, and how many there were."""
        first = last = None
        count = 0
        deadline = time.perf_counter() + patience
        while True:
            limit = silence if first else deadline - time.perf_counter()
            if limit <= 0 or not select.select([self.fd], [], [], limit)[0]:
                break
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                break
            now = time.perf_counter()
            if not data:
                break
            first, last, count = first or now, now, count + len(data)
        if first is None:
            raise RuntimeError("the program drew nothing")
        return first, last, count

    def started(self):
        return self.read_frame(START_SILENCE)[1] - self.began

    def key(self, key):
        at = time.perf_counter()
        os.write(self.fd, key)
        first, last, count = self.read_frame(FRAME_SILENCE, 2.0)
        return first - at, last - at, count

    def burst(self, keys):
        """Writes all keys as fast as they are taken, reading what is drawn, and waits until it is silent."""
        rest = keys
        while rest:
            ready = select.select([self.fd], [self.fd], [], 10)
            if self.fd in ready[0]:
                os.read(self.fd, 65536)
            if self.fd in ready[1]:
                try:
                    rest = rest[os.write(self.fd, rest):]
                except BlockingIOError:
                    pass
        while select.select([self.fd], [], [], 0.3)[0]:
            os.read(self.fd, 65536)

    def on_cpu(self):
        """Returns the seconds that all threads have computed, finely and by the clock's ticks."""
        fine = 0
        for path in glob.glob(f"/proc/{self.pid}/task/*/schedstat"):
            with open(path) as file:
                fine += int(file.read().split()[0])
        with open(f"/proc/{self.pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        return fine / 1e9, (int(fields[11]) + int(fields[12])) / TICK

    def wakes(self):
        total = 0
        for path in glob.glob(f"/proc/{self.pid}/task/*/status"):
            with open(path) as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith("voluntary"))
        return total

    def memory(self):
        """Returns VmRSS and VmHWM in KiB."""
        with open(f"/proc/{self.pid}/status") as file:
            fields = dict(line.split(":", 1) for line in file)
        return int(fields["VmRSS"].split()[0]), int(fields["VmHWM"].split()[0])

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def measure(command, way, arrows, size, env, amount):
    """One round for one program at one size; `way` are the keys from its first screen to the one measured."""
    down, up = arrows
    starts = []
    for _ in range(amount["starts"]):
        run = Run(command, size, env)
        starts.append(run.started())
        run.end()
    run = Run(command, size, env)
    run.started()
    for key in way:
        run.key(key)
    firsts, lasts, counts = zip(*(run.key(up if n % 2 else down) for n in range(amount["keys"])))
    fine, ticks = run.on_cpu()
    for _ in range(amount["bursts"]):
        run.burst((down + up) * (BURST // 2))
    after = run.on_cpu()
    struck = amount["bursts"] * BURST
    before = run.wakes()
    time.sleep(5)
    wakes = run.wakes() - before
    rss, peak = run.memory()
    run.end()
    return {
        "start": statistics.median(starts) * 1e3,
        "first": statistics.median(firsts) * 1e6,
        "last": statistics.median(lasts) * 1e6,
        "cpu": (after[0] - fine) / struck * 1e6,
        "ticks": (after[1] - ticks) / struck * 1e6,
        "bytes": statistics.mean(counts),
        "wakes": wakes,
        "rss": rss / 1024,
        "peak": peak / 1024,
    }


def questionnaire(items):
    """Returns a questionnaire of so many items, under 1 MiB whatever their number up to 10,000."""
    lines = ['id = "generated"', 'version = "1"', 'language = "en"']
    lines.append('[[option_sets]]\nid = "f"\nordered = true\noptions = [{ id = "a", text = "Not really" }, '
                 '{ id = "b", text = "Sometimes" }, { id = "c", text = "Often" }]')
    for group in range(0, items, 50):
        ids = ",".join(f'"{n}"' for n in range(group, min(group + 50, items)))
        lines.append(f'[[groups]]\nid = "g{group}"\ntitle = "Part {group}"\ntallied = true\nitems = [{ids}]')
    for n in range(items):
        lines.append(f'[[items]]\nid="{n}"\nlabel="Item {n}"\ntext="I notice {n}."\noptions="f"')
    lines.append('[[guidance]]\nid = "all"\ntitle = "All"\ntext = "All."\nnext_step = "One."\nshow = { always = true }')
    return "\n".join(lines) + "\n"


def programs(options, folder):
    """Returns each program with its command, the keys to its list, and how it wants the arrows spelled."""
    found = []
    compiler = shutil.which("cc")
    if compiler:
        bare = os.path.join(folder, "bare")
        subprocess.run([compiler, "-O2", "-o", bare, os.path.join(HERE, "bare.c")], check=True)
        found.append(("bare C", [bare], [], ARROWS))
    entries = [word for n in range(1, 21) for word in (str(n), f"Line number {n} of the list")]
    for name in ("dialog", "whiptail"):
        if shutil.which(name):
            found.append((name, [name, "--menu", "A list", "22", "70", "14", *entries], [], KEYPAD))
    # No row is pointed at when a question opens, and Up would draw nothing there.
    to_list = [b"\r", ARROWS[0]]
    found.append(("stillpoint", [options.program], to_list, ARROWS))
    for items in (24, 1000, 10000):
        path = os.path.join(folder, f"{items}.toml")
        with open(path, "w") as file:
            file.write(questionnaire(items))
        found.append((f"stillpoint, {items:,} items", [options.program, "--questions", path], to_list, ARROWS))
    return [entry for entry in found if not options.only or any(word in entry[0] for word in options.only)]


def table(size, figures):
    base = figures.get("bare C")
    heads = ["program", "start", "first byte", "last byte", "CPU per key", "ticks", "bytes", "wakes", "RSS", "peak"]
    print(f"\n{size[0]}x{size[1]}\n")
    print("| " + " | ".join(heads) + " |")
    print("| --- |" + " ---: |" * (len(heads) - 1))
    for name, f in figures.items():
        def ratio(key):
            return f" ({f[key] / base[key]:.1f})" if base and base[key] > 0 and name != "bare C" else ""
        print(f"| {name} | {f['start']:.1f} ms{ratio('start')} | {f['first']:.0f} µs{ratio('first')}"
              f" | {f['last']:.0f} µs{ratio('last')} | {f['cpu']:.1f} µs{ratio('cpu')} | {f['ticks']:.0f} µs"
              f" | {f['bytes']:.0f} | {f['wakes']:.0f} | {f['rss']:.1f} MiB | {f['peak']:.1f} MiB |")
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description="Measures stillpoint on pseudo-terminals.")
    default = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release/stillpoint")
    parser.add_argument("--program", default=default, help="the program; without it, that of cargo build --release")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured")
    parser.add_argument("--only", action="append", help="measure programs whose name has this in it")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything, to see that it works")
    options = parser.parse_args()
    options.program = os.path.abspath(options.program)
    if not os.access(options.program, os.X_OK):
        sys.exit(f"There is no program at {options.program}. Run first: cargo build --release")
    amount = {"starts": 30, "keys": 200, "bursts": 5}
    if options.quick:
        amount, options.rounds = {"starts": 3, "keys": 20, "bursts": 1}, 1
    env = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "en_US.UTF-8", "HOME": "/nonexistent"}
    for name in ("LD_LIBRARY_PATH", "TERMINFO_DIRS"):
        if name in os.environ:
            env[name] = os.environ[name]
    with open("/proc/loadavg") as file:
        load = " ".join(file.read().split()[:3])
    print(f"{os.cpu_count()} processors, load before {load}; {options.rounds} rounds of {amount['starts']} starts, "
          f"{amount['keys']} keys, {amount['bursts']} bursts of {BURST:,} keys. In brackets: how many times bare C.")
    with tempfile.TemporaryDirectory() as folder:
        entries = programs(options, folder)
        for size in ((80, 24), (200, 60)):
            rounds = {name: [] for name, *_ in entries}
            for _ in range(options.rounds):
                for name, *how in entries:
                    rounds[name].append(measure(*how, size, env, amount))
            table(size, {
                name: {key: statistics.median(each[key] for each in found) for key in found[0]}
                for name, found in rounds.items()
            })
    with open("/proc/loadavg") as file:
        print(f"\nload after {' '.join(file.read().split()[:3])}")


if __name__ == "__main__":
    main()
