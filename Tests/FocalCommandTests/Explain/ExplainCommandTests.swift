import Foundation
import TestSupport
import Testing

@testable import FocalCommand

/// `focal explain`: one sample, number by number.
@Suite struct ExplainCommandTests {
  @Test("the table shows the arithmetic, the headline first and the signature last")
  func table() {
    #expect(
      focal("explain --prediction 0.75 --label 0 --gamma 1 --digits 6").output == """
        focal loss  0.779791  (label 0)

        quantity             value  how
        logit z           1.09861   ln p - ln (1 - p)
        probability p     0.75      given
        target y          0         the label
        p_t               0.25      1 - p, as y is 0
        epsilon           1e-07     p is held in [1e-07, 1 - 1e-07]; no change here
        q                 0.75      1 - p_t
        cross entropy ce  1.38629   -ln p_t
        factor            0.75      q^gamma, gamma 1
        alpha_t           0.75      1 - alpha, as the label is negative
        loss              0.779791  alpha_t * factor * ce = 0.75 * 0.75 * 1.38629
        gradient          0.616823  alpha_t q^gamma (gamma p_t ce + q)
        Hessian           0.218932  d2 loss / dz2

        focal:0.1.0,task:binary,input:probabilities,alpha:balanced:0.25,gamma:1,\
        epsilon:clip:1e-07,soft:none,smoothing:0,reduction:none

        """)
  }

  /// Options, and the input that they are for.
  private static let cases: [(String, String)] = {
    let binary = "label,prediction\n1,.97\n0,.3\n1,0\n0,1\n1,1\n0,1e-9\n1,.5\n"
    let soft = "label,prediction\n1,.97\n.3,.3\n.5,0\n.9,1\n0,.25\n"
    let rows = GoldenSetTests.setM
    return [
      ("", binary), ("--epsilon 0 --gamma .5", binary), ("-p tf-clip", binary),
      ("-p torch-bce", binary), ("-p artemmavrin", binary), ("-p keras2-binary", binary),
      ("-p flux-binary", binary), ("--class-weights 2,3 -a none", binary),
      ("--modulator fl-star:beta=1", binary), ("--modulator reduced:threshold=.3", binary),
      ("--modulator asl", binary), ("--modulator poly1", binary), ("--label-smoothing .1", binary),
      ("--soft-labels expected", soft), ("--soft-labels mixture", soft),
      ("--soft-labels exp-ce", soft), ("--soft-labels margin -e 0", soft),
      ("--soft-labels distance", soft), ("--soft-labels log-mixture", soft),
      ("--soft-labels positive-factor -g 3", soft),
      ("--modulator inverse", binary), ("--modulator schedule", binary),
      ("--modulator poly1:alpha=both", binary), ("--modulator power:margin=.4", binary),
      ("--modulator gaussian --soft-labels expected", soft),
      ("--label-smoothing .1 --smoothing-rule others", binary),
      ("--label-smoothing .1 --smoothing-rule cross-entropy-only", binary),
      ("--logits --modulator dual", rows), ("--logits --modulator normalized-softmax", rows),
      ("--logits --modulator dual --label-smoothing .1", rows),
      ("--logits --label-smoothing .1 --smoothing-rule cross-entropy-only", rows),
      ("--logits", rows), ("-p kornia -a .25 --alpha-rule background", rows),
      ("-p asl-single-label", rows), ("-p poly1", rows), ("-p asl -t one-vs-all", rows),
      ("-p smp --class-weights 1,2,3", rows), ("-p tf-onehot", rows), ("-p mmcv", rows),
      ("--logits --label-smoothing .1 -a .2,.3,.5", rows),
      ("--log-probabilities", "label,prediction\n1,-.5\n0,-2\n1,-1e-9\n"),
      ("--logits -t multilabel -a .2,.3,.5", "label,p0,p1,p2\n0;2,1,2,3\n1,-4,0,4\n"),
    ]
  }()

  @Test(
    "the loss and its derivatives are those of --per-sample, digit for digit", arguments: cases)
  func perSample(options: String, input: String) throws {
    let bare = focal("--per-sample --bare \(options)", input: input)
    try #require(bare.status == .done, "\(bare.diagnostics)")
    let gradients = focal("--per-sample --gradient --json \(options)", input: input)
    let list = gradients.lines.filter { $0.hasPrefix("    { \"row\"") }
    for (index, loss) in bare.lines.enumerated() {
      let run = focal("explain --row \(index + 1) --json \(options)", input: input)
      let text = loss.contains("Infinity") ? "\"\(loss)\"" : loss
      #expect(run.output.contains("\n  \"loss\": \(text),\n"), "\(options) \(run.output)")
      #expect(run.output.contains("\n  \"row\": \(index + 1),\n"))
      guard gradients.status == .done else { continue }
      // [1, 2] of the list is one number a column here.
      for name in ["gradient", "hessian"] {
        let shown = Self.values(of: name, run.output)
        let columns = Self.values(of: "column", run.output)
        // A prediction with two terms has two elements.
        let own = shown.indices.filter { $0 == 0 || columns[$0] != columns[$0 - 1] }
          .map { shown[$0] }.filter { $0 != "null" }
        #expect(own == Self.values(of: name, list[index]), "\(options) \(name) \(run.output)")
      }
    }
  }

  /// The values of a member wherever it stands, those of an array one by one.
  private static func values(of name: String, _ json: String) -> [String] {
    json.components(separatedBy: "\"\(name)\": ").dropFirst().flatMap { rest -> [String] in
      if rest.first == "[" {
        return rest.dropFirst().prefix { $0 != "]" }.components(separatedBy: ", ")
      }
      return [String(rest.prefix { !",} \n".contains($0) })]
    }
  }

  @Test("values given are a sample like that of a file, with its label meanings and refusals")
  func given() throws {
    let file = focal("explain --row 1 --json --logits", input: "label,p0,p1,p2\n0,2,.5,-1\n")
    let values = focal("explain --prediction 2,.5,-1 --label 0 --logits --json")
    #expect(values.output == file.output.replacing("\"row\": 1,", with: "\"row\": null,"))
    #expect(
      focal("explain --prediction 2,.5,-1 --label 1 --label-base 1 --logits --json").output
        == values.output.replacing("\"label\": 0,", with: "\"label\": 1,"))
    #expect(
      focal(
        ["explain", "--prediction", ".3", "--label", "\"big\" cat", "--positive", "\"big\" cat"],
        input: []
      )
      .lines[0] == "focal loss  0.14748666852992715  (label \"big\" cat)")
    #expect(
      focal("explain --prediction abc --label 1")
        == .failed(
          .data,
          "<arguments>:2:2: 'abc' is not a number; expected a probability in column 'prediction'"))
    #expect(
      focal("explain --prediction 1.5 --label 1").diagnostics.contains("--logits"))
  }

  @Test("a clipped prediction says to what")
  func clipped() {
    let run = focal("explain --prediction 0 --label 1")
    #expect(run.output.contains("p is held in [1e-07, 1 - 1e-07]; p is clipped to\n"))
    #expect(run.output.contains("-ln p_t, after epsilon\n"))
    #expect(run.output.contains("cross entropy ce  16.1181 "))
    let rows = focal("explain --row 1 --epsilon .1", input: "label,p0,p1\n0,0.05,0.95\n")
    #expect(rows.output.contains("; p0: p is clipped to 0.1\n"), "\(rows)")
  }

  @Test("a row that is left out says why, and has no numbers")
  func leftOut() {
    let input = "label,prediction\n1,.5\nNA,.5\n255,.5\n0,\n"
    let options = "--missing skip --ignore-label 255"
    for (row, reason, state) in [
      (2, "a value is missing", "skipped"), (3, "its label is to be ignored", "ignored"),
      (4, "a value is missing", "skipped"),
    ] {
      let run = focal("explain --row \(row) \(options)", input: input)
      #expect(run.status == .done)
      #expect(run.words.contains(": the row is left out, since \(reason) focal:"), "\(run)")
      let json = focal("explain --row \(row) --json \(options)", input: input)
      #expect(json.output.contains("\"state\": \"\(state)\""))
      #expect(json.output.contains("\"loss\": null") && json.output.contains("\"elements\": []"))
    }
  }

  @Test("nothing after the row is read or judged; rows before it are")
  func stops() throws {
    // The wrong rows are in the same chunk, and in one that is never read.
    let tail = String(repeating: "1,.5\n", count: 400_000)
    let input = "label,prediction\n1,.9\n0,.2\nx,y,z\n\(tail)"
    #expect(focal("explain --row 2", input: input).status == .done)
    #expect(
      focal("explain --row 3", input: input).diagnostics.hasPrefix("focal: <stdin>:4"))
    let long = "label,prediction\n\(tail)0,.25\n"
    let run = focal("explain --row 400001 --json", input: long)
    #expect(run.output.contains("\"label\": 0"))
    #expect(
      focal("explain --row 400002", input: long)
        == .failed(
          .data, "--row 400002: there are 400001 rows; expected a row from 1 to 400001"))
  }

  @Test("rows count over all files, and labels may be in a file of their own")
  func files() throws {
    let folder = try TemporaryFolder()
    let a = try folder.file("a.csv", "label,prediction\n1,.5\n")
    let b = try folder.file("b.csv", "label,prediction\n0,.25\n1,.125\n")
    let labels = try folder.file("labels.csv", "label\n1\n1\n0\n")
    let third = focal(["explain", "--row", "3", "--bare", a, b], input: [])
    #expect(
      third.diagnostics
        == "focal: --bare is for focal and focal merge; focal explain does not use it\n")
    let run = focal(["explain", "--row", "3", "--json", a, b], input: [])
    #expect(run.output.contains("\"probability\": 0.125"))
    let joined = focal(
      ["explain", "--row", "2", "--json", "--labels", labels],
      input: Array("prediction\n.5\n.25\n.125\n".utf8))
    #expect(
      joined.output.contains("\"probability\": 0.25") && joined.output.contains("\"label\": 1"))
  }

  @Test("an id is shown, in JSON as what it is")
  func id() {
    let input = "id,label,prediction\na7,1,.5\n"
    #expect(
      focal("explain --row 1 --id id", input: input).lines[0]
        == "focal loss  0.04332169878499658  (row 1, id a7, label 1)")
    #expect(focal("explain --row 1 --id id --json", input: input).output.contains("\"id\": \"a7\""))
  }

  @Test("every format has the same numbers")
  func formats() throws {
    let line = "explain --prediction 2,.5,-1 --label 0 --logits -t one-vs-all"
    let csv = focal("\(line) -f csv")
    let head = csv.lines[0].split(separator: ",").map(String.init)
    #expect(head.prefix(4) == ["row", "label", "column", "target"])
    #expect(csv.lines.count == 4)
    let tsv = focal("\(line) -f tsv").output
    // The signature has commas, and so stands in quotes in CSV.
    #expect(tsv.replacing("\t", with: ",") == csv.output.replacing("\"", with: ""))
    let object = try focal("\(line) --json").object()
    let elements = try #require(object["elements"] as? [[String: Any]])
    let losses = elements.compactMap { ($0["loss"] as? NSNumber)?.doubleValue }
    let column = try #require(head.firstIndex(of: "loss"))
    for (loss, row) in zip(losses, csv.lines.dropFirst()) {
      let fields = row.split(separator: ",", omittingEmptySubsequences: false)
      #expect(isClose(Double(fields[column]) ?? .nan, loss, relative: 1e-15))
    }
    #expect(focal("\(line) -f ndjson").lines.count == 1)
    #expect(focal("\(line) -f markdown").output.contains("| prediction | y | z |"))
  }

  @Test(
    "what it cannot do is refused with a sentence",
    arguments: [
      ("", "explain needs --prediction and --label with values, or --row and a file"),
      ("x.csv", "explain x.csv needs --row or --sample"),
      ("--row 0", "--row: '0' cannot be used; expected the number of a row, from 1"),
      (
        "--row 1 --per-sample",
        "--per-sample is for focal without a command; focal explain does not use it"
      ),
      (
        "--row 1 --strict",
        "--strict is for focal, focal compare, focal identify, focal sweep, focal merge and focal inspect; focal explain does not use it"
      ),
      (
        "--prediction .5 --label 1 --weight w",
        "--weight contradicts focal explain without --row; --prediction and --label are then the "
          + "values themselves"
      ),
      (
        "--row 1 -p asl,reduced",
        "--preset asl contradicts --preset reduced; several presets are for focal compare and focal identify"
      ),
    ])
  func refused(line: String, sentence: String) {
    #expect(focal("explain \(line)") == .failed(.usage, sentence))
  }

  @Test("--row is for explain alone, which reads no terminal where values are given")
  func row() {
    #expect(focal("--row 2") == .failed(.usage, "--row is for focal explain"))
    let run = focal(
      ["explain", "--prediction", ".5", "--label", "1"], input: [], isInputTerminal: true)
    #expect(run.status == .done)
    let waiting = focal(["explain", "--row", "1"], input: [], isInputTerminal: true)
    #expect(waiting.status == .usage)
  }
}
