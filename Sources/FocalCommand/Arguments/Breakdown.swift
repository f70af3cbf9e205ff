/// What the loss may be broken down by, beside columns of the input.
enum Breakdown: String, CaseIterable, Sendable {
  /// By class; where samples have several elements, by positive and negative elements too.
  case byClass = "class"
  /// By tenth of p_t.
  case byDecile = "decile"
}
