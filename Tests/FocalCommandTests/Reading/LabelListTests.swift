import Testing

@testable import FocalCommand

/// Labels that JSON writes as arrays of classes: the same as their list in a field of CSV.
@Suite struct LabelListTests {
  static let line = "--task multilabel --per-sample --bare"
  static let csv = "label,p0,p1,p2\n0;2,.9,.2,.6\n,.1,.2,.3\n1,.5,.5,.5\n"
  static let expected = focal(line, input: csv)

  @Test(
    "an array of indices or names is those classes, of any length, in every layout",
    arguments: [
      """
      {"label":[0,2],"p":[0.9,0.2,0.6]}
      {"label":[],"p":[0.1,0.2,0.3]}
      {"label":[1],"p":[0.5,0.5,0.5]}
      """,
      """
      [{"label":[0, 2],"p":[0.9,0.2,0.6]}, {"p":[0.1,0.2,0.3],"label":[ ]},
       {"label":1,"p":[0.5,0.5,0.5]}]
      """,
      #"{"label":[[0,2],[],[1]],"p":[[0.9,0.2,0.6],[0.1,0.2,0.3],[0.5,0.5,0.5]]}"#,
      #"{"columns":["label","p"],"data":[[["0","2"],[0.9,0.2,0.6]],[[],[0.1,0.2,0.3]],[["1"],[0.5,0.5,0.5]]]}"#,
      #"{"label":["p.0","\u0070.2"],"p":[0.9,0.2,0.6]}{"label":[],"p":[0.1,0.2,0.3]}{"label":["p.1"],"p":[0.5,0.5,0.5]}"#,
    ])
  func lists(_ input: String) {
    #expect(Self.expected.status == .done)
    #expect(focal("\(Self.line) --prediction p", input: input) == Self.expected)
  }

  @Test("a first row without classes, or with as many as there are predictions, is a list too")
  func firstRow() {
    #expect(
      focal(
        "\(Self.line) --prediction p --label tags",
        input: """
          {"tags":[],"p":[0.1,0.2,0.3]}
          {"tags":[2,0],"p":[0.9,0.2,0.6]}
          """)
        == focal(Self.line, input: "label,p0,p1,p2\n,.1,.2,.3\n0;2,.9,.2,.6\n"))
    #expect(
      focal(
        "\(Self.line) --prediction p",
        input: """
          {"label":[2,0,1],"p":[0.1,0.2,0.3]}
          {"label":[1],"p":[0.5,0.5,0.5]}
          """)
        == focal(Self.line, input: "label,p0,p1,p2\n0;1;2,.1,.2,.3\n1,.5,.5,.5\n"))
  }

  @Test("an array with a 0 or 1 for every prediction is a label column for each, as before")
  func columns() {
    #expect(
      focal(
        "\(Self.line) --prediction p --label label",
        input: """
          {"label":[1,0,1],"p":[0.9,0.2,0.6]}
          {"label":[0,0,0],"p":[0.1,0.2,0.3]}
          {"label":[false,true,false],"p":[0.5,0.5,0.5]}
          """) == Self.expected)
  }

  @Test("the report names the column, and the list of samples has the classes")
  func report() throws {
    let input = "{\"label\":[0,2],\"p\":[0.9,0.2,0.6]}\n{\"label\":[],\"p\":[0.1,0.2,0.3]}\n"
    #expect(
      focal("--task multilabel --prediction p", input: input).output.contains(
        "\nlabels         label\n"))
    let samples = focal("--task multilabel --prediction p --per-sample --json", input: input)
    #expect(samples.output.contains("{ \"row\": 1, \"label\": \"0;2\", \"loss\": "))
    #expect(samples.output.contains("{ \"row\": 2, \"label\": \"\", \"loss\": "))
    #expect(
      focal("--task multilabel --prediction p --per-sample", input: input).lines[0].hasPrefix(
        "{\"label\":[0,2],\"p\":[0.9,0.2,0.6],\"focal_loss\":"))
  }

  @Test(
    "what is no class, no list or no JSON is told with its place",
    arguments: [
      ("[3]", ":2:10: label '3' is unknown; expected one of 'p.0', 'p.1', 'p.2' in column 'label'"),
      ("[[1]]", ":2:11: found an array"), ("[1,]", ":2:13: unexpected ']'"),
      ("[1 2]", ":2:13: unexpected '2'"), ("{}", ":2:10: found an object"),
      ("null", ":2:10: 'null' is a missing value"),
    ])
  func errors(_ label: String, _ sentence: String) {
    let run = focal(
      "\(Self.line) --prediction p",
      input: "{\"label\":[0],\"p\":[0.9,0.2,0.6]}\n{\"label\":\(label),\"p\":[0.1,0.2,0.3]}\n")
    #expect(run.status == .data)
    #expect(run.diagnostics.hasPrefix("focal: <stdin>\(sentence)"), "\(run.diagnostics)")
  }
}
