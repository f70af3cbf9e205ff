import Testing

@testable import FocalInput

@Suite struct CSVDecoderErrorTests {
  @Test(
    "a row that is cut wrong is told with its line and field",
    arguments: [
      ("a,b\n1\n", .fieldCount(found: 1, expected: 2), 2, nil),
      ("a,b\n1,2,3\n", .fieldCount(found: 3, expected: 2), 2, nil),
      ("a,b\n1,2,\n", .fieldCount(found: 3, expected: 2), 2, nil),
      ("a,b\n1,2\n\n\r\n5", .fieldCount(found: 1, expected: 2), 5, nil),
      ("a,b\n \n", .fieldCount(found: 1, expected: 2), 2, nil),
      ("\n\n\u{feff}a,b\n1\n", .fieldCount(found: 1, expected: 2), 4, nil),
      ("\u{feff}\n\na,b\n1\n", .fieldCount(found: 1, expected: 2), 4, nil),
      ("\"a\n\n\",b\n\"\n\",1\n2\n", .fieldCount(found: 1, expected: 2), 6, nil),
      ("a,b\n\"\n\",\"\n\",\n", .fieldCount(found: 3, expected: 2), 2, nil),
      ("a,b\n1,\"2\n3,4\n", .unclosedQuote, 2, 2),
      ("a,b\n\"", .unclosedQuote, 2, 1),
      ("a,b\n\"\"\"", .unclosedQuote, 2, 1),
      ("a,b\n\"\n\",\"\n", .unclosedQuote, 2, 2),
      ("a,b\n1,2,3,\"4\n", .unclosedQuote, 2, 4),
      ("a,b\n\"1\"x,2\n", .textAfterQuote, 2, 1),
      ("a,b\n1,\"2\" x\n", .textAfterQuote, 2, 2),
      ("a,b\n1, \"2\"x\n", .textAfterQuote, 2, 2),
      ("a,b\n1,\"say \\\"2\\\"\"\n", .backslashQuote, 2, 2),
      ("a,b\n1,\"2\"\"\"3\n", .textAfterQuote, 2, 2),
      ("a,b\n1,\"2\"\r3\n", .textAfterQuote, 2, 2),
      ("a,b\n1,2,\"3\"x\n", .textAfterQuote, 2, 3),
      ("a,b\n\"\n\"x,\"1\n2\",3\n", .textAfterQuote, 2, 1),
    ] as [(String, InputError.Problem, Int, Int?)], ["tt", "--", "ct"])
  func structure(
    case file: (text: String, problem: InputError.Problem, line: Int, field: Int?), pattern: String
  ) {
    let reading = CSVInput(file.text, header: .present, pattern).read()
    let position = RowPosition(line: file.line, field: file.field)
    #expect(reading.error == InputError(file.problem, at: position))
  }

  @Test("the first thing wrong in a row is told, fields before counts")
  func order() {
    #expect(CSVInput("a,b\nx,1,2\n", "n-").read().problem == .notANumber(found: "x"))
    #expect(CSVInput("a,b\nx,\"\n", "nn").read().problem == .notANumber(found: "x"))
    #expect(CSVInput("a,b\n1,\"\n", "nn").read().problem == .unclosedQuote)
    #expect(CSVInput("a,b\n1,2,\"\n", "nn").read().problem == .unclosedQuote)
  }

  @Test(
    "decoding stops at the first bad row, with every column cut to the rows before it",
    arguments: [
      "x,9,9,9", "9,9,9,x", "9,9,9", "9,9,9,9,9", "9,9,9,\"9", "9,\"9\"9,9,9", "9,9,\"\n\"9,9",
    ])
  func firstBadRow(_ bad: String) {
    let good = (0..<2000).map { "\($0),c\($0 % 3),t\($0),\(-$0)\n" }.joined()
    var chunk = Chunk()
    chunk.bytes = Array("\(good)\(bad)\n1,2,3,4\nx\n".utf8)
    chunk.rows = 0..<chunk.bytes.count
    var plan = ColumnPlan("nctn")
    plan.categories += [0, 2]
    plan.keepsRows = true
    var decoder = CSVDecoder(plan, fieldCount: 4, delimiter: UInt8(ascii: ","))
    var batch = ColumnBatch()
    decoder.decode(chunk, into: &batch)
    #expect(batch.rowCount == 2000)
    #expect(batch.isRectangular(plan))
    #expect(batch.numbers == [(0..<2000).flatMap { [Double($0), -Double($0)] }])
    #expect(batch.error?.position?.line == 2001)
    #expect(decoder.position(ofRow: 2000, field: nil, in: chunk).line == 2001)
    #expect(chunk.text(batch.rows[1999]) == "1999,c1,t1999,-1999")
  }

  @Test("a decoder reads on after a chunk with a bad row, as if it had not been")
  func afterError() {
    var decoder = CSVDecoder(ColumnPlan("n"), fieldCount: 1, delimiter: UInt8(ascii: ","))
    var batch = ColumnBatch()
    for (text, count, isBad) in [("1\n2\nx\n", 2, true), ("3\n", 1, false), ("", 0, false)] {
      var chunk = Chunk()
      chunk.bytes = Array(text.utf8)
      chunk.rows = 0..<chunk.bytes.count
      decoder.decode(chunk, into: &batch)
      #expect(batch.rowCount == count)
      #expect(batch.numbers[0].count == count)
      #expect((batch.error != nil) == isBad)
    }
  }
}
