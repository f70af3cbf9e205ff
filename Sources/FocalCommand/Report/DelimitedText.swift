/// Rows of texts as lines of CSV or TSV.
enum DelimitedText {
  static let comma = UInt8(ascii: ",")
  static let tab = UInt8(ascii: "\t")

  /// The lines, with fields in quotes where they need them.
  ///
  /// - Parameters:
  ///   - rows: the fields of each row.
  ///   - delimiter: the byte between fields.
  /// - Returns: a line for each row.
  static func lines(_ rows: [[String]], by delimiter: UInt8) -> String {
    rows.map { row in
      // Bytes, since a delimiter and a combining mark after it are one character.
      let fields = row.map { DelimitedWriter.quoted(Array($0.utf8), delimiter) }
      return String(decoding: Array(fields.joined(separator: [delimiter])), as: UTF8.self) + "\n"
    }.joined()
  }
}
