# exact_quotients.jsonl: two lists of pairs of doubles, and the exact sum of the products of the first over that of the second, rounded
# once to double, ties to even; also the sum of the first alone. Products of any two doubles, the smallest and the largest too.
# Command: python3 exact_quotients.py
import json
import math
import random
from fractions import Fraction

from rounding import nearest, spell, write

random.seed(20261128)
MAX = 1.7976931348623157e308
MIN = 5e-324
cases = []


def total(products):
    return sum((Fraction(a) * Fraction(b) for a, b in products), Fraction(0))


def case(name, dividend, divisor):
    quotient = total(dividend) / total(divisor)
    pairs = [[[a.hex(), b.hex()] for a, b in products] for products in (dividend, divisor)]
    cases.append(
        {"name": name, "dividend": pairs[0], "divisor": pairs[1], "sum": spell(nearest(total(dividend))),
         "quotient": spell(nearest(quotient))})


def any_double(low, high):
    return math.copysign(math.ldexp(1 + random.getrandbits(52) / 2**52, random.randint(low, high)), random.random() - 0.5)


def ones(numbers):
    return [(number, 1.0) for number in numbers]


case("one third", ones([1.0]), ones([3.0]))
case("zero", ones([1.0, -1.0]), ones([3.0]))
case("beyond the largest", ones([MAX] * 4), ones([4.0]))
case("both beyond the largest", ones([MAX] * 3), ones([MAX] * 2))
case("the largest squared", [(MAX, MAX)], [(MAX, 0.5)])
case("the largest squared over itself", [(MAX, MAX), (MAX, MAX)], [(-MAX, MAX)])
case("the smallest squared over itself", [(MIN, MIN)] * 3, [(MIN, MIN)] * 2)
case("the smallest squared over the smallest", [(MIN, MIN)] * 5, ones([MIN]))
case("an infinite quotient", ones([MAX]), ones([0.25]))
case("below half of the smallest", ones([MIN]), ones([3.0]))
case("half of the smallest", ones([MIN]), ones([2.0]))
case("above half of the smallest", ones([MIN] * 2), ones([3.0]))
case("a tie among subnormals", ones([MIN] * 3), ones([2.0]))
case("weights times subnormals", [(0.3, 4e-322)] * 7, ones([7.0]))
case("tie to even, down", ones([1.0, 2.0**-53]), ones([1.0]))
case("tie to even, up", ones([1.0, 2.0**-53, 2.0**-52]), ones([1.0]))
case("just above the tie", [(1.0, 1.0), (2.0**-53, 1.0), (MIN, MIN)], ones([1.0]))
case("just below the tie", [(1.0, 1.0), (2.0**-53, 1.0), (MIN, -MIN)], ones([1.0]))
case("a divisor that is no double", ones([1.0]), ones([3.0, 2.0**-60]))
case("a divisor that cancels", ones([1.0]), ones([1.0, -1.0, 2.0**-900]))
case("digits all ones", ones([2.0**64, -1.0]), ones([2.0**32, -1.0]))
case("a guess that is too large", ones([2.0**96, -(2.0**64)]), ones([2.0**95, 2.0**64, -1.0]))
for k, (low, high) in enumerate([(-3, 3), (-40, 40), (-300, 300), (-1022, -900), (-1022, 1023), (900, 1023)]):
    for _ in range(12):
        counts = [random.randint(1, 20) for _ in range(2)]
        case(f"random {k}", *[[(any_double(low, high), any_double(low, high)) for _ in range(n)] for n in counts])
for _ in range(40):
    losses = [random.random() ** 4 * 5 for _ in range(random.randint(1, 9))]
    weights = [random.randint(1, 300) / 100 for _ in losses]
    case("weighted mean", list(zip(losses, weights)), ones(weights))
write(__file__, ".jsonl", [json.dumps(c) for c in cases])
