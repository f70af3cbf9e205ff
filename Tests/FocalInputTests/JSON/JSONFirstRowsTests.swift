import Testing

@testable import FocalInput

/// What the first rows say of the columns, and how values that are no plain scalars are columns.
@Suite struct JSONFirstRowsTests {
  private static func missing(
    _ text: String, _ numbers: [String], categories: [String] = [], layout: JSONLayout? = nil
  ) -> JSONReading {
    var input = JSONInput(text, numbers: numbers, categories: categories, layout: layout)
    input.readsMissingAsNaN = true
    return input.read()
  }

  @Test("columns are those of all rows, in the order in which they are met")
  func union() {
    let rows = [
      #"{"label":1,"o":{"a":1}}"#, #"{"p":0.5,"label":0,"o":{"b":2,"a":3}}"#,
      #"{"o":null,"q":[1,2],"p":1,"label":1}"#, "{}",
    ]
    for (text, layout) in [
      (rows.joined(separator: "\n"), JSONLayout.lines), ("[\(rows.joined(separator: ","))]", .rows),
    ] {
      let reading = Self.missing(text, ["p", "o.b", "q.1"], categories: ["label"])
      #expect(reading.layout == layout)
      #expect(reading.paths == ["label", "o.a", "o.b", "p", "q.0", "q.1"])
      #expect(
        reading.numbers.map { $0.map { $0.isNaN ? nil : $0 } }
          == [[nil, nil, nil], [0.5, 2, nil], [1, nil, 2], [nil, nil, nil]])
      #expect(reading.categories == [["1"], ["0"], ["1"], [""]])
      #expect(reading.error == nil)
    }
  }

  @Test("null says nothing of what a column is, and a contradiction does not undo it")
  func nulls() {
    let reading = Self.missing(
      "{\"p\":null,\"q\":1}\n{\"p\":[0.2,0.8],\"q\":1}\n{\"q\":1}\n", ["p.1", "q"])
    #expect(reading.paths == ["p.0", "p.1", "q"])
    #expect(reading.numbers.map { $0[0].isNaN ? -1 : $0[0] } == [-1, 0.8, -1])
    let other = Self.missing("{\"p\":1}\n{\"p\":{\"a\":1}}\n", ["p"])
    #expect(other.paths == ["p"])
    #expect(other.problem == .json(.wrongKind(found: .object, expected: .number)))
  }

  @Test("rows beyond the first 64 KiB make no columns", arguments: [-1, 0])
  func limit(offset: Int) {
    let row = "{\"label\":1,\"p\":0.5}\n"
    let last = "{\"label\":1,\"p\":0.5,\"q\":1}\n"
    let spare = FirstBytes.count - last.utf8.count - offset
    let count = spare / row.utf8.count
    let padding = String(repeating: " ", count: spare - count * row.utf8.count)
    let text = padding + String(repeating: row, count: count) + last + row
    for size in [100, 1 << 20] {
      let reading = JSONReading(
        JSONInput(text, numbers: ["p"]), chunkByteCount: size, readSize: 999)
      #expect(reading.paths == (offset < 0 ? ["label", "p"] : ["label", "p", "q"]))
      #expect(reading.rows.count == count + 2)
    }
  }

  @Test("an array of one element is the scalar, and the scalar such an array")
  func single() {
    let text = """
      {"label":1,"p":[0.9]}
      {"label":[0],"p":0.2}
      {"label":1,"p":[[0.5]]}
      {"label":1,"p":[ "0.25" ]}
      """
    let reading = JSONInput(text, numbers: ["p"], categories: ["label"]).read()
    #expect(reading.paths == ["label", "p"])
    #expect(reading.numbers == [[0.9], [0.2], [0.5], [0.25]])
    #expect(reading.categories == [["1"], ["0"], ["1"], ["1"]])
    for wrong in ["[]", "[0.5,0.5]", "[{}]", "[[0.5],[0.5]]"] {
      let reading = JSONInput("{\"p\":0.5}\n{\"p\":\(wrong)}\n", numbers: ["p"]).read()
      #expect(reading.problem == .json(.wrongKind(found: .array, expected: .number)))
      #expect(reading.rows.count == 1)
    }
  }

  @Test("columns of arrays of one element, as Keras predicts them")
  func singleColumns() {
    let reading = JSONInput(#"{"label":[1,0],"p":[[0.9],[0.2]]}"#, numbers: ["p", "label"]).read()
    #expect(reading.layout == .columns)
    #expect(reading.numbers == [[0.9, 1], [0.2, 0]])
  }

  @Test("a vector of Spark is its values")
  func vectors() throws {
    let text = """
      {"label":1.0,"probability":{"type":1,"values":[0.1,0.9]},"prediction":1.0}
      {"label":0.0,"probability":{"values":[0.8,0.2],"type":1},"prediction":0.0}
      """
    let reading = JSONInput(text, numbers: ["probability.0", "probability.1"]).read()
    #expect(reading.paths == ["label", "probability.0", "probability.1", "prediction"])
    #expect(reading.numbers == [[0.1, 0.9], [0.8, 0.2]])
    // Of a sparse vector the values alone say nothing: it is one column, and no number.
    let sparse = JSONInput(
      #"{"v":{"type":0,"size":9,"indices":[1,5],"values":[0.1,0.9]}}"#, layout: .lines
    ).read()
    #expect(sparse.paths == ["v"])
  }

  static let pairs = """
    {"label":"1","probs":[{"label":"1","prob":"0.8"},{"label":"0","prob":"0.2"}]}
    {"probs":[ {"prob":0.7, "label":0} , {"prob":0.3, "label":1} ],"label":"0"}
    """

  @Test("classes and predictions are columns by class, in any order")
  func classes() throws {
    let reading = JSONInput(Self.pairs, numbers: ["probs.0", "probs.1"], categories: ["label"])
      .read()
    #expect(reading.paths == ["label", "probs.1", "probs.0"])
    #expect(reading.numbers == [[0.2, 0.8], [0.7, 0.3]])
    #expect(reading.categories == [["1"], ["0"]])
    let source = ByteSource(bytes: Array(Self.pairs.utf8), name: "test")
    let header = try JSONReader(source) { _ in true }.header
    #expect(header.pairs == [PairsField(path: "probs", classes: ["1", "0"], fields: 1..<3)])
  }

  @Test(
    "every usual name of a class and its prediction",
    arguments: ["label", "class"], ["prob", "probability", "score", "value"])
  func names(label: String, value: String) {
    let text = "{\"x\":[{\"\(label)\":\"a\",\"\(value)\":1},{\"\(label)\":\"b\",\"\(value)\":2}]}\n"
    let reading = JSONInput(text + text, numbers: ["x.a", "x.b"]).read()
    #expect(reading.numbers == [[1, 2], [1, 2]])
  }

  @Test(
    "what is no class with its prediction keeps its paths",
    arguments: [
      "{\"label\":\"a\",\"score\":1,\"box\":2}", "{\"label\":\"a\"}",
      "{\"name\":\"a\",\"score\":1}",
      "{\"label\":null,\"score\":1}", "{\"label\":\"a\",\"score\":[1]}",
      "{\"label\":1,\"class\":1}",
    ])
  func otherObjects(object: String) {
    let reading = JSONInput("{\"x\":[\(object),\(object)]}\n{\"x\":[\(object),\(object)]}").read()
    #expect(reading.paths.contains { $0.hasPrefix("x.0.") })
  }

  @Test(
    "a class that is absent, new or there twice is an error",
    arguments: [
      (#"[{"label":"a","score":1}]"#, .missingMember(path: "x.b")),
      (
        #"[{"label":"a","score":1},{"label":"b","score":1},{"label":"c","score":1}]"#,
        .unknownClass("c")
      ),
      (#"[{"label":"a","score":1},{"label":"a","score":1}]"#, .repeatedMember(path: "a")),
      (#"[{"label":"a","score":1},7]"#, .noPair),
      (
        #"[{"label":"a","score":1},{"label":"b","score":1},]"#,
        .unexpectedByte(UInt8(ascii: "]"), expected: .value)
      ),
      (
        #"[{"label":"a","score":1} {"label":"b","score":1}]"#,
        .unexpectedByte(UInt8(ascii: "{"), expected: .commaOrClosing)
      ),
      (#""a""#, .wrongKind(found: .string, expected: .array)),
    ] as [(String, JSONProblem)])
  func wrongPairs(value: String, problem: JSONProblem) {
    let row = "{\"x\":[{\"label\":\"a\",\"score\":1},{\"label\":\"b\",\"score\":2}]}\n"
    let count = FirstBytes.count / row.utf8.count + 1
    let text = String(repeating: row, count: count) + "{\"x\":\(value)}\n"
    let reading = JSONReading(
      JSONInput(text, numbers: ["x.a", "x.b"]), chunkByteCount: 1 << 20)
    #expect(reading.problem == .json(problem))
    #expect(reading.rows.count == count)
  }

  @Test("null is missing in every class")
  func missingPairs() {
    let reading = Self.missing(
      Self.pairs + "\n{\"label\":1,\"probs\":null}\n{}", ["probs.0", "probs.1"])
    #expect(reading.numbers[2...].allSatisfy { $0.allSatisfy(\.isNaN) })
    #expect(reading.numbers.count == 4)
  }

  @Test("what arrays hold is said of all first rows, whether they are written alike or not")
  func arrays() throws {
    func arrays(_ text: String) throws -> [ArrayField] {
      let source = ByteSource(bytes: Array(text.utf8), name: "test")
      return try JSONReader(source, layout: .lines) { _ in true }.header.arrays
    }
    let bits = "{\"y\":[0,1,0]}\n"
    let usual = ArrayField(path: "y", elementCount: 3, hasOnlyBits: true, hasOneLength: true)
    #expect(try arrays(bits + bits + "{\"y\":[ true, false, 1 ]}\n") == [usual])
    for row in ["{\"y\":[0,1,5]}\n", "{\"y\":[0, 1, 5]}\n", "{\"y\":[0,1,\"a\"]}\n"] {
      var other = usual
      other.hasOnlyBits = false
      #expect(try arrays(bits + row) == [other])
    }
    var lengths = usual
    lengths.hasOneLength = false
    #expect(try arrays(bits + "{\"y\":[0,1]}\n") == [lengths])
    #expect(try arrays(bits + "{\"y\":[]}\n") == [lengths])
  }

  @Test("rows without a member that nobody wants are decoded many at a time as well")
  func plainRows() throws {
    let rows = ["{\"label\":1,\"p\":0.5}\n", "{\"label\":0,\"note\":\"x\",\"p\":0.25}\n"]
    let text = (0..<200).map { rows[$0 % 7 == 0 ? 1 : 0] }.joined()
    let reader = try JSONReader(
      ByteSource(bytes: Array(text.utf8), name: "test"), layout: .lines
    ) { _ in true }
    #expect(reader.header.paths == ["label", "note", "p"])
    var plan = ColumnPlan()
    plan.categories = [0]
    plan.numberBlocks = [[2]]
    var decoder = JSONDecoder(plan, reader.header, reader.layout)
    var chunk = Chunk()
    var batch = ColumnBatch()
    #expect(try reader.next(&chunk))
    decoder.decode(chunk, into: &batch)
    #expect(decoder.spacings.count == 2)
    #expect(batch.numbers[0] == (0..<200).map { $0 % 7 == 0 ? 0.25 : 0.5 })
  }
}
