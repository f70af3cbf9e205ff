/// How it is told whether a difference is chance.
enum DifferenceTest: String, CaseIterable, Sendable {
  /// By the normal distribution of the mean of many.
  case normal
  /// By exchanging the models at random, sample by sample.
  case randomisation
  /// By drawing the samples again, with replacement.
  case bootstrap
}

/// What the command line says of a comparison of models.
struct VersusSettings: Equatable, Sendable {
  var test: DifferenceTest?
  var trialCount: Int?
  var seed: UInt64?

  /// The difference above which a model is worse; nil where nobody asks.
  var tolerance: Double?
}

/// A test with everything that it depends on.
struct TestPlan: Equatable, Sendable {
  let test: DifferenceTest
  let trialCount: Int
  let seed: UInt64

  /// The confidence of intervals.
  let level: Double

  /// Whether it draws at random.
  var hasTrials: Bool { test != .normal }
}

extension Settings {
  /// The test that is asked for, or the usual one.
  var testPlan: TestPlan {
    TestPlan(
      test: versus.test ?? .normal, trialCount: versus.trialCount ?? 10_000,
      seed: versus.seed ?? 12_345, level: output.confidence ?? 0.95)
  }
}
