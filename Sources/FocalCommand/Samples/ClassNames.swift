/// The names of the classes, and how labels refer to them.
struct ClassNames: Equatable, Sendable {
  /// The names of the prediction columns; indices where the input has no header.
  let names: [String]

  /// The names without the prefix that all of them have: `cat` for `prob_cat`.
  private let shortNames: [String]

  /// Whether a bare number may be an index, since the names have no other numbers.
  private let areIndicesAllowed: Bool

  /// The text for no class.
  private let background: String?

  /// The number of the first class, where labels are indices.
  private let base: Int

  init(_ names: [String], background: String?, base: Int) {
    self.names = names
    self.base = base
    self.background = background
    let prefixCount = Self.prefix(of: names).count
    shortNames = names.map { String($0.dropFirst(prefixCount)) }
    let numbers = shortNames.map { Int($0) }
    areIndicesAllowed =
      numbers.allSatisfy { $0 == nil } || numbers == names.indices.map(Optional.some)
  }

  /// The prefix that all names have, which takes no part of a word or number from what follows.
  ///
  /// So `prob_cat` and `prob_cow` are `cat` and `cow`, and `p10` and `p11` are `10` and `11`.
  private static func prefix(of names: [String]) -> Substring {
    var prefix = (names.first ?? "")[...]
    for name in names {
      prefix = prefix.prefix(zip(prefix, name).prefix { $0 == $1 }.count)
    }
    if let separator = prefix.lastIndex(where: { "_-. ".contains($0) }) {
      return prefix[...separator]
    }
    while prefix.last?.isNumber == true { prefix.removeLast() }
    return prefix
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
    if let index = names.firstIndex(of: label) { return index }
    if let index = shortNames.firstIndex(where: { $0 == label && !$0.isEmpty }),
      base == 0 || !areIndicesAllowed || Int(label) == nil
    {
      return index
    }
    guard let number = LabelMeaning.number(label), let index = Int(exactly: number) else {
      return nil
    }
    // A label written 1.0 means the column of 1. Where labels count from 1 and columns from 0 the
    // names say nothing about the labels.
    if base == 0, let index = shortNames.firstIndex(of: String(index)) { return index }
    return areIndicesAllowed && names.indices.contains(index - base) ? index - base : nil
  }
}
