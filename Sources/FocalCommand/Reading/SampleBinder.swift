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
  let skipsMissing: Bool

  /// The text column of the plan that has the ids; nil where there are none or nobody asks.
  let idColumn: Int?

  /// The category columns of the plan that make the groups; empty where none are wanted.
  let groupCategories: [Int]

  /// The text columns of the plan that a file of labels has too.
  let sharedTexts: [Int]

  /// The places of the predictions of the last batch that were a rounding error out of range.
  private(set) var roundedPredictions: [Int] = []

  /// Whether a file of its own has the labels.
  private let hasLabelFile: Bool

  /// A binder.
  ///
  /// - Parameters:
  ///   - binding: the meaning of the columns.
  ///   - convention: what is computed.
  ///   - settings: what is asked for.
  ///   - plan: what is to be kept of the rows.
  init(
    _ binding: ColumnBinding, _ convention: Convention, _ settings: Settings, plan: ColumnPlan
  ) {
    self.binding = binding
    self.convention = convention
    labels = LabelReader(
      columnCount: binding.labels.count, Self.meaning(binding, convention, settings),
      ignored: settings.input.ignoredLabel, areInFile: settings.input.labelsFile != nil)
    skipsMissing = settings.input.skipsMissing
    var plan = plan
    plan.numberBlocks =
      [binding.predictions] + [binding.weight, binding.quality].compactMap { $0.map { [$0] } }
    hasLabelFile = settings.input.labelsFile != nil
    if !hasLabelFile {
      if labels.hasTexts { plan.texts = binding.labels } else { plan.categories = binding.labels }
    }
    // After the labels, which are understood by their place; a label may be a group too.
    for field in binding.groups where !plan.categories.contains(field) {
      plan.categories.append(field)
    }
    groupCategories = binding.groups.compactMap(plan.categories.firstIndex)
    plan.texts = (plan.texts + binding.shared.map(\.input)).unique
    let places = Dictionary(uniqueKeysWithValues: zip(plan.texts, plan.texts.indices))
    sharedTexts = binding.shared.compactMap { places[$0.input] }
    // Of the rows of a part of a run there is a fingerprint; fields are found again in their rows.
    plan.keepsRows =
      settings.loss.isPerSample || settings.output.format == .state
      || !binding.shown.fields.isEmpty
    if !binding.shown.fields.isEmpty { plan.keptFields = binding.shown.fields }
    plan.readsMissingAsNaN = settings.input.skipsMissing
    // Wanted for samples that are named, or to find the labels.
    if settings.output.topCount != nil || settings.input.seeksRow || hasLabelFile,
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

  /// What the labels mean.
  static func meaning(
    _ binding: ColumnBinding, _ convention: Convention, _ settings: Settings
  ) -> LabelMeaning {
    if let positive = settings.input.positive { return .positive(positive) }
    if binding.labels.count == 1, convention.task != .binary {
      let names = ClassNames(
        binding.columnNames, classes: binding.knownClasses,
        background: settings.input.background,
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
    if binding.quality != nil {
      swap(&samples.qualities, &batch.numbers[binding.weight == nil ? 1 : 2])
    }
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
    if binding.areLabelsOfClass { noteDisagreement(samples, selection, &tally) }
    var rounded: [Int] = []
    let wrongPrediction =
      checkPredictions(&samples, selection, &tally, areInRange: areAllPlain, &rounded)
    roundedPredictions = rounded
    for other in [
      wrongPrediction, checkWeights(samples, selection), checkQualities(samples, selection),
    ] {
      if let other, error.map(other.isBefore) ?? true { error = other }
    }
    if let error, error.row < selection.rowCount {
      samples.truncate(before: error.row, &selection, width: binding.predictions.count)
    }
    return error
  }

  private func leaveOutMissingNumbers(
    _ samples: inout SampleBatch, _ targets: inout [Double], _ selection: inout RowSelection,
    _ tally: inout WarningTally
  ) {
    guard
      [samples.predictions, samples.weights, samples.qualities].contains(where: Self.hasMissing)
    else { return }
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
        || [samples.weights, samples.qualities].contains { !$0.isEmpty && $0[row].isNaN }
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
