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
    let span = Self.span(low, high > low ? high : low + max(low.magnitude, 1))
    let step = TickStep(of: span)
    let end = step.multiple((high / step.value).wholeAbove)
    let limits = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    self.init(
      title,
      (step.multiple((low / step.value).wholeBelow)...(end > low ? end : low + span))
        .clamped(to: limits))
  }

  /// The ticks: 1, 2 or 5 times a power of ten apart, four to nine of them.
  package var ticks: [Double] {
    let step = TickStep(of: Self.span(range.lowerBound, range.upperBound))
    let first = (range.lowerBound / step.value).wholeAbove
    let last = (range.upperBound / step.value + 1e-9).wholeBelow
    guard last - first < 100 else { return [] }
    return stride(from: first, through: last, by: 1).map(step.multiple)
  }

  /// How far along the axis a number is, 0 to 1 within the range.
  package func position(_ number: Double) -> Double {
    // Halves of what may be too far apart for a double.
    (number / 2 - range.lowerBound / 2) / (range.upperBound / 2 - range.lowerBound / 2)
  }

  /// How far apart two numbers are, held to what has ticks that are doubles.
  private static func span(_ low: Double, _ high: Double) -> Double {
    min(max(high - low, 1e-290), .greatestFiniteMagnitude)
  }
}

/// How far ticks are apart: 1, 2 or 5 times a power of ten.
private struct TickStep {
  private let digit: Double
  private let exponent: Int

  /// The step of which a span has four to nine.
  init(of span: Double) {
    var exponent = 0
    while Self.power(exponent + 1) <= span { exponent += 1 }
    while Self.power(exponent) > span { exponent -= 1 }
    self.exponent = exponent - 1
    digit = [1, 2, 5].first { span / $0 / Self.power(exponent - 1) <= 9 } ?? 10
  }

  var value: Double { multiple(1) }

  /// A whole multiple as the double nearest to its decimal number: 0.3, and no 0.30000000000000004.
  func multiple(_ factor: Double) -> Double {
    let whole = factor * digit
    guard whole.magnitude < 0x1p53, let multiple = Double("\(Int(whole))e\(exponent)") else {
      return whole * Self.power(exponent)
    }
    return multiple
  }

  private static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? .infinity }
}
