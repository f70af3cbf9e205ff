import FocalInput

/// A number that somebody has logged, with the digits it was written with.
///
/// `0.3590` stands for every number from 0.35895 to 0.35905, both included: the half unit of its last
/// digit on either side.
struct ObservedNumber: Equatable, Sendable {
  /// The number as it was written.
  let text: String

  /// The number.
  let value: Double

  /// The numbers that are written so when they are rounded to as many digits.
  let range: ClosedRange<Double>

  /// The digits from the first that is not 0; none for 0 itself.
  let significantDigits: Int

  /// A number.
  ///
  /// - Parameter text: a decimal number, with an exponent or without; nil for anything else.
  init?(_ text: String) {
    guard let value = NumberParser().number(text), value.isFinite else { return nil }
    let isNegative = text.hasPrefix("-")
    let unsigned = text.drop { $0 == "-" || $0 == "+" }
    let parts = unsigned.split(maxSplits: 1) { $0 == "e" || $0 == "E" }
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let digits = mantissa.joined().utf8.map { $0 - UInt8(ascii: "0") }
    let decimals = mantissa.count > 1 ? mantissa[1].count : 0
    // Far below the least double there is nothing to be told apart.
    guard let exponent = Int(parts.count > 1 ? parts[1] : "0"), exponent.magnitude < 1 << 32 else {
      return nil
    }
    // One more digit, a 5: above the last digit, and above the one before it.
    func bound(_ digits: [UInt8], isNegative: Bool) -> Double? {
      let text = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
      return NumberParser().number("\(isNegative ? "-" : "")\(text)5e\(exponent - decimals - 1)")
    }
    let isZero = digits.allSatisfy { $0 == 0 }
    guard let outer = bound(digits, isNegative: isNegative),
      let inner = isZero
        ? bound(digits, isNegative: !isNegative)
        : bound(Self.predecessor(of: digits), isNegative: isNegative)
    else { return nil }
    self.text = text
    self.value = value
    range = min(inner, outer)...max(inner, outer)
    significantDigits = digits.drop { $0 == 0 }.count
  }

  /// How closely a loss agrees with the number; nil where it does not.
  func agreement(_ loss: Double) -> Agreement? {
    // More digits than a double has are those of the nearest one.
    if range.contains(loss) || loss == value { return .digits }
    let halfUnit = (range.upperBound - range.lowerBound) / 2
    let distance = (loss - value).magnitude
    // Only digits finer than the arithmetic that computed the number can differ by its errors.
    return [Agreement.float64, .float32].first {
      let tolerance = $0.tolerance * value.magnitude
      return halfUnit <= tolerance && distance <= tolerance
    }
  }

  /// Whether a loss that is known up to a few ulp might agree.
  func mayAgree(_ estimate: Double) -> Bool {
    let slack = 1e-11 * value.magnitude
    return agreement(estimate) != nil || agreement(estimate - slack) != nil
      || agreement(estimate + slack) != nil
  }

  /// The decimal number that is less by one.
  private static func predecessor(of digits: [UInt8]) -> [UInt8] {
    var digits = digits
    for index in digits.indices.reversed() {
      if digits[index] > 0 {
        digits[index] -= 1
        break
      }
      digits[index] = 9
    }
    return digits
  }
}

/// How closely a loss agrees with an observed number, the closest first.
enum Agreement: Int, Comparable, Sendable {
  /// Rounded to the digits of the number, it is the number.
  case digits
  /// The digits are finer than float64 sums of another order keep: within 1e-12 of the number.
  case float64
  /// The digits are finer than float32 keeps: within 2e-6 of the number.
  case float32

  /// The name in JSON.
  var name: String {
    switch self {
    case .digits: "digits"
    case .float64: "float64"
    case .float32: "float32"
    }
  }

  /// The largest relative difference; that of digits depends on the number.
  var tolerance: Double {
    switch self {
    case .digits: 0
    case .float64: 1e-12
    case .float32: 2e-6
    }
  }

  static func < (a: Agreement, b: Agreement) -> Bool { a.rawValue < b.rawValue }
}
