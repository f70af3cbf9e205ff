import Testing

@testable import FocalInput

@Suite("The delimiter by the header")
struct CSVDialectDelimiterTests {
  @Test(
    "A comma comes first, and else what there is most of",
    arguments: [
      ("a,b", ","), ("a;b", ";"), ("a|b", "|"), ("a\tb", "\t"), ("a;b;c|d", ";"), ("a;b,c", ","),
      ("a", ","), ("", ","), ("\n\r\na;b\n1,2,3\n", ";"), ("\"a,b\";\"c,d\"\n", ";"),
      ("\"a\"\";\"|b", "|"), ("label;p\n0,5;0,5", ";"), (" \na|b", "|"),
    ] as [(String, Character)])
  func header(text: String, delimiter: Character) throws {
    for readSize in [1, 1000] {
      let source = ByteSource(bytes: Array(text.utf8), name: "test", readSize: readSize)
      #expect(try CSVDialect.delimiter(of: source) == delimiter.asciiValue)
    }
  }

  @Test("A long header is read to its end")
  func longHeader() throws {
    let names = (0..<5000).map { "column\($0)" }.joined(separator: "|")
    let source = ByteSource(bytes: Array("\(names)\n1,2".utf8), name: "test")
    #expect(try CSVDialect.delimiter(of: source) == UInt8(ascii: "|"))
  }
}

@Suite struct CSVHeaderTests {
  @Test(
    "the first row is a header unless all its fields are numbers",
    arguments: [
      ("a,b\n1,2\n", true),
      ("1,2\n3,4\n", false),
      ("1,b\n3,4\n", true),
      ("\"1\",\" 2\"\n", true),
      ("\"1\",\"2\"\n", false),
      (" 1 ,+2e3\n", false),
      ("inf,-Infinity\n", false),
      ("1e999,1\n", false),
      ("nan,1\n", true),
      (",1\n", true),
      ("1\n", false),
      ("label\n", true),
      ("\u{feff}1,2", false),
    ])
  func automatic(text: String, hasHeader: Bool) {
    let reading = CSVInput(text).read()
    #expect(reading.hasHeader == hasHeader)
    #expect(reading.error == nil)
  }

  @Test(
    "whether there is a header can be told",
    arguments: [("1,2\n3,4\n", 2, 1), ("a,b\n3,4", 2, 1), ("\n\n1,2\n\n3,4\n", 2, 1), ("x", 1, 0)])
  func told(text: String, rowCount: Int, dataCount: Int) {
    let absent = CSVInput(text, header: .absent).read()
    #expect(!absent.hasHeader)
    #expect(absent.rows.count == rowCount)
    let present = CSVInput(text, header: .present).read()
    #expect(present.hasHeader)
    #expect(present.rows.count == dataCount)
    #expect(absent.lineCount == present.lineCount)
    #expect(absent.header == present.header)
  }

  @Test(
    "names are the texts of the first row, after a byte-order mark and empty lines",
    arguments: [
      ("a,b\n", ["a", "b"]),
      ("\u{feff}a,b\n", ["a", "b"]),
      ("\u{feff}\r\n\n a , b\r\n", ["a", "b"]),
      ("\u{feff}\"a\n\",\"b\"\"\"\n1,2\n", ["a\n", "b\""]),
      ("\u{feff}\"a\",b\n\"\n\",2\n", ["a", "b"]),
      ("\n\u{feff}a\n", ["\u{feff}a"]),
      ("\u{feff}\u{feff}a\n", ["\u{feff}a"]),
      ("a,,\n", ["a", "", ""]),
      (",", ["", ""]),
      ("a,a", ["a", "a"]),
      ("\"\"\n1\n", [""]),
      ("\u{3b3}\0,\u{1f600}", ["\u{3b3}\0", "\u{1f600}"]),
    ])
  func names(text: String, names: [String]) {
    let reading = CSVInput(text).read()
    #expect(reading.header.map { Array($0.utf8) } == names.map { Array($0.utf8) })
    #expect(reading.error == nil)
  }

  @Test(
    "a file without rows is told so, without a place",
    arguments: ["", "\u{feff}", "\n", "\r", "\r\n", "\n\n\r\n\n", "\u{feff}\n\n", "\u{feff}\r"])
  func noRows(text: String) {
    for header in [CSVDialect.Header.automatic, .present, .absent] {
      #expect(CSVInput(text, header: header).read().error == InputError(.noRows))
    }
  }

  @Test("half a byte-order mark is no mark")
  func halfMark() {
    let reading = CSVInput([0xef, 0xbb]).read()
    #expect(reading.error == InputError(.invalidUTF8, at: RowPosition(line: 1, field: 1)))
  }

  @Test("a header alone has no rows and no error", arguments: ["a,b", "a,b\n", "a,b\r\n\n\n"])
  func alone(text: String) {
    let reading = CSVInput(text).read()
    #expect(reading.hasHeader)
    #expect(reading.rows.isEmpty)
    #expect(reading.error == nil)
  }

  @Test(
    "a first row that cannot be read is told with its line and field",
    arguments: [
      ("a,\"b\n", .unclosedQuote, 1, 2),
      ("\u{feff}\"b\n", .unclosedQuote, 1, 1),
      ("\n\n\"a\"b,c\n", .textAfterQuote, 3, 1),
      ("\"\n\",\"a\" x\n", .textAfterQuote, 1, 2),
    ] as [(String, InputError.Problem, Int, Int)])
  func problems(text: String, problem: InputError.Problem, line: Int, field: Int) {
    for header in [CSVDialect.Header.automatic, .present, .absent] {
      let error = CSVInput(text, header: header).read().error
      #expect(error == InputError(problem, at: RowPosition(line: line, field: field)))
    }
  }

  @Test(
    "a name that is not UTF-8 is told with its field", arguments: ["a,", "a,\"\"\"", "\"\n\","])
  func invalidUTF8(prefix: String) {
    let quote = prefix.hasSuffix("\"") ? "\"" : ""
    let reading = CSVInput(Array(prefix.utf8) + [0xc3] + Array("\(quote)\n".utf8)).read()
    #expect(reading.error == InputError(.invalidUTF8, at: RowPosition(line: 1, field: 2)))
  }

  @Test("the lines before the data are counted", arguments: [1, 64])
  func lines(chunkByteCount: Int) throws {
    for (text, present, absent) in [
      ("a\n1\n", 1, 0), ("\n\r\na\n\n1\n", 3, 2), ("\"\n\n\"\n1\n", 3, 0), ("\u{feff}\na", 2, 1),
    ] {
      for (header, lineCount) in [(CSVDialect.Header.present, present), (.absent, absent)] {
        let reader = ChunkReader(
          ByteSource(bytes: Array(text.utf8), name: "test"), format: .delimited(by: 44),
          chunkByteCount: chunkByteCount)
        var chunk = Chunk()
        #expect(try reader.next(&chunk))
        let first = try CSVHeader(of: chunk, CSVDialect(header: header))
        #expect(first.lineCount == lineCount)
        let before = chunk.text(0..<first.dataStart)
        #expect(
          before.utf8.count { $0 == ASCII.lineFeed }
            == min(lineCount, text.utf8.count { $0 == ASCII.lineFeed }))
      }
    }
  }
}
