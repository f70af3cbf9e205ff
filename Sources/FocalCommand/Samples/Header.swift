/// The columns of the input.
struct Header: Equatable, Sendable {
  /// The names of the columns; empty where the input has no header.
  let names: [String]

  /// The number of columns.
  let fieldCount: Int

  /// What a message calls a column.
  ///
  /// - Parameter field: the field, counted from 0.
  /// - Returns: its name in quotes, or its number.
  func title(of field: Int) -> String {
    names.isEmpty ? "column \(field + 1)" : "column \(Diagnostic.quoted(names[field]))"
  }

  /// The names of all columns for a message, cut where there are many.
  var list: String {
    guard !names.isEmpty else { return "\(Diagnostic.counted(fieldCount, "column")) without names" }
    let shown = names.prefix(12).map(Diagnostic.quoted).joined(separator: ", ")
    return names.count > 12 ? "\(shown), … (\(names.count) columns)" : shown
  }
}
