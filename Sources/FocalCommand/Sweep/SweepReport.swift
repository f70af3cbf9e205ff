import FocalLoss
import FocalOutput

/// The losses of a grid of conventions.
struct SweepReport {
  /// The cells: alphas vary first, then gammas, then label smoothings, then epsilons.
  let cells: [LossSweep.Outcome]

  /// The convention of the first cell.
  let convention: Convention

  /// How many alphas there are, one after another.
  let alphaCount: Int

  /// How many gammas there are, each with all alphas.
  let gammaCount: Int

  private let count: Int

  /// The probability with which intervals hold the loss; nil where standard errors are not wanted.
  private let confidence: Double?
  private let warnings: [Warning]

  init(_ result: PipelineResult, _ gathered: SweepCollector, _ settings: Settings) {
    let summary = gathered.first.summary
    warnings = Warning.all(result, summary, settings)
    cells = gathered.sweep.outcomes
    convention = result.convention
    count = summary.count
    confidence = settings.output.confidence
    alphaCount = settings.loss.grid.alphas?.count ?? 1
    gammaCount = settings.loss.grid.gammas?.count ?? 1
  }

  /// Whether there are several label smoothings, which then have a column.
  var hasSmoothings: Bool {
    cells.contains { $0.convention.labelSmoothing != convention.labelSmoothing }
  }

  /// Whether there are several epsilons.
  var hasEpsilons: Bool { cells.contains { $0.convention.epsilon != convention.epsilon } }

  /// The content: a row a cell for programs, matrices for people.
  var report: Report {
    let signature = GridSignature.text(of: cells.map(\.convention))
    let rows = rows
    var report = Report(
      [
        .facts([
          .init(key: "focal", .text(Signature.currentVersion)),
          .init(key: "signature", .text(signature)), .init(key: "count", .integer(count)),
        ]), .table(rows),
      ] + blocks.flatMap(matrices).map(Report.Item.table))
    report.rows = rows
    report.lines = rows
    report.warnings = warnings
    report.signature = signature
    report.plots = { plots }
    return report
  }

  private var rows: Table {
    typealias Field = Table.Field<LossSweep.Outcome>
    let axes: [Field] = [
      .init(key: "alpha", name: "alpha") { $0.convention.alpha.cell },
      .init(key: "gamma", name: "gamma") { .exact($0.convention.gamma) },
      .init(key: "epsilon", name: "epsilon") { .exact($0.convention.epsilon.value) },
    ]
    let smoothing: [Field] =
      hasSmoothings
      ? [
        .init(key: "labelSmoothing", name: "label_smoothing") {
          .exact($0.convention.labelSmoothing)
        }
      ] : []
    let mean: [Field] = [.init(key: "mean", name: "mean") { .number($0.summary.mean) }]
    let loss: [Field] =
      convention.reduction == .mean
      ? mean + errors
      : [.init(key: "loss", name: "loss") { .number($0.summary.loss) }] + errors + mean
    return Table(
      key: "cells", of: cells,
      axes + smoothing + loss + [
        .init(key: "sum", name: "sum") { .number($0.summary.sum) },
        .init(key: "normalized", name: "normalized") { .number($0.normalizedLoss) },
        .init(key: "effectiveSamples", name: "effective_samples") { .number($0.effectiveCount) },
        .init(key: "skill", name: "skill") { .number($0.skill) },
        .init(key: "signature") { .text(Signature($0.convention).description) },
      ])
  }

  /// The standard errors of the losses and the intervals around them, where they are asked for.
  private var errors: [Table.Field<LossSweep.Outcome>] {
    guard let confidence else { return [] }
    func interval(_ cell: LossSweep.Outcome) -> ConfidenceInterval {
      ConfidenceInterval(
        confidence, around: cell.summary.loss, standardError: cell.summary.standardError)
    }
    return [
      .init(key: "standardError", name: "standard_error") { .number($0.summary.standardError) },
      .init(key: "interval") { interval($0).cell },
      .init(name: "interval_level") { _ in .exact(confidence) },
      .init(name: "interval_low") { .number(interval($0).bounds?.low) },
      .init(name: "interval_high") { .number(interval($0).bounds?.high) },
    ]
  }

  /// The cells of one epsilon and label smoothing: a row a gamma, in it a cell an alpha.
  private typealias Block = [[LossSweep.Outcome]]

  private var blocks: [Block] {
    let rows = stride(from: 0, to: cells.count, by: alphaCount).map {
      Array(cells[$0..<min($0 + alphaCount, cells.count)])
    }
    return stride(from: 0, to: rows.count, by: gammaCount).map {
      Array(rows[$0..<min($0 + gammaCount, rows.count)])
    }
  }

  private func matrices(of block: Block) -> [Table] {
    let first = block[0][0].convention
    let epsilon = hasEpsilons ? ", epsilon \(NumberText.shortest(first.epsilon.value))" : ""
    let smoothing =
      hasSmoothings ? ", label smoothing \(NumberText.shortest(first.labelSmoothing))" : ""
    let samples = Diagnostic.counted(count, "sample")
    let reduction =
      convention.reduction == .mean
      ? "mean of \(samples)" : "reduction \(convention.reduction.rawValue) of \(samples)"
    func matrix(
      _ title: String, hasEffectiveCounts: Bool = false,
      _ number: @escaping (LossSweep.Outcome) -> Double?
    ) -> Table {
      let counts: [Table.Field<[LossSweep.Outcome]>] =
        hasEffectiveCounts ? [.init("effective samples") { .number($0[0].effectiveCount) }] : []
      return Table(
        title: title + epsilon + smoothing, of: block,
        [.init("gamma") { .exact($0[0].convention.gamma) }] + counts
          + block[0].indices.map { column in
            .init("alpha \(block[0][column].convention.alpha.text)") {
              .number(number($0[column]))
            }
          })
    }
    let errors =
      confidence == nil ? [] : [matrix("standard error") { $0.summary.standardError }]
    return [matrix("focal loss  (\(reduction))") { $0.summary.loss }] + errors + [
      matrix("skill  (1 - L/L0, L0 the loss of the best constant prediction)") { $0.skill },
      matrix("normalized loss  (without its modulating factor)", hasEffectiveCounts: true) {
        $0.normalizedLoss
      },
    ]
  }
}

extension SweepReport {
  /// The loss and the skill over gamma, a line for every alpha; over alpha where gamma is one.
  var plots: [Plot] {
    let isOverGamma = gammaCount > 1 || alphaCount == 1
    let columns = Dictionary(grouping: cells.indices) { index in
      isOverGamma
        ? index / (alphaCount * gammaCount) * alphaCount + index % alphaCount
        : index / alphaCount
    }.sorted { $0.key < $1.key }.map { $0.value.sorted().map { cells[$0] } }
    func position(_ cell: LossSweep.Outcome) -> Double {
      isOverGamma ? cell.convention.gamma : cell.convention.alpha.values.first ?? .nan
    }
    func plot(_ title: String, _ axis: String, _ number: (LossSweep.Outcome) -> Double?) -> Plot {
      let series = columns.map { column in
        Plot.Series(
          name: name(column[0].convention, isOverGamma: isOverGamma),
          points: column.map { (position($0), number($0) ?? .nan) })
      }
      let positions = cells.map(position).filter(\.isFinite)
      let low = positions.min() ?? 0
      let high = positions.max() ?? 1
      return Plot(
        title: title,
        x: PlotAxis(isOverGamma ? "gamma" : "alpha", low...(high > low ? high : low + 1)),
        y: PlotAxis(axis, holding: series.flatMap { $0.points.map(\.y) }), series: series)
    }
    return [
      plot("Focal loss", "\(convention.reduction.rawValue), in nats") { $0.summary.loss },
      plot("Skill against the best constant prediction", "1 − L / L₀") { $0.skill },
    ]
  }

  private func name(_ convention: Convention, isOverGamma: Bool) -> String {
    let axis =
      isOverGamma
      ? "α = \(convention.alpha.text)" : "γ = \(NumberText.shortest(convention.gamma))"
    let epsilon = hasEpsilons ? "ε \(NumberText.shortest(convention.epsilon.value))" : nil
    let smoothing =
      hasSmoothings ? "s \(NumberText.shortest(convention.labelSmoothing))" : nil
    return [axis, epsilon, smoothing].compactMap { $0 }.joined(separator: ", ")
  }
}
