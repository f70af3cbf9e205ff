import FocalInput
import FocalLoss

/// The one way through the house: bytes → columns → samples → losses → sums.
///
/// ```
/// ByteSource ▶ ChunkReader ▶ CSVDecoder ▶ SampleBinder ▶ LossEvaluator ▶ LossAccumulator
///                            └──────────────── ChunkWorker ────────────────────┘
/// ```
///
/// What the samples write goes to `stream` as it comes, so a stream holds the rows before the first
/// that is wrong.
struct Pipeline {
  private let settings: Settings
  private let input: ByteSource
  private let stream: ByteSink?

  private var worker: ChunkWorker?
  private var setup: Setup?
  private var rowCount = 0
  private var warnings = WarningTally()
  private var sampleList: [UInt8] = []

  /// A pipeline.
  ///
  /// - Parameters:
  ///   - settings: what is asked for.
  ///   - input: standard input.
  ///   - stream: takes what is written sample by sample; nil where it belongs into the report.
  init(_ settings: Settings, input: ByteSource, stream: ByteSink?) {
    self.settings = settings
    self.input = input
    self.stream = stream
  }

  /// Reads all files.
  mutating func run() throws(CommandError) -> PipelineResult {
    for path in paths { try read(path) }
    guard let worker, let setup else { preconditionFailure("a file was read or an error thrown") }
    guard rowCount > 0 else { throw .noData(file: setup.file) }
    let summary = worker.accumulator.summary
    guard summary.count > 0 else { throw .noSamples(file: setup.file, rowCount: rowCount) }
    return PipelineResult(
      binding: setup.binding, convention: setup.convention, summary: summary,
      warnings: warnings, labelTexts: worker.labelTexts, sampleList: sampleList)
  }

  /// The files to read; none is standard input.
  ///
  /// Spark writes an empty file `_SUCCESS` beside its part files, which a glob finds too.
  private var paths: [String] {
    guard !settings.files.isEmpty else { return ["-"] }
    guard settings.files.count > 1 else { return settings.files }
    let paths = settings.files.filter { $0 != "_SUCCESS" && !$0.hasSuffix("/_SUCCESS") }
    return paths.isEmpty ? settings.files : paths
  }

  private mutating func read(_ path: String) throws(CommandError) {
    let source = try source(path)
    let file = source.name
    if let compression = Compression(fileName: file) {
      throw inputError(InputError(.compressed(compression)), file)
    }
    let dialect = dialect(of: path)
    let reader = ChunkReader(
      source, format: .delimited(by: dialect.delimiter),
      chunkByteCount: settings.isPerSample
        ? InputLimits.rewrittenChunkByteCount : InputLimits.chunkByteCount)
    var chunk = Chunk()
    guard try next(&chunk, reader, file, lineCount: 0) else {
      throw inputError(InputError(.noRows), file)
    }
    if let compression = Compression(of: chunk) {
      throw inputError(InputError(.compressed(compression)), file)
    }
    let header: CSVHeader
    do throws(InputError) {
      header = try CSVHeader(of: chunk, dialect)
    } catch {
      throw inputError(error, file)
    }
    try start(file, header, chunk, dialect)
    chunk.removeRows(before: header.dataStart)
    var lineCount = header.lineCount
    repeat {
      try process(chunk, file, &lineCount)
    } while try next(&chunk, reader, file, lineCount: lineCount)
  }

  private func source(_ path: String) throws(CommandError) -> ByteSource {
    do throws(InputError) {
      return path == "-" ? input : try ByteSource(path: path)
    } catch {
      throw inputError(error, path)
    }
  }

  private func next(
    _ chunk: inout Chunk, _ reader: ChunkReader, _ file: String, lineCount: Int
  ) throws(CommandError) -> Bool {
    do throws(InputError) {
      return try reader.next(&chunk)
    } catch {
      throw inputError(error.moved(byLines: lineCount), file)
    }
  }

  /// Decides what the columns mean and what is computed, or checks that a further file is the same.
  private mutating func start(
    _ file: String, _ header: CSVHeader, _ chunk: Chunk, _ dialect: CSVDialect
  ) throws(CommandError) {
    let columns = Header(
      names: header.isPresent ? header.fields : [], fieldCount: header.fields.count)
    if let setup {
      guard columns == setup.binding.header else {
        throw .otherHeader(
          file: file, found: columns, first: setup.file, expected: setup.binding.header)
      }
      return
    }
    let setup = try Setup(settings, file, columns, dialect)
    self.setup = setup
    worker = setup.worker(settings, dialect)
    if let writer = setup.writer { try emit(writer.start(header, chunk)) }
  }

  private mutating func process(
    _ chunk: Chunk, _ file: String, _ lineCount: inout Int
  ) throws(CommandError) {
    guard let setup, let outcome = worker?.process(chunk, firstRow: rowCount + 1) else { return }
    try emit(outcome.output)
    warnings.merge(outcome.warnings, after: rowCount)
    rowCount += outcome.rowCount
    switch outcome.failure {
    case nil: lineCount += outcome.lineCount
    case .input(let error): throw inputError(error.moved(byLines: lineCount), file)
    case .sample(let error, let line):
      throw .sample(error, file: file, line: lineCount + line, setup.binding)
    }
  }

  private mutating func emit(_ bytes: [UInt8]) throws(CommandError) {
    guard let stream else {
      sampleList += bytes
      return
    }
    do throws(OutputError) {
      try stream.write(bytes)
    } catch {
      throw .output(error)
    }
  }

  private func inputError(_ error: InputError, _ file: String) -> CommandError {
    .input(
      error, file: file, setup?.binding, setup.map { PredictionTerm($0.convention.input) })
  }

  private func dialect(of path: String) -> CSVDialect {
    let usual = path.lowercased().hasSuffix(".tsv") ? UInt8(ascii: "\t") : UInt8(ascii: ",")
    return CSVDialect(
      delimiter: settings.delimiter ?? setup?.delimiter ?? usual,
      header: settings.header ?? .automatic)
  }
}
