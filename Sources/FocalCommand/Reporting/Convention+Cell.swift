import FocalLoss
import FocalOutput

extension Convention {
  /// Every axis by name, in the order of the signature.
  ///
  /// - Parameter preset: the preset that the command line names.
  /// - Returns: an object.
  func cell(preset: Preset?) -> Cell {
    var members: [(key: String, value: Cell)] = [
      ("preset", .text(preset?.name)), ("task", .text(task.rawValue)),
      ("input", .text(input.rawValue)),
      (
        "alpha",
        .object([
          ("rule", .text(alpha.rule.rawValue)), ("values", .list(alpha.values.map(Cell.exact))),
        ])
      ),
      ("gamma", .exact(gamma)),
      (
        "epsilon",
        .object([("rule", .text(epsilon.rule.rawValue)), ("value", .exact(epsilon.value))])
      ),
    ]
    if modulator != .power {
      let values: [(key: String, value: Cell)] =
        modulator.kind.lists.isEmpty
        ? zip(modulator.kind.parameters, modulator.values).map { ($0, .exact($1)) }
        : modulator.kind.lists.map { list in
          let own = modulator.values.indices.filter { modulator.kind.name(at: $0) == list }
          return (list, .list(own.map { .exact(modulator.values[$0]) }))
        }
      members.append(("modulator", .object([("name", .text(modulator.kind.rawValue))] + values)))
    }
    if let rule = softTargets { members.append(("softLabels", .text(rule.rawValue))) }
    members.append(("labelSmoothing", .exact(labelSmoothing)))
    if smoothingRule != .uniform {
      members.append(("smoothingRule", .text(smoothingRule.rawValue)))
    }
    if !classWeights.isEmpty {
      members.append(("classWeights", .list(classWeights.map(Cell.exact))))
      if classWeightRule != .trueClass {
        members.append(("classWeightRule", .text(classWeightRule.rawValue)))
      }
    }
    members.append(("reduction", .text(reduction.rawValue)))
    return .object(members)
  }
}

extension Alpha {
  /// The values as `focal sweep` takes them.
  var text: String {
    values.isEmpty ? "none" : values.map(NumberText.shortest).joined(separator: "+")
  }

  /// A number, an array of one a class, or null where α is off.
  var cell: Cell {
    switch values.count {
    case 0: .json("null", shown: text)
    case 1: .exact(values[0])
    default:
      .json("[\(values.map(NumberText.shortest).joined(separator: ", "))]", shown: text)
    }
  }
}
