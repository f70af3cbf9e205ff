/// The numbers from which the loss of one sample is put together.
///
/// A hard target has one term: α_t · w · (1 − p_t)^γ · (−ln p_t). The expected loss of a soft target
/// has one for every class, or side of an element, that has a share in it; the other soft rules mix
/// the sides into one.
package struct SampleTerms: Equatable, Sendable {
  /// A prediction of the sample, and how the loss moves with it.
  package struct Prediction: Equatable, Sendable {
    /// The logit z; of softmax probabilities ln p, which is a logit up to a constant of the row.
    package let logit: Double
    /// The probability p of the class, or of a positive, before the epsilon rule.
    package let probability: Double
    /// The target: 0, 1, or the share that soft labels or label smoothing give.
    package let target: Double
    /// dℓ/dz; nil where the modulator has no derivatives.
    package let gradient: Double?
    /// d²ℓ/dz²; nil where the modulator has no derivatives.
    package let hessian: Double?
  }

  /// A summand of the loss.
  package struct Term: Equatable, Sendable {
    /// The prediction it is of; nil where a softmax target is mixed of several.
    package let column: Int?
    /// Whether it is of the positive side; nil where both sides are mixed.
    package let isPositive: Bool?
    /// Its share of the target.
    package let share: Double
    /// p_t before the epsilon rule; of mixed sides 1 less the complement.
    package let targetProbability: Double
    /// q = 1 − p_t as the modulating factor sees it, after the epsilon rule.
    package let complement: Double
    /// −ln p_t in nats, after the epsilon rule.
    package let crossEntropy: Double
    /// Whether the epsilon rule changed the complement or the cross entropy.
    package let isGuarded: Bool
    /// The modulating factor; nil for fl-star, which has none.
    package let modulatingFactor: Double?
    /// What poly1 adds, which α does not multiply; 0 elsewhere.
    package let addition: Double
    /// α_t.
    package let alpha: Double
    /// The class weight; 1 where there are none.
    package let classWeight: Double
    /// The loss of the term, share, α_t and class weight included, in nats.
    package let loss: Double
  }

  /// The predictions, in their order.
  package let predictions: [Prediction]

  /// The terms, in the order of the predictions.
  package let terms: [Term]

  /// The cross entropy of the sample: its loss at γ = 0 without α and class weights, in nats.
  package let crossEntropy: Double

  /// The loss of the sample, the same bits as ``LossEvaluator/losses(of:)-(SampleBatch)`` gives.
  package let loss: Double
}
