import FocalInput
import FocalLoss
import FocalOutput

/// A command whose run can be a part of a larger one: what it gathers leaves the process as a state, and
/// the states of all parts give the report of one run.
protocol StatefulCommand {
  associatedtype Gathered: StatefulCollector

  /// The settings that samples are evaluated with, of what was asked for.
  static func evaluated(_ settings: Settings) -> Settings

  /// What is gathered, with nothing gathered yet.
  static func collector(
    _ settings: Settings, _ computation: Computation
  ) throws(CommandError) -> Gathered

  /// The report of what was gathered.
  static func report(
    _ result: PipelineResult, _ gathered: Gathered, _ settings: Settings
  ) -> Report

  /// The loss that a gate is about; nil where it does not exist.
  static func loss(_ gathered: Gathered) -> Double?
}

extension StatefulCommand {
  static func evaluated(_ settings: Settings) -> Settings { settings }

  static func loss(_ gathered: Gathered) -> Double? { nil }

  /// Reads, and writes what was gathered instead of its report.
  ///
  /// - Parameters:
  ///   - settings: what is asked for.
  ///   - streams: what to read from.
  ///   - delivery: where the state goes.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  static func writeState(
    _ settings: Settings, _ streams: Streams, _ delivery: ReportDelivery
  ) throws(CommandError) {
    var pipeline = Pipeline(
      evaluated(settings), input: streams.input, stream: nil,
      progress: ProgressMeter(settings, streams)
    ) { setup throws(CommandError) in
      ShardCollector(try collector(settings, setup.computation))
    }
    var state: RunState
    do throws(CommandError) {
      let (result, part) = try pipeline.run()
      let shard = Shard(
        name: settings.shardName, rowCount: result.input.rowCount,
        fingerprint: part.fingerprint.sum)
      var gathered = part.gathered
      gathered.number(by: result.rows)
      state = RunState(shards: [shard])
      state.run = RunIdentity(settings, result, isJSON: pipeline.setup?.isJSON == true)
      state.notes = RunNotes(
        warnings: result.warnings, labelTexts: result.labelTexts,
        sampleCount: result.input.sampleCount,
        unmatchedLabelCount: result.input.unmatchedLabelCount)
      state.gathered = gathered.state
    } catch {
      guard error.isAboutNoRows else { throw error }
      state = RunState(shards: [Shard(name: settings.shardName, rowCount: 0, fingerprint: 0)])
    }
    try delivery.deliver(state.line)
  }
}

extension Settings {
  /// What the run is called as a part of a larger one: as is said, or by its files; nil where it has
  /// none.
  fileprivate var shardName: String? {
    if let shard = output.shard { return shard }
    let files = input.files.filter { $0 != "-" }
    return files.isEmpty ? nil : files.map(\.text).joined(separator: "+")
  }
}

extension CommandError {
  /// Whether there was no row in the input, nor anything else wrong.
  fileprivate var isAboutNoRows: Bool {
    switch self {
    case .noData: true
    case .input(let error, _, _, _): error.problem == .noRows
    case .shown(let error, _): error.isAboutNoRows
    default: false
    }
  }
}

/// Gathers what a command wants, and the fingerprint of the rows.
struct ShardCollector<Gathered: StatefulCollector>: Collector {
  private(set) var gathered: Gathered
  private(set) var fingerprint = Fingerprint()

  init(_ gathered: Gathered) { self.gathered = gathered }

  var needs: CollectorNeeds { gathered.needs }

  mutating func add(_ batch: EvaluatedBatch) {
    gathered.add(batch)
    let bytes = batch.chunk.bytes.span
    for row in batch.columns.rows.prefix(batch.selection.rowCount) {
      fingerprint.add(bytes.extracting(row))
    }
  }

  mutating func merge(_ other: ShardCollector) {
    gathered.merge(other.gathered)
    fingerprint.merge(other.fingerprint)
  }

  mutating func forgetCodes() { gathered.forgetCodes() }
}
