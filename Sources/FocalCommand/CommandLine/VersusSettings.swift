import FocalInput
import FocalLoss
import FocalOutput

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

  /// The test that a signature says.
  var signature: TestPlan?

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

  /// The usual test.
  static let usual = TestPlan(test: .normal, trialCount: 10_000, seed: 12_345, level: 0.95)
}

extension TestPlan {
  /// The test as a signature has it, after those of the convention: `versus:bootstrap:0.95:10000:12345`,
  /// without trials and seed where nothing is drawn.
  var signatureField: String {
    let parts = [test.rawValue, NumberText.shortest(level)]
    let drawn = hasTrials ? ["\(trialCount)", "\(seed)"] : []
    return (["versus"] + parts + drawn).joined(separator: ":")
  }

  /// The test that a field of a signature says.
  ///
  /// - Throws: ``SignatureError`` where it says none.
  init(signatureField: Substring) throws(SignatureError) {
    let parts = signatureField.split(separator: ":", omittingEmptySubsequences: false).dropFirst()
      .map(String.init)
    guard let test = parts.first.flatMap(DifferenceTest.init),
      parts.count == (test == .normal ? 2 : 4),
      let level = NumberParser().number(parts[1]), level > 0, level < 1,
      let trialCount = test == .normal ? Self.usual.trialCount : Int(parts[2]), trialCount > 1,
      let seed = test == .normal ? Self.usual.seed : UInt64(parts[3])
    else { throw .unknownValue(axis: "versus", value: parts.joined(separator: ":")) }
    self.init(test: test, trialCount: trialCount, seed: seed, level: level)
  }
}

extension Settings {
  /// The test that the options say, else the signature, else the usual one.
  var testPlan: TestPlan {
    let other = versus.signature ?? .usual
    return TestPlan(
      test: versus.test ?? other.test, trialCount: versus.trialCount ?? other.trialCount,
      seed: versus.seed ?? other.seed, level: output.confidence ?? other.level)
  }
}
