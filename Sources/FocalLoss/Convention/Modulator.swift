/// What takes the weight from samples that are already right: a kind and its values.
///
/// With q = 1 − p_t and the cross entropy ce of a target:
public struct Modulator: Hashable, Sendable {
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

    /// The names of the values, in order; none where there is a value for every class.
    public var parameters: [String] {
      switch self {
      case .power, .normalized, .perClass: []
      case .asl: ["positive", "negative", "margin"]
      case .reduced, .reducedContinuous: ["threshold"]
      case .flStar: ["beta"]
      case .poly1: ["epsilon"]
      case .aslSingleLabel: ["positive", "negative"]
      }
    }

    /// The published values.
    public var defaults: [Double] {
      switch self {
      case .power, .normalized, .perClass: []
      case .asl: [1, 4, 0.05]
      case .reduced, .reducedContinuous: [0.5]
      case .flStar: [0]
      case .poly1: [1]
      case .aslSingleLabel: [0, 4]
      }
    }

    /// Whether the kind looks at γ.
    public var usesGamma: Bool {
      switch self {
      case .asl, .perClass, .aslSingleLabel: false
      case .power, .reduced, .reducedContinuous, .normalized, .flStar, .poly1: true
      }
    }

    /// Whether the kind says something about the task.
    ///
    /// - Parameter task: the task.
    /// - Returns: false where the kind speaks of positives and negatives and there are none, and
    ///   for sums by column where the samples are gathered by class.
    public func isMeaningful(in task: ClassificationTask) -> Bool {
      switch self {
      case .power, .reduced, .reducedContinuous, .perClass, .poly1: true
      case .asl, .flStar: task.isElementwise
      case .normalized: task != .oneVsAll
      case .aslSingleLabel: task == .multiclass
      }
    }

    /// Whether the kind composes with a rule for soft targets.
    ///
    /// - Parameter rule: the rule.
    /// - Returns: false where the kind treats the sides of a target differently and the rule mixes
    ///   them into one.
    public func isMeaningful(with rule: SoftTargetRule) -> Bool {
      switch self {
      case .power, .reduced, .reducedContinuous, .normalized, .poly1: true
      case .asl, .flStar, .perClass, .aslSingleLabel: rule == .expected
      }
    }
  }

  /// What becomes of the cross entropy.
  public var kind: Kind

  /// The values, as ``Kind/parameters`` names them, or one a class.
  public var values: [Double]

  /// A modulator.
  public init(_ kind: Kind, _ values: [Double] = []) {
    self.kind = kind
    self.values = values
  }

  /// The focal loss's own: q^γ.
  public static let power = Modulator(.power)
}

extension Modulator {
  /// Checks the values, as far as that can be done without the number of predictions.
  ///
  /// - Throws: ``ParameterError`` for too few or many values, a value out of range, or a task, a γ or a
  ///   rule for soft targets that the kind does not go with.
  func validate(
    in task: ClassificationTask, gamma: Double, softTargets: SoftTargetRule?
  ) throws(ParameterError) {
    if kind == .perClass {
      guard !values.isEmpty else { throw .modulatorCount(kind, found: 0, expected: 1) }
    } else if values.count != kind.parameters.count {
      throw .modulatorCount(kind, found: values.count, expected: kind.parameters.count)
    }
    guard kind.isMeaningful(in: task) else { throw .modulatorForTask(kind, task) }
    for (index, value) in values.enumerated() where !kind.allows(value, at: index) {
      let name = kind == .perClass ? "gammas" : kind.parameters[index]
      throw .modulatorOutOfRange(kind, parameter: name, value)
    }
    if let softTargets, !kind.isMeaningful(with: softTargets) {
      throw .modulatorWithSoftTargets(kind, softTargets)
    }
    if kind == .flStar, gamma == 0 { throw .modulatorNeedsGamma(kind) }
  }

  /// Checks that there is a value for every class.
  ///
  /// - Throws: ``ParameterError/modulatorCount(_:found:expected:)``.
  func validate(classCount: Int) throws(ParameterError) {
    guard kind != .perClass || values.count == classCount else {
      throw .modulatorCount(kind, found: values.count, expected: classCount)
    }
  }

  /// How far the probability of a negative is reduced before everything else.
  var margin: Double { kind == .asl ? values[2] : 0 }
}

extension Modulator.Kind {
  /// Whether a value is in range.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - index: its place in ``parameters``.
  /// - Returns: whether it is.
  fileprivate func allows(_ value: Double, at index: Int) -> Bool {
    switch self {
    case .power, .normalized: true
    case .aslSingleLabel, .perClass: value >= 0 && value.isFinite
    case .asl: value >= 0 && (index == 2 ? value < 1 : value.isFinite)
    case .reduced, .reducedContinuous: value > 0 && value < 1
    case .flStar: value.isFinite
    case .poly1: value >= -1 && value.isFinite
    }
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
  }

  /// What is special about the kind.
  var traits: Traits {
    switch self {
    case .power: [.power, .derivatives]
    case .normalized: [.power, .normalized]
    case .asl: [.sides]
    case .reduced, .reducedContinuous, .perClass: []
    case .flStar: [.noFactor]
    case .poly1: [.unbalancedTerm]
    case .aslSingleLabel: [.otherClasses]
    }
  }
}
