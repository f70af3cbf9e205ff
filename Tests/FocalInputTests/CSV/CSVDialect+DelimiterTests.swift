import Testing

@testable import FocalInput

@Suite("The delimiter by the header")
struct CSVDialectDelimiterTests {
  @Test(
    "A comma comes first, and else what there is most of",
    arguments: [
      ("a,b", ","), ("a;b", ";"), ("a|b", "|"), ("a\tb", "\t"), ("a;b;c|d", ";"), ("a;b,c", ","),
      ("a", ","), ("", ","), ("\n\r\na;b\n1,2,3\n", ";"), ("\"a,b\";\"c,d\"\n", ";"),
      ("\"a\"\";\"|b", "|"), ("label;p\n0,5;0,5", ";"), (" \na|b", ","),
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
