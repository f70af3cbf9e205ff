/// Draws plots below one another as one SVG document.
///
/// The bytes depend on nothing but the plots. Colors, of the palette of Okabe and Ito that
/// color-blind people can tell apart, follow the reader's light or dark theme; lines beyond the
/// seventh are dashed.
package struct PlotDrawing {
  package let plots: [Plot]

  package init(plots: [Plot]) { self.plots = plots }

  // In pixels: the whole, a panel of it, and the frame in a panel.
  private static let width = 760.0
  private static let panelHeight = 420.0
  private static let left = 72.0
  private static let top = 48.0
  private static let frameWidth = 530.0
  private static let frameHeight = 306.0

  /// The lines that the legend has room for.
  private static let legendCount = 14

  /// The document.
  package var svg: String {
    let height = Self.text(Self.panelHeight * Double(plots.count))
    let width = Self.text(Self.width)
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" "
        + "width=\"\(width)\" height=\"\(height)\" role=\"img\">",
      "<title>\(Self.escaped(plots.map(\.title).joined(separator: "; ")))</title>",
      Self.style, "<rect class=\"page\" width=\"\(width)\" height=\"\(height)\"/>",
    ]
    for (index, plot) in plots.enumerated() {
      let offset = Self.text(Self.panelHeight * Double(index))
      lines.append("<g transform=\"translate(0 \(offset))\">")
      lines += panel(plot, index)
      lines.append("</g>")
    }
    return lines.joined(separator: "\n") + "\n</svg>\n"
  }

  private static let style = """
    <style>
    text { font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #333 }
    .title { font-size: 15px; font-weight: 600 }
    .page { fill: #fff }
    .grid { stroke: #e3e3e3 } .frame { stroke: #777; fill: none }
    .line { fill: none; stroke-width: 2.2; stroke-linejoin: round; stroke-linecap: round }
    .c0 { stroke: #0072b2 } .c1 { stroke: #d55e00 } .c2 { stroke: #009e73 }
    .c3 { stroke: #cc79a7 } .c4 { stroke: #b88600 } .c5 { stroke: #3fa0d8 } .c6 { stroke: #555 }
    .dashed { stroke-dasharray: 7 5 }
    @media (prefers-color-scheme: dark) {
      text { fill: #d8d8d8 } .page { fill: #16181b } .grid { stroke: #303338 }
      .frame { stroke: #8a8a8a }
      .c0 { stroke: #4aa3e0 } .c1 { stroke: #ff8440 } .c2 { stroke: #2cc79b }
      .c3 { stroke: #e49ac4 } .c4 { stroke: #e6b422 } .c5 { stroke: #8fd0f5 } .c6 { stroke: #bbb }
    }
    </style>
    """

  private func panel(_ plot: Plot, _ index: Int) -> [String] {
    let (left, top) = (Self.left, Self.top)
    let (right, bottom) = (left + Self.frameWidth, top + Self.frameHeight)
    var lines = [Self.label(plot.title, left, top - 18, anchor: "start", class: "title")]
    for tick in plot.x.ticks {
      let x = Self.text(left + plot.x.position(tick) * Self.frameWidth)
      lines.append(
        "<path class=\"grid\" d=\"M\(x) \(Self.text(top))V\(Self.text(bottom))\"/>")
      lines.append(
        "<text x=\"\(x)\" y=\"\(Self.text(bottom + 20))\" text-anchor=\"middle\">"
          + "\(NumberText.shortest(tick))</text>")
    }
    for tick in plot.y.ticks {
      let y = bottom - plot.y.position(tick) * Self.frameHeight
      lines.append(
        "<path class=\"grid\" d=\"M\(Self.text(left)) \(Self.text(y))H\(Self.text(right))\"/>")
      lines.append(Self.label(NumberText.shortest(tick), left - 9, y + 4.5, anchor: "end"))
    }
    lines.append(
      "<clipPath id=\"frame\(index)\"><rect x=\"\(Self.text(left))\" y=\"\(Self.text(top))\" "
        + "width=\"\(Self.text(Self.frameWidth))\" height=\"\(Self.text(Self.frameHeight))\"/>"
        + "</clipPath>")
    for (number, series) in plot.series.enumerated() {
      lines.append(
        "<path class=\"\(Self.lineClass(number))\" clip-path=\"url(#frame\(index))\" "
          + "d=\"\(path(series, plot))\"/>")
    }
    lines.append(
      "<rect class=\"frame\" x=\"\(Self.text(left))\" y=\"\(Self.text(top))\" "
        + "width=\"\(Self.text(Self.frameWidth))\" height=\"\(Self.text(Self.frameHeight))\"/>")
    lines.append(
      Self.label(plot.x.title, left + Self.frameWidth / 2, bottom + 46, anchor: "middle"))
    let middle = Self.text(top + Self.frameHeight / 2)
    lines.append(
      "<text transform=\"translate(20 \(middle)) rotate(-90)\" text-anchor=\"middle\">"
        + "\(Self.escaped(plot.y.title))</text>")
    return lines + legend(plot.series)
  }

  private func legend(_ series: [Plot.Series]) -> [String] {
    let x = Self.left + Self.frameWidth + 18
    var lines: [String] = []
    for (number, series) in series.prefix(Self.legendCount).enumerated() {
      let y = Self.top + 12 + 21 * Double(number)
      lines.append(
        "<path class=\"\(Self.lineClass(number))\" d=\"M\(Self.text(x)) \(Self.text(y))h22\"/>")
      lines.append(Self.label(series.name, x + 30, y + 4.5, anchor: "start"))
    }
    if series.count > Self.legendCount {
      let y = Self.top + 16.5 + 21 * Double(Self.legendCount)
      lines.append(Self.label("and \(series.count - Self.legendCount) more", x, y, anchor: "start"))
    }
    return lines
  }

  /// The path of a line; where a number does not exist there is a gap.
  private func path(_ series: Plot.Series, _ plot: Plot) -> String {
    var path = ""
    var isDrawing = false
    for (index, point) in series.points.enumerated() {
      guard point.x.isFinite, !point.y.isNaN else {
        isDrawing = false
        continue
      }
      // Far outside the frame is near enough.
      let height = min(max(plot.y.position(point.y), -2), 3)
      let x = Self.text(Self.left + plot.x.position(point.x) * Self.frameWidth)
      let y = Self.text(Self.top + (1 - height) * Self.frameHeight)
      path += "\(isDrawing ? "L" : "M")\(x) \(y)"
      // A point alone is a dot: a line of no length, with round ends.
      let next = index + 1 < series.points.count ? series.points[index + 1].y : .nan
      if !isDrawing, next.isNaN { path += "h0" }
      isDrawing = true
    }
    return path
  }

  private static func lineClass(_ number: Int) -> String {
    "line c\(number % 7)\(number / 7 % 2 == 1 ? " dashed" : "")"
  }

  private static func label(
    _ label: String, _ x: Double, _ y: Double, anchor: String, class name: String? = nil
  ) -> String {
    let style = name.map { " class=\"\($0)\"" } ?? ""
    return "<text\(style) x=\"\(text(x))\" y=\"\(text(y))\" text-anchor=\"\(anchor)\">"
      + "\(escaped(label))</text>"
  }

  /// A coordinate, in hundredths of a pixel.
  private static func text(_ coordinate: Double) -> String {
    NumberText.shortest((coordinate * 100).nearestWhole / 100 + 0)
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text.escapingControls {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
