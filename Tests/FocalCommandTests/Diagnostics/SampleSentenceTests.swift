import Testing

@testable import FocalCommand

/// What is said of samples whose fields can be read but mean nothing: bad data.
@Suite struct SampleSentenceTests {
  static let known = "expected 0 or 1 (or name the positive one with --positive) in column 'label'"

  @Test(
    "a label that means nothing is told with what would",
    arguments: [
      ("", "label,p\n2,.5\n", "2:1: label '2' is unknown; \(known)"),
      ("", "label,p\nyes,.5\n", "2:1: label 'yes' is unknown; \(known)"),
      ("", "label,p\n-1,.5\n", "2:1: label '-1' is unknown; \(known)"),
      (
        "--soft-labels expected", "label,p\n1.5,.5\n",
        "2:1: label '1.5' is unknown; expected a number from 0 to 1 in column 'label'"
      ),
      (
        "--soft-labels expected", "label,p\nhalf,.5\n",
        "2:1: label 'half' is unknown; expected a number from 0 to 1 in column 'label'"
      ),
      (
        "--prediction p_*", "label,p_a,p_b\nc,.5,.5\n",
        "2:1: label 'c' is unknown; expected one of 'p_a', 'p_b' in column 'label'"
      ),
      (
        "", "label,p1,p2\n0,.5,.5\n",
        "2:1: label '0' is unknown; expected one of 'p1', 'p2' in column 'label'"
      ),
      (
        "", "p0,p1,p2,p3,p4,p5,p6,p7,p8,label\n0,0,0,0,0,0,0,0,1,9\n",
        "2:10: label '9' is unknown; expected one of 'p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', "
          + "'p7', … in column 'label'"
      ),
      (
        "--header no --label 1 --prediction 2,3", "2,.5,.5\n",
        "1:1: label '2' is unknown; expected one of '0', '1' in column 1"
      ),
      (
        "--label a,b --prediction c,d -t multiclass", "a,b,c,d\n1,1,.5,.5\n",
        "2:1: the labels of the row sum to 2; --task multiclass expects exactly one 1"
      ),
      (
        "--label a,b --prediction c,d -t multiclass", "a,b,c,d\n0,0,.5,.5\n",
        "2:1: the labels of the row sum to 0; --task multiclass expects exactly one 1"
      ),
      (
        "--label a,b --prediction c,d -t multilabel", "a,b,c,d\n0,x,.5,.5\n",
        "2:2: label 'x' is unknown; "
          + "expected 0 or 1 (or name the positive one with --positive) in column 'b'"
      ),
      (
        "--soft-labels expected --class-weights 1,2", "label,p\n1,.5\n0.5,.5\n",
        "3:1: label '0.5' is a fraction; --class-weights needs 0 or 1 in column 'label'"
      ),
    ])
  func labels(_ line: String, _ input: String, _ sentence: String) {
    #expect(focal(line, input: input) == .failed(.data, "<stdin>:\(sentence)"))
  }

  @Test("a label that is a fraction is told with --soft-labels")
  func fraction() {
    let run = focal("", input: "label,p\n0.3,.5\n")
    #expect(run.status == .data)
    #expect(
      run.diagnostics.hasPrefix("focal: <stdin>:2:1: label '0.3' is unknown; expected 0 or 1"))
    #expect(run.diagnostics.contains("--soft-labels"))
  }

  @Test("an empty label or prediction is an error that says what was expected")
  func empty() {
    let label = focal("", input: "label,p\n,.5\n")
    #expect(label.status == .data && label.output.isEmpty)
    #expect(label.diagnostics.hasPrefix("focal: <stdin>:2:1: the field is empty; expected a label"))
    let prediction = focal("", input: "label,p\n1,\n")
    #expect(prediction.status == .data && prediction.output.isEmpty)
    #expect(
      prediction.diagnostics.hasPrefix(
        "focal: <stdin>:2:2: the field is empty; expected a probability in column 'p'"))
  }

  @Test(
    "a prediction or weight out of range is told with the range",
    arguments: [
      (
        "", "label,p\n1,1.1\n",
        "2:2: 1.1 is no probability; expected 0 to 1 in column 'p'; for raw scores add --logits"
      ),
      (
        "", "label,p\n1,-0.25\n",
        "2:2: -0.25 is no probability; expected 0 to 1 in column 'p'; for raw scores add --logits"
      ),
      (
        "", "label,p\n1,inf\n",
        "2:2: Infinity is no probability; expected 0 to 1 in column 'p'; for raw scores add --logits"
      ),
      // The bound of float32 rounding is 1e-6, inclusive.
      (
        "", "label,p\n1,1.0000011\n",
        "2:2: 1.0000011 is no probability; expected 0 to 1 in column 'p'; "
          + "for raw scores add --logits"
      ),
      (
        "", "label,p0,p1\n1,.5,.5\n1,.5,7\n",
        "3:3: 7 is no probability; expected 0 to 1 in column 'p1'; for raw scores add --logits"
      ),
      (
        "--log-probabilities", "label,p\n1,0.1\n",
        "2:2: 0.1 is no log-probability; expected 0 or less in column 'p'"
      ),
      (
        "--logits", "label,p0,p1\n0,inf,inf\n",
        "2:2: the logits have no softmax; expected at most one Infinity, and not -Infinity only"
      ),
      (
        "--logits", "label,p0,p1\n0,-inf,-inf\n",
        "2:2: the logits have no softmax; expected at most one Infinity, and not -Infinity only"
      ),
      (
        "--weight w", "label,p,w\n1,.5,-1\n",
        "2:3: -1 is no weight; expected a finite number, 0 or more, in column 'w'"
      ),
      (
        "--weight w", "label,p,w\n1,.5,inf\n",
        "2:3: Infinity is no weight; expected a finite number, 0 or more, in column 'w'"
      ),
      // The first row that is wrong is told, and in it the label first.
      ("", "label,p\nx,7\n", "2:1: label 'x' is unknown; \(known)"),
      (
        "", "label,p\n1,7\nx,.5\n",
        "2:2: 7 is no probability; expected 0 to 1 in column 'p'; for raw scores add --logits"
      ),
      ("", "label,p\nx,.5\n1,y\n", "2:1: label 'x' is unknown; \(known)"),
    ])
  func ranges(_ line: String, _ input: String, _ sentence: String) {
    #expect(focal(line, input: input) == .failed(.data, "<stdin>:\(sentence)"))
  }
}
