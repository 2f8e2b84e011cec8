#!/usr/bin/env python3
"""Looks into the memory of a kiosk after each kind of end, and counts what piles up over many visitors.

    cargo build --release
    sudo python3 .ci/kiosk_memory.py [--program PATH] [--sessions N]

As root: the kiosk lets nobody else look. Linux, Python's standard library. It starts the program in a pseudo-terminal,
plays visitors who type a planted word and answer questions, ends each session in another way (done, start over, left
alone, a crash, a stopped process, staff, SIGTERM), and searches /proc/PID/mem of every process of the kiosk, their
environments and open files, for the word: as bytes, as UTF-16 and UTF-32, and letter by letter with any gap up to
64 bytes, as it lies in buffers of cells. First it looks into the visitor's own process, where it has to find it.
"""
import argparse
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import tomllib

WORD = b"xylograph"
PIN = b"482913"
PATIENCE = 20.0


class Kiosk:
    """A kiosk in a terminal of its own."""

    def __init__(self, program, folder, pin_hash):
        self.seen = b""
        settings = os.path.join(folder, "settings.toml")
        with open(settings, "w", encoding="utf-8") as file:
            file.write(f'clinic = "Maple"\n[kiosk]\nidle_seconds = 5\nwarning_seconds = 2\npin_hash = "{pin_hash}"\n')
        self.journal = os.path.join(folder, "journal")
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        env = {"PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": folder,
               "XDG_STATE_HOME": folder}

        def lead():
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

        with open(self.journal, "wb") as journal:
            self.process = subprocess.Popen([program, "kiosk", "--settings", settings], stdin=slave, stdout=slave,
                                            stderr=journal, env=env, preexec_fn=lead)
        os.close(slave)
        self.master = master
        self.pid = self.process.pid

    def read(self, seconds):
        """Reads what is drawn for a while; returns it."""
        new = b""
        while select.select([self.master], [], [], seconds)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                break
            if not data:
                break
            new += data
            seconds = 0
        self.seen = (self.seen + new)[-400_000:]
        return new

    def wait_for(self, text):
        """Waits until a text is drawn, from now on or since the last wait."""
        end = time.monotonic() + PATIENCE
        while text not in self.plain():
            if time.monotonic() > end:
                raise SystemExit(f"{text!r} was not drawn; last: {self.plain()[-600:]!r}")
            self.read(0.05)

    def plain(self):
        """Returns what was drawn since it was forgotten last, without its sequences."""
        text = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b\\|\x18", b" ", self.seen)
        return re.sub(rb"\s+", b" ", text)

    def forget(self):
        self.read(0.0)
        self.seen = b""

    def press(self, keys, until=None):
        self.forget()
        os.write(self.master, keys)
        if until:
            self.wait_for(until)
        else:
            self.read(0.05)

    def children(self):
        with open(f"/proc/{self.pid}/task/{self.pid}/children", encoding="ascii") as file:
            return [int(pid) for pid in file.read().split()]

    def child(self):
        """Returns the process of the visitor, once there is one."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = [pid for pid in self.children() if not is_zombie(pid)]
            if found:
                return found[0]
            time.sleep(0.01)
        raise SystemExit("no process was started for a visitor")

    def wait_for_another(self, old):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            new = [pid for pid in self.children() if pid != old and not is_zombie(pid)]
            if new and old not in self.children():
                return new[0]
            self.read(0.02)
        raise SystemExit(f"the process {old} was not replaced")


def is_zombie(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def shapes():
    """Returns what the word can look like in memory."""
    text = WORD.decode()
    yield re.compile(re.escape(WORD))
    for encoding in ("utf-16-le", "utf-32-le"):
        yield re.compile(re.escape(text.encode(encoding)))
    # Letter by letter: in a buffer of cells every letter stands as far from the last as that one did from its own.
    for gap in range(1, 64):
        yield re.compile(re.escape(WORD[:1]) + b"".join(b"[\\s\\S]{%d}" % gap + re.escape(bytes([c])) for c in WORD[1:]))


SHAPES = list(shapes())


def traces(pid):
    """Returns how many traces of the word there are in the memory, environment and open files of a process."""
    found = 0
    try:
        maps = open(f"/proc/{pid}/maps", encoding="ascii", errors="replace")
        memory = open(f"/proc/{pid}/mem", "rb", 0)
    except OSError as error:
        raise SystemExit(f"the memory of {pid} cannot be read ({error}); run this as root") from error
    with maps, memory:
        for line in maps:
            area, rights = line.split()[:2]
            # What is mapped from a file and cannot be written is the program itself.
            of_file = "w" not in rights and line.split()[-1].startswith("/")
            if not rights.startswith("r") or of_file or "[vvar" in line or "[vsyscall]" in line:
                continue
            start, end = (int(part, 16) for part in area.split("-"))
            try:
                memory.seek(start)
                data = memory.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue
            # Whoever has the first letters nowhere has the word nowhere.
            found += sum(len(shape.findall(data)) for shape in SHAPES[:3])
            if WORD[:1] in data:
                found += sum(1 for shape in SHAPES[3:] if shape.search(data))
    try:
        for name in ("environ", "cmdline"):
            with open(f"/proc/{pid}/{name}", "rb") as file:
                found += file.read().count(WORD)
        for fd in os.listdir(f"/proc/{pid}/fd"):
            found += WORD.decode() in os.readlink(f"/proc/{pid}/fd/{fd}")
    except OSError:
        # It ended, or closed a file, while it was looked at.
        pass
    return found


def asked():
    """Returns how many questions a kiosk asks: all that are not sensitive."""
    with open(os.path.join(os.path.dirname(__file__), "..", "questions.toml"), "rb") as file:
        return sum(not item.get("sensitive", False) for item in tomllib.load(file)["items"])


def answer(kiosk):
    """Answers every question, and writes the word."""
    kiosk.press(b"x", b"1 of 8")
    for _ in range(asked()):
        kiosk.press(b"1")
    kiosk.wait_for(b"Your answers")
    kiosk.press(b"n", b"What you noticed")
    kiosk.press(b"4", b"In your own words")
    kiosk.press(b"\x1b[B\r" + WORD, b"raph")
    kiosk.press(b"\t")


def check(kiosk, how):
    """Searches every process of the kiosk; ends with a message if there is a trace."""
    for pid in [kiosk.pid, *kiosk.children()]:
        if not is_zombie(pid):
            found = traces(pid)
            if found:
                raise SystemExit(f"after \"{how}\": {found} traces in process {pid}")
    print(f"after \"{how}\": no trace in {1 + len(kiosk.children())} processes")


def leave_alone(kiosk, _child):
    kiosk.wait_for(b"still there")


ENDS = {
    "done": lambda kiosk, child: os.write(kiosk.master, b"\x1b[20~"),
    "start over": lambda kiosk, child: (kiosk.press(b"\x1b[19~", b"Clear everything"), os.write(kiosk.master, b"2")),
    "left alone": leave_alone,
    "crash": lambda kiosk, child: os.kill(child, signal.SIGSEGV),
    "killed": lambda kiosk, child: os.kill(child, signal.SIGKILL),
    "stopped": lambda kiosk, child: os.kill(child, signal.SIGSTOP),
    "staff come": lambda kiosk, child: os.write(kiosk.master, b"\x0b\x14\x0b\x14"),
}


def pin_hash(program):
    """Asks the program for the hash of the PIN, at a terminal as staff would."""
    pid, master = pty.fork()
    if pid == 0:
        os.execv(program, [program, "kiosk", "--set-pin"])
    said = b""
    for asked in (b"shown", b"once more"):
        while asked not in said:
            said += os.read(master, 4096)
        os.write(master, PIN + b"\r")
    while True:
        try:
            data = os.read(master, 4096)
        except OSError:
            break
        if not data:
            break
        said += data
    os.waitpid(pid, 0)
    return re.search(rb"\$argon2id\$\S+", said).group().decode()


def scan(program, hashed):
    with tempfile.TemporaryDirectory() as folder:
        kiosk = Kiosk(program, folder, hashed)
        for how, end in ENDS.items():
            kiosk.wait_for(b"Touch here")
            child = kiosk.child()
            answer(kiosk)
            if not traces(child):
                raise SystemExit("the word is not found in the process it was typed into: the search is blind")
            end(kiosk, child)
            kiosk.wait_for_another(child)
            kiosk.read(0.3)
            check(kiosk, how)
            if how == "staff come":
                kiosk.wait_for(b"PIN")
                kiosk.press(PIN + b"\r", b"Back to the first screen")
                kiosk.press(b"1")
            kiosk.wait_for(b"Touch here")
        child = kiosk.child()
        answer(kiosk)
        os.write(kiosk.master, b"\x0b\x14\x0b\x14")
        kiosk.wait_for(b"PIN")
        kiosk.press(PIN + b"\r", b"End the kiosk")
        check(kiosk, "staff are let in")
        kiosk.press(b"5", b"Do not end it")
        kiosk.press(b"2")
        kiosk.read(0.5)
        assert kiosk.process.wait(PATIENCE) == 0, "staff leave with status 0"
        kiosk = Kiosk(program, folder, hashed)
        kiosk.wait_for(b"Touch here")
        answer(kiosk)
        kiosk.process.terminate()
        kiosk.read(0.5)
        assert kiosk.process.wait(PATIENCE) == 143, "SIGTERM ends it with status 143"
        for root, _, files in os.walk(folder):
            for name in files:
                with open(os.path.join(root, name), "rb") as file:
                    assert WORD not in file.read(), f"{name} has the word"
        print("after SIGTERM and staff's leaving: no process, and no file with a trace")


def figures(pid):
    with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as file:
        resident = int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1))
    return resident, len(os.listdir(f"/proc/{pid}/fd")), len(os.listdir(f"/proc/{pid}/task"))


def at_rest(kiosk):
    """The figures once they stay the same: one visitor's thread may still be ending while the next begins."""
    kiosk.wait_for(b"Touch here")
    until, last, since = time.monotonic() + PATIENCE, None, 0.0
    while time.monotonic() < until:
        kiosk.read(0.1)
        now = figures(kiosk.pid)
        if now != last:
            last, since = now, time.monotonic()
        elif time.monotonic() - since >= 1:
            return now
    raise SystemExit(f"the figures do not come to rest: {last}")


def week(program, hashed, sessions):
    with tempfile.TemporaryDirectory() as folder:
        kiosk = Kiosk(program, folder, hashed)
        before = None
        for number in range(sessions):
            kiosk.wait_for(b"Touch here")
            child = kiosk.child()
            kiosk.press(b"x", b"of 8")
            # Of the line that counts only the number changes, so there is no word to wait for.
            kiosk.press(b"1" + b"2" * (number % 5))
            kiosk.forget()
            os.write(kiosk.master, b"\x1b[20~")
            kiosk.wait_for_another(child)
            if number == min(100, sessions // 2):
                before = at_rest(kiosk)
        after = at_rest(kiosk)
        zombies = [pid for pid in kiosk.children() if is_zombie(pid)]
        print(f"{sessions} sessions: resident, descriptors, threads were {before}, are {after}; {len(zombies)} zombies")
        assert after[0] <= before[0] + 1024 and after[1:] == before[1:] and not zombies, "something piles up"
        kiosk.process.terminate()
        kiosk.process.wait(PATIENCE)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--program", default="target/release/stillpoint")
    parser.add_argument("--sessions", type=int, default=300)
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.program)
    hashed = pin_hash(program)
    scan(program, hashed)
    week(program, hashed, arguments.sessions)


if __name__ == "__main__":
    sys.exit(main())
