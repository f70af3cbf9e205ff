# log_one_plus.csv: ln (1 + x). 100 digits, rounded once.
# Near the places where the way of computing it changes, where 1 + x is all rounding, towards the pole, and over the whole range.
# Command: python3 log_one_plus.py
import math
import random

from mpmath import mp, mpf

from rounding import rounded, write

mp.dps = 100
random.seed(20261121)
xs = [1.0, -0.5, 2.0**60, 2.0**61, 5e-324, -5e-324]
for center in [2.0**-29, 2.0**-52, 2.0**-53, 0.5, 1.0, 2.0**60]:
    for sign in [1, -1] if center < 1 else [1]:
        x = sign * center
        xs += [math.nextafter(x, 0), x, math.nextafter(x, 2 * x)]
for _ in range(400):
    xs.append(random.choice([1, -1]) * 2 ** random.uniform(-60, 0))
for _ in range(100):
    xs += [-1 + 2 ** random.uniform(-52, 0), 2 ** random.uniform(0, 70)]
lines = ["x,logarithm"]
for x in xs:
    lines.append(f"{x.hex()},{rounded(mp.log1p(mpf(x)))}")
write(__file__, ".csv", lines)
