/// What the predictions of a batch say of both sides of every element, for soft targets.
///
/// Conventions with the same link and guard have it in common, whatever they make of it.
struct SoftSides: Sendable {
  /// The negative and the positive side of every element.
  private(set) var targets: [GuardedTarget] = []

  /// What the sides depend on beside the samples; nil where nothing is there.
  private var origin: Origin?

  private struct Origin: Equatable, Sendable {
    let epsilon: Epsilon
    let margin: Double
    let derivesComplement: Bool
  }

  /// Forgets the sides, as the samples are others.
  mutating func forget() { origin = nil }

  /// Makes the sides of samples, unless they are there.
  ///
  /// - Parameters:
  ///   - samples: the samples; those of the sides that are there.
  ///   - evaluator: the evaluator.
  mutating func fill(_ samples: SampleBatch, _ evaluator: LossEvaluator) {
    let new = Self.origin(evaluator)
    guard origin != new else { return }
    origin = new
    targets.removeAll(keepingCapacity: true)
    targets.reserveCapacity(2 * samples.predictions.count)
    for prediction in samples.predictions {
      targets.append(evaluator.guardedTarget(prediction, isPositive: false))
      targets.append(evaluator.guardedTarget(prediction, isPositive: true))
    }
  }

  /// Whether two evaluators make the same sides of the same samples.
  static func areShared(_ a: LossEvaluator, _ b: LossEvaluator) -> Bool { origin(a) == origin(b) }

  private static func origin(_ evaluator: LossEvaluator) -> Origin {
    Origin(
      epsilon: evaluator.convention.epsilon, margin: evaluator.margin,
      derivesComplement: evaluator.derivesComplement)
  }
}
