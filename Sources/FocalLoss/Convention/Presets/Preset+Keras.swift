extension Preset {
  /// Keras, and libraries for TensorFlow.
  static let keras: [Preset] = [
    Preset(
      name: "keras-binary",
      summary: "Keras 3 BinaryFocalCrossentropy on TensorFlow",
      checkedAgainst: "keras 3.15.1, tensorflow 2.21.0",
      tasks: [.binary, .oneVsAll, .multilabel],
      variants: [
        Convention(
          task: .binary, input: .probabilities, epsilon: Epsilon(.clipCrossEntropy, 1e-7),
          softTargets: .mixture, reduction: .meanElements),
        Convention(task: .binary, input: .logits, softTargets: .mixture, reduction: .meanElements),
      ]),
    Preset(
      name: "keras-binary-clip",
      summary: "Keras 3 BinaryFocalCrossentropy on JAX and torch",
      checkedAgainst: "keras 3.15.1, jax 0.10.2, torch 2.13.0",
      tasks: [.binary, .oneVsAll, .multilabel],
      variants: [
        Convention(
          task: .binary, input: .probabilities, epsilon: Epsilon(.clipCrossEntropy, 1e-7),
          softTargets: .mixture, reduction: .meanElements),
        Convention(
          task: .binary, input: .logits, epsilon: Epsilon(.clipCrossEntropy, 1e-7),
          softTargets: .mixture, reduction: .meanElements),
      ]),
    Preset(
      name: "keras2-binary",
      summary: "Keras 2 BinaryFocalCrossentropy (tf.keras)",
      checkedAgainst: "keras 2.15.0, tensorflow 2.15.1",
      tasks: [.binary, .oneVsAll, .multilabel],
      variants: [
        Convention(
          task: .binary, input: .probabilities, epsilon: Epsilon(.clipAdd, 1e-7),
          softTargets: .mixture, reduction: .meanElements),
        Convention(task: .binary, input: .logits, softTargets: .mixture, reduction: .meanElements),
      ]),
    Preset(
      name: "keras-categorical",
      summary: "Keras 3 CategoricalFocalCrossentropy",
      checkedAgainst: "keras 3.15.1 (tensorflow 2.21.0, jax 0.10.2, torch 2.13.0)",
      tasks: [.multiclass],
      variants: [
        Convention(
          task: .multiclass, input: .probabilities, alpha: Alpha(.scale, [0.25]),
          epsilon: .clip(1e-7), softTargets: .expected),
        Convention(
          task: .multiclass, input: .logits, alpha: Alpha(.scale, [0.25]), epsilon: .clip(1e-7),
          softTargets: .expected),
      ]),
    Preset(
      name: "tfa",
      summary: "TensorFlow Addons SigmoidFocalCrossEntropy",
      checkedAgainst: "tensorflow-addons 0.23.0, tensorflow 2.15.1",
      tasks: [.binary, .oneVsAll, .multilabel],
      variants: [
        Convention(
          task: .binary, input: .probabilities, alpha: .balanced(0.25),
          epsilon: Epsilon(.clipAdd, 1e-7), softTargets: .mixture),
        Convention(task: .binary, input: .logits, alpha: .balanced(0.25), softTargets: .mixture),
      ]),
    Preset(
      name: "artemmavrin",
      summary: "pip focal-loss BinaryFocalLoss",
      checkedAgainst: "focal-loss 0.0.7, tensorflow 2.21.0, keras 3.15.1",
      tasks: [.binary, .multilabel],
      variants: [
        Convention(
          task: .binary, input: .probabilities, epsilon: Epsilon(.floor, 1e-7),
          softTargets: .expected),
        Convention(task: .binary, input: .logits, softTargets: .positiveFactor),
      ]),
    Preset(
      name: "artemmavrin-sparse",
      summary: "pip focal-loss SparseCategoricalFocalLoss",
      checkedAgainst: "from source, not run",
      tasks: [.multiclass],
      variants: [
        Convention(task: .multiclass, input: .probabilities, epsilon: .clip(1e-7)),
        Convention(task: .multiclass, input: .logits),
      ]),
  ]
}
