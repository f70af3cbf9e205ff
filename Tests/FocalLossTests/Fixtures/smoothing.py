# smoothing.csv: label smoothing from logits. The targets are exact (not rounded to double).
#   binary, rule expected, t = y (1-s) + s/2:  alpha t (1-p)^gamma (-ln p) + (1-alpha)(1-t) p^gamma (-ln(1-p)); without alpha both factors are 1
#   multiclass (softmax, K = 3), t_c = [c = label](1-s) + s/K:  sum over c of t_c (1-p_c)^gamma (-ln p_c), no alpha
# 100 digits, rounded once.
# Command: python3 smoothing.py
import random

from mpmath import mp, mpf

from rounding import rounded, write

mp.dps = 100
random.seed(20240607)
SMOOTHINGS = [0.0, 0.05, 0.1, 0.125, 0.25, 0.5]
GAMMAS = [0.0, 0.5, 1.0, 2.0, 5.0]


def term(p, gamma):
    return (1 - p) ** mpf(gamma) * -mp.log(p)


lines = ["task,label,smoothing,gamma,alpha,predictions,loss"]
for i in range(60):
    y, s, gamma, alpha = i % 2, SMOOTHINGS[i // 2 % 6], random.choice(GAMMAS), random.choice([None, 0.25])
    z = random.uniform(-6, 6) if i < 48 else random.choice([-30.0, -12.5, 0.0, 12.5, 30.0])
    p = 1 / (1 + mp.exp(-mpf(z)))
    t = y * (1 - mpf(s)) + mpf(s) / 2
    a, b = (1, 1) if alpha is None else (mpf(alpha), 1 - mpf(alpha))
    loss = a * t * term(p, gamma) + b * (1 - t) * term(1 - p, gamma)
    lines.append(f"binary,{y},{s},{gamma},{'none' if alpha is None else alpha},{z.hex()},{rounded(loss)}")
for i in range(48):
    label, s, gamma = random.randrange(3), SMOOTHINGS[i % 6], random.choice(GAMMAS)
    span = 5 if i < 36 else 25
    logits = [random.uniform(-span, span) for _ in range(3)]
    powers = [mp.exp(mpf(z)) for z in logits]
    loss = sum((int(c == label) * (1 - mpf(s)) + mpf(s) / 3) * term(e / sum(powers), gamma) for c, e in enumerate(powers))
    lines.append(f"multiclass,{label},{s},{gamma},none,{' '.join(z.hex() for z in logits)},{rounded(loss)}")
write(__file__, ".csv", lines)
