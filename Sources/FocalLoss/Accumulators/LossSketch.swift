/// How losses are distributed: their quantiles, and the part of their sum that the largest carry.
///
/// How it works: up to ``heldCount`` losses are held, and everything is exact. More fall into buckets
/// by their sign, their exponent and the first seven bits of their significand, which are the first
/// bits of the double itself, so that no logarithm decides:
///
/// ```
///   s eeeeeeeeeee mmmmmmm mmmmm…      the bucket is what stands before the gap;
///   └── page ───┘ └─────┘             a page of 128 buckets is made when a loss falls on it
/// ```
///
/// A bucket has the number of its losses and the sum of their significands, which have one unit, so
/// it is exact. Losses may be added in any order and sketches merged in any order with the same bits.
///
/// - Accuracy: exact up to ``heldCount`` losses; beyond, counts, sums and the largest loss are exact
///   and a quantile is within ``relativeError`` of a loss of its rank, for losses of at least 2⁻¹⁰²².
/// - Complexity: 3 KB of memory for each power of two that losses come near, 6 MB at most.
///
/// Source: the buckets are those of Masson, Rim and Lee, "DDSketch: a fast and fully-mergeable
/// quantile sketch with relative-error guarantees", 2019, with the double's own bits as logarithm.
package struct LossSketch: Sendable {
  /// The losses up to which everything is exact.
  package static let heldCount = 1 << 14

  /// How far beside a loss its bucket's mean can be, as a part of it.
  package static let relativeError = 0x1p-7

  /// The number of losses.
  package private(set) var count = 0

  /// The largest loss; nil while there is none.
  package private(set) var maximum: Double?

  /// The losses, while they are few.
  private var held: [Double] = []

  /// The page of each sign and exponent, −1 while it is empty.
  private var pages: [Int16] = []
  private var counts: [Int] = []
  private var significandSums: [UInt128] = []

  private static let bucketsPerPage = 128
  private static let signsAndExponents = 4096

  /// A sketch of no losses.
  package init() {}

  /// Whether everything is exact.
  package var isExact: Bool { pages.isEmpty }

  /// Adds losses.
  ///
  /// - Parameter losses: any numbers but NaN, in nats.
  package mutating func add(_ losses: [Double]) {
    guard !losses.isEmpty else { return }
    var largest = maximum ?? losses[0]
    for loss in losses where loss > largest { largest = loss }
    maximum = largest
    count += losses.count
    if isExact, count <= Self.heldCount {
      held += losses
    } else {
      pour()
      for loss in losses { addToBucket(loss) }
    }
  }

  /// Adds another sketch.
  ///
  /// - Parameter other: the sketch; an empty one changes nothing.
  package mutating func merge(_ other: LossSketch) {
    guard !other.isExact else { return add(other.held) }
    pour()
    count += other.count
    maximum = max(maximum ?? -.infinity, other.maximum ?? -.infinity)
    for (top, page) in other.pages.enumerated() where page >= 0 {
      let own = makePage(top) * Self.bucketsPerPage
      let start = Int(page) * Self.bucketsPerPage
      for bucket in 0..<Self.bucketsPerPage {
        counts[own + bucket] += other.counts[start + bucket]
        significandSums[own + bucket] += other.significandSums[start + bucket]
      }
    }
  }

  /// The sum of all losses, exactly.
  package var sum: ExactSum { sumOfLargest(thousandths: 1000) }

  /// The least loss that a part of the losses is not above.
  ///
  /// Of n losses in order it is the ⌈n·fraction⌉-th, and at least the first.
  ///
  /// - Parameter fraction: the part, from 0 to 1.
  /// - Returns: the quantile in nats; nil where there are no losses.
  package func quantile(_ fraction: Double) -> Double? {
    guard count > 0 else { return nil }
    let rank = min(count, max(1, Int(roundingUp: Double(count) * fraction)))
    guard rank < count else { return maximum }
    guard !isExact else { return held.sorted()[rank - 1] }
    // The place from above, counted from 0.
    var place = count - rank
    for bucket in descendingBuckets {
      guard place >= bucket.count else {
        var sum = ExactSum()
        Self.add(bucket, to: &sum)
        return sum.divided(by: Double(bucket.count))
      }
      place -= bucket.count
    }
    return nil
  }

  /// The sum of the largest losses.
  ///
  /// Where the part is no whole number of losses, the last one is counted in part.
  ///
  /// - Accuracy: exact up to ``heldCount`` losses, whole losses apart from the last; beyond, those
  ///   of the last bucket count with their mean, so within ``relativeError`` of their part.
  ///
  /// - Parameter thousandths: how many of a thousand losses, from 0 to 1000.
  /// - Returns: their sum.
  package func sumOfLargest(thousandths: Int) -> ExactSum {
    var sum = ExactSum()
    let (whole, rest) = (count * thousandths).quotientAndRemainder(dividingBy: 1000)
    let part = Double(rest) / 1000
    if isExact {
      let losses = thousandths == 1000 ? held : held.sorted(by: >)
      for loss in losses.prefix(whole) { sum.add(loss) }
      if part > 0 { sum.add(losses[whole], times: part) }
      return sum
    }
    var left = whole
    for bucket in descendingBuckets {
      guard left < bucket.count else {
        Self.add(bucket, to: &sum)
        left -= bucket.count
        continue
      }
      var last = ExactSum()
      Self.add(bucket, to: &last)
      sum.merge(last, times: (Double(left) + part) / Double(bucket.count))
      break
    }
    return sum
  }

  /// Moves the losses held into buckets.
  private mutating func pour() {
    guard isExact else { return }
    pages = Array(repeating: -1, count: Self.signsAndExponents)
    for loss in held { addToBucket(loss) }
    held = []
  }

  private mutating func addToBucket(_ loss: Double) {
    let bits = loss.bitPattern
    let top = Int(truncatingIfNeeded: bits >> 52)
    let bucket = makePage(top) * Self.bucketsPerPage + Int(truncatingIfNeeded: bits >> 45) & 127
    counts[bucket] += 1
    let isSubnormal = top & 0x7ff == 0
    significandSums[bucket] += UInt128(
      loss.significandBitPattern | (isSubnormal ? 0 : 1 << 52))
  }

  private mutating func makePage(_ top: Int) -> Int {
    if pages[top] < 0 {
      pages[top] = Int16(truncatingIfNeeded: counts.count / Self.bucketsPerPage)
      counts.append(contentsOf: repeatElement(0, count: Self.bucketsPerPage))
      significandSums.append(contentsOf: repeatElement(0, count: Self.bucketsPerPage))
    }
    return Int(pages[top])
  }

  /// A bucket that has losses.
  private struct Bucket {
    /// The sign and the exponent of its losses.
    let top: Int
    let count: Int
    let significandSum: UInt128
  }

  /// The buckets that have losses, the largest losses first.
  private var descendingBuckets: [Bucket] {
    let half = Self.signsAndExponents / 2
    var descending: [Bucket] = []
    func append(_ top: Int, _ buckets: some Sequence<Int>) {
      guard pages[top] >= 0 else { return }
      for bucket in buckets {
        let index = Int(pages[top]) * Self.bucketsPerPage + bucket
        guard counts[index] > 0 else { continue }
        descending.append(
          Bucket(top: top, count: counts[index], significandSum: significandSums[index]))
      }
    }
    for top in (0..<half).reversed() { append(top, (0..<Self.bucketsPerPage).reversed()) }
    for top in half..<2 * half { append(top, 0..<Self.bucketsPerPage) }
    return descending
  }

  /// Adds the losses of a bucket to a sum.
  private static func add(_ bucket: Bucket, to sum: inout ExactSum) {
    let sign: FloatingPointSign = bucket.top & 0x800 == 0 ? .plus : .minus
    let exponent = bucket.top & 0x7ff
    guard exponent != 0x7ff else { return sum.add(sign == .plus ? .infinity : -.infinity) }
    for part in 0..<4 {
      let digits = UInt32(truncatingIfNeeded: bucket.significandSum >> UInt128(32 * part))
      sum.add(
        Double(
          sign: sign, exponent: max(1, exponent) - 1075 + 32 * part, significand: Double(digits)))
    }
  }
}

extension LossSketch: StateCodable {
  /// The losses while they are few, or the buckets: pairs of a sign and exponent and a list of pairs
  /// of a bucket, and in it the number of its losses and the sum of their significands.
  package mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.count("count", &count)
    try coder.value("maximum", &maximum) { maximum in
      maximum.map(StateValue.number) ?? .nothing
    } _: { state in
      if state == .nothing { .some(nil) } else { state.number.map { .some($0) } }
    }
    try coder.value("held", &held) {
      .list($0.map(StateValue.number))
    } _: { state in
      guard case .list(let values) = state, values.count <= Self.heldCount else { return nil }
      let losses = values.compactMap(\.number)
      return losses.count == values.count ? losses : nil
    }
    var copy = self
    let limit = coder.limit
    try coder.value("buckets", &copy) {
      $0.bucketState
    } _: { state in
      var sketch = LossSketch()
      return sketch.readBuckets(state, limit: limit) ? sketch : nil
    }
    guard coder.isReading, !copy.pages.isEmpty else { return }
    guard held.isEmpty else { throw .wrong("held") }
    (pages, counts, significandSums) = (copy.pages, copy.counts, copy.significandSums)
  }

  private var bucketState: StateValue {
    .list(
      pages.indices.filter { pages[$0] >= 0 }.map { top in
        let start = Int(pages[top]) * Self.bucketsPerPage
        let buckets = (0..<Self.bucketsPerPage).filter { counts[start + $0] > 0 }
        return .list([
          .integer(top),
          .list(
            buckets.map { bucket in
              let sum = String(significandSums[start + bucket], radix: 16)
              return .list([
                .integer(bucket), .list([.integer(counts[start + bucket]), .text(sum)]),
              ])
            }),
        ])
      })
  }

  private mutating func readBuckets(_ state: StateValue, limit: Int) -> Bool {
    if case .list(let tops) = state, tops.isEmpty { return true }
    pour()
    return state.forEachEntry(in: 0..<Self.signsAndExponents) { top, buckets in
      let start = makePage(top) * Self.bucketsPerPage
      return buckets.forEachEntry(in: 0..<Self.bucketsPerPage) { bucket, value in
        guard case .list(let pair) = value, pair.count == 2, let count = pair[0].count(to: limit),
          case .text(let digits) = pair[1], let sum = UInt128(digits, radix: 16),
          sum < UInt128(1) << 112
        else { return false }
        counts[start + bucket] = count
        significandSums[start + bucket] = sum
        return true
      }
    }
  }
}
