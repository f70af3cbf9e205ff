# elementary.csv: ln x and e^x. 100 digits, rounded once.
# Over the whole range of normal results, near 1 where the logarithm vanishes, near √½ and √2 where its exponent changes, and near
# the halves of ln 2 where that of the exponential does.
# Command: python3 elementary.py
import math
import random

from mpmath import mp, mpf

from rounding import rounded, write

mp.dps = 100
random.seed(20261121)
positives = [1.0, 2.0, 0.5, 10.0, 2.0**-1022, 2.0**1022, math.nextafter(2.0**1022, math.inf), 1.7976931348623157e308]
for center in [1.0, math.sqrt(0.5), math.sqrt(2)]:
    positives += [math.nextafter(center, 0), center, math.nextafter(center, 2)]
    positives += [center * (1 + random.choice([1, -1]) * 2 ** random.uniform(-52, -4)) for _ in range(100)]
positives += [random.random() for _ in range(200)]
positives += [2 ** random.uniform(-1022, 1023) for _ in range(100)]
exponents = [0.0, 1.0, -1.0, 708.0, -708.0, math.nextafter(-708.0, -math.inf), 709.0]
for _ in range(100):
    exponents.append((random.randint(-1000, 1000) + 0.5) * math.log(2) * (1 + random.uniform(-1, 1) * 2**-40))
    exponents.append(random.choice([1, -1]) * 2 ** random.uniform(-60, 0))
    exponents += [-random.uniform(0, 40), random.uniform(-708, 708)]
lines = ["function,x,value"]
lines += [f"log,{x.hex()},{rounded(mp.log(mpf(x)))}" for x in positives]
lines += [f"exp,{x.hex()},{rounded(mp.exp(mpf(x)))}" for x in exponents if abs(x) < 709.5]
write(__file__, ".csv", lines)
