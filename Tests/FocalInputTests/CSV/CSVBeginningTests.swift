import Testing

@testable import FocalInput

/// What stands before the data: comments, `sep=`, names, and names of rows.
@Suite struct CSVBeginningTests {
  static func table(_ text: String) throws -> TableReader {
    let source = ByteSource(bytes: Array(text.utf8), name: "memory")
    return try TableReader(source, TableReader.Options(), like: nil) { _ in true }
  }

  @Test(
    "lines that begin with # before the first row are comments",
    arguments: [
      ("# run 7\na,b\n1,2\n", ["a", "b"], 2), ("#\n\n# x\r\na,b\n1,2\n", ["a", "b"], 4),
      ("\u{feff}# run 7\n1,2\n", [], 1), ("# a,b\n1,2\n", ["a", "b"], 1),
      ("# x,y\n# a,b\n1,2\n", ["a", "b"], 2), ("# a,b,c\n1,2\n", [], 1), ("# a,1\n1,2\n", [], 1),
      ("# a,\n1,2\n", [], 1), ("#a,b\nc,d\n1,2\n", ["c", "d"], 2),
      ("a,b\n# 1,2\n", ["a", "b"], 1),
    ])
  func comments(_ text: String, _ names: [String], _ lineCount: Int) throws {
    let table = try Self.table(text)
    #expect(table.names == names && table.fieldCount == 2 && table.lineCount == lineCount)
    #expect(table.firstRows.texts(of: 1).count == 1)
  }

  @Test(
    "sep= says the delimiter, and is no row",
    arguments: [
      ("sep=;\na;b,c\n1;2\n", ["a", "b,c"]), ("SEP=|\r\na|b\n1|2\n", ["a", "b"]),
      ("\u{feff}sep=\t\na\tb\n1\t2\n", ["a", "b"]), ("sep=,\na,b;c\n1,2\n", ["a", "b;c"]),
    ])
  func separator(_ text: String, _ names: [String]) throws {
    let table = try Self.table(text)
    #expect(table.names == names && table.lineCount == 2)
  }

  @Test(
    "a header one field short of rows that are named or counted has none for their names",
    arguments: [
      "a,b\n\"x\",1,2\n\"y\",3,4\n", "a,b\n1,1,2\n2,3,4\n", "a,b\n0,1,2\n1,3,4\n",
      "a,b\n\"x\",1,2\n",
    ])
  func rowNames(_ text: String) throws {
    let table = try Self.table(text)
    #expect(table.names == ["", "a", "b"] && table.fieldCount == 3)
    #expect(table.firstRows.texts(of: 2).first == "2")
  }

  @Test(
    "other rows of another number of fields stay an error",
    arguments: ["a,b\n1,1,2\n", "a,b\nx,1,2\ny,3,4\n", "a,b\n1,1,2\n3,3,4\n", "a,b\n1,1,2\n2,3\n"])
  func noRowNames(_ text: String) throws {
    #expect(try Self.table(text).names == ["a", "b"])
  }

  @Test(
    "runs of blanks are delimiters where all between them are fields",
    arguments: [
      ("1 0.9\n0 0.2\n", true), ("1  0.9\n0    0.2\n", true), ("\"a\" \"b\"\n\"1\" 1 2\n", true),
      ("# label p\n1 0.9\n", true), ("y p\n1 0.9\n", true), ("1 NA\n0 0.2\n", true),
      ("New York\nLos Angeles\n", false), ("a b\n1 2\n", false), ("1 2\n3\n", false),
      ("y p\n1\n", false), ("label\n1 2\n", true),
    ])
  func blanks(_ text: String, _ areDelimiters: Bool) throws {
    let source = ByteSource(bytes: Array(text.utf8), name: "memory")
    let found = try BlankRows.separateFields(of: source) { $0 == "y" || $0 == "label" }
    #expect(found == areDelimiters)
  }
}
