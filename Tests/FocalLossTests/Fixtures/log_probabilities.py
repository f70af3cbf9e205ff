# log_probabilities.csv: loss of a positive or negative from the log-probability l <= 0 of a positive, no alpha.
#   label 1: (1 - e^l)^gamma * (-l);   label 0: (e^l)^gamma * (-ln(1 - e^l))
# Plain definitions at 1500 digits (1 - e^l can be as small as 5e-324), rounded once; subnormal results are meant.
# Command: python3 log_probabilities.py
import math

from mpmath import mp, mpf

from rounding import rounded, write

mp.dps = 1500
HALF = -math.log(2)
LOGS = [-0.0, -5e-324, -1e-310, -1e-300, -1e-200, -1e-100, -1e-30, -1e-17, -(2.0**-53), -1e-16, -1e-12, -1e-9, -1e-5, -1e-3,
        -0.01, -0.1, -0.25, -0.5, -0.6, -0.69, HALF + 1e-9, math.nextafter(HALF, 0), HALF, math.nextafter(HALF, -1),
        HALF - 1e-9, -0.7, -0.75, -1.0, -1.5, -2.0, -5.0, -10.0, -20.0, -36.0, -37.5, -50.0, -100.0, -148.5, -200.0, -248.0,
        -300.0, -372.0, -490.0, -500.0, -700.0, -708.5, -740.0, -744.5, -745.1, -745.2, -746.0, -1000.0]

lines = ["label,gamma,logprobability,loss"]
for log in LOGS:
    p = mp.exp(mpf(log))
    for label in (0, 1):
        q = p if label == 0 else 1 - p
        true = 1 - p if label == 0 else p
        for gamma in (0.0, 0.5, 1.0, 2.0, 5.0):
            ce = mp.inf if true == 0 else -mp.log(true)
            lines.append(f"{label},{gamma},{log.hex()},{rounded(q ** mpf(gamma) * ce)}")
write(__file__, ".csv", lines)
