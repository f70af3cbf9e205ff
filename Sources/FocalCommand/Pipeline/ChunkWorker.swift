import FocalInput
import FocalLoss

/// Takes chunks through all stages, from columns to losses, and gathers what the command wants.
///
/// It owns everything that it changes, so that several can work at once; what they have gathered is
/// merged at the end, which gives the same bits as one worker would have.
struct ChunkWorker<Gathered: Collector>: Sendable {
  /// What is gathered of all chunks of this worker, but for what it has handed over.
  private(set) var gathered: Gathered

  /// What it starts with, and starts with again.
  private let nothing: Gathered

  /// Where it hands over what it has gathered; nil for a worker alone.
  var shared: SharedCollector<Gathered>?

  private var decoder: any RowDecoder
  private var binder: SampleBinder
  private let evaluator: LossEvaluator

  /// Whether losses are computed; where they are not, batches have none.
  private let computesLosses: Bool
  private let writer: SampleWriter?
  private var columns = ColumnBatch()
  private var samples = SampleBatch(predictions: [], targets: .values([]))
  private var losses: LossBatch
  private var selection = RowSelection()

  init(
    _ binder: SampleBinder, _ evaluator: LossEvaluator, _ decoder: any RowDecoder,
    writer: SampleWriter?, _ gathered: Gathered
  ) {
    self.gathered = gathered
    nothing = gathered
    losses = LossBatch(keepsPairs: gathered.needs.contains(.pairs))
    computesLosses = !gathered.needs.contains(.samplesAlone)
    self.binder = binder
    self.evaluator = evaluator
    self.writer = writer
    self.decoder = decoder
  }

  /// Takes one chunk through.
  ///
  /// - Parameters:
  ///   - chunk: whole rows.
  ///   - number: the number of the chunk, from 0 over all files.
  ///   - firstRow: the number of its first row, for what is written.
  ///   - labelFile: the file that has the labels; nil where the chunk has them itself.
  ///   - buffer: room for what is written; what it holds is lost.
  /// - Returns: what became of it.
  /// - Throws: ``CommandError`` where the file of labels cannot be read on.
  mutating func process(
    _ chunk: Chunk, number: Int, firstRow: Int, labelFile: inout LabelFile?,
    buffer: consuming [UInt8] = []
  ) throws(CommandError) -> ChunkOutcome {
    var warnings = WarningTally()
    let byteCount = chunk.rows.count
    decoder.decode(chunk, into: &columns)
    // What is read or written as text stands there, where the bytes of the chunk are none.
    let chunk = columns.textChunk ?? chunk
    let noLabel = try takeLabels(chunk, &labelFile, &warnings)
    let bindingError = binder.bind(
      &columns, chunk, decoder.categories, into: &samples, &selection, &warnings)
    let error = bindingError ?? noLabel
    if computesLosses { evaluator.evaluate(samples, into: &losses) }
    let batch = EvaluatedBatch(
      samples: samples, losses: losses, evaluator: evaluator, selection: selection,
      columns: columns, chunk: chunk, categories: decoder.categories, binder: binder,
      chunkNumber: number)
    gathered.add(batch)
    if let shared, gathered.byteCount > SharedCollector<Gathered>.byteCountOfWorkers {
      shared.merge(takeGathered())
    }
    noteCapped(&warnings)
    var output = consume buffer
    output.removeAll(keepingCapacity: true)
    writer?.write(batch, firstRow: firstRow, to: &output)
    let failure = failure(error, chunk, firstRow: firstRow, labelFile)
    let excerpt = failure?.position.flatMap { decoder.excerpt(at: $0, in: chunk) }
    if decoder.categories.contains(where: { $0.count > InputLimits.categoryCount }) {
      decoder.forgetCategories()
      binder.labels.forget()
      gathered.forgetCodes()
    }
    return ChunkOutcome(
      rowCount: selection.rowCount, sampleCount: selection.sampleCount, byteCount: byteCount,
      hasTooFewLabels: error == nil && selection.rowCount < columns.rowCount,
      lineCount: columns.lineCount, warnings: warnings, output: output, failure: failure,
      excerpt: excerpt)
  }

  /// Adds how another worker has seen labels written.
  mutating func mergeLabels(_ other: ChunkWorker) { binder.labels.merge(other.binder.labels) }

  /// Gives it what was gathered elsewhere, in the place of what it has itself.
  mutating func give(_ gathered: Gathered) { self.gathered = gathered }

  /// What is gathered so far; nothing is left here.
  mutating func takeGathered() -> Gathered {
    let taken = gathered
    gathered = nothing
    return taken
  }

  /// How the labels met are written.
  var labelTexts: LabelTexts { binder.labels.texts }

  /// Takes the labels of the rows of the batch out of their file.
  ///
  /// - Parameters:
  ///   - chunk: the bytes of the batch.
  ///   - labelFile: the file that has the labels, if there is one.
  ///   - warnings: counts the ids that have come before.
  /// - Returns: what is wrong with the first row that has no label, or that of another sample.
  /// - Throws: ``CommandError`` where the file cannot be read on.
  private mutating func takeLabels(
    _ chunk: Chunk, _ labelFile: inout LabelFile?, _ warnings: inout WarningTally
  ) throws(CommandError) -> SampleError? {
    guard var file = labelFile else { return nil }
    guard file.isJoined, let column = binder.idColumn else {
      // Moved out and back, so that its columns are not copied.
      labelFile = nil
      var given: GivenLabels
      do throws(LabelFileError) {
        given = try file.next(columns.rowCount)
      } catch {
        throw CommandError(error)
      }
      labelFile = file
      let other = firstOtherSample(given, chunk, file)
      if let other { given.truncate(to: other.row) }
      binder.labels.take(given)
      return other
    }
    labelFile = nil
    defer { labelFile = file }
    let ids = columns.texts[column].prefix(columns.rowCount)
    let given = file.labels(ofIDs: ids, in: chunk.bytes.span, &warnings.repeatedIDs)
    binder.labels.take(given)
    guard given.rowCount < ids.count else { return nil }
    let id = String(decoding: ids[given.rowCount].bytes(in: chunk.bytes.span), as: UTF8.self)
    return SampleError(
      problem: .noLabel(id: id, file: file.name), row: given.rowCount, field: binder.binding.id)
  }

  /// The first row that differs from that of its label in a column that both files have.
  private func firstOtherSample(
    _ given: GivenLabels, _ chunk: Chunk, _ file: LabelFile
  ) -> SampleError? {
    let bytes = chunk.bytes.span
    var first: SampleError?
    for (index, shared) in binder.binding.shared.enumerated() {
      let text = binder.sharedTexts[index]
      let table = given.categories[file.sharedColumns[shared.place]]
      for row in 0..<min(given.rowCount, first?.row ?? .max) {
        let own = columns.texts[text][row]
        let code = given.shared[shared.place][row]
        if table.code(of: own, in: bytes) == code { continue }
        let found = String(decoding: own.bytes(in: bytes), as: UTF8.self)
        let expected = String(decoding: table.bytes(of: code), as: UTF8.self)
        if LabelMeaning.isEqual(found, expected) { continue }
        let header = binder.binding.header
        let ids = binder.binding.shared.map { header.names[$0.input] }
        let id =
          ids.first { UsualNames.role(of: $0) == .id }
          ?? (file.mayHoldIDs(shared.labels) ? ids[index] : nil)
        first = SampleError(
          problem: .otherSample(found: found, expected: expected, file: file.name, id: id),
          row: row, field: shared.input)
        break
      }
    }
    return first
  }

  /// The rows of a chunk, when only their number is wanted any more.
  mutating func countRows(_ chunk: Chunk) -> Int {
    decoder.decode(chunk, into: &columns)
    return columns.rowCount
  }

  private func failure(
    _ error: SampleError?, _ chunk: Chunk, firstRow: Int, _ labelFile: LabelFile?
  ) -> ChunkOutcome.Failure? {
    // A sample that is wrong comes before the row at which decoding stopped.
    guard let error else { return columns.error.map(ChunkOutcome.Failure.input) }
    if error.isOfLabel, let file = labelFile, !file.isJoined {
      let column = file.fields.firstIndex { $0 == error.field } ?? 0
      let position = file.position(ofRow: firstRow - 1 + error.row, column: column)
      return .label(error, file: file.name, position)
    }
    // The id stands for a label that it led to.
    let field = error.isOfLabel && labelFile != nil ? binder.binding.id : error.field
    return .sample(error, decoder.position(ofRow: error.row, field: field, in: chunk))
  }

  /// Whether a prediction leaves no doubt, and is not a rounding error away from one that does.
  private func isCertain(_ part: Int) -> Bool {
    let width = binder.binding.predictions.count
    var place = part
    if losses.partsPerSample != width {
      let sample = part / losses.partsPerSample
      guard case .classes(let classes) = samples.targets, classes[sample] >= 0 else { return false }
      place = sample * width + Int(classes[sample])
    }
    let prediction = samples.predictions[place]
    return (prediction == 0 || prediction == 1) && !binder.roundedPredictions.contains(place)
  }

  private func noteCapped(_ warnings: inout WarningTally) {
    for part in losses.cappedParts where evaluator.factor(ofCell: Int(losses.cells[part])) != 0 {
      let sample = part / losses.partsPerSample
      // What the prediction says cannot be has a warning of its own.
      if isCertain(part) { continue }
      if samples.weights.isEmpty || samples.weights[sample] != 0 {
        warnings.capped.note(row: selection.row(ofSample: sample))
      }
    }
  }
}

/// What became of a chunk.
struct ChunkOutcome: Sendable {
  /// The rows of the chunk that are right, those left out included.
  var rowCount: Int

  /// The rows of the chunk that are samples.
  var sampleCount: Int

  /// The bytes of its rows.
  var byteCount: Int

  /// Whether the file of labels ended before the rows did.
  var hasTooFewLabels: Bool

  /// The lines of the chunk.
  var lineCount: Int

  /// What was noticed, with rows counted from the beginning of the chunk.
  var warnings: WarningTally

  /// What the samples write to a stream or a list.
  var output: [UInt8]

  /// What is wrong after the samples; its line counts from the beginning of the chunk.
  var failure: Failure?

  /// The line that is wrong, where it is at hand.
  var excerpt: Excerpt?

  enum Failure: Sendable {
    case input(InputError)
    case sample(SampleError, RowPosition)
    /// A label in a file of its own is wrong; the position is that in its file.
    case label(SampleError, file: String, RowPosition)

    /// Where in the chunk it stands; nil where it stands elsewhere.
    var position: RowPosition? {
      switch self {
      case .input(let error): error.position
      case .sample(_, let position): position
      case .label: nil
      }
    }
  }
}
