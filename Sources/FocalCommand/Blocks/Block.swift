import FocalLoss
import FocalOutput

/// A part of the default report that is only there when it is asked for: it gathers what it needs, and
/// says what it found.
protocol Block: StatefulCollector {
  /// What the member of a state is called that has what was gathered.
  var stateName: String { get }

  /// What it says.
  func part(_ context: BlockContext) -> ReportPart
}

/// What blocks may need to know of the run that they were gathered in.
struct BlockContext {
  let result: PipelineResult

  /// The sums of the losses, and what they are reduced to.
  let sums: SumCollector
  let summary: LossSummary

  /// The names of the classes in the order of the summary's.
  let classLabels: [String]

  init(
    _ result: PipelineResult, _ sums: SumCollector, _ summary: LossSummary, _ settings: Settings
  ) {
    self.result = result
    self.sums = sums
    self.summary = summary
    classLabels = ClassLabels(result, summary, settings.input).labels
  }

  /// The column of the names of classes, or in multilabel of labels.
  var classColumn: Column {
    Column(
      result.convention.task == .multilabel ? "label" : "class", key: "label", name: "class")
  }
}

/// What a block says.
struct ReportPart {
  let items: [Report.Item]

  /// What delimited formats have, where the block is all that is asked for.
  let rows: Table

  /// Pictures of it.
  var plots: () -> [Plot] = { [] }

  /// A part of several items.
  init(_ items: [Report.Item], rows: Table) {
    self.items = items
    self.rows = rows
  }

  /// A part that is one table.
  init(_ table: Table) { self.init([.table(table)], rows: table) }
}

/// The blocks that a run gathers.
enum Blocks {
  /// The blocks that are asked for, with nothing gathered yet, in the order of the report.
  ///
  /// - Parameters:
  ///   - settings: what is asked for.
  ///   - computation: what makes the losses, and the meaning of the columns.
  /// - Returns: a block each.
  static func wanted(_ settings: Settings, _ computation: Computation) -> [any Block] {
    let evaluator = computation.evaluator
    let task = evaluator.convention.task
    let breakdowns = settings.output.breakdowns ?? []
    var blocks: [any Block] = []
    // Samples of one element have no sides that their class does not tell.
    if breakdowns.contains(.byClass), task == .oneVsAll || task == .multilabel {
      blocks.append(SideBlock(evaluator))
    }
    if breakdowns.contains(.byDecile) { blocks.append(DecileBlock(evaluator)) }
    if !computation.binding.groups.isEmpty {
      blocks.append(GroupBlock(evaluator, columnCount: computation.binding.groups.count))
    }
    if settings.output.isConcentrationWanted { blocks.append(ConcentrationBlock(evaluator)) }
    // Per sample it asks for the derivatives of each.
    if settings.output.isGradientWanted, !settings.loss.isPerSample {
      blocks.append(GradientBlock(evaluator))
    }
    if settings.output.isBaselineWanted { blocks.append(BaselineBlock(evaluator)) }
    if let count = settings.output.topCount {
      blocks.append(
        TopBlock(
          capacity: count, computation.binding.shown, of: computation.binding.header,
          isJSON: computation.isJSON))
    }
    return blocks
  }
}
