/// The texts of the first row of a file, and of the rows after it, for whoever must tell whether it is
/// a header.
package struct FirstFields {
  /// The fields of the first row.
  package let first: [String]

  /// The fields of the rows after it, those of another number of fields left out.
  package let next: () -> [[String]]

  /// The fields of rows.
  ///
  /// - Parameters:
  ///   - first: those of the first row.
  ///   - next: reads those of the rows after it, since most first rows tell by themselves.
  package init(_ first: [String], next: @escaping () -> [[String]]) {
    self.first = first
    self.next = next
  }
}

/// Whether the first row of a file names its columns, and why.
package struct HeaderDecision: Equatable, Sendable {
  /// What it was told by.
  package enum Reason: Equatable, Sendable {
    /// The command line says so.
    case asked
    /// Every field of the first row is a number, or stands for a missing one.
    case numbers
    /// The fields that are labels and predictions are a label and a number there.
    case valuesInUsedFields
    /// A field of the first row is a name that columns of predictions often have, or one asked for.
    case usualName(String)
    /// A text of the first row stands above numbers.
    case textAboveNumbers(String)
    /// A comment before the first row has a name for each of its fields.
    case comment
    /// There is no other row to compare it with.
    case onlyRow
    /// A file of labels has one column, whose first field is no usual name.
    case bareColumn
  }

  /// Whether it names the columns.
  package let isHeader: Bool
  package let reason: Reason

  /// A decision.
  package init(isHeader: Bool, _ reason: Reason) {
    self.isHeader = isHeader
    self.reason = reason
  }

  /// The decision where nothing is known of what columns are called: a first row of numbers is data, any
  /// other has names.
  ///
  /// - Parameter fields: the first rows.
  /// - Returns: the decision.
  package static func byNumbers(_ fields: FirstFields) -> HeaderDecision? {
    let parser = NumberParser()
    let areNumbers = fields.first.allSatisfy(parser.isNumber)
    return HeaderDecision(isHeader: !areNumbers, areNumbers ? .numbers : .onlyRow)
  }
}
