"""What an output of one build lost or changed against that of another."""

import csv
import io
import json
import math
import re

NUMBER = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?)")


class Number(str):
    """A number in JSON, as it is written."""


def parsed(text):
    return json.loads(text, parse_int=Number, parse_float=Number, parse_constant=Number)


def facts(warning):
    """A warning in JSON without its sentence, which is for people."""
    return {key: value for key, value in warning.items() if key != "message"}


def json_differences(before, after, path=""):
    """What a value of JSON lost or changed; added members are none."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in before.items():
            if key not in after:
                yield f"{path}.{key}: lost"
            elif key == "warnings":
                there = [facts(warning) for warning in after[key]]
                lost = [warning for warning in value if facts(warning) not in there]
                yield from (f"{path}.{key}: lost {json.dumps(warning)}" for warning in lost)
            else:
                yield from json_differences(value, after[key], f"{path}.{key}")
    elif isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after):
            yield f"{path}: {len(before)} elements before, {len(after)} after"
        for place, (old, new) in enumerate(zip(before, after)):
            yield from json_differences(old, new, f"{path}[{place}]")
    elif type(before) is not type(after) or before != after:
        yield f"{path}: {json.dumps(before)} before, {json.dumps(after)} after"


def line_differences(before, after):
    if before == after:
        return
    old_lines, new_lines = before.split("\n"), after.split("\n")
    for number, (old, new) in enumerate(zip(old_lines, new_lines), 1):
        if old != new:
            yield f"line {number}: {old[:200]!r} before, {new[:200]!r} after"
            return
    yield f"{len(old_lines)} lines before, {len(new_lines)} after"


def column_differences(before, after, delimiter):
    """What rows lost or changed; added columns are none."""
    files = (io.StringIO(text, newline="") for text in (before, after))
    old, new = (list(csv.reader(file, delimiter=delimiter)) for file in files)
    if len(old) != len(new):
        yield f"{len(old)} rows before, {len(new)} after"
        return
    places = []
    for name in old[0] if old else []:
        if name not in new[0]:
            yield f"column {name!r}: lost"
            return
        places.append(new[0].index(name))
    for number, (row, other) in enumerate(zip(old, new), 1):
        for place, field in zip(places, row):
            if place >= len(other) or other[place] != field:
                found = other[place] if place < len(other) else "nothing"
                yield f"row {number}, {new[0][place]}: {field!r} before, {found!r} after"


def is_per_sample(arguments):
    return "--per-sample" in arguments or "--reduction=none" in arguments


def form_of(arguments, output):
    """How an output is written; None where it is for people."""
    formats = [argument[9:] for argument in arguments if argument.startswith("--format=")]
    if "--json" in arguments:
        formats.append("json")
    if formats:
        return formats[0] if formats[0] in ("json", "ndjson", "csv", "tsv") else None
    if "--bare" in arguments:
        return "bytes"
    if is_per_sample(arguments):
        if output.startswith("{"):
            return "ndjson"
        return "tsv" if "\t" in output.split("\n")[0] else "csv"
    return None


def is_within(before, after, relative):
    """Whether two texts differ in numbers only, and in those by no more than a part of them."""
    old, new = NUMBER.split(before), NUMBER.split(after)
    return len(old) == len(new) and all(
        a == b or place % 2 == 1 and math.isclose(float(a), float(b), rel_tol=relative, abs_tol=0)
        for place, (a, b) in enumerate(zip(old, new))
    )


def output_differences(arguments, before, after, allow_added, relative):
    """What an output lost or changed."""
    form = form_of(arguments, before)
    if form is None or before == after or relative and is_within(before, after, relative):
        return []
    is_stream = is_per_sample(arguments)
    try:
        if form == "json":
            return list(json_differences(parsed(before), parsed(after)))
        if form == "ndjson" and (allow_added or not is_stream):
            old, new = ([parsed(line) for line in text.splitlines()] for text in (before, after))
            return list(json_differences(old, new))
    except json.JSONDecodeError:
        pass  # the lines show where
    if form in ("csv", "tsv") and allow_added:
        return list(column_differences(before, after, "\t" if form == "tsv" else ","))
    return list(line_differences(before, after))
