extension Modulator {
  /// What becomes of the cross entropy.
  public enum Kind: String, CaseIterable, Sendable {
    /// q^γ·ce: the focal loss itself.
    ///
    /// Source: Lin et al., "Focal Loss for Dense Object Detection", 2017, section 3.2.
    case power
    /// q^γ₊·ce for positives and q^γ₋·ce for negatives, whose p is first reduced by a margin m.
    ///
    /// A negative has p − m, or 0 where that is negative, in the cross entropy too. γ is not used.
    /// Source: Ridnik et al., "Asymmetric Loss For Multi-Label Classification", 2021.
    case asl
    /// ce where p_t < θ, else (q/θ)^γ·ce, which jumps at p_t = θ unless θ = ½.
    ///
    /// Source: Sergievskiy and Ponamarev, "Reduced Focal Loss", 2019.
    case reduced
    /// ce where p_t < θ, else (q/(1 − θ))^γ·ce, which does not jump. Source: pytorch-toolbelt.
    case reducedContinuous = "reduced-continuous"
    /// q^γ·ce, its sums divided by Σ q^γ, or by 1e-6 where that is less; in multilabel by column.
    ///
    /// The losses of single samples are not divided: the divisor is known at the end only. Weights
    /// multiply q^γ too. Source: segmentation-models-pytorch, pytorch-toolbelt.
    case normalized
    /// −ln σ(γ·x + β) / γ with the logit x = ln p_t − ln q of the target; γ is above 0.
    ///
    /// Source: Lin et al., 2017, appendix A.
    case flStar = "fl-star"
    /// q^γ·ce with a γ of its own for every class, or column; γ is not used.
    ///
    /// Binary: for negatives, then for positives. Source: pip focal-loss (sparse categorical).
    case perClass = "per-class"
    /// q^γ·ce + ε₁·q^(γ+1), of which α multiplies q^γ·ce only; class weights multiply both.
    ///
    /// Source: Leng et al., "PolyLoss", 2022, with the α of abhuse/polyloss-pytorch.
    case poly1
    /// q^γ₊·ce of the true class and, with label smoothing, p^γ₋·ce of the other classes.
    ///
    /// Every class has its share of the smoothed target. γ is not used. Source: ASLSingleLabel of
    /// Alibaba-MIIL/ASL.
    case aslSingleLabel = "asl-single-label"
    /// q^γ·ce with the γ of the first bound above p_t; bounds and gammas take turns, the last bound is 1.
    ///
    /// What is asked is whether q is beyond 1 less the bound, both rounded.
    /// γ is not used. Source: Mukhoti et al., "Calibrating Deep Neural Networks using Focal Loss", 2020:
    /// FLSD-53 has γ 5 below p_t = 0.2 and γ 3 below 0.5, beyond it the γ given.
    case schedule
    /// (1 + p_t)^γ·ce, the more the surer. Source: AdaFocal, 2022, where γ is negative; cyclical focal loss.
    case inverse
    /// (1 − p_t + p_j)^γ·ce with p_j the largest probability below p_t, or 0 where there is none.
    ///
    /// Source: Tao et al., "Dual Focal Loss for Calibration", 2023.
    case dual
    /// q^γ·ce over the sum of that of every class, were it the true one.
    ///
    /// Where several of these are infinite they count as equal. Source: Ma et al., "Normalized Loss Functions
    /// for Deep Learning with Noisy Labels", 2020.
    case normalizedSoftmax = "normalized-softmax"
    /// q^γ·ce + ε₁·q^(γ+1), of which α multiplies both. Source: timm's PolyBinaryCrossEntropy.
    case poly1Both = "poly1-both"
    /// q^γ·ce of a positive; of every other target y the loss of a negative times (1 − y)^β.
    ///
    /// A target between 0 and 1 says how near a positive is, not how likely. Source: Law and Deng,
    /// "CornerNet", 2018; CenterNet.
    case gaussian
    /// q^γ·ce, with the p of a negative first reduced by a margin m, to 0 at most. Source: GLiNER.
    case powerMargin = "power-margin"
    /// q^γ·ce of a negative; of a positive of quality u: u·(u·ce₊ + (1 − u)·ce₋).
    ///
    /// Source: Zhang et al., "VarifocalNet", 2021; mmdet, Ultralytics.
    case varifocal
    /// q^γ·ce of a negative; of a positive of quality u: t·ce₊ + (1 − t)·ce₋ with t = u^γ.
    ///
    /// Source: Huang et al., "DEIM" (matchability-aware loss), 2024.
    case mal
    /// q^γ·ce of a negative; of a positive of quality u: t·ce₊ + (1 − t)·ce₋ with t = max(p^a·u^(1−a), 0.01).
    ///
    /// Libraries hold t when they differentiate. Source: Cai et al., "Align-DETR", 2023; LW-DETR, RF-DETR.
    case iaBCE = "ia-bce"

    /// The names of the values, in order; none where there may be any number of them.
    public var parameters: [String] {
      switch self {
      case .power, .normalized, .perClass, .schedule, .inverse, .dual, .normalizedSoftmax: []
      case .asl: ["positive", "negative", "margin"]
      case .reduced, .reducedContinuous: ["threshold"]
      case .flStar: ["beta"]
      case .poly1, .poly1Both: ["epsilon"]
      case .aslSingleLabel: ["positive", "negative"]
      case .gaussian: ["beta"]
      case .powerMargin: ["margin"]
      case .varifocal, .mal: []
      case .iaBCE: ["alpha"]
      }
    }

    /// The lists that the values are dealt to in turn, where there may be any number of them; else none.
    public var lists: [String] {
      switch self {
      case .perClass: ["gammas"]
      case .schedule: ["bounds", "gammas"]
      case .power, .asl, .reduced, .reducedContinuous, .normalized, .flStar, .poly1,
        .aslSingleLabel,
        .inverse, .dual, .normalizedSoftmax, .poly1Both, .gaussian, .powerMargin, .varifocal, .mal,
        .iaBCE:
        []
      }
    }

    /// The published values.
    public var defaults: [Double] {
      switch self {
      case .power, .normalized, .perClass, .inverse, .dual, .normalizedSoftmax: []
      case .asl: [1, 4, 0.05]
      case .reduced, .reducedContinuous: [0.5]
      case .flStar: [0]
      case .poly1, .poly1Both: [1]
      case .aslSingleLabel: [0, 4]
      case .schedule: [0.2, 5, 0.5, 3, 1, 3]
      case .gaussian: [4]
      case .powerMargin: [0.05]
      case .varifocal, .mal: []
      case .iaBCE: [0.25]
      }
    }

    /// Whether the kind looks at γ.
    public var usesGamma: Bool {
      switch self {
      case .asl, .perClass, .aslSingleLabel, .schedule: false
      case .power, .reduced, .reducedContinuous, .normalized, .flStar, .poly1, .inverse, .dual,
        .normalizedSoftmax, .poly1Both, .gaussian, .powerMargin, .varifocal, .mal, .iaBCE:
        true
      }
    }

    /// Whether the kind says something about the task.
    ///
    /// - Parameter task: the task.
    /// - Returns: false where the kind speaks of positives and negatives and there are none, or of other
    ///   classes and there are none, and for sums by column where the samples are gathered by class.
    public func isMeaningful(in task: ClassificationTask) -> Bool {
      switch self {
      case .power, .reduced, .reducedContinuous, .perClass, .poly1, .poly1Both, .schedule, .inverse:
        true
      case .asl, .flStar, .powerMargin: task.isElementwise
      case .gaussian: task == .binary || task == .multilabel
      case .varifocal, .mal, .iaBCE: task == .binary || task == .oneVsAll
      case .normalized: task != .oneVsAll
      case .aslSingleLabel, .dual, .normalizedSoftmax: task == .multiclass
      }
    }

    /// Whether the kind composes with a rule for soft targets.
    ///
    /// - Parameter rule: the rule.
    /// - Returns: false where the kind treats the sides of a target differently and the rule mixes
    ///   them into one.
    public func isMeaningful(with rule: SoftTargetRule) -> Bool {
      switch self {
      case .power, .reduced, .reducedContinuous, .normalized, .poly1, .poly1Both, .schedule: true
      case .powerMargin: rule == .expected || rule == .mixture
      case .asl, .flStar, .perClass, .aslSingleLabel, .inverse, .dual, .normalizedSoftmax,
        .gaussian:
        rule == .expected
      // A quality says all that a fraction could.
      case .varifocal, .mal, .iaBCE: false
      }
    }
  }
}

extension Modulator.Kind {
  /// Whether a value is in range.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - index: its place.
  /// - Returns: whether it is.
  func allows(_ value: Double, at index: Int) -> Bool {
    switch self {
    case .power, .normalized, .inverse, .dual, .normalizedSoftmax: true
    case .aslSingleLabel, .perClass, .gaussian: value >= 0 && value.isFinite
    case .asl: value >= 0 && (index == 2 ? value < 1 : value.isFinite)
    case .reduced, .reducedContinuous: value > 0 && value < 1
    case .flStar: value.isFinite
    case .poly1, .poly1Both: value >= -1 && value.isFinite
    case .schedule: index % 2 == 0 ? value > 0 && value <= 1 : value >= 0 && value.isFinite
    case .powerMargin: value >= 0 && value < 1
    case .varifocal, .mal: true
    case .iaBCE: value >= 0 && value <= 1
    }
  }

  /// Whether positives have a quality, as ``SampleBatch/qualities`` holds them.
  package var needsQuality: Bool { traits.contains(.quality) }

  /// The name of a value.
  ///
  /// - Parameter index: its place.
  /// - Returns: that of the parameter, or of the list it is dealt to.
  package func name(at index: Int) -> String {
    lists.isEmpty ? parameters[index] : lists[index % lists.count]
  }

  /// Whether there may be so many values.
  func takes(count: Int) -> Bool {
    lists.isEmpty ? count == parameters.count : count % lists.count == 0
  }

  /// What is special about a kind: what the evaluation asks, said once a kind.
  struct Traits: OptionSet {
    let rawValue: Int

    /// The focal term is q^γ·ce with one γ.
    static let power = Traits(rawValue: 1)
    /// Its derivatives are known.
    static let derivatives = Traits(rawValue: 2)
    /// Positives and negatives have each their own, in tasks of several columns too.
    static let sides = Traits(rawValue: 4)
    /// The focal term is no product of a modulating factor and a cross entropy.
    static let noFactor = Traits(rawValue: 8)
    /// Sums are divided by those of the modulating factors.
    static let normalized = Traits(rawValue: 16)
    /// There is a term beside it that α does not multiply.
    static let unbalancedTerm = Traits(rawValue: 32)
    /// The other classes of a softmax have modulating factors of their own.
    static let otherClasses = Traits(rawValue: 64)
    /// The term of the true class needs the predictions of the other classes.
    static let wholeRow = Traits(rawValue: 128)
    /// A target between 0 and 1 is that of a negative, weighed by how far it is from 1.
    static let nearness = Traits(rawValue: 256)
    /// The loss of a positive is that of its quality.
    static let quality = Traits(rawValue: 512)
  }

  /// What is special about the kind.
  var traits: Traits {
    switch self {
    case .power: [.power, .derivatives]
    case .normalized: [.power, .normalized]
    case .gaussian: [.power, .derivatives, .nearness]
    case .powerMargin: [.power]
    case .asl: [.sides]
    case .reduced, .reducedContinuous, .perClass: []
    case .schedule, .inverse: [.derivatives]
    case .poly1Both: [.derivatives, .noFactor]
    case .dual, .normalizedSoftmax: [.derivatives, .wholeRow]
    case .varifocal, .mal: [.derivatives, .quality]
    case .iaBCE: [.quality]
    case .flStar: [.noFactor]
    case .poly1: [.unbalancedTerm]
    case .aslSingleLabel: [.otherClasses]
    }
  }
}
