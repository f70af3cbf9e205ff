import FocalLoss
import FocalOutput

/// The losses of a grid of conventions.
struct SweepReport: FormattedReport {
  /// The digits of a matrix that nobody asked for more of.
  static let matrixDigits = 6

  let warnings: [Warning]

  /// The cells: alphas vary first, then gammas, then label smoothings, then epsilons.
  let cells: [LossSweep.Outcome]

  /// The convention of the first cell.
  let convention: Convention

  let count: Int

  /// How many alphas there are, one after another.
  let alphaCount: Int

  /// How many gammas there are, each with all alphas.
  let gammaCount: Int
  private let digits: Int?

  init(_ result: PipelineResult, _ gathered: SweepCollector, _ settings: Settings) {
    warnings = Report(result, gathered.first, settings).warnings
    cells = gathered.sweep.outcomes
    convention = result.convention
    count = gathered.first.summary.count
    alphaCount = settings.loss.grid.alphas?.count ?? 1
    gammaCount = settings.loss.grid.gammas?.count ?? 1
    digits = settings.output.digits
  }

  /// Numbers with all the digits that are asked for.
  var numberText: NumberText { NumberText(digits: digits) }

  /// Numbers of a matrix for people.
  var matrixText: NumberText { NumberText(digits: digits ?? Self.matrixDigits) }

  /// Whether the loss is another number than the mean.
  var hasLoss: Bool { convention.reduction != .mean }

  /// Whether there are several label smoothings, which then have a column.
  var hasSmoothings: Bool {
    cells.contains { $0.convention.labelSmoothing != convention.labelSmoothing }
  }

  /// Whether there are several epsilons.
  var hasEpsilons: Bool { cells.contains { $0.convention.epsilon != convention.epsilon } }

  var jsonLines: [JSONValue] { rows.map(JSONValue.object) }

  var json: JSONValue {
    .object([
      ("focal", .string(Signature.currentVersion)),
      ("signature", .string(Signature(convention).description)), ("count", .integer(count)),
      ("cells", .array(rows.map(JSONValue.object))), ("warnings", .array(warnings.map(\.json))),
    ])
  }

  /// The members of every cell.
  private var rows: [[(name: String, value: JSONValue)]] {
    cells.map { cell in
      var members: [(name: String, value: JSONValue)] = [
        ("alpha", cell.convention.alpha.json), ("gamma", .exact(cell.convention.gamma)),
        ("epsilon", .exact(cell.convention.epsilon.value)),
      ]
      if hasSmoothings {
        members.append(("labelSmoothing", .exact(cell.convention.labelSmoothing)))
      }
      if hasLoss { members.append(("loss", JSONValue(cell.summary.loss))) }
      return members + [
        ("mean", JSONValue(cell.summary.mean)), ("sum", .number(cell.summary.sum)),
        ("normalized", JSONValue(cell.normalizedLoss)),
        ("effectiveSamples", JSONValue(cell.effectiveCount)), ("skill", JSONValue(cell.skill)),
      ]
    }
  }

  var fields: [[String]] {
    var names = ["alpha", "gamma", "epsilon"]
    if hasSmoothings { names.append("label_smoothing") }
    if hasLoss { names.append("loss") }
    names += ["mean", "sum", "normalized", "effective_samples", "skill"]
    let rows = cells.map { cell in
      var axes = [
        cell.convention.alpha.text, NumberText.shortest(cell.convention.gamma),
        NumberText.shortest(cell.convention.epsilon.value),
      ]
      if hasSmoothings { axes.append(NumberText.shortest(cell.convention.labelSmoothing)) }
      let summary = cell.summary
      let numbers =
        (hasLoss ? [summary.loss] : [])
        + [summary.mean, summary.sum, cell.normalizedLoss, cell.effectiveCount, cell.skill]
      return axes + numbers.map { $0.map(numberText.callAsFunction) ?? "" }
    }
    return [names] + rows
  }
}

extension Alpha {
  /// The values as `focal sweep` takes them.
  var text: String {
    values.isEmpty ? "none" : values.map(NumberText.shortest).joined(separator: "+")
  }

  /// A number, an array of one a class, or null where α is off.
  fileprivate var json: JSONValue {
    switch values.count {
    case 0: .null
    case 1: .exact(values[0])
    default: .array(values.map(JSONValue.exact))
    }
  }
}
