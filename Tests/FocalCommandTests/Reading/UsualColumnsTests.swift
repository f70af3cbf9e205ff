import FocalInput
import FocalLoss
import Testing

@testable import FocalCommand

/// Columns found by the names that people give them.
@Suite struct UsualColumnsTests {
  static func label(_ names: String...) throws -> Int {
    try UsualColumns(TableHeader(names: names, fieldCount: names.count)).labels()[0]
  }

  static func predictions(
    _ names: [String], areLogits: Bool = false, except taken: [Int] = []
  ) throws -> [Int] {
    let (_, table) = try table("--header yes", names.joined(separator: ",") + "\n")
    let header = TableHeader(table)
    return try PredictionSearch(
      UsualColumns(header), table.firstRows, except: taken,
      wanted: areLogits ? .logits : nil, labels: { [] }
    ).find().fields
  }

  @Test(
    "a label column is found by each of its names, in any case",
    arguments: [
      "label", "labels", "target", "targets", "y", "y_true", "truth", "class", "Label", "Y_TRUE",
      "yTrue", "y-true", "ground truth", ".truth", "obs", "reference",
    ])
  func labels(_ name: String) throws {
    #expect(try Self.label("id", "other", name) == 2)
  }

  @Test(
    "a prediction column is found by each of its names, in any case",
    arguments: [
      "prediction", "predictions", "pred", "prob", "probability", "score", "p", "y_prob", "y_pred",
      "yhat", "logit", "logits", "Prob", "YHAT", "Logit", "RawFormulaVal", "rawPrediction", "probs",
      "log_prob", ".pred", "p1", "margin",
    ])
  func predictions(_ name: String) throws {
    #expect(try Self.predictions(["id", "label", name]) == [2])
    #expect(try Self.predictions(["id", "label", name], areLogits: true) == [2])
  }

  @Test("names are whole: a part of one is another name")
  func whole() {
    #expect(throws: BindingError.self) { try Self.label("label2", "my_label", "labelled") }
    #expect(throws: BindingError.self) { try Self.predictions(["p_", "probs x", "prob x"]) }
  }

  @Test("logit columns come first with logits, last without")
  func logits() throws {
    let names = ["label", "logit", "prob"]
    #expect(try Self.predictions(names) == [2])
    #expect(try Self.predictions(names, areLogits: true) == [1])
  }

  @Test(
    "a numbered family is found, in the order of its numbers",
    arguments: [
      (["p0", "p1", "p2"], [0, 1, 2]), (["y", "p2", "p0", "p1"], [2, 3, 1]),
      (["logit_1", "logit_2", "y"], [0, 1]), (["class_0", "class_1", "y"], [0, 1]),
      (["PROB-0", "prob-1"], [0, 1]), (["score 1", "score 2"], [0, 1]),
      (["p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10"], Array(0...9)),
      (["p.01", "p.02"], [0, 1]),
    ])
  func families(_ names: [String], _ fields: [Int]) throws {
    #expect(try Self.predictions(names) == fields)
  }

  @Test(
    "numbers that are no run from 0 or 1, or one number alone, are no family",
    arguments: [
      ["p0", "p2"], ["p2", "p3"], ["q0", "q0", "q1"], ["p0"], ["0", "1"], ["p1a", "p2a"],
    ])
  func noFamily(_ names: [String]) {
    #expect(throws: BindingError.self) { try Self.predictions(names) }
  }

  @Test("a name that predicted classes have too gives way to another")
  func classes() throws {
    #expect(try Self.label("class", "y") == 1)
    #expect(try Self.label("Class", "id", "Label") == 2)
  }

  @Test("predictions are sought in an order: families, a probability, a logit, what may be classes")
  func order() throws {
    #expect(try Self.predictions(["p", "p1", "p2"]) == [1, 2])
    #expect(try Self.predictions(["y_pred", "logit", "log_prob", "prob"]) == [3])
    #expect(try Self.predictions(["y_pred", "log_prob", "logit"]) == [2])
    #expect(try Self.predictions(["y_pred", "log_prob"]) == [1])
    #expect(try Self.predictions(["y_pred", "x1", "x2"]) == [0])
    #expect(try Self.predictions(["p0", "p1", "logit"], areLogits: true) == [2])
  }

  @Test("numbered labels are no family of predictions")
  func numberedLabels() throws {
    #expect(try Self.predictions(["y_0", "y_1", "p_0", "p_1"]) == [2, 3])
    #expect(try Self.predictions(["label1", "label2", "p1", "p2"]) == [2, 3])
  }

  @Test("numbered columns beside a prediction are its features")
  func features() throws {
    #expect(try Self.predictions(["prob", "x1", "x2", "x3"]) == [0])
    #expect(try Self.predictions(["x1", "x2", "logit_0", "logit_1"]) == [2, 3])
    #expect(throws: BindingError.self) { try Self.predictions(["x1", "x2"]) }
    #expect(try Self.predictions(["k1", "k2"]) == [0, 1])
  }

  @Test("columns that are something else are no predictions")
  func taken() throws {
    #expect(try Self.predictions(["p", "prob"], except: [0]) == [1])
    #expect(try Self.predictions(["p0", "p1", "q0", "q1"], except: [0, 1]) == [2, 3])
  }

  @Test("two candidates are an error that lists them")
  func ambiguous() {
    #expect(throws: BindingError.ambiguous(.label, candidates: ["y", "Target"])) {
      try Self.label("y", "Target")
    }
    #expect(throws: BindingError.ambiguous(.label, candidates: ["category", "Class"])) {
      try Self.label("category", "Class")
    }
    #expect(throws: BindingError.ambiguous(.prediction, candidates: ["a0 ... a1", "b0 ... b1"])) {
      try Self.predictions(["a0", "a1", "b0", "b1"])
    }
    #expect(throws: BindingError.ambiguous(.prediction, candidates: ["logit", "logits"])) {
      try Self.predictions(["prob", "logit", "logits"], areLogits: true)
    }
  }
}
