/// How the parts of a loss are gathered: in cells, each a group of samples and a side.
///
/// A group is a true class (one more for samples without one: the background of one-vs-all,
/// fractional targets), or a column in multilabel. A side is what a part's target says, negative or
/// positive; softmax knows no sides.
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

  init(task: ClassificationTask, predictionCount: Int) {
    classCount = task == .binary ? 2 : predictionCount
    groupCount = task == .multilabel ? classCount : classCount + 1
    sideCount = task.isElementwise ? 2 : 1
  }

  var cellCount: Int { groupCount * sideCount }

  func cell(group: Int, isPositive: Bool) -> Int32 {
    Int32(truncatingIfNeeded: group * sideCount + (isPositive ? sideCount - 1 : 0))
  }

  func group(ofCell cell: Int) -> Int { cell / sideCount }

  func isPositive(cell: Int) -> Bool { cell % sideCount == 1 }
}
