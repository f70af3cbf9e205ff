# versus_rows.csv, versus_values.csv: two models of the same samples, and what numpy and scipy say of the
# differences of their losses: the focal loss of alpha .25, gamma 2, without epsilon.
#   standard errors: numpy.std with ddof 1; of weighted means and of clusters as a ratio of means,
#     sqrt(n / (n - 1) sum (x - D v)^2) / sum v
#   randomisation: scipy.stats.permutation_test of pairs; bootstrap: scipy.stats.bootstrap, percentiles,
#     both with a million draws
# Command: python3 versus.py, with numpy 2.4.6 and scipy 1.17.1
from pathlib import Path

import numpy as np
from scipy import stats

random = np.random.default_rng(20261128)
folder = Path(__file__).resolve().parent
n, draws = 120, 1_000_000

y = (random.random(n) < 0.35).astype(int)
cluster = random.integers(0, 17, n)
shift = random.normal(0, 0.5, 17)[cluster]
margin = np.where(y == 1, 1.0, -1.0)
logits = [margin + shift + random.normal(0, scale, n) for scale in (1.2, 1.35)]
p = [np.round(1 / (1 + np.exp(-z)), 5) for z in logits]
w = random.choice([0.5, 1, 2, 3.25, 0], n)

with open(folder / "versus_rows.csv", "w") as file:
    file.write("id,label,base,other,w,cluster\n")
    for i in range(n):
        file.write(f"s{i},{y[i]},{p[0][i]:.5f},{p[1][i]:.5f},{w[i]:g},c{cluster[i]}\n")


def loss(p):
    q = np.where(y == 1, p, 1 - p)
    return np.where(y == 1, 0.25, 0.75) * (1 - q) ** 2 * -np.log(q)


d = loss(p[1]) - loss(p[0])
values = {}


def ratio(name, x, v, scale=1.0):
    """A ratio of sums, its standard error, interval and p."""
    count, ratio = len(x), x.sum() / v.sum()
    error = np.sqrt(count / (count - 1) * ((x - ratio * v) ** 2).sum()) / v.sum()
    values[f"{name} difference"], values[f"{name} error"] = ratio * scale, error * scale
    low, high = stats.norm.interval(0.95, ratio, error)
    values[f"{name} low"], values[f"{name} high"] = low * scale, high * scale
    values[f"{name} p"] = 2 * stats.norm.sf(abs(ratio / error))


def by_cluster(x):
    return np.bincount(cluster, weights=x)


ones = np.ones(n)
assert np.isclose(d.std(ddof=1) / np.sqrt(n), np.sqrt(n / (n - 1) * ((d - d.mean()) ** 2).sum()) / n)
ratio("mean", d, ones)
ratio("sum", d, ones, n)
ratio("weights", w * d, ones)
ratio("weighted-mean", w * d, w)
ratio("clusters", by_cluster(d), by_cluster(ones))
ratio("weighted-clusters", by_cluster(w * d), by_cluster(w))
for label in (0, 1):
    values[f"class {label}"] = d[y == label].mean()
values["wins"], values["losses"] = (d < 0).sum(), (d > 0).sum()

test = stats.permutation_test(
    (loss(p[1]), loss(p[0])), lambda a, b, axis: (a - b).mean(axis=axis), vectorized=True,
    permutation_type="samples", n_resamples=draws, rng=random, batch=10_000)
values["randomisation p"] = test.pvalue
flips = by_cluster(d) * random.choice([-1, 1], (draws // 4, 17))
values["randomised clusters p"] = (abs(flips.sum(axis=1)) >= abs(d.sum()) - 1e-12).mean()
boot = stats.bootstrap(
    (d,), np.mean, n_resamples=draws, confidence_level=0.95, method="percentile", rng=random,
    batch=10_000)
values["bootstrap error"] = boot.standard_error
values["bootstrap low"], values["bootstrap high"] = boot.confidence_interval
values["bootstrap p"] = (abs(boot.bootstrap_distribution - d.mean()) >= abs(d.mean())).mean()

with open(folder / "versus_values.csv", "w") as file:
    for name, value in values.items():
        file.write(f"{name},{float(value)!r}\n")
