import TestSupport
import Testing

@testable import FocalInput

/// Rows decoded many at a time against the same rows decoded one by one.
@Suite struct JSONPlainRowsTests {
  private struct Decoded: Equatable {
    var numbers: [[UInt64]]
    var categories: [[[UInt8]]]
    var rows: [Range<Int>]
    var lineCount: Int
    var error: InputError?
  }

  private static func decode(
    _ text: String, _ layout: JSONLayout, _ generatorBits: UInt64, isPlain: Bool
  ) throws -> [Decoded] {
    let source = ByteSource(bytes: Array(text.utf8), name: "test")
    let reader = try JSONReader(source, layout: layout, chunkByteCount: 700) { _ in true }
    let paths = reader.header.paths
    var plan = ColumnPlan()
    plan.categories = paths.indices.filter { paths[$0] == "label" }
    plan.numberBlocks = [paths.indices.filter { paths[$0].hasPrefix("p") }]
    plan.keepsRows = generatorBits & 1 == 1
    plan.readsMissingAsNaN = generatorBits & 2 == 2
    var decoder = JSONDecoder(plan, reader.header, reader.layout)
    if !isPlain { decoder.plainRows = nil }
    var decoded: [Decoded] = []
    var chunk = Chunk()
    var batch = ColumnBatch()
    while try reader.next(&chunk) {
      decoder.decode(chunk, into: &batch)
      decoded.append(
        Decoded(
          numbers: batch.numbers.map { $0.map(\.bitPattern) },
          categories: batch.categories.enumerated().map { column, codes in
            codes.map { Array(decoder.categories[column].bytes(of: $0)) }
          }, rows: batch.rows, lineCount: batch.lineCount, error: batch.error))
      if batch.error != nil { break }
    }
    return decoded
  }

  private static func value(_ usual: String, using generator: inout SplitMix64) -> String {
    let others = [
      "null", "true", "\"1\"", "\"0.5\"", "\"a\\u0041\"", "\"é\"", "01", "1.", ".5", "-0", "-",
      "1e5", "1E-2", "1e999", "NaN", "[1]", "{}", "10", "0.00000000000000000012345678901234567",
      "00.5", "-01", "\"\"", "\"a\u{7f}\"", "\"open", "1 ", " 1", "2,\"label\":3",
    ]
    guard Int.random(in: 0..<25, using: &generator) == 0 else { return usual }
    return others[Int.random(in: others.indices, using: &generator)]
  }

  @Test(
    "plain rows are decoded as all others are", arguments: [JSONLayout.lines, .rows],
    [UInt64(111), 112, 113])
  func sameColumns(layout: JSONLayout, seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<600 {
      // One spacing for all rows, or now and then another, or many.
      let spaces = ["", " ", "  ", "\t"]
      let usualSpace = spaces[Int.random(in: 0..<2, using: &generator)]
      let rarity = [Int.max, 20, 2][Int.random(in: 0..<3, using: &generator)]
      let rows = (0..<Int.random(in: 1...25, using: &generator)).map { row in
        let usual = ["0", "1", "\"dog\""][Int.random(in: 0..<3, using: &generator)]
        let space =
          Int.random(in: 0..<rarity, using: &generator) == 0
          ? spaces[Int.random(in: spaces.indices, using: &generator)] : usualSpace
        // The first row says what a row is, so it has nothing unusual.
        let (label, p, q, id) = (
          row == 0 ? "1" : Self.value(usual, using: &generator),
          row == 0
            ? "0.5"
            : Self.value("\(Double.random(in: 0..<1, using: &generator))", using: &generator),
          row == 0
            ? "0.5"
            : Self.value("\(Double.random(in: -9..<9, using: &generator))", using: &generator),
          row == 0 ? "\"a\"" : Self.value("\"x\(row)\"", using: &generator)
        )
        let isSwapped = Int.random(in: 0..<20, using: &generator) == 0 && row > 0
        let members =
          isSwapped
          ? "\"label\":\(label),\"id\":\(id),\"p\":[\(p),\(q)]"
          : "\"id\":\(space)\(id),\(space)\"label\":\(space)\(label),\(space)\"p\":\(space)[\(p),\(q)]"
        return "{\(members)}"
      }
      let text =
        layout == .lines
        ? rows.joined(separator: ["\n", "\r\n", "\n\n", " \n"][Int(seed) % 4])
        : "[\(rows.joined(separator: ", "))]"
      let bits = generator.next()
      var decoded: [[Decoded]?] = []
      for isPlain in [true, false] {
        decoded.append(try? Self.decode(text, layout, bits, isPlain: isPlain))
      }
      #expect(decoded[0] == decoded[1], "seed \(seed): \(text.debugDescription)")
    }
  }

  @Test("every spacing of a file is soon one of those that are decoded many at a time")
  func learnedSpacings() throws {
    let spacings = [
      "{\"label\":1,\"p\":0.5}", "{\"label\": 1, \"p\": 0.5}", "{ \"label\" :1,\"p\":0.5 }",
    ]
    let text = (0..<90).map { spacings[$0 / 30] + "\n" }.joined()
    let reader = try JSONReader(
      ByteSource(bytes: Array(text.utf8), name: "test"), layout: .lines
    ) { _ in true }
    var plan = ColumnPlan()
    plan.categories = [0]
    plan.numberBlocks = [[1]]
    var decoder = JSONDecoder(plan, reader.header, reader.layout)
    var chunk = Chunk()
    var batch = ColumnBatch()
    #expect(try reader.next(&chunk))
    decoder.decode(chunk, into: &batch)
    #expect(batch.rowCount == 90 && decoder.spacings.count == 3)
    // What rows hold teaches nothing, however often.
    let special = String(repeating: "{\"label\":1,\"p\":null}\n", count: 5000)
    plan.readsMissingAsNaN = true
    let specialReader = try JSONReader(
      ByteSource(bytes: Array(special.utf8), name: "test"), layout: .lines
    ) { _ in true }
    var specialDecoder = JSONDecoder(plan, specialReader.header, specialReader.layout)
    #expect(try specialReader.next(&chunk))
    specialDecoder.decode(chunk, into: &batch)
    #expect(batch.rowCount == 5000 && specialDecoder.spacings.count == 1)
  }
}
