import Testing

@testable import FocalInput

/// The first rows of a table, which are the same however its bytes arrive.
@Suite struct FirstRowsTests {
  /// The texts of a column of the first rows.
  static func texts(
    _ text: String, _ field: Int, name: String = "memory", readSize: Int = .max,
    chunkByteCount: Int = InputLimits.chunkByteCount
  ) throws -> [String] {
    var options = TableReader.Options()
    options.chunkByteCount = chunkByteCount
    let source = ByteSource(bytes: Array(text.utf8), name: name, readSize: readSize)
    return try TableReader(source, options, like: nil) { _ in true }.firstRows.texts(of: field)
  }

  /// So many rows of 16 bytes.
  static func rows(_ count: Int) -> String {
    (0..<count).map { "\(100_000 + $0),0.123456\n" }.joined()
  }

  @Test(
    "reads and chunks of any size give the same rows: those that end in the first 64 KiB",
    arguments: [1, 7, 4096, .max], [24, 1000, 1 << 18])
  func anySize(_ readSize: Int, _ chunkByteCount: Int) throws {
    let header = "abcdef,01234567\n"
    let texts = try Self.texts(
      header + Self.rows(10_000), 0, readSize: readSize, chunkByteCount: chunkByteCount)
    #expect(texts == (0..<4095).map { String(100_000 + $0) })
    let few = try Self.texts(
      header + Self.rows(3), 0, readSize: readSize, chunkByteCount: chunkByteCount)
    #expect(few == ["100000", "100001", "100002"])
  }

  @Test("a row that goes on after the first 64 KiB is none of them, and no piece of one is")
  func cut() throws {
    let header = "abcdef,0123456\n"
    let texts = try Self.texts(header + Self.rows(10_000), 0)
    #expect(texts.count == 4095 && texts.last == "104094")
    let long = String(repeating: "x", count: 1 << 16)
    #expect(try Self.texts("a,b\n1,\(long)\n2,y\n", 0) == [])
    #expect(try Self.texts("a,\(long)\n1,2\n", 0) == [])
    #expect(try Self.texts("a,b\n1,2", 1) == ["2"])
  }

  @Test(
    "rows of JSON are read likewise",
    arguments: [
      ("memory", "[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":\"y\"}]"),
      ("memory.ndjson", "{\"a\":1,\"b\":\"x\"}\n{\"b\":\"y\",\"a\":2}\n"),
      ("memory", "{\"a\":[1,2],\"b\":[\"x\",\"y\"]}"),
    ], [1, 7, 4096])
  func json(_ input: (name: String, text: String), _ readSize: Int) throws {
    #expect(try Self.texts(input.text, 0, name: input.name, readSize: readSize) == ["1", "2"])
    #expect(try Self.texts(input.text, 1, name: input.name, readSize: readSize) == ["x", "y"])
  }

  @Test("numbers may be missing, but not all of them")
  func numbers() throws {
    let source = ByteSource(bytes: Array("a,b,c,d\n1,x,,NA\n,2,,nan\n".utf8), name: "memory")
    let rows = try TableReader(source, TableReader.Options(), like: nil) { _ in true }.firstRows
    #expect(rows.numbers(of: 0) == [1, nil])
    #expect(rows.numbers(of: 1) == nil)
    #expect(rows.numbers(of: 2) == nil && rows.numbers(of: 3) == nil)
    #expect(rows.differentTexts(of: 1) == ["x", "2"] && rows.differentTexts(of: 3) == [])
  }
}
