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
        // Mostly the only one that is not so long; where none is, the others are soon asked again.
        next = min(limit, count + (count > first ? 1 : 32))
      }
      count = decodeOtherUsualRows(
        text, from: &position, at: count, limit: next, usual, singles, &numberRoom, &codeRoom,
        &extents)
      guard count == next, count < limit else { return count }
    }
  }

  /// Decodes rows as long as they are usual, with any number of numbers of any length.
  ///
  /// Nothing is left for the fields of other rows, so that everything stays in registers: 210
  /// instructions for a row of a label and a probability, where plain rows take 300.
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
