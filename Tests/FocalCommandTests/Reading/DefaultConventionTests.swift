import Testing

@testable import FocalCommand

/// What is computed where no option says otherwise, read from the signature.
@Suite struct DefaultConventionTests {
  static let binary = "label,p\n1,0.5\n0,0.75\n"
  static let classes = "label,p0,p1,p2\n0,0.5,0.25,0.25\n1,0.75,0.25,0\n2,0,0.5,0.5\n"
  static let lists = "a,b,p0,p1\n1,0,0.5,0.75\n0,1,0.75,0.5\n"

  /// The signature of a run, without its first axis and its last.
  static func axes(_ line: String, _ input: String) throws -> String {
    let run = focal("--json \(line)", input: input)
    let signature = try run.signature()
    return try #require(signature.wholeMatch(of: /focal:0\.1\.0,(.*),reduction:mean/)).1.description
  }

  @Test(
    "the defaults go by task and input",
    arguments: [
      (
        "", binary,
        "task:binary,input:probabilities,alpha:balanced:0.25,gamma:2,epsilon:clip:1e-07,soft:none,"
          + "smoothing:0"
      ),
      (
        "--logits", binary,
        "task:binary,input:logits,alpha:balanced:0.25,gamma:2,epsilon:none,soft:none,smoothing:0"
      ),
      (
        "--log-probabilities", "label,p\n1,-0.5\n0,-1\n",
        "task:binary,input:log-probabilities,alpha:balanced:0.25,gamma:2,epsilon:none,soft:none,"
          + "smoothing:0"
      ),
      (
        "", classes,
        "task:multiclass,input:probabilities,alpha:none,gamma:2,epsilon:clip:1e-07,soft:none,"
          + "smoothing:0"
      ),
      (
        "--logits", classes,
        "task:multiclass,input:logits,alpha:none,gamma:2,epsilon:none,soft:none,smoothing:0"
      ),
      (
        "-t one-vs-all", classes,
        "task:one-vs-all,input:probabilities,alpha:balanced:0.25,gamma:2,epsilon:clip:1e-07,"
          + "soft:none,smoothing:0"
      ),
      (
        "-t multilabel --label a,b", lists,
        "task:multilabel,input:probabilities,alpha:balanced:0.25,gamma:2,epsilon:clip:1e-07,"
          + "soft:none,smoothing:0"
      ),
      (
        "-t multiclass --label a,b", lists,
        "task:multiclass,input:probabilities,alpha:none,gamma:2,epsilon:clip:1e-07,soft:none,"
          + "smoothing:0"
      ),
    ])
  func defaults(_ line: String, _ input: String, _ axes: String) throws {
    #expect(try Self.axes(line, input) == axes)
  }

  @Test(
    "alpha takes the rule of the preset or signature, else the task's",
    arguments: [
      ("-a 0.5", binary, "alpha:balanced:0.5"),
      ("-a none", binary, "alpha:none"),
      ("--alpha-rule none", binary, "alpha:none"),
      ("--alpha-rule balanced", binary, "alpha:balanced:0.25"),
      ("-a 3 --alpha-rule positive-weight", binary, "alpha:positive-weight:3"),
      ("-a .2,.8 --alpha-rule per-class", binary, "alpha:per-class:0.2+0.8"),
      ("-a 1,2,3", classes, "alpha:per-class:1+2+3"),
      ("-a .5 --alpha-rule scale", classes, "alpha:scale:0.5"),
      ("-a .5 --alpha-rule background", classes, "alpha:background:0.5"),
      ("-a .1,.2,.3 -t one-vs-all", classes, "alpha:balanced:0.1+0.2+0.3"),
      ("-p torch-bce", binary, "alpha:scale:1"),
      ("-p torch-bce -a 0.5", binary, "alpha:scale:0.5"),
      ("-p torch-bce -a none", binary, "alpha:none"),
      ("-p torch-bce -a .5 --alpha-rule balanced", binary, "alpha:balanced:0.5"),
      ("-p tf-onehot -a 0.5", binary, "alpha:positives-only:0.5"),
      ("-p torchvision -a 0.5 -t multiclass --alpha-rule scale", classes, "alpha:scale:0.5"),
      ("--signature \(signature("binary", "alpha:none")) -a 0.5", binary, "alpha:balanced:0.5"),
      ("--signature \(signature("binary", "alpha:scale:3")) -a 0.5", binary, "alpha:scale:0.5"),
      (
        "--signature \(signature("multiclass", "alpha:none")) -a 1,2,3", classes,
        "alpha:per-class:1+2+3"
      ),
    ])
  func alpha(_ line: String, _ input: String, _ axis: String) throws {
    #expect(try Self.axes(line, input).contains(",\(axis),"))
  }

  @Test(
    "epsilon takes the rule of the preset or signature, else clip; 0 is none",
    arguments: [
      ("-e 0", "epsilon:none"), ("-e 0.0", "epsilon:none"), ("--epsilon-rule none", "epsilon:none"),
      ("-e 0 --epsilon-rule add", "epsilon:none"),
      ("-e 1e-5", "epsilon:clip:1e-05"), ("--epsilon-rule clip", "epsilon:clip:1e-07"),
      ("-e 1e-5 --logits", "epsilon:clip:1e-05"),
      ("-e 1e-8 --epsilon-rule add", "epsilon:add:1e-08"),
      ("-e 100 --epsilon-rule log-floor", "epsilon:log-floor:100"),
      ("-p tf-clip", "epsilon:clip:1e-05"), ("-p tf-clip -e 0.001", "epsilon:clip:0.001"),
      ("-p tf-clip -e 0", "epsilon:none"),
      ("-p torch-bce", "epsilon:log-floor:100"), ("-p torch-bce -e 50", "epsilon:log-floor:50"),
      ("-p torch-bce --logits", "epsilon:none"),
      ("-p torch-bce -e .1 --epsilon-rule clip", "epsilon:clip:0.1"),
      ("-p tf-onehot -e 1e-3", "epsilon:add:0.001"),
      ("-p torchvision", "epsilon:none"), ("-p torchvision --probabilities", "epsilon:none"),
      ("-p torchvision -e .1", "epsilon:clip:0.1"),
      ("--signature \(signature("binary", "alpha:none"))", "epsilon:none"),
    ])
  func epsilon(_ line: String, _ axis: String) throws {
    #expect(try Self.axes(line, Self.binary).contains(",\(axis),"))
  }

  @Test(
    "other options override the preset's axes one by one",
    arguments: [
      ("-p tf-clip", "gamma:2", "soft:expected"),
      ("-p tf-clip -g 0.5", "gamma:0.5", "soft:expected"),
      ("-p torch-bce --soft-labels mixture", "gamma:2", "soft:mixture"),
      ("-p torchvision --label-smoothing 0.1", "smoothing:0.1", "soft:mixture"),
      ("-p torchvision --logits", "input:logits", "soft:mixture"),
      ("-p tf-clip --logits", "input:logits", "soft:expected"),
    ])
  func overrides(_ line: String, _ first: String, _ second: String) throws {
    let axes = try Self.axes(line, Self.binary).split(separator: ",").map(String.init)
    #expect(axes.contains(first) && axes.contains(second))
  }

  @Test("gammas and weights are written as they read back, joined by +")
  func numbers() throws {
    #expect(
      try focal("--json -g 1e-300 --class-weights 1,0.1", input: Self.binary).signature()
        .hasSuffix(
          ",gamma:1e-300,epsilon:clip:1e-07,soft:none,smoothing:0,reduction:mean,class-weights:1+0.1"
        ))
  }
}

/// A signature of a task and an alpha.
private func signature(_ task: String, _ alpha: String) -> String {
  "focal:0.1.0,task:\(task),input:probabilities,\(alpha),gamma:2,epsilon:none,soft:none,"
    + "smoothing:0,reduction:mean"
}
