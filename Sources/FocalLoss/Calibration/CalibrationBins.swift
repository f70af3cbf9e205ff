/// The predictions of a bin, and what was true of them.
package struct CalibrationBin: Sendable {
  /// The edges of the bin; of equal mass, the least and the largest prediction in it.
  package internal(set) var low = 0.0
  package internal(set) var high = 0.0

  /// The predictions.
  package internal(set) var count = 0
  var weights = ExactSum()
  var predictions = ExactSum()
  var targets = ExactSum()

  mutating func add(_ p: Double, _ y: Double, _ weight: Double) {
    count += 1
    weights.add(weight)
    predictions.add(p, times: weight)
    targets.add(y, times: weight)
  }

  mutating func merge(_ other: CalibrationBin) {
    count += other.count
    weights.merge(other.weights)
    predictions.merge(other.predictions)
    targets.merge(other.targets)
  }

  /// Σw.
  package var weightSum: Double { weights.value }

  /// The mean prediction Σwp/Σw; nil where there is none.
  package var meanPrediction: Double? { predictions.divided(by: weights) }

  /// The frequency of what was predicted, Σwy/Σw; nil where there is none.
  package var frequency: Double? { targets.divided(by: weights) }

  /// |Σwp − Σwy|, exactly.
  var difference: ExactSum {
    var difference = predictions
    difference.merge(targets, times: -1)
    return difference.value < 0 ? difference.multiplied(by: -1) : difference
  }
}

extension CalibrationBin: StateCodable {
  package mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.count("count", &count)
    try coder.sum("weights", &weights)
    try coder.sum("predictions", &predictions)
    try coder.sum("targets", &targets)
  }
}

/// The bins of some predictions: of equal width they are filled as predictions come, of equal mass all
/// predictions are held until the end.
struct CalibrationBins: Sendable {
  private let rule: CalibrationRule
  private var widthBins: [CalibrationBin]
  private var held: [(p: Double, y: Double, weight: Double)] = []

  init(_ rule: CalibrationRule) {
    self.rule = rule
    let count = Double(rule.binCount)
    widthBins =
      rule.binning == .mass
      ? []
      : (0..<rule.binCount).map { index in
        var bin = CalibrationBin()
        (bin.low, bin.high) = (Double(index) / count, Double(index + 1) / count)
        return bin
      }
  }

  var byteCount: Int { held.count * MemoryLayout<(Double, Double, Double)>.stride }

  mutating func add(_ p: Double, _ y: Double, _ weight: Double) {
    switch rule.binning {
    case .width: widthBins[rule.bin(of: p)].add(p, y, weight)
    case .mass: held.append((p, y, weight))
    }
  }

  mutating func merge(_ other: CalibrationBins) {
    for index in widthBins.indices { widthBins[index].merge(other.widthBins[index]) }
    held += other.held
  }

  /// The bins, in the order of their predictions.
  ///
  /// Of equal mass, bin k ends at the ⌈kn/B⌉-th smallest of the n predictions; one that is equal to the
  /// end of a bin is in it.
  var bins: [CalibrationBin] {
    guard rule.binning == .mass else { return widthBins }
    let sorted = held.sorted { $0.p < $1.p }
    var bins: [CalibrationBin] = []
    var next = 0
    for k in 1...rule.binCount where next < sorted.count {
      let (quotient, rest) = (k * sorted.count).quotientAndRemainder(dividingBy: rule.binCount)
      let end = quotient + (rest > 0 ? 1 : 0)
      guard end > next else { continue }
      let last = sorted[end - 1].p
      var bin = CalibrationBin()
      (bin.low, bin.high) = (sorted[next].p, last)
      while next < sorted.count, sorted[next].p <= last {
        bin.add(sorted[next].p, sorted[next].y, sorted[next].weight)
        next += 1
      }
      bins.append(bin)
    }
    return bins
  }

  /// The error of some bins under a norm; nil where they are empty.
  static func error(_ bins: [CalibrationBin], _ norm: CalibrationRule.Norm) -> Double? {
    let filled = bins.filter { $0.count > 0 }
    guard !filled.isEmpty else { return nil }
    var (sum, weights) = (ExactSum(), ExactSum())
    for bin in filled { weights.merge(bin.weights) }
    switch norm {
    case .l1:
      for bin in filled { sum.merge(bin.difference) }
      return sum.divided(by: weights)
    case .l2:
      for bin in filled {
        let gap = bin.difference.divided(by: bin.weights) ?? 0
        sum.merge(bin.difference, times: gap)
      }
      return sum.divided(by: weights)?.magnitude.squareRoot()
    case .max: return filled.compactMap { $0.difference.divided(by: $0.weights) }.max()
    }
  }
}

extension CalibrationBins: StateCodable {
  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.parts("bins", &widthBins)
  }
}
