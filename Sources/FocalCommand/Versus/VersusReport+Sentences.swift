import FocalLoss
import FocalOutput

extension VersusReport {
  /// What the numbers mean, in one sentence.
  func verdict(_ entry: Entry) -> String {
    let own = entry.inference
    guard let difference = own.difference, own.interval != nil, let p = own.p else {
      return "Which of \(entry.name) and \(baseName) is better cannot be told: "
        + (own.difference == nil
          ? "the difference does not exist."
          : entry.differences.isFinite
            ? "one sample or cluster has no standard error." : "losses are infinite.")
    }
    let text = NumberText.forPeople(digits: settings.output.digits)
    let level = percent(plan.level)
    let reason =
      plan.test == .randomisation
      ? "p = \(text(p)) is \(own.isTold ? "" : "not ")below \(text(rest(plan.level)))"
      : "the \(level) interval \(own.isTold ? "excludes" : "includes") 0 (p = \(text(p)))"
    guard own.isTold else {
      return "No difference between \(entry.name) and \(baseName) can be told from chance: "
        + "\(reason)."
    }
    let (word, change) = difference < 0 ? ("better", "lower") : ("worse", "higher")
    return "\(entry.name) is \(word) than \(baseName): its loss is \(change) by "
      + "\(text(difference.magnitude)), and \(reason)."
  }

  private func percent(_ level: Double) -> String {
    "\(NumberText(digits: 6)(level * 100))%"
  }

  /// 1 − level as people write it.
  private func rest(_ level: Double) -> Double {
    Double(NumberText(digits: 12)(1 - level)) ?? 1 - level
  }

  var notes: [String] {
    var notes: [String] = []
    if plan.hasTrials {
      notes.append(
        "\(plan.test == .bootstrap ? "Bootstrap" : "Randomisation") of "
          + "\(plan.trialCount) trials, seed \(plan.seed).")
    }
    if let units = entries[0].differences.units {
      let name = units.areClusters ? "clusters" : "samples"
      if units.areClusters { notes.append("The samples come in \(units.count) clusters.") }
      if plan.hasTrials, units.areDealt {
        notes.append(
          "The \(units.count) \(name) are dealt by number into \(DifferenceUnits.limit) sums, "
            + "which are resampled.")
      }
    }
    if pairing.skippedCount > 0 {
      notes.append(
        "\(Diagnostic.counted(pairing.skippedCount, "pair")) left out because a value is missing.")
    }
    if entries.count > 1 {
      notes.append("Each model is compared for itself; p is not corrected for their number.")
    }
    return notes
  }
}
