import FocalInput
import FocalLoss

/// Turns batches of columns into batches of samples: labels into targets, numbers into predictions
/// and weights that are in range.
struct SampleBinder: Sendable {
  /// The columns that it needs.
  let plan: ColumnPlan

  let binding: ColumnBinding
  let meaning: LabelMeaning

  private let convention: Convention

  /// What the predictions are.
  var input: PredictionKind { convention.input }

  /// Whether labels are read as text, one by one, since they may be any fractions.
  let hasTextLabels: Bool

  /// The text column of the plan that has the ids; nil where there are none or nobody asks.
  let idColumn: Int?

  /// The targets of the labels met so far, by column and category.
  private var targets: [[Double?]]

  init(_ binding: ColumnBinding, _ convention: Convention, _ settings: Settings) {
    self.binding = binding
    self.convention = convention
    meaning = Self.meaning(binding, convention, settings)
    hasTextLabels = meaning == .fraction
    targets = binding.labels.map { _ in [] }
    var plan = ColumnPlan()
    plan.numberBlocks = [binding.predictions] + (binding.weight.map { [[$0]] } ?? [])
    if hasTextLabels { plan.texts = binding.labels } else { plan.categories = binding.labels }
    plan.keepsRows = settings.isPerSample
    if settings.isPerSample, let id = binding.id {
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
    if let positive = settings.positive { return .positive(positive) }
    if binding.labels.count == 1, convention.task != .binary {
      return .classes(ClassNames(binding.classNames, background: settings.background))
    }
    return convention.softTargets == nil ? .zeroOrOne : .fraction
  }

  /// Binds a batch.
  ///
  /// - Parameters:
  ///   - batch: the columns; its predictions and weights move into the samples.
  ///   - chunk: the bytes that the texts of the batch stand in.
  ///   - decoder: the decoder that made the batch.
  ///   - samples: takes the samples, those before the first that is wrong.
  ///   - tally: counts what is worth a warning.
  /// - Returns: what is wrong with the sample after the last; nil where all are right.
  mutating func bind(
    _ batch: inout ColumnBatch, _ chunk: Chunk, _ decoder: CSVDecoder,
    into samples: inout SampleBatch, _ tally: inout WarningTally
  ) -> SampleError? {
    swap(&samples.predictions, &batch.numbers[0])
    if binding.weight != nil { swap(&samples.weights, &batch.numbers[1]) }
    var error = bindLabels(batch, chunk, decoder, &samples)
    for other in [
      checkPredictions(&samples.predictions, &tally), checkWeights(samples.weights),
    ] {
      if let other, error.map(other.isBefore) ?? true { error = other }
    }
    if let error { samples.truncate(to: error.row, binding.predictions.count) }
    return error
  }

  // MARK: Labels

  private mutating func bindLabels(
    _ batch: ColumnBatch, _ chunk: Chunk, _ decoder: CSVDecoder, _ samples: inout SampleBatch
  ) -> SampleError? {
    var values: [Double] = []
    values.reserveCapacity(batch.rowCount * binding.labels.count)
    if !hasTextLabels { learnTargets(decoder) }
    var error: SampleError?
    rows: for row in 0..<batch.rowCount {
      for column in binding.labels.indices {
        let target =
          hasTextLabels
          ? meaning.target(of: String(validating: chunk.bytes.span, batch.texts[column][row]) ?? "")
          : targets[column][Int(batch.categories[column][row])]
        guard let target, !isUnweighable(target) else {
          error = labelError(batch, chunk, decoder, row, column)
          break rows
        }
        values.append(target)
      }
      if convention.task == .multiclass, binding.labels.count > 1 {
        let sum = values.suffix(binding.labels.count).reduce(0, +)
        guard isDistribution(values.suffix(binding.labels.count), sum) else {
          error = SampleError(problem: .notOneHot(sum: sum), row: row, field: binding.labels[0])
          break rows
        }
      }
    }
    samples.targets =
      if case .classes = meaning { .classes(values.map { Int32($0) }) } else { .values(values) }
    return error
  }

  private mutating func learnTargets(_ decoder: CSVDecoder) {
    for column in targets.indices {
      let table = decoder.categories[column]
      for code in targets[column].count..<table.count {
        let text = String(validating: table.bytes(of: Int32(code)), as: UTF8.self)
        targets[column].append(text.flatMap(meaning.target))
      }
    }
  }

  /// Class weights are for classes: a fraction has none.
  private func isUnweighable(_ target: Double) -> Bool {
    meaning == .fraction && !convention.classWeights.isEmpty && target != 0 && target != 1
  }

  /// One-hot, or shares that sum to 1 up to the rounding of decimals.
  private func isDistribution(_ row: ArraySlice<Double>, _ sum: Double) -> Bool {
    meaning == .fraction ? (sum - 1).magnitude <= 1e-6 : sum == 1
  }

  private func labelError(
    _ batch: ColumnBatch, _ chunk: Chunk, _ decoder: CSVDecoder, _ row: Int, _ column: Int
  ) -> SampleError {
    let field = binding.labels[column]
    guard let found = labelText(batch, chunk, decoder, row, column) else {
      return SampleError(problem: .labelNotUTF8, row: row, field: field)
    }
    let isKnown = meaning.target(of: found) != nil
    return SampleError(
      problem: isKnown ? .fractionWithClassWeights(found) : .unknownLabel(found, meaning),
      row: row, field: field)
  }

  /// The text of a label; nil where it is not UTF-8.
  func labelText(
    _ batch: ColumnBatch, _ chunk: Chunk, _ decoder: CSVDecoder, _ row: Int, _ column: Int
  ) -> String? {
    if hasTextLabels { return String(validating: chunk.bytes.span, batch.texts[column][row]) }
    let code = batch.categories[column][row]
    return String(validating: decoder.categories[column].bytes(of: code), as: UTF8.self)
  }
}
