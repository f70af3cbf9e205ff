import FocalInput

/// What the texts of a label column mean.
enum LabelMeaning: Equatable, Sendable {
  /// 0 and 1, or false and true.
  case zeroOrOne
  /// 0, 1, or a number between them.
  case fraction
  /// One text is positive, all others are negative.
  case positive(String)
  /// A class by its name; a text may stand for no class.
  case classes(ClassNames)

  /// The target that a text means: 0, 1 or between, or the index of a class; −1 for no class.
  ///
  /// - Parameter text: the text of a label.
  /// - Returns: the target; nil where it means nothing.
  func target(of text: String) -> Double? {
    switch self {
    case .zeroOrOne: Self.zeroOrOne(text)
    case .fraction:
      Self.zeroOrOne(text) ?? Self.number(text).flatMap { $0 >= 0 && $0 <= 1 ? $0 : nil }
    case .positive(let positive): text.isEmpty ? nil : Self.isEqual(text, positive) ? 1 : 0
    case .classes(let names): names.index(of: text).map(Double.init)
    }
  }

  private static func zeroOrOne(_ text: String) -> Double? {
    switch text.lowercased() {
    case "true": 1
    case "false": 0
    default: number(text).flatMap { $0 == 0 || $0 == 1 ? $0.magnitude : nil }
    }
  }

  /// Equal as texts, or as numbers: `1` is `1.0`.
  static func isEqual(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    guard let x = number(a), let y = number(b) else { return false }
    return x == y
  }

  static func number(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    guard
      case .number(let number, let end) = NumberParser().parse(
        bytes.span, from: 0, to: bytes.count), end == bytes.count
    else { return nil }
    return number
  }
}
