/// What is wrong with the input, and where.
package struct InputError: Error, Equatable, Sendable {
  /// What is wrong.
  ///
  /// Found texts are whole; whoever shows them shortens them.
  package enum Problem: Error, Equatable, Sendable {
    /// The file cannot be opened; the reason is the system's.
    case cannotOpen(reason: String)
    /// Reading failed; the reason is the system's.
    case cannotRead(reason: String)
    /// The file has become shorter while it was read.
    case fileShrank(read: Int, expected: Int)
    /// The path is a directory.
    case isDirectory
    /// The file is compressed.
    case compressed(Compression)
    /// There is no row at all.
    case noRows
    /// The row has another number of fields than the first row of the file.
    case fieldCount(found: Int, expected: Int)
    /// The first row could be a header or data.
    case unclearHeader(found: [String])
    /// A field that should be a number is another text.
    case notANumber(found: String)
    /// A field that should be a number is empty, or a text for a value that is not there.
    case missingNumber(found: String)
    /// A number is finite, but larger than the largest double.
    case numberTooLarge(found: String)
    /// A quoted field does not end before the input does.
    case unclosedQuote
    /// A quoted field goes on after its closing quote.
    case textAfterQuote
    /// The row has more bytes than the limit.
    case rowTooLong(limit: Int)
    /// A text that is needed is not UTF-8.
    case invalidUTF8
    /// The input is not the JSON that it should be.
    case json(JSONProblem)
  }

  /// What is wrong.
  package var problem: Problem

  /// Where; nil where it is the whole file.
  package var position: RowPosition?

  /// An error.
  package init(_ problem: Problem, at position: RowPosition? = nil) {
    self.problem = problem
    self.position = position
  }

  /// The same error with its line counted from an earlier one.
  ///
  /// - Parameter lineCount: the lines before those that the position counts.
  /// - Returns: the error, moved.
  package func moved(byLines lineCount: Int) -> InputError {
    var error = self
    error.position?.line += lineCount
    return error
  }
}
