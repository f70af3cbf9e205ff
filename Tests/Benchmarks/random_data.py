"""Made-up tables of labels and predictions, of every task and kind."""

import math
from dataclasses import dataclass, field


class Number(str):
    """A cell that is written as it stands; any other text is a string."""


@dataclass
class Data:
    """A table, and the options that say what its columns mean."""

    task: str
    kind: str
    class_count: int
    names: list = field(default_factory=list)
    columns: list = field(default_factory=list)
    options: list = field(default_factory=list)
    label_names: list = field(default_factory=list)
    prediction_names: list = field(default_factory=list)
    class_names: list | None = None

    def add(self, name, cells):
        self.names.append(name)
        self.columns.append(cells)

    def part(self, start, end, without=()):
        """The rows of a range, as pairs of names and cells."""
        kept = [place for place, name in enumerate(self.names) if name not in without]
        return [
            [(self.names[place], self.columns[place][row]) for place in kept]
            for row in range(start, end)
        ]

    @property
    def row_count(self):
        return len(self.columns[0])


EXTREMES = {
    "logits": ["745.2", "-745.2", "1e308", "-1e308", "-0.0", "4e-310", "37", "-36.7", "inf"],
    "probabilities": ["0", "1", "1e-300", "0.9999999999999999", "5e-324", "1e-7", "0.5"],
    "log-probabilities": ["0", "-1e-300", "-800", "-1e-17", "-inf"],
}
SOFT_RULES = ["mixture", "expected", "exp-ce", "log-mixture", "margin", "distance"]
NAMES = ["cat", "dog", "owl", "a b", "x-ray", "emu", "fox", "gnu", "hen", "ibex", "jay", "kiwi"]


def number(random, value):
    """A number as some program may have written it."""
    style = random.random()
    if style < 0.6:
        return Number(repr(value))
    if style < 0.9 or value == 0:
        return Number(f"{value:.{random.choice([4, 6, 9])}g}")
    return Number(f"{value:.8E}")


def predictions(random, kind, scores, exclusive):
    """The cells of a row: its scores as logits, probabilities or logarithms of those."""
    if kind == "logits":
        return [number(random, score) for score in scores]
    if exclusive:
        total = sum(math.exp(score) for score in scores)
        values = [math.exp(score) / total for score in scores]
    else:
        values = [1 / (1 + math.exp(-score)) for score in scores]
    if kind == "probabilities":
        return [number(random, value) for value in values]
    return [number(random, math.log(value)) for value in values]


def add_predictions(random, data, row_count):
    count = 1 if data.task == "binary" else data.class_count
    exclusive = data.task == "multiclass"
    has_extremes = random.random() < 0.3
    rows = []
    for _ in range(row_count):
        scores = [random.gauss(0, 3) for _ in range(count)]
        row = predictions(random, data.kind, scores, exclusive)
        if has_extremes and random.random() < 0.1:
            # A softmax of two infinities is an error, and so are probabilities without a sum of 1.
            if not exclusive or data.kind == "logits":
                row[random.randrange(count)] = Number(random.choice(EXTREMES[data.kind]))
            elif data.kind == "probabilities":
                row = [Number("0")] * count
                row[random.randrange(count)] = Number("1")
        rows.append(row)
    if count == 1:
        usual = {"logits": ["logit", "logits"]}.get(data.kind, ["prediction", "prob", "score"])
        name = random.choice([*usual, "q 7"])
        data.prediction_names.append(name)
        data.add(name, [row[0] for row in rows])
        if name == "q 7" or random.random() < 0.3:
            data.options.append(f"--prediction={name}")
    elif random.random() < 0.25:
        # A list in a cell is for JSON only.
        data.add("probs", rows)
        data.options.append("--prediction=probs")
    else:
        stem = random.choice(["p", "prob_", "logit_"])
        named = stem != "p" and random.random() < 0.5
        data.class_names = NAMES[:count] if named else None
        for place in range(count):
            data.add(
                f"{stem}{NAMES[place] if named else place}", [row[place] for row in rows]
            )
        if stem != "p" or random.random() < 0.5:
            data.options.append(f"--prediction={stem}*")


def add_class_labels(random, data, row_count):
    """One label a row: the index of a class, from 0 or 1, or its name."""
    truth = [random.randrange(data.class_count) for _ in range(row_count)]
    if data.class_names:
        cells = [data.class_names[place] for place in truth]
    else:
        base = int(random.random() < 0.2)
        cells = [Number(place + base) for place in truth]
        if base:
            data.options.append("--label-base=1")
    if data.task == "one-vs-all" and random.random() < 0.3:
        cells = [cell if random.random() < 0.8 else "nothing" for cell in cells]
        data.options.append("--background=nothing")
    elif random.random() < 0.1:
        cells = [cell if random.random() < 0.9 else Number("255") for cell in cells]
        data.options.append("--ignore-label=255")
    return cells


def add_binary_labels(random, data, row_count):
    truth = [random.random() < 0.4 for _ in range(row_count)]
    style = random.random()
    if style < 0.15:
        data.options.append(f"--soft-labels={random.choice(SOFT_RULES)}")
        return [number(random, random.choice([0, 1, random.random()])) for _ in truth]
    if style < 0.3:
        data.options.append("--positive=yes")
        return ["yes" if label else random.choice(["no", "maybe, not"]) for label in truth]
    if style < 0.45:
        return [Number("true" if label else "false") for label in truth]
    if style < 0.55:
        data.options.append("--ignore-label=255")
        return [Number("255") if random.random() < 0.1 else Number(int(label)) for label in truth]
    return [Number(int(label)) for label in truth]


def add_labels(random, data, row_count):
    if data.task == "multilabel" and random.random() < 0.6:
        for place in range(data.class_count):
            data.label_names.append(f"y{place}")
            data.add(f"y{place}", [Number(random.randrange(2)) for _ in range(row_count)])
        data.options.append(f"--label={','.join(data.label_names)}")
        return
    if data.task == "binary":
        cells = add_binary_labels(random, data, row_count)
    elif data.task == "multilabel":
        classes = range(data.class_count)
        cells = [[Number(c) for c in classes if random.random() < 0.3] for _ in range(row_count)]
        if random.random() < 0.9:
            # A longer list in the first row would be several columns in JSON.
            cells[0] = [Number(0)]
    else:
        cells = add_class_labels(random, data, row_count)
    name = random.choice(["label", "label", "target", "y", "the truth"])
    data.label_names.append(name)
    data.add(name, cells)
    if name == "the truth" or random.random() < 0.2:
        data.options.append(f"--label={name}")


def add_others(random, data, row_count):
    """Columns besides: weights, groups, ids, and texts that nobody asks for."""
    if random.random() < 0.3:
        weights = [random.choice([0, 1, random.random() * 3]) for _ in range(row_count)]
        data.add("weight", [number(random, weight) for weight in weights])
        data.options.append("--weight=weight")
    if random.random() < 0.35:
        texts = ["a", "b, c", 'say "so"', "", "Zürich", "line\nbreak", "7"]
        data.add("group", [random.choice(texts) for _ in range(row_count)])
    if random.random() < 0.3:
        data.add("id", [f"s{row}" for row in range(row_count)])
    if random.random() < 0.3:
        texts = ["x", "", 'a,"b"', "é\t;|", "\\"]
        data.add("note", [random.choice(texts) for _ in range(row_count)])


def hide_some(random, data):
    """Leaves out values of the columns that count."""
    if random.random() < 0.8:
        if random.random() < 0.15:
            data.options.append("--missing=skip")
        return
    for name, cells in zip(data.names, data.columns):
        if name in ("group", "id", "note") or isinstance(cells[0], list):
            continue
        for row in range(len(cells)):
            if random.random() < 0.03:
                cells[row] = None
    if random.random() < 0.9:
        data.options.append("--missing=skip")


def random_data(random):
    """A table of a random task, kind and size."""
    task = random.choices(["binary", "multiclass", "one-vs-all", "multilabel"], [5, 3, 1, 2])[0]
    kind = random.choices(["probabilities", "logits", "log-probabilities"], [5, 4, 1])[0]
    class_count = 2 if task == "binary" else random.choices([2, 3, 4, 12], [1, 4, 3, 1])[0]
    data = Data(task, kind, class_count)
    # The longer ones are several chunks, and so of use to several threads.
    sizes = [(1, 8), (9, 200), (3000, 5000), (15_000, 20_000)]
    low, high = random.choices(sizes, [20, 65, 12, 3])[0]
    row_count = random.randint(low, high)
    if kind != "probabilities":
        data.options.append(f"--{kind}")
    if task in ("one-vs-all", "multilabel"):
        data.options.append(f"--task={task}")
    add_predictions(random, data, row_count)
    add_labels(random, data, row_count)
    add_others(random, data, row_count)
    hide_some(random, data)
    order = list(range(len(data.names)))
    random.shuffle(order)
    data.names = [data.names[place] for place in order]
    data.columns = [data.columns[place] for place in order]
    return data
