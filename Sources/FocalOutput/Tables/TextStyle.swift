/// How text stands out on a terminal; elsewhere it does not.
package struct TextStyle: Equatable, Sendable {
  /// Text as it is.
  package static let plain = TextStyle(isColored: false)

  package let isColored: Bool

  package init(isColored: Bool) { self.isColored = isColored }

  /// What is to be read first.
  package func bold(_ text: String) -> String { code(1, text) }

  /// What is to be heeded.
  package func yellow(_ text: String) -> String { code(33, text) }

  private func code(_ number: Int, _ text: String) -> String {
    isColored ? "\u{1b}[\(number)m\(text)\u{1b}[0m" : text
  }
}
