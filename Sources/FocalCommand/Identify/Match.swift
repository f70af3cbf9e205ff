import FocalLoss

/// A loss that agrees with the observed number, and everything that gives it on this data.
struct Match {
  let agreement: Agreement

  /// What gives the loss, the likeliest first.
  let candidates: [Candidate]

  var best: Candidate { candidates[0] }

  /// The loss of the best.
  var loss: Double { best.loss }

  /// The names of those that are as likely as the best, the best first.
  var names: [String] {
    candidates.filter { $0.kind == best.kind && $0.cost == best.cost }.map(\.name).unique
  }

  /// The others.
  var ties: [Candidate] { Array(candidates.dropFirst()) }

  /// Ties of other kinds that are as plain as they can be: what else the number may well be.
  var otherKinds: [Candidate] {
    ties.filter { tie in
      switch tie.kind {
      case .variant, .defect: tie.kind != best.kind && tie.changes == 0
      case .presetWithOptions: best.kind == .preset && tie.changes == 1
      case .preset, .convention: false
      }
    }
  }

  /// Whether it is another match but for the epsilon rule.
  func differsInEpsilon(from other: Match) -> Bool {
    guard var own = best.convention, let their = other.best.convention else { return false }
    own.epsilon = their.epsilon
    own.softTargets = their.softTargets
    return own == their
  }

  /// Groups candidates that give the same loss, the likeliest group first.
  ///
  /// - Parameters:
  ///   - candidates: those that agree with the observed number.
  ///   - observed: the number.
  /// - Returns: one match for each loss; losses within the rounding of their sums are one.
  static func all(_ candidates: [Candidate], _ observed: ObservedNumber) -> [Match] {
    var groups: [[Candidate]] = []
    // Sorting is stable by the place in the list, so the groups are too.
    let sorted = candidates.enumerated().sorted {
      ($0.element.loss, $0.offset) < ($1.element.loss, $1.offset)
    }
    for (_, candidate) in sorted {
      if let last = groups.last?.last,
        candidate.loss - last.loss <= 1e-14 * candidate.loss.magnitude
      {
        groups[groups.count - 1].append(candidate)
      } else {
        groups.append([candidate])
      }
    }
    let matches = groups.compactMap { group -> Match? in
      let agreement = group.compactMap { observed.agreement($0.loss) }.min()
      let ranked = group.enumerated().sorted {
        $0.element.isBefore($1.element)
          || !$1.element.isBefore($0.element) && $0.offset < $1.offset
      }.map(\.element)
      return agreement.map { Match(agreement: $0, candidates: ranked) }
    }
    return matches.enumerated().sorted { a, b in
      guard a.element.agreement == b.element.agreement else {
        return a.element.agreement < b.element.agreement
      }
      return a.element.best.isBefore(b.element.best)
        || !b.element.best.isBefore(a.element.best) && a.offset < b.offset
    }.map(\.element)
  }
}
