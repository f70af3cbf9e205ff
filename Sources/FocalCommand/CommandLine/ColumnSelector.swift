import FocalInput

/// How the command line names a column: by name, by number from 1, or by a glob.
struct ColumnSelector: Equatable, Sendable {
  /// The text as it was given.
  let text: String

  static func == (a: ColumnSelector, b: ColumnSelector) -> Bool { a.text.hasBytes(of: b.text) }

  /// Whether the selector may mean a column, or columns within a member, of a name.
  func mayMean(_ name: String) -> Bool {
    // A number means a column by its place, which its name does not tell.
    text.hasBytes(of: name) || text.begins(with: name + ".") || Int(text) != nil
      || isGlob && matches(name)
  }

  /// Whether the text may be a range, as in `3:6` or `first:last`.
  var mayBeRange: Bool { text.utf8.contains(UInt8(ascii: ":")) }

  /// Whether the text has wildcards: `*` for any letters, `?` for one.
  var isGlob: Bool { text.contains { $0 == "*" || $0 == "?" } }

  /// Whether a name fits the wildcards.
  func matches(_ name: String) -> Bool { Self.matches(Array(name)[...], Array(text)[...]) }

  /// Goes back to the last `*` only: earlier ones need no second try.
  private static func matches(_ text: ArraySlice<Character>, _ pattern: ArraySlice<Character>)
    -> Bool
  {
    var text = text
    var pattern = pattern
    var retry: (text: ArraySlice<Character>, pattern: ArraySlice<Character>)?
    while !text.isEmpty || !pattern.isEmpty {
      if pattern.first == "*" {
        pattern = pattern.dropFirst()
        retry = (text, pattern)
      } else if let letter = text.first, let expected = pattern.first,
        expected == "?" || String(expected).hasBytes(of: String(letter))
      {
        text = text.dropFirst()
        pattern = pattern.dropFirst()
      } else if let last = retry, !last.text.isEmpty {
        text = last.text.dropFirst()
        pattern = last.pattern
        retry = (text, pattern)
      } else {
        return false
      }
    }
    return true
  }
}
