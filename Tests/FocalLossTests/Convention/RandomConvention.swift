import FocalLoss
import TestSupport

extension Convention {
  /// A random convention, valid or not, with doubles of any size and all bits set at random.
  static func random(using generator: inout SplitMix64) -> Convention {
    func pick<Value>(_ values: [Value]) -> Value {
      values[Int.random(in: 0..<values.count, using: &generator)]
    }
    func double() -> Double {
      // Any finite bit pattern, and numbers that people write.
      let any = Double(bitPattern: generator.next())
      let simple = Double(Int.random(in: -20...200, using: &generator)) / 20
      return pick([
        any.isFinite ? any : 1e16, simple, pick([0, -0.0, 1e-7, 1e16, 0x1p-1063, 123_456_789]),
      ])
    }
    let rule = pick(Alpha.Rule.allCases)
    let modulator = pick([.power] + Modulator.Kind.allCases)
    let listCount = modulator.lists.count * Int.random(in: 1...4, using: &generator)
    let epsilon = pick(Epsilon.Rule.allCases)
    return Convention(
      task: pick(ClassificationTask.allCases), input: pick(PredictionKind.allCases),
      alpha: Alpha(
        rule,
        rule == .none ? [] : (0..<Int.random(in: 1...4, using: &generator)).map { _ in double() }),
      gamma: double(),
      modulator: Modulator(
        modulator, (0..<modulator.parameters.count + listCount).map { _ in double() }),
      epsilon: Epsilon(epsilon, epsilon == .none ? 0 : double()),
      softTargets: pick([nil] + SoftTargetRule.allCases), labelSmoothing: double(),
      smoothingRule: pick(SmoothingRule.allCases),
      classWeights: (0..<pick([0, 0, 1, 3])).map { _ in double() },
      classWeightRule: pick(ClassWeightRule.allCases),
      reduction: pick(Reduction.allCases + Reduction.ofGroups + [.divideBy(double())]))
  }

  /// The bits of all numbers of the convention.
  var bits: [UInt64] {
    (alpha.values + modulator.values + [gamma, epsilon.value, labelSmoothing] + classWeights).map(
      \.bitPattern)
  }
}
