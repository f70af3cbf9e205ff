import FocalLoss
import FocalOutput

/// The focal loss beside the cross entropy, of easy and of hard samples.
struct DifficultyRows: ReportBlock {
  let concentration: LossConcentration

  private typealias Row = (
    name: String, set: LossConcentration.SampleSet, difficulty: LossConcentration.Difficulty
  )

  private var rows: [Row] {
    [("easy", false), ("hard", true)].flatMap { name, isHard in
      LossConcentration.SampleSet.allCases.map {
        (name, $0, concentration.difficulty(isHard: isHard, of: $0))
      }
    }
  }

  var notes: [String] { [] }

  var members: [(name: String, value: JSONValue)] {
    [
      (
        "difficulty",
        .array(
          rows.map { row in
            .object([
              ("difficulty", .string(row.name)), ("samples", .string(row.set.rawValue)),
              ("count", .integer(row.difficulty.count)), ("sum", .number(row.difficulty.sum)),
              ("crossEntropySum", .number(row.difficulty.crossEntropySum)),
              ("ratio", JSONValue(row.difficulty.ratio)),
            ])
          })
      )
    ]
  }

  func table(_ numberText: NumberText) -> TextTable {
    TextTable(
      alignments: [.left, .right, .left, .left, .left],
      rows: [["p_t", "samples", "focal loss", "cross entropy", "ratio"]]
        + rows.map { row in
          [
            "\(row.name == "hard" ? "below" : "from") 0.5, \(row.set.rawValue)",
            String(row.difficulty.count), numberText(row.difficulty.sum),
            numberText(row.difficulty.crossEntropySum),
            row.difficulty.ratio.map(numberText.callAsFunction) ?? "-",
          ]
        })
  }

  func fields(_ numberText: NumberText) -> [[String]] {
    [["difficulty", "samples", "count", "sum", "cross_entropy_sum", "ratio"]]
      + rows.map { row in
        [
          row.name, row.set.rawValue, String(row.difficulty.count),
          numberText(row.difficulty.sum), numberText(row.difficulty.crossEntropySum),
          row.difficulty.ratio.map(numberText.callAsFunction) ?? "",
        ]
      }
  }
}
