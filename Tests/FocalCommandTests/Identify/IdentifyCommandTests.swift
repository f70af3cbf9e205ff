import FocalOutput
import Foundation
import TestSupport
import Testing

@testable import FocalCommand

/// `focal identify` on the files of the catalogue of conventions, whose values others computed.
@Suite struct IdentifyCommandTests {
  private static let setM = "label,z0,z1,z2\n0,2,.5,-1\n2,.1,.2,.3\n1,-1,3,.5\n0,0,0,4\n"
  private static let setA = "label,logit\n0,-2\n1,-.5\n1,0\n0,1.5\n1,3\n0,-4\n"

  /// Set M as softmax probabilities, with 17 digits.
  private static let setMOfProbabilities = """
    label,p0,p1,p2
    0,0.78559703458927586,0.17529039214003669,0.039112573270687452
    2,0.30060960535572729,0.33222499353334724,0.36716540111092547
    1,0.016644518609272353,0.90875992425851322,0.074595557132214431
    0,0.017668422014048049,0.017668422014048049,0.9646631559719039

    """

  /// What the program says, read as JSON.
  private static func report(
    _ arguments: [String], _ input: String
  ) throws -> (status: FocalCommand.ExitStatus, object: [String: Any]) {
    let run = focal(["identify", "--json"] + arguments, input: Array(input.utf8))
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return (run.status, try #require(object as? [String: Any], "\(run.diagnostics)"))
  }

  private static func matches(_ arguments: [String], _ input: String) throws -> [[String: Any]] {
    let (status, object) = try report(arguments, input)
    let matches = try #require(object["matches"] as? [[String: Any]])
    #expect((status == .done) == !matches.isEmpty)
    return matches
  }

  /// All names of a match.
  private static func names(_ match: [String: Any]) -> [String] {
    let ties = match["ties"] as? [[String: Any]] ?? []
    return ([match] + ties).compactMap { $0["name"] as? String }
  }

  /// A row of the table of set M: the value, what it is asked with, and what gives it.
  struct Row: CustomTestStringConvertible {
    let value: String
    let arguments: [String]
    let name: String
    let kind: String

    init(_ value: String, _ name: String, _ kind: String, with arguments: String = "") {
      self.value = value
      self.arguments = arguments.split(separator: " ").map(String.init)
      self.name = name
      self.kind = kind
    }

    var testDescription: String { "\(value) \(name)" }
  }

  /// Set M of the catalogue of conventions; each is the likeliest match, or ties with it.
  static let rows = [
    Row("1.076941118478617", "artemmavrin-sparse", "preset"),
    Row("1.0769411185", "adeelh with gamma 2", "preset with options"),
    Row("0.3589803728", "kornia", "preset"), Row("0.3589803728", "monai-softmax", "preset"),
    Row("0.2692352831", "keras-categorical", "preset"),
    Row("0.2524830227", "kornia with alpha background 0.25", "preset with options"),
    Row("0.2524830227", "monai-softmax with alpha background 0.25", "preset with options"),
    Row(
      "0.2455024629", "keras-categorical with alpha per-class 0.2+0.3+0.5", "preset with options",
      with: "--alpha 0.2,0.3,0.5"),
    Row(
      "0.8183415429", "divided by the alphas, multiclass, alpha per-class 0.2+0.3+0.5", "variant",
      with: "--alpha 0.2,0.3,0.5"),
    Row("0.4641979680", "monai", "preset"), Row("0.4641979680", "smp", "preset"),
    Row("0.3366654378", "mmdet", "preset"), Row("1.0099963135", "mmcv", "preset"),
    Row("4.0399852539", "paddle", "preset"),
    Row(
      "0.6297172887", "smp with class weights 1+2+3", "preset with options",
      with: "--class-weights 1,2,3"),
    Row("2.9126889682", "asl", "preset"), Row("1.2546121672", "asl-single-label", "preset"),
    // The original holds its weights in float32.
    Row("0.9776344299", "class-balanced focal loss, one-vs-all, beta 0.9999", "variant"),
    Row("1.4857154122", "ultralytics", "preset"), Row("0.5123354771", "poly1", "preset"),
    Row("0.7340917303", "averaged cross entropy, multiclass", "defect"),
    Row("0.7341", "averaged cross entropy, multiclass", "defect"),
    Row("0.0813917234", "weighted p_t, multiclass", "defect", with: "--class-weights .2,.3,.5"),
    Row("0.0813917234", "weighted p_t, multiclass", "defect", with: "--alpha .2,.3,.5"),
    Row("1.0769410133", "monai, ignore_index set, multiclass", "defect"),
    // MONAI's sum is its mean.
    Row("0.4641979680", "monai, sum is mean, one-vs-all", "defect"),
  ]

  @Test("each row of the table of set M is the likeliest match", arguments: rows)
  func tableOfSetM(row: Row) throws {
    let best = try #require(
      Self.matches(["--logits", "--observed", row.value] + row.arguments, Self.setM).first)
    let ties = try #require(best["ties"] as? [[String: Any]])
    let found = ([best] + ties).first { $0["name"] as? String == row.name }
    #expect(found?["kind"] as? String == row.kind, "\(Self.names(best))")
  }

  @Test("smp from probabilities is recognised where there are probabilities")
  func probabilities() throws {
    let best = try #require(
      Self.matches(["--observed", "0.4397692208"], Self.setMOfProbabilities).first)
    #expect(best["name"] as? String == "smp multiclass from probabilities, one-vs-all")
    #expect(best["agreement"] as? String == "digits")
  }

  @Test(
    "a row left out by its label counts in the mean of kornia, and nowhere else",
    arguments: [
      ("0.0344288996", "ignored rows counted, multiclass"), ("0.1498771987", "smp"),
      ("0.1377156386", "monai, ignore_index set, multiclass"),
      ("0.1377156386", "adeelh with gamma 2"),
    ])
  func ignored(value: String, name: String) throws {
    let input = "label,z0,z1,z2\n0,2,.5,-1\n2,.1,.2,.3\n1,-1,3,.5\n-100,0,0,4\n"
    let best = try #require(
      Self.matches(["--logits", "--ignore-label", "-100", "--observed", value], input).first)
    #expect(Self.names(best).contains(name), "\(Self.names(best))")
  }

  @Test(
    "the means, sums and quotients of set A are found under their alpha and gamma",
    arguments: [
      ("0.59371712220955478", "gamma:0,", "alpha:none"), ("1.6898894293480319", "gamma:2,", "none"),
      ("0.16533553872484623", "gamma:2,", "balanced:0.25"),
      ("0.25096810929317581", "gamma:0.5,", "balanced:0.25"),
      ("0.08238396658034074", "gamma:5,", "balanced:0.25"),
      ("0.16476793316068148", "gamma:5,", "balanced:0.25"),
      ("0.33067107744969245", "gamma:2,", "balanced:0.25"),
    ])
  func setA(value: String, gamma: String, alpha: String) throws {
    let best = try #require(Self.matches(["--logits", "--observed", value], Self.setA).first)
    let ties = try #require(best["ties"] as? [[String: Any]])
    let signatures = ([best] + ties).compactMap { $0["signature"] as? String }
    // Seventeen digits of the exact value; a sum over rounded losses may be next to it.
    #expect(best["agreement"] as? String != "float32")
    #expect(signatures.contains { $0.contains(gamma) && $0.contains(alpha) }, "\(signatures)")
  }

  @Test("every signature computes its number again")
  func signatures() throws {
    for (arguments, input) in [
      (["--logits", "--observed", "0.46"], Self.setM),
      (["--logits", "--observed", "0.165"], Self.setA),
      (["--observed", "0.36", "--alpha", "0.2,0.3,0.5"], Self.setMOfProbabilities),
    ] {
      let run = focal(["identify", "--json"] + arguments, input: Array(input.utf8))
      let report = try JSONDecoder().decode(Losses.self, from: Data(run.output.utf8))
      #expect(report.matches.count > 3)
      for match in report.matches {
        guard let signature = match.signature else { continue }
        let again = focal(["--bare", "--signature", signature], input: Array(input.utf8))
        // Where there is a factor a column, identify has the sums of the columns.
        let isByColumn = signature.contains("one-vs-all") && signature.contains("+")
        let loss = try #require(Double(again.output.dropLast()), "\(again.diagnostics)")
        #expect(ulpDistance(loss, match.loss) <= (isByColumn ? 4 : 0), "\(signature)")
      }
    }
  }

  /// A report as JSONDecoder reads it, which reads numbers to the last bit.
  private struct Losses: Decodable {
    struct Match: Decodable {
      let loss: Double
      let signature: String?
    }
    let matches: [Match]
  }

  @Test("conventions that cannot but give the same number are one match, whatever they are called")
  func ties() throws {
    let matches = try Self.matches(["--logits", "--observed", "0.3590"], Self.setM)
    let best = try #require(matches.first)
    #expect(best["presets"] as? [String] == ["kornia", "monai-softmax"])
    let losses = matches.compactMap { ($0["loss"] as? NSNumber)?.doubleValue }
    for loss in losses {
      #expect(loss >= 0.35895 && loss <= 0.35905)
      #expect(losses.filter { abs($0 - loss) <= 1e-14 }.count == 1)
    }
  }

  @Test("none is said so, with what comes nearest, and status 1")
  func none() throws {
    let (status, object) = try Self.report(["--logits", "--observed", "123.456789"], Self.setM)
    #expect(status == .noMatch)
    #expect(status.rawValue == 1)
    #expect((object["matches"] as? [Any])?.isEmpty == true)
    #expect(object["saturation"] is NSNull)
    #expect((object["nearest"] as? [Any])?.isEmpty == false)
    let table = focal("identify --logits --observed 123.456789", input: Self.setM)
    #expect(table.output.contains("\nnone: no convention known here gives this number.\n"))
    #expect(table.diagnostics == "")
  }

  @Test("what is a telling multiple of a preset's loss is near")
  func factor() throws {
    // 100 times the sum of torchvision's losses, as a percentage; no convention has it.
    let (_, object) = try Self.report(["--logits", "--observed", "403.9985254"], Self.setM)
    let nearest = try #require((object["nearest"] as? [[String: Any]])?.first)
    #expect(nearest["name"] as? String == "paddle")
    #expect(nearest["factor"] as? String == "100, a percentage")
    let ratio = try #require(nearest["ratio"] as? NSNumber).doubleValue
    #expect(abs(ratio - 100) < 1e-6)
  }

  @Test(
    "a number that a cap makes is recognised, whatever the data",
    arguments: [
      ("100", 1.0, "-100"), ("87.3365", 1, "float32"), ("36.043653", 1, "float64"),
      ("15.942385", 1, "float32"), ("34.538776", 1, "1e-15"), ("29.933606", 1, "1e-13"),
      ("27.631021", 1, "1e-12"), ("20.723266", 1, "1e-9"), ("18.420681", 1, "1e-8"),
      ("16.118096", 1, "1e-7"), ("16.1181", 1, "1e-7"), ("11.512925", 1, "1e-5"),
      ("2.8782", 0.25, "1e-5"), ("8.6347", 0.75, "1e-5"), ("22.45", 0.75, "1e-13"),
      ("7.4834", 0.25, "1e-13"),
    ])
  func saturation(value: String, factor: Double, cap: String) throws {
    let (_, object) = try Self.report(["--observed", value], "label,prob\n1,.9\n0,.2\n")
    let first = try #require(object["saturation"] as? [String: Any])
    let others = try #require(first["others"] as? [[String: Any]])
    // 8.6347 is a quarter of one cap and three quarters of another.
    let found = ([first] + others).contains { saturation in
      (saturation["factor"] as? NSNumber)?.doubleValue == factor
        && (saturation["cap"] as? String)?.contains(cap) == true
    }
    #expect(found, "\(first)")
  }

  @Test("few digits are warned of")
  func fewDigits() {
    #expect(
      focal("identify --logits --observed 1.1", input: Self.setM).output.contains("warning: "))
    let run = focal("identify --logits --observed 1.08", input: Self.setM)
    #expect(!run.output.contains("warning: "))
  }

  @Test(
    "known mistakes in binary are found",
    arguments: [
      // (1 − p)·γ: 2 · Σ q·ce / 6.
      ("0.7872299679", "multiplied instead of raised"),
      // .25 and 2 swapped: 2·Σ₊ − Σ₋ of q^.25·ce, over 6.
      ("0.2070675438", "alpha and gamma swapped"),
      // .16533553872484623 / ln 10.
      ("0.0718043121", "logarithm of base 10, alpha balanced 0.25"),
      // σ of the probabilities, γ 2, no α.
      ("0.1898559113", "probabilities taken for logits"),
    ])
  func mistakes(value: String, name: String) throws {
    let matches = try Self.matches(["--logits", "--observed", value], Self.setA)
    #expect(
      matches.flatMap(Self.names).contains { $0.hasPrefix(name) }, "\(matches.map(Self.names))")
  }

  @Test("a loss of the mean cross entropy is as near to the truth as the mean allows")
  func lossOfMean() throws {
    let best = try #require(Self.matches(["--logits", "--observed", "0.7341"], Self.setM).first)
    let loss = try #require(best["loss"] as? Double)
    // 0.73409173027825270078. The mean of 1.17 is rounded before its loss is taken, by half an ulp of
    // 2.2e-16 at most, of which the loss makes 1.3 times as much.
    let truth = 0.7340917302782527
    #expect((loss - truth).magnitude <= 2 * truth.ulp)
  }

  @Test("every format has the same matches", arguments: OutputFormat.ofReports)
  func formats(format: OutputFormat) throws {
    let run = focal(
      "identify --logits --observed 0.7341 --format \(format.rawValue)", input: Self.setM)
    #expect(run.status == .done)
    #expect(run.output.contains("averaged cross entropy, multiclass"))
    #expect(run.output.contains("0.734091730278252"))
    #expect(run.output.hasSuffix("\n"))
    if format == .csv {
      let lines = run.output.split(separator: "\n")
      #expect(
        lines[0] == "kind,name,agreement,loss,difference,ties,explanation,reference,signature")
    }
  }

  @Test("what contradicts the command is refused")
  func refused() {
    for line in [
      "identify", "--observed 1", "compare --observed 1", "identify --observed abc",
      "identify --observed 1 --bare", "identify --observed 1 --per-sample",
      "identify --observed 1 --fail-above 2",
    ] {
      let run = focal(line, input: Self.setA)
      #expect(run.status == .usage, "\(line)")
      #expect(run.output == "", "\(line)")
    }
    #expect(
      focal("identify", input: Self.setA).diagnostics
        == "focal: identify needs --observed\n")
  }

  @Test("a task or presets that are named are the only ones tried")
  func pinned() throws {
    let one = try Self.matches(
      ["--logits", "--task", "multiclass", "--observed", "0.46"], Self.setM)
    for match in one {
      let signature = match["signature"] as? String ?? ""
      #expect(!signature.contains("one-vs-all"))
    }
    let preset = try Self.matches(
      ["--logits", "--preset", "kornia", "--observed", "0.3590"], Self.setM)
    #expect(preset.flatMap(Self.names).allSatisfy { $0.hasPrefix("kornia") })
  }

  @Test("fractional labels are tried under the rule given and under the presets'")
  func fractions() throws {
    // z = .7, y = .3, gamma 2, no alpha: values of other libraries.
    for (value, rule) in [
      ("0.287428", "mixture"), ("0.358099", "expected"), ("0.289734", "margin"),
      ("0.311604", "exp-ce"), ("0.121082", "distance"), ("0.269558", "log-mixture"),
    ] {
      let matches = try Self.matches(
        ["--logits", "--soft-labels", "expected", "--observed", value], "label,logit\n.3,.7\n")
      let signatures = matches.prefix(1).flatMap { match in
        ([match] + (match["ties"] as? [[String: Any]] ?? [])).compactMap {
          $0["signature"] as? String
        }
      }
      #expect(signatures.contains { $0.contains("soft:\(rule),") }, "\(value): \(matches)")
    }
  }

  @Test("any number of threads finds the same", arguments: [2, 8])
  func threads(count: Int) {
    var random = SplitMix64(seed: 20_261_123)
    // About a megabyte: several chunks.
    let rows = (0..<20_000).map { _ in
      "\(Int.random(in: 0...2, using: &random)),\(Double.random(in: -5...5, using: &random)),"
        + "\(Double.random(in: -5...5, using: &random)),0"
    }
    let input = Array(("label,z0,z1,z2\n" + rows.joined(separator: "\n") + "\n").utf8)
    let arguments = ["identify", "--logits", "--observed", "1.3", "--json", "--threads"]
    let one = focal(arguments + ["1"], input: input)
    #expect(one.output.contains("\"matches\""), "\(one.diagnostics)")
    #expect(focal(arguments + ["\(count)"], input: input) == one, "seed 20261123")
  }

  @Test("what a preset gives for 100,000 rows is identified as that preset")
  func manyRows() throws {
    var random = SplitMix64(seed: 20_261_124)
    let rows = (0..<100_000).map { _ in
      "\(Int.random(in: 0...1, using: &random)),\(Double.random(in: -50...50, using: &random))"
    }
    let input = "label,logit\n" + rows.joined(separator: "\n") + "\n"
    let loss = focal("--bare --logits --preset catboost --digits 12", input: input)
    let best = try #require(
      Self.matches(["--logits", "--observed", String(loss.output.dropLast())], input).first)
    #expect(best["name"] as? String == "catboost", "seed 20261124: \(Self.names(best))")
  }

  @Test(
    "the exact line obeys the options given",
    arguments: [
      "--alpha .4", "--gamma 3", "--alpha .4 --gamma 3", "--epsilon .01", "--label-smoothing .1",
      "--class-weights 1,2", "--reduction sum", "--modulator poly1:epsilon=2", "--alpha none",
    ])
  func exactLine(options: String) throws {
    let input = "label,prediction\n1,.5\n0,.3\n1,.999\n"
    // Nothing is held unless it is asked for.
    let epsilon = options.contains("--epsilon") ? "" : "--epsilon 0"
    let plain = focal("--bare \(options) \(epsilon)", input: input)
    let run = focal("identify --observed 123 --json \(options)", input: input)
    let exact = try #require(try run.object()["exact"] as? [String: Any])
    #expect(run.output.contains("\"exact\": { \"loss\": \(plain.output.dropLast()), "))
    let signature = try #require(exact["signature"] as? String)
    #expect(focal("--bare --signature \(signature)", input: input) == plain)
  }
}
