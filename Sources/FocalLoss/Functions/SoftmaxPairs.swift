/// The pairs of softmax rows with one true class each, block by block.
///
/// With m the largest logit of a row, e_j = e^(z_j − m), so that the largest class has 1 and the
/// others are in [0, 1]. The difference z_j − m is rounded; its rounding error δ is a relative error
/// of e_j, and e_j·δ joins what the double leaves of e_j. With Σ' over the classes but the largest,
///
/// ```
/// q = Σ_{j≠t} e_j / (1 + Σ' e_j),   ce = ln (1 + Σ' e_j) − (z_t − m)
/// ```
///
/// never by subtraction from 1: Σ' is made once, and the sum without the true class comes of 1 + Σ' by
/// taking away e_t, which is at most half of it. Of two classes q and ce are those of a sigmoid.
///
/// A row goes through a loop of vector instructions for its exponentials; two rows at once are summed;
/// and what there is once a row is computed for all the rows of a block.
///
/// - Domain: any logits but NaN; at most one +∞ in a row, and not −∞ only.
/// - Special cases: a class with +∞ has probability 1 and the others 0; a class with −∞ has 0.
/// - Accuracy: relative 2⁻⁵⁴, for any number of classes.
struct SoftmaxPairs: Sendable {
  /// The most rows of a block.
  static let blockLength = RowNumbers.count

  private let classCount: Int

  /// The exponentials of two rows.
  private var first: Exponentials
  private var second: Exponentials

  /// What the pairs of the rows are made of, and then the pairs.
  private var rows = RowNumbers()

  /// The softmax of rows of so many logits.
  ///
  /// - Parameter classCount: the logits of a row, at least 2.
  init(classCount: Int) {
    precondition(classCount >= 2, "a softmax has classes")
    self.classCount = classCount
    first = Exponentials(classCount: classCount)
    second = first
  }

  /// The pair of a row of the block last taken.
  subscript(row: Int) -> TargetPair { rows[row] }

  /// Takes a block of rows.
  ///
  /// - Parameters:
  ///   - logits: row-major logits, of at most ``blockLength`` rows.
  ///   - classes: the true class of each row.
  mutating func update(logits: Span<Double>, classes: Span<Int32>) {
    precondition(classes.count <= Self.blockLength, "a block")
    precondition(logits.count == classes.count &* classCount, "whole rows")
    if classCount == 2 {
      rows.update(logits: logits, classes: classes)
      return
    }
    var row = 0
    while row < classes.count {
      first.update(logits: logits.extracting(row &* classCount..<(row &+ 1) &* classCount))
      if row &+ 1 < classes.count {
        second.update(
          logits: logits.extracting((row &+ 1) &* classCount..<(row &+ 2) &* classCount))
      }
      let others = Exponentials.othersSum(first, second)
      var target = Int(classes[row])
      rows.set(
        others: others.0, own: first[target],
        difference: first.difference(logits[row &* classCount &+ target]), at: row)
      if row &+ 1 < classes.count {
        target = Int(classes[row &+ 1])
        rows.set(
          others: others.1, own: second[target],
          difference: second.difference(logits[(row &+ 1) &* classCount &+ target]), at: row &+ 1)
      }
      row &+= 2
    }
    rows.makePairs()
  }
}

/// The exponentials e_j = e^(z_j − m) of a row of logits.
private struct Exponentials: Sendable {
  /// The largest logit m.
  private var maximum = 0.0

  /// The doubles near e_j.
  private var values: [Double]

  /// What they leave of e_j.
  private var rests: [Double]

  init(classCount: Int) {
    values = Array(repeating: 0, count: classCount)
    rests = values
  }

  /// e_j.
  subscript(classIndex: Int) -> DoubleDouble { DoubleDouble(values[classIndex], rests[classIndex]) }

  /// z_j − m of a logit of the row.
  func difference(_ logit: Double) -> DoubleDouble {
    // Of a logit of +∞ the difference from itself is none, and an infinite one has no error.
    if logit == maximum { return DoubleDouble(0, 0) }
    let difference = ErrorFree.sum(logit, -maximum)
    return difference.high == -.infinity ? DoubleDouble(-.infinity, 0) : difference
  }

  /// Takes a row of logits.
  mutating func update(logits: Span<Double>) {
    var maximum = logits[0]
    for j in logits.indices { maximum = logits[j] > maximum ? logits[j] : maximum }
    self.maximum = maximum
    // An infinite logit is outside too, which would have a difference from itself.
    let outsideBits =
      (.greatestFiniteMagnitude - maximum).bitPattern
      | Self.exponentiate(logits, below: maximum, &values, &rests)
    guard outsideBits >> 63 != 0 else { return }
    for j in logits.indices {
      let difference = difference(logits[j])
      if difference.high < -Exponential.bound {
        values[j] = Elementary.power(ofFar: difference)
        rests[j] = 0
      } else if difference.high == 0 {
        values[j] = 1
        rests[j] = 0
      }
    }
  }

  /// Makes the exponentials of a row.
  ///
  /// - Returns: a word whose highest bit is set where one means nothing.
  private static func exponentiate(
    _ logits: Span<Double>, below maximum: Double, _ values: inout [Double],
    _ rests: inout [Double]
  ) -> UInt64 {
    var values = values.mutableSpan
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
  static func othersSum(
    _ first: Exponentials, _ second: Exponentials
  ) -> (DoubleDouble, DoubleDouble) {
    let (firstValues, firstRests) = (first.values.span, first.rests.span)
    let (secondValues, secondRests) = (second.values.span, second.rests.span)
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

/// What the pairs of the rows of a block are made of, and then the pairs: sections of as many numbers
/// as a block has rows at most, so that a loop over all of them becomes vector instructions.
private struct RowNumbers: Sendable {
  /// The numbers of a section.
  static let count = 64

  private var numbers = [Double](repeating: 0, count: 6 * count)

  // The sections before makePairs().
  private static let others = 0
  private static let othersRest = count
  private static let own = 2 * count
  private static let ownRest = 3 * count
  private static let difference = 4 * count
  private static let error = 5 * count

  // The sections after it.
  private static let complement = 0
  private static let complementRest = count
  private static let crossEntropy = 2 * count
  private static let crossEntropyRest = 3 * count

  /// The pair of a row.
  subscript(row: Int) -> TargetPair {
    TargetPair(
      complement: numbers[Self.complement + row],
      complementRest: numbers[Self.complementRest + row],
      crossEntropy: numbers[Self.crossEntropy + row],
      crossEntropyRest: numbers[Self.crossEntropyRest + row])
  }

  /// Takes what the pair of a row is made of.
  mutating func set(
    others: DoubleDouble, own: DoubleDouble, difference: DoubleDouble, at row: Int
  ) {
    var numbers = numbers.mutableSpan
    precondition(numbers.count == 6 * Self.count && row >= 0 && row < Self.count, "a row")
    numbers[Self.others &+ row] = others.high
    numbers[Self.othersRest &+ row] = others.low
    numbers[Self.own &+ row] = own.high
    numbers[Self.ownRest &+ row] = own.low
    numbers[Self.difference &+ row] = difference.high
    numbers[Self.error &+ row] = difference.low
  }

  /// Makes the pairs of all rows.
  mutating func makePairs() {
    var numbers = numbers.mutableSpan
    precondition(numbers.count == 6 * Self.count, "six sections")
    for row in 0..<Self.count {
      let pair = TargetPair(
        others: DoubleDouble(numbers[Self.others &+ row], numbers[Self.othersRest &+ row]),
        own: DoubleDouble(numbers[Self.own &+ row], numbers[Self.ownRest &+ row]),
        difference: DoubleDouble(numbers[Self.difference &+ row], numbers[Self.error &+ row]))
      numbers[Self.complement &+ row] = pair.complement
      numbers[Self.complementRest &+ row] = pair.complementRest
      numbers[Self.crossEntropy &+ row] = pair.crossEntropy
      numbers[Self.crossEntropyRest &+ row] = pair.crossEntropyRest
    }
  }

  /// Makes the pairs of rows of two classes.
  mutating func update(logits: Span<Double>, classes: Span<Int32>) {
    var numbers = numbers.mutableSpan
    precondition(numbers.count == 6 * Self.count, "six sections")
    precondition(classes.count <= Self.count && logits.count == 2 * classes.count, "two a row")
    var outsideBits: UInt64 = 0
    for row in classes.indices {
      let target = Int(classes[row] & 1)
      let difference = ErrorFree.sum(logits[2 &* row &+ target], -logits[2 &* row &+ 1 &- target])
      numbers[Self.difference &+ row] = difference.high
      numbers[Self.error &+ row] = difference.high.isFinite ? difference.low : 0
      outsideBits |= (Exponential.bound - difference.high.magnitude).bitPattern
    }
    for row in 0..<Self.count {
      let pair = TargetPair(
        uncheckedLogit: DoubleDouble(numbers[Self.difference &+ row], numbers[Self.error &+ row]))
      numbers[Self.complement &+ row] = pair.complement
      numbers[Self.complementRest &+ row] = pair.complementRest
      numbers[Self.crossEntropy &+ row] = pair.crossEntropy
      numbers[Self.crossEntropyRest &+ row] = pair.crossEntropyRest
    }
    guard outsideBits >> 63 != 0 else { return }
    for row in classes.indices {
      let pair = TargetPair(
        logit: DoubleDouble(numbers[Self.difference + row], numbers[Self.error + row]))
      numbers[Self.complement + row] = pair.complement
      numbers[Self.complementRest + row] = pair.complementRest
      numbers[Self.crossEntropy + row] = pair.crossEntropy
      numbers[Self.crossEntropyRest + row] = pair.crossEntropyRest
    }
  }
}

extension TargetPair {
  /// The pair of the true class of a softmax row.
  ///
  /// - Parameters:
  ///   - others: Σ' e_j, over the classes but the largest.
  ///   - own: e_t.
  ///   - difference: z_t − m.
  @inline(__always)
  init(others: DoubleDouble, own: DoubleDouble, difference: DoubleDouble) {
    let one = ErrorFree.sum(1, others.high)
    let u = DoubleDouble(one.high, one.low + others.low)
    let without = ErrorFree.sum(u.high, -own.high)
    let restWithout = without.low + (u.low - own.low)
    let isLargest = difference.high == 0
    let quotient = Quotient(by: u)
    let complement = quotient.of(
      DoubleDouble(isLargest ? others.high : without.high, isLargest ? others.low : restWithout))
    let logarithm = Self.logarithm(u, lessOne: others, inverse: quotient.inverse)
    let total = ErrorFree.sum(-difference.high, logarithm.high)
    let rest = total.low + (logarithm.low - difference.low)
    let isInfinite = total.high == .infinity
    let crossEntropy = ErrorFree.sum(large: total.high, small: isInfinite ? 0 : rest)
    self.init(
      complement: complement.high, complementRest: complement.restOverHigh,
      crossEntropy: crossEntropy.high, crossEntropyRest: isInfinite ? 0 : crossEntropy.low)
  }
}
