import FocalLoss

/// What each column of the input is.
struct ColumnBinding: Equatable, Sendable {
  /// The columns of the input.
  let header: Header

  /// The columns among which the labels are: those of the input, or of a file of labels.
  let labelHeader: Header

  /// The task that the columns, or the command line, say.
  var task: ClassificationTask

  /// The fields of the predictions, counted from 0, in the order of the classes.
  let predictions: [Int]

  /// The fields of the labels: one, or as many as predictions.
  let labels: [Int]

  let weight: Int?
  let id: Int?

  /// The fields whose texts make the groups; empty where none are wanted.
  let groups: [Int]

  /// What a class or column is called: the names of the prediction columns, or their indices.
  var classNames: [String] {
    header.names.isEmpty
      ? predictions.indices.map(String.init) : predictions.map { header.names[$0] }
  }
}
