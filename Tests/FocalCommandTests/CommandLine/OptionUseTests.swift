import Testing

@testable import FocalCommand

/// Every option with every command: used, or refused.
@Suite struct OptionUseTests {
  /// What an option changes, where it is used.
  enum Effect { case result, error, nothing }

  /// An option with a value that makes a difference.
  struct Sample: Sendable, CustomTestStringConvertible {
    let option: Option

    /// What follows it; empty for a switch.
    let value: String

    /// What stands beside it in commands that read data.
    let context: String
    let effect: Effect

    init(
      _ name: String, _ value: String = "", with context: String = "", effect: Effect = .result
    ) {
      guard let option = OptionTable.named(name) else { preconditionFailure("no --\(name)") }
      (self.option, self.value, self.context, self.effect) = (option, value, context, effect)
    }

    var testDescription: String { option.flag }
  }

  private static let classes = "--prediction s0,s1"

  static let samples: [Sample] = [
    Sample("alpha", "0.4"), Sample("alpha-rule", "scale", with: "--alpha 0.4"),
    Sample("gamma", "1"), Sample("modulator", "reduced"), Sample("epsilon", "0.4"),
    Sample("epsilon-rule", "add", with: "--epsilon 0.4"), Sample("logits"),
    Sample("probabilities", effect: .nothing),
    Sample("log-probabilities", with: "--prediction l"),
    Sample("task", "one-vs-all", with: "--label k \(classes)"), Sample("reduction", "sum"),
    Sample("divide-by", "7"),
    Sample("class-weights", "1,3"),
    Sample(
      "class-weight-rule", "column",
      with: "--class-weights 1,3 --task one-vs-all --label k \(classes)"),
    Sample("label-smoothing", "0.1"),
    Sample("smoothing-rule", "cross-entropy-only", with: "--label-smoothing 0.1"),
    Sample("soft-labels", "mixture", with: "--label half"),
    Sample("preset", "kornia-binary"), Sample("signature", signature), Sample("label", "k"),
    Sample("prediction", "r"),
    Sample("classes", "b,a", with: "--label name --task one-vs-all \(classes)"),
    Sample("weight", "w", with: "--json"),
    Sample("quality", "half", with: "--modulator varifocal"), Sample("id", "p"),
    Sample("group-by", "name"), Sample("row", "2"), Sample("sample", "b"), Sample("positive", "0"),
    Sample("background", "9", with: "--task one-vs-all --label nine \(classes)"),
    Sample("labels", "LABELS", with: "--prediction p"),
    Sample("label-base", "1", with: "--label from1 \(classes)"), Sample("ignore-label", "1"),
    Sample("missing", "skip", with: "--prediction gap"),
    Sample("strict", with: "--label k --logits", effect: .error),
    Sample("input-format", "json", effect: .error), Sample("delimiter", ";", effect: .error),
    Sample("header", "no", effect: .error), Sample("format", "csv"), Sample("json"),
    Sample("output", "OUTPUT"), Sample("per-sample"), Sample("per-file"), Sample("gradient"),
    Sample("posterior"),
    Sample("top", "1"), Sample("columns", "half"),
    Sample("by", "class"), Sample("concentration"), Sample("baseline"),
    Sample("confidence", "0.9"), Sample("calibration"), Sample("plot", "-"),
    Sample("bare"), Sample("digits", "2"), Sample("observed", "0.1"), Sample("fail-above", "0"),
    Sample("test", "bootstrap"),
    Sample("trials", "7", with: "--test bootstrap"), Sample("seed", "1", with: "--test bootstrap"),
    Sample("fail-if-worse", "0.001", with: "--confidence 0.5"),
    Sample("shard", "a", with: "--format state"), Sample("expect", "2", effect: .error),
    Sample("threads", "2", effect: .nothing), Sample("progress", "never", effect: .nothing),
    Sample("color", "always", with: "--label k --logits"), Sample("help"), Sample("version"),
  ]

  private static let signature =
    "focal:0.1.0,task:binary,input:probabilities,alpha:none,gamma:3,epsilon:none,soft:none,"
    + "smoothing:0,reduction:mean"

  private static let input = """
    name,label,half,k,nine,from1,p,r,s0,s1,l,gap,w
    a,1,0.5,0,9,2,0.75,0.5,0.25,0.75,-0.25,,2
    b,0,0.25,1,1,1,0.25,0.625,0.5,0.5,-2,0.5,3

    """

  /// What a better model says of the same samples.
  private static let otherInput = input.replacing(",0.75,0.5,", with: ",0.9,0.5,")
    .replacing(",0.25,0.625,", with: ",0.1,0.625,")

  @Test("every option has a sample here")
  func all() {
    #expect(Self.samples.map(\.option.name) == OptionTable.all.map(\.name))
  }

  @Test(
    "an option makes a difference in the commands that use it, and is refused by the others",
    arguments: samples)
  func use(_ sample: Sample) throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("labels.csv", "truth\n0\n1\n")
    let other = sample.option.name == "id" ? Self.input : Self.otherInput
    _ = try folder.file("other.csv", other)
    for command in Command.allCases {
      let without = Self.run(command, sample, isGiven: false, folder)
      let run = Self.run(command, sample, isGiven: true, folder)
      guard sample.option.commands.contains(command) else {
        #expect(run == .failed(.usage, Self.refusal(sample.option, command)), "\(command.title)")
        continue
      }
      // What is said is the reason that focal inspect shows.
      let isShown = command == .inspect && sample.option.name == "probabilities"
      #expect(
        (run != without) == (sample.effect != .nothing || isShown), "\(command.title)\n\(run)")
      let isDone = run.status == .done || run.status == .exceeded
      #expect(isDone == (sample.effect != .error), "\(command.title)\n\(run)")
    }
  }

  /// The sentence, of which the users of each option are written out here.
  private static func refusal(_ option: Option, _ command: Command) -> String {
    let users =
      switch option.name {
      case "gamma": "commands that read data and focal curve"
      case "digits":
        "focal, focal compare, focal identify, focal explain, focal sweep, focal curve, "
          + "focal versus and focal merge"
      case "strict":
        "focal, focal compare, focal identify, focal sweep, focal versus, focal merge and focal inspect"
      case "reduction", "threads", "progress":
        "focal, focal compare, focal identify, focal sweep and focal versus"
      case "class-weight-rule", "smoothing-rule", "quality":
        "focal, focal compare, focal explain, focal sweep, focal versus and focal inspect"
      case "signature": "focal, focal explain, focal sweep, focal versus and focal inspect"
      case "confidence": "focal, focal sweep, focal versus and focal merge"
      case "plot": "focal, focal sweep, focal curve, focal versus and focal merge"
      case "shard", "divide-by": "focal, focal compare and focal sweep"
      case "expect": "focal merge"
      case "color": "commands that read data and focal merge"
      case "bare": "focal, focal versus and focal merge"
      case "fail-above": "focal and focal merge"
      case "test", "trials", "seed", "fail-if-worse": "focal versus"
      case "group-by", "top": "focal and focal versus"
      case "row", "sample": "focal explain"
      case "observed": "focal identify"
      case "format", "json": "commands that read data, focal curve, focal merge and focal presets"
      case "per-sample", "per-file", "gradient", "posterior", "calibration", "columns", "by",
        "concentration", "baseline":
        "focal without a command"
      default: "commands that read data"
      }
    return "\(option.flag) is for \(users)"
      + (command == .compute ? "" : "; \(command.title) does not use it")
  }

  private static func run(
    _ command: Command, _ sample: Sample, isGiven: Bool, _ folder: TemporaryFolder
  ) -> Run {
    let name = sample.option.name
    var words = command == .compute ? [] : [command.rawValue]
    if command == .identify, name != "observed" || !isGiven { words += ["--observed", "0.2"] }
    let tellsRow = ["row", "sample"].contains(name) && isGiven
    if command == .explain, !tellsRow { words += ["--row", "1"] }
    if command == .completions { words.append("bash") }
    if command == .help { words.append("columns") }
    if command == .compute, name == "plot" { words.append("--concentration") }
    if command == .compute, name == "columns" { words += ["--top", "1"] }
    if command == .compute, name == "posterior" { words.append("--calibration") }
    // The other model has the same labels.
    if command == .versus { words += ["OTHER", "-"] }
    if Set.reading.contains(command), sample.option.commands != [.versus] || command == .versus {
      words += sample.context.split(separator: " ").map(String.init)
    }
    if isGiven { words += [sample.option.flag] + (sample.value.isEmpty ? [] : [sample.value]) }
    words = words.map { word in
      switch word {
      case "LABELS": folder.path("labels.csv")
      case "OTHER": folder.path("other.csv")
      case "OUTPUT": folder.path("output")
      default: word
      }
    }
    return focal(words, input: command == .merge ? state(sample) : Array(input.utf8))
  }

  /// The state of a run, which a merge reads.
  private static func state(_ sample: Sample) -> [UInt8] {
    let isOfState = ["format", "shard"].contains(sample.option.name)
    let context = isOfState ? "" : sample.context
    let block = sample.option.name == "plot" ? " --concentration" : ""
    return Array(focal("--format state \(context)\(block)", input: input).output.utf8)
  }
}
