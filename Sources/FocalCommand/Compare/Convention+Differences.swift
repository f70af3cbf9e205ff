import FocalLoss
import FocalOutput

extension Convention {
  /// The axes on which this convention is another than a given one, each with its own value.
  ///
  /// - Parameters:
  ///   - other: the convention to compare with.
  ///   - hasFractions: whether targets between 0 and 1 are there, to which the soft rule matters.
  /// - Returns: texts such as `alpha balanced 0.25`, in the order of the signature.
  func differences(from other: Convention, hasFractions: Bool) -> [String] {
    var texts: [String] = []
    func add(_ axis: String, _ value: String, if isOther: Bool) {
      if isOther { texts.append("\(axis) \(value)") }
    }
    func list(_ values: [Double]) -> String {
      values.map(NumberText.shortest).joined(separator: "+")
    }
    let isSoftened = hasFractions || labelSmoothing > 0
    add("task", task.rawValue, if: task != other.task)
    add(
      "alpha", alpha.values.isEmpty ? "none" : "\(alpha.rule.rawValue) \(list(alpha.values))",
      if: alpha != other.alpha && !(isWithoutAlpha && other.isWithoutAlpha))
    add(
      "gamma", NumberText.shortest(gamma),
      if: modulator.kind.usesGamma && gamma != other.gamma)
    add(
      "modulator",
      [modulator.kind.rawValue, list(modulator.values)].filter { !$0.isEmpty }
        .joined(separator: " "), if: modulator != other.modulator)
    add(
      "epsilon",
      epsilon.rule == .none
        ? "none" : "\(epsilon.rule.rawValue) \(NumberText.shortest(epsilon.value))",
      if: epsilon != other.epsilon)
    add(
      "soft labels", softTargets?.rawValue ?? "none",
      if: isSoftened && softTargets != other.softTargets)
    add(
      "smoothing", NumberText.shortest(labelSmoothing),
      if: labelSmoothing != other.labelSmoothing)
    add("reduction", reduction.rawValue, if: reduction != other.reduction)
    add("class weights", list(classWeights), if: classWeights != other.classWeights)
    add(
      "class weight rule", classWeightRule.rawValue,
      if: !classWeights.isEmpty && classWeightRule != other.classWeightRule)
    return texts
  }

  /// Whether α changes nothing, however that is said.
  var isWithoutAlpha: Bool { alpha.rule == .none || alpha == Alpha(.scale, [1]) }
}
