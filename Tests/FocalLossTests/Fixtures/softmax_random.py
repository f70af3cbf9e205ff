# softmax_random.jsonl: loss, gradient and Hessian diagonal (d/dz_j, d2/dz_j2) of 400 random softmax rows, no alpha.
# Logits uniform in +-50 (most), +-5 or +-700; K of 2, 3, 5, 10, 100; gradient and Hessian for K <= 5 only.
# The true class is random; in every fourth row it is the largest logit's, so that large K has well-classified rows too.
# "hessianTerms": for each j the largest absolute value among the five terms that add up to the Hessian diagonal.
# Plain definitions at 1500 digits (1 - p can be as small as 1e-608), rounded once.
# Command: python3 softmax_random.py
import json
import random

from mpmath import mp, mpf

from rounding import rounded, write

mp.dps = 1500
random.seed(20240601)
CLASSES = [2] * 110 + [3] * 110 + [5] * 100 + [10] * 48 + [100] * 32
SPANS = [50, 50, 50, 5, 700]
GAMMAS = [0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 5.0]


def row(index, classes):
    span = random.choice(SPANS)
    logits = [random.uniform(-span, span) for _ in range(classes)]
    t = logits.index(max(logits)) if index % 4 == 3 else random.randrange(classes)
    gamma = random.choice(GAMMAS)
    g = mpf(gamma)
    powers = [mp.exp(mpf(z)) for z in logits]
    total = sum(powers)
    probabilities = [e / total for e in powers]
    p = probabilities[t]
    q = 1 - p
    ce = -mp.log(p)
    power = q**g
    result = {"label": t, "gamma": gamma, "logits": [z.hex() for z in logits], "loss": rounded(power * ce)}
    if classes <= 5:
        # f(u) = -(1 - e^u)^gamma * u with u = ln p_t; du/dz_j = d - p_j; d2u/dz_j2 = -p_j (1 - p_j)
        slope = [-power, -g * p * power / q * ce]
        curvature = [-g * p * power / q * ce, g * (g - 1) * p**2 * power / q**2 * ce, 2 * g * p * power / q]
        gradient, hessian, terms = [], [], []
        for j, pj in enumerate(probabilities):
            d = (1 if j == t else 0) - pj
            parts = [c * d**2 for c in curvature] + [-s * pj * (1 - pj) for s in slope]
            gradient.append(rounded(sum(slope) * d))
            hessian.append(rounded(sum(parts)))
            terms.append(rounded(max(abs(x) for x in parts)))
        result.update(gradient=gradient, hessianDiagonal=hessian, hessianTerms=terms)
    return result


random.shuffle(CLASSES)
write(__file__, ".jsonl", [json.dumps(row(i, k)) for i, k in enumerate(CLASSES)])
