import FocalLoss
import FocalOutput

/// A formula beside the axes of a convention: a library's own, or a known mistake.
struct Formula: Sendable {
  /// A loss that the formula gives.
  struct Outcome: Sendable {
    /// Under which choices, where they are not the plainest.
    let choices: [String]

    /// What they cost: 2 for each, 1 where it was asked for.
    let changes: Int

    let loss: Double

    /// The convention that the formula is, where it is one.
    var convention: Convention?
  }

  /// What it is called.
  let name: String

  /// Whether it is a mistake.
  let isDefect: Bool

  /// What it computes, and what went wrong, in a sentence.
  let explanation: String

  /// Where it stands or was found.
  let reference: String

  /// What it gives for the samples.
  let outcomes: @Sendable (Estimates) -> [Outcome]

  /// The candidates of all formulas.
  static func candidates(_ estimates: Estimates) -> [Candidate] {
    all.flatMap { formula in
      formula.outcomes(estimates).map { outcome in
        Candidate(
          kind: formula.isDefect ? .defect : .variant,
          name: ([formula.name] + outcome.choices).joined(separator: ", "),
          convention: outcome.convention, loss: outcome.loss,
          changes: outcome.changes, explanation: formula.explanation,
          reference: formula.reference)
      }
    }
  }

  static let all: [Formula] = mistakes + readings + libraries
}

extension Estimates {
  /// The conventions on which mistakes are made: γ and α of the lists, and the usual reductions.
  ///
  /// - Parameters:
  ///   - tasks: the tasks.
  ///   - gammas: the focusing parameters; nil for all of the lists.
  ///   - reductions: the reductions.
  /// - Returns: each with its choices and what they cost.
  func plain(
    _ tasks: [ClassificationTask], gammas: [Double]? = nil,
    _ reductions: [Reduction] = [.mean, .meanElements, .sum]
  ) -> [(convention: Convention, choices: [String], changes: Int)] {
    guard let first = meant.first else { return [] }
    var plain: [(convention: Convention, choices: [String], changes: Int)] = []
    for task in tasks {
      for alpha in plainAlphas(task) {
        for gamma in gammas ?? ConventionSpace.gammas(settings) {
          for reduction in reductions where predictionCount > 1 || reduction != .meanElements {
            var convention = first.reading.space.lines[0]
            convention.task = task
            convention.epsilon = .none
            convention.modulator = .power
            convention.alpha = alpha
            convention.gamma = gamma
            convention.reduction = reduction
            let (choices, changes) = choices(convention)
            plain.append((convention, choices, changes))
          }
        }
      }
    }
    return plain
  }

  /// The α that mistakes are made with: the rule that the task has by default.
  private func plainAlphas(_ task: ClassificationTask) -> [Alpha] {
    let rules: [Alpha.Rule] = task.isElementwise ? [.balanced, .scale] : [.scale, .background]
    let singles = ConventionSpace.alphas(settings).flatMap { value in
      rules.map { Alpha($0, [value]) }
    }
    let list = ConventionSpace.givenAlphas(settings)
    return [.none] + singles
      + (list.count > 1 && task == .multiclass ? [Alpha(.perClass, list)] : [])
  }

  /// What a convention chooses beside the plainest of its task, and what that costs.
  func choices(_ convention: Convention) -> (texts: [String], changes: Int) {
    var texts: [String] = []
    var changes = 0
    func add(_ text: String, isGiven: Bool) {
      texts.append(text)
      changes += isGiven ? 1 : 2
    }
    if tasks.count > 1 { texts.append(convention.task.rawValue) }
    if convention.alpha != .none {
      let values = convention.alpha.values.map(NumberText.shortest).joined(separator: "+")
      add(
        "alpha \(convention.alpha.rule.rawValue) \(values)",
        isGiven: convention.alpha.values == ConventionSpace.givenAlphas(settings))
    }
    if convention.gamma != 2 {
      add(
        "gamma \(NumberText.shortest(convention.gamma))",
        isGiven: convention.gamma == settings.loss.gamma)
    }
    if convention.reduction != .mean {
      add(
        "reduction \(convention.reduction.rawValue)",
        isGiven: convention.reduction == settings.loss.reduction)
    }
    return (texts, changes)
  }

  /// A factor times the losses of plain conventions.
  func scaled(
    _ factor: Double, _ plain: [(convention: Convention, choices: [String], changes: Int)],
    _ kind: Reading.Kind = .meant
  ) -> [Formula.Outcome] {
    plain.compactMap { convention, choices, changes in
      loss(convention, kind).map {
        Formula.Outcome(choices: choices, changes: changes, loss: factor * $0)
      }
    }
  }
}
