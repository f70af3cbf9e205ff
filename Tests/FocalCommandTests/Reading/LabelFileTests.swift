import TestSupport
import Testing

@testable import FocalCommand

/// Labels in a file of their own: the same as a column of the predictions.
@Suite struct LabelFileTests {
  // The losses of 0.9 for a positive, 0.2 for a negative.
  static let losses = Run.done("0.00026340128914456557\n0.006694306539426294\n")

  @Test(
    "labels go by their row, in any format, with a header or bare",
    arguments: [
      ("a.csv", "1\n0\n"), ("a.csv", "label\n1\n0\n"), ("a.csv", "\r\nY\r\n1\r\n\r\n0"),
      ("a.csv", "true\nfalse\n"), ("a.csv", "note,label\na,1\nb,0\n"),
      ("a.tsv", "note\ttarget\na\t1\nb\t0\n"),
      ("a.csv", "note;label\na;1\nb;0\n"), ("a.json", "[1, 0]"), ("a.json", "[\n1,\n0\n]\n"),
      ("a.json", "[true,false]"), ("a.json", "[\"1\",\"0\"]"), ("a.json", "[[1],[0]]"),
      ("a.json", "[[\"label\"],[1],[0]]"), ("a.json", "{\"label\":[1,0],\"note\":[3,4]}"),
      ("a.json", "{\"label\":{\"0\":1,\"1\":0}}"), ("a.json", "[{\"label\":1},{\"label\":0}]"),
      ("a.ndjson", "1\n0\n"), ("a.ndjson", "{\"note\":1,\"label\":1}\n{\"label\":0}\n"),
      ("a", "1\n0\n"), ("a", "{\"label\":1}\n{\"label\":0}\n"), ("a", "[1,0]"),
    ])
  func rows(_ name: String, _ labels: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file(name, labels)
    for input in ["p\n.9\n.2\n", "x,p\n7,.9\n7,.2\n", "{\"p\":0.9}\n{\"p\":0.2}\n"] {
      #expect(focal("--bare --per-sample --labels \(path)", input: input) == Self.losses)
    }
  }

  @Test(
    "labels go by their id, in any order, with more of them than are needed",
    arguments: [
      ("a.csv", "id,label\nz,1\nb,0\na,1\ny,0\n"), ("a.tsv", "label\tid\n0\tb\n1\ta\n"),
      ("a.ndjson", "{\"id\":\"b\",\"label\":0}\n{\"id\":\"\\u0061\",\"label\":1}\n"),
      ("a.json", "{\"id\":[\"b\",\"a\"],\"label\":[0,1]}"),
      ("a.json", "{\"columns\":[\"label\",\"id\"],\"index\":[0,1],\"data\":[[0,\"b\"],[1,\"a\"]]}"),
      // Without ids of its own it goes by rows.
      ("a.csv", "1\n0\n"),
    ])
  func ids(_ name: String, _ labels: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file(name, labels)
    for input in [
      "id,p\na,.9\nb,.2\n", "{\"id\":\"a\",\"p\":0.9}\n{\"id\":\"b\",\"p\":0.2}\n",
      "{\"p\":{\"0\":0.9,\"1\":0.2},\"id\":{\"0\":\"a\",\"1\":\"b\"}}",
      // A label beside the predictions is not the one asked for.
      "id,label,p\na,0,.9\nb,1,.2\n",
    ] {
      let run = focal("--bare --per-sample --id id --labels \(path)", input: input)
      #expect(run.status == .done && run.output == Self.losses.output)
      #expect(
        run.diagnostics
          == (labels.contains("z")
            ? "focal: warning: 2 labels without a prediction [unmatched-labels]\n" : ""))
    }
  }

  @Test("the example files have the same report with their labels in a file of their own")
  func examples() throws {
    let folder = try TemporaryFolder()
    for name in ["breast_cancer", "wine", "digits"] {
      let table = try WrittenTable(path: TrueLossTests.path(name))
      let labels = table.rows.map { $0[1] }
      let joined = zip(table.rows, labels).reversed().map { "\($0[0]),\($1)\n" }.joined()
      let bare = labels.joined(separator: "\n")
      let json = table.array(labels.map { Int($0) == nil ? WrittenTable.quoted($0) : $0 })
      let expected = focal("--json \(TrueLossTests.path(name))")
      for (file, text, line) in [
        ("bare.csv", bare, ""), ("header.csv", "label\n\(bare)\n", ""), ("a.json", json, ""),
        ("joined.csv", "id,label\n\(joined)", "--id id"),
      ] {
        let path = try folder.file(file, text)
        let run = focal("--json \(line) --labels \(path) \(TrueLossTests.path(name))")
        #expect(run.withoutInput == expected.withoutInput, "\(name) \(file)")
      }
    }
  }

  @Test("more different labels than are remembered, over many chunks of both files")
  func manyTexts() throws {
    let folder = try TemporaryFolder()
    var generator = SplitMix64(seed: 71)
    let rows = (0..<60_000).map { _ in
      (
        label: Double.random(in: 0..<1, using: &generator),
        prediction: Double.random(in: 0..<1, using: &generator)
      )
    }
    let labels = try folder.file("l.csv", "label\n" + rows.map { "\($0.label)\n" }.joined())
    let predictions = try folder.file("p.csv", "p\n" + rows.map { "\($0.prediction)\n" }.joined())
    let both = try folder.file(
      "both.csv", "label,p\n" + rows.map { "\($0.label),\($0.prediction)\n" }.joined())
    let line = "--bare --per-sample --soft-labels expected"
    let run = focal("\(line) --labels \(labels) \(predictions)")
    #expect(run.lines.count == 60_000)
    #expect(run == focal("\(line) \(both)"), "seed 71")
  }

  @Test("ids over many chunks of the file of labels, with empty lines among them")
  func manyIDs() throws {
    let folder = try TemporaryFolder()
    let count = 60_000
    let predictions = try folder.file(
      "p.csv", "id,p\n" + (0..<count).map { "s\($0),0.\($0 % 10)5\n" }.joined())
    let labels = try folder.file(
      "l.csv",
      "id,label\n"
        + (0..<count).reversed().map { "\($0 % 9_000 == 0 ? "\n" : "")s\($0),\($0 % 2)\n" }.joined()
    )
    let both = try folder.file(
      "both.csv", "label,p\n" + (0..<count).map { "\($0 % 2),0.\($0 % 10)5\n" }.joined())
    #expect(focal("--bare --id id --labels \(labels) \(predictions)") == focal("--bare \(both)"))
  }

  @Test("- reads the labels from standard input, by row or by id")
  func standardInput() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("p.csv", "id,p\na,.9\nb,.2\n")
    #expect(focal("--bare --per-sample --labels - \(path)", input: "1\n0\n") == Self.losses)
    #expect(
      focal("--bare --per-sample --id id --labels - \(path)", input: "id,label\nb,0\na,1\n")
        == Self.losses)
    #expect(focal("--bare --per-sample --labels - \(path)", input: "[1,0]") == Self.losses)
    #expect(
      focal("--labels - \(path)", input: "1\nx\n")
        == .failed(
          .data,
          "<stdin>:2:1: label 'x' is unknown; \(LabelFileSentenceTests.known) 1"))
    for line in ["--labels -", "--labels - -", "--labels - \(path) -"] {
      #expect(
        focal(line, input: "1\n0\n")
          == .failed(.usage, "standard input is given twice; it can be read once"))
    }
  }

  @Test("class names in a bare column are labels from the first on")
  func names() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("labels.csv", "cat\ndog\n")
    let expected = Run.done("0.0010536051565782623\n0.008925742052568384\n")
    let line = "--bare --per-sample --labels \(path)"
    #expect(focal("\(line) --prediction cat,dog", input: "cat,dog\n.9,.1\n.2,.8\n") == expected)
    #expect(focal("\(line) --prediction p_*", input: "p_cat,p_dog\n.9,.1\n.2,.8\n") == expected)
    let numbered = try folder.file("numbered.csv", "p1\np2\n")
    #expect(
      focal("--bare --per-sample --labels \(numbered)", input: "p1,p2\n.9,.1\n.2,.8\n") == expected)
    let oneHot = try folder.file("hot.csv", "dog,cat\n0,1\n1,0\n")
    #expect(
      focal(
        "--bare --per-sample --task multiclass --label cat,dog --prediction cat,dog "
          + "--labels \(oneHot)", input: "cat,dog\n.9,.1\n.2,.8\n") == expected)
  }

  @Test("missing and ignored labels leave their rows out")
  func leftOut() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("labels.json", "[1,null,9,0]")
    let run = focal(
      "--per-sample --missing skip --ignore-label 9 --labels \(path)",
      input: "p\n.9\n.5\n.5\n.2\n")
    #expect(
      run.output == "p,focal_loss\n.9,0.00026340128914456557\n.5,\n.5,\n.2,0.006694306539426294\n")
    #expect(
      run.diagnostics
        == "focal: warning: 1 row left out because a value is missing (first in row 2)\n")
  }

  @Test("more rows than a chunk has go by their rows, however long the labels' rows are")
  func chunks() throws {
    let folder = try TemporaryFolder()
    let count = 210_000
    let predictions = "p\n" + String(repeating: "0.5\n", count: count)
    let expected = Run.done("0.08664339756999316\n")
    let short = try folder.file("a.csv", String(repeating: "1\n0\n", count: count / 2))
    #expect(focal("--bare --labels \(short)", input: predictions) == expected)
    let note = String(repeating: "x", count: 40)
    let long = String(repeating: "1,\(note)\n0,\(note)\n", count: count / 2)
    let path = try folder.file("b.csv", "label,note\n\(long)")
    #expect(focal("--bare --labels \(path)", input: predictions) == expected)
  }
}
