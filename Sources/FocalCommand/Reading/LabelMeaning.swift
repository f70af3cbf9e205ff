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
    case .positive(let positive): text.hasBytes(of: positive)
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
    if a.hasBytes(of: b) { return true }
    guard let x = number(a), let y = number(b) else { return false }
    return x == y
  }

  static func number(_ text: String) -> Double? { NumberParser().number(text) }
}

/// What the text of a label comes to.
enum LabelState: Equatable, Sendable {
  /// A target.
  case target(Double)
  /// A target for every class, where the label is a list of classes.
  case targets([Double])
  /// There is no label; the row may be skipped.
  case missing
  /// The row is to be left out.
  case ignored
  /// The text means nothing.
  case unknown
}

extension LabelState {
  /// A target where there is one.
  init(_ target: Double?) { self = target.map(LabelState.target) ?? .unknown }
}

/// The names of the classes, and how labels refer to them.
struct ClassNames: Equatable, Sendable {
  /// The names of the prediction columns; indices where the input has no header.
  let names: [String]

  /// The classes where they are known, else the names without the prefix that all of them have: `cat`
  /// for `prob_cat`.
  private let shortNames: [String]

  /// Whether the classes are known by other names than those of their columns.
  private let areClassesKnown: Bool

  /// Whether a bare number may be an index, since the names have no other numbers.
  private let areIndicesAllowed: Bool

  /// The text for no class.
  private let background: String?

  /// The number of the first class, where labels are indices.
  private let base: Int

  /// The names of classes.
  ///
  /// - Parameters:
  ///   - names: the names of the prediction columns.
  ///   - classes: the classes, where they are known by other names; nil where they are not.
  ///   - background: the text for no class.
  ///   - base: the number of the first class.
  init(_ names: [String], classes: [String]? = nil, background: String?, base: Int) {
    self.names = names
    self.base = base
    self.background = background
    areClassesKnown = classes != nil
    let prefixCount = Self.prefix(of: names).unicodeScalars.count
    shortNames = classes ?? names.map { String($0.unicodeScalars.dropFirst(prefixCount)) }
    let numbers = shortNames.map { Int($0) }
    areIndicesAllowed =
      numbers.allSatisfy { $0 == nil } && !Self.arePositiveFirst(shortNames)
      || numbers == names.indices.map(Optional.some)
  }

  /// Whether the classes are the two answers to a question, the positive one first: 0 and 1 are then
  /// answers too, and no indices.
  private static func arePositiveFirst(_ names: [String]) -> Bool {
    let answers = [
      ["true", "false"], ["t", "f"], ["yes", "no"], ["y", "n"], ["positive", "negative"],
      ["pos", "neg"],
    ]
    return answers.contains(names.map { $0.lowercased() })
  }

  /// Whether a label could be an index if the names of classes did not say something else.
  func mayBeAnswer(_ label: String) -> Bool {
    Self.arePositiveFirst(shortNames) && ["0", "1"].contains { LabelMeaning.isEqual($0, label) }
  }

  /// The prefix that all names have, which takes no part of a word or number from what follows.
  ///
  /// So `prob_cat` and `prob_cow` are `cat` and `cow`, and `p10` and `p11` are `10` and `11`.
  private static func prefix(of names: [String]) -> Substring {
    // By scalars, since letters that look alike may be written otherwise.
    var prefix = (names.first ?? "").unicodeScalars[...]
    for name in names {
      prefix = prefix.prefix(zip(prefix, name.unicodeScalars).prefix { $0 == $1 }.count)
    }
    if let separator = prefix.lastIndex(where: { "_-. ".unicodeScalars.contains($0) }) {
      return Substring(prefix[...separator])
    }
    while let last = prefix.last, Character(last).isNumber { prefix.removeLast() }
    return Substring(prefix)
  }

  /// The class that a label means.
  ///
  /// In this order: the background, the name of a column, the name without the common prefix, an
  /// index from 0.
  ///
  /// - Parameter label: the text of a label.
  /// - Returns: the index of the class; −1 for no class; nil where it means nothing.
  func index(of label: String) -> Int? {
    if let background, LabelMeaning.isEqual(label, background) { return -1 }
    if areClassesKnown, let index = shortNames.firstIndex(ofBytes: label) { return index }
    if let index = names.firstIndex(ofBytes: label) { return index }
    if !label.isEmpty, let index = shortNames.firstIndex(ofBytes: label),
      base == 0 || !areIndicesAllowed || Int(label) == nil
    {
      return index
    }
    guard let number = LabelMeaning.number(label), number.magnitude < 0x1p53 else { return nil }
    let index = Int(number)
    guard Double(index) == number else { return nil }
    // A label written 1.0 means the column of 1. Where labels count from 1 and columns from 0 the
    // names say nothing about the labels.
    if base == 0, let index = shortNames.firstIndex(of: String(index)) { return index }
    return areIndicesAllowed && names.indices.contains(index - base) ? index - base : nil
  }
}
