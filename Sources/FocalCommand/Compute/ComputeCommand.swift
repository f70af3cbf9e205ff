import FocalLoss
import FocalOutput

/// The command that needs no name: reads, computes, reports.
enum ComputeCommand: StatefulCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to read from and write to.
  /// - Returns: done, or exceeded where the loss is above `--fail-above`.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) -> ExitStatus {
    if settings.output.isPerFile { return try PerFileRun.run(settings, streams) }
    let delivery = try ReportDelivery(settings, streams)
    if settings.output.format == .state {
      try writeState(settings, streams, delivery)
      return .done
    }
    let isStreaming = settings.loss.isPerSample && settings.output.format != .json
    let (report, loss): (Report, Double?)
    do throws(CommandError) {
      (report, loss) = try computed(settings, streams, stream: isStreaming ? delivery.output : nil)
    } catch {
      if isStreaming { delivery.keepStream() }
      throw error
    }
    return try deliver(report, loss, settings, streams, delivery, isStreamed: isStreaming)
  }

  /// Reads, and says what it comes to.
  ///
  /// - Parameters:
  ///   - settings: what is asked for.
  ///   - streams: what to read from, and where progress is told.
  ///   - stream: takes the samples; nil where a report is wanted.
  /// - Returns: the report, and the loss that a gate is about; nil where it does not exist.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  static func computed(
    _ settings: Settings, _ streams: Streams, stream: ByteSink? = nil
  ) throws(CommandError) -> (report: Report, loss: Double?) {
    var pipeline = Pipeline(
      settings, input: streams.input, stream: stream, progress: ProgressMeter(settings, streams)
    ) { setup in
      // A stream has no report, of which blocks would be parts.
      stream != nil
        ? ComputeCollector(SumCollector(setup.evaluator, hasCrossEntropy: false), [])
        : collector(settings, setup.computation)
    }
    let (result, gathered) = try pipeline.run()
    return (report(result, gathered, settings), loss(gathered))
  }

  /// Delivers a report, and says by the status whether its loss is above the gate.
  ///
  /// - Parameters:
  ///   - report: the report.
  ///   - loss: the loss; nil where it does not exist.
  ///   - settings: what is asked for.
  ///   - streams: where messages go.
  ///   - delivery: where the report goes.
  ///   - isStreamed: whether the rows that are its place have been written already.
  /// - Returns: done, or exceeded where the loss is above `--fail-above`.
  /// - Throws: ``CommandError`` where it cannot be delivered, unless the gate is exceeded.
  static func deliver(
    _ report: Report, _ loss: Double?, _ settings: Settings, _ streams: Streams,
    _ delivery: ReportDelivery, isStreamed: Bool = false
  ) throws(CommandError) -> ExitStatus {
    var failure: OutputError?
    do throws(CommandError) {
      try delivery.deliver(report, isStreamed: isStreamed)
    } catch {
      guard case .output(let reason) = error else { throw error }
      failure = reason
    }
    let isExceeded = try isExceeded(settings, loss, streams)
    guard let failure else { return isExceeded ? .exceeded : .done }
    // A gate that is exceeded is told as that, whoever reads the report.
    guard isExceeded else { throw .output(failure) }
    if failure != .readerGone {
      try? streams.diagnostics.write(Diagnostic(.output(failure)).lines(width: nil))
    }
    return .exceeded
  }

  static func collector(
    _ settings: Settings, _ computation: Computation
  ) -> ComputeCollector {
    ComputeCollector(
      SumCollector(
        computation.evaluator, hasCrossEntropy: !settings.output.isBare,
        standardErrors: standardErrors(settings)),
      Blocks.wanted(settings, computation))
  }

  /// The losses that standard errors are wanted of: a number alone has none, nor has that of a sample.
  private static func standardErrors(_ settings: Settings) -> LossAccumulator.StandardErrors {
    if settings.output.isBare || settings.loss.isPerSample { return .none }
    return settings.output.breakdowns?.contains(.byClass) == true ? .ofClasses : .ofLoss
  }

  static func report(
    _ result: PipelineResult, _ gathered: ComputeCollector, _ settings: Settings
  ) -> Report {
    LossReport(result, gathered, settings).report
  }

  static func loss(_ gathered: ComputeCollector) -> Double? { gathered.summary.loss }

  /// Whether the loss is above what it may be, which is said.
  ///
  /// - Parameters:
  ///   - settings: what is asked for.
  ///   - loss: the loss; nil where it does not exist.
  ///   - streams: where messages go.
  ///   - file: the file that it is the loss of, where there are others.
  /// - Returns: whether it is.
  /// - Throws: ``CommandError/undefinedLoss``.
  static func isExceeded(
    _ settings: Settings, _ loss: Double?, _ streams: Streams, file: String? = nil
  ) throws(CommandError) -> Bool {
    guard let threshold = settings.output.failureThreshold else { return false }
    // A gate must not open for a loss that does not exist.
    guard let loss else { throw .undefinedLoss }
    guard loss > threshold else { return false }
    let place = file.map { "\($0.escapingControls): " } ?? ""
    try? streams.diagnostics.write(
      "focal: \(place)loss \(NumberText.shortest(loss)) is above \(NumberText.shortest(threshold))\n"
    )
    return true
  }
}

/// What the default command gathers: the sums of the losses, and the parts of the report asked for.
struct ComputeCollector: StatefulCollector {
  private(set) var sums: SumCollector
  private(set) var blocks: [any Block]

  init(_ sums: SumCollector, _ blocks: [any Block]) {
    self.sums = sums
    self.blocks = blocks
  }

  /// What the losses are reduced to: by the groups of a block, where the reduction is of groups.
  var summary: LossSummary {
    let summary = sums.summary
    guard let reduced = blocks.lazy.compactMap({ ($0 as? GroupBlock)?.reduced }).first else {
      return summary
    }
    return summary.with(loss: reduced.loss, crossEntropy: reduced.crossEntropy)
  }

  var byteCount: Int { blocks.reduce(sums.byteCount) { $0 + $1.byteCount } }

  mutating func add(_ batch: EvaluatedBatch) {
    sums.add(batch)
    for index in blocks.indices { blocks[index].add(batch) }
  }

  mutating func merge(_ other: ComputeCollector) {
    sums.merge(other.sums)
    for index in blocks.indices { blocks[index].merge(any: other.blocks[index]) }
  }

  mutating func forgetCodes() {
    for index in blocks.indices { blocks[index].forgetCodes() }
  }

  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.part("sums", &sums)
    for index in blocks.indices { try coder.part(blocks[index].stateName, &blocks[index]) }
  }

  mutating func number(by rows: RowNumbering) {
    for index in blocks.indices { blocks[index].number(by: rows) }
  }

  mutating func assign(to shard: Shard) {
    for index in blocks.indices { blocks[index].assign(to: shard) }
  }
}
