/// Rows of a label and one number to 15 places or more, as programs write probabilities.
extension CSVDecoder {
  /// Decodes rows as long as they are such pairs, with a label of one byte that has been met.
  ///
  /// One look at the length of what is left serves all of a row, and nothing is called: 130
  /// instructions a row, where other usual rows take 200.
  ///
  /// - Parameters:
  ///   - text: the bytes of the chunk, up to the end of the rows.
  ///   - position: the beginning of a row; becomes that of the first that is another.
  ///   - first: the rows decoded before, whose places are taken.
  ///   - limit: the rows to decode at most, those before included.
  ///   - singles: the codes of the labels of one byte, −1 where there is none yet.
  ///   - numberRoom: takes the numbers.
  ///   - codeRoom: takes the codes of the labels.
  /// - Returns: the rows decoded, those before included.
  @inline(never)
  func decodeLongPairs(
    _ text: Span<UInt8>, from position: inout Int, at first: Int, limit: Int,
    _ singles: [Int32], _ numberRoom: inout [Double], _ codeRoom: inout [Int32]
  ) -> Int {
    let singles = singles.span
    var numbers = numberRoom.mutableSpan
    var codes = codeRoom.mutableSpan
    let delimiter = rows.fields.delimiter
    // Known to the compiler, so that no row is asked again.
    precondition(first >= 0 && limit <= numbers.count && limit <= codes.count, "room for the rows")
    var rest = text.extracting(position..<text.count)
    var count = first
    // The longest row is a label, 25 bytes of a number and what is between and after them.
    while count < limit, rest.count >= 32 {
      let row = rest.extracting(first: 32)
      let code = singles[Int(row[0])]
      guard code >= 0, row[1] == delimiter else { break }
      let number = parser.parseLong(window: row, at: 2, isSigned: false)
      guard !number.isNone, row.byte(at: number.end) == ASCII.lineFeed else { break }
      numbers[count] = number.value
      codes[count] = code
      count &+= 1
      rest = rest.extracting(droppingFirst: number.end &+ 1)
    }
    position = text.count &- rest.count
    return count
  }
}
