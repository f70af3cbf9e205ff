@testable import FocalInput

/// Cuts a whole text into rows, byte by byte: too slow for files, too simple to be wrong.
enum ReferenceCSV {
  struct Row {
    var fields: [[UInt8]] = []
    var line: Int
    var extent: Range<Int>
    var problem: InputError.Problem?
  }

  private enum State { case lineStart, fieldStart, unquoted, quoted, quoteInQuoted, afterQuoted }

  /// The rows, of which the last may have a problem in the field after its fields.
  static func rows(of bytes: [UInt8], delimiter: UInt8) -> [Row] {
    var rows: [Row] = []
    var field: [UInt8] = []
    var state = State.lineStart
    var line = 1
    var index = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    while true {
      let byte = index < bytes.count ? bytes[index] : nil
      let next = index + 1 < bytes.count ? bytes[index + 1] : nil
      let isCRLF = byte == 13 && (next == nil || next == 10)
      let isLineEnd = byte == nil || byte == 10 || isCRLF
      switch state {
      case .lineStart where isLineEnd: if byte == nil { return rows }
      case .lineStart where rows.isEmpty && isBlankLine(bytes, from: index, delimiter):
        index += 1
        continue
      case .lineStart:
        rows.append(Row(line: line, extent: index..<index))
        state = .fieldStart
        continue
      case .fieldStart where byte == 34: state = .quoted
      case .fieldStart where isBlank(byte) && byte != delimiter: break
      case .quoteInQuoted where isBlank(byte) && byte != delimiter: state = .afterQuoted
      case .afterQuoted where isBlank(byte) && byte != delimiter: break
      case .quoted where byte == 34: state = .quoteInQuoted
      case .quoted where byte == nil:
        rows[rows.count - 1].problem = .unclosedQuote
        return rows
      case .quoteInQuoted where byte == 34:
        field.append(34)
        state = .quoted
      case .fieldStart, .unquoted, .quoteInQuoted, .afterQuoted:
        let isQuoted = state == .quoteInQuoted || state == .afterQuoted
        if byte == delimiter || isLineEnd {
          rows[rows.count - 1].fields.append(isQuoted ? field : trimmed(field))
          rows[rows.count - 1].extent = rows[rows.count - 1].extent.lowerBound..<index
          field = []
          state = isLineEnd ? .lineStart : .fieldStart
        } else if isQuoted {
          rows[rows.count - 1].problem = field.last == 92 ? .backslashQuote : .textAfterQuote
          return rows
        } else {
          field.append(bytes[index])
          state = .unquoted
        }
      case .quoted: field.append(bytes[index])
      }
      if byte == nil { return rows }
      let isTwoBytes = isCRLF && next == 10 && state == .lineStart
      index += isTwoBytes ? 2 : 1
      if bytes[index - 1] == 10 { line += 1 }
    }
  }

  /// Whether there is nothing but blanks up to the end of a line, which is not that of the file.
  private static func isBlankLine(_ bytes: [UInt8], from start: Int, _ delimiter: UInt8) -> Bool {
    let rest = bytes[start...].drop { isBlank($0) && $0 != delimiter }
    return rest.startIndex > start && (rest.first == 10 || rest.starts(with: [13, 10]))
  }

  private static func isBlank(_ byte: UInt8?) -> Bool { byte == 32 || byte == 9 }

  private static func trimmed(_ field: [UInt8]) -> [UInt8] {
    let isText: (UInt8) -> Bool = { $0 != 32 && $0 != 9 }
    guard let first = field.firstIndex(where: isText), let last = field.lastIndex(where: isText)
    else { return [] }
    return Array(field[first...last])
  }

  /// The number that a text is, or what is wrong with it.
  static func number(
    _ field: [UInt8], delimiter: UInt8
  ) -> Result<Double, InputError.Problem> {
    let text = String(decoding: trimmed(field), as: UTF8.self)
    if ["", "na", "nan", "null"].contains(text.lowercased()) {
      return .failure(.missingNumber(found: text))
    }
    if isInfinity(text) { return .success(text.hasPrefix("-") ? -.infinity : .infinity) }
    guard isDecimal(text), let value = Double(text) else {
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      if parts.count == 2, isNumber(Array("\(parts[0]).\(parts[1])".utf8)) {
        let found = String(decoding: field, as: UTF8.self)
        return .failure(.decimalComma(found: found, isDelimiter: delimiter == 44))
      }
      return .failure(.notANumber(found: String(decoding: field, as: UTF8.self)))
    }
    return value.isFinite
      ? .success(value) : .failure(.numberTooLarge(found: String(decoding: field, as: UTF8.self)))
  }

  static func isNumber(_ field: [UInt8]) -> Bool {
    let text = String(decoding: field, as: UTF8.self)
    return isDecimal(text) || isInfinity(text)
  }

  private static func isDecimal(_ text: String) -> Bool {
    let pattern = /[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?/
    return text.wholeMatch(of: pattern.matchingSemantics(.unicodeScalar)) != nil
  }

  private static func isInfinity(_ text: String) -> Bool {
    ["inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"].contains(text.lowercased())
  }
}
