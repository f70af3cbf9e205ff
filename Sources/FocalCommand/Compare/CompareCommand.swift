import FocalLoss
import FocalOutput

/// `focal compare`: what every convention makes of the same predictions.
enum CompareCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to read from and write to.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) {
    let delivery = try ReportDelivery(settings, streams)
    var exact = settings
    exact.loss = settings.loss.exactDefinition
    let presets = settings.loss.presets.isEmpty ? Preset.all : settings.loss.presets
    var pipeline = Pipeline(
      exact, input: streams.input, stream: nil, progress: ProgressMeter(settings, streams)
    ) { setup in
      ComparisonCollector(
        setup.evaluator,
        Comparison.all(of: presets, settings, setup.binding, setup.convention.input))
    }
    let (result, gathered) = try pipeline.run()
    try delivery.deliver(ComparisonReport(result, gathered, settings).report)
  }
}

/// The run's own convention, and the same samples under the conventions of presets.
struct ComparisonCollector: Collector {
  private(set) var sums: SumCollector
  private(set) var comparisons: [Comparison]

  init(_ evaluator: LossEvaluator, _ comparisons: [Comparison]) {
    sums = SumCollector(evaluator)
    self.comparisons = comparisons
  }

  mutating func add(_ batch: EvaluatedBatch) {
    sums.add(batch)
    for index in comparisons.indices { comparisons[index].add(batch.samples) }
  }

  mutating func merge(_ other: ComparisonCollector) {
    sums.merge(other.sums)
    for index in comparisons.indices { comparisons[index].merge(other.comparisons[index]) }
  }
}

/// One of several conventions that are evaluated over the same samples.
struct Comparison: Sendable {
  /// The preset that the convention is of.
  let preset: Preset

  private let evaluator: LossEvaluator
  private var losses = LossBatch()
  private var accumulator: LossAccumulator

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
      // Softmax has no place for a row of no class.
      settings.input.background == nil || task == .oneVsAll
    else { return nil }
    guard
      let convention = try? settings.loss.convention(
        task: task, classNames: binding.classNames, named: nil),
      let evaluator = try? LossEvaluator(convention, predictionCount: counts.predictions)
    else { return nil }
    self.preset = preset
    self.evaluator = evaluator
    accumulator = LossAccumulator(evaluator)
  }

  var convention: Convention { evaluator.convention }

  var summary: LossSummary { accumulator.summary }

  /// Adds what another worker has gathered under the same convention.
  mutating func merge(_ other: Comparison) { accumulator.merge(other.accumulator) }

  /// Adds samples.
  mutating func add(_ samples: SampleBatch) {
    evaluator.evaluate(samples, into: &losses)
    accumulator.add(losses, of: samples)
  }
}

extension ClassificationTask {
  /// Whether samples bound for one task are samples for the other: classes for both, or elements.
  func sharesSamples(with other: ClassificationTask) -> Bool {
    let areClasses: (ClassificationTask) -> Bool = { $0 == .multiclass || $0 == .oneVsAll }
    return self == other || areClasses(self) && areClasses(other)
  }
}
