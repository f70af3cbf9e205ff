import TestSupport
import Testing

@testable import FocalCommand

/// How well predictions agree with what is true; numbers by `Fixtures/calibration.py`.
@Suite struct CalibrationTests {
  /// The number of a key in the JSON of a run.
  private static func number(_ run: Run, _ key: String) -> Double {
    let rest = run.output.split(separator: "\"\(key)\": ").dropFirst().first ?? ""
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

  /// Where the libraries part: a prediction on an edge, and 1.0.
  ///
  /// By numpy as scikit-learn's `calibration_curve` (right) and as netcal (left), which `Fixtures/calibration.py` ran.
  @Test(
    "predictions on edges are in the bins that the libraries put them in",
    arguments: [
      ("=bins:4", 0.2), ("=bins:4,edges:left", 0.16666666666666666),
      ("=bins:4,norm:2", 0.22933074933944766), ("=bins:4,norm:2,edges:left", 0.2734806513570323),
      ("=bins:4,norm:max", 0.3), ("=bins:4,norm:max,edges:left", 0.75),
      ("=bins:10", 0.24444444444444446), ("=bins:10,edges:left", 0.2222222222222222),
      ("=bins:10,norm:2", 0.3559026084010437), ("=bins:10,norm:2,edges:left", 0.31710495984067416),
      ("", 0.24444444444444446), ("=norm:2", 0.35668224265054493),
    ])
  func edges(_ rule: String, _ truth: Double) {
    let run = focal(
      "--calibration\(rule) --json",
      input: "label,probability\n0,0\n1,0.25\n0,0.5\n1,0.5\n1,0.75\n0,1\n1,1\n1,0.9\n0,0.1\n")
    #expect(ulpDistance(Self.number(run, "error"), truth) <= 8, "\(run)")
    #expect(ulpDistance(Self.number(run, "brierScore"), 0.23833333333333329) <= 8)
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
