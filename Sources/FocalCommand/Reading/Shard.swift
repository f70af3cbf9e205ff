import FocalLoss

/// A run that left a state: a part of the data.
struct Shard: Equatable, Sendable {
  /// What the run was called; nil where it read standard input and nobody named it.
  let name: String?

  /// The rows that it read, those left out included.
  let rowCount: Int

  /// The sum of the hashes of its rows, which their order does not change.
  let fingerprint: UInt128

  /// A shard.
  init(name: String?, rowCount: Int, fingerprint: UInt128) {
    (self.name, self.rowCount, self.fingerprint) = (name, rowCount, fingerprint)
  }

  /// The shard of a value; nil where it is none.
  ///
  /// - Parameter value: a member of the list of shards.
  init?(_ value: StateValue) {
    guard let rows = value["rows"]?.count(to: Self.rowLimit),
      case .text(let digits)? = value["fingerprint"], let sum = UInt128(digits, radix: 16)
    else { return nil }
    switch value["name"] {
    case .text(let text)?: name = text
    case .nothing?: name = nil
    default: return nil
    }
    (rowCount, fingerprint) = (rows, sum)
  }

  /// The member of the list of shards.
  var value: StateValue {
    .object([
      .init("name", name.map(StateValue.text) ?? .nothing), .init("rows", .integer(rowCount)),
      .init("fingerprint", .text(String(fingerprint, radix: 16))),
    ])
  }

  /// The rows that all shards together may have; more would be too many for exact sums.
  static let rowLimit = 1 << 46
}

extension Shard: Comparable {
  /// By name, those without one first; and by fingerprint.
  static func < (a: Shard, b: Shard) -> Bool {
    let names = (Array((a.name ?? "").utf8), Array((b.name ?? "").utf8))
    guard names.0 == names.1 else { return names.0.lexicographicallyPrecedes(names.1) }
    return (a.fingerprint, a.rowCount) < (b.fingerprint, b.rowCount)
  }

  /// Whether one comes before another; the run's own before all.
  static func isBefore(_ a: Shard?, _ b: Shard?) -> Bool {
    guard let b else { return false }
    return a.map { $0 < b } ?? true
  }
}

/// A sum of hashes of rows, by which a part of the data that was delivered twice is known again.
package struct Fingerprint: Sendable {
  private(set) var sum: UInt128 = 0

  /// Adds a row.
  ///
  /// - Parameter row: its bytes, without the end of the line.
  mutating func add(_ row: Span<UInt8>) {
    var (first, second) = (Self.seeds.0, Self.seeds.1)
    var index = 0
    while index < row.count {
      var word: UInt64 = 0
      let count = min(8, row.count - index)
      for offset in 0..<count { word |= UInt64(row[index + offset]) << UInt64(8 * offset) }
      index += count
      first = Self.folded(first ^ word, Self.factors.0)
      second = Self.folded(second ^ (word << 32 | word >> 32), Self.factors.1) &+ first
    }
    first = Self.folded(first ^ UInt64(row.count), Self.factors.1)
    second = Self.folded(second ^ first, Self.factors.0)
    sum &+= UInt128(second) << 64 | UInt128(first)
  }

  /// Adds another sum.
  mutating func merge(_ other: Fingerprint) { sum &+= other.sum }

  /// The hash of some bytes, by which a changed state is known.
  ///
  /// - Parameter bytes: the bytes.
  /// - Returns: the hash, in hexadecimal digits.
  package static func hash(_ bytes: ArraySlice<UInt8>) -> String {
    var fingerprint = Fingerprint()
    let bytes = Array(bytes)
    fingerprint.add(bytes.span)
    return String(fingerprint.sum, radix: 16)
  }

  private static let seeds: (UInt64, UInt64) = (0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344)
  private static let factors: (UInt64, UInt64) = (0x9e37_79b9_7f4a_7c15, 0xd1b5_4a32_d192_ed03)

  /// Both halves of a product of 128 bits, mixed.
  private static func folded(_ word: UInt64, _ factor: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }
}
