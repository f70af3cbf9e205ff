/// Arrays of any length that are fields.
extension JSONDecoder {
  /// Decodes an array as the texts of its elements, joined by semicolons, and returns the index after
  /// it.
  mutating func decodeList(
    _ bytes: Span<UInt8>, from start: Int, _ field: Int, _ row: Int, _ batch: inout ColumnBatch
  ) throws(JSONFault) -> Int {
    var list: [UInt8] = []
    var index = scanner.skipSpaces(bytes, from: start + 1)
    if bytes.byte(at: index) != ASCII.closingBracket {
      while true {
        index = try decodeElement(bytes, from: index, field, &list)
        index = scanner.skipSpaces(bytes, from: index)
        guard bytes.byte(at: index) == ASCII.comma else { break }
        list.append(ASCII.semicolon)
        index = scanner.skipSpaces(bytes, from: index + 1)
      }
      guard bytes.byte(at: index) == ASCII.closingBracket else {
        throw scanner.unexpected(bytes, at: index, .commaOrClosing)
      }
    }
    if let column = actions[field].category {
      batch.categories[column].append(categories[column].code(of: list.span, 0..<list.count))
    }
    if let place = actions[field].kept {
      batch.fields[row * plan.keptFields.count + place] = start..<index + 1
    }
    if let column = actions[field].text {
      batch.texts[column].append(ColumnBatch.Text(range: start..<index + 1, escaping: .none))
    }
    return index + 1
  }

  private func decodeElement(
    _ bytes: Span<UInt8>, from start: Int, _ field: Int, _ list: inout [UInt8]
  ) throws(JSONFault) -> Int {
    switch JSONKind(firstByte: bytes.byte(at: start)) {
    case .string:
      let string = try scanner.string(bytes, from: start)
      list += string.text.bytes(in: bytes)
      return string.end
    case .object:
      throw JSONFault(.wrongKind(found: .object, expected: .scalar), at: start, field: field)
    case .array:
      throw JSONFault(.wrongKind(found: .array, expected: .scalar), at: start, field: field)
    default:
      let end = try scanner.scalar(bytes, from: start)
      list += bytes.copy(of: start..<end)
      return end
    }
  }
}
