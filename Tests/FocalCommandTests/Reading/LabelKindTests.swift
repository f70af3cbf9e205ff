import Foundation
import Testing

@testable import FocalCommand

/// Labels of every kind mean what the plain 0 and 1, or the plain index, would.
@Suite struct LabelKindTests {
  /// Two ways to write the same labels.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let line: String
    let input: String
    let plainLine: String
    let plain: String

    init(_ name: String, _ line: String, _ input: String, _ plainLine: String, _ plain: String) {
      testDescription = name
      self.line = line
      self.input = input
      self.plainLine = plainLine
      self.plain = plain
    }
  }

  static let binary = "label,p\n1,.9\n0,.3\n1,.6\n"
  static let classes = "label,p0,p1,p2\n2,.1,.2,.7\n0,.5,.25,.25\n1,.3,.3,.4\n"
  static let multilabel =
    "y_a,y_b,y_c,p_a,p_b,p_c\n1,0,1,.9,.2,.6\n0,0,0,.1,.2,.3\n0,1,0,.5,.5,.5\n"
  static let labelsAndPredictions = "--label y_* --prediction p_* --task multilabel"

  static let cases = [
    Case("integers that are floats", "", "label,p\n1.0,.9\n0.0,.3\n1e0,.6\n", "", binary),
    Case("minus zero", "", "label,p\n1,.9\n-0.0,.3\n1,.6\n", "", binary),
    Case("booleans of any case", "", "label,p\nTrue,.9\nFALSE,.3\ntrue,.6\n", "", binary),
    Case(
      "JSON booleans", "",
      "[{\"label\":true,\"p\":0.9},{\"label\":false,\"p\":0.3},{\"label\":true,\"p\":0.6}]", "",
      binary),
    Case(
      "JSON strings", "", "{\"label\":[\"1\",\"0\",\"1.0\"],\"p\":[0.9,0.3,0.6]}", "", binary),
    Case(
      "names with a positive one", "--positive yes", "label,p\nyes,.9\nno,.3\nyes,.6\n", "", binary),
    Case("−1 and 1", "--positive 1", "label,p\n1,.9\n-1,.3\n1.0,.6\n", "", binary),
    Case("2 and 1", "--positive 2.0", "label,p\n2,.9\n1,.3\n2,.6\n", "", binary),
    Case(
      "class indices as floats", "", "label,p0,p1,p2\n2.0,.1,.2,.7\n0.0,.5,.25,.25\n1.0,.3,.3,.4\n",
      "", classes),
    Case(
      "classes by the names of their columns", "",
      "label,p0,p1,p2\np2,.1,.2,.7\np0,.5,.25,.25\np1,.3,.3,.4\n", "", classes),
    Case(
      "classes by their names without the prefix", "--prediction prob_*",
      "label,prob_cat,prob_cow,prob_dog\ndog,.1,.2,.7\ncat,.5,.25,.25\ncow,.3,.3,.4\n", "", classes),
    Case(
      "class names with letters beyond ASCII", "--prediction prob_*",
      "{\"label\":[\"\\u00e9\",\"😀\",\"ß\"],\"prob_😀\":[0.1,0.5,0.3],\"prob_ß\":[0.2,0.25,0.3],"
        + "\"prob_é\":[0.7,0.25,0.4]}", "", classes),
    Case(
      "classes counted from 1", "--label-base 1",
      "label,p0,p1,p2\n3,.1,.2,.7\n1,.5,.25,.25\n2,.3,.3,.4\n", "", classes),
    Case(
      "one-hot columns", "--label y_* --prediction p_* --task multiclass",
      "y_0,y_1,y_2,p_0,p_1,p_2\n0,0,1,.1,.2,.7\n1,0,0,.5,.25,.25\n0,1,0,.3,.3,.4\n", "", classes),
    Case(
      "a one-hot member of JSON", "--label y --prediction p --task multiclass",
      "{\"y\":[0,0,1],\"p\":[0.1,0.2,0.7]}\n{\"y\":[1,0,0],\"p\":[0.5,0.25,0.25]}\n"
        + "{\"y\":[0,1,0],\"p\":[0.3,0.3,0.4]}\n", "", classes),
    Case(
      "a list of class names in a field", "--prediction p_* --task multilabel",
      "label,p_a,p_b,p_c\na;c,.9,.2,.6\n,.1,.2,.3\nb,.5,.5,.5\n", labelsAndPredictions, multilabel),
    Case(
      "a list of indices in a field", "--task multilabel",
      "label,p0,p1,p2\n0;2,.9,.2,.6\n,.1,.2,.3\n1,.5,.5,.5\n", labelsAndPredictions, multilabel),
    Case(
      "a list that repeats itself, spaces after its semicolons", "--task multilabel",
      "label;p0;p1;p2\n\"2; 0; 2\";.9;.2;.6\n\"\";.1;.2;.3\n\"1\";.5;.5;.5\n", labelsAndPredictions,
      multilabel),
    Case(
      "multilabel booleans", labelsAndPredictions,
      "y_a,y_b,y_c,p_a,p_b,p_c\ntrue,false,true,.9,.2,.6\nfalse,0,0.0,.1,.2,.3\n0,TRUE,0,.5,.5,.5\n",
      labelsAndPredictions, multilabel),
    Case(
      "ignored rows are no rows", "--ignore-label -100",
      "label,p\n-100,.1\n1,.9\n0,.3\n-100.0,7e-1\n1,.6\n", "", binary),
    Case(
      "ignored rows of classes", "--ignore-label void",
      "label,p0,p1,p2\n2,.1,.2,.7\nvoid,.2,.3,.5\n0,.5,.25,.25\n1,.3,.3,.4\n", "", classes),
    Case(
      "a class that is called NA is no missing label", "--prediction p_*",
      "label,p_a,p_b,p_NA\nNA,.1,.2,.7\na,.5,.25,.25\nb,.3,.3,.4\n", "", classes),
  ]

  @Test("labels mean the same as plain ones", arguments: cases)
  func same(_ case: Case) {
    for output in ["--bare", "--bare --per-sample"] {
      let plain = focal("\(output) \(`case`.plainLine)", input: `case`.plain)
      let run = focal("\(output) \(`case`.line)", input: `case`.input)
      #expect(plain.status == .done && run.status == .done)
      #expect(
        run.lines.filter { !$0.isEmpty } == plain.lines, "\(run.diagnostics) \(plain.diagnostics)")
    }
  }

  @Test("soft labels lie between their ends, by the rule asked for")
  func soft() {
    // ½ · ½² · ln 2 of either side, ¼ and ¾ of α.
    let input = "{\"label\":0.25,\"p\":0.5}\n{\"label\":1,\"p\":0.5}\n"
    let run = focal("--per-sample --bare --soft-labels mixture", input: input)
    #expect(run == .done("0.10830424696249144\n0.04332169878499658\n"))
  }

  @Test("ignored rows are counted apart from skipped ones, and left out of every count")
  func counts() {
    let input = "label,p,w\n-1,.9,1\n1,.5,2\n,.5,3\n0,.5,4\n-1,x1,5\n"
    let bad = focal("--ignore-label -1 --missing skip --weight w", input: input)
    #expect(bad.status == .data)
    let run = focal(
      "--json --ignore-label -1 --missing skip --weight w",
      input: input.replacingOccurrences(of: "x1", with: "1"))
    for (key, value) in [
      ("count", 2), ("elements", 2), ("positives", 1), ("weightSum", 6), ("skipped", 1),
      ("ignored", 2),
    ] {
      #expect(run.number(key) == Double(value), "\(key)")
    }
  }
}
