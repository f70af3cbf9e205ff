import Testing

@testable import FocalCommand

/// Predictions within members of JSON rows: arrays of class probabilities, and paths.
@Suite struct NestedPredictionTests {
  @Test("an array of probabilities is a prediction of classes")
  func array() throws {
    let path = TrueLossTests.path("digits")
    let table = try WrittenTable(path: path)
    let lines = table.rows.indices.map { row in
      let values = table.values(ofRow: row)
      return table.object(["label", "probs"], [values[1], table.array(Array(values[2...]))])
    }
    let columns = table.object(
      ["label", "probs"],
      [
        table.array(table.rows.map { $0[1] }),
        table.array(table.rows.map { table.array(Array($0[2...])) }),
      ])
    for output in ["--bare", "--bare --per-sample", "--bare -g 0.5 -r sum"] {
      let expected = focal("\(output) \(path)")
      #expect(expected.status == .done)
      for input in [lines.joined(separator: "\n"), "[\(lines.joined(separator: ","))]", columns] {
        #expect(focal("\(output) --prediction probs", input: input) == expected)
      }
    }
  }

  @Test("an array under a usual name needs no option, and its elements are a family of columns")
  func usualName() {
    let rows = [[2, 0, 1], [1, 1, 0], [0, 0, 1]]
    let input = rows.map { "{\"label\":\($0[0]),\"prob\":[\($0[1]),0.25,\($0[2])]}\n" }.joined()
    let csv = rows.map { "\($0[0]),\($0[1]),0.25,\($0[2])\n" }.joined()
    let run = focal("--bare", input: input)
    #expect(run == focal("--bare", input: "label,p0,p1,p2\n\(csv)"))
    #expect(run.status == .done && run.number > 0)
    for selector in ["prob", "prob.*", "prob.0,prob.1,prob.2", "2,3,4"] {
      #expect(focal("--bare --prediction \(selector)", input: input) == run)
    }
  }

  @Test("a path reaches a member of a member")
  func path() throws {
    let path = TrueLossTests.path("breast_cancer_logits")
    let table = try WrittenTable(path: path)
    let lines = table.rows.map {
      "{\"target\":{\"label\":\($0[1])},\"output\":{\"hidden\":[1,2],\"logits\":\($0[2])}}"
    }
    let line = "--logits --label target.label --prediction output.logits"
    for output in ["--bare", "--bare --per-sample", "--json"] {
      let expected = focal("\(output) --logits \(path)")
      for input in [lines.joined(separator: "\n"), "[\(lines.joined(separator: ","))]"] {
        #expect(
          focal("\(output) \(line)", input: input).withoutInput == expected.withoutInput)
      }
    }
  }

  @Test(
    "names are the strings that they stand for: with points, escapes, pairs",
    arguments: [
      ("a.b", #"{"label":1,"a.b":0.5}"#), ("a.b", #"{"label":1,"a":{"b":0.5}}"#),
      ("😀", #"{"\u006cabel":1,"\ud83d\ude00":0.5}"#), ("a/b", #"{"label":1,"a\/b":0.5}"#),
      ("a.0.b", #"{"label":1,"a":[{"b":0.5},{"b":0.1}]}"#), ("é", #"{"label":1,"\u00e9":0.5}"#),
    ])
  func names(_ name: String, _ row: String) {
    let run = focal("--bare --prediction \(name)", input: row)
    #expect(run.output == "0.04332169878499658\n", "\(run)")
  }
}
