# Shared by the fixture generators: one correct rounding from mpmath (or a fraction) to double, and the spelling of numbers.
# Not run by itself.
from fractions import Fraction
from pathlib import Path

from mpmath import mp


def exact(x):
    """The mpf (or double, or integer) as a fraction, without rounding."""
    if isinstance(x, mp.mpf):
        sign, mantissa, exponent, _ = x._mpf_
        mantissa = -int(mantissa) if sign else int(mantissa)
        return Fraction(mantissa * 2**exponent) if exponent >= 0 else Fraction(mantissa, 2**-exponent)
    return Fraction(x)


def nearest(x):
    """Rounded once to double, ties to even, subnormals included; overflow becomes an infinity; there is no -0."""
    if isinstance(x, mp.mpf) and mp.isinf(x):
        return float(x)
    fraction = exact(x)
    try:
        return fraction.numerator / fraction.denominator + 0.0  # int / int is correctly rounded
    except OverflowError:
        return float("inf") if fraction > 0 else float("-inf")


def spell(value):
    """A double as a C hex float."""
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    return value.hex()


def rounded(x):
    return spell(nearest(x))


def write(script, extension, lines):
    """Writes the lines beside the script, under its name."""
    Path(script).resolve().with_suffix(extension).write_text("".join(line + "\n" for line in lines))
