/// What is wrong with the parameters of a convention.
public enum ParameterError: Error, Equatable, Sendable {
  /// A sample cannot have so many predictions: it has at least one, and binary samples have one.
  case predictionCount(Int, ClassificationTask)
  /// γ is negative, infinite or not a number.
  case gammaOutOfRange(Double)
  /// A value of the modulator is outside its range; the name is that of the parameter.
  case modulatorOutOfRange(Modulator.Kind, parameter: String, Double)
  /// The modulator takes another number of values.
  case modulatorCount(Modulator.Kind, found: Int, expected: Int)
  /// The modulator means nothing in this task.
  case modulatorForTask(Modulator.Kind, ClassificationTask)
  /// The modulator treats the sides of a target differently, which the soft rule mixes.
  case modulatorWithSoftTargets(Modulator.Kind, SoftTargetRule)
  /// The modulator divides by γ, which is 0.
  case modulatorNeedsGamma(Modulator.Kind)
  /// The value of the epsilon rule is outside the rule's range.
  case epsilonOutOfRange(Epsilon.Rule, Double)
  /// A value of α is outside the range of its rule.
  case alphaOutOfRange(Alpha.Rule, Double)
  /// The rule takes another number of values.
  case alphaCount(Alpha.Rule, found: Int, expected: Int)
  /// The rule means nothing in this task.
  case alphaRuleForTask(Alpha.Rule, ClassificationTask)
  /// The rule for soft targets means nothing in this task.
  case softTargetRuleForTask(SoftTargetRule, ClassificationTask)
  /// Label smoothing is outside [0, 1].
  case labelSmoothingOutOfRange(Double)
  /// A class weight is negative, infinite or not a number.
  case classWeightOutOfRange(Double)
  /// The class weights are those of columns, of which the task has none.
  case classWeightRuleForTask(ClassWeightRule, ClassificationTask)
  /// There are fewer or more class weights than classes.
  case classWeightCount(found: Int, expected: Int)
}
