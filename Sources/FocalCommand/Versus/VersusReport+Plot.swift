import FocalLoss
import FocalOutput

extension VersusReport {
  /// The points of a curve at most.
  private static let pointCount = 1000

  /// The differences of the samples, sorted, and the interval.
  func plot(_ entry: Entry) -> Plot? {
    guard let units = entry.differences.units else { return nil }
    let resampled = units.resampled
    let numbers = zip(resampled.sums, resampled.divisors).filter { $1 != 0 }.map { $0 / $1 }
      .filter(\.isFinite).sorted()
    guard let last = numbers.indices.last else { return nil }
    let count = min(numbers.count, Self.pointCount)
    let curve = (0..<count).map { point -> (x: Double, y: Double) in
      let place = count == 1 ? 0 : point * last / (count - 1)
      return (x: last == 0 ? 0.5 : Double(place) / Double(last), y: numbers[place])
    }
    let scale = entry.differences.scale
    let lines: [(name: String, value: Double?)] = [
      ("difference", entry.inference.difference), ("low", entry.inference.interval?.low),
      ("high", entry.inference.interval?.high),
    ]
    let series = lines.compactMap { name, value in
      value.map { value in
        Plot.Series(name: name, points: [(x: 0, y: value / scale), (x: 1, y: value / scale)])
      }
    }
    let what = units.areClusters ? "clusters" : units.areDealt ? "parts" : "samples"
    return Plot(
      title: "\(entry.name) - \(baseName)",
      x: PlotAxis("share of \(what)", 0...1),
      y: PlotAxis("difference of the losses in nats", holding: numbers),
      series: [Plot.Series(name: what, points: curve)] + series)
  }
}
