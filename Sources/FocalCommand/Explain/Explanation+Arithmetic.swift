import FocalLoss
import FocalOutput

extension Explanation {
  /// The numbers of one prediction with one term, one below the other; nil where there are more.
  var arithmetic: Table? {
    guard let terms, terms.predictions.count == 1, terms.terms.count == 1 else { return nil }
    let prediction = terms.predictions[0]
    let term = terms.terms[0]
    let isMixed = term.isPositive == nil
    var rows: [[Cell]] = []
    func add(_ name: String, _ number: Double?, _ how: String) {
      rows.append([.text(name), .number(number), .text(how)])
    }
    add("logit z", prediction.logit, formula.logit)
    add("probability p", prediction.probability, formula.probability)
    add("target y", prediction.target, target)
    if !isMixed { add("p_t", term.targetProbability, formula.targetProbability(term)) }
    if convention.epsilon.rule != .none {
      add(
        "epsilon", convention.epsilon.value,
        "\(formula.epsilon); \(formula.effect(on: term, probability: prediction.probability))")
    }
    let after = term.isGuarded ? ", after epsilon" : ""
    add("q", term.complement, (isMixed ? formula.mixture : "1 - p_t") + after)
    add(
      "cross entropy ce", term.crossEntropy,
      (isMixed
        ? "-y ln p - (1 - y) ln (1 - p)" : formula.qualityCrossEntropy(term) ?? "-ln p_t") + after)
    add("factor", term.modulatingFactor, formula.modulatingFactor(term))
    add("alpha_t", term.alpha, formula.alpha(term))
    if !convention.classWeights.isEmpty { add("class weight", term.classWeight, "of the class") }
    if convention.modulator.kind == .gaussian {
      add("share", term.share, term.isPositive == true ? "y is 1" : "(1 - y)^beta")
    }
    add("loss", terms.loss, arithmeticOfLoss(term))
    add("gradient", prediction.gradient, formula.gradient(term))
    add("Hessian", prediction.hessian, "d2 loss / dz2")
    return Table(columns: [Column("quantity"), Column("value"), Column("how")], rows: rows)
  }

  private var target: String {
    guard convention.labelSmoothing > 0 else { return "the label" }
    let amount = "s = \(numberText(convention.labelSmoothing))"
    return switch convention.smoothingRule {
    case .uniform: "label (1 - s) + s / 2, \(amount)"
    case .others: "label (1 - s) + (1 - label) s, \(amount)"
    case .crossEntropyOnly: "label (1 - s) + s / 2 in ce alone, \(amount)"
    }
  }

  /// The formula of the loss, and the same with numbers.
  private func arithmeticOfLoss(_ term: SampleTerms.Term) -> String {
    let kind = convention.modulator.kind
    guard let factor = term.modulatingFactor, term.addition == 0, kind != .poly1Both else {
      return formula.loss
    }
    var numbers = kind == .gaussian ? [term.share, term.alpha] : [term.alpha]
    if !convention.classWeights.isEmpty { numbers.append(term.classWeight) }
    numbers += [factor, term.crossEntropy]
    return "\(formula.loss) = \(numbers.map(numberText.callAsFunction).joined(separator: " * "))"
  }
}
