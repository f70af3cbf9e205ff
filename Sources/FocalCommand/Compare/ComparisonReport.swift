import FocalLoss
import FocalOutput

/// The losses of several conventions side by side, each beside the exact definition.
struct ComparisonReport {
  /// A convention and its loss.
  private struct Entry {
    let name: String
    let convention: Convention
    let loss: Double?

    /// The loss divided by that of the exact definition; nil where there is no such number.
    let ratio: Double?

    /// The axes on which the convention is another than the exact definition.
    let differences: [String]
  }

  /// The exact definition first.
  private let entries: [Entry]
  private let count: Int
  private let warnings: [Warning]

  init(
    _ result: PipelineResult, _ gathered: ComparisonCollector, _ settings: Settings
  ) {
    let summary = gathered.sums.summary
    let hasFractions = result.warnings.fractions.count > 0
    let exactLoss = summary.loss
    let exact = Entry(
      name: "exact", convention: result.convention, loss: exactLoss, ratio: 1, differences: [])
    entries =
      [exact]
      + gathered.comparisons.map { comparison in
        let (convention, loss) = (comparison.sums.convention, comparison.sums.loss)
        return Entry(
          name: comparison.preset.name, convention: convention, loss: loss,
          ratio: Self.ratio(loss, exactLoss),
          differences: convention.differences(
            from: result.convention, hasFractions: hasFractions))
      }
    count = summary.count
    warnings = Warning.all(result, summary, settings)
  }

  private static func ratio(_ loss: Double?, _ exact: Double?) -> Double? {
    guard let loss, let exact, exact != 0, loss.isFinite || exact.isFinite else { return nil }
    return loss / exact
  }

  /// The content.
  var report: Report {
    let table = Table(
      of: entries,
      [
        .init("convention", key: "preset", name: "preset") { .text($0.name) },
        .init("loss", key: "loss", name: "loss") { .number($0.loss) },
        .init("ratio", key: "ratio", name: "ratio") { .number($0.ratio) },
        .init("differs from exact in", key: "differences") {
          .list($0.differences.map { .text($0) })
        },
        .init(name: "differences") { .text($0.differences.joined(separator: "; ")) },
        .init(key: "signature", name: "signature") { .text(Signature($0.convention).description) },
      ])
    let objects = Array(table.objects)
    var report = Report([
      .facts([
        .init(key: "focal", .text(Signature.currentVersion)), .init(key: "count", .integer(count)),
        .init(key: "exact", objects[0]), .init(key: "presets", .list(Array(objects.dropFirst()))),
      ]), .table(table),
    ])
    report.rows = table
    report.warnings = warnings
    return report
  }
}

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
    add(
      "smoothing rule", smoothingRule.rawValue,
      if: labelSmoothing > 0 && smoothingRule != other.smoothingRule)
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
