import FocalLoss

/// What a column is for, by the name that people and programs give it.
enum ColumnRole: String, CaseIterable, Sendable {
  case label
  case probability
  case logit
  case logProbability
  /// A prediction of one kind or another, or the class that is predicted.
  case prediction
  /// The class that is predicted; never a label, and no prediction that has a loss.
  case predictedClass
  /// The probability of the positive class, or of the class that is predicted: nobody can tell.
  case confidence
  case weight
  case id
  /// A part of the data, such as train or test.
  case split

  /// What help and reasons call it.
  var title: String {
    switch self {
    case .label: "label"
    case .probability: "probability"
    case .logit: "logit"
    case .logProbability: "log-probability"
    case .prediction: "prediction, which may be a class"
    case .predictedClass: "predicted class"
    case .confidence: "confidence, of which class is not said"
    case .weight: "weight"
    case .id: "id"
    case .split: "part of the data"
    }
  }

  /// The kind of prediction that it says; nil where it says none.
  var kind: PredictionKind? {
    switch self {
    case .probability: .probabilities
    case .logit: .logits
    case .logProbability: .logProbabilities
    default: nil
    }
  }

  /// Whether a column of the role may be what losses are computed of.
  var isPrediction: Bool { kind != nil || self == .prediction }
}

/// The names that columns usually have: one table, which help prints.
///
/// They are those of scikit-learn and its users, pandas, Keras, PyTorch Lightning, torchmetrics, Hugging
/// Face, yardstick, caret, ranger, H2O, CatBoost, LightGBM, XGBoost, Spark ML, BigQuery ML, Vertex AI and
/// SageMaker. Case does not count, nor do `_`, `-`, `.` and spaces between words, nor a point before them.
enum UsualNames {
  static let table: [(role: ColumnRole, names: [String])] = [
    (
      .label,
      [
        "label", "labels", "target", "targets", "y", "y_true", "y_test", "truth", "ground_truth",
        "gt", "gold", "actual", "actuals", "obs", "observed", "reference", "references",
        "true_label", "true_labels", "true_class", "label_id", "label_ids", "response", "class",
        "classes", "category", "outcome", "outcomes",
      ]
    ),
    (
      .probability,
      [
        "prob", "probs", "proba", "probas", "probability", "probabilities", "p", "score", "scores",
        "y_prob", "y_probs", "y_proba", "y_probas", "y_score", "y_scores", "y_probability",
        "y_pred_prob", "y_pred_proba", "pred_prob", "pred_probs", "pred_proba", "pred_score",
        "prediction_prob", "prediction_probability", "prediction_score", "predicted_prob",
        "predicted_proba", "predicted_probability", "predicted_probabilities", "predicted_score",
        "predict_proba", "pred_probability", "prob_positive", "p_positive", "positive_probability",
        "p1", "p_1", "prob_1", "proba_1", "probability_1", "cal_p1", "sigmoid", "softmax",
      ]
    ),
    (
      .logit,
      [
        "logit", "logits", "y_logit", "y_logits", "raw_score", "raw_scores", "raw_prediction",
        "raw_predictions", "raw_output", "RawFormulaVal", "raw_formula_val", "margin", "margins",
        "output_margin", "decision_function", "decision_value", "decision_score", "log_odds",
        "pred_logit", "pred_logits",
      ]
    ),
    (
      .logProbability,
      [
        "logprob", "logprobs", "log_proba", "log_probas", "log_probability", "log_probabilities",
        "log_softmax", "y_log_proba", "predict_log_proba", "logp",
      ]
    ),
    (
      .prediction,
      [
        "prediction", "predictions", "pred", "preds", "y_pred", "y_preds", "y_hat", "yhat",
        "predicted", "output", "outputs", "estimate", "fitted", "model_output", "y_predicted",
        "predicted_value", "prediction_value",
      ]
    ),
    (
      .predictedClass,
      [
        "predicted_label", "predicted_labels", "pred_label", "pred_labels", "prediction_label",
        "pred_class", "predicted_class", "prediction_class", "predicted_category", "predict",
        "predicted_outcome", "predicted_target", "y_pred_class", "y_pred_label", "class_pred",
        "argmax",
      ]
    ),
    (
      .confidence,
      ["confidence", "confidences", "conf", "pred_confidence", "prediction_confidence"]
    ),
    (
      .weight,
      [
        "weight", "weights", "w", "wt", "sample_weight", "sample_weights", "instance_weight",
        "case_weight", "case_wts", "example_weight", "importance_weight", "group_weight",
      ]
    ),
    (
      .id,
      [
        "id", "ids", "index", "idx", "row", "row_id", "row_index", "row_number", "rownames", "uuid",
        "uid", "key", "sample_id", "doc_id", "example_id", "image_id", "user_id", "item_id",
        "customer_id", "file", "filename", "file_name", "image", "path", "name",
      ]
    ),
    (
      .split,
      [
        "split", "fold", "folds", "subset", "partition", "dataset", "data_set", "resample", "set",
      ]
    ),
  ]

  /// The names of labels that those of predicted classes often have too.
  private static let namesOfClasses: Set = ["class", "classes", "category", "outcome"]

  private static let roles: [String: ColumnRole] = {
    var roles: [String: ColumnRole] = [:]
    for entry in table {
      for name in entry.names { roles[joined(name)] = entry.role }
    }
    return roles
  }()

  /// What a column of a name is for; nil where the name is not usual.
  static func role(of name: String) -> ColumnRole? { roles[joined(name)] }

  /// Whether a name of a label may be that of a predicted class as well.
  static func isOfClass(_ name: String) -> Bool { namesOfClasses.contains(joined(name)) }

  /// Whether a name is `class`, which is the predicted class where a probability stands beside it.
  static func isClass(_ name: String) -> Bool { joined(name) == "class" }

  /// A name in small letters, with its words joined and without a point before them.
  static func joined(_ name: String) -> String {
    var letters: [UInt8] = []
    var separators: [UInt8] = []
    for byte in name.utf8 {
      if isSeparator(byte) {
        // A point before the first word counts as little as one between two.
        if !letters.isEmpty || byte != UInt8(ascii: ".") { separators.append(byte) }
      } else {
        if letters.isEmpty { letters += separators }
        separators = []
        letters.append(65...90 ~= byte ? byte | 0x20 : byte)
      }
    }
    return String(decoding: letters + separators, as: UTF8.self)
  }

  /// Whether a byte stands between words.
  static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: " ")
  }
}
