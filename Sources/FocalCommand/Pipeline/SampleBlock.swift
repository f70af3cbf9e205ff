import FocalLoss

/// The samples of some rows with their losses, as a run hands them over in the order of the input.
///
/// Every row has a place in every array, those left out too.
struct SampleBlock: Sendable {
  /// Why a row is no sample, in the place of its class.
  static let missing: Int32 = -1
  static let ignored: Int32 = -2

  /// The rows.
  var rowCount = 0

  /// The rows that are left out.
  var leftOutCount = 0

  /// The losses in nats; NaN for rows left out.
  var losses: [Double] = []

  /// The classes, as ``LossEvaluator/groups(of:)`` numbers them; negative for rows left out.
  var classes: [Int32] = []

  /// The targets where they are no classes and classes do not say them, as many for every row; empty
  /// elsewhere.
  var targets: [Double] = []

  /// The weights; empty where there are none.
  var weights: [Double] = []

  /// The predictions, where losses are to be summed elsewhere; empty otherwise.
  var predictions: [Double] = []

  /// The group of every row, and the keys of all groups; empty where there are none.
  var groups: [Int32] = []
  var groupKeys: [ArraySlice<UInt8>] = []

  /// The ids; empty where there are none.
  var ids: [[UInt8]] = []

  /// The bytes that it takes, about.
  var byteCount: Int {
    8 * (losses.count + targets.count + weights.count + predictions.count)
      + 4 * (classes.count + groups.count) + 64 * (ids.count + groupKeys.count)
  }

  /// The rows of a range.
  func picking(_ rows: Range<Int>) -> SampleBlock {
    rows.count == rowCount ? self : picking(.range(rows))
  }

  /// Some of the rows, in any order.
  func picking(_ rows: [Int]) -> SampleBlock { picking(.list(rows)) }

  private enum Choice {
    case range(Range<Int>)
    case list([Int])

    var count: Int {
      switch self {
      case .range(let rows): rows.count
      case .list(let rows): rows.count
      }
    }

    /// The elements of the rows, of which each has the same number.
    func elements<Element>(of all: [Element], rowCount: Int) -> [Element] {
      guard !all.isEmpty else { return [] }
      let width = all.count / rowCount
      switch self {
      case .range(let rows):
        return Array(all[rows.lowerBound * width..<rows.upperBound * width])
      case .list(let rows) where width == 1: return rows.map { all[$0] }
      case .list(let rows): return rows.flatMap { all[$0 * width..<($0 + 1) * width] }
      }
    }
  }

  private func picking(_ choice: Choice) -> SampleBlock {
    var block = SampleBlock()
    block.rowCount = choice.count
    block.losses = choice.elements(of: losses, rowCount: rowCount)
    block.classes = choice.elements(of: classes, rowCount: rowCount)
    block.targets = choice.elements(of: targets, rowCount: rowCount)
    block.weights = choice.elements(of: weights, rowCount: rowCount)
    block.predictions = choice.elements(of: predictions, rowCount: rowCount)
    block.groups = choice.elements(of: groups, rowCount: rowCount)
    block.groupKeys = groupKeys
    block.ids = choice.elements(of: ids, rowCount: rowCount)
    block.leftOutCount = leftOutCount == 0 ? 0 : block.classes.count { $0 < 0 }
    return block
  }
}
