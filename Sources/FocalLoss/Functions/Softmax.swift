/// The softmax of one row of logits, kept as the exponentials it is made of, with what their doubles
/// leave of them.
///
/// With m the largest logit, e_j = e^(z_j − m), so that the largest class has 1 and the others are
/// in [0, 1]. The difference z_j − m is rounded; its rounding error δ is a relative error of e_j,
/// and e_j·δ joins what the double leaves of e_j. With Σ' over the classes but the largest,
///
/// ```
/// 1 − p_t = Σ_{j≠t} e_j / (1 + Σ' e_j),   −ln p_t = ln (1 + Σ' e_j) − (z_t − m)
/// ```
///
/// never by subtraction from 1: Σ' is made once, and the sum without the true class comes of 1 + Σ' by
/// taking away e_t, which is at most half of it. Of two classes they are those of a sigmoid.
///
/// - Domain: any logits but NaN; at most one +∞, and not −∞ only, as ``isDefined(logits:from:classCount:)``
///   tells.
/// - Special cases: a class with +∞ has probability 1 and the others 0; a class with −∞ has 0.
/// - Accuracy: relative 2⁻⁵³, for any number of classes.
package struct Softmax: Sendable {
  /// The logits of the row.
  private var logits: [Double]

  /// The largest logit m.
  private var maximum = 0.0

  /// The doubles near e_j.
  private var exponentials: [Double]

  /// What they leave of e_j.
  private var rests: [Double]

  /// Σ' e_j; where several logits are the largest, all but one of them are in it.
  private var others = DoubleDouble(0, 0)

  /// The softmax of rows of so many logits, to be filled by ``update(logits:from:)``.
  ///
  /// - Parameter classCount: the logits of a row, at least 1.
  package init(classCount: Int) {
    logits = Array(repeating: 0, count: classCount)
    exponentials = logits
    rests = logits
  }

  /// Whether a row of logits has a softmax.
  ///
  /// - Parameters:
  ///   - logits: row-major logits.
  ///   - start: where the row begins.
  ///   - classCount: the logits of the row.
  /// - Returns: false for a row with two or more +∞, or with −∞ only, which have no limit.
  package static func isDefined(logits: Span<Double>, from start: Int, classCount: Int) -> Bool {
    var infinite = 0
    var lowest = 0
    for j in 0..<classCount {
      let logit = logits[start + j]
      if logit == .infinity { infinite += 1 }
      if logit == -.infinity { lowest += 1 }
    }
    return infinite < 2 && lowest < classCount
  }

  /// Takes a new row of logits.
  ///
  /// - Parameters:
  ///   - logits: row-major logits.
  ///   - start: where the row begins; it has as many logits as there are classes.
  package mutating func update(logits: Span<Double>, from start: Int) {
    let row = logits.extracting(start..<start + exponentials.count)
    for j in row.indices { self.logits[j] = row[j] }
    exponentiate(row)
    others = Self.othersSums(self, self).0
  }

  /// The probability of a class, in its three forms.
  ///
  /// - Accuracy: within 1 ulp.
  ///
  /// - Parameter classIndex: the class.
  /// - Returns: p_j, 1 − p_j and −ln p_j.
  package func probability(of classIndex: Int) -> TargetProbability {
    let own = self[classIndex]
    let difference = difference(logits[classIndex])
    let sum = ErrorFree.sum(1, others.high).adding(others.low)
    let pair =
      exponentials.count == 2
      ? LossPair(logit: Self.difference(logits[classIndex], logits[1 - classIndex]))
      : LossPair(others: others, own: own, difference: difference)
    return TargetProbability(value: Quotient(by: sum).of(own).value, pair: pair)
  }

  /// e_j and the sum of the others, to nearly all digits of two doubles; those beyond the range of
  /// exponents count as 0.
  func preciseOdds(of classIndex: Int) -> (positive: DoubleDouble, negative: DoubleDouble) {
    var positive = DoubleDouble(0, 0)
    var negative = DoubleDouble(0, 0)
    for j in logits.indices {
      let difference = difference(logits[j])
      guard difference.high >= -Exponential.bound else { continue }
      let exponential = PreciseExponential.of(difference)
      if j == classIndex {
        positive = exponential
      } else {
        negative = negative.adding(exponential)
      }
    }
    return (positive, negative)
  }

  /// e_j.
  subscript(classIndex: Int) -> DoubleDouble {
    DoubleDouble(exponentials[classIndex], rests[classIndex])
  }

  /// z_j − m of a logit of the row.
  func difference(_ logit: Double) -> DoubleDouble { Self.difference(logit, maximum) }

  /// The difference of two logits; none where both are +∞, without a rest where it is infinite.
  static func difference(_ a: Double, _ b: Double) -> DoubleDouble {
    if a == b { return DoubleDouble(0, 0) }
    let difference = ErrorFree.sum(a, -b)
    return difference.high.isFinite ? difference : DoubleDouble(difference.high, 0)
  }

  /// Makes the exponentials of a row of logits.
  mutating func exponentiate(_ logits: Span<Double>) {
    var maximum = logits[0]
    for j in logits.indices { maximum = logits[j] > maximum ? logits[j] : maximum }
    self.maximum = maximum
    // An infinite logit is outside too, which would have a difference from itself.
    let outsideBits =
      (.greatestFiniteMagnitude - maximum).bitPattern
      | Self.exponentiate(logits, below: maximum, &exponentials, &rests)
    guard outsideBits >> 63 != 0 else { return }
    for j in logits.indices {
      let difference = difference(logits[j])
      if difference.high < -Exponential.bound {
        exponentials[j] = Elementary.power(ofFar: difference)
        rests[j] = 0
      } else if difference.high == 0 {
        exponentials[j] = 1
        rests[j] = 0
      }
    }
  }

  /// Makes the exponentials of a row.
  ///
  /// - Returns: a word whose highest bit is set where one means nothing.
  private static func exponentiate(
    _ logits: Span<Double>, below maximum: Double, _ exponentials: inout [Double],
    _ rests: inout [Double]
  ) -> UInt64 {
    var values = exponentials.mutableSpan
    var rests = rests.mutableSpan
    precondition(values.count == logits.count && rests.count == logits.count, "a row")
    var outsideBits: UInt64 = 0
    for j in logits.indices {
      let difference = ErrorFree.sum(logits[j], -maximum)
      let exponential = Exponential.doubleDouble(difference.high)
      values[j] = exponential.high
      rests[j] = exponential.low + exponential.high * difference.low
      outsideBits |= (difference.high + Exponential.bound).bitPattern
    }
    return outsideBits
  }

  /// Σ' e_j of two rows; where several logits are the largest, all but one of them are in it.
  static func othersSums(
    _ first: Softmax, _ second: Softmax
  ) -> (DoubleDouble, DoubleDouble) {
    let (firstValues, firstRests) = (first.exponentials.span, first.rests.span)
    let (secondValues, secondRests) = (second.exponentials.span, second.rests.span)
    var sum = SIMD2(0.0, 0.0)
    var lost = SIMD2(0.0, 0.0)
    var largestCount = SIMD2(-1.0, -1.0)
    for j in firstValues.indices {
      var value = SIMD2(firstValues[j], secondValues[j])
      let rest = SIMD2(firstRests[j], secondRests[j])
      let isLargest = value .== 1 .& rest .== 0
      value.replace(with: 0, where: isLargest)
      largestCount += SIMD2(0, 0).replacing(with: 1, where: isLargest)
      let next = sum + value
      let part = next - sum
      lost += ((sum - (next - part)) + (value - part)) + rest
      sum = next
    }
    let next = sum + largestCount
    let part = next - sum
    lost += (sum - (next - part)) + (largestCount - part)
    return (DoubleDouble(next[0], lost[0]), DoubleDouble(next[1], lost[1]))
  }
}

extension LossPair {
  /// The pair of the true class of a softmax row.
  ///
  /// - Parameters:
  ///   - others: Σ' e_j, over the classes but the largest.
  ///   - own: e_t.
  ///   - difference: z_t − m.
  @inline(__always)
  init(others: DoubleDouble, own: DoubleDouble, difference: DoubleDouble) {
    let total = OnePlus(ErrorFree.sum(1, others.high), others.low)
    let u = total.sum
    let without = ErrorFree.sum(u.high, -own.high)
    let restWithout = without.low + (u.low - own.low)
    let isLargest = difference.high == 0
    let quotient = Quotient(by: u)
    let complement = quotient.of(
      DoubleDouble(isLargest ? others.high : without.high, isLargest ? others.low : restWithout))
    let logarithm = total.logarithm(inverse: quotient.inverse)
    let sum = ErrorFree.sum(-difference.high, logarithm.high)
    let rest = sum.low + (logarithm.low - difference.low)
    let isInfinite = sum.high == .infinity
    let crossEntropy = ErrorFree.sum(large: sum.high, small: isInfinite ? 0 : rest)
    self.init(
      complement: complement.high, complementRest: complement.restOverHigh,
      crossEntropy: crossEntropy.high, crossEntropyRest: isInfinite ? 0 : crossEntropy.low)
  }
}
