import FocalLoss
import Foundation

/// The limits of losses where the original gives NaN, by the definition and no code of ours.
extension Golden {
  /// The limit of the loss of a sample whose logits are 0 or infinite.
  ///
  /// Its probabilities are then exactly 0, ½ or 1, or equal shares of a softmax, and
  /// α_t·(1 − p_t)^γ·(−ln p_t) is taken as it stands, with 0 for 0·∞.
  func limit(of sample: Int) -> Double {
    let row = Array(predictions[sample * predictionCount..<(sample + 1) * predictionCount])
    switch targets {
    case .values(let values):
      return elements(row, Array(values[sample * predictionCount..<(sample + 1) * predictionCount]))
    case .classes(let classes) where convention.task == .oneVsAll:
      return elements(row, row.indices.map { $0 == Int(classes[sample]) ? 1 : 0 })
    case .classes(let classes):
      let classIndex = Int(classes[sample])
      let weights = convention.classWeights
      return loss(
        share(of: classIndex, row),
        factor: alpha(ofClass: classIndex) * (weights.isEmpty ? 1 : weights[classIndex]))
    }
  }

  /// Whether a loss is the limit, up to the rounding of the formula as it stands.
  static func isLimit(_ loss: Double, _ limit: Double) -> Bool {
    loss == limit || (loss - limit).magnitude <= 1e-14 * limit.magnitude
  }

  private func elements(_ logits: [Double], _ targets: [Double]) -> Double {
    zip(logits, targets).reduce(0) { sum, element in
      let (logit, target) = element
      let probability = logit == .infinity ? 1 : logit == -.infinity ? 0 : 0.5
      return sum
        + loss(
          target == 1 ? probability : 1 - probability, factor: alpha(ofPositive: target == 1))
    }
  }

  private func loss(_ targetProbability: Double, factor: Double) -> Double {
    var p = targetProbability
    if convention.epsilon.rule == .clip {
      p = min(max(p, convention.epsilon.value), 1 - convention.epsilon.value)
    }
    let weight = factor * pow(1 - p, convention.gamma)
    return weight == 0 ? 0 : weight * -log(p)
  }

  /// The probability of a class; the logits that are neither largest nor −∞ are all 0.
  private func share(of classIndex: Int, _ logits: [Double]) -> Double {
    let largest = logits.contains(.infinity) ? Double.infinity : 0
    return logits[classIndex] == largest ? 1 / Double(logits.count { $0 == largest }) : 0
  }

  private func alpha(ofPositive isPositive: Bool) -> Double {
    guard let value = convention.alpha.values.first else { return 1 }
    return switch convention.alpha.rule {
    case .balanced: isPositive ? value : 1 - value
    case .positiveWeight: isPositive ? value : 1
    case .positivesOnly: isPositive ? value : 0
    case .negatives: isPositive ? 1 : value
    default: value
    }
  }

  private func alpha(ofClass classIndex: Int) -> Double {
    let values = convention.alpha.values
    return switch convention.alpha.rule {
    case .none: 1
    case .background: classIndex == 0 ? 1 - values[0] : values[0]
    case .perClass: values[classIndex]
    default: values[0]
    }
  }
}
