/// How the command line names a column: by name, by number from 1, or by a glob.
struct ColumnSelector: Equatable, Sendable {
  /// The text as it was given.
  let text: String

  /// The columns that are meant.
  ///
  /// A name comes before a number, and both before a glob, so that every column can be named.
  ///
  /// - Parameter header: the columns of the file.
  /// - Returns: the fields, counted from 0, in the order of the file; empty where there are none.
  func fields(in header: Header) -> [Int] {
    let named = header.names.indices.filter { header.names[$0] == text }
    if !named.isEmpty { return named }
    // A member of JSON that holds an array means all its elements.
    let elements = header.names.indices.filter { header.names[$0].hasPrefix(text + ".") }
    if !elements.isEmpty { return elements }
    if let number = Int(text), number >= 1, number <= header.fieldCount { return [number - 1] }
    guard isGlob else { return [] }
    let pattern = Array(text)
    return header.names.indices.filter { Self.matches(Array(header.names[$0])[...], pattern[...]) }
  }

  /// Whether the selector may mean a column, or columns within a member, of a name.
  func mayMean(_ name: String) -> Bool {
    // A number means a column by its place, which its name does not tell.
    text == name || text.hasPrefix(name + ".") || Int(text) != nil
      || isGlob && Self.matches(Array(name)[...], Array(text)[...])
  }

  /// Whether the text has wildcards: `*` for any letters, `?` for one.
  var isGlob: Bool { text.contains { $0 == "*" || $0 == "?" } }

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
        expected == "?" || expected == letter
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
