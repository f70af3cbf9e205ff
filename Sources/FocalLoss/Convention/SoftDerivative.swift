/// The derivatives of the focal loss of a target that is spread over classes.
///
/// `expected` is the sum of the hard derivatives. The other rules are A·Q^γ·C with A = Σ t·α, the
/// cross entropy C = Σ t·ce (or that of the mixed p_t), and Q the complement of the rule, so that
///
///     f'  = A·Q^γ·(γ·(Q'/Q)·C + C')
///     f'' = A·Q^γ·(γ(γ−1)·(Q'/Q)²·C + γ·(Q''/Q)·C + 2γ·(Q'/Q)·C' + C'')
struct SoftDerivative {
  private let target: SoftTarget
  private let factors: [Double]
  private let rule: SoftTargetRule
  private let modulatingFactor: ModulatingFactor
  private let otherTerm: FocalTerm?

  private var classes: [GuardedTarget] { target.classes }
  private var shares: [Double] { target.shares }

  /// The derivatives for a target.
  ///
  /// - Parameters:
  ///   - target: the classes and their shares.
  ///   - factors: α and class weight of every class.
  ///   - rule: what becomes of the classes.
  ///   - modulatingFactor: q^γ.
  ///   - otherTerm: the focal term, where the modulator is another than the power; with `expected` only.
  init(
    _ target: SoftTarget, factors: [Double], _ rule: SoftTargetRule,
    _ modulatingFactor: ModulatingFactor, _ otherTerm: FocalTerm? = nil
  ) {
    self.target = target
    self.factors = factors
    self.rule = rule
    self.modulatingFactor = modulatingFactor
    self.otherTerm = otherTerm
  }

  /// The shares, each times α of its class.
  private var weightedShares: [Double] { zip(shares, factors).map { $0 * $1 } }

  /// By the logit of a class.
  func byLogit(_ j: Int) -> (gradient: Double, hessian: Double) {
    rule == .expected ? sumOfHard(j) : ofMixture(j)
  }

  private func sumOfHard(_ j: Int) -> (gradient: Double, hessian: Double) {
    var gradient = 0.0
    var hessian = 0.0
    for index in classes.indices where shares[index] != 0 && factors[index] != 0 {
      let terms = HardDerivatives(classes[index], modulatingFactor, otherTerm)
      let unscaled =
        index == j ? terms.byOwnLogit : terms.byLogit(of: classes[j].probability)
      gradient += factors[index] * shares[index] * unscaled.gradient
      hessian += factors[index] * shares[index] * unscaled.hessian
    }
    return (gradient, hessian)
  }

  private func ofMixture(_ j: Int) -> (gradient: Double, hessian: Double) {
    let gamma = modulatingFactor.gamma
    let mixture = target.mixture
    var (crossEntropy, complement) = (mixture.crossEntropy, mixture.complement)
    let p = classes[j].probability.value
    let q = classes[j].probability.complement
    let isPositiveFactor = rule == .positiveFactor
    var c = crossEntropyDerivatives(
      j, p, q, isPositiveFactor ? weightedShares : target.crossEntropyShares ?? shares)
    let m: (first: Double, second: Double)
    switch rule {
    case .mixture, .expected: m = mixedComplementDerivatives(j, p)
    case .expCrossEntropy:
      complement = LossPair(crossEntropy: mixture.fullCrossEntropy).complement
      m = exponentialDerivatives(c, crossEntropy)
    case .margin:
      complement = target.marginComplement.high
      let turn = classes[j].isHeld ? 0 : shares[1] - shares[0]
      let first = -turn * complement * (1 - complement)
      m = (first, -turn * first * (1 - 2 * complement))
    case .distance:
      let distance = target.signedDistance.high
      complement = distance.magnitude
      let moving = classes.indices.reduce(0) { $0 + (isComplementHeld($1) ? 0 : shares[$1]) }
      let first = (distance < 0 ? p * q : -p * q) * moving
      m = (first, first * (q - p))
      // γ = 2 alone has a curvature where p meets y that is neither 0 nor without limit.
      if complement == 0, gamma == 2 {
        return (0, weightedShares.reduce(0, +) * 2 * first * first * crossEntropy)
      }
    case .logMixture:
      m = mixedComplementDerivatives(j, p)
      c = mixedCrossEntropyDerivatives(j, p, q)
      crossEntropy = target.mixedCrossEntropy.high
    case .positiveFactor:
      // α is in the cross entropy, each side's own.
      crossEntropy = target.mixture(weighing: weightedShares).crossEntropy
      complement = classes[1].pair.complement
      let first = isComplementHeld(1) ? 0 : -p * q
      m = (first, first * (q - p))
    }
    guard complement > 0 || gamma == 0 else { return (0, 0) }
    let first = gamma == 0 ? 0 : m.first / complement
    let second = gamma == 0 ? 0 : m.second / complement

    let alpha = isPositiveFactor ? 1 : weightedShares.reduce(0, +)
    let factor = alpha * modulatingFactor(complement)
    guard factor != 0 else { return (0, 0) }
    // Where Q does not move an infinite cross entropy does not matter: the limit is 0, not 0·∞.
    func timesCrossEntropy(_ slope: Double) -> Double { slope == 0 ? 0 : slope * crossEntropy }
    let gradient = timesCrossEntropy(gamma * first) + c.first
    let hessian =
      timesCrossEntropy(gamma * ((gamma - 1) * first * first + second))
      + 2 * gamma * first * c.first + c.second
    return (factor * gradient, factor * hessian)
  }

  /// C' and C'': the classes' own derivatives by ln p, chained with those of ln p by the logit.
  private func crossEntropyDerivatives(
    _ j: Int, _ p: Double, _ q: Double, _ shares: [Double]
  ) -> (first: Double, second: Double) {
    var first = 0.0
    var second = 0.0
    for index in classes.indices where shares[index] != 0 && !classes[index].isHeld {
      let direction = index == j ? q : -p
      first += shares[index] * classes[index].slope * direction
      second +=
        shares[index]
        * (classes[index].curvature * direction * direction - classes[index].slope * p * q)
    }
    return (first, second)
  }

  /// C' and C'' of C = −ln Σ t·e^(−ce).
  private func mixedCrossEntropyDerivatives(
    _ j: Int, _ p: Double, _ q: Double
  ) -> (first: Double, second: Double) {
    var sum = 0.0
    var first = 0.0
    var second = 0.0
    for index in classes.indices where shares[index] != 0 {
      let term = shares[index] * Elementary.exp(-classes[index].pair.crossEntropy)
      sum += term
      guard !classes[index].isHeld else { continue }
      let direction = index == j ? q : -p
      let slope = classes[index].slope * direction
      first -= term * slope
      second +=
        term
        * (slope * slope - classes[index].curvature * direction * direction
          + classes[index].slope * p * q)
    }
    guard sum > 0 else { return (0, 0) }
    return (-first / sum, first / sum * (first / sum) - second / sum)
  }

  /// Q' and Q'' of the mixed complement Σ t·q, where a held class counts as t = 0.
  ///
  /// Q' = −p_j·(t_j − Σ t·p) is formed as −p_j·Σ (t_j − t_k)·p_k, since the former subtracts all of
  /// t_j from t_j where p_j is close to 1.
  private func mixedComplementDerivatives(
    _ j: Int, _ p: Double
  ) -> (first: Double, second: Double) {
    let own = isComplementHeld(j) ? 0 : shares[j]
    var difference = 0.0
    for index in classes.indices where index != j {
      let other = isComplementHeld(index) ? 0 : shares[index]
      difference += (own - other) * classes[index].probability.value
    }
    let first = -p * difference
    return (first, first * (1 - 2 * p))
  }

  /// Whether the epsilon rule holds the complement of a class at a constant.
  private func isComplementHeld(_ index: Int) -> Bool {
    classes[index].isHeld || classes[index].isModulatorHeld
  }

  /// Q' and Q'' of 1 − e^(−C).
  private func exponentialDerivatives(
    _ c: (first: Double, second: Double), _ crossEntropy: Double
  ) -> (first: Double, second: Double) {
    let decay = Elementary.exp(-crossEntropy)
    return (decay * c.first, decay * (c.second - c.first * c.first))
  }
}
