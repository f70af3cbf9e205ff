import Testing

@testable import FocalInput

@Suite struct ChunkReaderTests {
  static func reader(
    _ text: String, chunkByteCount: Int, rowByteLimit: Int = 1 << 20, readSize: Int = .max
  ) -> ChunkReader {
    ChunkReader(
      ByteSource(bytes: Array(text.utf8), name: "test", readSize: readSize),
      format: .delimited(by: UInt8(ascii: ",")), chunkByteCount: chunkByteCount,
      rowByteLimit: rowByteLimit)
  }

  /// The texts of all chunks.
  static func chunks(_ reader: ChunkReader) throws(InputError) -> [String] {
    var chunk = Chunk()
    var texts: [String] = []
    while try reader.next(&chunk) {
      texts.append(chunk.text(chunk.rows))
    }
    return texts
  }

  @Test("the first chunk holds a row, however many empty lines come before it")
  func emptyLinesFirst() throws {
    let reader = Self.reader("\n\r\n\n\na,b\n1,2\n3,4\n5,6\n", chunkByteCount: 2)
    #expect(try Self.chunks(reader) == ["\n\r\n\n\na,b\n1,2\n", "3,4\n5,6\n"])
  }

  @Test("a quoted field after a byte-order mark may hold a line feed")
  func quoteAfterMark() throws {
    let reader = Self.reader("\u{feff}\"a\nb\",c\n1,222222\n", chunkByteCount: 1)
    #expect(try Self.chunks(reader) == ["\u{feff}\"a\nb\",c\n", "1,222222\n"])
  }

  /// What a reader gives, or the error, with its line in the whole text.
  static func outcome(_ reader: ChunkReader) -> Result<String, InputError> {
    var chunk = Chunk()
    var text = ""
    do throws(InputError) {
      while try reader.next(&chunk) { text += chunk.text(chunk.rows) }
      return .success(text)
    } catch {
      return .failure(error.moved(byLines: text.count { $0.isNewline }))
    }
  }

  @Test(
    "a row of the limit is read and one more byte is an error, whatever the chunks",
    arguments: [1, 2, 3, 7, 8, 9, 10, 11, 64], [1, 3, Int.max])
  func limit(chunkByteCount: Int, readSize: Int) {
    let cases: [(text: String, badLine: Int?)] = [
      ("1,23456\n", nil),
      ("1,23456\r\n", 1),
      ("1,234567\n", 1),
      ("1,234567", nil),
      ("1,2345678", 1),
      ("1,2\n1,23456\n", nil),
      ("1,2\n1,234567\n", 2),
      ("1,2\n1,234567\n1,2\n", 2),
      ("1,2\n1,2\n1,2\n1,2345678", 4),
      ("1,\"\n\n3\"\n1,2\n", nil),
      ("1,2\n1,\"\n\n34\"\n1,2\n", 2),
      ("1,2\n1,\"34567890123", 2),
      ("\n\n1,234\n", nil),
      ("\n\n1,23456\n", 3),
    ]
    for (text, badLine) in cases {
      let reader = Self.reader(
        text, chunkByteCount: chunkByteCount, rowByteLimit: 8, readSize: readSize)
      let expected =
        badLine.map { Result.failure(InputError(.rowTooLong(limit: 8), at: RowPosition(line: $0))) }
        ?? .success(text)
      #expect(Self.outcome(reader) == expected, "\(text.debugDescription)")
    }
  }
}

@Suite struct RowFormatTests {
  static let format = RowFormat.delimited(by: UInt8(ascii: ","))

  @Test(
    "a row ends at a line feed that no quoted field hides",
    arguments: [
      ("", nil),
      ("a,b", nil),
      ("\n", 1),
      ("a\n", 2),
      ("a\nb", 2),
      ("a\r\nb", 3),
      ("a\r", nil),
      ("a\nb\n", 4),
      ("a\n\n\n", 4),
      ("\"", nil),
      ("\"a\nb", nil),
      ("\"a\nb\"", nil),
      ("\"a\nb\"\n", 6),
      ("1,\"a\nb", nil),
      ("1\n2,\"a\nb", 2),
      ("\"\"\n", 3),
      ("\"\"\"\n", nil),
      ("\"\"\"\"\n", 5),
      ("\"a\"\"\nb\"\n", 8),
      ("a\"\nb", 3),
      ("5\" pipe,\"x\ny", nil),
      ("a;\"\nb", 4),
      ("\"a\"b\nc", 5),
      ("\"a\"b\"\nc", 6),
      ("\"a\" \nc", 5),
    ] as [(String, Int?)])
  func ends(text: String, end: Int?) {
    let bytes = Array(text.utf8)
    #expect(Self.format.endOfLastRow(bytes.span, in: 0..<bytes.count) == end)
  }

  @Test("bytes outside the range are not looked at")
  func range() {
    let bytes = Array("\"\na\n\"\n".utf8)
    #expect(Self.format.endOfLastRow(bytes.span, in: 1..<5) == 4)
    #expect(Self.format.endOfLastRow(bytes.span, in: 2..<3) == nil)
    #expect(Self.format.endOfLastRow(bytes.span, in: 3..<3) == nil)
  }

  @Test("the delimiter decides where a quote opens a field")
  func delimiter() {
    let bytes = Array("a;\"\nb".utf8)
    let format = RowFormat.delimited(by: UInt8(ascii: ";"))
    #expect(format.endOfLastRow(bytes.span, in: 0..<bytes.count) == nil)
  }

  @Test(
    "the first row begins after a byte-order mark and empty lines",
    arguments: [
      ("", 0),
      ("a", 0),
      ("\n", 1),
      ("\n\r\n\na\n", 4),
      ("\r", 0),
      ("\ra", 0),
      (" \n", 2),
      (" \t\r\n a\n", 4),
      ("  a\n", 0),
      ("  ", 0),
      ("\u{feff}", 3),
      ("\u{feff}a", 3),
      ("\u{feff}\n\na", 5),
      ("\u{feff}\u{feff}a", 3),
      ("\n\u{feff}a", 1),
    ])
  func firstRow(text: String, start: Int) {
    let bytes = Array(text.utf8)
    #expect(Self.format.startOfFirstRow(bytes.span, count: bytes.count) == start)
  }
}
