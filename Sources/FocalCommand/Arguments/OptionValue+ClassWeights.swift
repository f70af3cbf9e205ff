import FocalLoss

extension OptionValue {
  /// Class weights, as numbers joined by commas or as `effective:beta=B,counts=N+N`.
  func classWeights() throws(UsageError) -> [Double] {
    guard text.hasPrefix("effective") else {
      return try numbers(expected: "numbers joined by commas, or effective:beta=B,counts=N+N")
    }
    let unexpected = UsageError.badValue(
      option: option, value: text,
      expected: "effective:beta=B,counts=N+N with B from 0, below 1, and counts above 0")
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "effective" else { throw unexpected }
    // The default of the original.
    var beta = 0.9999
    var counts: [Double] = []
    for field in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
      let sides = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else { throw unexpected }
      let value = String(sides[1].map { $0 == "+" ? "," : $0 })
      switch sides[0] {
      case "beta":
        beta = try OptionValue(option: option, text: value).number(expected: "a number for 'beta'")
      case "counts":
        counts = try OptionValue(option: option, text: value)
          .numbers(expected: "numbers joined by +, as in counts=500+20")
      default: throw unexpected
      }
    }
    guard beta >= 0, beta < 1, !counts.isEmpty, counts.allSatisfy({ $0 > 0 }) else {
      throw unexpected
    }
    return ClassWeights.effectiveNumber(counts: counts, beta: beta)
  }
}
