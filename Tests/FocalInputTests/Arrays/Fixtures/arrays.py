#!/usr/bin/env python3
"""Writes arrays.tsv: files that NumPy writes, and what NumPy reads from them.

usage: ./arrays.py > arrays.tsv     (NumPy 2.4.6, seed 20)

A line a file, tabs between: its name, its bytes in base64, the names of its columns with commas
between, and its numbers row by row as hexadecimal floats with spaces between. A line of a file that
is to be refused has the name of the problem in place of the columns, and no numbers.
"""
import base64, io, zipfile
import numpy as np

random = np.random.default_rng(20)
integers = {f"{o}{k}{n}": (k, n) for k in "iu" for n in (1, 2, 4, 8) for o in "<>"}
floats = [f"{o}f{n}" for n in (2, 4, 8) for o in "<>"]


def numbers(*shape):
    values = random.normal(size=shape)
    values.flat[:6] = [0.0, -0.0, np.inf, -np.inf, np.nan, 5e-8][: values.size]
    return values


def npy(array, version=None):
    file = io.BytesIO()
    np.lib.format.write_array(file, array, version=version)
    return file.getvalue()


def table(name, data, names, *arrays):
    columns = [np.asarray(a, dtype=a.dtype.newbyteorder("=")) for a in arrays]
    columns = [c.reshape(len(c), c.shape[1] if c.ndim == 2 else 1) for c in columns]
    rows = [[float(v) for c in columns for v in c[r]] for r in range(len(columns[0]))]
    values = " ".join(v.hex() if v == v else "nan" for row in rows for v in row)
    print(name, base64.b64encode(data).decode(), ",".join(names), values, sep="\t")


def refused(name, data, problem):
    print(name, base64.b64encode(data).decode(), problem, sep="\t")


def npz(**members):
    file = io.BytesIO()
    np.savez(file, **members)
    return file.getvalue()


for name, (kind, size) in integers.items():
    limits = np.iinfo(f"{kind}{size}")
    array = random.integers(limits.min, limits.max, 7, dtype=f"{kind}{size}", endpoint=True)
    array[:3] = limits.min, limits.max, 1
    array = array.astype(name)
    table(f"{name}.npy", npy(array), [], array)
for name in floats:
    with np.errstate(over="ignore"):
        array = numbers(7).astype(name)
    table(f"{name}.npy", npy(array), [], array)
booleans = random.integers(0, 2, 9).astype(bool)
table("bool.npy", npy(booleans), [], booleans)
for name in ("<f8", ">f4", "<f2", "<i4", ">u2", "|i1"):
    array = (numbers(5, 3) if "f" in name else random.integers(0, 100, (5, 3))).astype(name)
    table(f"rows {name}.npy", npy(np.ascontiguousarray(array)), [], array)
    table(f"columns {name}.npy", npy(np.asfortranarray(array)), [], array)
for version in ((1, 0), (2, 0), (3, 0)):
    array = numbers(7)
    table(f"version {version[0]}.npy", npy(array, version), [], array)
column = numbers(7, 1)
table("one column.npy", npy(column), [], column)
table("no row.npy", npy(np.zeros(0)), [], np.zeros(0))

y, p = random.integers(0, 2, 7), random.random(7)
classes, probabilities = random.integers(0, 3, 7), random.dirichlet([1, 1, 1], 7)
two = npz(y_true=y, y_prob=p)
names = ["y_true", "y_prob"]
table("two.npz", two, names, y, p)
positional = io.BytesIO()
np.savez(positional, y, p)
table("positional.npz", positional.getvalue(), ["arr_0", "arr_1"], y, p)
many = ["labels", "preds.0", "preds.1", "preds.2"]
for order in "CF":
    array = np.asarray(probabilities, order=order, dtype="<f4")
    table(f"classes {order}.npz", npz(labels=classes.astype(">i2"), preds=array), many, classes, array)
table("beside.npz",
      npz(ids=np.array(list("abcdefg")), y_true=y, threshold=np.float64(0.5), y_prob=p,
          matrix=np.zeros((2, 2)), notes=np.array([{}], dtype=object)), names, y, p)

# As archives beyond four gigabytes are written.
zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = 0, 0
table("zip64.npz", npz(y_true=y, y_prob=p), names, y, p)
zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = (1 << 31) - 1, (1 << 16) - 1
comment = io.BytesIO(two)
with zipfile.ZipFile(comment, "a") as archive:
    archive.comment = b"a comment"
table("comment.npz", comment.getvalue(), names, y, p)

refused("objects.npy", npy(np.array([1, None], dtype=object)), "objects")
refused("records.npy", npy(np.zeros(3, dtype=[("y", "i4"), ("p", "f8")])), "records")
refused("subarrays.npy", npy(np.zeros(3, dtype=[("p", "f8", (2,))])), "records")
for name, array in (("texts", np.array(["cat", "dog"])), ("complex", np.zeros(2, "c16")),
                    ("bytes", np.array([b"ab"])), ("dates", np.zeros(2, "M8[s]")),
                    ("long", np.zeros(2, "f16"))):
    refused(f"{name}.npy", npy(array), "elementType")
refused("scalar.npy", npy(np.array(0.5)), "dimensions")
refused("cube.npy", npy(np.zeros((2, 2, 2))), "dimensions")
refused("no columns.npy", npy(np.zeros((3, 0))), "noColumns")
refused("two arrays.npy", npy(y) + npy(p), "bytesAfterEnd")
compressed = io.BytesIO()
np.savez_compressed(compressed, y_true=y, y_prob=p)
refused("compressed.npz", compressed.getvalue(), "compressed")
