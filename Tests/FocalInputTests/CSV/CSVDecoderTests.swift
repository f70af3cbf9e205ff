import Testing

@testable import FocalInput

@Suite struct CSVDecoderTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var text: String
    var rows: [[String?]]
    var delimiter: Character = ","
    var testDescription: String { text.debugDescription }
  }

  @Test(
    "rows end at LF or CRLF, the last at the end of the file too",
    arguments: [
      Case(text: "a,b\n1,2\n3,4\n", rows: [["1", "2"], ["3", "4"]]),
      Case(text: "a,b\r\n1,2\r\n3,4\r\n", rows: [["1", "2"], ["3", "4"]]),
      Case(text: "a,b\n1,2\r\n3,4\n5,6\r\n", rows: [["1", "2"], ["3", "4"], ["5", "6"]]),
      Case(text: "a,b\n1,2", rows: [["1", "2"]]),
      Case(text: "a,b\r\n1,2\r", rows: [["1", "2"]]),
      Case(text: "a,b\n1,", rows: [["1", ""]]),
      Case(text: "a,b\n,\n,", rows: [["", ""], ["", ""]]),
      Case(text: "a\n\"x\"", rows: [["x"]]),
      Case(text: "a\n\"x\"\r", rows: [["x"]]),
      Case(text: "a\n\"\"\n", rows: [[""]]),
    ])
  func rowEnds(of file: Case) { check(file) }

  @Test(
    "empty lines are no rows, wherever they are",
    arguments: [
      Case(text: "\n\r\na\n1\n", rows: [["1"]]),
      Case(text: "a\n\n\n1\n\r\n\n2\n", rows: [["1"], ["2"]]),
      Case(text: "a\n1\n\n\r\n\n", rows: [["1"]]),
      Case(text: "a\n1\n\r", rows: [["1"]]),
      Case(text: "a\n \n", rows: [[""]]),
    ])
  func emptyLines(in file: Case) { check(file) }

  @Test(
    "quotes hide delimiters and line ends, and stand for one where there are two",
    arguments: [
      Case(text: "a,b\n\"1,2\",3\n", rows: [["1,2", "3"]]),
      Case(text: "a,b\n\"1\n2\",\"\n\"\n", rows: [["1\n2", "\n"]]),
      Case(text: "a,b\r\n\"1\r\n2\",\"\r\n\"\r\n", rows: [["1\r\n2", "\r\n"]]),
      Case(text: "a,b\n\"\"\"\",\"a\"\"b\"\n", rows: [["\"", "a\"b"]]),
      Case(text: "a,b\n\"\"\"\"\"\",\"\"\"a\"\"\"\n", rows: [["\"\"", "\"a\""]]),
      Case(text: "a,b\n\"\"\"\n\"\"\",2\n", rows: [["\"\n\"", "2"]]),
      Case(text: "a,b\n\"\",\"\"\n", rows: [["", ""]]),
      Case(text: "a,b\n\" 1 \",\"\t2\t\"\n", rows: [[" 1 ", "\t2\t"]]),
      Case(text: "a,b\n \"1,\n\", \t\"2\" \n", rows: [["1,\n", "2"]]),
    ])
  func quotedFields(in file: Case) { check(file) }

  @Test(
    "a quote is text where it does not begin the field",
    arguments: [
      Case(text: "a,b\n5\" pipe,2\n", rows: [["5\" pipe", "2"]]),
      Case(text: "a,b\n5\",\"2\"\n", rows: [["5\"", "2"]]),
      Case(text: "a,b\n1\"\"2,3 \"4\" \n", rows: [["1\"\"2", "3 \"4\""]]),
      Case(
        text: "a,b\nx\",1\ny,2\n", rows: [["x\"", "1"], ["y", "2"]]),
    ])
  func unquotedQuotes(in file: Case) { check(file) }

  @Test(
    "spaces and tabs around an unquoted text do not belong to it, others do",
    arguments: [
      Case(text: "a,b\n  1 ,\t2\t\r\n", rows: [["1", "2"]]),
      Case(text: "a,b\n x y , \n", rows: [["x y", ""]]),
      Case(text: "a,b\n\u{a0}1,2\u{b}\n", rows: [["\u{a0}1", "2\u{b}"]]),
      Case(text: "a,b\n1\r2,\r\r\n", rows: [["1\r2", "\r"]]),
      Case(text: "a,b\n\01\0,\0\n", rows: [["\01\0", "\0"]]),
    ])
  func spaces(in file: Case) { check(file) }

  @Test(
    "the delimiter may be any byte, and others are then text",
    arguments: [
      Case(text: "a;b\n1,5;\"2;\"\n", rows: [["1,5", "2;"]], delimiter: ";"),
      Case(text: "a|b\n1|\"|\"\n", rows: [["1", "|"]], delimiter: "|"),
      Case(text: "a\tb\n\t2\n 1 \t\"\t\"\n", rows: [["", "2"], ["1", "\t"]], delimiter: "\t"),
      Case(text: "a b\n1 2\n", rows: [["1", "2"]], delimiter: " "),
    ])
  func delimiters(of file: Case) { check(file) }

  private func check(_ file: Case) {
    let reading = CSVInput(file.text, delimiter: file.delimiter, header: .present).read()
    #expect(reading.error == nil)
    #expect(reading.texts == file.rows)
  }

  @Test("a text that is not UTF-8 is known to be none, and its row is read")
  func invalidUTF8() {
    let bytes = Array("a,b\n1,".utf8) + [0xff] + Array("\n2,x\n".utf8)
    let reading = CSVInput(bytes, header: .present).read()
    #expect(reading.texts == [["1", nil], ["2", "x"]])
  }

  @Test("a field may be a number, a category and a text at once")
  func threeWays() {
    let reading = CSVInput("a,b\n1,\"2\"\n1.0, 2\n", "aa").read()
    #expect(reading.numbers == [[1, 2], [1, 2]])
    #expect(reading.categories == [["1", "2"], ["1.0", "2"]])
    #expect(reading.texts == [["1", "2"], ["1.0", "2"]])
  }

  @Test("numbers come in the order of their blocks, whatever that of the fields")
  func blocks() {
    var input = CSVInput("a,b,c,d\n1,2,3,4\n5,6,7,8\n")
    input.plan = { _ in
      var plan = ColumnPlan()
      plan.numberBlocks = [[3, 0], [], [1]]
      return plan
    }
    #expect(input.read().numbers == [[4, 1, 2], [8, 5, 6]])
  }

  @Test("categories are the texts, unquoted and without doubled quotes")
  func categories() {
    let reading = CSVInput("a,b\ncat,\"x\"\"y\"\n\"cat\",x\n cat ,\"\"\n", "cc").read()
    #expect(reading.categories == [["cat", "x\"y"], ["cat", "x"], ["cat", ""]])
  }

  @Test("rows are told with their lines and without their ends")
  func extents() {
    let reading = CSVInput("a,b\r\n\r\n 1,\"\n\n\"\n\n3,4").read()
    #expect(reading.headerExtent == "a,b")
    #expect(reading.rows.map(\.extent) == [" 1,\"\n\n\"", "3,4"])
    #expect(reading.rows.map(\.line) == [3, 7])
    #expect(reading.lineCount == 7)
  }

  @Test("two fields of ten thousand are found, and the others looked over")
  func wideRows() {
    let count = 10_000
    let names = (0..<count).map { "c\($0)" }.joined(separator: ",")
    let rows = (1...3).map { row in
      (0..<count).map { $0.isMultiple(of: 7) ? "\"\($0),\"" : "\($0 * row)" }
        .joined(separator: ",")
    }
    let input = ([names] + rows).joined(separator: "\n")
    var file = CSVInput(input)
    file.plan = { _ in
      var plan = ColumnPlan()
      plan.numberBlocks = [[9999]]
      plan.texts = [7]
      return plan
    }
    let reading = file.read()
    #expect(reading.numbers == [[9999], [19998], [29997]])
    #expect(reading.texts == [["7,"], ["7,"], ["7,"]])
  }
}
