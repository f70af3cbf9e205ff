import FocalInput
import FocalLoss

/// Labels into targets, and the rows that they leave out.
extension SampleBinder {
  /// Reads the labels up to the first that is wrong, and leaves out the rows that have none.
  func readLabels(
    _ batch: ColumnBatch, _ chunk: Chunk, _ categories: [CategoryTable],
    _ targets: inout [Double], _ selection: inout RowSelection, _ tally: inout WarningTally
  ) -> SampleError? {
    let columnCount = binding.labels.count
    // A file of labels may have fewer.
    let rowCount = labels.rowCount(of: batch)
    selection = RowSelection(rowCount: rowCount)
    if labels.areTargetsByCategory, labels.meaning != .fraction || convention.classWeights.isEmpty {
      return readTargets(batch, chunk, categories, &targets, &selection, &tally)
    }
    targets.removeAll(keepingCapacity: true)
    targets.reserveCapacity(rowCount * columnCount)
    for row in 0..<rowCount {
      let start = targets.count
      var leftOut: LabelState?
      for column in 0..<columnCount {
        switch labels.state(ofRow: row, column, batch, chunk) {
        case .target(let own): targets.append(own)
        case .targets(let own): targets.append(contentsOf: own)
        case .missing where skipsMissing: leftOut = leftOut ?? .missing
        case .ignored: leftOut = .ignored
        case .missing, .unknown:
          targets.removeLast(targets.count - start)
          selection.rowCount = row
          return labelError(batch, chunk, categories, row, column)
        }
      }
      if let leftOut {
        targets.removeLast(targets.count - start)
        selection.leaveOut(row)
        if leftOut == .ignored {
          tally.ignored.note(row: row)
        } else {
          tally.skipped.note(row: row)
        }
        continue
      }
      if let problem = problem(ofTargets: targets[start...]) {
        targets.removeLast(targets.count - start)
        selection.rowCount = row
        return SampleError(problem: problem, row: row, field: binding.labels[0])
      }
      selection.keep(row)
    }
    return nil
  }

  /// Reads labels that are categories of a single column, most of which are targets.
  private func readTargets(
    _ batch: ColumnBatch, _ chunk: Chunk, _ categories: [CategoryTable],
    _ targets: inout [Double], _ selection: inout RowSelection, _ tally: inout WarningTally
  ) -> SampleError? {
    let codes = labels.codes(ofColumn: 0, batch)
    if targets.count > codes.count { targets.removeLast(targets.count - codes.count) }
    if targets.count < codes.count {
      targets.append(contentsOf: repeatElement(0, count: codes.count - targets.count))
    }
    var error: SampleError?
    var sampleCount = 0
    var row = 0
    while true {
      let count = copyTargets(codes, from: row, &targets, from: sampleCount)
      selection.keep(row..<row + count)
      sampleCount += count
      row += count
      guard row < codes.count else { break }
      let state = labels.state(ofCode: codes[row], 0)
      if state == .ignored {
        tally.ignored.note(row: row)
      } else if state == .missing, skipsMissing {
        tally.skipped.note(row: row)
      } else {
        selection.rowCount = row
        error = labelError(batch, chunk, categories, row, 0)
        break
      }
      selection.leaveOut(row)
      row += 1
    }
    targets.removeLast(targets.count - sampleCount)
    return error
  }

  /// Copies the targets of codes up to the first whose label is more than a target.
  ///
  /// - Returns: how many there are.
  private func copyTargets(
    _ codes: [Int32], from firstRow: Int, _ targets: inout [Double], from firstSample: Int
  ) -> Int {
    let known = labels.targets.span
    let (first, second) = known.count == 2 ? (known[0], known[1]) : (0, 0)
    var all = targets.mutableSpan
    var count = 0
    while firstRow + count < codes.count {
      // In blocks, so that a few labels of another kind cost little.
      let block = codes.span.extracting(firstRow + count..<min(firstRow + count + 64, codes.count))
      let start = firstSample + count
      precondition(start >= 0 && start + block.count <= all.count, "room for the targets")
      // Of all targets only NaN has the highest bit of an exponent, and stands for none.
      var joined: UInt64 = 0
      if known.count == 2 {
        // A choice instead of a place in memory, so that it becomes vector instructions.
        for index in block.indices { all[start &+ index] = block[index] == 0 ? first : second }
        joined = first.bitPattern | second.bitPattern
      } else {
        for index in block.indices {
          let target = known[Int(block[index])]
          all[start &+ index] = target
          joined |= target.bitPattern
        }
      }
      if joined & (2.0).bitPattern != 0,
        let index = block.indices.first(where: { all[start &+ $0].isNaN })
      {
        return count + index
      }
      count += block.count
    }
    return count
  }

  /// What is wrong with the targets of a row together.
  private func problem(ofTargets targets: ArraySlice<Double>) -> SampleError.Problem? {
    if labels.meaning == .fraction, !convention.classWeights.isEmpty,
      let fraction = targets.first(where: { $0 != 0 && $0 != 1 })
    {
      return .fractionWithClassWeights(fraction)
    }
    guard convention.task == .multiclass, binding.labels.count > 1 else { return nil }
    let sum = targets.reduce(0, +)
    // Shares sum to 1 up to the rounding of their decimals.
    let isDistribution = labels.meaning == .fraction ? (sum - 1).magnitude <= 1e-6 : sum == 1
    return isDistribution ? nil : .notOneHot(sum: sum)
  }

  private func labelError(
    _ batch: ColumnBatch, _ chunk: Chunk, _ categories: [CategoryTable], _ row: Int, _ column: Int
  ) -> SampleError {
    let field = binding.labels[column]
    guard let found = labelText(batch, chunk, categories, row, column) else {
      return SampleError(problem: .labelNotUTF8, row: row, field: field)
    }
    let isMissing = labels.state(ofRow: row, column, batch, chunk) == .missing
    return SampleError(
      problem: isMissing ? .missingLabel(found) : .unknownLabel(found, labels.meaning), row: row,
      field: field)
  }

  /// The codes of the labels of a column, of which equal ones have equal texts; nil where labels are
  /// read as text.
  func labelCodes(_ batch: ColumnBatch, _ column: Int) -> [Int32]? {
    labels.hasTexts ? nil : labels.codes(ofColumn: column, batch)
  }

  /// The text of a label; nil where it is not UTF-8.
  func labelText(
    _ batch: ColumnBatch, _ chunk: Chunk, _ categories: [CategoryTable], _ row: Int,
    _ column: Int
  ) -> String? {
    if labels.hasTexts { return String(validating: chunk.bytes.span, batch.texts[column][row]) }
    let code = labels.codes(ofColumn: column, batch)[row]
    let tables = labels.given?.categories ?? categories
    return String(validating: tables[column].bytes(of: code), as: UTF8.self)
  }
}
