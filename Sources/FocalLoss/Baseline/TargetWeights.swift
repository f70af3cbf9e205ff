/// How much the targets of samples weigh, by group and by column: all that the loss of constant
/// predictions needs of them.
///
/// It is the same for every convention of a task, so that a grid makes it once.
struct TargetWeights {
  /// The targets of the samples of a group of the losses.
  struct Group {
    let index: Int
    let sampleCount: Int

    /// Σw over the samples.
    let weight: Double

    /// Σ w·y and Σ w·(1 − y) of the group's column, in tasks that have one column a group.
    let positive: Double
    let negative: Double
  }

  /// The groups that have samples.
  let groups: [Group]

  /// Σ w·y and Σ w·(1 − y) of every column.
  let positives: [Double]
  let negatives: [Double]

  /// Σ w·y of every column over the samples without a class; empty where there are none.
  let sharesWithoutClass: [Double]

  /// Whether there are targets between 0 and 1.
  let hasFractions: Bool

  /// The weights of samples.
  ///
  /// - Parameters:
  ///   - accumulator: has counted the samples.
  ///   - targets: the sums of their targets.
  init(_ accumulator: LossAccumulator, _ targets: TargetSums) {
    let task = accumulator.evaluator.convention.task
    let columns = 0..<accumulator.evaluator.predictionCount
    hasFractions = targets.hasFractions
    var groups: [Group] = []
    var total = ExactSum()
    var positives = SparseSums(count: columns.count)
    var hasOthers = false
    for index in 0..<accumulator.groups.count
    where accumulator.sampleCount(ofGroup: index) > 0 {
      let weight = accumulator.weight(ofGroup: index)
      total.merge(weight)
      let positive =
        switch task {
        case .binary: index == 2 ? targets.positiveWeight(0) : index == 1 ? weight : ExactSum()
        case .multilabel: targets.positiveWeight(index)
        case .oneVsAll, .multiclass: index < columns.count ? weight : ExactSum()
        }
      switch task {
      case .binary: positives.add(positive, at: 0)
      case .oneVsAll, .multilabel, .multiclass:
        if index < columns.count { positives.add(positive, at: index) } else { hasOthers = true }
      }
      groups.append(
        Group(
          index: index, sampleCount: accumulator.sampleCount(ofGroup: index),
          weight: weight.value, positive: positive.value,
          negative: weight.minus(positive).value))
      // Every column of multilabel has all samples.
      if task == .multilabel { total = weight }
    }
    self.groups = groups
    let hasShares = hasOthers && task == .multiclass
    sharesWithoutClass = hasShares ? columns.map { targets.positiveWeight($0).value } : []
    if hasShares {
      for column in columns { positives.add(targets.positiveWeight(column), at: column) }
    }
    self.positives = columns.map { positives[$0].value }
    negatives = columns.map { total.minus(positives[$0]).value }
  }
}

extension ExactSum {
  /// The exact difference.
  fileprivate func minus(_ other: ExactSum) -> ExactSum {
    var difference = self
    difference.merge(other, times: -1)
    return difference
  }
}
