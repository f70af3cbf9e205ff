/// The values that `focal sweep` is to try on each axis; nil where one option or a default holds.
struct GridRequest: Equatable, Sendable {
  /// The cells that a grid may have.
  static let cellLimit = 10_000

  var alphas: [LossSettings.AlphaRequest]?
  var gammas: [Double]?
  var epsilons: [Double]?
  var labelSmoothings: [Double]?

  /// How many cells there are; a number that is too large where it cannot be counted.
  var cellCount: Int {
    [alphas?.count, gammas?.count, epsilons?.count, labelSmoothings?.count]
      .reduce(1) { $0.multipliedReportingOverflow(by: $1 ?? 1).partialValue }
  }

  /// The settings of every cell: those given, with one value on every axis.
  ///
  /// Alphas vary first, then gammas: what is next to each other shares most.
  func cells(of settings: Settings) -> [Settings] {
    var cells: [Settings] = []
    for epsilon in epsilons.map({ $0.map(Optional.some) }) ?? [settings.loss.epsilon] {
      for labelSmoothing in labelSmoothings.map({ $0.map(Optional.some) })
        ?? [settings.loss.labelSmoothing]
      {
        for gamma in gammas.map({ $0.map(Optional.some) }) ?? [settings.loss.gamma] {
          for alpha in alphas.map({ $0.map(Optional.some) }) ?? [settings.loss.alpha] {
            var cell = settings
            cell.loss.epsilon = epsilon
            cell.loss.labelSmoothing = labelSmoothing
            cell.loss.gamma = gamma
            cell.loss.alpha = alpha
            // The rule is for the alphas that have values.
            if alpha == LossSettings.AlphaRequest.none { cell.loss.alphaRule = nil }
            cells.append(cell)
          }
        }
      }
    }
    return cells
  }
}
