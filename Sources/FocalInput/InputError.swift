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
    /// The file is compressed, and the program that reads it is not there.
    case noDecompressor(Compression)
    /// What the file holds, compressed, is compressed itself.
    case compressedTwice(Compression, Compression)
    /// The program that reads a compressed file has failed; the reason is what it said.
    case decompression(reason: String)
    /// The bytes of a pipe, which all have to be held, are more than the limit.
    case pipeTooLong(limit: Int)
    /// The file is of a format that others read; its name is for their commands.
    case foreign(ForeignFormat, file: String)
    /// The text is written in another encoding than UTF-8; the file's name is for the command.
    case encoding(TextEncoding, file: String)
    /// Lines end in carriage returns alone; the file's name is for the command.
    case carriageReturnLines(file: String)
    /// The archive of arrays is wrong.
    case zip(ZipProblem)
    /// An array is wrong: that of a member, or a lone one.
    case array(ArrayProblem, member: String?)
    /// The file is no archive of arrays, but should be.
    case notAnArchive
    /// The archive has no array of the name; the name is empty where it has none at all.
    case noSuchMember(String, members: [String])
    /// Two arrays have different numbers of rows.
    case memberRows(String, found: Int, first: String, expected: Int)
    /// The file holds arrays, and the first file does not, or the other way round.
    case otherKind(isArray: Bool)
    /// There is no row at all.
    case noRows
    /// The row has another number of fields than the first row of the file.
    case fieldCount(found: Int, expected: Int)
    /// The row has another number of fields since it is a comment.
    case comment
    /// The first row could be a header or data.
    case unclearHeader(found: [String])
    /// A field that should be a number is another text.
    case notANumber(found: String)
    /// A field that should be an array is another text.
    case notAnArray(found: String)
    /// A field that should be a number has a comma for its point; the comma may be the delimiter too.
    case decimalComma(found: String, isDelimiter: Bool)
    /// A field that should be a number is empty, or a text for a value that is not there.
    case missingNumber(found: String)
    /// A number is finite, but larger than the largest double.
    case numberTooLarge(found: String)
    /// A quoted field does not end before the input does.
    case unclosedQuote
    /// A quoted field goes on after its closing quote.
    case textAfterQuote
    /// A quote in a quoted field has a backslash before it, rather than another quote.
    case backslashQuote
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
