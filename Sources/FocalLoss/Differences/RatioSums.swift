/// The exact sums of which the standard error of a ratio Σx / Σv is made.
struct RatioSums: Sendable {
  /// Σx² and, where v is another number than 1, Σx, Σxv and Σv².
  private var squares = SparseSums(count: 1)
  private var sum = SparseSums(count: 1)
  private var products = SparseSums(count: 1)
  private var divisorSquares = SparseSums(count: 1)
  private var hasDivisors = false

  /// Adds numbers.
  ///
  /// - Parameters:
  ///   - numbers: the x.
  ///   - divisors: the v; empty where each is 1.
  ///   - bins: where numbers are gathered.
  mutating func add(_ numbers: [Double], _ divisors: [Double], _ bins: inout SumBins) {
    // A product is summed as its two exact parts, so that equal numbers have no variance.
    WeightedProducts(numbers, [], weights: numbers).add(to: &squares, &bins)
    bins.add(numbers.span, to: &sum)
    guard !divisors.isEmpty else { return }
    hasDivisors = true
    WeightedProducts(numbers, [], weights: divisors).add(to: &products, &bins)
    WeightedProducts(divisors, [], weights: divisors).add(to: &divisorSquares, &bins)
  }

  /// The standard error of the ratio.
  ///
  /// ```
  /// √(n/(n − 1) · (W²Σx² − 2XWΣxv + X²Σv²)) / W²        X = Σx, W = Σv
  /// ```
  ///
  /// - Accuracy: what is under the root is exact, so that nothing cancels.
  ///
  /// - Parameters:
  ///   - divisor: Σv.
  ///   - count: n.
  /// - Returns: the standard error; nil where n is below 2 or Σv is 0.
  func standardError(_ divisor: ExactSum, count: Int) -> Double? {
    let (x, w, n) = (sum[0], divisor, ExactSum(Double(count)))
    var squared = squares[0].multiplied(by: w).multiplied(by: w)
    squared.merge(
      (hasDivisors ? products[0] : x).multiplied(by: x).multiplied(by: w), times: -2)
    squared.merge((hasDivisors ? divisorSquares[0] : n).multiplied(by: x).multiplied(by: x))
    return Self.standardError(squared, divisor, count: count)
  }

  /// The standard error of a ratio.
  ///
  /// - Parameters:
  ///   - squared: Σ (W·x − X·v)².
  ///   - divisor: W, the sum of the v.
  ///   - count: how many x there are.
  /// - Returns: √(n/(n − 1)·squared) / W²; nil where n is below 2 or W is 0.
  static func standardError(_ squared: ExactSum, _ divisor: ExactSum, count: Int) -> Double? {
    let n = Double(count)
    let divisor = divisor.value
    guard count > 1, divisor != 0 else { return nil }
    return root(of: squared.multiplied(by: n), over: n - 1) / divisor / divisor
  }

  /// √(sum / number), also where the sum is beyond the doubles.
  private static func root(of sum: ExactSum, over number: Double) -> Double {
    var (scaled, factor) = (sum, 1.0)
    // Squares of doubles are from 2⁻²¹⁴⁸ to below 2²⁰⁴⁸.
    for _ in 0..<5 where scaled.value < 0x1p-400 {
      scaled = scaled.multiplied(by: 0x1p400)
      factor *= 0x1p200
    }
    for _ in 0..<5 where scaled.value > 0x1p400 {
      scaled = scaled.multiplied(by: 0x1p-400)
      factor *= 0x1p-200
    }
    return max(0, scaled.divided(by: number) ?? 0).squareRoot() / factor
  }
}

extension ExactSum {
  /// The product with another sum.
  ///
  /// - Accuracy: exact where the other sum has no more bits than four doubles, and nearly so otherwise.
  func multiplied(by other: ExactSum) -> ExactSum {
    var product = ExactSum()
    var rest = other
    for _ in 0..<4 {
      let part = rest.value
      guard part != 0, part.isFinite else { break }
      product.merge(self, times: part)
      rest.add(-part)
    }
    return product
  }
}
