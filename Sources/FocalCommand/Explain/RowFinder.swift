import FocalInput
import FocalLoss

/// Waits for one row among the batches of a run.
struct RowFinder: Collector {
  /// What tells the row.
  enum Wanted: Sendable {
    /// Its number, from 1.
    case row(Int)
    /// Its id, which no other row may have.
    case id(String)
  }

  let wanted: Wanted

  /// The row, once it has come by.
  private(set) var found: FoundRow?

  /// The number of another row with the same id; nil where there is none.
  private(set) var repeatedRow: Int?

  /// The rows that have come by.
  private(set) var rowCount = 0

  init(wanted: Wanted) { self.wanted = wanted }

  var needs: CollectorNeeds { .order }

  /// That an id stands once only the last row tells.
  var isComplete: Bool { if case .row = wanted { found != nil } else { repeatedRow != nil } }

  /// Looks for the row in the next batch.
  mutating func add(_ batch: EvaluatedBatch) {
    let firstRow = rowCount + 1
    rowCount += batch.selection.rowCount
    for row in rows(of: batch, firstRow: firstRow) {
      if found == nil {
        take(row, batch, number: firstRow + row)
      } else if repeatedRow == nil {
        repeatedRow = firstRow + row
      }
    }
  }

  /// The rows of a batch that are wanted, counted from 0.
  private func rows(of batch: EvaluatedBatch, firstRow: Int) -> [Int] {
    switch wanted {
    case .row(let number):
      let row = number - firstRow
      return found == nil && (0..<batch.selection.rowCount).contains(row) ? [row] : []
    case .id(let id):
      guard let column = batch.binder.idColumn else { return [] }
      let (bytes, wanted) = (batch.chunk.bytes.span, Array(id.utf8))
      let texts = batch.columns.texts[column]
      return (0..<batch.selection.rowCount).filter { texts[$0].bytes(in: bytes) == wanted }
    }
  }

  private mutating func take(_ row: Int, _ batch: EvaluatedBatch, number: Int) {
    let binder = batch.binder
    let labels = binder.binding.labels.indices.map { column in
      binder.labelText(batch.columns, batch.chunk, batch.categories, row, column) ?? ""
    }
    let isIgnored = binder.binding.labels.indices.contains { column in
      binder.labels.state(ofRow: row, column, batch.columns, batch.chunk) == .ignored
    }
    let id = binder.idColumn.map { column in
      String(
        decoding: batch.columns.texts[column][row].bytes(in: batch.chunk.bytes.span),
        as: UTF8.self)
    }
    let sample = batch.selection.samples[row]
    found = FoundRow(
      row: number, state: sample != nil ? .kept : isIgnored ? .ignored : .skipped, labels: labels,
      id: id, sample: sample.map { batch.samples.sample($0, of: batch.selection.sampleCount) })
  }
}

extension RowFinder {
  /// One worker has all batches, so that there is nothing to add.
  mutating func merge(_ other: RowFinder) {}
}

extension SampleBatch {
  /// One of so many samples, as a batch of its own.
  fileprivate func sample(_ index: Int, of count: Int) -> SampleBatch {
    func own<Value>(_ values: [Value]) -> [Value] {
      let width = values.count / count
      return Array(values[index * width..<(index + 1) * width])
    }
    let targets: Targets =
      switch targets {
      case .classes(let classes): .classes(own(classes))
      case .values(let values): .values(own(values))
      }
    return SampleBatch(
      predictions: own(predictions), targets: targets, weights: own(weights),
      qualities: own(qualities))
  }
}

/// One row of the input, as it was understood.
struct FoundRow: Sendable {
  /// What became of the row.
  enum State: String, Sendable {
    /// It is a sample.
    case kept
    /// It was left out, since a value is missing.
    case skipped
    /// It was left out, since its label is to be ignored.
    case ignored
  }

  /// The number of the row, from 1.
  let row: Int
  let state: State

  /// The labels as they are written, one a label column.
  let labels: [String]

  /// The text of the id column, where one is asked for.
  let id: String?

  /// The row as a batch of one sample; nil where it was left out.
  let sample: SampleBatch?
}
