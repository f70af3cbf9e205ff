import FocalLoss

extension Convention {
  /// The line of a grid that this convention takes its sums from: without α, class weights and
  /// reduction.
  ///
  /// - Parameter hasFractions: whether targets may be between 0 and 1, to which the soft rule
  ///   matters.
  /// - Returns: the same for conventions whose sums cannot differ.
  func lineForm(hasFractions: Bool) -> Convention {
    var line = self
    line.alpha = .none
    line.classWeights = []
    line.classWeightRule = .trueClass
    line.reduction = .mean
    if !modulator.kind.usesGamma { line.gamma = 2 }
    if !hasFractions, labelSmoothing == 0 {
      // The one rule that acts on hard targets: by the guarded cross entropy.
      let acts = softTargets == .expCrossEntropy && epsilon != .none
      line.softTargets = acts ? .expCrossEntropy : nil
    }
    return line
  }

  /// The convention in the form that conventions have which cannot but give the same loss.
  ///
  /// - Parameters:
  ///   - predictionCount: the predictions of a sample.
  ///   - hasFractions: whether targets may be between 0 and 1.
  ///   - isWeighted: whether samples have weights.
  /// - Returns: equal for such conventions.
  func standardForm(predictionCount: Int, hasFractions: Bool, isWeighted: Bool) -> Convention {
    var standard = lineForm(hasFractions: hasFractions)
    let isNeutral = alpha.values == [1] && (alpha.rule == .scale || alpha.rule == .positiveWeight)
    standard.alpha = isNeutral ? .none : alpha
    standard.classWeights = classWeights
    if !classWeights.isEmpty { standard.classWeightRule = classWeightRule }
    let hasWeights = isWeighted || !classWeights.isEmpty
    standard.reduction =
      switch reduction {
      case .none: .mean
      case .weightedMeanElements where !hasWeights: predictionCount == 1 ? .mean : .meanElements
      case .meanElements where predictionCount == 1: .mean
      case .sumOfMeans where predictionCount == 1: .sum
      case .macro where task == .multilabel: .meanElements
      case .weightedMean where !hasWeights: .mean
      default: reduction
      }
    return standard
  }
}
