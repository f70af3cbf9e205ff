/// What multiplies the elements of a column where it is not in the factors of their cells.
struct ColumnFactor: Sendable {
  /// α of the negatives times the class weight.
  let negative: Double

  /// α of the positives times the class weight.
  let positive: Double

  /// The class weight alone.
  let weight: Double
}
