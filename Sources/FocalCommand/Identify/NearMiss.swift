import FocalLoss

/// A loss that is not the observed number, and how many times it the number is.
struct NearMiss {
  let candidate: Candidate

  /// The observed number divided by the loss; nil where there is no such number.
  let ratio: Double?

  /// What the ratio is, where the loss times it is the number to its digits.
  let factor: String?

  /// The candidates that come nearest: those of which the number is a telling multiple, then those
  /// with the least difference.
  ///
  /// - Parameters:
  ///   - candidates: the presets as they are, and the formulas at their plainest.
  ///   - observed: the number.
  ///   - estimates: the counts of the samples.
  /// - Returns: at most five.
  static func all(
    _ candidates: [Candidate], _ observed: ObservedNumber, _ estimates: Estimates
  ) -> [NearMiss] {
    let factors = factors(estimates)
    var misses: [NearMiss] = []
    var losses: Set<Double> = []
    // One of each loss, the likeliest.
    for candidate in candidates.enumerated().sorted(by: {
      $0.element.isBefore($1.element)
        || !$1.element.isBefore($0.element) && $0.offset < $1.offset
    }).map(\.element) where losses.insert(candidate.loss).inserted {
      let loss = candidate.loss
      let factor =
        observed.significantDigits >= 4
        ? factors.first { observed.agreement(loss * $0.value) != nil }?.name : nil
      let ratio = loss == 0 || !loss.isFinite ? nil : observed.value / loss
      misses.append(NearMiss(candidate: candidate, ratio: ratio, factor: factor))
    }
    let distance = { (miss: NearMiss) in (miss.candidate.loss - observed.value).magnitude }
    return Array(
      misses.enumerated().sorted { a, b in
        guard (a.element.factor != nil) == (b.element.factor != nil) else {
          return a.element.factor != nil
        }
        return a.element.factor != nil
          ? a.offset < b.offset : distance(a.element) < distance(b.element)
      }.map(\.element).prefix(5))
  }

  /// Factors that a loss is often multiplied by without anybody meaning it.
  private static func factors(_ estimates: Estimates) -> [(value: Double, name: String)] {
    guard let table = estimates.meant.first?.table else { return [] }
    let counts: [(count: Int, name: String)] = [
      (estimates.predictionCount, "the number of classes"), (table.count, "the number of rows"),
      (table.elements, "rows times classes"), (table.positives, "the number of positives"),
    ]
    let constants: [(value: Double, name: String)] = [
      (2, "2"), (0.5, "a half"), (100, "100, a percentage"), (1000, "1000"), (-1, "-1, the sign"),
    ]
    return counts.filter { $0.count > 1 }.flatMap { count, name in
      [
        (value: Double(count), name: "\(count), \(name)"),
        (value: 1 / Double(count), name: "1/\(count), 1 by \(name)"),
      ]
    } + constants
  }
}
