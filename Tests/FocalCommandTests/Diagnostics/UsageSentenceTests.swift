import FocalLoss
import Testing

@testable import FocalCommand

/// Sentences about the command line that no other test has.
@Suite struct UsageSentenceTests {
  @Test("no file and a terminal for standard input is short usage")
  func terminal() {
    #expect(
      focal(["--bare"], input: [], isInputTerminal: true)
        == .failed(
          .usage,
          "no input; usage: focal [OPTIONS] [FILE ...], with - for standard input; "
            + "'focal --help' says more"))
  }

  @Test("- reads standard input even where it is a terminal")
  func dash() {
    let input = Array("label,p\n1,0.5\n0,0.5\n".utf8)
    // ½ (¼ + ¾) · ¼ · ln 2
    #expect(
      focal(["-b", "-"], input: input, isInputTerminal: true) == .done("0.08664339756999316\n"))
  }

  @Test("standard input can be read once, and a file has a name")
  func files() {
    #expect(
      focal("- -") == .failed(.usage, "standard input is given twice; it can be read once"))
    #expect(focal([""], input: []) == .failed(.usage, "FILE: the file name is empty"))
    #expect(
      focal(["--output", ""], input: []) == .failed(.usage, "--output: the file name is empty"))
    #expect(
      focal("--positive=")
        == .failed(.usage, "--positive: '' cannot be used; expected the text of a label"))
  }

  static let badSignatures: [(String, String)] = [
    ("x", "expected axis:value, found 'x'"),
    ("focal:0.1.0", "'task' is missing"),
    ("task:binary", "'focal' is missing"),
    ("focal:0.1.0,task:binry", "'binry' is no value of 'task'"),
    ("focal:0.1.0,focal:0.1.0", "'focal' is unknown or stands twice"),
    (Self.signature(gamma: "two"), "'two' is no value of 'gamma'"),
    (Self.signature(gamma: "0x2"), "'0x2' is no value of 'gamma'"),
    (Self.signature(gamma: "2,colour:red"), "'colour' is unknown or stands twice"),
    (Self.signature(gamma: "2,,"), "expected axis:value, found ''"),
  ]

  @Test("a signature that cannot be read is told with its fault", arguments: badSignatures)
  func signature(_ text: String, _ problem: String) {
    let shown = text.count > 40 ? "\(text.prefix(40))…" : text
    #expect(
      focal("--signature \(text)")
        == .failed(.usage, "--signature: '\(shown)' is no signature: \(problem)"))
  }

  private static func signature(gamma: String) -> String {
    "focal:0.1.0,task:binary,input:logits,alpha:none,gamma:\(gamma),epsilon:none,soft:none,"
      + "smoothing:0,reduction:mean"
  }

  @Test("a signature out of range is told like the option that it stands for")
  func range() {
    #expect(
      focal("--signature \(Self.signature(gamma: "-1"))", input: "label,p\n1,0.5\n")
        == .failed(.usage, "--gamma: -1 is out of range; expected 0 or more"))
  }

  @Test("a preset that does not exist is told with all that do, or the nearest")
  func preset() {
    let names = Preset.all.map(\.name).joined(separator: ", ")
    #expect(names.hasPrefix("tf-clip, torch-bce, tf-onehot, torchvision, "))
    #expect(
      focal("-p zzz") == .failed(.usage, "--preset: 'zzz' is unknown; expected one of \(names)"))
    #expect(
      focal("-p torch-bec")
        == .failed(.usage, "--preset: 'torch-bec' is unknown; did you mean torch-bce?"))
  }

  @Test("a value from the command line is shown on one line and cut when it is long")
  func quoting() {
    #expect(
      focal(["-g", "a\nb\u{7f}"], input: [])
        == .failed(
          .usage, "--gamma: 'a\\nb\\u{7F}' cannot be used; expected a number, 0 or more"))
    let long = String(repeating: "ä", count: 41)
    #expect(
      focal(["-g", long], input: [])
        == .failed(
          .usage,
          "--gamma: '\(long.dropLast())…' cannot be used; expected a number, 0 or more"))
  }
}
