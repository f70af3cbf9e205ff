# narrow_losses.csv: losses where rounding errors add up most: softmax rows of 2 and 3 logits, sigmoids with small alpha,
# logits uniform in +-5 (most) or +-50. Plain definitions at 150 digits, alpha as the double it is, 1 - alpha exact.
# Command: python3 narrow_losses.py
import random

from mpmath import mp, mpf

from rounding import rounded, write

mp.dps = 150
random.seed(20261121)
LINES = ["label,alpha,gamma,loss,logits"]
for index in range(2400):
    classes = [1, 2, 3][index % 3]
    span = random.choice([5, 5, 5, 50])
    gamma = random.choice([0.5, 1.0, 1.5, 2.0, 2.0, 5.0])
    logits = [random.uniform(-span, span) for _ in range(classes)]
    label = random.randrange(max(2, classes))
    alpha = random.choice([0.1, 0.25, 0.9]) if classes == 1 else None
    powers = [mp.exp(mpf(z)) for z in ([0.0] + logits if classes == 1 else logits)]
    p = powers[label] / sum(powers)
    factor = 1 if alpha is None else mpf(alpha) if label == 1 else 1 - mpf(alpha)
    loss = factor * (1 - p) ** mpf(gamma) * -mp.log(p)
    fields = [label, alpha or "none", gamma, rounded(loss), " ".join(z.hex() for z in logits)]
    LINES.append(",".join(str(field) for field in fields))
write(__file__, ".csv", LINES)
