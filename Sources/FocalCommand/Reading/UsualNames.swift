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
      label labels target targets y y_true y_test truth ground_truth gt gold actual \
      actuals actual_class actual_label expected_label obs observed reference references \
      true_label true_labels true_class label_id label_ids response class classes \
      category outcome outcomes
      """
    case .probability:
      """
      prob probs proba probas probability probabilities p score scores y_prob y_probs \
      y_proba y_probas y_score y_scores y_probability y_pred_prob y_pred_proba pred_prob \
      pred_probs pred_proba pred_score prediction_prob prediction_probability \
      prediction_score predicted_prob predicted_proba predicted_probability \
      predicted_probabilities predicted_score predict_proba pred_probability prob_positive \
      p_positive positive_probability p1 p_1 prob_1 proba_1 probability_1 cal_p1 sigmoid \
      softmax
      """
    case .logit:
      """
      logit logits y_logit y_logits raw_score raw_scores raw_prediction raw_predictions \
      raw_output RawFormulaVal raw_formula_val margin margins output_margin \
      decision_function decision_value decision_score log_odds pred_logit pred_logits
      """
    case .logProbability:
      """
      logprob logprobs log_proba log_probas log_probability log_probabilities log_softmax \
      y_log_proba predict_log_proba logp
      """
    case .prediction:
      """
      prediction predictions pred preds y_pred y_preds y_hat yhat predicted output outputs \
      estimate fitted model_output y_predicted predicted_value prediction_value
      """
    case .predictedClass:
      """
      predicted_label predicted_labels pred_label pred_labels prediction_label pred_class \
      predicted_class prediction_class predicted_category predict predicted_outcome \
      predicted_target y_pred_class y_pred_label class_pred argmax
      """
    case .confidence:
      """
      confidence confidences conf pred_confidence prediction_confidence
      """
    case .weight:
      """
      weight weights w wt sample_weight sample_weights instance_weight case_weight \
      case_wts example_weight importance_weight group_weight
      """
    case .id:
      """
      id ids index idx row row_id row_index row_number rownames uuid uid key sample_id \
      doc_id example_id image_id user_id item_id customer_id file filename file_name image \
      path name
      """
    case .split:
      """
      split fold folds subset partition dataset data_set resample set
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
    contains(name, in: ["score", "scores", "prediction_score", "pred_score", "predicted_score"])
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

/// A name in small letters, with its words joined and without a point before them.
///
/// Three words of memory hold it, so that thousands of columns are looked up without an allocation.
struct UsualName: Equatable, Sendable {
  private var low: UInt64 = 0
  private var middle: UInt64 = 0
  private var high: UInt64 = 0
  private var count = 0

  /// The separators since the last letter, lowest first.
  private var separators: UInt64 = 0
  private var separatorCount = 0

  /// A name of no letters yet.
  init() {}

  /// Joins the words of a name; nil for one that is longer than all usual names.
  ///
  /// - Parameter name: the name.
  init?(_ name: String) {
    for byte in name.utf8 {
      guard count <= 24, separatorCount < 8 else { return nil }
      add(byte)
    }
    end()
    guard count <= 24 else { return nil }
  }

  /// Adds the next byte.
  mutating func add(_ byte: UInt8) {
    if UsualNames.isSeparator(byte) {
      // A point before the first word counts as little as one between two.
      guard count > 0 || byte != UInt8(ascii: ".") else { return }
      separators |= UInt64(byte) << UInt64(separatorCount * 8)
      separatorCount += 1
    } else {
      // Separators before all words count, and so do those after them.
      if count == 0 { end() } else { (separators, separatorCount) = (0, 0) }
      append(65...90 ~= byte ? byte | 0x20 : byte)
    }
  }

  /// Takes the separators in, where no letter follows them.
  mutating func end() {
    while separatorCount > 0 {
      append(UInt8(truncatingIfNeeded: separators))
      separators >>= 8
      separatorCount -= 1
    }
  }

  private mutating func append(_ byte: UInt8) {
    let shifted = UInt64(byte) << UInt64(count % 8 * 8)
    switch count / 8 {
    case 0: low |= shifted
    case 1: middle |= shifted
    case 2: high |= shifted
    default: break
    }
    count += 1
  }

  /// A number below 512 that differs for most names.
  var hash: Int {
    let mixed = (low ^ middle &* 0x9e37_79b9_7f4a_7c15 ^ high) &* 0xff51_afd7_ed55_8ccd
    return Int(truncatingIfNeeded: mixed >> 55)
  }
}

/// The usual names by their hash: a table with open addressing.
private struct UsualNameIndex: Sendable {
  private var names: [UsualName] = []
  private var roles: [ColumnRole] = []

  /// The places of the names, −1 where free; more than twice as many as there are names.
  private var slots = [Int](repeating: -1, count: 512)

  init() {
    names.reserveCapacity(256)
    roles.reserveCapacity(256)
    for role in ColumnRole.allCases {
      var name = UsualName()
      for byte in UsualNames.words(of: role).utf8 {
        if byte == UInt8(ascii: " ") {
          insert(name, role)
          name = UsualName()
        } else {
          name.add(byte)
        }
      }
      insert(name, role)
    }
  }

  private mutating func insert(_ name: UsualName, _ role: ColumnRole) {
    let slot = slot(of: name)
    guard slots[slot] < 0 else { return }
    slots[slot] = names.count
    names.append(name)
    roles.append(role)
  }

  /// The slot that has a name, or the free one for it.
  private func slot(of name: UsualName) -> Int {
    var slot = name.hash
    while slots[slot] >= 0, names[slots[slot]] != name { slot = (slot + 1) & 511 }
    return slot
  }

  func role(of name: UsualName) -> ColumnRole? {
    let place = slots[slot(of: name)]
    return place < 0 ? nil : roles[place]
  }
}
