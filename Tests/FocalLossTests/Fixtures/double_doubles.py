# double_doubles.csv: e^x, e^x − 1 and ln x as the nearest double and that nearest to what it leaves. 120 digits.
# Over the range, near the halves of ln 2 where e^x changes its exponent, near √½ and √2 where ln x does, and near 1.
# Command: python3 double_doubles.py
import math
import random

from mpmath import mp, mpf

from rounding import nearest, rounded, write

mp.dps = 120
random.seed(20261130)
cases = []
for _ in range(150):
    cases += [("exp", random.uniform(-650, 700)), ("exp", -random.uniform(0, 40))]
    cases.append(("exp", (random.randint(-900, 900) + 0.5) * math.log(2) * (1 + random.uniform(-1, 1) * 2**-20)))
    cases += [("expm1", random.uniform(-40, 40)), ("expm1", random.choice([1, -1]) * 2 ** random.uniform(-60, 0))]
    cases += [("log", random.uniform(0.5, 2)), ("log", 2 ** random.uniform(-1022, 1022))]
    cases.append(("log", random.choice([0.5, 2]) ** 0.5 * (1 + random.uniform(-1, 1) * 2**-10)))
    cases.append(("log", 1 + random.uniform(-1, 1) * 2 ** random.uniform(-50, -4)))
functions = {"exp": mp.exp, "expm1": mp.expm1, "log": mp.log}
lines = ["function,x,high,low"]
for name, x in cases:
    value = functions[name](mpf(x))
    lines.append(f"{name},{x.hex()},{rounded(value)},{rounded(value - mpf(nearest(value)))}")
write(__file__, ".csv", lines)
