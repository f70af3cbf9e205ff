import FocalOutput

extension PlotDrawing {
  /// Writes the picture that is asked for: to a file, which appears whole or not at all, or to
  /// standard output in the place of the report.
  ///
  /// - Parameters:
  ///   - plots: makes the plots.
  ///   - settings: says where to.
  ///   - output: takes the report.
  /// - Returns: whether the report still is to be written.
  /// - Throws: ``OutputError`` where the picture cannot be written.
  static func write(
    _ plots: () -> [Plot], _ settings: Settings, to output: ByteSink
  ) throws(OutputError) -> Bool {
    guard let path = settings.output.plotPath else { return true }
    let svg = PlotDrawing(plots: plots()).svg
    guard path != "-" else {
      try output.write(svg)
      return false
    }
    let file = try ByteSink(path: path)
    try file.write(svg)
    try file.finish()
    return true
  }
}
