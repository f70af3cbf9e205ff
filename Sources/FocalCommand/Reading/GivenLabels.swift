import FocalInput

/// The labels of the rows of a batch, as a file of labels has them.
struct GivenLabels: Sendable {
  /// The codes of the labels, by column; all columns have the same rows.
  private(set) var codes: [[Int32]]

  /// The texts of the codes, by column: those of the labels, and lastly those of the columns that the
  /// predictions have too.
  let categories: [CategoryTable]

  /// The codes of the columns that the predictions have too, by column.
  var shared: [[Int32]] = []

  /// Another number where the codes have got another meaning.
  let edition: Int

  /// The rows whose labels are there.
  var rowCount: Int { codes.first?.count ?? 0 }

  /// Cuts the labels to those of the first rows.
  mutating func truncate(to rowCount: Int) { codes = codes.map { Array($0.prefix(rowCount)) } }
}

/// Why a file of labels cannot be read.
enum LabelFileError: Error, Equatable {
  /// The first row could be names of columns or data.
  case unclearHeader([String], RowPosition?, file: String)
  case input(InputError, file: String)
  case binding(BindingError, file: String)
  /// An id stands twice.
  case repeatedID(String, file: String)
}
