import FocalInput
import FocalLoss

/// Takes chunks through all stages, from columns to losses, and gathers their sums.
///
/// It owns everything that it changes, so that several can work at once; their accumulators are
/// merged at the end, which gives the same bits as one worker would have.
struct ChunkWorker {
  /// The sums of all chunks of this worker.
  private(set) var accumulator: LossAccumulator

  private var decoder: any RowDecoder
  private var binder: SampleBinder
  private let evaluator: LossEvaluator
  private let writer: (any SampleWriter)?
  private var columns = ColumnBatch()
  private var samples = SampleBatch(predictions: [], targets: .values([]))
  private var losses = LossBatch()
  private var selection = RowSelection()

  init(
    _ binder: SampleBinder, _ evaluator: LossEvaluator, _ decoder: any RowDecoder,
    writer: (any SampleWriter)?
  ) {
    self.binder = binder
    self.evaluator = evaluator
    self.writer = writer
    self.decoder = decoder
    accumulator = LossAccumulator(evaluator)
  }

  /// Takes one chunk through.
  ///
  /// - Parameters:
  ///   - chunk: whole rows.
  ///   - firstRow: the number of its first row, for what is written.
  /// - Returns: what became of it.
  mutating func process(_ chunk: Chunk, firstRow: Int) -> ChunkOutcome {
    var warnings = WarningTally()
    decoder.decode(chunk, into: &columns)
    let error = binder.bind(
      &columns, chunk, decoder.categories, into: &samples, &selection, &warnings)
    evaluator.evaluate(samples, into: &losses)
    accumulator.add(losses, of: samples)
    noteCapped(&warnings)
    var output: [UInt8] = []
    if let writer {
      let batch = EvaluatedBatch(
        losses: evaluator.losses(of: losses),
        derivatives: writer.needsDerivatives ? evaluator.derivatives(of: samples) : nil,
        selection: selection, columns: columns, chunk: chunk, categories: decoder.categories,
        binder: binder, firstRow: firstRow)
      writer.write(batch, to: &output)
    }
    let failure = failure(error, chunk)
    if decoder.categories.contains(where: { $0.count > InputLimits.categoryCount }) {
      decoder.forgetCategories()
      binder.labels.forget()
    }
    return ChunkOutcome(
      rowCount: selection.rowCount, lineCount: columns.lineCount, warnings: warnings,
      output: output, failure: failure)
  }

  /// How the labels met are written.
  var labelTexts: LabelTexts { binder.labels.texts }

  private func failure(_ error: SampleError?, _ chunk: Chunk) -> ChunkOutcome.Failure? {
    // A sample that is wrong comes before the row at which decoding stopped.
    if let error {
      let position = decoder.position(ofRow: error.row, field: error.field, in: chunk)
      return .sample(error, position)
    }
    return columns.error.map(ChunkOutcome.Failure.input)
  }

  private func noteCapped(_ warnings: inout WarningTally) {
    for part in losses.cappedParts where evaluator.factors[Int(losses.cells[part])] != 0 {
      let sample = part / losses.partsPerSample
      if samples.weights.isEmpty || samples.weights[sample] != 0 {
        warnings.capped.note(row: selection.row(ofSample: sample))
      }
    }
  }
}
