import TestSupport
import Testing

@testable import FocalOutput

/// One writer for every format, with the bytes that each must have.
@Suite struct RowTextTests {
  /// A template, the rows of the input, and what comes out.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var template: RowTemplate
    var input: WrittenInput
    var delimiter: UInt8?
    var numbers: [Double]
    var samples: [Int]?
    let output: String

    init(
      _ name: String, _ template: RowTemplate, _ input: WrittenInput, by delimiter: UInt8? = nil,
      numbers: [Double], samples: [Int]? = nil, _ output: String
    ) {
      testDescription = name
      self.template = template
      self.input = input
      self.delimiter = delimiter
      self.numbers = numbers
      self.samples = samples
      self.output = output
    }
  }

  static let comma = DelimitedText.comma
  static let tab = DelimitedText.tab

  static let cases = [
    Case("bare", .bare, .delimited([["1"], ["2"]]), by: comma, numbers: [0.5, 3], "0.5\n3\n"),
    Case(
      "bare: a row left out is an empty line", .bare, .delimited([["1"], ["2"], ["3"]]), by: comma,
      numbers: [0.5, .infinity], samples: [0, 2], "0.5\n\nInfinity\n"),
    Case(
      "a row as it stands", .delimitedRow(by: comma, numberCount: 2),
      .delimited([["a", "\"x,y\""], [" b ", ""]]), by: comma, numbers: [1, 2, 3, 4],
      "a,\"x,y\",1,2\n b ,,3,4\n"),
    Case(
      "line ends stay, and the last line gets one", .delimitedRow(by: comma, numberCount: 1),
      .delimited([["a"], ["b"], ["c"]], lineEnds: ["\r\n", "\n", ""]), by: comma,
      numbers: [1, 2, 3], "a,1\r\nb,2\nc,3\n"),
    Case(
      "a row left out has empty fields", .delimitedRow(by: comma, numberCount: 2),
      .delimited([["a"], ["b"]]), by: comma, numbers: [1, 2], samples: [1], "a,,\nb,1,2\n"),
    Case(
      "fields by another delimiter, quoted where they need it",
      .delimitedFields(by: tab, fieldCount: 2, numberCount: 1, keepsLineEnds: true),
      .delimited([["\"a,b\"", "c\td"], ["\"e\"\"f\"", "g\"h"]], lineEnds: ["\n", "\r\n"]), by: tab,
      numbers: [1, 2], "a,b\t\"c\td\"\t1\n\"e\"\"f\"\t\"g\"\"h\"\t2\r\n"),
    Case(
      "JSON values as fields",
      .delimitedFields(by: comma, fieldCount: 3, numberCount: 1, keepsLineEnds: false),
      .json([["1.50", "\"a\\u00e9\\n\"", "[1,\"x\"]"], ["null", "\"a,b\"", "\"\""]]), by: comma,
      numbers: [1, 2], "1.50,\"aé\n\",\"[1,\"\"x\"\"]\",1\nnull,\"a,b\",,2\n"),
    Case(
      "delimited fields as members",
      .object(names: ["a", "b\""], numberNames: ["n"], form: { _ in .numberOrString }),
      .delimited([["1", "\"x\"\"y\""], ["01", "-0.5e+3"], ["é\\", ""]]),
      numbers: [1, .infinity, 3],
      "{\"a\":1,\"b\\\"\":\"x\\\"y\",\"n\":1}\n{\"a\":\"01\",\"b\\\"\":-0.5e+3,\"n\":\"Infinity\"}\n"
        + "{\"a\":\"é\\\\\",\"b\\\"\":\"\",\"n\":3}\n"),
    Case(
      "JSON values as members",
      .object(names: ["a", "b"], numberNames: ["n"], form: { _ in .value }),
      .json([["\"\\u0041\"", "[1,\n2]"], ["1e5", "null"]]), numbers: [1], samples: [0],
      "{\"a\":\"\\u0041\",\"b\":[1,2],\"n\":1}\n{\"a\":1e5,\"b\":null,\"n\":null}\n"),
    Case(
      "an object, ready for members", .openRow(isObject: true, numberNames: ["n", "m"]),
      .rows(["{\"a\": 1 }", "{}", "{ }", "{\r\n\"a\":\"}\"\n}", "null"]),
      numbers: Array(1...10).map(Double.init),
      "{\"a\": 1,\"n\":1,\"m\":2}\n{\"n\":3,\"m\":4}\n{\"n\":5,\"m\":6}\n{\"a\":\"}\",\"n\":7,\"m\":8}\n"
        + "{\"n\":9,\"m\":10}\n"),
    Case(
      "an array, ready for elements", .openRow(isObject: false, numberNames: ["n", "m"]),
      .rows(["[1, 0.5]", "[\n]"]), numbers: [1, 2], samples: [0], "[1, 0.5,1,2]\n[null,null]\n"),
    Case(
      "an element of a list",
      .listed([
        ("row", [.rowNumber]), ("id", [.field(0, .sameKind)]), ("n", [.number(0), .number(1)]),
      ]),
      .json([["\"\\u0041\\/\""], ["12"], ["\"b\""]], firstRow: 99),
      numbers: [1, -2, 3, 4, 5, -.infinity],
      "    { \"row\": 99, \"id\": \"A/\", \"n\": [1, -2] },\n    { \"row\": 100, \"id\": 12, \"n\": [3, 4] },\n"
        + "    { \"row\": 101, \"id\": \"b\", \"n\": [5, \"-Infinity\"] },\n"),
  ]

  @Test("a format has its bytes", arguments: cases)
  func format(_ case: Case) {
    let text = RowText(
      `case`.template, `case`.input.syntax, delimiter: `case`.delimiter, NumberText(digits: nil),
      fieldCount: `case`.input.fieldCount)
    let batch = `case`.input.batch(numbers: `case`.numbers, samples: `case`.samples)
    var output = Array("before".utf8)
    text.append(batch, to: &output)
    #expect(String(decoding: output, as: UTF8.self) == "before" + `case`.output)
  }

  @Test("a list leaves out the rows that are no samples, which have their numbers nevertheless")
  func leftOut() {
    var template = RowTemplate()
    template.add(.rowNumber)
    template.add(":")
    template.add(.text(0))
    template.add(" ")
    let text = RowText(
      template, WrittenInput.delimited([]).syntax, delimiter: nil, NumberText(digits: nil),
      leftOutRow: .nothing)
    var batch = WrittenInput.delimited([["a"], ["b"], ["c"]]).batch(numbers: [], samples: [0, 2])
    batch.textBytes = Array("xyz".utf8)
    batch.texts = [0..<1, 1..<2, 1..<3]
    var output: [UInt8] = []
    text.append(batch, to: &output)
    #expect(String(decoding: output, as: UTF8.self) == "1:x 3:yz ")
  }

  @Test("what is not UTF-8 becomes a replacement character in JSON, and stays elsewhere")
  func invalidUTF8() {
    let bytes: [UInt8] = [0x61, 0xff, 0x62, 0x0a]
    func written(_ template: RowTemplate, by delimiter: UInt8?) -> [UInt8] {
      var batch = RowBatch(bytes, end: 4, rows: [0..<3], rowCount: 1, numbers: [1])
      batch.fields = [0..<3]
      var output: [UInt8] = []
      RowText(
        template, WrittenInput.delimited([]).syntax, delimiter: delimiter, NumberText(digits: nil),
        fieldCount: 1
      ).append(batch, to: &output)
      return output
    }
    #expect(
      written(.object(names: ["a"], numberNames: [], form: { _ in .numberOrString }), by: nil)
        == Array("{\"a\":\"a\u{fffd}b\"}\n".utf8))
    let fields = RowTemplate.delimitedFields(
      by: Self.tab, fieldCount: 1, numberCount: 0, keepsLineEnds: true)
    #expect(written(fields, by: Self.tab) == bytes)
  }

  @Test("fields that become much longer find room", arguments: [1, 2, 3, 50, 3000])
  func growth(rowCount: Int) {
    let rows = Array(repeating: [String(repeating: "\u{1}", count: 100)], count: rowCount)
    let text = RowText(
      .object(names: ["a"], numberNames: [], form: { _ in .numberOrString }),
      WrittenInput.delimited([]).syntax,
      delimiter: nil, NumberText(digits: nil), fieldCount: 1)
    var output: [UInt8] = []
    text.append(WrittenInput.delimited(rows).batch(numbers: []), to: &output)
    let line = "{\"a\":\"" + String(repeating: "\\u0001", count: 100) + "\"}\n"
    #expect(
      String(decoding: output, as: UTF8.self) == String(repeating: line, count: rowCount))
  }
}
