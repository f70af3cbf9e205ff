import FocalLoss
import TestSupport
import Testing

/// The reductions, on cases derived by hand.
@Suite struct LossSummaryTests {
  /// 6 ulp of each loss, and the rounding of the recorded sum and of the quotient.
  static func expectClose(
    _ ours: Double?, _ truth: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(ulpDistance(ours ?? .nan, truth) <= 8, sourceLocation: sourceLocation)
  }

  private static func reduced(_ convention: Convention, _ reduction: Reduction) -> Convention {
    var convention = convention
    convention.reduction = reduction
    return convention
  }

  @Test("every reduction of set A is its recorded sum over the right count", arguments: SetA.rows)
  func setA(row: SetA.Row) throws {
    let samples = SampleBatch(predictions: SetA.logits, targets: .values(SetA.targets))
    for (ours, truth) in zip(
      try row.convention.losses(SetA.logits, .values(SetA.targets)), row.losses)
    { #expect(ulpDistance(ours, truth) <= (row.gamma <= 2 ? 6 : 16)) }
    // Six samples of one element each, three of them positive, all of weight 1.
    let divisors: [(Reduction, Double)] = [
      (.none, 6), (.mean, 6), (.sum, 1), (.meanElements, 6), (.positives, 3), (.weightedMean, 6),
      (.sumOfMeans, 1), (.macro, 6), (.weightedMeanElements, 6),
    ]
    #expect(Set(divisors.map(\.0)) == Set(Reduction.allCases))
    for (reduction, divisor) in divisors + [(.divideBy(2), 2), (.divideBy(0.5), 0.5)] {
      let summary = try Self.reduced(row.convention, reduction).summary(samples)
      Self.expectClose(summary.loss, row.sum / divisor)
      Self.expectClose(summary.mean, row.sum / 6)
      Self.expectClose(summary.sum, row.sum)
      // Row 0 is γ 0 without α.
      Self.expectClose(summary.crossEntropy, SetA.rows[0].sum / divisor)
      #expect(summary.count == 6 && summary.elements == 6 && summary.positives == 3)
      #expect(summary.weightSum == 6 && summary.capped == 0)
      let sums = [(0, [0, 3, 5]), (1, [1, 2, 4])].map { index, samples in
        (index, samples.reduce(0) { $0 + row.losses[$1] })
      }
      #expect(summary.classes.map(\.classIndex) == [0, 1])
      for (entry, (index, sum)) in zip(summary.classes, sums) {
        #expect(entry.count == 3 && entry.positives == (index == 1 ? 3 : 0))
        Self.expectClose(entry.sum, sum)
        Self.expectClose(entry.mean, sum / 3)
        Self.expectClose(entry.share, sum / row.sum)
      }
    }
  }

  @Test("a number to divide by is above 0 and finite", arguments: [0, -1, .infinity, .nan])
  func divisors(number: Double) {
    let convention = Convention(task: .binary, input: .logits, reduction: .divideBy(number))
    #expect {
      try convention.validate()
    } throws: { error in
      if case .divisorOutOfRange? = error as? ParameterError { true } else { false }
    }
  }

  @Test("a number to divide by divides weighted sums too, and those of no samples")
  func divideBy() throws {
    let convention = Convention(task: .binary, input: .logits, gamma: 0, reduction: .divideBy(4))
    let samples = SampleBatch(predictions: [0, 0], targets: .values([0, 1]), weights: [3, 5])
    #expect(try convention.summary(samples).loss == 2 * 0.6931471805599453)
    #expect(try convention.summary(SampleBatch(predictions: [], targets: .values([]))).loss == 0)
  }

  @Test("with a class weight a column the sum of means is divided by the weights, as by smp")
  func sumOfWeightedMeans() throws {
    var convention = Convention(
      task: .oneVsAll, input: .logits, classWeightRule: .column, reduction: .sumOfMeans)
    convention.classWeights = [1, 3]
    let samples = SampleBatch(
      predictions: [1, -1, 0.5, 2, -1, 0.25], targets: .classes([0, 1, 0]))
    let summary = try convention.summary(samples, predictionCount: 2)
    // segmentation-models-pytorch 0.6.0, reduction "sum", gives 0.489604624329420; with 40 digits.
    Self.expectClose(summary.loss, 0.48960462432941956)
    // The cross entropy has no class weights: Σ ce over two columns.
    Self.expectClose(summary.crossEntropy, 1.9333647388282956)
  }

  @Test("every reduction of set M is its recorded sum over the right count")
  func setM() throws {
    let samples = SampleBatch(predictions: SetM.logits, targets: .classes(SetM.classes))
    // Four rows of three elements; the rows of classes 2 and 1 are the foreground.
    let divisors: [(Reduction, Double)] = [
      (.none, 4), (.mean, 4), (.sum, 1), (.meanElements, 12), (.positives, 2), (.weightedMean, 4),
      (.sumOfMeans, 3), (.weightedMeanElements, 12),
    ]
    for (reduction, divisor) in divisors {
      let convention = Convention(task: .multiclass, input: .logits, reduction: reduction)
      let summary = try convention.summary(samples, predictionCount: 3)
      Self.expectClose(summary.loss, SetM.sum / divisor)
      Self.expectClose(summary.mean, 1.076941118478617)
      #expect(summary.count == 4 && summary.elements == 12 && summary.positives == 2)
      #expect(summary.classes.map(\.count) == [2, 1, 1])
      #expect(summary.classes.map(\.positives) == [0, 1, 1])
      Self.expectClose(summary.classes[0].sum, SetM.losses[0] + SetM.losses[3])
      Self.expectClose(summary.classes[2].share, SetM.losses[1] / SetM.sum)
    }
  }

  @Test("macro is the mean of the classes' means, of those that have samples")
  func macro() throws {
    let rows = SampleBatch(predictions: SetM.logits, targets: .classes(SetM.classes))
    let classes = Convention(task: .multiclass, input: .logits, reduction: .macro)
    let means = [(SetM.losses[0] + SetM.losses[3]) / 2, SetM.losses[2], SetM.losses[1]]
    Self.expectClose(
      try classes.summary(rows, predictionCount: 3).loss, means.reduce(0, +) / 3)
    // A fourth class without samples does not count, a background does.
    let oneVsAll = Convention(task: .oneVsAll, input: .logits, reduction: .macro)
    let background = SampleBatch(predictions: [0, 0, 0, 0], targets: .classes([0, -1]))
    Self.expectClose(
      try oneVsAll.summary(background, predictionCount: 2).loss, 0.5 * 0.6931471805599453)
    // In multilabel the classes are the columns, which have all samples each.
    let columns = Convention(task: .multilabel, input: .logits, reduction: .macro)
    let labels = SampleBatch(
      predictions: [0, 0, 0, 40], targets: .values([1, 0, 0, 1]), weights: [1, 3])
    let summary = try columns.summary(labels, predictionCount: 2)
    let columnMeans = summary.classes.compactMap(\.mean)
    Self.expectClose(summary.loss, (columnMeans[0] + columnMeans[1]) / 2)
    // The cross entropy is reduced likewise: means of ln 2 and 2·ln 2.
    var crossEntropy = Convention(task: .binary, input: .probabilities, reduction: .macro)
    crossEntropy.gamma = 3
    let binary = SampleBatch(predictions: [0.5, 0.5, 0.75], targets: .values([1, 1, 0]))
    Self.expectClose(try crossEntropy.summary(binary).crossEntropy, 1.5 * 0.6931471805599453)
  }

  @Test("class weights .2, .3, .5 on set M divide the mean by the count, the weighted mean by Σw")
  func classWeights() throws {
    let samples = SampleBatch(predictions: SetM.logits, targets: .classes(SetM.classes))
    let losses = SetM.losses
    let sum = 0.2 * losses[0] + 0.5 * losses[1] + 0.3 * losses[2] + 0.2 * losses[3]
    var convention = Convention(task: .multiclass, input: .logits, classWeights: [0.2, 0.3, 0.5])
    Self.expectClose(try convention.summary(samples, predictionCount: 3).loss, sum / 4)
    convention.reduction = .weightedMean
    let summary = try convention.summary(samples, predictionCount: 3)
    Self.expectClose(summary.loss, sum / 1.2)
    // Σw is of the samples' own weights, and so is the divisor of the cross entropy.
    #expect(summary.weightSum == 4)
    convention.gamma = 0
    convention.classWeights = []
    #expect(summary.crossEntropy == (try convention.summary(samples, predictionCount: 3).loss))
    // The same factors as α by class: the same sum over the count, as two libraries agree.
    convention = Convention(
      task: .multiclass, input: .logits, alpha: Alpha(.perClass, [0.2, 0.3, 0.5]))
    Self.expectClose(try convention.summary(samples, predictionCount: 3).loss, sum / 4)
  }

  @Test("one-vs-all and multilabel count positives and elements, and sum by class and by column")
  func elementwise() throws {
    // From logits 0 every focal term at γ 1 is ½·ln 2.
    let term = 0.5 * 0.6931471805599453
    let oneVsAll = try Convention(
      task: .oneVsAll, input: .logits, gamma: 1, reduction: .positives
    ).summary(
      SampleBatch(predictions: Array(repeating: 0, count: 8), targets: .classes([1, -1, -1, 1])),
      predictionCount: 2)
    #expect(oneVsAll.count == 4 && oneVsAll.elements == 8 && oneVsAll.positives == 2)
    #expect(oneVsAll.sum == 8 * term && oneVsAll.mean == 2 * term && oneVsAll.loss == 4 * term)
    #expect(oneVsAll.crossEntropy == 8 * term)
    #expect(oneVsAll.classes.map(\.classIndex) == [0, 1, nil])
    #expect(oneVsAll.classes.map(\.count) == [0, 2, 2])
    #expect(oneVsAll.classes.map(\.positives) == [0, 2, 0])
    #expect(oneVsAll.classes.map(\.mean) == [nil, 2 * term, 2 * term])
    #expect(oneVsAll.classes.map(\.share) == [0, 0.5, 0.5])

    let multilabel = try Convention(
      task: .multilabel, input: .logits, gamma: 1, classWeights: [1, 3], reduction: .weightedMean
    ).summary(
      SampleBatch(
        predictions: Array(repeating: 0, count: 6), targets: .values([1, 1, 0, 1, 0, 0]),
        weights: [1, 2, 5]),
      predictionCount: 2)
    #expect(multilabel.count == 3 && multilabel.elements == 6 && multilabel.positives == 3)
    #expect(multilabel.weightSum == 8)
    #expect(multilabel.sum == 32 * term)
    // The class weights of the two columns are 2 in the mean, so Σw is 8 · 2.
    #expect(multilabel.loss == 2 * term)
    #expect(multilabel.classes.map(\.count) == [3, 3])
    #expect(multilabel.classes.map(\.positives) == [1, 2])
    #expect(multilabel.classes.map(\.sum) == [8 * term, 24 * term])
    #expect(multilabel.classes.map(\.share) == [0.25, 0.75])
  }

  @Test("fractional targets are a group of their own, which is there only if it has samples")
  func fractionalGroup() throws {
    let convention = Convention(task: .binary, input: .logits, gamma: 1, softTargets: .mixture)
    let term = 0.5 * 0.6931471805599453
    let mixed = try convention.summary(
      SampleBatch(predictions: [0, 0, 0], targets: .values([0.5, 1, 0.25])))
    #expect(mixed.classes.map(\.classIndex) == [0, 1, nil])
    #expect(mixed.classes.map(\.count) == [0, 1, 2])
    #expect(mixed.classes.map(\.sum) == [0, term, 2 * term])
    #expect(mixed.positives == 1)
    let hard = try convention.summary(
      SampleBatch(predictions: [0, 0], targets: .values([0, 1])))
    #expect(hard.classes.map(\.classIndex) == [0, 1])
  }
}
