/// The class probabilities behind the scores of a model that was trained by a focal loss.
///
/// What minimises the focal risk is not the posterior η, but it determines it:
///
/// ```
/// h(p) = p / ((1 − p)^γ · (1 − γ·p·ln p / (1 − p)))
/// η_k  = (h(p_k) / a_k) / Σ_j (h(p_j) / a_j)
/// ```
///
/// with a_k the factor of class k, α times its class weight; in a sigmoid the classes are positive and
/// negative. All is computed as logarithms of two doubles.
///
/// - Special cases: p = 0 gives 0 and p = 1 gives 1; γ = 0 with equal factors gives p back.
///
/// Source: Charoenphakdee et al., "On focal loss for class-posterior probability estimation: a theoretical
/// perspective", CVPR 2021.
package struct FocalPosterior: Sendable {
  private let evaluator: LossEvaluator

  /// ln a of every class; of a sigmoid the negative's and the positive's, column by column.
  private let logFactors: [DoubleDouble]

  /// Whether scores are posteriors already.
  private let isIdentity: Bool

  /// Why there is no posterior.
  package enum Obstacle: Error {
    /// The modulator is another than the power.
    case modulator
    /// The targets are smoothed, or soft by another rule than `expected`.
    case targets
    /// A class has the factor 0, so that its scores say nothing.
    case factor
    /// In one-vs-all a column's factor depends on which other class is true.
    case trueClass
  }

  /// The posterior under the convention of an evaluator.
  ///
  /// - Throws: ``Obstacle`` where it cannot be recovered.
  package init(_ evaluator: LossEvaluator) throws(Obstacle) {
    let convention = evaluator.convention
    guard convention.modulator.kind == .power else { throw .modulator }
    guard convention.labelSmoothing == 0,
      convention.softTargets == nil || convention.softTargets == .expected
    else { throw .targets }
    let factors: [Double]
    let (layout, width) = (evaluator.layout, evaluator.predictionCount)
    func factor(_ group: Int, _ isPositive: Bool) -> Double {
      evaluator.factor(ofCell: Int(layout.cell(group: group, isPositive: isPositive)))
    }
    switch convention.task {
    case .binary: factors = [factor(0, false), factor(1, true)]
    case .multiclass: factors = (0..<width).map { factor($0, false) }
    case .multilabel: factors = (0..<width).flatMap { [factor($0, false), factor($0, true)] }
    case .oneVsAll:
      let groups = (0...width).map { factor($0, true) }
      guard groups.allSatisfy({ $0 == groups[0] }) else { throw .trueClass }
      factors = (0..<width).flatMap { column in
        [
          factor(column, false) * evaluator.columnFactor(column, isPositive: false),
          factor(column, true) * evaluator.columnFactor(column, isPositive: true),
        ]
      }
    }
    guard factors.allSatisfy({ $0 > 0 }) else { throw .factor }
    self.evaluator = evaluator
    logFactors = factors.map(PreciseLogarithm.ofAny)
    isIdentity = convention.gamma == 0 && factors.allSatisfy { $0 == factors[0] }
  }

  /// The posteriors of the predictions of samples, one a prediction.
  package func values(of samples: SampleBatch) -> [Double] {
    probabilities(of: samples).map(\.value)
  }

  /// The posteriors and what they leave of 1.
  func probabilities(of samples: SampleBatch) -> [(value: Double, complement: Double)] {
    let width = evaluator.predictionCount
    let predictions = samples.predictions.span
    var found: [(value: Double, complement: Double)] = []
    found.reserveCapacity(predictions.count)
    guard evaluator.convention.task == .multiclass else {
      for index in predictions.indices {
        let own = evaluator.probability(predictions[index], isPositive: true)
        if isIdentity {
          found.append((own.value, own.complement))
          continue
        }
        let other = evaluator.probability(predictions[index], isPositive: false)
        let place = 2 * (index % width)
        let parts = normalized([
          logarithm(other, less: logFactors[place]), logarithm(own, less: logFactors[place + 1]),
        ])
        found.append((parts[1], parts[0]))
      }
      return found
    }
    var row = ClassProbabilities(input: evaluator.convention.input, classCount: width)
    for start in stride(from: 0, to: predictions.count, by: width) {
      row.update(predictions, from: start)
      let own = (0..<width).map { row.probability(of: $0, predictions, from: start) }
      if isIdentity {
        found += own.map { ($0.value, $0.complement) }
      } else {
        found += normalized(own.indices.map { logarithm(own[$0], less: logFactors[$0]) })
          .map { ($0, 1 - $0) }
      }
    }
    return found
  }

  /// ln (h(p)/a).
  private func logarithm(_ p: TargetProbability, less factor: DoubleDouble) -> DoubleDouble {
    guard p.value > 0 else { return DoubleDouble(-.infinity, 0) }
    guard p.complement > 0 else { return DoubleDouble(.infinity, 0) }
    let gamma = evaluator.convention.gamma
    let complement = p.pair.fullComplement
    let own =
      p.value >= .leastNormalMagnitude
      ? PreciseLogarithm.ofAny(p.value) : -p.pair.fullCrossEntropy
    let logComplement = PreciseLogarithm.ofAny(complement.high).adding(complement.restOverHigh)
    let slope = Elementary.logOnePlus(gamma * (p.value * (p.crossEntropy / p.complement)))
    return own.adding(-logComplement.multiplied(by: gamma)).adding(-slope).adding(-factor)
  }

  /// e^x over the sum of all e^x.
  private func normalized(_ logarithms: [DoubleDouble]) -> [Double] {
    let largest = logarithms.max { $0.high < $1.high } ?? DoubleDouble(0, 0)
    guard largest.high.isFinite else {
      // Of certain classes each has its part; where nothing is possible, nothing is known.
      let count = logarithms.count { $0.high == largest.high }
      return logarithms.map { $0.high == largest.high ? 1 / Double(count) : 0 }
    }
    let powers = logarithms.map { logarithm in
      logarithm.high.isFinite
        ? Elementary.power(ofFar: logarithm.adding(-largest)) : 0
    }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}
