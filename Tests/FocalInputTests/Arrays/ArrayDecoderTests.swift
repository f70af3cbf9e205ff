import Testing

@testable import FocalInput

@Suite("ArrayDecoder")
struct ArrayDecoderTests {
  /// A chunk of rows of a label, an integer of two bytes, and two numbers.
  static func chunk(_ rows: [(label: Int16, a: Double, b: Double)]) throws -> Chunk {
    var chunk = Chunk()
    // Bytes before the rows are no part of them.
    chunk.bytes = [0xaa, 0xaa, 0xaa]
    for row in rows { chunk.bytes += [UInt8(row.label & 0xff), UInt8(row.label >> 8 & 0xff)] }
    for row in rows {
      for number in [row.a, row.b] {
        chunk.bytes += (0..<8).reversed().map {
          UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0))
        }
      }
    }
    chunk.rows = 3..<chunk.bytes.count
    chunk.bytes += [0xaa]
    chunk.strips = [
      NumberStrip(type: try #require(BinaryNumber(name: "<i2")), columnCount: 1),
      NumberStrip(type: try #require(BinaryNumber(name: ">f8")), columnCount: 2),
    ]
    return chunk
  }

  static let rows: [(label: Int16, a: Double, b: Double)] = [
    (1, 0.5, 2), (-3, -0.25, 1e-7), (1, 3, .infinity), (300, 0, 1e300),
  ]

  @Test("Numbers go to their blocks and labels to codes, whatever their order")
  func columns() throws {
    var plan = ColumnPlan()
    plan.numberBlocks = [[2, 1], [0]]
    plan.categories = [0, 1]
    var decoder = ArrayDecoder(plan)
    var batch = ColumnBatch()
    for count in [4, 0, 2] {
      let rows = Self.rows.prefix(count)
      decoder.decode(try Self.chunk(Array(rows)), into: &batch)
      #expect(batch.rowCount == count && batch.lineCount == count && batch.error == nil)
      #expect(batch.numbers[0] == rows.flatMap { [$0.b, $0.a] })
      #expect(batch.numbers[1] == rows.map { Double($0.label) })
      let labels = batch.categories[0].map {
        String(decoding: decoder.categories[0].bytes(of: $0), as: UTF8.self)
      }
      #expect(labels == rows.map { "\($0.label)" })
      #expect(batch.textChunk == nil)
    }
    let texts = (0..<4).map {
      String(decoding: decoder.categories[1].bytes(of: Int32($0)), as: UTF8.self)
    }
    #expect(texts == ["0.5", "-0.25", "3", "0"])
    decoder.forgetCategories()
    #expect(decoder.categories.allSatisfy { $0.count == 0 })
    decoder.decode(try Self.chunk(Array(Self.rows.suffix(1))), into: &batch)
    #expect(batch.categories == [[0], [0]])
  }

  @Test("A missing number ends the rows at its place, or is NaN where that is asked for")
  func missing() throws {
    let rows: [(label: Int16, a: Double, b: Double)] = [
      (1, 0.5, 2), (0, .nan, .nan), (1, .nan, 3),
    ]
    for (blocks, field) in [([[1, 2]], 2), ([[2, 1]], 2), ([[2], [1]], 2), ([[0], [2]], 3)] {
      var plan = ColumnPlan()
      plan.numberBlocks = blocks
      plan.categories = [0]
      var decoder = ArrayDecoder(plan)
      var batch = ColumnBatch()
      decoder.decode(try Self.chunk(rows), into: &batch)
      #expect(
        batch.error
          == InputError(.missingNumber(found: "nan"), at: RowPosition(line: 2, field: field)))
      #expect(batch.rowCount == 1 && batch.lineCount == 1 && batch.categories == [[0]])
      #expect(batch.numbers.map(\.count) == blocks.map(\.count))
      plan.readsMissingAsNaN = true
      decoder = ArrayDecoder(plan)
      decoder.decode(try Self.chunk(rows), into: &batch)
      #expect(batch.error == nil && batch.rowCount == 3)
      #expect(batch.numbers.joined().contains { $0.isNaN })
    }
  }

  @Test("Rows that are written again are lines of CSV, with the places of fields and texts")
  func texts() throws {
    var plan = ColumnPlan()
    plan.texts = [1]
    plan.keptFields = [0, 2]
    plan.keepsRows = true
    var decoder = ArrayDecoder(plan)
    var batch = ColumnBatch()
    decoder.decode(try Self.chunk(Self.rows), into: &batch)
    let chunk = try #require(batch.textChunk)
    let lines = ["1,0.5,2", "-3,-0.25,1e-07", "1,3,inf", "300,0,1e+300"]
    #expect(chunk.bytes == lines.flatMap { Array("\($0)\n".utf8) })
    func text(_ range: Range<Int>) -> String { String(decoding: chunk.bytes[range], as: UTF8.self) }
    #expect(batch.rows.map(text) == lines)
    #expect(batch.fields.map(text) == ["1", "2", "-3", "1e-07", "1", "inf", "300", "1e+300"])
    #expect(batch.texts[0].map { text($0.range) } == ["0.5", "-0.25", "3", "0"])
    plan.keepsRows = false
    decoder = ArrayDecoder(plan)
    decoder.decode(try Self.chunk(Self.rows), into: &batch)
    #expect(batch.rows.isEmpty && batch.texts[0].count == 4)
  }
}
