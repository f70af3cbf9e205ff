import TestSupport
import Testing

@testable import FocalOutput

/// Random rows against a writer that joins strings.
@Suite struct RowTextRandomTests {
  private static let pieces = [
    "a", "é", "日", "\"", "\\", ",", ";", "\t", "\n", "\r\n", "\u{1}", " ", "0", "1", "-", ".", "e5",
    "null", "/", "12345678901234567890",
  ]

  /// A field: its text, and how it stands in the input.
  private struct Field {
    var text: String
    var written: String

    init(isJSON: Bool, _ generator: inout SplitMix64) {
      let count = Int.random(in: 0...6, using: &generator)
      text = (0..<count).map { _ in RowTextRandomTests.pieces.randomElement(using: &generator) ?? ""
      }
      .joined()
      let numbers = ["0", "-1.5", "3e-7", "12"]
      let isNumber = Int.random(in: 0..<3, using: &generator) == 0
      if isNumber { text = numbers.randomElement(using: &generator) ?? "0" }
      if isJSON {
        written = isNumber ? text : Reference.string(text)
      } else {
        // What begins with a space would be trimmed by a reader.
        let needsQuotes = text.utf8.contains { ",\"\n\r \t".utf8.contains($0) }
        let isQuoted = needsQuotes || text.hasPrefix("\"") || Bool.random(using: &generator)
        written = isQuoted ? Reference.quoted(text) : text
      }
    }
  }

  /// What each form must look like.
  private enum Reference {
    static func quoted(_ text: String) -> String {
      "\"" + text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }

    static func delimited(_ text: String, _ delimiter: Character) -> String {
      text.unicodeScalars.contains {
        "\n\r\"".unicodeScalars.contains($0) || Character($0) == delimiter
      }
        ? quoted(text) : text
    }

    static func string(_ text: String) -> String {
      let escapes: [Unicode.Scalar: String] = [
        "\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{1}": "\\u0001",
      ]
      return "\"" + text.unicodeScalars.map { escapes[$0] ?? String($0) }.joined() + "\""
    }

    static func isNumber(_ text: String) -> Bool {
      text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+\-]?[0-9]+)?/) != nil
    }

    static func number(_ number: Double) -> String {
      number.description.hasSuffix(".0")
        ? String(number.description.dropLast(2)) : number.description
    }
  }

  @Test("rows of every format are those of joined strings", arguments: 0..<60)
  func rows(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let isJSON = seed % 2 == 1
    let fieldCount = Int.random(in: 1...4, using: &generator)
    let rowCount = Int.random(in: 0...40, using: &generator)
    let rows = (0..<rowCount).map { _ in
      (0..<fieldCount).map { _ in Field(isJSON: isJSON, &generator) }
    }
    let isSample = rows.map { _ in seed % 3 == 0 || Int.random(in: 0..<4, using: &generator) > 0 }
    let numberCount = Int.random(in: 1...3, using: &generator)
    let numbers = isSample.map { isSample in
      (0..<numberCount).map { _ in isSample ? Double.random(in: -1e9...1e9, using: &generator) : 0 }
    }
    let written = rows.map { $0.map(\.written) }
    let input = isJSON ? WrittenInput.json(written) : .delimited(written)
    let batch = input.batch(
      numbers: zip(numbers, isSample).flatMap { $1 ? $0 : [] },
      samples: isSample.contains(false) ? isSample.indices.filter { isSample[$0] } : nil)

    func expect(
      _ template: RowTemplate, by delimiter: Character?, _ what: Comment,
      _ line: ([Field], (Int) -> String) -> String
    ) {
      var output: [UInt8] = []
      RowText(
        template, input.syntax, delimiter: delimiter?.asciiValue, NumberText(digits: nil),
        fieldCount: fieldCount
      ).append(batch, to: &output)
      let lines = rows.indices.map { row in
        line(rows[row]) { number in
          guard isSample[row] else { return delimiter == nil ? "null" : "" }
          return Reference.number(numbers[row][number])
        }
      }
      #expect(String(decoding: output, as: UTF8.self) == lines.joined(), what)
    }

    let names = (0..<fieldCount).map { "f\($0)" }
    let numberNames = (0..<numberCount).map { "n\($0)" }
    for delimiter in [",", "\t"] as [Character] {
      let byte = delimiter.asciiValue ?? 0
      expect(
        .delimitedFields(
          by: byte, fieldCount: fieldCount, numberCount: numberCount, keepsLineEnds: false),
        by: delimiter, "delimited, seed \(seed)"
      ) { fields, number in
        let all =
          fields.map { Reference.delimited($0.text, delimiter) } + (0..<numberCount).map(number)
        return all.joined(separator: String(delimiter)) + "\n"
      }
    }
    func members(_ fields: [String], _ number: (Int) -> String) -> String {
      let all =
        zip(names, fields).map { "\"\($0)\":\($1)" }
        + numberNames.indices.map { "\"\(numberNames[$0])\":\(number($0))" }
      return "{\(all.joined(separator: ","))}\n"
    }
    expect(
      .object(names: names, numberNames: numberNames, form: { _ in .numberOrString }), by: nil,
      "objects, seed \(seed)"
    ) { fields, number in
      members(
        fields.map { Reference.isNumber($0.text) ? $0.text : Reference.string($0.text) }, number)
    }
    if isJSON {
      expect(
        .object(names: names, numberNames: numberNames, form: { _ in .value }), by: nil,
        "values, seed \(seed)"
      ) { fields, number in members(fields.map(\.written), number) }
      expect(
        .openRow(isObject: false, numberNames: numberNames), by: nil, "arrays, seed \(seed)"
      ) { fields, number in
        "[" + (fields.map(\.written) + (0..<numberCount).map(number)).joined(separator: ",") + "]\n"
      }
    } else {
      expect(
        .delimitedRow(by: DelimitedText.comma, numberCount: numberCount), by: ",",
        "rows, seed \(seed)"
      ) { fields, number in
        (fields.map(\.written) + (0..<numberCount).map(number)).joined(separator: ",") + "\n"
      }
    }
  }
}
