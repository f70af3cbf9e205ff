import FocalLoss
import Foundation
import TestSupport
import Testing

/// One case of the goldens: what an original computed, and the convention that is to give it.
struct Golden {
  /// The systems of the goldens and the presets that are to give their numbers.
  static let presets = [
    "tf-clip": "tf-clip", "torch-bce": "torch-bce", "tf-onehot": "tf-onehot",
    "tf-onehot-float32": "tf-onehot", "torchvision": "torchvision", "fvcore": "fvcore",
    "fvcore_star": "fvcore-star", "keras_binary_tensorflow": "keras-binary",
    "keras_binary_jax": "keras-binary-clip", "keras_binary_torch": "keras-binary-clip",
    "keras_categorical_tensorflow": "keras-categorical",
    "keras_categorical_jax": "keras-categorical", "keras_categorical_torch": "keras-categorical",
    "keras2_binary": "keras2-binary", "tfa": "tfa", "optax": "optax",
    "kornia_binary": "kornia-binary", "kornia_multiclass": "kornia", "monai_sigmoid": "monai",
    "monai_softmax": "monai-softmax", "smp_binary": "smp", "smp_multiclass": "smp",
    "pip_focal_loss_binary": "artemmavrin", "pip_focal_loss_sparse": "artemmavrin-sparse",
    "catboost": "catboost",
  ]

  let object: [String: Any]
  let system: String
  let convention: Convention
  let predictionCount: Int
  private(set) var predictions: [Double]
  private(set) var targets: SampleBatch.Targets
  private let params: [String: Any]

  init(_ object: [String: Any], inputs: [String: Any]) throws {
    self.object = object
    system = try #require(object["system"] as? String)
    params = try #require(object["params"] as? [String: Any])
    let name = try #require(object["input"] as? String)
    let input = try #require(inputs[name] as? [String: Any])
    let hasClasses = input["task"] as? String == "multiclass"
    let rows = input["predictions"] as? [[Any]]
    predictions = rows?.flatMap(numbers) ?? numbers(input["predictions"])
    let columnCount = rows?[0].count ?? 1
    predictionCount = columnCount
    let labels = numbers(input["labels"])
    targets = hasClasses ? .classes(labels.map { Int32($0) }) : .values(labels)

    let presetName = try #require(Self.presets[system])
    let preset = try #require(Preset.named(presetName))
    var kind: PredictionKind = try #require(
      PredictionKind(rawValue: input["input_kind"] as? String ?? ""))
    if let takesLogits = (params["logits"] ?? params["from_logits"]) as? Bool {
      #expect(takesLogits == (kind == .logits))
    }
    var task: ClassificationTask =
      !hasClasses ? .binary : preset.tasks[0] == .multiclass ? .multiclass : .oneVsAll

    if system == "smp_multiclass" {
      if kind == .probabilities {
        // The original takes ln p of the clipped p for a logit.
        predictions = predictions.map { log(min(max($0, 1e-7), 1 - 1e-7)) }
        kind = .logits
      }
      if params["normalized"] != nil {
        // It normalises column by column, which is what multilabel does.
        task = .multilabel
        targets = .values(
          labels.flatMap { label in (0..<columnCount).map { Double($0) == label ? 1 : 0 } })
      }
    }

    var convention = preset.convention(task: task, input: kind)
    convention.gamma = number(params["gamma"])
    if let epsilon = params["epsilon"] { convention.epsilon.value = number(epsilon) }
    if let smoothing = params["label_smoothing"] as? Double, smoothing > 0 {
      convention.labelSmoothing = smoothing
      convention.softTargets = convention.softTargets ?? .expected
    }
    if let threshold = params["reduced_threshold"] as? Double {
      convention.modulator = Modulator(.reduced, [threshold])
    }
    if params["normalized"] as? Bool == true { convention.modulator = Modulator(.normalized) }
    // smp holds its class weights in float32.
    let weights = numbers(params["class_weights"] ?? params["class_weight"])
    convention.classWeights =
      system == "smp_multiclass" ? weights.map { Double(Float($0)) } : weights
    // −1 is torchvision's way to say no α, null that of most.
    let alpha = number(params["pos_weight"] ?? params["alpha"])
    let isOff = params["apply_class_balancing"] as? Bool == false
    if alpha.isNaN || alpha == -1 || isOff {
      convention.alpha = .none
    } else {
      let usual: Alpha.Rule =
        params["pos_weight"] != nil
        ? .positiveWeight : task == .multiclass ? .background : .balanced
      convention.alpha = Alpha(
        convention.alpha.rule == .none ? usual : convention.alpha.rule, [alpha])
    }
    self.convention = convention
    #expect(
      Set(params.keys).isSubset(of: [
        "alpha", "gamma", "epsilon", "logits", "from_logits", "label_smoothing", "pos_weight",
        "class_weight", "class_weights", "normalized", "reduced_threshold",
        "apply_class_balancing",
      ]))
  }

  /// Why the case cannot be compared; nil where it can.
  ///
  /// - CatBoost refuses α 1, which is a number like any other here.
  /// - pip focal-loss (sparse) 0.0.7 raises its γ as a float32 to a float64, which TensorFlow
  ///   refuses: it has no number to compare with.
  var reasonToSkip: String? {
    switch (system, object["error"] as? String) {
    case (_, nil): nil
    case ("catboost", let error?) where error.contains("0 < focal_alpha < 1"):
      "the original refuses alpha 1"
    case ("pip_focal_loss_sparse", let error?) where error.contains("cannot compute Pow"):
      "the original fails on float64"
    default: nil
    }
  }

  /// Whether the original computed in float32, or rounds to it inside.
  var isSingle: Bool {
    (object["dtype"] as? String)?.hasPrefix("float32") == true
      || ["keras_binary_jax", "keras_binary_torch", "keras_categorical_jax"].contains(system)
      || system == "keras_categorical_torch"
  }

  /// Whether a number of ours is the original's, to the digits that the original has.
  func isClose(_ ours: Double, _ original: Double) -> Bool {
    TestSupport.isClose(
      ours, original, relative: isSingle ? 2e-6 : 1e-12, absolute: isSingle ? 1e-7 : 1e-15)
  }

  /// What the original's loss of a sample is multiplied by to be ours.
  ///
  /// smp takes the mean over the classes of a sample, weighted where there are weights, whose sum it
  /// rounds to float32.
  var scale: Double {
    guard system == "smp_multiclass" else { return 1 }
    let weights = convention.classWeights
    return weights.isEmpty
      ? Double(predictionCount) : Double(weights.map(Float.init).reduce(0, +))
  }

  /// Why the loss of a sample cannot be compared; nil where it can.
  ///
  /// - Two logits of +∞ have no softmax, and so no limit: every original makes up its own number.
  func reasonToSkip(_ sample: Int) -> String? {
    isDefined(sample) ? nil : "rows with two infinite logits"
  }

  /// Whether the predictions of a sample have a softmax, where they need one.
  private func isDefined(_ sample: Int) -> Bool {
    convention.task != .multiclass || convention.input != .logits
      || Softmax.isDefined(
        logits: predictions.span, from: sample * predictionCount, classCount: predictionCount)
  }

  /// Every case.
  static func all() throws -> [Golden] {
    let inputs = try Fixture.focalLoss("inputs.json").object()
    return try Fixture.focalLoss("goldens.jsonl").objects().map { try Golden($0, inputs: inputs) }
  }
}
