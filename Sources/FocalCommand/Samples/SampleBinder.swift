import FocalInput
import FocalLoss
import FocalOutput

/// Turns batches of columns into batches of samples: labels into targets, numbers into predictions
/// and weights that are in range.
struct SampleBinder: Sendable {
  /// The columns that it needs.
  let plan: ColumnPlan

  let binding: ColumnBinding
  let convention: Convention
  var labels: LabelReader

  /// Whether rows with a missing value are left out.
  private let skipsMissing: Bool

  /// The text column of the plan that has the ids; nil where there are none or nobody asks.
  let idColumn: Int?

  /// The category columns of the plan that make the groups; empty where none are wanted.
  let groupCategories: [Int]

  /// Whether a file of its own has the labels.
  private let hasLabelFile: Bool

  /// A binder.
  ///
  /// - Parameters:
  ///   - binding: the meaning of the columns.
  ///   - convention: what is computed.
  ///   - settings: what is asked for.
  ///   - keptFields: the fields that are written again.
  init(
    _ binding: ColumnBinding, _ convention: Convention, _ settings: Settings, keptFields: [Int]
  ) {
    self.binding = binding
    self.convention = convention
    labels = LabelReader(
      columnCount: binding.labels.count, Self.meaning(binding, convention, settings),
      ignored: settings.input.ignoredLabel, areInFile: settings.input.labelsFile != nil)
    skipsMissing = settings.input.skipsMissing
    var plan = ColumnPlan()
    plan.numberBlocks = [binding.predictions] + (binding.weight.map { [[$0]] } ?? [])
    hasLabelFile = settings.input.labelsFile != nil
    if !hasLabelFile {
      if labels.hasTexts { plan.texts = binding.labels } else { plan.categories = binding.labels }
    }
    // After the labels, which are understood by their place; a label may be a group too.
    for field in binding.groups where !plan.categories.contains(field) {
      plan.categories.append(field)
    }
    groupCategories = binding.groups.compactMap(plan.categories.firstIndex)
    plan.keepsRows = settings.loss.isPerSample
    plan.readsMissingAsNaN = settings.input.skipsMissing
    plan.keptFields = keptFields
    // Wanted for samples that are named, or to find the labels.
    if settings.output.topCount != nil || settings.input.row != nil || hasLabelFile,
      let id = binding.id
    {
      // The ids may be the labels, which may be texts already.
      if !plan.texts.contains(id) { plan.texts.append(id) }
      idColumn = plan.texts.firstIndex(of: id)
    } else {
      idColumn = nil
    }
    self.plan = plan
  }

  private static func meaning(
    _ binding: ColumnBinding, _ convention: Convention, _ settings: Settings
  ) -> LabelMeaning {
    if let positive = settings.input.positive { return .positive(positive) }
    if binding.labels.count == 1, convention.task != .binary {
      let names = ClassNames(
        binding.classNames, background: settings.input.background,
        base: settings.input.labelBase ?? 0)
      return convention.task == .multilabel ? .classList(names) : .classes(names)
    }
    // Smoothing needs a rule too, but does not allow fractions by itself.
    let rule = settings.loss.said(settings.loss.softTargets, \.softTargets)
    return rule == nil ? .zeroOrOne : .fraction
  }

  /// Binds a batch.
  ///
  /// - Parameters:
  ///   - batch: the columns; its predictions and weights move into the samples.
  ///   - chunk: the bytes that the texts of the batch stand in.
  ///   - categories: the texts of the category columns.
  ///   - samples: takes the samples, those before the first that is wrong.
  ///   - selection: takes the rows that they are.
  ///   - tally: counts what is worth a warning.
  /// - Returns: what is wrong with the row after the last; nil where all are right.
  mutating func bind(
    _ batch: inout ColumnBatch, _ chunk: Chunk, _ categories: [CategoryTable],
    into samples: inout SampleBatch, _ selection: inout RowSelection, _ tally: inout WarningTally
  ) -> SampleError? {
    swap(&samples.predictions, &batch.numbers[0])
    if binding.weight != nil { swap(&samples.weights, &batch.numbers[1]) }
    labels.learn(categories)
    // The array of the last batch is written over.
    var targets: [Double] = []
    if case .values(var old) = samples.targets {
      samples.targets = .values([])
      swap(&targets, &old)
    }
    var error = readLabels(batch, chunk, categories, &targets, &selection, &tally)
    if skipsMissing { leaveOutMissingNumbers(&samples, &targets, &selection, &tally) }
    samples.keepRows(selection, width: binding.predictions.count)
    samples.targets =
      if case .classes = labels.meaning {
        .classes(targets.map { Int32($0) })
      } else {
        .values(targets)
      }
    let areAllPlain = noteCertainties(samples, selection, &tally)
    let wrongPrediction =
      checkPredictions(&samples, selection, &tally, areInRange: areAllPlain)
    for other in [wrongPrediction, checkWeights(samples, selection)] {
      if let other, error.map(other.isBefore) ?? true { error = other }
    }
    if let error, error.row < selection.rowCount {
      samples.truncate(before: error.row, &selection, width: binding.predictions.count)
    }
    return error
  }

  /// Reads the labels up to the first that is wrong, and leaves out the rows that have none.
  private func readLabels(
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

  private func leaveOutMissingNumbers(
    _ samples: inout SampleBatch, _ targets: inout [Double], _ selection: inout RowSelection,
    _ tally: inout WarningTally
  ) {
    guard Self.hasMissing(samples.predictions) || Self.hasMissing(samples.weights) else { return }
    let width = binding.predictions.count
    let targetWidth = selection.sampleCount == 0 ? 0 : targets.count / selection.sampleCount
    var kept = RowSelection(rowCount: selection.rowCount)
    var sample = 0
    var keptCount = 0
    for row in 0..<selection.rowCount {
      guard sample < selection.sampleCount, selection.row(ofSample: sample) == row else {
        kept.leaveOut(row)
        continue
      }
      let isMissing =
        samples.predictions[row * width..<(row + 1) * width].contains(where: \.isNaN)
        || !samples.weights.isEmpty && samples.weights[row].isNaN
      if isMissing {
        kept.leaveOut(row)
        tally.skipped.note(row: row)
      } else {
        for column in 0..<targetWidth {
          targets[keptCount * targetWidth + column] = targets[sample * targetWidth + column]
        }
        kept.keep(row)
        keptCount += 1
      }
      sample += 1
    }
    targets.removeLast(targets.count - keptCount * targetWidth)
    selection = kept
  }

  /// Whether one of some numbers is missing, as almost none is: a whole array in vector instructions.
  private static func hasMissing(_ numbers: [Double]) -> Bool {
    let numbers = numbers.span
    var missingCount = 0
    for index in numbers.indices { missingCount &+= numbers[index].isNaN ? 1 : 0 }
    return missingCount > 0
  }
}
