/// Rows of a label and one number to 15 places or more, as programs write predictions.
extension CSVDecoder {
  /// Decodes rows as long as they are such pairs, with a label of one byte that has been met.
  ///
  /// One look at the length of what is left serves all of a row, and nothing is called: 135
  /// instructions a row, where other usual rows take 210.
  ///
  /// - Parameters:
  ///   - text: the bytes of the chunk, up to the end of the rows.
  ///   - position: the beginning of a row; becomes that of the first that is another.
  ///   - first: the rows decoded before, whose places are taken.
  ///   - limit: the rows to decode at most, those before included.
  ///   - isLabelFirst: whether the label stands before the number, or after it.
  ///   - isSigned: whether the number may have a minus.
  ///   - singles: the codes of the labels of one byte, −1 where there is none yet.
  ///   - numbers: takes the numbers.
  ///   - codes: takes the codes of the labels.
  ///   - extents: takes where the rows are, where that is wanted.
  /// - Returns: the rows decoded, those before included.
  func decodeLongPairs(
    _ text: Span<UInt8>, from position: inout Int, at first: Int, limit: Int, isLabelFirst: Bool,
    isSigned: Bool, _ singles: [Int32], _ numbers: inout [Double], _ codes: inout [Int32],
    _ extents: inout [Range<Int>]
  ) -> Int {
    plan.keepsRows
      ? keepLongPairs(
        text, &position, first, limit, isLabelFirst, isSigned, singles, &numbers, &codes, &extents)
      : passLongPairs(
        text, &position, first, limit, isLabelFirst, isSigned, singles, &numbers, &codes)
  }

  // By themselves, so that one loop takes no registers from another.
  @inline(never)
  private func keepLongPairs(
    _ text: Span<UInt8>, _ position: inout Int, _ first: Int, _ limit: Int, _ isLabelFirst: Bool,
    _ isSigned: Bool, _ singles: [Int32], _ numbers: inout [Double], _ codes: inout [Int32],
    _ extents: inout [Range<Int>]
  ) -> Int {
    decodeLongPairs(
      text, &position, first, limit, isLabelFirst, isSigned, true, singles, &numbers, &codes,
      &extents)
  }

  @inline(never)
  private func passLongPairs(
    _ text: Span<UInt8>, _ position: inout Int, _ first: Int, _ limit: Int, _ isLabelFirst: Bool,
    _ isSigned: Bool, _ singles: [Int32], _ numbers: inout [Double], _ codes: inout [Int32]
  ) -> Int {
    var noExtents: [Range<Int>] = []
    return decodeLongPairs(
      text, &position, first, limit, isLabelFirst, isSigned, false, singles, &numbers, &codes,
      &noExtents)
  }

  @inline(always)
  private func decodeLongPairs(
    _ text: Span<UInt8>, _ position: inout Int, _ first: Int, _ limit: Int, _ isLabelFirst: Bool,
    _ isSigned: Bool, _ keepsRows: Bool, _ singles: [Int32], _ numbers: inout [Double],
    _ codes: inout [Int32], _ extents: inout [Range<Int>]
  ) -> Int {
    // A loop for each kind, in which nothing is asked any more.
    switch (isLabelFirst, isSigned) {
    case (true, false):
      decodeLongPairs(
        text, &position, first, limit, isLabelFirst: true, isSigned: false, keepsRows: keepsRows,
        singles, &numbers, &codes, &extents)
    case (true, true):
      decodeLongPairs(
        text, &position, first, limit, isLabelFirst: true, isSigned: true, keepsRows: keepsRows,
        singles, &numbers, &codes, &extents)
    case (false, false):
      decodeLongPairs(
        text, &position, first, limit, isLabelFirst: false, isSigned: false, keepsRows: keepsRows,
        singles, &numbers, &codes, &extents)
    case (false, true):
      decodeLongPairs(
        text, &position, first, limit, isLabelFirst: false, isSigned: true, keepsRows: keepsRows,
        singles, &numbers, &codes, &extents)
    }
  }

  @inline(always)
  private func decodeLongPairs(
    _ text: Span<UInt8>, _ position: inout Int, _ first: Int, _ limit: Int, isLabelFirst: Bool,
    isSigned: Bool, keepsRows: Bool, _ singles: [Int32], _ numberRoom: inout [Double],
    _ codeRoom: inout [Int32], _ extents: inout [Range<Int>]
  ) -> Int {
    let singles = singles.span
    var numbers = numberRoom.mutableSpan
    var codes = codeRoom.mutableSpan
    let delimiter = rows.fields.delimiter
    // Known to the compiler, so that no row is asked again.
    precondition(first >= 0 && limit <= numbers.count && limit <= codes.count, "room for the rows")
    var rest = text.extracting(position..<text.count)
    var count = first
    // The longest row has 28: a label, 25 of a number, and what is between and after them.
    while count < limit, rest.count >= 32 {
      let row = rest.extracting(first: 32)
      let number = parser.parseLong(window: row, at: isLabelFirst ? 2 : 0, isSigned: isSigned)
      guard !number.isNone else { break }
      let labelPlace = isLabelFirst ? 0 : number.end &+ 1
      let code = singles[Int(row.byte(at: labelPlace))]
      let rowEnd = isLabelFirst ? number.end : labelPlace &+ 1
      let delimiterPlace = isLabelFirst ? 1 : number.end
      guard code >= 0, row.byte(at: delimiterPlace) == delimiter,
        row.byte(at: rowEnd) == ASCII.lineFeed
      else { break }
      if keepsRows {
        let start = text.count &- rest.count
        extents.append(start..<start &+ rowEnd)
      }
      numbers[count] = number.value
      codes[count] = code
      count &+= 1
      rest = rest.extracting(droppingFirst: rowEnd &+ 1)
    }
    position = text.count &- rest.count
    return count
  }
}
