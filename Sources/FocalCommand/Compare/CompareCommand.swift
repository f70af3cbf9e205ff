import FocalLoss
import FocalOutput

/// `focal compare`: what every convention makes of the same predictions.
enum CompareCommand: StatefulCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to read from and write to.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) {
    let delivery = try ReportDelivery(settings, streams)
    if settings.output.format == .state { return try writeState(settings, streams, delivery) }
    var pipeline = Pipeline(
      evaluated(settings), input: streams.input, stream: nil,
      progress: ProgressMeter(settings, streams)
    ) { setup in collector(settings, setup.computation) }
    let (result, gathered) = try pipeline.run()
    try delivery.deliver(report(result, gathered, settings))
  }

  /// The exact definition, beside which every preset stands.
  static func evaluated(_ settings: Settings) -> Settings {
    var exact = settings
    exact.loss = settings.loss.exactDefinition
    return exact
  }

  static func collector(
    _ settings: Settings, _ computation: Computation
  ) -> ComparisonCollector {
    let presets = settings.loss.presets.isEmpty ? Preset.all : settings.loss.presets
    return ComparisonCollector(
      computation.evaluator,
      Comparison.all(of: presets, settings, computation.binding, computation.convention.input))
  }

  static func report(
    _ result: PipelineResult, _ gathered: ComparisonCollector, _ settings: Settings
  ) -> Report {
    ComparisonReport(result, gathered, settings).report
  }
}

/// The run's own convention, and the same samples under the conventions of presets.
struct ComparisonCollector: StatefulCollector {
  private(set) var sums: SumCollector
  private(set) var comparisons: [Comparison]

  /// What every comparison fills in turn.
  private var losses = LossBatch()
  private var bins = SumBins()

  init(_ evaluator: LossEvaluator, _ comparisons: [Comparison]) {
    sums = SumCollector(evaluator)
    self.comparisons = comparisons
  }

  var byteCount: Int { comparisons.reduce(sums.byteCount) { $0 + $1.sums.byteCount } }

  mutating func add(_ batch: EvaluatedBatch) {
    sums.add(batch, &bins)
    for index in comparisons.indices {
      comparisons[index].add(batch.samples, &losses, &bins)
    }
  }

  mutating func merge(_ other: ComparisonCollector) {
    sums.merge(other.sums)
    for index in comparisons.indices { comparisons[index].merge(other.comparisons[index]) }
  }

  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.part("exact", &sums)
    // The presets of another version may be others.
    for index in comparisons.indices {
      try coder.part(comparisons[index].preset.name, &comparisons[index])
    }
  }
}

/// One of several conventions that are evaluated over the same samples.
struct Comparison: StateCodable, Sendable {
  /// The preset that the convention is of.
  let preset: Preset

  /// The sums under it.
  private(set) var sums: ConventionSums

  /// The comparisons that make sense of an input: the presets whose task and kind of prediction it
  /// has, with the options given beside them.
  ///
  /// - Parameters:
  ///   - presets: the presets to choose from.
  ///   - settings: what is asked for.
  ///   - binding: the columns of the input.
  ///   - input: what the predictions are.
  /// - Returns: one comparison for each preset that applies.
  static func all(
    of presets: [Preset], _ settings: Settings, _ binding: ColumnBinding, _ input: PredictionKind
  ) -> [Comparison] {
    presets.compactMap { Comparison($0, settings, binding, input) }
  }

  private init?(
    _ preset: Preset, _ settings: Settings, _ binding: ColumnBinding, _ input: PredictionKind
  ) {
    var settings = settings
    settings.loss.preset = preset
    settings.loss.input = input
    let counts = (labels: binding.labels.count, predictions: binding.predictions.count)
    guard preset.variants.contains(where: { $0.input == input }),
      let task = preset.tasks.first(where: {
        $0.fits(labels: counts.labels, predictions: counts.predictions)
      }), task.sharesSamples(with: binding.task),
      binding.quality != nil || !preset.variants.contains(where: \.modulator.kind.needsQuality),
      // Softmax has no place for a row of no class.
      settings.input.background == nil || task == .oneVsAll
    else { return nil }
    guard
      let convention = try? settings.loss.convention(
        task: task, classNames: binding.classNames, named: nil),
      let evaluator = try? LossEvaluator(convention, predictionCount: counts.predictions)
    else { return nil }
    self.preset = preset
    sums = ConventionSums(evaluator)
  }

  /// Adds what another worker has gathered under the same convention.
  mutating func merge(_ other: Comparison) { sums.merge(other.sums) }

  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try sums.code(&coder)
  }

  /// Adds samples.
  ///
  /// - Parameters:
  ///   - samples: the samples.
  ///   - losses: takes their losses.
  ///   - bins: where numbers are gathered.
  mutating func add(_ samples: SampleBatch, _ losses: inout LossBatch, _ bins: inout SumBins) {
    sums.add(samples, &losses, &bins)
  }
}

extension ClassificationTask {
  /// Whether samples bound for one task are samples for the other: classes for both, or elements.
  func sharesSamples(with other: ClassificationTask) -> Bool {
    let areClasses: (ClassificationTask) -> Bool = { $0 == .multiclass || $0 == .oneVsAll }
    return self == other || areClasses(self) && areClasses(other)
  }
}
