import FocalLoss

extension Formula {
  /// Formulas of libraries that are no convention.
  static let libraries: [Formula] = [
    Formula(
      name: "smp class_weights", isDefect: false,
      explanation: "The mean of each column is weighted, and the sum of the means divided by the "
        + "sum of the weights.",
      reference: "segmentation-models-pytorch 0.6.0",
      outcomes: { estimates in
        guard let weights = estimates.settings.classWeights,
          let count = estimates.meant.first?.table.count
        else { return [] }
        let divisor = Double(count) * weights.reduce(0, +)
        let plain = estimates.plain([.oneVsAll], [.sum]).map { convention, choices, changes in
          var convention = convention
          convention.task = .multilabel
          convention.classWeights = weights
          return (
            convention: convention, choices: choices.filter { $0 != "reduction sum" },
            changes: changes - 1
          )
        }
        return estimates.scaled(1 / divisor, plain, .byColumn)
      }),
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
        let counts = table.groupCounts.prefix(estimates.predictionCount)
        return [0.9999, 0.999, 0.99, 0.9].flatMap { beta -> [Outcome] in
          let weights = balancedWeights(counts, beta: beta)
          let plain = estimates.plain([.oneVsAll], [.positives])
          return plain.compactMap { convention, choices, changes in
            guard convention.alpha == .none, !weights.isEmpty else { return nil }
            var convention = convention
            convention.classWeights = weights
            return estimates.loss(convention).map {
              Outcome(
                choices: choices.filter { $0 != "reduction positives" }
                  + ["beta \(NumberText.shortest(beta))"],
                changes: changes - 2 + (beta == 0.9999 ? 0 : 2), loss: $0)
            }
          }
        }
      }),
    Formula(
      name: "Poly-1 focal loss", isDefect: false,
      explanation: "FL + (1 - p_t)^(gamma + 1), where alpha multiplies FL only; the mean over all "
        + "elements.",
      reference: "Leng et al. 2022, abhuse/polyloss-pytorch",
      outcomes: { estimates in
        estimates.overElements(estimates.tasks).compactMap { convention, choices, changes in
          var plain = convention
          plain.alpha = .none
          var polynomial = plain
          polynomial.modulator = Modulator(.poly1, Modulator.Kind.poly1.defaults)
          guard let weighted = estimates.loss(convention), let all = estimates.loss(plain),
            let withTerm = estimates.loss(polynomial)
          else { return nil }
          // Its own α is 0.25, balanced.
          let isDefault = convention.alpha == .balanced(0.25)
          return Outcome(
            choices: choices, changes: changes - (isDefault ? 2 : 0),
            loss: weighted + (withTerm - all))
        }
      }),
  ]

  /// (1 − β)/(1 − β^n), rescaled so that they sum to the classes; empty where a class has no rows.
  private static func balancedWeights(_ counts: ArraySlice<Int>, beta: Double) -> [Double] {
    guard counts.allSatisfy({ $0 > 0 }) else { return [] }
    let weights = counts.map { count in
      // β^n by squaring: the standard library has no power.
      var power = 1.0
      var square = beta
      var rest = count
      while rest > 0 {
        if rest & 1 == 1 { power *= square }
        square *= square
        rest >>= 1
      }
      return (1 - beta) / (1 - power)
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum * Double(weights.count) }
  }
}
