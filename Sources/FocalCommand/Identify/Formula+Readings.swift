import FocalLoss
import FocalOutput

extension Formula {
  /// Mistakes in what the predictions or the reduction are taken for.
  static let readings: [Formula] = [
    Formula(
      name: "probabilities taken for logits", isDefect: true,
      explanation: "The sigmoid or softmax is applied to probabilities, that is once too often.",
      reference: "pytorch/vision#5762, kornia/kornia#493",
      outcomes: { estimates in
        let plain = estimates.plain(estimates.tasks).map { convention, choices, changes in
          var convention = convention
          convention.input = .logits
          return (convention: convention, choices: choices, changes: changes)
        }
        return estimates.scaled(1, plain, .probabilitiesAsLogits)
      }),
    Formula(
      name: "smp multiclass from probabilities", isDefect: true,
      explanation: "ln p of each class is taken for the logit of a sigmoid, which makes it "
        + "p / (1 + p): from_logits=False in multiclass mode.",
      reference: "segmentation-models-pytorch 0.6.0",
      outcomes: { estimates in
        let plain = estimates.plain([.oneVsAll], [.meanElements, .sumOfMeans]).map {
          convention, choices, changes in
          var convention = convention
          convention.input = .logits
          let isMean = convention.reduction == .meanElements
          return (
            convention: convention, choices: choices.filter { $0 != "reduction mean-elements" },
            changes: changes - (isMean ? 2 : 0)
          )
        }
        return estimates.scaled(1, plain, .logarithmsAsLogits)
      }),
    Formula(
      name: "monai, sum is mean", isDefect: true,
      explanation: "reduction='sum' of predictions with two dimensions returns the mean over all "
        + "elements: the mean over no axes comes first.",
      reference: "MONAI 1.6.1",
      outcomes: { $0.scaled(1, $0.monai) }),
    Formula(
      name: "monai, ignore_index set", isDefect: true,
      explanation: "ignore_index multiplies the mean over all elements by the number of classes, "
        + "even where nothing is ignored.",
      reference: "MONAI 1.6.1, Project-MONAI/MONAI#8734",
      outcomes: { $0.scaled(Double($0.predictionCount), $0.monai) }),
    Formula(
      name: "ignored rows counted", isDefect: false,
      explanation: "The rows left out by their label add nothing to the sum, but count in the "
        + "mean over rows times classes.",
      reference: "kornia 0.9.0 (ignore_index), mmsegmentation",
      outcomes: { estimates in
        guard estimates.ignoredCount > 0, let count = estimates.meant.first?.table.count else {
          return []
        }
        let share = Double(count) / Double(count + estimates.ignoredCount)
        return estimates.scaled(share, estimates.overElements(estimates.tasks))
      }),
  ]
}

extension Estimates {
  /// Plain conventions whose mean is over all elements, as it is in the library spoken of.
  func overElements(
    _ tasks: [ClassificationTask]
  ) -> [(convention: Convention, choices: [String], changes: Int)] {
    let reduction = predictionCount > 1 ? Reduction.meanElements : .mean
    return plain(tasks, [reduction]).map { convention, choices, changes in
      (
        convention: convention, choices: choices.filter { $0 != "reduction mean-elements" },
        changes: changes - (reduction == .meanElements ? 2 : 0)
      )
    }
  }

  /// MONAI's conventions: α balanced for sigmoids, of the background for softmax.
  fileprivate var monai: [(convention: Convention, choices: [String], changes: Int)] {
    overElements(tasks).filter {
      [Alpha.Rule.none, .balanced, .background, .perClass].contains($0.convention.alpha.rule)
    }
  }
}

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
