extension String {
  /// The text with control characters written out, so that it stays on its line and does nothing to
  /// a terminal.
  package var escapingControls: String {
    guard unicodeScalars.contains(where: Self.isControl) else { return self }
    return unicodeScalars.map {
      Self.isControl($0) ? $0.escaped(asASCII: true) : String($0)
    }.joined()
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 32 || (127..<160).contains(scalar.value)
  }
}
