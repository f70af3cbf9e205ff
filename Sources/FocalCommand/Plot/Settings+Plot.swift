import FocalOutput

extension Settings {
  /// Checks what is said of pictures, and to `focal curve`, which reads nothing.
  func validatePlot(for command: Command) throws(UsageError) {
    if output.plotPath == "" { throw .emptyFileName(option: "--plot") }
    if output.plotPath != nil, command != .sweep, command != .curve, !output.isConcentrationWanted {
      throw .needs(option: "--plot", other: "--concentration, focal sweep or focal curve")
    }
    if command == .curve, let file = input.files.first {
      throw .unexpectedArgument(file, command: command.rawValue)
    }
  }
}
