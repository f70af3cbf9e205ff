import FocalLoss

/// Why the options do not make a convention for this input.
enum ConventionError: Error, Equatable, Sendable {
  /// A parameter is out of range or does not fit.
  case parameter(ParameterError)
  /// One number for α has several meanings when there are classes.
  case ambiguousAlpha(Double, classNames: [String])
  /// γ is given beside a modulator that has gammas of its own.
  case unusedGamma(Modulator.Kind)
  /// Derivatives are wanted of a modulator of which there are none.
  case noDerivatives(Modulator.Kind)
  /// The losses of samples do not add up under a modulator, so none has a part of the sum.
  case noAttribution(option: String, Modulator.Kind)
  /// A rule is named without its value.
  case ruleNeedsValue(rule: String, option: String)
}
