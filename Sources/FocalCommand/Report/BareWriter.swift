import FocalInput
import FocalOutput

/// Writes the loss of every sample on a line of its own.
struct BareWriter: SampleWriter {
  let numberText: NumberText
  let needsDerivatives = false

  func start(_ table: TableReader) -> [UInt8] { [] }

  func write(_ batch: WrittenBatch, to output: inout [UInt8]) {
    let start = output.count
    let samples = batch.selection.samples
    output.append(
      contentsOf: repeatElement(0, count: samples.count * (NumberText.byteCountLimit + 1)))
    var offset = start
    var bytes = output.mutableSpan
    let decimals = ShortestDecimal.decimals(of: batch.losses)
    // A row left out has an empty line, so that the lines still go with the rows.
    for sample in samples {
      if let sample {
        numberText.write(batch.losses[sample], decimals[sample], to: &bytes, at: &offset)
      }
      bytes.append(UInt8(ascii: "\n"), at: &offset)
    }
    output.removeLast(output.count - offset)
  }
}
