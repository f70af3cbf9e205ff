import Foundation
import TestSupport
import Testing

@testable import FocalCommand

/// What `focal versus` refuses, each with its sentence and status, and what it leaves out.
@Suite struct VersusErrorTests {
  private static let base =
    "id,label,prob,w,g\na,1,0.9,1,x\nb,0,0.2,2,x\nc,1,0.6,1,y\nd,0,0.4,1,y\n"

  /// Runs a comparison of two files.
  private static func run(_ options: String, _ other: String, base: String = base) throws -> Run {
    let folder = try TemporaryFolder()
    let files = [try folder.file("base.csv", base), try folder.file("other.csv", other)]
    let words = options.split(separator: " ").map(String.init)
    let run = focal(["versus"] + words + files, input: [])
    let (base, other) = (files[0], files[1])
    return Run(
      status: run.status,
      output: run.output.replacing(base, with: "base.csv").replacing(other, with: "other.csv"),
      diagnostics: run.diagnostics.replacing(base, with: "base.csv")
        .replacing(other, with: "other.csv"))
  }

  @Test(
    "rows of other samples are an error with the row",
    arguments: [
      (
        "", ("c,1,0.6", "c,0,0.6"),
        "other.csv: row 3: the label is '0', but '1' in base.csv; "
          + "expected the same samples in the same order, or --id with a column of both"
      ),
      (
        "--weight w", ("0.4,1,y", "0.4,3,y"),
        "other.csv: row 4: the weight is 3, but 1 in base.csv; "
          + "expected the same samples in the same order, or --id with a column of both"
      ),
      (
        "--group-by g", ("2,x", "2,z"),
        "other.csv: row 2: the group is 'z', but 'x' in base.csv; "
          + "expected the same samples in the same order, or --id with a column of both"
      ),
      (
        "", ("d,0,0.4,1,y\n", ""),
        "other.csv: has 3 rows, but base.csv has 4; "
          + "expected the same samples in the same order, or --id with a column of both"
      ),
      (
        "", ("d,0,0.4,1,y\n", "d,0,0.4,1,y\ne,0,0.1,1,y\n"),
        "other.csv: has 5 rows, but base.csv has 4; "
          + "expected the same samples in the same order, or --id with a column of both"
      ),
      (
        "--id id", ("\nd,", "\ne,"),
        "other.csv: no row has the id 'd' of base.csv; expected the same ids in both"
      ),
      (
        "--id id", ("d,0,0.4,1,y\n", "d,0,0.4,1,y\ne,0,0.1,1,y\n"),
        "base.csv: no row has the id 'e' of other.csv; expected the same ids in both"
      ),
      (
        "--id id", ("\nd,", "\na,"),
        "other.csv: the id 'a' stands twice; expected one row for each"
      ),
      (
        "--missing skip", (",0.6,", ",,"),
        nil
      ),
    ] as [(String, (String, String), String?)])
  func rows(options: String, change: (String, String), sentence: String?) throws {
    let run = try Self.run(options, Self.base.replacing(change.0, with: change.1))
    guard let sentence else {
      #expect(run.status == .done, "\(run.diagnostics)")
      return
    }
    #expect(run == .failed(.data, sentence))
    #expect(
      try Self.run(options + " --threads 1", Self.base.replacing(change.0, with: change.1)) == run)
  }

  @Test("predictions of another kind, number or order of classes are refused")
  func predictions() throws {
    let logits = Self.base.replacing("prob", with: "logit")
    #expect(
      try Self.run("", logits)
        == .failed(
          .usage,
          "other.csv: its predictions are binary logits, but those of base.csv are binary "
            + "probabilities; expected the same of both"))
    let classes = "label,cat,dog\ncat,0.9,0.1\ndog,0.2,0.8\n"
    #expect(
      try Self.run("", "label,dog,cat\ncat,0.1,0.9\ndog,0.8,0.2\n", base: classes)
        == .failed(
          .usage,
          "other.csv: its classes are dog, cat, but those of base.csv are cat, dog; "
            + "expected one order, as --prediction gives it"))
    #expect(
      try Self.run(
        "", "label,p0,p1,p2\n0,0.9,0.1,0\n1,0.2,0.8,0\n",
        base: "label,p0,p1\n0,0.9,0.1\n1,0.2,0.8\n")
        == .failed(
          .usage,
          "other.csv: its predictions are multiclass probabilities of 3 classes, but those of "
            + "base.csv are multiclass probabilities of 2 classes; expected the same of both"))
  }

  @Test(
    "what has no difference of samples is refused",
    arguments: [
      (
        "--reduction macro",
        "focal versus: the reduction macro has no differences of samples; "
          + "expected --reduction mean, sum or weighted-mean"
      ),
      (
        "--modulator normalized",
        "focal versus: with --modulator normalized the losses of samples do not add up; "
          + "expected another modulator"
      ),
      (
        "--format state",
        "--format state contradicts focal versus; it gathers nothing that could be merged"
      ),
      ("--per-sample", "--per-sample is for focal without a command; focal versus does not use it"),
      ("--trials 10", "--trials needs --test randomisation or bootstrap"),
      ("--bare --top 3", "--bare contradicts --top; --bare prints the loss only"),
    ])
  func refused(options: String, sentence: String) throws {
    #expect(try Self.run(options, Self.base) == .failed(.usage, sentence))
  }

  @Test("one file needs two columns, and the file that is wrong first is said")
  func files() throws {
    #expect(
      focal("versus", input: Self.base)
        == .failed(
          .usage,
          "versus needs BASE and a FILE, or one file and --prediction with two columns or more"))
    let missing = focal("versus /no/base /no/other")
    #expect(missing == .failed(.noInput, "/no/base: cannot open: No such file or directory"))
    #expect(
      focal("versus /no/base -", input: "label,x\n") == missing,
      "the file before is said, though the other is read by the thread that speaks")
    let bad = Self.base.replacing("0.4", with: "1.4")
    #expect(try Self.run("", bad).diagnostics.hasPrefix("focal: other.csv:5:3: "))
    #expect(try Self.run("", Self.base, base: bad).diagnostics.hasPrefix("focal: base.csv:5:3: "))
  }

  @Test("a row that a model lacks is left out of all, and of both losses")
  func missing() throws {
    let other = Self.base.replacing("0.6", with: "NA").replacing("0.9", with: "0.8")
    let base = Self.base.replacing("0.2,", with: ",")
    let run = try Self.run("--missing skip --json", other, base: base)
    let report = try run.object()
    #expect(report["count"] as? Int == 2)
    #expect(report["skipped"] as? Int == 2)
    // Rows a and d alone.
    let alone = "label,prob\n1,0.9\n0,0.4\n"
    #expect(
      run.output.contains(
        "\"loss\": \(focal("--bare", input: alone).output.dropLast()) }"))
    let all = try Self.run(
      "--missing skip", Self.base, base: Self.base.replacing(",0.", with: ",,"))
    #expect(all.status == .data)
  }

  @Test("rows whose label is ignored are left out; in one file only they are other samples")
  func ignored() throws {
    let base = Self.base.replacing("c,1", with: "c,-1")
    let both = try Self.run("--ignore-label -1 --json", base, base: base)
    #expect(try both.object()["count"] as? Int == 3)
    #expect(
      try Self.run("--ignore-label -1", Self.base, base: base).diagnostics.hasPrefix(
        "focal: other.csv: row 3: the label is '1', but 'one that is ignored' in base.csv; "))
  }

  @Test("weights and groups may be the base's alone")
  func companions() throws {
    let other = "label,prob\n1,0.8\n0,0.3\n1,0.7\n0,0.35\n"
    let whole = "label,prob,w,g\n1,0.8,1,x\n0,0.3,2,x\n1,0.7,1,y\n0,0.35,1,y\n"
    let options = "--weight w --group-by g --reduction weighted-mean --format csv"
    let run = try Self.run(options, other)
    #expect(run.status == .done)
    #expect(run == (try Self.run(options, whole)))
  }

  @Test("ids bring rows in another order together")
  func ids() throws {
    let other = "id,label,prob\na,1,0.8\nb,0,0.3\nc,1,0.7\nd,0,0.35\n"
    let shuffled = "id,label,prob\nd,0,0.35\nb,0,0.3\na,1,0.8\nc,1,0.7\n"
    let options = "--id id --format json --top 2 --group-by g"
    let run = try Self.run(options, shuffled)
    #expect(run.status == .done)
    #expect(run == (try Self.run(options, other)))
    let plain = try Self.run("--format json --top 2 --group-by g", other)
    #expect(run.output.replacing(#/"id": "[a-d]", /#, with: "") == plain.output)
    #expect(run.output.contains("\"row\": 4, \"id\": \"d\", \"label\": 0, "))
  }

  @Test("infinite losses of both are a tie, and of one make standard error, interval and p null")
  func infinite() throws {
    let base = "label,prob\n1,0\n0,0.25\n1,0.5\n"
    let both = try Self.run("--epsilon 0 --json", base.replacing("0.25", with: "0.5"), base: base)
    #expect(both.output.contains("\"wins\": 0, \"ties\": 2, \"losses\": 1"))
    #expect(!both.output.contains("\"p\": null"))
    let one = try Self.run(
      "--epsilon 0 --json", base.replacing("1,0\n", with: "1,0.5\n"), base: base)
    #expect(
      one.output.contains(
        "\"difference\": \"-Infinity\", \"standardError\": null, \"interval\": null, \"p\": null, "
          + "\"wins\": 1, \"ties\": 2, \"losses\": 0"))
    let single = try Self.run("--json", "label,prob\n1,0.5\n", base: "label,prob\n1,0.6\n")
    #expect(single.output.contains("\"standardError\": null, \"interval\": null, \"p\": null"))
  }
}

/// The gate of `focal versus`.
@Suite struct VersusGateTests {
  private static let better = "label,prob\n" + String(repeating: "1,0.8\n0,0.3\n1,0.9\n", count: 9)
  private static let worse = "label,prob\n" + String(repeating: "1,0.5\n0,0.6\n1,0.7\n", count: 9)

  private static func run(_ options: String, _ base: String, _ other: String) throws -> Run {
    let folder = try TemporaryFolder()
    let files = [try folder.file("base.csv", base), try folder.file("other.csv", other)]
    let words = options.split(separator: " ").map(String.init)
    return focal(["versus", "--bare"] + words + files, input: [])
  }

  @Test(
    "a gate is exceeded where the difference is above it and told from chance, under every test",
    arguments: ["", "--test randomisation", "--test bootstrap"])
  func gate(test: String) throws {
    let worse = try Self.run("--fail-if-worse 0.01 \(test)", Self.better, Self.worse)
    #expect(worse.status == .exceeded)
    #expect(worse.diagnostics.hasPrefix("focal: ") && worse.diagnostics.contains(" is worse than "))
    #expect(worse.number > 0.01)
    #expect(try Self.run("--fail-if-worse 1 \(test)", Self.better, Self.worse).status == .done)
    #expect(try Self.run("--fail-if-worse 0 \(test)", Self.worse, Self.better).status == .done)
    #expect(try Self.run("--fail-if-worse 0 \(test)", Self.worse, Self.worse).status == .done)
  }

  @Test("a difference that may be chance passes, whatever it is")
  func chance() throws {
    let base = "label,prob\n1,0.9\n0,0.4\n1,0.5\n"
    let other = "label,prob\n1,0.3\n0,0.41\n1,0.6\n"
    let run = try Self.run("--fail-if-worse 0", base, other)
    #expect(run.status == .done && run.number > 0)
    #expect(try Self.run("--fail-if-worse 0 --confidence 0.1", base, other).status == .exceeded)
  }

  @Test("a gate does not open where there is no interval, but for a difference that is low enough")
  func undecided() throws {
    let run = try Self.run("--fail-if-worse 0", "label,prob\n1,0.9\n", "label,prob\n1,0.8\n")
    #expect(run.status == .data)
    #expect(
      run.diagnostics.contains(
        "--fail-if-worse: the interval of the difference of ")
        && run.diagnostics.hasSuffix(
          "does not exist; expected finite losses of two samples or more\n")
    )
    #expect(
      try Self.run("--fail-if-worse 0", "label,prob\n1,0.8\n", "label,prob\n1,0.9\n").status
        == .done)
  }
}
