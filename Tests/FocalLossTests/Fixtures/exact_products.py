# exact_products.jsonl: pairs of doubles and the exact sum of their exact products, rounded once to double, ties to even.
# Every product is finite, and its lowest bit is at 2^-1022 or above (so a product splits exactly into two doubles).
# Command: python3 exact_products.py
import json
import math
import random
from fractions import Fraction

from rounding import nearest, spell, write

random.seed(20240605)
MAX = 1.7976931348623157e308
ONES = 2 - 2.0**-52
UP = 1 + 2.0**-52
cases = []


def case(name, products):
    for a, b in products:
        exact = Fraction(a) * Fraction(b)
        assert math.isfinite(nearest(exact)) and (exact * 2**1022).denominator == 1, name
    total = nearest(sum((Fraction(a) * Fraction(b) for a, b in products), Fraction(0)))
    cases.append({"name": name, "products": [[a.hex(), b.hex()] for a, b in products], "sum": spell(total)})


def any_double(low, high):
    return math.copysign(math.ldexp(1 + random.getrandbits(52) / 2**52, random.randint(low, high)), random.random() - 0.5)


case("empty", [])
case("zero", [(0.0, 5.0)])
case("negative zero", [(-0.0, 5.0), (0.0, -1.0)])
case("one", [(1.0, 1.0)])
case("rounded product", [(0.1, 0.1)])
case("the low part remains", [(UP, UP), (-1.0, 1 + 2.0**-51)])
case("the low part remains, tenths", [(0.1, 0.1), (-0.1 * 0.1, 1.0)])
case("the products cancel", [(0.1, 0.3), (-0.3, 0.1)])
case("weights times losses", [(random.choice([0.25, 0.75]), random.random() ** 6 * 20) for _ in range(100)])
case("integer weights", [(float(random.randint(1, 5)), random.random()) for _ in range(100)])
case("tie to even, down", [(1.0, 1.0), (2.0**-26, 2.0**-27)])
case("tie to even, up", [(UP, 1.0), (2.0**-26, 2.0**-27)])
case("just above the tie", [(1.0, 1.0), (2.0**-26, 2.0**-27), (2.0**-500, 2.0**-500)])
case("just below the tie", [(1.0, 1.0), (2.0**-26, 2.0**-27), (2.0**-500, -(2.0**-500))])
case("tie, negative", [(-UP, 1.0), (2.0**-26, -(2.0**-27))])
case("ones squared", [(ONES, ONES)] * 50)
case("ones squared, negative", [(ONES, -ONES)] * 50)
case("partial sums overflow, the total does not", [(1e154, 1e154)] * 3 + [(1e154, -1e154)] * 3 + [(3.0, 7.0)])
case("partial sums overflow, the total is large", [(MAX, 1.0), (MAX, 1.0), (-MAX, 1.0)])
case("overflow", [(1e154, 1e154), (1e154, 1e154)])
case("overflow, negative", [(1e154, -1e154), (1e154, -1e154)])
case("small products", [(math.ldexp(1 + random.random(), -450), any_double(-460, -440)) for _ in range(50)])
case("the lowest bit allowed", [(2.0**-511, 2.0**-511)] * 3)
case("large and small", [(1e150, 1e150), (1e-100, 1e-100), (-1e150, 1e150)])
case("dot product with its negative", [(a, s) for a in [any_double(-50, 50) for _ in range(40)] for s in (ONES, -ONES)] + [(0.1, 0.7)])
for k, (low, high) in enumerate([(-10, 10), (-50, 50), (-200, 200), (-400, 400), (-450, 500)]):
    case(f"random magnitudes {k}", [(any_double(low, high), any_double(low, high)) for _ in range(100)])
write(__file__, ".jsonl", [json.dumps(c) for c in cases])
