/// How the parts of a loss are gathered: in cells, each a group of samples and a side.
///
/// A group is a true class (one more for samples without one: the background of one-vs-all,
/// fractional targets), or a column in multilabel. A side is what a part's target says, negative or
/// positive; softmax knows no sides. After them come, where the modulator has a term that α does not
/// multiply, the cells of that term, one a group.
///
/// ```
/// cell = group · sideCount + side      binary: 0−  0+  1−  1+  ½−  ½+
/// ```
struct CellLayout: Equatable, Sendable {
  /// The classes or columns that the groups stand for.
  let classCount: Int

  /// The groups, the one for samples without a class included.
  let groupCount: Int

  /// 2 where elements are positive or negative, 1 for softmax.
  let sideCount: Int

  /// The cells that α multiplies; they come first.
  let balancedCellCount: Int

  /// All cells.
  let cellCount: Int

  init(task: ClassificationTask, predictionCount: Int, hasUnbalancedTerm: Bool) {
    classCount = task == .binary ? 2 : predictionCount
    groupCount = task == .multilabel ? classCount : classCount + 1
    sideCount = task.isElementwise ? 2 : 1
    balancedCellCount = groupCount * sideCount
    cellCount = balancedCellCount + (hasUnbalancedTerm ? groupCount : 0)
  }

  func cell(group: Int, isPositive: Bool) -> Int32 {
    Int32(truncatingIfNeeded: group * sideCount + (isPositive ? sideCount - 1 : 0))
  }

  /// The cell of the term of a group that α does not multiply.
  func unbalancedCell(group: Int) -> Int32 {
    Int32(truncatingIfNeeded: balancedCellCount + group)
  }

  func group(ofCell cell: Int) -> Int {
    cell < balancedCellCount ? cell / sideCount : cell - balancedCellCount
  }

  func isPositive(cell: Int) -> Bool { cell % sideCount == 1 }

  /// The cells of a group.
  func cells(ofGroup group: Int) -> [Int] {
    let balanced = Array(group * sideCount..<(group + 1) * sideCount)
    return cellCount == balancedCellCount ? balanced : balanced + [balancedCellCount + group]
  }
}

/// What multiplies the elements of a column where it is not in the factors of their cells.
struct ColumnFactor: Sendable {
  /// α of the negatives times the class weight.
  let negative: Double

  /// α of the positives times the class weight.
  let positive: Double

  /// The class weight alone.
  let weight: Double
}
