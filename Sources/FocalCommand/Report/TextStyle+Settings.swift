import FocalOutput

extension TextStyle {
  /// The style of a report on standard output.
  init(_ settings: Settings, _ streams: Streams) {
    switch settings.output.color ?? .automatic {
    case .always: self.init(isColored: true)
    case .never: self.init(isColored: false)
    case .automatic:
      let isFile = settings.output.path != nil && settings.output.path != "-"
      self.init(isColored: streams.isOutputTerminal && streams.allowsColor && !isFile)
    }
  }
}
