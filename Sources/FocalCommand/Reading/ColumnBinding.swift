import FocalInput
import FocalLoss

/// What each column of the input is, and what told it.
struct ColumnBinding: Equatable, Sendable {
  /// The columns of the input.
  let header: TableHeader

  /// The columns among which the labels are: those of the input, or of a file of labels.
  let labelHeader: TableHeader

  /// The task that the columns, or the command line, say.
  var task: ClassificationTask

  /// The fields of the predictions, counted from 0, in the order of the classes.
  var predictions: [Int] { found.fields }

  /// The fields of the labels: one, or as many as predictions.
  let labels: [Int]

  let weight: Int?

  /// The field of the qualities of positives.
  var quality: Int?
  var id: Int?

  /// The fields whose texts make the groups; empty where none are wanted.
  let groups: [Int]

  /// The predictions, and what was told of them.
  let found: FoundPredictions

  /// Why the labels are what they are.
  let labelReason: ChoiceReason

  /// The names of the classes that the command line gives; empty where it gives none.
  var givenClasses: [String] = []

  /// The columns that hold predicted classes, and are not used.
  var classColumns: [Int] = []

  /// The columns that both the input and a file of labels have; where labels go with rows by their
  /// order, they must be equal.
  var shared: [SharedField] = []

  /// The columns that are shown with samples that are listed.
  var shown = ShownColumns()

  /// A column that two files have.
  struct SharedField: Equatable, Sendable {
    let input: Int
    let labels: Int

    /// The place among those of the file of labels.
    let place: Int

    /// The columns that two files call alike, but for the case of letters: people write ID and id.
    static func all(of predictions: TableHeader, and labels: TableHeader) -> [SharedField] {
      var shared: [SharedField] = []
      let places = Dictionary(
        zip(predictions.names.map { $0.lowercased().bytes }, predictions.names.indices)
      ) { first, _ in first }
      for (field, name) in labels.names.enumerated() {
        guard let input = places[name.lowercased().bytes] else { continue }
        shared.append(SharedField(input: input, labels: field, place: shared.count))
      }
      return shared
    }
  }

  /// What a class or column is called in reports: as labels are written.
  var classNames: [String] {
    knownClasses ?? columnNames
  }

  /// The classes, where it is known that labels are called so; nil where only columns have names.
  var knownClasses: [String]? { givenClasses.isEmpty ? found.classes : givenClasses }

  /// What a class is called by its column: its name, or its index where columns have none.
  var columnNames: [String] {
    if header.names.isEmpty { return predictions.indices.map(String.init) }
    return predictions.map { header.names[$0] }
  }

  /// Whether the labels were found under a name that predicted classes have too.
  var areLabelsOfClass: Bool {
    labelReason == .usualName(.label) && labels.count == 1
      && UsualNames.isOfClass(labelHeader.names[labels[0]])
  }

  /// The columns that nothing is read of.
  var unused: [Int] {
    let own = labelHeader == header ? labels : []
    var isUsed = Array(repeating: false, count: header.fieldCount)
    for field in predictions + own + groups + shown.fields { isUsed[field] = true }
    for field in [weight, quality, id] { if let field { isUsed[field] = true } }
    return isUsed.indices.filter { !isUsed[$0] }
  }
}

/// The columns of the input.
struct TableHeader: Equatable, Sendable {
  /// The names of the columns; empty where the input has no header.
  let names: [String]

  /// The number of columns.
  let fieldCount: Int

  /// The members that have columns within them, as bytes: `probs` for `probs.0` of JSON.
  ///
  /// A name of CSV with a point in it is that of one column.
  var members: Set<[UInt8]> = []

  /// The columns of every field of a row, where some fields are arrays, whose elements are columns; empty
  /// where every field is a column.
  ///
  /// Numbers on the command line are those of fields, as people count them.
  var fieldColumns: [Range<Int>] = []

  static func == (a: TableHeader, b: TableHeader) -> Bool {
    a.fieldCount == b.fieldCount && a.names.haveBytes(of: b.names)
  }
}

extension TableHeader {
  /// The columns of a table of which the header has been read.
  init(_ table: TableReader) {
    self.init(
      names: table.names, fieldCount: table.fieldCount, members: table.members,
      fieldColumns: table.fieldColumns)
  }

  /// The columns of the field of a number from 1; nil where rows have no such field.
  func columns(ofFieldNumber number: Int) -> Range<Int>? {
    guard number >= 1 else { return nil }
    guard !fieldColumns.isEmpty else {
      return number <= fieldCount ? number - 1..<number : nil
    }
    return number <= fieldColumns.count ? fieldColumns[number - 1] : nil
  }

  /// What a column without a name is called: the number of its field from 1, and of an element of an
  /// array its place in it too, as in `2.0`.
  func number(of column: Int) -> String {
    let number = fieldNumber(of: column)
    guard fieldColumns.indices.contains(number - 1), fieldColumns[number - 1].count > 1 else {
      return String(number)
    }
    return "\(number).\(column - fieldColumns[number - 1].lowerBound)"
  }

  /// The number from 1 of the field that a column is of.
  func fieldNumber(of column: Int) -> Int {
    (fieldColumns.firstIndex { $0.contains(column) } ?? column) + 1
  }
}

/// Why the columns of the input cannot be given their meaning.
enum BindingError: Error, Equatable, Sendable {
  /// What a column is wanted for, and the option that names it.
  enum Role: String, Equatable, Sendable {
    case label
    case prediction
    case weight
    case quality
    case id
    case group = "group-by"
    case columns
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
  /// An error that what the first rows hold has led to, so that another file of such columns may have
  /// none.
  indirect case ofRows(BindingError)
  /// Columns are named as labels are, and one beside them may be that of a class not met yet.
  case unmetClass(Int, named: [Int], header: TableHeader)
  /// A column has the confidence in a prediction, but of which class nobody can tell.
  case confidence(field: Int, beside: Int?, header: TableHeader)
  /// A column `class` beside a prediction may be the class that is predicted.
  case classBesidePrediction(label: Int, prediction: Int, header: TableHeader)
  /// The input has a column of the name of one that is to be appended.
  case appendedColumn(String)
  /// The command line names another number of classes than there are predictions.
  case classCount(found: Int, expected: Int)
}

extension ColumnSelector {
  /// The columns that are meant.
  ///
  /// A name comes before a number, and both before a glob, so that every column can be named.
  ///
  /// - Parameter header: the columns of the file.
  /// - Returns: the fields, counted from 0, in the order of the file; empty where there are none.
  func fields(in header: TableHeader) -> [Int] {
    let named = header.names.indices.filter { header.names[$0].hasBytes(of: text) }
    if !named.isEmpty { return named }
    if header.members.contains(text.bytes) {
      // A member that holds an array means all its elements.
      let elements = header.names.indices.filter { header.names[$0].begins(with: text + ".") }
      if !elements.isEmpty { return elements }
    }
    if let number = Int(text), let columns = header.columns(ofFieldNumber: number) {
      return Array(columns)
    }
    if let element = element(in: header) { return [element] }
    if let range = range(in: header) { return Array(range) }
    guard isGlob else { return [] }
    return header.names.indices.filter { matches(header.names[$0]) }
  }

  /// The element of an array without a name, as in `2.0`; nil where the text means none.
  private func element(in header: TableHeader) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard header.names.isEmpty, !header.fieldColumns.isEmpty, parts.count == 2,
      let field = Int(parts[0]), let place = Int(parts[1]),
      let columns = header.columns(ofFieldNumber: field), columns.count > 1,
      columns.indices.contains(columns.lowerBound + place), place >= 0
    else { return nil }
    return columns.lowerBound + place
  }

  /// The columns from one to another, as in `3:6` or `first:last`; nil where the text is no range.
  private func range(in header: TableHeader) -> ClosedRange<Int>? {
    let ends = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard ends.count == 2 else { return nil }
    let fields = ends.map { end in
      header.names.firstIndex(ofBytes: end).map { $0..<$0 + 1 }
        ?? Int(end).flatMap(header.columns(ofFieldNumber:))
    }
    guard let first = fields[0], let last = fields[1], first.lowerBound < last.upperBound else {
      return nil
    }
    return first.lowerBound...last.upperBound - 1
  }
}

extension ClassificationTask {
  /// Whether the task can be done with so many columns.
  func fits(labels: Int, predictions: Int) -> Bool {
    switch self {
    case .binary: labels == 1 && predictions == 1
    case .multiclass: predictions > 1 && (labels == 1 || labels == predictions)
    case .oneVsAll: labels == 1 && predictions > 1
    // One column of labels holds lists of classes.
    case .multilabel: predictions > 1 && (labels == 1 || labels == predictions)
    }
  }
}
