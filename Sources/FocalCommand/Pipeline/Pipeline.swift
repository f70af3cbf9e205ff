import FocalInput
import FocalLoss
import FocalOutput

/// The one way through the house: bytes → columns → samples → losses → what a command wants of them.
///
/// ```
/// ByteSource ▶ TableReader ▶ RowDecoder ▶ SampleBinder ▶ LossEvaluator ▶ Collector
///                            └───────────────── ChunkWorker ─────────────────┘
/// ```
///
/// What the samples write goes to `stream` as it comes, so a stream holds the rows before the first
/// that is wrong.
struct Pipeline<Gathered: Collector> {
  private let settings: Settings
  private let input: ByteSource
  private let stream: ByteSink?
  private let progress: ProgressMeter?

  /// Makes a collector that has gathered nothing, once it is known what the columns mean.
  private let collector: (Setup) throws(CommandError) -> Gathered

  /// The worker that starts; alone, or with others in the team.
  private var worker: ChunkWorker<Gathered>?
  private var team: ChunkTeam<Gathered>?
  /// What the first file decides for all, once it is known; and its table, once that is open.
  private(set) var setup: Setup?
  private(set) var opened: OpenedTable?
  private var labelFile: LabelFile?
  private var rows = RowNumbering()

  /// The bytes of a chunk at most, unless a row needs more.
  private var chunkByteCount: Int

  /// The rows of the chunks taken, and those that were only counted.
  private var rowCount = 0

  /// The bytes of the chunks taken.
  private var takenByteCount = 0
  private var sampleCount = 0
  private var isOutOfLabels = false

  /// The files read, as messages call them.
  private var files: [String] = []
  private var warnings = WarningTally()
  private var sampleList: [[UInt8]] = []

  /// A pipeline.
  ///
  /// - Parameters:
  ///   - settings: what is asked for.
  ///   - input: standard input.
  ///   - stream: takes what is written sample by sample; nil where it belongs into the report.
  ///   - progress: says how far the run has come; nil where nobody wants to know.
  ///   - collector: makes what gathers, with nothing gathered yet.
  init(
    _ settings: Settings, input: ByteSource, stream: ByteSink?, progress: ProgressMeter? = nil,
    collector: @escaping (Setup) throws(CommandError) -> Gathered
  ) {
    self.settings = settings
    self.input = input
    self.stream = stream
    self.progress = progress
    self.collector = collector
    chunkByteCount = settings.tableOptions.chunkByteCount
  }

  /// Reads all files.
  ///
  /// - Returns: what is known of the input, and what was gathered of it.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  mutating func run() throws(CommandError) -> (result: PipelineResult, gathered: Gathered) {
    defer { progress?.erase() }
    progress?.expect(byteCount: byteCount)
    for path in settings.input.paths where !isComplete { try read(path) }
    guard var worker, let setup else { preconditionFailure("a file was read or an error thrown") }
    // Given up here, so that what it has gathered is not copied when it is changed.
    self.worker = nil
    team?.finish(into: &worker)
    let isComplete = worker.gathered.isComplete
    if var labelFile, !labelFile.isJoined, !isComplete {
      let count: Int
      do throws(LabelFileError) {
        count = try labelFile.countRows()
      } catch {
        throw CommandError(error)
      }
      guard count == rowCount else {
        throw .labelCount(file: labelFile.name, found: count, expected: rowCount)
      }
    }
    guard rowCount > 0 else { throw .noData(file: setup.file) }
    // A part of a run may lack what the whole has.
    let isPart = settings.output.format == .state
    if let positive = settings.input.positive, !isComplete, !isPart,
      worker.labelTexts.texts(of: 1).isEmpty
    {
      throw .unseenPositive(
        positive, labels: worker.labelTexts.texts(of: 0), file: labelFile?.name ?? setup.file)
    }
    guard sampleCount > 0 || isComplete || isPart else {
      throw .noSamples(file: setup.file, rowCount: rowCount)
    }
    let input = InputFacts(
      files: files, format: setup.format.name, rowCount: rowCount, sampleCount: sampleCount,
      unmatchedLabelCount: isComplete ? 0 : labelFile?.unusedCount ?? 0,
      heldLabelCount: labelFile?.heldCount ?? 0, otherNames: setup.otherNames)
    let result = PipelineResult(
      input: input, binding: setup.binding, convention: setup.convention, warnings: warnings,
      labelTexts: worker.labelTexts, rows: rows, sampleList: sampleList)
    return (result, worker.gathered)
  }

  /// Whether the worker has all that was wanted of it.
  private var isComplete: Bool { worker?.gathered.isComplete ?? false }

  /// The bytes of all files; nil where one has no size, as pipes have none.
  private var byteCount: Int? {
    var sum = 0
    for path in settings.input.paths {
      let count = path == "-" ? input.byteCount : ByteSource.byteCount(ofFile: path.bytes)
      guard let count else { return nil }
      sum += count
    }
    return sum
  }

  private mutating func read(_ path: SystemText) throws(CommandError) {
    let table: TableReader
    var file = path.shown
    var head: [UInt8] = []
    do throws(InputError) {
      let source = path == "-" ? input : try ByteSource(path: path.bytes, name: file)
      file = source.name
      // What is compressed is no line to be shown.
      if try Compression(of: source) == nil { head = try source.peek(FirstBytes.count) }
      let wanted = WantedColumns(settings)
      var options = settings.tableOptions
      if let first = setup?.headerDecision {
        // What could be either is what the first file has.
        let decide = options.headerDecision
        options.headerDecision = { decide($0) ?? first }
      }
      table = try TableReader(source, options, like: setup?.format, isWanted: wanted.contains)
      if let list = LabelList.path(settings, table) { try table.readAsList(list) }
      head = []
    } catch {
      throw shown(inputError(error, file), Excerpt(at: error.position, in: head))
    }
    files.append(file)
    try start(file, table)
    table.limitChunks(toByteCount: chunkByteCount)
    if table.isCompressed { progress?.expect(byteCount: nil) }
    var chunk = Chunk()
    var lineCount = table.lineCount
    var isFirst = true
    while try next(&chunk, table, file, lineCount: lineCount) {
      // One chunk is not worth a team, which takes as long to form as a small file to read.
      if !isFirst { try formTeam() }
      isFirst = false
      try process(chunk, file, &lineCount)
      if isComplete { return }
      if let team {
        table.limitChunks(toByteCount: chunkByteCount)
        try readOn(table, team, file, &lineCount)
      }
    }
  }

  /// Reads the rest of a file with several workers: while they process chunks, this one reads the next
  /// and writes what has become of those before.
  private mutating func readOn(
    _ table: TableReader, _ team: ChunkTeam<Gathered>, _ file: String, _ lineCount: inout Int
  ) throws(CommandError) {
    var readError: InputError?
    try team.process(firstNumber: rows.chunkCount) { chunk in
      do throws(InputError) {
        return try table.next(&chunk)
      } catch {
        readError = error
        return false
      }
    } take: { outcome throws(CommandError) in
      try take(outcome, file, &lineCount)
      return outcome.output
    }
    if let readError { throw inputError(readError.moved(byLines: lineCount), file) }
  }

  /// Forms the team, once it is known that there is work for it.
  ///
  /// Row numbers and files of labels go in order, so they are for one worker.
  private mutating func formTeam() throws(CommandError) {
    let threadCount = settings.threadCount ?? ProcessorCount.available
    guard team == nil, threadCount > 1, let setup, setup.labelFile == nil,
      setup.writer?.needsRowNumbers != true, worker?.gathered.needs.contains(.order) == false
    else { return }
    guard let gathered = worker?.takeGathered() else { return }
    let empty = try collector(setup)
    team = ChunkTeam((0..<threadCount).map { _ in setup.worker(empty) }, gathered)
    let binding = setup.binding
    chunkByteCount = ChunkSize.ofMember(
      usual: chunkByteCount, memberCount: threadCount,
      rowByteCount: takenByteCount / max(1, rowCount),
      numberCount: binding.labels.count + binding.predictions.count)
  }

  private func next(
    _ chunk: inout Chunk, _ table: TableReader, _ file: String, lineCount: Int
  ) throws(CommandError) -> Bool {
    do throws(InputError) {
      return try table.next(&chunk)
    } catch {
      throw inputError(error.moved(byLines: lineCount), file)
    }
  }

  /// Decides what the columns mean and what is computed, or checks that a further file is the same.
  private mutating func start(_ file: String, _ table: TableReader) throws(CommandError) {
    let columns = TableHeader(table)
    if let setup {
      // JSON objects are read by the names of their members, whatever else is in them; all other
      // rows are read by place.
      let isByName = if case .json = table.format { !table.hasArrayRows } else { false }
      if !isByName, columns != setup.binding.header {
        throw .otherHeader(
          file: file, found: columns, first: setup.file, expected: setup.binding.header)
      }
      return
    }
    opened = OpenedTable(file, columns, table)
    let setup = try Setup(settings, file, columns, table, input: input)
    self.setup = setup
    chunkByteCount = ChunkSize.ofWorker(
      usual: chunkByteCount, predictionCount: setup.binding.predictions.count)
    labelFile = setup.labelFile
    worker = setup.worker(try collector(setup))
    if let writer = setup.writer { try emit(writer.header) }
  }

  private mutating func process(
    _ chunk: Chunk, _ file: String, _ lineCount: inout Int
  ) throws(CommandError) {
    if isOutOfLabels {
      rowCount += worker?.countRows(chunk) ?? 0
      return
    }
    guard
      let outcome = try worker?.process(
        chunk, number: rows.chunkCount, firstRow: rowCount + 1, labelFile: &labelFile)
    else { return }
    if isComplete {
      // What is wrong after the row wanted is not looked at.
      rowCount += outcome.rowCount
      return
    }
    isOutOfLabels = outcome.hasTooFewLabels
    if isOutOfLabels {
      // The rows are counted to the end, so that the message can say how many there are.
      rowCount += worker?.countRows(chunk) ?? 0
      return
    }
    try take(outcome, file, &lineCount)
  }

  /// Takes what became of the next chunk in the order of the input.
  private mutating func take(
    _ outcome: ChunkOutcome, _ file: String, _ lineCount: inout Int
  ) throws(CommandError) {
    guard let setup else { return }
    try emit(outcome.output)
    warnings.merge(outcome.warnings, after: rowCount)
    rows.append(rowCount: outcome.rowCount)
    rowCount += outcome.rowCount
    takenByteCount += outcome.byteCount
    sampleCount += outcome.sampleCount
    progress?.advance(byteCount: outcome.byteCount, rowCount: outcome.rowCount)
    switch outcome.failure {
    case nil: lineCount += outcome.lineCount
    case .input(let error):
      throw shown(inputError(error.moved(byLines: lineCount), file), outcome.excerpt)
    case .sample(let error, var position):
      position.line += lineCount
      throw shown(.sample(error, file: file, position, setup.binding), outcome.excerpt)
    case .label(let error, let labelFile, let position):
      throw .sample(error, file: labelFile, position, setup.binding)
    }
  }

  private mutating func emit(_ bytes: [UInt8]) throws(CommandError) {
    guard let stream else {
      // With no more room than it needs, since it is held to the end.
      var part: [UInt8] = []
      part.reserveCapacity(bytes.count)
      part += bytes
      if !bytes.isEmpty { sampleList.append(part) }
      return
    }
    do throws(OutputError) {
      try stream.write(bytes)
    } catch {
      throw .output(error)
    }
  }

  /// An error with the line that it is about, where that is known.
  private func shown(_ error: CommandError, _ excerpt: Excerpt?) -> CommandError {
    excerpt.map { .shown(error, $0) } ?? error
  }

  private func inputError(_ error: InputError, _ file: String) -> CommandError {
    .input(
      error, file: file, setup?.binding, setup.map { PredictionTerm($0.convention.input) })
  }
}
