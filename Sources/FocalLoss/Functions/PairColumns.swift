/// The pairs of many targets, a column for each of their numbers.
struct PairColumns: Sendable {
  /// The complements q.
  var complements: [Double] = []

  /// What they leave of q, over q.
  var complementRests: [Double] = []

  /// The cross entropies ce.
  var crossEntropies: [Double] = []

  /// What they leave of ce.
  var crossEntropyRests: [Double] = []

  /// How many pairs there are.
  var count: Int { complements.count }

  /// A pair.
  subscript(index: Int) -> LossPair {
    get {
      LossPair(
        complement: complements[index], complementRest: complementRests[index],
        crossEntropy: crossEntropies[index], crossEntropyRest: crossEntropyRests[index])
    }
    set {
      complements[index] = newValue.complement
      complementRests[index] = newValue.complementRest
      crossEntropies[index] = newValue.crossEntropy
      crossEntropyRests[index] = newValue.crossEntropyRest
    }
  }

  /// Makes focal terms of modulating factors.
  ///
  /// - Parameters:
  ///   - terms: the factor of each pair; takes its term.
  ///   - gamma: γ.
  func makeTerms(ofFactors terms: inout MutableSpan<Double>, gamma: Double) {
    let (rests, entropies) = (complementRests.span, crossEntropies.span)
    let entropyRests = crossEntropyRests.span
    let count = terms.count
    precondition(
      rests.count == count && entropies.count == count && entropyRests.count == count,
      "a factor for each")
    for index in terms.indices {
      let pair = LossPair(
        complement: 0, complementRest: rests[index], crossEntropy: entropies[index],
        crossEntropyRest: entropyRests[index])
      terms[index] = pair.term(terms[index], gamma: gamma)
    }
  }
}
