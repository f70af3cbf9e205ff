import FocalLoss
import Foundation
import TestSupport
import Testing

/// The best constant prediction, against values found with many digits.
@Suite struct BaselineTests {
  /// A data set without predictions: how many samples there are of each class.
  private static func ofCounts(
    _ convention: Convention, _ counts: [Int], weights: [Double] = []
  ) throws -> Baseline? {
    let isBinary = convention.task == .binary
    var classes: [Int32] = []
    for (index, count) in counts.enumerated() {
      classes += Array(repeating: Int32(index), count: count)
    }
    let predictionCount = isBinary ? 1 : counts.count
    let samples = SampleBatch(
      predictions: Array(repeating: 0.5, count: classes.count * predictionCount),
      targets: isBinary ? .values(classes.map(Double.init)) : .classes(classes),
      weights: classes.flatMap { weights.isEmpty ? [] : [weights[Int($0)]] })
    return try of(convention, samples, predictionCount)
  }

  private static func of(
    _ convention: Convention, _ samples: SampleBatch, _ predictionCount: Int
  ) throws -> Baseline? {
    let evaluator = try LossEvaluator(convention, predictionCount: predictionCount)
    var targets = TargetSums(task: convention.task, predictionCount: predictionCount)
    targets.add(samples)
    return Baseline(evaluator.accumulator(of: samples), targets)
  }

  @Test("predictions and losses are those of an independent minimisation")
  func fixture() throws {
    for object in try Fixture.focalLoss("baseline.jsonl").objects() {
      let counts = numbers(object["counts"]).map { Int($0) }
      guard counts.reduce(0, +) < 10_000 else { continue }
      let isBinary = object["task"] as? String == "binary"
      let alpha = number(object["alpha"])
      let baseline = try #require(
        try Self.ofCounts(
          Convention(
            task: isBinary ? .binary : .multiclass, input: .probabilities,
            alpha: alpha.isNaN ? .none : .balanced(alpha), gamma: number(object["gamma"])),
          counts))
      for (found, truth) in zip(baseline.predictions, numbers(object["predictions"])) {
        #expect(isClose(found, truth, relative: 1e-12), "\(object)")
      }
      for (found, key) in [
        (baseline.loss, "loss"), (baseline.lossAtHalf, "lossAtHalf"),
        (baseline.lossAtPrevalence, "lossAtPrevalence"),
      ] {
        #expect(isClose(found ?? .nan, number(object[key]), relative: 1e-13), "\(key) \(object)")
      }
    }
  }

  static let catalogueValues: [(Double, Double?, Double)] = [
    (0.01, nil, 0.153624), (0.1, nil, 0.305787), (0.01, 0.25, 0.108380), (0.1, 0.25, 0.226589),
  ]

  @Test("the values of the catalogue of conventions", arguments: catalogueValues)
  func catalogue(prevalence: Double, alpha: Double?, prediction: Double) throws {
    let positives = Int((1000 * prevalence).rounded())
    let baseline = try #require(
      try Self.ofCounts(
        Convention(
          task: .binary, input: .logits, alpha: alpha.map(Alpha.balanced) ?? .none),
        [1000 - positives, positives]))
    #expect(isClose(baseline.predictions[0], prediction, relative: 0, absolute: 5e-7))
    #expect(baseline.prevalences == [prevalence])
    #expect(isClose(baseline.balancingAlphas[0], 1 - prevalence, relative: 1e-15))
  }

  @Test("at γ 0 without α the best constant is the prevalence, and its loss the entropy")
  func entropy() throws {
    let baseline = try #require(
      try Self.ofCounts(
        Convention(task: .binary, input: .probabilities, gamma: 0), [3, 1]))
    #expect(ulpDistance(baseline.predictions[0], 0.25) <= 4)
    // −¼ ln ¼ − ¾ ln ¾.
    #expect(ulpDistance(baseline.loss ?? .nan, 0.5623351446188083) <= 4)
    #expect(ulpDistance(baseline.lossAtHalf ?? .nan, 0.6931471805599453) <= 2)
    #expect(
      baseline.initialBiases.map { isClose($0, -1.0986122886681098, relative: 1e-15) } == [true])
  }

  @Test("the paper's initial bias for a prevalence of .01 is −4.595")
  func initialBias() throws {
    let baseline = try #require(
      try Self.ofCounts(Convention(task: .binary, input: .logits), [99, 1]))
    #expect(ulpDistance(baseline.initialBiases[0], -4.59511985013459) <= 2)
  }

  @Test("the init score is the logit of the best constant; in multiclass its logarithm")
  func initScores() throws {
    let binary = try #require(
      try Self.ofCounts(Convention(task: .binary, input: .logits, gamma: 0), [3, 1]))
    #expect(isClose(binary.initScores[0], -1.0986122886681098, relative: 1e-12))
    let classes = try #require(
      try Self.ofCounts(Convention(task: .multiclass, input: .logits, gamma: 0), [2, 1, 1]))
    #expect(isClose(classes.initScores[0], -0.6931471805599453, relative: 1e-12))
    #expect(isClose(classes.initScores[2], -1.3862943611198906, relative: 1e-12))
  }

  @Test("weights count as so many samples", arguments: [Reduction.sum, .macro, .weightedMean])
  func weights(reduction: Reduction) throws {
    for task in [ClassificationTask.binary, .multiclass] {
      var convention = Convention(task: task, input: .probabilities, reduction: reduction)
      if task == .binary { convention.alpha = .balanced(0.3) }
      let counts = task == .binary ? [2, 3] : [2, 3, 1]
      let weights = task == .binary ? [3.0, 2] : [3.0, 2, 6]
      let weighted = try #require(
        try Self.ofCounts(convention, counts, weights: weights))
      let repeated = try #require(
        try Self.ofCounts(convention, zip(counts, weights).map { $0 * Int($1) }))
      #expect(weighted.prevalences == repeated.prevalences)
      guard reduction != .macro else { continue }
      for (a, b) in zip(weighted.predictions, repeated.predictions) {
        #expect(isClose(a, b, relative: 1e-12))
      }
      #expect(isClose(weighted.loss ?? 0, repeated.loss ?? 1, relative: 1e-14))
    }
  }

  static let conventions: [Convention] = [
    Convention(task: .binary, input: .logits, alpha: .balanced(0.2), epsilon: .clip(1e-3)),
    Convention(task: .binary, input: .logits, gamma: 1.5, epsilon: Epsilon(.add, 0.01)),
    Convention(task: .binary, input: .logits, epsilon: Epsilon(.floor, 0.01)),
    Convention(task: .binary, input: .logits, modulator: Modulator(.asl, [1, 4, 0.05])),
    Convention(task: .binary, input: .logits, modulator: Modulator(.reduced, [0.5])),
    Convention(task: .binary, input: .logits, modulator: Modulator(.normalized)),
    Convention(task: .binary, input: .logits, modulator: Modulator(.flStar, [1])),
    Convention(task: .binary, input: .logits, labelSmoothing: 0.2),
    Convention(task: .binary, input: .logits, classWeights: [1, 7], reduction: .weightedMean),
    Convention(task: .binary, input: .logits, alpha: .balanced(0.1), reduction: .macro),
  ]

  @Test("no constant has a smaller loss, as files of constants show", arguments: conventions)
  func nothingBeats(_ convention: Convention) throws {
    let targets: [Double] = [0, 0, 0, 1, 0, 1, 0, 0]
    func loss(_ logit: Double) throws -> Double {
      let samples = SampleBatch(
        predictions: targets.map { _ in logit }, targets: .values(targets),
        weights: [1, 2, 1, 0.5, 1, 3, 1, 1])
      return try #require(try convention.summary(samples).loss)
    }
    let samples = SampleBatch(
      predictions: targets, targets: .values(targets), weights: [1, 2, 1, 0.5, 1, 3, 1, 1])
    let baseline = try #require(try Self.of(convention, samples, 1))
    let best = try #require(baseline.loss)
    for step in -200...200 {
      #expect(try loss(Double(step) / 20) >= best * (1 - 1e-14), "\(step)")
    }
    // And the best is a loss that a constant has.
    let p = baseline.predictions[0]
    let at = try loss(-log(1 / p - 1))
    #expect(isClose(at, best, relative: 1e-12))
    #expect(isClose(baseline.lossAtHalf ?? .nan, try loss(0), relative: 1e-14))
  }

  @Test("multiclass: no distribution has a smaller loss, α and smoothing included")
  func simplex() throws {
    var random = SplitMix64(seed: 20_261_121)
    for convention in [
      Convention(
        task: .multiclass, input: .logits, alpha: Alpha(.perClass, [1, 0.5, 3]), gamma: 2),
      Convention(task: .multiclass, input: .logits, gamma: 0.3, labelSmoothing: 0.3),
      Convention(
        task: .multiclass, input: .logits, gamma: 5, classWeights: [1, 4, 2], reduction: .macro),
    ] {
      let classes: [Int32] = [0, 0, 1, 2, 2, 2, 2, 0, 2]
      func samples(_ logits: [Double]) -> SampleBatch {
        SampleBatch(predictions: classes.flatMap { _ in logits }, targets: .classes(classes))
      }
      let baseline = try #require(try Self.of(convention, samples([0, 0, 0]), 3))
      let best = try #require(baseline.loss)
      #expect(isClose(baseline.predictions.reduce(0, +), 1, relative: 1e-13))
      let logits = baseline.predictions.map { log($0) }
      let at = try convention.summary(samples(logits), predictionCount: 3).loss
      #expect(isClose(at ?? .nan, best, relative: 1e-13))
      for _ in 0..<300 {
        let moved = logits.map { $0 + Double.random(in: -0.5..<0.5, using: &random) }
        let loss = try convention.summary(samples(moved), predictionCount: 3).loss ?? .nan
        #expect(loss >= best * (1 - 1e-14))
      }
    }
  }

  @Test("one-vs-all and multilabel have a best constant for every column")
  func columns() throws {
    let flags: [Double] = [1, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0]
    let multilabel = Convention(task: .multilabel, input: .logits, alpha: .balanced(0.25))
    let samples = SampleBatch(predictions: flags, targets: .values(flags))
    let baseline = try #require(try Self.of(multilabel, samples, 3))
    #expect(baseline.prevalences == [0.25, 0.25, 0.5])
    for (column, counts) in [[3, 1], [3, 1], [2, 2]].enumerated() {
      let binary = try #require(
        try Self.ofCounts(
          Convention(task: .binary, input: .logits, alpha: .balanced(0.25)), counts))
      #expect(isClose(baseline.predictions[column], binary.predictions[0], relative: 1e-13))
    }
    let classes = SampleBatch(
      predictions: Array(repeating: 0, count: 12), targets: .classes([0, 2, -1, 0]))
    let oneVsAll = try #require(
      try Self.of(Convention(task: .oneVsAll, input: .logits), classes, 3))
    #expect(oneVsAll.prevalences == [0.5, 0, 0.25])
    #expect(oneVsAll.predictions[1] == 0)
    #expect(isClose(oneVsAll.predictions[0], 0.5, relative: 1e-14))
    let quarter = try #require(
      try Self.ofCounts(Convention(task: .binary, input: .logits), [3, 1]))
    #expect(isClose(oneVsAll.predictions[2], quarter.predictions[0], relative: 1e-13))
    let sum = (quarter.loss ?? .nan) + 0.25 * 0.6931471805599453
    #expect(isClose(oneVsAll.loss ?? .nan, sum, relative: 1e-14))
  }

  @Test("one class alone is predicted with certainty, and has no loss")
  func oneClass() throws {
    let binary = try #require(
      try Self.ofCounts(Convention(task: .binary, input: .logits), [0, 5]))
    #expect(binary.predictions == [1])
    #expect(binary.loss == 0)
    #expect(binary.initialBiases == [.infinity])
    #expect(binary.skill(ofLoss: 1) == nil)
    let multiclass = try #require(
      try Self.ofCounts(Convention(task: .multiclass, input: .logits), [0, 5, 0]))
    #expect(multiclass.predictions == [0, 1, 0])
    #expect(multiclass.loss == 0)
  }

  @Test("fractions have a baseline where their loss is the expected one, and none elsewhere")
  func fractions() throws {
    let samples = SampleBatch(predictions: [0, 0, 0, 0], targets: .values([0.25, 0.75, 0, 1]))
    let expected = try #require(
      try Self.of(
        Convention(task: .binary, input: .logits, softTargets: .expected), samples, 1))
    #expect(expected.prevalences == [0.5])
    #expect(isClose(expected.predictions[0], 0.5, relative: 1e-14))
    for rule in [SoftTargetRule.mixture, .expCrossEntropy, .distance] {
      #expect(
        try Self.of(
          Convention(task: .binary, input: .logits, softTargets: rule), samples, 1) == nil)
    }
  }
}
