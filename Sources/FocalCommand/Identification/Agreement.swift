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
