# cancellations.csv: losses from logits where a rule subtracts nearly all there is, or where the modulating factor vanishes before it
# meets the cross entropy: distance at p close to y, add and add-all where 1 − p_t or p_t is close to ε, margin and positive-factor at
# logits far out. 120 digits. The label is y; y and 1 − y are exact.
# Command: python3 cancellations.py
import math
import random

from mpmath import mp, mpf

from rounding import rounded, spell, write

mp.dps = 120
random.seed(20261201)


def sides(z):
    """p, 1 − p and both cross entropies, of a positive and of a negative."""
    e = mp.exp(-abs(mpf(z)))
    p, q = (1 / (1 + e), e / (1 + e)) if z >= 0 else (e / (1 + e), 1 / (1 + e))
    return p, q, mp.log1p(e) + max(-mpf(z), 0), mp.log1p(e) + max(mpf(z), 0)


def loss(rule, z, y, gamma, epsilon):
    p, q, positive, negative = sides(z)
    y = mpf(y)
    ce = y * positive + (1 - y) * negative
    if rule == "distance":
        return abs(y - p) ** gamma * ce
    if rule == "margin":
        return sides(float(z) * (2 * y - 1))[1] ** gamma * ce
    if rule == "positive-factor":
        return q**gamma * ce
    complement, sign = (q, 1) if y == 1 or rule == "add" else (p, -1)
    if y == 0:
        complement = p
    shift = sign * mpf(epsilon)
    if shift - complement <= -1:
        return mpf("inf")
    ce = -mp.log1p(shift - complement)
    if rule == "add-all":
        complement = max(complement - shift, 0)
    return complement**gamma * ce


cases = []
for _ in range(60):
    y = random.uniform(0.02, 0.98)
    z = math.log(y / (1 - y))
    z += random.choice([0, 1, -1]) * 2 ** random.uniform(-52, -6)
    cases.append(("distance", z, y, random.choice([1, 2, 5]), 0.0))
    epsilon = random.choice([1e-7, 1e-3, 0.05])
    far = math.log(1 / epsilon - 1) * (1 + random.choice([1, -1]) * 2 ** random.uniform(-50, -6))
    cases.append(("add", far, 1, random.choice([1, 2, 5]), epsilon))
    cases.append(("add-all", far, 1, random.choice([1, 2, 5]), epsilon))
    # p_t of a negative is 1 − p: close to ε where p is close to 1.
    cases.append(("add-all", far * 1.01, 0, random.choice([1, 2, 5]), epsilon))
    cases.append(("positive-factor", random.uniform(300, 376), random.uniform(0.01, 0.99), 2, 0.0))
    cases.append(("margin", random.uniform(380, 700), random.uniform(0.8, 0.99), 2, 0.0))
cases += [("positive-factor", 373.0, 0.5, 2, 0.0), ("margin", 467.0, 0.9, 2, 0.0)]
lines = ["rule,z,y,gamma,epsilon,loss"]
for rule, z, y, gamma, epsilon in cases:
    value = loss(rule, z, y, gamma, epsilon)
    if value != 0 and abs(value) < mp.inf:
        lines.append(f"{rule},{spell(float(z))},{spell(float(y))},{gamma},{spell(epsilon)},{rounded(value)}")
write(__file__, ".csv", lines)
