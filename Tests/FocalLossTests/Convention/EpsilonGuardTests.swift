import FocalLoss
import TestSupport
import Testing

/// What every epsilon rule does to certain predictions, by hand.
@Suite struct EpsilonGuardTests {
  private static func convention(
    _ epsilon: Epsilon, _ task: ClassificationTask = .binary,
    _ input: PredictionKind = .probabilities, gamma: Double = 0
  ) -> Convention { Convention(task: task, input: input, gamma: gamma, epsilon: epsilon) }

  /// The losses that betray a cap, in the digits in which they are known.
  private static let saturations: [(Epsilon, Double)] = [
    (Epsilon(.logFloor, 100), 100), (.clip(1e-13), 29.933606), (Epsilon(.add, 1e-8), 18.420681),
    (.clip(1e-7), 16.118096), (.clip(1e-5), 11.512925),
  ]

  @Test("a wrong prediction without doubt loses −ln ε, whatever its kind", arguments: saturations)
  func saturation(epsilon: Epsilon, loss: Double) throws {
    let certainties: [(PredictionKind, Double)] = [
      (.probabilities, 0), (.logits, -.infinity), (.logProbabilities, -.infinity),
    ]
    for (input, prediction) in certainties {
      let binary = try Self.convention(epsilon, .binary, input).loss([prediction], .values([1]))
      #expect((binary * 1e6).rounded() == (loss * 1e6).rounded())
      let other = input == .logits ? 0 : input == .probabilities ? 1 : 0.0
      let row = try Self.convention(epsilon, .multiclass, input).loss(
        [prediction, other], .classes([0]))
      #expect(row.bitPattern == binary.bitPattern)
    }
  }

  @Test("a clip holds p in the modulating factor too, and at 1 − ε from above")
  func clip() throws {
    let convention = Self.convention(.clip(0.125), gamma: 1)
    let losses = try convention.losses(
      [0, 0.1, 0.125, 0.875, 0.9, 1], .values([1, 1, 1, 1, 1, 1]))
    #expect(losses[0] == 1.8195113489698564)
    #expect(losses[1] == losses[0] && losses[2] == losses[0])
    #expect(ulpDistance(losses[3], 0.125 * 0.13353139262452263) <= 1)
    #expect(losses[4] == losses[3] && losses[5] == losses[3])
    // Without the clip p = 1 loses nothing.
    #expect(try Self.convention(.none, gamma: 1).loss([1], .values([1])) == 0)
  }

  @Test("a clip holds p, not 1 − p: of a negative the upper end is the wrong one")
  func clipOfNegatives() throws {
    // fl(1 − 1e-7) is 9.999999994736442e-08 away from 1, so the caps of the two sides differ.
    let convention = Self.convention(.clip(1e-7))
    let positive = try convention.loss([0], .values([1]))
    let negative = try convention.loss([1], .values([0]))
    #expect(ulpDistance(positive, 16.11809565095832) <= 1)
    #expect(ulpDistance(negative, 16.118095651484676) <= 1)
    #expect(negative > positive)
  }

  @Test("a clip of softmax holds p_t alone: the other classes keep what they have")
  func clipOfSoftmax() throws {
    let convention = Self.convention(.clip(0.125), .multiclass, gamma: 1)
    let row = [0.0625, 0.0625, 0.875]
    #expect(try convention.loss(row, .classes([0])) == 1.8195113489698564)
    #expect(ulpDistance(try convention.loss(row, .classes([2])), 0.125 * 0.13353139262452263) <= 1)
  }

  @Test(
    "an added ε acts in the logarithm only, and makes a certain prediction lose a little less than 0"
  )
  func add() throws {
    #expect(
      ulpDistance(
        try Self.convention(Epsilon(.add, 0.5)).loss([1], .values([1])), -0.4054651081081644) <= 1)
    #expect(
      try Self.convention(Epsilon(.add, 0.5), gamma: 1).loss([0], .values([1]))
        == 0.6931471805599453)
    #expect(
      try Self.convention(Epsilon(.add, 0.5), gamma: 1).loss([1], .values([1])).bitPattern == 0)
    #expect(
      try Self.convention(Epsilon(.add, 0.25), gamma: 1).loss([0.25], .values([1])) == 0.75
        * 0.6931471805599453)
    // Near 1, where p_t + ε has no digits of either left.
    let near = try Self.convention(Epsilon(.add, 1e-30), .binary, .logits).loss([80], .values([1]))
    #expect(ulpDistance(near, -0x1.4483401547569p-100) <= 2)
  }

  @Test("a floor of the logarithm leaves the modulating factor alone, unless that comes from it")
  func logFloor() throws {
    let floor = Self.convention(Epsilon(.logFloor, 0.6931471805599453), gamma: 1)
    #expect(try floor.loss([0.25], .values([1])) == 0.75 * 0.6931471805599453)
    #expect(try floor.loss([0.5], .values([1])) == 0.5 * 0.6931471805599453)
    #expect(try floor.loss([0.75], .values([1])) < 0.25 * 0.29)
    var exponential = floor
    exponential.softTargets = .expCrossEntropy
    #expect(ulpDistance(try exponential.loss([0.25], .values([1])), 0.5 * 0.6931471805599453) <= 1)
  }

  @Test("a floor holds p_t and 1 − p_t one without the other, in the modulating factor too")
  func floor() throws {
    let floor = Self.convention(Epsilon(.floor, 0.125), gamma: 1)
    // ln 8, ln 2, and a loss of ⅛ of its cross entropy where the complement is less.
    #expect(try floor.loss([0], .values([1])) == 2.0794415416798357)
    #expect(try floor.loss([0.5], .values([1])) == 0.5 * 0.6931471805599453)
    #expect(ulpDistance(try floor.loss([0.9], .values([1])), 0.125 * 0.10536051565782628) <= 1)
    #expect(try floor.loss([1], .values([0])) == 2.0794415416798357)
    #expect(try floor.loss([1], .values([1])).bitPattern == 0)
  }

  @Test("an ε added everywhere makes p of a positive larger and 1 − p of a negative smaller")
  func addAll() throws {
    let add = Self.convention(Epsilon(.addAll, 0.25), gamma: 1)
    #expect(try add.loss([0.25], .values([1])) == 0.5 * 0.6931471805599453)
    #expect(try add.loss([0.25], .values([0])) == 0.5 * 0.6931471805599453)
    // Where p + ε passes 1 a positive has no factor left, and a negative the logarithm of nothing.
    #expect(try add.loss([0.9], .values([1])).bitPattern == 0)
    #expect(try add.loss([0.9], .values([0])) == .infinity)
    let row = Self.convention(Epsilon(.addAll, 0.25), .multiclass, gamma: 1)
    #expect(try row.loss([0.25, 0.75], .classes([0])) == 0.5 * 0.6931471805599453)
  }

  @Test("a clip of the cross entropy leaves the modulating factor alone")
  func clipCrossEntropy() throws {
    let clip = Self.convention(Epsilon(.clipCrossEntropy, 0.125), gamma: 1)
    #expect(try clip.loss([0], .values([1])) == 2.0794415416798357)
    #expect(try clip.loss([0.5], .values([1])) == 0.5 * 0.6931471805599453)
    #expect(try clip.loss([1], .values([1])).bitPattern == 0)
    #expect(
      try Self.convention(Epsilon(.clipCrossEntropy, 0.125)).loss([1], .values([1]))
        == 0.13353139262452263)
    let added = Self.convention(Epsilon(.clipAdd, 0.125), gamma: 1)
    #expect(try added.loss([0], .values([1])) == 2 * 0.6931471805599453)
    #expect(try added.loss([0.375], .values([1])) == 0.625 * 0.6931471805599453)
    #expect(try Self.convention(Epsilon(.clipAdd, 0.125)).loss([1], .values([1])) == 0)
  }
}
