# sweep_rows.csv, sweep_cells.csv: a table with weights, and what a sweep over it has to say of every cell, with epsilon 0:
#   m = w q^gamma; mean = sum of alpha_t m ce / rows; normalized = sum of alpha_t m ce / sum of m
#   effective_samples = (sum of m)^2 / sum of m^2; skill = 1 - L / L0, L0 the least loss of a constant p,
#   where the derivative A+ f'(p) - A- f'(1 - p) of the loss is 0, found by bisection
# 60 digits, from the doubles that the decimals are; rounded once.
# Command: python3 sweep.py
import random
from pathlib import Path

from mpmath import mp, mpf

mp.dps = 60
random.seed(20261121)
folder = Path(__file__).resolve().parent


def term(p, gamma):
    return (1 - p) ** gamma * -mp.log(p)


def slope(p, gamma):
    return -((1 - p) ** gamma) / p + (gamma * (1 - p) ** (gamma - 1) * mp.log(p) if gamma else 0)


def best(positive, negative, gamma):
    low, high = mpf(0), mpf(1)
    for _ in range(190):
        p = (low + high) / 2
        if positive * slope(p, gamma) - negative * slope(1 - p, gamma) > 0:
            high = p
        else:
            low = p
    return p


rows = []
for i in range(60):
    y = int(random.random() < 0.3)
    p = round(1 / (1 + 2.718281828 ** -(random.gauss(1 if y else -1.5, 2))), random.choice([3, 9, 17]))
    rows.append((y, min(max(p, 0.0001), 0.9999), random.choice([1, 1, 2, 0.5, 0, 3.25])))
(folder / "sweep_rows.csv").write_text("label,prob,weight\n" + "".join(f"{y},{p!r},{w}\n" for y, p, w in rows))

lines = ["alpha,gamma,mean,normalized,effective_samples,skill,prediction,best_loss"]
for gamma in [0, 0.1, 0.5, 1, 2, 2.75, 5]:
    for alpha in ["0.05", "0.25", "none"]:
        a, b = (mpf(1), mpf(1)) if alpha == "none" else (mpf(float(alpha)), mpf(1 - float(alpha)))
        g = mpf(gamma)
        total = count = squares = mpf(0)
        for y, p, w in rows:
            pt = mpf(p) if y else 1 - mpf(p)
            m = mpf(w) * (1 - pt) ** g
            total += (a if y else b) * m * -mp.log(pt)
            count += m
            squares += m * m
        positive = a * sum(mpf(w) for y, _, w in rows if y)
        negative = b * sum(mpf(w) for y, _, w in rows if not y)
        p = best(positive, negative, g)
        least = positive * term(p, g) + negative * term(1 - p, g)
        numbers = [total / len(rows), total / count, count**2 / squares, 1 - total / least, p, least / len(rows)]
        lines.append(f"{alpha},{gamma}," + ",".join(repr(float(x)) for x in numbers))
(folder / "sweep_cells.csv").write_text("".join(line + "\n" for line in lines))
