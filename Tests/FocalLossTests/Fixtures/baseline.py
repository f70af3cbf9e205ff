# baseline.jsonl: the constant prediction at which the focal loss of a data set is least, and its mean loss there.
#   task binary: counts of negatives and positives, alpha none or balanced; task multiclass: counts of the classes.
#   The least loss solves a_c f'(p_c) = the same for every class, f(p) = (1-p)^gamma (-ln p), with sum p_c = 1 (binary: two classes),
#   by nested bisection. Beside it the loss at one half (1/K) and at the prevalence.
# 45 digits, rounded once.
# Command: python3 baseline.py
import json

from mpmath import mp, mpf

from rounding import rounded, write

mp.dps = 45


def term(p, gamma):
    return (1 - p) ** gamma * -mp.log(p) if p > 0 else mp.inf


def slope(z, gamma):
    """-f'(p) at the logit z of p."""
    p, q, ce = 1 / (1 + mp.exp(-z)), 1 / (1 + mp.exp(z)), mp.log1p(mp.exp(-z))
    return q**gamma / p + (gamma * q ** (gamma - 1) * ce if gamma else 0)


def bisect(low, high, is_above):
    low, high = mpf(low), mpf(high)
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (low, middle) if is_above(middle) else (middle, high)
    return (low + high) / 2


def sigmoid(z):
    return 1 / (1 + mp.exp(-z))


def least(weights, gamma):
    # The logarithm t of the multiplier, and for it every p by its logit.
    def probability(weight, t):
        return sigmoid(bisect(-200, 200, lambda z: weight * slope(z, gamma) < mp.exp(t)))

    if gamma == 0:
        return [w / sum(weights) for w in weights]
    t = bisect(-60, 60, lambda t: sum(probability(w, t) for w in weights) < 1)
    return [probability(w, t) for w in weights]


lines = []
for counts in [(99, 1), (9, 1), (1, 1), (212, 357), (999999, 1), (3, 997)]:
    for gamma in [0, 0.5, 1, 2, 5]:
        for alpha in [None, 0.25]:
            a = [mpf(1), mpf(1)] if alpha is None else [1 - mpf(alpha), mpf(alpha)]
            weights = [a[side] * counts[side] for side in (0, 1)]
            total, g = sum(counts), mpf(gamma)

            def loss(p):
                return (weights[1] * term(p, g) + weights[0] * term(1 - p, g)) / total

            p = sigmoid(bisect(-200, 200, lambda z: weights[1] * slope(z, g) < weights[0] * slope(-z, g)))
            prior = mpf(counts[1]) / total
            lines.append(json.dumps({"task": "binary", "counts": counts, "gamma": gamma, "alpha": alpha, "predictions": [rounded(p)],
                                     "loss": rounded(loss(p)), "lossAtHalf": rounded(loss(mpf(1) / 2)), "lossAtPrevalence": rounded(loss(prior))}))
for counts in [(1, 1, 1), (59, 71, 48), (1, 10, 100), (998, 1, 1), (5, 0, 3), (1, 2, 3, 4, 5, 6, 7, 8)]:
    for gamma in [0, 0.5, 1, 2, 5]:
        total, g, k = sum(counts), mpf(gamma), len(counts)
        there = [c for c in counts if c]
        best = dict(zip(there, least([mpf(c) for c in there], g)))
        ps = [best[c] if c else mpf(0) for c in counts]

        def loss(ps):
            return sum(c * term(p, g) for c, p in zip(counts, ps) if c) / total

        lines.append(json.dumps({"task": "multiclass", "counts": counts, "gamma": gamma, "alpha": None, "predictions": [rounded(p) for p in ps],
                                 "loss": rounded(loss(ps)), "lossAtHalf": rounded(loss([mpf(1) / k] * k)),
                                 "lossAtPrevalence": rounded(loss([mpf(c) / total for c in counts]))}))
write(__file__, ".jsonl", lines)
