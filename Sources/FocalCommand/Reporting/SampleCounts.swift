import FocalLoss

/// The samples of a data set, counted by class: all that warnings need to know of a summary.
struct SampleCounts: Equatable, Sendable {
  /// The samples of one class.
  struct ClassCount: Equatable, Sendable {
    /// The class; nil for the samples without one: background and fractional targets.
    let classIndex: Int?
    let count: Int
  }

  /// The samples.
  let count: Int

  /// The samples times the predictions of each.
  let elements: Int

  /// The samples class by class; every class is there, and those without one if there are any.
  let classes: [ClassCount]

  /// The counts of a summary.
  init(_ summary: LossSummary) {
    count = summary.count
    elements = summary.elements
    classes = summary.classes.map { ClassCount(classIndex: $0.classIndex, count: $0.count) }
  }

  /// The counts of samples.
  ///
  /// - Parameters:
  ///   - counts: the samples of each class.
  ///   - others: the samples without a class.
  ///   - predictionCount: the predictions of each sample.
  init(counts: [Int], others: Int, predictionCount: Int) {
    count = counts.reduce(others, +)
    elements = count * predictionCount
    classes =
      counts.enumerated().map { ClassCount(classIndex: $0, count: $1) }
      + (others > 0 ? [ClassCount(classIndex: nil, count: others)] : [])
  }
}
