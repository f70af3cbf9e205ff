import FocalLoss
import FocalOutput

extension Convention {
  /// A sentence that says in words what differs from a convention.
  ///
  /// - Parameter other: the exact definition for the same samples.
  /// - Returns: the sentence.
  func explanation(from other: Convention) -> String {
    var parts: [String] = []
    if task != other.task { parts.append(task.phrase) }
    if alpha != other.alpha, !(isWithoutAlpha && other.isWithoutAlpha) {
      parts.append(alpha.phrase)
    }
    if !classWeights.isEmpty {
      parts.append("class weights \(Self.list(classWeights))")
    }
    if modulator.kind.usesGamma, gamma != other.gamma {
      parts.append(
        "gamma is \(NumberText.shortest(gamma))\(gamma == 0 ? ", the cross entropy" : "")")
    }
    if modulator != other.modulator { parts.append("the modulator is \(modulator.phrase)") }
    if epsilon != other.epsilon { parts.append(epsilon.phrase) }
    if labelSmoothing != other.labelSmoothing {
      parts.append("the targets are smoothed by \(NumberText.shortest(labelSmoothing))")
    }
    if labelSmoothing > 0, smoothingRule != other.smoothingRule {
      parts.append(smoothingRule.phrase)
    }
    if reduction != other.reduction { parts.append(reduction.phrase) }
    return parts.isEmpty
      ? "This is the exact definition."
      : "Unlike the exact definition: \(parts.joined(separator: "; "))."
  }

  fileprivate static func list(_ values: [Double]) -> String {
    values.map(NumberText.shortest).joined(separator: "+")
  }
}

extension ClassificationTask {
  fileprivate var phrase: String {
    switch self {
    case .binary, .multilabel: "each prediction is a sigmoid"
    case .multiclass: "one softmax over the classes"
    case .oneVsAll: "a sigmoid for each class, no softmax"
    }
  }
}

extension Alpha {
  fileprivate var phrase: String {
    guard let value = values.first else { return "there is no alpha" }
    let number = NumberText.shortest(value)
    let rest = NumberText(digits: 15)(1 - value)
    let isList = values.count > 1
    let list = Convention.list(values)
    return switch rule {
    case .none: "there is no alpha"
    case .balanced:
      isList
        ? "positives weigh alpha, negatives 1 - alpha, by column \(list)"
        : "positives weigh \(number), negatives \(rest)"
    case .scale: "everything is multiplied by \(number)"
    case .perClass: "rows weigh the alpha of their class, \(list)"
    case .positiveWeight: "positives weigh \(isList ? "by column \(list)" : number), negatives 1"
    case .background: "class 0 weighs \(rest), the others \(number)"
    case .positivesOnly: "positives weigh \(number), negatives nothing"
    case .negatives: "negatives weigh \(isList ? "by column \(list)" : number), positives 1"
    }
  }
}

extension Modulator {
  fileprivate var phrase: String {
    let values = zip(kind.parameters, values).map { "\($0) \(NumberText.shortest($1))" }
    return ([kind.rawValue] + values).joined(separator: " ")
  }
}

extension Epsilon {
  fileprivate var phrase: String {
    let number = NumberText.shortest(value)
    return switch rule {
    case .none: "there is no epsilon"
    case .clip: "p is held in [\(number), 1 - \(number)]"
    case .add: "\(number) is added inside the logarithm"
    case .floor: "p and 1 - p are each held at \(number) or more"
    case .addAll: "\(number) is added to p everywhere"
    case .clipCrossEntropy: "p is held in [\(number), 1 - \(number)] in the cross entropy"
    case .clipAdd:
      "p is held in [\(number), 1 - \(number)] in the cross entropy, and \(number) added"
    case .logFloor: "ln p is held at -\(number) or more"
    }
  }
}

extension SmoothingRule {
  fileprivate var phrase: String {
    switch self {
    case .uniform: "all classes share what smoothing takes"
    case .others: "the other classes share what smoothing takes"
    case .crossEntropyOnly: "only the cross entropy is smoothed"
    }
  }
}

extension Reduction {
  fileprivate var phrase: String {
    switch self {
    case .none, .mean: "the mean is over rows"
    case .sum: "the losses are summed"
    case .meanElements: "the sum is divided by rows times classes"
    case .sumOfMeans: "the column means are summed over the rows: the sum divided by the classes"
    case .macro: "the mean is that of the classes' means"
    case .positives: "the sum is divided by the positives"
    case .weightedMean: "the sum is divided by the weights"
    case .weightedMeanElements: "the sum is divided by the weights of all elements"
    case .sumOfGroups(let own): "groups are summed, reduction \(own.rawValue) of each"
    case .meanOfGroups(let own): "the mean is over groups, reduction \(own.rawValue) of each"
    case .divideBy(let number): "the sum is divided by \(NumberText.shortest(number))"
    }
  }
}

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
    if labelSmoothing == 0 { line.smoothingRule = .uniform }
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
