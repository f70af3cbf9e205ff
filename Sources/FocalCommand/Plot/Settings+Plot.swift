import FocalOutput

extension Settings {
  /// Checks what is said of pictures, and to `focal curve`, which reads nothing.
  func validatePlot(for command: Command) throws(UsageError) {
    if plot == "" { throw .emptyFileName(option: "--plot") }
    if plot != nil, command != .sweep, command != .curve, !isConcentrationWanted {
      throw .needs(option: "--plot", other: "--concentration, focal sweep or focal curve")
    }
    if command == .curve, let file = files.first {
      throw .unexpectedArgument(file, command: command.rawValue)
    }
  }
}
