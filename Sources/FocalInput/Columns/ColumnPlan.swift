/// Which fields of a row are wanted, and as what.
///
/// Fields are counted from 0. A field may be wanted in several ways, but only once in each.
public struct ColumnPlan: Equatable, Sendable {
  /// The fields wanted as numbers, in blocks; a block is stored row by row, in the order given.
  public var numberBlocks: [[Int]] = []

  /// The fields wanted as one of a few different texts.
  public var categories: [Int] = []

  /// The fields wanted as text.
  public var texts: [Int] = []

  /// Whether a missing number is read as NaN, which no other number is, rather than an error.
  public var readsMissingAsNaN = false

  /// The fields whose places in the rows are wanted, in order; with rows kept.
  public var keptFields: [Int] = []

  /// Whether the extents of whole rows are wanted.
  public var keepsRows = false

  /// A plan that wants nothing yet.
  public init() {}
}
