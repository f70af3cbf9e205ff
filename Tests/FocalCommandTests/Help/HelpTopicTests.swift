import FocalInput
import FocalLoss
import FocalOutput
import Testing

@testable import FocalCommand

/// `focal help TOPIC`.
@Suite struct HelpTopicTests {
  /// The values that a topic has to define.
  private static func values(of topic: HelpTopic) -> [String] {
    switch topic {
    case .columns: ["y_true", "y_score", "decision_function", "logprob", "sample_weight"]
    case .formats: InputFormat.allCases.map(\.rawValue) + OutputFormat.allCases.map(\.rawValue)
    case .alpha: Alpha.Rule.allCases.map(\.rawValue)
    case .epsilon: Epsilon.Rule.allCases.map(\.rawValue)
    case .softLabels: SoftTargetRule.allCases.map(\.rawValue)
    case .reductions: Reduction.allCases.map(\.rawValue)
    case .modulators: Modulator.Kind.allCases.map(\.rawValue)
    case .output: ["--output", "--bare", "--digits", "--strict", ".state"]
    case .exitStatus: ["0", "1", "64", "65", "66", "74"]
    }
  }

  @Test("a topic defines every value of its axis", arguments: HelpTopic.allCases)
  func complete(_ topic: HelpTopic) {
    let run = focal("help \(topic.rawValue)")
    #expect(run == .done(topic.text))
    for value in Self.values(of: topic) { #expect(run.words.contains(value), "\(value)") }
  }

  @Test("a topic that does not exist is told with the nearest")
  func unknown() {
    #expect(
      focal("help colums") == .failed(.usage, "help: 'colums' is unknown; did you mean columns?"))
    #expect(
      focal("help swep") == .failed(.usage, "help: 'swep' is unknown; did you mean sweep?"))
  }

  @Test(
    "habits from elsewhere lead to the option that is meant",
    arguments: [
      ("--no-header", "--header no"), ("--sep=;", "--delimiter"), ("--target y", "--label"),
      ("--pos_label 1", "--positive"), ("--from-logits", "--logits"), ("--eps 1e-7", "--epsilon"),
      ("--jobs 4", "--threads"),
    ])
  func habits(_ line: String, _ option: String) {
    let typed = line.prefix { $0 != "=" && $0 != " " }
    #expect(
      focal(line) == .failed(.usage, "\(typed): no such option; did you mean \(option)?"))
  }
}
