import FocalLoss
import FocalOutput

extension SweepReport {
  /// The cells of one epsilon and label smoothing, by gamma and alpha.
  private struct Block {
    let title: String?
    /// One row for each gamma, in it one cell for each alpha.
    let rows: [[LossSweep.Outcome]]
  }

  /// The report for people: matrices with gamma down and alpha across.
  var table: String {
    (blocks.flatMap { block in
      sections(of: block).map { title, table in
        title + "\n" + table.lines.joined(separator: "\n")
      }
    } + foot(warning: "warning: ") + [signature]).joined(separator: "\n\n") + "\n"
  }

  /// The same as a document in Markdown.
  var markdown: String {
    (blocks.flatMap { block in
      sections(of: block).map { title, table in
        "**\(title)**\n\n" + table.markdownLines.joined(separator: "\n")
      }
    } + foot(warning: "- warning: ") + ["`\(signature)`"]).joined(separator: "\n\n") + "\n"
  }

  private func foot(warning: String) -> [String] {
    let lines = warnings.map { warning + $0.text.escapingControls }
    return lines.isEmpty ? [] : [lines.joined(separator: "\n")]
  }

  /// That of the first cell.
  private var signature: String { Signature(convention).description }

  private func sections(of block: Block) -> [(title: String, table: TextTable)] {
    let suffix = block.title.map { ", \($0)" } ?? ""
    return [
      ("focal loss  (\(reductionPhrase))\(suffix)", matrix(block) { $0.summary.loss }),
      (
        "skill  (1 - L/L0, L0 the loss of the best constant prediction)\(suffix)",
        matrix(block, \.skill)
      ),
      (
        "normalized loss  (without its modulating factor)\(suffix)",
        matrix(block, \.normalizedLoss, hasEffectiveCount: true)
      ),
    ]
  }

  private var reductionPhrase: String {
    let samples = Diagnostic.counted(count, "sample")
    return convention.reduction == .mean
      ? "mean of \(samples)" : "reduction \(convention.reduction.rawValue) of \(samples)"
  }

  /// A matrix of one number of the cells.
  private func matrix(
    _ block: Block, _ number: (LossSweep.Outcome) -> Double?, hasEffectiveCount: Bool = false
  ) -> TextTable {
    let head =
      ["gamma"] + (hasEffectiveCount ? ["effective samples"] : [])
      + (block.rows.first ?? []).map { "alpha \($0.convention.alpha.text)" }
    let rows = block.rows.map { row in
      let effective = hasEffectiveCount ? [text(row.first?.effectiveCount)] : []
      return [NumberText.shortest(row.first?.convention.gamma ?? .nan)] + effective
        + row.map { text(number($0)) }
    }
    return TextTable(alignments: head.map { _ in .left }, rows: [head] + rows)
  }

  private func text(_ number: Double?) -> String { number.map(matrixText.callAsFunction) ?? "-" }

  /// The blocks, in the order of the cells.
  private var blocks: [Block] {
    var groups: [[LossSweep.Outcome]] = []
    for cell in cells {
      if let last = groups.last?.last, last.convention.isInBlock(of: cell.convention) {
        groups[groups.count - 1].append(cell)
      } else {
        groups.append([cell])
      }
    }
    return groups.map { group in
      let first = group[0].convention
      let epsilon = hasEpsilons ? "epsilon \(NumberText.shortest(first.epsilon.value))" : nil
      let smoothing =
        hasSmoothings ? "label smoothing \(NumberText.shortest(first.labelSmoothing))" : nil
      let title = [epsilon, smoothing].compactMap { $0 }.joined(separator: ", ")
      return Block(title: title.isEmpty ? nil : title, rows: rows(of: group))
    }
  }

  private func rows(of group: [LossSweep.Outcome]) -> [[LossSweep.Outcome]] {
    stride(from: 0, to: group.count, by: alphaCount).map {
      Array(group[$0..<min($0 + alphaCount, group.count)])
    }
  }
}

extension Convention {
  /// Whether two cells have the same epsilon and label smoothing.
  fileprivate func isInBlock(of other: Convention) -> Bool {
    epsilon == other.epsilon && labelSmoothing == other.labelSmoothing
  }
}
