import Testing

@testable import FocalInput

/// Fields that are found where they stand, to be written again.
@Suite struct KeptFieldsTests {
  /// A file, the fields kept, and their texts.
  struct Case: Sendable, CustomTestStringConvertible {
    var file: String
    var name = "test.csv"
    var kept = [0, 1, 2]
    var texts: [[String]]
    var testDescription: String { file.debugDescription }
  }

  @Test(
    "the texts of kept fields are those of the rows, in every format",
    arguments: [
      Case(file: "l,p,t\n1,0.5,a\n0,0.25,b", texts: [["1", "0.5", "a"], ["0", "0.25", "b"]]),
      Case(
        file: "l,p,t\r\n\r\n1, 0.5 ,\"a,\"\"b\"\"\"\r\n\"0\",\"0.25\",\"\n\"\r\n",
        texts: [["1", " 0.5 ", "a,\"b\""], ["0", "0.25", "\n"]]),
      Case(file: "l,p,t\n1\t, 0.5\t,\n", texts: [["1\t", " 0.5\t", ""]]),
      Case(file: "l,p,t\n1,0.5, \"a\"\n", texts: [["1", "0.5", "a"]]),
      Case(file: "l,p,t\n1,0.5,\n", kept: [2], texts: [[""]]),
      Case(file: "l,p,t\n1,0.5,a\n0,1,b\n", kept: [0, 2], texts: [["1", "a"], ["0", "b"]]),
      Case(file: "l,p,t\n1,0.5,a\n0,x,b\n", texts: [["1", "0.5", "a"]]),
      Case(
        file: "{\"l\":1,\"p\":0.5,\"t\":\"a\\n\\u0041\"}\n{\"l\":0,\"p\":1e-1,\"t\":\"\"}\n",
        name: "test.ndjson", texts: [["1", "0.5", "a\nA"], ["0", "1e-1", ""]]),
      Case(
        file: """
          {"l":1,"p":0.5,"t":"a"}
          {"l":0,"p":0.5,"t":true}
          {"l":0,"p":0.5,"t":null}
          { "t": "b", "l" : "1", "p" : "0.25", "u": [1] }
          {"l":1,"p":0.75,"t":"c"}
          """, name: "test.ndjson",
        texts: [
          ["1", "0.5", "a"], ["0", "0.5", "true"], ["0", "0.5", "null"], ["1", "0.25", "b"],
          ["1", "0.75", "c"],
        ]),
      Case(
        file: "{\"l\":1,\"p\":0.5,\"t\":2}\n{\"l\":1,\"p\":0.5,\"t\":}\n", name: "test.ndjson",
        texts: [["1", "0.5", "2"]]),
      Case(
        file: "{\"l\":1,\"p\":0.5,\"t\":\"x\"}\n{\"l\":1,\"p\":0.5}\n", name: "test.ndjson",
        texts: [["1", "0.5", "x"], ["1", "0.5", ""]]),
      Case(
        file: "[{\"l\":1,\"p\":0.5,\"t\":\"x\"},\n {\"l\":0,\n\"p\":0.5, \"t\":\"y\"}]",
        name: "test.json", kept: [1, 2], texts: [["0.5", "x"], ["0.5", "y"]]),
      Case(
        file: "{\"l\":[1,0],\"p\":[0.5,0.25],\"t\":[\"\",\"\\\"\"]}", name: "test.json",
        texts: [["1", "0.5", ""], ["0", "0.25", "\""]]),
    ])
  func texts(of file: Case) throws {
    for chunkByteCount in [8, 1 << 16] {
      #expect(try Self.texts(of: file, chunkByteCount: chunkByteCount) == file.texts)
    }
  }

  @Test("rows of long numbers are found whole, and their fields", arguments: ["", "\r"])
  func longPairs(carriageReturn: String) throws {
    let rows = (0..<300).map {
      ["\($0 % 2)", $0 % 50 == 7 ? "0.5" : "0.12345678901234\(100 + $0)"]
    }
    let lines = rows.map { $0.joined(separator: ",") + carriageReturn + "\n" }
    let file = Case(file: "l,p\n" + lines.joined(), kept: [0, 1], texts: rows)
    #expect(try Self.texts(of: file, chunkByteCount: 4096) == rows)
  }

  private static func texts(of file: Case, chunkByteCount: Int) throws -> [[String]] {
    var options = TableReader.Options()
    options.chunkByteCount = chunkByteCount
    options.keepsAllColumns = true
    let source = ByteSource(bytes: Array(file.file.utf8), name: file.name)
    let table = try TableReader(source, options, like: nil) { _ in true }
    let isJSON = if case .json = table.format { true } else { false }
    var plan = ColumnPlan()
    plan.numberBlocks = [[1]]
    plan.categories = [0]
    plan.keepsRows = true
    plan.keptFields = file.kept
    var decoder = table.decoder(plan)
    var chunk = Chunk()
    var batch = ColumnBatch()
    var texts: [[String]] = []
    while batch.error == nil, try table.next(&chunk) {
      decoder.decode(chunk, into: &batch)
      #expect(batch.rows.count == batch.rowCount)
      #expect(batch.fields.count == batch.rowCount * file.kept.count)
      for row in 0..<batch.rowCount {
        let fields = batch.fields[row * file.kept.count..<(row + 1) * file.kept.count]
        texts.append(
          fields.map { field in
            let text = ColumnBatch.Text(ofField: field, in: chunk.bytes.span, isJSON: isJSON)
            return String(decoding: text.bytes(in: chunk.bytes.span), as: UTF8.self)
          })
      }
    }
    return texts
  }
}
