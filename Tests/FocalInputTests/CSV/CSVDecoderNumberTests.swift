import Testing

@testable import FocalInput

@Suite struct CSVDecoderNumberTests {
  @Test(
    "numbers are read with spaces around them and in quotes",
    arguments: [
      ("1", 1), ("-0", -0.0), ("+2.5", 2.5), ("1e3", 1000), (".5", 0.5), ("7.", 7),
      (" 1.5", 1.5), ("1.5 ", 1.5), ("\t1.5\t", 1.5), ("\"1.5\"", 1.5), ("\"-1e-3\"", -0.001),
      ("0.12345678901234567", 0.12345678901234567), ("\"0.1\"", 0.1),
      ("inf", .infinity), ("+inf", .infinity), ("-Infinity", -.infinity), ("\"INF\"", .infinity),
      (" -inf ", -.infinity), ("1e-999", 0), ("-1e-999", -0.0),
      ("1.7976931348623157e308", .greatestFiniteMagnitude),
    ] as [(String, Double)])
  func numbers(text: String, number: Double) {
    for row in ["\(text),2", "2,\(text)"] {
      for end in ["\n", "\r\n", "", "\r"] {
        let reading = CSVInput("a,b\n\(row)\(end)", "nn").read()
        let expected = row.hasPrefix("2,") ? [2, number] : [number, 2]
        #expect(reading.rows.first?.numberBits == expected.map(\.bitPattern))
        #expect(reading.error == nil)
      }
    }
  }

  @Test(
    "what is not a number is told with its line and field",
    arguments: [
      ("1e999", .numberTooLarge(found: "1e999")),
      ("-1e999", .numberTooLarge(found: "-1e999")),
      ("\"1e999\"", .numberTooLarge(found: "1e999")),
      (" 1e999 ", .numberTooLarge(found: "1e999")),
      ("abc", .notANumber(found: "abc")),
      ("1.5x", .notANumber(found: "1.5x")),
      ("1e999x", .notANumber(found: "1e999x")),
      ("nan", .missingNumber(found: "nan")),
      ("NaN", .missingNumber(found: "NaN")),
      ("1 2", .notANumber(found: "1 2")),
      ("1;5", .notANumber(found: "1;5")),
      ("0x10", .notANumber(found: "0x10")),
      ("1_000", .notANumber(found: "1_000")),
      ("infinit", .notANumber(found: "infinit")),
      ("1\r2", .notANumber(found: "1\r2")),
      ("1\0", .notANumber(found: "1\0")),
      ("5\"", .notANumber(found: "5\"")),
      ("\" 1 x\"", .notANumber(found: " 1 x")),
      ("\"1\n\"", .notANumber(found: "1\n")),
      ("\"1\"\"2\"", .notANumber(found: "1\"2")),
      ("\u{e9}", .notANumber(found: "\u{e9}")),
      ("+", .notANumber(found: "+")),
      ("", .missingNumber(found: "")),
      ("  ", .missingNumber(found: "")),
      ("\"\"", .missingNumber(found: "")),
    ] as [(String, InputError.Problem)])
  func problems(text: String, problem: InputError.Problem) {
    let reading = CSVInput("a,b\n1,2\n\n3,\(text)\n4,5\n", "nn").read()
    #expect(reading.numbers == [[1, 2]])
    #expect(reading.error == InputError(problem, at: RowPosition(line: 4, field: 2)))
    let first = CSVInput("a,b\n1,2\r\n\(text),x\n", "nn").read()
    #expect(first.error == InputError(problem, at: RowPosition(line: 3, field: 1)))
  }

  @Test("a number that is not UTF-8 is told with replacement characters")
  func invalidUTF8() {
    let reading = CSVInput(Array("a\n".utf8) + [0x31, 0xff], "n").read()
    #expect(reading.problem == .notANumber(found: "1\u{fffd}"))
  }
}
