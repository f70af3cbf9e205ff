# pairs.csv: q = 1 − p_t, ce = −ln p_t and focal terms of one target, from a logit, a probability, a log-probability, and rows of 2, 3
# and 11 softmax logits whose first is the true class. 140 digits.
# q and ce as the nearest double and that nearest to what it leaves; the terms for γ ½, 1, 1½, 2, 2.2, 3, 5 and 40, rounded once.
# Over the whole range, near 0 and near 1, near ties, near-dominant classes, and logits whose differences are rounded.
# Command: python3 pairs.py
import random

from mpmath import mp, mpf

from rounding import nearest, rounded, spell, write

mp.dps = 140
random.seed(20261129)
GAMMAS = [0.5, 1, 1.5, 2, 2.2, 3, 5, 40]


def of_logit(numbers, label):
    return of_softmax([numbers[0], 0.0] if label else [-numbers[0], 0.0], 1)


def of_probability(numbers, label):
    p = mpf(numbers[0])
    return (1 - p, -mp.log(p)) if label else (p, -mp.log1p(-p))


def of_log_probability(numbers, label):
    return of_probability([mp.exp(mpf(numbers[0]))], label)


def of_softmax(numbers, label):
    exponentials = [mp.exp(mpf(z) - mpf(numbers[0])) for z in numbers]
    others = sum(exponentials[1:])
    return others / (1 + others), mp.log1p(others)


def random_rows():
    for _ in range(25):
        yield "logit", of_logit, [random.gauss(0, 3)]
        yield "logit", of_logit, [random.uniform(-700, 700)]
        yield "logit", of_logit, [random.uniform(-40, 40)]
        yield "probability", of_probability, [random.random()]
        yield "probability", of_probability, [2 ** random.uniform(-1000, -1)]
        yield "probability", of_probability, [1 - 2 ** random.uniform(-52, -1)]
        yield "log-probability", of_log_probability, [-random.uniform(0, 5)]
        yield "log-probability", of_log_probability, [-(2 ** random.uniform(-60, 9))]
        for count in (2, 3, 11):
            yield "softmax", of_softmax, [random.gauss(0, 3) for _ in range(count)]
            yield "softmax", of_softmax, [random.uniform(-50, 50) for _ in range(count)]
            yield "softmax", of_softmax, [1.5 + random.gauss(0, 1e-9) for _ in range(count)]
            row = [random.gauss(0, 1) for _ in range(count)]
            row[random.randrange(count)] += random.uniform(10, 60)
            yield "softmax", of_softmax, row
    for z in [0.0, 708.0, -708.0, 36.7, 37.5, 744.0]:
        yield "logit", of_logit, [z]
        yield "softmax", of_softmax, [z, 0.0, -1.0]


lines = ["kind,label,numbers,q,q_rest,ce,ce_rest," + ",".join(f"loss_{gamma}" for gamma in GAMMAS)]
for kind, pair, numbers in random_rows():
    for label in (1,) if kind == "softmax" else (0, 1):
        q, ce = pair(numbers, label)
        cells = [kind, str(label), " ".join(spell(x) for x in numbers)]
        for number in (q, ce):
            cells += [rounded(number), rounded(number - mpf(nearest(number)))]
        cells += [rounded(q ** mpf(gamma) * ce) for gamma in GAMMAS]
        lines.append(",".join(cells))
write(__file__, ".csv", lines)
