"""Drives bash, zsh, fish and elvish by keys in a terminal of tmux, and reads what stands on the screen then.

A shell is asked nothing that a person could not see: each check types a line, strikes Tab, and looks.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM = pathlib.Path(sys.argv[1])
# How long a shell on a busy machine may take, in seconds.
PATIENCE = 30
RECORDS = ["anna-k", "annika", "maple-7", "old oak"]

START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
    "elvish": ["elvish", "-norc"],
}
# Each as its manual says that a completion is loaded; zsh finds it in a folder, as in a package.
LOAD = {
    "bash": "source <(stillpoint completions bash)",
    "zsh": "fpath=($HOME/zsh $fpath); autoload -Uz compinit; compinit -u -D",
    "fish": "stillpoint completions fish | source",
    "elvish": "eval (stillpoint completions elvish | slurp)",
}
# How each shell writes a name with a blank.
BLANK = {"bash": r"old\ oak", "zsh": r"old\ oak", "fish": r"old\ oak", "elvish": "'old oak'"}

# What is typed before Tab, and what stands on the line then.
COMPLETED = [
    ("stillpoint rep", "stillpoint report"),
    ("stillpoint records rem", "stillpoint records remove"),
    ("stillpoint help quest", "stillpoint help questionnaire"),
    ("stillpoint report --form", "stillpoint report --format"),
    ("stillpoint report --format mark", "stillpoint report --format markdown"),
    ("stillpoint --theme=mono", "--theme=monochrome"),
    ("stillpoint --plain=k", "--plain=keys"),
    ("stillpoint --region GB-S", "stillpoint --region GB-SCT"),
    ("stillpoint questionnaire --questions mine.toml --lang f", "--lang fr"),
    ("stillpoint check min", "stillpoint check mine.toml"),
    ("stillpoint --questions ~/own/mi", "own/mine-too.toml"),
    ("stillpoint --questions=mi", "--questions=mine.toml"),
    ("stillpoint records show map", "stillpoint records show maple-7"),
    ("stillpoint counselor --record map", "stillpoint counselor --record maple-7"),
]
# What is listed, after as many Tabs as that takes: the first one may bring a letter.
LISTED = [("stillpoint --lang ", ["en", "es"]), ("stillpoint report --format ", ["text", "markdown", "fhir"])]
# No name of a record may come to the screen.
SILENT = ["stillpoint records show ", "stillpoint records show ann", "stillpoint records export m", "stillpoint counselor --record "]


class Shell:
    def __init__(self, name, home):
        self.name, self.socket, self.ran = name, home / "tmux", 0
        environment = {
            "HOME": str(home),
            "PATH": f"{home}/bin:/usr/bin:/bin",
            "TERM": "tmux-256color",
            "LANG": "C.UTF-8",
            "PS1": "$ ",
            "XDG_RUNTIME_DIR": str(home),
        }
        environment_words = [f"{key}={value}" for key, value in environment.items()]
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "40", "-c", str(home), "env", "-i", *environment_words, *START[name])
        self.run("echo started")
        self.run(LOAD[name])
        self.clear()

    def tmux(self, *words):
        return subprocess.run(["tmux", "-S", str(self.socket), *words], check=True, capture_output=True, text=True).stdout

    def type(self, text, *keys):
        if text:
            self.tmux("send-keys", "-l", text)
        for key in keys:
            self.tmux("send-keys", key)

    def screen(self):
        return self.tmux("capture-pane", "-p", "-J")

    def wait_for(self, is_there, what):
        until = time.monotonic() + PATIENCE
        while not is_there(screen := self.screen()):
            if time.monotonic() > until:
                sys.exit(f"{self.name}: waited in vain for {what}. The screen:\n{screen}")
            time.sleep(0.05)
        return screen

    def run(self, command):
        """Runs a command, and waits for its end."""
        self.ran += 1
        self.type(command, "Enter")
        self.type(f"echo e''nded-{self.ran}", "Enter")
        self.wait_for(lambda screen: f"ended-{self.ran}" in screen.splitlines(), f"{command!r} to end")

    def clear(self):
        """Throws away the line that is typed, and all that stands on the screen."""
        self.type("", "C-c")
        self.type("clear; echo cle''an", "Enter")
        # With the next prompt: zsh takes a Tab for a character if it comes before that.
        self.wait_for(lambda screen: screen.startswith("clean\n") and screen.strip() != "clean", "a clean screen")

    def tab(self, typed, times=1):
        """Types a line, and strikes Tab when it stands there."""
        self.type(typed)
        self.wait_for(lambda screen: typed.rstrip() in screen, f"{typed!r} to stand there")
        self.type("", *["Tab"] * times)

    def close(self):
        self.tmux("kill-server")


def prepare(home):
    (home / "bin").mkdir()
    (home / "bin" / "stillpoint").symlink_to(PROGRAM)
    (home / "records").mkdir(mode=0o700)
    for name in RECORDS:
        (home / "records" / f"{name}.age").write_text("")
    (home / ".config" / "stillpoint").mkdir(parents=True)
    (home / ".config" / "stillpoint" / "settings.toml").write_text(f'[counselor]\nrecords_folder = "{home}/records"\n')
    (home / "own").mkdir()
    subprocess.run([PROGRAM, "new", home / "new", "--lang", "fr"], check=True, capture_output=True)
    shutil.copy(home / "new" / "questions.toml", home / "own" / "mine-too.toml")
    shutil.copy(home / "new" / "questions.toml", home / "mine.toml")
    (home / "translations").mkdir()
    shutil.copy(home / "new" / "translations" / "fr.toml", home / "translations" / "fr.toml")
    shutil.rmtree(home / "new")
    (home / "zsh").mkdir()
    script = subprocess.run([PROGRAM, "completions", "zsh"], check=True, capture_output=True).stdout
    (home / "zsh" / "_stillpoint").write_bytes(script)


def drive(name):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = pathlib.Path(folder)
        prepare(home)
        shell = Shell(name, home)
        try:
            for typed, expected in COMPLETED + [("stillpoint records show old", BLANK[name])]:
                shell.tab(typed)
                shell.wait_for(lambda screen: expected in screen, f"{typed!r} and Tab to bring {expected!r}")
                shell.clear()
            for typed, expected in LISTED:
                shell.tab(typed, 3 if name == "bash" else 2)
                is_listed = lambda screen: all(word in screen.replace(typed, "") for word in expected)
                shell.wait_for(is_listed, f"{typed!r} and Tabs to list {expected}")
                shell.clear()
            for typed in SILENT:
                # More Tabs list what there is; what is typed behind it is only seen when both have been handled.
                shell.tab(typed, 3)
                shell.type("xyz")
                seen = shell.wait_for(lambda screen: "xyz" in screen, "what was typed behind Tab")
                if named := [record for record in RECORDS if record in seen]:
                    sys.exit(f"{name}: {typed!r} and Tab named {named}. The screen:\n{seen}")
                shell.clear()
        finally:
            shell.close()
    print(f"{name}: {len(COMPLETED) + 1} words were completed, and no record was named unasked in {len(SILENT)} places.", flush=True)


def main():
    for name in START:
        if shutil.which(name):
            drive(name)
        else:
            print(f"NOT CHECKED: there is no {name} here.")
    print("PowerShell is not in Debian: nobody has tried its script.")


main()
