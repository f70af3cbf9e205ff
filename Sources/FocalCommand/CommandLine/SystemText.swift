/// A text that the system has as bytes: an argument, or the name of a file.
///
/// Systems do not say how names are encoded. One that is not UTF-8 is opened and written under its own
/// bytes, which no `String` could hold.
package struct SystemText: Equatable, Sendable {
  /// The bytes, none of which is 0.
  package let bytes: [UInt8]

  /// A text of the system.
  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// A text that is UTF-8.
  package init(_ text: String) { bytes = Array(text.utf8) }

  /// The text, for words and values; what is not UTF-8 in it is U+FFFD, as in texts of the input.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The text as messages and reports show it: in one that is not UTF-8 the bytes that are wrong are
  /// written as `\xff`, and the backslash as `\\`.
  var shown: String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var shown = ""
    var rest = bytes[...]
    while let byte = rest.first {
      // No character of UTF-8 has more bytes.
      let characters = (1...4).lazy.compactMap {
        String(validating: rest.prefix($0), as: UTF8.self)
      }
      if let character = characters.first {
        shown += character == "\\" ? "\\\\" : character
        rest = rest.dropFirst(character.utf8.count)
      } else {
        let digits = String(byte, radix: 16)
        shown += "\\x" + (digits.count == 1 ? "0" : "") + digits
        rest = rest.dropFirst()
      }
    }
    return shown
  }
}

extension SystemText: ExpressibleByStringLiteral {
  /// A text that is UTF-8.
  package init(stringLiteral text: String) { self.init(text) }
}
