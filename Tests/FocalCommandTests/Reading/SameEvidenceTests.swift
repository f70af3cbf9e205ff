import FocalInput
import TestSupport
import Testing

@testable import FocalCommand

/// What is told from the first rows is the same however the bytes arrive, and whatever a chunk holds.
@Suite struct SameEvidenceTests {
  /// The evidence that is wanted: names of classes, pairs, headers, kinds, hard predictions.
  static let inputs: [(name: String, line: String, text: String)] = [
    ("a prefixed family", "", "x.c,.pred_No,.pred_Yes,truth\na,.4,.6,Yes\nb,.5,.5,No\n"),
    ("a bare family, one class late", "", "obs,F,M,V\nF,.8,.1,.1\nF,.7,.2,.1\nM,.2,.6,.2\n"),
    ("an unmet class", "", "label,a,b,c\na,.5,-3,4\nb,1,2,-3\n"),
    (
      "pairs", "",
      "{\"label\":\"u\",\"probs\":[{\"label\":\"u\",\"prob\":0.75},{\"label\":\"v\",\"prob\":0.25}]}\n"
        + "{\"label\":\"v\",\"probs\":[{\"label\":\"v\",\"prob\":0.5},{\"label\":\"u\",\"prob\":0.5}]}\n"
    ),
    ("a header of texts", "", "alpha,label,q\n1,1,.5\n2,0,.25\n"),
    ("no header", "", "1,.5\n0,.25\n"), ("an unclear header", "", "0,1\n1,.5\n"),
    ("values in the fields used", "--label 2 --prediction 3", "i1,1,.9\ni2,0,.2\n"),
    ("a comment as header", "", "# label p\n1 .75\n0 .25\n"),
    ("row names", "", "\"y\" \"p\"\n\"1\" 1 .75\n\"2\" 0 .25\n"),
    ("logits by name", "", "label,logit\n1,2.5\n0,-1\n"),
    ("logits that look like probabilities", "", "label,logits\n1,.8\n0,.3\n"),
    ("hard predictions", "", "label,y_pred\n1,1\n0,1\n0,0\n"),
    ("classes beside a probability", "", "label,y_pred,y_prob\n1,1,.8\n0,0,.3\n0,1,.6\n"),
    ("a score of the class predicted", "", "label,y_pred,y_prob\n1,1,.8\n0,0,.7\n"),
    ("labels that are predictions", "--positive a", "outcome,p\na,.8\nb,.3\n"),
    ("arrays in fields", "", "label,probs\n1,\"[0.1 0.9]\"\n0,\"[0.8 0.2]\"\n"),
    ("arrays without a header", "", "1,\"[0.1 0.9]\"\n0,\"[0.8 0.2]\"\n"),
    ("the only other numbers", "", "id,label,note,model A\n1,1,x,.5\n2,0,y,.25\n"),
    ("members that come late", "", "{\"label\":1}\n{\"label\":0,\"p\":0.25}\n"),
    (
      "BigQuery", "",
      "{\"s\":1,\"predicted_s\":1,\"p\":0.75}\n{\"s\":0,\"predicted_s\":1,\"p\":0.5}\n"
    ),
  ]

  static let sizes = [1, 2, 3, 5, 16, 64]

  @Test("reads of any size give the same report or error", arguments: inputs.map(\.name))
  func reads(_ name: String) throws {
    let input = try #require(Self.inputs.first { $0.name == name })
    for command in ["--json", "inspect --json", "--bare --strict"] {
      let arguments = "\(command) \(input.line)".split(separator: " ").map(String.init)
      let whole = focal(arguments, input: Array(input.text.utf8))
      for size in Self.sizes {
        #expect(focal(arguments, input: Array(input.text.utf8), readSize: size) == whole)
      }
    }
  }

  @Test(
    "chunks of any size bind the same columns, or give the same error",
    arguments: inputs.map(\.name))
  func chunks(_ name: String) throws {
    let input = try #require(Self.inputs.first { $0.name == name })
    /// What came of a reading.
    func outcome(_ readSize: Int, _ chunkByteCount: Int?) -> String {
      do {
        return
          "\(try binding(input.line, input.text, readSize: readSize, chunkByteCount: chunkByteCount))"
      } catch {
        return "\(error)"
      }
    }
    // The members of a set have no order.
    func sorted(_ text: String) -> String { String(text.sorted()) }
    let whole = sorted(outcome(.max, nil))
    for size in Self.sizes {
      #expect(sorted(outcome(size, size)) == whole)
      #expect(sorted(outcome(.max, size)) == whole)
    }
  }

  @Test("what follows the first rows decides nothing, in any split", arguments: [1, 2, 3])
  func files(_ count: Int) throws {
    let folder = try TemporaryFolder()
    let rows = (0..<30).map { "\($0 % 3 == 0 ? "F" : "M"),\($0 % 2 == 0 ? ".8,.2" : ".3,.7")\n" }
    let whole = focal("--bare", input: "obs,F,M\n" + rows.joined())
    #expect(whole.status == .done)
    let size = rows.count / count
    let paths = try (0..<count).map { part in
      try folder.file(
        "\(part).csv", "obs,F,M\n" + rows[part * size..<(part + 1) * size].joined())
    }
    #expect(focal(["--bare"] + paths, input: []) == whole)
  }
}
