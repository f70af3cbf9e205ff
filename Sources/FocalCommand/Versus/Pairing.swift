import FocalLoss
import FocalOutput

/// Takes the samples of all models side by side, checks that they are the same, and sums what differs.
struct Pairing {
  /// A model that is compared with the first.
  struct Rival {
    fileprivate(set) var differences: PairedDifferences
    fileprivate(set) var top: ChangedSamples?
  }

  /// What the models are called; the first is the base.
  let names: [String]

  /// What is computed of the base; all others are the same.
  let computation: Computation

  private(set) var rivals: [Rival]
  private let labels: SampleLabels

  /// The losses of every model, where they are summed here.
  private(set) var sums: [LossAccumulator]

  /// The clusters of samples, numbered as they come.
  private var clusters = GroupKeys()

  /// The rows, and the pairs that were left out because a value is missing.
  private(set) var rowCount = 0
  private(set) var skippedCount = 0

  /// A pairing of no samples.
  ///
  /// - Parameters:
  ///   - names: what the models are called.
  ///   - computation: what is computed of the base.
  ///   - settings: what is asked for.
  init(_ names: [String], _ computation: Computation, _ settings: Settings) {
    self.names = names
    self.computation = computation
    labels = SampleLabels(computation: computation)
    let evaluator = computation.evaluator
    let areClusters = !computation.binding.groups.isEmpty
    let units =
      areClusters || settings.testPlan.hasTrials || settings.output.plotPath != nil
      ? DifferenceUnits(areClusters: areClusters) : nil
    let rival = Rival(
      differences: PairedDifferences(
        evaluator, hasWeights: computation.binding.weight != nil, units: units),
      top: settings.output.topCount.map(ChangedSamples.init))
    rivals = Array(repeating: rival, count: names.count - 1)
    sums = Array(
      repeating: LossAccumulator(evaluator, hasCrossEntropy: false), count: names.count)
  }

  /// The clusters met.
  var clusterCount: Int { clusters.count }

  /// Adds rows.
  ///
  /// - Parameter blocks: the same rows of every model.
  /// - Throws: ``CommandError`` where they are not of the same samples.
  mutating func add(_ blocks: [SampleBlock]) throws(CommandError) {
    var numbers: [[Int32]] = []
    for block in blocks { numbers.append(block.groupKeys.map { clusters.number(of: $0) }) }
    for model in blocks.indices.dropFirst() {
      if let error = mismatch(blocks[model], blocks[0], model, numbers[model], numbers[0]) {
        throw .pairing(error)
      }
    }
    let firstRow = rowCount
    rowCount += blocks[0].rowCount
    var kept: [Int]?
    var blocks = blocks
    if blocks.contains(where: { $0.leftOutCount > 0 }) {
      let rows = 0..<blocks[0].rowCount
      skippedCount += rows.count { row in
        blocks.contains { $0.classes[row] == SampleBlock.missing }
          && !blocks.contains { $0.classes[row] == SampleBlock.ignored }
      }
      let both = rows.filter { row in blocks.allSatisfy { $0.classes[row] >= 0 } }
      blocks = blocks.map { $0.picking(both) }
      kept = both
    }
    addSums(blocks)
    let base = blocks[0]
    let places = base.groups.map { numbers[0][Int($0)] }
    let labels = labels
    for (index, block) in blocks.dropFirst().enumerated() {
      let differences = PairedDifferences.between(block.losses, base.losses)
      rivals[index].differences.add(
        differences, weights: base.weights, classes: base.classes, clusters: places)
      rivals[index].top?.add(
        differences, of: block, base, firstRow: firstRow, rows: kept,
        label: { labels.text(base, $0) })
    }
  }

  /// Sums the losses of pairs that are left by what another model lacks, with the weights of the base.
  private mutating func addSums(_ blocks: [SampleBlock]) {
    let base = blocks[0]
    let classCount = computation.evaluator.predictionCount
    for (model, block) in blocks.enumerated() where !block.predictions.isEmpty {
      let targets: SampleBatch.Targets =
        block.targets.isEmpty
        ? .classes(base.classes.map { Int($0) < classCount ? $0 : -1 })
        : .values(base.targets(like: block))
      let samples = SampleBatch(
        predictions: block.predictions, targets: targets, weights: base.weights)
      var losses = LossBatch()
      computation.evaluator.evaluate(samples, into: &losses)
      sums[model].add(losses, of: samples)
    }
  }

  /// The first row in which a model and the base are not of the same sample.
  private func mismatch(
    _ block: SampleBlock, _ base: SampleBlock, _ model: Int, _ numbers: [Int32],
    _ baseNumbers: [Int32]
  ) -> PairingError? {
    let place: (Int) -> PairingError.Place = { row in
      PairingError.Place(file: names[model], base: names[0], row: rowCount + row + 1)
    }
    if let row = Self.otherLabel(block, base) {
      return .otherLabel(
        place(row), found: labels.text(block, row), expected: labels.text(base, row))
    }
    let kept = block.classes.indices.lazy.filter { block.classes[$0] >= 0 && base.classes[$0] >= 0 }
    if !block.weights.isEmpty, !base.weights.isEmpty, block.weights != base.weights,
      let row = kept.first(where: { block.weights[$0] != base.weights[$0] })
    {
      return .otherWeight(place(row), found: block.weights[row], expected: base.weights[row])
    }
    guard !block.groups.isEmpty else { return nil }
    let row = block.groups.indices.first {
      numbers[Int(block.groups[$0])] != baseNumbers[Int(base.groups[$0])]
    }
    return row.map {
      .otherGroup(
        place($0), found: String(decoding: block.groupKeys[Int(block.groups[$0])], as: UTF8.self),
        expected: String(decoding: base.groupKeys[Int(base.groups[$0])], as: UTF8.self))
    }
  }

  private static func otherLabel(_ block: SampleBlock, _ base: SampleBlock) -> Int? {
    let areTargetsKnown = !block.targets.isEmpty && !base.targets.isEmpty
    if block.classes == base.classes, !areTargetsKnown || block.targets == base.targets {
      return nil
    }
    let width = base.rowCount == 0 ? 0 : base.targets.count / base.rowCount
    return base.classes.indices.first { row in
      let classes = (block.classes[row], base.classes[row])
      // Whether a row with a missing value would have the same label is not known.
      if classes.0 == SampleBlock.missing || classes.1 == SampleBlock.missing { return false }
      if classes.0 != classes.1 { return true }
      let targets = row * width..<(row + 1) * width
      return classes.0 >= 0 && areTargetsKnown && block.targets[targets] != base.targets[targets]
    }
  }
}

/// What labels are called in messages.
private struct SampleLabels {
  let computation: Computation

  /// What the label of a row is called.
  func text(_ block: SampleBlock, _ row: Int) -> String {
    let group = Int(block.classes[row])
    guard group >= 0 else { return "one that is ignored" }
    let evaluator = computation.evaluator
    let width = block.rowCount == 0 ? 0 : block.targets.count / block.rowCount
    switch evaluator.convention.task {
    case .binary:
      if group < 2 { return "\(group)" }
      return width == 1 ? NumberText.shortest(block.targets[row]) : "a fraction"
    case .multiclass, .oneVsAll:
      let names = computation.binding.classNames
      return group < names.count ? names[group] : "background"
    case .multilabel:
      return block.targets[row * width..<(row + 1) * width].map(NumberText.shortest)
        .joined(separator: " ")
    }
  }
}

extension SampleBlock {
  /// The targets, which another block of the same samples has too.
  fileprivate func targets(like other: SampleBlock) -> [Double] {
    targets.isEmpty ? other.targets : targets
  }
}
