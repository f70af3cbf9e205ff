import FocalLoss
import FocalOutput

/// What part of the loss the hardest samples carry.
struct ConcentrationRows: ReportBlock {
  let concentration: LossConcentration

  /// The parts of the samples, in thousandths.
  private static let thousandths = [1, 10, 50, 100, 250, 500]

  private var sketches: [LossSketch] {
    LossConcentration.SampleSet.allCases.map(concentration.sketch)
  }

  /// The shares of the loss that the hardest samples carry, for each part of the samples.
  private var rows: [(fraction: Double, shares: [Double?])] {
    let sketches = sketches
    let sums = sketches.map(\.sum.value)
    return Self.thousandths.map { part in
      (
        Double(part) / 1000,
        zip(sketches, sums).map { $0.sumOfLargest(thousandths: part).divided(by: $1) }
      )
    }
  }

  private static let names = LossConcentration.SampleSet.allCases.map(\.rawValue)

  var notes: [String] { [] }

  var members: [(name: String, value: JSONValue)] {
    [
      (
        "concentration",
        .array(
          rows.map { row in
            .object(
              [("fraction", .exact(row.fraction))]
                + zip(Self.names, row.shares).map { ($0, JSONValue($1)) })
          })
      )
    ]
  }

  func table(_ numberText: NumberText) -> TextTable {
    TextTable(
      alignments: [.right, .right, .right, .right],
      rows: [["hardest"] + Self.names]
        + rows.map { row in
          [NumberText.percent(row.fraction)] + row.shares.map(NumberText.percent)
        })
  }

  func fields(_ numberText: NumberText) -> [[String]] {
    [["fraction"] + Self.names]
      + rows.map { row in
        [NumberText.shortest(row.fraction)]
          + row.shares.map { $0.map(numberText.callAsFunction) ?? "" }
      }
  }
}
