import FocalInput
import TestSupport

/// Reads JSON rows as a pipeline does, and single values as Foundation does.
enum JSONFuzz {
  static func read(_ bytes: [UInt8], _ chunkByteCount: Int) -> (rows: [String], error: String?) {
    read(bytes, chunkByteCount, layout: nil, number: "p", text: "label")
  }

  /// A value must be taken where Foundation takes it, as the member of a row that nobody wants.
  static func checkValue(_ bytes: [UInt8]) -> FuzzVerdict {
    guard let isValid = RandomJSON.isValid(bytes) else { return .refused }
    // A value that ends the row could be right with what follows.
    let row = Array("[{\"p\":1},{\"p\":2,\"x\":".utf8) + bytes + Array("}]".utf8)
    guard let isWholeValid = RandomJSON.isValid(row) else { return .refused }
    // Foundation reads every string, where half of a surrogate pair is no text.
    guard isWholeValid || !hasSurrogate(bytes) else { return .refused }
    let reading = read(row, 64, layout: .rows, number: "p", text: nil)
    guard (reading.error == nil) == isWholeValid || hasSecondP(bytes) else {
      return .broken("Foundation says \(isWholeValid), the reader \(reading)")
    }
    return isValid ? .accepted : .refused
  }

  /// Whether an escape of the text may be half of a surrogate pair.
  private static func hasSurrogate(_ bytes: [UInt8]) -> Bool {
    zip(bytes, bytes.dropFirst()).contains {
      $0 == UInt8(ascii: "u") && $1 | 0x20 == UInt8(ascii: "d")
    }
  }

  /// Whether the text may give the row its wanted member a second time, or begin another row.
  private static func hasSecondP(_ bytes: [UInt8]) -> Bool {
    bytes.contains(UInt8(ascii: "}")) && bytes.contains(UInt8(ascii: "{"))
      || bytes.contains(UInt8(ascii: "p"))
  }

  private static func read(
    _ bytes: [UInt8], _ chunkByteCount: Int, layout: JSONLayout?, number: String, text: String?
  ) -> (rows: [String], error: String?) {
    var rows: [String] = []
    var lineCount = 0
    do throws(InputError) {
      let source = ByteSource(bytes: bytes, name: "fuzz")
      let reader = try JSONReader(source, layout: layout, chunkByteCount: chunkByteCount) {
        $0 == "p" || $0 == "label"
      }
      let paths = reader.header.paths
      var plan = ColumnPlan()
      plan.numberBlocks = [paths.firstIndex(of: number).map { [$0] } ?? []]
      if let text, let field = paths.firstIndex(of: text) {
        plan.categories = [field]
        plan.texts = [field]
      }
      var decoder = JSONDecoder(plan, reader.header, reader.layout)
      var chunk = Chunk()
      var batch = ColumnBatch()
      while try reader.next(&chunk) {
        decoder.decode(chunk, into: &batch)
        rows += batch.rowTexts(chunk, decoder.categories)
        if let error = batch.error { throw error }
        lineCount += batch.lineCount
      }
    } catch {
      return (rows, "\(error.moved(byLines: lineCount))")
    }
    return (rows, nil)
  }
}
