import Testing

@testable import FocalCommand

/// The status of --fail-above.
@Suite struct FailAboveTests {
  // ½ (¼ + ¾) · ¼ · ln 2
  static let input = "label,p\n1,0.5\n0,0.5\n"
  static let loss = "0.08664339756999316"

  @Test("a loss above the threshold is status 1, told on standard error, and still printed")
  func above() {
    let run = focal("--bare --fail-above 0.08", input: Self.input)
    #expect(
      run
        == Run(
          status: .exceeded, output: "\(Self.loss)\n",
          diagnostics: "focal: loss \(Self.loss) is above 0.08\n"))
  }

  @Test(
    "a loss at or below the threshold is a success",
    arguments: [loss, "0.08664339756999317", "0.1", "1e300"])
  func notAbove(_ threshold: String) {
    #expect(
      focal("--bare --fail-above \(threshold)", input: Self.input) == .done("\(Self.loss)\n"))
  }

  @Test("the threshold is compared with the number asked for, under its reduction")
  func reduction() {
    #expect(focal("-b -r sum --fail-above 0.1", input: Self.input).status == .exceeded)
    #expect(focal("-b -r mean --fail-above 0.1", input: Self.input).status == .done)
    #expect(focal("-b -r sum --fail-above -1", input: Self.input).status == .exceeded)
  }

  @Test("the threshold is compared with the loss, not with the digits shown")
  func digits() {
    #expect(
      focal("-b --digits 1 --fail-above 0.088", input: Self.input) == .done("0.09\n"))
  }

  @Test("an infinite loss is above every threshold")
  func infinite() {
    let run = focal("-b -e 0 --fail-above 1e308", input: "label,p\n1,0\n0,0.5\n")
    #expect(run.status == .exceeded && run.output == "Infinity\n")
    #expect(run.diagnostics.hasSuffix("focal: loss Infinity is above 1e+308\n"))
  }

  @Test("a loss that does not exist is an error: a gate must not open for it")
  func undefined() {
    let run = focal(
      "-b -r weighted-mean --weight w --fail-above 1", input: "label,p,w\n1,0.5,0\n0,0.5,0\n")
    #expect(run.status == .data)
    #expect(
      run.diagnostics
        == "focal: --fail-above: the loss is not defined, as 0/0 is not; expected a number\n")
  }

  @Test("the report is whole, in every format", arguments: ["table", "json", "csv", "markdown"])
  func formats(_ format: String) {
    let plain = focal("-f \(format)", input: Self.input)
    let failing = focal("-f \(format) --fail-above 0", input: Self.input)
    #expect(failing.status == .exceeded)
    #expect(failing.output == plain.output)
  }
}
