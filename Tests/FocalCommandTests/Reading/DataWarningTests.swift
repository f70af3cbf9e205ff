import Testing

@testable import FocalCommand

/// The warnings that save people: each with its code, count and first row, wherever reports go.
@Suite struct DataWarningTests {
  /// Data that is worth a warning, and the warning.
  struct Case: Sendable, CustomTestStringConvertible {
    let code: String
    let line: String
    let input: String
    let message: String
    let count: Int?
    let firstRow: Int?
    var testDescription: String { "\(code) \(line)" }

    init(
      _ code: String, _ line: String, _ input: String, _ message: String, _ count: Int?,
      _ firstRow: Int?
    ) {
      self.code = code
      self.line = line
      self.input = input
      self.message = message
      self.count = count
      self.firstRow = firstRow
    }
  }

  static let cases = [
    Case(
      "probabilities-as-logits", "--logits", "label,p\n1,0\n0,1\n1,0.5\n",
      "all logits are in [0, 1]; if they are probabilities, leave out --logits", 3, 1),
    Case(
      "uneven-sums", "", "label,p0,p1\n0,.5,.5\n1,.5,.75\n1,.1,.2\n",
      "2 rows whose class probabilities do not sum to 1; they are used as they are", 2, 2),
    Case(
      "uneven-sums", "", "{\"label\":0,\"p\":[0.5,0.5]}\n{\"label\":1,\"p\":[0.5,0.25]}\n",
      "1 row whose class probabilities do not sum to 1; they are used as they are", 1, 2),
    Case("one-class", "", "label,p\n1,.5\n1.0,.25\n", "all labels are of the class '1'", 2, nil),
    Case(
      "one-class", "", "label,p0,p1,p2\np1,.2,.5,.3\n1,.3,.3,.4\n",
      "all labels are of the class 'p1'", 2, nil),
    Case(
      "empty-class", "", "label,p0,p1,p2,p3\n3,.25,.25,.25,.25\n1,.25,.25,.25,.25\n",
      "no sample is of the class 'p0', 'p2'", 2, nil),
    Case(
      "certain-and-wrong", "-e 0 -g 1 -r sum", "label,p\n1,.5\n0,1\n1,0\n0,0\n1,1\n0,.5\n",
      "2 elements that the prediction says cannot be", 2, 2),
    Case(
      "certain-and-wrong", "-e 0", "label,p0,p1\n0,.5,.5\n1,1,0\n",
      "1 element that the prediction says cannot be", 1, 2),
    Case(
      "clipped", "", "label,p\n1,.5\n0,.5\n1,1e-9\n1,1\n0,0\n",
      "1 element predicted wrongly with p_t beyond epsilon, whose loss is capped; "
        + "--epsilon 0 is exact", 1, 3),
    Case(
      "swapped-columns", "--soft-labels mixture", "label,p\n.25,1\n.75,0\n0.5,1\n",
      "labels are fractions and predictions are all 0 or 1; are --label and --prediction swapped?",
      3, 1),
    Case(
      "rounded-probability", "", "label,p\n1,.5\n0,-1e-7\n",
      "1 prediction up to 1e-6 outside [0, 1] counted as the nearest bound", 1, 2),
    Case(
      "hard-predictions", "", "label,y_pred\n1,1\n0,0\n1,0\n",
      "all predictions in column 'y_pred' are 0 or 1, as predicted classes are; "
        + "losses need probabilities or logits", 3, 1),
    Case(
      "labels-are-predictions", "", "class,pred\n1,.75\n0,.25\n",
      "every label in column 'class' is the class of the largest prediction; "
        + "is it the predicted class?", 2, nil),
    Case(
      "labels-are-predictions", "", "Outcome,a,b\na,.75,.25\nb,.25,.75\n",
      "every label in column 'Outcome' is the class of the largest prediction; "
        + "is it the predicted class?", 2, nil),
    Case(
      "kind-by-name", "", "label,logit\n1,.75\n0,.25\n",
      "column 'logit' is read as logits by its name, but all are in [0, 1]; "
        + "if they are probabilities, add --probabilities", 2, 1),
    Case(
      "skipped", "--missing skip", "label,p\n1,.5\n0,.5\n1,\n,1\n",
      "2 rows left out because a value is missing", 2, 3),
  ]

  @Test("a warning stands in JSON, at the foot of tables, on standard error", arguments: cases)
  func warning(_ case: Case) throws {
    let line = `case`.line
    let object = try focal("--json \(line)", input: `case`.input).object()
    let warnings = try #require(object["warnings"] as? [[String: Any]])
    let own = try #require(warnings.first { $0["code"] as? String == `case`.code })
    #expect(own["message"] as? String == `case`.message)
    #expect(own["count"] as? Int == `case`.count && own["firstRow"] as? Int == `case`.firstRow)
    let text = `case`.message + (`case`.firstRow.map { " (first in row \($0))" } ?? "")
    #expect(focal(line, input: `case`.input).words.contains(" warning: \(text) "))
    #expect(
      focal("\(line) -f markdown", input: `case`.input).output.contains("\n- warning: \(text)\n"))
    // What numbers of the wrong rows would need is said beside JSON too, with its code.
    let isOfReading = ["hard-predictions", "labels-are-predictions", "kind-by-name"].contains(
      `case`.code)
    let said = "focal: warning: \(text)\(isOfReading ? " [\(`case`.code)]" : "")\n"
    #expect(focal("\(line) -b", input: `case`.input).diagnostics.contains(said))
    #expect(
      focal("\(line) --json", input: `case`.input).diagnostics == (isOfReading ? said : ""))
    let strict = focal("\(line) --strict", input: `case`.input)
    #expect(strict.status == .data && strict.output.isEmpty)
    #expect(strict.diagnostics.hasPrefix("focal: --strict: "))
    if warnings.count == 1 { #expect(strict == .failed(.data, "--strict: \(text)")) }
  }

  @Test(
    "what is right is worth no warning, strict or not",
    arguments: [
      ("", "label,p\n1,.5\n0,.5\n1,1\n0,0\n"), ("--logits", "label,p\n1,0.5\n0,-0.1\n"),
      ("", "label,p0,p1\n0,.33,.66\n1,.5,.5\n"), ("--logits", "label,p0,p1\n0,1,5\n1,5,1\n"),
      ("--soft-labels mixture", "label,p\n.25,.9\n.75,1e-3\n"),
      ("--soft-labels mixture", "label,p\n.25,.5\n.25,.5\n"),
      ("--task multilabel --label a,b --prediction p_*", "a,b,p_a,p_b\n0,0,.5,.5\n"),
      ("-a 0", "label,p\n1,0.5\n0,.5\n"), ("", "label,y_pred\n1,.5\n0,0\n"),
      ("", "class,pred\n1,.75\n0,.75\n"), ("", "class,pred\n1,.75\n0,.25\n0,.75\n"),
      ("", "label,logit\n1,.75\n0,-.25\n"), ("--probabilities", "label,logit\n1,.75\n0,.25\n"),
      ("", "target,a,b\na,.75,.25\nb,.25,.75\n"),
      ("--ignore-label 5", "label,p\n1,.5\n5,.5\n0,.5\n"),
    ])
  func none(_ line: String, _ input: String) throws {
    let run = focal("--strict --json \(line)", input: input)
    #expect(run.status == .done && run.diagnostics.isEmpty, "\(run)")
    #expect(try (run.object()["warnings"] as? [Any])?.isEmpty == true)
  }

  @Test("labels that look like predictions are an error that asks whether they are swapped")
  func swapped() {
    #expect(
      focal("--label p --prediction label", input: "label,p\n1,.5\n0,.25\n")
        == .failed(
          .data,
          "<stdin>:2:2: label '.5' is unknown; expected 0 or 1 (fractions need --soft-labels; "
            + "or are label and prediction swapped?) in column 'p'"))
  }

  @Test(
    "one matter is told once",
    arguments: [
      ("", "label,prediction\n1,0\n0,1\n", ["hard-predictions"]),
      ("", "label,p\n1,0\n0,1e-9\n1,1e-9\n0,.5\n", ["certain-and-wrong", "clipped"]),
      ("", "label,p\n1,0\n0,.5\n", ["certain-and-wrong"]),
      ("", "label,a,b\na,0,1\nb,.5,.5\n", ["certain-and-wrong"]),
    ])
  func once(_ line: String, _ input: String, _ codes: [String]) throws {
    let warnings =
      try focal("--json \(line)", input: input).object()["warnings"] as? [[String: Any]]
    #expect(warnings?.compactMap { $0["code"] as? String } == codes)
    if codes.count == 2 { #expect(warnings?.last?["count"] as? Int == 1) }
  }

  @Test("a label named as positive that no row has is an error with those met and the nearest")
  func unseenPositive() throws {
    let input = "y,p\nyes,.5\nno,.5\n"
    let met = "which --positive names; the labels met are 'no', 'yes'"
    #expect(
      focal("--positive Yes", input: input)
        == .failed(.data, "<stdin>: no label is 'Yes', \(met); did you mean 'yes'?"))
    #expect(
      focal("--positive 1", input: input)
        == .failed(.data, "<stdin>: no label is '1', \(met)"))
    #expect(focal("-b --positive yes", input: input).status == .done)
    #expect(focal("explain --positive maybe --label yes --prediction .5").status == .done)
    let folder = try TemporaryFolder()
    let labels = try folder.file("l.csv", "yes\nno\n")
    #expect(
      focal("--positive Yes --labels \(labels)", input: "p\n.5\n.5\n")
        == .failed(.data, "\(labels): no label is 'Yes', \(met); did you mean 'yes'?"))
    // A positive that is left out has been met.
    #expect(focal("-b --positive yes --missing skip", input: "y,p\nyes,\nno,.5\n").status == .done)
  }

  @Test("several warnings stand in one order, and the first is the one that is strict")
  func order() throws {
    let input = "label,p\n1,1e-9\n,.5\n1,1.0000001\n"
    let object = try focal("--json --missing skip", input: input).object()
    let codes = (object["warnings"] as? [[String: Any]])?.compactMap { $0["code"] as? String }
    #expect(codes == ["rounded-probability", "skipped", "one-class", "clipped"])
    #expect(
      focal("--missing skip --strict", input: input).diagnostics.hasPrefix(
        "focal: --strict: 1 prediction up to 1e-6"))
  }
}
