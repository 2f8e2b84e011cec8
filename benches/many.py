#!/usr/bin/env python3
"""Measures what is done to many files, or to a large one: reports on a folder of answers, and the check of a questionnaire.

    cargo build --release
    python3 benches/many.py [--program PATH] [--reports N] [--rounds N]

Linux, Python's standard library (3.11). All is made up, always the same: the answers are to the built-in questionnaire, the
questionnaires for the check have rules of every shape over so many items and texts as long as those of the built-in one.
Files lie in memory (/dev/shm), so that no disk is measured. Of several rounds the fastest counts.

  reports a second   `report FOLDER --out FOLDER --jobs 1`, from the start of the program to its end
  check              `check FILE`, from the start of the program to its end
"""
import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def timed(command):
    """Runs a command; returns its seconds, and those of the processor."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    took, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    if ended.returncode:
        raise SystemExit(f"{' '.join(command)}\n{ended.stderr[:2000]}")
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def shipped(program):
    """Returns the built-in questionnaire."""
    command = [program, "questionnaire", "--format", "json", "--no-settings"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def answers(content, count, folder):
    """Writes so many files of answers."""
    options = {options["id"]: [option["id"] for option in options["options"]] for options in content["option_sets"]}
    items = [(item["id"], options[item["options"]]) for item in content["items"]]
    chance = random.Random(7)
    os.makedirs(folder)
    for number in range(count):
        given, skipped = {}, []
        for item, words in items:
            which = chance.random()
            if which < 0.1:
                skipped.append(item)
            else:
                given[item] = "declined" if which < 0.15 else chance.choice(words)
        file = {"questionnaire": content["id"], "version": content["version"], "answers": given, "skipped": skipped,
                "day": "2026-11-28", "words": "It began in spring, when I changed jobs. I do not talk about it at home."}
        with open(os.path.join(folder, f"{number:06}.json"), "w", encoding="utf-8") as out:
            json.dump(file, out, indent=2)


class Author:
    """Writes a questionnaire of so many items: every tenth has an unordered set of options, and a text for each fifth item."""

    def __init__(self, content, items):
        self.content, self.items, self.chance = content, items, random.Random(3)
        self.ordered = [n for n in range(items) if n % 10 != 9]
        self.unordered = [n for n in range(items) if n % 10 == 9]

    def written(self):
        parts = ['id = "generated"\nversion = "1"\nlanguage = "en"\nreviewed_by = ["Nobody"]']
        parts.append('[[option_sets]]\nid = "f"\nordered = true\noptions = [{ id = "a", text = "Not really" }, '
                     '{ id = "b", text = "Sometimes" }, { id = "c", text = "Often" }]')
        parts.append('[[option_sets]]\nid = "u"\nordered = false\noptions = [{ id = "x", text = "Yes" }, '
                     '{ id = "y", text = "No" }, { id = "z", text = "It depends" }]')
        for name, items, tallied in (("f", self.ordered, "true"), ("u", self.unordered, "false")):
            for first in range(0, len(items), 10):
                ids = ", ".join(f'"i{n}"' for n in items[first:first + 10])
                parts.append(f'[[groups]]\nid = "{name}{first}"\ntitle = "Part {name} {first}"\n'
                             f'tallied = {tallied}\nitems = [{ids}]')
        texts = range(self.items // 5)
        parts += [self.item(n) for n in range(self.items)]
        parts += [self.section(n) for n in texts] + [self.guidance(n) for n in texts]
        parts.append('[[guidance]]\nid = "all"\ntitle = "All"\ntext = "All."\nnext_step = "One."\n'
                     'show = { always = true }')
        return "\n".join(parts) + "\n"

    def item(self, n):
        like = self.content["items"][n % len(self.content["items"])]
        text = json.dumps(f"{like['text'][:-1]} {n}.", ensure_ascii=False)
        fact = f'[[facts]]\nid = "fact-{n}"\ngist = {text}\nstatus = "clear"\n'
        label = json.dumps(f"{like['label'][:18]} {n}", ensure_ascii=False)
        return (f'{fact}[[items]]\nid = "i{n}"\nlabel = {label}\ntext = {text}\n'
                f'options = "{"u" if n % 10 == 9 else "f"}"\nfacts = ["fact-{n}"]')

    def section(self, n):
        like = self.content["sections"][n % len(self.content["sections"])]
        text = json.dumps(like["text"], ensure_ascii=False)
        return (f'[[sections]]\nid = "s{n}"\ntitle = "Section {n}"\ntext = {text}\nfacts = ["fact-{n}"]\n'
                f'show = {self.rule()}')

    def guidance(self, n):
        like = self.content["guidance"][n % len(self.content["guidance"])]
        text, step = (json.dumps(like[key], ensure_ascii=False) for key in ("text", "next_step"))
        return (f'[[guidance]]\nid = "g{n}"\ntitle = "Situation {n}"\ntext = {text}\nnext_step = {step}\n'
                f'ask = ["What helps with {n}?"]\nfacts = ["fact-{n}"]\nshow = {self.rule()}')

    def leaf(self):
        n = self.chance.randrange(self.items)
        word = f'is = "{self.chance.choice("xyz")}"' if n % 10 == 9 else f'at_least = "{self.chance.choice("bc")}"'
        return f'{{ item = "i{n}", {word} }}'

    def rule(self):
        """Returns a rule of one of the shapes that there are."""
        def some(key, rules):
            return f"{{ {key} = [{', '.join(rules)}] }}"
        shape = self.chance.randrange(4)
        if shape == 0:
            return some("any", [self.leaf() for _ in range(self.chance.randint(2, 6))])
        if shape == 1:
            return some("all", [some("any", [self.leaf() for _ in range(3)]) for _ in range(2)])
        if shape == 2:
            return some("any", [some("all", [self.leaf(), self.leaf()]) for _ in range(3)])
        group = self.chance.randrange(0, len(self.ordered), 10)
        most = min(10, len(self.ordered) - group)
        return (f'{{ any = [{{ group = "f{group}", at_least = "b", count = {self.chance.randint(1, most)} }}, '
                f"{self.leaf()}] }}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--program", default=os.path.join(ROOT, "target", "release", "stillpoint"))
    options.add_argument("--reports", type=int, default=20000)
    options.add_argument("--rounds", type=int, default=5)
    options = options.parse_args()
    content = shipped(options.program)
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        given, out = os.path.join(folder, "answers"), os.path.join(folder, "out")
        answers(content, options.reports, given)
        print("| reports | a second | time | processor |\n| --- | ---: | ---: | ---: |")
        for form in ("json", "text", "markdown", "html", "fhir"):
            best = None
            for _ in range(options.rounds):
                shutil.rmtree(out, ignore_errors=True)
                took = timed([options.program, "report", given, "--out", out, "--format", form, "--jobs", "1", "--no-settings"])
                best = min(best or took, took)
            print(f"| {form} | {options.reports / best[0]:,.0f} | {best[0]:.2f} s | {best[1]:.2f} s |")
        print("\n| check | size | time | processor |\n| --- | ---: | ---: | ---: |")
        for items in (24, 200, 1000):
            place = os.path.join(folder, f"of-{items}")
            os.makedirs(place)
            path = os.path.join(place, "questions.toml")
            with open(path, "w", encoding="utf-8") as file:
                file.write(Author(content, items).written())
            best = min(timed([options.program, "check", path]) for _ in range(options.rounds))
            print(f"| {items:,} items | {os.path.getsize(path) // 1024} KiB | {best[0] * 1000:.1f} ms | {best[1] * 1000:.1f} ms |")


if __name__ == "__main__":
    main()
