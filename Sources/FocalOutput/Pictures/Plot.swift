/// Lines over two axes, to be drawn in SVG.
package struct Plot {
  /// A line through points, in order.
  package struct Series {
    package let name: String
    package let points: [(x: Double, y: Double)]

    package init(name: String, points: [(x: Double, y: Double)]) {
      self.name = name
      self.points = points
    }
  }

  package let title: String
  package let x: PlotAxis
  package let y: PlotAxis
  package let series: [Series]

  package init(title: String, x: PlotAxis, y: PlotAxis, series: [Series]) {
    self.title = title
    self.x = x
    self.y = y
    self.series = series
  }
}

/// An axis of a plot: what it measures, from where to where.
package struct PlotAxis {
  /// What is measured, with its unit.
  package let title: String

  /// The numbers at both ends.
  package let range: ClosedRange<Double>

  /// An axis of a range.
  package init(_ title: String, _ range: ClosedRange<Double>) {
    self.title = title
    self.range = range
  }

  /// An axis that holds some numbers, from 0 on where they are not below it, up to a round number.
  package init(_ title: String, holding numbers: [Double]) {
    let finite = numbers.filter(\.isFinite)
    let low = min(0, finite.min() ?? 0)
    let high = max(finite.max() ?? 1, low)
    let span = high > low ? high - low : max(low.magnitude, 1)
    let step = Self.step(span)
    let end = (high / step).wholeAbove * step
    self.init(title, (low / step).wholeBelow * step...(end > low ? end : low + span))
  }

  /// The ticks: 1, 2 or 5 times a power of ten apart, four to nine of them.
  package var ticks: [Double] {
    let step = Self.step(range.upperBound - range.lowerBound)
    let first = (range.lowerBound / step).wholeAbove
    let last = (range.upperBound / step + 1e-9).wholeBelow
    guard last - first < 100 else { return [] }
    // Whole multiples of the step, so that 0.3 is not 0.30000000000000004.
    return stride(from: first, through: last, by: 1).map { ($0 * step * 1e12).nearestWhole / 1e12 }
  }

  /// How far along the axis a number is, 0 to 1 within the range.
  package func position(_ number: Double) -> Double {
    (number - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  /// A step of 1, 2 or 5 times a power of ten, of which a span has four to nine.
  private static func step(_ span: Double) -> Double {
    var power = 1.0
    while power * 10 <= span { power *= 10 }
    while power > span { power /= 10 }
    return [0.1, 0.2, 0.5, 1].map { $0 * power }.first { span / $0 <= 9 } ?? power
  }
}
