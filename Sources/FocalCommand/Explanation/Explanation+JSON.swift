import FocalLoss
import FocalOutput

extension Explanation {
  /// The explanation as one JSON object; its keys are stable.
  var json: JSONValue {
    let labels = found.labels.map { JSONValue.text(JSONText.field($0)) }
    var members: [(name: String, value: JSONValue)] = [
      ("focal", .string(Signature.currentVersion)), ("signature", .string(signature)),
      ("row", isGiven ? .null : .integer(found.row)),
    ]
    if let id = found.id { members.append(("id", .text(JSONText.field(id)))) }
    members += [
      ("label", labels.count == 1 ? labels[0] : .array(labels)),
      ("state", .string(found.state.rawValue)),
      ("weight", JSONValue(found.sample.map { $0.weights.first ?? 1 })),
      ("loss", JSONValue(terms?.loss)), ("crossEntropy", JSONValue(terms?.crossEntropy)),
      ("formula", .string(FormulaText(convention).loss)),
      ("elements", .array(elements.map(\.json))),
    ]
    return .object(members)
  }

  /// The explanation as a header and a row an element.
  var fields: [[String]] {
    let label = found.labels.joined(separator: ";")
    let rows = elements.map { element in
      [isGiven ? "" : String(found.row), label]
        + element.fields.map { text($0.value) } + [text(JSONValue(terms?.loss)), signature]
    }
    let head =
      ["row", "label"] + Element(name: nil, prediction: nil, term: nil).fields.map(\.column)
      + ["sample_loss", "signature"]
    // A row that was left out has a line too, with the fields of its numbers empty.
    let empty = [String(found.row), label] + Array(repeating: "", count: head.count - 3)
    return [head] + (rows.isEmpty ? [empty + [signature]] : rows)
  }

  private func text(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .string(let text), .text(let text): text
    case .number(let number): numberText(number)
    default: value.line(numberText)
    }
  }
}

extension Explanation.Element {
  /// The fields, with their names in JSON and in tables.
  var fields: [(name: String, column: String, value: JSONValue)] {
    [
      ("column", "column", name.map(JSONValue.string) ?? .null),
      ("target", "target", JSONValue(prediction?.target)),
      ("logit", "logit", JSONValue(prediction?.logit)),
      ("probability", "probability", JSONValue(prediction?.probability)),
      ("side", "side", side.map(JSONValue.string) ?? .null),
      ("share", "share", JSONValue(term?.share)),
      ("targetProbability", "target_probability", JSONValue(term?.targetProbability)),
      ("complement", "complement", JSONValue(term?.complement)),
      ("crossEntropy", "cross_entropy", JSONValue(term?.crossEntropy)),
      (
        "changedByEpsilon", "changed_by_epsilon",
        term.map { .text($0.isGuarded ? "true" : "false") } ?? .null
      ),
      ("modulatingFactor", "modulating_factor", JSONValue(term?.modulatingFactor)),
      ("addition", "addition", JSONValue(term?.addition)),
      ("alpha", "alpha", JSONValue(term?.alpha)),
      ("classWeight", "class_weight", JSONValue(term?.classWeight)),
      ("loss", "loss", JSONValue(term?.loss)),
      ("gradient", "gradient", JSONValue(prediction?.gradient)),
      ("hessian", "hessian", JSONValue(prediction?.hessian)),
    ]
  }

  /// Which side of its target the term is of; nil where there is no term.
  var side: String? {
    term.map { term in term.isPositive.map { $0 ? "positive" : "negative" } ?? "mixed" }
  }

  fileprivate var json: JSONValue { .object(fields.map { ($0.name, $0.value) }) }
}
