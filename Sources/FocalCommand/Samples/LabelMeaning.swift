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
  /// Any number of classes by their names, joined by semicolons.
  case classList(ClassNames)

  /// What a text means: a target of 0, 1 or between; the index of a class, −1 for no class; or, for a
  /// list, 0 or 1 for every class.
  ///
  /// - Parameter text: the text of a label.
  /// - Returns: the target or targets; unknown where it means nothing.
  func state(of text: String) -> LabelState {
    switch self {
    case .zeroOrOne: LabelState(Self.zeroOrOne(text))
    case .fraction:
      LabelState(
        Self.zeroOrOne(text) ?? Self.number(text).flatMap { $0 >= 0 && $0 <= 1 ? $0 : nil })
    case .positive(let positive): .target(Self.isEqual(text, positive) ? 1 : 0)
    case .classes(let names): LabelState(names.index(of: text).map(Double.init))
    case .classList(let names): Self.list(text, names).map(LabelState.targets) ?? .unknown
    }
  }

  /// Whether a text that usually stands for a missing value means something here.
  func isName(_ text: String) -> Bool {
    switch self {
    case .zeroOrOne, .fraction: false
    case .positive(let positive): text == positive
    case .classes(let names): names.index(of: text) != nil
    case .classList(let names): text.isEmpty || names.index(of: text) != nil
    }
  }

  private static func list(_ text: String, _ names: ClassNames) -> [Double]? {
    var targets = Array(repeating: 0.0, count: names.names.count)
    for part in text.split(separator: ";", omittingEmptySubsequences: !text.contains(";")) {
      let name = part.drop { $0 == " " }
      guard let index = names.index(of: String(name)), index >= 0 else { return nil }
      targets[index] = 1
    }
    return targets
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

  static func number(_ text: String) -> Double? { NumberParser().number(text) }
}
