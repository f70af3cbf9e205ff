import FocalLoss
import FocalOutput

/// The quantiles of the losses of samples.
struct QuantileRows: ReportBlock {
  /// The losses of all samples, of positives and of negatives.
  let sketches: [(name: String, sketch: LossSketch)]

  init(_ concentration: LossConcentration) {
    sketches = LossConcentration.SampleSet.allCases.map {
      ($0.rawValue, concentration.sketch(of: $0))
    }
  }

  private static let quantiles = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("max", 1)]

  private var areExact: Bool { sketches.allSatisfy(\.sketch.isExact) }

  /// The error that quantiles may have, as a part of them.
  private var relativeError: Double { areExact ? 0 : LossSketch.relativeError }

  var notes: [String] {
    areExact ? [] : ["quantiles but max are within \(NumberText.percent(relativeError))"]
  }

  var members: [(name: String, value: JSONValue)] {
    [
      (
        "quantiles",
        .object(
          sketches.map { set in
            (
              set.name,
              .object(
                Self.quantiles.map { ($0.0, JSONValue(set.sketch.quantile($0.1))) })
            )
          } + [("relativeError", .exact(relativeError))])
      )
    ]
  }

  func table(_ numberText: NumberText) -> TextTable {
    TextTable(
      alignments: [.left, .left, .left, .left],
      rows: rows(["loss"], none: "-", numberText))
  }

  func fields(_ numberText: NumberText) -> [[String]] {
    rows(["quantile"], none: "", numberText)
  }

  private func rows(_ head: [String], none: String, _ numberText: NumberText) -> [[String]] {
    [head + sketches.map(\.name)]
      + Self.quantiles.map { name, fraction in
        [name]
          + sketches.map { $0.sketch.quantile(fraction).map(numberText.callAsFunction) ?? none }
      }
  }
}
