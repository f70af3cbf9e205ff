import FocalLoss
import FocalOutput

/// The command that needs no name: reads, computes, reports.
enum ComputeCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to read from and write to.
  /// - Returns: done, or exceeded where the loss is above `--fail-above`.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) -> ExitStatus {
    let delivery = try ReportDelivery(settings, streams)
    let isStreaming = settings.loss.isPerSample && settings.output.format != .json
    var pipeline = Pipeline(
      settings, input: streams.input, stream: isStreaming ? delivery.output : nil,
      progress: ProgressMeter(settings, streams)
    ) { setup in
      ComputeCollector(
        SumCollector(setup.evaluator, hasCrossEntropy: !settings.output.isBare && !isStreaming),
        // A stream has no report that they would be parts of.
        isStreaming ? [] : Blocks.wanted(settings, setup))
    }
    let (result, gathered): (PipelineResult, ComputeCollector)
    do throws(CommandError) {
      (result, gathered) = try pipeline.run()
    } catch {
      if isStreaming { delivery.keepStream() }
      throw error
    }
    let report = LossReport(result, gathered, settings).report
    var failure: OutputError?
    do throws(CommandError) {
      try delivery.deliver(report, isStreamed: isStreaming)
    } catch {
      guard case .output(let reason) = error else { throw error }
      failure = reason
    }
    let isExceeded = try isExceeded(settings, gathered.sums.summary.loss, streams)
    guard let failure else { return isExceeded ? .exceeded : .done }
    // A gate that is exceeded is told as that, whoever reads the report.
    guard isExceeded else { throw .output(failure) }
    if failure != .readerGone {
      try? streams.diagnostics.write(Diagnostic(.output(failure)).lines(width: nil))
    }
    return .exceeded
  }

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
struct ComputeCollector: Collector {
  private(set) var sums: SumCollector
  private(set) var blocks: [any Block]

  init(_ sums: SumCollector, _ blocks: [any Block]) {
    self.sums = sums
    self.blocks = blocks
  }

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
}
