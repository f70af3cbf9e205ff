import Testing

@testable import FocalInput

@Suite struct ColumnBatchTests {
  static func decode(_ text: String, _ plan: ColumnPlan, into batch: inout ColumnBatch) {
    var chunk = Chunk()
    chunk.bytes = Array(text.utf8)
    chunk.rows = 0..<chunk.bytes.count
    var decoder = CSVDecoder(plan, fieldCount: 2, delimiter: UInt8(ascii: ","))
    decoder.decode(chunk, into: &batch)
  }

  @Test("a batch that is filled again holds nothing of before")
  func again() {
    var batch = ColumnBatch()
    let many = (0..<3000).map { "\($0),x\n" }.joined()
    for text in [many, "7,y\n", "", many, "x,y\n", "8,z\n"] {
      var plan = ColumnPlan("na")
      plan.numberBlocks = [[0]]
      plan.keepsRows = true
      Self.decode(text, plan, into: &batch)
      let isBad = text.hasPrefix("x")
      #expect(batch.rowCount == (isBad ? 0 : text.utf8.count { $0 == ASCII.lineFeed }))
      #expect(batch.isRectangular(plan))
      #expect((batch.error != nil) == isBad)
    }
    #expect(batch.numbers == [[8]])
    #expect(batch.categories == [[0]])
  }

  @Test("a batch takes the columns of another plan")
  func otherPlan() {
    var batch = ColumnBatch()
    for pattern in ["nn", "tt", "aa", "--", "cn", "nc"] {
      let plan = ColumnPlan(pattern)
      Self.decode("1,2\n3,4\n", plan, into: &batch)
      #expect(batch.rowCount == 2)
      #expect(batch.isRectangular(plan))
    }
    #expect(batch.numbers == [[1, 3]])
  }

  @Test("numbers swapped for other arrays are written over", arguments: [0, 1, 2, 3, 5000])
  func swapped(count: Int) {
    var batch = ColumnBatch()
    Self.decode("1,2\n3,4\n", ColumnPlan("nn"), into: &batch)
    batch.numbers = [Array(repeating: .nan, count: count)]
    Self.decode("5,6\n", ColumnPlan("nn"), into: &batch)
    #expect(batch.numbers == [[5, 6]])
  }

  @Test("lines are rows, empty lines and line feeds in quotes, wanted or not")
  func lines() {
    for pattern in ["--", "t-", "-c", "tt"] {
      var batch = ColumnBatch()
      let text = "\n1,2\r\n\r\n\"\n\",\"\n\n\"\n\n"
      Self.decode(text, ColumnPlan(pattern), into: &batch)
      #expect(batch.lineCount == text.utf8.count { $0 == ASCII.lineFeed })
    }
  }
}
