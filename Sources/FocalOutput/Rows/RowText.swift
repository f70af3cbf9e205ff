/// Writes rows, whatever format they come from and go to: one writer for every format.
///
/// What is the same in every row is prepared once; bytes of the input are copied where they need no
/// change; numbers are written without strings on the way. It keeps nothing from one batch to the next,
/// so that batches can be written on any thread.
package struct RowText: Sendable {
  /// What is written of a row that is no sample.
  package enum LeftOutRow: Equatable, Sendable {
    /// The row with no numbers, or with null where they are JSON.
    case withoutNumbers
    /// Nothing.
    case nothing
  }

  private let template: RowTemplate
  private let numberText: NumberText
  private let leftOutRow: LeftOutRow

  /// Whether what is written is JSON.
  private let isJSON: Bool
  private let fields: FieldText

  /// The bytes between the slots, and some more, so that sixteen at a time can be copied from anywhere.
  private let literals: [UInt8]
  private let fieldCount: Int
  private let textCount: Int
  private let numberCount: Int

  /// The room that a row needs beside that for the bytes of the input in it.
  private let ownByteCount: Int

  /// A writer.
  ///
  /// - Parameters:
  ///   - template: what stands in a row.
  ///   - input: how the rows of the input are written.
  ///   - delimiter: the byte between two fields; nil where rows are JSON.
  ///   - numberText: writes the numbers.
  ///   - leftOutRow: what is written of a row that is no sample.
  ///   - fieldCount: the fields of a row of a batch.
  package init(
    _ template: RowTemplate, _ input: RowInput, delimiter: UInt8?, _ numberText: NumberText,
    leftOutRow: LeftOutRow = .withoutNumbers, fieldCount: Int = 0
  ) {
    self.template = template
    self.numberText = numberText
    self.leftOutRow = leftOutRow
    self.fieldCount = fieldCount
    isJSON = delimiter == nil
    fields = FieldText(input, delimiter: delimiter ?? DelimitedText.comma)
    // Whatever is copied may be written over for a few bytes more.
    ownByteCount = template.ownByteCount + 64
    literals = template.literals + repeatElement(0, count: 16)
    textCount = template.steps.count { $0.slot.kind == .text }
    numberCount = template.steps.count { $0.slot.kind == .number }
  }

  /// A place between two rows of a batch.
  private struct Cursor {
    var row = 0
    var sample = 0
  }

  /// The bytes that rows may need more than expected, at first.
  private static let firstSpareByteCount = 1 << 16

  /// Appends the rows of a batch.
  ///
  /// - Parameters:
  ///   - batch: the rows.
  ///   - output: takes the bytes.
  package func append(_ batch: RowBatch, to output: inout [UInt8]) {
    let decimals = ShortestDecimal.decimals(of: batch.numbers)
    var cursor = Cursor()
    // More than that is needed where fields get longer; then there is soon enough.
    var spareByteCount = min(2 * ownByteCount, Self.firstSpareByteCount)
    while cursor.row < batch.rowCount {
      let start = output.count
      let expected = expectedByteCount(batch, after: cursor.row)
      // No more than is needed, where it is much: a team has many of these.
      output.reserveCapacity(start + expected + spareByteCount)
      output.append(contentsOf: repeatElement(0, count: expected + spareByteCount))
      var offset = start
      var bytes = output.mutableSpan
      write(batch, decimals, from: &cursor, to: &bytes, at: &offset)
      output.removeLast(output.count - offset)
      spareByteCount *= 2
    }
  }

  /// The bytes of the rows from one on, if no field gets longer.
  private func expectedByteCount(_ batch: RowBatch, after row: Int) -> Int {
    let own = (batch.rowCount - row) * template.ownByteCount
    return template.passesBytes ? own + batch.end - batch.rows[row].lowerBound : own
  }

  /// Writes rows as long as there is room.
  private func write(
    _ batch: RowBatch, _ decimals: [ShortestDecimal?], from cursor: inout Cursor,
    to bytes: inout MutableSpan<UInt8>, at offset: inout Int
  ) {
    let steps = template.steps.span
    let closing = template.closing
    let literals = literals.span
    let source = batch.bytes.span.extracting(first: batch.end)
    let (rows, fieldRanges) = (batch.rows.span, batch.fields.span)
    let (texts, textRanges) = (batch.textBytes.span, batch.texts.span)
    let (numbers, decimals) = (batch.numbers.span, decimals.span)
    while cursor.row < batch.rowCount {
      let row = cursor.row
      let isSample = isSample(cursor, batch.samples)
      guard isSample || leftOutRow != .nothing else {
        cursor.row += 1
        continue
      }
      var place = offset
      guard place + ownByteCount <= bytes.count else { return }
      for index in steps.indices {
        let step = steps[index]
        copy(literals, step.literal, to: &bytes, at: &place)
        switch step.slot.kind {
        case .number:
          let index = cursor.sample * numberCount + step.slot.place
          if isSample {
            write(numbers[index], decimals[index], to: &bytes, at: &place)
          } else if isJSON {
            bytes.append("null", at: &place)
          }
        case .field:
          let text = fieldRanges[row * fieldCount + step.slot.place]
          guard
            fields.write(
              source, text, step.slot.form, to: &bytes, at: &place, sparing: ownByteCount)
          else { return }
        case .row:
          let extent = rows[row]
          guard place + extent.count + ownByteCount <= bytes.count else { return }
          bytes.copy(source, extent, to: &place)
        case .openRow:
          let extent = rows[row]
          guard place + extent.count + ownByteCount <= bytes.count else { return }
          FieldText.writeOpenRow(
            source, extent, isObject: step.slot.isObject, to: &bytes, at: &place)
        case .lineEnd:
          let end = rows[row].upperBound
          let carriageReturn = UInt8(ascii: "\r")
          if end < source.count, source[end] == carriageReturn {
            bytes.append(carriageReturn, at: &place)
          }
          bytes.append(UInt8(ascii: "\n"), at: &place)
        case .text:
          let extent = textRanges[row * textCount + step.slot.place]
          guard place + extent.count + ownByteCount <= bytes.count else { return }
          bytes.copy(texts, extent, to: &place)
        case .rowNumber:
          ShortestDecimal(whole: batch.firstRow + row).write(to: &bytes, at: &place)
        }
      }
      copy(literals, closing, to: &bytes, at: &place)
      offset = place
      cursor.row += 1
      cursor.sample += isSample ? 1 : 0
    }
  }

  private func isSample(_ cursor: Cursor, _ samples: [Int]?) -> Bool {
    guard let samples else { return true }
    return cursor.sample < samples.count && samples[cursor.sample] == cursor.row
  }

  @inline(__always)
  private func copy(
    _ literals: Span<UInt8>, _ literal: Range<Int>, to bytes: inout MutableSpan<UInt8>,
    at offset: inout Int
  ) {
    // None, and a delimiter, are what most are.
    if literal.count == 1 {
      bytes.append(literals[literal.lowerBound], at: &offset)
    } else if !literal.isEmpty {
      bytes.copy(literals, literal, to: &offset)
    }
  }

  @inline(__always)
  private func write(
    _ number: Double, _ decimal: ShortestDecimal?, to bytes: inout MutableSpan<UInt8>,
    at offset: inout Int
  ) {
    // JSON has no numbers for those.
    let isQuoted = isJSON && !number.isFinite
    if isQuoted { bytes.append(UInt8(ascii: "\""), at: &offset) }
    numberText.write(number, decimal, to: &bytes, at: &offset)
    if isQuoted { bytes.append(UInt8(ascii: "\""), at: &offset) }
  }
}
