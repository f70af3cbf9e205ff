import Testing

@testable import FocalInput

/// Halves of surrogate pairs, which Python writes where it has them.
@Suite struct LoneSurrogateTests {
  /// Reads the numbers `p` and the texts `t` of rows.
  private static func read(
    _ file: String, kept: [Int] = [], keepsValues: Bool = false
  ) throws -> (numbers: [Double], error: InputError?) {
    let reader = try JSONReader(ByteSource(bytes: Array(file.utf8), name: "x.json")) {
      $0 == "p" || $0 == "t"
    }
    let paths = reader.header.paths
    var plan = ColumnPlan()
    plan.numberBlocks = [[try #require(paths.firstIndex(of: "p"))]]
    plan.categories = paths.firstIndex(of: "t").map { [$0] } ?? []
    plan.keptFields = kept
    plan.keepsRows = !kept.isEmpty
    plan.keepsValues = keepsValues
    var decoder = JSONDecoder(plan, reader.header, reader.layout)
    var chunk = Chunk()
    var batch = ColumnBatch()
    var numbers: [Double] = []
    while try reader.next(&chunk) {
      decoder.decode(chunk, into: &batch)
      numbers += batch.numbers[0]
      if let error = batch.error { return (numbers, error) }
    }
    return (numbers, nil)
  }

  static let halves = ["\\ud800", "\\uDFFF", "\\udc00\\ud800", "\\ud800\\u0041", "\\ud800xx0041"]

  @Test(
    "in a member that nobody wants they pass, in every layout",
    arguments: [
      "{\"p\":1,\"x\":\"@\"}\n{\"p\":1,\"x\":\"@\"}\n{\"p\":1,\"x\":\"b\"}\n",
      "{\"p\":1,\"x\":\"a\"}\n{\"p\":1,\"x\":\"@\"}\n{\"x\":\"@\",\"p\":1}\n",
      "{\"p\":1}\n{\"p\":1,\"x@\":2}\n{\"p\":1,\"x\":[{\"@\":[\"@\"]}]}\n",
      "[{\"p\":1,\"x\":\"@\"},\n{\"p\":1,\"x\":\"@\"},{\"p\":1}]",
      "{\"p\":[1,1,1],\"x\":[\"@\",\"@\",\"a\"]}",
      "{\"0\":{\"p\":1,\"x\":\"@\"},\"1\":{\"p\":1},\"2\":{\"p\":1}}",
      "{\"columns\":[\"p\",\"x\"],\"index\":[\"@\"],\"data\":[[1,\"@\"],[1,\"@\"],[1,\"\"]]}",
      "{\"schema\":\"@\",\"data\":[{\"p\":1},{\"p\":1,\"x\":\"@\"},{\"p\":1}]}",
    ], halves)
  func passed(file: String, half: String) throws {
    let reading = try Self.read(file.replacing("@", with: half))
    #expect(reading.error == nil)
    #expect(reading.numbers == [1, 1, 1])
  }

  @Test("in a member that is read they are an error at their place", arguments: halves)
  func wanted(half: String) throws {
    for first in ["{\"t\":\"a\",\"p\":1}\n", "{\"t\":1,\"p\":1}\n"] {
      let reading = try Self.read(first + "{\"p\":1,\"t\":\"ab\(half)\"}\n")
      #expect(reading.numbers == [1])
      #expect(reading.error?.problem == .json(.loneSurrogate))
      #expect(reading.error?.position?.line == 2)
      #expect(reading.error?.position?.column == 15)
    }
  }

  @Test("a field that is written otherwise is read, and one that is copied is not")
  func kept() throws {
    let rows =
      String(repeating: "{\"p\":1,\"x\":\"a\"}\n", count: 3) + "{\"p\":1,\"x\":\"\\ud800\"}\n"
    #expect(try Self.read(rows, kept: [0, 1]).error?.problem == .json(.loneSurrogate))
    #expect(try Self.read(rows, kept: [0, 1], keepsValues: true).error == nil)
  }

  @Test(
    "a name with one half does not take what follows it for the other",
    arguments: [
      ("\\ud800xx0041", "\u{fffd}xx0041"), ("\\ud800\\n0041", "\u{fffd}\n0041"),
      ("\\ud800\\u0041", "\u{fffd}A"), ("\\ud83d\\ude00", "😀"),
    ])
  func names(escaped: String, name: String) throws {
    let reader = try JSONReader(
      ByteSource(bytes: Array("{\"p\":1,\"\(escaped)\":2}\n".utf8), name: "x.ndjson")
    ) { _ in true }
    #expect(reader.header.paths == ["p", name])
  }
}
