import FocalLoss
import FocalOutput

extension Explanation {
  /// The explanation for people: the loss, the arithmetic, the signature.
  var table: String {
    let numbers = arithmetic ?? overview
    let blocks = [headline] + (terms == nil ? [] : [numbers.lines.joined(separator: "\n"), foot])
    return (blocks + [signature]).filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  var markdown: String {
    let numbers = arithmetic ?? overview
    let blocks =
      ["**\(headline)**"]
      + (terms == nil ? [] : [numbers.markdownLines.joined(separator: "\n"), foot])
    return (blocks + ["`\(signature)`"]).filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var headline: String {
    let label = "label \(found.labels.joined(separator: ", ").escapingControls)"
    let id = found.id.map { ", id \($0.escapingControls)" } ?? ""
    let place = isGiven ? label : "row \(found.row)\(id), \(label)"
    guard let terms else {
      let reason =
        found.state == .ignored ? "its label is to be ignored" : "a value is missing"
      return "no loss  (\(place)): the row is left out, since \(reason)"
    }
    return "focal loss  \(numberText(terms.loss))  (\(place))"
  }

  private var formula: FormulaText { FormulaText(convention) }

  /// What stands below the table: how a row comes about, where the table does not say so itself.
  private var foot: String {
    guard arithmetic == nil, let terms else { return "" }
    var lines = ["loss = \(hasShares ? "share * " : "")\(formula.loss)"]
    if let term = terms.terms.first { lines.append("factor = \(formula.modulatingFactor(term))") }
    if convention.epsilon.rule != .none {
      let changes = terms.terms.filter(\.isGuarded).map { term in
        let effect = formula.effect(
          on: term, probability: term.column.map { terms.predictions[$0].probability })
        return (term.column.map { "\(names[$0]): " } ?? "") + effect
      }
      lines.append(
        "epsilon: \(formula.epsilon); "
          + (changes.isEmpty ? "no change here" : changes.joined(separator: ", ")))
    }
    return lines.joined(separator: "\n")
  }

  private var hasShares: Bool { terms?.terms.contains { $0.share != 1 } ?? false }

  /// The numbers of one prediction with one term, one below the other; nil where there are more.
  private var arithmetic: TextTable? {
    guard let terms, terms.predictions.count == 1, terms.terms.count == 1 else { return nil }
    let prediction = terms.predictions[0]
    let term = terms.terms[0]
    let isMixed = term.isPositive == nil
    var rows = [["quantity", "value", "how"]]
    func add(_ name: String, _ number: Double?, _ how: String) {
      rows.append([name, number.map(numberText.callAsFunction) ?? "-", how])
    }
    add("logit z", prediction.logit, formula.logit)
    add("probability p", prediction.probability, formula.probability)
    add("target y", prediction.target, target)
    if !isMixed { add("p_t", term.targetProbability, formula.targetProbability(term)) }
    if convention.epsilon.rule != .none {
      rows.append([
        "epsilon", numberText(convention.epsilon.value),
        "\(formula.epsilon); \(formula.effect(on: term, probability: prediction.probability))",
      ])
    }
    let after = term.isGuarded ? ", after epsilon" : ""
    add("q", term.complement, (isMixed ? formula.mixture : "1 - p_t") + after)
    add(
      "cross entropy ce", term.crossEntropy,
      (isMixed ? "-y ln p - (1 - y) ln (1 - p)" : "-ln p_t") + after)
    add("factor", term.modulatingFactor, formula.modulatingFactor(term))
    add("alpha_t", term.alpha, formula.alpha(term))
    if !convention.classWeights.isEmpty {
      add("class weight", term.classWeight, "of the class")
    }
    add("loss", terms.loss, arithmeticOfLoss(term))
    add("gradient", prediction.gradient, formula.gradient(term))
    add("Hessian", prediction.hessian, "d2 loss / dz2")
    return TextTable(alignments: [.left, .left, .left], rows: rows)
  }

  private var target: String {
    convention.labelSmoothing > 0
      ? "label (1 - s) + s / 2, s = \(numberText(convention.labelSmoothing))" : "the label"
  }

  /// The formula of the loss, and the same with numbers.
  private func arithmeticOfLoss(_ term: SampleTerms.Term) -> String {
    guard let factor = term.modulatingFactor, term.addition == 0 else { return formula.loss }
    var numbers = [term.alpha]
    if !convention.classWeights.isEmpty { numbers.append(term.classWeight) }
    numbers += [factor, term.crossEntropy]
    return "\(formula.loss) = \(numbers.map(numberText.callAsFunction).joined(separator: " * "))"
  }

  /// The predictions below one another, with the columns that say something.
  private var overview: TextTable {
    let heads = [
      "column": "prediction", "target": "y", "logit": "z", "probability": "p",
      "targetProbability": "p_t", "complement": "q", "crossEntropy": "ce",
      "modulatingFactor": "factor", "alpha": "alpha_t", "classWeight": "class weight",
      "hessian": "Hessian",
    ]
    var hidden: Set = ["changedByEpsilon"]
    if !hasShares { hidden.formUnion(["share", "side"]) }
    if convention.classWeights.isEmpty { hidden.insert("classWeight") }
    if convention.alpha.rule == .none { hidden.insert("alpha") }
    if convention.modulator.kind != .poly1 { hidden.insert("addition") }
    if !convention.hasDerivatives { hidden.formUnion(["gradient", "hessian"]) }
    let shown = elements.map { element in element.fields.filter { !hidden.contains($0.name) } }
    let names = shown.first?.map { heads[$0.name] ?? $0.name } ?? []
    let rows = shown.map { fields in
      fields.map { field in
        switch field.value {
        case .null: "-"
        case .string(let text), .text(let text): text
        case .number(let number): numberText(number)
        default: field.value.line(numberText)
        }
      }
    }
    return TextTable(alignments: names.map { _ in .left }, rows: [names] + rows)
  }
}
