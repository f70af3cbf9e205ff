import FocalLoss
import Foundation
import TestSupport
import Testing

/// What the originals of the presets computed, case by case.
@Suite struct GoldenTests {
  private struct Golden {
    let system: String
    let convention: Convention
    let predictions: [Double]
    let predictionCount: Int
    let targets: SampleBatch.Targets
    let object: [String: Any]

    init(_ object: [String: Any], inputs: [String: Any]) throws {
      self.object = object
      system = try #require(object["system"] as? String)
      let params = try #require(object["params"] as? [String: Any])
      let input = try #require(inputs[object["input"] as? String ?? ""] as? [String: Any])
      let isOneVsAll = input["task"] as? String == "multiclass"
      let rows = input["predictions"] as? [[Any]]
      predictions = rows?.flatMap(numbers) ?? numbers(input["predictions"])
      predictionCount = rows?[0].count ?? 1
      let labels = numbers(input["labels"])
      targets = isOneVsAll ? .classes(labels.map { Int32($0) }) : .values(labels)

      let name = system.replacing("-float32", with: "")
      let preset = try #require(Preset.named(name))
      let kind: PredictionKind = try #require(
        PredictionKind(rawValue: input["input_kind"] as? String ?? ""))
      if let takesLogits = params["logits"] as? Bool { #expect(takesLogits == (kind == .logits)) }
      var convention = preset.convention(task: isOneVsAll ? .oneVsAll : .binary, input: kind)
      convention.gamma = number(params["gamma"])
      // −1 is torchvision's way to say no α.
      let alpha = number(params["alpha"])
      convention.alpha = alpha == -1 ? .none : Alpha(convention.alpha.rule, [alpha])
      if let epsilon = params["epsilon"] { convention.epsilon.value = number(epsilon) }
      #expect(Set(params.keys).isSubset(of: ["alpha", "gamma", "epsilon", "logits"]))
      self.convention = convention
    }

    var isSingle: Bool { object["dtype"] as? String == "float32" }

    /// Everything of the originals goes through 1 − p_t, whose rounding the tolerance covers.
    func isClose(_ ours: Double, _ original: Double) -> Bool {
      TestSupport.isClose(
        ours, original, relative: isSingle ? 2e-6 : 1e-12, absolute: isSingle ? 1e-7 : 1e-15)
    }

    /// The limit of a binary loss at an infinite logit, where the original gives NaN.
    func limit(_ index: Int) throws -> Double {
      guard case .values(let values) = targets else { throw Missing() }
      let logit = predictions[index]
      let isPositive = values[index] == 1
      try #require(logit.isInfinite)
      if (logit > 0) == isPositive { return 0 }
      // Torchvision's α 1 weights the negatives by 0.
      return !isPositive && convention.alpha == .balanced(1) ? 0 : .infinity
    }
  }

  private struct Missing: Error {}

  private static func goldens() throws -> [Golden] {
    let inputs = try Fixture.focalLoss("inputs.json").object()
    return try Fixture.focalLoss("goldens.jsonl").objects().map { try Golden($0, inputs: inputs) }
  }

  @Test("every preset reproduces every case of its original, or its limit where that gives NaN")
  func reproduced() throws {
    var compared: [String: (cases: Int, losses: Int, reductions: Int, limits: Int)] = [:]
    for golden in try Self.goldens() {
      var counts = compared[golden.system] ?? (0, 0, 0, 0)
      let evaluator = try LossEvaluator(
        golden.convention, predictionCount: golden.predictionCount)
      let samples = SampleBatch(predictions: golden.predictions, targets: golden.targets)
      let losses = evaluator.losses(of: samples)
      let originals = golden.object["per_sample"] as? [Any] ?? []
      try #require(originals.count == losses.count && !losses.isEmpty)
      let about =
        "\(golden.system) \(golden.object["params"] ?? "") \(golden.object["input"] ?? "")"
      for (index, loss) in losses.enumerated() {
        if originals[index] as? String == "NaN" {
          #expect(try loss.bitPattern == golden.limit(index).bitPattern, "\(about), row \(index)")
          counts.limits += 1
        } else {
          let original = number(originals[index])
          #expect(golden.isClose(loss, original), "\(about), row \(index): \(loss), \(original)")
          counts.losses += 1
        }
      }
      let summary = evaluator.accumulator(of: samples).summary
      for (key, ours) in [("mean", summary.mean ?? .nan), ("sum", summary.sum)] {
        guard let original = golden.object[key], !(original is NSNull) else { continue }
        let isNaN = original as? String == "NaN"
        // A loss of +∞ is among the limits, except where α 1 takes it away from the negatives.
        #expect(
          isNaN ? ours == .infinity : golden.isClose(ours, number(original)),
          "\(about), \(key): \(ours), \(original)")
        counts.reductions += 1
      }
      counts.cases += 1
      compared[golden.system] = counts
    }
    for (system, counts) in compared.sorted(by: { $0.key < $1.key }) {
      print(
        "goldens: \(system): compared \(counts.cases) cases, \(counts.losses) losses, "
          + "\(counts.reductions) reductions, \(counts.limits) limits")
    }
    let expected = [
      "tf-clip": 8, "torch-bce": 24, "tf-onehot": 9, "tf-onehot-float32": 9, "torchvision": 24,
    ]
    #expect(compared.mapValues(\.cases) == expected)
    #expect(try Fixture.focalLoss("goldens.jsonl").lines().count == expected.values.reduce(0, +))
  }

  @Test("the limits at infinite logits are 0 where they are right, and +∞ where they are wrong")
  func limits() throws {
    for name in ["torch-bce", "torchvision"] {
      let preset = try #require(Preset.named(name))
      let convention = preset.convention(task: .binary, input: .logits)
      let losses = try convention.losses(
        [.infinity, -.infinity, .infinity, -.infinity], .values([1, 1, 0, 0]))
      #expect(losses == [0, .infinity, .infinity, 0])
    }
  }

  @Test("every preset has its original among the goldens")
  func complete() throws {
    let systems = Set(try Self.goldens().map { $0.system.replacing("-float32", with: "") })
    #expect(Set(Preset.all.map(\.name)) == systems)
  }
}
