import FocalInput

/// The numbers of a range `start:stop:step`, both ends included, in exact decimals.
///
/// Each number is a whole multiple of a power of ten, written as a decimal and rounded once: the
/// fourth of `0:1:0.1` is 0.3, where adding doubles makes 0.30000000000000004.
struct DecimalRange {
  /// Whole numbers in units of 10^exponent.
  private let start: Int128
  private let step: Int128
  private let exponent: Int

  /// How many numbers there are.
  let count: Int

  /// The range that a text says.
  ///
  /// - Returns: nil where the text is none: three finite decimals of at most 30 digits, the step
  ///   above 0 and the stop not below the start.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    let decimals = parts.compactMap { Self.decimal($0) }
    guard decimals.count == 3 else { return nil }
    // Zeros have any exponent; the others share the smallest.
    let exponent = decimals.filter { $0.coefficient != 0 }.map(\.exponent).min() ?? 0
    let wholes = decimals.compactMap { Self.scaled($0.coefficient, by: $0.exponent - exponent) }
    guard wholes.count == 3, wholes[2] > 0, wholes[1] >= wholes[0] else { return nil }
    start = wholes[0]
    step = wholes[2]
    self.exponent = exponent
    count = Int(clamping: (wholes[1] - wholes[0]) / wholes[2] + 1)
  }

  /// The numbers, each the double nearest to its decimal.
  var numbers: [Double] {
    (0..<count).map { index in
      let decimal = "\(start + Int128(index) * step)e\(exponent)"
      return NumberParser().number(decimal) ?? .nan
    }
  }

  /// The decimal that a text is, as a whole number times a power of ten.
  private static func decimal(_ text: Substring) -> (coefficient: Int128, exponent: Int)? {
    // The parser of numbers says what is one.
    guard NumberParser().number(String(text))?.isFinite == true else { return nil }
    let parts = text.lowercased().split(separator: "e")
    guard var exponent = parts.count == 2 ? Int(parts[1]) : 0 else { return nil }
    var digits = parts[0].filter { $0 != "." }
    if let point = parts[0].firstIndex(of: ".") {
      exponent -= parts[0].distance(from: point, to: parts[0].endIndex) - 1
    }
    // Trailing zeros would only make the unit smaller.
    while digits.last == "0", digits.count > 1 {
      digits.removeLast()
      exponent += 1
    }
    guard digits.count <= 31, let coefficient = Int128(digits) else { return nil }
    return (coefficient, exponent)
  }

  private static func scaled(_ coefficient: Int128, by power: Int) -> Int128? {
    guard coefficient != 0 else { return 0 }
    guard power <= 36 else { return nil }
    var scaled = coefficient
    for _ in 0..<power {
      let (product, overflow) = scaled.multipliedReportingOverflow(by: 10)
      guard !overflow, product.magnitude < 1 << 100 else { return nil }
      scaled = product
    }
    return scaled
  }
}
