import Testing

@testable import FocalInput

@Suite("Layouts of JSON")
struct JSONLayoutTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let layout: JSONLayout
    let text: String
    var testDescription: String { String(text.prefix(60)) }
    init(_ layout: JSONLayout, _ text: String) { (self.layout, self.text) = (layout, text) }
  }

  /// The same three rows, written in every way.
  static let cases: [Case] = [
    Case(
      .lines,
      """
      {"label":1,"p":0.9,"id":"a"}
      {"label":0,"p":2e-1,"id":"b"}
      {"label":1,"p":-0,"id":"\u{e9}"}

      """),
    Case(
      .lines,
      """
      \u{feff}
      {"id":"a","label":1,"p":0.9}\r

        { "label" : 0 , "p" : 2e-1 , "x":[{}], "id" : "b" }\u{20}
      {"p":-0,"id":"\\u00e9","label":1}
      """),
    Case(
      .values,
      """
      {
        "label": 1,
        "p": 0.9, "id": "a"
      }
      {
        "label": 0,
        "p": 2e-1, "id": "b"
      }{"label":1,"p":-0,"id":"é"}
      """),
    Case(
      .values,
      #"{"label":1,"p":0.9,"id":"a"} {"label":0,"p":2e-1,"id":"b"}"# + "\n"
        + #"{"label":1,"p":-0,"id":"é"}"#),
    Case(
      .rows,
      """
      [{"label":1,"p":0.9,"id":"a"},{"label":0,"p":2e-1,"id":"b"},
       {"label":1,"p":-0,"id":"é"}]

      """),
    Case(.rows, #" [ ["label","p","id"], [1,0.9,"a"] , [0,2e-1,"b"],[1,-0,"é"] ] "#),
    Case(
      .lines,
      """
      ["label","p","id"]

      [1,0.9,"a"]
      [0,2e-1,"b"]
      [1,-0,"é"]
      """),
    Case(.columns, #"{"label":[1,0,1],"p":[0.9,2e-1,-0],"other":[1],"n":7,"id":["a","b","é"]}"#),
    Case(
      .columns,
      """
      {
        "label": [ 1, 0,
          1 ],
        "p": [
          0.9,
          2e-1,
          -0
        ], "o": {"x": []},
        "id": ["a", "b", "\\u00e9"]
      }
      """),
    Case(
      .columnsByKey,
      #"{"label":{"0":1,"1":0,"2":1},"x":{"0":{}},"p":{"0":0.9,"1":2e-1,"\u0032":-0},"#
        + #""id":{"0":"a","1":"b","2":"é"}}"#),
    Case(
      .rowsByKey,
      #"{"0":{"label":1,"p":0.9,"id":"a"}, "1" : {"label":0,"p":2e-1,"id":"b"},"#
        + #""2":{"label":1,"p":-0,"id":"é"}}"#),
    Case(
      .split,
      #"{"columns":["label","p","id"],"index":[0,1,2],"data":[[1,0.9,"a"],[0,2e-1,"b"],"#
        + #"[1,-0,"é"]]}"#),
    Case(
      .split,
      #"{ "index" : [0, 1, 2] , "columns" : ["label", "p", "id"], "data" : [ [1,0.9,"a"] ,"#
        + #"[0,2e-1,"b"],[1,-0,"é"]] , "more": {"a":[1]}, "n":null } "#),
    Case(
      .wrapped,
      #"{"schema":{"fields":[{"name":"label"}],"label":[1]},"data":[{"label":1,"p":0.9,"id":"a"},"#
        + #"{"label":0,"p":2e-1,"id":"b"},{"id":"é","label":1,"p":-0}]}"#),
    Case(
      .wrapped,
      """
      { "model" : "m", "results" : [ {"label":1,"p":0.9,"id":"a"} ,
        {"label":0,"p":2e-1,"id":"b"}, {"label":1,"p":-0,"id":"é"} ] , "more" : [ {} ] }
      """),
    Case(
      .columns,
      #"{"epoch":3,"label":[1,0,1],"name":"x","p":[0.9,2e-1,-0],"done":true,"id":["a","b","é"]}"#),
  ]

  @Test("The same rows come out of every layout, bit for bit", arguments: cases)
  func everyLayout(test: Case) {
    let input = JSONInput(
      test.text, numbers: ["p", "label"], categories: ["label", "id"], texts: ["id", "p"])
    let reading = input.read()
    #expect(reading.error == nil)
    #expect(reading.layout == test.layout)
    #expect(reading.hasNames)
    #expect(
      reading.rows.map(\.numberBits)
        == [[0.9, 1], [0.2, 0], [-0.0, 1]].map { $0.map(\.bitPattern) })
    #expect(reading.categories == [["1", "a"], ["0", "b"], ["1", "é"]])
    #expect(reading.texts == [["a", "0.9"], ["b", "2e-1"], ["é", "-0"]])
  }

  @Test("A layout may be said instead of found")
  func forced() {
    let text = #"{"probs":[0.2,0.8],"label":1}"#
    #expect(JSONInput(text).read().layout == .lines)
    #expect(JSONInput(#"{"probs":[0.2,0.8]}"#).read().layout == .columns)
    let input = JSONInput(#"{"probs":[0.2,0.8]}"#, numbers: ["probs.0", "probs.1"], layout: .lines)
    #expect(input.read().numbers == [[0.2, 0.8]])
  }

  static let beginnings: [(JSONLayout, String)] = [
    (.lines, ""), (.lines, " \n"), (.lines, "{}"), (.lines, "1\n0\n1\n"),
    (.rows, "[]"), (.rows, "["), (.rows, "[0,1,1]"), (.rows, "[[1,2]]"),
    (.rows, "[[1,2]]\n[[1]]"),
    (.lines, "[1,2]\n[3,4]\n"), (.values, "[1,2] [3,4]"), (.values, "[1,\n2]\n[3,4]"),
    (.lines, #"{"probs":[1,2]}"# + "\n" + #"{"probs":[1,2]}"#),
    (.columns, #"{"probs":[1,2"#), (.columns, #"{"a":[1,2],"label":[1],"b":3}"#),
    (.lines, #"{"a":[1,2],"label":1}"#), (.columnsByKey, #"{"label":{"0":1}}"#),
    (.rowsByKey, #"{"0":{"label":1}}"#), (.lines, #"{"0":{"label":1},"p":2}"#),
    (.lines, #"{"output":{"p":1}}"# + "\n" + #"{"output":{"p":1}}"#),
    (.split, #"{"data":[],"columns":[]}"#), (.columns, #"{"index":[1],"data":[2]}"#),
    (.split, #"{"columns":["a"#),
    (.wrapped, #"{"predictions":[{"p":1}]}"#), (.wrapped, #"{"rows":[{"p":1}"#),
    (.wrapped, #"{"n":1,"instances":[{"p":1}],"x":[{}]}"#), (.wrapped, #"{"records":[{"p":1}]}"#),
    // Not where another member may be a column, where it is unclear which, or where there is none.
    (.lines, #"{"label":1,"data":[{"p":1}]}"#), (.columns, #"{"data":[{"p":1}],"rows":[{}]}"#),
    (.columns, #"{"items":[{"p":1}]}"#), (.columns, #"{"data":[1]}"#),
    (.columns, #"{"data":[]}"#),
    (.lines, #"{"data":[{"p":1}]}"# + "\n" + #"{"data":[{"p":1}]}"#),
    (.columns, #"{"epoch":1,"label":[1],"p":[1]}"#), (.columns, #"{"epoch":1,"label":[1"#),
    (.lines, #"{"epoch":1,"label":[1]}"#), (.lines, #"{"label":1,"p":[1],"q":[1]}"#),
    (.lines, #"{"epoch":1,"x":[1],"y":[1]}"#),
  ]

  @Test("The beginning tells the layout", arguments: beginnings)
  func sniffed(layout: JSONLayout, text: String) throws {
    let sniffer = JSONSniffer(rowByteLimit: InputLimits.rowByteCount) {
      ["label", "p"].contains($0)
    }
    let source = ByteSource(bytes: Array(text.utf8), name: "test")
    #expect(try sniffer.layout(of: source) == layout)
  }

  @Test("Rows that are wrapped end where the array does, and only once")
  func wrappedEnds() {
    for (text, problem) in [
      (#"{"data":[{"p":1}],"data":[{"p":2}]}"#, .repeatedMember(path: "data")),
      (#"{"data":[{"p":1}]} x"#, .unexpectedByte(UInt8(ascii: "x"), expected: .endOfFile)),
      (#"{"data":[{"p":1}]"#, .unexpectedEnd(expected: .commaOrClosing)),
    ] as [(String, JSONProblem)] {
      let reading = JSONInput(text, numbers: ["p"], layout: .wrapped).read()
      #expect(reading.problem == .json(problem))
      #expect(reading.numbers == [[1]])
    }
    let none = JSONInput(#"{"x":[{"p":1}]}"#, layout: .wrapped).read()
    #expect(none.problem == .json(.missingMember(path: "data")))
    #expect(JSONInput(#"{"data":[{"p":1}]}"#, layout: .lines).read().paths == ["data.0.p"])
  }

  @Test("A document longer than a row is told by its first member")
  func longDocument() throws {
    let list = Array(repeating: "0.25", count: 40_000).joined(separator: ",")
    let source = ByteSource(
      bytes: Array(#"{"p":[\#(list)],"label":[\#(list)]}"#.utf8), name: "test")
    let reader = try JSONReader(
      source, chunkByteCount: 1 << 20, rowByteLimit: 100
    ) { _ in true }
    #expect(reader.layout == .columns)
    var chunk = Chunk()
    #expect(try reader.next(&chunk))
    #expect(chunk.extents?.count == 40_000)
  }

  @Test("Columns that nobody wants are named, and held only where that is asked")
  func otherColumns() {
    var input = JSONInput(#"{"label":[1,0],"x":[[1,2],[3,4]]}"#, numbers: ["label", "x.1"])
    var reading = input.read()
    #expect(reading.paths == ["label"])
    #expect(reading.otherNames == ["x"])
    input.keepsAllColumns = true
    reading = input.read()
    #expect(reading.paths == ["label", "x.0", "x.1"])
    #expect(reading.otherNames == [])
    #expect(reading.numbers == [[1, 2], [0, 4]])
  }
}
