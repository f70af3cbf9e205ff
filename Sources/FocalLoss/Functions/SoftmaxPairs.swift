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
/// - Accuracy: relative 2⁻⁵³, for any number of classes.
struct SoftmaxPairs: Sendable {
  private let classCount: Int

  /// The exponentials of two rows.
  private var one: Softmax
  private var other: Softmax

  /// What the pairs of the rows are made of.
  private var rows = RowNumbers()

  /// The softmax of rows of so many logits.
  ///
  /// - Parameter classCount: the logits of a row, at least 2.
  init(classCount: Int) {
    precondition(classCount >= 2, "a softmax has classes")
    self.classCount = classCount
    one = Softmax(classCount: classCount)
    other = one
  }

  /// Makes the pairs of rows.
  ///
  /// - Parameters:
  ///   - pairs: takes the pairs.
  ///   - first: the index of the first, which is the first of a block.
  ///   - logits: row-major logits, of no more rows than a block has pairs.
  ///   - classes: the true class of each row.
  mutating func fill(
    _ pairs: inout PairBlocks, from first: Int = 0, logits: Span<Double>, classes: Span<Int32>
  ) {
    precondition(classes.count <= PairBlocks.length, "a block")
    precondition(logits.count == classes.count &* classCount, "whole rows")
    if classCount == 2 {
      rows.fill(&pairs, from: first, logits: logits, classes: classes)
      return
    }
    var row = 0
    while row < classes.count {
      one.exponentiate(logits.extracting(row &* classCount..<(row &+ 1) &* classCount))
      if row &+ 1 < classes.count {
        other.exponentiate(
          logits.extracting((row &+ 1) &* classCount..<(row &+ 2) &* classCount))
      }
      let others = Softmax.othersSums(one, other)
      var target = Int(classes[row])
      rows.set(
        others: others.0, own: one[target],
        difference: one.difference(logits[row &* classCount &+ target]), at: row)
      if row &+ 1 < classes.count {
        target = Int(classes[row &+ 1])
        rows.set(
          others: others.1, own: other[target],
          difference: other.difference(logits[(row &+ 1) &* classCount &+ target]), at: row &+ 1)
      }
      row &+= 2
    }
    rows.fill(&pairs, first..<first + classes.count)
  }
}

/// What the pairs of the rows of a block are made of: sections of as many numbers as a block has pairs,
/// so that a loop over all of them becomes vector instructions.
private struct RowNumbers: Sendable {
  /// The numbers of a section.
  private static let length = PairBlocks.length

  private var numbers = [Double](repeating: 0, count: 6 * length)

  private static let others = 0
  private static let othersRest = length
  private static let own = 2 * length
  private static let ownRest = 3 * length
  private static let difference = 4 * length
  private static let differenceRest = 5 * length

  /// Takes what the pair of a row is made of.
  mutating func set(
    others: DoubleDouble, own: DoubleDouble, difference: DoubleDouble, at row: Int
  ) {
    var numbers = numbers.mutableSpan
    precondition(numbers.count == 6 * Self.length && row >= 0 && row < Self.length, "a row")
    numbers[Self.others &+ row] = others.high
    numbers[Self.othersRest &+ row] = others.low
    numbers[Self.own &+ row] = own.high
    numbers[Self.ownRest &+ row] = own.low
    numbers[Self.difference &+ row] = difference.high
    numbers[Self.differenceRest &+ row] = difference.low
  }

  /// Makes the pairs of all rows.
  func fill(_ pairs: inout PairBlocks, _ range: Range<Int>) {
    let numbers = numbers.span
    precondition(numbers.count == 6 * Self.length, "six sections")
    pairs.fill(range) { row in
      LossPair(
        others: DoubleDouble(numbers[Self.others &+ row], numbers[Self.othersRest &+ row]),
        own: DoubleDouble(numbers[Self.own &+ row], numbers[Self.ownRest &+ row]),
        difference: DoubleDouble(
          numbers[Self.difference &+ row], numbers[Self.differenceRest &+ row]))
    }
  }

  /// Makes the pairs of rows of two classes, from the differences of their logits.
  mutating func fill(
    _ pairs: inout PairBlocks, from first: Int, logits: Span<Double>, classes: Span<Int32>
  ) {
    precondition(logits.count == 2 * classes.count, "two a row")
    var outsideBits: UInt64 = 0
    for row in classes.indices {
      let target = Int(classes[row] & 1)
      let difference = Softmax.difference(
        logits[2 &* row &+ target], logits[2 &* row &+ 1 &- target])
      numbers[Self.difference &+ row] = difference.high
      numbers[Self.differenceRest &+ row] = difference.low
      outsideBits |= (Exponential.bound - difference.high.magnitude).bitPattern
    }
    let numbers = numbers.span
    precondition(numbers.count == 6 * Self.length, "six sections")
    pairs.fill(first..<first + classes.count) { row in
      LossPair(
        uncheckedLogit: DoubleDouble(
          numbers[Self.difference &+ row], numbers[Self.differenceRest &+ row]))
    }
    guard outsideBits >> 63 != 0 else { return }
    for row in classes.indices {
      pairs[first + row] = LossPair(
        logit: DoubleDouble(
          numbers[Self.difference &+ row], numbers[Self.differenceRest &+ row]))
    }
  }
}
