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
public struct LossSketch: Sendable {
  /// The losses up to which everything is exact.
  public static let heldCount = 1 << 14

  /// How far beside a loss its bucket's mean can be, as a part of it.
  public static let relativeError = 0x1p-7

  /// The number of losses.
  public private(set) var count = 0

  /// The largest loss; nil while there is none.
  public private(set) var maximum: Double?

  /// The losses, while they are few.
  private var held: [Double] = []

  /// The page of each sign and exponent, −1 while it is empty.
  private var pages: [Int16] = []
  private var counts: [Int] = []
  private var significandSums: [UInt128] = []

  private static let bucketsPerPage = 128
  private static let signsAndExponents = 4096

  /// A sketch of no losses.
  public init() {}

  /// Whether everything is exact.
  public var isExact: Bool { pages.isEmpty }

  /// Adds losses.
  ///
  /// - Parameter losses: any numbers but NaN, in nats.
  public mutating func add(_ losses: [Double]) {
    guard !losses.isEmpty else { return }
    for loss in losses { maximum = max(maximum ?? loss, loss) }
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
  public mutating func merge(_ other: LossSketch) {
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
  public var sum: ExactSum { sumOfLargest(thousandths: 1000) }

  /// The least loss that a part of the losses is not above.
  ///
  /// Of n losses in order it is the ⌈n·fraction⌉-th, and at least the first.
  ///
  /// - Parameter fraction: the part, from 0 to 1.
  /// - Returns: the quantile in nats; nil where there are no losses.
  public func quantile(_ fraction: Double) -> Double? {
    guard count > 0 else { return nil }
    let rank = min(count, max(1, Int((Double(count) * fraction).rounded(.up))))
    guard rank < count else { return maximum }
    guard !isExact else { return held.sorted()[rank - 1] }
    // The place from above, counted from 0.
    var place = count - rank
    for bucket in descendingBuckets {
      guard place >= bucket.count else { return bucket.sum.divided(by: Double(bucket.count)) }
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
  public func sumOfLargest(thousandths: Int) -> ExactSum {
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
        sum.merge(bucket.sum)
        left -= bucket.count
        continue
      }
      let wanted = Double(left) + part
      if wanted > 0 { sum.merge(bucket.sum, times: wanted / Double(bucket.count)) }
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

  /// The buckets that have losses, the largest losses first.
  private var descendingBuckets: [(count: Int, sum: ExactSum)] {
    let half = Self.signsAndExponents / 2
    let buckets = Array(0..<Self.bucketsPerPage)
    let positive = (0..<half).reversed().map { (top: $0, buckets: Array(buckets.reversed())) }
    let negative = (half..<2 * half).map { (top: $0, buckets: buckets) }
    var descending: [(count: Int, sum: ExactSum)] = []
    for (top, buckets) in positive + negative where pages[top] >= 0 {
      for bucket in buckets {
        let index = Int(pages[top]) * Self.bucketsPerPage + bucket
        guard counts[index] > 0 else { continue }
        descending.append((counts[index], Self.sum(top, significandSums[index])))
      }
    }
    return descending
  }

  /// The sum of losses of one sign and exponent from that of their significands.
  private static func sum(_ top: Int, _ significands: UInt128) -> ExactSum {
    var sum = ExactSum()
    let sign: FloatingPointSign = top & 0x800 == 0 ? .plus : .minus
    let exponent = top & 0x7ff
    guard exponent != 0x7ff else {
      sum.add(sign == .plus ? .infinity : -.infinity)
      return sum
    }
    for part in 0..<4 {
      let digits = UInt32(truncatingIfNeeded: significands >> UInt128(32 * part))
      sum.add(
        Double(
          sign: sign, exponent: max(1, exponent) - 1075 + 32 * part, significand: Double(digits)))
    }
    return sum
  }
}
