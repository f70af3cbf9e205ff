import FocalLoss

/// Finds what gives an observed number: the matcher between the losses gathered and the report.
struct ConventionSearch {
  /// What gives the number, the likeliest first; empty where nothing does.
  let matches: [Match]

  /// Where nothing does, what comes nearest.
  let nearest: [NearMiss]

  init(
    _ result: PipelineResult, _ identification: Identification, exact: Convention,
    _ observed: ObservedNumber, _ settings: Settings
  ) {
    let estimates = Estimates(result, identification, settings)
    let names = ConventionNames(estimates, exact: exact)
    var candidates: [Candidate] = []
    for entry in estimates.entries {
      for (convention, loss) in Self.conventions(entry, observed) {
        candidates += names.candidates(convention, loss: loss)
      }
    }
    let formulas = settings.loss.presets.isEmpty ? Formula.candidates(estimates) : []
    candidates += formulas.filter { observed.agreement($0.loss) != nil }
    matches = Match.all(candidates, observed)
    nearest =
      matches.isEmpty
      ? NearMiss.all(
        names.presetCandidates + formulas.filter { $0.changes == 0 }, observed, estimates) : []
  }

  /// The conventions of a reading that agree with a number, with their exact losses.
  private static func conventions(
    _ entry: Estimates.Entry, _ observed: ObservedNumber
  ) -> [(Convention, Double)] {
    let reading = entry.reading
    let isByColumn = reading.kind == .byColumn
    var found: [(Convention, Double)] = []
    for weighting in reading.space.weightings {
      // What has one value a column is all that the sums by column are for.
      guard !isByColumn || weighting.alpha.values.count > 1 || !weighting.classWeights.isEmpty,
        let factors = try? entry.table.weighting(weighting)
      else { continue }
      for (line, convention) in reading.space.lines.enumerated() {
        let losses = entry.table.losses(ofLine: line, factors)
        for (reduction, estimate) in zip(Reduction.allCases, losses)
        where reading.space.reductions.contains(reduction) && observed.mayAgree(estimate) {
          var convention = convention
          convention.alpha = weighting.alpha
          convention.classWeights = weighting.classWeights
          convention.reduction = reduction
          guard let loss = try? reading.grid.loss(ofLine: line, under: convention),
            observed.agreement(loss) != nil
          else { continue }
          if isByColumn {
            convention.task = .oneVsAll
            if !convention.classWeights.isEmpty { convention.classWeightRule = .column }
          }
          found.append((convention, loss))
        }
      }
    }
    return found
  }
}
