import FocalInput
import FocalOutput
import Testing

@testable import FocalCommand

/// `--color`: a table on a terminal has it, nothing else unless it is asked for.
@Suite struct TextStyleTests {
  static func output(
    _ line: String, isTerminal: Bool = true, allowsColor: Bool = true
  ) -> String {
    let streams = Streams(
      input: ByteSource(bytes: Array("label,p\n1,0.5\n0,0.5\n".utf8), name: "<stdin>"),
      isInputTerminal: false, output: ByteSink(), diagnostics: ByteSink(),
      isOutputTerminal: isTerminal, allowsColor: allowsColor)
    _ = Program.run(line.split(separator: " ").map(String.init), streams)
    return String(decoding: streams.output.bytes, as: UTF8.self)
  }

  @Test("the headline is bold, and warnings are yellow")
  func codes() {
    let lines = Self.output("--logits --digits 3").split(separator: "\n")
    #expect(lines[0] == "\u{1b}[1mfocal loss  0.15 ± 0.133  (mean of 2 samples)\u{1b}[0m")
    #expect(lines.count { $0.contains("\u{1b}") } == 3)
    let warning = lines.first { $0.hasPrefix("\u{1b}[33mwarning: ") }
    #expect(warning?.hasSuffix("\u{1b}[0m") == true)
  }

  @Test("color is for terminals where NO_COLOR is not set, or where it is asked for")
  func occasions() {
    let plain = Self.output("", isTerminal: false)
    #expect(!plain.contains("\u{1b}"))
    #expect(Self.output("--color never") == plain)
    #expect(Self.output("", allowsColor: false) == plain)
    let colored = Self.output("")
    #expect(colored.contains("\u{1b}"))
    #expect(Self.output("--color always", isTerminal: false, allowsColor: false) == colored)
  }

  @Test(
    "only tables have color",
    arguments: ["--json", "-f csv", "-f markdown", "--bare", "--per-sample", "compare -f csv"])
  func formats(_ line: String) {
    #expect(!Self.output("\(line) --color always").contains("\u{1b}"))
  }
}
