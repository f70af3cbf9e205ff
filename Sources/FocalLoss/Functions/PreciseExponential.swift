/// The exponential function to nearly all digits of a sum of two doubles, for the few targets of which
/// a difference leaves no digits else.
///
/// With x = k·ln 2 + r the Taylor series of e^r, 26 terms of it.
enum PreciseExponential {
  /// ln 2 in three parts, the first of which has 33 bits.
  private static let rest = 0x1.cc01f97b57a08p-87

  /// e^x.
  ///
  /// - Domain: |x| at most ``Exponential/bound``.
  /// - Accuracy: relative 2⁻¹⁰⁰, where no part is below 2⁻¹⁰²².
  static func of(_ x: DoubleDouble) -> DoubleDouble {
    let sum = x.high * 0x1.71547652b82fep+0 + 0x1.8p52
    let k = sum - 0x1.8p52
    let middle = ErrorFree.product(k, Logarithm.logOfTwo.lower)
    let r = ErrorFree.sum(x.high, -k * Logarithm.logOfTwo.upper)
      .adding(x.low)
      .adding(DoubleDouble(-middle.result, -middle.error))
      .adding(-k * rest)
    var series = DoubleDouble(1, 0)
    for n in stride(from: 26.0, to: 0, by: -1) {
      series = r.multiplied(by: series).divided(by: n).adding(1)
    }
    let scale = Double(bitPattern: (sum.bitPattern &+ 1023) << 52)
    return DoubleDouble(series.high * scale, series.low * scale)
  }
}

/// What the probability of a target was made of, where its pair has not all the digits there are: what a
/// rule subtracts from a complement can leave none of them.
enum TargetOrigin: Sendable {
  /// A probability; all that is known is in the pair.
  case probability
  /// The logit of the target.
  case logit(Double)
  /// A class of a softmax.
  indirect case softmax(Softmax, classIndex: Int)

  /// Two numbers in proportion to p_t and 1 − p_t; nil where all that is known is in the pair.
  var odds: (positive: DoubleDouble, negative: DoubleDouble)? {
    switch self {
    case .probability: return nil
    case .logit(let s):
      guard s.magnitude <= Exponential.bound else { return nil }
      let e = PreciseExponential.of(DoubleDouble(-s.magnitude, 0))
      return s >= 0 ? (DoubleDouble(1, 0), e) : (e, DoubleDouble(1, 0))
    case .softmax(let softmax, let classIndex): return softmax.preciseOdds(of: classIndex)
    }
  }

  /// 1 − p_t.
  ///
  /// - Parameter probability: what was made of it.
  /// - Returns: the complement, of a logit within relative 2⁻¹⁰⁰.
  func complement(_ probability: TargetProbability) -> DoubleDouble {
    odds.map { $0.negative.divided(by: $0.positive.adding($0.negative)) }
      ?? probability.pair.fullComplement
  }

  /// p_t, as ``complement(_:)``.
  func value(_ probability: TargetProbability) -> DoubleDouble {
    odds.map { $0.positive.divided(by: $0.positive.adding($0.negative)) }
      ?? DoubleDouble(probability.value, 0)
  }
}
