import Testing

@testable import FocalCommand

/// Numbers of options whose exponents are at the ends of whole numbers.
@Suite struct HugeExponentTests {
  private static let input = "label,p\n1,0.5\n0,0.5\n"

  @Test(
    "a range of a zero with a huge exponent is wrong usage",
    arguments: ["--gamma", "--epsilon", "--alpha"],
    ["00e9223372036854775807:1:1", "0.00e-9223372036854775808:1:1"])
  func ranges(flag: String, range: String) {
    #expect(
      focal("sweep \(flag) \(range)", input: Self.input)
        == .failed(
          .usage,
          "\(flag): '\(range)' cannot be used; expected start:stop:step, the stop not below the "
            + "start and the step above 0"))
  }

  @Test(
    "an observed number with a huge exponent is wrong usage",
    arguments: ["1e-9223372036854775808", "0.0e9223372036854775807"])
  func observed(number: String) {
    let run = focal("identify --observed \(number)", input: Self.input)
    #expect(run.status == .usage && run.diagnostics.hasPrefix("focal: --observed: '\(number)'"))
  }

  @Test("identify refuses a γ out of range as all commands do", arguments: ["-1", "inf"])
  func gamma(value: String) {
    let run = focal("identify --observed 0.3 --gamma \(value)", input: Self.input)
    #expect(run.status == .usage)
    #expect(run.diagnostics == focal("--gamma \(value)", input: Self.input).diagnostics)
  }
}
