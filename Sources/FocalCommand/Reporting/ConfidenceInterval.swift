import FocalLoss
import FocalOutput

/// The interval around a number that holds the truth with some probability, by the normal distribution.
///
/// ```
/// number ± Φ⁻¹((1 + level)/2) · standard error
/// ```
struct ConfidenceInterval {
  /// The probability, in (0, 1).
  let level: Double

  /// The bounds; nil where there is no standard error.
  let bounds: (low: Double, high: Double)?

  /// An interval.
  ///
  /// - Parameters:
  ///   - level: the probability, in (0, 1).
  ///   - number: the number; nil where there is none.
  ///   - standardError: its standard error; nil where there is none.
  init(_ level: Double, around number: Double?, standardError: Double?) {
    self.level = level
    guard let number, let standardError else {
      bounds = nil
      return
    }
    // 1 − level is exact from ½ on.
    let half = -NormalDistribution.quantile((1 - level) / 2) * standardError
    bounds = (number - half, number + half)
  }

  /// The interval as an object.
  var cell: Cell {
    .object([
      ("level", .exact(level)), ("low", .number(bounds?.low)), ("high", .number(bounds?.high)),
    ])
  }

  /// The interval for each kind of reader.
  ///
  /// - Parameter digits: the digits asked for; nil for the usual ones.
  /// - Returns: what people and programs are told.
  func facts(digits: Int?) -> [Report.Fact] {
    let numberText = NumberText.forPeople(digits: digits)
    let text = bounds.map { "\(numberText($0.low)) to \(numberText($0.high))" }
    return [
      .init(
        "interval", .text(text.map { "\($0) (level \(NumberText.shortest(level)), normal)" })),
      .init(key: "interval", cell),
      .init(name: "interval_level", .exact(level)),
      .init(name: "interval_low", .number(bounds?.low)),
      .init(name: "interval_high", .number(bounds?.high)),
    ]
  }
}
