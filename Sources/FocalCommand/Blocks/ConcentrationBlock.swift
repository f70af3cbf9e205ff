import FocalLoss
import FocalOutput

/// How much of the loss few samples carry, its quantiles, and what is left of easy samples.
struct ConcentrationBlock: Block {
  private var concentration: LossConcentration

  init(_ evaluator: LossEvaluator) { concentration = LossConcentration(evaluator) }

  mutating func add(_ batch: EvaluatedBatch) {
    concentration.add(batch.losses, of: batch.samples)
  }

  mutating func merge(_ other: ConcentrationBlock) { concentration.merge(other.concentration) }

  var stateName: String { "concentration" }

  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try concentration.code(&coder)
  }

  func part(_ context: BlockContext) -> ReportPart {
    let sets = LossConcentration.SampleSet.allCases.map {
      ($0.rawValue, concentration.sketch(of: $0))
    }
    let shares = Self.shares(sets)
    let error = Report.Fact(key: "concentrationError", .exact(Self.relativeError(sets)))
    var part = ReportPart(
      [.table(shares), .facts([error])] + Self.quantiles(sets) + [.table(difficulties)],
      rows: shares)
    part.plots = { [Self.plot(sets)] }
    return part
  }

  /// The losses of all samples, of positives or of negatives.
  private typealias SampleSet = (name: String, sketch: LossSketch)

  /// How far the shares and quantiles may be from the truth, as a part of them.
  private static func relativeError(_ sets: [SampleSet]) -> Double {
    sets.allSatisfy(\.sketch.isExact) ? 0 : LossSketch.relativeError
  }

  /// What is said of numbers that may be so far from the truth.
  private static func note(_ numbers: String, within error: Double) -> [String] {
    error == 0 ? [] : ["\(numbers) are within \(NumberText.percent(error))"]
  }

  /// The parts of the samples, in thousandths, and what part of the loss they carry.
  private static func shares(_ sets: [SampleSet]) -> Table {
    Table(
      key: "concentration", of: [1, 10, 50, 100, 250, 500],
      notes: note("shares", within: relativeError(sets)),
      [
        .init("hardest") { .share(Double($0) / 1000) },
        .init(key: "fraction", name: "fraction") { .exact(Double($0) / 1000) },
      ]
        + sets.map { name, sketch in
          let sum = sketch.sum.value
          return .init(name, key: name, name: name) {
            .share(sketch.sumOfLargest(thousandths: $0).divided(by: sum))
          }
        })
  }

  /// The quantiles of the losses of samples: rows for people, an object a set for programs.
  private static func quantiles(_ sets: [SampleSet]) -> [Report.Item] {
    let quantiles = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("max", 1)]
    let relativeError = relativeError(sets)
    let objects = sets.map { name, sketch in
      (name, Cell.object(quantiles.map { ($0, .number(sketch.quantile($1))) }))
    }
    return [
      .facts([
        .init(key: "quantiles", .object(objects + [("relativeError", .exact(relativeError))]))
      ]),
      .table(
        Table(
          of: quantiles,
          notes: note("quantiles but max", within: relativeError),
          [.init("loss") { .text($0.0) }]
            + sets.map { name, sketch in
              .init(name) { .number(sketch.quantile($0.1)) }
            })),
    ]
  }

  /// The focal loss beside the cross entropy, of easy and of hard samples.
  private var difficulties: Table {
    let rows = [("easy", false), ("hard", true)].flatMap { name, isHard in
      LossConcentration.SampleSet.allCases.map { set in
        (
          name: name, set: set.rawValue,
          place: "\(isHard ? "below" : "from") 0.5, \(set.rawValue)",
          difficulty: concentration.difficulty(isHard: isHard, of: set)
        )
      }
    }
    return Table(
      key: "difficulty", of: rows,
      [
        .init("p_t") { .text($0.place) }, .init(key: "difficulty") { .text($0.name) },
        .init(key: "samples") { .text($0.set) },
        .init("samples", key: "count") { .integer($0.difficulty.count) },
        .init("focal loss", key: "sum") { .number($0.difficulty.sum) },
        .init("cross entropy", key: "crossEntropySum") { .number($0.difficulty.crossEntropySum) },
        .init("ratio", key: "ratio") { .number($0.difficulty.ratio) },
      ])
  }

  /// Figure 4 of the paper: what part of the loss the easier samples carry, negatives and positives
  /// apart.
  private static func plot(_ sets: [SampleSet]) -> Plot {
    let series = sets.map { name, sketch in
      let sum = sketch.sum
      return Plot.Series(
        name: name,
        points: stride(from: 0, through: 1000, by: 5).map { part in
          let hardest = sketch.sumOfLargest(thousandths: 1000 - part).divided(by: sum.value)
          return (Double(part) / 1000, hardest.map { 1 - $0 } ?? .nan)
        })
    }
    return Plot(
      title: "Cumulative loss, from the easiest sample to the hardest",
      x: PlotAxis("fraction of the samples", 0...1), y: PlotAxis("fraction of their loss", 0...1),
      series: series)
  }
}
