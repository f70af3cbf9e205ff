import Testing

@testable import FocalInput

@Suite("JSONDecoder")
struct JSONDecoderTests {
  @Test("Members within members and elements have paths")
  func paths() {
    let reading = JSONInput(
      """
      {"id":"x","output":{"logits":[1.5,-2],"deep":{"a":[[1],[2,3]]}},"empty":{},"none":[]}
      {"output":{"deep":{"a":[[4],[5,6]]},"logits":[7,8]}}
      """, numbers: ["output.logits.1", "output.deep.a.1.0"], layout: .lines
    ).read()
    #expect(
      reading.paths == [
        "id", "output.logits.0", "output.logits.1", "output.deep.a.0", "output.deep.a.1.0",
        "output.deep.a.1.1",
      ])
    #expect(reading.numbers == [[-2, 2], [8, 5]])
    #expect(reading.error == nil)
  }

  @Test("Rows that are arrays have no names, and plain values are rows of one field")
  func namelessRows() {
    let arrays = JSONInput("[[1,[0.5,0.5]],[0,[1,0]]]", numbers: ["0", "1.0"]).read()
    #expect(arrays.paths == ["0", "1.0", "1.1"])
    #expect(!arrays.hasNames)
    #expect(arrays.numbers == [[1, 0.5], [0, 1]])
    let values = JSONInput("[0,1,\"2\"]", numbers: [""], categories: [""]).read()
    #expect(values.paths == [""])
    #expect(values.numbers == [[0], [1], [2]])
    #expect(JSONInput("0\n\n1", numbers: [""]).read().numbers == [[0], [1]])
  }

  @Test("A first row of texts that are all numbers is data")
  func numericTexts() {
    let reading = JSONInput(#"[["1","0.5"],["0","2"]]"#, numbers: ["0", "1"]).read()
    #expect(reading.numbers == [[1, 0.5], [0, 2]])
  }

  @Test("Names that end without a row are a header without rows")
  func headerOnly() {
    for text in [
      #"[["label","p"]]"#, #"{"columns":["label","p"],"data":[]}"#, #"{"label":[],"p":[]}"#,
    ] {
      let reading = JSONInput(text).read()
      #expect(reading.paths == ["label", "p"], "\(text)")
      #expect(reading.rows.isEmpty && reading.error == nil, "\(text)")
    }
  }

  @Test(
    "A file without rows says so",
    arguments: ["", " \n\r\n", "\u{feff}", "[]", "[ ] \n", "\u{feff}[]"])
  func noRows(text: String) {
    #expect(JSONInput(text).read().error == InputError(.noRows))
  }

  @Test("Numbers are numbers of JSON, or strings that are numbers")
  func numbers() {
    let values: [(String, Double)] = [
      ("0", 0), ("-0", -0.0), ("-0.0e5", -0.0),
      ("12345678901234567890", 12_345_678_901_234_567_168),
      ("0.1", 0.1), ("1E+2", 100), ("5e-324", 0x1p-1074), ("1e-999", 0),
      ("\"Infinity\"", .infinity), ("\"-Infinity\"", -.infinity), ("\"inf\"", .infinity),
      ("\"+1.5\"", 1.5), ("\"\\u0031\"", 1),
    ]
    for (text, value) in values {
      let reading = JSONInput(#"{"p":\#(text)}"#, numbers: ["p"], layout: .lines).read()
      #expect(reading.rows.first?.numberBits == [value.bitPattern], "\(text)")
    }
  }

  @Test("Missing numbers are NaN where that is asked, also all of an array")
  func missing() {
    var input = JSONInput(
      """
      {"probs":[1,2],"p":3}
      {"probs":null,"p":null}
      {"probs":["NaN",""],"p":"NA"}
      """, numbers: ["probs.0", "probs.1", "p"])
    #expect(
      input.read().error
        == InputError(.missingNumber(found: "null"), at: RowPosition(line: 2, field: 1, column: 10))
    )
    input.readsMissingAsNaN = true
    #expect(input.read().numbers[1...].allSatisfy { $0.allSatisfy(\.isNaN) })
  }

  @Test("Texts and categories are unescaped; other values are as written")
  func texts() {
    let reading = JSONInput(
      #"{"id":"a\"\\\/\b\f\n\r\té\ud83d\ude00x"}"# + "\n" + #"{"id":"\ud83d\ude00\u0041"}"#
        + "\n{\"id\":1.50e1}\n{\"id\":true}\n{\"id\":false}\n{\"id\":null}\n{\"id\":\"\u{7f}\"}",
      categories: ["id"], texts: ["id"]
    ).read()
    let expected = [
      "a\"\\/\u{8}\u{c}\n\r\té😀x", "😀A", "1.50e1", "true", "false", "null", "\u{7f}",
    ]
    #expect(reading.texts == expected.map { [$0] })
    #expect(reading.categories == expected.map { [$0] })
  }

  @Test("Members are found in any order, and by names with escapes")
  func order() {
    let reading = JSONInput(
      """
      {"a\\"b":1,"label":2,"p":3,"é":4}
      {"new":[],"p":3,"\\u00e9":4,"label":2,"a\\u0022b":1}
      {"label":2,"é":4,"p":3,"a\\"b":1,"p2":0}
      """, numbers: ["a\"b", "label", "p", "é"]
    ).read()
    #expect(reading.error == nil)
    #expect(reading.numbers == Array(repeating: [1, 2, 3, 4], count: 3))
  }

  @Test("Members given twice are right where nobody wants them")
  func unwantedRepeats() {
    let reading = JSONInput(
      #"{"x":1,"p":2,"x":[3]}"# + "\n" + #"{"x":{},"x":2,"p":4}"#, numbers: ["p"]
    ).read()
    #expect(reading.paths == ["x", "p"])
    #expect(reading.numbers == [[2], [4]])
  }

  @Test("A row and its fields stand where an editor finds them", arguments: [1, 5, 100])
  func positions(chunkByteCount: Int) throws {
    let text = """
      [ {"p": 1, "id": "é"},
        {"p": 2,
         "id" : "x"}, {"id": "y", "p": 3} ]
      """
    let source = ByteSource(bytes: Array(text.utf8), name: "test")
    let reader = try JSONReader(source, chunkByteCount: chunkByteCount) { _ in true }
    var plan = ColumnPlan()
    plan.numberBlocks = [[0]]
    var decoder = JSONDecoder(plan, reader.header, reader.layout)
    var chunk = Chunk()
    var batch = ColumnBatch()
    var positions: [RowPosition] = []
    while try reader.next(&chunk) {
      decoder.decode(chunk, into: &batch)
      for row in 0..<batch.rowCount {
        for field in [nil, 0, 1] as [Int?] {
          positions.append(decoder.position(ofRow: row, field: field, in: chunk))
        }
      }
    }
    let expected: [(Int, Int?, Int)] = [
      (1, nil, 3), (1, 1, 9), (1, 2, 18), (2, nil, 3), (2, 1, 9), (3, 2, 11), (3, nil, 17),
      (3, 2, 24), (3, 1, 34),
    ]
    #expect(Set(positions.map(\.line)) == [1, 2, 3])
    #expect(
      positions.sorted { ($0.line, $0.column ?? 0) < ($1.line, $1.column ?? 0) }.map(\.column)
        == expected.sorted { ($0.0, $0.2) < ($1.0, $1.2) }.map { $0.2 })
  }
}
