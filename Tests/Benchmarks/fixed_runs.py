"""Command lines that are always the same: over goldens, real files, and options beside commands."""

import csv
import json
import shutil

from random_runs import STRAYS, Run

# What the systems of the goldens are as presets.
PRESETS = {
    "fvcore_star": "fvcore-star", "tf-onehot-float32": "tf-onehot",
    "keras_binary_tensorflow": "keras-binary", "keras_binary_jax": "keras-binary-clip",
    "keras_binary_torch": "keras-binary-clip", "keras_categorical_tensorflow": "keras-categorical",
    "keras_categorical_jax": "keras-categorical", "keras_categorical_torch": "keras-categorical",
    "keras2_binary": "keras2-binary", "kornia_binary": "kornia-binary",
    "kornia_multiclass": "kornia", "monai_sigmoid": "monai", "monai_softmax": "monai-softmax",
    "smp_binary": "smp", "smp_multiclass": "smp", "pip_focal_loss_binary": "artemmavrin",
    "pip_focal_loss_sparse": "artemmavrin-sparse",
}
ONE_VS_ALL = ["tf-onehot", "tf-onehot-float32", "smp_multiclass"]


def number_text(value):
    return str(value).replace("Infinity", "inf")


def golden_options(case, task):
    """The options of a case; whether they fit is for the program to say, of both builds alike."""
    params = case["params"]
    preset = PRESETS.get(case["system"], case["system"])
    options = [f"--preset={preset}", f"--gamma={params['gamma']}"]
    alpha = params.get("pos_weight", params.get("alpha"))
    if params.get("pos_weight") is not None:
        options += [f"--alpha={alpha}", "--alpha-rule=positive-weight"]
    elif alpha in (None, -1) or params.get("apply_class_balancing") is False:
        options.append("--alpha=none")
    else:
        options.append(f"--alpha={alpha}")
    if params.get("epsilon") is not None:
        options.append(f"--epsilon={params['epsilon']}")
    if params.get("label_smoothing"):
        options += [f"--label-smoothing={params['label_smoothing']}", "--soft-labels=expected"]
    if params.get("reduced_threshold"):
        options.append(f"--modulator=reduced:threshold={params['reduced_threshold']}")
    if params.get("normalized"):
        options.append("--modulator=normalized")
    if weights := params.get("class_weights") or params.get("class_weight"):
        options.append(f"--class-weights={','.join(map(str, weights))}")
    if task == "multiclass" and case["system"] in ONE_VS_ALL:
        # What is normalised is so column by column, which is what multilabel does.
        options.append("--task=multilabel" if params.get("normalized") else "--task=one-vs-all")
    elif case["system"] in ("kornia_multiclass", "monai_softmax") and "--alpha=none" not in options:
        options.append("--alpha-rule=background")
    return options


def golden_runs(reference, scratch):
    """Every golden case: the report, and the losses of the samples as JSON and as CSV."""
    folder = scratch / "goldens"
    folder.mkdir()
    inputs = json.loads((reference / "inputs.json").read_text())
    for name, data in inputs.items():
        with open(folder / f"{name}.csv", "w", newline="") as file:
            writer = csv.writer(file)
            rows = [row if isinstance(row, list) else [row] for row in data["predictions"]]
            count = len(rows[0])
            names = ["prediction"] if count == 1 else [f"p{place}" for place in range(count)]
            writer.writerow(["label", *names])
            for label, row in zip(data["labels"], rows):
                writer.writerow([number_text(value) for value in [label, *row]])
    for line in (reference / "goldens.jsonl").read_text().splitlines():
        case = json.loads(line)
        data = inputs[case["input"]]
        options = golden_options(case, data["task"]) + [f"--{data['input_kind']}"]
        if case["input"].endswith("soft"):
            options = [option for option in options if not option.startswith("--soft-labels")]
            options.append("--soft-labels=expected")
        file = f"{case['input']}.csv"
        has_gradient = not any(option.startswith("--modulator") for option in options)
        gradient = ["--gradient"] if has_gradient and "star" not in case["system"] else []
        for output in (["--json"], ["--json", "--per-sample"], ["--per-sample", *gradient]):
            yield Run([*options, *output, file], folder)


def reading_runs(reference, scratch):
    """Files as programs and people write them."""
    folder = scratch / "reading"
    shutil.copytree(reference / "reading", folder)
    folder.chmod(0o755)
    for line in (folder / "cases.jsonl").read_text().splitlines():
        case = json.loads(line)
        yield Run([*case["arguments"], "--json"], folder)
        yield Run([*case["arguments"], "--per-sample", "--json"], folder)
        yield Run([*case["arguments"], "--per-sample"], folder)


REAL_COMMANDS = [
    "--bare", "--json", "--format=ndjson", "--format=csv", "--format=tsv",
    "--json --by=class,decile --concentration --baseline --gradient --top=20 --group-by=label",
    "--format=csv --by=class", "--format=tsv --by=decile", "--format=csv --concentration",
    "--format=csv --baseline", "--format=csv --gradient", "--format=csv --top=7 --digits=3",
    "--format=csv --group-by=label", "--per-sample", "--per-sample --format=csv --gradient",
    "--per-sample --format=tsv --digits=5", "--per-sample --format=ndjson --threads=1",
    "--per-sample --json --id=id --gradient", "--per-sample --bare",
    "--per-sample --format=ndjson --gradient --digits=9",
    "sweep --gamma=0:5:0.5 --alpha=0.1,0.25,0.5,none --json",
    "sweep --gamma=0,2 --epsilon=0,1e-7,1e-3 --format=csv",
    "sweep --gamma=0,2 --label-smoothing=0,0.1 --soft-labels=expected --format=tsv",
    "compare --json", "compare --format=csv", "compare --format=ndjson --gamma=1",
    "identify --observed=0.02352 --json", "identify --observed=0.0338282504 --format=csv",
    "identify --observed=0.1 --format=ndjson", "explain --row=7 --json",
    "explain --row=42 --format=csv", "explain --row=9999 --json",
]
REDUCTIONS = ["none", "mean", "sum", "mean-elements", "sum-of-means", "macro", "positives",
              "weighted-mean", "weighted-mean-elements"]


def real_runs(reference, examples, scratch, presets):
    """All commands over predictions of real models."""
    folder = scratch / "real"
    folder.mkdir()
    for source in [*sorted(reference.glob("real/*.csv")), *sorted(examples.glob("*.csv"))]:
        name = f"{source.parent.name}-{source.name}"
        shutil.copy(source, folder / name)
        options = ["--logits"] if "logit" in name else []
        for command in REAL_COMMANDS:
            yield Run([*command.split(), *options, name], folder)
        tasks = [[]] if "cancer" in name else [[], ["--task=one-vs-all"]]
        for task in tasks:
            for reduction in REDUCTIONS:
                yield Run([f"--reduction={reduction}", *task, *options, "--json", name], folder)
        for preset in presets:
            yield Run([f"--preset={preset}", *options, "--json", name], folder)
            yield Run([f"--preset={preset}", *options, "--per-sample", name], folder)
    for preset in presets:
        yield Run(["presets", preset, "--json"], folder)
    for form in ("json", "ndjson", "csv", "tsv"):
        yield Run(["presets", f"--format={form}"], folder)
        yield Run(["curve", f"--format={form}"], folder)


def option_runs(examples, scratch):
    """Every option beside every command: who uses it, ignores it, refuses it."""
    folder = scratch / "options"
    folder.mkdir()
    lines = (examples / "breast_cancer.csv").read_text().splitlines()[:60]
    weights = ["weight"] + [str(1 + row % 3) for row in range(len(lines) - 1)]
    rows = [f"{line},{weight}" for line, weight in zip(lines, weights)]
    (folder / "rows.csv").write_text("\n".join(rows) + "\n")
    labels = [line.rsplit(",", 1)[0] for line in lines]
    (folder / "labels.csv").write_text("\n".join(labels) + "\n")
    commands = [
        (["--json"], ["rows.csv"]), (["--per-sample"], ["rows.csv"]), (["--bare"], ["rows.csv"]),
        (["sweep", "--gamma=0,2", "--json"], ["rows.csv"]), (["compare", "--json"], ["rows.csv"]),
        (["identify", "--observed=0.02", "--json"], ["rows.csv"]),
        (["explain", "--row=3", "--json"], ["rows.csv"]),
        (["explain", "--prediction=0.9", "--label=1", "--json"], []), (["curve", "--json"], []),
        (["presets", "--json"], []), (["presets", "tfa", "--json"], []), (["man"], []),
        (["completions", "bash"], []),
    ]
    for command, files in commands:
        for option in STRAYS:
            given = {argument.split("=")[0] for argument in command}
            if option.split("=")[0] not in given:
                yield Run([*command, option, *files], folder)
