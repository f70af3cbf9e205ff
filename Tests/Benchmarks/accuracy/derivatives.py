#!/usr/bin/env python3
"""How far gradients and Hessians are from the truth: a Markdown table of the median, the 99th percentile and the worst, in ulp.

    python3 derivatives.py PROGRAM [PREDICTIONS [SEED]]

Hard targets from logits of every size, near ties and dominant ones too; of the Hessian the ulp is that of its largest term. The
reference has 60 digits (mpmath). The status is 1 where a worst is beyond 5 and 10 ulp for gamma up to 2, 10 and 20 ulp above.
"""
import math
import random
import subprocess
import sys

from mpmath import mp, mpf

mp.dps = 60
LEAST = mpf(2) ** -1000


def logit(generator):
    kind = generator.random()
    if kind < 0.5:
        return generator.gauss(0, 3)
    return generator.uniform(-40, 40) if kind < 0.8 else generator.uniform(-700, 700)


def rows_of(generator, classes, count):
    for _ in range(count):
        label = generator.randrange(max(classes, 2))
        logits = [logit(generator) for _ in range(classes)]
        if classes > 1 and generator.random() < 0.3:
            logits[label] = max(logits) + generator.uniform(0, 40)
        yield label, logits


def printed(program, rows, classes, gamma):
    names = [f"z{j}" for j in range(classes)]
    text = ",".join(["label", *names]) + "\n"
    text += "".join(",".join([str(label), *map(repr, logits)]) + "\n" for label, logits in rows)
    done = subprocess.run(
        [program, "--logits", "--alpha", "none", "--gamma", str(gamma), "--prediction", "z*" if classes > 1 else "z0", "--per-sample",
         "--gradient", "--format", "csv"], input=text, capture_output=True, text=True, check=True)
    return [list(map(float, line.split(",")))[2 + classes:] for line in done.stdout.splitlines()[1:]]


def true_derivatives(label, logits, gamma):
    """The gradient, the Hessian and the largest term of that, for every logit."""
    all_logits = [mpf(0), mpf(logits[0])] if len(logits) == 1 else [mpf(z) for z in logits]
    highest = max(all_logits)
    powers = [mp.exp(z - highest) for z in all_logits]
    total = sum(powers)
    p = [power / total for power in powers]
    q = [sum(powers[:j] + powers[j + 1:]) / total for j in range(len(powers))]
    ce = mp.log1p(sum(powers[:label] + powers[label + 1:]) / powers[label])
    own, other = p[label], q[label]
    modulation = other**gamma
    first = gamma * own * ce + other
    terms = [-gamma * own * other * ce, gamma * (gamma - 1) * own * own * ce, 2 * gamma * own * other]
    second = sum(terms)
    for j in [1] if len(logits) == 1 else range(len(logits)):
        if j == label:
            largest = max(abs(term) for term in [*terms, own * first])
            yield -modulation * first, modulation * (second + own * first), modulation * largest
        else:
            share = p[j] / other
            largest = max(abs(term) for term in [*(share * term for term in terms), q[j] * first])
            yield modulation * share * first, modulation * share * (share * second + q[j] * first), modulation * share * largest


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 32)
    generator = random.Random(seed)
    print(f"seed {seed}\n\n| classes | γ | gradient: median | p99 | worst | Hessian: median | p99 | worst |")
    print("|---|---|---|---|---|---|---|---|")
    is_within = True
    for classes in [1, 2, 3, 10]:
        for gamma in [0.5, 1, 2, 3, 5]:
            rows = list(rows_of(generator, classes, count // classes))
            errors = ([], [])
            for (label, logits), numbers in zip(rows, printed(program, rows, classes, gamma)):
                for j, (gradient, hessian, largest) in enumerate(true_derivatives(label, logits, mpf(gamma))):
                    if abs(gradient) > LEAST:
                        errors[0].append(float(abs(numbers[j] - gradient) / math.ulp(float(gradient))))
                    if largest > LEAST:
                        errors[1].append(float(abs(numbers[classes + j] - hessian) / math.ulp(float(largest))))
            cells = []
            for place, found in enumerate(errors):
                found.sort()
                cells += [f"{found[len(found) // 2]:.2f}", f"{found[int(len(found) * 0.99)]:.2f}", f"{found[-1]:.2f}"]
                is_within &= found[-1] <= (place + 1) * (5 if gamma <= 2 else 10)
            print("|", " | ".join([str(classes), f"{gamma:g}", *cells]), "|", flush=True)
    sys.exit(not is_within)


main()
