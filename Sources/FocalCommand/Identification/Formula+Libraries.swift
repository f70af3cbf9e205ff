import FocalLoss
import FocalOutput

extension Formula {
  /// Formulas of libraries that are no convention.
  static let libraries: [Formula] = [
    Formula(
      name: "class-balanced focal loss", isDefect: false,
      explanation: "Sigmoids, the columns of a row weighted by its true class, "
        + "(1 - beta)/(1 - beta^n) of its n rows in this file, rescaled to sum to the classes; "
        + "divided by the labels.",
      reference: "Cui et al. 2019, vandit15/Class-balanced-loss-pytorch",
      outcomes: { estimates in
        guard
          let table = estimates.meant.first(where: {
            $0.reading.space.lines[0].task == .oneVsAll
          })?.table
        else { return [] }
        let counts = table.groupCounts.prefix(estimates.predictionCount).map(Double.init)
        guard counts.allSatisfy({ $0 > 0 }) else { return [] }
        return [0.9999, 0.999, 0.99, 0.9].flatMap { beta -> [Outcome] in
          let weights = ClassWeights.effectiveNumber(counts: counts, beta: beta)
          let plain = estimates.plain([.oneVsAll], [.positives])
          return plain.compactMap { convention, choices, changes in
            guard convention.alpha == .none else { return nil }
            var convention = convention
            convention.classWeights = weights
            return estimates.loss(convention).map {
              Outcome(
                choices: choices.filter { $0 != "reduction positives" }
                  + ["beta \(NumberText.shortest(beta))"],
                changes: changes - 2 + (beta == 0.9999 ? 0 : 2), loss: $0, convention: convention)
            }
          }
        }
      })
  ]
}
