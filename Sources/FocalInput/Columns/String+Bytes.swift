/// Texts of files and of the command line are compared by their bytes.
///
/// The standard library takes é in one scalar and é in two for one text. In a file they are two
/// labels, ids or names, as they are to every program that wrote it.
extension String {
  /// The bytes, for sets and as keys.
  package var bytes: [UInt8] { Array(utf8) }

  /// Whether the bytes are those of another text.
  package func hasBytes(of other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  /// Whether the bytes begin with those of another text.
  package func begins(with prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }
}

extension [String] {
  /// Whether an element has the bytes of a text.
  package func containsBytes(of text: String) -> Bool { contains { $0.hasBytes(of: text) } }

  /// The place of the first element that has the bytes of a text; nil where none has.
  package func firstIndex(ofBytes text: String) -> Int? { firstIndex { $0.hasBytes(of: text) } }

  /// Whether the elements have the bytes of others, one by one.
  package func haveBytes(of others: [String]) -> Bool {
    count == others.count && zip(self, others).allSatisfy { $0.hasBytes(of: $1) }
  }
}
