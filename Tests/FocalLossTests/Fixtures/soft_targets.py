# soft_targets.csv: three rules for a soft target y of a binary sample; loss and its first two derivatives by the logit.
# Per rule, input and y one row; gamma and alpha are drawn at random. 1 - y is exact (not rounded to double).
#   q+ = 1 - p, q- = p, ce+ = -ln p, ce- = -ln(1 - p), C = y ce+ + (1-y) ce-, A = alpha y + (1-alpha)(1-y), or 1 without alpha
#   mixture:  A (y q+ + (1-y) q-)^gamma C
#   expected: alpha y q+^gamma ce+ + (1-alpha)(1-y) q-^gamma ce-   (both factors 1 without alpha)
#   exp-ce:   A (1 - e^-C)^gamma C
# input "probabilities": p is the exact double and the derivatives are by z = ln(p / (1-p)).
# Analytic derivatives at 120 digits, rounded once.
# Command: python3 soft_targets.py
import random

from mpmath import mp, mpf

from rounding import rounded, write

mp.dps = 120
random.seed(20240602)
RULES = ["mixture", "expected", "exp-ce"]
TARGETS = [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0]
LOGITS = [-30.0, -20.0, -10.0, -5.0, -2.0, -1.0, -0.25, -1e-9, 0.0, 1e-9, 0.25, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0]
PROBABILITIES = [1e-10, 1e-5, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1 - 1e-5, 1 - 2.0**-40]
SETTINGS = [(gamma, alpha) for gamma in [0.0, 0.5, 1.0, 2.0, 5.0] for alpha in [None, 0.25]]


def power(m, gamma):
    """m^gamma and its first two derivatives by z, from those of m."""
    v, d1, d2 = m
    if gamma == 0:
        return mpf(1), mpf(0), mpf(0)
    return (v**gamma, gamma * v ** (gamma - 1) * d1,
            gamma * (gamma - 1) * v ** (gamma - 2) * d1**2 + gamma * v ** (gamma - 1) * d2)


def times(a, b):
    return a[0] * b[0], a[1] * b[0] + a[0] * b[1], a[2] * b[0] + 2 * a[1] * b[1] + a[0] * b[2]


def mix(a, u, b, v):
    return tuple(a * x + b * y for x, y in zip(u, v))


def triple(rule, y, p, gamma, alpha):
    """Loss, first and second derivative by the logit."""
    y, gamma = mpf(y), mpf(gamma)
    s = p * (1 - p)
    positive_q, negative_q = (1 - p, -s, -s * (1 - 2 * p)), (p, s, s * (1 - 2 * p))
    positive_ce, negative_ce = (-mp.log(p), p - 1, s), (-mp.log(1 - p), p, s)
    a, b = (mpf(1), mpf(1)) if alpha is None else (mpf(alpha), 1 - mpf(alpha))
    if rule == "expected":
        return mix(a * y, times(power(positive_q, gamma), positive_ce),
                   b * (1 - y), times(power(negative_q, gamma), negative_ce))
    c = mix(y, positive_ce, 1 - y, negative_ce)
    if rule == "mixture":
        m = mix(y, positive_q, 1 - y, negative_q)
    else:
        e = mp.exp(-c[0])
        m = (1 - e, e * c[1], e * (c[2] - c[1] ** 2))
    factor = mpf(1) if alpha is None else a * y + b * (1 - y)
    return tuple(factor * x for x in times(power(m, gamma), c))


def main():
    lines = ["rule,input,target,prediction,gamma,alpha,loss,gradient,hessian"]
    deck = []
    for rule in RULES:
        for kind, values in [("logits", LOGITS), ("probabilities", PROBABILITIES)]:
            for x in values:
                p = 1 / (1 + mp.exp(-mpf(x))) if kind == "logits" else mpf(x)
                for y in TARGETS:
                    if not deck:
                        deck = random.sample(SETTINGS, len(SETTINGS))
                    gamma, alpha = deck.pop()
                    numbers = ",".join(rounded(v) for v in triple(rule, y, p, gamma, alpha))
                    lines.append(f"{rule},{kind},{y},{x.hex()},{gamma},{'none' if alpha is None else alpha},{numbers}")
    write(__file__, ".csv", lines)


if __name__ == "__main__":
    main()
