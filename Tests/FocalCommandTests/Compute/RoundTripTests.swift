import TestSupport
import Testing

@testable import FocalCommand

/// The printed signature computes the same report again.
@Suite struct RoundTripTests {
  static let binary = "id,label,p\n3,1,0.5\n1,0,0.75\n2,0,0.123\n5,1,1e-9\n"
  static let logits = "label,logit\n1,0.5\n0,-30\n1,-0.1\n0,7\n"
  static let classes = "label,p0,p1,p2\n0,0.5,0.25,0.25\n1,0.75,0.25,0\n2,0,0.5,0.5\n"
  static let lists = "a,b,p0,p1\n1,0,0.5,0.75\n0,1,0.75,0.5\n"

  /// Options that the signature says, and options about columns, which it does not.
  static let cases: [(String, String, String)] = [
    ("", "", binary), ("-a 0.1 -g 0.7 -e 1e-3", "", binary), ("-a none -e 0 -r sum", "", binary),
    ("-a 3 --alpha-rule positive-weight -r positives", "", binary),
    ("-a .2,.8 --alpha-rule per-class --class-weights 1,0.3", "", binary),
    ("-e 1e-8 --epsilon-rule add -r weighted-mean", "--weight id", binary),
    ("-e 2 --epsilon-rule log-floor -g 1e-300", "", binary),
    ("--label-smoothing 0.1", "", binary), ("--soft-labels mixture", "", binary),
    ("--soft-labels exp-ce -g 12345678.9", "", binary), ("-p tf-clip", "", binary),
    ("-p torch-bce", "", binary), ("-p torch-bce --logits", "", logits),
    ("-p torchvision", "", logits), ("--logits -r mean-elements", "", logits),
    ("", "", classes), ("-a 1,2,1e-9", "", classes), ("-a .3 --alpha-rule background", "", classes),
    ("-t one-vs-all -a .1,.2,.3", "", classes), ("-p tf-onehot --probabilities", "", classes),
    ("-t multilabel", "--label a,b", lists), ("-t multiclass", "--label a,b", lists),
    ("--per-sample", "", binary), ("--per-sample -t one-vs-all", "--gradient", classes),
  ]

  @Test("the signature of a report gives the report again", arguments: cases)
  func roundTrip(_ meaning: String, _ columns: String, _ input: String) throws {
    // The preset is all that a signature does not tell: it says what the preset means instead.
    func report(_ line: String) -> [String] {
      let run = focal("--json \(line) \(columns)", input: input)
      #expect(run.status == .done, "\(run)")
      return run.lines.map { $0.replacing(#/"preset": [^,]*/#, with: "") }
    }
    let signature = try focal("--json \(meaning) \(columns)", input: input).signature()
    #expect(report("--signature \(signature)") == report(meaning))
  }

  @Test(
    "a signature without reduction streams the samples, and every format is that of the samples")
  func perSample() throws {
    let signature = try focal("--per-sample --json -g 3", input: Self.binary).signature()
    for format in ["", "-f csv", "-f tsv", "-f ndjson", "--bare", "--gradient"] {
      #expect(
        focal("--signature \(signature) \(format)", input: Self.binary)
          == focal("--per-sample -g 3 \(format)", input: Self.binary))
    }
  }

  @Test("no character of a signature means anything to a shell")
  func shell() throws {
    for (meaning, columns, input) in Self.cases {
      let signature = try focal("--json \(meaning) \(columns)", input: input).signature()
      #expect(signature.wholeMatch(of: #/[A-Za-z0-9.,:+-]+/#) != nil, "\(signature)")
    }
  }

  @Test("the axes of a signature may stand in any order, and options beside it override them")
  func order() throws {
    let signature = try focal("--json", input: Self.binary).signature()
    let reversed = signature.split(separator: ",").reversed().joined(separator: ",")
    #expect(
      focal("--signature \(reversed)", input: Self.binary) == focal("", input: Self.binary))
    #expect(
      focal("--signature \(signature) -g 5 -a none -r sum", input: Self.binary)
        == focal("-g 5 -a none -r sum", input: Self.binary))
  }

  @Test("a signature of another task than the columns allow is wrong usage")
  func task() throws {
    let signature = try focal("--json", input: Self.classes).signature()
    #expect(
      focal("--signature \(signature)", input: Self.binary)
        == .failed(
          .usage,
          "<stdin>: --task multiclass does not go with 1 label and 1 prediction columns"))
  }
}
