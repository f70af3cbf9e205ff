import FocalLoss
import TestSupport
import Testing

@Suite struct SignatureTests {
  private static let example =
    "focal:0.1.0,task:binary,input:probabilities,alpha:balanced:0.25,gamma:2,epsilon:clip:1e-07,"
    + "soft:none,smoothing:0,reduction:mean"

  @Test("the signature of the defaults is the text of the design")
  func exampleText() throws {
    let convention = Convention(
      task: .binary, input: .probabilities, alpha: .balanced(0.25), epsilon: .clip(1e-7))
    #expect(Signature(convention).description == Self.example)
    #expect(try Signature(parsing: Self.example) == Signature(convention))
    #expect(Signature.currentVersion == "0.1.0")
  }

  @Test("lists are joined by +, class weights come last, numbers are the shortest")
  func lists() {
    let convention = Convention(
      task: .oneVsAll, input: .logProbabilities, alpha: Alpha(.positiveWeight, [0.2, 1e16, 3]),
      gamma: 0.5, epsilon: Epsilon(.logFloor, 100), softTargets: .expCrossEntropy,
      labelSmoothing: 0.1, classWeights: [1, 1e-5, 123_456_789], reduction: .weightedMean)
    #expect(
      Signature(convention).description
        == "focal:0.1.0,task:one-vs-all,input:log-probabilities,alpha:positive-weight:0.2+1e16+3,"
        + "gamma:0.5,epsilon:log-floor:100,soft:exp-ce,smoothing:0.1,reduction:weighted-mean,"
        + "class-weights:1+1e-05+123456789")
  }

  @Test("the modulator stands after γ, and only where it is another than the power")
  func modulator() throws {
    var convention = Convention(task: .binary, input: .probabilities)
    #expect(!Signature(convention).description.contains("modulator"))
    convention.modulator = Modulator(.asl, [1, 4, 0.05])
    let text = Signature(convention).description
    #expect(text.contains(",gamma:2,modulator:asl:1+4+0.05,epsilon:none,"))
    #expect(try Signature(parsing: text).convention == convention)
  }

  @Test("every preset comes back from its signature", arguments: Preset.all.flatMap(\.variants))
  func presets(convention: Convention) throws {
    let read = try Signature(parsing: Signature(convention).description)
    #expect(read.convention == convention && read.convention.bits == convention.bits)
  }

  @Test("random conventions come back from their signatures, to the bit", arguments: 1...5)
  func random(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<100 {
      let convention = Convention.random(using: &generator)
      let text = Signature(convention).description
      let read = try Signature(parsing: text)
      #expect(read.convention == convention, "seed \(seed): \(text)")
      #expect(read.convention.bits == convention.bits, "seed \(seed): \(text)")
      #expect(read.version == Signature.currentVersion)
      // What no shell touches: letters, digits and these.
      #expect(
        text.allSatisfy {
          $0.isASCII && ($0.isLetter || $0.isNumber || ":,.+-".contains($0))
        }, "\(text)")
    }
  }

  @Test("random conventions cover every case of every axis, and both ends of the doubles")
  func coverage() {
    var generator = SplitMix64(seed: 1)
    let all = (0..<500).map { _ in Convention.random(using: &generator) }
    #expect(Set(all.map(\.task)).count == ClassificationTask.allCases.count)
    #expect(Set(all.map(\.input)).count == PredictionKind.allCases.count)
    #expect(Set(all.map(\.alpha.rule)).count == Alpha.Rule.allCases.count)
    #expect(Set(all.map(\.modulator.kind)).count == Modulator.Kind.allCases.count)
    #expect(Set(all.map(\.epsilon.rule)).count == Epsilon.Rule.allCases.count)
    #expect(Set(all.map(\.softTargets)).count == SoftTargetRule.allCases.count + 1)
    #expect(Set(all.map(\.reduction)).isSuperset(of: Reduction.allCases))
    #expect(all.contains { $0.reduction.rawValue.hasPrefix("divide-by:") })
    #expect(all.contains { $0.reduction.ofEachGroup != nil })
    #expect(Set(all.map(\.classWeightRule)).count == ClassWeightRule.allCases.count)
    #expect(Set(all.map(\.smoothingRule)).count == SmoothingRule.allCases.count)
    #expect(all.contains { $0.gamma > 1e200 } && all.contains { $0.gamma < -1e200 })
    #expect(all.contains { $0.gamma != 0 && $0.gamma.magnitude < 1e-200 })
    #expect(all.contains { $0.gamma == 0 && $0.gamma.sign == .minus })
  }

  @Test("axes may stand in any order, and the version is kept")
  func order() throws {
    let fields = Self.example.replacing("0.1.0", with: "7.0-beta").split(separator: ",")
    let read = try Signature(parsing: fields.reversed().joined(separator: ","))
    #expect(read.version == "7.0-beta")
    #expect(try read.convention == Signature(parsing: Self.example).convention)
    #expect(read.description.hasPrefix("focal:7.0-beta,task:"))
  }

  private static func replaced(_ old: String, _ new: String) -> String {
    example.replacing(old, with: new)
  }

  private static let errors: [(String, SignatureError)] = [
    ("", .malformedField("")),
    ("focal", .malformedField("focal")),
    (example + ",", .malformedField("")),
    (example + ",x", .malformedField("x")),
    (replaced("focal:0.1.0,", ""), .missingAxis("focal")),
    (replaced("task:binary,", ""), .missingAxis("task")),
    (replaced("input:probabilities,", ""), .missingAxis("input")),
    (replaced("alpha:balanced:0.25,", ""), .missingAxis("alpha")),
    (replaced("gamma:2,", ""), .missingAxis("gamma")),
    (replaced("epsilon:clip:1e-07,", ""), .missingAxis("epsilon")),
    (replaced("soft:none,", ""), .missingAxis("soft")),
    (replaced("smoothing:0,", ""), .missingAxis("smoothing")),
    (replaced(",reduction:mean", ""), .missingAxis("reduction")),
    (example + ",gamma:3", .unexpectedAxis("gamma")),
    (example + ",color:red", .unexpectedAxis("color")),
    (example + ",class-weights:", .unknownValue(axis: "class-weights", value: "")),
    (
      example + ",class-weights:row:1",
      .unknownValue(axis: "class-weights", value: "row")
    ),
    (example + ",class-weights:1++2", .unknownValue(axis: "class-weights", value: "")),
    (replaced("binary", "Binary"), .unknownValue(axis: "task", value: "Binary")),
    (replaced("probabilities", "scores"), .unknownValue(axis: "input", value: "scores")),
    (replaced("balanced", "golden"), .unknownValue(axis: "alpha", value: "golden")),
    (replaced("balanced:0.25", "balanced:x"), .unknownValue(axis: "alpha", value: "x")),
    (
      replaced("gamma:2", "gamma:2,modulator:soft"),
      .unknownValue(axis: "modulator", value: "soft")
    ),
    (
      replaced("gamma:2", "gamma:2,modulator:asl:1+4"),
      .unknownValue(axis: "modulator", value: "asl:1+4")
    ),
    (
      replaced("gamma:2", "gamma:2,modulator:power:1"),
      .unknownValue(axis: "modulator", value: "power:1")
    ),
    (replaced("gamma:2", "gamma:0x2"), .unknownValue(axis: "gamma", value: "0x2")),
    (replaced("gamma:2", "gamma:inf"), .unknownValue(axis: "gamma", value: "inf")),
    (replaced("gamma:2", "gamma:1e999"), .unknownValue(axis: "gamma", value: "1e999")),
    (replaced("gamma:2", "gamma:2 "), .unknownValue(axis: "gamma", value: "2 ")),
    (replaced("gamma:2", "gamma:"), .unknownValue(axis: "gamma", value: "")),
    (replaced("clip", "squeeze"), .unknownValue(axis: "epsilon", value: "squeeze")),
    (replaced("clip:1e-07", "clip"), .unknownValue(axis: "epsilon", value: "clip")),
    (
      replaced("clip:1e-07", "clip:1e-07+1e-05"),
      .unknownValue(axis: "epsilon", value: "clip:1e-07+1e-05")
    ),
    (replaced("clip:1e-07", "none:0.1"), .unknownValue(axis: "epsilon", value: "none:0.1")),
    (replaced("soft:none", "soft:hard"), .unknownValue(axis: "soft", value: "hard")),
    (replaced("smoothing:0", "smoothing:-"), .unknownValue(axis: "smoothing", value: "-")),
    (
      replaced("smoothing:0", "smoothing:other:0.1"),
      .unknownValue(axis: "smoothing", value: "other:0.1")
    ),
    (
      replaced("smoothing:0", "smoothing:others:0.1+0.2"),
      .unknownValue(axis: "smoothing", value: "others:0.1+0.2")
    ),
    (
      replaced("mean", "divide-by:inf"), .unknownValue(axis: "reduction", value: "divide-by:inf")
    ),
    (
      replaced("mean", "mean-of-groups:macro"),
      .unknownValue(axis: "reduction", value: "mean-of-groups:macro")
    ),
    (replaced("mean", "median"), .unknownValue(axis: "reduction", value: "median")),
  ]

  @Test("a text that is no signature says why", arguments: errors)
  func refuses(text: String, error: SignatureError) {
    #expect(throws: error) { try Signature(parsing: text) }
  }
}
