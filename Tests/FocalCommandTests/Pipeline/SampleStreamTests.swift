import Testing

@testable import FocalCommand

/// `--per-sample` as csv, tsv and ndjson: every row as it was, with its loss.
@Suite struct SampleStreamTests {
  // ¼ · ¼ ln 2 and ¾ · ¼ ln 2
  static let positive = "0.04332169878499658"
  static let negative = "0.12996509635498973"

  /// A stream: its name, options, input and output.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let line: String
    let input: String
    let output: String

    init(_ name: String, _ line: String, _ input: String, _ output: String) {
      testDescription = name
      self.line = line
      self.input = input
      self.output = output
    }
  }

  static let cases = [
    Case(
      "a header and rows", "", "id,label,p\na,1,0.5\nb,0,.5\n",
      "id,label,p,focal_loss\na,1,0.5,\(positive)\nb,0,.5,\(negative)\n"),
    Case(
      "no header", "", "1,0.5\n0,5e-1\n", "1,0.5,\(positive)\n0,5e-1,\(negative)\n"),
    Case(
      "a header by option", "--header no --label 1 --prediction 2", "1,0.5\n", "1,0.5,\(positive)\n"
    ),
    Case(
      "the last line without an end", "", "label,p\n1,0.5\n0,0.5",
      "label,p,focal_loss\n1,0.5,\(positive)\n0,0.5,\(negative)\n"),
    Case(
      "CRLF is kept", "", "label,p\r\n1,0.5\r\n0,0.5\r\n",
      "label,p,focal_loss\r\n1,0.5,\(positive)\r\n0,0.5,\(negative)\r\n"),
    Case(
      "mixed line ends are kept", "", "label,p\r\n1,0.5\n0,0.5\r\n",
      "label,p,focal_loss\r\n1,0.5,\(positive)\n0,0.5,\(negative)\r\n"),
    Case(
      "a byte-order mark is kept", "", "\u{feff}label,p\n1,0.5\n",
      "\u{feff}label,p,focal_loss\n1,0.5,\(positive)\n"),
    Case(
      "quoted fields are kept as they are", "",
      "label,p,\"t,\"\"u\"\"\"\n1,\"0.5\",\"a,\"\"b\"\"\"\n\"0\",0.5,\"x\ny\"\n",
      "label,p,\"t,\"\"u\"\"\",focal_loss\n1,\"0.5\",\"a,\"\"b\"\"\",\(positive)\n"
        + "\"0\",0.5,\"x\ny\",\(negative)\n"),
    Case(
      "spaces are kept", "", "label, p \n 1 ,0.5 \n", "label, p ,focal_loss\n 1 ,0.5 ,\(positive)\n"
    ),
    Case(
      "empty lines are no rows", "", "\nlabel,p\n\n1,0.5\n\n\n0,0.5\n\n",
      "label,p,focal_loss\n1,0.5,\(positive)\n0,0.5,\(negative)\n"),
    Case(
      "another delimiter is kept", "--delimiter ;", "label;p;t\n1;0.5;a,b\n",
      "label;p;t;focal_loss\n1;0.5;a,b;\(positive)\n"),
    Case(
      "tabs are kept", "--delimiter tab", "label\tp\n1\t0.5\n",
      "label\tp\tfocal_loss\n1\t0.5\t\(positive)\n"),
    Case(
      "to TSV, with quotes where they are needed", "-f tsv",
      "label,p,t\n1,0.5,\"a,b\"\n0,0.5,\"a\tb\"\n0,0.5,\"a\"\"b\"\n",
      "label\tp\tt\tfocal_loss\n1\t0.5\ta,b\t\(positive)\n0\t0.5\t\"a\tb\"\t\(negative)\n"
        + "0\t0.5\t\"a\"\"b\"\t\(negative)\n"),
    Case(
      "from TSV to CSV", "--delimiter tab -f csv", "label\tp\tt\n1\t0.5\ta,b\n",
      "label,p,t,focal_loss\n1,0.5,\"a,b\",\(positive)\n"),
    Case(
      "to NDJSON: numbers as they were, all else as strings", "-f ndjson",
      "label,p,t,n\n1,0.5,\"a\"\"b\n\",007\n0,5E-1,,-1.50e+2\ntrue,.5,null,1.\n",
      "{\"label\":1,\"p\":0.5,\"t\":\"a\\\"b\\n\",\"n\":\"007\",\"focal_loss\":\(positive)}\n"
        + "{\"label\":0,\"p\":5E-1,\"t\":\"\",\"n\":-1.50e+2,\"focal_loss\":\(negative)}\n"
        + "{\"label\":\"true\",\"p\":0.5,\"t\":\"null\",\"n\":1.0,\"focal_loss\":\(positive)}\n"
    ),
    Case(
      "to NDJSON without names: keys are numbers from 1", "-f ndjson", "1,0.5\n",
      "{\"1\":1,\"2\":0.5,\"focal_loss\":\(positive)}\n"),
    Case(
      "to NDJSON: what is not finite is a string", "-f ndjson -e 0", "label,p\n1,0\n",
      "{\"label\":1,\"p\":0,\"focal_loss\":\"Infinity\"}\n"),
    Case(
      "an infinite loss is a number in CSV", "-e 0", "label,p\n1,0\n",
      "label,p,focal_loss\n1,0,Infinity\n"),
    Case(
      "bare: one number a line", "--bare", "label,p\n1,0.5\n0,.5\n", "\(positive)\n\(negative)\n"),
    Case(
      "digits", "--digits 2", "label,p\n1,0.5\n0,0.5\n",
      "label,p,focal_loss\n1,0.5,0.043\n0,0.5,0.13\n"),
    Case(
      "weights and reductions do not change a sample's loss", "--weight w",
      "label,p,w\n1,0.5,7\n", "label,p,w,focal_loss\n1,0.5,7,\(positive)\n"),
  ]

  @Test("rows pass through with their loss", arguments: cases)
  func stream(_ case: Case) {
    for option in ["--per-sample", "-r none"] {
      let run = focal("\(option) \(`case`.line)", input: `case`.input)
      #expect(run.output == `case`.output)
      #expect(run.status == .done)
    }
  }

  @Test("the case at every size of reads gives the same stream", arguments: cases)
  func reads(_ case: Case) {
    let arguments = "--per-sample \(`case`.line)".split(separator: " ").map(String.init)
    for size in [1, 2, 3, 7, 64] {
      #expect(
        focal(arguments, input: Array(`case`.input.utf8), readSize: size).output == `case`.output)
    }
  }

  @Test(
    "a stream has the whole rows before the first that is wrong",
    arguments: [
      ("x,0.5", ":3:1: label 'x' is unknown; expected 0 or 1"),
      ("1,x", ":3:2: 'x' is not a number; expected a probability in column 'p'"),
      (
        "1,7",
        ":3:2: 7 is no probability; expected 0 to 1 in column 'p'; for raw scores add --logits"
      ),
      ("1", ":3: 1 field, but the header has 2"),
      (
        "1,\"0.5",
        ":3:2: a lone quote opens a field that does not end; expected a closing quote, "
          + "or no quotes at all: tr -d '\"' < FILE | focal ..."
      ),
    ])
  func bad(_ row: String, _ sentence: String) {
    let input = "label,p\n1,0.5\n\(row)\n0,0.5\n"
    for (line, output) in [
      ("", "label,p,focal_loss\n1,0.5,\(Self.positive)\n"), ("--bare", "\(Self.positive)\n"),
      ("-f ndjson", "{\"label\":1,\"p\":0.5,\"focal_loss\":\(Self.positive)}\n"),
    ] {
      let run = focal("--per-sample \(line)", input: input)
      #expect(run.status == .data)
      #expect(run.output == output)
      #expect(run.diagnostics.hasPrefix("focal: <stdin>\(sentence)"))
    }
    #expect(focal("--per-sample --json", input: input).output.isEmpty)
    #expect(focal("", input: input).output.isEmpty)
  }

  @Test("several files are one stream with one header")
  func files() throws {
    let folder = try TemporaryFolder()
    let first = try folder.file("a.csv", "label,p\n1,0.5")
    let second = try folder.file("b.csv", "label,p\n0,0.5\n")
    #expect(
      focal("--per-sample \(first) \(second)")
        == .done(
          "label,p,focal_loss\n1,0.5,\(Self.positive)\n0,0.5,\(Self.negative)\n"))
  }

  @Test("a .tsv file has tabs, in and out")
  func tsv() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a.TSV", "label\tp\n1\t0.5\n0\t0.5\n")
    #expect(
      focal("--per-sample \(path)")
        == .done(
          "label\tp\tfocal_loss\n1\t0.5\t\(Self.positive)\n0\t0.5\t\(Self.negative)\n"))
  }

  @Test("a large file streams in order, and its losses are those of its rows")
  func large() {
    let rows = (0..<150_000).map { "\($0),\($0 % 2),0.5" }
    let run = focal("--per-sample", input: "id,label,p\n" + rows.joined(separator: "\n"))
    let expected = rows.enumerated().map { index, row in
      "\(row),\(index % 2 == 1 ? Self.positive : Self.negative)"
    }
    #expect(run.lines.count == 150_001)
    #expect(Array(run.lines.dropFirst()) == expected)
  }
}
