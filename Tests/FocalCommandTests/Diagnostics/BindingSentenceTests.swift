import Testing

@testable import FocalCommand

/// What is said where columns cannot be given their meaning: wrong usage, with the name of the file.
@Suite struct BindingSentenceTests {
  @Test(
    "columns that cannot be told are listed, with the option to use",
    arguments: [
      ("a,p\n1,.5\n", "", "no label column found among 'a', 'p'; name it with --label"),
      (
        "label,a,b\n1,.5,.5\n", "",
        "no prediction column found among 'label', 'a', 'b'; name it with --prediction"
      ),
      (
        "label,Y,p\n1,1,.5\n", "",
        "several columns could be the label: 'label', 'Y'; name one with --label"
      ),
      (
        "y,P,Prob\n1,.5,.5\n", "",
        "several columns could be the prediction: 'P', 'Prob'; name one with --prediction"
      ),
      (
        "y,a0,a1,b1,b2\n0,.5,.5,.5,.5\n", "",
        "several columns could be the prediction: 'a0 ... a1', 'b1 ... b2'; "
          + "name one with --prediction"
      ),
      ("y,p\n1,.5\n", "--label z", "--label 'z' is no column of 'y', 'p'"),
      (
        "target,p\n1,.5\n", "--label targt",
        "--label 'targt' is no column of 'target', 'p'; did you mean 'target'?"
      ),
      ("y,p\n1,.5\n", "--prediction 3", "--prediction '3' is no column of 'y', 'p'"),
      ("y,p\n1,.5\n", "--prediction q*", "--prediction 'q*' is no column of 'y', 'p'"),
      ("y,p\n1,.5\n", "--weight w", "--weight 'w' is no column of 'y', 'p'"),
      ("y,p\n1,.5\n", "--id 0", "--id '0' is no column of 'y', 'p'"),
      (
        "y,p,p\n1,.5,.6\n", "--prediction p",
        "--prediction 'p' is the name of columns 2, 3; give its number"
      ),
      (
        "y,p,w1,w2\n1,.5,1,1\n", "--weight w*",
        "--weight 'w*' matches several columns; expected one"
      ),
      ("y,p\n1,.5\n", "--prediction p,2", "column 'p' is given to --prediction twice"),
      (
        "y,p\n1,.5\n", "--prediction y",
        "column 'y' cannot be both label and prediction; use --label or --prediction"
      ),
      (
        "y,p\n1,.5\n", "--weight p --prediction p",
        "column 'p' cannot be both prediction and weight; use --prediction or --weight"
      ),
      (
        "1,.5\n", "--prediction 1 --label 1",
        "column 1 cannot be both label and prediction; use --label or --prediction"
      ),
      (
        "1,.5,.5\n", "", "no label column found among 3 columns without names; name it with --label"
      ),
      (
        "1,.5,.5\n", "--label 1",
        "no prediction column found among 3 columns without names; name it with --prediction"
      ),
      ("1,.5\n", "--label y", "--label 'y' is no column of 2 columns without names"),
      (
        "1,0,.5,.5\n", "--label 1,2 --prediction 3,4",
        "2 label columns may be one-hot or multilabel; add --task multiclass or --task multilabel"
      ),
    ])
  func columns(_ input: String, _ line: String, _ sentence: String) {
    #expect(focal(line, input: input) == .failed(.usage, "<stdin>: \(sentence)"))
  }

  @Test(
    "counts of columns that fit no task, or not the one asked for, are an error",
    arguments: [
      ("--label 1 --prediction 2 -t multiclass", "--task multiclass", 1, 1),
      ("--label 1 --prediction 2 -t one-vs-all", "--task one-vs-all", 1, 1),
      ("--label 1 --prediction 2 -t multilabel", "--task multilabel", 1, 1),
      ("--label 1 --prediction 2,3 -t binary", "--task binary", 1, 2),
      ("--label 1,2 --prediction 3,4,5 -t multilabel", "--task multilabel", 2, 3),
      ("--label 1,2 --prediction 3,4 -t one-vs-all", "--task one-vs-all", 2, 2),
      ("--label 1,2 --prediction 3,4 -t binary", "--task binary", 2, 2),
      ("--label 1,2 --prediction 3 -t multiclass", "--task multiclass", 2, 1),
      ("--label 1 --prediction 2,3 -p tf-clip", "--preset tf-clip", 1, 2),
      ("--label 1,2 --prediction 3,4 -p tf-onehot", "--preset tf-onehot", 2, 2),
      ("--label 1,2 --prediction 3", "any task", 2, 1),
      ("--label 1,2 --prediction 3,4,5", "any task", 2, 3),
    ])
  func shape(_ line: String, _ wanted: String, _ labels: Int, _ predictions: Int) {
    #expect(
      focal(line, input: "1,0,.5,.5,.5\n")
        == .failed(
          .usage,
          "<stdin>: \(wanted) does not go with \(labels) label and \(predictions) prediction columns"
        ))
  }

  @Test("an option for other tasks is an error, whatever says the task")
  func task() {
    let classes = "label,p0,p1\n0,.4,.6\n"
    let binary = "label,p\n0,.4\n"
    #expect(
      focal("--positive 0", input: classes)
        == .failed(
          .usage,
          "<stdin>: --positive contradicts the task, which is multiclass here; "
            + "its labels are classes"))
    #expect(
      focal("--positive 0 -p tf-onehot", input: classes)
        == .failed(
          .usage,
          "<stdin>: --positive contradicts the task, which is one-vs-all here; "
            + "its labels are classes"))
    for (input, task) in [(classes, "multiclass"), (binary, "binary")] {
      #expect(
        focal("--background 9", input: input)
          == .failed(
            .usage,
            "<stdin>: --background contradicts the task, which is \(task) here; "
              + "only one-vs-all has a background"))
    }
  }

  @Test("column names are shown on one line, each cut when it is long, all cut when they are many")
  func names() {
    #expect(
      focal("", input: "\"a\nb\",p\n1,.5\n")
        == .failed(
          .usage, "<stdin>: no label column found among 'a\\nb', 'p'; name it with --label"))
    let long = String(repeating: "x", count: 41)
    #expect(
      focal("", input: "\(long),p\n1,.5\n").diagnostics.contains("'\(long.dropLast())…', 'p'"))
    let many = (1...13).map { "c\($0 * 2)" }
    let shown = many.dropLast().map { "'\($0)'" }.joined(separator: ", ")
    #expect(
      focal("", input: "\(many.joined(separator: ","))\n")
        == .failed(
          .usage,
          "<stdin>: no label column found among \(shown), … (13 columns); name it with --label"))
  }
}
