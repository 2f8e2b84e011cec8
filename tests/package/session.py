"""A session on the full screen in a root folder of its own: session.py ROOT PROGRAM [bare]

It answers, saves a copy, reads it, and leaves, in a terminal of tmux that stands outside; what a person would see is what it
waits for. With `bare` not even /proc is there; else /proc and /dev/pts are mounted, for as long as the session runs.
"""

import pathlib
import subprocess
import sys
import tempfile
import time

ROOT, PROGRAM = pathlib.Path(sys.argv[1]), sys.argv[2]
BARE = "bare" in sys.argv[3:]
# How long a screen on a busy machine may take, in seconds.
PATIENCE = 30
QUESTIONS = 60


class Terminal:
    def __init__(self, folder, arguments):
        self.socket = folder / "tmux"
        mounts = "" if BARE else f"mount -t proc proc {ROOT}/proc; mount -t devpts devpts {ROOT}/dev/pts;"
        environment = "TERM=tmux-256color LANG=C.UTF-8 HOME=/ PATH=/usr/bin:/bin"
        # What stands on the terminal before and after shows that it was given back.
        script = f"echo before; {mounts} env -i {environment} /usr/sbin/chroot {ROOT} {PROGRAM} {arguments}; echo ended with $?; exec sleep 600"
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "unshare", "--mount", "sh", "-c", script)

    def tmux(self, *words):
        return subprocess.run(["tmux", "-S", str(self.socket), *words], check=True, capture_output=True, text=True).stdout

    def keys(self, *keys):
        self.tmux("send-keys", *keys)

    def screen(self):
        return self.tmux("capture-pane", "-p")

    def wait_for(self, *texts):
        until = time.monotonic() + PATIENCE
        while True:
            screen = self.screen()
            if all(text in screen for text in texts):
                return screen
            if time.monotonic() > until:
                sys.exit(f"waited in vain for {texts}. The screen:\n{screen}")
            time.sleep(0.05)

    def wait_for_change(self, before):
        until = time.monotonic() + PATIENCE
        while self.screen() == before:
            if time.monotonic() > until:
                sys.exit(f"nothing changed after a key. The screen:\n{before}")
            time.sleep(0.05)

    def end(self):
        subprocess.run(["tmux", "-S", str(self.socket), "kill-server"], check=False, capture_output=True)


def answer_all(terminal):
    """Answers each question with its second answer; a note before sensitive questions is read on."""
    for _ in range(QUESTIONS):
        screen = terminal.screen()
        if "Your answers" in screen.splitlines()[0]:
            return
        # The title of a question counts; that of a note does not.
        terminal.keys("2" if " of " in screen.splitlines()[0] else "Enter")
        terminal.wait_for_change(screen)
    sys.exit(f"the questions do not end. The screen:\n{terminal.screen()}")


def a_whole_session(terminal):
    terminal.wait_for("A quiet checklist", "Begin")
    terminal.keys("Enter")
    terminal.wait_for("1 of 9")
    answer_all(terminal)
    for page in ["What you noticed", "Reading for your answers", "What you can do", "What to bring up", "Where to get help now", "The end"]:
        terminal.keys("Right")
        terminal.wait_for(page)
    terminal.keys("1")
    terminal.wait_for("Save it")
    terminal.keys("Down", "Down", "Down", "Enter")
    terminal.wait_for("Saved: /notes-for-a-visit")
    terminal.keys("Enter")
    terminal.wait_for("The end of the checklist")
    terminal.keys("4")
    terminal.wait_for("What you saved stays")
    terminal.keys("2")
    terminal.wait_for("before", "ended with 0")
    copy, = ROOT.glob("notes-for-a-visit-*.txt")
    if "Close relationships are hard" not in copy.read_text() or copy.stat().st_mode & 0o777 != 0o600:
        sys.exit(f"the copy is not what it should be: {copy}")
    copy.unlink()
    print(f"A session was run on the full screen to its end in {ROOT}; its copy was saved, and the terminal given back.")


def a_clear_end(terminal, *words):
    """What needs a file that is not there says which, and ends."""
    terminal.wait_for(*words, "ended with 1")


def on_terminal(arguments, what, *words):
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(pathlib.Path(folder), arguments)
        try:
            what(terminal, *words)
        finally:
            terminal.end()


on_terminal("--region GB", a_whole_session)
if BARE:
    on_terminal("kiosk", a_clear_end, "/proc/self/exe", "mount -t proc")
    on_terminal("kiosk --set-pin", a_clear_end, "/dev/tty")
    print("Without /proc and /dev/tty the kiosk says what it needs.")
