import FocalLoss

/// What a run gathered, as it leaves the process: one line of text, from which any report of the run is
/// made.
struct RunState {
  /// What was computed; nil where no file had a row, which goes with every run.
  var run: RunIdentity?

  /// The parts of the data, in their order.
  var shards: [Shard]

  /// What was noticed beside what was gathered.
  var notes = RunNotes()

  /// What was gathered; nothing where there was no row.
  var gathered = StateValue.nothing

  /// The version of the format of states, which is not that of the program.
  static let version = 1

  /// The rows of all shards; where they are more than there may be, some number above that.
  var rowCount: Int { shards.reduce(0) { min(Shard.rowLimit + 1, $0 + $1.rowCount) } }
}

/// What a run notices of its rows beside what it gathers.
struct RunNotes: Equatable, Sendable {
  var warnings = WarningTally()
  var labelTexts = LabelTexts()

  /// The samples that were not left out.
  var sampleCount = 0
  var unmatchedLabelCount = 0

  mutating func merge(_ other: RunNotes) {
    warnings.merge(other.warnings, after: 0)
    labelTexts.merge(other.labelTexts)
    sampleCount += other.sampleCount
    unmatchedLabelCount += other.unmatchedLabelCount
  }
}

extension RunNotes: StateCodable {
  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.count("samples", &sampleCount)
    try coder.count("unmatchedLabels", &unmatchedLabelCount)
    try coder.part("warnings", &warnings)
    try coder.part("labels", &labelTexts)
  }
}

// MARK: Text

extension RunState {
  /// The line, with its end.
  var line: String {
    var members: [StateValue.Member] = [
      .init("focalState", .integer(Self.version)), .init("focal", .text(Signature.currentVersion)),
    ]
    if let run {
      members += run.members
      members.append(.init("classes", .list(run.binding.classNames.map(StateValue.text))))
    }
    members.append(.init("shards", .list(shards.map(\.value))))
    if run != nil {
      members.append(.init("notes", notes.state))
      members.append(.init("gathered", gathered))
    }
    let text = StateText.text(.object(members)).dropLast()
    return "\(text),\"check\":\"\(Fingerprint.hash(Array(text.utf8)[...]))\"}\n"
  }

  /// The state of a line.
  ///
  /// - Parameter line: the line, without its end.
  /// - Throws: the ``StateProblem`` that it has.
  init(_ line: ArraySlice<UInt8>) throws(StateProblem) {
    guard let value = StateParser.value(line) else { throw .cut }
    guard case .integer(let version)? = value["focalState"] else { throw .other }
    guard version == Self.version else { throw .version(version, known: Self.version) }
    let mark = Array(",\"check\":\"".utf8)
    guard case .text(let check)? = value["check"] else { throw .wrong("check") }
    let end = line.endIndex - (mark.count + check.utf8.count + 2)
    guard end > line.startIndex, line[end...].starts(with: mark),
      Fingerprint.hash(line[..<end]) == check
    else { throw .changed }
    guard case .list(let values)? = value["shards"] else { throw .wrong("shards") }
    let shards = values.compactMap(Shard.init)
    guard shards.count == values.count else { throw .wrong("shards") }
    self.init(shards: shards)
    guard rowCount <= Shard.rowLimit else { throw .wrong("shards") }
    guard value["command"] != nil else {
      guard rowCount == 0 else { throw .wrong("shards") }
      return
    }
    guard let run = RunIdentity(value) else { throw .wrong("binding") }
    guard let gathered = value["gathered"] else { throw .wrong("gathered") }
    self.run = run
    self.gathered = gathered
    do throws(StateError) {
      try notes.read(value["notes"] ?? .nothing, limit: countLimit)
    } catch {
      throw .wrong(error.member)
    }
  }

  /// The largest count that there may be: of the elements of all rows.
  var countLimit: Int {
    // No more classes than a row can have columns.
    max(1, rowCount) * min(1 << 16, max(1, run?.binding.predictions.count ?? 1))
  }
}

extension StateError {
  /// The member that is not right.
  var member: String {
    switch self {
    case .missing(let name), .wrong(let name): name
    }
  }
}
