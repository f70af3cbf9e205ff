import FocalInput
import FocalOutput

/// Passes each row through as delimited fields, with columns appended.
struct DelimitedWriter: SampleWriter {
  let appended: AppendedColumns
  let numberText: NumberText
  let needsDerivatives: Bool

  /// Where the fields of a row are found.
  let fields: RowFields

  /// The names of the columns of the input; empty where they have none.
  let names: [String]

  /// The byte between the fields of the output.
  let delimiter: UInt8

  func start(_ table: TableReader) -> [UInt8] {
    guard !names.isEmpty else { return [] }
    let appendedNames = appended.names.map { DelimitedText.quoted(Array($0.utf8), delimiter) }
    guard fields == .asTheyAre else {
      let row = names.map { DelimitedText.quoted(Array($0.utf8), delimiter) } + appendedNames
      return Array(row.joined(separator: [delimiter])) + [Self.lineFeed]
    }
    let isTerminator: (UInt8) -> Bool = { $0 == Self.lineFeed || $0 == Self.carriageReturn }
    let terminator = table.headerBytes.reversed().prefix(while: isTerminator).reversed()
    let row = [Array(table.headerBytes.dropLast(terminator.count))] + appendedNames
    return Array(row.joined(separator: [delimiter]))
      + (terminator.isEmpty ? [Self.lineFeed] : Array(terminator))
  }

  func write(_ batch: WrittenBatch, to output: inout [UInt8]) {
    guard fields != .asTheyAre || needsDerivatives else {
      passThrough(batch, to: &output)
      return
    }
    for (index, sample) in batch.selection.samples.enumerated() {
      let row = batch.columns.rows[index]
      appendRow(row, at: index, batch, to: &output)
      if let sample {
        for number in appended.numbers(of: sample, batch) {
          output.append(delimiter)
          output.append(contentsOf: numberText(number).utf8)
        }
      } else {
        output.append(contentsOf: repeatElement(delimiter, count: appended.names.count))
      }
      appendTerminator(after: row, batch.chunk, to: &output)
    }
  }

  /// Writes rows as they are with their losses, into room made for all of them.
  private func passThrough(_ batch: WrittenBatch, to output: inout [UInt8]) {
    let rowCount = batch.selection.rowCount
    let start = output.count
    // A delimiter, a number and a line terminator a row, and what is written beyond the last one.
    let room = batch.chunk.rows.count + rowCount * (NumberText.byteCountLimit + 3) + 8
    output.append(contentsOf: repeatElement(0, count: room))
    var offset = start
    var bytes = output.mutableSpan
    let source = batch.chunk.bytes.span
    let rows = batch.columns.rows.span
    let decimals = ShortestDecimal.decimals(of: batch.losses)
    // Nearly always all rows are samples.
    let samples = batch.selection.kept == nil ? nil : batch.selection.samples
    for row in 0..<rowCount {
      bytes.copy(source, rows[row], to: &offset)
      bytes.append(delimiter, at: &offset)
      let sample: Int? = samples.map { $0[row] } ?? row
      if let sample {
        numberText.write(batch.losses[sample], decimals[sample], to: &bytes, at: &offset)
      }
      let end = rows[row].upperBound
      if end < batch.chunk.rows.upperBound, source[end] == Self.carriageReturn {
        bytes.append(Self.carriageReturn, at: &offset)
      }
      bytes.append(Self.lineFeed, at: &offset)
    }
    output.removeLast(output.count - offset)
  }

  private func appendRow(
    _ row: Range<Int>, at index: Int, _ batch: WrittenBatch, to output: inout [UInt8]
  ) {
    let bytes = batch.chunk.bytes.span
    let texts: [ColumnBatch.Text]
    switch fields {
    case .asTheyAre:
      output.append(contentsOf: batch.chunk.bytes[row])
      return
    case .delimited(let inputDelimiter):
      texts = CSVRow.fields(of: row, in: bytes, delimiter: inputDelimiter)
    case .texts: texts = batch.binder.passedTexts.map { batch.columns.texts[$0][index] }
    }
    for (column, text) in texts.enumerated() {
      if column > 0 { output.append(delimiter) }
      output.append(contentsOf: DelimitedText.quoted(text.bytes(in: bytes), delimiter))
    }
  }

  /// Each row keeps its line terminator; the last one gets one where it has none.
  private func appendTerminator(
    after row: Range<Int>, _ chunk: Chunk, to output: inout [UInt8]
  ) {
    if fields != .texts, row.upperBound < chunk.rows.upperBound,
      chunk.bytes[row.upperBound] == Self.carriageReturn
    {
      output.append(Self.carriageReturn)
    }
    output.append(Self.lineFeed)
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
}
