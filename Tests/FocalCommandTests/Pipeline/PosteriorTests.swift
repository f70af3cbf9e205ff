import TestSupport
import Testing

@testable import FocalCommand

/// Class probabilities recovered from the minimisers of focal risks, which mpmath found.
@Suite struct PosteriorTests {
  @Test("the posterior of a minimiser is the prior")
  func minimisers() throws {
    let rows = try Fixture("posterior.csv", besides: #filePath.replacing("Pipeline/", with: ""))
      .rows()
    #expect(rows.count == 80)
    for row in rows {
      let priors = (row["prior"] ?? "").split(separator: " ").map(String.init)
      let scores = (row["minimiser"] ?? "").split(separator: " ").map(String.init)
      var options = ["--per-sample", "--posterior", "--gamma", row["gamma"] ?? ""]
      options += ["--alpha", row["alpha"] ?? ""]
      let names = priors.count == 1 ? ["p"] : ["p0", "p1", "p2"]
      if priors.count > 1 { options += ["--task", "multiclass"] }
      let text =
        (["label"] + names).joined(separator: ",") + "\n1," + scores.joined(separator: ",") + "\n"
      let run = focal(options, input: Array(text.utf8))
      let fields = (run.lines.last ?? "").split(separator: ",").map(String.init)
      for (found, prior) in zip(fields.suffix(priors.count), priors) {
        let (found, prior) = (Double(found) ?? .nan, Double(prior) ?? .nan)
        #expect(abs(found - prior) <= 1e-12, "\(row): \(run)")
      }
    }
  }

  @Test(
    "gamma 0 gives scores back, and certainty stays",
    arguments: [
      ("0", "0.3", "0.3"), ("0", "1e-300", "1e-300"), ("2", "0", "0"), ("2", "1", "1"),
      ("2", "0.5", "0.5"),
    ])
  func limits(_ gamma: String, _ score: String, _ posterior: String) {
    let run = focal(
      "--per-sample --posterior --alpha none --gamma \(gamma)",
      input: "label,probability\n1,0.25\n0,\(score)\n")
    #expect(run.lines.first == "label,probability,focal_loss,focal_posterior", "\(run)")
    #expect(run.lines.last?.split(separator: ",").last.map(String.init) == posterior, "\(run)")
  }

  @Test(
    "a posterior that cannot be recovered is refused with the reason",
    arguments: [
      ("--posterior", "--posterior needs --per-sample or --calibration"),
      ("--posterior --calibration --label-smoothing 0.1", "without --label-smoothing"),
      (
        "--posterior --calibration --alpha 0", "a class has the factor 0, so its scores say nothing"
      ),
      ("--posterior --calibration --bare", "--bare prints the loss only"),
    ])
  func refusals(_ options: String, _ sentence: String) {
    let run = focal("\(options) \(TrueLossTests.path("breast_cancer"))")
    #expect(run.status != .done)
    #expect(run.diagnostics.contains(sentence), "\(run.diagnostics)")
  }
}
