"""Tables as files, in every shape that the program reads."""

import json

from random_data import Number

# How often a shape is taken, against the others.
SHAPES = {"csv": 6, "tsv": 2, "semicolon": 2, "headerless": 1, "ndjson": 5, "list": 2, "columns": 2}
DELIMITERS = {"csv": ",", "headerless": ",", "tsv": "\t", "semicolon": ";"}
ENDINGS = {"tsv": "tsv", "ndjson": "ndjson", "list": "json", "columns": "json"}


def csv_text(random, rows, delimiter, header=True):
    end = random.choice(["\n", "\n", "\r\n"])
    quotes_all = random.random() < 0.1
    missing = random.choice(["", "NA", "NaN", "null"])

    def written(cell):
        if cell is None:
            return missing
        text = ";".join(cell) if isinstance(cell, list) else str(cell)
        if quotes_all or any(mark in text for mark in f'{delimiter}"\r\n'):
            return '"' + text.replace('"', '""') + '"'
        return text

    lines = [delimiter.join(written(name) for name, _ in rows[0])] if header else []
    lines += [delimiter.join(written(cell) for _, cell in row) for row in rows]
    mark = "\ufeff" if random.random() < 0.05 else ""
    return mark + end.join(lines) + (end if random.random() < 0.9 else "")


def json_cell(cell, separator=", "):
    if cell is None:
        return "null"
    if isinstance(cell, list):
        return "[" + separator.join(json_cell(value) for value in cell) + "]"
    if isinstance(cell, Number):
        return f'"{cell}"' if "inf" in cell else str(cell)
    return json.dumps(cell)


def json_row(row, spacing):
    comma, colon, inside = spacing
    members = comma.join(f"{json.dumps(name)}{colon}{json_cell(cell)}" for name, cell in row)
    return "{" + inside + members + inside + "}"


def json_text(random, rows, shape):
    spacings = [(",", ":", ""), (", ", ": ", ""), (", ", ": ", " "), (" ,", " : ", "\t")]
    mixed = random.random() < 0.25
    first = random.choice(spacings)
    objects = [json_row(row, random.choice(spacings) if mixed else first) for row in rows]
    if shape == "ndjson":
        end = random.choice(["\n", "\n", "\r\n"])
        return end.join(objects) + end
    if shape == "list":
        return "[" + random.choice([",", ",\n ", ", "]).join(objects) + "]\n"
    names = [name for name, _ in rows[0]]
    columns = [[row[place][1] for row in rows] for place in range(len(names))]
    members = (f"{json.dumps(name)}: {json_cell(cells)}" for name, cells in zip(names, columns))
    return "{" + ", ".join(members) + "}"


def random_shape(random, data):
    """A format that can hold the data."""
    left_out = set()
    if "probs" in data.names:  # a list of numbers is for JSON only
        left_out |= set(DELIMITERS)
    if data.task != "binary":  # their columns are asked for by name
        left_out.add("headerless")
    shapes = [shape for shape in SHAPES if shape not in left_out]
    return random.choices(shapes, [SHAPES[shape] for shape in shapes])[0]


def write(random, rows, folder, stem, shape):
    """Writes rows in a format; returns the name of the file."""
    if shape in DELIMITERS:
        text = csv_text(random, rows, DELIMITERS[shape], header=shape != "headerless")
    else:
        text = json_text(random, rows, shape)
    name = f"{stem}.{ENDINGS.get(shape, 'csv')}"
    (folder / name).write_text(text, encoding="utf-8", newline="")
    return name
