#!/usr/bin/env python3
"""Compares the reductions of small random files, bit by bit, with exact rational arithmetic.

The losses are those that the program prints a sample without alpha and weights; their sums with weights, alpha and class weights, and
the quotients of these, are made of fractions and rounded once.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

REDUCTIONS = ["mean", "sum", "mean-elements", "sum-of-means", "macro", "positives", "weighted-mean", "weighted-mean-elements"]


def rounded(fraction):
    try:
        return fraction.numerator / fraction.denominator
    except OverflowError:
        return float("inf") if fraction > 0 else float("-inf")


def expected(reduction, losses, weights, labels, alphas, class_weights, columns):
    factors = [Fraction(alphas[label]) * Fraction(class_weights[label]) for label in labels]
    terms = [factor * Fraction(weight) * Fraction(loss) for factor, weight, loss in zip(factors, weights, losses)]
    total, count = sum(terms), len(losses)
    weight_sum = sum(Fraction(weight) * Fraction(class_weights[label]) for weight, label in zip(weights, labels))
    if reduction in ("mean", "none"):
        return total / count
    if reduction == "sum":
        return total
    if reduction == "mean-elements":
        return total / (count * columns)
    if reduction == "sum-of-means":
        return total / columns
    if reduction == "positives":
        return total / max(1, sum(label != 0 for label in labels))
    if reduction == "weighted-mean":
        return total / weight_sum
    if reduction == "weighted-mean-elements":
        return total / (weight_sum * columns)
    groups = {}
    for label, term in zip(labels, terms):
        groups.setdefault(label, []).append(term)
    return sum(sum(group) / len(group) for group in groups.values()) / len(groups)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=lambda path: Path(path).resolve())
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    generator = random.Random(options.seed)
    folder = Path(tempfile.mkdtemp())
    wrong = compared = 0
    for _ in range(options.files):
        columns = generator.choice([1, 1, 1, 2, 3, 5])
        rows = generator.randint(1, 12)
        scale = generator.choice([1, 1, 3, 30, 700, 8e307])
        labels = [generator.randrange(max(2, columns)) for _ in range(rows)]
        weights = [generator.choice([generator.randint(1, 300) / 100, generator.random() * 10 ** generator.randint(-300, 300)])
                   for _ in range(rows)]
        names = [f"z{j}" for j in range(columns)]
        lines = [",".join(["label", *names, "w"])]
        for label, weight in zip(labels, weights):
            logits = [generator.uniform(-1, 1) * scale for _ in names]
            lines.append(",".join([str(label), *map(repr, logits), repr(weight)]))
        (folder / "rows.csv").write_text("\n".join(lines) + "\n")
        prediction = "z0" if columns == 1 else "z*"
        gamma = generator.choice(["0", "0.5", "1", "2", "2.2", "5"])
        shared = ["--logits", "--prediction", prediction, "--gamma", gamma, "rows.csv"]

        def run(*arguments):
            done = subprocess.run([options.program, *arguments, *shared], cwd=folder, capture_output=True, text=True)
            if done.returncode:
                sys.exit(f"{arguments} {shared}: {done.stderr}")
            return done.stdout

        losses = [float(line) for line in run("--alpha", "none", "--per-sample", "--bare").split()]
        is_weighted = generator.random() < 0.7
        alphas, class_weights, more = {}, {}, []
        alpha = generator.choice([None, 0.25, 0.3, generator.random()]) if columns == 1 else None
        for label in range(max(2, columns)):
            alphas[label] = 1.0 if alpha is None else alpha if label == 1 else 1 - alpha
            class_weights[label] = 1.0
        more += ["--alpha", "none" if alpha is None else repr(alpha)]
        if generator.random() < 0.3:
            class_weights = {label: generator.randint(1, 300) / 100 for label in class_weights}
            if columns > 1:
                more += ["--class-weights", ",".join(str(weight) for weight in class_weights.values())]
            else:
                class_weights = {label: 1.0 for label in class_weights}
        if is_weighted:
            more += ["--weight", "w"]
        for reduction in REDUCTIONS:
            given = float(run(*more, "--bare", "--reduction", reduction))
            truth = rounded(expected(
                reduction, losses, weights if is_weighted else [1.0] * rows, labels, alphas, class_weights, columns))
            compared += 1
            if given != truth:
                wrong += 1
                if wrong <= 20:
                    print(f"{reduction}: {given!r}, true {truth!r}; {more} {shared}\n" + "\n".join(lines))
    print(f"{options.files} files, {compared} numbers, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
