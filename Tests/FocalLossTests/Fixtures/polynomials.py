# The coefficients of Logarithm.swift, PreciseLogarithm.swift, Exponential.swift and ErrorFunction.swift, lowest first, and the error
# that they leave of the result: Remez's exchange, and Chebyshev's interpolation for erfc, with 60 digits.
# Command: python3 polynomials.py
from mpmath import chebyt, cos, erf, erfc, exp, log, lu_solve, matrix, mp, mpf, pi, sqrt, taylor

mp.prec = 200
POINTS = 2000


def extrema(errors):
    """The places of the largest errors between two changes of sign."""
    places, run = [], [0]
    for place in range(1, len(errors)):
        if (errors[place] > 0) != (errors[run[-1]] > 0):
            places.append(max(run, key=lambda k: abs(errors[k])))
            run = []
        run.append(place)
    return places + [max(run, key=lambda k: abs(errors[k]))]


def minimax(function, weight, lower, upper, count):
    """The polynomial of so many coefficients whose largest weighted error is the least, and that error."""
    middle, half = (lower + upper) / 2, (upper - lower) / 2
    xs = sorted(middle + half * cos(pi * mpf(i) / count) for i in range(count + 1))
    points = [lower + (upper - lower) * mpf(i) / POINTS for i in range(POINTS + 1)]
    for _ in range(12):
        equations = matrix(count + 1, count + 1)
        for row, x in enumerate(xs):
            for power in range(count):
                equations[row, power] = x**power
            equations[row, count] = (-1) ** row / weight(x)
        solution = lu_solve(equations, matrix([function(x) for x in xs]))
        coefficients = [solution[power] for power in range(count)]

        def error(x):
            return weight(x) * (function(x) - sum(c * x**power for power, c in enumerate(coefficients)))

        errors = [error(x) for x in points]
        places = extrema(errors)
        largest = max(abs(errors[place]) for place in places)
        if len(places) < count + 1:
            break
        while len(places) > count + 1:
            places.pop(0 if abs(errors[places[0]]) < abs(errors[places[-1]]) else -1)
        xs = [points[place] for place in places]
        if largest < abs(solution[count]) * mpf("1.0001"):
            break
    return coefficients, largest


def rest_of_logarithm(z):
    """(ln ((1 + s) / (1 − s)) − 2s) / (s·z) with z = s²."""
    if z < mpf(10) ** -12:
        return mpf(2) / 3 + 2 * z / 5
    s = sqrt(z)
    return (log((1 + s) / (1 - s)) / s - 2) / z


def rest_of_precise_logarithm(z):
    """(ln ((1 + s) / (1 − s)) / s − 2 − ⅔·z) / z² with z = s²."""
    if z < mpf(10) ** -12:
        return mpf(2) / 5 + 2 * z / 7
    s = sqrt(z)
    return (log((1 + s) / (1 - s)) / s - 2 - 2 * z / 3) / z**2


def error_function(z):
    """erf x / x with z = x²."""
    return 2 / sqrt(pi) * (1 - z / 3) if z < mpf(10) ** -24 else erf(sqrt(z)) / sqrt(z)


def complementary(t):
    """(1 + 2x)·e^(x²)·erfc x with x = CENTER·(1 + t) / (1 − t)."""
    x = CENTER * (1 + t) / (1 - t)
    return (1 + 2 * x) * exp(x * x) * erfc(x)


def interpolation(function, count):
    """The polynomial through the values at the Chebyshev points of [−1, 1], and about its largest error."""
    nodes = [cos(pi * (k + mpf(1) / 2) / (2 * count)) for k in range(2 * count)]
    values = [function(t) for t in nodes]
    terms = [sum(v * chebyt(j, t) for v, t in zip(values, nodes)) / count for j in range(2 * count)]
    terms[0] /= 2
    coefficients = [mpf(0)] * count
    for j in range(count):
        for power, c in enumerate(taylor(lambda t: chebyt(j, t), 0, j)):
            coefficients[power] += terms[j] * c
    return coefficients, sum(abs(term) for term in terms[count:])


def rest_of_exponential(r):
    """(e^r − 1 − r) / r²."""
    return mpf(1) / 2 + r / 6 if abs(r) < mpf(10) ** -12 else (exp(r) - 1 - r) / r**2


CENTER = mpf("3.75")
tiny = mpf(10) ** -9
widest = ((sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)) ** 2 * mpf("1.0005")
farthest = log(mpf(2)) / 2 * mpf("1.001")
for name, (coefficients, largest) in [
    ("ln", minimax(rest_of_logarithm, lambda z: z / 2 + tiny, mpf(0), widest, 7)),
    ("precise ln", minimax(rest_of_precise_logarithm, lambda z: z * z / 2 + tiny, mpf(0), widest, 8)),
    ("erf", minimax(error_function, lambda z: 1, mpf(0), mpf("0.251"), 10)),
    ("erfc", interpolation(complementary, 27)),
    ("exp", minimax(rest_of_exponential, lambda r: r * r + tiny, -farthest, farthest, 11)),
]:
    print(name, f"2^{float(log(largest) / log(2)):.1f}", *[float(c).hex() for c in coefficients])
