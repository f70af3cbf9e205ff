/// Rows of nothing but a label and predictions, in either order.
extension CSVDecoder {
  /// Decodes rows as long as they are usual: plain, with a label of one byte that has been met.
  ///
  /// - Parameters:
  ///   - text: the bytes of the chunk, up to the end of the rows.
  ///   - position: the beginning of a row; becomes that of the first that is not usual.
  ///   - limit: the rows to decode at most.
  ///   - usual: where the label is.
  ///   - singles: the codes of the labels of one byte, −1 where there is none yet.
  ///   - numberRoom: takes the numbers.
  ///   - codeRoom: takes the codes of the labels.
  ///   - extents: takes where the rows are, where that is wanted.
  /// - Returns: the rows decoded.
  func decodeUsualRows(
    _ text: Span<UInt8>, from position: inout Int, limit: Int, _ usual: PlainRows.Usual,
    _ singles: [Int32], _ numberRoom: inout [Double], _ codeRoom: inout [Int32],
    _ extents: inout [Range<Int>]
  ) -> Int {
    var count = 0
    var isSigned = false
    while true {
      var next = limit
      if usual.isPair {
        let first = count
        count = decodeLongPairs(
          text, from: &position, at: first, limit: limit, isLabelFirst: usual.isLabelFirst,
          isSigned: isSigned, singles, &numberRoom, &codeRoom, &extents)
        // Probabilities have no minus, of logits every second one.
        let numberStart = usual.isLabelFirst ? position &+ 2 : position
        if !isSigned, count < limit, text.byte(at: numberStart) == ASCII.minus {
          isSigned = true
          continue
        }
        next = min(limit, count + (count > first ? Self.rowsAfterRun : Self.rowsWithoutRun))
      }
      count = decodeOtherUsualRows(
        text, from: &position, at: count, limit: next, usual, singles, &numberRoom, &codeRoom,
        &extents)
      guard count == next, count < limit else { return count }
    }
  }

  /// The rows that are decoded otherwise after a run of long pairs: mostly one alone is not so long.
  private static var rowsAfterRun: Int { 1 }

  /// The rows that are decoded otherwise where not one was a long pair: the next are hardly either.
  private static var rowsWithoutRun: Int { 32 }

  /// Decodes rows as long as they are usual, with any number of numbers of any length.
  ///
  /// Nothing is left for the fields of other rows, so that everything stays in registers.
  ///
  /// - Returns: the rows decoded, those before `first` included.
  @inline(never)
  private func decodeOtherUsualRows(
    _ text: Span<UInt8>, from position: inout Int, at first: Int, limit: Int,
    _ usual: PlainRows.Usual, _ singles: [Int32], _ numberRoom: inout [Double],
    _ codeRoom: inout [Int32], _ extents: inout [Range<Int>]
  ) -> Int {
    let singles = singles.span
    var numbers = numberRoom.mutableSpan
    var codes = codeRoom.mutableSpan
    let delimiter = rows.fields.delimiter
    let parser = parser
    let keepsRows = plan.keepsRows
    var isSigned = false
    var start = position
    var place = first &* usual.numberCount
    var count = first
    rows: while count < limit {
      var index = start
      if usual.isLabelFirst {
        let code = Self.label(text, at: index, before: delimiter, singles)
        guard code >= 0 else { break rows }
        codes[count] = code
        index &+= 2
      }
      let rowEnd = place &+ usual.numberCount
      while place < rowEnd {
        let isLast = place &+ 1 == rowEnd && usual.isLabelFirst
        let expected = isLast ? ASCII.lineFeed : delimiter
        // A branch that is always guessed: probabilities have no minus, of logits every second one.
        var number =
          isSigned
          ? parser.parseLong(text, from: index, isSigned: true)
          : parser.parseLong(text, from: index, isSigned: false)
        if number.isNone {
          isSigned = isSigned || text.byte(at: index) == ASCII.minus
          number = parser.parseShort(text, from: index)
        }
        if number.isNone || text.byte(at: number.end) != expected {
          number = otherNumber(number, text, from: index, before: expected)
          guard !number.isNone else { break rows }
        }
        numbers[place] = number.value
        index = number.end &+ 1
        place &+= 1
      }
      if !usual.isLabelFirst {
        let code = Self.label(text, at: index, before: ASCII.lineFeed, singles)
        guard code >= 0 else { break rows }
        codes[count] = code
        index &+= 2
      }
      if keepsRows { keepRow(text, start, before: index, &extents) }
      start = index
      count &+= 1
    }
    position = start
    return count
  }

  /// Notes where a row is, without its line terminator.
  @inline(never)
  private func keepRow(
    _ text: Span<UInt8>, _ start: Int, before next: Int, _ extents: inout [Range<Int>]
  ) {
    let end = text.byte(at: next &- 2) == ASCII.carriageReturn ? next &- 2 : next &- 1
    extents.append(start..<end)
  }

  /// The code of a label of one byte; −1 where it has none, or the byte after it is another.
  @inline(__always)
  private static func label(
    _ text: Span<UInt8>, at index: Int, before expected: UInt8, _ singles: Span<Int32>
  ) -> Int32 {
    let byte = text.byte(at: index)
    return text.byte(at: index &+ 1) == expected ? singles[Int(byte)] : -1
  }

  /// A number of another kind, and the carriage return that may stand before a line feed.
  @inline(never)
  private func otherNumber(
    _ plain: PlainNumber, _ text: Span<UInt8>, from start: Int, before expected: UInt8
  ) -> PlainNumber {
    let isPlain = !plain.isNone && !parser.hasExponent(text, at: plain.end)
    var number = isPlain ? plain : parser.parseOther(text, from: start)
    guard !number.isNone else { return .none }
    if expected == ASCII.lineFeed, text.byte(at: number.end) == ASCII.carriageReturn {
      number.end += 1
    }
    return text.byte(at: number.end) == expected ? number : .none
  }
}

/// Rows of a label and one number to 15 places or more, as programs write predictions.
extension CSVDecoder {
  /// Decodes rows as long as they are such pairs, with a label of one byte that has been met.
  ///
  /// One look at the length of what is left serves all of a row, and nothing is called.
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
