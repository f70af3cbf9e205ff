/// What is wrong with an array of NumPy's.
package enum ArrayProblem: Error, Equatable, Sendable {
  /// It does not begin as an array does.
  case notAnArray
  /// It ends within its header.
  case headerCutShort
  /// Its format has a version that is not known.
  case version(major: Int, minor: Int)
  /// Its header is longer than the limit.
  case headerTooLong(limit: Int)
  /// Its header is not what NumPy writes; the text begins where it is not.
  case malformedHeader(found: String)
  /// It holds Python objects.
  case objects
  /// Its elements are records of several fields.
  case records
  /// Its elements are no numbers of a kind that is read.
  case elementType(name: String)
  /// It has no dimension, or more than two.
  case dimensions(count: Int)
  /// It is a table without columns.
  case noColumns
  /// Its rows have more bytes than the limit.
  case rowTooLong(limit: Int)
  /// Its rows have more columns than the limit.
  case tooManyColumns(limit: Int)
  /// It would be larger than any file.
  case tooLarge
  /// It ends before its last row.
  case cutShort(rowCount: Int, expected: Int)
  /// Something follows its last row.
  case bytesAfterEnd
}

/// The header of an array: the type of its elements, their order and its shape.
///
/// ```
/// \x93NUMPY ▯▯ ▯▯ {'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }   ⏎ elements
///           │  └ the bytes of the header: 2, from version 2 on 4
///           └ version
/// ```
///
/// Source: NumPy, `numpy/lib/format.py`.
struct ArrayHeader: Equatable, Sendable {
  let type: BinaryNumber

  /// Whether the elements of a column, rather than of a row, stand side by side.
  let isColumnMajor: Bool

  let rowCount: Int
  let columnCount: Int

  /// Where the elements begin.
  let byteCount: Int

  /// The bytes of the elements.
  let elementByteCount: Int

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The bytes before the header, at most.
  static let prefixByteCount = 12

  /// The bytes of a header at most; those of arrays have about a hundred.
  static let byteLimit = 1 << 16

  /// The bytes of the header with what stands before it.
  ///
  /// - Parameter bytes: the first bytes of the array, ``prefixByteCount`` where there are so many.
  /// - Returns: how many there are.
  /// - Throws: ``ArrayProblem`` where they cannot be those of an array.
  static func byteCount(_ bytes: [UInt8]) throws(ArrayProblem) -> Int {
    guard bytes.starts(with: magic) else { throw .notAnArray }
    guard bytes.count >= prefixByteCount else { throw .headerCutShort }
    let (major, minor) = (Int(bytes[6]), Int(bytes[7]))
    guard 1...3 ~= major, minor == 0 else { throw .version(major: major, minor: minor) }
    let count =
      major == 1 ? 10 + bytes.span.whole(at: 8, 2) : 12 + bytes.span.whole(at: 8, 4)
    guard count <= byteLimit else { throw .headerTooLong(limit: byteLimit) }
    return count
  }

  /// Reads a header.
  ///
  /// - Parameter bytes: all of it with what stands before it.
  /// - Throws: ``ArrayProblem`` where it is no header, or that of an array that is not read.
  init(_ bytes: [UInt8]) throws(ArrayProblem) {
    var parser = ArrayHeaderParser(bytes.dropFirst(bytes[6] == 1 ? 10 : 12))
    let fields = try parser.fields()
    guard let type = BinaryNumber(name: fields.type) else {
      throw fields.type.hasSuffix("O") ? .objects : .elementType(name: fields.type)
    }
    guard 1...2 ~= fields.shape.count else { throw .dimensions(count: fields.shape.count) }
    self.type = type
    rowCount = fields.shape[0]
    columnCount = fields.shape.count == 2 ? fields.shape[1] : 1
    guard columnCount > 0 else { throw .noColumns }
    // A column of one has no order.
    isColumnMajor = fields.isColumnMajor && columnCount > 1
    let limit = InputLimits.rowByteCount
    guard columnCount <= limit / type.byteCount else { throw .rowTooLong(limit: limit) }
    let (size, isOverflow) = (columnCount * type.byteCount).multipliedReportingOverflow(
      by: rowCount)
    guard !isOverflow, size <= Int.max - bytes.count else { throw .tooLarge }
    elementByteCount = size
    byteCount = bytes.count
  }

  /// The bytes of the elements of a row.
  var rowByteCount: Int { columnCount * type.byteCount }

  /// Checks that the array fills what there is of it, and no more.
  ///
  /// - Parameter available: the bytes there are, those of the header included.
  /// - Throws: ``ArrayProblem`` where it does not.
  func checkSize(_ available: Int) throws(ArrayProblem) {
    let found = available - byteCount
    guard found >= elementByteCount else {
      // Of columns one after another no row is whole before the last column is.
      let whole = isColumnMajor ? 0 : max(0, found) / rowByteCount
      throw .cutShort(rowCount: whole, expected: rowCount)
    }
    guard found == elementByteCount else { throw .bytesAfterEnd }
  }
}

/// Reads the dictionary of a header, as strictly as NumPy does: three keys, each once.
private struct ArrayHeaderParser {
  struct Fields {
    var type: String
    var isColumnMajor: Bool
    var shape: [Int]
  }

  private let bytes: ArraySlice<UInt8>
  private var index: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  mutating func fields() throws(ArrayProblem) -> Fields {
    var type: String?
    var isColumnMajor: Bool?
    var shape: [Int]?
    try expect("{")
    while !take("}") {
      let start = index
      let key = try text()
      try expect(":")
      switch key {
      case "descr" where type == nil:
        // A list is of fields, a tuple of a type and the shape of each element.
        guard !take("["), !take("(") else { throw .records }
        type = try text()
      case "fortran_order" where isColumnMajor == nil:
        isColumnMajor = take("True")
        if isColumnMajor == false { try expect("False") }
      case "shape" where shape == nil: shape = try numbers()
      default: throw malformed(at: start)
      }
      if !take(",") {
        try expect("}")
        break
      }
    }
    skipSpaces()
    guard index == bytes.endIndex, let type, let isColumnMajor, let shape else {
      throw malformed(at: index)
    }
    return Fields(type: type, isColumnMajor: isColumnMajor, shape: shape)
  }

  private mutating func skipSpaces() {
    while index < bytes.endIndex, bytes[index] == ASCII.space || bytes[index] == ASCII.lineFeed {
      index += 1
    }
  }

  private mutating func take(_ word: String) -> Bool {
    skipSpaces()
    guard bytes[index...].starts(with: word.utf8) else { return false }
    index += word.utf8.count
    return true
  }

  private mutating func expect(_ word: String) throws(ArrayProblem) {
    guard take(word) else { throw malformed(at: index) }
  }

  /// A text in quotes, without escapes, which no name of a type needs.
  private mutating func text() throws(ArrayProblem) -> String {
    skipSpaces()
    guard index < bytes.endIndex, bytes[index] == ASCII.quote || bytes[index] == UInt8(ascii: "'"),
      let end = bytes[(index + 1)...].firstIndex(of: bytes[index]),
      !bytes[index..<end].contains(ASCII.backslash)
    else { throw malformed(at: index) }
    defer { index = end + 1 }
    return String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
  }

  /// A tuple of whole numbers; with one it has a comma after it.
  private mutating func numbers() throws(ArrayProblem) -> [Int] {
    try expect("(")
    var numbers: [Int] = []
    while !take(")") {
      let start = index
      let digits = bytes[index...].prefix { 0x30...0x39 ~= $0 }
      guard !digits.isEmpty else { throw malformed(at: start) }
      guard let number = Int(String(decoding: digits, as: UTF8.self)) else { throw .tooLarge }
      index = digits.endIndex
      // Python 2 wrote long integers so.
      _ = take("L")
      numbers.append(number)
      if !take(",") {
        // One number in brackets is no tuple.
        guard numbers.count > 1 else { throw malformed(at: start) }
        try expect(")")
        break
      }
    }
    return numbers
  }

  private func malformed(at place: Int) -> ArrayProblem {
    .malformedHeader(found: String(decoding: bytes[place...].prefix(32), as: UTF8.self))
  }
}
