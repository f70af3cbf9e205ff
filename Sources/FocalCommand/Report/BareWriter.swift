import FocalInput

/// Writes the loss of every sample on a line of its own.
struct BareWriter: SampleWriter {
  let numberText: NumberText
  let needsDerivatives = false

  func start(_ header: CSVHeader, _ chunk: Chunk) -> [UInt8] { [] }

  func write(
    _ values: SampleValues, _ columns: ColumnBatch, _ chunk: Chunk, _ binder: SampleBinder,
    _ decoder: CSVDecoder, firstRow: Int, to output: inout [UInt8]
  ) {
    for loss in values.losses {
      output.append(contentsOf: numberText(loss).utf8)
      output.append(UInt8(ascii: "\n"))
    }
  }
}
