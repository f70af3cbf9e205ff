extension Unicode.Scalar {
  /// Whether the scalar is no letter but does something where it is shown: it moves the cursor, ends the
  /// line, or changes the direction of writing, so that a text looks like another one.
  package var isControl: Bool {
    switch value {
    case 0..<0x20, 0x7f..<0xa0, 0x61c, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }
}
