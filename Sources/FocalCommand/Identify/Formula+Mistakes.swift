import FocalLoss
import FocalOutput

extension Formula {
  /// Mistakes in the formula of the loss.
  static let mistakes: [Formula] = [
    Formula(
      name: "averaged cross entropy", isDefect: true,
      explanation: "The cross entropy is averaged first, and the focal loss taken of the mean: "
        + "alpha (1 - e^-c)^gamma c of one c for the whole batch. CrossEntropyLoss without "
        + "reduction='none' does that.",
      reference: "jfzhang95/pytorch-deeplab-xception#133, kaidic/LDAM-DRW#6",
      outcomes: { estimates in
        let weights = [[]] + [estimates.settings.loss.classWeights].compactMap(\.self)
        return estimates.tasks.flatMap { task in
          weights.flatMap { averaged(estimates, task, classWeights: $0) }
        }
      }),
    Formula(
      name: "weighted p_t", isDefect: true,
      explanation: "p_t is taken from the weighted cross entropy, e^(-w ce), so the class weight "
        + "is in the modulating factor too.",
      reference: "fastai FocalLoss with weight",
      outcomes: { estimates in
        let isList = estimates.settings.loss.classWeights == nil
        guard
          let weights = isList
            ? ConventionSpace.givenAlphas(estimates.settings)
            : estimates.settings.loss.classWeights,
          let weightSum = estimates.weightSum(.multiclass, classWeights: weights)
        else { return [] }
        return ConventionSpace.gammas(estimates.settings).flatMap { gamma in
          let (choices, changes) = estimates.choices(
            Convention(task: .multiclass, input: .logProbabilities, gamma: gamma))
          return [Reduction.mean, .sum].flatMap { reduction -> [Outcome] in
            let convention = Convention(
              task: .binary, input: .logProbabilities, gamma: gamma, reduction: reduction)
            guard let loss = estimates.loss(convention, .weightedTargets) else { return [] }
            guard reduction == .sum else {
              return [Outcome(choices: choices, changes: changes, loss: loss)]
            }
            return [
              Outcome(choices: choices + ["reduction sum"], changes: changes + 2, loss: loss),
              Outcome(
                choices: choices + ["divided by the weights"], changes: changes + 2,
                loss: loss / weightSum),
            ]
          }
        }
      }),
    Formula(
      name: "multiplied instead of raised", isDefect: true,
      explanation: "The modulating factor is (1 - p_t) gamma instead of (1 - p_t)^gamma.",
      reference: "fudannlp16/focal-loss#8",
      outcomes: { estimates in
        ConventionSpace.gammas(estimates.settings).filter { $0 != 0 && $0 != 1 }.flatMap { gamma in
          estimates.plain(estimates.tasks, gammas: [1]).compactMap { convention, _, _ in
            var asked = convention
            asked.gamma = gamma
            let (choices, changes) = estimates.choices(asked)
            return estimates.loss(convention).map {
              Outcome(choices: choices, changes: changes, loss: gamma * $0)
            }
          }
        }
      }),
    Formula(
      name: "alpha and gamma swapped", isDefect: true,
      explanation: "The two are given in each other's place: the focusing parameter is alpha, "
        + "the weighting factor gamma.",
      reference: "qubvel/segmentation_models#258",
      outcomes: { estimates in
        estimates.tasks.flatMap { task in
          ConventionSpace.alphas(estimates.settings).flatMap { alpha in
            ConventionSpace.gammas(estimates.settings).filter { $0 > 0 }.flatMap { gamma in
              swapped(estimates, task, alpha: alpha, gamma: gamma)
            }
          }
        }
      }),
    Formula(
      name: "logarithm of base 10", isDefect: true,
      explanation: "The logarithm is of base 10 instead of e: the loss is divided by ln 10.",
      reference: "a widely copied review that prints FL(0.9) = 0.00045",
      outcomes: { $0.scaled(1 / 2.302585092994046, $0.plain($0.tasks)) }),
    Formula(
      name: "logarithm of base 2", isDefect: true,
      explanation: "The logarithm is of base 2 instead of e: the loss is in bits, divided by ln 2.",
      reference: "losses in bits, as information theory has them",
      outcomes: { $0.scaled(1 / 0.6931471805599453, $0.plain($0.tasks)) }),
    Formula(
      name: "gamma dropped from the value", isDefect: true,
      explanation: "The value is computed without the modulating factor, whatever gamma is; the "
        + "gradient may have it.",
      reference: "davisking/dlib#2552",
      outcomes: { $0.scaled(1, $0.plain($0.tasks, gammas: [0])) }),
    Formula(
      name: "divided by the alphas", isDefect: false,
      explanation: "The sum is divided by the alphas of the rows' classes rather than by the rows, "
        + "as a weighted torch CrossEntropyLoss does.",
      reference: "mathiaszinnen/focal_loss_torch#18",
      outcomes: { estimates in
        estimates.tasks.filter { $0 == .multiclass || $0 == .oneVsAll }.flatMap { task in
          estimates.lists.flatMap { list, isGiven in
            estimates.plain([task], [.weightedMean]).compactMap { convention, _, _ in
              guard convention.alpha == .none else { return nil }
              var weighted = convention
              weighted.classWeights = list
              let text = "alpha per-class \(list.map(NumberText.shortest).joined(separator: "+"))"
              var plain = convention
              plain.reduction = .mean
              let (choices, changes) = estimates.choices(plain)
              return estimates.loss(weighted).map {
                Outcome(
                  choices: choices + [text], changes: changes + (isGiven ? 1 : 2), loss: $0)
              }
            }
          }
        }
      }),
  ]

  /// FL of the mean cross entropy, under every γ and factor.
  private static func averaged(
    _ estimates: Estimates, _ task: ClassificationTask, classWeights: [Double]
  ) -> [Outcome] {
    guard var convention = estimates.plain([task], gammas: [0]).first?.convention else { return [] }
    convention.classWeights = classWeights
    convention.reduction =
      !classWeights.isEmpty
      ? .weightedMean
      : task.isElementwise && estimates.predictionCount > 1 ? .meanElements : .mean
    guard let mean = estimates.loss(convention) else { return [] }
    let complement = TargetProbability(logProbability: -mean).complement
    return estimates.plain([task], [.mean]).compactMap { convention, choices, changes in
      let isScale = convention.alpha.rule == .scale
      guard isScale || convention.alpha == .none else { return nil }
      let factor = isScale ? convention.alpha.values[0] : 1
      let isWeighted = !classWeights.isEmpty
      return Outcome(
        choices: choices + (isWeighted ? ["class weights"] : []),
        changes: changes + (isWeighted ? 1 : 0),
        loss: factor * ModulatingFactor(gamma: convention.gamma)(complement) * mean)
    }
  }

  /// The losses with γ = α and α = γ, as one factor and, where there are sides, balanced.
  private static func swapped(
    _ estimates: Estimates, _ task: ClassificationTask, alpha: Double, gamma: Double
  ) -> [Outcome] {
    estimates.plain([task], gammas: [alpha]).flatMap { convention, _, _ -> [Outcome] in
      guard convention.alpha == .none, let all = estimates.loss(convention) else { return [] }
      var asked = convention
      asked.gamma = gamma
      var (choices, changes) = estimates.choices(asked)
      choices.append("alpha \(NumberText.shortest(alpha))")
      if alpha != 0.25 { changes += 2 }
      var outcomes = [Outcome(choices: choices, changes: changes, loss: gamma * all)]
      var positives = convention
      positives.alpha = Alpha(.positivesOnly, [1])
      if let positive = estimates.loss(positives) {
        outcomes.append(
          Outcome(
            choices: choices + ["balanced"], changes: changes,
            loss: gamma * positive + (1 - gamma) * (all - positive)))
      }
      return outcomes
    }
  }
}

extension Estimates {
  /// The lists of α by class: the one given, and those that a number stands for in softmax.
  fileprivate var lists: [(list: [Double], isGiven: Bool)] {
    let given = ConventionSpace.givenAlphas(settings)
    let backgrounds = ConventionSpace.alphas(settings).filter { $0 <= 1 }.map { alpha in
      (
        list: [1 - alpha] + Array(repeating: alpha, count: max(0, predictionCount - 1)),
        isGiven: given == [alpha]
      )
    }
    return (given.count > 1 ? [(list: given, isGiven: true)] : []) + backgrounds
  }

  /// Σw with the class weights in w; nil where they do not fit.
  func weightSum(_ task: ClassificationTask, classWeights: [Double]) -> Double? {
    for entry in meant where entry.reading.space.lines[0].task == task {
      var convention = entry.reading.space.lines[0].lineForm(hasFractions: hasFractions)
      convention.classWeights = classWeights
      return (try? entry.table.weighting(convention))?.weightSum
    }
    return nil
  }
}
