import Foundation
import TestSupport
import Testing

@testable import FocalCommand

/// `focal versus`: the numbers, beside those of numpy and scipy.
@Suite struct VersusCommandTests {
  private static func fixture(_ name: String) -> Fixture {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    return Fixture(name, besides: "\(folder.joined(separator: "/"))/x")
  }

  /// The numbers that numpy and scipy have.
  private static func values() throws -> [String: Double] {
    let pairs = try fixture("versus_values.csv").lines().map { $0.split(separator: ",") }
    return Dictionary(uniqueKeysWithValues: pairs.map { (String($0[0]), number(String($0[1]))) })
  }

  /// The row of the one model, by the names of its columns.
  private static func row(_ options: String) throws -> [String: String] {
    let input = try fixture("versus_rows.csv").data()
    let words = options.split(separator: " ").map(String.init)
    let run = focal(
      ["versus", "--epsilon", "0", "--prediction", "base,other", "--format", "csv"] + words,
      input: Array(input))
    try #require(run.status == .done && run.lines.count == 2, "\(run)")
    let lines = run.lines.map {
      $0.split(separator: ",", maxSplits: 12, omittingEmptySubsequences: false).map(String.init)
    }
    return Dictionary(uniqueKeysWithValues: zip(lines[0], lines[1]))
  }

  /// Whether two numbers are equal but for the last digits.
  private static func areClose(_ found: String?, _ expected: Double?) -> Bool {
    guard let expected else { return false }
    return (number(found) - expected).magnitude <= 1e-12 * expected.magnitude
  }

  @Test(
    "differences, standard errors, intervals and p are those of numpy",
    arguments: [
      ("mean", ""), ("sum", "--reduction sum"), ("weights", "--weight w"),
      ("weighted-mean", "--weight w --reduction weighted-mean"),
      ("clusters", "--group-by cluster"),
      ("weighted-clusters", "--weight w --reduction weighted-mean --group-by cluster"),
    ])
  func normal(name: String, options: String) throws {
    let values = try Self.values()
    let row = try Self.row(options)
    #expect(Self.areClose(row["difference"], values["\(name) difference"]))
    #expect(Self.areClose(row["standard_error"], values["\(name) error"]))
    #expect(Self.areClose(row["low"], values["\(name) low"]))
    #expect(Self.areClose(row["high"], values["\(name) high"]))
    #expect(Self.areClose(row["p"], values["\(name) p"]))
    #expect(number(row["wins"]) == values["wins"])
    #expect(number(row["losses"]) == values["losses"])
  }

  @Test(
    "p by drawing is that of scipy within the error of drawing",
    arguments: [
      ("randomisation p", "--test randomisation"),
      ("randomised clusters p", "--test randomization --group-by cluster"),
      ("bootstrap p", "--test bootstrap"),
    ], [12_345, 1, 2])
  func drawn(_ test: (name: String, options: String), seed: Int) throws {
    let expected = try #require(try Self.values()[test.name])
    let p = number(try Self.row("\(test.options) --seed \(seed)")["p"])
    let deviation = (expected * (1 - expected) / 10_000).squareRoot()
    #expect((p - expected).magnitude < 4 * deviation, "seed \(seed)")
    #expect(p != expected, "another generator cannot agree to the last digit")
  }

  @Test("the interval and standard error of the bootstrap are scipy's within the error of drawing")
  func bootstrap() throws {
    let values = try Self.values()
    let row = try Self.row("--test bootstrap --trials 40000")
    let error = try #require(values["bootstrap error"])
    // A standard deviation of T numbers is known to 1/√2T, a quantile of 2.5 % to 2.7/√T of it.
    #expect((number(row["standard_error"]) - error).magnitude < 4 * error / 282)
    for end in ["low", "high"] {
      let expected = try #require(values["bootstrap \(end)"])
      #expect((number(row[end]) - expected).magnitude < 4 * error * 2.7 / 200, "\(end)")
    }
  }

  @Test("the classes have the differences of their samples")
  func classes() throws {
    let values = try Self.values()
    let input = try Self.fixture("versus_rows.csv").data()
    let run = focal(
      ["versus", "--epsilon", "0", "--prediction", "base,other", "--json"], input: Array(input))
    let report = try run.object()
    let models = try #require(report["models"] as? [[String: Any]])
    let classes = try #require(models[0]["classes"] as? [[String: Any]])
    #expect(classes.map { $0["label"] as? String } == ["0", "1"])
    for (label, own) in classes.enumerated() {
      let expected = try #require(values["class \(label)"])
      let difference = try #require(own["difference"] as? Double)
      #expect((difference - expected).magnitude < 1e-12)
    }
    #expect((report["base"] as? [String: Any])?["name"] as? String == "base")
  }

  @Test("both losses are those of runs of their own, and p of equal models is 1")
  func losses() throws {
    let input = String(decoding: try Self.fixture("versus_rows.csv").data(), as: UTF8.self)
    let row = try Self.row("")
    #expect(row["base_loss"].map { $0 + "\n" } == Self.bare("base", input))
    #expect(row["loss"].map { $0 + "\n" } == Self.bare("other", input))
    let same = focal(
      "versus --prediction base,base --json --trials 99 --test randomisation", input: input)
    #expect(same.status == .done, "\(same.diagnostics)")
    #expect(same.output.contains(#""difference": 0, "standardError": 0,"#))
    #expect(same.output.contains(#""p": 1, "wins": 0, "ties": 120, "losses": 0"#))
  }

  private static func bare(_ column: String, _ input: String) -> String {
    focal("--bare --epsilon 0 --prediction \(column)", input: input).output
  }

  @Test(
    "on any number of threads, and again, the bits are the same",
    arguments: [
      "", "--test randomisation", "--test bootstrap", "--test bootstrap --group-by g",
    ])
  func threads(options: String) throws {
    let folder = try TemporaryFolder()
    var random = SplitMix64(seed: 41)
    var texts = ["label,p,g", "label,p,g"]
    // Rows of several chunks, of two lengths, more than there are sums to be resampled.
    for row in 0..<70_000 {
      let label = random.next() & 1
      for file in 0..<2 {
        let p = Double(random.next() >> 11) * 0x1p-53
        texts[file] +=
          "\n\(label),\(file == 0 ? "\(p)" : "\((p * 1e4).rounded() / 1e4)"),\(row / 9)"
      }
    }
    let files = try texts.enumerated().map { try folder.file("\($0).csv", $1 + "\n") }
    let words = ["versus", "--trials", "64", "--json"].filter {
      !options.isEmpty || $0 != "--trials" && $0 != "64"
    }
    let runs = [1, 2, 3, 8, 8].map { count in
      focal(
        words + options.split(separator: " ").map(String.init) + files
          + ["--threads", "\(count)"], input: [])
    }
    #expect(runs[0].status == .done, "\(runs[0].diagnostics)")
    for run in runs { #expect(run == runs[0]) }
  }

  @Test("a signature computes the same again, and options beside it override it")
  func signature() throws {
    let input = String(decoding: try Self.fixture("versus_rows.csv").data(), as: UTF8.self)
    let options = "--test bootstrap --trials 99 --seed 7 --confidence 0.5 --gamma 1 --reduction sum"
    let run = focal("versus --prediction base,other --json \(options)", input: input)
    let signature = try run.signature()
    #expect(signature.hasSuffix(",reduction:sum,versus:bootstrap:0.5:99:7"))
    #expect(
      focal("versus --prediction base,other --json --signature \(signature)", input: input) == run)
    let normal = focal(
      "versus --prediction base,other --json --test normal --signature \(signature)", input: input)
    #expect(try normal.signature().hasSuffix(",versus:normal:0.5"))
    let bad = focal(
      "versus --prediction base,other --signature \(signature):1", input: input)
    #expect(bad.status == .usage)
    #expect(bad.diagnostics.hasSuffix("'bootstrap:0.5:99:7:1' is no value of 'versus'\n"))
  }

  @Test("the picture has a curve and three lines for every model")
  func plot() throws {
    let folder = try TemporaryFolder()
    let input = String(decoding: try Self.fixture("versus_rows.csv").data(), as: UTF8.self)
    let run = focal(
      "versus --prediction base,other,base --plot \(folder.path("a.svg"))", input: input)
    #expect(run.status == .done, "\(run.diagnostics)")
    let picture = try folder.text("a.svg")
    #expect(picture.contains("other - base") && picture.contains("base - base"))
    for name in ["samples", "difference", "low", "high"] {
      #expect(picture.matches(of: try Regex(">\(name)</text>")).count == 2, "\(name)")
    }
  }
}
