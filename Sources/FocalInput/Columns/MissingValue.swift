/// The texts that stand for a value that is not there.
package enum MissingValue {
  /// The words that count in any case.
  private static let words = ["", "na", "nan", "-nan", "null", "n/a"]

  /// The words that count only as programs write them: pandas, Python, MySQL and Excel.
  private static let exactWords = ["#N/A", "<NA>", "None", "\\N"]

  /// Whether a text says that there is no value.
  ///
  /// It does where it is empty, or `NA`, `NaN`, `-NaN`, `null` or `N/A` in any case, or exactly
  /// `#N/A`, `<NA>`, `None` or `\N`.
  ///
  /// - Parameter text: the text of a field.
  /// - Returns: whether it does.
  package static func isText(_ text: String) -> Bool {
    text.utf8.count <= 4 && (exactWords.contains(text) || words.contains(text.lowercased()))
  }
}
