# The coefficients of Logarithm.swift and Exponential.swift, lowest first, and the error that they leave of the result: Remez's
# exchange, with 60 digits.
# Command: python3 polynomials.py
from mpmath import cos, exp, log, lu_solve, matrix, mp, mpf, pi, sqrt

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


def rest_of_exponential(r):
    """(e^r − 1 − r) / r²."""
    return mpf(1) / 2 + r / 6 if abs(r) < mpf(10) ** -12 else (exp(r) - 1 - r) / r**2


tiny = mpf(10) ** -9
widest = ((sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)) ** 2 * mpf("1.0005")
farthest = log(mpf(2)) / 2 * mpf("1.001")
for name, (coefficients, largest) in [
    ("ln", minimax(rest_of_logarithm, lambda z: z / 2 + tiny, mpf(0), widest, 7)),
    ("exp", minimax(rest_of_exponential, lambda r: r * r + tiny, -farthest, farthest, 11)),
]:
    print(name, f"2^{float(log(largest) / log(2)):.1f}", *[float(c).hex() for c in coefficients])
