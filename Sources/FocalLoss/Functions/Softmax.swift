/// The softmax of one row of logits, kept as the exponentials it is made of.
///
/// With m the largest logit, e_j = e^(z_j − m), so that the largest class has 1 and the others are
/// in [0, 1]. The difference z_j − m is rounded; its rounding error δ is a relative error of e_j,
/// and is put back as a factor 1 + δ. Without that, random logits in ±50 lose up to 189 ulp at γ = 2.
///
/// Probabilities are p_j = e_j / Σe and 1 − p_j = Σ_{k≠j} e_k / Σe, never by subtraction from 1.
///
/// - Domain: any logits but NaN; at most one +∞, and not −∞ only, as ``isDefined(logits:from:classCount:)``
///   tells.
/// - Special cases: a class with +∞ has probability 1 and the others 0; a class with −∞ has 0.
package struct Softmax: Sendable {
  /// z_j − m, of which the largest class has 0.
  private var differences: [Double]

  /// The rounding errors of the differences.
  private var errors: [Double]

  /// e_j.
  private var exponentials: [Double]

  /// The class with the largest logit, the first where there are several.
  private var largest = 0

  /// Σ e_j over the classes but the largest.
  private var rest = 0.0

  /// The softmax of rows of so many logits, to be filled by ``update(logits:from:)``.
  ///
  /// - Parameter classCount: the logits of a row, at least 1.
  package init(classCount: Int) {
    differences = Array(repeating: 0, count: classCount)
    errors = differences
    exponentials = differences
  }

  /// Whether a row of logits has a softmax.
  ///
  /// - Parameters:
  ///   - logits: row-major logits.
  ///   - start: where the row begins.
  ///   - classCount: the logits of the row.
  /// - Returns: false for a row with two or more +∞, or with −∞ only, which have no limit.
  package static func isDefined(logits: Span<Double>, from start: Int, classCount: Int) -> Bool {
    var infinite = 0
    var lowest = 0
    for j in 0..<classCount {
      let logit = logits[start + j]
      if logit == .infinity { infinite += 1 }
      if logit == -.infinity { lowest += 1 }
    }
    return infinite < 2 && lowest < classCount
  }

  /// Takes a new row of logits.
  ///
  /// - Parameters:
  ///   - logits: row-major logits.
  ///   - start: where the row begins; it has as many logits as there are classes.
  package mutating func update(logits: Span<Double>, from start: Int) {
    let logits = logits.extracting(start..<start + exponentials.count)
    var largest = 0
    for j in logits.indices where logits[j] > logits[largest] { largest = j }
    let maximum = logits[largest]
    self.largest = largest
    // Moved out, so that nobody asks for each number whether an array is shared.
    var (ownDifferences, ownErrors, ownExponentials) = (differences, errors, exponentials)
    differences = []
    errors = []
    exponentials = []
    var d = ownDifferences.mutableSpan
    var delta = ownErrors.mutableSpan
    var e = ownExponentials.mutableSpan
    for j in logits.indices {
      let (difference, error) = ErrorFree.difference(logits[j], maximum)
      d[j] = difference
      // An infinite difference has no rounding error; its exponential is exactly 0.
      delta[j] = difference.isFinite ? error : 0
      let exponential = Elementary.exp(difference)
      e[j] = exponential + exponential * delta[j]
    }
    // Of a logit of +∞ the difference from itself is none.
    d[largest] = 0
    delta[largest] = 0
    e[largest] = 1
    differences = ownDifferences
    errors = ownErrors
    exponentials = ownExponentials
    rest = restSum(without: largest)
  }

  /// The probability of a class, in its three forms.
  ///
  /// - Accuracy: within 4 ulp.
  ///
  /// - Parameter classIndex: the class.
  /// - Returns: p_j, 1 − p_j and −ln p_j.
  package func probability(of classIndex: Int) -> TargetProbability {
    let own = exponentials[classIndex]
    let others = othersSum(of: classIndex)
    let (large, small) = own > others ? (own, others) : (others, own)
    let crossEntropy = Elementary.logOnePlus(rest) - differences[classIndex] - errors[classIndex]
    return TargetProbability(
      value: ErrorFree.quotient(own, bySumOf: large, small),
      complement: ErrorFree.quotient(others, bySumOf: large, small),
      crossEntropy: crossEntropy)
  }

  /// Σ e_k over the classes but one.
  private func othersSum(of classIndex: Int) -> Double {
    classIndex == largest ? rest : 1 + restSum(without: classIndex)
  }

  /// Σ e_j over the classes but the largest and another one.
  ///
  /// The sum is compensated (Neumaier, 1974), which costs little beside the exponentials and keeps
  /// the error below 1 ulp for any number of classes.
  private func restSum(without excluded: Int) -> Double {
    var sum = 0.0
    var compensation = 0.0
    let exponentials = exponentials.span
    for j in exponentials.indices where j != largest && j != excluded {
      let exponential = exponentials[j]
      let next = sum + exponential
      compensation +=
        sum >= exponential ? (sum - next) + exponential : (exponential - next) + sum
      sum = next
    }
    return sum + compensation
  }
}
