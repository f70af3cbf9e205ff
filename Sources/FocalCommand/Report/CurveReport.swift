import FocalLoss
import FocalOutput

/// The focal loss, its gradient and its modulating factor over p_t, for some gammas.
struct CurveReport: FormattedReport {
  /// The gammas of the paper's figure 1.
  static let figureGammas = [0, 0.5, 1, 2, 5]

  /// p_t goes from 0 to 1 in so many steps.
  private static let stepCount = 100

  /// A table for people has every so many of them.
  private static let stepsPerRow = 10

  /// The digits of a table that nobody asked for more of.
  private static let tableDigits = 6

  private let gammas: [Double]
  private let digits: Int?

  init(_ gammas: [Double], digits: Int?) {
    self.gammas = gammas
    self.digits = digits
  }

  var numberText: NumberText { NumberText(digits: digits) }

  /// p_t at a step, with its complement correctly rounded too.
  private static func probability(_ step: Int) -> TargetProbability {
    let value = Double(step) / Double(stepCount)
    return TargetProbability(
      value: value, complement: Double(stepCount - step) / Double(stepCount),
      crossEntropy: TargetProbability(probability: value).crossEntropy)
  }

  var table: String { tables.map { lines($0, $1.lines) }.joined(separator: "\n") }

  var markdown: String {
    tables.map { lines("**\($0)**\n", $1.markdownLines) }.joined(separator: "\n")
  }

  var json: JSONValue {
    .object([
      ("focal", .string(Signature.currentVersion)),
      ("gammas", .array(gammas.map(JSONValue.exact))),
      ("points", .array(jsonLines)),
    ])
  }

  var jsonLines: [JSONValue] { points.map(JSONValue.object) }

  private func lines(_ title: String, _ lines: [String]) -> String {
    ([title] + lines).joined(separator: "\n") + "\n"
  }

  /// The numbers of every step and gamma.
  private var points: [[(name: String, value: JSONValue)]] {
    (0...Self.stepCount).flatMap { step -> [[(name: String, value: JSONValue)]] in
      let probability = Self.probability(step)
      return gammas.map { gamma -> [(name: String, value: JSONValue)] in
        let point = CurvePoint(probability, gamma: gamma)
        return [
          ("p", .exact(probability.value)), ("gamma", .exact(gamma)),
          ("loss", .number(point.loss)), ("gradient", .number(point.gradient)),
          ("modulatingFactor", .number(point.modulatingFactor)),
        ]
      }
    }
  }

  var fields: [[String]] {
    var rows = [["p", "gamma", "loss", "gradient", "modulating_factor"]]
    for step in 0...Self.stepCount {
      let probability = Self.probability(step)
      for gamma in gammas {
        let point = CurvePoint(probability, gamma: gamma)
        rows.append(
          [NumberText.shortest(probability.value), NumberText.shortest(gamma)]
            + [point.loss, point.gradient, point.modulatingFactor].map(numberText.callAsFunction))
      }
    }
    return rows
  }

  private var tables: [(title: String, table: TextTable)] {
    [
      (
        "loss  ((1 - p)^gamma (-ln p), in nats, p the probability of the true class)", table(\.loss)
      ),
      ("gradient  (by the logit of the true class)", table(\.gradient)),
      ("modulating factor  ((1 - p)^gamma)", table(\.modulatingFactor)),
    ]
  }

  private func table(_ number: (CurvePoint) -> Double) -> TextTable {
    let text = NumberText(digits: digits ?? Self.tableDigits)
    let steps = stride(from: 0, through: Self.stepCount, by: Self.stepsPerRow)
    let head = ["p"] + gammas.map { "gamma \(NumberText.shortest($0))" }
    let rows = steps.map { step in
      let probability = Self.probability(step)
      return [NumberText.shortest(probability.value)]
        + gammas.map { text(number(CurvePoint(probability, gamma: $0))) }
    }
    return TextTable(alignments: head.map { _ in .left }, rows: [head] + rows)
  }

  /// Figure 1 of the paper, and the gradient below it.
  var plots: [Plot] {
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
