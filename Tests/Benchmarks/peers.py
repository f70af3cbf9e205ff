"""What the peers do: `peers.py TOOL JOB INPUT [OUTPUT]` prints the answer and the seconds of the query.

Each has the form that was the fastest of those tried, squares rather than `pow`; only `sweep` is as one
writes it for any gammas and alphas: thirty means of powers. `sweep-by-label` is the same as one writes it
who knows that these powers are products and that alpha is linear: two sums for every gamma. Both have the
normalized losses and the effective samples that focal prints.

The peers are told what focal finds out by itself: the names and types of the columns, and that no field
is quoted.
"""

import functools
import json
import operator
import os
import sys
import time

THREADS = os.environ.get("THREADS", "2")
CLASSES = range(10)
FEATURES = [f"feature_{index}" for index in range(98)]
GAMMAS = [0, 0.5, 1, 2, 3, 5]
ALPHAS = [None, 0.1, 0.25, 0.5, 0.75]


def columns(job, integer, real):
    """The columns of the input of a job, with their types."""
    if job == "softmax":
        return {"label": integer} | {f"logit_{index}": real for index in CLASSES}
    if job == "wide":
        names = sorted([*FEATURES, "label", "prediction"])
        names.insert(40, names.pop())
        return {name: integer if name == "label" else real for name in names}
    return {"label": integer, "prediction": real}


def cells(sums, factors, count):
    """The cells of a sweep, of the sums for positives and negatives at every gamma."""
    pairs = zip(sums[0::2], sums[1::2])
    means = [
        (s1 + s0 if alpha is None else alpha * s1 + (1 - alpha) * s0) / count
        for s1, s0 in pairs
        for alpha in ALPHAS
    ]
    return whole_table(means, factors, count)


def whole_table(means, factors, count):
    """Mean, normalized loss and effective samples of every cell, as focal's table has them.

    Of the means, and of the sums of the modulating factors and of their squares at every gamma.
    """
    sums, squares = factors[0::2], factors[1::2]
    return [
        number
        for index, mean in enumerate(means)
        for gamma in [index // len(ALPHAS)]
        for number in (mean, mean * count / sums[gamma], sums[gamma] ** 2 / squares[gamma])
    ]


# MARK: DuckDB


def duckdb(job, path, output):
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET threads = {THREADS}")
    types = json.dumps(columns(job, "TINYINT", "DOUBLE"))
    if path.endswith(".ndjson"):
        table = f"read_json('{path}', columns = {types}, format = 'newline_delimited')"
    else:
        table = (
            f"read_csv('{path}', columns = {types}, header = true, auto_detect = false, "
            "delim = ',', quote = '', escape = '')"
        )
    start = time.perf_counter()
    if job == "softmax":
        logits = [f"logit_{index}" for index in CLASSES]
        chosen = " ".join(f"WHEN {index} THEN logit_{index}" for index in CLASSES)
        sums = " + ".join(f"exp({logit} - m)" for logit in logits)
        query = f"""
            SELECT avg((1 - exp(l)) * (1 - exp(l)) * -l) FROM (
              SELECT CASE label {chosen} END - m - ln({sums}) AS l FROM (
                SELECT *, greatest({", ".join(logits)}) AS m FROM {table}))"""
    else:
        # One logarithm a row: of the probability of what is true.
        terms = f"""
            SELECT *, CASE WHEN label = 1 THEN p ELSE 1 - p END AS pt FROM (
              SELECT *, least(greatest(prediction, 1e-7), 1 - 1e-7) AS p FROM {table})"""
        loss = "CASE WHEN label = 1 THEN 2.5e-1 ELSE 7.5e-1 END * (1 - pt) * (1 - pt) * -ln(pt)"
        query = f"SELECT avg({loss}) FROM ({terms})"
    if job == "per-sample":
        query = f"SELECT label, prediction, {loss} AS focal_loss FROM ({terms})"
        connection.execute(f"COPY ({query}) TO '{output}' (FORMAT csv, HEADER)")
        return [], time.perf_counter() - start
    if job == "sweep-by-label":
        powers = ["1", "sqrt(q)", "q", "q * q", "q * q * q", "q * q * q * q * q"]
        sums = ", ".join(
            f"sum({power} * ce) FILTER (label = {label})" for power in powers for label in (1, 0)
        )
        factors = ", ".join(f"sum({power}), sum(({power}) * ({power}))" for power in powers)
        query = f"""
            SELECT count(*), {sums}, {factors} FROM (
              SELECT label, 1 - pt AS q, -ln(pt) AS ce FROM ({terms}))"""
        count, *numbers = connection.execute(query).fetchone()
        middle = 2 * len(GAMMAS)
        return cells(numbers[:middle], numbers[middle:], count), time.perf_counter() - start
    if job == "sweep":
        means = ", ".join(
            f"avg({1 if alpha is None else f'CASE WHEN label = 1 THEN {alpha!r} ELSE {1 - alpha!r} END'}"
            f" * pow(1 - pt, {gamma}) * -ln(pt))"
            for gamma in GAMMAS
            for alpha in ALPHAS
        )
        factors = ", ".join(
            f"sum(pow(1 - pt, {gamma})), sum(pow(1 - pt, {gamma}) * pow(1 - pt, {gamma}))"
            for gamma in GAMMAS
        )
        query = f"SELECT count(*), {means}, {factors} FROM ({terms})"
        count, *numbers = connection.execute(query).fetchone()
        middle = len(GAMMAS) * len(ALPHAS)
        return whole_table(numbers[:middle], numbers[middle:], count), time.perf_counter() - start
    answer = list(connection.execute(query).fetchone())
    return answer, time.perf_counter() - start


# MARK: Polars


def polars(job, path, output):
    os.environ["POLARS_MAX_THREADS"] = THREADS
    import polars as pl

    start = time.perf_counter()
    schema = columns(job, pl.Int8, pl.Float64)
    if path.endswith(".ndjson"):
        # Which reads no smaller integers.
        table = pl.scan_ndjson(path, schema=schema | {"label": pl.Int64})
    else:
        table = pl.scan_csv(path, schema=schema, quote_char=None)
    if job == "softmax":
        logits = [pl.col(f"logit_{index}") for index in CLASSES]
        chosen = functools.reduce(
            lambda other, index: pl.when(pl.col("label") == index).then(logits[index]).otherwise(other),
            CLASSES[1:],
            logits[0],
        )
        table = table.with_columns(chosen=chosen, m=pl.max_horizontal(logits))
        sums = functools.reduce(operator.add, ((logit - pl.col("m")).exp() for logit in logits))
        table = table.select(l=pl.col("chosen") - pl.col("m") - sums.log())
        complement = 1 - pl.col("l").exp()
        query = table.select((complement * complement * -pl.col("l")).mean())
        return query.collect(engine="streaming").row(0), time.perf_counter() - start
    p = pl.col("prediction").clip(1e-7, 1 - 1e-7)
    # In steps, so that what several expressions need is computed once.
    table = table.with_columns(is_positive=pl.col("label") == 1, p=p)
    table = table.with_columns(pt=pl.when("is_positive").then("p").otherwise(1 - pl.col("p")))
    q, ce = 1 - pl.col("pt"), -pl.col("pt").log()
    loss = pl.when("is_positive").then(0.25).otherwise(0.75) * q * q * ce
    if job == "per-sample":
        table.select("label", "prediction", focal_loss=loss).sink_csv(output, engine="streaming")
        return [], time.perf_counter() - start
    if job == "sweep-by-label":
        table = table.select("is_positive", q=q, ce=ce)
        q, ce = pl.col("q"), pl.col("ce")
        powers = [pl.lit(1.0), q.sqrt(), q, q * q, q * q * q, q * q * q * q * q]
        sums = [
            pl.when(side).then(power * ce).otherwise(0.0).sum().alias(f"{index}_{name}")
            for index, power in enumerate(powers)
            for name, side in [("positive", pl.col("is_positive")), ("negative", ~pl.col("is_positive"))]
        ]
        factors = [
            number
            for index, power in enumerate(powers[1:])
            for number in (power.sum().alias(f"{index}_sum"), (power * power).sum().alias(f"{index}_squares"))
        ]
        row = table.select(pl.len(), *sums, *factors).collect(engine="streaming").row(0)
        count, middle = row[0], 1 + len(sums)
        return cells(row[1:middle], (count, count, *row[middle:]), count), time.perf_counter() - start
    means = [loss.mean()]
    if job == "sweep":
        means = [
            ((1 if alpha is None else pl.when("is_positive").then(alpha).otherwise(1 - alpha)) * q**gamma * ce)
            .mean()
            .alias(f"{gamma}_{alpha}")
            for gamma in GAMMAS
            for alpha in ALPHAS
        ]
        factors = [
            number
            for gamma in GAMMAS
            for number in (
                (q**gamma).sum().alias(f"{gamma}_sum"),
                (q**gamma * q**gamma).sum().alias(f"{gamma}_squares"),
            )
        ]
        count, *row = table.select(pl.len(), *means, *factors).collect(engine="streaming").row(0)
        middle = len(means)
        return whole_table(row[:middle], row[middle:], count), time.perf_counter() - start
    answer = table.select(means).collect(engine="streaming").row(0)
    return list(answer), time.perf_counter() - start


# MARK: pandas


def pandas(job, path, output):
    import numpy as np
    import pandas as pd

    start = time.perf_counter()
    table = pd.read_csv(path, dtype=columns(job, "int8", "float64"))
    p = table["prediction"].clip(1e-7, 1 - 1e-7).to_numpy()
    is_positive = table["label"].to_numpy() == 1
    pt = np.where(is_positive, p, 1 - p)
    loss = np.where(is_positive, 0.25, 0.75) * (1 - pt) ** 2 * -np.log(pt)
    return [float(loss.mean())], time.perf_counter() - start


def main(tool, job, path, output=None):
    answer, seconds = {"duckdb": duckdb, "polars": polars, "pandas": pandas}[tool](job, path, output)
    print(json.dumps({"answer": list(answer), "query": seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
