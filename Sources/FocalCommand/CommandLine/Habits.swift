/// Options of other programs and libraries, and what they are here.
enum Habits {
  /// What somebody who types an option that does not exist means.
  ///
  /// - Parameter name: the name, without dashes.
  /// - Returns: the option of focal, with its value; nil where nobody knows.
  static func option(named name: String) -> String? {
    let name = name.lowercased().replacing("_", with: "-")
    return options[name].map { "--\($0)" }
  }

  private static let options = [
    "no-header": "header no", "noheader": "header no", "has-header": "header yes",
    "header-row": "header yes", "sep": "delimiter", "separator": "delimiter",
    "target": "label", "targets": "label", "truth": "label", "y-true": "label",
    "label-col": "label", "label-column": "label", "ground-truth": "label",
    "pred": "prediction", "preds": "prediction", "predictions": "prediction",
    "score": "prediction", "scores": "prediction", "y-pred": "prediction", "y-score": "prediction",
    "prediction-column": "prediction", "class-names": "classes", "columns-of-classes": "classes",
    "weights": "weight", "sample-weight": "weight", "sample-weights": "weight",
    "class-weight": "class-weights", "pos-label": "positive", "positive-class": "positive",
    "positive-label": "positive", "pos-weight": "alpha-rule positive-weight --alpha W",
    "ignore-index": "ignore-label", "ignore": "ignore-label", "from-logits": "logits",
    "with-logits": "logits", "is-logits": "logits", "smoothing": "label-smoothing",
    "reduce": "reduction", "size-average": "reduction mean", "eps": "epsilon", "clip": "epsilon",
    "focusing": "gamma", "jobs": "threads", "workers": "threads", "n-jobs": "threads",
    "parallel": "threads", "csv": "format csv", "tsv": "format tsv", "ndjson": "format ndjson",
    "jsonl": "format ndjson", "markdown": "format markdown", "md": "format markdown",
    "out": "output", "outfile": "output", "output-file": "output", "precision": "digits",
    "decimals": "digits", "round": "digits", "threshold": "fail-above", "max-loss": "fail-above",
    "group": "group-by", "groupby": "group-by", "by-class": "by class", "per-class": "by class",
    "skip-missing": "missing skip", "skip-nan": "missing skip", "dropna": "missing skip",
    "quiet": "bare", "silent": "bare", "only-number": "bare", "input": "input-format",
    "no-color": "color never", "no-progress": "progress never", "samples": "per-sample",
    "grad": "gradient", "gradients": "gradient",
  ]
}
