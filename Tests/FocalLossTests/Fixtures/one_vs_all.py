# one_vs_all.jsonl: 40 rows, a sigmoid per class; label -1 is background (no positive class).
# loss = sum over the classes of factor * (1 - p_t)^gamma * (-ln p_t); the factor is alpha (or alpha[c]) for the true class
# and 1 - alpha, rounded to double, for the others; without alpha 1. 100 digits, rounded once.
# Command: python3 one_vs_all.py
import json
import random

from mpmath import mp, mpf

from rounding import rounded, write

mp.dps = 100
random.seed(20240606)
lines = []
for i in range(40):
    classes = 3 + i % 3
    logits = [random.uniform(-8, 8) for _ in range(classes)]
    label = -1 if i % 8 == 7 else random.randrange(classes)
    gamma = random.choice([0.0, 1.0, 2.0])
    alpha = [None, 0.25, [round(random.uniform(0.05, 0.95), 2) for _ in range(classes)]][i // 3 % 3]
    loss = mpf(0)
    for c, z in enumerate(logits):
        s = mpf(z) if c == label else -mpf(z)
        p = 1 / (1 + mp.exp(-s))
        a = 1.0 if alpha is None else alpha[c] if isinstance(alpha, list) else alpha
        factor = 1.0 if alpha is None else a if c == label else 1 - a
        loss += mpf(factor) * (1 - p) ** mpf(gamma) * -mp.log(p)
    lines.append(json.dumps({"label": label, "alpha": alpha, "gamma": gamma, "logits": [z.hex() for z in logits], "loss": rounded(loss)}))
write(__file__, ".jsonl", lines)
