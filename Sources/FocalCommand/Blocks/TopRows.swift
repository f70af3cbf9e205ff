import FocalLoss
import FocalOutput

/// The hardest samples, as the report has them.
struct TopRows: ReportBlock {
  let samples: [TopSample]

  /// The numbers of the rows.
  let rows: RowNumbering

  /// The sum of all losses, of which a sample has its share.
  let sum: Double

  var notes: [String] { [] }

  var members: [(name: String, value: JSONValue)] {
    [
      (
        "top",
        .array(
          samples.map { sample in
            var members: [(name: String, value: JSONValue)] = [("row", .integer(number(sample)))]
            if let id = sample.id { members.append(("id", .text(id.json))) }
            members.append(("label", .text(JSONText.field(sample.label))))
            if let prediction = sample.prediction {
              members.append(("prediction", .number(prediction)))
            }
            if let predicted = sample.predicted {
              members.append(("predicted", .string(predicted)))
            }
            members += [
              ("targetProbability", .number(sample.targetProbability)),
              ("loss", .number(sample.loss)), ("share", JSONValue(share(sample))),
            ]
            return .object(members)
          })
      )
    ]
  }

  func table(_ numberText: NumberText) -> TextTable {
    let ids = hasIDs ? ["id"] : []
    return TextTable(
      alignments: [.right] + ids.map { _ in .left } + [.left, .left, .left, .left, .right],
      rows: [["row"] + ids + ["label", predictionName, "p_t", "loss", "share"]]
        + samples.map { cells($0, numberText) + [NumberText.percent(share($0))] })
  }

  func fields(_ numberText: NumberText) -> [[String]] {
    let names =
      ["row"] + (hasIDs ? ["id"] : []) + [
        "label", predictionName, "target_probability", "loss", "share",
      ]
    return [names]
      + samples.map { sample in
        cells(sample, numberText) + [share(sample).map(numberText.callAsFunction) ?? ""]
      }
  }

  private var hasIDs: Bool { samples.first?.id != nil }

  private var predictionName: String {
    samples.first?.predicted == nil ? "prediction" : "predicted"
  }

  private func cells(_ sample: TopSample, _ numberText: NumberText) -> [String] {
    [String(number(sample))] + (sample.id.map { [$0.text] } ?? []) + [
      sample.label, sample.prediction.map(numberText.callAsFunction) ?? sample.predicted ?? "",
      numberText(sample.targetProbability), numberText(sample.loss),
    ]
  }

  private func number(_ sample: TopSample) -> Int {
    rows.number(ofRow: sample.row, inChunk: sample.chunk)
  }

  private func share(_ sample: TopSample) -> Double? {
    var own = ExactSum()
    if sample.weight != 0 { own.add(sample.loss, times: sample.weight) }
    return own.divided(by: sum)
  }
}
