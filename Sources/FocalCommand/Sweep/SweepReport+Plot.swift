import FocalLoss
import FocalOutput

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
