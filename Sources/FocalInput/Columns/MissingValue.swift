/// The texts that stand for a value that is not there.
public enum MissingValue {
  private static let texts = ["", "na", "nan", "null"]

  /// Whether a text says that there is no value: empty, `NA`, `NaN` or `null`, in any case.
  ///
  /// - Parameter text: the text of a field.
  /// - Returns: whether it does.
  public static func isText(_ text: String) -> Bool {
    text.utf8.count <= 4 && texts.contains(text.lowercased())
  }
}
