import FocalLoss
import TestSupport
import Testing

/// Sums times a number and divided by one.
@Suite struct ExactSumScalingTests {
  private static func sum(_ numbers: [Double]) -> ExactSum {
    var sum = ExactSum()
    for number in numbers { sum.add(number) }
    return sum
  }

  private static func merged(_ numbers: [Double], times factor: Double) -> ExactSum {
    var sum = ExactSum()
    sum.merge(Self.sum(numbers), times: factor)
    return sum
  }

  /// Whole numbers of up to 53 bits, of either sign, whose sum has up to 60 bits.
  private static func wholeNumbers(using generator: inout SplitMix64) -> [Int64] {
    (0..<Int.random(in: 1...100, using: &generator)).map { _ in
      Int64.random(in: -0x1f_ffff_ffff_ffff...0x1f_ffff_ffff_ffff, using: &generator)
    }
  }

  @Test("one number times a factor is their product, rounded once", arguments: 1...4)
  func product(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let exponent = Double.random(in: -400...400, using: &generator)
      let number =
        Double(
          sign: .plus, exponent: Int(exponent), significand: .random(in: 1..<2, using: &generator))
        * (Bool.random(using: &generator) ? 1 : -1)
      let factor = Double.random(in: -3...3, using: &generator)
      let product = Self.merged([number], times: factor).value
      #expect(
        product.bitPattern == (number * factor).bitPattern, "seed \(seed): \(number) · \(factor)")
    }
  }

  @Test("a sum times a factor is exact, rounded once, for sums of either sign", arguments: 1...4)
  func scaledSum(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let numbers = Self.wholeNumbers(using: &generator)
      let factor = Int64.random(in: 1...0x1f_ffff_ffff_ffff, using: &generator)
      let exact = numbers.reduce(Int128(0)) { $0 + Int128($1) } * Int128(factor)
      // A factor of 2⁻⁵³·factor is one in [0, 1], as α is.
      let scaled = Self.merged(numbers.map(Double.init), times: Double(factor) * 0x1p-53)
      #expect(
        scaled.value.bitPattern == (Double(exact) * 0x1p-53).bitPattern,
        "seed \(seed): \(numbers) · \(factor)")
    }
  }

  @Test("a factor of 0 adds 0, even of an infinite sum")
  func factorZero() {
    for numbers in [[1.5], [.infinity], [-.infinity], [.nan], []] as [[Double]] {
      for factor in [0.0, -0.0] {
        #expect(Self.merged(numbers, times: factor).value.bitPattern == 0, "\(numbers)")
      }
    }
  }

  @Test(
    "an infinite sum times a factor has the sign of the product",
    arguments: [
      (Double.infinity, 0.25, Double.infinity), (.infinity, -1, -.infinity),
      (-.infinity, 2, -.infinity),
    ])
  func infinite(number: Double, factor: Double, expected: Double) {
    #expect(Self.merged([number], times: factor).value == expected)
    #expect(Self.merged([.nan], times: factor).value.isNaN)
  }

  @Test("a sum beyond the largest double comes back into range by its factor")
  func beyondTheLargest() {
    let largest = Double.greatestFiniteMagnitude
    #expect(Self.sum([largest, largest]).value == .infinity)
    #expect(Self.merged([largest, largest], times: 0.5).value == largest)
    #expect(Self.merged([-largest, -largest, -largest, -largest], times: 0.25).value == -largest)
  }

  /// N/D correctly rounded: 64 more bits than the integers have, the remainder as the last of them.
  private static func quotient(_ numerator: Int128, _ divisor: Int64) -> Double {
    let (whole, rest) = (numerator.magnitude << 64).quotientAndRemainder(
      dividingBy: UInt128(divisor))
    let magnitude = Double(whole | (rest == 0 ? 0 : 1)) * 0x1p-64
    return numerator < 0 ? -magnitude : magnitude
  }

  @Test("a quotient is that of the exact sum, correctly rounded", arguments: 1...4)
  func quotients(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let numbers = Self.wholeNumbers(using: &generator)
      let divisor = Int64.random(in: 1...1_000_000, using: &generator)
      let exact = numbers.reduce(Int128(0)) { $0 + Int128($1) }
      let ours = try #require(Self.sum(numbers.map(Double.init)).divided(by: Double(divisor)))
      #expect(
        ours.bitPattern == Self.quotient(exact, divisor).bitPattern,
        "seed \(seed): \(numbers) / \(divisor)")
    }
  }

  private static let quotientsByHand: [([Double], Double, Double)] = [
    // 2⁵³ + 1 is no double; a third of it is one.
    ([0x1p53, 1], 3, 3_002_399_751_580_331),
    // (2⁵³ + 3)/2 = 2⁵² + 1½, a tie, which goes to the even one.
    ([0x1p53, 3], 2, 0x1.0000000000002p52),
    // A little more and a little less than a tie: what tells them apart is 110 bits down.
    ([1, 0x1p-53, 0x1p-110], 1, 0x1.0000000000001p0), ([1, 0x1p-53, -0x1p-110], 1, 1),
    ([1, 0x1p-53], 1, 1), ([-3, -0x1p-52, -0x1p-51, -0x1p-110], 3, -0x1.0000000000001p0),
    ([0.1, 0.1, 0.1], 3, 0.1), ([1, 0x1p-80, -1], 4, 0x1p-82), ([1e308, 1e308, -1e308], 1, 1e308),
    ([0x1p-1074, 0x1p-1074], 2, 0x1p-1074), ([], 5, 0), ([1, -1], 5, 0), ([1], .infinity, 0),
  ]

  @Test("quotients by hand", arguments: quotientsByHand)
  func byHand(numbers: [Double], divisor: Double, expected: Double) {
    #expect(Self.sum(numbers).divided(by: divisor)?.bitPattern == expected.bitPattern)
  }

  @Test("the mean of finite numbers is finite, even where their sum is not")
  func meanOfTheLargest() {
    let largest = Double.greatestFiniteMagnitude
    #expect(Self.sum([largest, largest]).divided(by: 2) == largest)
    #expect(Self.sum([-largest, -largest, -largest]).divided(by: 3) == -largest)
  }

  private static let missing: [([Double], Double)] = [
    ([1], 0), ([], 0), ([.infinity], .infinity), ([.nan], 1), ([1], .nan), ([.infinity], 0),
  ]

  @Test("a quotient that does not exist is nil", arguments: missing)
  func none(numbers: [Double], divisor: Double) {
    #expect(Self.sum(numbers).divided(by: divisor) == nil)
  }

  @Test("an infinite sum divided by a number is infinite")
  func infiniteQuotient() {
    #expect(Self.sum([.infinity, 1]).divided(by: 4) == .infinity)
    #expect(Self.sum([-.infinity]).divided(by: 4) == -.infinity)
  }
}
