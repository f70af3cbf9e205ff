import TestSupport
import Testing

@testable import FocalCommand

/// Values that are not there: errors with their place, or rows left out and counted.
@Suite struct MissingValueTests {
  static let positive = "0.04332169878499658"
  static let negative = "0.12996509635498973"

  @Test(
    "by default a missing value is an error",
    arguments: [
      ("label,p\n1,\n", "2:2: the field is empty; expected a probability in column 'p'"),
      ("label,p\n1,NA\n", "2:2: 'NA' is a missing value; expected a probability in column 'p'"),
      (
        "label,p\n1,.5\n1,nan\n",
        "3:2: 'nan' is a missing value; expected a probability in column 'p'"
      ),
      ("label,p\n1,\"\"\n", "2:2: the field is empty; expected a probability in column 'p'"),
      ("label,p\n,.5\n", "2:1: the field is empty; expected a label in column 'label'"),
      ("label,p\nNULL,.5\n", "2:1: 'NULL' is a missing value; expected a label in column 'label'"),
      (
        "{\"label\":1,\"p\":null}",
        "1:16: 'null' is a missing value; expected a probability in column 'p'"
      ),
      (
        "{\"label\":1,\"p\":0.5}\n{\"label\":1,\"p\":\"NaN\"}",
        "2:16: 'NaN' is a missing value; expected a probability in column 'p'"
      ),
      (
        "[{\"label\":\"\",\"p\":1}]", "1:11: the field is empty; expected a label in column 'label'"
      ),
      (
        "{\"label\":[1,null],\"p\":[0.5,0.5]}",
        "1:13: 'null' is a missing value; expected a label in column 'label'"
      ),
      (
        "{\"label\":[1,0],\"p\":[0.5,\n null]}",
        "2:2: 'null' is a missing value; expected a probability in column 'p'"
      ),
    ])
  func errors(_ input: String, _ sentence: String) {
    let expected = Run.failed(.data, "<stdin>:\(sentence), or --missing skip")
    #expect(focal("", input: input) == expected)
    #expect(focal("--missing error", input: input) == expected)
  }

  @Test("a missing weight is an error too")
  func weight() {
    let expected = Run.failed(
      .data, "<stdin>:2:3: the field is empty; expected a weight in column 'w', or --missing skip")
    #expect(focal("--weight w", input: "label,p,w\n1,.5,\n") == expected)
  }

  @Test(
    "the words for a missing value, as the file writes them",
    arguments: [
      "", "na", "NA", "nAn", "-NaN", "NULL", "n/a", "N/A", "#N/A", "<NA>", "None", "\\N",
    ])
  func words(_ word: String) {
    let found = word.isEmpty ? "the field is empty" : "'\(word)' is a missing value"
    #expect(
      focal("", input: "label,p\n1,\(word)\n")
        == .failed(
          .data,
          "<stdin>:2:2: \(found); expected a probability in column 'p', or --missing skip"))
    let line = "--missing skip --bare --gamma 0 --alpha-rule none"
    #expect(focal(line, input: "label,p\n1,\(word)\n1,0.5\n").number == 0.6931471805599453)
  }

  @Test("what is no number is no missing value", arguments: ["none", "<na>", "#n/a", "\\n", "nil"])
  func others(_ word: String) {
    #expect(
      focal("--missing skip", input: "label,p\n1,\(word)\n")
        == .failed(
          .data, "<stdin>:2:2: '\(word)' is not a number; expected a probability in column 'p'"))
  }

  @Test(
    "a member that is absent is missing, wherever it is and whatever stands there in other rows")
  func absentMembers() {
    let rows = [
      "{\"label\":1,\"p\":0.5,\"w\":1}", "{\"label\":1,\"w\":1}", "{\"p\":0.5,\"w\":1}",
      "{\"label\":0,\"p\":NaN,\"w\":1}", "{\"w\":1,\"p\":0.5,\"label\":0}", "{}",
      "{\"label\":1,\"p\":1}",
    ]
    for first in rows.indices {
      let input = (rows[first...] + rows[..<first]).joined(separator: "\n")
      let run = focal("--json --missing skip --weight w", input: input)
      #expect(run.number("loss") == 0.08664339756999316)
      #expect(run.number("skipped") == 5 && run.number("count") == 2)
    }
  }

  @Test("a row that has too few fields is no row with a missing value")
  func shortRow() {
    #expect(
      focal("--missing skip", input: "label,p\n1\n")
        == .failed(.data, "<stdin>:2: 1 field, but the header has 2"))
  }

  /// Rows of which the second to the sixth miss something, in CSV and in JSON.
  static let inputs = [
    "label,p,w\n1,.5,1\n,.5,1\n0,NA,1\nnull,.5,1\n0,,1\n1,.5,NaN\n0,.5,1\n",
    """
    {"label":1,"p":0.5,"w":1}
    {"label":null,"p":0.5,"w":1}
    {"label":0,"p":"NA","w":1}
    {"label":"NULL","p":0.5,"w":1}
    {"label":0,"p":null,"w":1}
    {"label":1,"p":0.5,"w":null}
    {"label":0,"p":0.5,"w":1}
    """,
    """
    {"label":[1,null,0,"NA",0,1,0],"p":[0.5,0.5,"",0.5,null,0.5,0.5],"w":[1,1,1,1,1,"nan",1]}
    """,
  ]

  @Test("skipped rows are counted, with the first", arguments: inputs)
  func skipped(_ input: String) throws {
    let line = "--missing skip --weight w"
    let run = focal("--json \(line)", input: input)
    #expect(run.number("loss") == 0.08664339756999316)
    #expect(run.number("skipped") == 5 && run.number("count") == 2)
    let message = "5 rows left out because a value is missing"
    #expect(
      run.output.contains(
        "{ \"code\": \"skipped\", \"message\": \"\(message)\", \"count\": 5, \"firstRow\": 2 }"))
    #expect(
      focal(line, input: input).output.contains("\nwarning: \(message) (first in row 2)\n\nfocal:"))
    #expect(
      focal("--bare \(line)", input: input)
        == Run(
          status: .done, output: "0.08664339756999316\n",
          diagnostics: "focal: warning: \(message) (first in row 2)\n"))
    #expect(
      focal("--strict \(line)", input: input)
        == .failed(.data, "--strict: \(message) (first in row 2)"))
  }

  @Test("skipped rows stay in streams, without a loss", arguments: inputs)
  func streams(_ input: String) throws {
    let line = "--per-sample --missing skip --weight w"
    let losses = [Self.positive] + Array(repeating: "", count: 5) + [Self.negative]
    let bare = focal("\(line) --bare", input: input)
    #expect(bare.output == losses.map { "\($0)\n" }.joined())
    let csv = focal("\(line) -f csv", input: input)
    #expect(csv.output.hasPrefix("label,p,w,focal_loss\n1,"))
    let endings = csv.lines.dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(endings.map { $0.count == 4 ? String($0[3]) : "?" } == losses)
    let ndjson = focal("\(line) -f ndjson", input: input)
    for (row, loss) in zip(ndjson.lines, losses) {
      #expect(row.hasSuffix(",\"focal_loss\":\(loss.isEmpty ? "null" : loss)}"))
    }
    let list = focal("\(line) --json", input: input)
    #expect(
      list.output.hasSuffix(
        """
          "samples": [
            { "row": 1, "label": 1, "loss": \(Self.positive) },
            { "row": 7, "label": 0, "loss": \(Self.negative) }
          ]
        }

        """))
  }

  @Test("the gradients of a skipped row are empty too")
  func gradients() {
    let input = "label,p0,p1\n0,.5,.5\n,.5,.5\n"
    let csv = focal("--per-sample --gradient --missing skip", input: input)
    #expect(csv.lines.last == ",.5,.5,,,,,")
    let ndjson = focal("--per-sample --gradient --missing skip -f ndjson", input: input)
    #expect(ndjson.lines.last?.contains("\"focal_hessian_p1\":null}") == true)
  }

  @Test("null for a whole array of predictions is a missing value")
  func wholeArrays() {
    let input =
      "{\"label\":1,\"p\":[0.5,0.5]}\n{\"label\":1,\"p\":null}\n{\"label\":0,\"p\":[null,0.5]}\n"
    let run = focal("--bare --per-sample --missing skip", input: input)
    #expect(run.output == "0.17328679513998632\n\n\n")
  }

  @Test("where all rows are left out there is nothing to tell")
  func all() {
    for (line, input) in [
      ("--missing skip", "label,p\n,.5\n1,\n"), ("--ignore-label 9", "label,p\n9,.5\n9.0,.5\n"),
      ("--missing skip --ignore-label 9", "{\"label\":9,\"p\":0.5}\n{\"label\":null,\"p\":0.5}\n"),
    ] {
      #expect(
        focal(line, input: input)
          == .failed(.data, "<stdin>: all 2 rows were left out; expected samples"))
    }
  }

  @Test("rows left out anywhere leave those that stay with their own labels and weights")
  func anywhere() {
    var generator = SplitMix64(seed: 5)
    for _ in 0..<40 {
      var all = "label,p,w\n"
      var kept = all
      for _ in 0..<Int.random(in: 1...300, using: &generator) {
        let fields = [
          "\(Int.random(in: 0...1, using: &generator))",
          "\(Double.random(in: 0..<1, using: &generator))",
          "\(Int.random(in: 1...3, using: &generator))",
        ]
        let left = Int.random(in: 0..<12, using: &generator)
        let isKept = left > 3
        // One of the three is missing, or the label is one to be ignored.
        let written = fields.enumerated().map { index, field in
          left == index ? "NA" : left == 3 && index == 0 ? "9" : field
        }
        all += written.joined(separator: ",") + "\n"
        if isKept { kept += fields.joined(separator: ",") + "\n" }
      }
      let line = "--weight w --bare --per-sample"
      let run = focal("\(line) --missing skip --ignore-label 9", input: all)
      let expected = focal("\(line)", input: kept)
      guard kept != "label,p,w\n" else { continue }
      #expect(run.lines.filter { !$0.isEmpty } == expected.lines, "seed 5")
    }
  }

  @Test("rows are counted over all chunks and files")
  func files() throws {
    let folder = try TemporaryFolder()
    let rows = String(repeating: "1,0.500\n0,0.500\n", count: 70_000)
    let first = try folder.file("a.csv", "label,p\n\(rows)")
    let second = try folder.file("b.csv", "label,p\n\n0,.5\n1,\n1,.5\n")
    let run = focal("--bare --missing skip \(first) \(second)")
    #expect(
      run
        == Run(
          status: .done, output: "0.08664339756999316\n",
          diagnostics:
            "focal: warning: 1 row left out because a value is missing (first in row 140002)\n"))
  }
}
