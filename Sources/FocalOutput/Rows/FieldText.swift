/// Writes bytes of the input again: copied where nothing has to be changed, which is nearly always.
struct FieldText: Sendable {
  private let input: RowInput
  private let delimiter: UInt8
  private let delimitedBytes: ByteClasses

  private static let quote = UInt8(ascii: "\"")

  init(_ input: RowInput, delimiter: UInt8) {
    self.input = input
    self.delimiter = delimiter
    delimitedBytes = .delimited(by: delimiter, input.escape)
  }

  /// Writes a field.
  ///
  /// - Parameters:
  ///   - source: the bytes of the input.
  ///   - text: where the text of the field stands in them.
  ///   - form: how it is written.
  ///   - bytes: a buffer.
  ///   - offset: where in it the field goes; becomes the offset after it.
  ///   - spareByteCount: the bytes for which there must be room after it, at least 16.
  /// - Returns: false where there is no room.
  func write(
    _ source: Span<UInt8>, _ text: Range<Int>, _ form: RowTemplate.FieldForm,
    to bytes: inout MutableSpan<UInt8>, at offset: inout Int, sparing spareByteCount: Int
  ) -> Bool {
    // Two quotes beside.
    guard offset + text.count + 2 + spareByteCount <= bytes.count else { return false }
    switch form {
    case .delimited:
      let found = delimitedBytes.found(in: source, text)
      guard !found.contains(.escaped) else { break }
      let isQuoted =
        found.contains(.quoted) || text.isEmpty && delimiter == DelimitedText.space
      copy(source, text, isQuoted: isQuoted, to: &bytes, at: &offset)
      return true
    case .sameKind where text.isEmpty && !isString(source, text),
      .value where text.isEmpty && !isString(source, text):
      // The member is absent.
      bytes.append("null", at: &offset)
      return true
    case .number, .numberOrString, .sameKind:
      let isString = isString(source, text)
      // Spaces around a delimited text do not belong to it.
      let text = isString || form == .sameKind ? text : trimmed(source, text)
      let isBare = form == .sameKind ? !isString : JSONText.isNumber(source, text)
      if !isBare {
        let found = ByteClasses.json.found(in: source, text)
        guard !found.contains(.escaped), form != .number || !mayBeNumber(source, text),
          found.isEmpty || isUTF8(source, text),
          !found.contains(.maybeControl) || !hasControls(source, text)
        else { return writeChanged(source, text, form, to: &bytes, at: &offset, spareByteCount) }
      }
      copy(source, text, isQuoted: !isBare, to: &bytes, at: &offset)
      return true
    case .value:
      let isString = isString(source, text)
      let value = isString ? text.lowerBound - 1..<text.upperBound + 1 : text
      Self.copyLine(source, value, to: &bytes, at: &offset)
      return true
    }
    return writeChanged(source, text, form, to: &bytes, at: &offset, spareByteCount)
  }

  /// Writes a field that has escapes, or gets some.
  @inline(never)
  private func writeChanged(
    _ source: Span<UInt8>, _ text: Range<Int>, _ form: RowTemplate.FieldForm,
    to bytes: inout MutableSpan<UInt8>, at offset: inout Int, _ spareByteCount: Int
  ) -> Bool {
    let written = changed(input.unescaped(source, text), form)
    guard offset + written.count + spareByteCount <= bytes.count else { return false }
    bytes.copy(written.span, written.indices, to: &offset)
    return true
  }

  /// Writes a JSON row on one line without its last bracket, and with a comma if it is not empty.
  ///
  /// *Domain:* there is room for the row and 16 bytes more.
  ///
  /// - Parameters:
  ///   - source: the bytes of the input.
  ///   - row: where the row stands in them.
  ///   - isObject: whether rows are objects rather than arrays.
  ///   - bytes: a buffer.
  ///   - offset: where in it the row goes; becomes the offset after it.
  static func writeOpenRow(
    _ source: Span<UInt8>, _ row: Range<Int>, isObject: Bool, to bytes: inout MutableSpan<UInt8>,
    at offset: inout Int
  ) {
    let opening = UInt8(ascii: isObject ? "{" : "[")
    let start = offset
    guard !row.isEmpty, source[row.lowerBound] == opening else {
      // A row without values may be null.
      bytes.append(opening, at: &offset)
      return
    }
    copyLine(source, row.lowerBound..<row.upperBound - 1, to: &bytes, at: &offset)
    while offset > start + 1, isSpace(bytes[offset - 1]) { offset -= 1 }
    if offset > start + 1 { bytes.append(UInt8(ascii: ","), at: &offset) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// Copies JSON without the line breaks in it, which are never within a string.
  private static func copyLine(
    _ source: Span<UInt8>, _ value: Range<Int>, to bytes: inout MutableSpan<UInt8>,
    at offset: inout Int
  ) {
    guard !ByteClasses.lineBreaks.found(in: source, value).isEmpty else {
      return bytes.copy(source, value, to: &offset)
    }
    for index in value
    where source[index] != UInt8(ascii: "\n") && source[index] != UInt8(ascii: "\r") {
      bytes.append(source[index], at: &offset)
    }
  }

  @inline(__always)
  private func copy(
    _ source: Span<UInt8>, _ text: Range<Int>, isQuoted: Bool,
    to bytes: inout MutableSpan<UInt8>, at offset: inout Int
  ) {
    if isQuoted { bytes.append(Self.quote, at: &offset) }
    bytes.copy(source, text, to: &offset)
    if isQuoted { bytes.append(Self.quote, at: &offset) }
  }

  /// A field that has escapes, or gets some.
  private func changed(_ text: [UInt8], _ form: RowTemplate.FieldForm) -> [UInt8] {
    guard form != .delimited else { return DelimitedText.quoted(text, delimiter) }
    if form == .number, let number = JSONText.spelledNumber(text) { return number }
    let string = String(decoding: text, as: UTF8.self)
    return Array((form == .sameKind ? JSONText.string(string) : JSONText.field(string)).utf8)
  }

  /// A text without the blanks at its ends.
  @inline(__always)
  private func trimmed(_ source: Span<UInt8>, _ text: Range<Int>) -> Range<Int> {
    var (lower, upper) = (text.lowerBound, text.upperBound)
    while lower < upper, Self.isSpace(source[lower]) { lower += 1 }
    while lower < upper, Self.isSpace(source[upper - 1]) { upper -= 1 }
    return lower..<upper
  }

  /// Whether a text begins as numbers do.
  @inline(__always)
  private func mayBeNumber(_ source: Span<UInt8>, _ text: Range<Int>) -> Bool {
    guard let first = text.first.map({ source[$0] }) else { return false }
    return first &- UInt8(ascii: "0") < 10 || first &- UInt8(ascii: "+") < 4
  }

  /// Whether a text has control characters, those beyond ASCII too.
  @inline(never)
  private func hasControls(_ source: Span<UInt8>, _ text: Range<Int>) -> Bool {
    guard let utf8 = try? UTF8Span(validating: source.extracting(text)) else { return true }
    return String(copying: utf8).unicodeScalars.contains(where: \.isControl)
  }

  /// Whether a JSON value is a string, by the quote before its text.
  private func isString(_ source: Span<UInt8>, _ text: Range<Int>) -> Bool {
    text.lowerBound > 0 && source[text.lowerBound - 1] == Self.quote
  }

  private func isUTF8(_ source: Span<UInt8>, _ text: Range<Int>) -> Bool {
    (try? UTF8Span(validating: source.extracting(text))) != nil
  }
}
