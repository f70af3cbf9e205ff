import FocalLoss

/// Why the options do not make a convention for this input.
enum ConventionError: Error, Equatable, Sendable {
  /// A parameter is out of range or does not fit.
  case parameter(ParameterError)
  /// One number for α has several meanings when there are classes.
  case ambiguousAlpha(Double, classNames: [String])
  /// A rule is named without its value.
  case ruleNeedsValue(rule: String, option: String)
}
