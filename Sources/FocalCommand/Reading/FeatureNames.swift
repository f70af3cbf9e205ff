/// Names of columns of numbers that plainly hold no prediction: features, and what runs are logged with.
///
/// A column, or a numbered family, that has no other usual name may be taken for the prediction where
/// nothing else is there. These are not: their numbers are often between 0 and 1 too, so that a loss of
/// them would look like one.
enum FeatureNames {
  /// The stems of numbered families, such as `x1`, `var_0`, `V1` of R and `Column_0` of LightGBM.
  static let stems = """
    x v f var variable feature features feat feats col column attr attribute covariate predictor input \
    inputs pc pca pcs component dim dimension emb embed embedding embeddings latent hidden svd ica tsne \
    umap pixel token lag num cont bin nom ord model seed run trial rep repeat fold epoch step \
    iteration iter bag tree estimator learner member draw replicate
    """

  /// The names of single columns.
  static let words = """
    loss losses error errors err residual residuals cost time timestamp date datetime year month day \
    week hour minute second epoch epochs step steps global_step iteration iterations iter batch \
    batch_size seed lr learning_rate accuracy acc auc f1 threshold age sex gender income salary price \
    amount balance fare count counts total length size width height depth duration rank latitude \
    longitude lat lon distance temperature version offset exposure baseline init_score base_margin \
    base_score pvalue std stddev sd se variance stderr entropy uncertainty brier logloss log_loss nll \
    perplexity likelihood log_likelihood mean median sum
    """

  /// The last words of names, whatever stands before them: `fold_id`, `PassengerId`, `p_value`.
  static let lastWords = """
    id ids idx index number nr count counts rank loss losses error errors time date year age std sd se \
    stderr variance entropy uncertainty threshold cutoff weight weights fold split seed epoch step value \
    size length accuracy auc f1
    """

  /// Whether a column has such a name, or is one of a numbered family that has.
  ///
  /// - Parameter name: the name of the column.
  /// - Returns: whether it is no prediction.
  static func contains(_ name: String) -> Bool {
    guard let own = UsualName(name) else { return false }
    return singles.contains(own) || UsualColumns.numberedStem(of: name).map(isStem) == true
      || lasts.contains(name.lastWord)
  }

  /// Whether a numbered family is one of features.
  ///
  /// - Parameter stem: what its columns are called without their numbers.
  /// - Returns: whether it is.
  static func isStem(_ stem: String) -> Bool {
    UsualName(stem).map(families.contains) == true
  }

  private static let families = names(stems)
  private static let singles = names(words) + families
  private static let lasts = Set(lastWords.split(separator: " ").map(String.init))

  private static func names(_ text: String) -> [UsualName] {
    text.split(separator: " ").compactMap { UsualName(String($0)) }
  }
}

extension String {
  /// The last word of a name in small letters: `id` of `fold_id`, `FoldId` and `fold ID`.
  fileprivate var lastWord: String {
    var word: [UInt8] = []
    var isUpper = false
    for byte in utf8.reversed() {
      let isLetter = 97...122 ~= byte | 0x20
      guard isLetter || 48...57 ~= byte, word.isEmpty || !isUpper || 65...90 ~= byte else { break }
      let wasLower = !word.isEmpty && !isUpper
      isUpper = 65...90 ~= byte
      word.append(byte | 0x20)
      if isUpper, wasLower { break }
    }
    return String(decoding: word.reversed(), as: UTF8.self)
  }
}
