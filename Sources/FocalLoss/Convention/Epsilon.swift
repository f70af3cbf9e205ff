/// The guard against the logarithm of 0: a rule and its value.
public struct Epsilon: Equatable, Sendable {
  /// How the value keeps the loss finite.
  public enum Rule: String, CaseIterable, Sendable {
    /// Not at all: the loss is exact, and +∞ where p_t is 0.
    case none
    /// p is held between ε and 1 − ε, in the cross entropy and the modulating factor both.
    ///
    /// For softmax p_t alone is held. ε is in (0, ½).
    case clip
    /// ε is added to p_t inside the logarithm only. ε is positive and finite.
    case add
    /// p_t and q = 1 − p_t are each held at ε or more, one without the other.
    ///
    /// The cross entropy is −ln max(p_t, ε), the modulating factor that of max(q, ε). ε is in
    /// (0, ½). Source: pip focal-loss, from probabilities.
    case floor
    /// ε is added to p everywhere, in the modulating factor too: p_t + ε of a positive.
    ///
    /// A negative has 1 − p − ε, and a loss of +∞ where that is not positive; a factor that would
    /// be negative is 0. For softmax p_t + ε. ε is in (0, ½). Source: Flux.
    case addAll = "add-all"
    /// p is held between ε and 1 − ε in the cross entropy only; the modulating factor sees p.
    ///
    /// ε is in (0, ½). Source: Keras 3 (binary).
    case clipCrossEntropy = "clip-ce"
    /// As `clip-ce`, and then ε is added inside the logarithm: −ln (p_t + ε) of the held p_t.
    ///
    /// ε is in (0, ½). Source: Keras 2 and TensorFlow Addons, from probabilities.
    case clipAdd = "clip-add"
    /// The cross entropy is held at the value or below: 100 means ln p ≥ −100.
    ///
    /// The value is positive and finite.
    case logFloor = "log-floor"
  }

  /// How the value is used.
  public var rule: Rule

  /// The value; 0 for `none`.
  public var value: Double

  /// A guard.
  public init(_ rule: Rule, _ value: Double) {
    self.rule = rule
    self.value = value
  }

  /// No guard: the exact loss.
  public static let none = Epsilon(.none, 0)

  /// p held between `value` and 1 − `value`.
  public static func clip(_ value: Double) -> Epsilon { Epsilon(.clip, value) }
}

extension Epsilon {
  /// The values that a signature writes after the rule.
  var values: [Double] { rule == .none ? [] : [value] }

  /// The guard of a rule and the values that stand after it in a signature; nil for too few or many.
  init?(_ rule: Rule, values: [Double]) {
    guard values.count == (rule == .none ? 0 : 1) else { return nil }
    self.init(rule, values.first ?? 0)
  }

  /// Checks the value.
  ///
  /// - Throws: ``ParameterError/epsilonOutOfRange(_:_:)``.
  func validate() throws(ParameterError) {
    let isInRange =
      switch rule {
      case .none: value == 0
      case .clip, .floor, .addAll, .clipCrossEntropy, .clipAdd: value > 0 && value < 0.5
      case .add, .logFloor: value > 0 && value.isFinite
      }
    guard isInRange else { throw .epsilonOutOfRange(rule, value) }
  }
}

extension Epsilon.Rule {
  /// Whether the rule changes targets of every probability, rather than those near 0 or 1 only.
  var changesAll: Bool {
    switch self {
    case .none, .clip, .floor, .clipCrossEntropy, .logFloor: false
    case .add, .addAll, .clipAdd: true
    }
  }
}
