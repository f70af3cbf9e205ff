import FocalInput
import FocalLoss

/// What one of the models that are compared gathers, and what it hands over of each sample.
struct ModelCollector: Collector {
  private(set) var sums: SumCollector

  /// Whether its losses are summed here, where no sample is left out because another model lacks it.
  let hasSums: Bool

  init(_ evaluator: LossEvaluator, hasSums: Bool) {
    sums = SumCollector(evaluator, hasCrossEntropy: false)
    self.hasSums = hasSums
  }

  var byteCount: Int { sums.byteCount }

  mutating func add(_ batch: EvaluatedBatch) { if hasSums { sums.add(batch) } }

  mutating func merge(_ other: ModelCollector) { sums.merge(other.sums) }

  func block(of batch: EvaluatedBatch) -> SampleBlock? {
    SampleBlock(batch, hasPredictions: !hasSums)
  }
}

extension SampleBlock {
  /// The samples of a batch.
  ///
  /// - Parameters:
  ///   - batch: the batch.
  ///   - hasPredictions: whether the predictions are wanted.
  fileprivate init(_ batch: EvaluatedBatch, hasPredictions: Bool) {
    self.init()
    let selection = batch.selection
    rowCount = selection.rowCount
    leftOutCount = rowCount - selection.sampleCount
    let evaluator = batch.evaluator
    losses = Self.spread(evaluator.losses(of: batch.losses), selection, .nan)
    classes = Self.spread(evaluator.groups(of: batch.losses), selection, Self.missing)
    if leftOutCount > 0 {
      for row in 0..<rowCount where classes[row] < 0 && batch.isIgnored(row) {
        classes[row] = Self.ignored
      }
    }
    let width = evaluator.predictionCount
    if case .values(let values) = batch.samples.targets,
      hasPredictions || width > 1 || evaluator.convention.softTargets != nil
    {
      targets = Self.spread(values, selection, 0, width: width)
    }
    if hasPredictions {
      predictions = Self.spread(batch.samples.predictions, selection, 0, width: width)
    }
    if batch.binder.binding.weight != nil {
      weights = Self.spread(batch.samples.weights, selection, 0)
    }
    let columns = batch.binder.groupCategories
    if !columns.isEmpty {
      var table = GroupTable(columnCount: columns.count)
      groups = table.groups(
        columns.map { batch.columns.categories[$0] }, 0..<rowCount,
        columns.map { batch.categories[$0] })
      groupKeys = (0..<table.count).map(table.key(ofGroup:))
    }
    if let column = batch.binder.idColumn {
      let bytes = batch.chunk.bytes.span
      ids = batch.columns.texts[column].prefix(rowCount).map { Array($0.bytes(in: bytes)) }
    }
  }

  /// The elements of samples, with a filler for the rows that are none.
  private static func spread<Element>(
    _ elements: [Element], _ selection: RowSelection, _ filler: Element, width: Int = 1
  ) -> [Element] {
    guard let kept = selection.kept else { return elements }
    var spread = Array(repeating: filler, count: selection.rowCount * width)
    for (sample, row) in kept.enumerated() {
      for column in 0..<width { spread[row * width + column] = elements[sample * width + column] }
    }
    return spread
  }
}

extension EvaluatedBatch {
  /// Whether the label of a row is the one whose rows are left out.
  fileprivate func isIgnored(_ row: Int) -> Bool {
    binder.binding.labels.indices.contains {
      binder.labels.state(ofRow: row, $0, columns, chunk) == .ignored
    }
  }
}
