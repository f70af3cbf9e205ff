"""Prints the largest relative difference between the losses of two files: `compare.py A B`."""

import sys

import polars as pl


def losses(path):
    return pl.read_csv(path, columns=["focal_loss"])["focal_loss"]


ours, theirs = losses(sys.argv[1]), losses(sys.argv[2])
assert len(ours) == len(theirs), f"{len(ours)} rows, but {len(theirs)}"
print(((ours - theirs).abs() / ours).max())
