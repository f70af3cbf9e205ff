/// A function of one logit at a point: its value and its first two derivatives, a jet of second order.
///
/// Sums, products, quotients and powers of jets follow the rules of differentiation, so that what is
/// written with them has its derivatives too. A derivative of 0 beside an infinite value is 0, the limit.
struct Jet {
  var value: Double
  var first = 0.0
  var second = 0.0

  static func + (a: Jet, b: Jet) -> Jet {
    Jet(value: a.value + b.value, first: a.first + b.first, second: a.second + b.second)
  }

  static func * (a: Jet, b: Jet) -> Jet {
    Jet(
      value: product(a.value, b.value),
      first: product(a.first, b.value) + product(a.value, b.first),
      second: product(a.second, b.value) + 2 * (a.first * b.first) + product(a.value, b.second))
  }

  static func * (factor: Double, a: Jet) -> Jet { Jet(value: factor) * a }

  static func / (a: Jet, b: Jet) -> Jet {
    let (ratio, slope) = (a.value / b.value, b.first / b.value)
    let first = a.first / b.value - ratio * slope
    return Jet(
      value: ratio, first: first,
      second: a.second / b.value - ratio * (b.second / b.value) - 2 * slope * first)
  }

  /// The power of a value that is at least 0; with its derivatives 0 where the value is.
  func power(_ factor: ModulatingFactor) -> Jet {
    let power = factor(value)
    guard value > 0, factor.gamma > 0 else { return Jet(value: power) }
    let gamma = factor.gamma
    let slope = first / value
    return Jet(
      value: power, first: power * (gamma * slope),
      second: power * (gamma * (gamma - 1) * (slope * slope) + gamma * (second / value)))
  }

  private static func product(_ a: Double, _ b: Double) -> Double {
    a == 0 || b == 0 ? 0 : a * b
  }
}

/// The probability, the complement and the cross entropy of a target as functions of a logit.
///
/// With d = 1 − p for the target's own logit and d = −p_j for another, of a softmax:
///
///     p' = p·d       p'' = p·(d² − p_j·(1 − p_j))
///     ce' = k₁·d     ce'' = k₂·d² − k₁·p_j·(1 − p_j)
///
/// where k₁ and k₂ are the derivatives of the guarded cross entropy by ln p, −1 and 0 without a guard.
/// A sigmoid is a softmax over (0, z), and a negative's own logit is −z.
struct TargetJets {
  let probability: Jet
  let complement: Jet
  let crossEntropy: Jet

  /// By a logit.
  ///
  /// - Parameters:
  ///   - target: the target.
  ///   - other: the class that the logit is of; nil for the target itself.
  init(_ target: GuardedTarget, by other: TargetProbability?) {
    let own = target.probability
    let moving = other ?? own
    let direction = other == nil ? own.complement : -moving.value
    let variance = moving.value * moving.complement
    let p = Jet(
      value: own.value, first: own.value * direction,
      second: own.value * (direction * direction - variance))
    probability = p
    let isStill = target.isHeld || target.isModulatorHeld
    complement = Jet(
      value: target.pair.complement, first: isStill ? 0 : -p.first, second: isStill ? 0 : -p.second)
    crossEntropy =
      target.isHeld
      ? Jet(value: target.pair.crossEntropy)
      : Jet(
        value: target.pair.crossEntropy, first: target.slope * direction,
        second: target.curvature * direction * direction - target.slope * variance)
  }
}

/// The derivatives of the focal loss of a hard target, under any modulator of which they are known.
///
/// - Accuracy: of the power as ``DerivativeTerms`` has it; of others within 1e-13 of the largest term.
struct HardDerivatives {
  private let target: GuardedTarget
  private let otherTerm: FocalTerm?
  private let ofPower: DerivativeTerms?

  /// The derivatives of a target.
  ///
  /// - Parameters:
  ///   - target: the target.
  ///   - modulatingFactor: q^γ.
  ///   - otherTerm: the focal term, where the modulator is another than the power.
  init(_ target: GuardedTarget, _ modulatingFactor: ModulatingFactor, _ otherTerm: FocalTerm?) {
    self.target = target
    self.otherTerm = otherTerm
    ofPower =
      otherTerm == nil
      ? DerivativeTerms(target, gamma: modulatingFactor.gamma, modulatingFactor) : nil
  }

  /// By the logit of the target itself.
  var byOwnLogit: (gradient: Double, hessian: Double) {
    ofPower?.byOwnLogit ?? byJets(nil)
  }

  /// By the logit of another class.
  func byLogit(of other: TargetProbability) -> (gradient: Double, hessian: Double) {
    ofPower?.byLogit(of: other) ?? byJets(other)
  }

  private func byJets(_ other: TargetProbability?) -> (gradient: Double, hessian: Double) {
    guard let otherTerm else { return (0, 0) }
    let jets = TargetJets(target, by: other)
    let jet = otherTerm.jet(jets.complement, jets.crossEntropy)
    return (jet.first, jet.second)
  }
}
