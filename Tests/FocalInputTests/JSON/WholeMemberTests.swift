import Testing

@testable import FocalInput

/// Long members of JSON rows that nobody wants.
@Suite struct WholeMemberTests {
  private static func header(
    _ file: String, layout: JSONLayout? = nil, wanted: [String] = ["label", "p"]
  ) throws -> JSONHeader {
    try JSONReader(ByteSource(bytes: Array(file.utf8), name: "test"), layout: layout) {
      wanted.contains($0)
    }.header
  }

  private static func numbers(_ count: Int) -> String {
    Array(repeating: "0", count: count).joined(separator: ",")
  }

  private static let limit = InputLimits.dividedByteCount

  @Test("an array up to the limit is divided into columns, a longer one is one column")
  func arrays() throws {
    // Each element has two bytes, with a bracket or a comma.
    let count = (Self.limit - 2) / 2
    let divided = try Self.header("{\"label\":1,\"x\":[\(Self.numbers(count))],\"p\":0}\n")
    #expect(divided.paths.count == count + 2)
    #expect(!divided.hasWholes)
    let whole = try Self.header("{\"label\":1,\"x\":[\(Self.numbers(count + 1))],\"p\":0}\n")
    #expect(whole.paths == ["label", "x", "p"])
    #expect(whole.hasWholes)
  }

  @Test(
    "objects, and arrays within each other, likewise; and in every layout of rows",
    arguments: [
      "{\"label\":1,\"x\":{\"a\":[@]},\"p\":0}\n", "{\"label\":1,\"x\":[[[@],[@]]],\"p\":0}\n",
      "[{\"label\":1,\"x\":[@],\"p\":0}]", "{\"0\":{\"label\":1,\"x\":[@],\"p\":0},\"1\":{}}",
      "{\"data\":[{\"label\":1,\"x\":[@],\"p\":0}]}",
      "{\"columns\":[\"label\",\"x\",\"p\"],\"data\":[[1,[@],0]]}",
      "[[\"label\",\"x\",\"p\"],[1,[@],0]]",
    ])
  func others(file: String) throws {
    let file = file.replacing("@", with: Self.numbers(Self.limit))
    #expect(try Self.header(file).paths == ["label", "x", "p"])
  }

  @Test("what may be wanted is divided, whatever its length")
  func wanted() throws {
    let array = Self.numbers(Self.limit)
    let header = try Self.header("{\"label\":1,\"p\":[\(array)]}\n")
    #expect(header.paths.count == Self.limit + 1)
    #expect(
      try Self.header("[{\"label\":1,\"x\":[\(array)]}]", wanted: ["x"]).paths.count
        == Self.limit + 1)
  }

  @Test("rows are read around it, also where it is short, absent or another value")
  func rows() throws {
    let long = "[\(Self.numbers(Self.limit))]"
    let values = [long, "[1]", "null", "7", long, "{\"a\":1}"]
    let rows = values.enumerated().map { "{\"label\":\($0 % 2),\"x\":\($1),\"p\":0.\($0)}\n" }
    let file = rows.joined() + "{\"label\":1,\"p\":0.5}\n"
    let reader = try JSONReader(ByteSource(bytes: Array(file.utf8), name: "x.ndjson")) {
      ["label", "p"].contains($0)
    }
    var plan = ColumnPlan()
    plan.numberBlocks = [[0, 2]]
    var decoder = JSONDecoder(plan, reader.header, reader.layout)
    var chunk = Chunk()
    var batch = ColumnBatch()
    var numbers: [Double] = []
    while try reader.next(&chunk) {
      decoder.decode(chunk, into: &batch)
      #expect(batch.error == nil)
      numbers += batch.numbers[0]
    }
    #expect(numbers == [0, 0, 1, 0.1, 0, 0.2, 1, 0.3, 0, 0.4, 1, 0.5, 1, 0.5])
  }

  @Test(
    "its JSON is checked all the same",
    arguments: ["[1,]", "[1 2]", "{\"a\"}", "[\"\u{1}\"]", "[01]"])
  func checked(wrong: String) throws {
    let file = "{\"label\":1,\"p\":0,\"x\":[\(Self.numbers(Self.limit)),\(wrong)]}\n"
    #expect(throws: InputError.self) { try Self.header(file) }
  }

  @Test(
    "classes of pairs are met in time that does not grow with their square", .timeLimit(.minutes(1))
  )
  func manyClasses() throws {
    let pairs = (0..<40_000).map { "{\"label\":\"class \($0)\",\"score\":0.5}" }
    let header = try Self.header("{\"label\":1,\"p\":[\(pairs.joined(separator: ","))]}\n")
    #expect(header.pairs.first?.classes.count == 40_000)
  }
}
