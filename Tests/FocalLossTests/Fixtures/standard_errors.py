"""Writes standard_errors.jsonl: standard errors of focal losses under mean, sum and weighted mean, by numpy.

A line has the samples, the convention, the loss and its standard error, and the standard errors of the
means of the classes (null where a class has fewer than two samples). Sums of squares are taken of
deviations from the mean, after scaling by a power of two, so that they lose nothing for any size.

Command: python3 standard_errors.py
"""

import json
import pathlib

import numpy as np

GENERATOR = np.random.default_rng(18)


def pairs_of_logits(z, positive):
    s = np.where(positive, z, -z)
    e = np.exp(-np.abs(s))
    q = np.where(s >= 0, e / (1 + e), 1 / (1 + e))
    return q, np.log1p(e) + np.maximum(-s, 0)


def pairs_of_softmax(rows, classes):
    q, ce = [], []
    for row, label in zip(rows, classes):
        e = np.exp(row - row.max())
        others = np.delete(e, label).sum()
        q.append(others / e.sum())
        rest = np.delete(e, row.argmax()).sum()
        ce.append(row.max() - row[label] + np.log1p(rest))
    return np.array(q), np.array(ce)


def deviation_sum(x):
    """Σ(x − mean)² as a double times a power of two, and that power."""
    exponent = int(np.frexp(np.abs(x).max())[1]) if np.abs(x).max() > 0 else 0
    scaled = np.ldexp(x, -exponent)
    return np.var(scaled) * len(x), exponent


def error_of_mean(x):
    if len(x) < 2:
        return None
    deviations, exponent = deviation_sum(x)
    return float(np.ldexp(np.sqrt(deviations / (len(x) - 1) / len(x)), exponent))


def error_of_weighted_mean(losses, weights):
    n = len(losses)
    exponent = int(np.frexp(losses.max())[1])
    scaled = np.ldexp(losses, -exponent)
    # All weights times the same number are the same weights.
    weights = np.ldexp(weights, -int(np.frexp(weights.max())[1]))
    mean = np.average(scaled, weights=weights)
    error = np.sqrt(n / (n - 1) * np.sum(weights**2 * (scaled - mean) ** 2)) / np.sum(weights)
    return float(np.ldexp(error, exponent))


def case(task, reduction, n, k, scale, is_weighted, has_class_weights, weight_scale=1.0):
    gamma = float(GENERATOR.choice([0.0, 0.5, 2.0, 3.0]))
    alpha = float(GENERATOR.choice([0.25, 0.6])) if task != "multiclass" else None
    class_weights = np.round(GENERATOR.uniform(0.2, 3, 2 if task == "binary" else k), 3)
    z = np.round(GENERATOR.uniform(*scale, (n, k)), 3)
    weights = np.round(GENERATOR.uniform(0.1, 4, n), 3) * weight_scale if is_weighted else np.ones(n)
    if task == "multiclass":
        labels = GENERATOR.integers(0, k, n)
        q, ce = pairs_of_softmax(z, labels)
        v = class_weights[labels] if has_class_weights else np.ones(n)
        losses = v * q**gamma * ce
    else:
        labels = GENERATOR.integers(0, 2, (n, k))
        q, ce = pairs_of_logits(z, labels == 1)
        factor = np.where(labels == 1, alpha, 1 - alpha)
        own = class_weights[labels] if task == "binary" else np.tile(class_weights, (n, 1))
        factor = factor * own if has_class_weights else factor
        elements = factor * q**gamma * ce
        losses = elements.sum(axis=1)
        v = own[:, 0] if has_class_weights and task == "binary" else np.ones(n)
    if task == "multilabel":
        classes = [error_of_mean(weights * elements[:, c]) for c in range(k)]
    else:
        flat = labels if task == "multiclass" else labels[:, 0]
        count = 2 if task == "binary" else k
        classes = [error_of_mean((weights * losses)[flat == c]) for c in range(count)]
    x = weights * losses
    if reduction == "mean":
        loss, error = np.mean(x), error_of_mean(x)
    elif reduction == "sum":
        loss, error = np.sum(x), n * error_of_mean(x)
    else:
        # Every column has the weights; a class weight of a sample belongs to its weight.
        unit = k / class_weights.sum() if has_class_weights and task == "multilabel" else 1.0
        own = losses / v * unit
        loss = np.average(own, weights=weights * v)
        error = error_of_weighted_mean(own, weights * v)
    return {
        "task": task,
        "reduction": reduction,
        "gamma": gamma,
        "alpha": alpha,
        "classWeights": class_weights.tolist() if has_class_weights else [],
        "columns": k,
        "logits": z.ravel().tolist(),
        "labels": labels.ravel().tolist(),
        "weights": weights.tolist() if is_weighted else [],
        "loss": float(loss),
        "standardError": float(error),
        "classes": classes,
    }


def main():
    lines = []
    for task, k in [("binary", 1), ("multiclass", 3), ("multilabel", 4)]:
        for reduction in ["mean", "sum", "weighted-mean"]:
            for is_weighted in [False, True]:
                for has_class_weights in [False, True]:
                    for n in [2, 7, 40]:
                        lines.append(
                            case(task, reduction, n, k, (-4, 4), is_weighted, has_class_weights))
    # Losses whose squares no double holds: tiny ones, and large ones by their weights.
    for reduction in ["mean", "sum", "weighted-mean"]:
        lines.append(case("multiclass", reduction, 30, 3, (-700, 700), False, False))
        lines.append(case("binary", reduction, 30, 1, (-4, 4), True, False, 1e-200))
        lines.append(case("binary", reduction, 30, 1, (-4, 4), True, False, 1e200))
    path = pathlib.Path(__file__).with_suffix(".jsonl")
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))


if __name__ == "__main__":
    main()
