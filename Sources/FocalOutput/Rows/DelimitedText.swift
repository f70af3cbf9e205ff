/// Rows of texts as lines of CSV or TSV.
package enum DelimitedText {
  package static let comma = UInt8(ascii: ",")
  package static let tab = UInt8(ascii: "\t")
  package static let space = UInt8(ascii: " ")

  /// The lines, with fields in quotes where they need them.
  ///
  /// - Parameters:
  ///   - rows: the fields of each row.
  ///   - delimiter: the byte between fields.
  /// - Returns: a line for each row.
  package static func lines(_ rows: [[String]], by delimiter: UInt8) -> String {
    rows.map { row in
      // Bytes, since a delimiter and a combining mark after it are one character.
      let fields = row.map { quoted(Array($0.utf8), delimiter) }
      return String(decoding: Array(fields.joined(separator: [delimiter])), as: UTF8.self) + "\n"
    }.joined()
  }

  /// The field in quotes, where it needs them.
  package static func quoted(_ field: [UInt8], _ delimiter: UInt8) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    let lineFeed = UInt8(ascii: "\n")
    let carriageReturn = UInt8(ascii: "\r")
    // Between blanks nothing would be no field, and a tab is a blank too.
    let isBetweenBlanks = delimiter == space
    guard
      field.isEmpty && isBetweenBlanks
        || field.contains(where: {
          $0 == delimiter || $0 == quote || $0 == lineFeed || $0 == carriageReturn
            || $0 == tab && isBetweenBlanks
        })
    else {
      return field
    }
    return [quote] + field.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }
}
