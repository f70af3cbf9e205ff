import TestSupport
import Testing

@testable import FocalCommand

/// How well predictions agree with what is true; numbers by `Fixtures/calibration.py`.
@Suite struct CalibrationTests {
  /// The number of a key in the JSON of a run.
  private static func number(_ run: Run, _ key: String) -> Double {
    let rest = run.output.components("\"\(key)\": ").dropFirst().first ?? ""
    return Double(String(rest.prefix { !",} \n".contains($0) })) ?? .nan
  }

  private static func error(_ rule: String, _ file: String) -> Double {
    number(focal("--calibration\(rule) --json \(file)"), "error")
  }

  /// Of the breast cancer file, to the digits that are known of an independent computation.
  @Test(
    "the calibration errors of one file differ by their definition",
    arguments: [
      ("", 0.0172), ("=bins:10", 0.0142), ("=of:top", 0.0133), ("=of:top,bins:10", 0.0114),
      ("=binning:mass", 0.0094), ("=of:top,binning:mass", 0.0147), ("=norm:2", 0.0579),
    ])
  func sevenValues(_ rule: String, _ truth: Double) {
    let found = Self.error(rule, TrueLossTests.path("breast_cancer"))
    #expect((found * 10_000).rounded() == (truth * 10_000).rounded(), "\(rule): \(found)")
  }

  @Test(
    "a run that cannot judge says why",
    arguments: [
      ("--calibration=of:al", "--calibration=of: 'al' is unknown; expected one of positive, top"),
      ("--calibration=bins:0", "'0' cannot be used; expected a whole number from 1 to 10000"),
      ("--calibration=bin:3", "--calibration: 'bin' is unknown; did you mean bins?"),
      ("--calibration=binning:mass,edges:left", "only bins of equal width have edges"),
      ("--calibration=binning:mass --format state", "bins of equal mass hold all predictions"),
      ("--calibration --bare", "--bare prints the loss only"),
      ("--calibration --per-sample", "it is a part of the report"),
    ])
  func refusals(_ options: String, _ sentence: String) {
    let run = focal("\(options) \(TrueLossTests.path("breast_cancer"))")
    #expect(run.status != .done)
    #expect(run.diagnostics.contains(sentence), "\(run.diagnostics)")
  }

  @Test("a softmax has no positive")
  func noPositive() {
    let run = focal("--calibration=of:positive \(TrueLossTests.path("wine"))")
    #expect(
      run.diagnostics.contains(
        "--calibration=of:positive has no meaning for task multiclass; expected of:top or of:classwise"
      ), "\(run.diagnostics)")
  }
}
