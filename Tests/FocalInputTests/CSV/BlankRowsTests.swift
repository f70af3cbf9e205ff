import TestSupport
import Testing

@testable import FocalInput

/// Runs of spaces and tabs between fields: when they are delimiters, and how such rows are read.
@Suite struct BlankRowsTests {
  private static func separates(_ text: String, isWhole: Bool = true) -> Bool {
    BlankRows.separateFields(of: Array(text.utf8).span, isWhole: isWhole) {
      ["label", "prediction"].contains($0)
    }
  }

  @Test(
    "blanks stand between fields that are numbers, missing or quoted, or under a usual name",
    arguments: [
      "1 0.9\n0 0.2\n", "1 0.9", " 1   0.9 \n 0  NA\n", "\"a b\" 1 0.9\n\"c\" 0 0.2\n",
      "# label prediction\n1 0.9\n", "#label prediction\n# x\n1 0.9\n",
      "\"label\" \"prediction\"\n\"1\" 1 0.9\n\"2\" 0 0.2\n", "label text\n1 a\n0 b\n",
      "prediction name\nrow1 0.9 cat\nrow2 0.2 dog\n", "\u{feff}1 0.9\n", "\n\n1 0.9\n",
      "1 \"a,b\"\n0 \"c\"\n", "1 0.9\n# x\n0 0.2\n",
    ])
  func areDelimiters(text: String) { #expect(Self.separates(text)) }

  @Test(
    "and elsewhere they are text",
    arguments: [
      "", "\n", "label\n1\n0\n", "1\n0\n", "my score\n0.9\n", "a b\n1 x\n", "1 0.9\n0 x\n",
      "1 0.9\n0\n", "1 0.9\n0 0.2 3\n", "label,prediction\n1,0.9\n", "1;0.9\n", "1\t0.9\n",
      "1 0.9\n0,0 0.2\n", "true label\n1\n0\n", "label and text\n1 a\n",
      "label prediction\n1 \"x\n",
    ])
  func areText(text: String) { #expect(!Self.separates(text)) }

  @Test("only whole rows tell, and a row that is cut off tells nothing")
  func cutOff() {
    #expect(Self.separates("1 0.9\n0 0.2 and mo", isWhole: false))
    #expect(!Self.separates("1 0.9\n0 0.2 and mo", isWhole: true))
  }

  @Test("the first 64 KiB tell, however the bytes arrive", arguments: [Int.max, 1, 1000])
  func firstRows(readSize: Int) throws {
    let row = "1 0.9\n"
    let rowCount = FirstBytes.count / row.utf8.count
    for (count, isText) in [(rowCount - 1, true), (rowCount + 1, false)] {
      let text =
        String(repeating: row, count: count) + "0 cat\n" + String(repeating: row, count: 20)
      let source = ByteSource(bytes: Array(text.utf8), name: "test", readSize: readSize)
      #expect(try BlankRows.separateFields(of: source) { _ in false } != isText)
    }
  }

  private static func decode(
    _ text: String, _ plan: ColumnPlan, fieldCount: Int, isPlain: Bool
  ) -> CSVPlainRowsTests.Decoded {
    CSVPlainRowsTests.decode(
      Array(text.utf8), plan, fieldCount: fieldCount, delimiter: ASCII.space, isPlain: isPlain)[1]
  }

  @Test("rows decoded many at a time are as those decoded one by one", arguments: [121, 122, 123])
  func sameColumns(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let odd = ["  ", "\t", " \t ", "   "]
    let fields = ["NA", "\"1\"", "\"\"", "\"a b\"", "cat", "1e5", "x\"y", "inf", "-0.5", "\"0.5\""]
    for _ in 0..<2000 {
      let fieldCount = Int.random(in: 2...4, using: &generator)
      var plan = ColumnPlan()
      plan.categories = [0]
      plan.numberBlocks = [Array(1..<Int.random(in: 2...fieldCount, using: &generator))]
      plan.keepsRows = true
      plan.readsMissingAsNaN = Bool.random(using: &generator)
      func blank() -> String {
        Int.random(in: 0..<15, using: &generator) > 0
          ? " " : odd.randomElement(using: &generator) ?? ""
      }
      func end() -> String { Int.random(in: 0..<20, using: &generator) > 0 ? "" : blank() }
      let text = (0..<Int.random(in: 0...10, using: &generator)).map { _ in
        let count = Int.random(in: 0..<20, using: &generator) == 0 ? fieldCount - 1 : fieldCount
        let texts = (0..<count).map { field in
          Int.random(in: 0..<15, using: &generator) == 0
            ? fields.randomElement(using: &generator) ?? ""
            : field == 0 ? "1" : "\(Double.random(in: 0..<1, using: &generator))"
        }
        let row = texts.dropFirst().reduce(texts[0]) { $0 + blank() + $1 }
        return end() + row + end() + (Bool.random(using: &generator) ? "\n" : "\r\n")
      }.joined()
      let decoded = [true, false].map {
        Self.decode(text, plan, fieldCount: fieldCount, isPlain: $0)
      }
      #expect(decoded[0] == decoded[1], "seed \(seed): \(text.debugDescription)")
    }
  }

  @Test(
    "any run of blanks is one delimiter, and none stands at the ends of a row",
    arguments: [1, 4, 99])
  func runs(chunkByteCount: Int) throws {
    let text = "1   2\n \n\t1 2 \t\r\n\n\"x\n y\"  \"\" \n1 \"a\"\"b\"\t \n  1\t2"
    let reader = ChunkReader(
      ByteSource(bytes: Array(text.utf8), name: "test"), format: .delimited(by: ASCII.space),
      chunkByteCount: chunkByteCount)
    var plan = ColumnPlan()
    plan.texts = [0, 1]
    var decoder = CSVDecoder(plan, fieldCount: 2, delimiter: ASCII.space)
    var chunk = Chunk()
    var batch = ColumnBatch()
    var rows: [[String?]] = []
    var lineCount = 0
    while try reader.next(&chunk) {
      decoder.decode(chunk, into: &batch)
      #expect(batch.error == nil)
      lineCount += batch.lineCount
      for row in 0..<batch.rowCount {
        rows.append(batch.texts.map { String(validating: chunk.bytes.span, $0[row]) })
      }
    }
    #expect(rows == [["1", "2"], ["1", "2"], ["x\n y", ""], ["1", "a\"b"], ["1", "2"]])
    #expect(lineCount == 8)
  }

  @Test("a field that is passed over is no empty text between two blanks")
  func skippedFields() {
    var plan = ColumnPlan()
    plan.categories = [0]
    plan.numberBlocks = [[2]]
    let error = InputError(.fieldCount(found: 2, expected: 3), at: RowPosition(line: 2))
    let decoded = Self.decode("1 x 0.9\n1  0.9\n", plan, fieldCount: 3, isPlain: true)
    #expect(decoded.numbers == [[(0.9).bitPattern]])
    #expect(decoded.error == error)
  }
}
