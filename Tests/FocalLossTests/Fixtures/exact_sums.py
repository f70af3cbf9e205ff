# exact_sums.jsonl: lists of doubles and their exact sum (rational arithmetic), rounded once to double, ties to even.
# An overflow of the rounded total is an Infinity; a total of zero is +0. Cross-checked with math.fsum where that does not overflow.
# Command: python3 exact_sums.py
import json
import math
import random
from fractions import Fraction

from rounding import nearest, spell, write

random.seed(20240604)
MAX, TINY, NORMAL = 1.7976931348623157e308, 5e-324, 2.0**-1022
ONES = 2 - 2.0**-52  # a mantissa of ones
cases = []


def case(name, values):
    total = nearest(sum(map(Fraction, values), Fraction(0)))
    try:
        assert math.fsum(values) == total, name
    except OverflowError:
        pass
    cases.append({"name": name, "values": [v.hex() for v in values], "sum": spell(total)})


def any_double(low=-1074, high=1023):
    """A random sign and mantissa, the exponent uniform."""
    return math.copysign(math.ldexp(1 + random.getrandbits(52) / 2**52, random.randint(low, high)), random.random() - 0.5)


case("empty", [])
case("zero", [0.0])
case("negative zeros only", [-0.0, -0.0, -0.0])
case("negative zero and one", [-0.0, 1.0])
case("total cancels to zero", [0.1, -0.1])
case("one", [1.0])
case("cancellation 1e308", [1e308, 1.0, -1e308])
case("cancellation 1e308, last", [1e308, -1e308, 1.0])
case("cancellation 1e16", [1e16, 1.0, -1e16, 1.0])
case("cancellation to the smallest subnormal", [1e308, TINY, -1e308])
case("cancellation in steps", [1e100, 1e50, 1.0, -1e100, -1e50, 1e-50])
case("ten tenths", [0.1] * 10)
case("harmonic", [1 / k for k in range(1, 201)])
case("alternating harmonic", [(-1) ** (k + 1) / k for k in range(1, 201)])
case("subnormals", [TINY] * 100)
case("subnormals, random", [math.ldexp(random.randrange(1, 2**52), -1074) for _ in range(50)])
case("subnormals carry into the normal range", [NORMAL - TINY, TINY])
case("normals cancel into the subnormal range", [1.5 * NORMAL, -NORMAL, -TINY])
case("largest subnormal", [NORMAL, -TINY])
case("smallest subnormals cancel", [TINY, -TINY])
case("every twelfth exponent", [math.ldexp(1.0, e) for e in range(-1074, 1024, 12)])
case("every twelfth exponent, alternating", [math.ldexp((-1) ** e, e * 12 - 1074) for e in range(174)])
case("every twelfth exponent, ones", [math.ldexp(ONES, e) for e in range(-1022, 1023, 12)])
for start in range(-1074, 1024, 200):
    case(f"each exponent from {start}", [math.ldexp(1.0, e) for e in range(start, min(start + 200, 1024))])
case("each exponent from -1074, negative", [-math.ldexp(1.0, e) for e in range(-1074, -874)])
# halfway cases, near 1 (the ulp is 2^-52 above 1)
HALF = 2.0**-53
for sign, word in [(1, ""), (-1, ", negative")]:
    case("tie to even, down" + word, [sign * 1.0, sign * HALF])
    case("tie to even, up" + word, [sign * (1 + 2 * HALF), sign * HALF])
    case("just above the tie" + word, [sign * 1.0, sign * HALF, sign * TINY])
    case("just below the tie" + word, [sign * 1.0, sign * HALF, -sign * TINY])
    case("just below the odd tie" + word, [sign * (1 + 2 * HALF), sign * HALF, -sign * TINY])
    case("tie carries to the next power of two" + word, [sign * ONES, sign * HALF * 2])
    case("below the carrying tie" + word, [sign * ONES, sign * HALF * 2, -sign * TINY])
    case("tie below one" + word, [sign * 1.0, -sign * HALF / 2])
    case("just past the tie below one" + word, [sign * 1.0, -sign * HALF / 2, -sign * TINY])
    case("sticky bit 2000 binary places down" + word, [sign * 2.0**1000, sign * 2.0**947, sign * 2.0**-1000])
    # overflow
    case("overflow" + word, [sign * 1e308, sign * 1e308])
    case("overflow at the tie" + word, [sign * MAX, sign * 2.0**970])
    case("just below the overflow tie" + word, [sign * MAX, sign * 2.0**970, -sign * TINY])
    case("far below the overflow tie" + word, [sign * MAX, sign * 2.0**969])
    case("partial sums overflow, the total is largest" + word, [sign * MAX, sign * MAX, -sign * MAX])
    case("partial sums overflow, the total is one" + word, [sign * MAX] * 3 + [-sign * MAX] * 3 + [sign * 1.0])
    case("200 largest" + word, [sign * MAX] * 200)
case("100 largest each way", [MAX] * 100 + [-MAX] * 99 + [-2.0**1000])
# carries
case("all ones, equal", [ONES] * 200)
case("all ones, random exponents", [math.ldexp(ONES, random.randint(-60, 60)) for _ in range(200)])
case("all ones over the whole range", [math.ldexp(ONES, random.randint(-1022, 1022)) for _ in range(200)])
case("carry through a long run of ones", [math.ldexp(2**53 - 1, e) for e in range(-1074, 900, 53)] + [TINY])
case("borrow through a long run of zeros", [2.0**900, -TINY])
case("carry, then cancelled", [math.ldexp(2**53 - 1, e) for e in range(-1074, 900, 53)] + [TINY, -2.0**908, 1.0])
case("negative total", [-1e10, 3.0, -2.5e-7, 1e-300])
case("negative total, random", [random.uniform(-3, 1) for _ in range(100)])
case("losses", [random.random() ** 6 * 20 for _ in range(200)])
for k in range(6):  # cancelling pairs leave a small rest
    half = [any_double(-300, 300) for _ in range(60)]
    rest = [any_double(-320, -300) for _ in range(3)]
    case(f"shuffled cancelling pairs {k}", random.sample(half + [-v for v in half] + rest, 123))
for k in range(25):  # 5000 values
    span = [40, 200, 1000][k % 3]
    low, high = (-span, span) if span < 1000 else (-1074, 1015)
    case(f"random magnitudes {k}", [any_double(low, high) for _ in range(200)])
write(__file__, ".jsonl", [json.dumps(c) for c in cases])
