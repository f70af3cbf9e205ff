"""Calibration errors by torchmetrics, netcal and scikit-learn, in the order of CalibrationTests.swift.

usage: pip install numpy scikit-learn torch torchmetrics netcal; python calibration.py ROOT
"""
import sys

import numpy as np
import torch
from netcal.metrics import ECE
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss
from torchmetrics.functional.classification import binary_calibration_error

data = np.loadtxt(f"{sys.argv[1]}/Examples/Data/breast_cancer.csv", delimiter=",", skiprows=1)
edges = np.array([[0, 0, 0.0], [0, 1, 0.25], [0, 0, 0.5], [0, 1, 0.5], [0, 1, 0.75], [0, 0, 1.0],
                  [0, 1, 1.0], [0, 1, 0.9], [0, 0, 0.1]])


def binned(p, y, bins, norm, side):
    """By numpy: side "left" is bins closed on the right, as scikit-learn's."""
    inner = np.arange(1, bins) / bins
    index = np.searchsorted(inner, p, side=side)
    gaps = [abs(np.sum(p[index == k]) - np.sum(y[index == k])) for k in range(bins)]
    counts = [max(1, np.sum(index == k)) for k in range(bins)]
    if norm == 1:
        return sum(gaps) / len(p)
    if norm == 2:
        return sum(g * g / c for g, c in zip(gaps, counts)) ** 0.5 / len(p) ** 0.5
    return max(g / c for g, c in zip(gaps, counts))


for name, rows in (("breast_cancer", data), ("edges", edges)):
    y, p = rows[:, 1], rows[:, 2]
    print(name, "brier", repr(float(brier_score_loss(y, p))))
    for bins in (4, 10, 15):
        for norm in (1, 2, "max"):
            for side in ("left", "right"):
                print(name, bins, norm, "right" if side == "left" else "left",
                      repr(float(binned(p, y, bins, norm, side))))
        print(name, bins, "torchmetrics", *[
            repr(float(binary_calibration_error(
                torch.tensor(p), torch.tensor(y).long(), n_bins=bins, norm=n)))
            for n in ("l1", "l2", "max")])
        print(name, bins, "netcal", repr(float(ECE(bins).measure(p, y.astype(int)))))
        print(name, bins, "sklearn", *[list(map(float, c)) for c in calibration_curve(y, p, n_bins=bins)])
