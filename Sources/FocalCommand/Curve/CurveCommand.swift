import FocalLoss
import FocalOutput

/// `focal curve`: the focal loss as a function of p_t, for some gammas; no input is read.
enum CurveCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to write to.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) {
    let gammas = settings.loss.grid.gammas ?? CurveReport.figureGammas
    if let gamma = gammas.first(where: { $0 < 0 }) {
      throw .convention(.parameter(.gammaOutOfRange(gamma)))
    }
    try ReportDelivery(settings, streams).deliver(CurveReport(gammas).report)
  }
}

/// The focal loss, its gradient and its modulating factor over p_t, for some gammas.
struct CurveReport {
  /// The gammas of the paper's figure 1.
  static let figureGammas = [0, 0.5, 1, 2, 5]

  /// p_t goes from 0 to 1 in so many steps.
  private static let stepCount = 100

  /// A table for people has every so many of them.
  private static let stepsPerRow = 10

  private let gammas: [Double]

  init(_ gammas: [Double]) { self.gammas = gammas }

  /// The content.
  var report: Report {
    let points = points
    var report = Report([
      .facts([
        .init(key: "focal", .text(Signature.currentVersion)),
        .init(key: "gammas", .list(gammas.map(Cell.exact))),
      ]), .table(points),
      .table(
        matrix(
          "loss  ((1 - p)^gamma (-ln p), in nats, p the probability of the true class)", \.loss)),
      .table(matrix("gradient  (by the logit of the true class)", \.gradient)),
      .table(matrix("modulating factor  ((1 - p)^gamma)", \.modulatingFactor)),
    ])
    report.rows = points
    report.lines = points
    report.hasWarningsInJSON = false
    report.plots = { plots }
    return report
  }

  /// p_t at a step, with its complement correctly rounded too.
  private static func probability(_ step: Int) -> TargetProbability {
    let value = Double(step) / Double(stepCount)
    return TargetProbability(
      value: value, complement: Double(stepCount - step) / Double(stepCount),
      crossEntropy: TargetProbability(probability: value).crossEntropy)
  }

  /// The numbers of every step and gamma, for programs.
  private var points: Table {
    let points = (0...Self.stepCount).flatMap { step in
      let probability = Self.probability(step)
      return gammas.map { (p: probability.value, gamma: $0, CurvePoint(probability, gamma: $0)) }
    }
    return Table(
      key: "points", of: points,
      [
        .init(key: "p", name: "p") { .exact($0.p) },
        .init(key: "gamma", name: "gamma") { .exact($0.gamma) },
        .init(key: "loss", name: "loss") { .number($0.2.loss) },
        .init(key: "gradient", name: "gradient") { .number($0.2.gradient) },
        .init(key: "modulatingFactor", name: "modulating_factor") {
          .number($0.2.modulatingFactor)
        },
      ])
  }

  /// One number by p down and gamma across, for people.
  private func matrix(_ title: String, _ number: @escaping (CurvePoint) -> Double) -> Table {
    let steps = stride(from: 0, through: Self.stepCount, by: Self.stepsPerRow)
    return Table(
      title: title, of: steps.map(Self.probability),
      [.init("p") { .exact($0.value) }]
        + gammas.map { gamma in
          .init("gamma \(NumberText.shortest(gamma))") {
            .number(number(CurvePoint($0, gamma: gamma)))
          }
        })
  }

  /// Figure 1 of the paper, and the gradient below it.
  private var plots: [Plot] {
    let x = PlotAxis("probability of the true class", 0...1)
    func series(_ number: (CurvePoint) -> Double) -> [Plot.Series] {
      gammas.map { gamma in
        Plot.Series(
          name: "γ = \(NumberText.shortest(gamma))",
          points: (0...4 * Self.stepCount).map { step in
            let value = Double(step) / Double(4 * Self.stepCount)
            let point = CurvePoint(TargetProbability(probability: value), gamma: gamma)
            return (value, number(point))
          })
      }
    }
    return [
      Plot(
        title: "Focal loss", x: x, y: PlotAxis("loss in nats", 0...5), series: series(\.loss)),
      Plot(
        title: "Its gradient by the logit, in size", x: x,
        y: PlotAxis(
          "size of the gradient",
          holding: series { $0.gradient.magnitude }.flatMap { $0.points.map(\.y) }),
        series: series { $0.gradient.magnitude }),
    ]
  }
}
