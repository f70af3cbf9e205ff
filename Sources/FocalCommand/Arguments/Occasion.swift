/// When to do what only a terminal can show.
enum Occasion: String, CaseIterable, Sendable {
  /// Where there is a terminal.
  case automatic = "auto"
  case always
  case never
}
