"""Made-up command lines over made-up files."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from random_data import SOFT_RULES, random_data
from random_files import ENDINGS, random_shape, write


@dataclass
class Run:
    """A command line, to be run in a folder; options with values are one argument each."""

    arguments: list
    folder: Path
    stdin: str | None = None
    # Whether the folder is of this run only.
    owns_folder: bool = False


EPSILON_RULES = ["clip", "add", "floor", "add-all", "clip-ce", "clip-add", "log-floor"]
REDUCTIONS = [
    "mean", "sum", "mean-elements", "sum-of-means", "macro", "positives", "weighted-mean",
    "weighted-mean-elements",
]
ANY_TASK = ["power", "reduced", "reduced:threshold=0.3", "reduced-continuous", "poly1:epsilon=-0.5"]
ELEMENTWISE = [*ANY_TASK, "asl", "asl:positive=0,negative=3,margin=0.1", "fl-star:beta=1"]
MODULATORS = {
    "binary": [*ELEMENTWISE, "normalized", "per-class:gammas=1+2"],
    "multiclass": [*ANY_TASK, "normalized", "asl-single-label"],
    "one-vs-all": ELEMENTWISE,
    "multilabel": [*ELEMENTWISE, "normalized"],
}
# One of each option, for the commands that have no use for it.
STRAYS = [
    "--alpha=0.3", "--alpha-rule=scale", "--gamma=1", "--modulator=poly1", "--epsilon=1e-3",
    "--epsilon-rule=add", "--logits", "--probabilities", "--log-probabilities", "--task=binary",
    "--reduction=sum", "--class-weights=1,2", "--class-weight-rule=column",
    "--label-smoothing=0.1", "--soft-labels=expected", "--preset=tfa",
    "--signature=focal:0.1.0,task:binary,input:probabilities,alpha:balanced:0.25,gamma:1,"
    "epsilon:clip:1e-07,soft:none,smoothing:0,reduction:mean",
    "--label=label", "--prediction=prob", "--weight=weight", "--id=id", "--group-by=label",
    "--row=2", "--positive=1", "--background=none", "--labels=labels.csv", "--label-base=1",
    "--ignore-label=7", "--missing=skip", "--strict", "--input-format=csv", "--delimiter=,",
    "--header=yes", "--format=ndjson", "--json", "--output=OUTPUT", "--per-sample", "--gradient",
    "--top=2", "--by=class", "--by=decile", "--concentration", "--baseline", "--plot=plot.svg",
    "--bare", "--digits=4", "--observed=0.02", "--fail-above=0.02", "--threads=2",
    "--progress=never", "--color=never",
]


def name_of(option):
    """`--gamma` of `--gamma=2`; None of what is no option."""
    return option.split("=")[0] if option.startswith("--") else None


def some(random, chance, make):
    return [make()] if random.random() < chance else []


def list_of_numbers(random, count):
    return ",".join(f"{random.uniform(0.1, 1):.2f}" for _ in range(count))


def loss_options(random, data, presets):
    """Options that say which loss, most of which go together."""
    if random.random() < 0.2:
        fitting = [name for name, fits in presets.items() if (data.task, data.kind) in fits]
        if fitting:
            return [f"--preset={random.choice(fitting)}"] + some(random, 0.3, lambda: "--gamma=1")
    gammas = ["0", "0.5", "1", "2", "3", "5", "1.37"]
    chosen = some(random, 0.6, lambda: f"--gamma={random.choice(gammas)}")
    alpha = random.random()
    if alpha < 0.15:
        chosen.append("--alpha=none")
    elif alpha < 0.5:
        chosen.append(f"--alpha={random.choice(['0.25', '0.5', '0.9', '1'])}")
        rules = ["balanced", "scale", "positive-weight", "positives-only"]
        if data.task == "multiclass":
            rules = ["scale", "background"]
        chosen.append(f"--alpha-rule={random.choice(rules)}")
    elif alpha < 0.65 and data.task != "binary":
        chosen.append(f"--alpha={list_of_numbers(random, data.class_count)}")
    if random.random() < 0.25:
        modulator = random.choice(MODULATORS[data.task])
        chosen.append(f"--modulator={modulator}")
        if modulator.startswith("asl"):
            chosen = [option for option in chosen if name_of(option) != "--gamma"]
    if random.random() < 0.35:
        chosen.append(f"--epsilon={random.choice(['0', '1e-7', '1e-3', '1e-16'])}")
        chosen += some(random, 0.6, lambda: f"--epsilon-rule={random.choice(EPSILON_RULES)}")
    if random.random() < 0.2 and not has(data.options, "--soft-labels"):
        chosen.append(f"--class-weights={list_of_numbers(random, data.class_count)}")
        if data.task in ("one-vs-all", "multilabel"):
            chosen += some(random, 0.3, lambda: "--class-weight-rule=column")
    if random.random() < 0.15:
        chosen.append(f"--label-smoothing={random.choice(['0', '0.1', '0.3'])}")
        if not has(data.options, "--soft-labels") and not has(data.options, "--positive"):
            rules = SOFT_RULES[:3] if data.task == "multiclass" else SOFT_RULES
            chosen.append(f"--soft-labels={random.choice(rules)}")
    return chosen


def has(arguments, name):
    return any(name_of(argument) == name for argument in arguments)


def report(random, data):
    chosen = some(random, 0.6, lambda: f"--reduction={random.choice(REDUCTIONS)}")
    if random.random() < 0.15:
        return chosen + ["--bare"] + some(random, 0.3, lambda: "--fail-above=0.2")
    blocks = ["--by=class", "--by=decile", "--by=class,decile", "--concentration", "--baseline",
              "--gradient", f"--top={random.choice([1, 3, 50])}"]
    if "group" in data.names:
        blocks += ["--group-by=group", "--group-by=group"]
    wanted = {}
    for block in random.sample(blocks, random.choice([0, 1, 1, 2, 4])):
        wanted.setdefault(name_of(block), block)
    is_one_table = len(wanted) < 2 and "--by=class,decile" not in wanted.values()
    formats = ["json", "ndjson"] + (["csv", "tsv"] * 2 if is_one_table else [])
    chosen += [*wanted.values(), f"--format={random.choice(formats)}"]
    chosen += some(random, 0.2, lambda: f"--digits={random.randint(1, 17)}")
    return chosen + some(random, 0.1, lambda: "--fail-above=0.2")


def per_sample(random, data):
    chosen = ["--per-sample"]
    if random.random() < 0.1:
        return chosen + ["--bare"]
    formats = ["csv", "tsv", "ndjson", "json"]
    chosen += some(random, 0.8, lambda: f"--format={random.choice(formats)}")
    chosen += some(random, 0.35, lambda: "--gradient")
    if "id" in data.names:
        chosen += some(random, 0.7, lambda: "--id=id")
    return chosen + some(random, 0.35, lambda: f"--digits={random.randint(1, 17)}")


def machine_format(random):
    return f"--format={random.choice(['json', 'json', 'ndjson', 'csv', 'tsv'])}"


def sweep(random, data):
    axes = [
        f"--gamma={random.choice(['0:2:0.5', '0,1,2,5', '2', '0.7,1.3'])}",
        f"--alpha={random.choice(['0.1,0.25,none', '0.25', 'none', '0:1:0.25'])}",
        f"--epsilon={random.choice(['0,1e-7', '1e-7,1e-3'])}",
        f"--label-smoothing={random.choice(['0,0.1', '0:0.2:0.1'])}",
    ]
    weights = [8, 5, 2, 1]
    count = random.choice([1, 2, 2, 3])
    chosen = list(dict.fromkeys(random.choices(axes, weights, k=count)))
    if has(chosen, "--label-smoothing") and not has(data.options, "--soft-labels"):
        chosen.append("--soft-labels=expected")
    if has(chosen, "--alpha") and data.task == "multiclass":
        chosen.append("--alpha-rule=scale")
    return ["sweep", *chosen, machine_format(random)] + some(random, 0.2, lambda: "--digits=6")


def compare(random, presets):
    three = ",".join(random.sample(sorted(presets), 3))
    return ["compare", machine_format(random)] + some(random, 0.2, lambda: f"--preset={three}")


def explain(random, data):
    row = random.randint(1, max(1, min(data.row_count, 60)))
    return ["explain", f"--row={row}", machine_format(random)]


def without_data(random, presets):
    """A command that reads no data."""
    kind = random.random()
    if kind < 0.4:
        gamma = random.choice(["0,0.5,1,2,5", "0:3:0.5", "2"])
        chosen = ["curve", f"--gamma={gamma}", machine_format(random)]
        return chosen + some(random, 0.5, lambda: f"--digits={random.randint(1, 17)}")
    if kind < 0.6:
        name = some(random, 0.7, lambda: random.choice(sorted(presets)))
        return ["presets", *name, machine_format(random)]
    p = random.choice(["0.97", "0.3", "1e-9", "0", "1"])
    chosen = ["explain", f"--prediction={p}", f"--label={random.choice('01')}"]
    if random.random() < 0.5:
        label = random.choice("012")
        chosen = ["explain", "--prediction=1.5,-2,0.25", f"--label={label}", "--logits"]
    return chosen + [machine_format(random)] + some(random, 0.5, lambda: "--gamma=3")


def headerless_options(data):
    """The options that find columns without names."""
    places = {name: place + 1 for place, name in enumerate(data.names)}
    named = ("--label", "--prediction", "--weight")
    data.options = [option for option in data.options if name_of(option) not in named]
    label, prediction = data.label_names[0], data.prediction_names[0]
    return ["--header=no", f"--label={places[label]}", f"--prediction={places[prediction]}"]


def labels_apart(random, data, folder):
    """Writes the labels to a file of their own, shuffled where an id tells which is whose."""
    kept = (*data.label_names, "id")
    others = [name for name in data.names if name not in kept]
    rows = data.part(0, data.row_count, others)
    by_id = "id" in data.names and random.random() < 0.7
    if by_id:
        random.shuffle(rows)
    name = write(random, rows, folder, "labels", random.choice(["csv", "tsv", "ndjson", "list"]))
    return [f"--labels={name}"] + (["--id=id"] if by_id else [])


def files_of(random, data, folder):
    """Writes the data as one file or several; returns the names, and options that they need."""
    shape = random_shape(random, data)
    extra, without = [], ()
    if shape == "headerless":
        extra = headerless_options(data)
    elif random.random() < 0.1:
        extra, without = labels_apart(random, data, folder), data.label_names
    count = random.choice([2, 3]) if random.random() < 0.12 and data.row_count > 8 else 1
    cuts = sorted(random.sample(range(1, data.row_count), count - 1))
    files = []
    for start, end in zip([0, *cuts], [*cuts, data.row_count]):
        rows = data.part(start, end, without)
        files.append(write(random, rows, folder, f"rows{len(files)}", shape))
        if random.random() < 0.1 and shape != "headerless":
            shape = "ndjson" if shape in ENDINGS else "semicolon"
    return files, extra


def observed(random, data, before, folder, presets, common):
    """What a convention gives for this input, to some digits; the program says nothing of some."""
    arguments = [before, "--bare", *loss_options(random, data, presets), *common]
    made = subprocess.run(arguments, cwd=folder, capture_output=True, text=True)
    value = float(made.stdout) if made.returncode == 0 else random.random()
    return f"--observed={value:.{random.choice([4, 7, 12])}g}"


def random_run(random, folder, before, presets):
    """One run; its files are written to the folder."""
    if random.random() < 0.06:
        return Run(without_data(random, presets), folder, owns_folder=True)
    data = random_data(random)
    files, extra = files_of(random, data, folder)
    common = [*data.options, *extra]
    kinds = {
        "report": 32, "per-sample": 32, "sweep": 10, "compare": 8, "identify": 8, "explain": 8,
    }
    kind = random.choices(list(kinds), list(kinds.values()))[0]
    if kind == "identify":
        number = observed(random, data, before, folder, presets, [*common, *files])
        command = ["identify", number, machine_format(random)]
    elif kind == "compare":
        command = compare(random, presets)
    else:
        made = {"report": report, "per-sample": per_sample, "sweep": sweep, "explain": explain}
        command = made[kind](random, data)

    def add(options):
        """Adds options that are not there yet."""
        given = {name_of(argument) for argument in [*command, *common]}
        command.extend(option for option in options if name_of(option) not in given)

    loss = loss_options(random, data, presets)
    if "--gradient" in command:  # there are derivatives of the power only
        loss = [option for option in loss if name_of(option) != "--modulator"]
    if kind not in ("compare", "identify") or random.random() < 0.3:
        add(loss)
    add(some(random, 0.75, lambda: f"--threads={random.randint(1, 3)}"))
    add(some(random, 0.04, lambda: "--strict"))
    add(some(random, 0.04, lambda: "--output=OUTPUT"))
    add(some(random, 0.08, lambda: random.choice(STRAYS)))
    stdin = files.pop() if len(files) == 1 and random.random() < 0.12 else None
    return Run([*command, *common, *files], folder, stdin, owns_folder=True)
