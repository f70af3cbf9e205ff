import Testing

@testable import FocalCommand

/// What `--baseline` adds to the report.
@Suite struct BaselineReportTests {
  /// One positive in ten.
  private static let input =
    "label,prediction\n1,0.5\n" + String(repeating: "0,0.5\n", count: 9)

  @Test("JSON has the numbers under 'baseline', by their values")
  func json() throws {
    let run = focal("--baseline --json --alpha none --epsilon 0", input: Self.input)
    let baseline = try #require(try run.object()["baseline"] as? [String: Any])
    #expect(
      Set(baseline.keys) == [
        "prevalence", "prediction", "initialBias", "initScore", "balancingAlpha", "loss", "skill",
        "lossAtHalf", "lossAtPrevalence",
      ])
    func value(_ key: String) -> Double { baseline[key] as? Double ?? .nan }
    #expect(abs(value("prediction") - 0.305787) < 5e-7)
    #expect(abs(value("prevalence") - 0.1) < 1e-15)
    #expect(abs(value("initialBias") - -2.197224577336219) < 1e-14)
    // ln(p/(1 − p)) of the best constant, whose six digits are known.
    #expect(abs(value("initScore") - -0.819890) < 5e-6)
    #expect(abs(value("balancingAlpha") - 0.9) < 1e-15)
    // ¼ ln 2, which is also the loss of this file: predicting ½ is worse than the best constant.
    #expect(abs(value("lossAtHalf") - 0.17328679513998632) < 1e-15)
    #expect(abs(value("skill") - (1 - 0.17328679513998632 / value("loss"))) < 1e-14)
    #expect(value("loss") < value("lossAtPrevalence"))
  }

  @Test("boosting begins at the best constant, a cross entropy at the prevalence")
  func beginnings() throws {
    let run = focal(
      "--baseline --json --alpha 0.25 --gamma 2 \(TrueLossTests.path("breast_cancer"))")
    let baseline = try #require(try run.object()["baseline"] as? [String: Any])
    #expect(abs((baseline["initScore"] as? Double ?? .nan) - -0.21575) < 5e-6)
    #expect(abs((baseline["initialBias"] as? Double ?? .nan) - 0.5211) < 5e-5)
    let table = focal(
      "--baseline --alpha 0.25 --gamma 2 \(TrueLossTests.path("breast_cancer"))")
    #expect(
      table.lines.contains {
        $0.hasPrefix("init score") && $0.contains(" -0.21575")
          && $0.hasSuffix("(logit of the best constant: where boosting begins)")
      })
  }

  @Test("the loss of a file of the best constant is the baseline's, and its skill 0")
  func attained() throws {
    for options in [
      "--alpha 0.25", "--alpha none --gamma 5", "--reduction sum", "--reduction macro",
    ] {
      let arguments = "--baseline --format csv --epsilon 0 \(options)"
      let first = focal(arguments, input: Self.input)
      let prediction = first.lines[1].split(separator: ",")[2]
      let constant = String(
        Self.input.split(separator: "\n").map { line in
          line.hasSuffix("n") ? line + "\n" : line.prefix(2) + prediction + "\n"
        }.joined())
      let fields = focal(arguments, input: constant).lines[1].split(separator: ",")
      #expect(abs(Double(fields[7]) ?? 1) < 1e-14, "\(fields)")
    }
  }

  @Test("every format has it, and classes a row each")
  func formats() throws {
    let table = focal("--baseline", input: Self.input)
    #expect(table.output.contains("\n\npredicting     probability       loss\n"))
    #expect(table.output.contains("\nbest constant     0.2265"))
    #expect(table.output.contains("\nbalancing alpha   0.9"))
    let classes = "label,p0,p1,p2\n0,.5,.3,.2\n1,.2,.7,.1\n2,.2,.2,.6\n2,.1,.1,.8\n"
    let csv = focal("--baseline --format csv", input: classes)
    #expect(
      csv.lines[0]
        == "class,prevalence,prediction,initial_bias,init_score,balancing_alpha,loss,skill,"
        + "loss_at_half,loss_at_prevalence")
    #expect(csv.lines.count == 4)
    #expect(csv.lines[3].hasPrefix("p2,0.5,"))
    let json = focal("--baseline --json", input: classes)
    let baseline = try #require(try json.object()["baseline"] as? [String: Any])
    #expect((baseline["classes"] as? [Any])?.count == 3)
    let markdown = focal("--baseline --format markdown --digits 3", input: classes)
    #expect(markdown.output.contains("| class | prevalence | best constant | initial bias |"))
  }

  @Test("what is not known is null")
  func unknown() {
    let input = "label,prediction\n0.3,0.9\n1,0.2\n"
    let run = focal("--baseline --json --soft-labels mixture", input: input)
    #expect(run.output.contains("\n  \"baseline\": null,\n"))
    let table = focal("--baseline --soft-labels mixture", input: input)
    #expect(table.output.contains("\n\nbaseline  not known under these options\n"))
  }

  @Test(
    "it is a part of the report",
    arguments: ["--bare --baseline", "--per-sample --baseline", "--baseline --top 3 --format csv"])
  func refused(_ line: String) {
    let run = focal(line, input: Self.input)
    #expect(run.status == .usage)
    #expect(run.diagnostics.contains("--baseline"))
  }

  @Test("it is the same on any number of threads")
  func threads() {
    let input = Self.input + String(repeating: "0,0.25\n1,0.5\n", count: 60_000)
    let one = focal("--baseline --json --threads 1", input: input)
    #expect(one.status == .done)
    #expect(focal("--baseline --json --threads 3", input: input) == one)
  }
}
