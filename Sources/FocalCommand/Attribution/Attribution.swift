import FocalLoss

/// Where the loss comes from, gathered as the command line asks for it.
struct Attribution: Sendable {
  /// The losses by tenth of p_t.
  private(set) var deciles: LossBreakdown?

  /// The losses of negative and positive elements, where samples have several.
  private(set) var sides: LossBreakdown?

  /// The losses of the groups that columns make.
  private(set) var groups: GroupBreakdown?

  private let evaluator: LossEvaluator

  /// What is asked for, with nothing gathered yet.
  ///
  /// - Parameters:
  ///   - settings: what is asked for.
  ///   - evaluator: makes the losses.
  ///   - binding: the meaning of the columns.
  /// - Returns: nil where nothing is asked for.
  init?(_ settings: Settings, _ evaluator: LossEvaluator, _ binding: ColumnBinding) {
    guard !settings.attributionOptions.isEmpty else { return nil }
    self.evaluator = evaluator
    let breakdowns = settings.breakdowns ?? []
    if breakdowns.contains(.byDecile) {
      var deciles = LossBreakdown(evaluator)
      deciles.makeSections(LossEvaluator.decileCount)
      self.deciles = deciles
    }
    let task = evaluator.convention.task
    if breakdowns.contains(.byClass), task == .oneVsAll || task == .multilabel {
      var sides = LossBreakdown(evaluator)
      sides.makeSections(2)
      self.sides = sides
    }
    if !binding.groups.isEmpty {
      groups = GroupBreakdown(evaluator, columnCount: binding.groups.count)
    }
  }

  /// Adds samples.
  mutating func add(_ batch: AttributedBatch) {
    deciles?.add(batch.losses, of: batch.samples, sections: evaluator.deciles(of: batch.samples))
    sides?.add(batch.losses, of: batch.samples, sections: evaluator.sides(of: batch.samples))
    groups?.add(batch)
  }

  /// Adds what another worker has gathered.
  mutating func merge(_ other: Attribution) {
    if let deciles = other.deciles { self.deciles?.merge(deciles) }
    if let sides = other.sides { self.sides?.merge(sides) }
    if let groups = other.groups { self.groups?.merge(groups) }
  }

  /// Forgets the codes of category columns, as the decoder does.
  mutating func forgetCodes() { groups?.forgetCodes() }
}
