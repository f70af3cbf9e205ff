/// What becomes of a wanted value.
extension JSONDecoder {
  /// Decodes a wanted field and returns the index after it.
  mutating func decodeField(
    _ bytes: Span<UInt8>, from start: Int, _ field: Int, _ row: Int,
    _ batch: inout ColumnBatch
  ) throws(JSONFault) -> Int {
    let kind = JSONKind(firstByte: bytes.byte(at: start))
    let action = actions[field]
    let scanner = plan.keepsValues && !action.isRead ? passingScanner : scanner
    let text: ColumnBatch.Text
    let valueEnd: Int
    switch kind {
    case .number, .boolean, .null, nil, .scalar:
      valueEnd = try scanner.scalar(bytes, from: start)
      text = ColumnBatch.Text(range: start..<valueEnd, escaping: .none)
    case .string:
      let string = try scanner.string(bytes, from: start)
      valueEnd = string.end
      text = string.text
    case .array where header.listFields.contains(field) && action.number == nil:
      return try decodeList(bytes, from: start, field, row, &batch)
    case .array:
      // An array of one element is the scalar.
      if let end = try decodeOnly(bytes, from: start, field, row, &batch) { return end }
      guard !action.isRead else { throw wrongKind(.array, action, at: start, field) }
      valueEnd = try scanner.value(bytes, from: start, outerDepth: open.count)
      text = ColumnBatch.Text(range: start..<valueEnd, escaping: .none)
    case .object:
      guard !action.isRead else { throw wrongKind(.object, action, at: start, field) }
      valueEnd = try scanner.value(bytes, from: start, outerDepth: open.count)
      text = ColumnBatch.Text(range: start..<valueEnd, escaping: .none)
    }
    if let (block, offset) = action.number {
      do throws(InputError.Problem) {
        batch.numbers[block][row * widths[block] + offset] = try number(bytes, text, kind)
      } catch {
        throw JSONFault(error, at: start, field: field)
      }
    }
    if let column = action.category {
      batch.categories[column].append(code(bytes, text, column))
    }
    if let column = action.text { batch.texts[column].append(text) }
    if let place = action.kept { batch.fields[row * plan.keptFields.count + place] = text.range }
    return valueEnd
  }

  /// Decodes the only element of an array and returns the index after the array; nil where there are
  /// none or several.
  private mutating func decodeOnly(
    _ bytes: Span<UInt8>, from start: Int, _ field: Int, _ row: Int, _ batch: inout ColumnBatch
  ) throws(JSONFault) -> Int? {
    var (first, depth) = (start, 0)
    while bytes.byte(at: first) == ASCII.openingBracket {
      depth += 1
      first = scanner.skipSpaces(bytes, from: first + 1)
    }
    guard let kind = JSONKind(firstByte: bytes.byte(at: first)), kind != .object else { return nil }
    var end = try scanner.scalar(bytes, from: first)
    for _ in 0..<depth {
      end = scanner.skipSpaces(bytes, from: end)
      guard bytes.byte(at: end) == ASCII.closingBracket else { return nil }
      end += 1
    }
    _ = try decodeField(bytes, from: first, field, row, &batch)
    return end
  }

  private func wrongKind(
    _ found: JSONKind, _ action: FieldAction, at index: Int, _ field: Int
  ) -> JSONFault {
    JSONFault(
      .wrongKind(found: found, expected: action.number == nil ? .scalar : .number), at: index,
      field: field)
  }

  /// Decodes the fields of a member that is absent: they are missing.
  ///
  /// A column that is only passed on may have no value; of others a missing one is an error unless
  /// it may be NaN.
  mutating func decodeAbsent(
    _ node: Int, _ place: Int, _ container: Container, _ row: Int, _ batch: inout ColumnBatch
  ) throws(JSONFault) {
    var pending = [node]
    while let next = pending.popLast() {
      if case .field(let field) = tree.nodes[next].kind {
        let action = actions[field]
        guard plan.readsMissingAsNaN || !action.isRead else {
          let isClass = if case .pairs = tree.nodes[container.node].kind { true } else { false }
          let path = isClass ? header.paths[field] : path(to: container, tree.name(place))
          throw JSONFault(.missingMember(path: path), at: container.start)
        }
        if let (block, offset) = action.number {
          batch.numbers[block][row * widths[block] + offset] = .nan
        }
        let nothing = ColumnBatch.Text(range: container.start..<container.start, escaping: .none)
        if let column = action.category {
          let none: [UInt8] = []
          batch.categories[column].append(categories[column].code(of: none.span, 0..<0))
        }
        if let column = action.text { batch.texts[column].append(nothing) }
      }
      pending += tree.nodes[next].children.reversed().map { tree.children[$0] }
    }
  }

  /// Decodes a value that is not the object or the array that the first row has there.
  ///
  /// Null stands for all fields in it; anything else is an error.
  mutating func decodeOther(
    _ bytes: Span<UInt8>, from start: Int, _ node: Int, expected: JSONKind,
    _ row: Int, _ batch: inout ColumnBatch
  ) throws(JSONFault) -> Int {
    guard let found = JSONKind(firstByte: bytes.byte(at: start)) else {
      return try scanner.scalar(bytes, from: start)
    }
    guard found == .null else {
      if expected == .array, found != .object, let field = onlyField(of: node) {
        return try decodeField(bytes, from: start, field, row, &batch)
      }
      throw JSONFault(.wrongKind(found: found, expected: expected), at: start)
    }
    let valueEnd = try scanner.scalar(bytes, from: start)
    var pending = [node]
    while let next = pending.popLast() {
      if case .field(let field) = tree.nodes[next].kind {
        _ = try decodeField(bytes, from: start, field, row, &batch)
      }
      pending += tree.nodes[next].children.reversed().map { tree.children[$0] }
    }
    return valueEnd
  }

  /// The field that an array of one scalar is; nil where an array is another.
  private func onlyField(of array: Int) -> Int? {
    var node = array
    while case .array = tree.nodes[node].kind {
      guard tree.nodes[node].children.count == 1 else { return nil }
      node = tree.children[tree.nodes[node].children.lowerBound]
    }
    if case .field(let field) = tree.nodes[node].kind { return field }
    return nil
  }

  /// The number that a value is.
  private func number(
    _ bytes: Span<UInt8>, _ text: ColumnBatch.Text, _ kind: JSONKind?
  ) throws(InputError.Problem) -> Double {
    if text.escaping == .none {
      switch parser.parse(bytes, from: text.range.lowerBound, to: text.range.upperBound) {
      case .number(let value, let end) where end == text.range.upperBound: return value
      default: break
      }
    }
    return try otherNumber(text.bytes(in: bytes), kind)
  }

  /// The number that the text of a value is, where it is none that is read at once.
  @inline(never)
  private func otherNumber(_ text: [UInt8], _ kind: JSONKind?) throws(InputError.Problem) -> Double
  {
    if kind == .boolean { throw .json(.wrongKind(found: .boolean, expected: .number)) }
    let found = String(decoding: text, as: UTF8.self)
    guard !MissingValue.isText(found) else {
      if plan.readsMissingAsNaN { return .nan }
      throw .missingNumber(found: found)
    }
    switch parser.parse(text.span, from: 0, to: text.count) {
    case .number(let value, let end) where end == text.count: return value
    case .overflow(let end) where end == text.count: throw .numberTooLarge(found: found)
    case _ where parser.hasDecimalComma(text): throw .decimalComma(found: found, isDelimiter: true)
    default: throw .notANumber(found: found)
    }
  }

  private mutating func code(
    _ bytes: Span<UInt8>, _ text: ColumnBatch.Text, _ column: Int
  ) -> Int32 {
    guard text.escaping != .none else { return categories[column].code(of: bytes, text.range) }
    let unescaped = text.bytes(in: bytes)
    return categories[column].code(of: unescaped.span, 0..<unescaped.count)
  }
}

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
