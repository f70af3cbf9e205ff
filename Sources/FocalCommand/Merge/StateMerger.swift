import FocalInput
import FocalLoss
import FocalOutput

/// Merges the states of runs, in whatever order they come.
struct StateMerger {
  /// What was computed, and where the first state that says so stands.
  private(set) var run: RunIdentity?
  private var firstPlace = ""

  private(set) var notes = RunNotes()

  /// The shards, with the places where they stand.
  private(set) var shards: [(shard: Shard, place: String)] = []
  private var names: [String: Int] = [:]
  private var fingerprints: [UInt128: [Int]] = [:]
  private var rowCount = 0
  private var gathered: (any MergedRun)?

  /// The shards in their order.
  var sortedShards: [Shard] { shards.map(\.shard).sorted() }

  /// Adds a state.
  ///
  /// - Parameters:
  ///   - state: the state.
  ///   - place: where it stands, for messages.
  /// - Throws: ``MergeError`` where it cannot be a part of the same run.
  mutating func add(_ state: RunState, at place: String) throws(MergeError) {
    for shard in state.shards { try add(shard, at: place) }
    guard rowCount <= Shard.rowLimit else { throw .tooManyRows }
    guard let run = state.run else { return }
    if let first = self.run {
      if let (what, own, other) = run.difference(from: first) {
        throw .difference(what, own: own, other: other, place: firstPlace)
      }
    } else {
      (self.run, firstPlace) = (run, place)
      gathered = try Self.empty(run)
    }
    var (notes, shard) = (state.notes, state.shards.count == 1 ? state.shards[0] : nil)
    // The rows of a state of one run are of its only shard.
    if let shard { notes.warnings.assign(to: shard) }
    self.notes.merge(notes)
    do throws(StateError) {
      try gathered?.merge(state.gathered, limit: state.countLimit, of: shard)
    } catch {
      throw .line(.wrong(error.member))
    }
    shard = nil
  }

  private mutating func add(_ shard: Shard, at place: String) throws(MergeError) {
    if let name = shard.name {
      if let known = names[name] { throw .repeatedName(name, place: shards[known].place) }
      names[name] = shards.count
    }
    if shard.rowCount > 0 {
      let known = fingerprints[shard.fingerprint, default: []]
      // Two that are named may have the same rows.
      if let other = known.first(where: {
        shards[$0].shard.rowCount == shard.rowCount
          && (shard.name == nil || shards[$0].shard.name == nil)
      }) {
        throw .repeatedRows(place: shards[other].place)
      }
      fingerprints[shard.fingerprint, default: []].append(shards.count)
    }
    shards.append((shard, place))
    rowCount += shard.rowCount
  }

  /// The state of all, which can be merged again.
  var state: RunState {
    var state = RunState(shards: sortedShards)
    state.run = run
    state.notes = notes
    state.gathered = gathered?.state ?? .nothing
    return state
  }

  /// The report of the run that all states are of.
  ///
  /// - Parameters:
  ///   - settings: what is asked for of the report.
  ///   - files: the files of states.
  /// - Returns: the report, and the loss that a gate is about.
  func report(
    _ settings: Settings, files: [String]
  ) -> (report: Report, loss: Double?)? {
    guard let run, let gathered else { return nil }
    return gathered.report(
      InputFacts(
        files: files, format: "state", rowCount: rowCount, sampleCount: notes.sampleCount,
        unmatchedLabelCount: notes.unmatchedLabelCount, shards: sortedShards), run, notes, settings)
  }

  private static func empty(_ run: RunIdentity) throws(MergeError) -> any MergedRun {
    switch run.command {
    case .compute: try Merged<ComputeCommand>(run)
    case .sweep: try Merged<SweepCommand>(run)
    case .compare: try Merged<CompareCommand>(run)
    case .identify, .explain, .curve, .inspect, .merge, .presets, .help, .man, .completions:
      throw .line(.wrong("command"))
    }
  }
}

/// What the states of a command have gathered together.
protocol MergedRun {
  var state: StateValue { get }

  /// Adds what a run has gathered.
  ///
  /// - Parameters:
  ///   - state: what it has gathered.
  ///   - limit: the largest count that there may be.
  ///   - shard: the shard that its rows are of; nil where they say so themselves.
  /// - Throws: ``StateError`` where it is not what such a run gathers.
  mutating func merge(_ state: StateValue, limit: Int, of shard: Shard?) throws(StateError)

  func report(
    _ input: InputFacts, _ run: RunIdentity, _ notes: RunNotes, _ settings: Settings
  ) -> (report: Report, loss: Double?)
}

private struct Merged<Run: StatefulCommand>: MergedRun {
  private let settings: Settings
  private let computation: Computation
  private let empty: Run.Gathered
  private var gathered: Run.Gathered

  /// Nothing, of a run.
  init(_ run: RunIdentity) throws(MergeError) {
    guard let settings = run.settings else { throw .line(.wrong("options")) }
    self.settings = settings
    do throws(CommandError) {
      computation = try Computation(Run.evaluated(settings), run.binding, isJSON: run.isJSON)
      empty = try Run.collector(settings, computation)
    } catch {
      throw .line(.wrong("options"))
    }
    gathered = empty
  }

  var state: StateValue { gathered.state }

  mutating func merge(_ state: StateValue, limit: Int, of shard: Shard?) throws(StateError) {
    var other = empty
    try other.read(state, limit: limit)
    if let shard { other.assign(to: shard) }
    gathered.merge(other)
  }

  func report(
    _ input: InputFacts, _ run: RunIdentity, _ notes: RunNotes, _ settings: Settings
  ) -> (report: Report, loss: Double?) {
    var wanted = self.settings
    wanted.output.take(from: settings.output)
    let result = PipelineResult(
      input: input, binding: run.binding, convention: computation.convention,
      warnings: notes.warnings, labelTexts: notes.labelTexts, rows: RowNumbering(), sampleList: [])
    return (Run.report(result, gathered, wanted), Run.loss(gathered))
  }
}

extension OutputSettings {
  /// Takes how a report is written from other settings; what it has stays.
  fileprivate mutating func take(from other: OutputSettings) {
    (format, path, plotPath) = (other.format, other.path, other.plotPath)
    (isBare, digits, color) = (other.isBare, other.digits, other.color)
    (isStrict, failureThreshold) = (other.isStrict, other.failureThreshold)
    confidence = other.confidence ?? confidence
  }
}
