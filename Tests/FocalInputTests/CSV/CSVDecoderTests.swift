import Testing

@testable import FocalInput

@Suite struct CSVDecoderTests {
  @Test("an error tells the text of a field, not how it was written")
  func foundText() {
    var chunk = Chunk()
    chunk.bytes = Array("\"1\"\"2\"\n".utf8)
    chunk.rows = 0..<chunk.bytes.count
    var decoder = CSVDecoder(ColumnPlan("n"), fieldCount: 1, delimiter: UInt8(ascii: ","))
    var batch = ColumnBatch()
    decoder.decode(chunk, into: &batch)
    #expect(batch.error?.problem == .notANumber(found: "1\"2"))
  }
}
