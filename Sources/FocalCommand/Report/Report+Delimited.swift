import FocalLoss
import FocalOutput

extension Report {
  /// The report as a header and one row, to be gathered by scripts.
  func delimited(by delimiter: UInt8) -> String {
    let fields: [(name: String, text: String)] = [
      ("loss", text(summary.loss)), ("mean", text(summary.mean)), ("sum", text(summary.sum)),
      ("count", String(summary.count)), ("elements", String(summary.elements)),
      ("positives", String(summary.positives)), ("weight_sum", text(summary.weightSum)),
      ("cross_entropy", text(summary.crossEntropy)), ("clipped", String(summary.capped)),
      ("warnings", String(warnings.count)), ("signature", signature),
    ]
    return DelimitedText.lines([fields.map(\.name), fields.map(\.text)], by: delimiter)
  }

  private func text(_ number: Double?) -> String { number.map(numberText.callAsFunction) ?? "" }
}
