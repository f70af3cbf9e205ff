extension String {
  /// The text with control characters written out, so that it stays on its line and does nothing to
  /// a terminal; so with what separates lines and changes the direction of writing.
  package var escapingControls: String {
    guard unicodeScalars.contains(where: Self.isControl) else { return self }
    return unicodeScalars.map {
      Self.isControl($0) ? $0.escaped(asASCII: true) : String($0)
    }.joined()
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<32, 127..<160, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }
}
