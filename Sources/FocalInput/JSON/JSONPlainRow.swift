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

  /// What is done with the values.
  private(set) var steps: [PlainRows.Step] = []

  /// The pieces of a row; nil where the row ends too early.
  ///
  /// - Parameters:
  ///   - row: where it stands; it has been checked.
  ///   - bytes: the bytes of its chunk.
  ///   - scanner: how white space is read.
  init?(_ row: Range<Int>, of bytes: Span<UInt8>, _ scanner: JSONScanner) {
    do throws(JSONFault) {
      try cut(row, of: bytes.extracting(first: row.upperBound), scanner)
    } catch {
      return nil
    }
  }

  /// The pieces of a row, and what is done with its values; nil where the row is not like others: a
  /// wanted field is absent, or the fields stand in another order.
  ///
  /// - Parameters:
  ///   - row: where it stands; it has been checked.
  ///   - bytes: the bytes of its chunk.
  ///   - shape: the structure of the rows.
  ///   - plan: the fields wanted.
  ///   - plain: what is done with every field of the header.
  ///   - scanner: how white space is read.
  init?(
    _ row: Range<Int>, of bytes: Span<UInt8>, _ shape: JSONShape, _ plan: ColumnPlan,
    _ plain: PlainRows, _ scanner: JSONScanner
  ) {
    guard let fields = shape.fields(of: row, in: bytes, scanner) else { return nil }
    let wanted = plain.steps.indices.filter { plain.steps[$0].isWanted }
    guard fields.filter({ $0 >= 0 && plain.steps[$0].isWanted }) == wanted,
      plan.keptFields.isEmpty || fields == Array(plain.steps.indices)
    else { return nil }
    self.init(row, of: bytes, scanner)
    guard valueCount == fields.count else { return nil }
    steps = fields.map { $0 < 0 ? .skip(count: 1) : plain.steps[$0] }
  }

  /// The values of the row.
  var valueCount: Int { starts.count - 2 }

  /// Where the values of a row begin; nil where it is written otherwise.
  func valueStarts(
    _ row: Range<Int>, of text: Span<UInt8>, _ scanner: JSONScanner
  ) -> [Int]? {
    var valueStarts: [Int] = []
    var index = row.lowerBound
    for value in 0...valueCount {
      for word in words[starts[value]..<starts[value + 1]] {
        for offset in 0..<word.byteCount {
          guard
            text.byte(at: index + offset)
              == UInt8(truncatingIfNeeded: word.bytes >> UInt64(8 * offset))
          else {
            return nil
          }
        }
        index += word.byteCount
      }
      guard value < valueCount else { break }
      guard let end = try? scanner.scalar(text, from: index) else { return nil }
      valueStarts.append(index)
      index = end
    }
    return index == row.upperBound ? valueStarts : nil
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
