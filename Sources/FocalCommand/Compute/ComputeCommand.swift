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
    let delivery = try ReportDelivery(settings, streams)
    if settings.output.format == .state {
      try writeState(settings, streams, delivery)
      return .done
    }
    let isStreaming = settings.loss.isPerSample && settings.output.format != .json
    var pipeline = Pipeline(
      settings, input: streams.input, stream: isStreaming ? delivery.output : nil,
      progress: ProgressMeter(settings, streams)
    ) { setup in
      // A stream has no report, of which blocks would be parts.
      isStreaming
        ? ComputeCollector(SumCollector(setup.evaluator, hasCrossEntropy: false), [])
        : collector(settings, setup.computation)
    }
    let (result, gathered): (PipelineResult, ComputeCollector)
    do throws(CommandError) {
      (result, gathered) = try pipeline.run()
    } catch {
      if isStreaming { delivery.keepStream() }
      throw error
    }
    return try deliver(
      report(result, gathered, settings), loss(gathered), settings, streams, delivery,
      isStreamed: isStreaming)
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
      SumCollector(computation.evaluator, hasCrossEntropy: !settings.output.isBare),
      Blocks.wanted(settings, computation))
  }

  static func report(
    _ result: PipelineResult, _ gathered: ComputeCollector, _ settings: Settings
  ) -> Report {
    LossReport(result, gathered, settings).report
  }

  static func loss(_ gathered: ComputeCollector) -> Double? { gathered.summary.loss }

  /// Whether the loss is above what it may be, which is said.
  private static func isExceeded(
    _ settings: Settings, _ loss: Double?, _ streams: Streams
  ) throws(CommandError) -> Bool {
    guard let threshold = settings.output.failureThreshold else { return false }
    // A gate must not open for a loss that does not exist.
    guard let loss else { throw .undefinedLoss }
    guard loss > threshold else { return false }
    try? streams.diagnostics.write(
      "focal: loss \(NumberText.shortest(loss)) is above \(NumberText.shortest(threshold))\n")
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
