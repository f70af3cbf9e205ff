import FocalLoss
import FocalOutput

extension Report {
  /// Figure 4 of the paper: what part of the loss the easier samples carry, negatives and positives
  /// apart.
  var plots: [Plot] {
    guard let block = blocks.lazy.compactMap({ $0 as? ConcentrationBlock }).first else { return [] }
    let concentration = block.concentration
    let series = LossConcentration.SampleSet.allCases.map { set in
      let sketch = concentration.sketch(of: set)
      let sum = sketch.sum
      return Plot.Series(
        name: set.rawValue,
        points: stride(from: 0, through: 1000, by: 5).map { part in
          let hardest = sketch.sumOfLargest(thousandths: 1000 - part).divided(by: sum.value)
          return (Double(part) / 1000, hardest.map { 1 - $0 } ?? .nan)
        })
    }
    return [
      Plot(
        title: "Cumulative loss, from the easiest sample to the hardest",
        x: PlotAxis("fraction of the samples", 0...1), y: PlotAxis("fraction of their loss", 0...1),
        series: series)
    ]
  }
}
