#!/usr/bin/env python3
"""Compares the numbers of two builds of focal, run alike on the same inputs.

The runs are those of the golden cases, of real files, of every option beside every command, and
random ones. Numbers are compared as they are written: in JSON those of every key that was there
before, elsewhere every byte; the exit status too. Text and Markdown are for people and may change.
A warning that JSON had must be there still; there may be more.

An option that AFTER refuses and BEFORE ignored is counted apart; the run is repeated without it.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import random
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

sys.dont_write_bytecode = True

from differences import form_of, is_per_sample, output_differences
from fixed_runs import golden_runs, option_runs, reading_runs, real_runs
from random_runs import name_of, random_run

USAGE = 64
WITH_RESULT = (0, 1)
COMMANDS = ["compare", "identify", "explain", "sweep", "curve", "presets", "man", "completions"]


class Outcome:
    """What a run of a program gave."""

    def __init__(self, program, run, arguments):
        output = run.folder / f"{uuid.uuid4()}.out"
        given = [argument.replace("=OUTPUT", f"={output.name}") for argument in arguments]
        try:
            with open(run.folder / run.stdin if run.stdin else os.devnull) as stdin:
                made = subprocess.run(
                    [program, *given], cwd=run.folder, stdin=stdin, capture_output=True, timeout=120
                )
            self.status, self.messages = made.returncode, made.stderr.decode(errors="replace")
            self.text = made.stdout.decode(errors="surrogateescape")
        except subprocess.TimeoutExpired:
            self.status, self.messages, self.text = -signal.SIGALRM, "", ""
        if output.exists():
            self.text += output.read_bytes().decode(errors="surrogateescape")
            output.unlink()

    @property
    def has_crashed(self):
        """Whether a signal ended it, or our patience."""
        return self.status < 0

    def __eq__(self, other):
        return (self.status, self.text) == (other.status, other.text)


class Comparison:
    """The comparison of one run, without the options that are refused now and were ignored."""

    def __init__(self, run, options):
        self.run = run
        self.arguments = list(run.arguments)
        self.refusals = {}
        while True:
            self.before = Outcome(options.before, run, self.arguments)
            self.after = Outcome(options.after, run, self.arguments)
            refused = self.refused_option(options.before)
            if refused is None:
                break
            self.refusals[name_of(refused), self.command] = self.after.messages.strip()
            self.arguments.remove(refused)
        self.number_count = 0
        self.differences = self.found_differences(options)

    @property
    def command(self):
        if self.arguments and self.arguments[0] in COMMANDS:
            return self.arguments[0]
        return "focal --per-sample" if is_per_sample(self.arguments) else "focal"

    def refused_option(self, before):
        """An option that AFTER refuses, or takes --strict for, though it changed nothing BEFORE."""
        if self.before.status == self.after.status:
            return None
        named = re.findall(r"--[a-z-]+", self.after.messages)
        if self.after.status != USAGE:
            named = [name for name in named if name == "--strict"]
        candidates = [each for name in named for each in self.arguments if name_of(each) == name]
        for candidate in candidates:
            without = [argument for argument in self.arguments if argument != candidate]
            if Outcome(before, self.run, without) == self.before:
                return candidate
        return None

    def found_differences(self, options):
        before, after = self.before, self.after
        if before.has_crashed and not after.has_crashed:
            return []
        if before.status != after.status:
            message = (after.messages or before.messages).strip()[:300]
            return [f"status {before.status} before, {after.status} after: {message}"]
        if before.status not in WITH_RESULT:
            return []
        if form_of(self.arguments, before.text):
            self.number_count = len(re.findall(r"\d(?:[eE][-+]|[\d.])*", before.text))
        return output_differences(
            self.arguments, before.text, after.text, options.allow_added, options.within
        )

    def forget(self):
        """Lets go of the outputs, of which there may be gigabytes."""
        self.before.text = self.after.text = ""


def preset_kinds(before):
    """The tasks and kinds of input of each preset."""
    text = subprocess.run([before, "presets", "--json"], capture_output=True, check=True).stdout
    return {
        preset["name"]: {
            (task, re.search("input:([a-z-]+)", signature)[1])
            for task in preset["tasks"] for signature in preset["signatures"]
        }
        for preset in json.loads(text)["presets"]
    }


def all_runs(options, scratch, presets):
    """Functions that make the runs; each random run has a generator of its own."""
    examples = Path(__file__).resolve().parents[2] / "Examples" / "Data"
    if not options.only_random:
        fixed = [
            *option_runs(examples, scratch),
            *real_runs(options.reference, examples, scratch, presets),
            *golden_runs(options.reference, scratch), *reading_runs(options.reference, scratch),
        ]
        for run in fixed:
            yield lambda run=run: run

    def made(index):
        folder = scratch / f"random{index}"
        folder.mkdir()
        generator = random.Random(f"{options.seed}/{index}")
        return random_run(generator, folder, options.before, presets)

    for index in range(options.runs):
        yield lambda index=index: made(index)


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )

    def path(text):
        return Path(text).resolve()

    parser.add_argument("before", type=path, metavar="BEFORE")
    parser.add_argument("after", type=path, metavar="AFTER")
    parser.add_argument("--runs", type=int, default=1000, metavar="N", help="random; default 1000")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32), metavar="N")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="at once; default 2")
    parser.add_argument(
        "--reference", type=path, default="../shared/reference", metavar="DIR",
        help="folder of goldens.jsonl, inputs.json, real and reading; default ../shared/reference",
    )
    parser.add_argument("--only-random", action="store_true", help="no fixed runs")
    parser.add_argument(
        "--allow-added", action="store_true",
        help="let AFTER add columns to CSV and TSV, and members to the rows of NDJSON",
    )
    parser.add_argument(
        "--within", type=float, default=0, metavar="PART",
        help="let numbers differ by so much of them, as after a change of the mathematics",
    )
    return parser.parse_args()


def print_differences(comparison, program):
    run = comparison.run
    stdin = f" < {run.stdin}" if run.stdin else ""
    print(f"\n(cd {run.folder} && {shlex.join([str(program), *comparison.arguments])}{stdin})")
    for difference in comparison.differences[:3]:
        print(f"  {difference}")
    if len(comparison.differences) > 3:
        print(f"  and {len(comparison.differences) - 3} more")
    sys.stdout.flush()


def print_summary(comparisons):
    """How often each command ended how, what is refused now, and what had nothing to compare."""
    counts = collections.Counter((each.command, each.before.status) for each in comparisons)
    print()
    for command in sorted({command for command, _ in counts}):
        ends = [(status, n) for (name, status), n in sorted(counts.items()) if name == command]
        print(f"{command}: {', '.join(f'{n} of status {status}' for status, n in ends)}")
    refusals = collections.Counter(pair for each in comparisons for pair in each.refusals)
    sentences = {pair: text for each in comparisons for pair, text in each.refusals.items()}
    for option, command in sorted(refusals):
        count, sentence = refusals[option, command], sentences[option, command]
        print(f"ignored before, refused now: {option} of {command}, {count} runs: {sentence}")
    for each in comparisons:
        if each.before.has_crashed:
            print(f"crashed before: {shlex.join(each.arguments)}")


def main():
    options = parse_arguments()
    print(f"seed {options.seed}", flush=True)
    scratch = Path(tempfile.mkdtemp(prefix="same-numbers-"))
    presets = preset_kinds(options.before)

    def compared(make):
        comparison = Comparison(make(), options)
        if comparison.run.owns_folder and not comparison.differences:
            shutil.rmtree(comparison.run.folder)
        comparison.forget()
        return comparison

    comparisons = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for comparison in pool.map(compared, all_runs(options, scratch, presets)):
            comparisons.append(comparison)
            if comparison.differences:
                print_differences(comparison, options.after)
    print_summary(comparisons)
    different = sum(bool(each.differences) for each in comparisons)
    numbers = sum(each.number_count for each in comparisons)
    print(f"{len(comparisons)} runs, {options.runs} of them random; {numbers} numbers")
    print(f"{different} runs differ")
    if different:
        print(f"inputs are kept in {scratch}")
        return 1
    shutil.rmtree(scratch)
    return 0


if __name__ == "__main__":
    sys.exit(main())
