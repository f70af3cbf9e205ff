import FocalLoss
import FocalOutput

extension Report {
  /// The report as one JSON object; its keys are stable and documented in the README.
  var json: JSONValue {
    let convention = result.convention
    var members: [(name: String, value: JSONValue)] = [
      ("focal", .string(Signature.currentVersion)), ("signature", .string(signature)),
      ("convention", conventionJSON),
    ]
    if convention.reduction != .none { members.append(("loss", JSONValue(summary.loss))) }
    members += [
      ("mean", JSONValue(summary.mean)), ("sum", .number(summary.sum)),
      ("count", .integer(summary.count)), ("elements", .integer(summary.elements)),
      ("positives", .integer(summary.positives)), ("weightSum", .number(summary.weightSum)),
      ("crossEntropy", JSONValue(summary.crossEntropy)), ("clipped", .integer(summary.capped)),
      ("skipped", .integer(result.warnings.skipped.count)),
      ("ignored", .integer(result.warnings.ignored.count)), ("classes", classesJSON),
    ]
    members += attributionBlocks.flatMap(\.members)
    members.append(("warnings", .array(warnings.map(\.json))))
    return .object(members)
  }

  private var conventionJSON: JSONValue {
    let convention = result.convention
    var members: [(name: String, value: JSONValue)] = [
      ("preset", presetName.map(JSONValue.string) ?? .null),
      ("task", .string(convention.task.rawValue)), ("input", .string(convention.input.rawValue)),
      (
        "alpha",
        .object([
          ("rule", .string(convention.alpha.rule.rawValue)),
          ("values", .array(convention.alpha.values.map(JSONValue.exact))),
        ])
      ),
      ("gamma", .exact(convention.gamma)),
      (
        "epsilon",
        .object([
          ("rule", .string(convention.epsilon.rule.rawValue)),
          ("value", .exact(convention.epsilon.value)),
        ])
      ),
    ]
    if convention.modulator != .power {
      let modulator = convention.modulator
      let values: [(name: String, value: JSONValue)] =
        modulator.kind == .perClass
        ? [("gammas", .array(modulator.values.map(JSONValue.exact)))]
        : zip(modulator.kind.parameters, modulator.values).map { ($0, .exact($1)) }
      members.append(("modulator", .object([("name", .string(modulator.kind.rawValue))] + values)))
    }
    if let rule = convention.softTargets { members.append(("softLabels", .string(rule.rawValue))) }
    members.append(("labelSmoothing", .exact(convention.labelSmoothing)))
    if !convention.classWeights.isEmpty {
      members.append(("classWeights", .array(convention.classWeights.map(JSONValue.exact))))
      if convention.classWeightRule != .trueClass {
        members.append(("classWeightRule", .string(convention.classWeightRule.rawValue)))
      }
    }
    members.append(("reduction", .string(convention.reduction.rawValue)))
    return .object(members)
  }

  private var classesJSON: JSONValue {
    if isClassBreakdownWanted { return classRows.json }
    return .array(
      zip(classLabels, summary.classes).map { label, summary in
        .object([
          ("label", .string(label)), ("count", .integer(summary.count)),
          ("positives", .integer(summary.positives)), ("mean", JSONValue(summary.mean)),
          ("sum", .number(summary.sum)), ("share", JSONValue(summary.share)),
        ])
      })
  }
}

extension Warning {
  var json: JSONValue {
    .object([
      ("code", .string(code)), ("message", .string(message)), ("count", JSONValue(count)),
      ("firstRow", JSONValue(firstRow)),
    ])
  }
}
