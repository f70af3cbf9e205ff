# hard_functions.csv: e^x, e^x − 1, ln x, ln (1 + x) and x^y where rounding them is hardest and where their results end, and erf, erfc
# and the normal quantile. 120 digits, rounded once.
# Hardest: of many random arguments those whose value is closest to the middle of two doubles, and arguments that Lefèvre and Muller's
# searches found ("Worst cases for correct rounding of the elementary functions in double precision", 2001, and as CORE-MATH lists them).
# Command: python3 hard_functions.py
import random

from mpmath import mp, mpf

from rounding import rounded, write

random.seed(20261128)

KNOWN = {
    "exp": """0x1.9e9cbbfd6080bp-31 0x1.d77fd13d27fffp-11 0x1.6a4d1af9cc989p-8 0x1.accfbe46b4efp-1 0x1.19f576bb94ee2p+0
              0x1.27a0cf692f7d4p+0 0x1.2a19ba5ffd599p+0 0x1.2f2fccf23ce9dp+0 0x1.31201f7161d92p+0 0x1.0f67c115ce1dep+0
              -0x1.54c9218baa581p+3 -0x1.6ff486dc6f81ap-24""",
    "expm1": """0x1.00091a4a0dae5p+2 0x1.006652fb6febep-3 0x1.0076d13ab9d18p+4 0x1.01e5ceb2c761ep+5 0x1.02e473c781d6ep+6
                0x1.07e0f66afed03p-48 0x1.0d0fd1d8858a6p-1 0x1.11e2db03bdac3p-5 0x1.1e3779b97f4a0p-50 0x1.20cb6ee2034fap+1""",
    "log": """0x1.a6ae5142326b5p+0 0x1.c877cba59d0acp+0 0x1.1e852e6951306p+1 0x1.fffffffffffffp-1 0x1.4c51a4a379a23p+1 0x1.e5257a7f76cbbp+6
              0x1.15956b273c365p+8 0x1.a455a70c31d80p+13 0x1.1c9c4b63cad4dp+17 0x1.8a4d015196b15p+37 0x1.62a88613629b5p+678""",
    "pow": """0x1.ffffffffffffcp-1,0x1.fffffffffffffp-2 0x1.ffffffffffffcp-1,-0x1.ffffffffffffdp-2 0x1.ffffffffffffp-1,-0x1.ffffffffffff6p-3
              0x1.ffffffffffff8p-1,-0x1.ffffffffffffbp-3""",
}

FUNCTIONS = {
    "exp": lambda x, y: mp.exp(mpf(x)),
    "expm1": lambda x, y: mp.expm1(mpf(x)),
    "log": lambda x, y: mp.log(mpf(x)),
    "log1p": lambda x, y: mp.log1p(mpf(x)),
    "pow": lambda x, y: mpf(x) ** mpf(y),
    "erf": lambda x, y: mp.erf(mpf(x)),
    "erfc": lambda x, y: mp.erfc(mpf(x)),
    "quantile": lambda x, y: quantile(mpf(x)),
}


def quantile(p):
    """The z with erfc(−z/√2) = 2p: bisection to a few digits, and Newton's method."""
    lower, upper = mpf(-40), mpf(9)
    for _ in range(30):
        middle = (lower + upper) / 2
        lower, upper = (middle, upper) if mp.erfc(-middle / mp.sqrt(2)) < 2 * p else (lower, middle)
    z = lower
    for _ in range(60):
        tail = mp.erfc(-z / mp.sqrt(2)) / 2
        step = mp.log(tail / p) * tail * mp.sqrt(2 * mp.pi) * mp.exp(z * z / 2)
        z -= step
        if abs(step) <= abs(z) * mpf(10) ** -60:
            break
    return mpf(0) if p == mpf("0.5") else z


def power_argument():
    """A pair (x, y) whose power is not out of range: γ of every size, and x near 0 and 1 as well."""
    y = random.choice([random.uniform(0, 5), 10 ** random.uniform(-2, 3), random.uniform(-5, 5)])
    exponent = random.uniform(-700, 0 if random.random() < 0.7 else 700)
    x = float(mp.exp(mpf(exponent) / mpf(y))) if random.random() < 0.5 else random.random()
    return (x, y) if 0 < x < 1e308 else (0.5, y)


ARGUMENTS = {
    "exp": lambda: (random.choice([-random.uniform(0, 40), random.uniform(-708, 709), random.uniform(-1, 1)]), 0),
    "expm1": lambda: (random.choice([-random.uniform(0, 40), random.uniform(-1, 1), -(2 ** random.uniform(-50, 0)), random.uniform(0, 700)]), 0),
    "log": lambda: (random.choice([random.random(), 2 ** random.uniform(-1074, 1023), 1 + random.uniform(-1, 1) * 2 ** random.uniform(-50, -2)]), 0),
    "log1p": lambda: (random.choice([random.random(), -random.random(), 2 ** random.uniform(-60, 60), -(2 ** random.uniform(-60, 0))]), 0),
    "pow": power_argument,
}


def distance_from_middle(value):
    """How far a value is from the middle of the two doubles around it, in their distance; subnormal values do not count."""
    value = abs(value)
    if value < mpf(2) ** -1022 or value >= mpf(2) ** 1023:
        return mpf(1)
    scaled = value * mpf(2) ** (52 - mp.floor(mp.log(value, 2)))
    return abs(scaled - mp.floor(scaled) - mpf(1) / 2)


cases = []
for name, argument in ARGUMENTS.items():
    mp.prec = 150
    found = []
    for _ in range(60000):
        x, y = argument()
        found.append((distance_from_middle(FUNCTIONS[name](x, y)), x, y))
    found.sort()
    cases += [(name, x, y) for _, x, y in found[:150]]
    for known in KNOWN.get(name, "").split():
        x, _, y = known.partition(",")
        cases.append((name, float.fromhex(x), float.fromhex(y) if y else 0.0))
for _ in range(150):
    cases.append(("exp", -random.uniform(708, 745.1), 0.0))
    x = random.uniform(0.01, 0.99)
    cases.append(("pow", x, float(-mpf(random.uniform(708, 745)) / mp.log(mpf(x)))))
    cases.append(("log", random.randint(1, 2**52) * 2.0**-1074, 0.0))
    cases.append(("erf", random.uniform(-0.5, 0.5), 0.0))
    cases.append(("erfc", random.choice([random.uniform(-6, 27), random.uniform(-1, 3)]), 0.0))
    p = random.choice([random.random(), 2 ** random.uniform(-1074, -1), 0.5 + random.uniform(-1, 1) * 2 ** random.uniform(-50, -1)])
    cases.append(("quantile", p, 0.0))
cases += [("exp", x, 0.0) for x in [709.782712893384, 708.0, -708.0, -708.3964185322641, -745.1332191019411]]
cases += [("pow", x, y) for x, y in [(2.0, 1023.9999999999999), (2.0, -1074.0), (1 - 2.0**-53, 6e18), (1 + 2.0**-52, 3e18), (5e-324, 0.5), (5e-324, 1.0)]]
cases += [("quantile", p, 0.0) for p in [0.025, 0.975, 0.005, 0.25, 0.75, 0.9999999999999999]]
mp.dps = 120
lines = ["function,x,y,value"]
for name, x, y in cases:
    lines.append(f"{name},{x.hex()},{float(y).hex()},{rounded(FUNCTIONS[name](x, y))}")
write(__file__, ".csv", lines)
