import Testing

@testable import FocalCommand

/// Columns of numbers that look like predictions, of which nobody can tell whether they are.
@Suite struct RefusedPredictionTests {
  @Test("a class beside those met is asked for, unless rows sum to 1 with it or without it")
  func unmetClass() throws {
    let sentence =
      "<stdin>: column 'a' and column 'b' are named as labels are, but column 'c' may be a class too, "
      + "which the first rows do not have; say which are predictions: --prediction a,b or "
      + "--prediction a,b,c"
    let logits = "label,a,b,c\na,.5,-3,4\nb,1,2,-3\n"
    #expect(focal("--logits", input: logits) == .failed(.data, sentence))
    #expect(focal("--logits --prediction a,b,c", input: logits).status == .done)
    #expect(
      try PredictionSearchTests.names("label,a,b,c\na,.5,.3,.2\nb,0,.5,.5\n") == ["a", "b", "c"])
    #expect(try PredictionSearchTests.names("label,a,b,c\na,.5,.5,.2\nb,0,1,.5\n") == ["a", "b"])
    #expect(try PredictionSearchTests.names("label,a,b,c\na,.5,3,x\nb,0,1,y\n") == ["a", "b"])
    #expect(
      try PredictionSearchTests.names("label,a,b,x1,x2\na,.5,3,1,1\nb,0,1,1,1\n") == ["a", "b"])
  }

  @Test("columns of numbers from 0 go together, without the index that pandas writes")
  func pandasColumns() throws {
    #expect(
      try PredictionSearchTests.names(",0,1,2,target\n0,.5,.3,.2,0\n1,.1,.6,.3,1\n")
        == ["0", "1", "2"])
    let logits = ",0,1,2,target\n0,5,3,2,0\n1,1,6,3,1\n"
    #expect(throws: BindingError.self) { try PredictionSearchTests.names(logits) }
    let many = (0..<100).map(String.init).joined(separator: ",")
    let row = (0..<100).map { _ in "0.01" }.joined(separator: ",")
    #expect(try PredictionSearchTests.names("y,\(many)\n1,\(row)\n7,\(row)\n").count == 100)
  }

  @Test(
    "a score beside a predicted class may be of that class",
    arguments: [
      ("label,prediction_label,prediction_score\n1,1,.8\n0,0,.2\n", FocalCommand.ExitStatus.usage),
      ("label,predicted_label,score\n1,1,.8\n", .usage),
      ("label,pred_label,prob\n1,1,.8\n0,0,.7\n", .data),
      ("label,prediction,prob\n1,yes,.8\n0,no,.7\n", .data),
      ("label,y_pred,y_prob\n1,1,.8\n0,0,.7\n", .data),
    ])
  func score(_ input: String, _ status: FocalCommand.ExitStatus) throws {
    let column = String(input.prefix { $0 != "\n" }.split(separator: ",")[2])
    #expect(
      focal("", input: input)
        == .failed(
          status,
          "<stdin>: column '\(column)' is the probability of the positive class, or of the class that "
            + "is predicted; say which column is the prediction: --prediction \(column)"))
    #expect(focal("--prediction \(column)", input: input).status == .done)
  }

  @Test(
    "a probability that is less where the other class is predicted is that of positives",
    arguments: [
      "label,pred_label,prob\n1,1,.8\n0,0,.3\n", "label,y_pred,y_prob\n1,1,.8\n0,1,.7\n",
      "label,y_pred,score\n1,1,.8\n0,0,.3\n", "label,prediction_score\n1,.8\n0,.7\n",
    ])
  func positives(_ input: String) {
    #expect(focal("", input: input).status == .done)
  }

  @Test("labels and scores as a pipeline of Hugging Face writes them are what is predicted")
  func pipeline() {
    let input = "label,score\nPOSITIVE,.8\nNEGATIVE,.9\n"
    let sentence =
      "<stdin>: column 'label' beside column 'score' may be the predicted class; "
      + "if it is the true one add --label label"
    #expect(focal("--positive POSITIVE", input: input) == .failed(.data, sentence))
    #expect(focal("--positive POSITIVE --label label", input: input).status == .done)
    let other = "label,score\nPOSITIVE,.8\nNEGATIVE,.1\n"
    #expect(focal("--positive POSITIVE", input: other).status == .done)
  }

  @Test(
    "features are no predictions, where nothing else is there",
    arguments: [
      "var_0,var_1", "pca_1,pca_2", "PC1,PC2", "x1,x2", "X0,X1", "f0,f1", "feature_0,feature_1",
      "embedding_0,embedding_1", "V1,V2", "Column_0,Column_1", "dim.0,dim.1", "x1", "V1", "loss",
      "income", "age", "Amount", "Time", "epoch", "step", "batch_size", "init_score",
      "base_margin", "offset", "Baseline", "p_value", "pvalue", "entropy", "uncertainty", "std",
      "fold_id", "FoldId", "seed_0,seed_1", "run_1,run_2", "model_0,model_1", "sepal_length",
      "val_loss", "prob_no", "prob_false", "P(y=0)", "P(0)", "1-p", "one_minus_p",
    ])
  func features(_ names: String) {
    let columns = names.split(separator: ",").map(String.init)
    let values = columns.map { _ in ",.5" }.joined()
    let list = columns.map { ", '\($0)'" }.joined()
    let input = "target,\(names)\n1\(values)\n"
    let sentence =
      "<stdin>: no prediction column found among 'target'\(list); name it with --prediction"
    #expect(focal("", input: input) == .failed(.usage, sentence))
    #expect(focal("--prediction \(names)", input: input).status == .done)
  }

  @Test("the index that pandas writes without a name is no prediction")
  func index() {
    for input in [",label\n0,0\n1,1\n", ",label,x1\n0,1,1\n1,0,0\n"] {
      let run = focal("", input: input)
      #expect(run.status == .usage && run.output.isEmpty)
    }
  }

  @Test("the largest probability is that of the class predicted")
  func largest() {
    for name in ["max_prob", "max_probability", "confidence_score", "predicted_class_prob"] {
      let run = focal("", input: "y_true,y_pred,\(name)\n1,1,.9\n0,0,.8\n")
      #expect(
        run.status == .usage && run.diagnostics.contains("column '\(name)' is the probability"))
    }
  }

  @Test("a usual name is one of a family where its number is between those of others")
  func usualNameInFamily() throws {
    #expect(
      try PredictionSearchTests.names(
        "label,prob_0,prob_1,prob_2,prob_10\n0,.9,.05,.05,0\n10,.2,.7,.1,0\n")
        == ["prob_0", "prob_1", "prob_2", "prob_10"])
  }

  @Test("the report names a column that was taken for want of another")
  func elimination() {
    let words = focal("", input: "label,model A\n1,.5\n0,.25\n").words
    #expect(
      words.contains("note 'model A' is taken for the prediction, as no other column has numbers"))
  }

  @Test("the response of mlr gives way to the truth, and is asked about without it")
  func response() throws {
    #expect(
      try binding("", "truth,response,prob.0,prob.1\n1,1,.2,.8\n").labels == [0])
    for names in ["prob.0,prob.1", "prob.M,prob.R"] {
      #expect(
        focal("", input: "response,\(names)\nM,.25,.75\nR,.5,.5\n")
          == .failed(
            .usage,
            "<stdin>: column 'response' beside column '\(names.prefix(6))' may be the predicted class; "
              + "if it is the true one add --label response"))
    }
    #expect(focal("", input: "response,prob\n1,.75\n").status == .done)
  }

  @Test("0 and 1 are no places among columns of true and false, in this order")
  func answers() {
    let input = "label,p_true,p_false\n1,.75,.25\n0,.5,.5\n"
    #expect(
      focal("--prediction p_true,p_false", input: input)
        == .failed(
          .data,
          "<stdin>:2:1: label '1' is unknown; expected one of 'p_true', 'p_false' (0 and 1 are answers "
            + "here and no places of columns; for 1 and 0 add --classes 1,0) in column 'label'"))
    let right = focal("--bare --prediction p_true,p_false --classes 1,0", input: input)
    #expect(right.status == .done)
    #expect(focal("--bare --prediction p_false,p_true", input: input) == right)
    #expect(
      focal("--prediction Yes,No", input: "label,Yes,No\n1,.75,.25\n").status == .data)
  }

  @Test(
    "columns that no name calls probabilities hold classes where all are 0 or 1",
    arguments: ["1,1\n0,0\n1,0\n", "label,q\n1,1\n0,0\n"])
  func hard(_ input: String) {
    let run = focal("--bare", input: input)
    #expect(run.status == .done && run.diagnostics.contains("[hard-predictions]"))
    #expect(focal("--bare --strict", input: input).status == .data)
  }
}
