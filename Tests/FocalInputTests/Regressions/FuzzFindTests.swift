import Testing

@testable import FocalInput

/// What the fuzzer found.
@Suite("Finds of the fuzzer")
struct FuzzFindTests {
  @Test("A quoted name after a byte-order mark may hold a line feed", arguments: [1, 5, 100])
  func quoteAfterMark(chunkByteCount: Int) throws {
    let source = ByteSource(bytes: Array("\u{feff}\"a\nb\",c\n1,2\n".utf8), name: "test")
    let reader = ChunkReader(
      source, format: .delimited(by: ASCII.comma), chunkByteCount: chunkByteCount)
    var chunk = Chunk()
    #expect(try reader.next(&chunk))
    #expect(try CSVHeader(of: chunk, CSVDialect()).fields == ["a\nb", "c"])
  }
}
