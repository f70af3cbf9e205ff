extension Preset {
  /// The three founding implementations.
  static let founding: [Preset] = [
    Preset(
      name: "tf-clip",
      summary: "TensorFlow, probabilities clipped to [1e-5, 1 - 1e-5]",
      checkedAgainst: "tensorflow 2.21.0 (compat.v1)",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "gamma=2": "--gamma 2",
        "epsilon=1e-5": "--epsilon 1e-5",
      ],
      notes: [
        "The clip acts on the modulating factor too, and keeps p = 0 and 1 from NaN.",
        "Takes the mean over all elements.",
      ],
      tasks: [.binary],
      variants: [
        Convention(
          task: .binary, input: .probabilities, alpha: .balanced(0.25), epsilon: .clip(1e-5),
          softTargets: .expected)
      ]),
    Preset(
      name: "torch-bce",
      summary: "PyTorch, built on its binary cross entropy: p_t = exp(-BCE)",
      checkedAgainst: "torch 2.13.0",
      options: [
        "alpha=1": "--alpha 1",
        "gamma=2": "--gamma 2",
        "logits=True": "--logits",
        "logits=False": "--probabilities",
        "reduce=False": "--per-sample",
      ],
      notes: [
        "Alpha is one factor for both classes, 1 by default.",
        "From probabilities each logarithm is held at -100 or more; from logits nothing is.",
        "The original gives NaN for infinite logits; here they have their limits.",
      ],
      tasks: [.binary, .multilabel],
      variants: [
        Convention(
          task: .binary, input: .probabilities, alpha: Alpha(.scale, [1]),
          epsilon: Epsilon(.logFloor, 100), softTargets: .expCrossEntropy),
        Convention(
          task: .binary, input: .logits, alpha: Alpha(.scale, [1]),
          softTargets: .expCrossEntropy),
      ]),
    Preset(
      name: "tf-onehot",
      summary: "TensorFlow, says softmax; sigmoids of the true class",
      checkedAgainst: "tensorflow 2.21.0 (compat.v1)",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "gamma=2": "--gamma 2",
        "epsilon=1e-8": "--epsilon 1e-8",
      ],
      notes: [
        "Takes one-hot labels; its documentation says softmax, its code computes sigmoids.",
        "The one-hot factor is inside the sum, so only the true class contributes: its declared "
          + "1 - alpha for negatives never acts.",
        "Adds 1e-8 inside the logarithm only.",
        "The original returns one loss per sample; the reduction here is their mean.",
      ],
      tasks: [.oneVsAll, .binary],
      variants: [
        Convention(
          task: .oneVsAll, input: .logits, alpha: Alpha(.positivesOnly, [0.25]),
          epsilon: Epsilon(.add, 1e-8))
      ]),
  ]
}
