import Testing

@testable import FocalCommand

/// Rows as libraries and their users write them, and what must be read of them.
@Suite struct LibraryLayoutTests {
  /// A layout: who writes it, the rows, and what is found in them.
  struct Layout: Sendable, CustomTestStringConvertible {
    let library: String
    let text: String
    let label: String
    let predictions: String
    let kind: String
    var testDescription: String { library }

    init(
      _ library: String, _ text: String, label: String, _ predictions: String,
      _ kind: String = "probabilities"
    ) {
      (self.library, self.text, self.label) = (library, text, label)
      (self.predictions, self.kind) = (predictions, kind)
    }
  }

  /// Layouts by library.
  ///
  /// The numbers of the first seven are of scikit-learn 1.9.1, LightGBM 4.7.0, XGBoost 3.2.0 and CatBoost
  /// 1.2.10, written with pandas 3.1.1; a few are changed, so that classes differ. Others are made by hand.
  static let layouts: [Layout] = [
    Layout(
      "scikit-learn, pandas with its index",
      """
      ,y_true,y_pred,y_score
      0,1,1,0.9662421783948411
      1,0,1,0.7041404482015373
      2,1,0,0.4585536768715589
      """, label: "y_true", "y_score"),
    Layout(
      "scikit-learn, columns of classes_",
      """
      a,b,c,y_true,y_pred
      0.00030155972170708045,0.08885645571626134,0.9108419845620316,c,c
      0.02114699844827768,0.5931166382536359,0.38573636329808636,b,b
      """, label: "y_true", "a,b,c"),
    Layout(
      "scikit-learn, predict_proba as a frame",
      """
      ,0,1,2,target
      0,0.00030155972170708045,0.08885645571626134,0.9108419845620316,2
      1,0.02114699844827768,0.5931166382536359,0.38573636329808636,1
      """, label: "target", "0,1,2"),
    Layout(
      "scikit-learn, decision_function",
      """
      y_true,decision_function
      1,3.3542023633317135
      0,0.8670929819947337
      """, label: "y_true", "decision_function", "logits"),
    Layout(
      "LightGBM, raw_score",
      """
      label,raw_score,weight
      1,0.6281360390308239,1.0
      0,0.34245585966262326,1.0
      1,1.3359297369608647,1.0
      """, label: "label", "raw_score", "logits"),
    Layout(
      "XGBoost, output_margin",
      """
      label,margin,prediction
      1.0,1.1387527,0.7574505
      0.0,0.80369246,0.69076383
      """, label: "label", "margin", "logits"),
    Layout(
      "CatBoost, calc",
      """
      Label\tRawFormulaVal\tProbability\tClass
      1\t0.869612391031543\t0.7046650382340993\t1
      0\t0.2297323706050718\t0.5571818233448663\t1
      1\t-0.30831565615780154\t0.4235259218252\t0
      """, label: "Label", "Probability"),
    Layout(
      "CatBoost, several classes",
      """
      SampleId\tRawFormulaVal:Class=0\tRawFormulaVal:Class=1\tRawFormulaVal:Class=2\tLabel
      0\t-1.2\t1.2\t0.1\t1
      1\t0.4\t-0.4\t0\t0
      """, label: "Label",
      "RawFormulaVal:Class=0,RawFormulaVal:Class=1,RawFormulaVal:Class=2", "logits"),
    Layout(
      "CatBoost, LogProbability",
      """
      SampleId\tLogProbability:Class=0\tLogProbability:Class=1\tLabel
      0\t-1.6\t-0.22\t1
      1\t-0.35\t-1.2\t0
      """, label: "Label", "LogProbability:Class=0,LogProbability:Class=1", "log-probabilities"),
    Layout(
      "Keras, predictions of one unit",
      """
      {"y_true": 1, "y_pred": [0.9]}
      {"y_true": 0, "y_pred": [0.2]}
      """, label: "y_true", "y_pred"),
    Layout(
      "PyTorch Lightning and torchmetrics",
      #"{"preds": [0.9, 0.2], "target": [1, 0]}"#, label: "target", "preds"),
    Layout(
      "Hugging Face evaluate, roc_auc",
      #"{"references": [1, 0], "prediction_scores": [0.9, 0.2]}"#, label: "references",
      "prediction_scores"),
    Layout(
      "Hugging Face evaluate, classes beside scores",
      #"{"references": [1, 0], "predictions": [1, 0], "prediction_scores": [0.9, 0.2]}"#,
      label: "references", "prediction_scores"),
    Layout(
      "Hugging Face transformers, logits of a model",
      #"{"labels": [1, 0], "logits": [[-1.2, 1.3], [0.4, -0.2]]}"#, label: "labels",
      "logits.0,logits.1", "logits"),
    Layout(
      "yardstick, two_class_example",
      """
      truth,Class1,Class2,predicted
      Class2,0.00358924,0.99641076,Class2
      Class1,0.67862105,0.32137895,Class1
      """, label: "truth", "Class1,Class2"),
    Layout(
      "tidymodels, augment and collect_predictions",
      """
      .pred_class,.pred_No,.pred_Yes,id,.row,.config,Truth
      Yes,0.2,0.8,Fold1,1,Preprocessor1_Model1,Yes
      No,0.7,0.3,Fold1,2,Preprocessor1_Model1,No
      """, label: "Truth", ".pred_No,.pred_Yes"),
    Layout(
      "caret, savePredictions",
      """
      pred,obs,No,Yes,rowIndex,mtry,Resample
      Yes,Yes,0.2,0.8,1,2,Fold1
      No,No,0.7,0.3,2,2,Fold1
      """, label: "obs", "No,Yes"),
    Layout(
      "caret, extractProb",
      """
      No,Yes,obs,pred,model,dataType,object
      0.2,0.8,Yes,Yes,rf,Test,Object1
      0.7,0.3,No,No,rf,Test,Object1
      """, label: "obs", "No,Yes"),
    Layout(
      "mlr3, as.data.table of a prediction",
      """
      row_ids,truth,response,prob.M,prob.R
      1,M,M,0.8,0.2
      2,R,R,0.3,0.7
      """, label: "truth", "prob.M,prob.R"),
    Layout(
      "ranger, predictions beside the truth",
      """
      "truth","setosa","versicolor"
      "setosa",0.9,0.1
      "versicolor",0.2,0.8
      """, label: "truth", "setosa,versicolor"),
    Layout(
      "H2O, numbers",
      """
      predict,p0,p1,label
      1,0.2,0.8,1
      0,0.7,0.3,0
      """, label: "label", "p0,p1"),
    Layout(
      "H2O, names",
      """
      predict,No,Yes,actual
      Yes,0.2,0.8,Yes
      No,0.7,0.3,No
      """, label: "actual", "No,Yes"),
    Layout(
      "Spark ML",
      """
      {"label":1.0,"rawPrediction":{"type":1,"values":[-1.38,1.38]},"probability":{"type":1,"values":[0.2,0.8]},"prediction":1.0}
      {"label":0.0,"rawPrediction":{"type":1,"values":[0.84,-0.84]},"probability":{"type":1,"values":[0.7,0.3]},"prediction":0.0}
      """, label: "label", "probability.0,probability.1"),
    Layout(
      "BigQuery ML, a label of the name label",
      """
      {"label":"1","predicted_label":"1","predicted_label_probs":[{"label":"1","prob":0.8},{"label":"0","prob":0.2}]}
      {"label":"0","predicted_label":"0","predicted_label_probs":[{"label":"1","prob":0.3},{"label":"0","prob":0.7}]}
      """, label: "label", "predicted_label_probs.1,predicted_label_probs.0"),
    Layout(
      "BigQuery ML, a label of any name",
      """
      {"species":"a","predicted_species":"a","predicted_species_probs":[{"label":"a","prob":0.8},{"label":"b","prob":0.2}]}
      {"species":"b","predicted_species":"b","predicted_species_probs":[{"label":"a","prob":0.3},{"label":"b","prob":0.7}]}
      """, label: "species", "predicted_species_probs.a,predicted_species_probs.b"),
    Layout(
      "Vertex AI, batch prediction of a custom container",
      """
      {"instance":{"f":1},"prediction":0.9,"label":1}
      {"instance":{"f":2},"prediction":0.2,"label":0}
      """, label: "label", "prediction"),
    Layout(
      "SageMaker, probabilities joined to the label",
      """
      {"label":0,"predicted_label":1,"probability":0.6}
      {"label":0,"predicted_label":0,"probability":0.2}
      """, label: "label", "probability"),
  ]

  @Test("a layout is read as its library means it, from a file or in pieces", arguments: layouts)
  func layout(_ layout: Layout) throws {
    for (text, readSize) in [(layout.text, Int.max), (layout.text + "\n", 1), (layout.text, 7)] {
      let run = focal(["--json"], input: Array(text.utf8), readSize: readSize)
      #expect(run.status == .done, "\(run.diagnostics)")
      let facts = try #require(try run.object()["input"] as? [String: Any])
      #expect(facts["labels"] as? [String] == [layout.label])
      #expect((facts["predictions"] as? [String])?.joined(separator: ",") == layout.predictions)
      #expect(facts["kind"] as? String == layout.kind)
    }
  }

  @Test(
    "calibrated probabilities beside others under names of classes, as H2O writes them, are asked")
  func calibrated() {
    #expect(
      focal(
        "", input: "predict,No,Yes,cal_No,cal_Yes,actual\nYes,.2,.8,.3,.7,Yes\nNo,.7,.3,.8,.2,No\n")
        == .failed(
          .usage,
          "<stdin>: several columns could be the prediction: 'cal_No ... cal_Yes', 'No ... Yes'; "
            + "name one with --prediction"))
  }

  @Test("the names of each project are in the table, with what they are for")
  func names() {
    let names: [(project: String, role: ColumnRole, names: String)] = [
      ("scikit-learn", .label, "y_true y_test"), ("scikit-learn", .prediction, "y_pred"),
      ("scikit-learn", .probability, "y_score y_proba y_prob predict_proba"),
      ("scikit-learn", .logit, "decision_function pred_decision"),
      ("scikit-learn", .logProbability, "predict_log_proba"),
      ("scikit-learn", .weight, "sample_weight"), ("pandas", .id, "Unnamed:_0 index level_0"),
      ("pandas", .probability, "pred_proba y_pred_proba prob_1"), ("Keras", .label, "y_true"),
      ("Keras", .prediction, "y_pred"), ("Keras", .weight, "sample_weight"),
      ("Lightning", .prediction, "preds"), ("Lightning", .label, "target"),
      ("Hugging Face", .label, "references label labels label_ids"),
      ("Hugging Face", .prediction, "predictions"),
      ("Hugging Face", .probability, "prediction_scores score scores"),
      ("Hugging Face", .logit, "logits"), ("yardstick", .label, "truth"),
      ("yardstick", .prediction, "estimate"), ("yardstick", .weight, "case_weights case_wts"),
      ("tidymodels", .predictedClass, ".pred_class"), ("tidymodels", .id, ".row"),
      ("tidymodels", .logit, ".pred_linear_pred"), ("caret", .label, "obs"),
      ("caret", .prediction, "pred"), ("caret", .id, "rowIndex"),
      ("caret", .split, "Resample dataType"), ("caret", .weight, "weights"),
      ("ranger", .prediction, "predictions"), ("LightGBM R", .label, "response"),
      ("H2O", .predictedClass, "predict"), ("H2O", .probability, "p1 cal_p1"),
      ("H2O", .split, "fold_assignment"), ("H2O", .weight, "weights_column"),
      ("CatBoost", .label, "Label"), ("CatBoost", .logit, "RawFormulaVal"),
      ("CatBoost", .probability, "Probability"), ("CatBoost", .logProbability, "LogProbability"),
      ("CatBoost", .id, "SampleId DocId GroupId SubgroupId"),
      ("CatBoost", .weight, "Weight GroupWeight"), ("LightGBM", .logit, "raw_score"),
      ("LightGBM", .weight, "weight"), ("XGBoost", .logit, "output_margin margin"),
      ("XGBoost", .label, "label"), ("Spark ML", .logit, "rawPrediction"),
      ("Spark ML", .probability, "probability"), ("Spark ML", .prediction, "prediction"),
      ("Spark ML", .predictedClass, "predictedLabel"),
      ("BigQuery ML", .predictedClass, "predicted_label"),
      ("Vertex AI", .confidence, "confidences"),
      ("Vertex AI", .label, "ground_truth"), ("SageMaker", .predictedClass, "predicted_label"),
      ("SageMaker", .probability, "probability probabilities score"),
      ("SageMaker", .id, "eventId inferenceId"), ("Kaggle", .split, "Usage"),
    ]
    for (project, role, list) in names {
      for name in list.split(separator: " ").map({ $0.replacing(":_", with: ": ") }) {
        #expect(UsualNames.role(of: String(name)) == role, "\(project): \(name)")
      }
    }
    for name in ["init_score", "base_margin", "Baseline", "offset"] {
      #expect(UsualNames.role(of: name) == nil && FeatureNames.contains(name))
    }
  }
}
