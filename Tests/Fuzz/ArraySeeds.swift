import TestSupport

/// Arrays and archives that are right, from which others are made.
enum ArraySeeds {
  private static let types = ["<f8", ">f4", "<f2", "<i8", ">i4", "|u1", "|b1", "|O", "<U1"]

  /// A small array of any type.
  static func npy(_ generator: inout SplitMix64) -> [UInt8] {
    let (rowCount, columnCount) = (
      Int.random(in: 0...6, using: &generator), Int.random(in: 1...3, using: &generator)
    )
    return npy(
      types[Int.random(in: 0..<types.count, using: &generator)], rowCount, columnCount,
      &generator)
  }

  private static func npy(
    _ type: String, _ rowCount: Int, _ columnCount: Int, _ generator: inout SplitMix64
  ) -> [UInt8] {
    let shape = columnCount == 1 ? "(\(rowCount),)" : "(\(rowCount), \(columnCount))"
    let order = Bool.random(using: &generator) ? "True" : "False"
    let header = Array(
      "{'descr': '\(type)', 'fortran_order': \(order), 'shape': \(shape), }  \n".utf8)
    let size = Int(String(type.suffix(1))) ?? 4
    let version = UInt8.random(in: 1...3, using: &generator)
    let length = number(header.count, version == 1 ? 2 : 4)
    let elements = (0..<rowCount * columnCount * size).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + header + elements
  }

  /// A small archive of arrays, mostly with as many rows.
  static func npz(_ generator: inout SplitMix64) -> [UInt8] {
    let rowCount = Int.random(in: 0...6, using: &generator)
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    let memberCount = Int.random(in: 0...3, using: &generator)
    for member in ["y", "p", "yx"].prefix(memberCount) {
      let array =
        Int.random(in: 0...5, using: &generator) == 0
        ? npy(&generator) : npy("<f8", rowCount, member == "p" ? 2 : 1, &generator)
      let name = Array("\(member).npy".utf8)
      // The sizes may stand in a field of their own.
      let isLarge = Int.random(in: 0...3, using: &generator) == 0
      let sizes =
        isLarge
        ? number(0xffff_ffff, 4) + number(0xffff_ffff, 4)
        : number(array.count, 4) + number(array.count, 4)
      let extra =
        isLarge
        ? number(1, 2) + number(16, 2) + number(array.count, 8) + number(array.count, 8) : []
      let common =
        number(20, 2) + number(0, 12) + sizes + number(name.count, 2) + number(extra.count, 2)
      directory +=
        Array("PK\u{1}\u{2}".utf8) + number(20, 2) + common + number(0, 10)
        + number(bytes.count, 4) + name + extra
      bytes += Array("PK\u{3}\u{4}".utf8) + common + name + extra + array
    }
    let count = number(memberCount, 2)
    return bytes + directory + Array("PK\u{5}\u{6}".utf8) + number(0, 4) + count + count
      + number(directory.count, 4) + number(bytes.count, 4) + number(0, 2)
  }

  /// A number as bytes, the lowest first.
  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> (8 * $0) : 0) }
  }
}
