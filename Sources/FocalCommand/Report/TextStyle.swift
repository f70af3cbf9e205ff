/// How text stands out on a terminal; elsewhere it does not.
struct TextStyle: Equatable, Sendable {
  /// Text as it is.
  static let plain = TextStyle(isColored: false)

  let isColored: Bool

  init(isColored: Bool) { self.isColored = isColored }

  /// The style of a report on standard output.
  init(_ settings: Settings, _ streams: Streams) {
    switch settings.color ?? .automatic {
    case .always: isColored = true
    case .never: isColored = false
    case .automatic:
      let isFile = settings.output != nil && settings.output != "-"
      isColored = streams.isOutputTerminal && streams.allowsColor && !isFile
    }
  }

  /// What is to be read first.
  func bold(_ text: String) -> String { code(1, text) }

  /// What is to be heeded.
  func yellow(_ text: String) -> String { code(33, text) }

  private func code(_ number: Int, _ text: String) -> String {
    isColored ? "\u{1b}[\(number)m\(text)\u{1b}[0m" : text
  }
}
