#!/usr/bin/env python3
"""What jobs cost in two builds of focal: seconds of user CPU, and instructions per row.

All with one thread. Seconds are the least of several runs of a million rows, in which the builds take
turns. Instructions are counted by callgrind for two sizes of a file; their difference leaves the
start out. The bars are those of the rebuilding: against BEFORE, or against a plainer job of AFTER.
"""

import argparse
import math
import os
import random
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

sys.dont_write_bytecode = True

SCRATCH = Path(__file__).resolve().parents[2] / ".build" / "cost"
COUNTED_ROWS = (50_000, 150_000)
# What a measurement may be above a bar "no slower" without anything being slower.
NOISE = {"seconds": 1.03, "instructions": 1.005}


@dataclass(frozen=True)
class Job:
    name: str
    arguments: tuple
    file: str
    # The plainer job, and the multiple of its cost that is allowed; without one, BEFORE's cost is.
    base: str | None = None
    at_most: float = 1


GRID = ("sweep", "--gamma=0,0.5,1,2,3,5", "--alpha=0.1,0.25,0.5,0.75,none", "--format=csv")
JOBS = [
    Job("mean CSV", ("--bare",), "pairs.csv"),
    Job("mean NDJSON", ("--bare",), "pairs.ndjson"),
    Job("softmax of 10", ("--bare", "--logits"), "logits.csv"),
    Job("sweep 6 x 5", GRID, "pairs.csv"),
    Job("identify", ("identify", "--observed=OBSERVED", "--json"), "pairs.csv"),
    Job("CSV > CSV", ("--per-sample",), "pairs.csv"),
    Job("NDJSON > NDJSON", ("--per-sample",), "pairs.ndjson", "CSV > CSV", 2.5),
    Job("NDJSON > CSV", ("--per-sample", "--format=csv"), "pairs.ndjson", "CSV > CSV", 2.5),
    Job("CSV > TSV", ("--per-sample", "--format=tsv"), "pairs.csv", "CSV > CSV", 2.5),
    Job("CSV > CSV --gradient", ("--per-sample", "--gradient"), "pairs.csv", "CSV > CSV", 2.5),
    Job("CSV > CSV --digits 5", ("--per-sample", "--digits=5"), "pairs.csv", "CSV > CSV", 2.5),
    Job("CSV > NDJSON", ("--per-sample", "--format=ndjson"), "pairs.csv", "CSV > CSV", 4),
    Job("CSV > JSON list", ("--per-sample", "--json"), "pairs.csv", "CSV > CSV", 4),
    Job("NDJSON, first row spaced", ("--bare",), "first.ndjson", "mean NDJSON", 1.5),
    Job("NDJSON, mixed spacing", ("--bare",), "mixed.ndjson", "mean NDJSON", 1.5),
    Job("--missing skip", ("--bare", "--missing=skip"), "pairs.csv", "mean CSV", 1.5),
    Job("--missing skip NDJSON", ("--bare", "--missing=skip"), "pairs.ndjson", "mean NDJSON", 1.5),
    Job("--labels FILE", ("--bare", "--labels=LABELS"), "predictions.csv", "mean CSV", 2),
]


def pairs(generator, rows):
    """Labels with probabilities of 16 to 18 digits, right more often than not."""
    for _ in range(rows):
        label = int(generator.random() < 0.3)
        logit = generator.gauss(1 if label else -1, 1.5)
        yield label, repr(1 / (1 + math.exp(-logit)))


def logits(generator, rows):
    """Ten classes, the true one with a larger logit."""
    for _ in range(rows):
        label = generator.randrange(10)
        yield label, ",".join(repr(generator.gauss(2 * (c == label), 2)) for c in range(10))


def object_lines(generator, rows, spacings):
    """Objects of pairs; `spacings` gives the space of a row by its number."""
    for row, (label, prediction) in enumerate(pairs(generator, rows)):
        space = spacings(row)
        yield f'{{"label":{space}{label},{space}"prediction":{space}{prediction}}}'


def file_lines(name, generator, rows):
    """The lines of a file; files of pairs hold the same pairs for the same seed."""
    if name == "logits.csv":
        yield "label," + ",".join(f"logit_{c}" for c in range(10))
        yield from (f"{label},{scores}" for label, scores in logits(generator, rows))
    elif name == "pairs.csv":
        yield "label,prediction"
        yield from (f"{label},{prediction}" for label, prediction in pairs(generator, rows))
    elif name == "predictions.csv":
        yield "prediction"
        yield from (prediction for _, prediction in pairs(generator, rows))
    elif name == "labels.csv":
        yield "label"
        yield from (str(label) for label, _ in pairs(generator, rows))
    else:
        spacings = {
            "pairs.ndjson": lambda row: "",
            "first.ndjson": lambda row: "" if row else " ",
            "mixed.ndjson": lambda row: "" if row * 2654435761 & 1 << 16 else " ",
        }
        yield from object_lines(generator, rows, spacings[name])


def made_file(name, rows, seed):
    """The path of a file, which is made where it is not there yet."""
    path = SCRATCH / f"{seed}-{rows}-{name}"
    if not path.exists():
        print(f"making {path.name}", file=sys.stderr)
        SCRATCH.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        with open(part, "w") as file:
            file.writelines(f"{line}\n" for line in file_lines(name, random.Random(seed), rows))
        part.rename(path)
    return path


def command(job, program, rows, options):
    """The arguments of a run, with the program in front."""
    arguments = " ".join(job.arguments)
    if "OBSERVED" in arguments:
        # What a library gives, to the digits of a log.
        file = made_file("pairs.csv", rows, options.seed)
        loss = subprocess.check_output([options.before, "--bare", "--preset=torch-bce", file])
        arguments = arguments.replace("OBSERVED", f"{float(loss):.8g}")
    if "LABELS" in arguments:
        arguments = arguments.replace("LABELS", str(made_file("labels.csv", rows, options.seed)))
    file = made_file(job.file, rows, options.seed)
    return [str(program), *arguments.split(), "--threads=1", str(file)]


# Dictionaries hash alike in every run, so that counts are the same again.
ENVIRONMENT = os.environ | {"SWIFT_DETERMINISTIC_HASHING": "1"}


def seconds(arguments):
    """The user CPU of one run."""
    nothing = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    process = os.posix_spawn(arguments[0], arguments, ENVIRONMENT, file_actions=nothing)
    _, status, usage = os.wait4(process, 0)
    if status != 0:
        sys.exit(f"{' '.join(arguments)}: status {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime


def instructions(arguments):
    """The instructions of one run, counted by callgrind."""
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *arguments]
    run = subprocess.run(
        valgrind, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    counted = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not counted:
        sys.exit(f"{' '.join(valgrind)}: status {run.returncode}: {run.stderr[-500:]}")
    return int(counted[1])


def measured_seconds(job, options):
    """Nanoseconds per row of both builds."""
    commands = [command(job, program, options.rows, options) for program in options.programs]
    runs = [[seconds(arguments) for arguments in commands] for _ in range(options.runs)]
    return [min(times) / options.rows * 1e9 for times in zip(*runs)]


def measured_instructions(job, options):
    """Instructions per row of both builds, without the start."""
    few, many = COUNTED_ROWS
    slopes = []
    for program in options.programs:
        counts = [instructions(command(job, program, rows, options)) for rows in COUNTED_ROWS]
        slopes.append((counts[1] - counts[0]) / (many - few))
    return slopes


def row_of(job, costs, unit):
    """A line of the table: costs of both builds, their ratios, and the bar."""
    before, after = costs[job.name][0], costs[job.name][-1]
    base = job.base or ("CSV > CSV" if "--per-sample" in job.arguments else "mean CSV")
    to_base = after / costs[base][-1] if base in costs else None
    if job.base:
        bar, ratio, limit = f"<= {job.at_most:g} x {job.base}", to_base, job.at_most
    else:
        bar, ratio, limit = "no slower", after / before, NOISE[unit]
    verdict = "?" if ratio is None else "met" if ratio <= limit else "NOT MET"
    ratio_text = "" if to_base is None else f"{to_base:.2f} x {base}"
    return (
        f"{job.name:26}{before:10.1f}{after:10.1f}{after / before:9.3f}  {ratio_text:22}"
        f"{bar:24}{verdict}"
    )


def print_table(jobs, unit, measured, options):
    titles = {"seconds": "ns of user CPU per row", "instructions": "instructions per row"}
    print(f"\n{titles[unit]}")
    print(f"{'job':26}{'before':>10}{'after':>10}{'ratio':>9}  {'to base':22}{'bar':24}")
    costs = {}
    for job in jobs:
        costs[job.name] = measured(job, options)
        print(row_of(job, costs, unit), flush=True)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("before", type=Path, metavar="BEFORE")
    parser.add_argument("after", type=Path, metavar="AFTER")
    parser.add_argument("--only", metavar="JOB[,JOB...]", help="; ".join(job.name for job in JOBS))
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="for seconds; default 5")
    parser.add_argument("--rows", type=int, default=1_000_000, metavar="N", help="for seconds")
    parser.add_argument("--seed", type=int, default=20170807, metavar="N")
    parser.add_argument("--no-seconds", action="store_true", help="count instructions only")
    parser.add_argument("--no-instructions", action="store_true", help="measure seconds only")
    options = parser.parse_args()
    options.before, options.after = options.before.resolve(), options.after.resolve()
    # A build beside itself is measured once.
    options.programs = list(dict.fromkeys([options.before, options.after]))
    wanted = options.only.split(",") if options.only else [job.name for job in JOBS]
    if unknown := set(wanted) - {job.name for job in JOBS}:
        parser.error(f"--only: no such job: {', '.join(sorted(unknown))}")
    # Bases come first in the list of jobs.
    wanted += [job.base for job in JOBS if job.name in wanted and job.base]
    jobs = [job for job in JOBS if job.name in wanted]
    print(f"seed {options.seed}; one thread; {options.before} against {options.after}")
    if not options.no_seconds:
        print_table(jobs, "seconds", measured_seconds, options)
    if not options.no_instructions:
        print_table(jobs, "instructions", measured_instructions, options)


if __name__ == "__main__":
    main()
