import FocalInput
import FocalLoss

/// Where the loss comes from, gathered as the command line asks for it.
struct Attribution: Sendable {
  /// The losses by tenth of p_t.
  private(set) var deciles: LossBreakdown?

  /// The losses of negative and positive elements, where samples have several.
  private(set) var sides: LossBreakdown?

  /// The losses of the groups that columns make.
  private(set) var groups: GroupBreakdown?

  /// How much of the loss few samples carry.
  private(set) var concentration: LossConcentration?

  /// The sizes of the gradients.
  private(set) var gradients: GradientAccumulator?

  /// The targets, of which the best constant prediction is made.
  private(set) var targets: TargetSums?

  /// The samples that may be among the hardest.
  private var top: TopCandidates?

  private let evaluator: LossEvaluator

  /// What is asked for, with nothing gathered yet; nil where nothing is.
  ///
  /// - Parameters:
  ///   - settings: what is asked for.
  ///   - setup: what makes the losses, and the meaning of the columns.
  init?(_ settings: Settings, _ setup: Setup) {
    guard !settings.attributionOptions.isEmpty else { return nil }
    evaluator = setup.evaluator
    let breakdowns = settings.output.breakdowns ?? []
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
    let groupCount = setup.binding.groups.count
    if groupCount > 0 {
      groups = GroupBreakdown(evaluator, columnCount: groupCount)
    }
    if settings.output.isConcentrationWanted { concentration = LossConcentration(evaluator) }
    if settings.output.isGradientWanted { gradients = GradientAccumulator(evaluator) }
    if settings.output.isBaselineWanted {
      targets = TargetSums(task: task, predictionCount: evaluator.predictionCount)
    }
    let isJSON = if case .json = setup.format { true } else { false }
    top = settings.output.topCount.map { TopCandidates(capacity: $0, isJSON: isJSON) }
  }

  /// Adds samples.
  mutating func add(_ batch: AttributedBatch) {
    deciles?.add(batch.losses, of: batch.samples, sections: evaluator.deciles(of: batch.samples))
    sides?.add(batch.losses, of: batch.samples, sections: evaluator.sides(of: batch.samples))
    groups?.add(batch)
    concentration?.add(batch.losses, of: batch.samples)
    gradients?.add(batch.losses, of: batch.samples)
    targets?.add(batch.samples)
    top?.add(batch, evaluator)
  }

  /// Adds what another worker has gathered.
  mutating func merge(_ other: Attribution) {
    if let deciles = other.deciles { self.deciles?.merge(deciles) }
    if let sides = other.sides { self.sides?.merge(sides) }
    if let groups = other.groups { self.groups?.merge(groups) }
    if let targets = other.targets { self.targets?.merge(targets) }
    if let concentration = other.concentration { self.concentration?.merge(concentration) }
    if let gradients = other.gradients { self.gradients?.merge(gradients) }
  }

  /// The samples of the chunk added last that may be among the hardest, with rows counted from its
  /// beginning.
  var topOfChunk: [TopSample] { top?.ofChunk ?? [] }

  /// Forgets the codes of category columns, as the decoder does.
  mutating func forgetCodes() { groups?.forgetCodes() }
}
