/// Tests that ask what other differences there could have been, by drawing them at random.
///
/// Every trial is a function of its number and of the seed, so trials can be shared out among threads.
package struct Resampling: Sendable {
  /// Σwd and Σv of each unit.
  package let sums: [Double]
  package let divisors: [Double]

  /// The trials of which one number of random bits decides.
  private static let trialsPerWord = 64

  /// A resampling of units.
  package init(sums: [Double], divisors: [Double]) {
    self.sums = sums
    self.divisors = divisors
  }

  // MARK: - Randomisation

  /// How many of some trials have a sum as far from 0 as the one observed: in each the sign of every unit's
  /// sum is turned or not, as if the names of the models had been exchanged.
  ///
  /// - Accuracy: sums are compared exactly, so that equal ones count.
  ///
  /// - Parameters:
  ///   - trials: the numbers of the trials, from a multiple of 64.
  ///   - seed: the seed.
  /// - Returns: the trials with |Σ±x| ≥ |Σx|.
  package func exceedingSums(_ trials: Range<Int>, seed: UInt64) -> Int {
    let exact = exactSum { _ in false }
    guard exact.value != 0 else { return trials.count }
    let fixed = FixedPoint(sums)
    let observed = Int64(fixed.total.magnitude)
    // Fixed point takes less than a unit from each number of each of the two sums.
    let uncertainty = 2 * Int64(sums.count)
    var count = 0
    for first in stride(from: trials.lowerBound, to: trials.upperBound, by: Self.trialsPerWord) {
      let random = CounterRandom(seed: seed, trial: first / Self.trialsPerWord)
      let turned = turnedSums(fixed.numbers.span, random)
      for trial in 0..<min(Self.trialsPerWord, trials.upperBound - first) {
        let excess = Int64((fixed.total &- 2 &* turned[trial]).magnitude) - observed
        if excess > uncertainty {
          count += 1
        } else if excess >= -uncertainty {
          let sum = exactSum { random[$0] >> UInt64(trial) & 1 == 1 }
          if sum.isAsFarFromZero(as: exact) { count += 1 }
        }
      }
    }
    return count
  }

  /// For each of the trials of a word the sum of the numbers whose sign is turned.
  private func turnedSums(_ numbers: Span<Int64>, _ random: CounterRandom) -> [Int64] {
    var sums = Array(repeating: Int64(0), count: Self.trialsPerWord)
    var all = sums.mutableSpan
    for unit in numbers.indices {
      let (number, bits) = (numbers[unit], random[unit])
      for trial in 0..<64 {
        let mask = 0 &- Int64(truncatingIfNeeded: bits &>> UInt64(truncatingIfNeeded: trial) & 1)
        all[trial] &+= number & mask
      }
    }
    return sums
  }

  private func exactSum(_ isTurned: (Int) -> Bool) -> ExactSum {
    var sum = ExactSum()
    for (unit, number) in sums.enumerated() { sum.add(isTurned(unit) ? -number : number) }
    return sum
  }

  /// Numbers as multiples of a power of two, so small that no sum of them overflows.
  private struct FixedPoint {
    let numbers: [Int64]
    let total: Int64

    init(_ numbers: [Double]) {
      let largest = numbers.reduce(0) { max($0, $1.magnitude) }
      let room = 61 - (Int.bitWidth - numbers.count.leadingZeroBitCount)
      // Two factors, since one could be beyond the doubles.
      let shift = largest == 0 ? 0 : room - 1 - Int(largest.exponent)
      let half = shift / 2
      let factors = (
        Double(sign: .plus, exponent: half, significand: 1),
        Double(sign: .plus, exponent: shift - half, significand: 1)
      )
      self.numbers = numbers.map { Int64($0 * factors.0 * factors.1) }
      total = self.numbers.reduce(0, &+)
    }
  }

  // MARK: - Bootstrap

  /// The ratio Σwd / Σv of some trials: in each as many units as there are are drawn, with replacement.
  ///
  /// - Parameters:
  ///   - trials: the numbers of the trials.
  ///   - seed: the seed.
  /// - Returns: a number a trial; NaN where the units drawn have no divisor.
  package func ratios(_ trials: Range<Int>, seed: UInt64) -> [Double] {
    let (sums, divisors) = (sums.span, divisors.span)
    let count = UInt64(sums.count)
    let isPlain = self.divisors.allSatisfy { $0 == self.divisors[0] }
    return trials.map { trial in
      let random = CounterRandom(seed: seed, trial: trial)
      var (sum, divisor) = (0.0, 0.0)
      for place in sums.indices {
        let unit = Int(truncatingIfNeeded: random[place].multipliedFullWidth(by: count).high)
        sum += sums[unit]
        if !isPlain { divisor += divisors[unit] }
      }
      return sum / (isPlain ? divisors[0] * Double(sums.count) : divisor)
    }
  }
}

extension ExactSum {
  /// Whether the sum is as far from 0 as another, exactly.
  fileprivate func isAsFarFromZero(as other: ExactSum) -> Bool {
    let (own, others) = (value.magnitude, other.value.magnitude)
    guard own == others else { return own > others }
    var rest = value < 0 ? multiplied(by: -1) : self
    rest.merge(other, times: other.value < 0 ? 1 : -1)
    return rest.value >= 0
  }
}

/// What trials of a bootstrap say.
package struct BootstrapDistribution: Sendable {
  /// The trials' numbers, the least first.
  private let replicates: [Double]

  /// A distribution; nil where there are fewer than two trials, or one is no number.
  package init?(_ replicates: [Double]) {
    guard replicates.count > 1, replicates.allSatisfy(\.isFinite) else { return nil }
    self.replicates = replicates.sorted()
  }

  /// The standard deviation of the trials.
  package var standardDeviation: Double {
    var (sum, squares) = (ExactSum(), ExactSum())
    for replicate in replicates { sum.add(replicate) }
    let mean = sum.divided(by: Double(replicates.count)) ?? 0
    for replicate in replicates { squares.add(replicate - mean, times: replicate - mean) }
    return (squares.divided(by: Double(replicates.count - 1)) ?? 0).magnitude.squareRoot()
  }

  /// The number that a share of the trials is below, linear between two of them.
  ///
  /// - Parameter share: from 0 to 1.
  /// - Returns: the number.
  package func quantile(_ share: Double) -> Double {
    let place = share * Double(replicates.count - 1)
    let lower = min(Int(place), replicates.count - 2)
    let fraction = place - Double(lower)
    return replicates[lower] + fraction * (replicates[lower + 1] - replicates[lower])
  }

  /// p, two-sided: the share of trials as far from the difference as it is from 0, itself counted too.
  package func probability(of difference: Double) -> Double {
    let count = replicates.count { ($0 - difference).magnitude >= difference.magnitude }
    return Double(count + 1) / Double(replicates.count + 1)
  }
}
