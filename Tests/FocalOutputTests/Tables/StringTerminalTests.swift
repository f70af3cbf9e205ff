import Testing

@testable import FocalOutput

/// Texts on a terminal: what they do to it, how wide they are, how they are broken.
@Suite struct StringTerminalTests {
  @Test(
    "characters take no column, one or two",
    arguments: [
      ("", 0), ("focal", 5), ("\u{e9}", 1), ("e\u{301}", 1), ("漢字", 4), ("ｆ", 2), ("한", 2),
      ("\u{1112}\u{1161}\u{11ab}", 2), ("🙂", 2), ("a\u{200b}b", 2), ("γ²", 2),
    ])
  func width(_ text: String, _ width: Int) { #expect(text.displayWidth == width) }

  @Test("what would change a line or a terminal is written out, and nothing else")
  func controls() {
    #expect("a\u{7f}b\u{9b}\r\n".escapingControls == "a\\u{7F}b\\u{009B}\\r\\n")
    #expect("\u{202e}x\u{2069}\u{2028}".escapingControls == "\\u{202E}x\\u{2069}\\u{2028}")
    let family = "👩\u{200d}👧 नमस्\u{200d}ते é"
    #expect(family.escapingControls == family)
  }

  @Test("a text that fits stays as it is; others break at words, and words where they must")
  func wrapped() {
    #expect("  a  b".wrapped(to: 6) == ["  a  b"])
    #expect("".wrapped(to: 5) == [""])
    #expect("loss  0.5  (mean of 3)".wrapped(to: 12) == ["loss  0.5", "(mean of 3)"])
    #expect("a bcdefghij k".wrapped(to: 4) == ["a", "bcde", "fghi", "j k"])
    #expect("漢字漢字".wrapped(to: 5) == ["漢字", "漢字"])
    #expect("one two ".wrapped(to: 7) == ["one two"])
  }
}
