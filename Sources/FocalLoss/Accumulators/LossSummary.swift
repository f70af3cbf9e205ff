/// The losses of a data set, reduced.
///
/// Losses are in nats. Numbers that do not exist, x/0 and ∞/∞, are nil.
public struct LossSummary: Equatable, Sendable {
  /// The losses of the samples of one class, or of one column in multilabel.
  public struct ClassSummary: Equatable, Sendable {
    /// The class or column; nil for the samples without one: background and fractional targets.
    public let classIndex: Int?
    /// The samples of the class; in multilabel all samples.
    public let count: Int
    /// The positives among them.
    public let positives: Int
    /// Σwℓ / count over the samples of the class.
    public let mean: Double?
    /// Σwℓ over the samples of the class.
    public let sum: Double
    /// The class's part of the sum over all samples.
    public let share: Double?
  }

  /// The loss under the convention's reduction; the mean where the reduction is none.
  public let loss: Double?
  /// Σwℓ / count.
  public let mean: Double?
  /// Σwℓ.
  public let sum: Double
  /// The samples.
  public let count: Int
  /// The samples times the predictions of each.
  public let elements: Int
  /// The positives: elements with target 1, rows with a foreground class, or rows of a class but 0.
  public let positives: Int
  /// Σw.
  public let weightSum: Double
  /// The cross entropy under the same reduction: γ 0, no α and no class weights; nil too where it
  /// was not summed.
  public let crossEntropy: Double?
  /// The elements whose loss the epsilon rule changed on the wrong side.
  public let capped: Int
  /// The losses class by class.
  public let classes: [ClassSummary]
}
