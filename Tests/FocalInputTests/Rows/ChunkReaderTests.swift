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
      texts.append(String(decoding: chunk.bytes[chunk.rows], as: UTF8.self))
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
}
