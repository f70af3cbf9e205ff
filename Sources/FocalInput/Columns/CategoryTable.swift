/// The different texts of a column, numbered in the order in which they come.
///
/// A hash table with open addressing over one buffer that holds all texts: a known text costs no
/// allocation.
package struct CategoryTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// The codes by hash, −1 where free; the count is a power of two, at least twice the texts.
  private var slots = Array(repeating: Int32(-1), count: 16)

  /// The codes of texts of one byte, which most labels are; −1 where there is none yet.
  private var singles = InlineArray<256, Int32>(repeating: -1)

  /// The texts of one byte.
  private(set) var singleCount = 0

  /// A table without texts.
  package init() {}

  /// The codes of the texts of one byte, byte by byte and table by table; −1 where there is none, and
  /// for bytes that are a field only where they are quoted: a delimiter, a quote, spaces.
  static func singles(of tables: [CategoryTable], delimiter: UInt8) -> [Int32] {
    var singles: [Int32] = []
    singles.reserveCapacity(256 * tables.count)
    for table in tables {
      let codes = table.singles.span
      for byte in codes.indices {
        let isField = byte > ASCII.quote && byte != delimiter
        singles.append(isField ? codes[byte] : -1)
      }
    }
    return singles
  }

  /// The number of texts.
  package var count: Int { ends.count }

  /// The bytes of a text.
  ///
  /// - Parameter code: its code.
  /// - Returns: its bytes, which need not be UTF-8.
  package func bytes(of code: Int32) -> ArraySlice<UInt8> { bytes[range(of: Int(code))] }

  /// The code of a text that is there; nil where it is not.
  ///
  /// - Parameters:
  ///   - text: where the text stands.
  ///   - bytes: the buffer.
  /// - Returns: the code.
  package func code(of text: ColumnBatch.Text, in bytes: Span<UInt8>) -> Int32? {
    guard text.escaping == .none else {
      let unescaped = text.bytes(in: bytes)
      return knownCode(of: unescaped.span, 0..<unescaped.count)
    }
    return knownCode(of: bytes, text.range)
  }

  private func knownCode(of span: Span<UInt8>, _ range: Range<Int>) -> Int32? {
    guard range.count != 1 else {
      let code = singles[Int(span[range.lowerBound])]
      return code >= 0 ? code : nil
    }
    let code = slots[slot(of: span, range)]
    return code >= 0 ? code : nil
  }

  /// The slot of a text of another length than one: the one that has its code, or the free one for it.
  private func slot(of span: Span<UInt8>, _ range: Range<Int>) -> Int {
    var slot = hash(span, range) & (slots.count - 1)
    while slots[slot] >= 0, !isEqual(Int(slots[slot]), span, range) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  /// The code of a text, a new one where the text is new.
  ///
  /// - Parameters:
  ///   - span: a buffer.
  ///   - range: where in it the text stands.
  /// - Returns: the code.
  mutating func code(of span: Span<UInt8>, _ range: Range<Int>) -> Int32 {
    guard range.count != 1 else { return code(of: span[range.lowerBound]) }
    let slot = slot(of: span, range)
    guard slots[slot] < 0 else { return slots[slot] }
    let code = append(span, range)
    slots[slot] = code
    if 2 * count > slots.count { slots = doubledSlots() }
    return code
  }

  /// The code of a text of one byte, a new one where the text is new.
  @inline(__always)
  mutating func code(of byte: UInt8) -> Int32 {
    let known = singles[Int(byte)]
    return known >= 0 ? known : newCode(of: byte)
  }

  @inline(never)
  private mutating func newCode(of byte: UInt8) -> Int32 {
    bytes.append(byte)
    ends.append(bytes.count)
    singles[Int(byte)] = Int32(ends.count - 1)
    singleCount += 1
    return singles[Int(byte)]
  }

  private func range(of code: Int) -> Range<Int> { (code == 0 ? 0 : ends[code - 1])..<ends[code] }

  private mutating func append(_ span: Span<UInt8>, _ range: Range<Int>) -> Int32 {
    for index in range { bytes.append(span[index]) }
    ends.append(bytes.count)
    return Int32(ends.count - 1)
  }

  private func isEqual(_ code: Int, _ span: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let own = self.range(of: code)
    guard own.count == range.count else { return false }
    return zip(own, range).allSatisfy { bytes[$0] == span[$1] }
  }

  /// FNV-1a, good enough for the few texts of a column and free of allocations.
  private func hash(_ span: Span<UInt8>, _ range: Range<Int>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in range { hash = (hash ^ UInt64(span[index])) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32)) & .max
  }

  private func doubledSlots() -> [Int32] {
    var grown = Array(repeating: Int32(-1), count: slots.count * 2)
    let span = bytes.span
    for code in ends.indices where range(of: code).count != 1 {
      var slot = hash(span, range(of: code)) & (grown.count - 1)
      while grown[slot] >= 0 { slot = (slot + 1) & (grown.count - 1) }
      grown[slot] = Int32(code)
    }
    return grown
  }
}
