import FocalLoss

/// Why the columns of the input cannot be given their meaning.
enum BindingError: Error, Equatable, Sendable {
  /// What a column is wanted for, and the option that names it.
  enum Role: String, Equatable, Sendable {
    case label
    case prediction
    case weight
    case id
    case group = "group-by"
  }

  /// No column of the usual names is there.
  case notFound(Role, header: Header)
  /// Several could be meant.
  case ambiguous(Role, candidates: [String])
  /// The option names no column of the file.
  case noSuchColumn(Role, selector: String, header: Header, suggestion: String?)
  /// The name stands in the header several times.
  case repeatedName(Role, name: String, numbers: [Int])
  /// Several columns are named where one is needed.
  case severalColumns(Role, selector: String)
  /// The same column is to be two things.
  case usedTwice(column: String, Role, Role)
  /// The counts of label and prediction columns fit no task, or not the one asked for.
  case shape(labels: Int, predictions: Int, wanted: String)
  /// The option is for another task than the one that the columns mean.
  case optionForTask(option: String, ClassificationTask, advice: String)
  /// As many label columns as predictions: one-hot or multilabel, which only the user knows.
  case oneHotOrMultilabel(count: Int)
}
