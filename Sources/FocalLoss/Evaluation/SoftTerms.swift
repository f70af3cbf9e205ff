/// The focal terms of a target that is spread over classes.
struct SoftTerms {
  /// One part a class, whose sum is the focal term.
  var parts: [Double] = []

  /// The cross entropy of the target.
  var crossEntropy: Double

  /// The modulating factor of the target, where sums are divided by theirs.
  var modulation = 0.0

  /// The term that α does not multiply, where the modulator has one.
  var unbalanced = 0.0
}
