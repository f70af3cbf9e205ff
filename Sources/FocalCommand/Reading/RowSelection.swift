import FocalLoss

/// Which rows of a batch are samples; the others are left out.
struct RowSelection: Equatable, Sendable {
  /// The rows of the batch, those left out included.
  var rowCount: Int

  /// The rows that are samples, in order; nil where all are.
  private(set) var kept: [Int]?

  init(rowCount: Int = 0) { self.rowCount = rowCount }

  /// The samples.
  var sampleCount: Int { kept?.count ?? rowCount }

  /// The row of a sample.
  func row(ofSample sample: Int) -> Int { kept.map { $0[sample] } ?? sample }

  /// The samples of all rows in order, nil for the rows left out.
  var samples: [Int?] {
    guard let kept else { return Array(0..<rowCount) }
    var samples = [Int?](repeating: nil, count: rowCount)
    for (sample, row) in kept.enumerated() { samples[row] = sample }
    return samples
  }

  /// Notes that a row is a sample; rows are noted in order.
  mutating func keep(_ row: Int) { kept?.append(row) }

  /// Notes that rows are samples; rows are noted in order.
  mutating func keep(_ rows: Range<Int>) { kept?.append(contentsOf: rows) }

  /// Notes that a row is left out; rows are noted in order.
  mutating func leaveOut(_ row: Int) {
    if kept == nil { kept = Array(0..<row) }
  }

  /// Cuts the selection to the rows before one.
  mutating func truncate(before row: Int) {
    rowCount = min(rowCount, row)
    if let rows = kept { kept = Array(rows.prefix { $0 < row }) }
  }
}

extension SampleBatch {
  /// Cuts predictions and weights, which have all rows, to the rows that are samples.
  mutating func keepRows(_ selection: RowSelection, width: Int) {
    if let kept = selection.kept {
      for (sample, row) in kept.enumerated() where sample != row {
        for column in 0..<width {
          predictions[sample * width + column] = predictions[row * width + column]
        }
        if !weights.isEmpty { weights[sample] = weights[row] }
        if !qualities.isEmpty { qualities[sample] = qualities[row] }
      }
    }
    predictions.removeLast(predictions.count - selection.sampleCount * width)
    removeRows(beyond: selection.sampleCount)
  }

  /// Cuts the samples to those of the rows before one.
  mutating func truncate(before row: Int, _ selection: inout RowSelection, width: Int) {
    let targetWidth = selection.sampleCount == 0 ? 0 : targetCount / selection.sampleCount
    selection.truncate(before: row)
    let count = selection.sampleCount
    predictions.removeLast(predictions.count - count * width)
    removeRows(beyond: count)
    switch targets {
    case .classes(let classes): targets = .classes(Array(classes.prefix(count)))
    case .values(let values): targets = .values(Array(values.prefix(count * targetWidth)))
    }
  }

  /// Cuts what has one number a row.
  private mutating func removeRows(beyond count: Int) {
    if !weights.isEmpty { weights.removeLast(weights.count - count) }
    if !qualities.isEmpty { qualities.removeLast(qualities.count - count) }
  }

  private var targetCount: Int {
    switch targets {
    case .classes(let classes): classes.count
    case .values(let values): values.count
    }
  }
}
