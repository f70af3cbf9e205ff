import FocalLoss
import FocalOutput

extension Report {
  /// What the report says of where the loss comes from, as far as it is asked for.
  var attributionBlocks: [any ReportBlock] {
    guard let attribution = result.gathering.attribution else { return [] }
    var blocks: [any ReportBlock] = []
    if let sides = attribution.sides { blocks.append(sideRows(sides)) }
    if let deciles = attribution.deciles { blocks.append(decileRows(deciles)) }
    if let groups = attribution.groups { blocks.append(groupRows(groups)) }
    if let concentration = attribution.concentration {
      blocks.append(ConcentrationBlock(concentration: concentration))
      blocks.append(QuantileBlock(concentration))
      blocks.append(DifficultyBlock(concentration: concentration))
    }
    if let gradients = attribution.gradients { blocks.append(gradientBlock(gradients)) }
    if let targets = attribution.targets {
      let baseline = Baseline(result.accumulator, targets)
      blocks.append(BaselineBlock(baseline, result, classLabels, numberText))
    }
    if let top = result.top { blocks.append(TopBlock(samples: top, sum: result.summary.sum)) }
    return blocks
  }

  /// The classes with their part of the samples, which the report has anyhow without it.
  var classRows: BreakdownRows {
    let isMultilabel = result.convention.task == .multilabel
    // In multilabel every class has all samples.
    let count = result.summary.count
    return BreakdownRows(
      member: "classes", titles: [isMultilabel ? "label" : "class"], names: ["class"],
      rows: zip(classLabels, result.summary.classes).map { label, summary in
        BreakdownRows.Row(
          titles: [label], keys: [label], keyMembers: [("label", .string(label))],
          count: summary.count,
          positives: summary.positives, mean: summary.mean, sum: summary.sum,
          share: summary.share, sampleShare: Double(summary.count) / Double(count))
      })
  }

  private func gradientBlock(_ gradients: GradientAccumulator) -> GradientBlock {
    GradientBlock(
      gradients: gradients,
      classes: zip(classLabels, result.summary.classes).map { label, summary in
        (label, gradients.summary(ofClass: summary.classIndex))
      },
      title: result.convention.task == .multilabel ? "label" : "class")
  }

  private func sideRows(_ sides: LossBreakdown) -> BreakdownRows {
    BreakdownRows(
      member: "sides", titles: ["side"], names: ["side"], counted: "elements",
      rows: zip(["negative", "positive"], sides.sections).map { side, section in
        BreakdownRows.Row([side], section, members: [("side", .string(side))])
      })
  }

  private func decileRows(_ deciles: LossBreakdown) -> BreakdownRows {
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

  private func groupRows(_ groups: GroupBreakdown) -> BreakdownRows {
    let header = result.binding.header
    let fields = result.binding.groups
    let names = fields.map { header.names.isEmpty ? String($0 + 1) : header.names[$0] }
    return BreakdownRows(
      member: "groups",
      titles: fields.map { header.names.isEmpty ? "column \($0 + 1)" : header.names[$0] },
      names: names,
      rows: groups.groups.map { group in
        let texts = group.texts.map { String(decoding: $0, as: UTF8.self) }
        return BreakdownRows.Row(
          texts, group.section,
          members: [("group", .object(zip(names, texts).map { ($0, .string($1)) }))])
      })
  }
}
