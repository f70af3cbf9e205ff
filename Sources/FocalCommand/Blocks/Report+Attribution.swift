import FocalLoss
import FocalOutput

extension Report {
  /// What the report says of where the loss comes from, as far as it is asked for.
  var attributionBlocks: [any ReportBlock] { blocks.flatMap { $0.parts(self) } }

  /// The classes with their part of the samples, which the report has anyhow without it.
  var classRows: BreakdownRows {
    let isMultilabel = result.convention.task == .multilabel
    // In multilabel every class has all samples.
    let count = summary.count
    return BreakdownRows(
      member: "classes", titles: [isMultilabel ? "label" : "class"], names: ["class"],
      rows: zip(classLabels, summary.classes).map { label, summary in
        BreakdownRows.Row(
          titles: [label], keys: [label], keyMembers: [("label", .string(label))],
          count: summary.count,
          positives: summary.positives, mean: summary.mean, sum: summary.sum,
          share: summary.share, sampleShare: Double(summary.count) / Double(count))
      })
  }

  func gradientRows(_ gradients: GradientAccumulator) -> GradientRows {
    GradientRows(
      gradients: gradients,
      classes: zip(classLabels, summary.classes).map { label, summary in
        (label, gradients.summary(ofClass: summary.classIndex))
      },
      title: result.convention.task == .multilabel ? "label" : "class")
  }

  func sideRows(_ sides: LossBreakdown) -> BreakdownRows {
    BreakdownRows(
      member: "sides", titles: ["side"], names: ["side"], counted: "elements",
      rows: zip(["negative", "positive"], sides.sections).map { side, section in
        BreakdownRows.Row([side], section, members: [("side", .string(side))])
      })
  }

  func decileRows(_ deciles: LossBreakdown) -> BreakdownRows {
    let isByElement = [.oneVsAll, .multilabel].contains(result.convention.task)
    return BreakdownRows(
      member: "deciles", titles: ["p_t"], names: ["from", "to"],
      counted: isByElement ? "elements" : "samples",
      rows: deciles.sections.enumerated().map { tenth, section in
        let bounds = [Double(tenth) / 10, Double(tenth + 1) / 10]
        return BreakdownRows.Row(
          bounds.map(NumberText.shortest), titles: [Self.interval(bounds)], section,
          members: zip(["from", "to"], bounds).map { ($0, .exact($1)) })
      })
  }

  /// A tenth as it is written; the last one has its upper bound.
  private static func interval(_ bounds: [Double]) -> String {
    let isLast = bounds[1] == 1
    return
      "[\(NumberText.shortest(bounds[0])), \(NumberText.shortest(bounds[1]))\(isLast ? "]" : ")")"
  }

  func groupRows(_ groups: [GroupBlock.Group]) -> BreakdownRows {
    let header = result.binding.header
    let fields = result.binding.groups
    let names = fields.map { header.names.isEmpty ? String($0 + 1) : header.names[$0] }
    return BreakdownRows(
      member: "groups",
      titles: fields.map { header.names.isEmpty ? "column \($0 + 1)" : header.names[$0] },
      names: names,
      rows: groups.map { group in
        let texts = group.texts.map { String(decoding: $0, as: UTF8.self) }
        return BreakdownRows.Row(
          texts, group.section,
          members: [("group", .object(zip(names, texts).map { ($0, .string($1)) }))])
      })
  }
}
