"""Makes the files of the jobs: `data.py SHAPE ROWS PATH`, with the virtual environment's Python.

Every block of rows has a generator of its own, so a file is the beginning of each longer one.
"""

import os
import sys

import numpy as np
import polars as pl

SEED = 20170807  # the day on which the focal-loss article appeared
BLOCK_ROWS = 100_000


def pairs(random, rows):
    """Labels with probabilities of 16 to 18 digits, right more often than not."""
    labels = (random.random(rows) < 0.3).astype(np.int8)
    logits = random.normal(np.where(labels == 1, 1.0, -1.0), 1.5)
    return {"label": labels, "prediction": 1 / (1 + np.exp(-logits))}


def wide(random, rows):
    """A hundred columns, of which the pairs are two."""
    columns = {f"feature_{index}": random.random(rows) for index in range(98)}
    columns |= pairs(random, rows)
    names = sorted(columns)  # which puts the prediction last and the label before it
    names.insert(40, names.pop())
    return {name: columns[name] for name in names}


def logits(random, rows):
    """Ten classes, the true one with a larger logit."""
    labels = random.integers(0, 10, rows).astype(np.int8)
    scores = random.normal(0, 2, (rows, 10))
    scores[np.arange(rows), labels] += 2
    return {"label": labels} | {f"logit_{index}": scores[:, index] for index in range(10)}


SHAPES = {"pairs": pairs, "wide": wide, "logits": logits}


def main(shape, rows, path):
    part = f"{path}.part"
    with open(part, "wb") as file:
        for block, start in enumerate(range(0, rows, BLOCK_ROWS)):
            columns = SHAPES[shape](np.random.default_rng([SEED, block]), BLOCK_ROWS)
            frame = pl.DataFrame(columns).head(rows - start)
            if path.endswith(".ndjson"):
                frame.write_ndjson(file)
            else:
                frame.write_csv(file, include_header=start == 0)
    os.replace(part, path)


main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
