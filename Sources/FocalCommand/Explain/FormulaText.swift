import FocalLoss
import FocalOutput

/// How the numbers of a loss come about, in words that a terminal can show.
struct FormulaText {
  private let convention: Convention

  init(_ convention: Convention) { self.convention = convention }

  /// How the logit is found.
  var logit: String {
    if convention.input == .logits { return "given" }
    return convention.task.isElementwise ? "ln p - ln (1 - p)" : "ln p, up to a constant"
  }

  /// How the probability is found.
  var probability: String {
    switch convention.input {
    case .probabilities: "given"
    case .logProbabilities: "e^given"
    case .logits:
      convention.task.isElementwise ? "sigmoid(z) = 1 / (1 + e^-z)" : "softmax: e^z / sum of e^z"
    }
  }

  /// How p_t comes from p.
  func targetProbability(_ term: SampleTerms.Term) -> String {
    guard let isPositive = term.isPositive else { return "1 - q" }
    let margin = isPositive ? 0 : convention.modulator.margin
    if isPositive { return "p, as y is \(term.share == 1 ? "1" : "shared")" }
    return margin > 0 ? "1 - max(0, p - \(text(margin)))" : "1 - p, as y is 0"
  }

  /// What the epsilon rule does.
  var epsilon: String {
    let value = text(convention.epsilon.value)
    return switch convention.epsilon.rule {
    case .none: "none: exact"
    case .clip: "p is held in [\(value), 1 - \(value)]"
    case .add: "\(value) is added to p_t inside the logarithm"
    case .floor: "p_t and 1 - p_t are each held at \(value) or more"
    case .addAll: "\(value) is added to p everywhere"
    case .clipCrossEntropy: "p is held in [\(value), 1 - \(value)] in the logarithm only"
    case .clipAdd: "p is held in [\(value), 1 - \(value)] in the logarithm, then \(value) added"
    case .logFloor: "the cross entropy is held at \(value) or less"
    }
  }

  /// What the epsilon rule does to a term, in a few words.
  ///
  /// - Parameters:
  ///   - term: the term.
  ///   - probability: p of its prediction; nil where several are mixed.
  /// - Returns: the new value, or that nothing changes.
  func effect(on term: SampleTerms.Term, probability: Double?) -> String {
    guard term.isGuarded else { return "no change here" }
    let value = convention.epsilon.value
    switch convention.epsilon.rule {
    case .none: return "no change here"
    case .clip, .clipCrossEntropy:
      guard let probability, probability < value || probability > 1 - value else { break }
      return "p is clipped to \(text(probability < value ? value : 1 - value))"
    case .floor:
      guard term.isPositive != nil else { break }
      return term.targetProbability < value
        ? "p_t is held at \(text(value))" : "1 - p_t is held at \(text(value))"
    case .logFloor: return "the cross entropy is held at \(text(value))"
    case .add, .addAll, .clipAdd: break
    }
    return "it acts here"
  }

  /// What the soft rule makes of both sides of a target.
  var mixture: String {
    switch convention.effectiveSoftRule {
    case .mixture: "y q+ + (1 - y) q-"
    case .expCrossEntropy: "1 - e^-ce"
    case .margin: "sigmoid(-z (2y - 1))"
    case .distance: "|y - p|"
    case .logMixture: "y q+ + (1 - y) q-, in the logarithm too"
    case .expected, .positiveFactor: "1 - p_t"
    }
  }

  /// How the cross entropy of a positive comes from its quality u; nil where that is not so.
  func qualityCrossEntropy(_ term: SampleTerms.Term) -> String? {
    guard term.isPositive == true else { return nil }
    let sum = "-t ln p - (1 - t) ln (1 - p)"
    switch convention.modulator.kind {
    case .varifocal: return "\(sum), t the quality u"
    case .mal: return "\(sum), t = u^gamma"
    case .iaBCE:
      let exponent = convention.modulator.values[0]
      return "\(sum), t = max(p^\(text(exponent)) u^\(text(1 - exponent)), 0.01)"
    default: return nil
    }
  }

  /// How the modulating factor comes from q.
  func modulatingFactor(_ term: SampleTerms.Term) -> String {
    let values = convention.modulator.values
    let gamma = text(convention.gamma)
    switch convention.modulator.kind {
    case .power, .normalized, .poly1, .powerMargin, .gaussian:
      return "q^gamma, gamma \(gamma)"
    case .varifocal, .mal, .iaBCE:
      guard term.isPositive == true else { return "q^gamma, gamma \(gamma)" }
      return convention.modulator.kind == .varifocal ? "u, the quality" : "1, of a positive"
    case .inverse: return "(1 + p_t)^gamma, gamma \(gamma)"
    case .dual: return "(q + p_j)^gamma, p_j the largest below p_t, gamma \(gamma)"
    case .normalizedSoftmax: return "q^gamma / sum of q^gamma ce of all classes, gamma \(gamma)"
    case .schedule: return "q^gamma, the gamma of its p_t"
    case .asl:
      return term.isPositive == true
        ? "q^gamma+, gamma+ \(text(values[0]))" : "q^gamma-, gamma- \(text(values[1]))"
    case .aslSingleLabel:
      return "(1 - p)^\(text(values[0])) if true, p^\(text(values[1])) if not"
    case .reduced, .reducedContinuous:
      let threshold = values[0]
      let divisor = convention.modulator.kind == .reduced ? threshold : 1 - threshold
      return term.complement > 1 - threshold
        ? "1, as p_t < \(text(threshold))" : "(q / \(text(divisor)))^gamma, gamma \(gamma)"
    case .flStar: return "none"
    case .poly1Both: return "none: q^gamma ce + \(text(values[0])) q^(gamma + 1), gamma \(gamma)"
    case .perClass: return "q^gamma, the gamma of its class"
    }
  }

  /// What alpha_t is.
  func alpha(_ term: SampleTerms.Term) -> String {
    let rule = convention.alpha.rule
    switch (rule, term.isPositive) {
    case (.none, _): return "no alpha"
    case (.balanced, true), (.positiveWeight, true), (.positivesOnly, true):
      return "alpha, as the label is positive"
    case (.balanced, false): return "1 - alpha, as the label is negative"
    case (.negatives, false): return "alpha, as the label is negative"
    case (.negatives, true): return "1, as the label is positive"
    case (.positiveWeight, false), (.positivesOnly, false):
      return "\(text(term.alpha)), as the label is negative"
    case (.scale, _): return "alpha, of everything"
    case (.perClass, _): return "alpha of the class"
    case (.background, _): return term.column == 0 ? "1 - alpha, of class 0" : "alpha"
    case (_, nil): return "y alpha+ + (1 - y) alpha-"
    }
  }

  /// How the loss is put together.
  var loss: String {
    var factors = convention.modulator.kind == .gaussian ? ["share", "alpha_t"] : ["alpha_t"]
    if !convention.classWeights.isEmpty { factors.append("class weight") }
    switch convention.modulator.kind {
    case .flStar:
      let beta = text(convention.modulator.values[0])
      factors.append("-ln sigmoid(gamma x + \(beta)) / gamma, x = ln p_t - ln q")
    default: factors += ["factor", "ce"]
    }
    let product = factors.joined(separator: " * ")
    let values = convention.modulator.values
    if convention.modulator.kind == .poly1Both {
      return "\(product) + \(factors.dropLast().joined(separator: " * ")) * \(text(values[0])) * q"
    }
    guard convention.modulator.kind == .poly1 else { return product }
    let weight = convention.classWeights.isEmpty ? "" : "class weight * "
    return "\(product) + \(weight)\(text(convention.modulator.values[0])) * factor * q"
  }

  /// How the gradient by the logit comes about; nil where it is no single formula.
  func gradient(_ term: SampleTerms.Term) -> String {
    guard convention.modulator.kind == .power, !term.isGuarded, let isPositive = term.isPositive,
      term.share == 1
    else { return "d loss / dz" }
    return "\(isPositive ? "-" : "")alpha_t q^gamma (gamma p_t ce + q)"
  }

  private func text(_ number: Double) -> String { NumberText.shortest(number) }
}
