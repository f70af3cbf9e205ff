import FocalInput
import FocalOutput
import Testing

@testable import FocalCommand

/// `--progress`: when the line is shown, and that nothing stays of it.
@Suite struct ProgressMeterTests {
  /// A clock that goes on by some seconds whenever it is looked at.
  final class Clock {
    private var time = 0.0
    private let step: Double

    init(step: Double) { self.step = step }

    func now() -> Double {
      defer { time += step }
      return time
    }
  }

  /// What a run writes to standard error and how it ends.
  static func run(
    _ line: String, rows: Int = 100_000, last: String = "", step: Double = 0.4,
    isOutputTerminal: Bool = false, isDiagnosticsTerminal: Bool = true
  ) -> Run {
    let input = "label,p\n" + String(repeating: "1,0.50000\n0,0.50000\n", count: rows / 2) + last
    let clock = Clock(step: step)
    let streams = Streams(
      input: ByteSource(bytes: Array(input.utf8), name: "<stdin>"), isInputTerminal: false,
      output: ByteSink(), diagnostics: ByteSink(), isOutputTerminal: isOutputTerminal,
      isDiagnosticsTerminal: isDiagnosticsTerminal, now: clock.now)
    let status = Program.run(
      line.split(separator: " ").map(String.init) + ["--threads", "1"], streams)
    return Run(
      status: status, output: String(decoding: streams.output.bytes, as: UTF8.self),
      diagnostics: String(decoding: streams.diagnostics.bytes, as: UTF8.self))
  }

  @Test("after a second the line is written over and over, and cleared at the end")
  func shown() {
    // Four chunks of 262,144 bytes or less, with 0.4 s between any two looks at the clock.
    let run = Self.run("--bare")
    #expect(run.output == "0.08664339756999316\n")
    #expect(
      run.diagnostics == """
        \r\("focal: 78 %, 786 kB of 1.00 MB, 65.5 k rows/s, 1 s left")\u{1b}[K\
        \r\("focal: 99 %, 1.00 MB of 1.00 MB, 62.5 k rows/s, 1 s left")\u{1b}[K\
        \r\u{1b}[K
        """)
  }

  @Test("what takes no more than a second says nothing, whatever is asked")
  func short() {
    for line in ["--bare", "--bare --progress always"] {
      #expect(Self.run(line, step: 0.2) == .done("0.08664339756999316\n"))
    }
  }

  @Test("auto is for terminals, and not where rows run over the same one")
  func occasions() {
    #expect(Self.run("-b", isDiagnosticsTerminal: false).diagnostics.isEmpty)
    #expect(!Self.run("-b --progress always", isDiagnosticsTerminal: false).diagnostics.isEmpty)
    #expect(Self.run("-b --progress never").diagnostics.isEmpty)
    #expect(!Self.run("-b", isOutputTerminal: true).diagnostics.isEmpty)
    #expect(!Self.run("--per-sample").diagnostics.isEmpty)
    #expect(Self.run("--per-sample", isOutputTerminal: true).diagnostics.isEmpty)
    #expect(!Self.run("--per-sample -o /dev/null", isOutputTerminal: true).diagnostics.isEmpty)
    #expect(!Self.run("compare").diagnostics.isEmpty)
  }

  @Test("the line is cleared before a message, and before the rows of a table")
  func cleared() {
    let sentence = "focal: <stdin>:100002: 1 field, but the header has 2\n"
    let failed = Self.run("-b", last: "oops\n")
    #expect(failed.status == .data)
    #expect(failed.diagnostics.hasSuffix("\u{1b}[K\r\u{1b}[K\(sentence)  oops\n  ^~~~\n"))
    let warned = Self.run("-b --logits")
    #expect(warned.status == .done)
    #expect(warned.diagnostics.contains("\u{1b}[K\r\u{1b}[Kfocal: warning: all logits are"))
  }
}
