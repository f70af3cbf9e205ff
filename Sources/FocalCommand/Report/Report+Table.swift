import FocalLoss
import FocalOutput

extension Report {
  /// The report for people: the headline first, the signature last.
  func table(_ style: TextStyle) -> String {
    var blocks = [style.bold(headline), facts.lines.joined(separator: "\n")]
    blocks.append(classBlock(isMarkdown: false))
    blocks += attributionBlocks.map { $0.text(numberText, isMarkdown: false) }
    if !warnings.isEmpty {
      let lines = warnings.map { style.yellow("warning: \($0.text.escapingControls)") }
      blocks.append(lines.joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n") + "\n\n\(signature)\n"
  }

  /// The same as a document in Markdown.
  var markdown: String {
    var blocks = ["**\(headline)**", classBlock(isMarkdown: true)]
    blocks += attributionBlocks.map { $0.text(numberText, isMarkdown: true) }
    if !warnings.isEmpty {
      blocks.append(
        warnings.map { "- warning: \($0.text.escapingControls)" }.joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n") + "\n\n`\(signature)`\n"
  }

  private var headline: String {
    "focal loss  \(text(summary.loss))  (\(reductionPhrase))"
  }

  private var reductionPhrase: String {
    switch result.convention.reduction {
    case .none, .mean: "mean of \(Diagnostic.counted(summary.count, "sample"))"
    case .sum: "sum of \(Diagnostic.counted(summary.count, "sample"))"
    case .meanElements: "mean of \(Diagnostic.counted(summary.elements, "element"))"
    case .sumOfMeans: "sum of the row means of \(Diagnostic.counted(summary.count, "sample"))"
    case .macro: "mean of the means of the classes"
    case .positives: "sum over \(Diagnostic.counted(summary.positives, "positive"))"
    case .weightedMean:
      "weighted mean of \(Diagnostic.counted(summary.count, "sample")), weights \(text(summary.weightSum))"
    case .weightedMeanElements:
      "weighted mean of \(Diagnostic.counted(summary.elements, "element"))"
    }
  }

  private var facts: TextTable {
    TextTable(
      alignments: [.left, .left],
      rows: [
        ["sum", text(summary.sum)],
        ["cross entropy", text(summary.crossEntropy)],
        [
          "predictions",
          "\(columns(result.binding.predictions, of: result.binding.header)) (\(result.convention.input.rawValue))",
        ],
        ["labels", columns(result.binding.labels, of: result.binding.labelHeader)],
      ])
  }

  private func classBlock(isMarkdown: Bool) -> String {
    if isClassBreakdownWanted { return classRows.text(numberText, isMarkdown: isMarkdown) }
    let lines = isMarkdown ? classTable.markdownLines : classTable.lines
    return lines.joined(separator: "\n")
  }

  private var classTable: TextTable {
    let rows = zip(classLabels, summary.classes).map { label, summary in
      [
        label, String(summary.count), String(summary.positives), text(summary.mean),
        text(summary.sum), NumberText.percent(summary.share),
      ]
    }
    let isMultilabel = result.convention.task == .multilabel
    return TextTable(
      alignments: [.left, .right, .right, .left, .left, .right],
      rows: [[isMultilabel ? "label" : "class", "samples", "positives", "mean", "sum", "share"]]
        + rows)
  }

  private func text(_ number: Double?) -> String { number.map(numberText.callAsFunction) ?? "-" }

  private func columns(_ fields: [Int], of header: Header) -> String {
    let names = fields.map { header.names.isEmpty ? "column \($0 + 1)" : header.names[$0] }
    return names.count > 3
      ? "\(names[0]) to \(names[names.count - 1]) (\(names.count) columns)"
      : names.joined(separator: ", ")
  }
}

extension Warning {
  /// The sentence, with the row to look at.
  var text: String { firstRow.map { "\(message) (first in row \($0))" } ?? message }
}
