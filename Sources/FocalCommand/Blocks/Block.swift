import FocalLoss

/// A part of the default report that is only there when it is asked for: it gathers what it needs, and
/// says what it found.
protocol Block: Collector {
  /// What it says, in the order of the report.
  ///
  /// - Parameter report: the report that it is a part of.
  /// - Returns: the parts.
  func parts(_ report: Report) -> [any ReportBlock]
}

/// The blocks that a run gathers.
enum Blocks {
  /// The blocks that are asked for, with nothing gathered yet, in the order of the report.
  ///
  /// - Parameters:
  ///   - settings: what is asked for.
  ///   - setup: what makes the losses, and the meaning of the columns.
  /// - Returns: a block each.
  static func wanted(_ settings: Settings, _ setup: Setup) -> [any Block] {
    let evaluator = setup.evaluator
    let task = evaluator.convention.task
    let breakdowns = settings.output.breakdowns ?? []
    var blocks: [any Block] = []
    // Samples of one element have no sides that their class does not tell.
    if breakdowns.contains(.byClass), task == .oneVsAll || task == .multilabel {
      blocks.append(SideBlock(evaluator))
    }
    if breakdowns.contains(.byDecile) { blocks.append(DecileBlock(evaluator)) }
    if !setup.binding.groups.isEmpty {
      blocks.append(GroupBlock(evaluator, columnCount: setup.binding.groups.count))
    }
    if settings.output.isConcentrationWanted { blocks.append(ConcentrationBlock(evaluator)) }
    if settings.output.isGradientWanted { blocks.append(GradientBlock(evaluator)) }
    if settings.output.isBaselineWanted { blocks.append(BaselineBlock(evaluator)) }
    if let count = settings.output.topCount {
      blocks.append(TopBlock(capacity: count, isJSON: setup.isJSON))
    }
    return blocks
  }
}
