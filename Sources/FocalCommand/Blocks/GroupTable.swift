import FocalInput
import FocalLoss

/// The groups of samples that some columns make, numbered as they come.
///
/// A decoder forgets its codes where there are too many texts to be categories; the groups are held
/// here for good, by the bytes of their texts. Codes are looked up first, which needs no text.
struct GroupTable: Sendable {
  /// The columns that make the groups.
  let columnCount: Int

  private var keys = GroupKeys()

  /// The groups that codes met so far belong to; −1 where that is not known.
  private var groupsOfCodes: [Int32] = []

  /// The numbers of pairs of codes, of which groups of several columns are made step by step.
  private var pairs: [Pair: Int32] = [:]

  /// The number of what comes before a column, and the code in it.
  private struct Pair: Hashable {
    let column: Int
    let prefix: Int32
    let code: Int32
  }

  init(columnCount: Int) { self.columnCount = columnCount }

  /// The groups met.
  var count: Int { keys.count }

  /// The bytes that the groups take.
  var byteCount: Int { keys.byteCount }

  /// The group of every row of a batch.
  ///
  /// - Parameters:
  ///   - columns: the codes of every column that makes groups, row by row.
  ///   - rows: the rows wanted.
  ///   - categories: the texts of those columns.
  /// - Returns: the numbers of the groups, new ones where groups are new.
  mutating func groups(
    _ columns: [[Int32]], _ rows: some Collection<Int>, _ categories: [CategoryTable]
  ) -> [Int32] {
    rows.map { row in
      var place = columns[0][row]
      for column in 1..<columnCount {
        place = number(of: Pair(column: column, prefix: place, code: columns[column][row]))
      }
      if Int(place) < groupsOfCodes.count, groupsOfCodes[Int(place)] >= 0 {
        return groupsOfCodes[Int(place)]
      }
      return learn(place, zip(columns, categories).map { $1.bytes(of: $0[row]) })
    }
  }

  /// Forgets the codes, as the decoder does; the groups stay.
  mutating func forgetCodes() {
    groupsOfCodes = []
    pairs = [:]
  }

  /// Adds the groups of another table.
  ///
  /// - Parameter other: the table.
  /// - Returns: the numbers here of its groups.
  mutating func merge(_ other: GroupTable) -> [Int] {
    (0..<other.count).map { Int(keys.number(of: other.keys[$0])) }
  }

  /// The key of a group: equal for equal texts, and for no others.
  func key(ofGroup group: Int) -> ArraySlice<UInt8> { keys[group] }

  private mutating func learn(_ place: Int32, _ texts: [ArraySlice<UInt8>]) -> Int32 {
    let group = keys.number(of: Self.key(texts))
    let missing = Int(place) + 1 - groupsOfCodes.count
    if missing > 0 { groupsOfCodes.append(contentsOf: repeatElement(-1, count: missing)) }
    groupsOfCodes[Int(place)] = group
    return group
  }

  private mutating func number(of pair: Pair) -> Int32 {
    if let known = pairs[pair] { return known }
    let number = Int32(truncatingIfNeeded: pairs.count)
    pairs[pair] = number
    return number
  }

  /// One key of several texts: before each its length, so that no two groups have the same key.
  private static func key(_ texts: [ArraySlice<UInt8>]) -> ArraySlice<UInt8> {
    guard texts.count > 1 else { return texts[0] }
    return texts.flatMap { text in
      lengthShifts.map { UInt8(truncatingIfNeeded: text.count >> $0) } + text
    }[...]
  }

  /// The texts of a group, one a column.
  func texts(of group: Int) -> [ArraySlice<UInt8>] {
    var rest = keys[group]
    guard columnCount > 1 else { return [rest] }
    var texts: [ArraySlice<UInt8>] = []
    while !rest.isEmpty {
      let bytes = rest.prefix(Self.lengthShifts.count)
      let length = zip(bytes, Self.lengthShifts).reduce(0) { $0 | Int($1.0) << $1.1 }
      rest = rest.dropFirst(bytes.count)
      texts.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return texts
  }

  private static let lengthShifts = [0, 8, 16, 24]
}

extension GroupTable {
  /// The texts of the groups, in the order of their numbers.
  var state: StateValue {
    .list((0..<count).map { .list(texts(of: $0).map { .bytes(Array($0)) }) })
  }

  /// The groups of a state; nil where it has none.
  init?(_ state: StateValue, columnCount: Int) {
    self.init(columnCount: columnCount)
    guard case .list(let groups) = state else { return nil }
    for group in groups {
      guard case .list(let values) = group, values.count == columnCount else { return nil }
      let texts = values.compactMap(StateText.bytes)
      guard texts.count == columnCount else { return nil }
      _ = keys.number(of: Self.key(texts.map { $0[...] }))
    }
    // Otherwise two had the same texts.
    guard count == groups.count else { return nil }
  }
}
