import FocalLoss
import FocalOutput

extension ReportBlock {
  /// The hardest samples.
  ///
  /// - Parameters:
  ///   - samples: the samples, the hardest first.
  ///   - sum: the sum of all losses, of which a sample has its share.
  /// - Returns: the block.
  static func top(_ samples: [TopSample], sum: Double) -> ReportBlock {
    let hasIDs = samples.first?.id != nil
    let prediction = samples.first?.predicted == nil ? "prediction" : "predicted"
    let ids: [Table.Field<TopSample>] =
      hasIDs
      ? [
        .init("id", key: "id", name: "id") { sample in
          sample.id.map { .json($0.json, shown: $0.text) } ?? .text(nil)
        }
      ] : []
    var table = Table(
      key: "top", of: samples,
      [.init("row", key: "row", name: "row") { .integer($0.row) }] + ids + [
        .init("label", key: "label", name: "label") {
          .json(JSONText.field($0.label), shown: $0.label)
        },
        .init(prediction, key: prediction, name: prediction) { sample in
          sample.prediction.map { .number($0) } ?? .text(sample.predicted)
        },
        .init("p_t", key: "targetProbability", name: "target_probability") {
          .number($0.targetProbability)
        },
        .init("loss", key: "loss", name: "loss") { .number($0.loss) },
        .init("share", key: "share", name: "share") { .share($0.share(of: sum)) },
      ])
    table.keyCount = hasIDs ? 2 : 1
    return ReportBlock(table)
  }
}

extension TopSample {
  /// Its part of a sum.
  fileprivate func share(of sum: Double) -> Double? {
    var own = ExactSum()
    if weight != 0 { own.add(loss, times: weight) }
    return own.divided(by: sum)
  }
}
