/// Lines over two axes, to be drawn in SVG.
struct Plot {
  /// A line through points, in order.
  struct Series {
    let name: String
    let points: [(x: Double, y: Double)]
  }

  let title: String
  let x: PlotAxis
  let y: PlotAxis
  let series: [Series]
}
