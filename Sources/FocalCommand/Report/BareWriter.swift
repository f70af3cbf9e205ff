import FocalInput

/// Writes the loss of every sample on a line of its own.
struct BareWriter: SampleWriter {
  let numberText: NumberText
  let needsDerivatives = false

  func start(_ table: TableReader) -> [UInt8] { [] }

  func write(_ batch: EvaluatedBatch, to output: inout [UInt8]) {
    // A row left out has an empty line, so that the lines still go with the rows.
    for sample in batch.selection.samples {
      if let sample { output.append(contentsOf: numberText(batch.losses[sample]).utf8) }
      output.append(UInt8(ascii: "\n"))
    }
  }
}
