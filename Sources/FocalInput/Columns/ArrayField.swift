/// A column that holds arrays: in JSON, or in a field of a delimited row such as `[0.1 0.9]`.
///
/// Its elements are columns, unless the table is told to read it as a list.
package struct ArrayField: Equatable, Sendable {
  /// The path of the array, such as `labels`.
  package let path: String

  /// The elements in the first row; the path of a single one is that of the array.
  package internal(set) var elementCount: Int

  /// Whether every element begins as 0, 1, false and true do.
  package internal(set) var hasOnlyBits = true

  /// Whether the array has as many elements in each of the first rows.
  package internal(set) var hasOneLength = true
}

/// An array of objects that each hold a class and its prediction.
package struct PairsField: Equatable, Sendable {
  /// The path of the array, such as `predicted_label_probs`.
  package let path: String

  /// The classes of the first rows, in the order in which they are met.
  package let classes: [String]

  /// The field of every class.
  package let fields: Range<Int>
}
