import FocalLoss
import TestSupport
import Testing

/// The worked examples of the article that the founding implementations come from.
@Suite struct FoundingArticleTests {
  /// Probabilities and targets of easy and hard samples, with the modulating factor at γ 2.
  private static let examples: [(probability: Double, target: Double, factor: Double)] = [
    (0.97, 1, 0.0009), (0.3, 1, 0.49), (0.8, 0, 0.64), (0.1, 0, 0.01), (0.5, 1, 0.25),
    (0.5, 0, 0.25),
  ]

  @Test(
    "the modulating factor at γ 2 makes easy samples light and leaves hard ones heavy",
    arguments: examples)
  func modulatingFactor(probability: Double, target: Double, factor: Double) throws {
    let targetProbability = TargetProbability(probability: probability, isPositive: target == 1)
    let ours = ModulatingFactor(gamma: 2)(targetProbability.complement)
    // Half an ulp of .97 is 31 ulp of .0009 after 1 − p, which it is not small against, and γ 2.
    let bound: UInt64 = probability == 0.97 ? 31 : 1
    #expect(ulpDistance(ours, factor) <= bound, "\(ours)")
    if target == 1 && probability == 0.97 {
      #expect(ulpDistance(ModulatingFactor(gamma: 2)(0.03), factor) <= 1)
    }
    // And so the loss is that factor of the cross entropy.
    let convention = Convention(task: .binary, input: .probabilities)
    let loss = try convention.loss([probability], .values([target]))
    #expect(ulpDistance(loss, factor * targetProbability.crossEntropy) <= bound + 2)
  }
}
