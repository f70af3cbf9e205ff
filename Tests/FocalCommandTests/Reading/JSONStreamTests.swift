import Testing

@testable import FocalCommand

/// `--per-sample` on JSON: rows pass through as they were, in every layout, to every format.
@Suite struct JSONStreamTests {
  static let positive = "0.04332169878499658"
  static let negative = "0.12996509635498973"

  static let table = """
    {"label":1,"p":0.5,"t":"\\u00e9"}
    {"label":0,"p":5E-1,"t":"a,b"}
    """

  /// The same two rows in other layouts.
  static let layouts = [
    table, "[\n" + table.split(separator: "\n").joined(separator: ",\n") + "\n]\n",
    table.split(separator: "\n").joined(separator: " "),
    "[[\"label\",\"p\",\"t\"],[1,0.5,\"\\u00e9\"],[0, 5E-1 ,\"a,b\"]]",
    "{\"label\":[1,0],\"p\":[0.5, 5E-1 ],\"t\":[\"\\u00e9\",\"a,b\"]}",
    "{\"label\":{\"a\":1,\"b\":0},\"p\":{\"a\":0.5,\"b\":5E-1},\"t\":{\"a\":\"\\u00e9\",\"b\":\"a,b\"}}",
    "{\"a\":{\"label\":1,\"p\":0.5,\"t\":\"\\u00e9\"},\n\"b\":{\"label\":0,\"p\":5E-1,\"t\":\"a,b\"}}",
    "{\"columns\":[\"label\",\"p\",\"t\"],\"index\":[7,8],\"data\":[[1,0.5,\"\\u00e9\"],[0,5E-1,\"a,b\"]]}",
  ]

  @Test("rows become lines, CSV, TSV, a list", arguments: layouts)
  func formats(_ input: String) {
    let rows =
      "{\"label\":1,\"p\":0.5,\"t\":\"\\u00e9\",\"focal_loss\":\(Self.positive)}\n"
      + "{\"label\":0,\"p\":5E-1,\"t\":\"a,b\",\"focal_loss\":\(Self.negative)}\n"
    #expect(focal("--per-sample", input: input) == .done(rows))
    #expect(focal("--per-sample -f ndjson", input: input) == .done(rows))
    #expect(
      focal("--per-sample -f csv", input: input)
        == .done(
          "label,p,t,focal_loss\n1,0.5,é,\(Self.positive)\n0,5E-1,\"a,b\",\(Self.negative)\n"))
    #expect(
      focal("--per-sample -f tsv", input: input)
        == .done(
          "label\tp\tt\tfocal_loss\n1\t0.5\té\t\(Self.positive)\n0\t5E-1\ta,b\t\(Self.negative)\n"))
    #expect(
      focal("--per-sample -f json --id t", input: input).output.hasSuffix(
        """
          "samples": [
            { "row": 1, "id": "é", "label": 1, "loss": \(Self.positive) },
            { "row": 2, "id": "a,b", "label": 0, "loss": \(Self.negative) }
          ]
        }

        """))
    let arguments = ["--per-sample"]
    for size in [1, 7] {
      #expect(focal(arguments, input: Array(input.utf8), readSize: size) == .done(rows))
    }
  }

  @Test("rows without names stay arrays, and have no header")
  func unnamed() {
    let input = "[[1,0.5,\"x\"], [0, 0.5, null ]]"
    let line = "--per-sample --label 1 --prediction 2"
    #expect(
      focal(line, input: input)
        == .done("[1,0.5,\"x\",\(Self.positive)]\n[0, 0.5, null,\(Self.negative)]\n"))
    #expect(
      focal("\(line) -f csv", input: input).output.hasPrefix("1,0.5,x,\(Self.positive)\n0,0.5,"))
    #expect(
      focal("--per-sample", input: "[1,0.5]\n[0,0.5]\n").lines.first == "[1,0.5,\(Self.positive)]")
  }

  @Test("members that nobody wants may come, go and change")
  func optional() {
    let input = """
      {"label":1,"p":0.5,"t":"a"}
      {"p":0.5,"label":0}
      {"label":1,"p":0.5,"t":null,"u":{"v":[1]}}
      {"t":[],"label":0,"t":{},"p":0.5}
      """
    let losses = [Self.positive, Self.negative, Self.positive, Self.negative]
    let expected = zip(input.split(separator: "\n"), losses).map {
      "\($0.dropLast()),\"focal_loss\":\($1)}"
    }
    #expect(focal("--per-sample", input: input).lines == expected)
    let array = "[\(input.split(separator: "\n").joined(separator: ","))]"
    #expect(focal("--per-sample", input: array).lines == expected)
    #expect(focal("--per-sample --bare", input: input).lines == losses)
    // The columns are those of all rows, and a member that is absent is empty.
    let rows = input.split(separator: "\n")[..<3].joined(separator: "\n")
    #expect(
      focal("--per-sample -f csv", input: rows)
        == .done(
          "label,p,t,u.v,focal_loss\n1,0.5,a,,\(losses[0])\n0,0.5,,,\(losses[1])\n"
            + "1,0.5,null,1,\(losses[2])\n"))
  }

  @Test("white space, escapes and numbers are kept as they are written")
  func kept() {
    let input = """
      { "label" : 1, "p":0.50 , "t":"\\u00e9\\n\\"\\\\é\\/\\ud83d\\ude00", "n":12345678901234567890 }
      {"label":0,"p":5E-1,"t":"a\\tb","n":-0}

      """
    #expect(
      focal("--per-sample", input: input)
        == .done(
          """
          { "label" : 1, "p":0.50 , "t":"\\u00e9\\n\\"\\\\é\\/\\ud83d\\ude00", "n":12345678901234567890,"focal_loss":\(Self.positive)}
          {"label":0,"p":5E-1,"t":"a\\tb","n":-0,"focal_loss":\(Self.negative)}

          """))
    #expect(
      focal("--per-sample -f csv", input: input)
        == .done(
          "label,p,t,n,focal_loss\n1,0.50,\"é\n\"\"\\é/😀\",12345678901234567890,\(Self.positive)\n"
            + "0,5E-1,a\tb,-0,\(Self.negative)\n"))
  }

  @Test("rows on several lines come out on one each")
  func pretty() {
    let input = "[\n {\n  \"label\": 1,\n  \"p\": 0.5\n },\r\n {\"label\":0,\r\n\"p\":0.5}\n]"
    #expect(
      focal("--per-sample", input: input)
        == .done(
          "{  \"label\": 1,  \"p\": 0.5,\"focal_loss\":\(Self.positive)}\n"
            + "{\"label\":0,\"p\":0.5,\"focal_loss\":\(Self.negative)}\n"))
  }

  @Test("nested members are columns by their paths")
  func nested() {
    let input = "{\"label\":0,\"p\":[0.5,0.5],\"t\":{\"a\":[1,\"x\"],\"b\":{}}}"
    #expect(
      focal("--per-sample -f csv", input: input).output
        == "label,p.0,p.1,t.a.0,t.a.1,focal_loss\n0,0.5,0.5,1,x,0.17328679513998632\n")
    #expect(
      focal("--per-sample", input: input).output
        == "\(input.dropLast()),\"focal_loss\":0.17328679513998632}\n")
    let gradient = focal("--per-sample --gradient", input: input).output
    #expect(
      gradient.contains("\"focal_gradient_p.0\":") && gradient.contains("\"focal_hessian_p.1\":"))
  }

  @Test("ids are what they were: strings strings, numbers numbers")
  func ids() {
    let texts = ["\"é\\u0041\\\"\"", "7", "\"7\"", "\"007\"", "null", "\"null\"", "1e3", "true"]
    let rows = texts.map {
      "{\"id\":\($0),\"label\":1,\"p\":0.5}\n{\"id\":\($0),\"label\":0,\"p\":0.5}\n"
    }
    let lines = focal("--json --per-sample --id id", input: rows.joined()).lines
    let found = lines.filter { $0.contains("\"row\"") }.map { $0.split(separator: "\"id\": ")[1] }
    let expected = ["\"éA\\\"\""] + texts.dropFirst()
    for (index, id) in expected.enumerated() {
      #expect(found[2 * index].hasPrefix("\(id), \"label\": 1"))
      #expect(found[2 * index + 1].hasPrefix("\(id), \"label\": 0"))
    }
  }

  @Test("a large array of objects streams in order")
  func large() {
    let rows = (0..<60_000).map { "{\"id\":\($0),\"label\":\($0 % 2),\"p\":0.5}" }
    let run = focal("--per-sample", input: "[\(rows.joined(separator: ",\n"))]")
    let expected = rows.enumerated().map { index, row in
      "\(row.dropLast()),\"focal_loss\":\(index % 2 == 1 ? Self.positive : Self.negative)}"
    }
    #expect(run.lines == expected)
  }
}
