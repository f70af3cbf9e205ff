#!/usr/bin/env python3
"""How far losses are from the truth: a Markdown table of the median, the 99th percentile and the worst, in ulp.

    python3 table.py PROGRAM [SAMPLES [WORD …]]

Of each task SAMPLES (250,000) at random and three times as many around the worst of them, so that a million are the usual number.
Words choose the rows that have one of them. Needs gcc with libquadmath. The bound of a row is that of the documentation; a worst
beyond it is marked, and the status is 1.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

GAMMAS = [0.5, 1, 1.5, 2, 2.2, 3, 5]
SOFT = ["mixture", "expected", "exp-ce", "margin", "distance", "log-mixture", "positive-factor"]
EPSILONS = ["clip:1e-7", "add:1e-7", "add-all:1e-7", "floor:1e-7", "clip-ce:1e-7", "clip-add:1e-7", "log-floor:16"]


def bound(gamma, is_direct):
    if not is_direct:
        return 8 if gamma <= 2 else 16
    return 4 if gamma <= 2 else 6 if gamma <= 3 else 8


def tasks():
    """Task, input, classes, gamma, rule, and whether the bounds of losses without a rule hold."""
    for gamma in GAMMAS:
        for kind in ["logits", "probabilities", "log-probabilities"]:
            yield "binary", kind, 1, gamma, "hard", True
        for classes in [2, 3, 10, 100]:
            yield "multiclass", "logits", classes, gamma, "hard", True
    for gamma in [2, 5]:
        for kind in ["probabilities", "log-probabilities"]:
            yield "multiclass", kind, 3, gamma, "hard", True
        for classes in [3, 10]:
            yield "multilabel", "logits", classes, gamma, "hard", True
            yield "one-vs-all", "logits", classes, gamma, "hard", True
        yield "one-vs-all", "probabilities", 3, gamma, "hard", True
        for rule in SOFT:
            for kind in ["logits", "probabilities"]:
                yield "binary", kind, 1, gamma, rule, False
        for rule in EPSILONS:
            yield "binary", "probabilities", 1, gamma, rule, True
            yield "binary", "logits", 1, gamma, rule, False
            yield "multiclass", "logits", 3, gamma, rule, False


def main():
    program, *rest = sys.argv[1:]
    count = int(rest[0]) if rest else 250_000
    words = rest[1:]
    here = Path(__file__).resolve().parent
    is_within = True
    print("| task | input | classes | γ | rule | median | p99 | worst | bound |")
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        measure = Path(folder) / "accuracy"
        subprocess.run(["gcc", "-O2", "-o", measure, here / "accuracy.c", "-lquadmath", "-lm"], check=True)
        for task, kind, classes, gamma, rule, is_direct in tasks():
            names = [task, kind, str(classes), f"{gamma:g}", rule]
            if words and not any(word in names for word in words):
                continue
            done = subprocess.run(
                [measure, program, task, kind, str(classes), str(gamma), rule, str(count), "1"], stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, text=True, check=True)
            median, p99, worst, _ = (cell.strip() for cell in done.stdout.split("|")[:4])
            limit = bound(gamma, is_direct)
            is_beyond = not float(worst) <= limit
            is_within &= not is_beyond
            print("|", " | ".join([*names, median, p99, f"**{worst}**" if is_beyond else worst, str(limit)]), "|", flush=True)
    sys.exit(not is_within)


main()
