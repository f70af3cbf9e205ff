extension String {
  /// The text with control characters written out, so that it stays on its line and does nothing to
  /// a terminal; so with what separates lines and changes the direction of writing.
  package var escapingControls: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    return unicodeScalars.map { $0.isControl ? $0.escaped(asASCII: true) : String($0) }.joined()
  }

  /// The columns of a terminal that the text takes.
  ///
  /// A character is as wide as its widest scalar: two columns for the scripts and emoji of East Asia,
  /// none for combining marks and what is not shown, one for all others. Where terminals disagree, as
  /// on emoji made of several, this is what most do.
  package var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// The words on lines of a width at most; a longer word is broken.
  ///
  /// Spaces between words that stay on one line are kept as they are.
  package func wrapped(to width: Int) -> [String] {
    guard displayWidth > width else { return [self] }
    var lines: [String] = []
    var line = ""
    var lineWidth = 0
    var spaceCount = 0
    func endLine() {
      lines.append(line)
      line = ""
      lineWidth = 0
    }
    for word in split(separator: " ", omittingEmptySubsequences: false) {
      defer { spaceCount += 1 }
      guard !word.isEmpty else { continue }
      let wordWidth = String(word).displayWidth
      if lineWidth > 0 {
        if lineWidth + spaceCount + wordWidth <= width {
          line += String(repeating: " ", count: spaceCount)
          lineWidth += spaceCount
        } else {
          endLine()
        }
      }
      spaceCount = 0
      for character in word {
        let own = character.displayWidth
        if lineWidth > 0, lineWidth + own > width { endLine() }
        line.append(character)
        lineWidth += own
      }
    }
    endLine()
    return lines
  }

  /// The text with spaces after it, up to a width.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(width - displayWidth, 0))
  }

  /// The text with spaces before it, up to a width.
  func indented(to width: Int) -> String {
    String(repeating: " ", count: max(width - displayWidth, 0)) + self
  }
}

extension Character {
  /// The columns of a terminal that the character takes.
  fileprivate var displayWidth: Int {
    unicodeScalars.reduce(0) { max($0, $1.displayWidth) }
  }
}

extension Unicode.Scalar {
  fileprivate var displayWidth: Int {
    guard value >= 0x300 else { return 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return Self.wideRanges.contains { $0.contains(value) } ? 2 : 1
    }
  }

  /// Blocks of characters that are wide or full-width, by Unicode's Standard Annex 11.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3,
    0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f,
    0x1f680...0x1f6ff, 0x1f900...0x1f9ff, 0x20000...0x3fffd,
  ]
}
