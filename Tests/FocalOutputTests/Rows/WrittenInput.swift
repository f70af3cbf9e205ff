@testable import FocalOutput

/// Rows of input as a file has them, and where their fields are.
struct WrittenInput: Sendable {
  /// The fields of each row as they stand, quotes included.
  var rows: [[String]]
  var separator = ","
  var brackets = ("", "")
  var lineEnds: [String] = []
  var isJSON = false
  var firstRow = 1

  static func delimited(_ rows: [[String]], lineEnds: [String] = []) -> WrittenInput {
    WrittenInput(rows: rows, lineEnds: lineEnds)
  }

  static func json(_ rows: [[String]], firstRow: Int = 1) -> WrittenInput {
    WrittenInput(rows: rows, brackets: ("[", "]"), isJSON: true, firstRow: firstRow)
  }

  /// JSON rows whose fields nobody asks for.
  static func rows(_ rows: [String]) -> WrittenInput {
    WrittenInput(rows: rows.map { [$0] }, isJSON: true)
  }

  var fieldCount: Int { rows.first?.count ?? 0 }

  /// Escapes as the formats have them, in a few lines.
  var syntax: RowInput {
    RowInput(escape: isJSON ? .backslash : .quote) { [isJSON] bytes, range in
      let text = String(decoding: range.map { bytes[$0] }, as: UTF8.self)
      let isQuoted = range.lowerBound > 0 && bytes[range.lowerBound - 1] == UInt8(ascii: "\"")
      guard isQuoted else { return range.map { bytes[$0] } }
      return Array((isJSON ? Self.withoutBackslashes(text) : Self.withoutPairs(text)).utf8)
    }
  }

  private static func withoutPairs(_ text: String) -> String {
    text.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\"")
  }

  private static func withoutBackslashes(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let letter = rest.popFirst() else {
        plain.append(scalar)
        continue
      }
      switch letter {
      case "n": plain.append("\n")
      case "r": plain.append("\r")
      case "t": plain.append("\t")
      case "u":
        let code = UInt32(String(String.UnicodeScalarView(rest.prefix(4))), radix: 16)
        rest = rest.dropFirst(4)
        plain.append(code.flatMap(Unicode.Scalar.init) ?? "\u{fffd}")
      default: plain.append(letter)
      }
    }
    return String(plain)
  }

  /// The batch that a reader makes of them.
  func batch(numbers: [Double], samples: [Int]? = nil) -> RowBatch {
    var bytes: [UInt8] = []
    var extents: [Range<Int>] = []
    var fields: [Range<Int>] = []
    for (index, row) in rows.enumerated() {
      let start = bytes.count
      bytes += Array(brackets.0.utf8)
      for (place, field) in row.enumerated() {
        if place > 0 { bytes += Array(separator.utf8) }
        let isQuoted = field.utf8.count > 1 && field.utf8.first == UInt8(ascii: "\"")
        let inset = isQuoted ? 1 : 0
        fields.append(bytes.count + inset..<bytes.count + field.utf8.count - inset)
        bytes += Array(field.utf8)
      }
      bytes += Array(brackets.1.utf8)
      extents.append(start..<bytes.count)
      bytes += Array((lineEnds.isEmpty ? "\n" : lineEnds[index]).utf8)
    }
    let end = bytes.count
    // What a buffer holds beyond its rows is of no account.
    bytes += Array("\r\n\"".utf8)
    var batch = RowBatch(
      bytes, end: end, rows: extents, rowCount: rows.count, samples: samples, firstRow: firstRow,
      numbers: numbers)
    batch.fields = fields
    return batch
  }
}
