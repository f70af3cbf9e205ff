import FocalLoss
import Testing

@testable import FocalCommand

/// Predictions told by names, labels met and numbers; the kind by the name.
@Suite struct PredictionSearchTests {
  static func names(_ text: String, _ line: String = "") throws -> [String] {
    let binding = try binding(line, text)
    return binding.predictions.map { binding.header.names[$0] }
  }

  @Test(
    "columns named after the classes are found by the labels of the first rows",
    arguments: [
      (
        ".pred_class,.pred_No,.pred_Yes,truth\nNo,.4,.6,Yes\n", [".pred_No", ".pred_Yes"], "No Yes"
      ),
      ("obs,pred,VF,F,M\nF,F,.1,.8,.1\nM,M,.2,.2,.6\n", ["VF", "F", "M"], "VF F M"),
      ("obs,pred,VF,F,M\nF,F,9,.8,.2\nM,M,9,.4,.6\n", ["F", "M"], "F M"),
      ("obs,pred,VF,F,M\nF,F,.1,.8,.1\n", ["VF", "F", "M"], "VF F M"),
      (
        "truth,Class1,Class2,predicted\nClass1,.4,.6,Class2\n", ["Class1", "Class2"],
        "Class1 Class2"
      ),
      ("truth,image,text\ntext,.4,.6\nimage,.5,.5\n", ["image", "text"], "image text"),
      ("y,0,1\n1,.4,.6\n0,.5,.5\n", ["0", "1"], "0 1"),
      ("label,prob_3,prob_7,x_3,x_7\n7,.4,.6,1,2\n", ["prob_3", "prob_7"], "3 7"),
      (
        "Probability:Class=a,Probability:Class=b,RawFormulaVal:Class=a,RawFormulaVal:Class=b,Label\n"
          + ".4,.6,-1,1,a\n", ["Probability:Class=a", "Probability:Class=b"], "a b"
      ),
    ])
  func classes(_ text: String, _ names: [String], _ classes: String) throws {
    for readSize in [1, 7, 4096] {
      let binding = try binding("", text, readSize: readSize, chunkByteCount: readSize)
      #expect(binding.predictions.map { binding.header.names[$0] } == names)
      #expect(binding.classNames.joined(separator: " ") == classes)
      #expect(binding.task == .multiclass)
    }
  }

  @Test("the labels of all first rows count, and those after them do not")
  func firstRows() throws {
    let filler = String(repeating: "a,.5,.3,.4,x\n", count: 2000)
    let header = "truth,a,b,c,d\n"
    // Sums are not 1, so that one label alone is not enough.
    let both = filler + "b,.5,.3,.4,x\nc,.5,.3,.4,x\n"
    #expect(try Self.names(header + both) == ["a", "b", "c"])
    let beyond = header + filler + filler + filler + both
    #expect(throws: BindingError.self) { try Self.names(beyond) }
  }

  @Test(
    "features and names that only look so are no classes",
    arguments: [
      "label,x_1,x_3\n1,2,3\n", "truth,a,b\na,.5,.3\n", "truth,cat_a,size\na,x,y\n",
      "label,a,b\nc,.5,.5\n",
    ])
  func none(_ text: String) {
    #expect(throws: BindingError.self) { try Self.names(text) }
  }

  @Test("the only other column of numbers is the prediction, whatever its name")
  func onlyNumbers() throws {
    #expect(try Self.names("id,label,model A\nx,1,.5\n") == ["model A"])
    #expect(try Self.names("label,note,q,sample_weight\n1,x,.5,2\n") == ["q"])
    #expect(throws: BindingError.self) { try Self.names("label,q,r\n1,.5,.5\n") }
    #expect(throws: BindingError.self) { try Self.names("label,q\n1,x\n") }
  }

  @Test(
    "the kind is that of the name, unless something else says it",
    arguments: [
      ("label,logit", "", "logits"), ("label,log_prob", "", "log-probabilities"),
      ("label,prob", "", "probabilities"), ("label,y_pred", "", "probabilities"),
      ("label,logit", "--probabilities", "probabilities"), ("label,prob", "--logits", "logits"),
      ("label,logits", "--preset tf-clip", "probabilities"),
      ("label,logit", "--preset torch-bce", "logits"),
      ("label,prob", "--preset torch-bce", "probabilities"),
      ("label,margin", "--preset catboost", "logits"),
      ("label,logit", "--prediction logit", "logits"),
      ("label,prob,logit", "", "probabilities"), ("label,prob,logit", "--logits", "logits"),
    ])
  func kind(_ names: String, _ line: String, _ kind: String) throws {
    let value = kind == "probabilities" ? "0.5" : "-0.5"
    let count = names.split(separator: ",").count - 1
    let input = "\(names)\n1\(String(repeating: ",\(value)", count: count))\n"
    let run = focal("--json \(line)", input: input)
    #expect(run.status == .done, "\(run.diagnostics)")
    #expect(run.output.contains("\"kind\": \"\(kind)\""))
    #expect(try run.signature().contains("input:\(kind),"))
  }

  @Test("pairs of class and prediction are of their classes, in whatever order a row has them")
  func pairs() throws {
    func row(_ label: String, _ a: String, _ p: Double, _ b: String, _ q: Double) -> String {
      "{\"label\":\"\(label)\",\"probs\":[{\"label\":\"\(a)\",\"prob\":\(p)},"
        + "{\"label\":\"\(b)\",\"prob\":\"\(q)\"}]}\n"
    }
    let ordered = row("u", "u", 0.75, "v", 0.25) + row("v", "u", 0.5, "v", 0.5)
    let mixed = row("u", "v", 0.25, "u", 0.75) + row("v", "u", 0.5, "v", 0.5)
    let expected = focal("--bare", input: "label,u,v\nu,.75,.25\nv,.5,.5\n")
    #expect(expected.status == .done)
    #expect(focal("--bare", input: ordered) == expected)
    #expect(focal("--bare", input: mixed) == expected)
    #expect(focal("", input: ordered + row("u", "u", 0.5, "z", 0.5)).status == .data)
    #expect(focal("", input: ordered + row("u", "u", 0.5, "u", 0.5)).status == .data)
  }

  @Test("--classes names the classes of columns, whatever these are called")
  func named() {
    let expected = focal("--bare", input: "label,cat,dog\ncat,.75,.25\ndog,.5,.5\n")
    for (input, line) in [
      ("label,p0,p1\ncat,.75,.25\ndog,.5,.5\n", "--classes cat,dog"),
      ("label,p0,p1\ncat,.25,.75\ndog,.5,.5\n", "--classes dog,cat"),
      ("x,.75,.25\ny,.5,.5\n", "--header no --label 1 --prediction 2:3 --classes x,y"),
      ("1,.25,.75\n0,.5,.5\n", "--label 1 --prediction 2:3 --classes 0,1"),
      ("label,a,b\n1,.75,.25\n0,.5,.5\n", "--prediction a:b --classes 1,0"),
    ] {
      #expect(focal("--bare \(line)", input: input) == expected, "\(line)")
    }
    #expect(
      focal("--classes a,b,c", input: "label,p0,p1\na,.5,.5\n")
        == .failed(.usage, "<stdin>: --classes names 3 classes for 2 prediction columns"))
    #expect(
      focal("--classes a,b", input: "label,p\n1,.5\n")
        == .failed(
          .usage,
          "<stdin>: --classes contradicts the task, which is binary here; "
            + "--positive names the class of its only prediction"))
  }

  @Test(
    "what nobody can tell is refused",
    arguments: [
      (
        "label,prediction,confidence\n1,1,.8\n",
        "column 'confidence' is the probability of the positive class, or of the class that is "
          + "predicted; say which column is the prediction: --prediction confidence or "
          + "--prediction prediction"
      ),
      (
        "label,conf\n1,.8\n",
        "column 'conf' is the probability of the positive class, or of the class that is "
          + "predicted; say which column is the prediction: --prediction conf"
      ),
      (
        "Probability,Class\n.2,0\n",
        "column 'Class' beside column 'Probability' may be the predicted class; "
          + "if it is the true one add --label Class"
      ),
      (
        "Probability:Class=a,Probability:Class=b,Class\n.2,.8,b\n",
        "column 'Class' beside column 'Probability:Class=a' may be the predicted class; "
          + "if it is the true one add --label Class"
      ),
    ])
  func refused(_ input: String, _ sentence: String) {
    #expect(focal("", input: input) == .failed(.usage, "<stdin>: \(sentence)"))
  }

  @Test("the report says what was used, and what was not")
  func report() throws {
    let input = "id,y_true,y_pred,y_prob,split,weight\na,1,0,.25,train,1\nb,0,0,.5,val,2\n"
    let object = try focal("--json", input: input).object()
    let facts = try #require(object["input"] as? [String: Any])
    #expect(facts["files"] as? [String] == ["<stdin>"] && facts["format"] as? String == "csv")
    #expect(facts["rows"] as? Int == 2 && facts["kind"] as? String == "probabilities")
    #expect(facts["labels"] as? [String] == ["y_true"])
    #expect(facts["predictions"] as? [String] == ["y_prob"])
    #expect(facts["unused"] as? [String] == ["id", "y_pred", "split", "weight"])
    let words = focal("", input: input).words
    #expect(words.contains("predictions y_prob (probabilities; 'y_pred' holds classes)"))
    #expect(words.contains("note 'weight' is not used; --weight weight"))
    #expect(words.contains("note the rows of every 'split' are taken together"))
  }
}
