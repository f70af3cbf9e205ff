import FocalLoss
import FocalOutput

/// A loss that comes of a cap on the logarithm rather than of the data.
struct Saturation: Sendable {
  /// Where the logarithm is held: the probability, or the loss itself.
  enum Cap: Sendable {
    case probability(Double)
    case loss(Double)
  }

  /// The cap, as it is usually written.
  let name: String

  /// Who has it.
  let producer: String

  let cap: Cap

  /// −ln of the cap, in nats.
  var loss: Double {
    switch cap {
    case .probability(let probability): TargetProbability(probability: probability).crossEntropy
    case .loss(let loss): loss
    }
  }

  /// The caps of known implementations.
  static let all: [Saturation] = [
    Saturation(
      name: "the logarithm held at -100", producer: "torch binary_cross_entropy (torch-bce)",
      cap: .loss(100)),
    Saturation(
      name: "1.17549435e-38, the least float32",
      producer: "mmcv, Detectron and Caffe", cap: .probability(0x1p-126)),
    Saturation(
      name: "2.2e-16, the epsilon of float64", producer: "Flux", cap: .probability(0x1p-52)),
    Saturation(
      name: "1.2e-7, the epsilon of float32",
      producer: "Flux, and 1 - 1e-7 in float32 (Keras, negatives)", cap: .probability(0x1p-23)),
    Saturation(
      name: "1e-15", producer: "LightGBM objectives, older scikit-learn log_loss",
      cap: .probability(1e-15)),
    Saturation(name: "1e-13", producer: "CatBoost", cap: .probability(1e-13)),
    Saturation(
      name: "1e-12", producer: "Gaussian focal loss (mmdetection), GluonCV",
      cap: .probability(1e-12)),
    Saturation(name: "1e-9", producer: "Imbalance-XGBoost", cap: .probability(1e-9)),
    Saturation(name: "1e-8", producer: "ASL, tf-onehot", cap: .probability(1e-8)),
    Saturation(
      name: "1e-7", producer: "Keras, smp and pip focal-loss from probabilities",
      cap: .probability(1e-7)),
    Saturation(name: "1e-5", producer: "tf-clip", cap: .probability(1e-5)),
  ]

  /// A cap that a number comes of, and the factor before it.
  struct Finding: Sendable {
    let saturation: Saturation

    /// α or 1 − α; 1 where the loss is the cap's own.
    let factor: Double

    var value: Double { factor * saturation.loss }

    /// A sentence for people.
    var sentence: String {
      let times = factor == 1 ? "" : "\(NumberText.shortest(factor)) times "
      return "\(NumberText(digits: 8)(value)) is \(times)-ln of a cap, of "
        + "\(saturation.name) (\(saturation.producer)): the loss of a sample whose p_t is there "
        + "or below, whatever the data."
    }
  }

  /// What a number comes of, if it is the loss of a capped sample.
  ///
  /// - Parameters:
  ///   - observed: the number; fewer than 3 digits, or 4 with a factor, say too little.
  ///   - alphas: the factors that are tried beside 1.
  /// - Returns: every cap that gives the number to its digits, those without a factor first.
  static func findings(_ observed: ObservedNumber, alphas: [Double]) -> [Finding] {
    ([1] + alphas).flatMap { factor -> [Finding] in
      guard observed.significantDigits >= (factor == 1 ? 3 : 4) else { return [] }
      return all.map { Finding(saturation: $0, factor: factor) }
        .filter { observed.agreement($0.value) != nil }
    }
  }
}
