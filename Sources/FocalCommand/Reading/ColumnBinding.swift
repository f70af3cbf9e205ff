import FocalLoss

/// What each column of the input is.
struct ColumnBinding: Equatable, Sendable {
  /// The columns of the input.
  let header: TableHeader

  /// The columns among which the labels are: those of the input, or of a file of labels.
  let labelHeader: TableHeader

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

/// The columns of the input.
struct TableHeader: Equatable, Sendable {
  /// The names of the columns; empty where the input has no header.
  let names: [String]

  /// The number of columns.
  let fieldCount: Int
}

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
  case notFound(Role, header: TableHeader)
  /// Several could be meant.
  case ambiguous(Role, candidates: [String])
  /// The option names no column of the file.
  case noSuchColumn(Role, selector: String, header: TableHeader)
  /// The name stands in the header several times.
  case repeatedName(Role, name: String, numbers: [Int])
  /// Several columns are named where one is needed.
  case severalColumns(Role, selector: String)
  /// The same column is to be two things.
  case usedTwice(field: Int, header: TableHeader, Role, Role)
  /// The counts of label and prediction columns fit no task, or not the one asked for.
  case shape(labels: Int, predictions: Int, wanted: String)
  /// The option is for another task than the one that the columns mean.
  case optionForTask(option: String, ClassificationTask, advice: String)
  /// As many label columns as predictions: one-hot or multilabel, which only the user knows.
  case oneHotOrMultilabel(count: Int)
}

extension ColumnSelector {
  /// The columns that are meant.
  ///
  /// A name comes before a number, and both before a glob, so that every column can be named.
  ///
  /// - Parameter header: the columns of the file.
  /// - Returns: the fields, counted from 0, in the order of the file; empty where there are none.
  func fields(in header: TableHeader) -> [Int] {
    let named = header.names.indices.filter { header.names[$0] == text }
    if !named.isEmpty { return named }
    // A member of JSON that holds an array means all its elements.
    let elements = header.names.indices.filter { header.names[$0].hasPrefix(text + ".") }
    if !elements.isEmpty { return elements }
    if let number = Int(text), number >= 1, number <= header.fieldCount { return [number - 1] }
    guard isGlob else { return [] }
    return header.names.indices.filter { matches(header.names[$0]) }
  }
}
