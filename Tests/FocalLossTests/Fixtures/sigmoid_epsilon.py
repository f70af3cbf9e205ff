# sigmoid_epsilon.csv: the binary loss from a logit with an epsilon, no alpha. The epsilon is the exact double.
#   clip: p = sigmoid(z) rounded to double; where p < epsilon or p > fl(1 - epsilon) the loss is that of the exact double
#         epsilon or fl(1 - epsilon), elsewhere the exact loss from the logit (no logit here has p within 4 ulp of a bound)
#   add: -(1 - p_t)^gamma * ln(p_t + epsilon) with exact p_t; it is negative where p_t + epsilon > 1
#   log-floor: (1 - p_t)^gamma * min(-ln p_t, epsilon)
# Gamma is drawn at random. 800 digits (1 - p can be as small as 1e-324), rounded once.
# Command: python3 sigmoid_epsilon.py
import math
import random

from mpmath import mp, mpf

from rounding import nearest, rounded, write

mp.dps = 800
random.seed(20240608)
LOGITS = [-745.0, -150.0, -40.0, -25.0, -19.5, -15.0, -8.0, -1.5, 0.0, 0.25, 3.0, 10.0, 17.0, 22.0, 35.5, 60.0, 700.0]
RULES = [("clip", 1e-5), ("clip", 1e-7), ("clip", 1e-15), ("add", 1e-8), ("add", 1e-3), ("log-floor", 100.0), ("log-floor", 20.0)]


def loss(rule, epsilon, label, gamma, z):
    p = 1 / (1 + mp.exp(-mpf(z)))
    if rule == "clip":
        double, top = nearest(p), 1 - epsilon
        assert all(abs(double - bound) > 4 * math.ulp(bound) for bound in (epsilon, top)), z
        p = mpf(epsilon) if double < epsilon else mpf(top) if double > top else p
    true = p if label == 1 else 1 - p
    ce = -mp.log(true + mpf(epsilon)) if rule == "add" else -mp.log(true)
    if rule == "log-floor":
        ce = min(ce, mpf(epsilon))
    return (1 - true) ** mpf(gamma) * ce


lines = ["rule,epsilon,label,gamma,logit,loss"]
deck = []
for rule, epsilon in RULES:
    for z in LOGITS:
        for label in (0, 1):
            deck = deck or random.sample([0.0, 0.5, 2.0], 3)
            gamma = deck.pop()
            lines.append(f"{rule},{epsilon},{label},{gamma},{z.hex()},{rounded(loss(rule, epsilon, label, gamma, z))}")
write(__file__, ".csv", lines)
