import FocalLoss
import Foundation

/// What some originals compute in plain doubles, to tell their rounding from their convention.
///
/// A preset is a convention, not the original's rounding noise. Where that noise is more than the
/// tolerance of the goldens, the original's own formula is written here with its own subtractions,
/// and evaluated twice, with the double that it subtracts an ulp lower and an ulp higher. The
/// original's number and ours both have to lie between.
extension Golden {
  /// The losses between which the rounding of the original's formula lies.
  ///
  /// - CatBoost takes the logarithm of a rounded 1 − p: at p = 1 − 6e-8 that is 1.1e-10 of it.
  /// - TFA runs in a graph that turns (1 − p) + ε into (1 + ε) − p, which is rounded at 1: 2e-11 of
  ///   the cross entropy of negatives at the cap.
  /// - pip focal-loss takes √(1 − p), for negatives of p = 1 − 1e-13 too: 1e-4 of it.
  /// - smp divides by a sum of √(1 − e^(−BCE)), in which an ulp of e^(−BCE) near 1 is 1e-8.
  ///
  /// - Returns: nil where the original needs no such excuse.
  var plainLosses: [ClosedRange<Double>]? {
    guard case .values(let targets) = targets, convention.input == .logits || system == "tfa",
      let low = plainLosses(targets, \.nextDown), let high = plainLosses(targets, \.nextUp)
    else { return nil }
    // Where the formula gives NaN the limit is compared, not the rounding.
    return zip(low, high).map { $0.isNaN || $1.isNaN ? 0...0 : min($0, $1)...max($0, $1) }
  }

  /// The original's formula in plain doubles.
  ///
  /// - Parameters:
  ///   - targets: the labels.
  ///   - shifted: an ulp down or up, of the double that is near 1.
  /// - Returns: the losses; nil where the original needs no excuse.
  private func plainLosses(
    _ targets: [Double], _ shifted: (Double) -> Double
  ) -> [Double]? {
    let elements = zip(predictions, targets)
    switch (system, convention.input) {
    case ("catboost", _):
      return elements.map { z, y in
        let p = min(max(shifted(1 / (1 + exp(-z))), 1e-13), 1 - 1e-13)
        let pt = y == 1 ? p : 1 - p
        return -alpha(y) * pow(1 - pt, convention.gamma) * log(pt)
      }
    case ("tfa", .probabilities):
      return elements.map { p, y in
        let held = min(max(p, 1e-7), 1 - 1e-7)
        let crossEntropy = -(y * log(held + 1e-7) + (1 - y) * log(shifted(1 + 1e-7) - held))
        return alpha(y) * pow(1 - (y * p + (1 - y) * (1 - p)), convention.gamma) * crossEntropy
      }
    case ("pip_focal_loss_binary", .logits):
      let weight = convention.alpha.values.first ?? 1
      return elements.map { z, y in
        let p = min(1, shifted(1 / (1 + exp(-z))))
        let common = log1p(exp(-z.magnitude))
        let crossEntropy = y * weight * (common + max(-z, 0)) + (1 - y) * (common + max(z, 0))
        return pow(y == 0 ? p : 1 - p, convention.gamma) * crossEntropy
      }
    case ("smp_binary", .logits) where convention.modulator.kind == .normalized:
      let crossEntropies = elements.map { z, y in
        max(z, 0) - z * y + log1p(exp(-z.magnitude))
      }
      func factors(_ shifted: (Double) -> Double) -> [Double] {
        crossEntropies.map { pow(max(0, 1 - shifted(exp(-$0))), convention.gamma) }
      }
      // The losses are largest where the factors are large and the sum that divides them is small.
      let sum = factors { 2 * $0 - shifted($0) }.reduce(0, +)
      return zip(factors(shifted), elements).enumerated().map { index, row in
        row.0 / sum * alpha(row.1.1) * crossEntropies[index]
      }
    default: return nil
    }
  }

  private func alpha(_ y: Double) -> Double {
    guard let value = convention.alpha.values.first else { return 1 }
    return y * value + (1 - y) * (1 - value)
  }

  /// Whether ours and the original both are what the original's formula gives, to its rounding.
  func isRoundingOfOriginal(
    _ ours: Double, _ original: Double, _ plain: ClosedRange<Double>
  ) -> Bool {
    [ours, original].allSatisfy {
      plain.contains($0) || isClose($0, plain.lowerBound) || isClose($0, plain.upperBound)
    }
  }
}
