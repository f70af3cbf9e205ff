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

  /// What help and reasons call a column of the role.
  var title: String {
    switch self {
    case .label: "a label"
    case .probability: "a probability"
    case .logit: "a logit"
    case .logProbability: "a log-probability"
    case .prediction: "a prediction, which may be a class"
    case .predictedClass: "a predicted class"
    case .confidence: "a confidence, in which class is not said"
    case .weight: "a weight"
    case .id: "an id"
    case .split: "a part of the data"
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
  /// The names of a role, with spaces between them.
  static func words(of role: ColumnRole) -> String {
    switch role {
    case .label:
      """
      label labels target targets targ targs y y_true y_test y_val y_valid y_actual y_obs y_gold truth \
      truths ground_truth ground_truths ground_truth_label gt gold gold_label gold_labels actual \
      actuals actual_class actual_label actual_labels actual_value actual_values actual_outcome \
      expected_label expected_class obs observed observed_class reference references true_label \
      true_labels true_class true_classes true_value true_values true_y true_target true_outcome \
      target_label target_class label_true class_true label_id label_ids label_idx label_index response \
      class classes category outcome outcomes
      """
    case .probability:
      """
      prob probs proba probas probability probabilities p score scores y_prob y_probs y_proba y_probas \
      y_score y_scores y_probability y_probabilities y_pred_prob y_pred_probs y_pred_proba y_pred_probas \
      y_pred_score y_hat_prob y_hat_proba pred_prob pred_probs pred_proba pred_probas pred_score \
      pred_scores pred_probability pred_probabilities prediction_prob prediction_probs \
      prediction_proba prediction_probas prediction_probability prediction_probabilities \
      prediction_score prediction_scores predicted_prob predicted_probs predicted_proba \
      predicted_probas predicted_probability predicted_probabilities predicted_score \
      predicted_scores predict_proba predict_prob predict_probability prob_pred prob_pos prob_positive \
      proba_positive p_pos p_positive p_hat pos_prob positive_prob positive_proba positive_score \
      positive_probability p1 p_1 prob_1 proba_1 probability_1 y_prob_1 y_proba_1 pred_prob_1 \
      pred_proba_1 prob_class_1 proba_class_1 class_1_prob cal_p1 oof_prob oof_proba sigmoid softmax
      """
    case .logit:
      """
      logit logits y_logit y_logits y_pred_logit y_pred_logits raw_score raw_scores raw_prediction \
      raw_predictions raw_pred raw_preds raw_output raw_outputs raw_margin RawFormulaVal \
      raw_formula_val margin margins output_margin decision_function decision_value \
      decision_values decision_score decision_scores pred_decision y_decision log_odds pred_logit \
      pred_logits predicted_logit predicted_logits prediction_logit prediction_logits output_logits \
      model_logits linear_pred linear_predictor pred_linear_pred
      """
    case .logProbability:
      """
      logprob logprobs log_proba log_probas log_probability log_probabilities log_softmax y_log_prob \
      y_log_proba pred_log_prob pred_log_proba predict_log_proba logp log_ps
      """
    case .prediction:
      """
      prediction predictions pred preds y_pred y_preds y_predict y_prediction y_predictions y_hat yhat \
      y_out predicted output outputs estimate fitted fitted_value fitted_values fit forecast \
      model_output model_outputs model_prediction model_predictions y_predicted predicted_value \
      predicted_values prediction_value prediction_values test_pred test_preds oof oof_pred oof_preds \
      oof_prediction oof_predictions
      """
    case .predictedClass:
      """
      predicted_label predicted_labels predicted_label_id pred_label pred_labels pred_label_id \
      prediction_label prediction_labels pred_class pred_classes predicted_class predicted_classes \
      predicted_class_id prediction_class prediction_classes predicted_category pred_category \
      predicted_index pred_index pred_idx predict \
      predicted_outcome predicted_target y_pred_class y_pred_classes y_pred_label y_pred_labels \
      y_pred_bin y_pred_binary y_pred_hard y_hat_class class_pred class_predicted label_pred \
      label_predicted pred_bin pred_binary pred_hard hard_pred hard_prediction binary_prediction \
      top_class top_label top1_class top1_label argmax
      """
    case .confidence:
      """
      confidence confidences confidence_score confidence_scores conf conf_score pred_confidence \
      pred_conf prediction_confidence predicted_confidence class_confidence max_prob max_probs \
      max_proba max_probability max_score max_softmax prob_max top_prob top_proba top_probability \
      top_score top1_prob top1_score best_prob pred_class_prob pred_class_proba pred_label_prob \
      predicted_class_prob predicted_class_proba predicted_label_prob prob_pred_class
      """
    case .weight:
      """
      weight weights w wt wts sample_weight sample_weights sample_wt instance_weight instance_weights \
      case_weight case_weights case_wts example_weight example_weights row_weight row_weights \
      observation_weight obs_weight weight_col weights_column importance_weight \
      importance_weights group_weight survey_weight
      """
    case .id:
      """
      id ids index idx row rows row_id row_ids row_index row_idx row_num row_number row_name \
      rownames unnamed unnamed:_0 level_0 uuid guid uid key sample sample_id sample_ids sample_index \
      sample_idx doc_id document_id example_id example_index instance_id image_id img_id image_name \
      image_path user_id item_id customer_id patient_id subject_id passenger_id session_id \
      transaction_id query_id group_id subgroup_id event_id inference_id prediction_id pred_id record_id case_id \
      observation_id obs_id file filename file_name file_path filepath image img path name
      """
    case .split:
      """
      split splits fold folds fold_id fold_index fold_assignment cv_fold cv_folds cv_split subset \
      partition partition_id dataset data_set data_split data_type resample set is_train is_test \
      is_val is_valid is_validation train_test usage
      """
    }
  }

  /// The names of a role.
  static func names(of role: ColumnRole) -> [String] {
    words(of: role).split(separator: " ").map(String.init)
  }

  /// What a column of a name is for; nil where the name is not usual.
  static func role(of name: String) -> ColumnRole? {
    UsualName(name).flatMap { index.role(of: $0) }
  }

  /// Whether a name of a label may be that of a predicted class as well.
  static func isOfClass(_ name: String) -> Bool {
    contains(name, in: ["class", "classes", "category", "outcome", "response"])
  }

  /// Whether a name is `response`, which is the predicted class beside probabilities of every class, as
  /// mlr writes them.
  static func isResponse(_ name: String) -> Bool { contains(name, in: ["response"]) }

  /// Whether a name of a probability is that of a score, which beside a predicted class is mostly of that
  /// class, as PyCaret and pipelines of Hugging Face write it.
  static func isScore(_ name: String) -> Bool {
    contains(
      name,
      in: [
        "score", "scores", "prediction_score", "prediction_scores", "pred_score", "pred_scores",
        "predicted_score", "predicted_scores",
      ])
  }

  private static func contains(_ name: String, in names: [String]) -> Bool {
    let own = UsualName(name)
    return names.contains { UsualName($0) == own }
  }

  /// Whether a name is `class`, which is the predicted class where a probability stands beside it.
  static func isClass(_ name: String) -> Bool { contains(name, in: ["class"]) }

  /// Whether a byte stands between words.
  static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: " ")
  }

  private static let index = UsualNameIndex()
}
