# variants.jsonl: losses of the conventions that came after 2020, with their first and second derivatives by every logit.
# Each line: the convention (names of the command line), the label or the target y, the logits, and what they give. Of a class t, with
# q = 1 - p_t and ce = -ln p_t; a binary target y is a softmax over (0, z):
#   smoothing others:              t_c = y_c (1-s) + (1-y_c) s/(K-1), loss sum of alpha_c t_c q_c^gamma ce_c
#   smoothing cross-entropy-only:  alpha_t q_t^gamma sum of t_c ce_c, t_c = y_c (1-s) + s/K
#   inverse:                       (1+p_t)^gamma ce
#   dual:                          (1 - p_t + p_j)^gamma ce, p_j the largest probability below p_t, or 0
#   normalized-softmax:            q^gamma ce / sum over c of q_c^gamma ce_c
#   schedule:                      q^gamma(p_t) ce
#   poly1-both:                    alpha_t (q^gamma ce + epsilon q^(gamma+1))
#   gaussian:                      y = 1: q^gamma ce; else (1-y)^beta p^gamma (-ln(1-p))
#   power-margin:                  y = 1: q^gamma ce; else with p - m, or 0, for p (no derivatives: it has a kink)
#   of a quality u; y = 0: alpha p^gamma (-ln(1-p)); y = 1: w (-t ln p - (1-t) ln(1-p)) with
#   varifocal: w = t = u; mal: w = 1, t = u^gamma; ia-bce: w = 1, t = max(p^a u^(1-a), .01) (no derivatives: libraries hold t)
# Derivatives are numerical ones at 140 digits, rounded once; 1 - alpha and smoothed targets are exact.
# Command: python3 variants.py
import json
import random

from mpmath import mp, mpf

from rounding import rounded, write

mp.dps = 140
random.seed(20261128)
GAMMAS = [0.0, 0.5, 1.0, 2.0, 3.0, 5.0]


def softmax(logits):
    powers = [mp.exp(z) for z in logits]
    return [e / sum(powers) for e in powers]


def complement(p, c):
    return sum(x for i, x in enumerate(p) if i != c)


def power(q, gamma):
    return mpf(1) if gamma == 0 else q ** mpf(gamma)


def classes(case, logits):
    """The probabilities of the classes, their complements and cross entropies; a binary one has two."""
    p = softmax(logits if case["task"] == "multiclass" else [mpf(0), logits[0]])
    return p, [complement(p, c) for c in range(len(p))], [-mp.log(x) for x in p]


def loss(case, logits):
    gamma = mpf(case["gamma"])
    p, q, ce = classes(case, logits)
    alpha = [mpf(1)] * len(p)
    if case["alpha"] is not None:
        alpha = [1 - mpf(case["alpha"]), mpf(case["alpha"])]
    name = case["modulator"].split(":")[0]
    values = [mpf(float(x)) for x in case["modulator"].split(":")[1].split("+")] if ":" in case["modulator"] else []
    y, t = case["target"], int(case["target"])
    if case["smoothing"]:
        rule, s = case["smoothing"].split(":")
        s, count = mpf(float(s)), len(p)
        if rule == "others":
            shares = [1 - s if c == t else s / (count - 1) for c in range(count)]
            return sum(a * w * power(u, gamma) * x for a, w, u, x in zip(alpha, shares, q, ce))
        shares = [(c == t) * (1 - s) + s / count for c in range(count)]
        return alpha[t] * power(q[t], gamma) * sum(w * x for w, x in zip(shares, ce))
    if name == "inverse":
        return alpha[t] * power(1 + p[t], gamma) * ce[t]
    if name == "dual":
        below = [x for c, x in enumerate(p) if c != t and x < p[t]]
        return alpha[t] * power(q[t] + max(below, default=mpf(0)), gamma) * ce[t]
    if name == "normalized-softmax":
        return alpha[t] * power(q[t], gamma) * ce[t] / sum(power(u, gamma) * x for u, x in zip(q, ce))
    if name == "schedule":
        own = next(g for bound, g in zip(values[0::2], values[1::2]) if p[t] < bound)
        return alpha[t] * power(q[t], own) * ce[t]
    if name == "poly1-both":
        return alpha[t] * (power(q[t], gamma) * ce[t] + values[0] * power(q[t], gamma + 1))
    if name == "gaussian":
        if y == 1:
            return alpha[1] * power(q[1], gamma) * ce[1]
        return alpha[0] * (1 - mpf(y)) ** values[0] * power(q[0], gamma) * ce[0]
    if name == "power-margin":
        if y == 1:
            return alpha[1] * power(q[1], gamma) * ce[1]
        reduced = max(p[1] - values[0], mpf(0))
        return alpha[0] * power(reduced, gamma) * -mp.log(1 - reduced)
    if name in ("varifocal", "mal", "ia-bce"):
        if y == 0:
            return (1 if case["alpha"] is None else mpf(case["alpha"])) * power(q[0], gamma) * ce[0]
        u = mpf(case["quality"])
        share = {"varifocal": u, "mal": power(u, gamma)}.get(name)
        if share is None:
            share = max(p[1] ** values[0] * u ** (1 - values[0]), mpf(0.01))
        return (u if name == "varifocal" else 1) * (share * ce[1] + (1 - share) * ce[0])
    raise ValueError(name)


def line(case):
    logits = [mpf(z) for z in case["logits"]]
    result = dict(case, logits=[z.hex() for z in case["logits"]], loss=rounded(loss(case, logits)))
    if not case["modulator"].startswith(("power-margin", "ia-bce")):
        def along(j):
            return lambda z: loss(case, logits[:j] + [z] + logits[j + 1:])
        for name, order in [("gradient", 1), ("hessian", 2)]:
            result[name] = [rounded(mp.diff(along(j), z, order)) for j, z in enumerate(logits)]
    return json.dumps(result)


def cases():
    binary = [(name, smoothing) for name, smoothing in [
        ("power", "others:0.1"), ("power", "others:0.25"), ("power", "cross-entropy-only:0.1"),
        ("power", "cross-entropy-only:0.5"), ("inverse", None), ("schedule:0.2+5+0.5+3+1+2", None),
        ("schedule:0.25+0.5+1+1.5", None), ("poly1-both:1", None), ("poly1-both:-0.5", None),
        ("gaussian:4", None), ("gaussian:0.5", None), ("power-margin:0.05", None)]]
    rows = [("power", "others:0.1"), ("power", "cross-entropy-only:0.1"), ("inverse", None), ("dual", None),
            ("normalized-softmax", None), ("schedule:0.2+5+0.5+3+1+2", None), ("poly1-both:1", None)]
    for name, smoothing in binary:
        for i in range(30):
            span = [4, 4, 12, 40][i % 4]
            target = float(i % 2)
            if name.startswith("gaussian") and i % 3 > 0:
                target = random.choice([0.0, 0.125, 0.3, 0.75, 0.99])
            yield dict(modulator=name, smoothing=smoothing, task="binary", gamma=random.choice(GAMMAS),
                       alpha=random.choice([None, 0.25]), target=target, logits=[random.uniform(-span, span)])
    for name, smoothing in rows:
        for i in range(30):
            span = [2, 4, 8, 30][i % 4]
            count = random.choice([2, 3, 3, 5])
            yield dict(modulator=name, smoothing=smoothing, task="multiclass", gamma=random.choice(GAMMAS), alpha=None,
                       target=float(random.randrange(count)), logits=[random.uniform(-span, span) for _ in range(count)])
    for name in ["varifocal", "mal", "ia-bce:0.25"]:
        for i in range(30):
            span = [4, 4, 12, 40][i % 4]
            yield dict(modulator=name, smoothing=None, task="binary", gamma=random.choice(GAMMAS),
                       alpha=None if name.startswith("ia") else random.choice([None, 0.75]), target=float(i % 3 > 0),
                       quality=random.choice([0.0, 0.125, 0.6, 0.99, 1.0]), logits=[random.uniform(-span, span)])


write(__file__, ".jsonl", [line(case) for case in cases()])
