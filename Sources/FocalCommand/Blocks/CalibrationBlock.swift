import FocalLoss
import FocalOutput

/// How well predictions agree with what is true: calibration error, Brier score, reliability table.
struct CalibrationBlock: Block {
  private var calibration: Calibration

  init(_ evaluator: LossEvaluator, _ rule: CalibrationRule, _ posterior: FocalPosterior?) {
    calibration = Calibration(evaluator, rule, posterior)
  }

  var byteCount: Int { calibration.byteCount }

  mutating func add(_ batch: EvaluatedBatch) { calibration.add(batch.samples) }

  mutating func merge(_ other: CalibrationBlock) { calibration.merge(other.calibration) }

  var stateName: String { "calibration" }

  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try calibration.code(&coder)
  }

  func part(_ context: BlockContext) -> ReportPart {
    let bins = calibration.bins
    let isClasswise = bins.contains { $0.classIndex != nil }
    let names = context.result.binding.classNames
    var fields: [Table.Field<(classIndex: Int?, bin: CalibrationBin)>] = []
    if isClasswise {
      fields.append(
        .init("class", key: "label", name: "class") { row in
          .text(row.classIndex.map { names.indices.contains($0) ? names[$0] : "\($0)" })
        })
    }
    fields += [
      .init("from", key: "low", name: "low") { .number($0.bin.low) },
      .init("to", key: "high", name: "high") { .number($0.bin.high) },
      .init("count", key: "count", name: "count") { .integer($0.bin.count) },
      .init(key: "weightSum", name: "weight_sum") { .number($0.bin.weightSum) },
      .init("mean prediction", key: "meanPrediction", name: "mean_prediction") {
        .number($0.bin.meanPrediction)
      },
      .init("frequency", key: "frequency", name: "frequency") { .number($0.bin.frequency) },
    ]
    let table = Table(of: bins, fields)
    let object = Cell.object([
      ("fragment", .text(calibration.fragment)), ("error", .number(calibration.error)),
      ("brierScore", .number(calibration.brierScore)), ("bins", .rows(table)),
    ])
    var part = ReportPart(
      [
        .facts([
          .init(key: "calibration", object),
          .init("calibration error", .number(calibration.error)),
          .init("which is", .code(calibration.fragment)),
          .init("Brier score", .number(calibration.brierScore)),
        ]), .table(table),
      ], rows: table)
    part.plots = { [Self.plot(bins, names)] }
    return part
  }

  /// The reliability diagram: the frequency of each bin over its mean prediction.
  private static func plot(
    _ bins: [(classIndex: Int?, bin: CalibrationBin)], _ names: [String]
  ) -> Plot {
    let classes = bins.map(\.classIndex).reduce(into: [Int?]()) { classes, own in
      if classes.last != own { classes.append(own) }
    }
    let series = classes.map { own in
      Plot.Series(
        name: own.map { names.indices.contains($0) ? names[$0] : "\($0)" } ?? "predictions",
        points: bins.filter { $0.classIndex == own }.map {
          ($0.bin.meanPrediction ?? .nan, $0.bin.frequency ?? .nan)
        })
    }
    return Plot(
      title: "Reliability of predictions", x: PlotAxis("mean prediction", 0...1),
      y: PlotAxis("frequency", 0...1),
      series: [Plot.Series(name: "perfect", points: [(0, 0), (1, 1)])] + series)
  }
}
