/// A row as most programs write it: the values differ, and all that is between them is the same.
///
/// ```
/// {"label": 1, "probs": [0.25, 0.75]}
/// ~~~~~~~~~~ ~~~~~~~~~~~~    ~~     ~~   the pieces, compared eight bytes at a time
/// ```
struct JSONPlainRow: Equatable, Sendable {
  /// Up to eight bytes of a piece.
  struct Word: Equatable {
    /// The bytes, the first one lowest.
    var bytes: UInt64
    /// Which bits of them count.
    var mask: UInt64
    var byteCount: Int
  }

  /// The pieces, one after another: what stands before each value, and after the last.
  private(set) var words: [Word] = []

  /// The index of the first word of every piece, and the number of all words.
  private(set) var starts = [0]

  /// The pieces of a row; nil where it has not the structure of the header.
  ///
  /// - Parameters:
  ///   - row: where it stands; it has been checked.
  ///   - bytes: the bytes of its chunk.
  ///   - header: the fields of the rows.
  ///   - scanner: how white space is read.
  init?(
    _ row: Range<Int>, of bytes: Span<UInt8>, _ header: JSONHeader, _ scanner: JSONScanner
  ) {
    let bytes = bytes.extracting(first: row.upperBound)
    var builder = JSONShapeBuilder(scanner, columnNames: nil, listPaths: [])
    do throws(JSONFault) {
      try builder.build(bytes, row)
      guard builder.shape == header.shape else { return nil }
      try cut(row, of: bytes, scanner)
    } catch {
      return nil
    }
    // A member that is there twice is one field, but two values.
    guard starts.count == header.paths.count + 2 else { return nil }
  }

  private mutating func cut(
    _ row: Range<Int>, of bytes: Span<UInt8>, _ scanner: JSONScanner
  ) throws(JSONFault) {
    var start = row.lowerBound
    var index = start
    while index < row.upperBound {
      let isString = bytes[index] == ASCII.quote
      guard isString || !Self.isBetweenValues(bytes[index]) else {
        index += 1
        continue
      }
      let end = try scanner.scalar(bytes, from: index)
      let next = scanner.skipSpaces(bytes, from: end)
      if !isString || bytes.byte(at: next) != ASCII.colon {
        append(bytes, start..<index)
        start = end
      }
      index = end
    }
    append(bytes, start..<row.upperBound)
  }

  private static func isBetweenValues(_ byte: UInt8) -> Bool {
    byte <= ASCII.space || byte == ASCII.comma || byte == ASCII.colon
      || byte | 0x20 == ASCII.openingBrace || byte | 0x20 == ASCII.closingBrace
  }

  private mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    for first in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      let count = min(8, range.upperBound - first)
      var word = Word(bytes: 0, mask: .max >> UInt64(64 - 8 * count), byteCount: count)
      for offset in 0..<count { word.bytes |= UInt64(bytes[first + offset]) << UInt64(8 * offset) }
      words.append(word)
    }
    starts.append(words.count)
  }

  /// The index after a piece, if it stands at an index; nil too where the text ends soon.
  ///
  /// - Parameters:
  ///   - words: the words of the piece.
  ///   - text: a buffer.
  ///   - start: where in it the piece may stand.
  /// - Returns: the index.
  @inline(__always)
  static func end(_ words: Span<Word>, in text: Span<UInt8>, at start: Int) -> Int? {
    var index = start
    for place in words.indices {
      let word = words[place]
      guard index &+ 8 <= text.count, (text.word(at: index) ^ word.bytes) & word.mask == 0 else {
        return nil
      }
      index &+= word.byteCount
    }
    return index
  }
}
