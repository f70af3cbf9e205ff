import Testing

@testable import FocalInput

@Suite("Errors in JSON")
struct JSONErrorTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let text: String
    let problem: InputError.Problem
    let line: Int
    let column: Int?
    let rowCount: Int
    var testDescription: String { text.debugDescription }

    init(_ text: String, _ problem: JSONProblem, _ line: Int, _ column: Int, rows: Int = 0) {
      self.init(text, .json(problem), line, column, rows: rows)
    }

    init(
      _ text: String, _ problem: InputError.Problem, _ line: Int, _ column: Int?, rows: Int = 0
    ) {
      (self.text, self.problem, self.line) = (text, problem, line)
      (self.column, rowCount) = (column, rows)
    }
  }

  private static func byte(_ character: Character, _ expected: JSONExpectation) -> JSONProblem {
    .unexpectedByte(character.asciiValue ?? 0, expected: expected)
  }

  static let texts: [Case] = [
    Case("abc", .unknownWord("abc"), 1, 1),
    Case("{\"p\":nan}", .unknownWord("nan"), 1, 6),
    Case("{\"p\":INFINITY}", .unknownWord("INFINITY"), 1, 6),
    Case("{\"p\":-NaN}", .unknownWord("-NaN"), 1, 6),
    Case("{\"p\":-infinity}", .unknownWord("-infinity"), 1, 6),
    Case("{\"p\":Infinit}", .unknownWord("Infinit"), 1, 6),
    Case("{\"p\":+Infinity}", byte("+", .value), 1, 6),
    Case("{\"p\":1}\n{\"p\":NaN}", .missingNumber(found: "NaN"), 2, 6, rows: 1),
    Case("{\"p\":1}\n{\"p\":nul}", .unknownWord("nul"), 2, 6, rows: 1),
    Case("{\"p\":1,}", byte("}", .memberName), 1, 8),
    Case("{\"p\":1,,\"q\":2}", byte(",", .memberName), 1, 8),
    Case("{\"p\":1\n{\"p\":1}", .unexpectedEnd(expected: .commaOrClosing), 1, 7),
    Case("{\"p\":1}\n{\"p\":", .unexpectedEnd(expected: .value), 2, 6, rows: 1),
    Case("{\"p\":1}\n{\"p\"", .unexpectedEnd(expected: .colon), 2, 5, rows: 1),
    Case("{\"p\":1}\n{\"p\":\"a\n\"}", .unexpectedEnd(expected: .closingQuote), 2, 8, rows: 1),
    Case("{\"p\":1}\n{\"p\" 1}", byte("1", .colon), 2, 6, rows: 1),
    Case("{\"p\":1}\n{\"p\":1} x", byte("x", .endOfLine), 2, 9, rows: 1),
    Case("{\"p\":1}\n{\"p\":01}", byte("1", .commaOrClosing), 2, 7, rows: 1),
    Case("{\"p\":1}\n{\"p\":1.}", byte("}", .digit), 2, 8, rows: 1),
    Case("{\"p\":1}\n{\"p\":+1}", byte("+", .value), 2, 6, rows: 1),
    Case("{\"p\":1}\n{\"p\":1,\"x\":\"a\tb\"}", .controlCharacter(9), 2, 14, rows: 1),
    Case("{\"p\":1}\n{\"p\":1,\"x\":\"\\x\"}", .invalidEscape, 2, 13, rows: 1),
    Case("{\"p\":1}\n{\"p\":1,\"x\":\"\\u12g4\"}", .invalidEscape, 2, 13, rows: 1),
    Case("{\"p\":1}\n{\"x\":1,\"p\":\"\\ud800\"}", .loneSurrogate, 2, 13, rows: 1),
    Case("{\"p\":1}\n{\"x\":1,\"p\":\"\\udc00\\ud800\"}", .loneSurrogate, 2, 13, rows: 1),
    Case("[{\"p\":1},]", byte("]", .value), 1, 10, rows: 1),
    Case("[{\"p\":1},,{\"p\":1}]", byte(",", .value), 1, 10, rows: 1),
    Case("[{\"p\":1} {\"p\":1}]", byte("{", .commaOrClosing), 1, 10, rows: 1),
    Case("[{\"p\":1}\n] x", byte("x", .endOfFile), 2, 3, rows: 1),
    Case("[{\"p\":1}", .unexpectedEnd(expected: .commaOrClosing), 1, 9, rows: 1),
    Case("[{\"p\":1},", .unexpectedEnd(expected: .value), 1, 10, rows: 1),
    Case("[{\"p\":1},{\"p\":\n", .unexpectedEnd(expected: .value), 2, 1, rows: 1),
    Case("[{\"p\":1},{\"p\":1]]", byte("]", .commaOrClosing), 1, 16, rows: 1),
    Case("[1,2x,3]", byte("x", .commaOrClosing), 1, 5, rows: 1),
    Case("{\"0\":{\"p\":1},1:{}}", byte("1", .memberName), 1, 14, rows: 1),
    Case("{\"0\":{\"p\":1}}}", byte("}", .endOfFile), 1, 14, rows: 1),
    Case("{\"p\":[1,2,]}", byte("]", .value), 1, 11),
    Case("{\"x\":[1,nan],\"p\":[1]}", .unknownWord("nan"), 1, 9),
    Case("{\"p\":[1,2]} x", byte("x", .endOfFile), 1, 13),
    Case("{\"p\":[1],\"x\":[{]}", byte("]", .memberName), 1, 16),
  ]

  static let tables: [Case] = [
    Case("{\"p\":1}\n\n{\"q\":1}", .missingMember(path: "p"), 3, 1, rows: 1),
    Case("{\"p\":1}\n{\"p\":1,\"p\":1}", .repeatedMember(path: "p"), 2, 8, rows: 1),
    Case("{\"p\":1,\"\\u0070\":1}", .repeatedMember(path: "p"), 1, 8),
    Case("{\"p\":1}\n{\"p\":[1,2]}", .wrongKind(found: .array, expected: .number), 2, 6, rows: 1),
    Case("{\"p\":1}\n{\"p\":{}}", .wrongKind(found: .object, expected: .number), 2, 6, rows: 1),
    Case("{\"p\":1}\n{\"p\":true}", .wrongKind(found: .boolean, expected: .number), 2, 6, rows: 1),
    Case("{\"p\":1}\n[1]", .wrongKind(found: .array, expected: .object), 2, 1, rows: 1),
    Case("{\"p\":1}\n{\"p\":\"abc\"}", .notANumber(found: "abc"), 2, 6, rows: 1),
    Case("{\"p\":1}\n{\"p\":\"\"}", .missingNumber(found: ""), 2, 6, rows: 1),
    Case("{\"p\":1}\n{\"p\":null}", .missingNumber(found: "null"), 2, 6, rows: 1),
    Case("{\"p\":1}\n{\"x\":1e999,\"p\":1e999}", .numberTooLarge(found: "1e999"), 2, 16, rows: 1),
    Case(
      "{\"probs\":[1,2],\"p\":1}\n{\"p\":1,\"probs\":[1,2,3]}",
      .elementCount(found: 3, expected: 2), 2, 16, rows: 1),
    Case(
      "{\"probs\":[1,2],\"p\":1}\n{\"p\":1,\"probs\":[]}", .elementCount(found: 0, expected: 2), 2,
      16,
      rows: 1),
    Case(
      "{\"probs\":[1,2],\"p\":1}\n{\"p\":1,\"probs\":3}",
      .wrongKind(found: .number, expected: .array), 2, 16, rows: 1),
    Case("{\"probs\":[1,2],\"p\":1}\n{\"p\":1}", .missingMember(path: "probs"), 2, 1, rows: 1),
    Case(
      "{\"p\":[1,2],\"probs\":[1,2,3]}",
      .columnLength(name: "probs", found: 3, first: "p", expected: 2), 1, 26),
    Case("{\"p\":[1,2],\"p\":[1,2]}", .repeatedMember(path: "p"), 1, 12),
    Case(
      "{\"p\":{\"0\":1,\"1\":2},\"probs\":{\"0\":1,\"2\":2}}",
      .columnKey(name: "probs", found: "2", first: "p", expected: "1"), 1, 35),
    Case(
      "{\"columns\":[\"p\"],\"data\":[[1,2]]}", .elementCount(found: 2, expected: 1), 1, 26),
    Case("{\"columns\":[\"p\"],\"data\":[1]}", .wrongKind(found: .number, expected: .array), 1, 26),
    Case("{\"data\":[[1]],\"columns\":[\"p\"]}", .dataBeforeColumns, 1, 9),
    Case("{\"columns\":[[1]],\"data\":[[1]]}", .wrongKind(found: .array, expected: .string), 1, 13),
    Case("{\n \"p\":[1,\n  2,\"x\"],\"probs\":[1,2,3]}", .notANumber(found: "x"), 3, 5, rows: 2),
  ]

  @Test("Text that is no JSON is refused at its first wrong byte", arguments: texts)
  func text(test: Case) { check(test) }

  @Test("JSON that is no table is refused where it differs", arguments: tables)
  func table(test: Case) { check(test) }

  private func check(_ test: Case) {
    let reading = JSONInput(
      test.text, numbers: ["p", "probs.0", "probs.1", ""], layout: nil
    ).read()
    #expect(reading.error?.problem == test.problem)
    #expect(reading.error?.position?.line == test.line)
    #expect(reading.error?.position?.column == test.column)
    #expect(reading.rows.count == test.rowCount)
  }

  @Test("Text that is not UTF-8 is refused, wanted or not")
  func invalidUTF8() {
    let wrong: [[UInt8]] = [
      [0x80], [0xc0, 0xaf], [0xc3], [0xc3, 0x22], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80],
      [0xf0, 0x80, 0x80, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xff],
      [0xe2, 0x82], [0xf0, 0x9f, 0x98],
    ]
    for bytes in wrong {
      let text = Array("{\"p\":1}\n{\"p\":2,\"x\":\"a".utf8) + bytes + Array("\"}\n".utf8)
      let reading = JSONInput(text, numbers: ["p"]).read()
      #expect(reading.error == InputError(.invalidUTF8, at: RowPosition(line: 2, column: 14)))
    }
  }

  @Test("The limit of nesting is exact, and brackets beyond it need no stack")
  func nesting() {
    let limit = InputLimits.nestingDepth
    func rows(_ depth: Int, closed: Bool = true) -> String {
      "{\"p\":1}\n{\"p\":2,\"x\":" + String(repeating: "[", count: depth - 1)
        + (closed ? String(repeating: "]", count: depth - 1) + "}" : "")
    }
    #expect(JSONInput(rows(limit), numbers: ["p"]).read().error == nil)
    let error = InputError(
      .json(.nestingTooDeep(limit: limit)), at: RowPosition(line: 2, column: 11 + limit))
    #expect(JSONInput(rows(limit + 1), numbers: ["p"]).read().error == error)
    for open in ["[", "{\"a\":", "[{\"a\":"] {
      let text = String(repeating: open, count: 20_000)
      for layout in [nil] + JSONLayout.allCases.map(Optional.some) {
        var input = JSONInput(text, layout: layout)
        input.keepsAllColumns = true
        #expect(JSONReading(input, chunkByteCount: 1 << 16).error != nil)
      }
    }
  }

  @Test("A row may be as long as the limit, and no longer")
  func rowLimit() {
    for (text, column) in [("{\"p\":1}\n{\"p\":22}\n", nil), ("[{\"p\":1},{\"p\":22}]", 10)]
      as [(String, Int?)]
    {
      var input = JSONInput(text, numbers: ["p"])
      // In files of lines the line feed belongs to the row.
      input.rowByteLimit = column == nil ? 9 : 8
      #expect(input.read().error == nil)
      // The reader of lines tells only by the byte after.
      input.rowByteLimit -= column == nil ? 2 : 1
      let reading = JSONReading(input, chunkByteCount: 1)
      #expect(reading.problem == .rowTooLong(limit: input.rowByteLimit))
      #expect(reading.error?.position?.column == column)
    }
  }

  @Test("A wanted column must be an array where the layout says so")
  func columnKind() {
    let text = "{\"x\":[1,2],\"p\":{\"0\":1}}"
    #expect(
      JSONInput(text, layout: .columns).read().error
        == InputError(
          .json(.wrongKind(found: .object, expected: .array)),
          at: RowPosition(line: 1, column: 16)))
  }

  @Test("White space without end is no row, in bounded memory")
  func spaces() {
    var input = JSONInput(
      "[{\"p\":1}," + String(repeating: " ", count: 100) + "{\"p\":2}]", numbers: ["p"])
    input.rowByteLimit = 50
    #expect(input.read().problem == .rowTooLong(limit: 50))
  }
}
