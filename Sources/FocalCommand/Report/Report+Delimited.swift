import FocalLoss

extension Report {
  /// The report as a header and one row, to be gathered by scripts.
  func delimited(by delimiter: String) -> String {
    let summary = result.summary
    let fields: [(name: String, text: String)] = [
      ("loss", text(summary.loss)), ("mean", text(summary.mean)), ("sum", text(summary.sum)),
      ("count", String(summary.count)), ("elements", String(summary.elements)),
      ("positives", String(summary.positives)), ("weight_sum", text(summary.weightSum)),
      ("cross_entropy", text(summary.crossEntropy)), ("clipped", String(summary.capped)),
      ("warnings", String(warnings.count)), ("signature", quoted(signature, delimiter)),
    ]
    return [fields.map(\.name), fields.map(\.text)]
      .map { $0.joined(separator: delimiter) + "\n" }.joined()
  }

  private func text(_ number: Double?) -> String { number.map(numberText.callAsFunction) ?? "" }

  private func quoted(_ text: String, _ delimiter: String) -> String {
    text.contains(delimiter) ? "\"\(text)\"" : text
  }
}
