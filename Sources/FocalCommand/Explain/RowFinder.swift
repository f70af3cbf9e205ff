import FocalInput
import FocalLoss

/// Waits for one row among the batches of a run.
struct RowFinder: Collector {
  /// The number of the row wanted, from 1.
  let wanted: Int

  /// The row, once it has come by.
  private(set) var found: FoundRow?

  /// The rows that have come by.
  private(set) var rowCount = 0

  init(wanted: Int) { self.wanted = wanted }

  var needs: CollectorNeeds { .order }

  var isComplete: Bool { found != nil }

  /// Looks for the row in the next batch.
  mutating func add(_ batch: EvaluatedBatch) {
    let row = wanted - rowCount - 1
    rowCount += batch.selection.rowCount
    guard found == nil, row >= 0, row < batch.selection.rowCount else { return }
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
      row: wanted, state: sample != nil ? .kept : isIgnored ? .ignored : .skipped, labels: labels,
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
